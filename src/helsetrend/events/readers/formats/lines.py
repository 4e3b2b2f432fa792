"""The lines of a text log as a relation: `line`, its number in the file, and `text`; blank lines are left out.

A line that Docker's driver json-file has wrapped, as `{"log": …, "stream": "stdout", "time": …}`, is what the container
wrote.
"""

from pathlib import Path

from helsetrend.events.readers.pages import quoted

LONGEST = 4 * 2**20
"""The most bytes of a line; more than `packing.LONGEST_LINE` can become in UTF-8."""

_NO_DELIMITER = "\x01\x02\x03\x04"
"""DuckDB needs a delimiter, and ends a line at it: these signs, which no log has in a row."""

_IS_WRAPPED = (
    """starts_with(text, '{"log":') AND json_valid(text) AND json_type(text, '$.log') = 'VARCHAR' """
    "AND (text ->> '$.stream') IN ('stdout', 'stderr')"
)


def lines_of(path: Path) -> str:
    """Return the lines of a file of plain UTF-8, numbered from 1."""
    unwrapped = f"CASE WHEN {_IS_WRAPPED} THEN rtrim(text ->> '$.log', chr(10) || chr(13)) ELSE text END"
    return (
        f"(SELECT * FROM (SELECT line, {unwrapped} AS text FROM (SELECT row_number() OVER () AS line, "
        "CASE WHEN row_number() OVER () = 1 THEN ltrim(text, chr(65279)) ELSE text END AS text "
        f"FROM {raw_lines(path)}) WHERE text IS NOT NULL) WHERE NOT regexp_full_match(text, ' *'))"
    )


def raw_lines(path: Path, *, compression: str = "none") -> str:
    """Return all lines of a file, as a relation with the column `text`, NULL for an empty line."""
    return (
        f"read_csv({quoted(escaped_path(str(path)))}, columns = {{'text': 'VARCHAR'}}, header = false, "
        f"auto_detect = false, delim = '{_NO_DELIMITER}', quote = '', escape = '', strict_mode = false, "
        f"hive_partitioning = false, max_line_size = {LONGEST}, compression = '{compression}')"
    )


def escaped_path(path: str) -> str:
    """Return a path as DuckDB reads it, with the characters escaped that it takes for a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


def quoted_name(column: str) -> str:
    """Return the name of a column as SQL writes it."""
    return '"' + column.replace('"', '""') + '"'
