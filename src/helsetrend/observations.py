"""The metrics as they were known on a date: the one tidy table that every notebook starts from.

A period without a figure is an observation too. It carries the reason why there is no figure, so that a hole
is told and never drawn over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from helsetrend import vintages
from helsetrend.catalogue import Catalogue
from helsetrend.figures import Figure
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

    def figure(self, row: int) -> Figure:
        """The figure in the given row of figures.csv."""
        return Figure.of_row(row, self.published.figures.loc[row].to_dict())

    def figures(self, metric: str, service: str = "") -> list[Figure]:
        """The figures in force of a metric, by period."""
        rows = self.table[self.table["metric"].eq(metric) & self.table["service"].eq(service)].index
        return sorted((self.figure(row) for row in rows), key=lambda figure: figure.period)

    def years(self, metric: str, service: str = "") -> list[int]:
        """The years for which a metric has a figure in force, of the period that it is measured in."""
        measured = self.catalogue.metrics[metric].measured
        periods = [figure.period for figure in self.figures(metric, service)]
        return [period.year for period in periods if period == Period.of_year(period.year, measured)]

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
            for name, metric in self.catalogue.metrics.items()
            for service in metric.services or ("",)
        ]
        return pd.DataFrame(rows).set_index(["metric", "service"])

    def observe(self, metric: str, period: Period | int, service: str = "") -> Observation:
        """What is known of a metric in a period, or in the period of a year that it is measured in.

        Raises KeyError where the catalogue has no such metric or service.
        """
        entry = self.catalogue.metrics[metric]
        span = Period.of_year(period, entry.measured) if isinstance(period, int) else period
        row = self._row_in_force.get((metric, service, str(span)))
        part = _part_of(span, entry.starts(service))
        if row is None:
            gap = self._gap(metric, span, service)
            return Observation(metric=metric, service=service, period=span, gap=gap, part=part)
        return Observation(
            metric=metric,
            service=service,
            period=span,
            figure=self.figure(row),
            revised=self._revised(row),
            part=part,
        )

    def series(self, metric: str, years: Iterable[int], service: str = "") -> list[Observation]:
        """The observations of the years, in their order."""
        return [self.observe(metric, year, service) for year in years]

    @cached_property
    def _row_in_force(self) -> dict[tuple[str, str, str], int]:
        keys = self.table[vintages.SERIES].itertuples(index=False, name=None)
        return dict(zip(keys, map(int, self.table.index), strict=True))

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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day such as 2022-05-31") from error


def _part_of(period: Period, starts: Iterable[Period]) -> Reason | None:
    """The reason why a period is only partly covered: what is measured began within it."""
    begun = [start for start in starts if period.first < start.first <= period.last]
    return Reason("part_of_period", {"period": period, "start": max(begun)}) if begun else None
