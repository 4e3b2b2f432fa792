"""Compare figures with what follows for them from others: a year with its months, a total with its services.

The rules are in the catalogue. The figures of one publication are compared with one another as it printed them, and
the figures in force if they come from several publications. Two sides reconcile if their bounds meet, with the rounding
of every figure taken into account.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from helsetrend.analysis.observations import Tiles, Vintage
from helsetrend.published import Catalogue, Figure, Service
from helsetrend.values import Interval, Period, share_in_percent, total

RULES = {
    "months": "a figure is the sum of those for the parts of its period",
    "services": "a total is the sum of the figures for its services",
    "parts": "a metric is the sum of other metrics",
    "share": "a share is its part in percent of its whole",
    "monthly_mean": "a year is twelve times the mean of its months",
}
"""The rules, from these entries of the catalogue: adds_up, services_add_up_to, sum_of, share_of, monthly_mean_of."""

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
    return list(reconciled(vintage, names))


def reconciled(vintage: Vintage, names: Collection[str] | None = None) -> Iterator[Reconciled]:
    """Yield what `reconcile` returns, with the figures of only one publication at a time in memory."""
    catalogue = vintage.catalogue
    stated = set(catalogue.metrics if names is None else names)
    used = stated | _follow_from(catalogue, stated)
    rows = vintage.history[vintage.history["metric"].isin(used)].sort_index()
    positions = rows.groupby("source").indices
    for name in vintage.known_sources:
        printed = rows.iloc[positions.get(name, [])]
        yield from _Book(catalogue, Figure.of_table(printed)).checks(stated)
    in_force = _Book(catalogue, Figure.of_table(vintage.table[vintage.table["metric"].isin(used)]))
    yield from (check for check in in_force.checks(stated) if len(check.sources) > 1)


def mismatches(vintage: Vintage) -> pd.DataFrame:
    """Return one row per figure that does not reconcile with others; the columns are `MISMATCHES`."""
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
        for check in reconciled(vintage)
        if not check.is_met
    ]
    return pd.DataFrame(rows, columns=list(MISMATCHES))


class _Book:
    """Figures to compare with one another, one per series and period: the first that is given."""

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
        """Yield each figure of the metrics beside what follows for it from others of the book."""
        for series in (figures for (metric, _), figures in self.series.items() if metric in names):
            for stated in series.values():
                for rule, others, following in self._following(stated):
                    yield Reconciled(rule=rule, stated=stated, others=tuple(others), following=following)

    def _following(self, stated: Figure) -> Iterator[tuple[str, list[Figure], Interval]]:
        """Yield what follows for a figure: the rule, the other figures, and the bounds."""
        metric, service, period = self.catalogue.metrics[stated.metric], stated.service, stated.period
        for parts in self._parts_of_the_period(stated) if metric.adds_up else ():
            yield "months", parts, _sum(parts)
        for name in self.totalled.get(stated.metric, ()):
            services = self.catalogue.metrics[name].services
            offered = [key for key, entry in services.items() if not _is_outside(period, entry)]
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
            yield "monthly_mean", figures, figures[0].interval.scaled(Fraction(1, 12))

    def _parts_of_the_period(self, stated: Figure) -> Iterator[list[Figure]]:
        """Yield the figures for the longest parts that make up the period, and for the shortest if these differ."""
        series = self.series[stated.metric, stated.service]
        tiles = self.tiles[stated.metric, stated.service]
        tilings = (tuple(tiles.tiling(stated.period, finest=finest)) for finest in (False, True))
        for parts in dict.fromkeys(tilings):
            if parts:
                yield [series[part] for part in parts]

    def _all(self, wanted: Iterable[tuple[str, str, Period]]) -> list[Figure]:
        """Return the figures of metrics, services and periods, or none unless the book has all of them.

        A metric without services is the same for every service.
        """
        figures = []
        for metric, service, period in wanted:
            key = metric, service if self.catalogue.metrics[metric].services else ""
            figure = self.series.get(key, {}).get(period)
            if figure is None:
                return []
            figures.append(figure)
        return figures


def _follow_from(catalogue: Catalogue, names: Collection[str]) -> set[str]:
    """Return the metrics from which figures of the named ones can follow."""
    sources = {name for name, metric in catalogue.metrics.items() if metric.services_add_up_to in names}
    for metric in (catalogue.metrics[name] for name in names if name in catalogue.metrics):
        sources.update(
            metric.sum_of, metric.share_of.names if metric.share_of else (), filter(None, [metric.monthly_mean_of])
        )
    return sources


def _sum(figures: Iterable[Figure]) -> Interval:
    return total(figure.interval for figure in figures)


def _is_outside(period: Period, service: Service) -> bool:
    """Return whether the service had not begun, or had ended."""
    is_before = service.launched is not None and period.last < service.launched.first
    return is_before or (service.ended is not None and service.ended.last < period.first)
