"""JSON: SQL that reaches the fields of an object, of objects within it, and the elements of lists.

A name is a path. `actor.id` is the field `id` of the field `actor`, or else the field whose name is `actor.id`;
`headers.User-Agent[0]` is the first element of a list; `event_params[page_location]` is the value of the element of a
list of keys and values that has this key, as in the export of Google Analytics 4.
"""

import re
from collections.abc import Sequence

from helsetrend.events.readers.formats.lines import quoted_name
from helsetrend.events.readers.pages import quoted

_LAST_BRACKET = re.compile(r"(?P<of>.*)\[(?P<key>[^\[\]]+)\](?P<after>(?:\.[^\[\]]+)?)")
_VALUES = ("string_value", "int_value", "double_value", "float_value")


def json_fields(lines: str, names: Sequence[str]) -> str:
    """Return fields of JSON lines by their paths. A line is an object; any other is broken."""
    fields = ", ".join(f"{json_text('object', name)} AS {quoted_name(name)}" for name in names)
    is_object = "starts_with(ltrim(text), '{') AND json_valid(text)"
    return (
        f"(SELECT log_line, object IS NULL AS log_broken, log_text, {fields} FROM "
        f"(SELECT line AS log_line, text AS log_text, "
        f"CASE WHEN {is_object} THEN CAST(text AS JSON) END AS object FROM {lines}))"
    )


def json_text(of: str, path: str) -> str:
    """Return the SQL of the text at a path of a JSON value; NULL where there is none, or where it is null."""
    return (
        f"nullif({_value(of, path)} ->> '$', 'null')" if _LAST_BRACKET.fullmatch(path) else _by_names(of, path, "->>")
    )


def root_of(path: str) -> str:
    """Return the first name of a path."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _value(of: str, path: str) -> str:
    match = _LAST_BRACKET.fullmatch(path)
    if not match:
        return _by_names(of, path, "->")
    inner, key = _value(of, match["of"]) if match["of"] else of, match["key"]
    if key.isdigit():
        found = f"({inner} -> '$[{int(key)}]')"
    else:
        found = f"""(list_filter(CAST({inner} AS JSON[]), lambda item: (item ->> '$.key') = {quoted(key)}
            OR (item ->> '$.name') = {quoted(key)})[1])"""
        if not match["after"]:
            value = f"({found} -> '$.value')"
            typed = ", ".join(f"nullif({value} -> '$.{name}', 'null')" for name in _VALUES)
            return f"(CASE WHEN json_type({value}) = 'OBJECT' THEN coalesce({typed}) ELSE {value} END)"
    return _by_names(found, match["after"].removeprefix("."), "->") if match["after"] else found


def _by_names(of: str, path: str, arrow: str) -> str:
    """Return the field that a path of names leads to, or else the field whose name is all of the path."""
    parts = path.split(".")
    nested = f"({of} {arrow} {quoted('$' + ''.join(_step(part) for part in parts))})"
    if len(parts) == 1:
        return nested
    return f"coalesce({nested}, ({of} {arrow} {quoted('$' + _step(path))}))"


def _step(name: str) -> str:
    return '."' + name.replace('"', '\\"') + '"'
