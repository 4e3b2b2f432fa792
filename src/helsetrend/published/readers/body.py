"""The rows of a table among all that stands below its header: notes and sources, or a second table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helsetrend.errors import Fault
from helsetrend.published.readers.cells import Cell, is_filled
from helsetrend.published.readers.header import FEWEST_WORDS, Header, is_named, named_columns
from helsetrend.published.readers.records import Records

_NUMBER = re.compile(r"[-+−]?\d[\d\s.,]*%?")

FEWEST_COLUMNS = 3
"""The fewest columns of a table in which a row with one filled cell is known to be a note."""


@dataclass(frozen=True)
class Body:
    """The rows of a table, the notes below the last of them, and a fault for what else stands there."""

    records: Records
    notes: list[Fault]
    faults: list[Fault]


def body_of(header: Header, file: str, *, optional: Sequence[str], numbers: Sequence[str]) -> Body:
    """Return the filled rows below a header, without the notes; `optional` and `numbers` as in `read_raw_table`.

    A note has no cell in the columns of numbers and fewer than half of the others filled. Below the last row of the
    table it is passed over; above, it is a fault. A second table is one fault, and nothing is read from there on.
    """
    rows = header.below()
    counts = rows.count(rows.each(is_filled))
    rows, counts = rows.where(counts > 0), counts[counts > 0]
    needed = sum(bool(name) and name not in optional for name in header.names)
    is_note = 2 * counts < (needed if needed >= FEWEST_COLUMNS else 0)
    for place in np.flatnonzero(is_note).tolist():
        is_note[place] = _is_note(header, rows[place][1], needed, numbers)
    end = _end(header, rows, is_note)
    last = max(np.flatnonzero(~is_note[:end]), default=-1)
    notes = [_fault(header, file, *rows[place]) for place in np.flatnonzero(is_note[:end]).tolist()]
    first_below = int(rows.rows[last + 1]) if last + 1 < end else 0
    faults = [note for note in notes if not first_below or note.row < first_below]
    below = [note for note in notes if first_below and note.row >= first_below]
    if end < len(rows):
        row = int(rows.rows[end])
        expected = "one table (put the other in a file of its own)"
        faults.append(Fault(file, row, "", "a second table", expected, header.reference(row)))
        below = []  # the title of the second table
    return Body(rows.where(~is_note & (np.arange(len(rows)) <= last)), below, faults)


def _end(header: Header, rows: Records, is_note: "np.ndarray[Any, Any]") -> int:
    """Return the place of the first row that heads a second table, or that after the last row."""
    is_word = rows.each(lambda content: is_named(content, header.known))
    is_apart = np.append(False, (np.diff(rows.rows) > 1) | is_note[:-1])[: len(rows)]
    candidates = np.flatnonzero((rows.count(is_word) >= FEWEST_WORDS) | is_apart).tolist()
    return next((place for place in candidates if _is_header(header, rows, is_note, place)), len(rows))


def _is_note(header: Header, cells: Sequence[Cell], needed: int, numbers: Sequence[str]) -> bool:
    """Return whether a row holds no record: one filled cell, or few of those needed and none of a number."""
    filled = [place for place, cell in enumerate(cells) if cell.is_filled]
    if 2 * len(filled) >= needed:
        return False
    names = {header.names[place] for place in filled if place < header.width}
    return len(filled) == 1 or (bool(numbers) and not names & set(numbers))


def _is_header(header: Header, rows: Records, is_note: "np.ndarray[Any, Any]", place: int) -> bool:
    """Return whether a row heads a second table: by its words, or as texts set apart, right above numbers."""
    if len(named_columns(rows[place], header.known)) >= FEWEST_WORDS:
        return True
    if place == 0 or place + 1 == len(rows):
        return False
    (above, _), (row, cells), (below, next_cells) = (rows[near] for near in range(place - 1, place + 2))
    if not (row - above > 1 or is_note[place - 1]):
        return False
    texts, next_texts = ([cell.text for cell in of_row if cell.is_filled] for of_row in (cells, next_cells))
    has_digits = any(sign.isdigit() for text in texts for sign in text)
    is_above_numbers = below == row + 1 and any(_NUMBER.fullmatch(text) for text in next_texts)
    return not has_digits and is_above_numbers and min(len(texts), len(next_texts)) >= FEWEST_WORDS


def _fault(header: Header, file: str, row: int, cells: Sequence[Cell]) -> Fault:
    text = ", ".join(cell.text or cell.found for cell in cells if cell.is_filled)
    expected = "a whole row of the table (notes can stand below the last one)"
    return Fault(file, row, "", text, expected, header.reference(row), quoted=True)
