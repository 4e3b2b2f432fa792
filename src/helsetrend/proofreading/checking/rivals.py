"""What a number may say in place of what its words first seem to: a difference for a level, a growth for a share.

Where the words beside a number do not tell its kind, and what it was first read as does not agree, the figures decide
here too: a number that tells enough by its digits, and is exactly what another kind gives for what is spoken of close
by, is taken to be of that kind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from helsetrend.analysis import Vintage
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import CHANGES, Statement
from helsetrend.proofreading.vocabulary import Series
from helsetrend.values import Period

TELLS = {"number": Fraction(1, 20), "percent": Fraction(1, 10)}
"""How wide, by its size, what a number of a form can mean is at most, where its digits tell what it is."""

KINDS = {"number": ("level", "difference", "monthly_mean", "sum"), "percent": ("growth", "decline", "share")}
"""The kinds that numbers of a form are taken for in place of one another."""


def rivals(vintage: Vintage, statement: Statement, near: Sequence[Statement]) -> Iterator[Statement]:
    """Yield a statement read as other kinds, of the series and periods that it and its neighbours `near` are about."""
    kinds = KINDS.get(statement.number.form, ())
    is_tied = statement.is_sure_of_period and statement.is_sure_of_series
    if statement.is_sure_of_kind or statement.kind not in (*kinds, *_LIKE) or not _tells(statement):
        return
    series = [statement.series] if statement.series and statement.is_sure_of_series else _series(statement, near)
    for named in series:
        for kind in kinds:
            if kind == "share":
                yield from _shares(vintage, statement, named, near)
            elif kind in CHANGES:
                if statement.kind in CHANGES or (statement.kind == "level" and is_tied):
                    continue
                yield from _changes(statement, kind, named, near)
            elif kind == "sum":
                yield from _sums(vintage, statement, named, near)
            elif kind != statement.kind:
                yield from _levels(vintage, statement, kind, named, near)


_LIKE = ("mean", "weekly_mean")
"""Kinds that are no other's rival, and may themselves be misread."""


def _tells(statement: Statement) -> bool:
    value = abs(statement.value)
    most = TELLS.get(statement.number.form)
    return most is not None and value > 0 and said_of(statement).interval.width / value <= most


def _series(statement: Statement, near: Sequence[Statement]) -> list[Series]:
    own = [statement.series] if statement.series else []
    return list(dict.fromkeys([*own, *statement.near.series[0], *(other.series for other in near if other.series)]))


def _periods(statement: Statement, near: Sequence[Statement]) -> list[Period]:
    """Return the periods close by, in their order."""
    own = [period for period in (statement.period, statement.from_period) if period]
    beside = [period for other in near for period in (other.period, other.from_period) if period]
    return sorted({*own, *statement.near.periods[0], *beside}, key=lambda period: (period.first, period.last))


def _read_as(
    statement: Statement, kind: str, series: Series, **more: Period | Series | int | tuple[str, ...] | None
) -> Statement:
    plain = replace(
        statement,
        kind=kind,
        series=series,
        subject="",
        of=None,
        of_period=None,
        services=(),
        from_period=None,
        others=(),
    )
    return replace(plain, why=(*statement.why, "by what is spoken of close by"), **more)  # type: ignore[arg-type]


def _levels(
    vintage: Vintage, statement: Statement, kind: str, series: Series, near: Sequence[Statement]
) -> Iterator[Statement]:
    entry = vintage.catalogue.metrics[series.metric]
    if kind == "monthly_mean":
        found = [name for name, metric in vintage.catalogue.metrics.items() if metric.monthly_mean_of == series.metric]
        if series.service or entry.kind not in ("count", "mean"):
            return
        series = Series(found[0]) if found else series
    for period in _own_period(statement) or _periods(statement, near):
        yield _read_as(statement, kind, series, period=period)


def _own_period(statement: Statement) -> Iterable[Period]:
    return [statement.period] if statement.period and statement.is_sure_of_period else []


def _changes(statement: Statement, kind: str, series: Series, near: Sequence[Statement]) -> Iterator[Statement]:
    direction = -1 if kind == "decline" else 1
    for first, last in combinations(_periods(statement, near), 2):
        if first.last < last.first and first.form == last.form and first.is_same_part_of_year(last):
            changed = _read_as(statement, kind, series, period=last, from_period=first, direction=direction)
            yield changed
            if kind == "difference":
                yield replace(changed, direction=-1)


def _sums(vintage: Vintage, statement: Statement, series: Series, near: Sequence[Statement]) -> Iterator[Statement]:
    """Yield a statement read as the sum of all but one of the services of a metric, or of another few."""
    parts = [
        (name, entry.services)
        for name, entry in vintage.catalogue.metrics.items()
        if entry.services_add_up_to and series.metric in (name, entry.services_add_up_to)
    ]
    for name, all_services in parts if statement.kind != "sum" else ():
        for period in _own_period(statement) or _periods(statement, near):
            for count in range(2, len(all_services)):
                for services in combinations(all_services, count):
                    yield _read_as(statement, "sum", Series(name), period=period, services=services)


def _shares(vintage: Vintage, statement: Statement, series: Series, near: Sequence[Statement]) -> Iterator[Statement]:
    entry = vintage.catalogue.metrics[series.metric]
    for period in _own_period(statement) or _periods(statement, near):
        if entry.kind == "share":
            yield _read_as(statement, "level", series, period=period)
        elif series.service and entry.services_add_up_to:
            yield _read_as(statement, "share", series, period=period, of=Series(entry.services_add_up_to))
