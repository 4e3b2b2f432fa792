"""Parquet files as the rows of a table, every cell as text; a number keeps its digits."""

from collections.abc import Iterator
from pathlib import Path

from helsetrend.published.readers.cells import EMPTY, Cell, NumberedRow, Sheet, UnreadableFileError
from helsetrend.published.readers.number_format import digits_of

BINARY = ("FLOAT", "DOUBLE")
NUMBERS = ("INT", "UINT", "TINY", "SMALL", "BIG", "HUGE", "UTINY", "USMALL", "UBIG", "DECIMAL", *BINARY)
"""How the names of the types of numbers begin; a binary number has fifteen digits, others keep those they have."""


def parquet_sheets(path: Path) -> list[Sheet]:
    """Return the table of a file, its header as row 1. Raises UnreadableFileError where it cannot be read."""
    import duckdb  # slow, and only needed here

    try:
        with duckdb.connect() as connection:
            table = connection.read_parquet(str(path))
            names, kinds = table.columns, [str(kind).upper() for kind in table.types]
            records = table.project("COLUMNS(*)::VARCHAR").fetchall()
    except duckdb.Error as error:
        raise UnreadableFileError(str(error).splitlines()[0][:200], "a Parquet file that can be read") from error
    return [Sheet("", _rows(names, kinds, records))]


def _rows(names: list[str], kinds: list[str], records: list[tuple[str | None, ...]]) -> Iterator[NumberedRow]:
    yield 1, [Cell(name) for name in names]
    for row, record in enumerate(records, start=2):
        yield row, [_cell(text, kind) for text, kind in zip(record, kinds, strict=True)]


def _cell(text: str | None, kind: str) -> Cell:
    if text is None:
        return EMPTY
    if not kind.startswith(NUMBERS):
        return Cell(text.removesuffix(" 00:00:00"))
    if kind.startswith(BINARY):
        text = digits_of(float(text))
    return Cell(text, text)
