"""Other readings of a statement that its text leaves open, among which the figures decide.

A number with many digits says by itself which figure it is; one with few may only be about what is spoken of close by.
Where the sentence itself ties the number to a period and a series, it is read so and in no other way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TypeVar

from helsetrend.analysis import Vintage
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.vocabulary import Series
from helsetrend.values import Period

EXACT, FINE, PLAIN = Fraction(1, 1000), Fraction(12, 1000), Fraction(6, 100)
"""How wide, by its size, what a number can mean is at most: where it tells which of all figures it is, which of those
in its text, which of those close by."""

READ_AGAIN = ("share", "complement", "one_in", "one_in_not", "ratio", "daily_mean", "rank")
"""The kinds of which another period may be meant."""

T = TypeVar("T")

_ANYWHERE, _IN_TEXT, _CLOSE, _NOWHERE = range(4)


def readings(vintage: Vintage, statement: Statement) -> Iterator[Statement]:
    """Yield the other readings that a sentence leaves open, the likeliest first."""
    yield from statement.others
    reach = _reach(statement)
    if statement.kind in ("level", "monthly_mean"):
        yield from _levels(vintage, statement, reach)
    elif statement.is_change:
        yield from _changes(vintage, statement, reach)
    elif statement.kind == "share" and statement.of:
        yield from _parts(statement)
    if statement.kind in READ_AGAIN and not statement.is_sure_of_period:
        around = _near(statement.near.periods, _CLOSE if reach == _NOWHERE else max(reach, _IN_TEXT))
        for period in statement.near.periods[0] if statement.kind == "rank" else around:
            yield replace(statement, period=_measured(vintage, statement.series, period))


def _parts(statement: Statement) -> Iterator[Statement]:
    """Yield a share of another service that its sentence names, where it names several."""
    assert statement.series is not None
    metric = statement.series.metric
    named = [series for series in statement.near.series[0] if series.metric == metric and series.service]
    joined = [Series(metric, service) for service in statement.services]
    for series in dict.fromkeys([*joined, *named]):
        if series != statement.series:
            yield replace(statement, series=series, services=())


def _reach(statement: Statement) -> int:
    """Return how far from a number what it is about may be spoken of, by how much the number tells."""
    interval, value = said_of(statement).interval, abs(statement.value)
    if not value:
        return _NOWHERE
    width = interval.width / value
    if statement.kind in ("growth", "decline", "points", "multiple"):
        return _IN_TEXT if interval.width < Fraction(1, 2) and statement.kind != "multiple" else _CLOSE
    return _ANYWHERE if width <= EXACT else _IN_TEXT if width <= FINE else _CLOSE if width <= PLAIN else _NOWHERE


def _near(parts: tuple[tuple[T, ...], ...], reach: int) -> list[T]:
    """Return what is spoken of near enough: in the sentence, in its section, in the text."""
    if reach == _NOWHERE:
        return []
    return list(dict.fromkeys(item for part in parts[: 2 if reach == _CLOSE else 3] for item in part))


def _levels(vintage: Vintage, statement: Statement, reach: int) -> Iterator[Statement]:
    for series in _series(vintage, statement, reach):
        for period in _periods(vintage, statement, series, reach):
            if (series, period) != (statement.series, statement.period):
                yield replace(statement, series=series, period=period, subject="", others=())


def _series(vintage: Vintage, statement: Statement, reach: int) -> Iterator[Series]:
    """Yield the series that a number may be about: its own, those spoken of near it, all for one that tells enough."""
    if statement.series:
        yield statement.series
        if statement.is_sure_of_series:
            yield from statement.near.series[0] if reach == _ANYWHERE else ()
            return
    kinds = ("share",) if statement.number.form in ("percent", "part", "points") else ("count", "persons", "stock")
    if statement.series:
        kinds = (vintage.catalogue.metrics[statement.series.metric].kind,)
    named = _near(statement.near.series, reach)
    every = [
        Series(name, service)
        for name, metric in vintage.catalogue.metrics.items()
        for service in ("", *metric.services)
        if metric.kind in kinds
    ]
    yield from (series for series in named if series in every and series != statement.series)
    if reach == _ANYWHERE:
        yield from (series for series in every if series not in named and series != statement.series)


def _periods(vintage: Vintage, statement: Statement, series: Series, reach: int) -> Iterable[Period]:
    """Return the periods that a number may be about."""
    if statement.is_sure_of_period and statement.period:
        inside = [
            figure.period
            for figure in (vintage.figures(series.metric, series.service) if reach == _ANYWHERE else ())
            if figure.period.within(statement.period)
        ]
        return [_measured(vintage, series, statement.period), *inside]
    near = [_measured(vintage, series, period) for period in _near(statement.near.periods, reach)]
    own = [_measured(vintage, series, statement.period)] if statement.period else []
    if reach == _ANYWHERE or (reach == _IN_TEXT and series == statement.series):
        near += [figure.period for figure in vintage.figures(series.metric, series.service)]
    return dict.fromkeys([*own, *near])


def _changes(vintage: Vintage, statement: Statement, reach: int) -> Iterator[Statement]:
    """Yield a change between other periods of its surroundings, and from the year before each of them."""
    if statement.is_sure_of_period and statement.is_sure_of_origin:
        return
    if statement.series is None and not _near(statement.near.series, _CLOSE):
        return
    is_coarse = statement.kind == "multiple" or reach == _NOWHERE
    spoken = statement.near.periods[0] if is_coarse else _near(statement.near.periods, reach)
    near = sorted(spoken, key=lambda period: period.last)
    ends, starts = [statement.period], [statement.from_period]
    if not statement.is_sure_of_period:
        is_since = is_coarse and statement.is_sure_of_origin
        ends = [*near, *(period.shifted(1) for period in near if not is_since)]
    if not statement.is_sure_of_origin:
        starts = [*near, *(end.shifted(-1) for end in ends if end)]
    pairs = dict.fromkeys(
        (first, last) for first, last in product(starts, ends) if first and last and _is_before(first, last)
    )
    own = statement.near.periods[0]
    pairs = {pair: None for pair in pairs if pair[1] == statement.period or pair[0] in own or pair[1] in own}
    exact = statement.near.series[0] if statement.kind == "difference" and reach == _ANYWHERE else ()
    named = [statement.series] if statement.series else list(statement.near.series[0])
    for series in dict.fromkeys([*named, *exact]):
        for first, last in sorted(pairs, key=lambda pair: pair[1].year - pair[0].year):
            origin, target = _measured(vintage, series, first), _measured(vintage, series, last)
            changed = replace(statement, series=series, from_period=origin, period=target, subject="", others=())
            if origin != target and changed != statement:
                yield changed


def _is_before(first: Period, last: Period) -> bool:
    return (
        first.last < last.first
        and first.form == last.form
        and (first.is_same_part_of_year(last) or last.follows(first))
    )


def _measured(vintage: Vintage, series: Series | None, period: Period) -> Period:
    """Return a period, or the part of its year in which a metric is measured."""
    entry = vintage.catalogue.metrics[series.metric] if series else None
    return entry.period_of(period.year) if entry and entry.measured != "year" and period.form == "year" else period
