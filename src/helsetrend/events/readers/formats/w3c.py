"""W3C extended logs, as IIS and CloudFront write them: `#Fields:` names the columns, which are separated by blanks."""

from collections.abc import Sequence

import duckdb

from helsetrend.events.readers.formats.lines import quoted_name

_FIELDS = "#Fields:"


def w3c_headers(connection: duckdb.DuckDBPyConnection, lines: str) -> list[tuple[int, list[str]]]:
    """Return each `#Fields:` line that names other columns than the one before it: its number, its names."""
    found = connection.execute(
        f"SELECT line, text FROM {lines} WHERE starts_with(text, '{_FIELDS}') ORDER BY line"
    ).fetchall()
    headers: list[tuple[int, list[str]]] = []
    for line, text in found:
        names = text.removeprefix(_FIELDS).split()
        if not headers or headers[-1][1] != names:
            headers.append((line, names))
    return headers


def w3c_fields(lines: str, headers: Sequence[tuple[int, list[str]]], names: Sequence[str]) -> str:
    """Return fields of the lines by name, each line read by the `#Fields:` above it. A value of `-` is NULL.

    A line above the first `#Fields:` is broken. A column that a part of the file does not have is NULL there.
    """
    ends = [line for line, _ in headers[1:]] + [None]
    parts = [_before(lines, headers[0][0] if headers else None, names)]
    for (start, columns), end in zip(headers, ends, strict=False):
        place = {name: number for number, name in reversed([*enumerate(columns, start=1)])}
        cells = ", ".join(f"{_cell(place.get(name))} AS {quoted_name(name)}" for name in names)
        within = f"line > {start}" + (f" AND line < {end}" if end else "")
        parts.append(
            f"SELECT line AS log_line, len(parts) <> {len(columns)} AS log_broken, text AS log_text, {cells} FROM "
            "(SELECT line, text, CASE WHEN contains(text, chr(9)) THEN string_split(text, chr(9)) "
            "ELSE string_split(trim(text), ' ') END AS parts "
            f"FROM {lines} WHERE {within} AND NOT starts_with(text, '#'))"
        )
    return f"({' UNION ALL '.join(parts)})"


def _cell(place: int | None) -> str:
    return f"nullif(parts[{place}], '-')" if place else "CAST(NULL AS VARCHAR)"


def _before(lines: str, first: int | None, names: Sequence[str]) -> str:
    nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {quoted_name(name)}" for name in names)
    above = f" AND line < {first}" if first is not None else ""
    return (
        f"SELECT line AS log_line, true AS log_broken, text AS log_text, {nothing} FROM {lines} "
        f"WHERE NOT starts_with(text, '#'){above}"
    )
