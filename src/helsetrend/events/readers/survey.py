"""The survey of a log file: how many rows it has, of which services, and what is wrong with them, without any user.

A survey reads one file alone, so that files can be surveyed in parallel, and again only when they change.
"""

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.pages import matches, quoted
from helsetrend.events.readers.paths import period_in_path
from helsetrend.events.readers.rows import RowsSql, parquet_rows, service_sql, text_rows

FLAWS = ("unreadable", "no_user", "impossible_time", "unknown_kind")
"""Faults: a row with one of them is not counted."""

LEFT_OUT = ("ignored", "robot", "failed", "no_page")
"""Reasons to leave out a row that is correct but not an event to count."""

REMARKS = ("unknown_service", "doubled_time", "late", "early")
"""What is unusual about an event that is counted nevertheless."""

EXAMPLES = 3
EXCERPT, NO_EXCERPT = "coalesce(excerpt, '')", "''"


@dataclass(frozen=True)
class Survey:
    """A survey of one file.

    `readable` is the Parquet file that events are read from; `rows` is the SQL to do so, None where the file was
    written from text. `first_us` and `last_us` are bounds of the times of its events, None where it has none.
    `findings` is the number of rows with each flaw, each reason to leave a row out and each remark that occurs;
    `examples` are some of them, as (number of the line or row, excerpt).
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

    @property
    def faulty_rows(self) -> int:
        """The number of rows with a flaw."""
        return sum(self.findings.get(flaw, 0) for flaw in FLAWS)


def survey_file(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, *, scratch: Path) -> Survey:
    """Survey one file; a text file is also written into `scratch` as Parquet.

    Raises DataError where it cannot be read or lacks a column.
    """
    try:
        if mapping.format == "parquet":
            return _survey_parquet(connection, path, mapping)
        return _survey_text(connection, path, mapping, scratch)
    except duckdb.Error as error:
        message = str(error).splitlines()[0][:80]
        raise DataError([Fault(path.name, 0, "", message, f"a file of the format {mapping.format}")]) from error


def _survey_text(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, scratch: Path) -> Survey:
    rows = text_rows(connection, path, mapping)
    name = hashlib.sha256(str(path).encode()).hexdigest()
    readable = scratch / f"{name}.parquet"
    columns = f"{_columns(rows)}, {rows.user_id} AS user_id, CAST({rows.kind} AS TINYINT) AS kind"
    stage = readable.with_suffix(f".{os.getpid()}")  # other processes may write or read it too
    connection.execute(f"COPY (SELECT {columns} FROM {_with_steps(rows)}) TO {quoted(str(stage))} (FORMAT parquet)")
    stage.replace(readable)
    return _surveyed(connection, path, readable, None, f"read_parquet({quoted(str(readable))})", mapping)


def _survey_parquet(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping) -> Survey:
    rows = parquet_rows(connection, path, mapping)
    return _surveyed(connection, path, path, rows, f"(SELECT {_columns(rows)} FROM {_with_steps(rows)})", mapping)


def _with_steps(rows: RowsSql) -> str:
    steps = "".join(f", {sql} AS {name}" for name, sql in rows.time.steps.items())
    return f"(SELECT *{steps} FROM {rows.relation})"


def _columns(rows: RowsSql) -> str:
    return (
        f"{rows.number} AS number, {rows.flaw} AS flaw, {rows.excerpt} AS excerpt, {rows.time.at} AS at_us, "
        f"{rows.time.is_doubled} AS is_doubled, {rows.place} AS place"
    )


def _has_pages(mapping: LogMapping) -> bool:
    return mapping.is_access or bool(mapping.table.page)


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
    if not services and mapping.has_places and not _has_pages(mapping):
        query = f"SELECT DISTINCT place FROM {relation} WHERE flaw IS NULL AND place <> '' ORDER BY place"
        services = [name for (name,) in connection.execute(query).fetchall()]
    by_remark = {
        remark: connection.execute(f"SELECT COUNT(*) FROM {relation} WHERE {condition}").fetchall()[0][0]
        for remark, condition in remarks.items()
    }
    conditions = {**{flaw: f"flaw = {quoted(flaw)}" for flaw in by_flaw if flaw in FLAWS}, **remarks}
    counts = by_flaw | by_remark
    examples = {
        finding: connection.execute(
            f"SELECT number, {NO_EXCERPT if finding == 'unknown_service' else EXCERPT} "
            f"FROM {relation} WHERE {condition} ORDER BY number LIMIT {EXAMPLES}"
        ).fetchall()
        for finding, condition in conditions.items()
        if counts[finding]
    }
    if rows and not counts:
        rows = replace(rows, flaw="CAST(NULL AS VARCHAR)")  # a file without flaws need not be searched for them again
    findings = {finding: counts[finding] for finding in (*FLAWS, *LEFT_OUT, *REMARKS) if counts.get(finding)}
    return Survey(path, readable, rows, row_count, first_us, last_us, tuple(services), findings, examples)
