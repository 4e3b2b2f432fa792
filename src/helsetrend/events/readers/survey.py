"""The survey of a log file: how many rows it has, of which services, and what is wrong with them, without any user.

A survey reads one file alone, so that files can be surveyed in parallel, and again only when they change.
"""

import functools
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import or_
from pathlib import Path
from typing import NamedTuple

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.formats.lines import raw_lines
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.packing import plain_text
from helsetrend.events.readers.pages import matches, quoted
from helsetrend.events.readers.paths import period_in_path
from helsetrend.events.readers.rows import RowsSql, parquet_rows, text_rows
from helsetrend.events.readers.selection import MAX_SERVICES, service_sql
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
            return _surveyed(connection, path, path, parquet_rows(connection, path, mapping), mapping)
        return _survey_text(connection, path, mapping, scratch)


@contextmanager
def _without_values(path: Path, mapping: LogMapping) -> Iterator[None]:
    """Raise DataError for an error of the engine, whose message may hold a value of the log and so is not shown."""
    try:
        yield
    except duckdb.Error as error:
        if is_full_disk(error):
            raise  # no fault of the file; see workers.silent
        found = f"cannot be read ({type(error).__name__})"
        raise DataError([Fault(path.name, 0, "", found, f"a file of the format {mapping.format}")]) from None


def _survey_text(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping, scratch: Path) -> Survey:
    name = hashlib.sha256(str(path).encode()).hexdigest()
    stage = scratch / f"{name}.{os.getpid()}"  # other processes may write or read this file too
    copy, readable = stage.with_suffix(".text"), scratch / f"{name}.parquet"
    try:
        text = plain_text(connection, path, copy, records_of(mapping))
        rows = text_rows(connection, path, text, mapping)
        columns = {**_columns(rows), "kind": f"CAST({rows.kind} AS TINYINT)", "page": rows.page}
        connection.execute(f"COPY {_selected(rows, columns)} TO {quoted(str(stage))} (FORMAT parquet)")
        stage.replace(readable)
        names = _names_of_fields(connection, text) if mapping.format == "jsonl" else ()
    finally:
        for left in (stage, copy, copy.with_suffix(".plain")):
            left.unlink(missing_ok=True)
    return replace(_surveyed(connection, path, readable, None, mapping), names=names)


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


def _columns(rows: RowsSql) -> dict[str, str]:
    """Return the columns that a survey reads (name: SQL)."""
    return {
        "number": rows.number,
        "flaw": "log_flaw",
        "excerpt": rows.excerpt,
        "at_us": rows.time.at,
        "is_doubled": rows.time.is_doubled,
        "place": rows.place,
        "filled": rows.filled,
        "user_id": rows.user_id,
    }


def _selected(rows: RowsSql, columns: Mapping[str, str]) -> str:
    selected = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"(SELECT {selected} FROM {rows.checked(rows.relation)})"


def _relation(readable: Path, rows: RowsSql | None, *names: str) -> str:
    """Return the SQL of some of the columns that a survey reads; the fewer, the sooner the engine has understood it."""
    if rows is None:
        return f"read_parquet({quoted(str(readable))})"
    columns = _columns(rows)
    return _selected(rows, {name: columns[name] for name in names})


def _remarks(path: Path, mapping: LogMapping, rows: RowsSql | None) -> dict[str, str]:
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
        first_us, last_us = (rows and rows.bounds) or (start - 1, end)
        if first_us < start:
            conditions["late"] = f"at_us < {start}"
        if last_us >= end:
            conditions["early"] = f"at_us >= {end}"
    return {name: f"flaw IS NULL AND ({condition})" for name, condition in conditions.items()}


class _Group(NamedTuple):
    """The rows of one flaw or, of those without, of one place where places are services that no mapping lists."""

    flaw: str | None
    place: str | None
    rows: int
    bounds: tuple[int, int]
    filled: int
    remarks: list[int]


def _groups(
    connection: duckdb.DuckDBPyConnection,
    readable: Path,
    rows: RowsSql | None,
    mapping: LogMapping,
    remarks: Mapping[str, str],
) -> list[_Group]:
    """Read all rows once, for all that a file without faults is asked."""
    counts = (f"COUNT(*) FILTER ({condition})" for condition in remarks.values())
    values = (
        "flaw",
        "CASE WHEN flaw IS NULL THEN place END" if _finds_services(mapping) else "NULL",
        "COUNT(*)",
        str(list(rows.bounds)) if rows and rows.bounds else "[MIN(at_us), MAX(at_us)]",
        "bit_or(filled)" if is_nested(mapping) else "0",
        f"[{', '.join(counts)}]",
    )
    relation = _relation(readable, rows, "flaw", "at_us", "is_doubled", "place", "filled")
    found = connection.execute(f"SELECT {', '.join(values)} FROM {relation} GROUP BY 1, 2").fetchall()
    return [_Group(*group) for group in found]


def _finds_services(mapping: LogMapping) -> bool:
    return not mapping.services and mapping.has_places and not mapping.has_pages


def _surveyed(
    connection: duckdb.DuckDBPyConnection, path: Path, readable: Path, rows: RowsSql | None, mapping: LogMapping
) -> Survey:
    """Return the survey of a file whose rows, or what was written from its text, are in `readable`."""
    remarks = _remarks(path, mapping, rows)
    groups = _groups(connection, readable, rows, mapping, remarks)
    events = [group for group in groups if group.flaw is None]
    by_flaw = {group.flaw: group.rows for group in groups if group.flaw is not None}
    counts = by_flaw | {name: sum(group.remarks[at] for group in events) for at, name in enumerate(remarks)}
    whole = _relation(readable, rows, *(_columns(rows) if rows else ()))
    services = list(mapping.services)
    if _finds_services(mapping):
        named = {group.place: group.rows for group in events if group.place}
        services = _not_users(connection, whole, rows, sorted(filter(is_name, named)))
        counts["unknown_service"] = sum(number for name, number in named.items() if name not in services)
        known = ", ".join(map(quoted, services)) or "''"
        remarks["unknown_service"] = f"flaw IS NULL AND place <> '' AND place NOT IN ({known})"
    conditions = {**{flaw: f"flaw = {quoted(flaw)}" for flaw in by_flaw if flaw in FLAWS}, **remarks}
    examples = {
        finding: connection.execute(
            f"SELECT number, coalesce(excerpt, '') FROM {whole} WHERE {condition} ORDER BY number LIMIT {EXAMPLES}"
        ).fetchall()
        for finding, condition in conditions.items()
        if counts[finding]
    }
    if rows and not by_flaw:
        rows = replace(rows, flaw="CAST(NULL AS VARCHAR)")  # a file without flaws need not be searched for them again
    outside = counts.get("late", 0) + counts.get("early", 0)
    if 2 * outside > sum(group.rows for group in events):
        counts["doubtful_name"] = outside
    row_count = sum(group.rows for group in groups)
    findings = {} if row_count else {"empty_file": 0}
    findings |= {finding: counts[finding] for finding in (*FLAWS, *LEFT_OUT, *REMARKS) if counts.get(finding)}
    first_us = min((group.bounds[0] for group in events), default=None)
    last_us = max((group.bounds[1] for group in events), default=None)
    filled = functools.reduce(or_, (group.filled for group in groups), 0)
    names = [name for bit, name in enumerate(mapping.table.names) if filled >> bit & 1 or not is_nested(mapping)]
    return Survey(path, readable, rows, row_count, first_us, last_us, tuple(services), findings, examples, tuple(names))


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


def is_full_disk(error: Exception) -> bool:
    """Return whether an error of the engine is that a disk, or the folder for temporary files, is full."""
    text = str(error).lower()
    return "no space left" in text or "failed to offload" in text or "max_temp_directory_size" in text
