"""Whether the files of an edition agree: each is read back and compared with the tables that it was made from."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.dataset import Dataset, Row, Value, plain
from helsetrend.edition.exports.json_stat import Cube
from helsetrend.edition.exports.open_data import DATA_FOLDER, cube_of
from helsetrend.edition.exports.tidy_csv import Dialect, dialects_of, lines_of
from helsetrend.edition.exports.workbook import columns_of, rows_as_shown, shown
from helsetrend.errors import Fault
from helsetrend.report import Content
from helsetrend.report.presentation import Words, words

WORKBOOK = "tables.xlsx"


def disagreements(content: Content, folder: Path, *, tables: Sequence[Dataset] | None = None) -> list[Fault]:
    """Return every cell in the folder of an edition that differs from the tables of its report, in each language.

    `tables` are the tables of `datasets` for the report, if they have been made already. The files are `data/*.csv`,
    `data/figures.json` and `LANGUAGE/tables.xlsx`; one that is missing or cannot be read is a fault of its own.
    """
    tables = datasets(content) if tables is None else tables
    home = folder / DATA_FOLDER
    checks = [
        (dialect.path(home, table), _csv_faults(table, home, dialect))
        for table in tables
        for dialect in dialects_of(content.languages)
    ]
    checks.append((home / "figures.json", _cube_faults(cube_of(content, tables), home / "figures.json")))
    for language in content.languages:
        path = folder / language / WORKBOOK
        checks.append((path, _workbook_faults(tables, words(language), path)))
    return [
        fault for path, faults in checks for fault in _until_unreadable(path.relative_to(folder).as_posix(), faults)
    ]


def _until_unreadable(file: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults of a file, up to one that makes it unreadable."""
    try:
        yield from faults
    # faulty XML is a SyntaxError
    except (OSError, ValueError, KeyError, TypeError, IndexError, BadZipFile, SyntaxError, csv.Error) as error:
        yield Fault(file, 0, "", f"{type(error).__name__}: {error}", "a file as the program writes it")


def _csv_faults(table: Dataset, home: Path, dialect: Dialect) -> Iterator[Fault]:
    """Yield what differs in a CSV file, cell by cell, if it is not to the letter what the table says."""
    path, names = dialect.path(home, table), dialect.headers(table)
    with path.open(encoding=dialect.encoding, newline="") as file:
        if all(file.read(len(line)) == line for line in lines_of(table, dialect)) and not file.read(1):
            return
        file.seek(0)
        read, expected = (csv.reader(lines, delimiter=dialect.delimiter) for lines in (file, lines_of(table, dialect)))
        yield from _row_faults(path.name, names, read, expected, start=1)


def _row_faults(
    file: str, names: list[str], read: Iterable[Row], expected: Iterable[Row], *, start: int
) -> Iterator[Fault]:
    """Yield the cells that differ from what is expected, with the numbers of their rows; the first one is `start`."""
    for number, (row, expected_row) in enumerate(zip_longest(read, expected), start=start):
        if row is None or expected_row is None:
            here, wanted = ("nothing" if cells is None else "a row" for cells in (row, expected_row))
            yield Fault(file, number, "", here, wanted)
            continue
        if tuple(row) == tuple(expected_row):
            continue
        for name, cell, value in zip_longest(names, row, expected_row):
            if cell != value:
                yield Fault(file, number, str(name), _text(cell), _text(value))


def _cube_faults(wanted_cube: Cube, path: Path) -> Iterator[Fault]:
    """Yield what differs in the JSON-stat file, for each figure and gap by its position."""
    cube = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    series, periods = (cube["dimension"][name]["category"]["index"] for name in ("series", "period"))
    parts: dict[str, Mapping[str, Any]] = {name: cube["extension"][name] for name in wanted_cube.extensions}
    parts |= {"value": cube["value"], "status": cube["status"]}
    count = 0
    for position, status, cells in wanted_cube.cells():
        expected = {name: cells.get(name) for name in (*wanted_cube.extensions, "value")} | {"status": status}
        name = f"{series[position // len(periods)]}, {periods[position % len(periods)]}"
        for part, value in expected.items():
            wanted = value if isinstance(value, Decimal) else str(value) if value not in (None, "") else None
            here = parts[part].get(str(position))
            if here != wanted:
                yield Fault(path.name, 0, f"{name}, {part}", _text(here), _text(wanted))
        count += 1
    if count != len(cube["status"]):
        yield Fault(path.name, 0, "status", f"{len(cube['status'])} figures and gaps", f"{count}")


def _workbook_faults(tables: Sequence[Dataset], words: Words, path: Path) -> Iterator[Fault]:
    """Yield what differs in each sheet that holds a table, in its header and its rows."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for table in shown(tables):
        name = table.sheet(words.language)
        ranges = [area.ref for area in book[name].tables.values()] if name in book.sheetnames else []
        if len(ranges) != 1:
            yield Fault(path.name, 0, "", ", ".join(book.sheetnames), f"a sheet {name} with one table")
            continue
        rows = book[name][ranges[0]]
        headers = [column.header(words.language) for column in columns_of(table, words.language)]
        yield from _row_faults(f"{path.name} {name}", headers, [[cell.value for cell in rows[0]]], [headers], start=1)
        read = ([_read(cell.value) for cell in row] for row in rows[1:])
        expected = ([_as_cell(value) for value in row] for row in rows_as_shown(table, words))
        yield from _row_faults(f"{path.name} {name}", headers, read, expected, start=2)


def _text(value: Value) -> str:
    """Return a value as a fault shows it."""
    return plain(value) if isinstance(value, Decimal) else str(value)


def _read(cell: Any) -> Value:
    """Return the value of a cell that openpyxl has read; a number in the digits that a workbook keeps."""
    if isinstance(cell, datetime):
        return cell.date()
    return _digits(cell) if isinstance(cell, int | float) else cell


def _as_cell(value: Value) -> Value:
    return _digits(float(value)) if isinstance(value, int | Decimal) else value


def _digits(number: float) -> str:
    """Return a number in the digits that a workbook keeps."""
    return f"number {number:.15G}"
