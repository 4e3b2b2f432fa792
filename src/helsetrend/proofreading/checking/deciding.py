"""The verdicts on all statements of a text: where its words leave a reading open, figures and neighbours decide.

First each statement is judged by itself. Then those that do not agree are read again by what the others around them
turned out to be about: the periods and the series of the numbers that do agree.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.checking.caution import with_caution
from helsetrend.proofreading.checking.evidence import Evidence, Judged
from helsetrend.proofreading.checking.rivals import rivals
from helsetrend.proofreading.checking.verdicts import is_telling, judged, judged_as_read, with_slip
from helsetrend.proofreading.resolving import CHANGES, Near, Statement, times
from helsetrend.proofreading.vocabulary import Series, caseless
from helsetrend.values import Period

SETTLED = ("agrees", "imprecise")
"""The verdicts by which a reading is taken to be the right one."""

_JOINING = caseless(r"[;:]|\b(?:og|and|men|but|mens|medan|while|deretter|then)\b")

AROUND = 6
"""How many numbers before and after one are its neighbours, at most."""


def decide(evidence: Evidence | None, statements: Sequence[Statement]) -> list[Judged]:
    """Return statements with their verdicts, in the order of the text."""
    in_order = sorted(statements, key=lambda statement: statement.span)
    found = [judged(evidence, statement) for statement in in_order]
    for place, statement in enumerate(in_order):
        following = found[place + 1] if place + 1 < len(found) else None
        is_reached = following is not None and _reaches(statement, following)
        if is_reached or (place and _is_beside_its_level(found[place - 1], statement)):
            found[place] = judged(evidence, replace(statement, is_sure_of_period=True, is_of_newest=False))
    if evidence is None:
        return found
    for place, other in enumerate(found):
        between = _between_its_levels(evidence, found, place)
        near = _agreeing_near(found, place)
        if other.verdict in SETTLED:
            found[place] = with_caution(between or other, near, evidence.vintage.catalogue)
            continue
        again = (
            between
            or _moved_along(evidence, in_order, found, place)
            or _by_neighbours(evidence, other.statement, near)
            or _as_restated(evidence, found, place)
        )
        if other.verdict != "outdated" and (again is None or again.verdict not in SETTLED):
            again = _as_another_kind(evidence, found[place].statement, near) or again
        if again is not None:
            found[place] = again
        found[place] = with_caution(with_slip(evidence, found[place]), near, evidence.vintage.catalogue)
    return found


def _is_of_its_level(level: Judged, change: Statement) -> bool:
    """Return whether a level of the series and the period of a change stands in its sentence, and agrees."""
    other = level.statement
    is_same = other.series == change.series and other.period == change.period and change.is_change
    is_level = other.kind in ("level", "monthly_mean") and level.verdict in SETTLED
    return is_same and is_level and _is_of_sentence(other, change)


def _is_beside_its_level(before: Judged, change: Statement) -> bool:
    """Return whether a change stands right after the level that it reaches: "183 440, up 16 percent"."""
    is_joined = _JOINING.search(change.sentence.text, before.statement.number.end, change.number.start) is not None
    return _is_of_its_level(before, change) and change.is_sure_of_kind and not is_joined


def _reaches(change: Statement, following: Judged) -> bool:
    """Return whether a change stands right before the level that it reaches: "up 16 percent to 183 440"."""
    between = change.sentence.text[change.number.end : following.statement.number.start]
    return _is_of_its_level(following, change) and re.fullmatch(r",?\s(?:til|to)\s", between) is not None


def _as_another_kind(evidence: Evidence, statement: Statement, near: Sequence[Statement]) -> Judged | None:
    """Return a statement that agrees when it is read as another kind; None where it does not."""
    ways = (judged_as_read(evidence, rival) for rival in rivals(evidence.vintage, statement, near))
    return next((found for found in ways if found.verdict == "agrees" and is_telling(found)), None)


def _between_its_levels(evidence: Evidence, found: Sequence[Judged], place: int) -> Judged | None:
    """Return a change between the two levels that its sentence gives with "from" and "to"; None where it gives none."""
    statement = found[place].statement
    if not statement.is_change or (statement.is_sure_of_period and statement.is_sure_of_origin):
        return None
    levels = [
        other.statement
        for other in found[max(0, place - AROUND) : place + AROUND]
        if _is_of_sentence(other.statement, statement) and other.statement.kind == "level" and other.verdict in SETTLED
    ]
    first = next((level for level in levels if times.is_from(level.sentence, level.number)), None)
    last = next((level for level in reversed(levels) if times.is_to(level.sentence, level.number)), None)
    if first is None or last is None or first.series != last.series or first.period == last.period:
        return None
    if statement.is_sure_of_series and statement.series != first.series:
        return None
    is_tied = last.number.end <= statement.number.start or statement.kind == "multiple"
    tied = replace(statement, is_sure_of_period=is_tied, is_sure_of_origin=is_tied)
    return _judged_again(evidence, tied, series=first.series, from_period=first.period, period=last.period)


def _moved_along(
    evidence: Evidence, originals: Sequence[Statement], found: Sequence[Judged], place: int
) -> Judged | None:
    """Return a statement that went by the same guess as one before it, which the figures corrected; else None."""
    statement = found[place].statement
    for before in range(place - 1, max(-1, place - 1 - AROUND), -1):
        was, now = originals[before], found[before].statement
        if found[before].verdict not in SETTLED or not _is_close(statement, now):
            continue
        changed: dict[str, Series | Period | None] = {}
        own = statement.near.periods[0]
        if (
            not statement.is_sure_of_series
            and now.series != was.series == statement.series
            and statement.kind == "level" == now.kind
        ):
            changed["series"] = now.series
            changed |= {"period": own[0]} if len(own) == 1 else {}
        if (
            statement.is_change
            and not statement.is_sure_of_series
            and _is_of_sentence(statement, now)
            and now.kind == "level"
        ):
            changed |= {"series": now.series} if now.series != statement.series else {}
        if (
            not statement.is_sure_of_period
            and statement.kind not in CHANGES
            and (moved := _moved_with(was, now, statement))
        ):
            changed["period"] = moved
        if statement.is_change and not own and _is_moved_with(was, now, statement) and now.period and was.period:
            shift = now.period.year - was.period.year
            changed |= {name: period.shifted(shift) for name, period in _both(statement).items() if period}
        if now.period and now.period != was.period == statement.period and _is_listed(now, statement):
            changed["period"] = part_after(now.period)
        again = _judged_again(evidence, statement, **changed) if changed else None
        is_kept = again and (again.verdict in SETTLED or found[place].verdict != "outdated")
        return again if is_kept else None
    return None


def _moved_with(was: Statement, now: Statement, statement: Statement) -> Period | None:
    """Return the period of a number that has that of one before it, or a year before; None for another."""
    if was.period is None or now.period is None or statement.period is None or was.period == now.period:
        return None
    own = statement.near.periods[0]
    if not own:
        return now.period if statement.period == was.period else None
    is_year_before = own == (statement.period,) and statement.period == was.period.shifted(-1)
    return now.period.shifted(-1) if is_year_before else None


def _both(change: Statement) -> dict[str, Period | None]:
    return {"from_period": change.from_period, "period": change.period}


def _is_moved_with(was: Statement, now: Statement, change: Statement) -> bool:
    """Return whether a level of the two that a change sums up turned out to be of another year."""
    is_tied = change.is_sure_of_period and change.is_sure_of_origin
    return (
        is_tied
        and was.kind == now.kind == "level"
        and was.series == change.series
        and now.period != was.period == change.period
    )


def _is_listed(one: Statement, other: Statement) -> bool:
    """Return whether two numbers stand in a list: "455 870 and 421 306"."""
    between = one.sentence.text[one.number.end : other.number.start]
    return _is_of_sentence(one, other) and re.fullmatch(r",?\s?(?:og|and|,)\s", between) is not None


def _is_of_sentence(one: Statement, other: Statement) -> bool:
    """Return whether two statements stand in one sentence."""
    return (one.sentence.paragraph, one.sentence.start) == (other.sentence.paragraph, other.sentence.start)


def part_after(period: Period) -> Period:
    """Return the quarter or month that follows one, or the period itself where it is no part of a year."""
    if period.form not in times.PARTS_OF_YEAR:
        return period
    following = period.shifted(1)
    while times.part_before(following) != period:
        following = times.part_before(following)
    return following


def _judged_again(evidence: Evidence, statement: Statement, **changed: Series | Period | None) -> Judged:
    return judged(evidence, replace(statement, others=(), is_of_newest=False, **changed))  # type: ignore[arg-type]


def _as_restated(evidence: Evidence, found: Sequence[Judged], place: int) -> Judged | None:
    """Return a statement read as the number in brackets after it, which says the same: "two in five (40.3 percent)"."""
    one, other = found[place].statement, found[place + 1].statement if place + 1 < len(found) else None
    if other is None or not _is_of_sentence(one, other) or found[place + 1].verdict not in SETTLED:
        return None
    between = one.sentence.text[one.number.end : other.number.start]
    if one.is_sure_of_period or other.kind in CHANGES or not re.fullmatch(r"(?:\s[\w-]+){0,4}\s\(", between):
        return None
    again = judged(evidence, replace(other, number=one.number, value=one.value, rounding=one.rounding, others=()))
    return again if again.verdict == "agrees" else None


def _by_neighbours(evidence: Evidence, statement: Statement, beside: Sequence[Statement]) -> Judged | None:
    """Return a statement that agrees when it is read by what its neighbours are about; None where it does not."""
    if not beside:
        return None
    periods: dict[Period, None] = dict.fromkeys(
        period for other in beside for period in (other.period, other.from_period) if period
    )
    others = beside if statement.kind not in CHANGES else ()
    series: dict[Series, None] = dict.fromkeys(other.series for other in others if other.series)
    near = statement.near
    widened = replace(
        statement,
        near=Near(
            (tuple(dict.fromkeys([*near.periods[0], *periods])), *near.periods[1:]),
            (tuple(dict.fromkeys([*near.series[0], *series])), *near.series[1:]),
        ),
    )
    again = judged(evidence, widened)
    return again if again.verdict == "agrees" else None


def _agreeing_near(found: Sequence[Judged], place: int) -> list[Statement]:
    """Return the statements close to one that agree, those before it first."""
    return [
        other.statement
        for other in (*reversed(found[max(0, place - AROUND) : place]), *found[place + 1 : place + 1 + AROUND])
        if other.verdict == "agrees" and _is_close(found[place].statement, other.statement)
    ]


def _is_close(one: Statement, other: Statement) -> bool:
    """Return whether two statements stand in one paragraph, in one list, or in paragraphs that follow each other."""
    return abs(one.sentence.paragraph - other.sentence.paragraph) <= 1
