"""The correction notice: plain text to send, on the figures corrected or withdrawn since the edition before.

It says of each what it is now and was before, why and by which source, and which changes over a year follow from it.
"""

from collections.abc import Iterator

from helsetrend.analysis import FigureEffect
from helsetrend.edition.pages.change_words import ChangeWords
from helsetrend.report import contact_of

NOTICE = "correction.txt"
"""The name of the notice in the folder of a language."""


def correction_notice(changes: ChangeWords) -> str:
    """Return the notice in paragraphs; nothing where no figure was corrected or withdrawn."""
    corrected, withdrawn = changes.changes.corrected, changes.changes.withdrawn
    count = len(corrected) + len(withdrawn)
    if not count:
        return ""
    paragraphs = [
        changes.say("notice_title", title=changes.report).text,
        changes.say_many("notice_intro", count, date=changes.day_before, new_date=changes.day_after).text,
        *("\n".join(_corrected(changes, effect)) for effect in corrected),
        *(
            changes.say("notice_withdrawn", name=changes.named(figure), old=changes.number(figure)).text
            for figure in withdrawn
        ),
        *_what_follows(changes),
        *_where_and_whom_to_ask(changes),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _corrected(changes: ChangeWords, effect: FigureEffect) -> Iterator[str]:
    figure, words = effect.after, changes.labels.words
    yield changes.say(
        "notice_item", name=changes.named(figure), old=changes.before(effect), new=changes.number(figure)
    ).text
    yield changes.reason(effect)
    sources = words.separated(changes.labels.each_source(figure.source.split("; ")))
    yield changes.say("notice_source", source=sources).text


def _what_follows(changes: ChangeWords) -> Iterator[str]:
    """Yield the changes over a year of the series that were corrected, if they read otherwise than before."""
    figures = [*(effect.after for effect in changes.changes.corrected), *changes.changes.withdrawn]
    series = {(figure.metric, figure.service) for figure in figures}
    lines = [f"- {name}: {after} ({before})" for name, before, after in changes.change_rows(series)]
    if lines:
        yield "\n".join([changes.say("notice_follows").text, *lines])


def _where_and_whom_to_ask(changes: ChangeWords) -> Iterator[str]:
    release = changes.labels.catalogue.release
    if release.address:
        address = f"{release.address.rstrip('/')}/{changes.year}/{changes.day}/{changes.language}/index.html"
        yield changes.say("notice_where", address=address).text
    if release.contact:
        yield changes.say("notice_contact", contact=contact_of(release.contact, changes.language).text).text
