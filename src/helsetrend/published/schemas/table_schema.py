"""What a table must look like: a check and a sentence for each column, rules over rows; all faults at once.

A check is of one cell. A rule is a function of some cells of a row, since whether a cell is right can depend on others;
it returns None, or what was expected. Both are called once for equal cells. A table of numbers that a function returns
has a `Contract` instead.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.schemas.alike import BY_WAY
from helsetrend.published.schemas.distinct import Codes, Distinct, each_distinct

TextRow = Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """Whether a text `passes`, and what is `expected` of one that does not."""

    passes: Callable[[str], bool]
    expected: str


@dataclass(frozen=True)
class Column:
    """A column of text: a sentence about it, its header in Norwegian, the check of its cells, what it may lack."""

    description: str
    title: str
    check: Check | None = None
    is_optional: bool = False
    is_number: bool = False
    is_period: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule over a row; a fault is reported at `column`.

    `expected` takes the cells that the rule `reads` (by default all), and returns what was expected at `column`, or
    None where the row is right. It says nothing of a row where a cell that it `needs` is wrong by the rules before it.
    In a column that `kinds` names, what is expected is decided by the kind of the cell alone.
    """

    column: str
    expected: Callable[[TextRow], str | None]
    reads: Sequence[str] = ()
    needs: Sequence[str] = ()
    kinds: Mapping[str, Callable[[str], Hashable]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableSchema:
    """The columns of a table with their checks, and the rules over its rows."""

    columns: Mapping[str, Column]
    rules: Sequence[Rule] = ()

    @property
    def headers(self) -> Mapping[str, str]:
        """The column for each text that may head it: its name, or its title in Norwegian."""
        return {word: name for name, column in self.columns.items() for word in (name, column.title)}

    @property
    def optional(self) -> list[str]:
        """The columns that a file may omit; they are then empty."""
        return [name for name, column in self.columns.items() if column.is_optional]

    @property
    def numbers(self) -> list[str]:
        """The columns of numbers."""
        return [name for name, column in self.columns.items() if column.is_number]

    @property
    def periods(self) -> list[str]:
        """The columns of periods."""
        return [name for name, column in self.columns.items() if column.is_period]

    def faults(self, table: pd.DataFrame, file: str) -> list[Fault]:
        """Return the faults of `table`, a table of text whose index is the row in `file`, only the first of a cell."""
        distinct = Distinct(table, BY_WAY)
        checks = [
            _rule_of(name, column.check)
            for name, column in self.columns.items()
            if column.check and not all(distinct.of(name, column.check.passes).values)
        ]
        are_right = {name: np.ones(len(table), dtype=bool) for name in self.columns}
        return [fault for rule in (*checks, *self.rules) for fault in _faults_of(rule, distinct, are_right, file)]


@dataclass(frozen=True)
class Typed:
    """A column of a table that a function returns: its type, a sentence about it, whether it may have holes."""

    dtype: str
    description: str
    nullable: bool = False
    regex: bool = False


@dataclass(frozen=True)
class Contract:
    """The columns of a table that a function returns, in their order, with its index; a pattern names any number."""

    columns: Mapping[str, Typed]
    index: str | None = None

    def validate(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the table. Raises an error of pandera, which is imported only here, if it is not as it should be."""
        import pandera.pandas as pa

        columns = {
            name: pa.Column(column.dtype, nullable=column.nullable, regex=column.regex)
            for name, column in self.columns.items()
        }
        return pa.DataFrameSchema(columns, index=pa.Index(int, name=self.index), ordered=True, strict=True).validate(
            table
        )


def _faults_of(rule: Rule, distinct: Distinct, are_right: Mapping[str, Codes], file: str) -> Iterator[Fault]:
    """Yield the faults by a rule in cells that were right by those before it; `are_right` says which are by column."""
    table, reads = distinct.table, rule.reads or list(distinct.table.columns)
    is_asked = np.logical_and.reduce([are_right[name] for name in (rule.column, *rule.needs)])
    if not is_asked.any():
        return
    found = distinct.each(reads, rule.expected, kinds=rule.kinds, wanted=is_asked)
    is_wrong = found.array(bool, bool) & is_asked
    if not is_wrong.any():
        return
    are_right[rule.column][is_wrong] = False
    is_other = is_wrong & distinct.differs(reads, found.codes)  # what was expected is said of the cells as they are
    found = found.replaced(is_other, each_distinct(table[is_other], reads, rule.expected))
    rows, texts = table.index[is_wrong].tolist(), table.loc[is_wrong, rule.column].tolist()
    expected = map(found.values.__getitem__, found.codes[is_wrong].tolist())
    yield from (
        Fault(file, row, rule.column, text, instead, quoted=True)
        for row, text, instead in zip(rows, texts, expected, strict=True)
        if instead
    )


def _rule_of(name: str, check: Check) -> Rule:
    return Rule(name, lambda row: None if check.passes(row[name]) else check.expected, (name,))


def column(
    description: str,
    nb: str,
    check: Check | None = None,
    *,
    is_optional: bool = False,
    is_number: bool = False,
    is_period: bool = False,
) -> Column:
    """Return a column of text: its description, its header in Norwegian, and the check of its cells."""
    return Column(description, nb, check, is_optional=is_optional, is_number=is_number, is_period=is_period)


def text_columns(
    name: str, headers: Mapping[str, str], description: str, languages: Sequence[str], *, is_optional: bool = False
) -> dict[str, Column]:
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


def one_of(names: Sequence[str] | Mapping[str, object] | None) -> Check | None:
    """Return a check that the text is one of `names`; no check where they are not known."""
    if names is None:
        return None
    or_nothing = ", or nothing" if "" in names else ""
    return Check(frozenset(names).__contains__, f"one of {', '.join(filter(None, names))}{or_nothing}")


def matches(pattern: str, expected: str) -> Check:
    """Return a check that a pattern matches the whole text."""
    return Check(lambda text: bool(re.fullmatch(pattern, text)), expected)


def not_empty() -> Check:
    """Return a check that the text is not empty."""
    return Check(bool, "a text that is not empty")


def parses(parse: Callable[[str], object], expected: str) -> Check:
    """Return a check that `parse` can read the text (see `is_read`)."""
    return Check(partial(is_read, parse), expected)


def is_read(parse: Callable[[str], object], text: str) -> bool:
    """Return whether `parse` can read the text, which means raises neither ValueError nor ZeroDivisionError."""
    try:
        parse(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True
