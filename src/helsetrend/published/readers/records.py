"""Many rows of cells, kept as the number of the distinct cell at each place, so that each cell is looked at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.published.readers.cells import EMPTY, Cell, NumberedRow

Numbers = np.ndarray[Any, Any]

AT_ONCE = 2**16
"""How many rows become numbers at once, which decides what memory their cells take."""


@dataclass(frozen=True)
class Records:
    """Rows of a sheet: `rows` are their numbers in it, `lengths` their counts of cells.

    `codes` has the places in `cells` of the cells of all rows, one row after the other, the first at `starts`. The
    first of `cells` is empty; equal cells may stand there more than once.
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


def records_of(rows: Iterable[NumberedRow]) -> Records:
    """Return rows as records."""
    numbers: list[int] = []
    lengths: list[int] = []
    parts = [np.zeros(0, dtype=np.int32)]
    cells, places = [EMPTY], {id(EMPTY): 0}
    remaining = iter(rows)
    while batch := list(islice(remaining, AT_ONCE)):
        numbers += [row for row, _ in batch]
        lengths += [len(of_row) for _, of_row in batch]
        given = list(chain.from_iterable(of_row for _, of_row in batch))
        codes, known = pd.factorize(np.fromiter(map(id, given), np.int64, len(given)))
        firsts = np.zeros(len(known), dtype=np.intp)
        firsts[codes[::-1]] = np.arange(len(codes))[::-1]
        for name, first in zip(known.tolist(), firsts.tolist(), strict=True):
            if name not in places:
                places[name] = len(cells)
                cells.append(given[first])  # which also keeps its identity from becoming that of another
        parts.append(np.fromiter((places[name] for name in known.tolist()), np.int32, len(known))[codes])
    counts = np.array(lengths, dtype=np.int32)
    starts = np.cumsum(counts, dtype=np.int64) - counts
    return Records(np.array(numbers, dtype=np.int64), counts, starts, np.concatenate(parts), cells)
