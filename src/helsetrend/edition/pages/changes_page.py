"""What changed since the edition before: a section of the report with the gist, and a page with all of it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from helsetrend.edition.pages.change_words import ChangeWords
from helsetrend.edition.pages.correction import NOTICE, correction_notice
from helsetrend.edition.pages.plain_page import Link, plain_page
from helsetrend.report import Labels
from helsetrend.report.presentation import Phrase, Table, paragraph, words

CHANGES_PAGE = "changes.html"
"""The name of the page in the folder of a language."""

NEWEST = "../../latest"
"""The path from a page to the newest edition on its year, which an edition that is never edited can always name.

With a point and a language behind it, it leads to the newest one that is in this language.
"""

SECTION = "changes"
"""The identifier of the section, with which those of the parts of the page begin."""


def newest_line(labels: Labels) -> Markup:
    """Return the line that leads to the newest edition in the language, and to all editions."""
    words = labels.words
    newest = _link(f"{NEWEST}.{words.language}/{words.language}/index.html", words.say("page.newest_edition"))
    every = _link("../../../index.html", words.say("page.all_editions"))
    return Markup('<p class="to-newest">{} {}</p>').format(words.say("page.new_figures", link=newest).html, every.html)


def _link(address: str, text: Phrase) -> Phrase:
    return Phrase(text.text, Markup('<a href="{}">{}</a>').format(address, text.html))


def changes_section(told: ChangeWords) -> Markup:
    """Return the section of the report: how much changed, the corrections, and a link to the page."""
    head = Markup('<h3 id="{}">{}</h3>').format(SECTION, told.title)
    link = Markup('<p class="to-changes"><a href="{}">{}</a></p>').format(CHANGES_PAGE, told.say("all"))
    return Markup("\n").join([head, paragraph(told.summary()), link])


def changes_page(told: ChangeWords, languages: Sequence[str]) -> str:
    """Return the page of HTML, with links to the report and to the same page in the other `languages`."""
    parts = [
        newest_line(told.labels),
        paragraph(told.summary()),
        *_table(told, "figures", ("metric", "old", "new", "kind", "reason"), [*told.figure_rows()]),
        *_table(told, "over_years", ("metric", "old", "new"), [*told.change_rows()]),
        *_table(told, "claims", ("said", "old", "new"), [*told.claim_rows()]),
        *_table(told, "sentences", ("about", "old", "new"), [*told.sentence_rows()]),
        *_notice(told),
    ]
    return plain_page(
        language=told.language,
        title=told.title,
        lead=told.say("lead", title=told.report, date=told.day_before, new_date=told.day_after).text,
        others=[
            Link(other, f"../{other}/{CHANGES_PAGE}", words(other).say("language.link").text)
            for other in languages
            if other != told.language
        ],
        back=Link(told.language, "index.html", told.say("report").text),
        content=Markup("\n").join(parts),
    )


def _table(told: ChangeWords, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Markup]:
    """Yield heading and table of one kind of change, if there is any."""
    if rows:
        heading = told.say(name)
        caption = told.say("caption", what=heading, date=told.day_before).text
        yield Markup('<h2 id="{}-{}">{}</h2>').format(SECTION, name, heading)
        yield Table(caption, told.labels.columns(*columns), rows, is_stacked=True).html


def _notice(told: ChangeWords) -> Iterator[Markup]:
    """Yield the correction notice and a link to it as a file, if there is one."""
    if text := correction_notice(told):
        yield Markup('<h2 id="{}-notice">{}</h2>').format(SECTION, told.say("notice"))
        yield Markup('<p><a href="{}" download>{}</a></p>').format(NOTICE, told.say("notice_file"))
        for part in text.strip().split("\n\n"):
            yield Markup("<p>{}</p>").format(Markup("<br>").join(part.split("\n")))
