"""The survey of a log file: how many rows it has, of which services, and what is wrong with them, without any user.

A survey reads one file alone, so that files can be surveyed in parallel, and again only when they change.
"""

import errno
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.formats.lines import raw_lines
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.packing import plain_text
from helsetrend.events.readers.pages import matches, quoted
from helsetrend.events.readers.paths import period_in_path
from helsetrend.events.readers.rows import MAX_SERVICES, RowsSql, parquet_rows, service_sql, text_rows
from helsetrend.events.readers.shape import is_name
from helsetrend.events.readers.texts import records_of

FLAWS = ("unreadable", "no_user", "several_users", "impossible_time", "unknown_kind")
"""Faults: a row with one of them is not counted."""

LEFT_OUT = ("ignored", "robot", "failed", "no_page", "empty_file")
"""Reasons to leave out a row that is correct but not an event to count, and a file without rows."""

REMARKS = ("unknown_service", "doubled_time", "late", "early", "doubtful_name")
"""What is unusual about an event that is counted nevertheless.

With `doubtful_name`, most events of a file are outside of the day or month that its path names.
"""

EXAMPLES = 3
LINES_FOR_NAMES = 100
"""How many lines of JSON are read for the names of their fields."""


@dataclass(frozen=True)
class Survey:
    """A survey of one file.

    `readable` is the Parquet file that events are read from; `rows` is the SQL to do so, None where the file was
    written from text. `first_us` and `last_us` are bounds of the times of its events, None where it has none.
    `findings` is the number of rows with each flaw, each reason to leave a row out and each remark that occurs;
    `examples` are some of them, as (number of the line or row, shape of what is wrong). `filled` are the columns of the
    mapping that some row has a value for, and `names` those that lines of JSON have.
    """

    path: Path
    readable: Path
    rows: RowsSql | None
    row_count: int
    first_us: int | None
    last_us: int | None
    services: tuple[str, ...]
    findings: dict[str, int]
    examples: dict[str, list[tuple[int, str]]]
    filled: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def faulty_rows(self) -> int:
        """The number of rows with a flaw."""
        return sum(self.findings.get(flaw, 0) for flaw in FLAWS)


def survey_file(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, *, scratch: Path) -> Survey:
    """Survey one file; a text file is also written into `scratch` as Parquet.

    Raises DataError where it cannot be read or lacks a column.
    """
    with _without_values(path, mapping):
        if mapping.format == "parquet":
            return _survey_parquet(connection, path, mapping)
        return _survey_text(connection, path, mapping, scratch)


@contextmanager
def _without_values(path: Path, mapping: LogMapping) -> Iterator[None]:
    """Raise DataError for an error of the engine, whose message may hold a value of the log and so is not shown."""
    try:
        yield
    except duckdb.Error as error:
        if is_full_disk(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        found = f"cannot be read ({type(error).__name__})"
        raise DataError([Fault(path.name, 0, "", found, f"a file of the format {mapping.format}")]) from None


def _survey_text(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, scratch: Path) -> Survey:
    name = hashlib.sha256(str(path).encode()).hexdigest()
    stage = scratch / f"{name}.{os.getpid()}"  # other processes may write or read this file too
    copy, readable = stage.with_suffix(".text"), scratch / f"{name}.parquet"
    try:
        text = plain_text(connection, path, copy, records_of(mapping))
        rows = text_rows(connection, path, text, mapping)
        columns = _columns(rows, f"CAST({rows.kind} AS TINYINT) AS kind", f"{rows.page} AS page")
        connection.execute(f"COPY {columns} TO {quoted(str(stage))} (FORMAT parquet)")
        stage.replace(readable)
        names = _names_of_fields(connection, text) if mapping.format == "jsonl" else ()
    finally:
        for left in (stage, copy, copy.with_suffix(".plain")):
            left.unlink(missing_ok=True)
    survey = _surveyed(connection, path, readable, None, f"read_parquet({quoted(str(readable))})", mapping)
    return replace(survey, names=names)


def _names_of_fields(connection: duckdb.DuckDBPyConnection, text: Path) -> tuple[str, ...]:
    """Return the names of the fields, and of those in them, that at least half of the first lines of JSON have."""
    found: Counter[str] = Counter()
    lines = connection.execute(f"SELECT text FROM {raw_lines(text)} LIMIT {LINES_FOR_NAMES}").fetchall()
    for (line,) in lines:
        try:
            content = json.loads(line or "")
        except (ValueError, RecursionError):
            continue
        if isinstance(content, dict):
            inner = [f"{name}.{field}" for name, value in content.items() if isinstance(value, dict) for field in value]
            found.update(name for name in [*content, *inner] if is_name(name))
    return tuple(name for name, number in found.items() if 2 * number >= len(lines))


def _survey_parquet(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping) -> Survey:
    rows = parquet_rows(connection, path, mapping)
    return _surveyed(connection, path, path, rows, _columns(rows), mapping)


def _columns(rows: RowsSql, *more: str) -> str:
    """Return the SQL of rows with the columns that a survey reads, and more."""
    columns = (
        f"{rows.number} AS number",
        "log_flaw AS flaw",
        f"{rows.excerpt} AS excerpt",
        f"{rows.time.at} AS at_us",
        f"{rows.time.is_doubled} AS is_doubled",
        f"{rows.place} AS place",
        f"{rows.filled} AS filled",
        f"{rows.user_id} AS user_id",
        *more,
    )
    return f"(SELECT {', '.join(columns)} FROM {rows.checked(rows.relation)})"


def _remarks(path: Path, mapping: LogMapping, rows: RowsSql | None, first_us: int, last_us: int) -> dict[str, str]:
    """Return the SQL condition of each remark that is possible in this file."""
    conditions = {}
    if mapping.services:
        is_known = f"{service_sql(mapping)} IS NOT NULL OR {matches('place', mapping.without_service)}"
        conditions["unknown_service"] = f"place <> '' AND NOT ({is_known})"
    if rows is None or rows.time.is_doubled != "false":
        conditions["doubled_time"] = "is_doubled"
    if period := period_in_path(path):
        start = day_start_us(period.first, mapping.timezone)
        end = day_start_us(period.last + timedelta(days=1), mapping.timezone)
        if first_us < start:
            conditions["late"] = f"at_us < {start}"
        if last_us >= end:
            conditions["early"] = f"at_us >= {end}"
    return {name: f"flaw IS NULL AND ({condition})" for name, condition in conditions.items()}


def _surveyed(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    readable: Path,
    rows: RowsSql | None,
    relation: str,
    mapping: LogMapping,
) -> Survey:
    """Return the survey of a relation with the columns number, flaw, excerpt, at_us, is_doubled and place."""
    by_flaw = dict(connection.execute(f"SELECT flaw, COUNT(*) FROM {relation} GROUP BY flaw").fetchall())
    row_count = sum(by_flaw.values())
    first_us: int | None = None
    last_us: int | None = None
    if by_flaw.pop(None, 0):
        bounds = f"SELECT MIN(at_us), MAX(at_us) FROM {relation} WHERE flaw IS NULL"
        first_us, last_us = (rows and rows.bounds) or connection.execute(bounds).fetchall()[0]
    remarks = _remarks(path, mapping, rows, first_us, last_us) if first_us is not None and last_us is not None else {}
    services = list(mapping.services)
    if not services and mapping.has_places and not mapping.has_pages:
        query = f"SELECT DISTINCT place FROM {relation} WHERE flaw IS NULL AND place <> '' ORDER BY place"
        named = [name for (name,) in connection.execute(query).fetchall() if is_name(name)]
        services = _not_users(connection, relation, rows, named)
        if not mapping.services:
            known = ", ".join(map(quoted, services)) or "''"
            remarks["unknown_service"] = f"flaw IS NULL AND place <> '' AND place NOT IN ({known})"
    by_remark = {
        remark: connection.execute(f"SELECT COUNT(*) FROM {relation} WHERE {condition}").fetchall()[0][0]
        for remark, condition in remarks.items()
    }
    conditions = {**{flaw: f"flaw = {quoted(flaw)}" for flaw in by_flaw if flaw in FLAWS}, **remarks}
    counts = by_flaw | by_remark
    examples = {
        finding: connection.execute(
            f"SELECT number, coalesce(excerpt, '') FROM {relation} WHERE {condition} ORDER BY number LIMIT {EXAMPLES}"
        ).fetchall()
        for finding, condition in conditions.items()
        if counts[finding]
    }
    if rows and not counts:
        rows = replace(rows, flaw="CAST(NULL AS VARCHAR)")  # a file without flaws need not be searched for them again
    outside = counts.get("late", 0) + counts.get("early", 0)
    if 2 * outside > row_count - sum(by_flaw.values()):
        counts["doubtful_name"] = outside
    findings = {} if row_count else {"empty_file": 0}
    findings |= {finding: counts[finding] for finding in (*FLAWS, *LEFT_OUT, *REMARKS) if counts.get(finding)}
    filled = _filled(connection, relation, mapping) if is_nested(mapping) else tuple(mapping.table.names)
    return Survey(path, readable, rows, row_count, first_us, last_us, tuple(services), findings, examples, filled)


def _not_users(
    connection: duckdb.DuckDBPyConnection, relation: str, rows: RowsSql | None, services: list[str]
) -> list[str]:
    """Return the services without those that are also users in the file, as the mapping then names a wrong column."""
    if not services or len(services) > MAX_SERVICES or (rows and rows.user_type != "VARCHAR"):
        return services
    users = f"SELECT DISTINCT user_id FROM {relation} WHERE user_id IN ({', '.join(map(quoted, services))})"
    found = {user for (user,) in connection.execute(users).fetchall()}
    return [name for name in services if name not in found]


def is_nested(mapping: LogMapping) -> bool:
    """Return whether columns are fields of JSON, which a file may lack in every row without an error."""
    return mapping.format == "jsonl" or any(set(name) & set(".[") for name in mapping.table.names)


def _filled(connection: duckdb.DuckDBPyConnection, relation: str, mapping: LogMapping) -> tuple[str, ...]:
    (bits,) = connection.execute(f"SELECT coalesce(bit_or(filled), 0) FROM {relation}").fetchone() or (0,)
    return tuple(name for bit, name in enumerate(mapping.table.names) if bits >> bit & 1)


def is_full_disk(error: Exception) -> bool:
    """Return whether an error of the engine is that a disk, or the folder for temporary files, is full."""
    text = str(error).lower()
    return "no space left" in text or "failed to offload" in text or "max_temp_directory_size" in text
