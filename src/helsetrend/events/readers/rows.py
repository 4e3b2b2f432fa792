"""SQL that turns the rows of log files, whatever their format, into events: user, time, kind, page and services.

A text log is first written as Parquet (see survey.py), with a column for the flaw that keeps a line from being counted.
A Parquet file is read as it is.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import duckdb
from crawleruseragents import is_crawler

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.lines import (
    access_fields,
    csv_fields,
    escaped_path,
    json_fields,
    lines_of,
    quoted_name,
)
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.pages import matches, path_of, quoted, service_of
from helsetrend.events.readers.times import SCALES, TimeSql, UnfitTimeError, access_time, time_sql

VIEW, LOGIN, CLOSE = 0, 1, 2
KIND_CODES = {"view": VIEW, "login": LOGIN, "close": CLOSE}
DELIMITERS = ",;\t|"
MAX_SERVICES = 62


@dataclass(frozen=True)
class RowsSql:
    """The rows of one file as SQL: a relation, and an expression for each property of a row.

    `number` is the line, or the row of a Parquet file, from 1; `flaw` is NULL for an event that counts; `excerpt` is
    the part of the row that may be shown beside the flaw. `bounds` are the first and last time in microseconds, None
    where the statistics of the file do not say.
    """

    relation: str
    number: str
    flaw: str
    excerpt: str
    user_id: str
    kind: str
    place: str
    time: TimeSql
    bounds: tuple[int, int] | None = None


def possible_times(mapping: LogMapping) -> tuple[int, int]:
    """Return the first possible time of an event and the first moment after the possible ones, in microseconds."""
    first, last = mapping.time.first, mapping.time.last
    return day_start_us(first, mapping.timezone), day_start_us(last + timedelta(days=1), mapping.timezone)


def text_rows(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping) -> RowsSql:
    """Return the rows of a text file. Raises DataError where the file cannot be read or lacks a column."""
    lines = lines_of(str(path), is_utf_8=_is_utf_8(connection, path))
    if mapping.is_access:
        return _access_rows(connection, lines, mapping)
    if mapping.format == "jsonl":
        fields = json_fields(lines, mapping.table.names)
    else:
        header, delimiter, after = _header(connection, lines, mapping)
        _check_columns(path, header, mapping)
        fields = csv_fields(lines, header, delimiter, after=after)
    columns = dict.fromkeys(mapping.table.names, "VARCHAR")
    return _table_rows(path, fields, "line", columns, mapping, broken="is_broken")


def parquet_rows(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping) -> RowsSql:
    """Return the rows of a Parquet file, without a check for flaws that its statistics rule out.

    So fewer columns are read. Raises DataError where the file lacks a column.
    """
    file = quoted(escaped_path(str(path)))
    source = f"read_parquet({file}, file_row_number = true, hive_partitioning = false)"
    columns = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    _check_columns(path, list(columns), mapping)
    statistics = {
        name: (low, high)
        for name, nulls, low, high in connection.execute(
            "SELECT path_in_schema, sum(stats_null_count), min(stats_min_value), max(stats_max_value) "
            f"FROM parquet_metadata({file}) GROUP BY 1 HAVING count(stats_min_value) = count(*)"
        ).fetchall()
        if nulls == 0
    }
    return _table_rows(path, source, "file_row_number + 1", columns, mapping, broken="false", statistics=statistics)


def event_view(
    sources: Sequence[tuple[str, RowsSql | None]],
    mapping: LogMapping,
    services: Sequence[str],
    *,
    from_us: int,
    to_us: int,
) -> str:
    """Return the SQL of the events from one moment up to another, with the columns that half_hours.sql reads.

    `sources` are paths of Parquet files with their rows, or None for a file that was written from text (see survey.py).
    """
    page = "hash(place)" if mapping.is_access or mapping.table.page else "0"
    parts = [_source(path, rows, from_us, to_us) for path, rows in _grouped(sources)]
    nothing = "SELECT '' AS user_id, 0::BIGINT AS at_us, 0::TINYINT AS kind, '' AS place WHERE false"
    return (
        f"SELECT user_id, at_us, kind, CAST({page} AS UBIGINT) AS page, {_bits(mapping, services)} AS services "
        f"FROM ({' UNION ALL '.join(parts) or nothing})"
    )


def service_sql(mapping: LogMapping) -> str:
    """Return the SQL of the service of a `place`, NULL for none."""
    if mapping.services or mapping.is_access or mapping.table.page:
        return service_of("place", mapping.services)
    return "nullif(place, '')"


def _grouped(sources: Sequence[tuple[str, RowsSql | None]]) -> list[tuple[list[str], RowsSql | None]]:
    """Return the files in groups with the same SQL, so that each group is read in one go."""
    groups: dict[str, tuple[list[str], RowsSql | None]] = {}
    for path, rows in sources:
        same = "" if rows is None else repr((rows.user_id, rows.kind, rows.place, rows.time))
        groups.setdefault(same, ([], rows))[0].append(path)
    return list(groups.values())


def _source(paths: Sequence[str], rows: RowsSql | None, from_us: int, to_us: int) -> str:
    files = f"read_parquet([{', '.join(quoted(escaped_path(path)) for path in paths)}], hive_partitioning = false)"
    within = f"at_us >= {from_us} AND at_us < {to_us}"
    if rows is None:
        return f"SELECT user_id, at_us, kind, place FROM {files} WHERE flaw IS NULL AND {within}"
    steps = "".join(f", {sql} AS {name}" for name, sql in rows.time.steps.items())
    inner = f"SELECT *{steps} FROM {files} WHERE {rows.time.near(from_us, to_us)}"
    at = rows.time.at
    return (
        f"SELECT {rows.user_id} AS user_id, {at} AS at_us, CAST({rows.kind} AS TINYINT) AS kind, {rows.place} AS place "
        f"FROM ({inner}) WHERE {at} >= {from_us} AND {at} < {to_us} AND {rows.flaw} IS NULL"
    )


def _bits(mapping: LogMapping, services: Sequence[str]) -> str:
    if not services:
        return "CAST(0 AS BIGINT)"
    is_of = {
        name: matches("place", mapping.services[name]) if mapping.services else f"place = {quoted(name)}"
        for name in services
    }
    cases = " ".join(f"WHEN {is_of[name]} THEN {1 << bit}" for bit, name in enumerate(services))
    return f"CAST(CASE {cases} ELSE 0 END AS BIGINT)"


def _table_rows(
    path: Path,
    relation: str,
    number: str,
    columns: Mapping[str, str],
    mapping: LogMapping,
    *,
    broken: str,
    statistics: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> RowsSql:
    """Return the rows of a table. `statistics` has (minimum, maximum), as text, of columns without NULL."""
    table, within = mapping.table, possible_times(mapping)
    user, place = quoted_name(table.user), quoted_name(table.place) if table.place else "NULL"
    try:
        time = time_sql(quoted_name(table.time), columns[table.time], mapping.time, within=within)
    except UnfitTimeError as error:
        raise DataError([Fault(path.name, 0, table.time, error.found, error.allowed)]) from error
    word = f"CAST({quoted_name(table.kind)} AS VARCHAR)" if table.kind else ""
    cases = [
        f"WHEN {condition} THEN {code}"
        for kind, code in KIND_CODES.items()
        for condition in _is_among(word, getattr(mapping.kinds, kind))
    ]
    kind = f"CASE {' '.join(cases)} END" if word else str(KIND_CODES[mapping.kinds.default])
    is_ignored = " OR ".join(_is_among(word, mapping.kinds.ignored)) if word else ""
    is_text = columns[table.user] == "VARCHAR"
    wrong = {"unreadable": broken} if broken != "false" else {}
    if table.user not in statistics or is_text:
        wrong["no_user"] = f"{user} IS NULL" + (f" OR trim({user}) = ''" if is_text else "")
    bounds = _bounds(statistics.get(table.time), columns[table.time], mapping.time.form)
    if bounds is None or bounds[0] < within[0] or bounds[1] >= within[1]:
        wrong["impossible_time"], bounds = time.is_impossible, None
    if is_ignored:
        wrong["ignored"] = is_ignored
    if word:
        wrong["unknown_kind"] = f"{kind} IS NULL"
    flaw = " ".join(f"WHEN {case} THEN {quoted(name)}" for name, case in wrong.items())
    flaw = f"CASE {flaw} END" if flaw else "CAST(NULL AS VARCHAR)"
    when = f"CAST({quoted_name(table.time)} AS VARCHAR)"
    excerpt = f"CASE {flaw} WHEN 'impossible_time' THEN {when} WHEN 'unknown_kind' THEN {word or when} END"
    where = f"CAST({path_of(place) if table.page else place} AS VARCHAR)"
    return RowsSql(relation, number, flaw, _without_user(excerpt, user), user, kind, where, time, bounds)


def _access_rows(connection: duckdb.DuckDBPyConnection, lines: str, mapping: LogMapping) -> RowsSql:
    access, has_agent = mapping.access, mapping.format == "combined"
    fields = access_fields(lines, has_agent=has_agent)
    user = {"host": "host", "authenticated": "account", "host and agent": "concat_ws(' ', host, agent)"}[access.user]
    time, path = access_time("time", possible_times(mapping)), path_of("address")
    is_login = f"({matches(path, access.logins)} AND status < 400)" if access.logins else "false"
    methods = ", ".join(map(quoted, access.methods)) or "''"
    is_robot = "false"
    if has_agent and access.leave_out_robots:
        agents = connection.execute(f"SELECT DISTINCT agent FROM {fields} WHERE NOT is_broken").fetchall()
        robots = ", ".join(quoted(agent) for (agent,) in agents if is_crawler(agent))
        is_robot = f"agent IN ({robots})" if robots else "false"
    flaw = (
        f"CASE WHEN is_broken THEN 'unreadable' WHEN {user} IN ('', '-') THEN 'no_user' "
        f"WHEN {time.is_impossible} THEN 'impossible_time' WHEN {is_robot} THEN 'robot' "
        f"WHEN {is_login} THEN NULL WHEN NOT (status BETWEEN 200 AND 299 OR status = 304) THEN 'failed' "
        f"WHEN method NOT IN ({methods}) OR {matches(path, access.not_pages)} THEN 'no_page' END"
    )
    excerpt = f"CASE {flaw} WHEN 'impossible_time' THEN time END"
    kind = f"CASE WHEN {is_login} THEN {LOGIN} ELSE {VIEW} END"
    return RowsSql(fields, "line", flaw, _without_user(excerpt, user), user, kind, path, time)


def _bounds(statistic: tuple[str, str] | None, column_type: str, form: str) -> tuple[int, int] | None:
    """Return the first and last time, in microseconds, of a column of whole numbers with statistics."""
    if statistic is None or column_type != "BIGINT":
        return None
    return int(statistic[0]) * SCALES[form], int(statistic[1]) * SCALES[form]


def _without_user(excerpt: str, user: str) -> str:
    """Return the SQL of an excerpt, NULL where it holds the user, who may be in the wrong column."""
    return f"CASE WHEN NOT contains({excerpt}, CAST({user} AS VARCHAR)) THEN {excerpt} END"


def _is_among(word: str, words: Sequence[str]) -> list[str]:
    return [f"{word} = {quoted(name)}" for name in words]


def _check_columns(path: Path, columns: Sequence[str], mapping: LogMapping) -> None:
    allowed = f"one of {', '.join(columns)}"
    if missing := [name for name in mapping.table.names if name not in columns]:
        raise DataError([Fault(path.name, 1, name, "no such column", allowed) for name in missing])


def _header(connection: duckdb.DuckDBPyConnection, lines: str, mapping: LogMapping) -> tuple[list[str], str, int]:
    """Return the names of the columns of a CSV file, the delimiter, and the line with the names (0: there is none)."""
    first = connection.execute(f"SELECT line, text FROM {lines} ORDER BY line LIMIT 1").fetchone() or (0, "")
    delimiter = mapping.delimiter or max(DELIMITERS, key=first[1].count)
    if mapping.header:
        return list(mapping.header), delimiter, 0
    names = next(csv.reader([first[1]], delimiter=delimiter)) or mapping.table.names  # an empty file has no names
    return names, delimiter, first[0]


def _is_utf_8(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Return whether the whole file is UTF-8. Raises DataError where it cannot be read at all."""
    try:
        connection.execute(f"SELECT max(strlen(text)) FROM {lines_of(str(path))}").fetchall()
    except duckdb.InvalidInputException as error:
        if "utf-8" in str(error).lower() or "unicode" in str(error).lower():
            return False
        raise _unreadable(path, error) from error
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    return True


def _unreadable(path: Path, error: duckdb.Error) -> DataError:
    return DataError([Fault(path.name, 0, "", str(error).splitlines()[0][:80], "a file that can be read to its end")])
