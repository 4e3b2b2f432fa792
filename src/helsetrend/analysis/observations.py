"""The metrics as they were known on a date: the one tidy table that every notebook starts from.

A period without a figure is an observation too. It carries the reason why there is no figure, so that a hole
is told and never drawn over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from helsetrend.errors import check_name
from helsetrend.published import SERIES, Catalogue, Figure, Published, in_force, replaced, summed
from helsetrend.values import Period


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
class Vintage:
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
        history = self.published.history
        known = history["published_date"] <= pd.Timestamp(self.as_of)
        return history if known.all() else history[known]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures in force, one row a series, as `vintages.in_force` gives them."""
        return in_force(self.history)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year that a figure in force is of."""
        years = [Period.parse(period).year for period in self.table["period"].unique()]
        return min(years), max(years)

    def figure(self, row: int) -> Figure:
        """The figure in the given row of figures.csv."""
        figures = self.published.figures
        place = figures.index.get_loc(row)
        return Figure.of_row(row, {name: figures[name].array[place] for name in figures.columns})

    def vintages(self, metric: str, service: str, period: Period) -> list[int]:
        """The rows of `history` with the figures of one period of a series, in the order of publication."""
        return [int(self.history.index[place]) for place in self._vintages.get((metric, service, str(period)), ())]

    @cached_property
    def _vintages(self) -> dict[tuple[str, str, str], Any]:
        """The positions in `history` of the figures of each period of each series."""
        return dict(self.history.groupby(SERIES, sort=False).indices)

    def figures(self, metric: str, service: str = "") -> list[Figure]:
        """The figures in force of a metric, by period."""
        return list(self._in_force(metric, service).figures.values())

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
        check_name(metric, self.catalogue.metrics, kind="metric")
        entry = self.catalogue.metrics[metric]
        if service:
            check_name(service, entry.services, kind=f"service of {metric}")
        span = Period.of_year(period, entry.measured) if isinstance(period, int) else period
        seen = Observation(metric=metric, service=service, period=span, part=_part_of(span, entry.starts(service)))
        known = self._in_force(metric, service)
        if figure := known.figures.get(span):
            return replace(seen, figure=figure, revised=self._revised(figure.row))
        if entry.adds_up and (tiles := known.tiles.tiling(span)):
            return replace(seen, figure=summed([known.figures[tile] for tile in tiles], span))
        return replace(seen, gap=self._gap(metric, span, service))

    def series(self, metric: str, years: Iterable[int], service: str = "") -> list[Observation]:
        """The observations of the years, in their order."""
        return [self.observe(metric, year, service) for year in years]

    def _in_force(self, metric: str, service: str) -> "_Series":
        """The figures in force of a series, made when they are first asked for."""
        key = metric, service
        if key not in self._series:
            rows = self._rows.get(key, [])
            figures = sorted(Figure.of_table(self.table.iloc[rows]), key=lambda figure: figure.period)
            self._series[key] = _Series({figure.period: figure for figure in figures})
        return self._series[key]

    @cached_property
    def _series(self) -> "dict[tuple[str, str], _Series]":
        """The series that were asked for."""
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Any]:
        """The positions in `table` of the figures of each series."""
        return dict(self.table.groupby(["metric", "service"], sort=False).indices)

    def _revised(self, row: int) -> Figure | None:
        """The figure that was last revised on the way to the one in the row."""
        chain = list(replaced(self.history, row))
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
        if entry.adds_up and (parts := [one for one in self._in_force(metric, service).figures if one.within(period)]):
            return Reason("part_published", {"period": period, "spans": joined(parts)})
        return Reason("only_as_picture" if shown else "not_published", {"period": period})

    @cached_property
    def known_sources(self) -> list[str]:
        """The identifiers of the sources that were published by the date, in the order of sources.csv."""
        return [name for name, source in self.published.sources.items() if source.published.last <= self.as_of]


def vintage_on(published: Published, *, as_of: date | str | None = None) -> Vintage:
    """The metrics as they were known on `as_of`; by default with all that is published.

    Raises ValueError where the date is none, or nothing was published by it.
    """
    first = published.figures["published_date"].min().date()
    last = max(source.published.last for source in published.sources.values())
    day = last if as_of is None else _day(as_of) if isinstance(as_of, str) else as_of
    if day < first:
        raise ValueError(f"nothing was published by {day}; the first figure was published on {first}")
    return Vintage(published, day)


def tiling(periods: Iterable[Period], span: Period, *, finest: bool = False) -> list[Period]:
    """Periods that make up the whole of a span, none of them the span itself; the longest that fit, or the shortest.

    Nothing where there is a hole.
    """
    return Tiles(periods).tiling(span, finest=finest)


class Tiles:
    """Periods by the day that they begin on, to make up spans of."""

    def __init__(self, periods: Iterable[Period]) -> None:
        self._by_start: dict[date, list[Period]] = {}
        for one in sorted(periods):
            self._by_start.setdefault(one.first, []).append(one)

    def tiling(self, span: Period, *, finest: bool = False) -> list[Period]:
        """As the function `tiling` gives it for these periods."""
        way: list[Period] = []
        ahead = [self._from(span.first, span, finest=finest)]
        hopeless: set[date] = set()
        while ahead:
            one = next(ahead[-1], None)
            if one is None:
                ahead.pop()
                if way:
                    hopeless.add(way.pop().last)
            elif one.last not in hopeless:
                way.append(one)
                if one.last == span.last:
                    return way
                ahead.append(self._from(one.last + timedelta(days=1), span, finest=finest))
        return []

    def _from(self, day: date, span: Period, *, finest: bool) -> Iterator[Period]:
        """The periods within a span that begin on a day, in the order in which they are tried."""
        found = self._by_start.get(day, ())
        return (one for one in (found if finest else reversed(found)) if one.last <= span.last and one != span)


@dataclass(frozen=True)
class _Series:
    """The figures of one series, in the order of their periods."""

    figures: Mapping[Period, Figure]

    @cached_property
    def tiles(self) -> Tiles:
        """Their periods."""
        return Tiles(self.figures)


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
