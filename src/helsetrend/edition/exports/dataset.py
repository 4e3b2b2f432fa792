"""A table that an edition publishes: typed columns, their meaning in each language, and rows of exact values.

The open data and the workbook are written from it, and compared with it when they are read back. Of millions of rows
most cells repeat those of others, so neighbouring columns hold the same cells once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from operator import attrgetter
from typing import Any, Literal

import numpy as np

from helsetrend.errors import Fault
from helsetrend.published import Each, Unkept
from helsetrend.report.presentation import Phrase, Words, words
from helsetrend.values import Interval

Value = str | int | Decimal | date | None
Row = Sequence[Value]
Kind = Literal["text", "integer", "number", "date"]

PYTHON_TYPES: Mapping[Kind, type | tuple[type, ...]] = {"text": str, "integer": int, "number": Decimal, "date": date}
"""The Python type of a cell of each kind. A cell without a value is None, but a text is never None."""

DECIMALS = 6
"""The number of decimals to which bounds are rounded outwards."""

LONGEST = 32_767
"""The maximum number of characters in a cell of a spreadsheet."""

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One column, named as in the data; header and description come from the wording, under `word` or else the name.

    `codes` maps each code that the column can hold to the key of its label. `language` is the language of its text, if
    the text has one. `only_data` marks a column for programs, which the workbook leaves out. `empty` is why a cell can
    be empty: a key below `code.empty`, or the name of the column whose code in the same row is the reason.
    """

    name: str
    word: str = ""
    kind: Kind = "text"
    codes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    only_data: bool = False
    empty: str = "not_applicable"

    def header(self, language: str) -> str:
        """Return the header in a language."""
        text = words(language).say(f"variable.{self.word or self.name}.header")
        is_foreign = self.language not in ("", language)
        return _in_language(text, self.language, words(language)) if is_foreign else text.text

    def description(self, language: str) -> str:
        """Return what the column holds, in a language."""
        text = words(language).say(f"variable.{self.word or self.name}.description")
        return _in_language(text, self.language, words(language)) if self.language else text.text

    def labels(self, language: str) -> dict[str, str]:
        """Return the label of each code in a language; no two codes of a variable have the same label."""
        return {code: words(language).say(key).text for code, key in self.codes.items()}

    def fault(self, value: Any) -> str | None:
        """Return what would be allowed instead of the value, or None if the value is allowed."""
        if value is None and self.kind != "text":
            return None
        if not isinstance(value, PYTHON_TYPES[self.kind]):
            return f"a {self.kind}"
        if isinstance(value, Decimal) and not value.is_finite():
            return "a finite number"
        if not isinstance(value, str):
            return None
        if _NO_TEXT.search(value):
            return "a text without control characters"
        if len(value) > LONGEST:
            return f"a text of at most {LONGEST} characters"
        return f"one of {', '.join(self.codes)}" if self.codes and value and value not in self.codes else None


@dataclass(frozen=True)
class Part:
    """Neighbouring columns of a table; `cells` has those of each row, equal ones once."""

    variables: Sequence[Variable]
    cells: Each[Row]

    def where(self, variable: Variable, is_wanted: Callable[[Value], Any]) -> list[tuple[int, Value]]:
        """Return the place and the cell of each row whose cell in one of the columns is wanted."""
        column = self.variables.index(variable)
        return [(place, row[column]) for place, row in self.cells.where(lambda row: is_wanted(row[column]))]


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A table of an edition, its columns in parts; title and description come from the wording."""

    name: str
    parts: Sequence[Part]

    @property
    def variables(self) -> list[Variable]:
        """The columns."""
        return [variable for part in self.parts for variable in part.variables]

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.parts[0].cells.codes)

    def title(self, language: str) -> str:
        """Return the title in a language."""
        return words(language).say(f"dataset.{self.name}.title").text

    def description(self, language: str) -> str:
        """Return what the rows are, in a language."""
        return words(language).say(f"dataset.{self.name}.description").text

    def sheet(self, language: str) -> str:
        """Return the name of the sheet that holds the table in a workbook, in a language."""
        return words(language).say(f"dataset.{self.name}.sheet").text

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        return map(tuple, map(chain.from_iterable, zip(*(part.cells for part in self.parts), strict=True)))

    def cells(self) -> Iterator[dict[str, Value]]:
        """Yield the rows, each as cells by the names of their columns."""
        names = [variable.name for variable in self.variables]
        return (dict(zip(names, row, strict=True)) for row in self.rows())

    def where(self, name: str, is_wanted: Callable[[Value], Any]) -> "Dataset":
        """Return the rows whose cell in a column is wanted."""
        columns = ((part, variable) for part in self.parts for variable in part.variables)
        ((part, variable),) = (column for column in columns if column[1].name == name)
        return self.at([place for place, _ in part.where(variable, is_wanted)])

    def at(self, places: Any) -> "Dataset":
        """Return the rows at some places, which are given as an index of numpy."""
        parts = [Part(part.variables, Each(part.cells.codes[places], part.cells.values)) for part in self.parts]
        return replace(self, parts=parts)

    def faults(self) -> list[Fault]:
        """Return every cell that cannot be published as it is; the first row, which is not a header, has number 1."""
        faults = [
            Fault(self.name, place + 1, variable.name, str(cell), str(variable.fault(cell)), quoted=True)
            for part in self.parts
            for variable in part.variables
            for place, cell in part.where(variable, variable.fault)
        ]
        return sorted(faults, key=attrgetter("row"))


def one_by_one(rows: Iterable[Row]) -> Each[Row]:
    """Return the cells of rows that are made one by one, and seldom repeat each other."""
    made = list(rows)
    return Each(np.arange(len(made)), made)


def rows_themselves(rows: np.ndarray[Any, Any]) -> Each[Row]:
    """Return the cells of a column of row numbers, where 0 stands for no row."""
    return Each(np.arange(len(rows), dtype=np.int32), Unkept(rows.data, lambda row: (row or None,)))


def with_line_feeds(cells: Row) -> Row:
    """Return cells whose lines end with a line feed."""
    return tuple([_LINE_END.sub("\n", cell) if isinstance(cell, str) and "\r" in cell else cell for cell in cells])


def _in_language(text: Phrase, language: str, said_in: Words) -> str:
    return said_in.say("data.in_language", text=text, language=said_in.language_name(language)).text


def exact(number: Fraction | float) -> Decimal:
    """Return the number as a decimal number; a float counts as the number that Python prints for it.

    Raises ValueError if no decimal number of 60 digits is equal to it.
    """
    if isinstance(number, float):
        return Decimal(repr(number))
    with localcontext(prec=60):
        value = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(value) != number:
        raise ValueError(f"{number} cannot be written as a decimal number of at most 60 digits")
    return value


def outward(bounds: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the low and the high bound, rounded outwards to `DECIMALS` decimals, or twice None without bounds."""
    if bounds is None:
        return None, None
    low, high = floor(bounds.low * 10**DECIMALS), ceil(bounds.high * 10**DECIMALS)
    return exact(Fraction(low, 10**DECIMALS)), exact(Fraction(high, 10**DECIMALS))


def plain(number: Decimal | int) -> str:
    """Return a number in digits: with a decimal point, without an exponent, without trailing zeros after the point."""
    text = str(number) if isinstance(number, int) else format(number, "f")  # "f" would turn an int into a float
    return text.rstrip("0").rstrip(".") if "." in text else text
