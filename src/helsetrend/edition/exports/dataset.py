"""A table that an edition publishes: typed columns, their meaning in each language, and rows of exact values.

The open data and the workbook are written from it, and compared with it when they are read back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from itertools import islice, zip_longest
from math import ceil, floor
from typing import Any, Literal

from helsetrend.errors import Fault
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

MOST_HELD = 250_000
"""The largest number of rows of a table that are held in memory, and not worked out anew each time they are read."""

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


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A table of an edition. Each call of `source` returns all its rows, one at a time, as there may be millions.

    Title and description come from the wording.
    """

    name: str
    variables: Sequence[Variable]
    source: Callable[[], Iterable[Row]]

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
        """Yield the rows; lines within a text are separated by a line feed."""
        yield from self._made() if self._held is None else self._held

    @cached_property
    def count(self) -> int:
        """The number of rows."""
        return sum(1 for _ in self.rows())

    @cached_property
    def _held(self) -> tuple[Row, ...] | None:
        """The rows, or None if there are more than are held."""
        rows = tuple(islice(self._made(), MOST_HELD + 1))
        return rows if len(rows) <= MOST_HELD else None

    def _made(self) -> Iterator[Row]:
        for row in self.source():
            yield tuple([_LINE_END.sub("\n", cell) if isinstance(cell, str) and "\r" in cell else cell for cell in row])

    def place(self, variable: str) -> int:
        """Return the position of a variable. Raises ValueError if there is none of this name."""
        return [column.name for column in self.variables].index(variable)

    def faults(self) -> list[Fault]:
        """Return every cell that cannot be published as it is; the first row, which is not a header, has number 1."""
        return [
            Fault(self.name, number, variable.name if variable else "", str(cell), allowed, quoted=True)
            for number, row in enumerate(self.rows(), start=1)
            for variable, cell in zip_longest(self.variables, row)
            if (allowed := variable.fault(cell) if variable else "no further cell")
        ]


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
