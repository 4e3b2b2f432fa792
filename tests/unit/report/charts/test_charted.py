"""What is drawn of a series: its years, values as they are written, parts of a year, places in it, months, signs."""

import pytest
from contents import labelled, report_in
from madeup import bridged_of, known_of

from helsetrend.report.charts.charted import notes_on, observed, parts_of_years, series_of, series_of_parts, signs_of

MARKS = {"marks": [{"nb": "app", "en": "app", "at": "2020-07-01"}]}


def drawn(known, year=2021, first_year=2018, *, language="en", scale=1, metric="visits", service=""):
    """Return what is drawn of a series."""
    content, labels = labelled(language, known, year, first_year)
    seen = [observation for observation in observed(content, metric) if observation.service == service]
    return series_of(content, labels, metric, service, seen, scale)


def of_visits(figures, year=2021, first_year=2018, *, language="en", scale=1, **about):
    return drawn(known_of({"visits": about}, figures), year, first_year, language=language, scale=scale)


def months(first, last, year=2020):
    return "\n".join(f"visits  {year}-{month:02}  {month}" for month in range(first, last + 1))


# --- which years


def test_a_series_begins_with_its_first_figure_and_the_years_before_are_notes():
    found = of_visits("visits  2020  5\nvisits  2021  6", first_year=2015)
    assert [mark.year for mark in found.marks] == [2020, 2021]
    assert [note.split(": ")[0] for note in found.notes] == ["2015–2019"]


def test_the_year_of_the_report_is_drawn_without_a_figure_too_and_highlighted():
    found = of_visits("visits  2019  5", first_year=2019)
    assert [(mark.year, mark.is_hole, mark.is_accent) for mark in found.marks] == [
        *((2019, False, False), (2020, True, False), (2021, True, True)),
    ]


def test_a_series_that_has_ended_has_no_empty_places_behind_it():
    found = of_visits("visits  2018  5\nvisits  2019  6", ended="2019-12-31")
    assert [mark.year for mark in found.marks] == [2018, 2019]
    assert [len(mark.events) for mark in found.marks] == [0, 1]


def test_without_any_figure_nothing_is_drawn_and_the_note_is_a_sentence_about_the_service():
    known = known_of({"visits": {"services": ["a", "b"]}}, "visits:a  2020  5")
    found = drawn(known, first_year=2020, service="b")
    assert found.marks == []
    (note,) = found.notes
    assert note.startswith("b, 2020–2021: ")
    assert note.endswith(".")


# --- values as they are written


@pytest.mark.parametrize(
    ("print_", "scale", "expected"),
    [
        ("1234567", 1_000_000, "1.23"),  # known to the last digit: two decimals
        ("1999999", 1_000_000, "2.00"),
        ("1234567", 1_000, "1,234.57"),
        ("1234567", 1, "1,234,567"),
        ("37.2 million", 1_000_000, "37.2"),  # no digit is added
        ("140 million", 1_000_000, "140"),
        ("over 1234567", 1_000_000, "over 1.234567"),  # with a hedge the number is the publisher's
        ("nearly 1234567", 1_000_000, "nearly 1.234567"),
        ("about 1234567", 1_000_000, "about 1.234567"),
    ],
)
def test_a_value_known_to_the_last_digit_has_two_decimals_and_any_other_is_as_it_was_printed(print_, scale, expected):
    (mark,) = of_visits(f"visits  2021  {print_}", first_year=2021, scale=scale).marks
    assert mark.value_text == expected
    assert mark.observation.figure.as_printed == print_


@pytest.mark.parametrize(
    ("december", "expected"),
    [("100001", "1.20"), ("over 100001", "about 1.200013")],
    ids=["exact", "with a hedge"],
)
def test_a_sum_of_months_is_rounded_if_each_of_them_is_known_to_the_last_digit(december, expected):
    """Eleven times 100 001 and December are 1 200 012; over 100 001 is up to one more, with its middle at a half."""
    rows = [f"visits  2021-{month:02}  100001" for month in range(1, 12)]
    (mark,) = of_visits("\n".join([*rows, f"visits  2021-12  {december}"]), first_year=2021, scale=1_000_000).marks
    assert mark.value_text == expected


def test_a_year_before_a_break_has_the_bounds_that_the_new_way_would_have_given():
    """1000 visits, at ratios of 0.8 to 0.9."""
    first, *_ = drawn(bridged_of(), year=2020, first_year=2018).marks
    assert (first.value_text, first.is_hole) == ("800 to 900", False)
    assert (first.converted.low, first.converted.high) == (800, 900)


# --- places in a year


@pytest.mark.parametrize(
    ("day", "passed"),
    [("2020-01-01", 0), ("2020-07-01", 182), ("2020-12-31", 365)],  # 2020 has 366 days
)
def test_an_event_is_at_the_share_of_the_year_that_is_over(day, passed):
    marks = of_visits("visits  2020  5", marks=[{"nb": "app", "en": "app", "at": day}]).marks
    assert [[round(event * 366, 6) for event in mark.events] for mark in marks] == [[passed], []]


def test_a_break_is_at_its_day():
    """Of 365 days of 2021, 181 are over on 1 July."""
    marks = of_visits("visits  2020  5\nvisits  2021  6", breaks=[{"at": "2021-07-01", "nb": "x", "en": "x"}]).marks
    assert [[round(place * 365, 6) for place in mark.breaks] for mark in marks] == [[], [181]]


def test_a_year_of_which_only_some_months_are_published_is_as_wide_as_these():
    """From March to May: 59 days of 2021 are over, and three months have 92."""
    marks = of_visits("visits  2020  50\nvisits  2021-03  5\nvisits  2021-04  6\nvisits  2021-05  7").marks
    assert [mark.year for mark in marks] == [2020, 2021]
    first, last = marks[-1].extent
    assert (round(first * 365), round((last - first) * 365)) == (59, 92)
    assert marks[0].extent == (0, 1)


# --- months


@pytest.mark.parametrize(("count", "shown"), [(2, 0), (3, 3), (5, 5)])
def test_months_are_drawn_if_three_of_them_follow_one_another(count, shown):
    known = known_of({"visits": {}}, f"visits  2020  99\n{months(2, 1 + count)}\nvisits  2020-12  5")
    content, _ = labelled("en", known, 2020, 2020)
    found = parts_of_years(content, "visits")
    assert len(found) == (shown + 1 if shown else 0)


def test_months_go_before_quarters():
    quarters = "\n".join(f"visits  2020-Q{quarter}  9" for quarter in range(1, 5))
    for more, form in ((months(1, 3), "month"), ("", "quarter")):
        content, _ = labelled("en", known_of({"visits": {}}, f"{quarters}\n{more}"), 2020, 2020)
        assert {figure.period.form for figure in parts_of_years(content, "visits")} == {form}


@pytest.mark.parametrize(
    ("measured", "days", "spans"),
    [
        ("12-31", ["2020-01-31", "2020-02-29", "2020-03-31"], ["2020-01", "2020-02", "2020-03"]),
        ("01-01", ["2020-01-01", "2020-02-01", "2020-03-01"], ["2020-01", "2020-02", "2020-03"]),
        ("12-31", ["2019-12-31", "2020-03-31", "2020-06-30"], ["2019-Q4", "2020-Q1", "2020-Q2"]),
        ("12-31", ["2020-01-15", "2020-02-15", "2020-03-15"], []),
    ],
)
def test_a_day_of_a_stock_is_drawn_as_the_month_or_quarter_that_it_stands_for(measured, days, spans):
    rows = "\n".join(f"accounts  {day}  {number}" for number, day in enumerate(days, start=1))
    content, labels = labelled("en", known_of({"accounts": {"kind": "stock", "measured": measured}}, rows), 2020, 2019)
    parts = parts_of_years(content, "accounts")
    assert [str(part.period) for part in parts] == spans
    beats = series_of_parts(content, labels, "accounts", "", parts).beats if parts else ()
    assert [beat.interval.low for beat in beats] == [1, 2, 3][: len(spans)]


def test_a_month_is_at_its_place_in_its_year():
    """February 2020: after 31 of 366 days, 29 days long."""
    found = of_visits(f"visits  2020  99\n{months(1, 4)}", year=2020, first_year=2020)
    assert [(beat.interval.low, beat.interval.high) for beat in found.beats] == [(n, n) for n in range(1, 5)]
    february = found.beats[1]
    assert (february.first - 2020) * 366 == pytest.approx(31)
    assert (february.last - february.first) * 366 == pytest.approx(29)


@pytest.mark.parametrize(("count", "drawn"), [(5, 0), (6, 6)])
def test_months_of_less_than_a_quarter_of_the_years_are_not_drawn_below_them(count, drawn):
    """Of two years that is six months: 182 of 731 days are less than a quarter, and 183 from March on are more."""
    years = "visits  2019  99\nvisits  2020  99"
    found = of_visits(f"{years}\n{months(3, 2 + count)}", year=2020, first_year=2019)
    assert len(found.beats) == drawn


def test_if_only_months_are_known_each_of_their_years_has_an_empty_mark():
    known = known_of({"visits": {}}, months(11, 12, 2019) + "\n" + months(1, 2, 2020))
    content, labels = labelled("en", known, 2020, 2019)
    found = series_of_parts(content, labels, "visits", "", parts_of_years(content, "visits"))
    assert [(mark.year, mark.is_hole, mark.value_text) for mark in found.marks] == [(2019, True, ""), (2020, True, "")]
    assert found.is_of_beats
    assert len(found.beats) == 4


# --- notes and signs


def test_a_note_says_what_the_drawing_does_not():
    """A second-hand figure is hollow, which the legend explains; that others disagree is not to be seen."""
    content, labels = report_in("nb", 2021, 2017, "2022-05-31")
    marks = series_of(content, labels, "logins", "", observed(content, "logins"), 1_000_000).marks
    by_year = {mark.year: mark.notes for mark in marks}
    assert by_year[2017] == ()
    assert by_year[2021] == ("andre oppgir 79 millioner", "juni 2021: appen kommer")


@pytest.mark.parametrize(("year", "expected"), [(2016, ()), (2021, ("bare en del av året publisert",))])
def test_what_a_dot_is_too_small_to_show_is_a_note_at_a_line(year, expected):
    """Of 2014 only May is published: hatched as one of few columns, and said as one of eight years on a line."""
    content, labels = report_in("nb", year, 2009, "2022-05-31")
    found = series_of(content, labels, "visits", "", observed(content, "visits"), 1)
    (mark,) = [mark for mark in found.marks if mark.year == 2014]
    assert (found.is_line, mark.notes) == (year == 2021, expected)


def test_everything_is_said_where_there_is_no_drawing():
    content, labels = report_in("nb", 2021, 2017, "2022-05-31")
    of_2017 = next(one for one in observed(content, "logins") if one.period.first.year == 2017)
    assert [*notes_on(labels, of_2017)] == ["annenhåndskilde"]
    assert [*notes_on(labels, of_2017, except_for=["second_hand"])] == []


def test_signs_are_those_of_the_marks():
    plain = of_visits("visits  2020  5\nvisits  2021  6")
    assert {*signs_of(plain.marks)} <= {"hedge"}
    special = of_visits("visits  2019  over 5\nvisits  2021  6", **MARKS)
    assert {*signs_of(special.marks)} >= {"hedge", "hole", "event"}
    assert "break" in {
        *signs_of(of_visits("visits  2021  6", breaks=[{"at": "2021-07-01", "nb": "x", "en": "x"}]).marks)
    }
    assert {"converted", "break"} <= {*signs_of(drawn(bridged_of(), year=2020).marks)}
