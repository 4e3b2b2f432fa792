"""What was known on a date: the figure in force for each period of each metric.

A period without a figure is an observation too, with the reason why there is no figure, so that a report can show the
gap and never hide it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from helsetrend.analysis.vintage.earlier_sums import earlier_parts, places_with_earlier_sums
from helsetrend.analysis.vintage.observation import Observation, Reason
from helsetrend.analysis.vintage.tiles import Tiles, joined
from helsetrend.public import public, public_class
from helsetrend.published import (
    SERIES,
    Catalogue,
    Figure,
    Place,
    Published,
    Sign,
    as_texts,
    exact,
    in_force,
    series_named,
    summed,
    with_roles,
)
from helsetrend.values import AskedPeriod, AskedYears, Interval, Period, asked_period, asked_periods

T = TypeVar("T")

STATED_GAPS = {
    "suppressed": "stated_suppressed",
    "not_available": "stated_not_available",
    "not_applicable": "stated_not_applicable",
    "not_collected": "stated_not_collected",
    "withdrawn": "stated_withdrawn",
}
"""The reason why there is no figure, by what the source says in its place (`MISSING`), or that it is gone from it."""


@public_class
@dataclass(frozen=True, repr=False)
class Vintage:
    """What was known on a date, `as_of`: the published data up to that day.

    `document` is a source whose own figures come before those in force, to read it as its author did, or nothing.
    """

    published: Published
    as_of: date
    document: str = ""

    def __repr__(self) -> str:
        first, last = self.span
        count = (
            f"{len(self.rows_in_force)} figures in force for {first} to {last}, from {len(self.known_sources)} sources"
        )
        return f"Known on {self.as_of} of {self.catalogue.title}: {count}"

    @property
    def catalogue(self) -> Catalogue:
        """The description of each metric."""
        return self.published.catalogue

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every figure known on the date, with the columns of `vintages.history`."""
        return as_texts(self.rows)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows of `history`, their texts as categories."""
        everything = self.published.history_rows
        known = everything["published_date"] <= pd.Timestamp(self.as_of)
        return everything if known.all() else everything[known]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures in force, one row per series and period, with the columns of `vintages.in_force`.

        A figure of a table that a later state of this table no longer has is not in force.
        """
        return as_texts(self.rows_in_force)

    @cached_property
    def rows_in_force(self) -> pd.DataFrame:
        """The rows of `table`, their texts as categories."""
        table = in_force(self.rows)
        if self.published.signs:
            register = self.published.register
            table = table.drop(index=[row for row in table.index if self._is_gone(register.place_of(row))])
        if not self.document:
            return table
        figures = self.published.rows
        own = in_force(with_roles(figures[figures["source"] == self.document]))
        return pd.concat([own, table]).drop_duplicates(SERIES)

    def once(self, work: "Callable[[Vintage], T]") -> T:
        """Return what a function makes of the vintage, which is worked out only the first time."""
        if work not in self._results:
            self._results[work] = work(self)
        return self._results[work]  # type: ignore[no-any-return]

    @cached_property
    def _results(self) -> dict[Any, Any]:
        """What `once` has worked out."""
        return {}

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year with a figure in force."""
        years = [Period.parse(period).year for period in self.rows_in_force["period"].unique()]
        return min(years), max(years)

    def figure(self, row: int) -> Figure:
        """Return the figure in the given row of figures.csv."""
        register = self.published.register
        return register.figure(register.place_of(row))

    def role(self, figure: Figure) -> str:
        """Return what a printed figure did when it was published, as in `ROLES`."""
        register = self.published.register
        return register.texts["role"][register.place_of(figure.row)]

    def vintages(self, metric: str, service: str, period: Period) -> list[int]:
        """Return the rows of `history` with the figures of one period of a series, in the order of publication."""
        return [int(row) for row in self.published.register.rows[slice(*self.places(metric, service, period))]]

    def places(self, metric: str, service: str, period: Period) -> tuple[Place, Place]:
        """Return the first and last place in the register of the figures of a period known on the date, one more."""
        register = self.published.register
        span = register.series(metric, service).spans.get(period, (0, 0))
        return next(register.in_force([span], self.as_of))[:2]

    def places_in_force(self, metric: str, service: str = "") -> Mapping[Period, Place]:
        """Return the places in the register of the figures in force of a series, by period."""
        return self._in_force(metric, service).places

    def hull(self, figure: Figure) -> Interval:
        """Return the bounds of all figures known for the period of a figure together; of a sum its own."""
        if not figure.row:
            return figure.interval
        register, places = self.published.register, slice(*self.places(figure.metric, figure.service, figure.period))
        low, high = register.columns["low"][places].min(), register.columns["high"][places].max()
        return Interval(exact(low), exact(high))

    def figures(self, metric: str, service: str = "") -> list[Figure]:
        """Return the figures in force of a metric, by period."""
        metric, service = series_named(self.catalogue, metric, service)
        return list(self._in_force(metric, service).figures.values())

    def years(self, metric: str, service: str = "") -> list[int]:
        """Return the years whose period that the metric is measured in has a figure in force, printed or summed."""
        metric, service = series_named(self.catalogue, metric, service)
        entry, series = self.catalogue.metrics[metric], self._in_force(metric, service)
        spans = {year: entry.period_of(year) for year in sorted({period.year for period in series.places})}
        return [
            year
            for year, span in spans.items()
            if span in series.places or (entry.adds_up and series.tiles.tiling(span))
        ]

    @public
    def coverage(self) -> pd.DataFrame:
        """Return one row per metric and service: kind, unit, measured, and `years`, those with a figure, as text."""
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

    def observe(self, metric: str, period: AskedPeriod, service: str = "") -> Observation:
        """Return the observation of a metric in a period, or in the period of a year the metric is measured in.

        The year 2021 of a metric whose years start on another day than 1 January is the one that ends in 2021. Names
        are as in `series_named`, periods as in `asked_period`, with the errors that these raise.
        """
        metric, service = series_named(self.catalogue, metric, service)
        entry = self.catalogue.metrics[metric]
        asked = asked_period(period, year_starts=entry.year_starts)
        span = entry.period_of(asked) if isinstance(asked, int) else entry.in_its_years(asked)
        key = metric, service, span, span.is_shifted_year
        if key not in self._observed:
            self._observed[key] = self._observe(metric, service, span)
        return self._observed[key]

    @cached_property
    def _observed(self) -> dict[tuple[str, str, Period, bool], Observation]:
        """What was observed so far."""
        return {}

    def _observe(self, metric: str, service: str, span: Period) -> Observation:
        entry = self.catalogue.metrics[metric]
        observation = Observation(
            metric=metric, service=service, period=span, part=_part_of(span, entry.starts(service), entry.end(service))
        )
        series = self._in_force(metric, service)
        figure = series.figure(span)
        is_settled = figure and (figure.source == self.document or not figure.is_second_hand)
        tiles = series.tiles.tiling(span) if entry.adds_up and not is_settled else []
        sum_ = summed([self.published.register.figure(series.places[tile]) for tile in tiles], span) if tiles else None
        if figure and not (sum_ and sum_.precedence < figure.precedence):
            disputed, revised = self._disputing(figure), self._revised(figure)
            return replace(observation, figure=figure, revised=revised, disputed=disputed)
        if sum_:
            disputed = tuple(other for part in sum_.parts for other in self._disputing(part))
            return replace(observation, figure=sum_, disputed=disputed)
        return replace(observation, gap=self._gap(metric, span, service))

    def series(self, metric: str, years: AskedYears, service: str = "") -> list[Observation]:
        """Return the observations of the years, in their order; they are as in `asked_periods`."""
        metric, service = series_named(self.catalogue, metric, service)
        starts = self.catalogue.metrics[metric].year_starts
        return [self.observe(metric, year, service) for year in asked_periods(years, year_starts=starts)]

    def on(self, day: date | str) -> "Vintage":
        """Return what was known on another day; what the authors of sources knew is worked out once for both."""
        other = replace(self, as_of=_day(day))
        vars(other)["_written"] = self._written
        return other

    def as_written(self, source: str) -> "Vintage":
        """Return what the author of a source knew: its own figures first, else those known on its day."""
        if source not in self._written:
            day = self.published.sources[source].counts_from
            self._written[source] = Vintage(self.published, day, document=source)
        return self._written[source]

    @cached_property
    def _written(self) -> "dict[str, Vintage]":
        """What the authors of sources knew, as far as it was asked for."""
        return {}

    def _in_force(self, metric: str, service: str) -> "_Series":
        """Return the figures in force of a series."""
        key = metric, service
        if key not in self._series:
            self._series[key] = _Series(self, metric, service)
        return self._series[key]

    @cached_property
    def _series(self) -> "dict[tuple[str, str], _Series]":
        """The series read so far."""
        return {}

    def place_in_force(self, metric: str, service: str, period: Period) -> Place | None:
        """Return the place in the register of the figure in force for a period, or None if there is none."""
        spans = self.published.register.series(metric, service).spans
        return next(self.in_force_of([spans[period]])) if period in spans else None

    def in_force_of(self, spans: Collection[tuple[Place, Place]]) -> Iterator[Place | None]:
        """Yield for the figures of each of some periods the place of the one in force, or None if there is none.

        A figure of a table that a later state of this table no longer has is not in force.
        """
        register = self.published.register
        document = register.sources.get(self.document)
        for start, stop, place in register.in_force(spans, self.as_of):
            own = np.flatnonzero(register.source_codes[start:stop] == document).tolist() if self.document else []
            if own:
                yield register.in_force_among([start + position for position in own])
            else:
                yield None if place is None or self._is_gone(place) else place

    def _is_gone(self, place: Place) -> bool:
        """Return whether a later state of the table that a figure is from has a sign, or nothing, in its place."""
        register = self.published.register
        signs = self._signs(*(register.texts[name][place] for name in SERIES)) if self.published.signs else ()
        table = self.published.sources[register.texts["source"][place]].table if signs else ""
        day = register.columns["published_date"].item(place).date()
        return bool(table) and any(sign.table == table and sign.published > day for sign in signs)

    def _signs(self, metric: str, service: str, period: str) -> list[Sign]:
        """Return the signs that are known to stand in the place of a figure, in the order of publication."""
        signs = self.published.signs.get((metric, service, period), ())
        return [sign for sign in signs if sign.published <= self.as_of]

    def _revised(self, figure: Figure) -> Figure | None:
        """Return the figure that was in force before the last revision that led to a figure, if any."""
        register = self.published.register
        role, before = register.texts["role"], register.columns["before"]
        chain = list(register.replaced(register.place_of(figure.row)))
        revising = next((place for place in chain if role[place] == "revises"), None)
        if revising is not None:
            return self.figure(before[revising])
        return next((sum_ for row in register.rows[chain].tolist() if (sum_ := self.revised_sum(row))), None)

    def _disputing(self, figure: Figure) -> tuple[Figure, ...]:
        """Return the figures of the same time that do not agree with a figure in force."""
        places = self.places(figure.metric, figure.service, figure.period)
        return tuple(map(self.figure, self.published.register.disputing(figure.row, *places)))

    @cached_property
    def revised_sums(self) -> list[int]:
        """The row of each first figure of a period whose parts added up to another figure the day before."""
        register = self.published.register
        is_known = register.days <= np.datetime64(self.as_of, "s")
        return [int(register.rows[place]) for place in places_with_earlier_sums(self.catalogue, register, is_known)]

    def revised_sum(self, row: int) -> Figure | None:
        """Return the sum of the parts of a period the day before its first figure, in a row, if the two disagree."""
        register = self.published.register
        place = register.place_of(row)
        parts = [register.figure(part) for part in earlier_parts(self.catalogue, register, place)]
        return summed(parts, register.period(place)) if parts else None

    def _gap(self, metric: str, period: Period, service: str) -> Reason:
        """Return why there is no figure: it did not exist, was not reported yet, or was not published."""
        entry = self.catalogue.metrics[metric]
        for start in entry.starts(service):
            if period.last < start.first:
                return Reason("before_launch", {"period": period, "start": start})
        end = entry.end(service)
        if end and end.last < period.first:
            return Reason("ended", {"period": period, "end": end})
        for part in (entry, entry.part(service)):
            if part.first_reported and period.last < part.first_reported.first:
                return Reason("not_reported_yet", {"period": period, "first": part.first_reported})
        if period.form == "year" and period != (own := entry.year_ending_in(period.year)):
            return Reason("other_year", {"period": period, "name": entry.name, "own": own, "start": own.first})
        pictures = [picture.source for picture in entry.pictures if picture.period.overlaps(period)]
        shown = [name for name in pictures if name in self.known_sources]
        within, known = self.published.register.series(metric, service).within(period), self._in_force(metric, service)
        if entry.adds_up and (parts := [part for part, _ in within if part in known.places]):
            return Reason("part_published", {"period": period, "spans": joined(parts)})
        if signs := self._signs(metric, service, str(period)):
            return Reason(STATED_GAPS[signs[-1].reason], {"period": period})
        return Reason("only_as_picture" if shown else "not_published", {"period": period})

    @cached_property
    def known_sources(self) -> list[str]:
        """The identifiers of the sources that were published by the date, in the order of sources.csv."""
        return [name for name, source in self.published.sources.items() if source.counts_from <= self.as_of]


def vintage_on(published: Published, *, as_of: date | str | None = None) -> Vintage:
    """Return what was known on `as_of`, by default all that is published.

    Raises ValueError if the text is no date, nothing was published by that day, or it is after the day of reading.
    """
    first = published.rows["published_date"].min().date()
    last = max(source.counts_from for source in published.sources.values())
    day = last if as_of is None else _day(as_of)
    if day > max(published.today, last):
        raise ValueError(f"nothing can be known yet on {day}: today is {published.today}")
    if day < first:
        raise ValueError(f"nothing was published by {day}; the first figure was published on {first}")
    return Vintage(published, day)


@dataclass(frozen=True)
class _Series:
    """The figures in force of one series on a date."""

    vintage: Vintage
    metric: str
    service: str

    def figure(self, period: Period) -> Figure | None:
        """Return the figure of a period, if it has one."""
        place = self.vintage.place_in_force(self.metric, self.service, period)
        return None if place is None else self.vintage.published.register.figure(place)

    @cached_property
    def places(self) -> Mapping[Period, Place]:
        """The places of the figures in the register, in the order of their periods."""
        spans = self.vintage.published.register.series(self.metric, self.service).spans
        found = zip(spans, self.vintage.in_force_of(spans.values()), strict=True)
        return {period: place for period, place in found if place is not None}

    @cached_property
    def figures(self) -> Mapping[Period, Figure]:
        """The figures, in the order of their periods."""
        return {period: self.vintage.published.register.figure(place) for period, place in self.places.items()}

    @cached_property
    def tiles(self) -> Tiles:
        """The periods of the figures."""
        return Tiles(self.places)


def _day(asked: date | str) -> date:
    """Return the day that was asked for, of a moment the day that it is in."""
    if isinstance(asked, datetime):
        return asked.date()
    if isinstance(asked, date):
        return asked
    try:
        return date.fromisoformat(asked)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{asked!r} is not a day such as 2022-05-31") from error


def _part_of(period: Period, starts: Iterable[Period], end: Period | None) -> Reason | None:
    """Return the reason why a period is only partly covered, if the measurement began or ended within it."""
    begun = [start for start in starts if period.first < start.first <= period.last]
    if begun:
        return Reason("part_of_period", {"period": period, "start": max(begun)})
    has_ended = end and period.first <= end.last < period.last
    return Reason("ended_in_period", {"period": period, "end": end}) if has_ended else None
