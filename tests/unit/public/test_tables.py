"""A notebook shows the tables of the library with prose at the left and numbers at the right."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from places import DATA

import helsetrend as ht
from helsetrend.public import NotebookTable

KNOWN = ht.known(DATA, as_of="2022-05-31")


def at_left(table):
    """Return the texts of the cells that are set to the left, row by row."""
    soup = BeautifulSoup(table._repr_html_(), "html.parser")
    rows = soup.select("tr")
    return [[cell.get_text() for cell in row.select("th, td") if "left" in cell.get("style", "")] for row in rows]


def test_prose_and_its_header_stand_at_the_left_and_numbers_at_the_right():
    table = ht.metrics("visits", years="2019-2020", as_of="2022-05-31", data=DATA)[["as_printed", "value", "status"]]
    assert at_left(table) == [
        ["as_printed", "status"],
        ["37,2 millioner", "published"],
        ["72 millioner", "published"],
    ]


def test_names_of_rows_stand_at_the_left_and_their_numbers_at_the_right():
    one = NotebookTable({"a": [1.5, 2]}, index=pd.Index(["x", "y"], name="name"))
    assert at_left(one) == [[""], ["name"], ["x"], ["y"]]
    assert at_left(one.set_index(pd.Index([2019, 2020], name="year"))) == [[], [], [], []]


def test_a_hole_in_a_column_of_numbers_is_no_prose():
    assert at_left(NotebookTable({"a": [1.5, None], "b": ["-2", "<NA>"], "c": [1e9, 2e-9]})) == [[], [], []]
    assert at_left(NotebookTable({"a": [pd.NA, "no"], "b": [True, False]}))[1:] == [["NaN", "True"], ["no", "False"]]


def test_a_list_of_numbers_is_prose():
    assert at_left(NotebookTable({"years": ["2016", "2016, 2017, 2018..."], "n": ["1 000", "1,000.5"]})) == [
        ["years"],
        ["2016"],
        ["2016, 2017, 2018..."],
    ]


def test_a_table_of_ones_own_and_what_is_made_of_it_is_shown_so():
    own = ht.table(pd.DataFrame({"page": ["/a", "/b"], "n": [1, 2]}))
    assert at_left(own.assign(more=own["n"] * 2).query("n > 1")) == [["page"], ["/b"]]


def test_a_header_above_several_columns_stays_where_it_is():
    table = NotebookTable({("a", "x"): ["p"], ("a", "y"): [1]})
    assert at_left(table) == [[], ["x"], ["p"]]


def test_an_empty_table_is_shown():
    assert "no such column" not in NotebookTable({"a": []})._repr_html_()


@pytest.mark.parametrize(
    "table",
    [
        KNOWN.table,
        KNOWN.history,
        KNOWN.coverage(),
        KNOWN.published.figures,
        KNOWN.published.claims,
        ht.verdicts(KNOWN),
        ht.revisions(KNOWN.history),
        ht.conflicts(KNOWN.history),
        ht.mismatches(KNOWN),
        ht.sources(KNOWN),
        ht.revision_summary(data=KNOWN),
        ht.revision_triangle("visits", data=KNOWN),
        ht.view("visits", data=KNOWN).table,
        KNOWN.history.set_index("metric")[["as_printed"]].head(2),
        pd.concat([KNOWN.table, KNOWN.table]),
    ],
)
def test_what_calls_return_and_what_is_made_of_it_is_shown_so(table):
    assert isinstance(table, NotebookTable)
    assert table._repr_html_()
