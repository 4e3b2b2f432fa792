"""The texts of period columns as one text for each period, and years that are not those of the metric."""

import pandas as pd
import pytest
from madeup import catalogue_of

from helsetrend.published.schemas.plain_periods import overlapping_years, with_plain_periods

CATALOGUE = catalogue_of({"visits": {}, "lessons": {"year_starts": "08-01"}, "budget": {"year_starts": "04-01"}})


def table_of(*rows, service=""):
    """Return a table of metrics and periods, whose rows are numbered from 2."""
    table = pd.DataFrame(rows, columns=["metric", "period"], dtype="str").assign(service=service)
    return table.set_index(pd.RangeIndex(2, len(rows) + 2))


def plain(metric, text):
    """Return the plain text of one period, and what was expected of it."""
    table, faults = with_plain_periods(table_of((metric, text)), ["period"], CATALOGUE, file="figures.csv")
    return table.at[2, "period"], "; ".join(fault.expected for fault in faults)


def overlaps(*rows):
    table, faults = with_plain_periods(table_of(*rows), ["period"], CATALOGUE, file="figures.csv")
    assert faults == []
    return [(fault.row, fault.found, fault.expected) for fault in overlapping_years(table, file="figures.csv")]


@pytest.mark.parametrize(
    ("metric", "text", "expected"),
    [
        ("visits", "2016K4", "2016-Q4"),
        ("visits", "4. kvartal 2016", "2016-Q4"),
        ("visits", "2021-01/2021-12", "2021"),
        ("visits", "uke 12 2020", "2020-W12"),
        ("visits", "2020-08/2021-07", "2020-08/2021-07"),
        ("lessons", "2020-08/2021-07", "2020-08-01/P1Y"),
        ("lessons", "2020/21", "2020-08-01/P1Y"),
        ("budget", "2020/2021", "2020-04-01/P1Y"),
        ("no metric", "2016K4", "2016-Q4"),
        ("visits", "no period", "no period"),
        ("visits", "", ""),
    ],
)
def test_a_period_has_one_text_in_the_years_of_its_metric(metric, text, expected):
    assert plain(metric, text) == (expected, "")


@pytest.mark.parametrize("text", ["2020/21", "2020/2021", "2020-21"])
def test_a_school_year_of_a_metric_in_calendar_years_is_a_fault_that_says_what_to_do(text):
    assert plain("visits", text) == (
        text,
        '2020-01/2021-12 for two calendar years, or year_starts = "08-01" or the like for the metric in metrics.toml '
        "if its years do not start in January",
    )


@pytest.mark.parametrize("text", ["2021", "2021-01/2021-12", "2020-07/2021-06"])
def test_another_year_than_those_of_the_metric_is_a_fault_that_names_these(text):
    assert plain("lessons", text) == (text, "2020/21 or 2021/22, since a year of lessons starts on 08-01")


def test_each_row_of_a_fault_is_named_and_each_column_is_read():
    table = table_of(("visits", "2021"), ("visits", "2020/21")).assign(from_period=["2020", ""])
    read, faults = with_plain_periods(table, ["from_period", "period"], CATALOGUE, file="claims.csv")
    assert list(read["from_period"]) == ["2020", ""]
    assert [(fault.file, fault.row, fault.column, fault.found) for fault in faults] == [
        ("claims.csv", 3, "period", "2020/21")
    ]


def test_years_of_one_series_do_not_overlap():
    ((row, found, expected),) = overlaps(("visits", "2020"), ("visits", "2020-07/2021-06"), ("visits", "2021"))
    assert (row, found) == (3, "2020-07/2021-06")
    assert expected.startswith("a year that does not overlap 202")
    assert 'year_starts = "07-01" for it in metrics.toml' in expected


def test_rolling_years_overlap_too():
    found = overlaps(("visits", "2020-04/2021-03"), ("visits", "2020-07/2021-06"))
    assert [row for row, *_ in found] == [3]


@pytest.mark.parametrize(
    "rows",
    [
        [("visits", "2020"), ("visits", "2021"), ("visits", "2020-H2"), ("visits", "2020-01/2021-12")],
        [("visits", "2020"), ("lessons", "2020/21")],
        [("visits", "2020-07/2021-06"), ("visits", "2021-07/2022-06")],
        [("lessons", "2019/20"), ("lessons", "2020/21"), ("lessons", "2020-10")],
        [("visits", "2020"), ("visits", "2020")],
    ],
)
def test_other_periods_may_overlap(rows):
    assert overlaps(*rows) == []


def test_years_of_two_services_are_not_of_one_series():
    table = table_of(("visits", "2020"), ("visits", "2020-07/2021-06"), service=["a", "b"])
    assert overlapping_years(table, file="figures.csv") == []
