"""Figures that follow from others, held against them: a year and its months, a total and its services.

A share follows from its part and its whole, a mean of the months from the year.

What must hold is said by the catalogue. Each publication is held against itself, with the figures as it printed them;
the figures in force are held against one another where they come from several publications. The two sides reconcile
if their bounds meet, the rounding of every figure taken into account.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from helsetrend.analysis.observations import Tiles, Vintage
from helsetrend.published import Catalogue, Figure
from helsetrend.values import Interval, Period, share_in_percent, total

RULES = {
    "months": "a figure is the sum of those for the parts of its period",
    "services": "a total is the sum of the figures for its services",
    "parts": "a metric is the sum of other metrics",
    "share": "a share is its part in percent of its whole",
    "monthly_mean": "a year is twelve times the mean of its months",
}
"""What must hold, as the catalogue says: `adds_up`, services_add_up_to, sum_of, share_of, monthly_mean_of."""


MONTHS = 12


MISMATCHES = {
    "metric": "what is measured, as in metrics.toml",
    "service": "the service, or nothing",
    "period": "the period the figure is of",
    "as_printed": "the figure as it stands in the source",
    "stated_low": "the least that the figure can mean, in its unit",
    "stated_high": "the most that it can mean",
    "rule": "what must hold, one of `RULES`",
    "following_low": "the least that follows for it from other figures, in the same unit",
    "following_high": "the most that follows",
    "sources": "the sources of all these figures",
}
"""The columns of `mismatches`."""


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """A figure as it is `stated`, and the bounds that follow for it from other figures, by one of `RULES`."""

    rule: str
    stated: Figure
    others: tuple[Figure, ...]
    following: Interval

    @property
    def is_met(self) -> bool:
        """Whether one value can be both what is stated and what follows."""
        return self.stated.interval.meets(self.following)

    @property
    def sources(self) -> list[str]:
        """The publications that the figures come from."""
        return list(dict.fromkeys(source for figure in (self.stated, *self.others) for source in figure.sources))


def reconcile(vintage: Vintage, names: Collection[str] | None = None) -> list[Reconciled]:
    """Every figure known by the date of the metrics that follows from others, held against them.

    Publication by publication, in the order of sources.csv, and then the figures in force together; with `names` only
    the figures of these metrics.
    """
    return list(reconciled(vintage, names))


def reconciled(vintage: Vintage, names: Collection[str] | None = None) -> Iterator[Reconciled]:
    """As `reconcile`, one by one: the figures of one publication at a time are held in memory."""
    catalogue = vintage.catalogue
    stated = set(catalogue.metrics if names is None else names)
    used = stated | _follow_from(catalogue, stated)
    rows = vintage.history[vintage.history["metric"].isin(used)].sort_index()
    positions = rows.groupby("source").indices
    for name in vintage.known_sources:
        printed = rows.iloc[positions.get(name, [])]
        yield from _Book(catalogue, Figure.of_table(printed)).checks(stated)
    in_force = _Book(catalogue, Figure.of_table(vintage.table[vintage.table["metric"].isin(used)]))
    yield from (one for one in in_force.checks(stated) if len(one.sources) > 1)


def mismatches(vintage: Vintage) -> pd.DataFrame:
    """One row a figure that does not agree with those that it follows from; the columns are `MISMATCHES`."""
    rows = [
        {
            "metric": one.stated.metric,
            "service": one.stated.service,
            "period": str(one.stated.period),
            "as_printed": one.stated.as_printed,
            "stated_low": float(one.stated.interval.low),
            "stated_high": float(one.stated.interval.high),
            "rule": one.rule,
            "following_low": float(one.following.low),
            "following_high": float(one.following.high),
            "sources": ", ".join(one.sources),
        }
        for one in reconciled(vintage)
        if not one.is_met
    ]
    return pd.DataFrame(rows, columns=list(MISMATCHES))


class _Book:
    """Figures that are held against one another, one of each series and period: the first that is given."""

    def __init__(self, catalogue: Catalogue, figures: Iterable[Figure]) -> None:
        self.catalogue = catalogue
        self.series: dict[tuple[str, str], dict[Period, Figure]] = {}
        for figure in figures:
            self.series.setdefault((figure.metric, figure.service), {}).setdefault(figure.period, figure)
        self.tiles = {key: Tiles(figures) for key, figures in self.series.items()}
        self.totalled: dict[str, list[str]] = {}
        for name, metric in catalogue.metrics.items():
            if metric.services_add_up_to:
                self.totalled.setdefault(metric.services_add_up_to, []).append(name)

    def checks(self, names: Collection[str]) -> Iterator[Reconciled]:
        """Each figure of the metrics that follows from others of the book."""
        for series in (figures for (metric, _), figures in self.series.items() if metric in names):
            for stated in series.values():
                for rule, others, following in self._following(stated):
                    yield Reconciled(rule=rule, stated=stated, others=tuple(others), following=following)

    def _following(self, stated: Figure) -> Iterator[tuple[str, list[Figure], Interval]]:
        """What follows for a figure: by which rule, from which figures, and its bounds."""
        metric, service, period = self.catalogue.metrics[stated.metric], stated.service, stated.period
        for parts in self._parts_of_the_period(stated) if metric.adds_up else ():
            yield "months", parts, _sum(parts)
        for name in self.totalled.get(stated.metric, ()):
            services = self.catalogue.metrics[name].services
            offered = [key for key, one in services.items() if not _is_before(period, one.launched)]
            if parts := self._all((name, key, period) for key in offered):
                yield "services", parts, _sum(parts)
        if parts := self._all((name, service, period) for name in metric.sum_of):
            yield "parts", parts, _sum(parts)
        if metric.share_of and (pair := self._all((name, service, period) for name in metric.share_of.names)):
            part, whole = pair
            if 0 not in whole.interval:
                yield "share", pair, share_in_percent(part.interval, whole.interval)
        year = [(metric.monthly_mean_of, service, period)] if metric.monthly_mean_of and period.form == "year" else []
        if figures := self._all(year):
            yield "monthly_mean", figures, figures[0].interval.scaled(Fraction(1, MONTHS))

    def _parts_of_the_period(self, stated: Figure) -> Iterator[list[Figure]]:
        """The figures for the longest parts that make up the period, and those for the shortest, where these differ."""
        series = self.series[stated.metric, stated.service]
        tiles = self.tiles[stated.metric, stated.service]
        tilings = (tuple(tiles.tiling(stated.period, finest=finest)) for finest in (False, True))
        for parts in dict.fromkeys(tilings):
            if parts:
                yield [series[part] for part in parts]

    def _all(self, wanted: Iterable[tuple[str, str, Period]]) -> list[Figure]:
        """The figures of metrics, services and periods, where the book holds all of them; else nothing.

        A metric without services stands for itself under every service.
        """
        found = []
        for metric, service, period in wanted:
            key = metric, service if self.catalogue.metrics[metric].services else ""
            figure = self.series.get(key, {}).get(period)
            if figure is None:
                return []
            found.append(figure)
        return found


def _follow_from(catalogue: Catalogue, names: Collection[str]) -> set[str]:
    """The metrics that figures of the named ones can follow from."""
    found = {name for name, metric in catalogue.metrics.items() if metric.services_add_up_to in names}
    for metric in (catalogue.metrics[name] for name in names if name in catalogue.metrics):
        found.update(
            metric.sum_of, metric.share_of.names if metric.share_of else (), filter(None, [metric.monthly_mean_of])
        )
    return found


def _sum(figures: Iterable[Figure]) -> Interval:
    return total(figure.interval for figure in figures)


def _is_before(period: Period, launched: Period | None) -> bool:
    return launched is not None and period.last < launched.first
