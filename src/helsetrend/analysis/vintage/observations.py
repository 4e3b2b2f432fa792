"""What was known on a date: the figure in force for each period of each metric.

A period without a figure is an observation too, with the reason why there is no figure, so that a report can show the
gap and never hide it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from helsetrend.published import (
    MISSING,
    SERIES,
    Catalogue,
    Figure,
    Published,
    agree,
    disputed,
    history,
    in_force,
    replaced,
    series_named,
    summed,
)
from helsetrend.values import AskedPeriod, AskedYears, Interval, Period, asked_period, asked_periods, hull, total

OUTSIDE = ("before_launch", "ended")
"""The reasons why a figure cannot exist."""

STATED_GAPS = {
    "suppressed": "stated_suppressed",
    "not_available": "stated_not_available",
    "not_applicable": "stated_not_applicable",
    "not_collected": "stated_not_collected",
    "withdrawn": "stated_withdrawn",
}
"""The reason why there is no figure, by what the source says in its place (`MISSING`), or that it is gone from it."""


@dataclass(frozen=True, repr=False)
class Reason:
    """Why there is no figure, or no comparison: a code, whose text is in the language files, and the facts for it."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the code and the facts, without those that are texts by language or spans."""
        facts = {name: fact for name, fact in self.facts.items() if isinstance(fact, str | int | date | Period)}
        return f"{self.code} ({', '.join(f'{name} {fact}' for name, fact in facts.items())})"


@dataclass(frozen=True, kw_only=True, repr=False)
class Observation:
    """One period of a metric: the figure in force, or `gap`, the reason why there is none.

    `part` is the reason why the period is only partly covered, if it is; `revised` is the figure in force before the
    last revision, if there was one. `disputed` are figures of the same time that do not agree with the one in force,
    or with a part of it.
    """

    metric: str
    service: str
    period: Period
    figure: Figure | None = None
    revised: Figure | None = None
    disputed: tuple[Figure, ...] = ()
    gap: Reason | None = None
    part: Reason | None = None

    def __repr__(self) -> str:
        return f"{self.series} {self.period}: {self.said}"

    @property
    def series(self) -> str:
        """The metric, and after a colon the service if there is one."""
        return f"{self.metric}:{self.service}" if self.service else self.metric

    @property
    def said(self) -> str:
        """The figure as printed, or its number, or the code of the reason why there is none."""
        if self.figure:
            return self.figure.said
        return self.gap.code if self.gap else "no figure"

    @property
    def is_outside(self) -> bool:
        """Whether there can be no figure, as the period is before the start or after the end."""
        return self.gap is not None and self.gap.code in OUTSIDE

    @property
    def statuses(self) -> tuple[str, ...]:
        """What the publisher says of the figure, or of its absence, as in `STATUSES`."""
        if self.figure:
            return self.figure.statuses
        stated = self.gap.code.removeprefix("stated_") if self.gap else ""
        return (stated,) if stated in MISSING else ()

    @property
    def interval(self) -> Interval | None:
        """What the figure can mean, spanning those that dispute it; None if there is no figure."""
        if self.figure is None:
            return None
        by_period: dict[Period, list[Interval]] = {}
        for figure in (*(self.figure.parts or (self.figure,)), *self.disputed):
            by_period.setdefault(figure.period, []).append(figure.interval)
        return total(map(hull, by_period.values())) if self.disputed else self.figure.interval


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
        count = f"{len(self.table)} figures in force for {first} to {last}, from {len(self.known_sources)} sources"
        return f"Known on {self.as_of} of {self.catalogue.title}: {count}"

    @property
    def catalogue(self) -> Catalogue:
        """The description of each metric."""
        return self.published.catalogue

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every figure known on the date, with the columns of `vintages.history`."""
        everything = self.published.history
        known = everything["published_date"] <= pd.Timestamp(self.as_of)
        return everything if known.all() else everything[known]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures in force, one row per series and period, with the columns of `vintages.in_force`.

        A figure of a table that a later state of this table no longer has is not in force.
        """
        table = in_force(self.history)
        if gone := self._gone(table):
            table = table.drop(index=gone)
        if not self.document:
            return table
        figures = self.published.figures
        own = in_force(history(figures[figures["source"] == self.document]))
        return pd.concat([own, table]).drop_duplicates(SERIES)

    def _gone(self, table: pd.DataFrame) -> list[int]:
        """Return the rows of figures in whose place a later state of their table has a sign, or nothing."""
        sources = self.published.sources
        later = {
            (*series, sources[source].table): day
            for *series, source, day in self._known_gaps[[*SERIES, "source", "published_date"]].itertuples(index=False)
            if sources[source].table
        }
        rows = table[[*SERIES, "source", "published_date"]].itertuples() if later else ()
        return [
            row
            for row, *series, source, day in rows
            if (gap := (*series, sources[source].table)) in later and later[gap] > day
        ]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year with a figure in force."""
        years = [Period.parse(period).year for period in self.table["period"].unique()]
        return min(years), max(years)

    def figure(self, row: int) -> Figure:
        """Return the figure in the given row of figures.csv."""
        figures = self.published.figures
        place = figures.index.get_loc(row)
        return Figure.of_row(row, {name: figures[name].array[place] for name in figures.columns})

    def vintages(self, metric: str, service: str, period: Period) -> list[int]:
        """Return the rows of `history` with the figures of one period of a series, in the order of publication."""
        return [int(self.history.index[place]) for place in self._vintages.get((metric, service, str(period)), ())]

    @cached_property
    def _vintages(self) -> dict[tuple[str, str, str], Any]:
        """The positions in `history` of the figures of each period of each series."""
        return dict(self.history.groupby(SERIES, sort=False).indices)

    def figures(self, metric: str, service: str = "") -> list[Figure]:
        """Return the figures in force of a metric, by period."""
        metric, service = series_named(self.catalogue, metric, service)
        return list(self._in_force(metric, service).figures.values())

    def years(self, metric: str, service: str = "") -> list[int]:
        """Return the years whose period that the metric is measured in has a figure in force, printed or summed."""
        years = sorted({figure.period.year for figure in self.figures(metric, service)})
        return [year for year in years if self.observe(metric, year, service).figure]

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
        observation = Observation(
            metric=metric, service=service, period=span, part=_part_of(span, entry.starts(service), entry.end(service))
        )
        series = self._in_force(metric, service)
        figure = series.figures.get(span)
        is_settled = figure and (figure.source == self.document or not figure.is_second_hand)
        tiles = series.tiles.tiling(span) if entry.adds_up and not is_settled else []
        sum_ = summed([series.figures[tile] for tile in tiles], span) if tiles else None
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

    def as_written(self, source: str, names: Iterable[str]) -> "Vintage":
        """Return what the author of a source knew of some metrics: its own figures first, else those known that day."""
        key = source, frozenset(names)
        if key not in self._written:
            day = self.published.sources[source].counts_from
            self._written[key] = Vintage(self.published.about(key[1]), day, document=source)
        return self._written[key]

    @cached_property
    def _written(self) -> "dict[tuple[str, frozenset[str]], Vintage]":
        """What the authors of sources knew, as far as it was asked for."""
        return {}

    def _in_force(self, metric: str, service: str) -> "_Series":
        """Return the figures in force of a series, read from the table the first time."""
        key = metric, service
        if key not in self._series:
            rows = self._rows.get(key, [])
            figures = sorted(Figure.of_table(self.table.iloc[rows]), key=lambda figure: figure.period)
            self._series[key] = _Series({figure.period: figure for figure in figures})
        return self._series[key]

    @cached_property
    def _series(self) -> "dict[tuple[str, str], _Series]":
        """The series read so far."""
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Any]:
        """The positions in `table` of the figures of each series."""
        return dict(self.table.groupby(["metric", "service"], sort=False).indices)

    def _revised(self, figure: Figure) -> Figure | None:
        """Return the figure that was in force before the last revision that led to a figure, if any."""
        chain = list(replaced(self.history, figure.row))
        revising = next((row for row in chain if self.history.at[row, "role"] == "revises"), None)
        if revising:
            return self.figure(int(self.history.at[revising, "before"]))
        return next((self.revised_sums[row] for row in chain if row in self.revised_sums), None)

    def _disputing(self, figure: Figure) -> tuple[Figure, ...]:
        """Return the figures of the same time that do not agree with a figure in force."""
        return tuple(map(self.figure, self._disputed.get(figure.row, ())))

    @cached_property
    def _disputed(self) -> dict[int, list[int]]:
        return disputed(self.history)

    @cached_property
    def revised_sums(self) -> Mapping[int, Figure]:
        """By its row, each first figure of a period whose parts added up to another figure the day before."""
        return dict(_revised_sums(self))

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
        if entry.adds_up and (
            parts := [part for part in self._in_force(metric, service).figures if part.within(period)]
        ):
            return Reason("part_published", {"period": period, "spans": joined(parts)})
        if stated := self._stated_gaps.get((metric, service, str(period))):
            return Reason(STATED_GAPS[stated], {"period": period})
        return Reason("only_as_picture" if shown else "not_published", {"period": period})

    @cached_property
    def _stated_gaps(self) -> dict[tuple[str, str, str], str]:
        """The reason that a source gives in the place of the figure of a period, the last one by the date."""
        known = self._known_gaps
        series = zip(known["metric"], known["service"], known["period"], strict=True)
        return dict(zip(series, known["reason"], strict=True))

    @cached_property
    def _known_gaps(self) -> pd.DataFrame:
        """The stated gaps known on the date, in the order of their publication."""
        gaps = self.published.gaps
        return gaps[gaps["published_date"] <= pd.Timestamp(self.as_of)].sort_values("published_date", kind="stable")

    @cached_property
    def known_sources(self) -> list[str]:
        """The identifiers of the sources that were published by the date, in the order of sources.csv."""
        return [name for name, source in self.published.sources.items() if source.counts_from <= self.as_of]


def vintage_on(published: Published, *, as_of: date | str | None = None) -> Vintage:
    """Return what was known on `as_of`, by default all that is published.

    Raises ValueError if the text is no date, nothing was published by that day, or it is after the day of reading.
    """
    first = published.figures["published_date"].min().date()
    last = max(source.counts_from for source in published.sources.values())
    day = last if as_of is None else _day(as_of)
    if day > max(published.today, last):
        raise ValueError(f"nothing can be known yet on {day}: today is {published.today}")
    if day < first:
        raise ValueError(f"nothing was published by {day}; the first figure was published on {first}")
    return Vintage(published, day)


class Tiles:
    """Periods by their first day, from which longer spans are put together."""

    def __init__(self, periods: Iterable[Period]) -> None:
        self._by_start: dict[date, list[Period]] = {}
        for period in sorted(periods):
            self._by_start.setdefault(period.first, []).append(period)

    def tiling(self, span: Period, *, finest: bool = False) -> list[Period]:
        """Return periods that together are exactly the span, without the span itself; none if they leave a gap.

        At each step the longest period that leads to the end is taken, with `finest` the shortest.
        """
        path: list[Period] = []
        candidates = [self._from(span.first, span, finest=finest)]
        dead_ends: set[date] = set()
        while candidates:
            period = next(candidates[-1], None)
            if period is None:
                candidates.pop()
                if path:
                    dead_ends.add(path.pop().last)
            elif period.last not in dead_ends:
                path.append(period)
                if period.last == span.last:
                    return path
                candidates.append(self._from(period.last + timedelta(days=1), span, finest=finest))
        return []

    def _from(self, day: date, span: Period, *, finest: bool) -> Iterator[Period]:
        """Return the periods within a span that begin on a day, in the order in which they are tried."""
        periods = self._by_start.get(day, ())
        ordered = periods if finest else reversed(periods)
        return (period for period in ordered if period.last <= span.last and period != span)


@dataclass(frozen=True)
class _Series:
    """The figures of one series, in the order of their periods."""

    figures: Mapping[Period, Figure]

    @cached_property
    def tiles(self) -> Tiles:
        """The periods of the figures."""
        return Tiles(self.figures)


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the spans that periods cover together: January, February and April are two."""
    spans: list[Period] = []
    for period in sorted(periods):
        if spans and period.first <= spans[-1].last + timedelta(days=1):
            spans[-1] = Period(spans[-1].first, max(spans[-1].last, period.last))
        else:
            spans.append(period)
    return tuple(spans)


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


class _Step(NamedTuple):
    """What a figure did to a series, as in `vintages.history`."""

    row: int
    metric: str
    service: str
    period: str
    role: str
    in_force: int
    published_date: datetime
    precedence: int


def _revised_sums(vintage: Vintage) -> Iterator[tuple[int, Figure]]:
    """Yield the row of each first-hand figure that was the first of its period, and the sum it does not agree with."""
    history = vintage.history
    steps = map(_Step._make, zip(history.index, *(history[name] for name in _Step._fields[1:]), strict=True))
    for (metric, _), group in groupby(steps, key=attrgetter("metric", "service")):
        series = (
            [(Period.parse(step.period), step) for step in group] if vintage.catalogue.metrics[metric].adds_up else []
        )
        by_day = sorted(series, key=lambda one: (one[1].published_date, one[1].row))
        for span, first in series if len({step.period for _, step in series}) > 2 else ():
            if first.role not in ("first", "takes_over"):
                continue
            known = {
                period: step.in_force
                for period, step in by_day
                if step.published_date < first.published_date and period.within(span) and period != span
            }
            parts = [vintage.figure(known[tile]) for tile in Tiles(known).tiling(span)]
            if parts and all(part.precedence == first.precedence for part in parts):
                before = summed(parts, span)
                if not agree(before, vintage.figure(first.row)):
                    yield first.row, before
