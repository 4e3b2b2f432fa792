"""What changed since the edition before: a section of the report with the gist, and a page with all of it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from helsetrend.edition.pages.change_words import ChangeWords
from helsetrend.edition.pages.correction import NOTICE, correction_notice
from helsetrend.edition.pages.plain_page import Link, link_to_language, plain_page
from helsetrend.report.presentation import Phrase, Table, paragraph, words

CHANGES_PAGE = "changes.html"
"""The name of the page in the folder of a language."""

NEWEST = "../../latest"
"""The path from a page to the newest edition on its year, which an edition that is never edited can always name.

With a point and a language behind it, it leads to the newest one that is in this language.
"""

SECTION = "changes"
"""The identifier of the section, with which those of the parts of the page begin."""


def newest_line(language: str) -> Markup:
    """Return the line that leads to the newest edition in a language, and to all editions."""
    say = words(language).say
    newest = _link(f"{NEWEST}.{language}/{language}/index.html", say("page.newest_edition"))
    every = _link("../../../index.html", say("page.all_editions"))
    return Markup('<p class="to-newest">{} {}</p>').format(say("page.new_figures", link=newest).html, every.html)


def _link(address: str, text: Phrase) -> Phrase:
    return Phrase(text.text, Markup('<a href="{}">{}</a>').format(address, text.html))


def changes_section(changes: ChangeWords) -> Markup:
    """Return the section of the report: how much changed, the corrections, and a link to the page."""
    head = Markup('<h3 id="{}">{}</h3>').format(SECTION, changes.title)
    link = Markup('<p class="to-changes"><a href="{}">{}</a></p>').format(CHANGES_PAGE, changes.say("all"))
    return Markup("\n").join([head, paragraph(changes.summary()), link])


def changes_page(changes: ChangeWords, languages: Sequence[str]) -> str:
    """Return the page of HTML, with links to the report and to the same page in the other `languages`."""
    parts = [
        newest_line(changes.language),
        paragraph(changes.summary()),
        *_table(changes, "figures", ("metric", "old", "new", "kind", "reason"), [*changes.figure_rows()]),
        *_table(changes, "over_years", ("metric", "old", "new"), [*changes.change_rows()]),
        *_table(changes, "claims", ("said", "old", "new"), [*changes.claim_rows()]),
        *_table(changes, "sentences", ("about", "old", "new"), [*changes.sentence_rows()]),
        *_notice(changes),
    ]
    return plain_page(
        language=changes.language,
        title=changes.title,
        lead=changes.say("lead", title=changes.report, date=changes.day_before, new_date=changes.day_after).text,
        others=[
            link_to_language(other, f"../{other}/{CHANGES_PAGE}") for other in languages if other != changes.language
        ],
        back=Link(changes.language, "index.html", changes.say("report").text),
        content=Markup("\n").join(parts),
    )


def _table(changes: ChangeWords, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Markup]:
    """Yield heading and table of one kind of change, if there is any."""
    if rows:
        heading = changes.say(name)
        caption = changes.say("caption", what=heading, date=changes.day_before).text
        yield Markup('<h2 id="{}-{}">{}</h2>').format(SECTION, name, heading)
        yield Table(caption, changes.labels.columns(*columns), rows, is_stacked=True).html


def _notice(changes: ChangeWords) -> Iterator[Markup]:
    """Yield the correction notice and a link to it as a file, if there is one."""
    if text := correction_notice(changes):
        yield Markup('<h2 id="{}-notice">{}</h2>').format(SECTION, changes.say("notice"))
        yield Markup('<p><a href="{}" download>{}</a></p>').format(NOTICE, changes.say("notice_file"))
        for part in text.strip().split("\n\n"):
            yield Markup("<p>{}</p>").format(Markup("<br>").join(part.split("\n")))
