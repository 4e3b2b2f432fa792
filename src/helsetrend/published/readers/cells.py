"""A table file as a grid: rows of cells, whatever form the file has, before it is known which row is the header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")  # and the sign for a letter that was lost


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: `shown` is the text that stands there, `text` the same without space around it.

    `number` holds the digits of a cell that is a number, not a text, as in "37.2" or "12.5 %": no form of writing is
    in doubt there. `found` and `allowed` tell what is wrong with the cell, where something is.
    """

    shown: str = ""
    number: str = ""
    found: str = ""
    allowed: str = ""
    text: str = field(init=False, compare=False, repr=False)
    has_control: bool = field(init=False, compare=False, repr=False)
    """Whether there is a sign in the text that is no part of a text."""
    is_filled: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        text, has_control = self.shown.strip(), bool(_CONTROL.search(self.shown))
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "has_control", has_control)
        object.__setattr__(self, "is_filled", bool(text or has_control or self.found))


EMPTY = Cell()

Row = tuple[int, list[Cell]]
"""A row with its number from 1."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a text file, or of a sheet of a workbook; `name` is "" for a text file.

    Rows may be left out where they are empty. Reading on may raise `UnreadableFileError`.
    """

    name: str
    rows: Iterator[Row]

    def reference(self, row: int, position: int | None = None) -> str:
        """The cell as a formula names it, `'My sheet'!E7`, or all of the row; nothing in a text file."""
        if not self.name:
            return ""
        name = self.name if re.fullmatch(r"[^\W\d]\w*", self.name) else "'" + self.name.replace("'", "''") + "'"
        return f"{name}!{row}:{row}" if position is None else f"{name}!{_letters(position)}{row}"


class UnreadableFileError(Exception):
    """The file cannot be read, or not from `row` on (0: at all): what was found and what is allowed."""

    def __init__(self, found: str, allowed: str, row: int = 0) -> None:
        super().__init__(found)
        self.found, self.allowed, self.row = found, allowed, row


def _letters(position: int) -> str:
    """The letters over the column of a spreadsheet: A for position 0, AA for 26."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
