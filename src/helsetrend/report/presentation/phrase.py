"""A text as plain text and as HTML, in which every published number is a link to its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from helsetrend.published import Figure


@dataclass(frozen=True)
class Phrase:
    """The same text as plain text and as HTML."""

    text: str
    html: Markup

    @classmethod
    def of(cls, words: "str | Phrase") -> "Phrase":
        """Return the words as a phrase; plain text is escaped for HTML."""
        return words if isinstance(words, Phrase) else cls(words, escape(words))

    def capitalised(self) -> "Phrase":
        """Return the same with a capital first letter, unless the HTML begins with a tag or another sign."""
        if not self.html[:1].isalpha():
            return self
        return Phrase(self.text[:1].upper() + self.text[1:], Markup(self.html[:1].upper() + self.html[1:]))

    def __str__(self) -> str:
        return self.text


def join(separator: str, phrases: Iterable[Phrase]) -> Phrase:
    """Return phrases as one, with a separator between them."""
    phrases = list(phrases)
    html = Markup(separator).join(phrase.html for phrase in phrases)
    return Phrase(separator.join(phrase.text for phrase in phrases), html)


def linked(target: str, words: str | Phrase) -> Phrase:
    """Return the words as a link to a place in the report."""
    phrase = Phrase.of(words)
    return Phrase(phrase.text, Markup('<a href="#{}">{}</a>').format(target, phrase.html))


def linked_figure(figure: Figure, text: str) -> Phrase:
    """Return the text as a link to the source of the figure; a sum has no single one, and no link."""
    if figure.parts:
        return Phrase.of(text)
    return Phrase(text, Markup('<a class="figure" href="#{}">{}</a>').format(anchor(figure), text))


def anchor(figure: Figure) -> str:
    """Return the identifier of the place in a report that names the source of a figure."""
    return f"figure-{figure.row}"


def inner(name: str) -> str:
    """Return a name as written within a sentence: with a small first letter, except for NAV, BankID and the like."""
    rest = name.partition(" ")[0][1:]
    return name[:1].lower() + name[1:] if name[1:2].islower() and rest == rest.lower() else name
