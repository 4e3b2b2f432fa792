"""What a file of a log holds and what is wrong with it: counted, with examples, and without any user.

A survey looks at one file alone, so that files can be surveyed at the same time, and again only when they change.
"""

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.mapping import Mapping
from helsetrend.events.readers.pages import matches, quoted
from helsetrend.events.readers.paths import dated
from helsetrend.events.readers.rows import Rows, parquet_rows, service_sql, text_rows

FLAWS = ("unreadable", "no_user", "impossible_time", "unknown_kind")
"""What keeps a row from being counted because something is wrong with it."""

LEFT_OUT = ("ignored", "robot", "failed", "no_page")
"""What keeps a row from being counted because it is none of what is counted."""

REMARKS = ("unknown_service", "doubled_time", "late", "early")
"""What is strange about an event that counts nevertheless."""

EXAMPLES = 3


@dataclass(frozen=True)
class Survey:
    """What is known of one file.

    `readable` is the Parquet file that events are read from, and `rows` how (None where it was written from text);
    `first_us` and `last_us` are bounds of the times of its events, None where it has none. `found` holds how many rows
    there are of each flaw, each reason to leave a row out, each remark; `examples` some of them, as (number of the
    line or row, what stands there).
    """

    path: Path
    readable: Path
    rows: Rows | None
    count: int
    first_us: int | None
    last_us: int | None
    services: tuple[str, ...]
    found: dict[str, int]
    examples: dict[str, list[tuple[int, str]]]

    @property
    def bad(self) -> int:
        """How many rows are not counted because something is wrong with them."""
        return sum(self.found.get(flaw, 0) for flaw in FLAWS)


def survey_file(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping, *, scratch: Path) -> Survey:
    """Look at one file; what is text is written into `scratch` as Parquet.

    Raises DataError where it cannot be read or lacks a column.
    """
    try:
        if mapping.format == "parquet":
            return _survey_parquet(engine, path, mapping)
        return _survey_text(engine, path, mapping, scratch)
    except duckdb.Error as error:
        told = str(error).splitlines()[0][:80]
        raise DataError([Fault(path.name, 0, "", told, f"a file of the format {mapping.format}")]) from error


def _survey_text(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping, scratch: Path) -> Survey:
    rows = text_rows(engine, path, mapping)
    name = hashlib.sha256(str(path).encode()).hexdigest()
    readable = scratch / f"{name}.parquet"
    columns = f"{_columns(rows)}, {rows.user_id} AS user_id, CAST({rows.kind} AS TINYINT) AS kind"
    stage = readable.with_suffix(f".{os.getpid()}")  # others may write it too, or read it, at this moment
    engine.execute(f"COPY (SELECT {columns} FROM {_with_steps(rows)}) TO {quoted(str(stage))} (FORMAT parquet)")
    stage.replace(readable)
    return _surveyed(engine, path, readable, None, f"read_parquet({quoted(str(readable))})", mapping)


def _survey_parquet(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping) -> Survey:
    rows = parquet_rows(engine, path, mapping)
    return _surveyed(engine, path, path, rows, f"(SELECT {_columns(rows)} FROM {_with_steps(rows)})", mapping)


def _with_steps(rows: Rows) -> str:
    steps = "".join(f", {sql} AS {name}" for name, sql in rows.time.steps.items())
    return f"(SELECT *{steps} FROM {rows.relation})"


def _columns(rows: Rows) -> str:
    return (
        f"{rows.number} AS number, {rows.flaw} AS flaw, {rows.told} AS told, {rows.time.at} AS at_us, "
        f"{rows.time.is_doubled} AS is_doubled, {rows.place} AS place"
    )


def _has_pages(mapping: Mapping) -> bool:
    return mapping.is_access or bool(mapping.table.page)


def _remarks(path: Path, mapping: Mapping, rows: Rows | None, first_us: int, last_us: int) -> dict[str, str]:
    """The SQL of what is to be remarked on of the events, as far as it is possible at all."""
    conditions = {}
    if mapping.services:
        is_known = f"{service_sql(mapping)} IS NOT NULL OR {matches('place', mapping.without_service)}"
        conditions["unknown_service"] = f"place <> '' AND NOT ({is_known})"
    if rows is None or rows.time.is_doubled != "false":
        conditions["doubled_time"] = "is_doubled"
    if day := dated(path):
        start, end = (day_start_us(one, mapping.timezone) for one in (day.first, day.last + timedelta(days=1)))
        if first_us < start:
            conditions["late"] = f"at_us < {start}"
        if last_us >= end:
            conditions["early"] = f"at_us >= {end}"
    return {name: f"flaw IS NULL AND ({condition})" for name, condition in conditions.items()}


def _surveyed(
    engine: duckdb.DuckDBPyConnection, path: Path, readable: Path, rows: Rows | None, told: str, mapping: Mapping
) -> Survey:
    """The survey of rows with the columns number, flaw, told, at_us, is_doubled and place."""
    found: dict[str, int] = {}
    first_us: int | None = None
    last_us: int | None = None
    for flaw, count in engine.execute(f"SELECT flaw, COUNT(*) FROM {told} GROUP BY flaw").fetchall():
        found[flaw or "counted"] = count
    count = sum(found.values())
    if found.pop("counted", 0):
        bounds = f"SELECT MIN(at_us), MAX(at_us) FROM {told} WHERE flaw IS NULL"
        first_us, last_us = (rows and rows.bounds) or engine.execute(bounds).fetchall()[0]
    remarks = _remarks(path, mapping, rows, first_us, last_us) if first_us is not None and last_us is not None else {}
    services = list(mapping.services)
    if not services and mapping.has_places and not _has_pages(mapping):
        query = f"SELECT DISTINCT place FROM {told} WHERE flaw IS NULL AND place <> '' ORDER BY place"
        services = [name for (name,) in engine.execute(query).fetchall()]
    where = {**{flaw: f"flaw = {quoted(flaw)}" for flaw in found if flaw in FLAWS}, **remarks}
    for remark, condition in remarks.items():
        found[remark] = (engine.execute(f"SELECT COUNT(*) FROM {told} WHERE {condition}").fetchone() or (0,))[0]
    examples = {
        flaw: engine.execute(
            f"SELECT number, coalesce(CASE WHEN {quoted(flaw)} = 'unknown_service' THEN NULL ELSE told END, '') "
            f"FROM {told} WHERE {condition} ORDER BY number LIMIT {EXAMPLES}"
        ).fetchall()
        for flaw, condition in where.items()
        if found[flaw]
    }
    if rows and not found:
        rows = replace(rows, flaw="CAST(NULL AS VARCHAR)")  # so that it is not looked for again
    found = {flaw: found[flaw] for flaw in (*FLAWS, *LEFT_OUT, *REMARKS) if found.get(flaw)}
    return Survey(path, readable, rows, count, first_us, last_us, tuple(services), found, examples)
