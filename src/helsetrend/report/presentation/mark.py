"""What a drawing over time consists of: a mark for each year, the months beside them, the series that they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from helsetrend.analysis import Observation
from helsetrend.values import Interval, Period

MOST_COLUMNS = 5
"""The most years that are drawn as columns; more are a line."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One year of a series: what was observed in it, the value or why there is none in words, and notes.

    `extent` is the part of the year that a figure covers; `breaks` and `events` are places in the year, from 0 to 1,
    at which the series breaks or something began or ended. `converted` is what another way of counting would have
    given. `is_accent` highlights the year that the text is about.
    """

    year: int
    observation: Observation
    label: str
    value_text: str
    notes: tuple[str, ...] = ()
    extent: tuple[float, float] = (0.0, 1.0)
    breaks: tuple[float, ...] = ()
    events: tuple[float, ...] = ()
    is_accent: bool = False
    converted: Interval | None = None

    @property
    def is_hole(self) -> bool:
        """Whether there is nothing to draw."""
        return self.observation.figure is None and self.converted is None

    @property
    def colour(self) -> str:
        """The name of the colour of the mark."""
        return "accent" if self.is_accent else "other"

    @property
    def end(self) -> float:
        """The largest number that is drawn."""
        observed = self.observation
        figures = [figure for figure in (observed.figure, observed.revised, *observed.disputed) if figure]
        drawn = [figure.interval for figure in figures] + ([self.converted] if self.converted else [])
        return float(max((interval.high for interval in drawn), default=0))

    @property
    def middle(self) -> float:
        """The place of the mark on the axis of time, in years."""
        return self.year + sum(self.extent) / 2

    @property
    def is_outlined(self) -> bool:
        """Whether the figure is second-hand or provisional, which is drawn hollow."""
        figure = self.observation.figure
        return figure is not None and (figure.is_second_hand or "provisional" in figure.statuses)

    @property
    def dash(self) -> str:
        """The line around a hollow mark: dashed if the figure is provisional."""
        figure = self.observation.figure
        return "--" if figure and "provisional" in figure.statuses else "-"


@dataclass(frozen=True)
class Beat:
    """A month, or another part of a year: its place on the axis of time in years, from and to, and its bounds."""

    period: Period
    first: float
    last: float
    interval: Interval


@dataclass(frozen=True)
class Series:
    """The years of one series, from its first figure on; `name` is written above it if there are several.

    `notes` are about years before the first figure; `beats` are the months or quarters that are known.
    """

    marks: Sequence[Mark]
    name: str = ""
    notes: tuple[str, ...] = ()
    beats: Sequence[Beat] = ()

    @property
    def is_line(self) -> bool:
        """Whether the years are drawn as a line."""
        return len(self.marks) > MOST_COLUMNS

    @property
    def is_of_beats(self) -> bool:
        """Whether no year has a figure, and only months are drawn."""
        return bool(self.beats) and all(mark.is_hole for mark in self.marks)

    @property
    def has_strip(self) -> bool:
        """Whether the months are drawn as a strip below the years."""
        return bool(self.beats) and not self.is_of_beats

    @property
    def most_beat(self) -> float:
        """The largest number of the months."""
        return max(float(beat.interval.high) for beat in self.beats)
