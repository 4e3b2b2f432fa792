"""Many rows of cells, kept as the number of the distinct cell at each place, so that each cell is looked at once."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from helsetrend.published.readers.cells import EMPTY, Cell, NumberedRow

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Records:
    """Rows of a sheet: `rows` are their numbers in it, `lengths` their counts of cells.

    `codes` has the places in `cells` of the cells of all rows, one row after the other, that of each at `starts`. The
    first of `cells` is empty.
    """

    rows: Numbers
    lengths: Numbers
    starts: Numbers
    codes: Numbers
    cells: list[Cell]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> NumberedRow:
        """Return the row at a place."""
        start = self.starts[place]
        codes = self.codes[start : start + self.lengths[place]].tolist()
        return int(self.rows[place]), [self.cells[code] for code in codes]

    def where(self, is_wanted: Numbers) -> "Records":
        """Return the rows that are wanted; the cells stay all that there are."""
        if is_wanted.all():
            return self
        return replace(self, **{name: getattr(self, name)[is_wanted] for name in ("rows", "lengths", "starts")})

    def each(self, look: Callable[[Cell], Any], kind: Any = bool) -> Numbers:
        """Return what a function makes of each distinct cell."""
        return np.fromiter(map(look, self.cells), kind, len(self.cells))

    def count(self, is_counted: Numbers) -> Numbers:
        """Return how many of the cells of each row are among the distinct cells that are counted."""
        if not is_counted.any():
            return np.zeros(len(self), dtype=np.int32)
        counts = np.concatenate([[0], np.cumsum(is_counted[self.codes], dtype=np.int32)])
        return np.asarray(counts[self.starts + self.lengths] - counts[self.starts])

    def column(self, position: int) -> Numbers:
        """Return the place in `cells` of the cell of each row at a position; rows that end before it have the first."""
        codes = np.zeros(len(self), dtype=np.int32)
        is_there = self.lengths > position
        codes[is_there] = self.codes[self.starts[is_there] + position]
        return codes


def records_of(rows: Iterable[tuple[int, Sequence[Cell | str]]]) -> Records:
    """Return rows as records; a text stands for a cell that holds nothing else."""
    numbers, lengths, codes, places = array("q"), array("q"), array("i"), Places()
    for row, contents in rows:
        numbers.append(row)
        lengths.append(len(contents))
        codes.extend(map(places.__getitem__, contents))
    counts = np.frombuffer(lengths, np.int64)
    starts = np.cumsum(counts) - counts
    return Records(np.frombuffer(numbers, np.int64), counts, starts, np.frombuffer(codes, np.int32), places.taken())


class Places(dict[Cell | str, int]):
    """The place of each distinct cell, in the order in which they come; the first is empty."""

    def __init__(self) -> None:
        super().__init__({EMPTY: 0})

    def __missing__(self, cell: Cell | str) -> int:
        place = self[cell] = len(self)
        return place

    def taken(self) -> list[Cell]:
        """Return the distinct cells, by their places, and forget these, since millions take as much memory as cells."""
        contents = list(self)
        self.clear()
        return [Cell(content) if isinstance(content, str) else content for content in contents]
