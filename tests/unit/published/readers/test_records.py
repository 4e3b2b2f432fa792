"""Rows kept as numbers of distinct contents, held against the rows themselves, whichever way they are laid out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.published.readers.cells import EMPTY, Cell, as_cell, is_faulty, is_filled
from helsetrend.published.readers.records import Records, records_of

CONTENTS = st.sampled_from(["", " ", "a", "b ", "1", "\x1c", "\x07", EMPTY, Cell("2 %", "2"), Cell("#", found="#")])


@st.composite
def laid_out(draw):
    """Rows, and the records of these; rows of one length row by row or column by column."""
    width = draw(st.none() | st.integers(1, 4))
    lengths = {"min_size": width or 0, "max_size": width or 4}
    rows = draw(st.lists(st.lists(CONTENTS, **lengths), max_size=6))
    records = records_of(enumerate(rows, start=3))
    if width and len(rows) > 1 and draw(st.booleans()):
        codes = np.concatenate([records.column(position) for position in range(width)])
        starts, count = np.arange(len(rows)), len(rows)
        records = Records(records.rows, records.lengths, starts, codes, records.contents, step=count)
    return rows, records


@given(laid_out(), st.data())
def test_rows_columns_and_counts_are_those_of_the_rows(given_rows, data):
    rows, records = given_rows
    is_wanted = np.array([data.draw(st.booleans()) for _ in rows], dtype=bool)
    rows, numbers = [rows[place] for place in np.flatnonzero(is_wanted)], 3 + np.flatnonzero(is_wanted)
    records = records.where(is_wanted)
    found = [records[place] for place in range(len(records))]
    assert found == [(number, list(map(as_cell, row))) for number, row in zip(numbers, rows, strict=True)]
    for position in range(4):
        column = [records.contents[code] for code in records.column(position)]
        assert list(map(as_cell, column)) == [as_cell(row[position]) if position < len(row) else EMPTY for row in rows]
    for look in (is_filled, is_faulty):
        assert records.count(records.each(look)).tolist() == [sum(map(look, row)) for row in rows]


@pytest.mark.parametrize("content", ["", " ", "a", "\x1c", "\x07", "\ufffd", EMPTY, Cell("1", "1"), Cell(found="#")])
def test_a_text_is_looked_at_as_the_cell_that_holds_it(content):
    cell = as_cell(content)
    assert is_filled(content) == cell.is_filled
    assert is_faulty(content) == bool(cell.found or cell.has_control)
