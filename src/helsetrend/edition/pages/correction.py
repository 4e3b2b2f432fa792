"""The correction notice: plain text to send, on the figures corrected or withdrawn since the edition before.

It says of each what it is now and was before, why and by which source, and which changes over a year follow from it.
"""

from collections.abc import Iterator

from helsetrend.analysis import FigureEffect
from helsetrend.edition.pages.change_words import ChangeWords
from helsetrend.report import contact_of

NOTICE = "correction.txt"
"""The name of the notice in the folder of a language."""


def correction_notice(told: ChangeWords) -> str:
    """Return the notice in paragraphs; nothing where no figure was corrected or withdrawn."""
    corrected, withdrawn = told.changes.corrected, told.changes.withdrawn
    count = len(corrected) + len(withdrawn)
    if not count:
        return ""
    paragraphs = [
        told.say("notice_title", title=told.report).text,
        told.say_many("notice_intro", count, date=told.day_before, new_date=told.day_after).text,
        *("\n".join(_corrected(told, effect)) for effect in corrected),
        *(told.say("notice_withdrawn", name=told.named(figure), old=told.number(figure)).text for figure in withdrawn),
        *_what_follows(told),
        *_where_and_whom_to_ask(told),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _corrected(told: ChangeWords, effect: FigureEffect) -> Iterator[str]:
    figure, words = effect.after, told.labels.words
    yield told.say("notice_item", name=told.named(figure), old=told.before(effect), new=told.number(figure)).text
    yield told.reason(effect)
    sources = words.separated(told.labels.each_source(figure.source.split("; ")))
    yield told.say("notice_source", source=sources).text


def _what_follows(told: ChangeWords) -> Iterator[str]:
    """Yield the changes over a year of the series that were corrected, if they read otherwise than before."""
    figures = [*(effect.after for effect in told.changes.corrected), *told.changes.withdrawn]
    series = {(figure.metric, figure.service) for figure in figures}
    lines = [f"- {name}: {after} ({before})" for name, before, after in told.change_rows(series)]
    if lines:
        yield "\n".join([told.say("notice_follows").text, *lines])


def _where_and_whom_to_ask(told: ChangeWords) -> Iterator[str]:
    release = told.labels.catalogue.release
    if release.address:
        address = f"{release.address.rstrip('/')}/{told.year}/{told.day}/{told.language}/index.html"
        yield told.say("notice_where", address=address).text
    if release.contact:
        yield told.say("notice_contact", contact=contact_of(release.contact, told.language).text).text
