"""Sums over years or services: "til sammen", "the two years", "since 2020"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.text import Sentence, has_together
from helsetrend.proofreading.vocabulary import DOWN, NUMBER_OF_WORD, TOGETHER, UP, Series, caseless
from helsetrend.values import Period

_THE_MANY = caseless(r"\b(?:de|dei|the|all|alle)\s(\w+)\b")
"""How many services there are: "the five museums"."""
_SUM = caseless(rf"\b{TOGETHER}\s(?:[^\W\d_]+\s)?$")
"""What stands before the sum of the numbers before it: "23 712 and 14 788, together 38 500"."""


def summed_up(known: Discourse, statement: Statement, spot: Spot) -> Statement:
    """Return a level as a sum, where the sentence adds up years or services."""
    sentence, place = spot.sentence, spot.place
    if statement.kind != "level" or statement.number.form != "number" or statement.series is None:
        return statement
    is_span = any(mention.role == "span" and mention.end <= statement.number.start for mention in sentence.periods)
    is_listed = has_together(sentence) and (is_span or listed_years(sentence, place) is not None)
    if times.is_from(sentence, statement.number) or (times.is_to(sentence, statement.number) and not is_listed):
        return statement
    own = times.after(sentence, place)
    index = own if own is not None else times.before(sentence, place)
    if index is not None and sentence.periods[index].role == "span" and (whole := spot.periods[index]):
        return _of_years(statement, *times.years_of_span(whole, sentence.periods[index]))
    end = known.section or known.clock.main
    if (since := _since_when(spot)) and end and end.year > since.year:
        return _of_years(statement, since.year, end.year)
    if (others := other_services(known, statement, spot.before)) is not None:
        return others
    if not has_together(sentence) or any(
        _SUM.search(sentence.text, 0, later.number_start) for later in sentence.numbers[place + 1 :]
    ):
        return statement
    if whole_period := _whole_of_parts(statement, spot.before):
        return replace(statement, period=whole_period, is_sure_of_period=True, why=(*statement.why, "all in all"))
    count = times.years_long(sentence) or times.years_together(sentence)
    listed = listed_years(sentence, place)
    if listed is None and count and count > 1 and known.clock.main:
        listed = known.clock.main.year - count + 1, known.clock.main.year
    if listed:
        return _of_years(statement, *listed)
    series = statement.series
    earlier = [
        other.series
        for other in (*known.recent, *spot.before)
        if other.series and other.series.service and other.sentence.paragraph == sentence.paragraph
    ]
    named = known.vocabulary.services_named_by(sentence.cues)
    if len(named) == 1 and named[0] == series:
        return statement
    of = set(named if len(named) > 1 else earlier)
    metrics = {other.metric for other in of}
    if len(of) < 2 or len(metrics) != 1:
        return statement
    metric = metrics.pop()
    entry = known.catalogue.metrics[metric]
    if not entry.services_add_up_to or len(of) >= len(entry.services):
        return statement
    if len(entry.services) in (NUMBER_OF_WORD.get(found[1].lower()) for found in _THE_MANY.finditer(sentence.text)):
        return statement
    services = tuple(name for name in entry.services if Series(metric, name) in of)
    return replace(
        statement,
        kind="sum",
        series=Series(metric, ""),
        services=services,
        why=(*statement.why, "the services spoken of"),
    )


def _of_years(statement: Statement, first: int, last: int) -> Statement:
    """Return a level as the sum of some years."""
    years = Period.of_year(first), Period.of_year(last)
    return replace(statement, kind="sum", from_period=years[0], period=years[1], is_sure_of_period=True)


_HAS_HAD = caseless(r"\b(?:har\b.*\bhatt|has had|have had|there have been)\b")
_CHANGED = caseless(rf"\b(?:{UP}|{DOWN})\b")
_SINCE = caseless(r"(?:siden|sidan|since)\s$")


def _since_when(spot: Spot) -> Period | None:
    """Return since when a sentence adds up: "har hatt 440 millioner besøk siden 2020"; None for another sentence."""
    is_total = has_together(spot.sentence) or _HAS_HAD.search(spot.text)
    if not is_total or _CHANGED.search(spot.text) or times.after(spot.sentence, spot.place) is not None:
        return None
    years = (
        period for mention, period in spot.dated if period.form == "year" and _SINCE.search(spot.text, 0, mention.start)
    )
    return next(years, None)


def _whole_of_parts(statement: Statement, before: Sequence[Statement]) -> Period | None:
    """Return the period that the parts of a year before a number make; None where they are none, or leave a gap."""
    if not before or not has_together(statement.sentence, before[-1].number.end, statement.number.start):
        return None
    parts = [
        earlier.period
        for earlier in before
        if earlier.kind == "level" and earlier.series == statement.series and earlier.period
    ]
    if len(parts) < 2 or any(part.form == "year" for part in parts):
        return None
    return (
        Period(parts[0].first, parts[-1].last)
        if all(second.follows(first) for first, second in pairwise(parts))
        else None
    )


_REST_BEFORE = caseless(
    r"\b(?:resten|øvrige|resterende|resterande|remaining|the rest|gjenværende|attverande|de andre|dei andre|"
    r"the other)\W*$"
)


def other_services(known: Discourse, statement: Statement, statements: Sequence[Statement]) -> Statement | None:
    """Return a count as that of the services not yet spoken of: "the remaining 384 819"; None where it is none."""
    sentence = statement.sentence
    if not _REST_BEFORE.search(sentence.text[: statement.number.start]):
        return None
    earlier = [
        other.series
        for other in (*known.recent, *statements)
        if other.series and other.series.service and other.sentence.paragraph == sentence.paragraph
    ]
    entry = known.catalogue.metrics[earlier[-1].metric] if earlier else None
    if entry is None or not entry.services_add_up_to:
        return None
    metric = earlier[-1].metric
    rest = tuple(name for name in entry.services if Series(metric, name) not in earlier)
    if not rest:
        return None
    if len(rest) == 1:
        return replace(statement, series=Series(metric, rest[0]), is_sure_of_series=True)
    return replace(statement, kind="sum", series=Series(metric), services=rest, is_sure_of_series=True)


def listed_years(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return the first and the last of the years that are listed before a number, or None."""
    number = sentence.numbers[place]
    start = sentence.numbers[place - 1].end if place else 0
    years = [
        mention.years[0]
        for mention in sentence.periods
        if start <= mention.start < number.start and mention.is_named and not mention.months
    ]
    if len(years) >= 2 and years == list(range(years[0], years[0] + len(years))):
        return years[0], years[-1]
    return None
