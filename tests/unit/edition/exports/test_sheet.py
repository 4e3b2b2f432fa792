"""The height of a row; what else stands on a sheet, test_workbook.py reads back."""

from textwrap import wrap

from hypothesis import example, given
from hypothesis import strategies as st

from helsetrend.edition.exports.sheet import LETTERS, LINE_POINTS, MOST_POINTS, row_height


@given(st.text("ab cd-\t", max_size=120), st.integers(12, 80))
@example("ab\tcd" * 3, 20)
def test_a_row_is_as_high_as_its_text_has_lines(text, width):
    lines = wrap(text, int(LETTERS * width) - 2)
    assert row_height([(text, width)]) == LINE_POINTS * max(1, len(lines))


def test_a_row_has_the_height_of_its_highest_cell_and_not_too_much_of_it():
    assert row_height([("a", 20), ("a\nb\n\nc", 20), ("", 20)]) == 4 * LINE_POINTS
    assert row_height([("a\n" * 100, 20)]) == MOST_POINTS
