"""A table that an edition gives away: typed columns, what they mean in both languages, and rows of exact values.

The open data and the workbook are all written from it, and read back against it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import zip_longest
from math import ceil, floor
from typing import Any, Literal

from helsetrend.errors import Fault
from helsetrend.report.presentation import words
from helsetrend.values import Interval

Value = str | int | Decimal | date | None
Row = Sequence[Value]
Kind = Literal["text", "integer", "number", "date"]

TYPES: Mapping[Kind, type | tuple[type, ...]] = {"text": str, "integer": int, "number": Decimal, "date": date}
"""What a cell of each kind is. A text is never None, every other cell is where there is no value."""

DECIMALS = 6
"""Bounds that are no decimal number are rounded outwards to so many decimals."""

LONGEST = 32_767
"""How many characters a cell of a spreadsheet holds at most."""

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One column, named as in the data; header and description come from the wording, under `word` or else the name.

    `codes` gives for each code that its text can be the key of the words for it. `language` is that of its text,
    where it has one; `only_data` is a column for programs, left out of the workbook. `empty` says why a cell can be
    empty: it is a key of `code.empty`, or the column of the same row whose code says it.
    """

    name: str
    word: str = ""
    kind: Kind = "text"
    codes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    only_data: bool = False
    empty: str = "not_applicable"

    def header(self, language: str) -> str:
        """The header in a language."""
        said = words(language).say(f"variable.{self.word or self.name}.header")
        is_foreign = self.language not in ("", language)
        return words(language).say(f"data.in_{self.language}", text=said).text if is_foreign else said.text

    def description(self, language: str) -> str:
        """What the column holds, in a language."""
        said = words(language).say(f"variable.{self.word or self.name}.description")
        return words(language).say(f"data.in_{self.language}", text=said).text if self.language else said.text

    def labels(self, language: str) -> dict[str, str]:
        """The words for each code, in a language; no two codes of a variable have the same."""
        return {code: words(language).say(key).text for code, key in self.codes.items()}

    def fault(self, value: Any) -> str | None:
        """What would be allowed instead of the value; None where it is right."""
        if value is None and self.kind != "text":
            return None
        if not isinstance(value, TYPES[self.kind]):
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


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A table of an edition. `source` gives its rows anew at each call, one after the other: there may be millions.

    Title and description in a language come from the wording.
    """

    name: str
    variables: Sequence[Variable]
    source: Callable[[], Iterable[Row]]

    def title(self, language: str) -> str:
        """The title in a language."""
        return words(language).say(f"dataset.{self.name}.title").text

    def description(self, language: str) -> str:
        """What the rows are, in a language."""
        return words(language).say(f"dataset.{self.name}.description").text

    def sheet(self, language: str) -> str:
        """The name of its sheet in a workbook, in a language."""
        return words(language).say(f"dataset.{self.name}.sheet").text

    def rows(self) -> Iterator[Row]:
        """The rows; within a text every line ends with a line feed."""
        for row in self.source():
            yield tuple(_LINE_END.sub("\n", cell) if isinstance(cell, str) else cell for cell in row)

    def place(self, variable: str) -> int:
        """The position of a variable. Raises ValueError where there is none of this name."""
        return [one.name for one in self.variables].index(variable)

    def faults(self) -> list[Fault]:
        """Every cell that cannot be given away as it is; the rows are counted from 1, without a header."""
        return [
            Fault(self.name, number, variable.name if variable else "", str(cell), allowed, quoted=True)
            for number, row in enumerate(self.rows(), start=1)
            for variable, cell in zip_longest(self.variables, row)
            if (allowed := variable.fault(cell) if variable else "no further cell")
        ]


def exact(number: Fraction | float) -> Decimal:
    """The number as a decimal number; a float is the number that it is written as.

    Raises ValueError where no decimal number of 60 digits is equal to it.
    """
    if isinstance(number, float):
        return Decimal(repr(number))
    with localcontext(prec=60):
        value = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(value) != number:
        raise ValueError(f"{number} is no decimal number")
    return value


def outward(bounds: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """Bounds as decimal numbers, rounded outwards to `DECIMALS` so that nothing is left out; nothing for none."""
    if bounds is None:
        return None, None
    low, high = floor(bounds.low * 10**DECIMALS), ceil(bounds.high * 10**DECIMALS)
    return exact(Fraction(low, 10**DECIMALS)), exact(Fraction(high, 10**DECIMALS))


def plain(number: Decimal | int) -> str:
    """A number in digits, with a point, without an exponent and without closing zeros after the point."""
    text = str(number) if isinstance(number, int) else format(number, "f")  # of an int, "f" makes a float
    return text.rstrip("0").rstrip(".") if "." in text else text
