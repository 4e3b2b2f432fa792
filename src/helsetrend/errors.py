"""Faults: what is wrong with the data or with an edition, all of it at once, each with its place and what to do.

Other errors of the package are raised as ValueError, or as UnknownNameError where a name does not exist.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

MOST_LISTED = 1000
"""The most lines of faults in the message of a DataError; of the other faults it says how many there are."""

MOST_PLACES = 20
"""The most rows, or runs of rows, that one line of a message names."""

MOST_TEXTS = 3
"""The most different texts that one line of a message quotes, where more rows than that are faulty in the same way."""


class Fault(NamedTuple):
    """One thing that is wrong at one place of one file; a tuple, since a file can have millions.

    `row` counts the lines of the file, or the rows of the sheet, from 1, the header included; 0 means the file as a
    whole. `found` says what is wrong; where it is `quoted`, it is the text at that place. `expected` completes the
    sentence "expected …", or is empty. `cell` is the place in a spreadsheet as a formula names it: `Figures!E7`, or
    `Figures!7:7` for a whole row.
    """

    file: str
    row: int
    column: str
    found: str
    expected: str
    cell: str = ""
    quoted: bool = False

    def __str__(self) -> str:
        return line_of([self])


class DataError(Exception):
    """The data are faulty. `faults` holds every fault once, in the order of the files and rows.

    The message lists them, with those that are equal in several rows in one line.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = [fault for fault, _ in groupby(sorted(faults))]
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        groups = list(alike(self.faults))
        lines = [f"  {line_of(group)}" for group in groups[:MOST_LISTED]]
        if more := [fault for group in groups[MOST_LISTED:] for fault in group]:
            lines.append(f"  and {len(more)} more, in {', '.join(dict.fromkeys(fault.file for fault in more))}")
        super().__init__("\n".join([f"the data have {count}:", *lines]))


class EditionError(RuntimeError):
    """An edition is not fit for publication. `faults` holds every check that failed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(["the edition is not fit for publication:", *(f"  {fault}" for fault in faults)]))

    def __reduce__(self) -> tuple[type, tuple[list[Fault]]]:
        return type(self), (self.faults,)  # so that another process gets the faults


class UnknownNameError(KeyError):
    """There is no metric, service or the like of this name."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its text in quotes


def alike(faults: Sequence[Fault]) -> Iterator[list[Fault]]:
    """Yield the faults, which are in their order, in groups that differ in their rows only.

    If more than `MOST_TEXTS` different texts are faulty in one way in one column, these groups are one.

    >>> [[fault.row for fault in group] for group in alike([Fault("a.csv", row, "c", "x", "y") for row in (2, 3)])]
    [[2, 3]]
    """
    same_way: dict[object, list[Fault]] = {}
    for fault in faults:
        place = _sheet_and_column(fault.cell) if fault.cell else ""
        way = (fault.file, fault.column, fault.expected, fault.quoted, place, not fault.row)
        same_way.setdefault(way, []).append(fault)
    groups: list[list[Fault]] = []
    for group in same_way.values():
        if group[0].row and group[0].expected and _has_many_texts(group):
            groups.append(group)
            continue
        texts: dict[str, list[Fault]] = {}
        for fault in group:
            texts.setdefault(fault.found, []).append(fault)
        groups += texts.values()
    yield from sorted(groups, key=itemgetter(0))


def _has_many_texts(faults: Sequence[Fault]) -> bool:
    """Return whether there are more than `MOST_TEXTS` different texts, for which few faults need be looked at."""
    texts: set[str] = set()
    for fault in faults:
        texts.add(fault.found)
        if len(texts) > MOST_TEXTS:
            return True
    return False


def line_of(faults: Sequence[Fault]) -> str:
    """Return the line that tells of faults that `alike` puts together: places, what is there, what is expected.

    >>> line_of([Fault("a.csv", row, "hedge", "x", "none", quoted=True) for row in (14, 15, 16, 40, 52)])
    "a.csv, rows 14 to 16, 40 and 52, hedge: 'x'; expected none"
    """
    first = faults[0]
    texts = list(dict.fromkeys(fault.found for fault in faults))
    found = [
        repr(_shortened(text, 80)) if first.quoted else printable(_shortened(text, 200)) for text in texts[:MOST_TEXTS]
    ]
    if len(texts) > MOST_TEXTS:
        found.append(f"{len(texts) - MOST_TEXTS} others")
    place = ", ".join(part for part in (first.file, _places(faults), first.column) if part)
    return f"{place}: {_listed(found)}" + (f"; expected {first.expected}" if first.expected else "")


def by_likeness(name: str, names: Iterable[str]) -> list[str]:
    """Return the names, those most similar to `name` first; equally similar names keep their order.

    >>> by_likeness("visit", ["logins", "visits", "service_visits"])
    ['visits', 'service_visits', 'logins']
    """
    return sorted(names, key=lambda other: -SequenceMatcher(None, str(name).lower(), other.lower()).ratio())


def check_name(name: str, names: Iterable[str], *, kind: str) -> None:
    """Raise UnknownNameError unless `name` is one of `names`; `kind` says what they name.

    >>> check_name("visit", ["logins", "visits"], kind="metric")
    Traceback (most recent call last):
    helsetrend.errors.UnknownNameError: there is no metric 'visit'; there are: visits, logins
    """
    known = list(names)
    if name not in known:
        choice = f"there are: {', '.join(by_likeness(name, known))}" if known else "there is none"
        raise UnknownNameError(f"there is no {kind} {name!r}; {choice}")


def check_table(given: object, columns: Iterable[str], *, call: str) -> None:
    """Raise TypeError unless a table with these columns was given; `call` shows how to give it.

    >>> check_table(5, ["role"], call="revisions(known().history)")
    Traceback (most recent call last):
    TypeError: 5 is not a table with role; allowed: revisions(known().history)
    """
    if missing := [column for column in columns if column not in getattr(given, "columns", ())]:
        shown = "the table" if hasattr(given, "columns") else repr(given)
        raise TypeError(f"{shown} is not a table with {', '.join(missing)}; allowed: {call}")


def check_path(given: object, *, name: str, example: str) -> None:
    """Raise TypeError unless a path was given for the argument `name`.

    >>> check_path(5, name="path", example="visits.png")
    Traceback (most recent call last):
    TypeError: path: 5 is not a path; allowed: such as 'visits.png'
    """
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"{name}: {given!r} is not a path; allowed: such as {example!r}")


def _places(faults: Sequence[Fault]) -> str:
    """Return the rows of faults, "rows 14 to 37, 40 and 52", or their cells, "Tall!E14:E37, E40"; "" for a file."""
    rows = sorted({fault.row for fault in faults})
    if rows == [0]:
        return ""
    sheet, column = _sheet_and_column(faults[0].cell)
    spans = list(_spans(rows))
    if sheet:
        places = [_cells(column, *span) for span in spans]
    else:
        places = [part for first, last in spans for part in _numbers(first, last)]
    if len(places) > MOST_PLACES:
        places[MOST_PLACES:] = [f"{len(places) - MOST_PLACES} more places"]
    return sheet + ", ".join(places) if sheet else f"row{'s' if len(rows) > 1 else ''} {_listed(places)}"


def _cells(column: str, first: int, last: int) -> str:
    """Return cells as a formula names them: E7, E7:E9, or 7:7 for a whole row."""
    return f"{column}{first}" if column and first == last else f"{column}{first}:{column}{last}"


def _numbers(first: int, last: int) -> list[str]:
    """Return "14 to 37", or each of the two of a pair."""
    return [f"{first} to {last}"] if last - first > 1 else [str(row) for row in range(first, last + 1)]


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of rows that follow each other."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        span = [row for _, row in run]
        yield span[0], span[-1]


def _sheet_and_column(cell: str) -> tuple[str, str]:
    """Return the sheet of a cell with its exclamation mark, and the letters of its column; "" for a row.

    >>> _sheet_and_column("'My sheet'!E7"), _sheet_and_column("Tall!7:7"), _sheet_and_column("")
    (("'My sheet'!", 'E'), ('Tall!', ''), ('', ''))
    """
    sheet, mark, reference = cell.rpartition("!")
    return sheet + mark, reference.rstrip("0123456789:")


def _listed(parts: Sequence[str]) -> str:
    """Return "1", "1 and 2" or "1, 2 and 3"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def printable(text: str) -> str:
    """Return the text with each sign that a terminal would act upon written as an escape."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
