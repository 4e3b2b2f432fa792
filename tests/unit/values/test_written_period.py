"""The texts of periods: each form in both languages and in the codes of Statistics Norway."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helsetrend.values.written_period import UnclearPeriodError, days_of_text, may_be_period, year_of_number

YEARS = st.integers(1900, 2100)
MONTHS_NB = [
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
]
MONTHS_EN = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
ORDINALS = {"w": ("første", "andre", "tredje", "fjerde"), "o": ("first", "2nd", "third", "4th")}


def same(texts):
    """Return the days that all the texts mean."""
    (days,) = {days_of_text(text) for text in texts}
    return days


@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_read_in_words_and_codes(year, number):
    texts = ["{y}-Q{n}", "{y}Q{n}", "{y}K{n}", "{y}-K{n}", "Q{n} {y}", "K{n} {y}", "Kv{n} {y}", "{y}kv{n}"]
    texts += [
        "{n}.kvartal {y}",
        "{n}. kv. {y}",
        "{y} Q{n}",
        "{n}. kvartal {y}",
        "{n}. Kvartal {y}",
        "{w} kvartal {y}",
        "{o} quarter of {y}",
        "{o} quarter {y}",
    ]
    words = {
        "w": ["første", "andre", "tredje", "fjerde"][number - 1],
        "o": ["first", "2nd", "third", "4th"][number - 1],
    }
    first, last = same(text.format(y=year, n=number, **words) for text in texts)
    assert (first, (last + timedelta(days=1)).month) == (date(year, 3 * number - 2, 1), 3 * number % 12 + 1)


@given(YEARS, st.integers(1, 2))
def test_a_half_year_is_read_in_words_and_codes(year, number):
    texts = ["{y}-H{n}", "{y}H{n}", "{y}S{n}", "H{n} {y}", "{n}. halvår {y}", "{o} half of {y}"]
    ordinal = ["first", "second"][number - 1]
    first, last = same(text.format(y=year, n=number, o=ordinal) for text in texts)
    assert (first.month, last.month, first.year, last.year) == (6 * number - 5, 6 * number, year, year)


@given(YEARS, st.integers(1, 3))
def test_a_third_of_a_year_is_read_in_words_and_codes(year, number):
    first, last = same(text.format(y=year, n=number) for text in ("{y}T{n}", "{y}-T{n}", "{n}. tertial {y}"))
    assert (first.month, last.month) == (4 * number - 3, 4 * number)


@given(YEARS, st.integers(1, 12))
def test_a_month_is_read_in_words_and_codes(year, month):
    nb, en = MONTHS_NB[month - 1], MONTHS_EN[month - 1]
    texts = [f"{year}-{month:02}", f"{year}M{month:02}", f"{year}-M{month:02}", f"{nb} {year}", f"{en} {year}"]
    texts += [f"{nb[:3]}. {year}", f"{nb[:3]} {year}", f"{en[:3]} {year}", f"{nb}\u00a0{year}", f"{nb.title()} {year}"]
    first, last = same(texts)
    assert (first, last.month, (last + timedelta(days=1)).day) == (date(year, month, 1), month, 1)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_week_is_that_of_the_iso_calendar(day):
    year, week, weekday = day.isocalendar()
    texts = [
        f"{year}-W{week:02}",
        f"{year}W{week:02}",
        f"{year}U{week:02}",
        f"uke {week} {year}",
        f"week {week} {year}",
    ]
    first, last = same([*texts, f"veke {week} {year}", f"week {week} of {year}", f"Uke {week}, {year}"])
    assert first + timedelta(days=weekday - 1) == day
    assert (first, last) == (date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


@pytest.mark.parametrize("year", range(1990, 2041))
def test_a_year_has_week_53_only_if_the_calendar_does(year):
    if date(year, 12, 28).isocalendar().week == 53:
        assert days_of_text(f"{year}-W53")[1] + timedelta(days=1) == days_of_text(f"{year + 1}-W01")[0]
    else:
        with pytest.raises(ValueError, match="week"):
            days_of_text(f"{year}-W53")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_in_words(day):
    nb, en = MONTHS_NB[day.month - 1], MONTHS_EN[day.month - 1]
    assert same([str(day), f"{day.day}. {nb} {day.year}", f"{day.day} {en} {day.year}"]) == (day, day)


@given(YEARS, st.dates(date(2021, 1, 2), date(2021, 12, 31)).map(lambda day: f"{day:%m-%d}"))
def test_a_year_with_another_start_is_called_by_both_its_years(year, starts):
    after = year + 1
    texts = [f"{year}/{after}", f"{year}/{after % 100:02}", f"skoleåret {year}/{after % 100:02}"]
    texts += [f"{year}\u2013{after}", f"school year {year}/{after}", f"FY {year}/{after % 100:02}"]
    first, last = {days_of_text(text, year_starts=starts) for text in texts}.pop()
    assert len({days_of_text(text, year_starts=starts) for text in texts}) == 1
    assert (first, last + timedelta(days=1)) == (
        date.fromisoformat(f"{year}-{starts}"),
        date.fromisoformat(f"{after}-{starts}"),
    )
    assert year_of_number(after, starts) == (first, last)


@pytest.mark.parametrize("text", ["2020/21", "2020/2021", "2020-21", "2020–21", "2020-2021", "skoleåret 2020/21"])
def test_two_years_are_unclear_unless_years_have_another_start(text):
    with pytest.raises(UnclearPeriodError) as raised:
        days_of_text(text)
    assert raised.value.instead.startswith("2020-01/2021-12 for two calendar years, or year_starts")


@pytest.mark.parametrize("year", range(2000, 2012))
def test_a_year_and_a_month_written_alike_are_told_apart_where_years_have_another_start(year):
    text = f"{year}-{(year + 1) % 100:02}"
    assert days_of_text(text)[0] == date(year, int(text[-2:]), 1)
    with pytest.raises(UnclearPeriodError, match=f"{year}/{text[-2:]} for the year, {year}M{text[-2:]} for the month"):
        days_of_text(text, year_starts="08-01")


@pytest.mark.parametrize(
    "text",
    [
        *("2023K5", "2023H3", "2023T4", "2023M13", "2023-W00", "2023U54", "2023M1", "2020/22", "2020/20", "20/21"),
        *("uke 12", "1. kvartal", "5. kvartal 2023", "mandag 2023", "2023Q", "30. februar 2021", "2020-08/P1Y"),
        *("2020-02-29/P1Y", "halvår 2023", "FY 2021", "2021.0"),
    ],
)
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        days_of_text(text, year_starts="08-01")


@pytest.mark.parametrize("text", ["mai–august 2022", "mai-august 2022", "mai – aug. 2022", "May–August 2022"])
def test_a_span_of_months_of_a_year_is_read_in_words(text):
    assert days_of_text(text) == (date(2022, 5, 1), date(2022, 8, 31))


def test_a_span_of_months_in_words_does_not_run_backwards():
    with pytest.raises(ValueError, match="august is not before mai"):
        days_of_text("august–mai 2022")


FORMS = [
    "2021",
    "2020/21",
    "2021-2022",
    "2016-Q4",
    "4. kvartal 2016",
    "2020-08-01/P1Y",
    "2020-13",
    "FY 2020/21",
    "mai 2021",
]


@given(
    st.lists(st.sampled_from([*FORMS, "/", "\u00a0", " ", "mai", "–", "1", "W"]), max_size=4).map("".join)
    | st.text("0123456789-/MQkKWu. ", max_size=10)
)
@example("2020\u00a0Q4")
@example("2021/2022-06")
def test_a_text_without_the_form_of_a_period_is_none(text):
    try:
        days_of_text(text)
    except UnclearPeriodError:
        assert may_be_period(text)
    except ValueError:
        return
    assert may_be_period(text)
