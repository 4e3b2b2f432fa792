"""A table file as it lies on disk: rows of text under a header, before anything is known of their sense.

The form is plain CSV: UTF-8, commas between the columns, one header row.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helsetrend.faults import Fault

OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_raw_table(
    path: Path, columns: Sequence[str], *, optional: Sequence[str] = (), may_be_empty: bool = False
) -> tuple[pd.DataFrame, list[Fault]]:
    """The table in the CSV file at `path`, every cell as text, and what is wrong with the file.

    The index `row` is the line of the file that the record ends on, the header being row 1. Empty
    lines are passed over; a header alone is a fault unless `may_be_empty`. Where the file has faults, the table holds
    the rows that could be read.
    """
    nothing = pd.DataFrame(columns=list(columns), index=pd.Index([], name="row"), dtype="str")
    text, faults = _decoded(path)
    if faults:
        return nothing, faults
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, read = [], 0
    try:
        for record in reader:
            read = reader.line_num
            records += [(read, record)] if record else []
    except csv.Error as error:
        return nothing, [Fault(path.name, read + 1, "", str(error), "CSV with every quote closed")]
    if not records:
        return nothing, [Fault(path.name, 0, "", "an empty file", f"the columns {', '.join(columns)}")]
    (_, header), *rows = records
    header = [name.strip() for name in header]
    if faults := _header_faults(path.name, header, columns, optional):
        return nothing, faults
    if not rows and not may_be_empty:
        return nothing, [Fault(path.name, 1, "", "a header and no rows", "at least one row")]
    faults = [
        Fault(path.name, row, "", f"{len(record)} columns", f"{len(header)} columns, as in the header")
        for row, record in rows
        if len(record) != len(header)
    ]
    whole = [(row, record) for row, record in rows if len(record) == len(header)]
    table = pd.DataFrame(
        [[cell.strip() for cell in record] for _, record in whole],
        columns=header,
        index=pd.Index([row for row, _ in whole], name="row"),
        dtype="str",
    )
    return table.reindex(columns=list(columns), fill_value=""), faults


def _decoded(path: Path) -> tuple[str, list[Fault]]:
    """The text of the file; a fault for every line that is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [Fault(path.name, 0, "", str(error.strerror), "a file that can be read")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return "", [
            Fault(path.name, row, "", line.decode("latin-1"), "text saved as UTF-8 (these bytes look like Latin-1)")
            for row, line in enumerate(data.splitlines(), start=1)
            if not _is_utf8(line)
        ]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _header_faults(file: str, header: Sequence[str], columns: Sequence[str], optional: Sequence[str]) -> list[Fault]:
    """What is wrong with the first row: the wrong sign between columns, or columns unknown, missing or double."""
    if len(header) == 1:
        for delimiter, name in OTHER_DELIMITERS.items():
            if delimiter in header[0]:
                return [Fault(file, 1, "", f"{name} between the columns", "commas between the columns")]
    unknown = [name for name in header if name not in columns]
    double = sorted({name for name in header if header.count(name) > 1})
    missing = [name for name in columns if name not in header and name not in optional]
    allowed = f"the columns {', '.join(columns)}, each once"
    return (
        [Fault(file, 1, name, "an unknown column", allowed) for name in unknown]
        + [Fault(file, 1, name, "a column that stands there twice", allowed) for name in double if name in columns]
        + [Fault(file, 1, name, "a missing column", allowed) for name in missing]
    )
