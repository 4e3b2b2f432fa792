"""Spans of time as the sources write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.values.period import Period

REFUSED = "period|ends before|day|year"
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
years = st.integers(1, 9999).map(lambda year: f"{year:04}")
quarters = st.builds("{}-Q{}".format, years, st.integers(1, 4))
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))


@st.composite
def spans(draw):
    first = draw(days)
    return Period(first, first + timedelta(days=draw(st.integers(0, 1000))))


def days_of(period):
    return {period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1)}


@pytest.mark.parametrize(
    ("text", "first", "last", "form"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2016-Q1", date(2016, 1, 1), date(2016, 3, 31), "quarter"),
        ("2016-Q4", date(2016, 10, 1), date(2016, 12, 31), "quarter"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),  # a leap year
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month"),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31), "month"),
        ("2016-10-01", date(2016, 10, 1), date(2016, 10, 1), "day"),
        ("2022-05/2022-12", date(2022, 5, 1), date(2022, 12, 31), "range"),
        ("2011/2021", date(2011, 1, 1), date(2021, 12, 31), "range"),
        ("2020-01/2021-12", date(2020, 1, 1), date(2021, 12, 31), "range"),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30), "half_year"),
        ("2023-T3", date(2023, 9, 1), date(2023, 12, 31), "tertial"),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "week"),
        ("2020-W52/2021-W02", date(2020, 12, 21), date(2021, 1, 17), "range"),
        ("2020-08-01/P1Y", date(2020, 8, 1), date(2021, 7, 31), "year"),
        ("2020-07/2021-06", date(2020, 7, 1), date(2021, 6, 30), "range"),
    ],
)
def test_a_period_is_read_and_written_in_the_same_form(text, first, last, form):
    period = Period.parse(text)
    assert (period.first, period.last, period.form, str(period)) == (first, last, form, text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2021-01/2021-12", "2021"),
        ("2021-01-01/2021-12-31", "2021"),
        ("2016-10/2016-12", "2016-Q4"),
        ("2021-Q1/2021-Q2", "2021-H1"),
        ("2021-02-01/2021-02-28", "2021-02"),
    ],
)
def test_a_range_that_is_a_year_a_quarter_or_a_month_is_that_period(text, same):
    assert Period.parse(text) == Period.parse(same)
    assert str(Period.parse(text)) == same


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "2021-13",
        "2021-00",
        "2021-1",
        "2016-Q0",
        "2016-Q5",
        "2021-02-29",  # no leap year
        "2021-06-31",
        "0000",
        "2021 ",
        "2021\n",
        "2022/2021",
        "2020/",
        "/2020",
        "over 2021",
        "2020-2021",
    ],
)
def test_a_text_that_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=REFUSED):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2019/2020/2021", "2021/2021/", "٢٠٢١"])
def test_neither_a_range_of_ranges_nor_foreign_digits_are_a_period(text):
    with pytest.raises(ValueError, match=REFUSED):
        Period.parse(text)


@given(st.one_of(years, quarters, months, days.map(str)))
def test_what_is_read_is_written_back(text):
    assert str(Period.parse(text)) == text


@given(spans())
def test_every_span_survives_being_written_and_read(period):
    assert Period.parse(str(period)) == period


@given(spans())
def test_a_period_touches_as_many_months_as_its_days_lie_in(period):
    assert period.months == len({(day.year, day.month) for day in days_of(period)})


@given(days, st.integers(0, 60), st.integers(-70, 70), st.integers(0, 60))
def test_two_periods_overlap_if_they_share_a_day(first, length, shift, other_length):
    one = Period(first, first + timedelta(days=length))
    start = first + timedelta(days=shift)
    other = Period(start, start + timedelta(days=other_length))
    assert one.overlaps(other) == other.overlaps(one) == bool(days_of(one) & days_of(other))


@pytest.mark.parametrize(
    ("measured", "text"), [("year", "2021"), ("12", "2021-12"), ("1", "2021-01"), ("2", "2021-02")]
)
def test_a_metric_is_measured_in_all_of_the_year_or_in_one_month_of_it(measured, text):
    assert Period.of_year(2021, measured) == Period.parse(text)


def test_the_year_of_a_period_is_the_one_it_ends_in():
    assert Period.parse("2020-07/2021-06").year == 2021
    assert Period.parse("2016-Q4").year == 2016


def test_periods_sort_by_their_first_day_then_by_their_last():
    texts = ["2021", "2020-12", "2020", "2020-Q1", "2020-01-01", "2020-01"]
    expected = ["2020-01-01", "2020-01", "2020-Q1", "2020", "2020-12", "2021"]
    assert [str(period) for period in sorted(map(Period.parse, texts))] == expected


weeks = days.map(lambda day: "{}-W{:02}".format(*day.isocalendar()))
halves = st.builds("{}-H{}".format, years, st.integers(1, 2))
tertials = st.builds("{}-T{}".format, years, st.integers(1, 3))
starts = st.dates(date(2021, 1, 2), date(2021, 12, 31)).map(lambda day: f"{day:%m-%d}")
shifted_years = st.builds(Period.of_year, st.integers(1900, 2100), year_starts=starts)
of_every_form = st.one_of(
    st.one_of(years, halves, tertials, quarters, months, weeks, days.map(str)).map(Period.parse), shifted_years, spans()
)


@given(of_every_form)
def test_every_form_survives_being_written_and_read(period):
    read = Period.parse(str(period))
    assert (read, read.form, read.is_shifted_year) == (period, period.form, period.is_shifted_year)


@given(st.one_of(halves, tertials, weeks))
def test_what_is_read_in_a_longer_form_is_written_back(text):
    assert str(Period.parse(text)) == text


@given(shifted_years)
def test_a_shifted_year_is_equal_to_its_days(period):
    days = Period(period.first, period.last)
    assert (days, hash(days)) == (period, hash(period))
    assert (days.form, period.form, period.year) == ("range", "year", period.last.year)


@given(st.integers(1900, 2100), starts)
def test_shifted_years_follow_one_another(year, start):
    one, other = (Period.of_year(number, year_starts=start) for number in (year, year + 1))
    assert other.follows(one)
    assert one.shifted(1) == other
    assert one.is_same_part_of_year(other)
    assert str(one.shifted(1)) == str(other)


@pytest.mark.parametrize(
    ("measured", "text"), [("10", "2020-10"), ("8", "2020-08"), ("1", "2021-01"), ("7", "2021-07")]
)
def test_a_month_of_a_shifted_year_lies_in_it(measured, text):
    assert Period.of_year(2021, measured, "08-01") == Period.parse(text)


def test_the_months_of_a_shifted_year_are_counted_from_its_start():
    year = Period.of_year(2021, year_starts="08-01")
    assert str(Period.of_months(year, 1, 5)) == "2020-08/2020-12"
    assert Period.of_months(year, 6, 12) == Period.parse("2021-01/2021-07")
    assert Period.of_months(year, 1, 12) == year


@given(days)
def test_a_week_moves_to_the_week_of_the_same_number(day):
    week = Period.parse("{}-W{:02}".format(*day.isocalendar()))
    moved = week.shifted(1)
    assert (moved.form, moved.year) == ("week", week.year + 1)
    assert moved.is_same_part_of_year(week) == (moved.number == week.number)
    assert moved.number == week.number or (week.number, moved.number) == (53, 52)


@given(days)
def test_a_week_belongs_to_the_year_that_has_its_thursday(day):
    week = Period.parse("{}-W{:02}".format(*day.isocalendar()))
    assert week.year == (week.first + timedelta(days=3)).year


@given(of_every_form)
def test_the_day_after_a_period_is_not_in_it(period):
    assert period.has(period.first)
    assert period.has(period.last)
    assert not period.has(period.last + timedelta(days=1)) if period.last < date.max else True


@pytest.mark.parametrize(
    ("period", "previous", "is_next"),
    [
        ("2021-01", "2020-12", True),
        ("2021-03", "2021-01", False),
        ("2021-W01", "2020-W53", True),
        ("2021-03", "2021-02-28", False),
        ("2021-05/2021-06", "2021-03/2021-04", True),
        ("2021-05/2021-06", "2021-02/2021-04", False),
        ("2021-Q1", "2020-12", False),
    ],
)
def test_a_period_follows_the_one_of_its_form_that_ends_the_day_before(period, previous, is_next):
    assert Period.parse(period).follows(Period.parse(previous)) is is_next


@pytest.mark.parametrize("text", ["2021", "2016-Q4", "2020-W12", "2022-05/2022-12", "2020-08-01/P1Y"])
def test_what_a_period_shows_makes_the_same_period(text):
    period = Period.parse(text)
    again = eval(repr(period), {"Period": Period})
    assert (again, again.is_shifted_year, again.form) == (period, period.is_shifted_year, period.form)


def test_a_period_is_compared_with_a_text_too():
    may = Period("2021-05")
    assert (may.within("2021"), may.overlaps("2021-Q2"), may.follows("2021-04")) == (True, True, True)
    assert may.is_same_part_of_year("2022-05")
    with pytest.raises(ValueError, match="is not a period such as"):
        may.within("spring")
