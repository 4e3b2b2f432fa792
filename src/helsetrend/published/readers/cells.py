"""A table file of any kind as rows of cells, before it is known which row is the header."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from helsetrend.values import superscript

if TYPE_CHECKING:
    from helsetrend.published.readers.records import Records

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")  # and the replacement character
_ORDINALS = ("st", "nd", "rd", "th")

Run = tuple[str, bool]
"""A part of the text of a cell, and whether it is in superscript."""


class Cell(NamedTuple):
    """The content of a cell: `shown` is the text that it shows.

    `number` has the digits of a cell that is a number, not a text, as in "37.2" or "12.5 %"; its decimal mark is always
    a point. A faulty cell has `found`, what it holds or what is wrong, and `expected`.
    """

    shown: str = ""
    number: str = ""
    found: str = ""
    expected: str = ""

    @property
    def text(self) -> str:
        """The text without surrounding space."""
        return self.shown.strip()

    @property
    def has_control(self) -> bool:
        """Whether the text has a control character."""
        return bool(_CONTROL.search(self.shown))

    @property
    def is_filled(self) -> bool:
        """Whether there is anything in the cell."""
        return bool(self.text or self.found or self.has_control)


EMPTY = Cell()

Content = Cell | str
"""What is in a cell; a text stands for a cell that holds nothing else, since of texts there can be millions."""

NumberedRow = tuple[int, list[Cell]]
"""The number of a row, from 1, and its cells."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a text file, or of a sheet of a workbook; `name` is "" for a text file.

    `below`, where there is one, returns all rows below one at once. Empty rows may be missing. Reading the rows can
    raise `UnreadableFileError`.
    """

    name: str
    rows: Iterator[NumberedRow]
    below: "Callable[[int], Records] | None" = None

    def reference(self, row: int, position: int | None = None) -> str:
        """Return the cell as a formula names it, `'My sheet'!E7`, or the row, `Tall!7:7`; "" for a text file."""
        if not self.name:
            return ""
        name = self.name if re.fullmatch(r"[^\W\d]\w*", self.name) else "'" + self.name.replace("'", "''") + "'"
        return f"{name}!{row}:{row}" if position is None else f"{name}!{column_letters(position)}{row}"


def as_cell(content: Content) -> Cell:
    """Return the cell with a content."""
    return Cell(content) if isinstance(content, str) else content


def is_filled(content: Content) -> bool:
    """Return whether there is anything in a cell."""
    return bool(isinstance(content, str) and content.strip()) or as_cell(content).is_filled


def is_faulty(content: Content) -> bool:
    """Return whether a cell is faulty, or its text has a control character."""
    return bool(_CONTROL.search(content) if isinstance(content, str) else content.found or content.has_control)


class UnreadableFileError(Exception):
    """The file cannot be read, or not from `row` on (0: at all); `found` says why, `expected` what to provide."""

    def __init__(self, found: str, expected: str, row: int = 0) -> None:
        super().__init__(found)
        self.found, self.expected, self.row = found, expected, row


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of a cell, the runs that stand in superscript beside others in superscript signs: 322¹.

    A text that is in superscript from end to end is a matter of looks, and so is "th" in "4th"; they stay as they are.
    """
    if all(is_raised for text, is_raised in runs if text.strip()):
        return "".join(text for text, _ in runs)
    return "".join(
        superscript(text) if is_raised and text.strip() not in _ORDINALS else text for text, is_raised in runs
    )


def column_letters(position: int) -> str:
    """Return the letters of a column of a spreadsheet: A for position 0, AA for 26."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
