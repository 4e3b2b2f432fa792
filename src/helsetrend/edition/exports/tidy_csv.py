"""Write a table as tidy CSV in several dialects, each of which can be read back without loss.

The neutral dialect is for programs: comma, decimal point, the codes of the data. That of a language with a decimal
comma opens in a spreadsheet program by a double click: semicolon, decimal comma, a byte order mark, headers in the
language, labels in place of codes. In it an apostrophe precedes a text that would be taken for a formula or that begins
with an apostrophe.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import call
from pathlib import Path
from typing import Any

from helsetrend.edition.exports.dataset import Dataset, Part, Value, Variable, plain
from helsetrend.published import Each
from helsetrend.report.presentation import words

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""The characters that begin a formula in some spreadsheet program, with or without white space before them."""

APOSTROPHE = "'"


@dataclass(frozen=True)
class Dialect:
    """How the cells of a file are written; without a `language`, headers and codes are those of the data."""

    suffix: str
    delimiter: str
    decimal_mark: str
    encoding: str
    language: str = ""

    def path(self, folder: Path, dataset: Dataset) -> Path:
        """Return the path of the file of a table."""
        return folder / f"{dataset.name}{self.suffix}"

    def headers(self, dataset: Dataset) -> list[str]:
        """Return the first row of the file."""
        return [column.header(self.language) if self.language else column.name for column in dataset.variables]


NEUTRAL = Dialect(".csv", ",", ".", "utf-8")


def dialects_of(languages: Sequence[str]) -> list[Dialect]:
    """Return the dialects for a report in some languages: the neutral one, and one for each with a decimal comma."""
    return [
        NEUTRAL,
        *(
            Dialect(f".{language}.csv", ";", ",", "utf-8-sig", language)
            for language in languages
            if words(language).decimal_mark == ","
        ),
    ]


def write_csv(dataset: Dataset, folder: Path, dialect: Dialect) -> Path:
    """Write a table to its file in the folder and return the path; a missing value is an empty cell."""
    path = dialect.path(folder, dataset)
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        file.writelines(lines_of(dataset, dialect))
    return path


def lines_of(dataset: Dataset, dialect: Dialect) -> Iterator[str]:
    """Yield the lines of the file of a table, the first with the headers; a cell can hold the end of a line."""
    yield f"{_csv_writer(dialect).writerow(dialect.headers(dataset))}\n"
    for texts in zip(*(_texts(part, dialect) for part in dataset.parts), strict=True):
        yield f"{''.join(texts)[1:]}\n"


class _Returned:
    """A file in whose place csv returns the line that it would write, without its end."""

    def write(self, line: str) -> str:
        return line[:-1]


def _texts(part: Part, dialect: Dialect) -> Each[str]:
    """Return the text of the columns of a part in each row, a delimiter first; that of equal cells is made once."""
    writers = [_writer(variable, dialect) for variable in part.variables]
    quoted: Callable[[list[str]], str] = _csv_writer(dialect).writerow
    # an empty cell that stood alone would be written as two quotes
    return part.cells.of(lambda row: quoted(["", *map(call, writers, row)]))


def _csv_writer(dialect: Dialect) -> Any:
    """Return a writer of csv whose `writerow` returns the text of the row."""
    return csv.writer(_Returned(), delimiter=dialect.delimiter, lineterminator="\n")


def _writer(variable: Variable, dialect: Dialect) -> Callable[[Value], str]:
    """Return the function that writes a cell of a column."""
    labels = variable.labels(dialect.language) if dialect.language else {}

    def text(value: Value) -> str:
        label = labels.get(str(value), str(value))
        return f"{APOSTROPHE}{label}" if dialect.language and is_at_risk(label) else label

    def number(value: Value) -> str:
        return plain(value).replace(".", dialect.decimal_mark) if isinstance(value, Decimal) else ""

    writers: dict[str, Callable[[Value], str]] = {
        "text": text,
        "integer": lambda value: "" if value is None else str(value),
        "number": number,
        "date": lambda day: str(day or ""),
    }
    return writers[variable.kind]


def is_at_risk(text: str) -> bool:
    """Return whether a text could be taken for a formula, or for one that was made harmless."""
    return text.lstrip().startswith(FORMULA_STARTS) or text.startswith((APOSTROPHE, *FORMULA_STARTS))
