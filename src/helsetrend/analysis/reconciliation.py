"""Compare figures with what follows for them from others: a year with its months, a total with its services.

The rules are in the catalogue. The figures of one publication are compared with one another as it printed them, and
the figures in force if they come from several publications. Two sides reconcile if their bounds meet, with the rounding
of every figure taken into account.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.analysis.grid import Grid
from helsetrend.analysis.vintage import Reason, Tiles, Vintage, added_up, check_vintage, sums
from helsetrend.public import public
from helsetrend.published import Catalogue, Figure, Place, Register, summed
from helsetrend.values import Interval, Period, total

RULES = {
    "months": "a figure is the sum of those for the parts of its period",
    "services": "a total is the sum of the figures for its services",
    "parts": "a metric is the sum of other metrics",
    "share": "a share is its part in percent of its whole",
    "shares": "the shares of all parts of a whole add up to a hundred percent",
    "rate": "a rate is its numerator per so many of its denominator as its unit says",
    "monthly_mean": "a year is twelve times the mean of its months",
}
"""The rules, from the catalogue: adds_up, services_add_up_to, sum_of, share_of, rate_of, monthly_mean_of."""

MISMATCHES = {
    "metric": "what is measured, as in metrics.toml",
    "service": "the service, or nothing",
    "period": "the period of the figure",
    "as_printed": "the figure as printed in the source",
    "stated_low": "the least that the figure can mean, in its unit",
    "stated_high": "the most that it can mean",
    "rule": "the rule, one of `RULES`",
    "following_low": "the least that follows for it from other figures, in the same unit",
    "following_high": "the most that follows",
    "sources": "the sources of all these figures",
}
"""The columns of `mismatches`."""


Key = tuple[str, str, Period]
"""A metric, a service or nothing, and a period."""


@dataclass(frozen=True, kw_only=True)
class Unreconciled:
    """A figure in force that the catalogue has one of `RULES` for, and the `reasons` why it was not compared.

    `missing` are the metrics and services, and their periods, that have no figure.
    """

    rule: str
    stated: Figure
    missing: tuple[Key, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """A figure as it is `stated`, and the bounds `following` for it from other figures by one of `RULES`."""

    rule: str
    stated: Figure
    others: tuple[Figure, ...]
    following: Interval

    @property
    def is_met(self) -> bool:
        """Whether the stated and the following bounds have a value in common."""
        return self.stated.interval.meets(self.following)

    @property
    def sources(self) -> list[str]:
        """The sources of all these figures."""
        return list(dict.fromkeys(source for figure in (self.stated, *self.others) for source in figure.sources))


def reconcile(vintage: Vintage, names: Collection[str] | None = None) -> list[Reconciled]:
    """Compare every figure known on the date of the vintage with what follows for it from others.

    First come the publications one by one, in the order of sources.csv, then the figures in force. With `names`, only
    the figures of these metrics are compared.
    """
    return [check for book in _books(vintage, names) for check in book.checks()]


def compare_sums(vintage: Vintage, names: Collection[str] | None = None) -> tuple[list[Reconciled], int]:
    """Return what of `reconcile` is not met, and how many comparisons it has; those surely met are only counted."""
    wrong: list[Reconciled] = []
    count = 0
    for book in _books(vintage, names):
        count += book.settled
        for check in book.checks(book.grid.is_open):
            count += 1
            wrong += [] if check.is_met else [check]
    return wrong, count


def _books(vintage: Vintage, names: Collection[str] | None) -> "Iterator[_Book]":
    """Yield the figures of each publication, as it printed them, and then those in force."""
    catalogue, register = vintage.catalogue, vintage.published.register
    stated = set(catalogue.metrics if names is None else names)
    used = stated | _follow_from(catalogue, stated)
    places = np.argsort(register.rows, kind="stable")
    is_used = np.array([metric in used for metric, _ in register.keys], dtype=bool)[register.series_codes]
    known = places[(is_used & (register.days <= np.datetime64(vintage.as_of, "s")))[places]]
    numbers = register.source_codes[known]
    for name in vintage.known_sources:
        if len(printed := known[numbers == register.sources.get(name, -1)]):
            yield _Book(catalogue, register, printed, stated)
    in_force = register.history.index.get_indexer(vintage.rows_in_force.index)
    yield _Book(catalogue, register, in_force[is_used[in_force]], stated, is_of_several=True)


def unreconciled(vintage: Vintage) -> list[Unreconciled]:
    """Return the comparisons that the catalogue asks for and that could not be made.

    A year without figures for its months is none of them: nothing says that there should be any.
    """
    register = vintage.published.register
    places = register.history.index.get_indexer(vintage.rows_in_force.index)
    book = _Book(vintage.catalogue, register, places, vintage.catalogue.metrics)
    return [
        Unreconciled(
            rule=rule,
            stated=stated,
            missing=tuple(missing),
            reasons=tuple(gap for metric, service, period in missing if (gap := _gap(vintage, metric, service, period)))
            or (Reason("base_may_be_zero", {"period": stated.period}),),
        )
        for stated, rule, missing in book.unchecked()
    ]


def _gap(vintage: Vintage, metric: str, service: str, period: Period) -> Reason | None:
    return vintage.observe(metric, period, service).gap


@public
def mismatches(vintage: Vintage) -> pd.DataFrame:
    """Return one row per figure that does not reconcile with others; the columns are `MISMATCHES`."""
    check_vintage(vintage, "mismatches(known())")
    rows = [
        {
            "metric": check.stated.metric,
            "service": check.stated.service,
            "period": str(check.stated.period),
            "as_printed": check.stated.as_printed,
            "stated_low": float(check.stated.interval.low),
            "stated_high": float(check.stated.interval.high),
            "rule": check.rule,
            "following_low": float(check.following.low),
            "following_high": float(check.following.high),
            "sources": ", ".join(check.sources),
        }
        for check in compare_sums(vintage)[0]
    ]
    return pd.DataFrame(rows, columns=list(MISMATCHES))


class _Book:
    """Figures to compare with one another, those at places of the register, one per series and period: the first.

    Only those of the metrics `names` are compared; with `is_of_several`, only with figures of another source.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        register: Register,
        places: "np.ndarray[Any, Any]",
        names: Collection[str],
        *,
        is_of_several: bool = False,
    ) -> None:
        self.catalogue, self.register, self.places = catalogue, register, places
        self.names, self.is_of_several = names, is_of_several
        self.grid = Grid(catalogue, register, places, is_of_several=is_of_several)
        self._series: dict[tuple[str, str], _Figures] = {}

    @property
    def settled(self) -> int:
        """The number of comparisons that are met, of the figures that are not open."""
        is_named = np.array([[metric in self.names] for metric, _ in self.grid.series], dtype=bool).reshape(-1, 1)
        return int((self.grid.counts * (is_named & ~self.grid.is_open)).sum())

    def checks(self, is_wanted: "np.ndarray[Any, Any] | None" = None) -> Iterator[Reconciled]:
        """Yield each figure, or those that are wanted, beside what follows for it from others of the book."""
        for stated in self._stated(np.True_ if is_wanted is None else is_wanted):
            for rule, others, following in self._following(stated):
                check = Reconciled(rule=rule, stated=stated, others=tuple(others), following=following)
                if not self.is_of_several or len(check.sources) > 1:
                    yield check

    def unchecked(self) -> Iterator[tuple[Figure, str, list[Key]]]:
        """Yield each figure with a rule by which nothing follows for it, and the figures that are missing for that."""
        for stated in self._stated(self.grid.is_lacking):
            for rule, keys, formula in self._relations(stated):
                figures = [self._figure(key) for key in keys]
                missing = [key for key, figure in zip(keys, figures, strict=True) if figure is None]
                if missing or formula([figure for figure in figures if figure]) is None:
                    yield stated, rule, missing

    def _stated(self, is_wanted: Any) -> Iterator[Figure]:
        for series, period in self.grid.in_order(is_wanted):
            if series[0] in self.names:
                yield self._figures(*series)[period]

    def _figures(self, metric: str, service: str) -> "_Figures":
        key = metric, service
        if key not in self._series:
            positions = self.grid.of_series(key)
            self._series[key] = _Figures(self.register, {period: self.places[at] for period, at in positions.items()})
        return self._series[key]

    def _following(self, stated: Figure) -> Iterator[tuple[str, list[Figure], Interval]]:
        """Yield what follows for a figure: the rule, the other figures, and the bounds."""
        if self.catalogue.metrics[stated.metric].adds_up:
            for parts in self._parts_of_the_period(stated):
                yield "months", parts, _sum(parts)
        for rule, keys, formula in self._relations(stated):
            figures = [figure for key in keys if (figure := self._figure(key))]
            if len(figures) == len(keys) and (following := formula(figures)) is not None:
                yield rule, figures, following

    def _relations(self, stated: Figure) -> Iterator[tuple[str, list[Key], "Formula"]]:
        """Yield what the catalogue says a figure follows from: the rule, the other figures, and the formula."""
        metric, service, period = self.catalogue.metrics[stated.metric], stated.service, stated.period
        for parts in sums(self.catalogue, (stated.metric, service), period):
            rule = "parts" if [name for name, _ in parts] == list(metric.sum_of) else "services"
            yield rule, [(*part, period) for part in parts], _sum
        if metric.share_of:
            yield "share", [self._key(name, service, period) for name in metric.share_of.names], _share
        if metric.rate_of:
            yield "rate", [self._key(name, service, period) for name in metric.rate_of.names], self._rate(stated.metric)
        if others := self._other_shares(stated.metric, service, period):
            yield "shares", others, _rest
        if metric.monthly_mean_of and period.form == "year":
            yield "monthly_mean", [self._key(metric.monthly_mean_of, service, period)], _month

    def _other_shares(self, name: str, service: str, period: Period) -> list[Key]:
        """Return the shares that a share adds up to a hundred percent with; none unless it is the first of them.

        They are those of all the parts that their whole is the sum of: metrics, or services.
        """
        share = self.catalogue.metrics[name].share_of
        if share is None:
            return []
        of_part = {
            (other.share_of.part, key): (metric, key, period)
            for metric, other in self.catalogue.metrics.items()
            if other.share_of and other.share_of.whole == share.whole
            for key in other.services or ("",)
        }
        for parts in sums(self.catalogue, (share.whole, ""), period):
            shares = [of_part[part] for part in parts if part in of_part]
            if len(shares) == len(parts) > 1 and shares[0] == (name, service, period):
                return shares[1:]
        return []

    def _parts_of_the_period(self, stated: Figure) -> Iterator[list[Figure]]:
        """Yield the figures for the longest parts that make up the period, and for the shortest if these differ."""
        series = self._figures(stated.metric, stated.service)
        tilings = (tuple(series.tiles.tiling(stated.period, finest=finest)) for finest in (False, True))
        for parts in dict.fromkeys(tilings):
            if parts:
                yield [series[part] for part in parts]

    def _key(self, metric: str, service: str, period: Period) -> Key:
        """Return which figure of a metric goes with a service and a period.

        One without services is the same for every service; of a stock it is that of the day that is counted.
        """
        entry = self.catalogue.metrics[metric]
        return metric, service if entry.services else "", entry.in_its_years(period)

    def _rate(self, metric: str) -> "Formula":
        per = self.catalogue.per(metric)
        return lambda figures: _ratio(figures, per)

    def _figure(self, key: Key) -> Figure | None:
        """Return the figure of a metric, a service and a period in the book, or the sum of its parts."""
        metric, service, period = key
        series = self._figures(metric, service)
        if figure := series.get(period):
            return figure
        if series and self.catalogue.metrics[metric].adds_up:
            tiles = series.tiles.tiling(period)
            if tiles:
                return summed([series[tile] for tile in tiles], period)
        return added_up(self.catalogue, (metric, service), period, lambda part: self._figure((*part, period)))


class _Figures(Mapping[Period, Figure]):
    """The figures of a series by period, each made when it is asked for."""

    def __init__(self, register: Register, places: Mapping[Period, Place]) -> None:
        self._register, self._places = register, places

    def __getitem__(self, period: Period) -> Figure:
        return self._register.figure(int(self._places[period]))

    def __iter__(self) -> Iterator[Period]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def tiles(self) -> Tiles:
        """The periods of the figures."""
        return Tiles(self._places)


Formula = Callable[[Sequence[Figure]], Interval | None]


def _sum(figures: Iterable[Figure]) -> Interval:
    return total(figure.interval for figure in figures)


def _ratio(figures: Sequence[Figure], per: Fraction) -> Interval | None:
    """Return the first figure per so many of the second; None if the second can be zero."""
    numerator, denominator = figures
    return None if 0 in denominator.interval else (numerator.interval / denominator.interval).scaled(per)


def _share(figures: Sequence[Figure]) -> Interval | None:
    return _ratio(figures, Fraction(100))


def _rest(figures: Sequence[Figure]) -> Interval:
    """Return what shares leave of a hundred percent, which is not below zero."""
    hundred = Interval(Fraction(100), Fraction(100))
    rest = hundred - _sum(figures)
    return Interval(max(rest.low, Fraction(0)), max(rest.high, Fraction(0)))


def _month(figures: Sequence[Figure]) -> Interval:
    return figures[0].interval.scaled(Fraction(1, 12))


def _follow_from(catalogue: Catalogue, names: Collection[str]) -> set[str]:
    """Return the metrics from which figures of the named ones can follow."""
    known = {name: catalogue.metrics[name] for name in names if name in catalogue.metrics}
    wholes = {metric.share_of.whole for metric in known.values() if metric.share_of}
    related = {name for name, other in catalogue.metrics.items() if other.share_of and other.share_of.whole in wholes}
    for metric in known.values():
        related.update(
            *(pair.names for pair in (metric.share_of, metric.rate_of) if pair), filter(None, [metric.monthly_mean_of])
        )
    return catalogue.ingredients(related | set(known))
