"""Disclosure control across tables: small counts are hidden, and others with them until none can be worked out.

Each hidden count gets a witness (see witness.py). Where there is none, more is hidden: the smallest count beside it, or
the one that it is a part of. Of two counts that only a change tells apart, such as a month before and after three late
visits, the later one is hidden.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from helsetrend.events.disclosure.hierarchy import suppressed
from helsetrend.events.disclosure.releases import Cell, Releases
from helsetrend.events.disclosure.witness import PERSONS, SERVICE_VISITS, VISITS, Tables


def protected(values: Mapping[Cell, int], releases: Releases, *, below: int) -> frozenset[Cell]:
    """Return the counts to suppress so that none from 1 to `below` - 1 can be worked out.

    `values` are all counts of the tables. With `below` 0 or 1 nothing is suppressed.
    """
    if below <= 1:
        return frozenset()
    tables = Tables(values, releases, below)
    _hide_small(tables)
    _protect(tables)
    return frozenset(tables.hidden)


def _hide_small(tables: Tables) -> None:
    """Hide small counts with their company, series by series, and what was hidden before and is the same."""
    series: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (metric, service, period), value in tables.values.items():
        series[metric, service][period] = value
    for (metric, service), counts in series.items():
        tree: dict[str, list[str]] = defaultdict(list)
        for period in counts:
            if whole := tables.whole((metric, service, period)):
                tree[whole[2]].append(period)
        tables.hidden |= {(metric, service, period) for period in suppressed(counts, tree, below=tables.below)}
    tables.hidden |= {
        cell
        for cell, value in tables.values.items()
        if value and tables.releases.hides(cell, value) and not tables.is_known(cell)
    }


def _protect(tables: Tables) -> None:
    """Hide more until each hidden count has a witness, or nothing is left that would help."""
    hopeless: set[Cell] = set()
    while True:
        bare = [cell for cell in sorted(tables.hidden - hopeless) if not tables.has_witness(cell)]
        for cell in bare:
            if not tables.has_witness(cell) and not _hide_more(tables, cell):
                hopeless.add(cell)
        if not bare:
            return


def _hide_more(tables: Tables, cell: Cell) -> bool:
    """Hide one more count that may give a cell a witness; return whether there was one."""
    parts = [part for part in tables.parts.get(cell, ()) if tables.values[part]]
    has_company = any(part in tables.hidden and not tables.is_known(part) for part in parts)
    if not has_company and _hide_smallest(tables, parts):
        return True
    whole = (PERSONS, "", cell[2][:4]) if cell[0] == PERSONS else tables.whole(cell)
    while whole is not None and whole in tables.values:
        if _hide_smallest(tables, tables.months(cell[2][:4]) if cell[0] == PERSONS else tables.parts[whole]):
            return True
        if whole not in tables.hidden:
            tables.hidden.add(whole)
            return True
        cell, whole = whole, tables.whole(whole)
    of_visits = [(VISITS, "", cell[2])] if cell[0] == SERVICE_VISITS else []
    return _hide_smallest(tables, of_visits) or _hide_smallest(tables, parts)


def _hide_smallest(tables: Tables, cells: Sequence[Cell]) -> bool:
    shown = [
        cell for cell in cells if tables.values.get(cell) and cell not in tables.hidden and not tables.is_known(cell)
    ]
    if shown:
        tables.hidden.add(min(shown, key=lambda cell: (tables.values[cell], cell)))
    return bool(shown)
