"""The header of a table: which row of which sheet it is, and what is wrong with it.

It is looked for by its words, for people put titles above a table, and other sheets beside it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from helsetrend.errors import Fault
from helsetrend.published.readers.cells import Row, Sheet, UnreadableFileError

FIRST_ROWS = 30
"""The header is looked for in so many rows from the top."""

FEWEST_WORDS = 2
"""A row with fewer headers than this is no header, for a title can hold one of the words."""


@dataclass(frozen=True)
class Header:
    """The header of a table: its row, its texts, and the column that each stands for, "" where it stands for none.

    `known` gives the column by each word; `above` holds the rows above it; `below` gives those below it, once.
    """

    sheet: Sheet
    row: int
    texts: list[str]
    names: list[str]
    known: Mapping[str, str]
    above: list[Row]
    below: Iterator[Row]

    @property
    def width(self) -> int:
        """How many columns there are, up to the last that has a header."""
        return len(self.texts)

    def reference(self, row: int, column: str = "") -> str:
        """The name of a cell in a column of the table, or of all of a row."""
        return self.sheet.reference(row, self.names.index(column) if column and column in self.names else None)


def find_header(sheets: Sequence[Sheet], words: Mapping[str, str]) -> Header:
    """The row that holds most of the words among the first rows; `words` gives the column by each.

    Sheets without a name are ways to read one file, of which the best is taken; of a workbook, one sheet must have it.
    Raises UnreadableFileError where no row is a header, or those of two sheets are.
    """
    known = {_plain(word): column for word, column in words.items()}
    tops = [_Top(sheet) for sheet in sheets]
    found = [(top, most) for top in tops if (most := top.most_words(known)) >= FEWEST_WORDS]
    if not found:
        raise _no_header(tops, list(dict.fromkeys(words.values())))
    if len(found) > 1 and all(top.sheet.name for top, _ in found):
        names = " and ".join(top.sheet.name for top, _ in found)
        raise UnreadableFileError(f"the headers in the sheets {names}", "one sheet with this table")
    return max(found, key=lambda pair: pair[1])[0].header(known)


def header_faults(header: Header, file: str, columns: Sequence[str], optional: Sequence[str]) -> list[Fault]:
    """What is wrong with the header: columns unknown, missing or double, and rows of the table above it."""
    allowed = f"the columns {', '.join(columns)}, each once"
    faults = [
        Fault(file, header.row, text, "an unknown column", allowed, header.sheet.reference(header.row, position))
        for position, (text, name) in enumerate(zip(header.texts, header.names, strict=True))
        if text and not name
    ]
    for name in columns:
        count = header.names.count(name)
        if count > 1:
            told = "a column that stands there twice"
            faults.append(Fault(file, header.row, name, told, allowed, header.reference(header.row, name)))
        if not count and name not in optional:
            faults.append(Fault(file, header.row, name, "a missing column", allowed, header.reference(header.row)))
    for row, cells in header.above:
        filled = [cell.shown.strip() for cell in cells if cell.shown.strip()]
        if 2 * len(filled) > header.width or len(_columns((row, cells), header.known)) >= FEWEST_WORDS:
            told = f"nothing but a title above the header, which is row {header.row}"
            faults.append(Fault(file, row, "", ", ".join(filled), told, header.reference(row)))
    return faults


class _Top:
    """The first rows of a sheet, and what kept the next one from being read."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[Row] = []
        self.error: UnreadableFileError | None = None
        try:
            for row in islice(sheet.rows, FIRST_ROWS):
                self.rows.append(row)
        except UnreadableFileError as error:
            self.error = error

    def most_words(self, known: Mapping[str, str]) -> int:
        """How many columns the row names that names most."""
        return max((len(_columns(row, known)) for row in self.rows), default=0)

    def header(self, known: Mapping[str, str]) -> Header:
        """The first of the rows that hold most of the words."""
        place = max(range(len(self.rows)), key=lambda place: len(_columns(self.rows[place], known)))
        row, cells = self.rows[place]
        texts = [cell.shown.strip() or cell.found for cell in cells]
        while not texts[-1]:
            texts.pop()
        names = [known.get(_plain(text), "") for text in texts]
        below = chain(self.rows[place + 1 :], self._rest())
        return Header(self.sheet, row, texts, names, known, self.rows[:place], below)

    def _rest(self) -> Iterator[Row]:
        if self.error:
            raise self.error
        yield from self.sheet.rows


def _no_header(tops: Sequence[_Top], columns: Sequence[str]) -> UnreadableFileError:
    """What to say of a file without a header."""
    if error := next((top.error for top in tops if top.error), None):
        return error
    allowed = f"the columns {', '.join(columns)}"
    filled = [(row, cells) for row, cells in tops[0].rows if any(cell.shown.strip() for cell in cells)] if tops else []
    if len(tops) > 1 and tops[0].sheet.name:
        return UnreadableFileError(f"no header in the sheets {', '.join(top.sheet.name for top in tops)}", allowed)
    if not filled:
        return UnreadableFileError("an empty file", allowed)
    row, cells = filled[0]
    return UnreadableFileError(
        ", ".join(cell.shown for cell in cells), f"{allowed}, as the header, in one of the first {FIRST_ROWS} rows", row
    )


def _columns(row: Row, known: Mapping[str, str]) -> set[str]:
    """The columns that a row names."""
    return {known[word] for cell in row[1] if (word := _plain(cell.shown)) in known}


def _plain(word: str) -> str:
    """The word without what does not matter in a header: case, and whether a space, a hyphen or a _ stands in it."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", word).strip().casefold())
