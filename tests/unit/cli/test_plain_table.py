"""A table that grows with the data shows its first rows, and says how many more there are."""

import pytest

from helsetrend.cli.plain_table import MOST_ROWS, add_rows, plain_table


@pytest.mark.parametrize(
    ("count", "last"),
    [(0, None), (MOST_ROWS, "199"), (MOST_ROWS + 1, "and 1 more: ask"), (1200, "and 1000 more: ask")],
)
def test_no_more_than_two_hundred_rows_are_shown(count, last):
    table = plain_table("number")
    assert add_rows(table, ((str(number),) for number in range(count)), rest="ask") == count
    shown = list(table.columns[0].cells)
    assert shown[:MOST_ROWS] == [str(number) for number in range(min(count, MOST_ROWS))]
    assert shown[-1:] == ([last] if last else [])
