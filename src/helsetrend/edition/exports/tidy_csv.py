"""A table as tidy CSV, in two dialects, and read back from either without loss.

The neutral one is for programs: comma, decimal point, the codes of the data. The Norwegian one is opened by a double
click: semicolon, decimal comma, a byte order mark, Norwegian headers and words for the codes. There a text that a
spreadsheet program would take for a formula has an apostrophe before it, as has one that begins with an apostrophe.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from helsetrend.edition.exports.dataset import Dataset, Row, Value, Variable, plain
from helsetrend.errors import DataError, Fault

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What begins a formula in one spreadsheet program or another, white space before it or not."""

APOSTROPHE = "'"


@dataclass(frozen=True)
class Dialect:
    """How the cells of a file are written; `language` is that of headers and codes, nothing for those of the data."""

    suffix: str
    delimiter: str
    decimal_mark: str
    encoding: str
    language: str = ""

    def path(self, folder: Path, dataset: Dataset) -> Path:
        """The file of a table."""
        return folder / f"{dataset.name}{self.suffix}"

    def headers(self, dataset: Dataset) -> list[str]:
        """The first row of the file."""
        return [one.header(self.language) if self.language else one.name for one in dataset.variables]


NEUTRAL = Dialect(".csv", ",", ".", "utf-8")
NORWEGIAN = Dialect(".nb.csv", ";", ",", "utf-8-sig", "nb")
DIALECTS = (NEUTRAL, NORWEGIAN)


def write_csv(dataset: Dataset, folder: Path, dialect: Dialect) -> Path:
    """Write a table to its file in the folder, row by row, and give the file; no value is an empty cell."""
    path = dialect.path(folder, dataset)
    forms = [_form(variable, dialect) for variable in dataset.variables]
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator="\n")
        writer.writerow(dialect.headers(dataset))
        for row in dataset.rows():
            writer.writerow([form(cell) for form, cell in zip(forms, row, strict=True)])
    return path


def read_csv(dataset: Dataset, folder: Path, dialect: Dialect) -> Iterator[Row]:
    """The rows of the file of a table, one after the other, as `write_csv` took them.

    Raises DataError where the headers are others, a row has another number of cells, or a cell is of another kind.
    """
    path = dialect.path(folder, dataset)
    reads = [_read(variable, dialect) for variable in dataset.variables]
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
            yield tuple(
                _value(read, cell, Fault(path.name, number, header, cell, f"a {variable.kind}", quoted=True))
                for read, cell, header, variable in zip(reads, cells, headers, dataset.variables, strict=True)
            )


def _form(variable: Variable, dialect: Dialect) -> Callable[[Value], str]:
    """How a cell of a column is written."""
    labels = variable.labels(dialect.language) if dialect.language else {}

    def text(value: Value) -> str:
        told = labels.get(str(value), str(value))
        return f"{APOSTROPHE}{told}" if dialect.language and is_at_risk(told) else told

    def number(value: Value) -> str:
        return plain(value).replace(".", dialect.decimal_mark) if isinstance(value, int | Decimal) else ""

    return {"text": text, "integer": number, "number": number}.get(variable.kind, lambda day: str(day or ""))


def is_at_risk(text: str) -> bool:
    """Whether a text could be taken for a formula, or for one that was made harmless."""
    return text.lstrip().startswith(FORMULA_STARTS) or text.startswith((APOSTROPHE, *FORMULA_STARTS))


def _read(variable: Variable, dialect: Dialect) -> Callable[[str], Value]:
    """How a cell of a column is read."""
    codes = {label: code for code, label in variable.labels(dialect.language).items()} if dialect.language else {}

    def text(cell: str) -> str:
        told = cell[1:] if dialect.language and cell.startswith(APOSTROPHE) else cell
        return codes.get(told, told)

    def number(cell: str) -> Decimal | None:
        return Decimal(cell.replace(dialect.decimal_mark, ".")) if cell else None

    reads: dict[str, Callable[[str], Value]] = {
        "text": text,
        "integer": lambda cell: int(cell) if cell else None,
        "number": number,
        "date": lambda cell: date.fromisoformat(cell) if cell else None,
    }
    return reads[variable.kind]


def _value(read: Callable[[str], Value], cell: str, fault: Fault) -> Value:
    try:
        return read(cell)
    except (ValueError, InvalidOperation) as error:
        raise DataError([fault]) from error
