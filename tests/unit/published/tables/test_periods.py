"""Periods as tables write them, in one cell or two, and what a day stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from madeup import catalogue_of

from helsetrend.published.tables.periods import period_of
from helsetrend.values import Period, UnclearPeriodError

CATALOGUE = catalogue_of({"visits": {}, "claims": {"year_starts": "04-01"}})
CALENDAR, FISCAL = CATALOGUE.metrics["visits"], CATALOGUE.metrics["claims"]


@pytest.mark.parametrize(
    ("texts", "each", "expected"),
    [
        ("2021", None, "2021"),
        ("2021.0", None, "2021"),
        ("År 2021", None, "2021"),
        ("202103", None, "2021-03"),
        ("2021M03", None, "2021-03"),
        ("03/2021", None, "2021-03"),
        ("3.2021", None, "2021-03"),
        ("2021.03", None, "2021-03"),
        ("Mar-21", None, "2021-03"),
        ("mars 2021", None, "2021-03"),
        ("2021 March", None, "2021-03"),
        ("April to June 2021", None, "2021-Q2"),
        ("Q2-2021", None, "2021-Q2"),
        ("Kv2 2021", None, "2021-Q2"),
        ("2021 2. kv.", None, "2021-Q2"),
        ("1. kv. 2021", None, "2021-Q1"),
        ("2021K3", None, "2021-Q3"),
        ("31.12.2021", None, "2021-12-31"),
        ("31.12.2021", "year", "2021"),
        ("2021-12-31 00:00:00", "quarter", "2021-Q4"),
        ("2021-05-01", "month", "2021-05"),
        ("2021-05-01", "half_year", "2021-H1"),
        ("2021-05-05", "week", "2021-W18"),
        ("2021|Kv2", None, "2021-Q2"),
        ("Q2|2021", None, "2021-Q2"),
        ("2021|3", "month", "2021-03"),
        ("2021|3", "quarter", "2021-Q3"),
        ("2021|2. kvartal", None, "2021-Q2"),
        ("2021|februar", None, "2021-02"),
        ("2021|", None, "2021"),
    ],
)
def test_a_period_in_one_cell_or_two(texts, each, expected):
    assert str(period_of(texts.split("|"), metric=CALENDAR, each=each)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020/21", "2020-04-01", "2021-03-31"),
        ("2020-2021", "2020-04-01", "2021-03-31"),
        ("2020 to 2021", "2020-04-01", "2021-03-31"),
        ("FY 2020/21", "2020-04-01", "2021-03-31"),
        ("Q1 2020/21", "2020-04-01", "2020-06-30"),
        ("2020/21 Q4", "2021-01-01", "2021-03-31"),
    ],
)
def test_years_that_start_in_april(text, first, last):
    period = period_of([text], metric=FISCAL)
    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize("text", ["2020/21", "2020 to 2021", "2020-2021"])
def test_two_years_are_refused_unless_the_metric_says_when_its_years_start(text):
    with pytest.raises(UnclearPeriodError, match="year_starts"):
        period_of([text], metric=CALENDAR)


@pytest.mark.parametrize("text", ["", "Total", "2021Q5", "13/2021", "99", "1 234", "2021 to 2023", "Visits"])
def test_other_texts_are_no_period(text):
    with pytest.raises(ValueError, match=r"is not a period|can be read in two ways"):
        period_of([text], metric=CALENDAR)


@given(day=st.dates(), each=st.sampled_from(["year", "half_year", "tertial", "quarter", "month", "week", "day"]))
def test_the_period_that_a_day_stands_for_has_the_day_and_its_form(day, each):
    if day.year not in range(2, 9998):
        return
    period = period_of([f"{day.year:04}-{day.month:02}-{day.day:02}"], metric=CALENDAR, each=each)
    assert period.has(day)
    assert period.form == each
    assert period == Period(period.first, period.last)
