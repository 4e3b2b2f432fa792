"""Access logs in a format of their own: a format string of Apache or nginx, as it stands in the server's settings.

A blank of the format is one or more in the log. Names that are not known, such as $elapsed, stand for what is not read.
"""

import re

from helsetrend.events.readers.client import ADDRESS
from helsetrend.events.readers.formats.access import FIELDS, HOST
from helsetrend.events.readers.pages import quoted

_DIRECTIVE = re.compile(
    r"%[<>]?(?:\{(?P<argument>[^}]+)\})?(?P<letter>\^?[A-Za-z]{1,2}|%)|\$(?:\{(?P<braced>\w+)\}|(?P<name>\w+))"
)
_APACHE = {
    **{"h": "host", "a": "host", "u": "account", "t": "time", "r": "request", "s": "status", "m": "method"},
    **{"U": "address", "q": "query"},
}
_APACHE_HEADERS = {"user-agent": "agent", "x-forwarded-for": "forwarded_for"}
_NGINX = {
    **{"remote_addr": "host", "remote_user": "account", "time_local": "time", "time_iso8601": "time", "msec": "time"},
    **{"request": "request", "status": "status", "request_method": "method", "request_uri": "address"},
    **{"uri": "address", "http_user_agent": "agent", "http_x_forwarded_for": "forwarded_for"},
}
_TIMES = {
    **{"$time_iso8601": "iso", "$msec": "seconds"},
    **{"%{sec}t": "seconds", "%{%s}t": "seconds", "%{msec}t": "milliseconds", "%{usec}t": "microseconds"},
}
"""The form of the times of a directive that has another one than `ACCESS_TIME`."""

_QUOTED = r'(?:[^"\\]|\\.)*'
_OWN = {"host": f"(?:{HOST}|-)", "forwarded_for": f"(?:{ADDRESS}(?: *, *{ADDRESS})*|-)", "account": ".*?"}
"""The patterns of fields that must look like what they are, or may have spaces."""

ACCESS_TIME = "%d/%b/%Y:%H:%M:%S %z"
"""The form of times in access logs, such as 10/Oct/2000:13:55:36 -0700."""


def names_of(log_format: str) -> dict[str, str]:
    """Return the fields of a format string by our names (`access.FIELDS`, `request`, `query`), each with its directive.

    Raises ValueError where the format lacks the time, or all of request and address.
    """
    names: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(log_format):
        if name := _name_of(match):
            names.setdefault(name, match[0])
    if "time" not in names or not {"request", "address"} & names.keys():
        raise ValueError("a log format of Apache or nginx with the time and the request, such as %t and %r")
    return names


def time_form_of(log_format: str) -> str:
    """Return the form of the times, as `[time] form` names it."""
    directive = names_of(log_format)["time"]
    own = directive.removeprefix("%{").removesuffix("}t")
    return _TIMES.get(_bare(directive), own if "%" in own.removeprefix("%") else ACCESS_TIME)


def log_format_fields(lines: str, log_format: str) -> str:
    """Return the fields of lines in a format; those of `access.FIELDS` that the format lacks are empty texts."""
    names = [*names_of(log_format)]
    struct = f"regexp_extract(text, {quoted(_pattern(log_format))}, [{', '.join(map(quoted, names))}])"
    cells = {name: f"cells[{quoted(name)}]" for name in names}
    words = "string_split(" + cells.get("request", "''") + ", ' ')"
    cells.setdefault("method", f"{words}[1]")
    last = f"CASE WHEN starts_with({words}[-1], 'HTTP/') THEN -2 ELSE -1 END"
    cells.setdefault("address", f"array_to_string({words}[2:{last}], ' ')")
    if "query" in names:
        cells["address"] += f" || {cells['query']}"
    if "host" in names:
        cells["host"] = f"lower({cells['host']})"
    columns = ", ".join(f"{cells.get(name, quoted(''))} AS {name}" for name in FIELDS)
    is_whole = "cells['time'] <> ''" + (
        " AND regexp_full_match(cells['status'], '[1-5][0-9]{2}')" if "status" in names else ""
    )
    return (
        f"(SELECT line AS log_line, NOT ({is_whole}) AS log_broken, text AS log_text, {columns} "
        f"FROM (SELECT line, text, {struct} AS cells FROM {lines}))"
    )


def _bare(directive: str) -> str:
    """Return a directive without the braces of nginx."""
    return directive.replace("${", "$").rstrip("}") if directive.startswith("$") else directive


def _name_of(match: re.Match[str]) -> str | None:
    nginx = match["braced"] or match["name"]
    if nginx:
        return _NGINX.get(nginx)
    if match["letter"] == "i":
        return _APACHE_HEADERS.get((match["argument"] or "").lower())
    if match["letter"] == "t" and match["argument"] and "%" not in match["argument"] and match[0] not in _TIMES:
        return None  # a part of the time, such as its milliseconds
    return _APACHE.get(match["letter"])


def _pattern(log_format: str) -> str:
    """Return the regular expression of a line, with a group for each field that is read."""
    pattern, end, seen = "", 0, set()
    text = log_format.replace('\\"', '"')
    for match in _DIRECTIVE.finditer(text):
        before, after = text[end : match.start()], text[match.end() : match.end() + 1]
        end, name = match.end(), _name_of(match)
        is_new = name is not None and name not in seen
        if is_new:
            seen.add(name)
        pattern += _literal(before)
        if match["letter"] == "%":
            pattern += "%"
        elif match[0] == "%t":
            pattern += rf"\[{'(' if is_new else '(?:'}[^\]]*)\]"
        else:
            words = (match["argument"] or "").count(" ") + 1 if name == "time" else 1
            inner = _QUOTED if before.endswith('"') and after == '"' else _OWN.get(name or "") or _until(after, words)
            pattern += f"({inner})" if is_new else f"(?:{inner})"
    return f"^{pattern}{_literal(text[end:])}"


def _literal(text: str) -> str:
    """Return the pattern of what stands between two directives."""
    return re.sub(r"(?:\\ )+", " +", re.escape(text))


def _until(sign: str, words: int) -> str:
    """Return the pattern of a field: all up to the sign after it, or that number of words before a blank or the end."""
    return rf"[^{re.escape(sign)}]*" if sign.strip() else " +".join([r"\S*"] * words)
