"""The metrics as they were known on a date: the one tidy table that every notebook starts from.

A period without a figure is an observation too. It carries the reason why there is no figure, so that a hole
is told and never drawn over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby
from typing import Any

import pandas as pd

from helsetrend import vintages
from helsetrend.catalogue import Catalogue
from helsetrend.figures import Figure, summed
from helsetrend.names import held_to_be_one
from helsetrend.period import Period
from helsetrend.published import Published


@dataclass(frozen=True)
class Reason:
    """Why there is no figure, or no comparison: a code that the language files put into words, and its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What is known of one period of a metric: the figure in force, or `gap`, the reason why there is none.

    `part` tells that the period is only partly covered; `revised` is the figure that was in force before the
    last revision.
    """

    metric: str
    service: str
    period: Period
    figure: Figure | None = None
    revised: Figure | None = None
    gap: Reason | None = None
    part: Reason | None = None


@dataclass(frozen=True)
class Metrics:
    """All metrics as they were known on `as_of`."""

    published: Published
    as_of: date

    @property
    def catalogue(self) -> Catalogue:
        """What each metric is."""
        return self.published.catalogue

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every figure known on the date, as `vintages.history` gives it."""
        return vintages.history(self.published.figures, as_of=self.as_of)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures in force, one row a series, as `vintages.in_force` gives them."""
        return vintages.in_force(self.history)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year that a figure in force is of."""
        years = [period.year for series in self._in_force.values() for period in series]
        return min(years), max(years)

    def figure(self, row: int) -> Figure:
        """The figure in the given row of figures.csv."""
        return Figure.of_row(row, self.published.figures.loc[row].to_dict())

    def figures(self, metric: str, service: str = "") -> list[Figure]:
        """The figures in force of a metric, by period."""
        return list(self._in_force.get((metric, service), {}).values())

    def years(self, metric: str, service: str = "") -> list[int]:
        """The years that have a figure in force, of the period that the metric is measured in, or one that adds up."""
        years = sorted({figure.period.year for figure in self.figures(metric, service)})
        return [year for year in years if self.observe(metric, year, service).figure]

    def coverage(self) -> pd.DataFrame:
        """One row a metric and service: kind, unit, measured, and `years`, those with a figure in force, as text."""
        rows = [
            {
                "metric": name,
                "service": service,
                "kind": metric.kind,
                "unit": metric.unit,
                "measured": metric.measured,
                "years": ", ".join(map(str, self.years(name, service))) or "none",
            }
            for name, service in self.catalogue.series
            for metric in (self.catalogue.metrics[name],)
        ]
        return pd.DataFrame(rows).set_index(["metric", "service"])

    def observe(self, metric: str, period: Period | int, service: str = "") -> Observation:
        """What is known of a metric in a period, or in the period of a year that it is measured in.

        Raises UnknownNameError, a KeyError, where the catalogue has no such metric or service.
        """
        held_to_be_one(metric, self.catalogue.metrics, what="metric")
        entry = self.catalogue.metrics[metric]
        if service:
            held_to_be_one(service, entry.services, what=f"service of {metric}")
        span = Period.of_year(period, entry.measured) if isinstance(period, int) else period
        seen = Observation(metric=metric, service=service, period=span, part=_part_of(span, entry.starts(service)))
        figures = self._in_force.get((metric, service), {})
        if figure := figures.get(span):
            return replace(seen, figure=figure, revised=self._revised(figure.row))
        if entry.adds_up and (tiles := tiling(figures, span)):
            return replace(seen, figure=summed([figures[tile] for tile in tiles], span))
        return replace(seen, gap=self._gap(metric, span, service))

    def series(self, metric: str, years: Iterable[int], service: str = "") -> list[Observation]:
        """The observations of the years, in their order."""
        return [self.observe(metric, year, service) for year in years]

    @cached_property
    def _in_force(self) -> dict[tuple[str, str], dict[Period, Figure]]:
        """The figures in force of each series, by period."""
        figures = [Figure.of_row(row, cells) for row, cells in self.table.to_dict("index").items()]
        series: dict[tuple[str, str], dict[Period, Figure]] = {}
        for figure in sorted(figures, key=lambda figure: figure.period):
            series.setdefault((figure.metric, figure.service), {})[figure.period] = figure
        return series

    def _revised(self, row: int) -> Figure | None:
        """The figure that was last revised on the way to the one in the row."""
        chain = list(vintages.replaced(self.history, row))
        revising = next((one for one in chain if self.history.at[one, "role"] == "revises"), None)
        return self.figure(int(self.history.at[revising, "before"])) if revising else None

    def _gap(self, metric: str, period: Period, service: str) -> Reason:
        """Why there is no figure: it did not exist, was not reported yet, or was not published."""
        entry = self.catalogue.metrics[metric]
        for start in entry.starts(service):
            if period.last < start.first:
                return Reason("before_launch", {"period": period, "start": start})
        for part in (entry, entry.part(service)):
            if part.first_reported and period.last < part.first_reported.first:
                return Reason("not_reported_yet", {"period": period, "first": part.first_reported})
        pictures = [picture.source for picture in entry.pictures if picture.period.overlaps(period)]
        shown = [name for name in pictures if name in self.known_sources]
        if entry.adds_up and (
            parts := [one for one in self._in_force.get((metric, service), {}) if one.within(period)]
        ):
            return Reason("part_published", {"period": period, "spans": joined(parts)})
        return Reason("only_as_picture" if shown else "not_published", {"period": period})

    @cached_property
    def known_sources(self) -> list[str]:
        """The identifiers of the sources that were published by the date, in the order of sources.csv."""
        return [name for name, source in self.published.sources.items() if source.published.last <= self.as_of]


def metrics(published: Published, *, as_of: date | str | None = None) -> Metrics:
    """The metrics as they were known on `as_of`; by default with all that is published.

    Raises ValueError where the date is none, or nothing was published by it.
    """
    first = published.figures["published_date"].min().date()
    last = max(source.published.last for source in published.sources.values())
    day = last if as_of is None else _day(as_of) if isinstance(as_of, str) else as_of
    if day < first:
        raise ValueError(f"nothing was published by {day}; the first figure was published on {first}")
    return Metrics(published, day)


def tiling(periods: Iterable[Period], span: Period, *, finest: bool = False) -> list[Period]:
    """Periods that make up the whole of a span, none of them the span itself; the longest that fit, or the shortest.

    Nothing where there is a hole.
    """
    inner = sorted((one for one in periods if one.within(span) and one != span), reverse=not finest)
    by_start = {first: list(same) for first, same in groupby(inner, key=lambda one: one.first)}

    @cache
    def rest(start: date) -> tuple[Period, ...] | None:
        """The periods from a day on; None where they do not come to the end."""
        if start > span.last:
            return ()
        ways = ((one, rest(one.last + timedelta(days=1))) for one in by_start.get(start, ()))
        return next(((one, *more) for one, more in ways if more is not None), None)

    return list(rest(span.first) or ())


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The spans that periods cover together: January, February and April are two."""
    spans: list[Period] = []
    for one in sorted(periods):
        if spans and one.first <= spans[-1].last + timedelta(days=1):
            spans[-1] = Period(spans[-1].first, max(spans[-1].last, one.last))
        else:
            spans.append(one)
    return tuple(spans)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day such as 2022-05-31") from error


def _part_of(period: Period, starts: Iterable[Period]) -> Reason | None:
    """The reason why a period is only partly covered: what is measured began within it."""
    begun = [start for start in starts if period.first < start.first <= period.last]
    return Reason("part_of_period", {"period": period, "start": max(begun)}) if begun else None
