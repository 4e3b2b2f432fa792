"""Workbooks of Excel (.xlsx): what each cell shows, and the number where it holds one."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice, zip_longest
from typing import Any

from helsetrend.published.readers.cells import EMPTY, Cell, Row, Sheet, UnreadableFileError
from helsetrend.published.readers.number_format import digits_of, is_percent, percent_of, shown, shown_date

MOST_BYTES = 64 * 2**20
"""No workbook is read that is larger when unpacked; a table of published figures has a thousandth of it."""

MOST_CELLS = 2_000_000
"""No more cells and rows than this are read of a sheet, the empty ones above the last included."""

NO_NAME = "?"
"""What a sheet without a name is called."""

NO_WORKBOOK = "a workbook that can be read, without a password"
TOO_LARGE = f"a sheet of at most {MOST_CELLS} cells (delete the empty rows and columns beside the table)"


def excel_sheets(data: bytes) -> list[Sheet]:
    """The sheets of the workbook in the bytes of an .xlsx file.

    Raises UnreadableFileError, as reading the rows does, where it is broken, too large, locked or no workbook.
    """
    check_size(data)
    values, formulas = (_opened(data, data_only=data_only) for data_only in (True, False))
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    return [Sheet(value.title or NO_NAME, _rows(value, formula)) for value, formula in pairs]


def check_size(data: bytes) -> None:
    """Raises UnreadableFileError where the bytes are no zip file, or one that unpacks to more than `MOST_BYTES`."""
    try:
        size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except Exception as error:  # a broken one raises nearly anything
        raise UnreadableFileError(_told(error), NO_WORKBOOK) from error
    if size > MOST_BYTES:
        raise UnreadableFileError(f"{size} bytes when unpacked", f"a workbook of at most {MOST_BYTES}")


def _opened(data: bytes, *, data_only: bool) -> Any:
    return _guarded(lambda openpyxl: openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only))


def _guarded(call: Callable[[Any], Any]) -> Any:
    """What the call of openpyxl gives; UnreadableFileError for whatever it raises, for it raises all sorts."""
    import openpyxl  # slow, and only needed here

    try:
        with warnings.catch_warnings(action="ignore"):  # on parts of a workbook that no table has
            return call(openpyxl)
    except Exception as error:
        raise UnreadableFileError(_told(error), NO_WORKBOOK) from error


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _rows(values: Any, formulas: Any) -> Iterator[Row]:
    """Each row that holds something; a formula is seen only in the second sheet, its value only in the first."""
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # what a file says of its size can be wrong
    pairs = enumerate(zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=()), start=1)
    count = 0
    while batch := _guarded(lambda _: [(row, _cells(row, *pair)) for row, pair in islice(pairs, 100)]):
        for row, cells in batch:
            count += len(cells) + 1
            if count > MOST_CELLS:
                raise UnreadableFileError(f"more than {MOST_CELLS} cells in the sheet {values.title}", TOO_LARGE)
            if any(cell is not EMPTY for cell in cells):
                yield row, cells


def _cells(row: int, values: Sequence[Any], formulas: Sequence[Any]) -> list[Cell]:
    """The cells of a row; raises ValueError where the file does not have its cells in order."""
    if any(value.row != row for value in values if value.data_type != "n" or value.value is not None):
        raise ValueError(f"a cell of another row in row {row}")
    return [_cell(value, formula) for value, formula in zip(values, formulas, strict=True)]


def _cell(value: Any, formula: Any) -> Cell:
    """The cell from what it holds, by its format; `formula` is the same cell, holding its formula instead."""
    content, kind = value.value, value.data_type
    if content is None:
        if formula.data_type != "f" or kind == "str":  # the result of a formula can be an empty text
            return EMPTY
        return Cell(found="a formula without its result", allowed="a value (save the file in Excel)")
    if kind == "e":
        return Cell(str(content), found=str(content), allowed="a value, and no error")
    if isinstance(content, bool):
        return Cell(str(content).upper(), found=str(content).upper(), allowed="a text or a number")
    if isinstance(content, (int, float)):
        return _number(content, value.number_format)
    if isinstance(content, date):
        text = shown_date(content, value.number_format)
        return Cell(text) if text else Cell(str(content), found=str(content), allowed="a date that shows its year")
    if isinstance(content, (time, timedelta)):
        return Cell(str(content), found=str(content), allowed="a text, a number or a date")
    return Cell(str(content))


def _number(value: float, code: str) -> Cell:
    digits = digits_of(value)
    if not digits:
        return Cell(str(value), found=str(value), allowed="a number")
    return Cell(shown(value, code), percent_of(value) if is_percent(code, value) else digits)
