"""Write a table as tidy CSV in several dialects, and read it back from each without loss.

The neutral dialect is for programs: comma, decimal point, the codes of the data. That of a language with a decimal
comma opens in a spreadsheet program by a double click: semicolon, decimal comma, a byte order mark, headers in the
language, labels in place of codes. In it an apostrophe precedes a text that would be taken for a formula or that begins
with an apostrophe.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from helsetrend.edition.exports.dataset import Dataset, Row, Value, Variable, plain
from helsetrend.errors import DataError, Fault
from helsetrend.report.presentation import words

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""The characters that begin a formula in some spreadsheet program, with or without white space before them."""

APOSTROPHE = "'"

REMEMBERED = 2**12
"""How many texts of a column are kept with how they are written, as most texts of millions of rows are the same."""


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
    """Write a table to its file in the folder, row by row, and return the path; a missing value is an empty cell."""
    path = dialect.path(folder, dataset)
    writers = [_writer(variable, dialect) for variable in dataset.variables]
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator="\n")
        writer.writerow(dialect.headers(dataset))
        for row in dataset.rows():
            writer.writerow([write(cell) for write, cell in zip(writers, row, strict=True)])
    return path


def read_csv(dataset: Dataset, folder: Path, dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of the file of a table, one at a time, with the values that `write_csv` was given.

    Raises DataError if the headers differ, a row has too few or too many cells, or a cell is of the wrong kind.
    """
    path = dialect.path(folder, dataset)
    readers = [_reader(variable, dialect) for variable in dataset.variables]
    headers = dialect.headers(dataset)
    with path.open(encoding=dialect.encoding, newline="") as file:
        for number, cells in enumerate(csv.reader(file, delimiter=dialect.delimiter), start=1):
            if number == 1 and cells != headers:
                raise DataError(
                    [Fault(path.name, 1, "", dialect.delimiter.join(cells), ", ".join(headers), quoted=True)]
                )
            if number == 1:
                continue
            if len(cells) != len(headers):
                raise DataError([Fault(path.name, number, "", f"{len(cells)} cells", f"{len(headers)} cells")])
            try:
                row = tuple([read(cell) for read, cell in zip(readers, cells, strict=True)])
            except (ValueError, InvalidOperation) as error:
                place = next(place for place, read in enumerate(readers) if not _is_readable(read, cells[place]))
                allowed = f"a {dataset.variables[place].kind}"
                fault = Fault(path.name, number, headers[place], cells[place], allowed, quoted=True)
                raise DataError([fault]) from error
            yield row


def _writer(variable: Variable, dialect: Dialect) -> Callable[[Value], str]:
    """Return the function that writes a cell of a column."""
    labels = variable.labels(dialect.language) if dialect.language else {}

    def text(value: Value) -> str:
        label = labels.get(str(value), str(value))
        return f"{APOSTROPHE}{label}" if dialect.language and is_at_risk(label) else label

    def number(value: Value) -> str:
        return plain(value).replace(".", dialect.decimal_mark) if isinstance(value, int | Decimal) else ""

    writers: dict[str, Callable[[Value], str]] = {
        "text": lru_cache(REMEMBERED)(text),
        "integer": number,
        "number": number,
        "date": lambda day: str(day or ""),
    }
    return writers[variable.kind]


def is_at_risk(text: str) -> bool:
    """Return whether a text could be taken for a formula, or for one that was made harmless."""
    return text.lstrip().startswith(FORMULA_STARTS) or text.startswith((APOSTROPHE, *FORMULA_STARTS))


def _reader(variable: Variable, dialect: Dialect) -> Callable[[str], Value]:
    """Return the function that reads a cell of a column."""
    codes = {label: code for code, label in variable.labels(dialect.language).items()} if dialect.language else {}

    def text(cell: str) -> str:
        label = cell[1:] if dialect.language and cell.startswith(APOSTROPHE) else cell
        return codes.get(label, label)

    def number(cell: str) -> Decimal | None:
        return Decimal(cell.replace(dialect.decimal_mark, ".")) if cell else None

    readers: dict[str, Callable[[str], Value]] = {
        "text": lru_cache(REMEMBERED)(text),
        "integer": lambda cell: int(cell) if cell else None,
        "number": number,
        "date": lambda cell: date.fromisoformat(cell) if cell else None,
    }
    return readers[variable.kind]


def _is_readable(read: Callable[[str], Value], cell: str) -> bool:
    try:
        read(cell)
    except (ValueError, InvalidOperation):
        return False
    return True
