"""A table file as it lies on disk: rows of text under a header, before anything is known of their sense.

It is a text file or a workbook, in any of the forms in which programs save a table. Its header may stand below a
title, in Norwegian or English, and its columns in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.readers.cells import EMPTY, Cell, Row, Sheet, UnreadableFileError
from helsetrend.published.readers.excel import excel_sheets
from helsetrend.published.readers.header import Header, find_header, header_faults
from helsetrend.published.readers.opendocument import opendocument_sheets
from helsetrend.published.readers.text import WrongBytesError, text_sheets

FORMS = {
    ".csv": text_sheets,
    ".tsv": text_sheets,
    ".txt": text_sheets,
    ".xlsx": excel_sheets,
    ".ods": opendocument_sheets,
}
"""The forms that a table file may have, by the end of its name, and what reads them."""

MOST_BYTES = 2**30
"""No larger file is read."""


@dataclass(frozen=True)
class RawTable:
    """A table of text and what is wrong with its file.

    `rows` has every column that is known, and the row of the file as its index: the line that the record ends on, or
    the row of the sheet. `exact` holds the row and column of each cell of the number columns that is no text.
    """

    rows: pd.DataFrame
    faults: Sequence[Fault]
    exact: frozenset[tuple[int, str]] = frozenset()
    header: Header | None = None

    def placed(self, fault: Fault) -> Fault:
        """The fault with the name of its cell, if the table is one of a workbook."""
        if self.header is None or not fault.row or fault.cell:
            return fault
        return replace(fault, cell=self.header.reference(fault.row, fault.column))


def read_raw_table(
    path: Path,
    headers: Mapping[str, str],
    *,
    optional: Sequence[str] = (),
    numbers: Sequence[str] = (),
    may_be_empty: bool = False,
) -> RawTable:
    """The table in the file at `path`, every cell as text, and what is wrong with the file.

    `headers` gives the column by each word that may head it. A column that is `optional` may be left out; it is then
    empty. In a workbook a cell of the `numbers` gives its number in full, any other cell what it shows. Empty rows are
    passed over; a header alone is a fault unless `may_be_empty`. Where the file has faults, the table holds the rows
    that could be read.
    """
    columns = list(dict.fromkeys(headers.values()))
    nothing = pd.DataFrame(columns=columns, index=pd.Index([], name="row"), dtype="str")
    file = path.name
    try:
        header = find_header(_sheets(path), headers)
        if faults := header_faults(header, file, columns, optional):
            return RawTable(nothing, faults)
        records = [(row, cells) for row, cells in header.below if any(cell.is_filled for cell in cells)]
    except UnreadableFileError as error:
        return RawTable(nothing, [Fault(file, error.row, "", error.found, error.allowed)])
    except WrongBytesError as error:
        return RawTable(nothing, [Fault(file, row, "", found, error.allowed) for row, found in error.rows])
    if not records and not may_be_empty:
        place = header.reference(header.row)
        return RawTable(nothing, [Fault(file, header.row, "", "a header and no rows", "at least one row", place)])
    ragged = [] if header.sheet.name else _ragged(file, header, records, optional)
    uneven = {fault.row for fault in ragged}
    whole = [(row, _as_wide(cells, header.width)) for row, cells in records if row not in uneven]
    index = pd.Index([row for row, _ in whole], name="row")
    texts, exact = {}, set()
    for position, name in enumerate(header.names):
        if name:
            cells = [record[position] for _, record in whole]
            numbered = name in numbers
            texts[name] = pd.Series(
                [cell.number if numbered and cell.number else cell.text for cell in cells], index=index, dtype="str"
            )
            exact |= {(row, name) for row, cell in zip(index, cells, strict=True) if numbered and cell.number}
    table = pd.DataFrame(texts, index=index, dtype="str").reindex(columns=columns, fill_value="")
    return RawTable(table, [*ragged, *_cell_faults(file, header, whole)], frozenset(exact), header)


def _sheets(path: Path) -> Sequence[Sheet]:
    """The sheets of the file; those of a text file are the ways to read it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"{path.stat().st_size} bytes", f"a file of at most {MOST_BYTES}")
        return FORMS[path.suffix.lower()](path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(str(error.strerror), "a file that can be read") from error


def _as_wide(cells: list[Cell], width: int) -> list[Cell]:
    return cells if len(cells) >= width else cells + [EMPTY] * (width - len(cells))


def _ragged(file: str, header: Header, records: Sequence[Row], optional: Sequence[str]) -> list[Fault]:
    """The rows of a text file that are not as wide as the header.

    One may end before columns that can be left out, as Excel lets it, and go on with empty ones.
    """
    faults = []
    for row, cells in records:
        if len(cells) == header.width:
            continue
        filled = max(place for place, cell in enumerate(cells, start=1) if cell.is_filled)
        lacking = [name for name in header.names[len(cells) :] if name and name not in optional]
        if lacking or filled > header.width:
            count = max(filled, min(len(cells), header.width))
            faults.append(Fault(file, row, "", f"{count} columns", f"{header.width} columns, as in the header"))
    return faults


def _cell_faults(file: str, header: Header, records: Sequence[Row]) -> list[Fault]:
    """What is wrong with cells by themselves; of a column without a header, its first cell with something in it."""
    faults = []
    told: set[int] = set()
    nameless = {position for position, name in enumerate(header.names) if not name}
    for row, cells in records:
        if len(cells) == header.width and not nameless and not any(cell.found or cell.has_control for cell in cells):
            continue
        for position, cell in enumerate(cells):
            name = header.names[position] if position < header.width else ""
            place = header.sheet.reference(row, position)
            if not name and cell.is_filled and position not in told:
                told.add(position)
                allowed = "nothing, for its column has no header"
                faults.append(Fault(file, row, "", cell.shown or cell.found, allowed, place))
            elif name and cell.found:
                faults.append(Fault(file, row, name, cell.found, cell.allowed, place))
            elif name and cell.has_control:
                faults.append(Fault(file, row, name, cell.shown, "a text without control characters", place))
    return faults
