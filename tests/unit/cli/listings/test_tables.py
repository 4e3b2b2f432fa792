"""Tables show text as it is, of one that grows with the data the first rows, and how many more there are."""

import pytest

from helsetrend.cli.listings.tables import MOST_ROWS, add_row, add_rows, plain_table, show


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


def test_square_brackets_are_shown_in_headers_and_cells(capsys):
    """Rich would take them for markup, and show nothing of them."""
    table = plain_table("log[old].csv: row")
    add_row(table, "over 140 [sic] millioner")
    show(table)
    assert [line.strip() for line in capsys.readouterr().out.splitlines()] == [
        "log[old].csv: row",
        "over 140 [sic] millioner",
    ]
