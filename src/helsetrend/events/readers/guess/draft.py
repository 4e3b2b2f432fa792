"""A draft of the mapping for a log, from the names of its columns and the shapes of their values."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.formats import (
    COLUMNS,
    access_fields,
    delimiter_of,
    escaped_path,
    json_text,
    lines_of,
    log_format_fields,
    names_in,
    quoted_name,
    w3c_headers,
)
from helsetrend.events.readers.guess.programs import CANDIDATES, DAYS, ENVELOPES, KINDS, LINE_FORMATS
from helsetrend.events.readers.guess.time_lines import early_lines, is_clock, time_lines
from helsetrend.events.readers.mapping import W3C_COLUMNS
from helsetrend.events.readers.packing import plain_text
from helsetrend.events.readers.pages import quoted
from helsetrend.events.readers.shape import is_name

LINES = 50
"""How many lines are looked at for the names and the times."""

SHAPED = 1000
"""How many lines are looked at for their shape."""

_NAMES = re.compile(r"[^.\[\]0-9][^.\[\]]*")
"""The names in a path of JSON."""


@dataclass(frozen=True)
class Guess:
    """The format, with its format string, the columns by what they are, and lines for `[time]` and `[access]`."""

    format: str
    columns: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    time: Sequence[str] = ()
    access: Sequence[str] = ()
    log_format: str = ""


def guess_mapping(connection: duckdb.DuckDBPyConnection, path: Path, *, scratch: Path) -> str:
    """Return a draft of the TOML for a log, which has names of its columns and no value.

    Raises DataError where the log is of no format that is known, or has no column for the user or the time.
    """
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    guess = _parquet(connection, path) if is_parquet else _text(connection, path, scratch)
    if guess.format == "csv" and not guess.columns:
        found = "neither a format that is known nor the names of columns"
        expected = "one of the formats in docs/event-logs.md; for any access log a format string, under log_format"
        raise DataError([Fault(path.name, 1, "", found, expected)])
    if guess.format in ("csv", "jsonl", "parquet"):
        missing = [name for name in ("user", "time") if name not in guess.columns]
        if missing:
            found = "no column that is clearly the {}"
            expected = "a log of a format in docs/event-logs.md, whose columns are named under [columns]"
            raise DataError([Fault(path.name, 0, "", found.format(name), expected) for name in missing])
    return "".join(f"{line}\n" for line in _toml(guess))


def _text(connection: duckdb.DuckDBPyConnection, path: Path, scratch: Path) -> Guess:
    readable = lines_of(plain_text(connection, path, scratch / "guess.text", None))
    lines = [line for (line,) in connection.execute(f"SELECT text FROM {readable} LIMIT {LINES}").fetchall()]
    if not lines:
        raise DataError([Fault(path.name, 0, "", "no line", "a log with events")])
    if headers := w3c_headers(connection, readable):
        return _w3c([name for _, names in headers for name in names])
    if lines[0].lstrip().startswith("{"):
        return _json(lines)
    if guess := _access(connection, f"(SELECT * FROM {readable} LIMIT {SHAPED})"):
        return guess
    if len(lines[0].split("\t")) == len(COLUMNS):
        return Guess("snowplow")
    names = names_in(lines[0], delimiter_of(lines[0]))
    if not all(map(is_name, names)):
        return Guess("csv")
    rows = [dict(zip(names, names_in(line, delimiter_of(lines[0])), strict=False)) for line in lines[1:]]
    columns = _columns([*names, *map(_numbered, names)])

    def values(column: str) -> list[str]:
        return [row[name] for row in rows for name in names if column in (name, _numbered(name)) and row.get(name)]

    return _with_time("csv", columns, names, values)


def _access(connection: duckdb.DuckDBPyConnection, lines: str) -> Guess | None:
    """Return the format of an access log of which most lines are, or None."""

    def share(condition: str, fields: str) -> float:
        found = connection.execute(f"SELECT avg(CAST({condition} AS INTEGER)) FROM {fields}").fetchone()
        return float(found[0] or 0) if found else 0

    for form, has_agent in (("combined", True), ("common", False)):
        fields = access_fields(lines, has_agent=has_agent)
        if share("NOT log_broken", fields) > 0.5:
            is_behind = share("forwarded_for <> host", fields) > 0
            access = ('user = "forwarded_for"', "trusted_proxies = []") if is_behind else ()
            times = connection.execute(f"SELECT time FROM {fields} WHERE NOT log_broken LIMIT 1").fetchall()
            return Guess(form, time=early_lines([time for (time,) in times]), access=access)
    for log_format, time in LINE_FORMATS:
        if share("NOT log_broken", log_format_fields(lines, log_format)) > 0.5:
            return Guess("access", time=time, log_format=log_format)
    return None


def _numbered(name: str) -> str:
    """Return the name of a column with * in place of its number."""
    return re.sub(r"(?<=[_.])[0-9]+(?=[_.])", "*", name)


def _w3c(names: Sequence[str]) -> Guess:
    """Return the columns of W3C logs only where they are not the usual ones: behind a proxy."""
    forwarded = _columns(names).get("forwarded_for")
    usual = W3C_COLUMNS.model_dump(exclude_none=True)
    return Guess("w3c", {**usual, "forwarded_for": forwarded} if forwarded else {})


def _json(lines: Sequence[str]) -> Guess:
    objects = []
    for line in lines:
        try:
            content = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(content, dict):
            objects.append(content)
    paths = dict.fromkeys(path for content in objects for path in _paths(content))
    names = [path for path in paths if all(map(is_name, _NAMES.findall(path)))]

    def values(column: str) -> list[str]:
        query = f"SELECT {json_text('CAST(line AS JSON)', column)} FROM (SELECT UNNEST(?) AS line)"
        found = duckdb.execute(query, [[json.dumps(content) for content in objects]]).fetchall()
        return [value for (value,) in found if value]

    return _with_time("jsonl", _columns(names), names, values)


def _paths(content: Mapping[str, Any], before: str = "") -> list[str]:
    """Return the paths of an object to what is not null.

    They lead to fields, fields of fields, first elements, and keys of lists of keys and values.
    """
    paths = []
    for name, value in content.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            paths += _paths(value, f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]:
            paths += [f"{path}[{item['key']}]" for item in value if isinstance(item, dict) and "key" in item]
        elif value is not None:
            paths.append(f"{path}[0]" if isinstance(value, list) else path)
    return paths


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Guess:
    file = f"read_parquet({quoted(escaped_path(str(path)))})"
    kinds = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()}
    names = [name for name in kinds if is_name(name)]
    if "event_params" in kinds:
        names.append("event_params[page_location]")
    columns = _columns(names)
    if kinds.get(columns.get("time", ""), "").endswith(("TIME ZONE", "TZ_NS")):
        return Guess("parquet", columns)

    def values(column: str) -> list[str]:
        query = f"SELECT CAST({quoted_name(column)} AS VARCHAR) FROM {file} LIMIT {LINES}"
        return [value for (value,) in connection.execute(query).fetchall() if value]

    return _with_time("parquet", columns, names, values)


def _with_time(
    form: str, columns: Mapping[str, str], names: Sequence[str], values: Callable[[str], list[str]]
) -> Guess:
    """Return a guess with the form of the times, and with the column of the day where one only has the clock."""
    clock = columns.get("time")
    if not clock:
        return Guess(form, columns)
    times, zone = values(clock), "UTC" if _plain(columns.get("user", "")) == _plain("c-ip") else "Europe/Oslo"
    day = next((name for name in names if name.lower() in DAYS), None)
    if day and times and is_clock(times[0]):
        times = [" ".join(cells) for cells in zip(values(day), times, strict=False)]
        return Guess(form, {**columns, "time": [day, clock]}, time_lines(times, zone))
    return Guess(form, columns, time_lines(times, zone))


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Return the column for each thing that one of the names stands for."""
    by_name = {_plain(name): name for name in names}
    found: dict[str, str] = {}
    for what, candidates in CANDIDATES.items():
        name = next((by_name[_plain(candidate)] for candidate in candidates if _plain(candidate) in by_name), None)
        if name and not (what == "service" and "page" in found) and name not in found.values():
            found[what] = name
    return found


def _plain(name: str) -> str:
    """Return a name without its envelope, in small letters, and without what parts its words: c_ip is c-ip."""
    small = name.lower()
    bare = next((small.removeprefix(before) for before in ENVELOPES if small.startswith(before)), small)
    return re.sub("[_ -]", "", bare)


def _toml(guess: Guess) -> list[str]:
    lines = [f"format = {json.dumps(guess.format)}", 'timezone = "Europe/Oslo"  # of the days that are counted']
    if guess.log_format:
        lines.append(f"log_format = '{guess.log_format}'")
    columns: Mapping[str, Any] = guess.columns
    if guess.format == "snowplow":
        columns = {"user": "domain_userid", "time": "collector_tstamp", "kind": "event", "page": "page_urlpath"}
    if columns:
        lines += ["", "[columns]", *(f"{what} = {json.dumps(name)}" for what, name in columns.items())]
    if guess.time:
        lines += ["", "[time]", *guess.time]
    if "kind" in columns:
        program = guess.format if guess.format in KINDS else str(columns["kind"]).lower()
        view, login, *ignored = KINDS.get(program, ("view", "login"))
        lines += ["", "[kinds]  # the words in the column kind: put in those of the log"]
        lines += [f'view = ["{view}"]', f'login = ["{login}"]', "close = []", f"ignored = {json.dumps(ignored)}"]
    if guess.format in ("common", "combined", "access", "w3c") or {"status", "method", "agent"} & columns.keys():
        lines += ["", "[access]", *guess.access, 'logins = []  # such as "/login/return*"']
    if guess.format in ("common", "combined", "access", "w3c", "snowplow") or "page" in columns:
        lines += ["", "[services]", '# messages = ["/messages", "/messages/*"]']
    return lines
