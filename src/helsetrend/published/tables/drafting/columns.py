"""The part of a sheet that is most like a table: its columns, and the lines above and below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, islice

from helsetrend.published.readers import NumberedRow, Sheet, UnreadableFileError
from helsetrend.published.status import SIGNS_OF_MISSING
from helsetrend.published.tables.labels import FIRST_YEAR, LAST_YEAR
from helsetrend.published.tables.layout import FIRST_ROWS, columns_of_header
from helsetrend.published.tables.periods import period_of
from helsetrend.values import SUPERSCRIPT_SIGNS, UnclearPeriodError, readings

MOST_ROWS = 200
"""The most rows of a table that a draft looks at."""

_MARK = re.compile(rf"(?:[*\u2020{SUPERSCRIPT_SIGNS}]+| ?\[\w{{1,3}}\]| ?\(\w{{1,2}}\)| ?[a-z]\)?)\Z", re.IGNORECASE)
_KEY = re.compile(r"(?:\A|[ _-]|\b)(?:id|ids|code|kode|nr|uuid|key|rank|rang)\Z", re.IGNORECASE)
_SIGN = re.compile(r"[A-Z]{1,3}|[a-z]|\[\w+\]|\(\w\)")


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, in one row or several, and the texts below it."""

    parts: tuple[str, ...]
    values: Sequence[str]

    @property
    def header(self) -> str:
        """The header in one line."""
        return " ".join(dict.fromkeys(filter(None, self.parts)))

    @cached_property
    def label(self) -> str:
        """What the header names beside a period, in a row of its own or in the same one; "" for a period alone."""
        if is_period(self.header):
            return ""
        others = [part for part in self.parts if part and not is_period(part)]
        if len(others) < len([*filter(None, self.parts)]):
            return " ".join(dict.fromkeys(others))
        words = self.header.split()
        for cut in (1, -1):
            ends = " ".join(words[:cut]), " ".join(words[cut:])
            if len(words) > 1 and is_period(ends[cut < 0].strip("(),:")):
                return ends[cut > 0].strip(" ,:-(")
        return self.header

    @property
    def has_period(self) -> bool:
        """Whether the header names a period, alone or beside a label."""
        return self.label != self.header

    @cached_property
    def kind(self) -> str:
        """`period`, `number`, `label`, or nothing for an empty column."""
        texts = [text for text in self.values if text]
        if not texts:
            return ""
        if not is_period(self.header) and all(map(is_period, texts)):
            return "period"
        if _KEY.search(self.header):
            return "label"
        numbers = [text for text in texts if readings(text)]
        return "number" if numbers and 2 * (len(numbers) + sum(map(is_sign, texts))) > len(texts) else "label"


@dataclass(frozen=True)
class Part:
    """The part of a sheet that is most like a table: its columns, and the lines above and below them."""

    sheet: str = ""
    columns: Sequence[Column] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()

    def column(self, header: str) -> Column:
        """Return the column with a header."""
        return next(column for column in self.columns if column.header == header)

    def where(self, header: str, label: str) -> "Part":
        """Return the rows with a label in a column."""
        held = [value == label for value in self.column(header).values]
        columns = [replace(column, values=list(compress(column.values, held))) for column in self.columns]
        return replace(self, columns=columns)

    def of_kind(self, kind: str) -> list[Column]:
        """Return the columns of a kind."""
        return [column for column in self.columns if column.kind == kind]

    @property
    def figures(self) -> list[str]:
        """The texts in its columns of figures."""
        return [text for column in self.of_kind("number") for text in column.values if text]

    @cached_property
    def has_figures(self) -> list[bool]:
        """Whether there is a text in a column of figures, for each row."""
        return [any(row) for row in zip(*(column.values for column in self.of_kind("number")), strict=True)]

    def tells_apart(self, *columns: Column) -> bool:
        """Return whether no two rows with figures are alike in these columns."""
        rows = [[column.values[row] for column in columns] for row, has in enumerate(self.has_figures) if has]
        return len(set(map(tuple, rows))) == len(rows)

    def labels_in(self, column: Column) -> list[str]:
        """Return the labels of the rows that have figures, each once."""
        pairs = zip(column.values, self.has_figures, strict=True)
        return list(dict.fromkeys(label for label, has in pairs if label and has))

    def headings_in(self, column: Column) -> list[str]:
        """Return the labels without figures above others that stand below several of them; none where no label does."""
        pairs = list(zip(column.values, self.has_figures, strict=True))
        below = [label for label, has in pairs if label and has]
        headings = list(dict.fromkeys(label for label, has in pairs if label and not has))
        return headings if len(set(below)) < len(below) else []


def is_period(text: str) -> bool:
    """Return whether a text is a period, alone or with a mark beside it: 2023, 2023*, 2023Q4 p."""
    unmarked = _MARK.sub("", text)
    return _is_bare_period(text) or (unmarked != text and _is_bare_period(unmarked))


def is_sign(text: str) -> bool:
    """Return whether a text may stand in the place of a figure: "..", "ND"."""
    return text.lower() in SIGNS_OF_MISSING or _SIGN.fullmatch(text) is not None


def rows_of(sheet: Sheet) -> list[NumberedRow]:
    """Return the first rows of a sheet; none of a text file that is read with the wrong sign between its columns."""
    try:
        return list(islice(sheet.rows, MOST_ROWS))
    except UnreadableFileError:
        return []


def part_of(sheet: str, rows: Sequence[NumberedRow]) -> Part:
    """Return the part of a sheet below its likely header, the row or two rows with the most texts above numbers.

    It has no columns where there is none.
    """
    best = Part(sheet)
    for place in range(min(len(rows), FIRST_ROWS)):
        found = _below(sheet, rows, (place,))
        over = _below(sheet, rows, (place - 1, place)) if place else best
        if _is_one_header(found, over):
            found = over
        if found.of_kind("number") and len(found.columns) > max(1, len(best.columns)):
            best = found
    return best


def _below(sheet: str, rows: Sequence[NumberedRow], places: tuple[int, ...]) -> Part:
    """Return the part of a sheet with its header at these places."""
    below = [[cell.text for cell in cells] for _, cells in rows[places[-1] + 1 :]]
    columns = [
        Column(
            parts if any(parts) else (f"#{number + 1}",), [row[number] if number < len(row) else "" for row in below]
        )
        for number, parts in enumerate(columns_of_header(rows, places))
        if (not any(parts) and number == 0) or _is_header(parts)
    ]
    with_figures = [column for column in columns if column.kind == "number"]
    if not with_figures:
        return Part(sheet)
    last = max(number for column in with_figures for number, text in enumerate(column.values) if readings(text))
    ended = [Column(column.parts, column.values[: last + 1]) for column in columns]
    above = [[cell.text for cell in cells] for _, cells in rows[: places[0]]]
    return Part(sheet, ended, list(lines_of(above)), list(lines_of(below[last + 1 :])))


def _is_header(parts: tuple[str, ...]) -> bool:
    return any(parts) and all(not part or is_period(part) or not readings(part) for part in parts)


def _is_one_header(lower: Part, both: Part) -> bool:
    """Return whether a row and the one above it are one header: the lower alone names no period, or a thing twice."""
    names = [column.header for column in lower.of_kind("number")]
    joined = [column.header for column in both.of_kind("number")]
    if len(set(joined)) < len(joined) or len(joined) < max(2, len(names)):
        return False
    return len(set(names)) < len(names) or (all(map(is_period, joined)) and not any(map(is_period, names)))


def lines_of(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows that have a text, as lines."""
    yield from filter(None, (" ".join(filter(None, row)) for row in rows))


def _is_bare_period(text: str) -> bool:
    try:
        period = period_of([text], metric=None)
    except UnclearPeriodError:
        return True
    except ValueError:
        return False
    return FIRST_YEAR <= period.year <= LAST_YEAR
