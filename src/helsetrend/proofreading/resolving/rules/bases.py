"""Where a change starts that names no start: at another level of its sentence or paragraph, else a year before."""

from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.changes import JOINING
from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.proofreading.text import Sentence
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_HAD = caseless(r"\b(?:that|this|it|tallet|talet|det|dette)\s(?:had|hadde)\b")


def with_base(known: Discourse, statement: Statement, statements: Sequence[Statement], sentence: Sentence) -> Statement:
    """Return a change with the period that it starts from where none is named: of another level, or a year before."""
    if not statement.is_change or statement.from_period is not None or statement.period is None:
        return statement
    period = statement.period
    levels = [
        other
        for other in statements
        if (other.is_level_of(statement) or _is_mean_of(other, statement)) and other.period
        if not _is_beyond_a_change(statement, other, statements)
    ]
    inside = [other.period for other in levels if other.period]
    statement = with_other_bases(known, statement, period)
    earlier = [other for other in inside if other.last < period.last]
    is_reached = _is_reached(statement, levels)
    later = [
        level.period
        for level in levels
        if level.period and level.period.last > period.last
        if not is_reached or level.number.end <= statement.number.start
    ]
    focus = known.clock.focus
    if (
        not earlier
        and not later
        and inside
        and set(inside) == {period}
        and not statement.is_sure_of_period
        and focus
        and focus.last > period.last
        and focus.form == period.form
    ):
        is_known = any(other.series == statement.series and other.period == focus for other in known.recent)
        if is_known:
            return replace(
                statement, period=focus, from_period=period, why=(*statement.why, f"from {period} to {focus}")
            )
    if earlier:
        return with_origin(statement, max(earlier, key=lambda other: other.last), period)
    if later and not statement.is_sure_of_period:
        return with_origin(statement, period, min(later, key=lambda other: other.last))
    spoken = [
        other.period
        for other in known.recent
        if (other.is_level_of(statement) or _is_mean_of(other, statement))
        and not times.is_against(other.sentence, other.number)
        and other.period
        and other.sentence.paragraph == sentence.paragraph
    ]
    is_way = any(times.is_to(other.sentence, other.number) for other in levels)
    if is_way and spoken and period.form != "year" and period.follows(spoken[-1]):
        return with_origin(statement, spoken[-1], period)
    if not inside:
        before = [other for other in spoken if other.last < period.last and other.is_same_part_of_year(period)]
        if before and _HAD.search(sentence.text):
            return with_origin(statement, before[-1], period)
        if spoken and statement.kind == "difference" and period.form != "year" and period.follows(spoken[-1]):
            return with_origin(statement, spoken[-1], period)
    beside = times.years_long_beside(sentence, sentence.numbers.index(statement.number))
    return with_origin(statement, period.shifted(-(times.years_later(sentence) or beside or 1)), period)


def _is_beyond_a_change(one: Statement, level: Statement, statements: Sequence[Statement]) -> bool:
    """Return whether another change of other periods stands between a change and a level after it."""
    return any(
        one.number.end <= other.number.start < level.number.start and other.is_change and other.is_sure_of_origin
        for other in statements
    )


def _is_reached(change: Statement, levels: Sequence[Statement]) -> bool:
    """Return whether a change stands right after the level that it reaches: "it was 115.9 million, a fall of 18%"."""
    before = [level for level in levels if level.number.end <= change.number.start]
    if not before or before[-1].period != change.period or not change.is_sure_of_kind:
        return False
    return not JOINING.search(change.sentence.text, before[-1].number.end, change.number.start)


def _is_mean_of(level: Statement, change: Statement) -> bool:
    return level.kind == "monthly_mean" and level.series == change.series


def with_other_bases(known: Discourse, statement: Statement, period: Period) -> Statement:
    """Return a change that names no base, with each earlier level of its paragraph as another reading."""
    bases = dict.fromkeys(
        other.period
        for other in known.recent
        if other.is_level_of(statement)
        and other.period
        and other.sentence.paragraph == statement.sentence.paragraph
        and other.period.last < period.first
    )
    others = tuple(replace(statement, from_period=base, others=()) for base in bases if base)
    return replace(statement, others=(*statement.others, *others))


def with_origin(statement: Statement, origin: Period, target: Period) -> Statement:
    """Return a change with both its periods, and its other readings too."""
    others = tuple(
        replace(other, from_period=other.from_period or origin, period=other.period or target)
        for other in statement.others
    )
    return replace(
        statement,
        from_period=origin,
        period=target,
        others=others,
        why=(*statement.why, f"from {origin} to {target}"),
    )
