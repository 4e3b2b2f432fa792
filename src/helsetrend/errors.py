"""Faults: what is wrong with the data or with an edition, all of it at once, each with its place and what to do.

Other errors of the package are raised as ValueError, or as UnknownNameError where a name does not exist.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LISTED = 1000
"""The most faults that the message of a DataError lists; of the others it says how many there are."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong at one place of one file.

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
        line = self.cell or (f"row {self.row}" if self.row else "")
        place = ", ".join(part for part in (self.file, line, self.column) if part)
        found = repr(_shortened(self.found, 80)) if self.quoted else _printable(_shortened(self.found, 200))
        return f"{place}: {found}" + (f"; expected {self.expected}" if self.expected else "")


class DataError(Exception):
    """The data are faulty. `faults` holds every fault once, in the order of the files and rows."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        lines = [f"  {fault}" for fault in self.faults[:MOST_LISTED]]
        if more := self.faults[MOST_LISTED:]:
            lines.append(f"  and {len(more)} more, in {', '.join(dict.fromkeys(fault.file for fault in more))}")
        super().__init__("\n".join([f"the data have {count}:", *lines]))


class EditionError(RuntimeError):
    """An edition is not fit for publication. `faults` holds every check that failed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(["the edition is not fit for publication:", *(f"  {fault}" for fault in faults)]))


class UnknownNameError(KeyError):
    """There is no metric, service or the like of this name."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its text in quotes


def by_likeness(name: str, names: Iterable[str]) -> list[str]:
    """Return the names, those most similar to `name` first; equally similar names keep their order.

    >>> by_likeness("visit", ["logins", "visits", "service_visits"])
    ['visits', 'service_visits', 'logins']
    """
    return sorted(names, key=lambda other: -SequenceMatcher(None, name.lower(), other.lower()).ratio())


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


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _printable(text: str) -> str:
    """Return the text with each sign that a terminal would act upon written as an escape."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
