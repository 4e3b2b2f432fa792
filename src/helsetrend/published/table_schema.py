"""What a table must look like: a check and a sentence for each column, rules over rows; all faults at once.

Pandera checks a column, each distinct text once. A rule is a function of some cells of a row, since whether a cell is
right can depend on others; it returns None, or what was expected, and is called once for equal cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import pandera.pandas as pa

from helsetrend.errors import Fault
from helsetrend.published.distinct import Distinct

TextRow = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule over a row; a fault is reported at `column`.

    `expected` takes the cells that the rule `reads` (by default all), and returns what was expected at `column`, or
    None where the row is right.
    """

    column: str
    expected: Callable[[TextRow], str | None]
    reads: Sequence[str] = ()


@dataclass(frozen=True)
class TableSchema:
    """The columns of a table with their checks, and the rules over its rows."""

    columns: Mapping[str, pa.Column]
    rules: Sequence[Rule] = ()

    @property
    def headers(self) -> Mapping[str, str]:
        """The column for each text that may head it: its name, or its title in Norwegian."""
        return {word: name for name, column in self.columns.items() for word in (name, column.title)}

    @property
    def optional(self) -> list[str]:
        """The columns that a file may omit; they are then empty."""
        return [name for name, column in self.columns.items() if column.metadata["is_optional"]]

    @property
    def numbers(self) -> list[str]:
        """The columns of numbers."""
        return [name for name, column in self.columns.items() if column.metadata["is_number"]]

    @property
    def periods(self) -> list[str]:
        """The columns of periods."""
        return [name for name, column in self.columns.items() if column.metadata["is_period"]]

    def faults(self, table: pd.DataFrame, file: str) -> list[Fault]:
        """Return the faults of `table`, a table of text whose index is the row in `file`, only the first of a cell."""
        distinct = Distinct(table)
        faults = [fault for name in self.columns for fault in self._wrong_cells(table, file, name)]
        for rule in self.rules:
            expected = distinct.each(rule.reads or list(table.columns), rule.expected).dropna()
            cells = table.loc[expected.index, rule.column]
            faults += [
                Fault(file, int(row), rule.column, str(cell), str(text), quoted=True)
                for (row, text), cell in zip(expected.items(), cells, strict=True)
            ]
        return list({(fault.row, fault.column): fault for fault in reversed(faults)}.values())[::-1]

    def _wrong_cells(self, table: pd.DataFrame, file: str, name: str) -> list[Fault]:
        """Return a fault for each cell of a column that fails its check."""
        distinct = table[name].drop_duplicates()
        expected: dict[str, str] = {}
        for check in self.columns[name].checks:  # much faster than a schema for each column
            failures = check(distinct).failure_cases
            expected |= {} if failures is None else dict.fromkeys(failures.astype(str), str(check.error))
        if not expected:
            return []
        wrong = table.loc[table[name].isin(list(expected)), name]
        return [Fault(file, int(row), name, str(cell), expected[str(cell)], quoted=True) for row, cell in wrong.items()]


def column(
    description: str,
    nb: str,
    check: pa.Check | None = None,
    *,
    is_optional: bool = False,
    is_number: bool = False,
    is_period: bool = False,
) -> pa.Column:
    """Return a column of text: its description, its header in Norwegian, and the check of its cells."""
    metadata = {"is_optional": is_optional, "is_number": is_number, "is_period": is_period}
    return pa.Column(str, check, title=nb, description=description, metadata=metadata)


def text_columns(
    name: str, headers: Mapping[str, str], description: str, languages: Sequence[str], *, is_optional: bool = False
) -> dict[str, pa.Column]:
    """Return a column of text for each language, `name_nb`; `headers` has its header in Norwegian, if it has one."""
    return {
        f"{name}_{language}": column(description, headers.get(language, f"{name}_{language}"), is_optional=is_optional)
        for language in languages
    }


def norwegian_headers(word: str) -> dict[str, str]:
    """Return the headers in Norwegian of a text in several languages: "detalj på engelsk"."""
    names = {"nb": "norsk", "nn": "nynorsk", "en": "engelsk"}
    return {language: f"{word} på {name}" for language, name in names.items()}


def text_rules(name: str, languages: Sequence[str]) -> list[Rule]:
    """Return the rule that a text is given in every language, or in none; where one lacks, at the first that does."""
    columns = [f"{name}_{language}" for language in languages]
    expected = f"a text in each of {', '.join(languages)}, or in none"

    def lacks(row: TextRow, at: str) -> str | None:
        lacking = [column for column in columns if not row[column]]
        return expected if lacking[:1] == [at] and len(lacking) < len(columns) else None

    return [Rule(at, partial(lacks, at=at), columns) for at in columns]


def texts_of(row: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the text of a row in each language, from the columns of `text_columns`."""
    start = f"{name}_"
    return {column.removeprefix(start): text for column, text in row.items() if column.startswith(start)}


def one_of(names: Sequence[str] | Mapping[str, object] | None) -> pa.Check | None:
    """Return a check that the text is one of `names`; no check where they are not known."""
    if names is None:
        return None
    or_nothing = ", or nothing" if "" in names else ""
    return pa.Check.isin(list(names), error=f"one of {', '.join(filter(None, names))}{or_nothing}")


def matches(pattern: str, expected: str) -> pa.Check:
    """Return a check that a pattern matches the whole text."""
    return pa.Check.str_matches(rf"^{pattern}\Z", error=expected)


def not_empty() -> pa.Check:
    """Return a check that the text is not empty."""
    return pa.Check.str_length(min_value=1, error="a text that is not empty")


def parses(parse: Callable[[str], object], expected: str) -> pa.Check:
    """Return a check that `parse` can read the text (see `is_read`)."""
    return pa.Check(lambda text: is_read(parse, text), element_wise=True, error=expected)


def is_read(parse: Callable[[str], object], text: str) -> bool:
    """Return whether `parse` can read the text, which means raises neither ValueError nor ZeroDivisionError."""
    try:
        parse(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True
