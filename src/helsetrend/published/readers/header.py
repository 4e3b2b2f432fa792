"""The header of a table: which row of which sheet it is, and its faults.

It is found by its words, since people put titles above a table, and other sheets beside it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

from helsetrend.errors import Fault
from helsetrend.published.readers.cells import Content, NumberedRow, Sheet, UnreadableFileError
from helsetrend.published.readers.records import Records, records_of

_DIGIT = re.compile("[0-9]")
_GAP = re.compile(r"[\s_-]+")

FIRST_ROWS = 30
"""The number of rows from the top in which the header is searched for."""

UNKNOWN_COLUMN = "an unknown column"
"""What is found in a header that is not that of a column."""

FEWEST_WORDS = 2
"""The fewest known words of a header, since a title can contain one of them."""


@dataclass(frozen=True)
class Header:
    """The header of a table: its row, its texts, and the column that each text names, "" for an unknown text.

    `known` has the column for each word; `above` the rows above the header; `below` reads those below it, once.
    """

    sheet: Sheet
    row: int
    texts: list[str]
    names: list[str]
    known: Mapping[str, str]
    above: list[NumberedRow]
    below: Callable[[], Records]

    @property
    def width(self) -> int:
        """The number of columns, up to the last with a header."""
        return len(self.texts)

    def without_rows(self) -> "Header":
        """Return the same without what reads the rows, which holds the whole file in memory."""
        return replace(self, sheet=Sheet(self.sheet.name, iter(())), above=[], below=partial(records_of, ()))

    def reference(self, row: int, column: str = "") -> str:
        """Return the name of a cell in a column of the table, or of the row."""
        return self.sheet.reference(row, self.names.index(column) if column and column in self.names else None)


def find_header(sheets: Sequence[Sheet], words: Mapping[str, str]) -> Header:
    """Return the row with the most known words among the first rows; `words` has the column for each word.

    Sheets without a name are ways to read one file, of which the best is taken; in a workbook only one sheet may have
    a header. Raises UnreadableFileError where no row is a header, or two sheets have one.
    """
    known = {_plain(word): column for word, column in words.items()}
    tops = [_Top(sheet) for sheet in sheets]
    candidates = [(top, most) for top in tops if (most := top.most_words(known)) >= FEWEST_WORDS]
    if not candidates:
        raise _no_header(tops, list(dict.fromkeys(words.values())))
    if len(candidates) > 1 and all(top.sheet.name for top, _ in candidates):
        names = " and ".join(top.sheet.name for top, _ in candidates)
        raise UnreadableFileError(f"headers in the sheets {names}", "one sheet with this table")
    return max(candidates, key=lambda pair: pair[1])[0].header(known)


def header_faults(header: Header, file: str, columns: Sequence[str], optional: Sequence[str]) -> list[Fault]:
    """Return a fault for each unknown, missing or repeated column, and for each row of data above the header."""
    expected = f"the columns {', '.join(columns)}, each once"
    faults = [
        Fault(file, header.row, text, UNKNOWN_COLUMN, expected, header.sheet.reference(header.row, position))
        for position, (text, name) in enumerate(zip(header.texts, header.names, strict=True))
        if text and not name
    ]
    twice = [name for name in columns if header.names.count(name) > 1]
    if len(twice) > 1:
        found, place = f"the columns {', '.join(twice)} more than once", header.reference(header.row)
        faults.append(Fault(file, header.row, "", found, "one table, not two beside each other", place))
    for name in columns:
        count = header.names.count(name)
        if twice == [name]:
            place = header.reference(header.row, name)
            faults.append(Fault(file, header.row, name, "a repeated column", expected, place))
        if not count and name not in optional:
            faults.append(Fault(file, header.row, name, "a missing column", expected, header.reference(header.row)))
    for row, cells in header.above:
        filled = [cell.shown.strip() for cell in cells if cell.shown.strip()]
        if 2 * len(filled) > header.width or len(named_columns((row, cells), header.known)) >= FEWEST_WORDS:
            title = f"nothing but a title above the header, which is row {header.row}"
            faults.append(Fault(file, row, "", ", ".join(filled), title, header.reference(row), quoted=True))
    return faults


class _Top:
    """The first rows of a sheet, and the error that ended them, if any."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[NumberedRow] = []
        self.error: UnreadableFileError | None = None
        try:
            for row in islice(sheet.rows, FIRST_ROWS):
                self.rows.append(row)
        except UnreadableFileError as error:
            self.error = error

    def most_words(self, known: Mapping[str, str]) -> int:
        """Return the largest number of columns that a row names."""
        return max((len(named_columns(row, known)) for row in self.rows), default=0)

    def header(self, known: Mapping[str, str]) -> Header:
        """Return the first of the rows with the most known words as the header."""
        place = max(range(len(self.rows)), key=lambda place: len(named_columns(self.rows[place], known)))
        row, cells = self.rows[place]
        texts = [cell.shown.strip() or cell.found for cell in cells]
        while not texts[-1]:
            texts.pop()
        names = [known.get(_plain(text), "") for text in texts]
        return Header(self.sheet, row, texts, names, known, self.rows[:place], partial(self._below, place))

    def _below(self, place: int) -> Records:
        """Return the rows below the one at a place."""
        if self.sheet.below:
            return self.sheet.below(self.rows[place][0])
        if self.error:
            raise self.error
        return records_of(chain(self.rows[place + 1 :], self.sheet.rows))


def _no_header(tops: Sequence[_Top], columns: Sequence[str]) -> UnreadableFileError:
    """Return the error for a file without a header."""
    if error := next((top.error for top in tops if top.error), None):
        return error
    expected = f"the columns {', '.join(columns)}"
    filled = [(row, cells) for row, cells in tops[0].rows if any(cell.shown.strip() for cell in cells)] if tops else []
    if len(tops) > 1 and tops[0].sheet.name:
        return UnreadableFileError(f"no header in the sheets {', '.join(top.sheet.name for top in tops)}", expected)
    if not filled:
        return UnreadableFileError("an empty file", expected)
    row, cells = filled[0]
    found = f"not a header: {', '.join(cell.shown for cell in cells)}"
    return UnreadableFileError(found, f"{expected}, as the header, in one of the first {FIRST_ROWS} rows", row)


def named_columns(row: NumberedRow, known: Mapping[str, str]) -> set[str]:
    """Return the columns that a row names."""
    return {known[_plain(cell.shown)] for cell in row[1] if is_named(cell, known)}


def is_named(content: Content, known: Mapping[str, str]) -> bool:
    """Return whether a cell names a column."""
    text = content if isinstance(content, str) else content.shown
    return not _DIGIT.search(text) and _plain(text) in known  # most cells of a long table have digits, and no name


def _plain(word: str) -> str:
    """Return the word without what does not matter in a header: case, and the choice of space, hyphen or underscore."""
    return _GAP.sub("_", unicodedata.normalize("NFC", word).strip().casefold())
