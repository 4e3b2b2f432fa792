"""What earlier counts have shown and hidden: for each count the value of each cell, and whether it was shown.

Hidden values are in it, so it is kept where only the owner of the log can read it. A cell has an entry only for the
counts in which something about it changed.
"""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from helsetrend.files import write_whole

Cell = tuple[str, str, str]
"""A count: metric, service and period."""

MOST = 100
"""How many counts are remembered; of older ones only what is in them still."""


class Entry(NamedTuple):
    """The value of a cell from one count on, None where it is not known, and whether it is shown."""

    number: int
    value: int | None
    is_shown: bool


@dataclass(frozen=True)
class Releases:
    """The counts that were given away before, numbered from 0."""

    count: int = 0
    entries: Mapping[Cell, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def numbers(self) -> range:
        """The numbers of the counts that are remembered."""
        return range(max(0, self.count - MOST), self.count)

    def at(self, cell: Cell, number: int) -> Entry | None:
        """Return the entry of a cell that applied in a count, None where the count did not have the cell."""
        entries = self.entries.get(cell, ())
        place = bisect_right(entries, number, key=lambda entry: entry.number)
        return entries[place - 1] if place else None

    def value(self, cell: Cell, number: int) -> int | None:
        """Return the value of a cell in a count, None where it is not known or there was none."""
        entry = self.at(cell, number)
        return entry and entry.value

    def is_shown(self, cell: Cell, number: int) -> bool:
        """Return whether a count showed a cell."""
        entry = self.at(cell, number)
        return entry is not None and entry.is_shown

    def has_shown(self, cell: Cell, value: int) -> bool:
        """Return whether a cell was shown with this value."""
        return any(entry.is_shown and entry.value == value for entry in self.entries.get(cell, ()))

    def hides(self, cell: Cell, value: int) -> bool:
        """Return whether the last count hid a cell with this value, or one that is not known."""
        last = self.at(cell, self.count - 1)
        return last is not None and not last.is_shown and last.value in (None, value)

    def with_count(self, values: Mapping[Cell, int | None], hidden: Collection[Cell]) -> "Releases":
        """Return the releases with one more count."""
        entries = dict(self.entries)
        for cell, value in values.items():
            entry, last = Entry(self.count, value, cell not in hidden), self.at(cell, self.count)
            if last is None or last[1:] != entry[1:]:
                entries[cell] = (*entries.get(cell, ()), entry)
        return Releases(self.count + 1, entries)


def read_releases(path: Path, shown: Iterable[tuple[Cell, int | None]]) -> Releases:
    """Return the releases in a file.

    Without one, or where it is damaged, there is one count, with what is `shown` where counts were put (the value None
    where it is suppressed), or none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = {
            (metric, service, period): tuple(Entry(number, value, bool(is_shown)) for number, value, is_shown in some)
            for metric, service, period, some in content["cells"]
        }
        return Releases(int(content["count"]), entries)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        values = dict(shown)
        return (
            Releases().with_count(values, [cell for cell, value in values.items() if value is None])
            if values
            else Releases()
        )


def write_releases(path: Path, releases: Releases) -> None:
    """Write the releases for `read_releases`, in a folder that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    cells = [[*cell, entries] for cell, entries in sorted(releases.entries.items())]
    write_whole(path, json.dumps({"count": releases.count, "cells": cells}))
