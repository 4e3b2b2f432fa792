"""Workbooks of Excel (.xlsx): what each cell shows, and the number where it holds one."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice, repeat, zip_longest
from typing import Any

from helsetrend.published.readers.cells import EMPTY, Cell, NumberedRow, Sheet, UnreadableFileError, text_of
from helsetrend.published.readers.number_format import digits_of, is_percent, percent_of, shown, shown_date

MOST_UNPACKED_BYTES = 64 * 2**20
"""The largest unpacked size of a workbook that is read; a table of published figures has a thousandth of it."""

MOST_CELLS = 2_000_000
"""The most cells and rows that are read of a sheet, empty ones above the last included."""

NO_NAME = "?"
"""The name of a sheet without a name."""

NO_WORKBOOK = "a workbook that can be read, without a password"
TOO_LARGE = f"a sheet of at most {MOST_CELLS} cells (delete the empty rows and columns beside the table)"


def excel_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx file.

    Raises UnreadableFileError, as reading the rows does, where the bytes are broken, too large, locked or no workbook.
    """
    check_size(data)
    values, formulas = (_opened(data, data_only=data_only) for data_only in (True, False))
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    return [Sheet(value.title or NO_NAME, _rows(value, formula)) for value, formula in pairs]


def check_size(data: bytes) -> None:
    """Raise UnreadableFileError where the bytes are not a zip file, or unpack to more than `MOST_UNPACKED_BYTES`."""
    try:
        size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except Exception as error:  # a broken file raises nearly anything
        raise UnreadableFileError(_reason(error), NO_WORKBOOK) from error
    if size > MOST_UNPACKED_BYTES:
        raise UnreadableFileError(f"{size} bytes when unpacked", f"a workbook of at most {MOST_UNPACKED_BYTES}")


def _opened(data: bytes, *, data_only: bool) -> Any:
    file, choices = io.BytesIO(data), {"read_only": True, "data_only": data_only, "rich_text": True}
    return _guarded(lambda openpyxl: openpyxl.load_workbook(file, **choices))


def _guarded(call: Callable[[Any], Any]) -> Any:
    """Call openpyxl, and raise UnreadableFileError for whatever it raises, which is of many kinds."""
    import openpyxl  # slow, and only needed here

    try:
        with warnings.catch_warnings(action="ignore"):  # about parts of a workbook that tables do not have
            return call(openpyxl)
    except Exception as error:
        raise UnreadableFileError(_reason(error), NO_WORKBOOK) from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _rows(values: Any, formulas: Any) -> Iterator[NumberedRow]:
    """Yield each row that is not empty; `values` has the results of formulas, `formulas` the formulas themselves."""
    pairs = enumerate(zip_longest(_parsed(values), _parsed(formulas), fillvalue=()), start=1)
    count = 0
    while batch := _guarded(lambda _: [(row, _cells(row, *pair)) for row, pair in islice(pairs, 100)]):
        for row, cells in batch:
            count += len(cells) + 1
            if count > MOST_CELLS:
                raise UnreadableFileError(f"more than {MOST_CELLS} cells in the sheet {values.title}", TOO_LARGE)
            if any(cell is not EMPTY for cell in cells):
                yield row, cells


def _parsed(sheet: Any) -> Iterator[Sequence[Any]]:
    """Yield the cells of each row as `iter_rows` of openpyxl does, which leaves out the fonts of texts in the sheet."""
    from openpyxl.worksheet._reader import WorkSheetParser

    book, last = sheet.parent, 0
    sheet.reset_dimensions()  # the size that a file states can be wrong
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
            rich_text=True,
        )
        for number, cells in parser.parse():
            if number > last:
                yield from repeat((), number - last - 1)
                yield sheet._get_row(cells)
                last = number


def _cells(row: int, values: Sequence[Any], formulas: Sequence[Any]) -> list[Cell]:
    """Return the cells of a row. Raises ValueError where the cells of the file are out of order."""
    if any(value.row != row for value in values if value.data_type != "n" or value.value is not None):
        raise ValueError(f"a cell of another row in row {row}")
    return [_cell(value, formula) for value, formula in zip(values, formulas, strict=True)]


def _cell(value: Any, formula: Any) -> Cell:
    """Return the cell by its content and format; `formula` is the same cell with its formula instead."""
    content, kind = value.value, value.data_type
    if content is None:
        if formula.data_type != "f" or kind == "str":  # the result of a formula can be an empty text
            return EMPTY
        return Cell(found="a formula without its result", expected="a value (save the file in Excel)")
    if kind == "e":
        return Cell(str(content), found=str(content), expected="a value, not an error")
    if isinstance(content, bool):
        return Cell(str(content).upper(), found=str(content).upper(), expected="a text or a number")
    if isinstance(content, (int, float)):
        return _number(content, value.number_format)
    if isinstance(content, date):
        text = shown_date(content, value.number_format)
        return Cell(text) if text else Cell(str(content), found=str(content), expected="a date that shows its year")
    if isinstance(content, (time, timedelta)):
        return Cell(str(content), found=str(content), expected="a text, a number or a date")
    return Cell(_text(value) if isinstance(content, list) else str(content))


def _text(cell: Any) -> str:
    """Return the text of a cell of several fonts; a part that names none has that of the cell."""
    fonts = [getattr(part, "font", cell.font) for part in cell.value]
    return text_of([(str(part), font.vertAlign == "superscript") for part, font in zip(cell.value, fonts, strict=True)])


def _number(value: float, code: str) -> Cell:
    digits = digits_of(value)
    if not digits:
        return Cell(str(value), found=str(value), expected="a number")
    return Cell(shown(value, code), percent_of(value) if is_percent(code, value) else digits)
