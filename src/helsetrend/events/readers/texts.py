"""The lines of a text log, whatever its format, as a relation with the columns that the mapping names.

The relation has a row for each line that is not blank: `log_line`, its number in the file; `log_broken`, whether it
could not be split; `log_text`, the line; and the columns as text.
"""

from pathlib import Path

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.formats import (
    COLUMNS,
    Records,
    access_fields,
    csv_fields,
    delimiter_of,
    json_fields,
    lines_of,
    log_format_fields,
    names_in,
    numbers_of,
    w3c_fields,
    w3c_headers,
)
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.shape import check_columns


def records_of(mapping: LogMapping) -> Records | None:
    """Return how records of this log go over lines, or None where each line is a record."""
    return Records(mapping.delimiter) if mapping.format == "csv" else None


def text_relation(connection: duckdb.DuckDBPyConnection, path: Path, readable: Path, mapping: LogMapping) -> str:
    """Return the SQL of the lines of a file, whose plain text is in `readable`.

    Raises DataError where the file lacks a column.
    """
    lines, names = lines_of(readable), mapping.table.names
    match mapping.format:
        case "common" | "combined":
            return access_fields(lines, has_agent=mapping.format == "combined")
        case "access":
            return log_format_fields(lines, mapping.log_format or "")
        case "jsonl":
            return json_fields(lines, names)
        case "snowplow":
            check_columns(path, COLUMNS, names)
            return csv_fields(lines, COLUMNS, "\t", names=names, has_quotes=False)
        case "w3c":
            headers = w3c_headers(connection, lines)
            if headers:
                check_columns(path, sorted({name for _, columns in headers for name in columns}), names)
            return w3c_fields(lines, headers, names)
        case _:
            return _csv(connection, path, lines, mapping)


def _csv(connection: duckdb.DuckDBPyConnection, path: Path, lines: str, mapping: LogMapping) -> str:
    names = mapping.table.names
    number, first = connection.execute(f"SELECT line, text FROM {lines} ORDER BY line LIMIT 1").fetchone() or (0, "")
    delimiter = mapping.delimiter or delimiter_of(first)
    if mapping.header:
        header, after = list(mapping.header), 0
    else:
        header, after = names_in(first, delimiter) or names, number  # an empty file has no names
    numbered = [name for name in names if "*" in name]
    if numbered and first and not numbers_of(numbered, header):
        raise DataError([Fault(path.name, 1, numbered[0], "no such column", "a column with a number in place of *")])
    check_columns(path, header, [name for name in names if "*" not in name])
    return csv_fields(lines, header, delimiter, names=names, after=after)
