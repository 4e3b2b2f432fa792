"""What a table must look like: a check and a sentence a column, rules over a row; every fault of the table at once.

A column is checked by pandera alone, each of its texts once. A rule sees the cells of a row that it reads, for whether
a cell is right can depend on its neighbours: None, or what would be allowed. It is asked once for equal cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from helsetrend.errors import Fault
from helsetrend.published.distinct import Distinct

Row = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """Something that must hold within a row; its fault is told at `column`.

    `allowed` depends on the cells that it `reads` alone, and is given no others; by default it reads all.
    """

    column: str
    allowed: Callable[[Row], str | None]
    reads: Sequence[str] = ()


@dataclass(frozen=True)
class Contract:
    """What a table must look like: its columns with their checks, and the rules over its rows."""

    columns: Mapping[str, pa.Column]
    rules: Sequence[Rule] = ()

    @property
    def headers(self) -> Mapping[str, str]:
        """Each column by the words that may head it: its name, and its title in Norwegian."""
        return {word: name for name, column in self.columns.items() for word in (name, column.title)}

    @property
    def optional(self) -> list[str]:
        """The columns that a file may leave out; they are then empty."""
        return [name for name, column in self.columns.items() if column.metadata["is_optional"]]

    @property
    def numbers(self) -> list[str]:
        """The columns that hold numbers."""
        return [name for name, column in self.columns.items() if column.metadata["is_number"]]

    def faults(self, table: pd.DataFrame, file: str) -> list[Fault]:
        """All that is wrong with `table`, a table of text whose index is the row in `file`."""
        told = Distinct(table)
        found = [fault for name in self.columns for fault in self._wrong_cells(table, file, name)]
        for rule in self.rules:
            allowed = told.each(rule.reads or list(table.columns), rule.allowed).dropna()
            cells = table.loc[allowed.index, rule.column]
            found += [
                Fault(file, int(row), rule.column, str(cell), str(text))
                for (row, text), cell in zip(allowed.items(), cells, strict=True)
            ]
        return list(dict.fromkeys(found))

    def _wrong_cells(self, table: pd.DataFrame, file: str, name: str) -> list[Fault]:
        """The cells of a column in which its check finds a fault."""
        distinct = table[[name]].drop_duplicates()
        try:
            pa.DataFrameSchema({name: self.columns[name]}).validate(distinct, lazy=True)
        except pa.errors.SchemaErrors as error:
            allowed = {str(case["failure_case"]): str(case["check"]) for case in error.failure_cases.to_dict("records")}
            wrong = table.loc[table[name].isin(list(allowed)), name]
            return [Fault(file, int(row), name, str(cell), allowed[str(cell)]) for row, cell in wrong.items()]
        return []


def column(
    description: str, nb: str, check: pa.Check | None = None, *, is_optional: bool = False, is_number: bool = False
) -> pa.Column:
    """A column of text: a sentence on it, its header in Norwegian, what must hold of its cells."""
    metadata = {"is_optional": is_optional, "is_number": is_number}
    return pa.Column(str, check, title=nb, description=description, metadata=metadata)


def one_of(allowed: Sequence[str] | Mapping[str, object] | None) -> pa.Check | None:
    """A check that the text is one of those; no check where these are not known."""
    if allowed is None:
        return None
    names = list(allowed)
    return pa.Check.isin(names, error=f"one of {', '.join(names)}")


def matches(pattern: str, allowed: str) -> pa.Check:
    """A check that the whole text has the form of a pattern."""
    return pa.Check.str_matches(rf"^{pattern}\Z", error=allowed)


def not_empty() -> pa.Check:
    """A check that there is a text."""
    return pa.Check.str_length(min_value=1, error="a text that is not empty")


def parses(parse: Callable[[str], object], allowed: str) -> pa.Check:
    """A check that the text can be read by `parse` (see `is_read`)."""
    return pa.Check(lambda text: is_read(parse, text), element_wise=True, error=allowed)


def is_read(parse: Callable[[str], object], text: str) -> bool:
    """Whether `parse` can read the text; it raises ValueError or ZeroDivisionError where it cannot."""
    try:
        parse(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True
