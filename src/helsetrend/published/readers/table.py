"""A table file as it is on disk: rows of text under a header, before their meaning is checked.

It is a text file or a workbook, as programs save a table. The header can be below a title, in Norwegian or English, and
the columns in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.readers.body import body_of
from helsetrend.published.readers.cells import Cell, Content, Sheet, UnreadableFileError, as_cell, is_faulty, is_filled
from helsetrend.published.readers.excel import excel_sheets
from helsetrend.published.readers.header import Header, find_header, header_faults
from helsetrend.published.readers.opendocument import opendocument_sheets
from helsetrend.published.readers.records import Records
from helsetrend.published.readers.text import DELIMITERS, WrongBytesError, text_sheets
from helsetrend.published.schemas import as_category, used

TABLE_READERS = {
    ".csv": text_sheets,
    ".tsv": text_sheets,
    ".txt": text_sheets,
    ".xlsx": excel_sheets,
    ".ods": opendocument_sheets,
}
"""The function that reads a table file, by the ending of its name; other files are not tables."""

MOST_BYTES = 2**30
"""The largest file that is read."""


@dataclass(frozen=True)
class RawTable:
    """A table of text, its columns as categories, and the faults of its file.

    `rows` has every known column, and the row of the file as its index: the line on which the record ends, or the row
    of the sheet. `exact` has the row and column of each cell in a number column that is a number, not a text. `notes`
    are the rows below the table that hold no record and were passed over.
    """

    rows: pd.DataFrame
    faults: Sequence[Fault]
    exact: frozenset[tuple[int, str]] = frozenset()
    header: Header | None = None
    notes: Sequence[Fault] = ()

    def placed(self, fault: Fault) -> Fault:
        """Return the fault with the name of its cell, if the table is in a workbook."""
        if self.header is None or not self.header.sheet.name or not fault.row or fault.cell:
            return fault
        return fault._replace(cell=self.header.reference(fault.row, fault.column))


def delimited_header(data: bytes, headers: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the sign between the columns of a text file, and the column that each text of its header names.

    `headers` has the column for each text. Raises UnreadableFileError where no row is a header.
    """
    sheets = text_sheets(data)
    header = find_header(sheets, headers)
    place = next(place for place, sheet in enumerate(sheets) if sheet is header.sheet)
    return DELIMITERS[place], header.names


def read_raw_table(
    path: Path,
    headers: Mapping[str, str],
    *,
    optional: Sequence[str] = (),
    numbers: Sequence[str] = (),
    may_be_empty: bool = False,
) -> RawTable:
    """Read the table in the file at `path`, every cell as text, with the faults of the file.

    `headers` has the column for each text that may head it. A column that is `optional` may be missing; it is then
    empty. In a workbook a cell of the columns `numbers` is read as its full number, any other cell as what it shows.
    Empty rows are skipped, and so are notes below the table (see `body_of`); a header without rows is a fault unless
    `may_be_empty`. If the file has faults, the table has the rows that could be read.
    """
    columns = list(dict.fromkeys(headers.values()))
    file = path.name

    def unread(*faults: Fault) -> RawTable:
        return RawTable(pd.DataFrame(columns=columns, index=pd.Index([], name="row"), dtype="str"), faults)

    try:
        header = find_header(_sheets(path), headers)
        if faults := header_faults(header, file, columns, optional):
            return unread(*faults)
        body = body_of(header, file, optional=optional, numbers=numbers)
    except UnreadableFileError as error:
        return unread(Fault(file, error.row, "", error.found, error.expected))
    except WrongBytesError as error:
        return unread(*(Fault(file, row, "", text, error.expected, quoted=True) for row, text in error.rows))
    header, records = header.without_rows(), body.records
    if not len(records) and not may_be_empty and not body.faults:
        place = header.reference(header.row)
        return unread(Fault(file, header.row, "", "a header without rows", "at least one row", place))
    ragged = [] if header.sheet.name else _ragged(file, header, records, optional)
    whole = records.where(~np.isin(records.rows, [fault.row for fault in ragged]))
    index = pd.Index(whole.rows, name="row")
    texts, exact = {}, set()
    for position, name in enumerate(header.names):
        if name:
            codes, numbered = whole.column(position), name in numbers
            texts[name] = _texts(codes, whole.contents, is_numbered=numbered)
            is_exact = whole.each(_is_number)[codes] if numbered else False
            exact |= {(row, name) for row in whole.rows[is_exact].tolist()} if numbered else set()
    table = pd.DataFrame(texts, index=index).reindex(columns=columns)
    nothing_given = pd.Categorical.from_codes(np.zeros(len(index), dtype=np.int8), [""])
    table = table.assign(**{name: nothing_given for name in columns if name not in texts})
    faults = [*body.faults, *ragged, *_cell_faults(file, header, whole)]
    return RawTable(table, faults, frozenset(exact), header, body.notes)


def _texts(codes: "np.ndarray[Any, Any]", contents: Sequence[Content], *, is_numbered: bool) -> pd.Categorical:
    """Return the texts of the cells at places among the distinct contents, of numbers the digits."""
    of_rows, places = used(codes, len(contents))
    found = (contents[place] for place in places.tolist())
    return as_category(of_rows, [_text(content, is_numbered=is_numbered) for content in found])


def _text(content: Content, *, is_numbered: bool) -> str:
    if isinstance(content, str):
        return content.strip()
    return content.number if is_numbered and content.number else content.text


def _is_number(content: Content) -> bool:
    return not isinstance(content, str) and bool(content.number)


def _sheets(path: Path) -> Sequence[Sheet]:
    """Return the sheets of the file; those of a text file are the ways to read it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"{path.stat().st_size} bytes", f"a file of at most {MOST_BYTES}")
        return TABLE_READERS[path.suffix.lower()](path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(str(error.strerror), "a file that can be read") from error


def _ragged(file: str, header: Header, records: Records, optional: Sequence[str]) -> list[Fault]:
    """Return a fault for each row of a text file that is not as wide as the header.

    A row may end before optional columns, as Excel writes it, or have empty cells after the last column.
    """
    faults = []
    for place in np.flatnonzero(records.lengths != header.width).tolist():
        row, cells = records[place]
        filled = max(place for place, cell in enumerate(cells, start=1) if cell.is_filled)
        lacking = [name for name in header.names[len(cells) :] if name and name not in optional]
        if lacking or filled > header.width:
            count = max(filled, min(len(cells), header.width))
            faults.append(Fault(file, row, "", f"{count} columns", f"{header.width} columns, as in the header"))
    return faults


def _cell_faults(file: str, header: Header, records: Records) -> list[Fault]:
    """Return a fault for each faulty cell, and for the first filled cell of each column without a header."""
    faults = []
    names = dict(enumerate(header.names)) | dict.fromkeys(range(header.width, records.lengths.max(initial=0)), "")
    is_wrong = records.each(is_faulty)
    has_text = records.each(is_filled) if "" in names.values() else is_wrong
    for position, name in names.items():
        if name and not is_wrong.any():
            continue
        codes = records.column(position)
        places = np.flatnonzero(is_wrong[codes]) if name else np.flatnonzero(has_text[codes])[:1]
        for row, code in zip(records.rows[places].tolist(), codes[places].tolist(), strict=True):
            cell = as_cell(records.contents[code])
            faults.append(_cell_fault(file, row, name, cell, header.sheet.reference(row, position)))
    return faults


def _cell_fault(file: str, row: int, name: str, cell: Cell, place: str) -> Fault:
    """Return the fault of a cell, in the column of a name or in one without a header."""
    if not name:
        expected = "nothing, since its column has no header"
        return Fault(file, row, "", cell.shown or cell.found, expected, place, quoted=bool(cell.shown))
    if cell.found:
        return Fault(file, row, name, cell.found, cell.expected, place, quoted=bool(cell.shown))
    return Fault(file, row, name, cell.shown, "a text without control characters", place, quoted=True)
