"""A draft of the mapping for a log, from the names of its columns and the shapes of their values."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.formats import (
    ACCESS_TIME,
    COLUMNS,
    access_fields,
    delimiter_of,
    escaped_path,
    json_text,
    lines_of,
    names_in,
    raw_lines,
)
from helsetrend.events.readers.mapping import W3C_COLUMNS
from helsetrend.events.readers.packing import plain_text
from helsetrend.events.readers.pages import quoted
from helsetrend.events.readers.shape import is_name

LINES = 50
"""How many lines are looked at."""

CANDIDATES = {
    "user": (
        *("user_pseudo_id", "domain_userid", "user_id", "userid", "user", "visitor_id", "visitorid", "client_id"),
        *("bruker", "bruker_id", "brukerid", "actor.id", "session_id", "session_user", "request.client_ip"),
        *("request.remote_ip", "httprequest.remoteip", "properties.clientip", "source.ip", "clienthost", "clientip"),
        *("remote_addr", "client_ip", "c-ip", "ip", "host"),
    ),
    "time": (
        *("event_timestamp", "collector_tstamp", "@timestamp", "timestamp", "event_time", "startutc", "time_iso8601"),
        *("edgestarttimestamp", "actiondetails_*_timestamp", "tidspunkt", "msec", "time_local", "ts", "time"),
        *("datetime", "date", "tid", "dato"),
    ),
    "kind": ("event_name", "event.action", "event_type", "actiondetails_*_type", "kind", "event", "action", "type"),
    "page": (
        *("event_params[page_location]", "page_urlpath", "page_url", "request.uri", "requestpath", "request_uri"),
        *("actiondetails_*_url", "httprequest.requesturl", "properties.requesturi", "url.original", "url.path"),
        *("clientrequesturi", "page_location", "page", "side", "url", "uri", "pathname", "path"),
    ),
    "service": ("service", "tjeneste"),
    "status": (
        *("httprequest.status", "properties.httpstatus", "http.response.status_code", "edgeresponsestatus"),
        *("status", "downstreamstatus", "sc-status"),
    ),
    "method": (
        *("request.method", "httprequest.requestmethod", "properties.httpmethod", "http.request.method"),
        *("clientrequestmethod", "requestmethod", "request_method", "method", "cs-method"),
    ),
    "agent": (
        *("request.headers.user-agent[0]", "httprequest.useragent", "properties.useragent", "user_agent.original"),
        *("clientrequestuseragent", "request_user-agent", "http_user_agent", "user_agent", "agent"),
    ),
    "forwarded_for": ("http_x_forwarded_for", "x-forwarded-for", "cs(x-forwarded-for)", "x_forwarded_for", "xff"),
}
"""The names that columns have in the logs of known programs, in small letters, the most likely first."""


KINDS = {
    "event_name": (
        *("page_view", "login"),
        *("session_start", "first_visit", "user_engagement", "scroll", "click", "file_download", "form_start"),
        *("form_submit", "video_start", "video_progress", "video_complete", "view_search_results"),
    ),
    "snowplow": ("page_view", "login", "page_ping", "struct", "unstruct", "transaction", "transaction_item"),
    "actiondetails_*_type": ("action", "login", "event", "search", "goal", "download", "outlink", "form", "media"),
}
"""The words of known programs, by their column for the kind: that of a view, that of a login, those to ignore."""

_NAMES = re.compile(r"[^.\[\]0-9][^.\[\]]*")
"""The names in a path of JSON."""


@dataclass(frozen=True)
class Guess:
    """The format, the columns by what they are, the first times, and lines for `[access]`."""

    format: str
    columns: Mapping[str, str] = field(default_factory=dict)
    times: Sequence[str] = ()
    access: Sequence[str] = ()


def guess_mapping(connection: duckdb.DuckDBPyConnection, path: Path, *, scratch: Path) -> str:
    """Return a draft of the TOML for a log, which has names of its columns and no value.

    Raises DataError where the log is of no format that is known, or has no column for the user or the time.
    """
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    guess = _parquet(connection, path) if is_parquet else _text(connection, path, scratch)
    if guess.format in ("csv", "jsonl", "parquet"):
        missing = [name for name in ("user", "time") if name not in guess.columns]
        if missing:
            found = "no column that is clearly the {}"
            expected = "a log of a format in docs/event-logs.md, whose columns are named under [columns]"
            raise DataError([Fault(path.name, 0, "", found.format(name), expected) for name in missing])
    return "".join(f"{line}\n" for line in _toml(guess))


def _text(connection: duckdb.DuckDBPyConnection, path: Path, scratch: Path) -> Guess:
    text = plain_text(connection, path, scratch / "guess.text", None)
    lines = [
        line or "" for (line,) in connection.execute(f"SELECT text FROM {raw_lines(text)} LIMIT {LINES}").fetchall()
    ]
    lines = [line.lstrip("\ufeff") for line in lines if line.strip()]
    if not lines:
        raise DataError([Fault(path.name, 0, "", "no line", "a log with events")])
    if fields := [line for line in lines if line.startswith("#Fields:")]:
        return _w3c(fields[0].split()[1:])
    if lines[0].lstrip().startswith("{"):
        return _json(lines)
    for form, has_agent in (("combined", True), ("common", False)):
        broken = f"SELECT avg(CAST(log_broken AS INTEGER)) FROM {access_fields(lines_of(text), has_agent=has_agent)}"
        if (connection.execute(broken).fetchone() or (1,))[0] < 0.5:
            behind = f"SELECT bool_or(forwarded_for <> host) FROM {access_fields(lines_of(text), has_agent=has_agent)}"
            is_behind = (connection.execute(behind).fetchone() or (False,))[0]
            return Guess(form, access=('user = "forwarded_for"', "trusted_proxies = []") if is_behind else ())
    if len(lines[0].split("\t")) == len(COLUMNS):
        return Guess("snowplow")
    names = names_in(lines[0], delimiter_of(lines[0]))
    if not all(map(is_name, names)):
        return Guess("csv")
    rows = [dict(zip(names, names_in(line, delimiter_of(lines[0])), strict=False)) for line in lines[1:]]
    columns = _columns([*names, *map(_numbered, names)])
    times = [name for name in names if columns.get("time") in (name, _numbered(name))]
    return Guess("csv", columns, [row[name] for row in rows for name in times if row.get(name)])


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
    columns = _columns([path for path in paths if all(map(is_name, _NAMES.findall(path)))])
    times = []
    if "time" in columns:
        query = f"SELECT {json_text('CAST(line AS JSON)', columns['time'])} FROM (SELECT UNNEST(?) AS line)"
        times = [at for (at,) in duckdb.execute(query, [[json.dumps(content) for content in objects]]).fetchall() if at]
    return Guess("jsonl", columns, times)


def _paths(content: Mapping[str, Any], before: str = "") -> list[str]:
    """Return the paths of an object: fields, fields of fields, first elements, and keys of lists of keys and values."""
    paths = []
    for name, value in content.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            paths += _paths(value, f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]:
            paths += [f"{path}[{item['key']}]" for item in value if isinstance(item, dict) and "key" in item]
        else:
            paths.append(f"{path}[0]" if isinstance(value, list) else path)
    return paths


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Guess:
    file = f"read_parquet({quoted(escaped_path(str(path)))})"
    kinds = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()}
    names = [name for name in kinds if is_name(name)]
    if "event_params" in kinds:
        names.append("event_params[page_location]")
    columns = _columns(names)
    if "time" not in columns:
        return Guess("parquet", columns)
    kind = kinds.get(columns["time"], "")
    query = f'SELECT CAST("{columns["time"]}" AS VARCHAR) FROM {file} LIMIT {LINES}'
    times = [at for (at,) in connection.execute(query).fetchall() if at]
    return Guess("parquet", columns, ["1970-01-01T00:00:00Z"] if kind.endswith(("TIME ZONE", "TZ_NS")) else times)


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Return the column for each thing that one of the names stands for."""
    by_name = {name.lower(): name for name in names}
    found: dict[str, str] = {}
    for what, candidates in CANDIDATES.items():
        name = next((by_name[candidate] for candidate in candidates if candidate in by_name), None)
        if name and not (what == "service" and "page" in found) and name not in found.values():
            found[what] = name
    return found


def _toml(guess: Guess) -> list[str]:
    lines = [f"format = {json.dumps(guess.format)}", 'timezone = "Europe/Oslo"  # of the days that are counted']
    columns: Mapping[str, Any] = guess.columns
    if guess.format == "snowplow":
        columns = {"user": "domain_userid", "time": "collector_tstamp", "kind": "event", "page": "page_urlpath"}
    if columns:
        lines += ["", "[columns]", *(f"{what} = {json.dumps(name)}" for what, name in columns.items())]
    lines += _time_lines(guess.times)
    if "kind" in columns:
        program = guess.format if guess.format in KINDS else columns["kind"].lower()
        view, login, *ignored = KINDS.get(program, ("view", "login"))
        lines += ["", "[kinds]  # the words in the column kind: put in those of the log"]
        lines += [f'view = ["{view}"]', f'login = ["{login}"]', "close = []", f"ignored = {json.dumps(ignored)}"]
    if guess.format in ("common", "combined", "w3c") or {"status", "method", "agent"} & columns.keys():
        lines += ["", "[access]", *guess.access, 'logins = []  # such as "/login/return*"']
    if guess.format in ("common", "combined", "w3c", "snowplow") or "page" in columns:
        lines += ["", "[services]", '# messages = ["/messages", "/messages/*"]']
    return lines


def _time_lines(times: Sequence[str]) -> list[str]:
    if not times:
        return []
    digits = re.sub(r"\.[0-9]*$", "", times[0])
    if digits.isdigit():
        form = {10: "seconds", 13: "milliseconds", 16: "microseconds"}.get(len(digits), "seconds")
        return ["", "[time]", f'form = "{form}"']
    if re.match(r"[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:", times[0]):
        return ["", "[time]", f'form = "{ACCESS_TIME}"']
    if re.search(r"(Z|[+-][0-9]{2}(:?[0-9]{2})?|UTC)$", times[0].strip()) and re.search("[0-9]:[0-9]", times[0]):
        return []
    lines = ["", "[time]", 'timezone = "Europe/Oslo"  # of times that do not state one']
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", times[0]):
        lines.append('form = "%d.%m.%Y %H:%M:%S"  # as of strptime: put in that of the log')
    return lines
