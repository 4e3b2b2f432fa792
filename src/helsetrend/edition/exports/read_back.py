"""Whether the files of an edition say the same: each is read back and held against the tables that it was made from."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.dataset import Dataset, Row, Value, plain
from helsetrend.edition.exports.json_stat import EXTENSIONS
from helsetrend.edition.exports.open_data import DATA, cube_of
from helsetrend.edition.exports.tidy_csv import DIALECTS, Dialect, read_csv
from helsetrend.edition.exports.workbook import MOST_ROWS, cells_of, columns_of, shown
from helsetrend.errors import DataError, Fault
from helsetrend.report import Content
from helsetrend.report.presentation import Words, words
from helsetrend.values import LANGUAGES

WORKBOOK = "tables.xlsx"
NOTHING = "nothing"


def disagreements(content: Content, folder: Path, *, tables: Sequence[Dataset] | None = None) -> list[Fault]:
    """Every cell in the folder of an edition that is not as the tables of its report say, in each language.

    `tables` are those of `datasets` for the report, where they have been made already. Reads `data/*.csv`,
    `data/figures.json` and `LANGUAGE/tables.xlsx`. A file that is missing, or cannot be read, is a fault of its own.
    """
    tables = datasets(content) if tables is None else tables
    home = folder / DATA
    checks = [(one.path(home, table), _csv_faults(table, home, one)) for table in tables for one in DIALECTS]
    checks.append((home / "figures.json", _cube_faults(tables, home / "figures.json")))
    for language in LANGUAGES:
        path = folder / language / WORKBOOK
        checks.append((path, _workbook_faults(tables, words(language), path)))
    return [fault for path, found in checks for fault in _told(path.relative_to(folder).as_posix(), found)]


def _told(file: str, found: Iterable[Fault]) -> Iterator[Fault]:
    """The faults of a file, up to the one that keeps it from being read on."""
    try:
        yield from found
    except DataError as error:
        yield from error.faults
    except (OSError, ValueError, KeyError, TypeError, IndexError, BadZipFile, SyntaxError) as error:  # of XML, too
        yield Fault(file, 0, "", f"{type(error).__name__}: {error}", "a file as the program writes it")


def _csv_faults(table: Dataset, home: Path, dialect: Dialect) -> Iterator[Fault]:
    names = dialect.headers(table)
    yield from _rows_apart(dialect.path(home, table).name, names, read_csv(table, home, dialect), table.rows())


def _rows_apart(file: str, names: list[str], found: Iterable[Row], meant: Iterable[Row]) -> Iterator[Fault]:
    """The cells that are not as they are meant to be, where the header is row 1."""
    for number, (row, right) in enumerate(zip_longest(found, meant), start=2):
        if row is None or right is None:
            yield Fault(file, number, "", NOTHING if row is None else "a row", NOTHING if right is None else "a row")
            continue
        for name, cell, value in zip_longest(names, row, right):
            if cell != value:
                yield Fault(file, number, str(name), _plainly(cell), _plainly(value))


def _cube_faults(tables: Sequence[Dataset], path: Path) -> Iterator[Fault]:
    """By its position, each figure and hole of the JSON-stat file."""
    cube = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    series, periods = (cube["dimension"][name]["category"]["index"] for name in ("series", "period"))
    parts: dict[str, Mapping[str, Any]] = {name: cube["extension"][name] for name in EXTENSIONS}
    parts |= {"value": cube["value"], "status": cube["status"]}
    seen = 0
    for at, status, cells in cube_of(tables).cells():
        meant = {name: cells.get(name) for name in (*EXTENSIONS, "value")} | {"status": status}
        name = f"{series[at // len(periods)]}, {periods[at % len(periods)]}"
        for part, value in meant.items():
            told = value if isinstance(value, Decimal) else str(value) if value not in (None, "") else None
            found = parts[part].get(str(at))
            if found != told:
                yield Fault(path.name, 0, f"{name}, {part}", _plainly(found), _plainly(told))
        seen += 1
    if seen != len(cube["status"]):
        yield Fault(path.name, 0, "status", f"{len(cube['status'])} figures and holes", f"{seen}")


def _workbook_faults(tables: Sequence[Dataset], words: Words, path: Path) -> Iterator[Fault]:
    """Each sheet that holds a table: its header and its rows, as far as a sheet goes."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for table in shown(tables):
        name = table.sheet(words.language)
        places = [one.ref for one in book[name].tables.values()] if name in book.sheetnames else []
        if len(places) != 1:
            yield Fault(path.name, 0, "", ", ".join(book.sheetnames), f"a sheet {name} with one table")
            continue
        rows = book[name][places[0]]
        headers = [one.header(words.language) for one in columns_of(table, words.language)]
        yield from _rows_apart(f"{path.name} {name}", headers, [[cell.value for cell in rows[0]]], [headers])
        found = ([_read(cell.value) for cell in row] for row in rows[1:])
        meant = ([_as_cell(one) for one in cells_of(table, row, words)] for row in islice(table.rows(), MOST_ROWS))
        yield from _rows_apart(f"{path.name} {name}", headers, found, meant)


def _plainly(value: Value) -> str:
    """A value as a fault tells it."""
    return plain(value) if isinstance(value, Decimal) else str(value)


def _read(cell: Any) -> Value:
    """A cell as openpyxl reads it; a number is compared in the digits that a workbook keeps."""
    if isinstance(cell, datetime):
        return cell.date()
    return _digits(cell) if isinstance(cell, int | float) else cell


def _as_cell(value: Value) -> Value:
    return _digits(float(value)) if isinstance(value, int | Decimal) else value


def _digits(number: float) -> str:
    """A number as far as a workbook keeps it."""
    return f"number {number:.15G}"
