"""CSV: its header, its delimiter, and SQL that splits a line into fields."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from helsetrend.events.readers.formats.lines import quoted_name
from helsetrend.events.readers.pages import quoted

DELIMITERS = ",;\t|"
MOST_LINES = 1000
"""The most lines that one record may go over. A quote that is not closed by then is a fault of its line alone."""


@dataclass(frozen=True)
class Records:
    """The records of CSV, of which one may go over several lines; without a delimiter the first line decides it."""

    delimiter: str | None = None

    def joined(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        """Yield each record as one line, followed by an empty line for each further line that it had."""
        waiting: list[bytes] = []
        delimiter = self.delimiter
        while True:
            line = waiting.pop(0) if waiting else next(lines, b"")
            if not line:
                return
            delimiter = delimiter or delimiter_of(line.decode())
            if line.count(b'"') % 2 == 0 or not _Grammar(delimiter).opens(line):
                yield line
                continue
            waiting += islice(lines, MOST_LINES - len(waiting))
            length = _Grammar(delimiter).closes(line, waiting)
            if length:
                yield b" ".join(part.rstrip(b"\r\n") for part in [line, *waiting[:length]]) + b"\n"
                yield from [b"\n"] * length
                del waiting[:length]
            else:
                yield line


@dataclass(frozen=True)
class _Grammar:
    """What a line of CSV looks like with a delimiter."""

    delimiter: str

    @cached_property
    def _field(self) -> str:
        sign = re.escape(self.delimiter)
        return f'(?:"(?:[^"]|"")*"|[^"{sign}\r\n][^{sign}\r\n]*|)'

    def opens(self, line: bytes) -> bool:
        """Return whether a line ends within a quoted field."""
        sign = re.escape(self.delimiter)
        return bool(re.fullmatch(f'(?:{self._field}{sign})*"(?:[^"]|"")*'.encode(), line))

    def closes(self, line: bytes, others: Sequence[bytes]) -> int:
        """Return how many of the lines that follow belong to the record; 0 where its quote is not closed rightly."""
        record, sign = line, re.escape(self.delimiter)
        whole = re.compile(f"(?:{self._field}{sign})*{self._field}\r?\n?".encode())
        for number, other in enumerate(others, start=1):
            record += other
            if other.count(b'"') % 2:
                if whole.fullmatch(record):
                    return number
                if not self.opens(record):
                    return 0
        return 0


def delimiter_of(line: str) -> str:
    """Return the sign that is the delimiter, as it is the most frequent one of `DELIMITERS`."""
    return max(DELIMITERS, key=line.count)


def names_in(line: str, delimiter: str) -> list[str]:
    """Return the fields of the line with the names of the columns."""
    return next(csv.reader([line], delimiter=delimiter), [])


def csv_parts(text: str, delimiter: str) -> str:
    """Return the SQL of the list of fields in a line of CSV, NULL where a quote is not closed."""
    sign = quoted(delimiter)
    shown = "\\" + delimiter if delimiter == "|" else delimiter
    field = f'("(?:[^"]|"")*"|[^"{shown}][^{shown}]*|){shown}'
    parts = f"regexp_extract_all({text} || {sign}, {quoted(field)}, 1)"
    bare = f"""list_transform({parts}, lambda field: CASE WHEN starts_with(field, '"')
        THEN replace(field[2:-2], '""', '"') ELSE field END)"""
    is_whole = f"length(array_to_string({parts}, '')) + len({parts}) = length({text}) + 1"
    return f"""CASE WHEN NOT contains({text}, '"') THEN string_split({text}, {sign}) WHEN {is_whole} THEN {bare} END"""


def csv_fields(
    lines: str, header: Sequence[str], delimiter: str, *, names: Sequence[str], after: int = 0, has_quotes: bool = True
) -> str:
    """Return the fields of CSV lines with these names; the header is on line `after` (0: there is none).

    A name with `*` stands for numbered columns, such as action_*_url for action_0_url and action_1_url: a line then has
    a row for each number that one of them is not empty for. Without `has_quotes` a quote is a sign like any other.
    """
    parts = csv_parts("text", delimiter) if has_quotes else f"string_split(text, {quoted(delimiter)})"
    split = (
        f"(SELECT log_line, parts IS NULL OR len(parts) <> {len(header)} AS log_broken, log_text, parts FROM "
        f"(SELECT line AS log_line, text AS log_text, {parts} AS parts FROM {lines} WHERE line > {after}))"
    )
    place = {name: number for number, name in reversed([*enumerate(header, start=1)])}
    single = [f"parts[{place[name]}] AS {quoted_name(name)}" for name in names if "*" not in name]
    numbered = [name for name in names if "*" in name]
    if not numbered:
        return f"(SELECT log_line, log_broken, log_text, {', '.join(single)} FROM {split})"
    rows = []
    for number in numbers_of(numbered, header):
        cells = {name: place.get(name.replace("*", number)) for name in numbered}
        rows.append(
            "{" + ", ".join(f"{quoted(name)}: {f'parts[{at}]' if at else 'NULL'}" for name, at in cells.items()) + "}"
        )
    some = " OR ".join(f"coalesce(item[{quoted(name)}], '') <> ''" for name in numbered)
    items = f"list_filter([{', '.join(rows)}], lambda item: {some})"
    cells_of = ", ".join([*single, *(f"item[{quoted(name)}] AS {quoted_name(name)}" for name in numbered)])
    return (
        f"(SELECT log_line, log_broken, log_text, {cells_of} FROM "
        f"(SELECT *, UNNEST(CASE WHEN log_broken THEN [NULL] ELSE {items} END) "
        f"AS item FROM {split}))"
    )


def numbers_of(numbered: Sequence[str], header: Sequence[str]) -> list[str]:
    """Return the numbers that stand for `*` in the names of columns, in order."""
    found = set()
    for name in numbered:
        pattern = re.compile(re.escape(name).replace(r"\*", "([0-9]+)"))
        found |= {match[1] for column in header if (match := pattern.fullmatch(column))}
    return sorted(found, key=int)
