"""Where each figure stands in the history, by series and period, so that a figure becomes an object when asked for.

A history of two million figures is a few columns; of most of its figures nothing is asked but a number or a date.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.published.conflicting import disputed
from helsetrend.published.figures import Figure, exact, figure_columns
from helsetrend.published.vintages import DECISIVE, steps_of
from helsetrend.values import BY_DAYS, Period

Place = int
"""The position of a figure in the history, whose index has its row."""

SURELY = 1 - 2.0**-40
"""Numbers in floating point that differ by less than this part of them are left to be compared exactly."""


class Register:
    """The figures of a `vintages.history`, in which those of a period of a series stand together by date."""

    def __init__(self, history: pd.DataFrame) -> None:
        self.history = history
        self.rows = history.index.to_numpy()
        texts = history.select_dtypes(["category", "str"]).astype("category")
        self.texts = {name: Texts(texts[name].array) for name in texts}
        self.columns = {name: history[name].to_numpy() for name in history if name not in self.texts}
        self.days = self.columns["published_date"]
        self._moments = self.days.view(np.int64)  # single ones of which are compared in a fraction of the time
        self._names = figure_columns(history)
        self._figures: dict[Place, Figure] = {}
        self._series: dict[tuple[str, str], Series] = {}

    def figure(self, place: Place) -> Figure:
        """Return the figure at a place."""
        if place not in self._figures:
            cells = {
                name: self.texts[name][place] if name in self.texts else self.columns[name].item(place)
                for name in self._names
            }
            self._figures[place] = Figure.of_row(self.rows[place], cells)
        return self._figures[place]

    def place_of(self, row: int) -> Place:
        """Return the place of the figure in a row. Raises KeyError where there is none."""
        return int(self.history.index.get_loc(row))

    def period(self, place: Place) -> Period:
        """Return the period of the figure at a place."""
        return self._periods_of_texts[int(self.texts["period"].codes[place])]

    def series(self, metric: str, service: str) -> "Series":
        """Return the figures of a series."""
        key = metric, service
        if key not in self._series:
            start, stop = self._spans.get(key, (0, 0))
            spans = _runs(self.texts["period"].codes[start:stop])
            periods = {self.period(start + first): (start + first, start + end) for first, end in spans}
            self._series[key] = Series(dict(sorted(periods.items(), key=lambda pair: BY_DAYS(pair[0]))))
        return self._series[key]

    @cached_property
    def _spans(self) -> dict[tuple[str, str], tuple[Place, Place]]:
        """The first place of each series, and the one after its last."""
        metric, service = self.texts["metric"], self.texts["service"]
        return {(metric[span[0]], service[span[0]]): span for span in _runs(metric.codes, service.codes)}

    @cached_property
    def keys(self) -> list[tuple[str, str]]:
        """Metric and service of each series, by its number."""
        return list(self._spans)

    @cached_property
    def series_codes(self) -> "np.ndarray[Any, Any]":
        """The number of the series of each figure."""
        lengths = [stop - start for start, stop in self._spans.values()]
        return np.repeat(np.arange(len(lengths)), lengths)

    @cached_property
    def periods(self) -> list[Period]:
        """Each period, by its number."""
        return list(self._periods[1])

    @cached_property
    def period_codes(self) -> "np.ndarray[Any, Any]":
        """The number of the period of each figure."""
        codes: np.ndarray[Any, Any] = self._periods[0]
        return codes

    @cached_property
    def _periods_of_texts(self) -> list[Period]:
        """The period of each distinct text."""
        return [Period.parse(text) for text in self.texts["period"].texts]

    @cached_property
    def _periods(self) -> "tuple[np.ndarray[Any, Any], dict[Period, int]]":
        codes, places = pd.factorize(self.texts["period"].codes)
        numbers: dict[Period, int] = {}
        of_texts = [numbers.setdefault(self._periods_of_texts[place], len(numbers)) for place in places.tolist()]
        return np.array(of_texts, dtype=np.intp)[codes], numbers

    @cached_property
    def sources(self) -> dict[str, int]:
        """The number of each source."""
        return {name: number for number, name in enumerate(self.texts["source"].texts)}

    @property
    def source_codes(self) -> "np.ndarray[Any, Any]":
        """The number of the source of each figure."""
        return self.texts["source"].codes

    def in_force(
        self, spans: Collection[tuple[Place, Place]], day: date
    ) -> Iterator[tuple[Place, Place, Place | None]]:
        """Yield for each period the part of its places published by a day, and the place of the figure then in force.

        It is None where nothing was published.
        """
        starts, stops = np.array(list(spans), dtype=np.intp).reshape(-1, 2).T
        first = starts.min(initial=len(self.days))
        is_known = self.days[first : stops.max(initial=first)] <= np.datetime64(day, "s")
        counts = np.concatenate([[0], np.cumsum(is_known)])
        stops = starts + counts[stops - first] - counts[starts - first]
        places = self.history.index.get_indexer(self.columns["in_force"][stops - 1])
        found = zip(starts.tolist(), stops.tolist(), places.tolist(), strict=True)
        return ((start, stop, place if stop > start else None) for start, stop, place in found)

    def last_before(self, span: tuple[Place, Place], place: Place) -> int:
        """Return the row in force for a period before the day of the figure at a place; 0 if there was none."""
        stop = bisect_left(self._moments, self._moments[place], *span)
        return int(self.columns["in_force"][stop - 1]) if stop > span[0] else 0

    def agrees(self, place: Place, parts: Sequence[Place]) -> bool:
        """Return whether the figure at a place agrees with the sum of others, as `agree` has it, without making it."""
        lows, highs = (self.columns[name][parts].tolist() for name in ("low", "high"))
        literal_low, literal_high = (self.columns[name].item(place) for name in ("literal_low", "literal_high"))
        low, high = sum(lows), sum(highs)
        if not (_are_apart(literal_low, high) and _are_apart(low, literal_high)):
            low, high = (float(sum(map(exact, bounds), Fraction(0))) for bounds in (lows, highs))
        return bool(literal_low <= high and low <= literal_high)

    def in_force_among(self, places: Sequence[Place]) -> Place:
        """Return the place of the figure in force by some figures of one period alone, in the order of publication."""
        if len(places) == 1:
            return places[0]
        columns = self.columns | {"publisher": self.texts["publisher"].codes}
        steps = steps_of({name: columns[name][places] for name in DECISIVE}, np.zeros(1, int))
        return places[int(steps.in_force[-1])]

    def disputing(self, row: int, start: Place, stop: Place) -> list[int]:
        """Return the rows of the figures of a period, from `start` to `stop`, that dispute the one in a row."""
        places = [place for place in range(start, stop) if self.texts["role"][place] == "conflicts"]
        before, of_producer = self.columns["before"], self.columns["of_producer"]
        return disputed((int(self.rows[place]), int(before[place]), int(of_producer[place])) for place in places).get(
            row, []
        )

    def replaced(self, place: Place) -> Iterator[Place]:
        """Yield a place, then that of the figure of the same producer that it replaced, and so on to the first."""
        while True:
            yield place
            before = self.columns["before"][place]
            if not before or self.texts["role"][place] in ("takes_over", "differs"):
                return
            place = self.place_of(before)


class Texts:
    """A column of texts that repeat, as the numbers of these."""

    def __init__(self, column: pd.Categorical) -> None:
        self.codes: np.ndarray[Any, Any] = column.codes
        self.texts: list[str] = column.categories.tolist()

    def __getitem__(self, place: Place) -> str:
        """Return the text at a place."""
        return self.texts[int(self.codes[place])]


class Series:
    """The places of the figures of one series by period, in the order of the periods."""

    def __init__(self, spans: Mapping[Period, tuple[Place, Place]]) -> None:
        self.spans = spans
        self._periods = list(spans.items())
        self._firsts = [period.first for period in spans]

    def within(self, span: Period) -> Iterator[tuple[Period, tuple[Place, Place]]]:
        """Yield the periods within a span, without the span itself, and their places."""
        for number in range(bisect_left(self._firsts, span.first), bisect_right(self._firsts, span.last)):
            period, places = self._periods[number]
            if period.last <= span.last and period != span:
                yield period, places


def _are_apart(one: float, other: float) -> bool:
    """Return whether two sums of numbers in floating point, none of them below zero, are surely not equal."""
    return one < SURELY * other or other < SURELY * one


def _runs(*columns: "np.ndarray[Any, Any]") -> Iterator[tuple[Place, Place]]:
    """Yield the first place of rows alike in all columns, and the one after their last."""
    changes = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    starts = [0, *(np.flatnonzero(changes) + 1).tolist()][: len(columns[0])]
    yield from zip(starts, [*starts[1:], len(columns[0])][: len(starts)], strict=True)
