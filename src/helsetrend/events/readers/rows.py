"""SQL that turns the rows of one log file, whatever its format, into events: user, time, kind, page and place.

A text log is first written as Parquet (see survey.py), with a column for the flaw that keeps a line from being counted.
A Parquet file is read as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.client import WHOLE, UnfitColumnError, client_of, is_nobody, is_several, user_text
from helsetrend.events.readers.clock import day_start_us
from helsetrend.events.readers.formats import escaped_path, json_text, quoted_name, root_of
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.pages import path_of, quoted
from helsetrend.events.readers.requests import RequestSql, request_sql
from helsetrend.events.readers.sections import KindWords
from helsetrend.events.readers.shape import check_columns, shape_of
from helsetrend.events.readers.texts import text_relation
from helsetrend.events.readers.times import SCALES, TimeSql, time_sql

VIEW, LOGIN, CLOSE = 0, 1, 2
KIND_CODES = {"view": VIEW, "login": LOGIN, "close": CLOSE}


@dataclass(frozen=True)
class RowsSql:
    """The rows of one file as SQL: a relation, and an expression for each property of a row.

    `steps` are columns (name: SQL) that the others need. `number` is the line, or the row of a Parquet file, from 1;
    `flaw` is NULL for an event that counts; `excerpt`, which needs the flaw as a column `log_flaw`, is the shape of
    what is wrong. `user_id` is text, or of a type of whole numbers, `user_type`. `page` is a hash of the page as it was
    logged, which tells events of one time apart. `filled` has a bit for each column of the mapping that is not NULL.
    `bounds` are the first and last time in microseconds, None where the statistics of the file do not say.
    """

    relation: str
    steps: Mapping[str, str]
    number: str
    flaw: str
    excerpt: str
    user_id: str
    user_type: str
    kind: str
    place: str
    page: str
    filled: str
    time: TimeSql
    bounds: tuple[int, int] | None = None

    def checked(self, relation: str) -> str:
        """Return the SQL of rows of a relation, with `steps`, and with the flaw as the column `log_flaw`."""
        return f"(SELECT *, {self.flaw} AS log_flaw FROM {_with(relation, self.steps)})"


def possible_times(mapping: LogMapping) -> tuple[int, int]:
    """Return the first possible time of an event and the first moment after the possible ones, in microseconds."""
    first, last = mapping.time.first, mapping.time.last
    return day_start_us(first, mapping.timezone), day_start_us(last + timedelta(days=1), mapping.timezone)


def text_rows(connection: duckdb.DuckDBPyConnection, path: Path, readable: Path, mapping: LogMapping) -> RowsSql:
    """Return the rows of a text file, whose plain text is in `readable`. Raises DataError where it lacks a column."""
    relation = text_relation(connection, path, readable, mapping)
    columns = dict.fromkeys(mapping.table.names, "VARCHAR")
    requests = request_sql(connection, relation, mapping)
    return _rows(path, relation, "log_line", columns, mapping, requests, broken="log_broken")


def parquet_rows(connection: duckdb.DuckDBPyConnection, path: Path, mapping: LogMapping) -> RowsSql:
    """Return the rows of a Parquet file, without a check for flaws that its statistics rule out.

    So fewer columns are read. Raises DataError where the file lacks a column.
    """
    file = quoted(escaped_path(str(path)))
    source = f"read_parquet({file}, file_row_number = true, hive_partitioning = false)"
    columns = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    roots = {name: name if name in columns else root_of(name) for name in mapping.table.names}
    check_columns(path, list(columns), list(roots.values()))
    nested = {name: root for name, root in roots.items() if name not in columns}
    statistics = {
        name: (low, high)
        for name, nulls, low, high in connection.execute(
            "SELECT path_in_schema, sum(stats_null_count), min(stats_min_value), max(stats_max_value) "
            f"FROM parquet_metadata({file}) GROUP BY 1 HAVING count(stats_min_value) = count(*)"
        ).fetchall()
        if nulls == 0
    }
    cells = {
        name: json_text(f"to_json({quoted_name(root)})", name[len(root) :].removeprefix("."))
        for name, root in nested.items()
    }
    kinds = {**columns, **dict.fromkeys(nested, "VARCHAR")}
    requests = request_sql(connection, _with(source, cells), mapping)
    return _rows(path, source, "file_row_number + 1", kinds, mapping, requests, cells=cells, statistics=statistics)


def _with(relation: str, columns: Mapping[str, str]) -> str:
    """Return a relation with more columns, given as name: SQL."""
    more = "".join(f", {sql} AS {quoted_name(name)}" for name, sql in columns.items())
    return f"(SELECT *{more} FROM {relation})" if more else relation


def _rows(
    path: Path,
    relation: str,
    number: str,
    columns: Mapping[str, str],
    mapping: LogMapping,
    request: RequestSql,
    *,
    broken: str = "",
    cells: Mapping[str, str] = MappingProxyType({}),
    statistics: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> RowsSql:
    """Return the rows of a table.

    `cells` has the SQL of columns that are not in the relation; `statistics` (minimum, maximum), as text, of columns
    without NULL.
    """
    table, within = mapping.table, possible_times(mapping)
    sql = {name: cells.get(name) or quoted_name(name) for name in columns}
    steps, wrong = {}, {"unreadable": broken} if broken else {}
    user, user_type = _user(path, columns, sql, mapping)
    if user_type == "VARCHAR":
        steps, user = {"log_user": user}, "log_user"
        wrong |= {"no_user": is_nobody(user), "several_users": is_several(user)}
    elif table.user[0] not in statistics:
        wrong["no_user"] = f"{user} IS NULL"
    when, time_type = sql[table.time[0]], columns[table.time[0]]
    if len(table.time) > 1:
        when, time_type = f"concat_ws(' ', {', '.join(sql[name] for name in table.time)})", "VARCHAR"
    try:
        time = time_sql(when, time_type, mapping.time_form, within=within)
    except UnfitColumnError as error:
        raise DataError([Fault(path.name, 0, table.time[0], error.found, error.allowed)]) from None
    bounds = None if len(table.time) > 1 else _bounds(statistics.get(table.time[0]), time_type, mapping.time.form)
    word = f"CAST({sql[table.kind]} AS VARCHAR)" if table.kind else ""
    if bounds is None or bounds[0] < within[0] or bounds[1] >= within[1]:
        wrong["impossible_time"], bounds = time.is_impossible, None
    if word and mapping.kinds.ignored:
        wrong["ignored"] = f"{word} IN ({', '.join(map(quoted, mapping.kinds.ignored))})"
    kind = _kind(word, mapping.kinds) if word else str(KIND_CODES[mapping.kinds.default])
    if word:
        wrong["unknown_kind"] = f"{kind} IS NULL"
    if request.is_login:
        kind = f"CASE WHEN {request.is_login} THEN {LOGIN} ELSE {kind} END"
    flaws = [f"WHEN {case} THEN {quoted(name)}" for name, case in wrong.items()]
    if mapping.is_requests:
        flaws += request.flaws(f"{kind} <> {VIEW}" if word else "")
    flaw = f"CASE {' '.join(flaws)} END" if flaws else "CAST(NULL AS VARCHAR)"
    shown = {"impossible_time": f"CAST({when} AS VARCHAR)", "several_users": f"CAST({user} AS VARCHAR)"}
    shown |= {"unreadable": "log_text"} if broken else {}
    shown |= {"unknown_kind": word} if word else {}
    seen = " ".join(f"WHEN {quoted(name)} THEN {text}" for name, text in shown.items())
    place = sql[table.place] if table.place else "NULL"
    return RowsSql(
        relation,
        {**steps, **time.steps},
        number,
        flaw,
        shape_of(f"(CASE log_flaw {seen} END)"),
        user,
        user_type,
        kind,
        f"CAST({path_of(place) if table.page else place} AS VARCHAR)",
        f"hash(coalesce(CAST({place} AS VARCHAR), ''))" if table.page or mapping.services else "0::UBIGINT",
        " | ".join(f"CASE WHEN {sql[name]} IS NULL THEN 0 ELSE {1 << bit} END" for bit, name in enumerate(table.names)),
        time,
        bounds,
    )


def _kind(word: str, kinds: KindWords) -> str:
    """Return the SQL of the code of the kind that a word stands for, NULL where the mapping has no such word."""
    cases = [
        f"WHEN {word} = {quoted(name)} THEN {code}"
        for kind, code in KIND_CODES.items()
        for name in getattr(kinds, kind)
    ]
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def _user(path: Path, columns: Mapping[str, str], sql: Mapping[str, str], mapping: LogMapping) -> tuple[str, str]:
    """Return the SQL of the user, and its type: that of a single column of whole numbers, else VARCHAR."""
    names, several = mapping.table.user, mapping.table.forwarded_for
    if len(names) == 1 and columns[names[0]] in WHOLE and not several:
        return sql[names[0]], columns[names[0]]
    texts = []
    for name in names:
        try:
            texts.append(user_text(sql[name], columns[name]))
        except UnfitColumnError as error:
            raise DataError([Fault(path.name, 0, name, error.found, error.allowed)]) from None
    user = texts[0]
    if len(texts) > 1:
        user = " || chr(31) || ".join(f"coalesce({text}, '')" for text in texts)
        user = f"(CASE WHEN NOT ({' AND '.join(is_nobody(text) for text in texts)}) THEN {user} END)"
    if several:
        client = client_of(sql[several], mapping.access.trusted_proxies)
        user = f"coalesce({client}, {user})"
    return user, "VARCHAR"


def _bounds(statistic: tuple[str, str] | None, column_type: str, form: str) -> tuple[int, int] | None:
    """Return the first and last time, in microseconds, of a column of whole numbers with statistics."""
    if statistic is None or column_type != "BIGINT" or form not in SCALES:
        return None
    return int(statistic[0]) * SCALES[form], int(statistic[1]) * SCALES[form]
