"""Many rows of cells, kept as the number of the distinct content at each place, so that each is looked at once."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from helsetrend.published.readers.cells import Content, NumberedRow, as_cell

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Records:
    """Rows of a sheet: `rows` are their numbers in it, `lengths` their counts of cells.

    `codes` has the places in `contents` of the contents of all cells: of each row the first at one of `starts`, each
    further one `step` after it. Rows of one length can be kept column by column, others stand one after the other. The
    first of `contents` is empty.
    """

    rows: Numbers
    lengths: Numbers
    starts: Numbers
    codes: Numbers
    contents: Sequence[Content]
    step: int = 1

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> NumberedRow:
        """Return the row at a place."""
        places = self.starts[place] + self.step * np.arange(self.lengths[place])
        return int(self.rows[place]), [as_cell(self.contents[code]) for code in self.codes[places].tolist()]

    def where(self, is_wanted: Numbers) -> "Records":
        """Return the rows that are wanted; the cells stay all that there are."""
        if is_wanted.all():
            return self
        return replace(self, **{name: getattr(self, name)[is_wanted] for name in ("rows", "lengths", "starts")})

    def each(self, look: Callable[[Content], Any]) -> Numbers:
        """Return whether a function is true of each distinct content."""
        return np.fromiter(map(bool, map(look, self.contents)), bool, len(self.contents))

    def count(self, is_counted: Numbers) -> Numbers:
        """Return how many of the cells of each row have one of the distinct contents that are counted."""
        if not is_counted.any():
            return np.zeros(len(self), dtype=np.int32)
        if self.step > 1:  # as only rows of one length are kept
            columns = (is_counted[self.column(position)] for position in range(self.lengths.max(initial=0)))
            return np.asarray(sum(columns, np.zeros(len(self), dtype=np.int32)))
        counts = np.concatenate([[0], np.cumsum(is_counted[self.codes], dtype=np.int32)])
        return np.asarray(counts[self.starts + self.lengths] - counts[self.starts])

    def column(self, position: int) -> Numbers:
        """Return the place in `contents` of the cell of each row at a position, the first where a row ends earlier."""
        is_there = self.lengths > position
        if is_there.all():
            return np.asarray(self.codes[self.starts + self.step * position])
        codes = np.zeros(len(self), dtype=np.int32)
        codes[is_there] = self.codes[self.starts[is_there] + self.step * position]
        return codes


def records_of(rows: Iterable[tuple[int, Sequence[Content]]]) -> Records:
    """Return rows, with their numbers, as records."""
    numbers, lengths, codes, places = array("q"), array("q"), array("i"), Places()
    for row, contents in rows:
        numbers.append(row)
        lengths.append(len(contents))
        codes.extend(map(places.__getitem__, contents))
    counts = np.frombuffer(lengths, np.int64)
    starts = np.cumsum(counts) - counts
    return Records(np.frombuffer(numbers, np.int64), counts, starts, np.frombuffer(codes, np.int32), list(places))


class Places(dict[Content, int]):
    """The place of each distinct content, in the order in which they come; the first is empty."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, content: Content) -> int:
        place = self[content] = len(self)
        return place
