"""Event logs as one view of events, whatever their form: who did what, when, and in which service.

A text log is first written as Parquet, each of its lines with the flaw that keeps it from being counted, if it has
one. A Parquet file is read as it is.
"""

import csv
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import duckdb
from crawleruseragents import is_crawler

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.lines import access_fields, as_glob, csv_fields, json_fields, lines_of, name_of
from helsetrend.events.readers.mapping import Mapping
from helsetrend.events.readers.pages import matches, path_of, quoted
from helsetrend.events.readers.times import SCALES, TimeSql, UnfitTimeError, access_time, time_sql

VIEW, LOGIN, CLOSE = 0, 1, 2
KINDS = {"view": VIEW, "login": LOGIN, "close": CLOSE}
DELIMITERS = ",;\t|"
MOST_SERVICES = 62


@dataclass(frozen=True)
class Rows:
    """The SQL of the rows of one file: a relation, and of each row what it says.

    `flaw` is NULL for an event that counts; `told` is the part of the row that may be shown beside the flaw; `number`
    is the line, or the row of a Parquet file, from 1. `bounds` are the first and the last time, where a file tells
    them.
    """

    relation: str
    number: str
    flaw: str
    told: str
    user_id: str
    kind: str
    place: str
    time: TimeSql
    bounds: tuple[int, int] | None = None


def possible_times(mapping: Mapping) -> tuple[int, int]:
    """The moments from which and up to which an event has a possible time, in microseconds."""
    first, last = mapping.time.first, mapping.time.last
    return day_start_us(first, mapping.timezone), day_start_us(last + timedelta(days=1), mapping.timezone)


def text_rows(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping) -> Rows:
    """The rows of a file of text. Raises DataError where the file cannot be read, or lacks a column."""
    lines = lines_of(str(path), is_utf_8=_is_utf_8(engine, path))
    if mapping.is_access:
        return _access_rows(engine, lines, mapping)
    if mapping.format == "jsonl":
        fields = json_fields(lines, mapping.table.names)
    else:
        header, delimiter, after = _header(engine, lines, mapping)
        _check_columns(path, header, mapping)
        fields = csv_fields(lines, header, delimiter, after=after)
    columns = dict.fromkeys(mapping.table.names, "VARCHAR")
    return _table_rows(path, fields, "line", columns, mapping, broken="is_broken")


def parquet_rows(engine: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping) -> Rows:
    """The rows of a Parquet file; what its own statistics rule out is no flaw, so that columns need not be read for it.

    Raises DataError where it lacks a column.
    """
    file = quoted(as_glob(str(path)))
    source = f"read_parquet({file}, file_row_number = true, hive_partitioning = false)"
    columns = {name: kind for name, kind, *_ in engine.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    _check_columns(path, list(columns), mapping)
    statistics = {
        name: (low, high)
        for name, nulls, low, high in engine.execute(
            "SELECT path_in_schema, sum(stats_null_count), min(stats_min_value), max(stats_max_value) "
            f"FROM parquet_metadata({file}) GROUP BY 1 HAVING count(stats_min_value) = count(*)"
        ).fetchall()
        if nulls == 0
    }
    return _table_rows(path, source, "file_row_number + 1", columns, mapping, broken="false", statistics=statistics)


def event_view(
    sources: Sequence[tuple[str, Rows | None]], mapping: Mapping, services: Sequence[str], *, from_us: int, to_us: int
) -> str:
    """The SQL of the events from one moment up to another, as half_hours.sql takes them.

    `sources` are files with their rows; without rows a file is one that was written from text (see `survey.py`).
    """
    page = "hash(place)" if mapping.is_access or mapping.table.page else "0"
    parts = [_source(path, rows, from_us, to_us) for path, rows in _together(sources)]
    nothing = "SELECT '' AS user_id, 0::BIGINT AS at_us, 0::TINYINT AS kind, '' AS place WHERE false"
    return (
        f"SELECT user_id, at_us, kind, CAST({page} AS UBIGINT) AS page, {_bits(mapping, services)} AS services "
        f"FROM ({' UNION ALL '.join(parts) or nothing})"
    )


def service_sql(mapping: Mapping) -> str:
    """The SQL of the service of a `place`, NULL for none."""
    if not mapping.services:
        return "CAST(NULL AS VARCHAR)" if mapping.is_access or mapping.table.page else "nullif(place, '')"
    cases = " ".join(f"WHEN {matches('place', one)} THEN {quoted(name)}" for name, one in mapping.services.items())
    return f"CASE {cases} END"


def _together(sources: Sequence[tuple[str, Rows | None]]) -> list[tuple[list[str], Rows | None]]:
    """The files, those of the same rows together, so that they are read in one go."""
    groups: dict[str, tuple[list[str], Rows | None]] = {}
    for path, rows in sources:
        alike = "" if rows is None else repr((rows.user_id, rows.kind, rows.place, rows.time))
        groups.setdefault(alike, ([], rows))[0].append(path)
    return list(groups.values())


def _source(paths: Sequence[str], rows: Rows | None, from_us: int, to_us: int) -> str:
    files = f"read_parquet([{', '.join(quoted(as_glob(path)) for path in paths)}], hive_partitioning = false)"
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


def _bits(mapping: Mapping, services: Sequence[str]) -> str:
    bits = {name: 1 << bit for bit, name in enumerate(services)}
    if not bits:
        return "CAST(0 AS BIGINT)"
    if mapping.services:
        cases = " ".join(f"WHEN {matches('place', mapping.services[name])} THEN {bit}" for name, bit in bits.items())
    else:
        cases = " ".join(f"WHEN place = {quoted(name)} THEN {bit}" for name, bit in bits.items())
    return f"CAST(CASE {cases} ELSE 0 END AS BIGINT)"


def _table_rows(
    path: Path,
    relation: str,
    number: str,
    columns: Map[str, str],
    mapping: Mapping,
    *,
    broken: str,
    statistics: Map[str, tuple[str, str]] = MappingProxyType({}),
) -> Rows:
    """The rows of a table. `statistics` holds the least and the greatest value of columns without a NULL, as text."""
    table, within = mapping.table, possible_times(mapping)
    user, place = name_of(table.user), name_of(table.place) if table.place else "NULL"
    try:
        time = time_sql(name_of(table.time), columns[table.time], mapping.time, within=within, clock=within)
    except UnfitTimeError as error:
        raise DataError([Fault(path.name, 0, table.time, error.found, error.allowed)]) from error
    word = f"CAST({name_of(table.kind)} AS VARCHAR)" if table.kind else ""
    cases = [
        f"WHEN {one} THEN {code}"
        for kind, code in KINDS.items()
        for one in _is_among(word, getattr(mapping.kinds, kind))
    ]
    kind = f"CASE {' '.join(cases)} END" if word else str(KINDS[mapping.kinds.default])
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
    when = f"CAST({name_of(table.time)} AS VARCHAR)"
    told = f"CASE {flaw} WHEN 'impossible_time' THEN {when} WHEN 'unknown_kind' THEN {word or when} END"
    where = f"CAST({path_of(place) if table.page else place} AS VARCHAR)"
    return Rows(relation, number, flaw, _unless_user(told, user), user, kind, where, time, bounds)


def _access_rows(engine: duckdb.DuckDBPyConnection, lines: str, mapping: Mapping) -> Rows:
    access, has_agent = mapping.access, mapping.format == "combined"
    fields = access_fields(lines, has_agent=has_agent)
    user = {"host": "host", "authenticated": "account", "host and agent": "concat_ws(' ', host, agent)"}[access.user]
    time, path = access_time("time", possible_times(mapping)), path_of("address")
    is_login = f"({matches(path, access.logins)} AND status < 400)" if access.logins else "false"
    methods = ", ".join(map(quoted, access.methods)) or "''"
    is_robot = "false"
    if has_agent and access.leave_out_robots:
        agents = [
            one for (one,) in engine.execute(f"SELECT DISTINCT agent FROM {fields} WHERE NOT is_broken").fetchall()
        ]
        robots = ", ".join(map(quoted, robots_among(agents)))
        is_robot = f"agent IN ({robots})" if robots else "false"
    flaw = (
        f"CASE WHEN is_broken THEN 'unreadable' WHEN {user} IN ('', '-') THEN 'no_user' "
        f"WHEN {time.is_impossible} THEN 'impossible_time' WHEN {is_robot} THEN 'robot' "
        f"WHEN {is_login} THEN NULL WHEN NOT (status BETWEEN 200 AND 299 OR status = 304) THEN 'failed' "
        f"WHEN method NOT IN ({methods}) OR {matches(path, access.not_pages)} THEN 'no_page' END"
    )
    told = f"CASE {flaw} WHEN 'impossible_time' THEN time END"
    kind = f"CASE WHEN {is_login} THEN {LOGIN} ELSE {VIEW} END"
    return Rows(fields, "line", flaw, _unless_user(told, user), user, kind, path, time)


def _bounds(statistic: tuple[str, str] | None, kind: str, form: str) -> tuple[int, int] | None:
    """The first and the last time, in microseconds, of a column of whole numbers with statistics."""
    if statistic is None or kind != "BIGINT":
        return None
    return int(statistic[0]) * SCALES[form], int(statistic[1]) * SCALES[form]


def _unless_user(told: str, user: str) -> str:
    """What may be shown, but never the user, who may stand in the wrong column."""
    return f"CASE WHEN NOT contains({told}, CAST({user} AS VARCHAR)) THEN {told} END"


def _is_among(word: str, words: Sequence[str]) -> list[str]:
    return [f"{word} = {quoted(one)}" for one in words]


def _check_columns(path: Path, found: Sequence[str], mapping: Mapping) -> None:
    missing = [name for name in mapping.table.names if name not in found]
    if missing:
        raise DataError([Fault(path.name, 1, name, "no such column", f"one of {', '.join(found)}") for name in missing])


def _header(engine: duckdb.DuckDBPyConnection, lines: str, mapping: Mapping) -> tuple[list[str], str, int]:
    """The names of the columns of a CSV file, the delimiter, and the line that the names stand on."""
    first = engine.execute(f"SELECT line, text FROM {lines} ORDER BY line LIMIT 1").fetchone() or (0, "")
    delimiter = mapping.delimiter or max(DELIMITERS, key=first[1].count)
    if mapping.header:
        return list(mapping.header), delimiter, 0
    names = next(csv.reader([first[1]], delimiter=delimiter)) or mapping.table.names  # an empty file has none
    return names, delimiter, first[0]


def _is_utf_8(engine: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether all of the file is UTF-8. Raises DataError where it cannot be read at all."""
    try:
        engine.execute(f"SELECT max(strlen(text)) FROM {lines_of(str(path))}").fetchall()
    except duckdb.InvalidInputException as error:
        if "utf-8" in str(error).lower() or "unicode" in str(error).lower():
            return False
        raise DataError([_unread(path, error)]) from error
    except duckdb.Error as error:
        raise DataError([_unread(path, error)]) from error
    return True


def _unread(path: Path, error: duckdb.Error) -> Fault:
    return Fault(path.name, 0, "", str(error).splitlines()[0][:80], "a file that can be read to its end")


def robots_among(agents: Iterable[str]) -> list[str]:
    """Those of the user agents that are robots."""
    return [agent for agent in agents if is_crawler(agent)]
