"""The states of one table, each published on a day: what is new, what differs, what is gone.

What is equal in the next state confirms the figure and costs no row. A figure that is gone although its series still
has earlier periods, or periods as early, is withdrawn. A series that begins later than before, as in a table that shows
the last five years, and a series that is no longer in the table at all keep their figures as they were last published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from helsetrend.published.tables.extract import Key, TableCell
from helsetrend.values import Period


@dataclass(frozen=True)
class State:
    """A table as it was published on a day, in one file, as one source; `is_whole` if it replaces the state before."""

    file: str
    source: str
    published: Period
    cells: Sequence[TableCell]
    is_whole: bool = True

    def by_key(self) -> dict[Key, TableCell]:
        """Return its cells by what they are figures of."""
        return {cell.key: cell for cell in self.cells}


@dataclass(frozen=True)
class CellChange:
    """A cell that is new in a state or differs from the one before it, or, with `is_gone`, is no longer in it."""

    state: State
    cell: TableCell
    is_gone: bool = False


@dataclass
class Changes:
    """What the states say one after the other, and in which of them series begin later than before, or end."""

    cells: list[CellChange] = field(default_factory=list)
    shortened: dict[str, list[Period]] = field(default_factory=dict)


def changes(states: Iterable[State]) -> Changes:
    """Return what each state of a table says that the one before it did not, in the order of their publication."""
    ordered = sorted(states, key=lambda state: (state.published.last, state.file, state.source))
    found = Changes()
    known: dict[Key, TableCell] = {}
    before: State | None = None
    for state in ordered:
        cells = state.by_key()
        if before and state.is_whole and before.published.last < state.published.last:
            for cell in _gone(known, cells):
                found.cells.append(CellChange(state, cell, is_gone=True))
                del known[cell.key]
            for text in _no_longer_shown(before.by_key(), cells):
                found.shortened.setdefault(text, []).append(state.published)
        for key, cell in cells.items():
            if key not in known or _said(known[key]) != _said(cell):
                found.cells.append(CellChange(state, cell))
            known[key] = cell
        before = state
    return found


def _said(cell: TableCell) -> tuple[object, ...]:
    return cell.text, cell.scale, cell.statuses


def _firsts(cells: Mapping[Key, TableCell]) -> dict[tuple[str, str, str], date]:
    """Return the first day of each series in a state, by its periods of each form."""
    firsts: dict[tuple[str, str, str], date] = {}
    for cell in cells.values():
        series = cell.metric, cell.service, cell.period.form
        firsts[series] = min(firsts.get(series, cell.period.first), cell.period.first)
    return firsts


def _gone(known: Mapping[Key, TableCell], cells: Mapping[Key, TableCell]) -> list[TableCell]:
    """Return the cells that are known and not in a state, although it has the series from as early on."""
    firsts = _firsts(cells)
    return [
        cell
        for key, cell in known.items()
        if key not in cells
        and (first := firsts.get((cell.metric, cell.service, cell.period.form)))
        and first <= cell.period.first
    ]


def _no_longer_shown(before: Mapping[Key, TableCell], cells: Mapping[Key, TableCell]) -> Iterator[str]:
    """Yield a text for each series that is no longer in the next state, or begins later in it."""
    earlier, later = _firsts(before), _firsts(cells)
    for series, first in earlier.items():
        name = " ".join(filter(None, series[:2]))
        if series not in later:
            yield f"{name} is no longer in it; its figures stay as they were last published"
        elif later[series] > first:
            yield f"{name} begins later in it than before; earlier figures stay as they were last published"
