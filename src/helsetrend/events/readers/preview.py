"""How the first rows of a log are understood, by shape: no value of the log, and so no user."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.packing import plain_text
from helsetrend.events.readers.pages import quoted
from helsetrend.events.readers.rows import KIND_CODES, parquet_rows, text_rows
from helsetrend.events.readers.selection import service_sql
from helsetrend.events.readers.shape import shape_of
from helsetrend.events.readers.texts import records_of

ROWS = 3
"""How many rows are shown."""

MOST_READ = 10_000
"""How many rows the shares are of."""

COUNTED = "counted"


@dataclass(frozen=True)
class PreviewRow:
    """A row by its shape: its number, user, time and page as shapes, its kind and service, and what becomes of it."""

    number: int
    user: str
    time: str
    page: str
    kind: str
    service: str
    fate: str


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, and how many of its first rows are counted or left out, by reason."""

    rows: Sequence[PreviewRow]
    fates: dict[str, int]


def preview(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, *, scratch: Path) -> Preview:
    """Return how the first rows of a file are understood.

    Raises DataError where it cannot be read, or lacks a column.
    """
    if mapping.format == "parquet":
        rows = parquet_rows(connection, path, mapping)
    else:
        text = plain_text(connection, path, scratch / "preview.text", records_of(mapping))
        rows = text_rows(connection, path, text, mapping)
    first = rows.checked(f"(SELECT * FROM {rows.relation} LIMIT {MOST_READ})")
    kinds = " ".join(f"WHEN {code} THEN {quoted(kind)}" for kind, code in KIND_CODES.items())
    service = service_sql(mapping) if mapping.services else shape_of("place") if mapping.has_places else "''"
    cells = ", ".join(
        f"coalesce({cell}, '')"
        for cell in (
            shape_of(f"CAST({rows.user_id} AS VARCHAR)"),
            f"CASE WHEN log_flaw = 'impossible_time' THEN {rows.excerpt} "
            f"WHEN {rows.time.is_impossible} THEN '' ELSE 'read' END",
            shape_of("place"),
            f"CASE log_kind {kinds} END",
            service,
        )
    )
    read = f"SELECT *, {rows.place} AS place, CAST({rows.kind} AS TINYINT) AS log_kind FROM {first}"
    query = f"SELECT {rows.number}, {cells}, coalesce(log_flaw, {quoted(COUNTED)}) FROM ({read}) ORDER BY 1"
    found = connection.execute(query).fetchall()
    return Preview([PreviewRow(*row) for row in found[:ROWS]], dict(Counter(row[-1] for row in found)))
