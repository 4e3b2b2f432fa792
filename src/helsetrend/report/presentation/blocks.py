"""Parts of a page as HTML: headings, paragraphs with notes beside them, definitions."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from helsetrend.report.presentation.phrase import Phrase


@dataclass(frozen=True)
class Block:
    """A part of the report as HTML."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return self.html.striptags()


def heading(section: str, kicker: str, finding: Phrase, *, level: int) -> Markup:
    """Return the heading of a section, with its name above it."""
    html = Markup('<hgroup><p class="kicker">{}</p><h{} id="{}">{}</h{}></hgroup>')
    return html.format(kicker, level, section, finding.text, level)


def aside(paragraphs: Iterable[Iterable[Phrase]], notes: Iterable[Phrase]) -> Markup:
    """Return paragraphs of sentences, with notes beside them."""
    body = Markup("\n").join(paragraph(sentences) for sentences in paragraphs)
    beside = Markup("").join(paragraph([note]) for note in notes)
    aside = Markup('<div class="notes">{}</div>').format(beside) if beside else ""
    return Markup('<div class="text"><div>{}</div>{}</div>').format(body, aside)


def definition(label: Phrase, definition: str | Phrase) -> Markup:
    """Return the definition of a word of the report, set apart."""
    return Markup('<p class="definition"><strong>{}.</strong> {}</p>').format(label, definition)


def paragraph(sentences: Iterable[Phrase], *, kind: str = "") -> Markup:
    """Return sentences as one paragraph, or nothing if there are none; an "introduction" stays with what follows it."""
    body = Markup(" ").join(sentence.html for sentence in sentences)
    marked = Markup(' class="{}"').format(kind) if kind else ""
    return Markup("<p{}>{}</p>").format(marked, body) if body else Markup("")
