"""Rows that are said to be read alike have the faults, the prints and the readings that each has by itself."""

from dataclasses import replace

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st
from places import DATA

from helsetrend.published.catalogue import read_catalogue
from helsetrend.published.schemas.alike import with_ways
from helsetrend.published.schemas.figures_schema import schema_of_figures
from helsetrend.published.schemas.prints import PRINT_COLUMNS, with_prints
from helsetrend.values import readings

CATALOGUE = read_catalogue(DATA / "metrics.toml")
SCHEMA = schema_of_figures(CATALOGUE, ["page", "paper"])
MARKS = {"page": {"*": "provisional", "p": "provisional", "(1)": "estimated"}, "paper": {"*": "estimated"}}
DIGITS = st.sampled_from(["1", "5", "12", "17", "100", "105", "200", "1 234", "1.234", "1,5", "37,2", "10,0", "0"])
PRINTS = st.tuples(
    st.sampled_from(["", "over ", "under ", "<", "kr ", "ord "]),
    DIGITS,
    st.sampled_from(["", " millioner", " %", "*", "p", " (1)", " (2)", "–40 millioner", " tall", "½", " og 12"]),
).map("".join)
VALUES = st.one_of(
    st.just(""),
    st.sampled_from(["1234", "5678", "37200000", "41300000", "1.234", "12", "100", "200", "10.00", "1e3", "0", "105"]),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["visits", "patient_travel_electronic_share"]),
        st.one_of(PRINTS, st.sampled_from(["..", "", ":"])),
        VALUES,
        st.sampled_from(["", "over", "none"]),
        st.sampled_from(["page", "paper"]),
    ),
    max_size=12,
)


def table_of(rows):
    names = ["metric", "as_printed", "value", "hedge", "source"]
    table = pd.DataFrame(rows, columns=names, dtype="str").assign(service="", period="2020-12", unit="", status="")
    return table.assign(revision_nb="", revision_en="").rename_axis("row").astype("str")


@given(ROWS, st.booleans())
@example(
    [("visits", "37,2 millioner", "37200000", "", "page"), ("visits", "41,3 millioner", "37200000", "", "page")], True
)
@example([("visits", "1234 (1)", "", "", "page"), ("visits", "1234 (2)", "", "", "page")], True)
def test_faults_are_those_of_each_row(rows, are_marked):
    table = with_prints(table_of(rows), MARKS if are_marked else {"page": {"*": "estimated"}})
    alike = SCHEMA.faults(with_ways(table), "figures.csv") if len(table) else []
    assert alike == SCHEMA.faults(table, "figures.csv")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["visits", "service_visits", "fax"]),
            st.sampled_from(["", "messages", "fax"]),
            st.sampled_from(["1850", "2021", "2999", "20x1"]),
            st.sampled_from(["12 millioner", "12 %", "12 millioner brev", "1,5", "mange", ".."]),
            st.sampled_from(["", "12000000", "1.5", "x"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_a_rule_needs_changes_no_fault(rows):
    names = ["metric", "service", "period", "as_printed", "value"]
    drawn = pd.DataFrame(rows, columns=names, dtype="str").assign(unit="persons", hedge="", source="page", status="")
    table = with_ways(with_prints(drawn.assign(revision_nb="", revision_en="").rename_axis("row").astype("str"), {}))
    always_asked = replace(SCHEMA, rules=[replace(rule, needs=()) for rule in SCHEMA.rules])
    assert SCHEMA.faults(table, "figures.csv") == always_asked.faults(table, "figures.csv")


@given(ROWS, st.booleans())
def test_prints_are_taken_apart_as_each_by_itself(rows, are_marked):
    marks = MARKS if are_marked else {"paper": {"*": "estimated", "p": "provisional"}}
    together = with_prints(table_of(rows), marks)
    for row in range(len(rows)):
        alone = with_prints(table_of(rows[row : row + 1]), marks)
        assert list(together.loc[row, list(PRINT_COLUMNS)]) == list(alone.loc[0, list(PRINT_COLUMNS)])


@given(ROWS)
def test_digits_give_the_value_of_every_print_of_a_way(rows):
    table = with_ways(with_prints(table_of(rows), {}))
    for _, way in table.groupby("way"):
        first = way.iloc[0]
        if not first["digits"] and not first["unread"]:
            assert (way[["print", "value"]] == first[["print", "value"]]).all(axis=None)
        for _, row in way[way["digits"] > 0].iterrows():
            ratio = [one.value / row["digits"] for one in readings(row["print"])]
            assert ratio == [one.value / first["digits"] for one in readings(first["print"])]
