"""Where the texts of a drawing over time stand: their lines, and which of them have room; nothing is drawn here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from textwrap import wrap
from typing import Self

from helsetrend.report.presentation.drawing import BOLD, LETTER, SMALL, TEXT
from helsetrend.report.presentation.mark import Mark, Series

LINE, NAME, MONTHS = 16, 26, 72
"""Heights in pixels: of a line of small text, of a name above a drawing, of the line of months."""

ROOM_FOR_NOTES = 104
"""The least room of a year, in pixels, in which notes on it stand below it; else they are listed at the foot."""
ROOM_FOR_VALUES = 46
"""The least room of a year, in pixels, for which each value is written; else some are."""

_COUNTED, _IN_BRACKETS = re.compile(r"(?<![\d.,])(\d{1,2}\.?) (?=[^\W\d]{3})"), re.compile(r"\([^()]*\)")
"""What stays together in a line: a day or another short number before its word, and what is in brackets."""
_HELD = "\x1f"
"""What stands for a space there."""


@dataclass(frozen=True)
class ValueText:
    """The lines of a value, how they are aligned, and where they are: in years, and in pixels above the axis.

    `is_close` is whether nothing else is between them and their mark.
    """

    lines: Sequence[str]
    end: str
    left: float
    right: float
    foot: float
    head: float
    is_close: bool

    def crosses(self, other: Self) -> bool:
        """Return whether it runs into another one."""
        is_beside = min(self.right, other.right) <= max(self.left, other.left)
        return not is_beside and max(self.foot, other.foot) < min(self.head, other.head)


@dataclass(frozen=True)
class SeriesBox:
    """The place of one series on the canvas: left edge, width, height of the number one, in pixels; its texts."""

    series: Series
    left: float
    width: float
    pixels: float

    @property
    def slot(self) -> float:
        """The width of a year."""
        return self.width / len(self.series.marks)

    def below(self, mark: Mark) -> list[str]:
        """Return the lines below the label of a year."""
        return [line for note in mark.notes for line in self._note_below(note)]

    def _note_below(self, note: str) -> list[str]:
        """Return the lines of a note below its year, or none if they have no room there."""
        room = self.slot - 10
        lines = lines_in(note, SMALL, room)
        return lines if self.slot >= ROOM_FOR_NOTES and not self.series.is_line and fit(lines, SMALL, room) else []

    def reason(self, hole: Sequence[Mark]) -> list[str]:
        """Return the lines above the empty place of years without a figure, or none if they have no room there."""
        room = self.slot * len(hole) - 2
        lines = lines_in(hole[0].value_text, SMALL, room)
        return lines if fit(lines, SMALL, room) else []

    @cached_property
    def holes(self) -> list[list[Mark]]:
        """Neighbouring years without a figure for one reason; none if only months are drawn."""
        marks = [] if self.series.is_of_beats else self.series.marks
        runs = groupby(marks, key=lambda mark: (mark.is_hole, mark.is_hole and mark.value_text))
        return [[*run] for (is_hole, _), run in runs if is_hole]

    @cached_property
    def foot(self) -> list[str]:
        """The lines at the foot: notes on years before the first figure, and those that have no room in the drawing."""
        notes = [*self.series.notes]
        for hole in self.holes:
            if not self.reason(hole):
                labels = "\u2013".join(dict.fromkeys(mark.label for mark in (hole[0], hole[-1])))
                notes.append(f"{labels}: {hole[0].value_text}")
        notes += [
            note if mark.label in note else f"{mark.label}: {note}"
            for mark in self.series.marks
            for note in mark.notes
            if not self._note_below(note)
        ]
        return [line for note in notes for line in lines_in(note, SMALL, self.width)]

    def value(self, mark: Mark) -> list[str]:
        """Return the lines above a mark."""
        return lines_in(mark.value_text, TEXT, self.slot - 4)

    @cached_property
    def names(self) -> list[str]:
        """The lines of the name of the series."""
        return lines_in(self.series.name, BOLD * TEXT, self.width)

    @cached_property
    def values(self) -> dict[int, ValueText]:
        """The values that are written, by year.

        These are all, or if there is little room the last, the first, the highest and the lowest, as far as they do not
        run into one another and the last two stand right above their marks.
        """
        drawn = [mark for mark in self.series.marks if not mark.is_hole]
        values = {mark.year: self._value(mark) for mark in drawn}
        if self.slot < ROOM_FOR_VALUES or any(value.crosses(other) for value, other in pairwise(values.values())):
            by_size = sorted(drawn, key=lambda mark: mark.end)
            extremes = [mark for mark in (*by_size[-1:], *by_size[:1]) if values[mark.year].is_close]
            drawn = [*drawn[-1:], *drawn[:1], *extremes]
        chosen: dict[int, ValueText] = {}
        for mark in drawn:
            if not any(values[mark.year].crosses(other) for other in chosen.values()):
                chosen[mark.year] = values[mark.year]
        return chosen

    def _value(self, mark: Mark) -> ValueText:
        """Return a value above its mark, and above others below the text; at the ends it stays within the axis."""
        marks, lines = self.series.marks, self.value(mark)
        width = max(map(len, lines)) * LETTER * TEXT * (BOLD if mark.is_accent else 1) / self.slot
        ends = {marks[0].year: "left", marks[-1].year: "right"} if width > 1 else {}
        end = ends.get(mark.year, "center")
        left = {"left": mark.year, "center": mark.middle - width / 2, "right": mark.year + 1 - width}[end]
        highest = max(other.end for other in marks if other is mark or left <= other.middle <= left + width)
        foot = highest * self.pixels + 6
        head = foot + (TEXT + 3) * len(lines)
        return ValueText(lines, end, left, left + width, foot, head, is_close=highest == mark.end)

    @cached_property
    def labels(self) -> dict[int, list[str]]:
        """The lines below the axis by year: all labels, or as many as have room."""
        longest = max(len(line) for mark in self.series.marks for line in mark.label.split(" "))
        step = max(1, -(-int(longest * LETTER * SMALL + 8) // int(self.slot)))
        marks = self.series.marks[::-1][::step]
        return {mark.year: lines_in(mark.label, SMALL, max(self.slot - 4, longest * LETTER * SMALL)) for mark in marks}

    @cached_property
    def under(self) -> float:
        """The height of the texts between the axis and the foot."""
        return 10 + LINE * max(
            len(self.labels.get(mark.year, "")) + len(self.below(mark)) for mark in self.series.marks
        )

    @property
    def strip(self) -> float:
        """The height of the line of months with its title."""
        return MONTHS + 2 * LINE + 14 if self.series.has_strip else 0

    @property
    def height(self) -> float:
        """The height of all that is below the axis."""
        foot = 6 + LINE * len(self.foot) if self.foot else 0
        return self.under + self.strip + foot + 4

    @property
    def head(self) -> float:
        """The height above the highest column: the name of the series, and the lines of the values."""
        values = max(len(self.value(mark)) for mark in self.series.marks)
        names = len(self.names)
        return (NAME + (TEXT + 3) * (names - 1) if names else 0) + 8 + (TEXT + 3) * values


def lines_in(text: str, size: float, width: float) -> list[str]:
    """Return the lines of a text; a number stays with the word after it, and what is in brackets together."""
    letters = max(6, int(width / (LETTER * size)))
    held = _COUNTED.sub(rf"\1{_HELD}", text)
    held = _IN_BRACKETS.sub(lambda part: part[0].replace(" ", _HELD) if len(part[0]) <= letters else part[0], held)
    return [line.replace(_HELD, " ") for line in wrap(held, letters, break_long_words=False)]


def fit(lines: Sequence[str], size: float, width: float) -> bool:
    """Return whether lines are not wider than a width."""
    return max(map(len, lines), default=0) * LETTER * size <= width
