"""What a number is about: its kind, its series, and what that is a part or a ratio of, by the rules in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules import (
    between_two,
    counts_people,
    has_means,
    is_of_measure,
    is_outside,
    joined_services,
    many_as,
    ratio_before,
    ratio_beside,
    rest_of,
    share_changed,
    share_of,
    share_of_itself,
    topics_of,
    who_is_counted,
)
from helsetrend.proofreading.resolving.statements import CHANGES, Spot, Statement
from helsetrend.proofreading.resolving.topics import Topic, people_after
from helsetrend.proofreading.text import Sense
from helsetrend.proofreading.vocabulary import Series, caseless
from helsetrend.values import Period


@dataclass(frozen=True)
class About:
    """What a number is about.

    `topics` are the series that it may be about, the likeliest first. `periods` are those of a part and of its whole,
    where both are of one series. `is_of_two` is whether it is a difference of two series, `is_rest` whether it is what
    is left of a share. `people` is the word for people right after it, `counted` the series of events that are taken
    for them.
    """

    kind: str
    series: Series | None
    of: Series | None = None
    services: tuple[str, ...] = ()
    topics: Sequence[Topic] = ()
    periods: tuple[Period, Period] | None = None
    is_of_two: bool = False
    is_rest: bool = False
    people: str = ""
    counted: Series | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the sentence itself names what it is about."""
        return bool(self.topics and self.topics[0].is_sure) or self.of is not None or self.is_rest


def what_it_is_about(known: Discourse, spot: Spot, sense: Sense) -> About:
    """Return what a number is about, by its sentence and by what was spoken of before."""
    found = _with_people(known, spot, _by_kind(known, spot, sense.kind))
    last = spot.last
    if found.kind in CHANGES and last and last.series and _is_apposed(spot, last, sense):
        is_change_of_mean = last.kind == "monthly_mean" and found.kind in ("difference", "multiple")
        is_change_of_level = last.kind == "level" and found.kind in ("growth", "decline", "difference")
        if (is_change_of_mean or is_change_of_level) and found.series != last.series:
            return replace(found, series=last.series, topics=())
    return found


def _by_kind(known: Discourse, spot: Spot, kind: str) -> About:
    """Return what a number of a kind is about."""
    sentence, number = spot.sentence, spot.number
    if kind in ("level", "mean") and (pair := ratio_beside(known, sentence, number) or ratio_before(known, spot)):
        return About("ratio", *pair)
    if kind in ("multiple", "share") and (pair := many_as(known, sentence, number)):
        return About("share" if kind == "share" else "ratio", *pair)
    if kind in ("share", "one_in"):
        return _of_share(known, spot, kind)
    if kind == "mean" and is_of_measure(known, spot):
        kind = "level"
    elif kind == "mean":
        kind = "monthly_mean" if has_means(known) or known.mean_before else "weekly_mean"
    if kind == "difference" and (two := between_two(known, spot)):
        return About(kind, *two, is_of_two=True)
    found = topics_of(known, spot, kind)
    if share := share_changed(known, spot, kind, found):
        return About(kind, *share)
    return About(kind, found[0].series if found else None, topics=found)


def _of_share(known: Discourse, spot: Spot, kind: str) -> About:
    """Return the part and the whole of a share."""
    what_is_left = "complement" if kind == "share" else "one_in_not"
    if itself := share_of_itself(known, spot):
        return About(kind, itself[0], itself[0], periods=itself[1:])
    if rest := rest_of(known, spot, kind):
        return About(what_is_left, rest.series, rest.of, is_rest=True)
    series, of, found = share_of(known, spot)
    if series is None or of is None:
        return About("level" if series and kind == "share" else kind, series, of, topics=found)
    kind = what_is_left if is_outside(known, spot.sentence, series) else kind
    last = spot.last
    if len(joined := joined_services(known, spot, series)) > 1:
        return About(kind, Series(series.metric), of, joined, found)
    if last and last.kind in ("sum", "share") and last.services:
        return About(kind, last.series, of, last.services, found)
    return About(kind, series, of, topics=found)


def _with_people(known: Discourse, spot: Spot, found: About) -> About:
    """Return what a number is about, where people stand after it: who is counted, or events that are taken for them."""
    people = people_after(spot.sentence, spot.number) if spot.number.form == "number" else ""
    if not people:
        return found
    is_of_events = found.topics and found.topics[0].is_sure and not counts_people(known, found.series)
    found = replace(found, people=people, counted=found.series if is_of_events else None)
    who = who_is_counted(known, spot.sentence, people, found.series)
    return replace(found, series=who.series, of=None, topics=[who]) if who else found


_APPOSED = caseless(
    r"[^,;:.()]{0,45},\s(?:(?:which|that|som|noe som|noko som)\s(?:is|was|er|var)\s|(?:altså|that is|dvs\.)\s)?"
    r"(?P<noun>(?:an?|en|ein|et|eit)\s)?"
)
"""What stands between a level and a change of it: "4.06 million in the app, 11 percent more"."""

MOST_TO_UNIT = 20
"""How many characters after a change the word for what it is of stands, at most: "11 percent more visits"."""


def _is_apposed(spot: Spot, last: Statement, sense: Sense) -> bool:
    """Return whether a change is set beside the level before it, and names nothing else that it is of."""
    number = spot.number
    found = _APPOSED.match(spot.text, last.number.end, number.start)
    if found is None or (found.end() != number.start and not found["noun"]):
        return False
    beside = any(number.end <= cue.start <= number.end + MOST_TO_UNIT for cue in spot.sentence.cues)
    return found["noun"] is not None or (sense.is_beside and not beside)
