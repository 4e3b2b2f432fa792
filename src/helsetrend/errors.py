"""What is wrong with data or an edition, all of it at once: each fault with its file, place, finding and remedy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_TOLD = 1000
"""A message tells so many faults of the data one by one, and how many more there are."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing wrong at one place of one file.

    `row` counts the lines of the file, or the rows of the sheet, from 1, the header included; 0 stands for the file as
    a whole. `cell` is the place in a spreadsheet as a formula names it: `Figures!E7`, or `Figures!7:7` for a whole row.
    """

    file: str
    row: int
    column: str
    found: str
    allowed: str
    cell: str = ""

    def __str__(self) -> str:
        line = self.cell or (f"row {self.row}" if self.row else "")
        place = ", ".join(part for part in (self.file, line, self.column) if part)
        return f"{place}: found {_shown(self.found)}; allowed: {self.allowed}"


class DataError(Exception):
    """The data are at fault. `faults` holds every fault that was found, in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(set(faults))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        told = [f"  {fault}" for fault in self.faults[:MOST_TOLD]]
        more = len(self.faults) - len(told)
        if more:
            told.append(f"  and {more} more, in {_files(self.faults[MOST_TOLD:])}")
        super().__init__("\n".join([f"the data have {count}:", *told]))


class EditionError(RuntimeError):
    """An edition is not fit for publication. `faults` holds every check that failed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(["the edition is not fit for publication:", *(f"  {fault}" for fault in faults)]))


def _files(faults: Sequence[Fault]) -> str:
    """The files of faults, each once."""
    return ", ".join(dict.fromkeys(fault.file for fault in faults))


def _shown(text: str, longest: int = 80) -> str:
    """The text in quotes, with what a terminal would act upon made visible, and not too long."""
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")


class UnknownNameError(KeyError):
    """There is no metric, service, or the like of that name."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its text in quotes


def by_likeness(name: str, names: Iterable[str]) -> list[str]:
    """The names, those most like the given one first, equally like ones in their order.

    >>> by_likeness("visit", ["logins", "visits", "service_visits"])
    ['visits', 'service_visits', 'logins']
    """
    return sorted(names, key=lambda one: -SequenceMatcher(None, name.lower(), one.lower()).ratio())


def check_name(name: str, names: Iterable[str], *, kind: str) -> None:
    """Raise UnknownNameError unless `name` is one of `names`; `kind` says what kind of thing they name.

    >>> check_name("visit", ["logins", "visits"], kind="metric")
    Traceback (most recent call last):
    helsetrend.errors.UnknownNameError: there is no metric 'visit'; there are: visits, logins
    """
    there = list(names)
    if name not in there:
        told = f"there are: {', '.join(by_likeness(name, there))}" if there else "there is none"
        raise UnknownNameError(f"there is no {kind} {name!r}; {told}")
