"""The charts of a counted log, read back from their SVG: lengths, places and words."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from helsetrend.report.charts.visit_charts import daily_chart, rules_chart
from helsetrend.report.presentation.palette import LIGHT

SVG = "{http://www.w3.org/2000/svg}"

# Thursday 23 to Wednesday 29 December 2021; the log does not cover Monday 27.
VISITS = {
    "2021-12-23": 100,
    "2021-12-24": 50,
    "2021-12-25": 20,
    "2021-12-26": 40,
    "2021-12-28": 0,
    "2021-12-29": 150,
}


def counts_of(visits):
    rows = [("visits", period, number) for period, number in visits.items()]
    others = [("logins", "2021-12-23", 999), ("visits", "2021-12", 360), ("visits", "2021", 360)]
    return pd.DataFrame([*rows, *others], columns=["metric", "period", "value"])


def rules_of(visits):
    table = pd.DataFrame({"visits": visits.values()}, index=pd.Index(visits, name="rule"))
    table["difference_percent"] = 100 * (table["visits"] / visits["ours"] - 1)
    return table


def boxes(chart, part):
    """Return the filled rectangles of a colour as (left, right, top, bottom), in pixels, from left to right."""
    rectangles = []
    for path in ET.fromstring(chart.drawings["wide"]).iter(f"{SVG}path"):
        if re.search(rf"fill: var\(--{part}, (var\(--jp-[a-z0-9-]+, )?{LIGHT[part]}", path.get("style", "")):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d"))]
            rectangles.append((min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])))
    return sorted(rectangles)


def texts(chart):
    return ["".join(element.itertext()) for element in ET.fromstring(chart.drawings["wide"]).iter(f"{SVG}text")]


def dashed(chart):
    paths = ET.fromstring(chart.drawings["wide"]).iter(f"{SVG}path")
    return [path for path in paths if "stroke-dasharray" in path.get("style", "")]


def test_a_column_is_as_high_as_its_visits_and_the_weekend_is_set_apart():
    chart = daily_chart(counts_of(VISITS), log="A log")
    weekdays = [bottom - top for _, _, top, bottom in boxes(chart, "accent")]
    weekend = [bottom - top for _, _, top, bottom in boxes(chart, "other")]
    unit = max(weekdays) / 150
    assert [round(height / unit, 2) for height in weekdays if height > 0] == [100, 50, 150]
    assert [round(height / unit, 2) for height in weekend] == [20, 40]


def test_a_day_that_the_log_does_not_cover_is_a_dotted_frame_and_not_zero():
    chart = daily_chart(counts_of(VISITS), log="A log")
    assert len(dashed(chart)) == 1
    assert "Days that the log does not cover: 1." in chart.alt
    rows = {row[0]: row[1:] for row in chart.table.rows}
    assert rows["27 December 2021"] == ("Monday", "not in the log")
    assert rows["28 December 2021"] == ("Tuesday", "0")
    without = {day: number for day, number in VISITS.items() if day < "2021-12-27"}
    assert dashed(daily_chart(counts_of(without), log="A log")) == []


def test_title_and_text_alternative_have_the_means_and_the_bounds():
    """Monday to Friday (100 + 50 + 0 + 150) / 4 = 75, the weekend (20 + 40) / 2 = 30."""
    chart = daily_chart(counts_of(VISITS), log="A log", marks={"Christmas": ("2021-12-24", "2021-12-26")})
    assert chart.title == "A log, visits a day: 75 from Monday to Friday, 30 on Saturdays and Sundays"
    assert chart.title in chart.alt
    assert "From Monday to Friday 0 to 150. On Saturdays and Sundays 20 to 40." in chart.alt
    assert "Christmas: 24 December 2021 50, 25 December 2021 20, 26 December 2021 40." in chart.alt
    assert chart.subtitle.startswith("Visits per day, 23 December 2021 to 29 December 2021")


def test_a_log_without_a_weekend_does_not_mention_one():
    chart = daily_chart(counts_of({"2021-12-23": 5, "2021-12-24": 7}), log="A log")
    assert chart.title == "A log, visits a day: 6 from Monday to Friday"
    assert "Saturday" not in chart.alt


def test_a_mark_is_drawn_with_its_name_and_its_numbers_within_the_drawing():
    marks = {"The very first of these days": ("2021-12-23", "2021-12-23"), "Last": ("2021-12-29", "2021-12-29")}
    chart = daily_chart(counts_of(VISITS), log="A log", marks=marks)
    assert {"The very first of these days", "100", "Last", "150"} <= set(texts(chart))
    for text in ET.fromstring(chart.drawings["wide"]).iter(f"{SVG}text"):
        (x,) = re.findall(r"translate\((-?[\d.]+)", text.get("transform")) or [text.get("x")]
        assert 0 <= float(x) <= 680


def test_some_mondays_are_named_below():
    year = pd.date_range("2021-01-01", "2021-12-31")
    chart = daily_chart(counts_of({f"{day:%Y-%m-%d}": 1 for day in year}), log="A log")
    named = [text for text in texts(chart) if re.fullmatch(r"\d+ [A-Z][a-z]{2}", text)]
    assert 4 <= len(named) <= 8
    assert all(pd.Timestamp(f"{text} 2021").weekday() == 0 for text in named)


def test_days_that_the_log_does_not_cover_cannot_be_marked():
    for day in ("2021-12-27", "2022-01-01"):
        with pytest.raises(ValueError, match="marks: New; allowed: days that the log covers"):
            daily_chart(counts_of(VISITS), log="A log", marks={"New": (day, day)})


@pytest.mark.parametrize("visits", [{}, {"2021-12-23": 100, "2021-12-24": None}], ids=["none", "suppressed"])
def test_without_the_visits_of_each_day_nothing_is_drawn(visits):
    """A suppressed day is covered by the log; drawn as not covered it would be wrong."""
    with pytest.raises(ValueError, match="no visits of a day, or suppressed ones"):
        daily_chart(counts_of(visits), log="A log")


def test_a_bar_is_as_long_as_its_difference_more_to_the_right_and_fewer_to_the_left():
    """Of 200: 240 are 20 percent more, 210 are 5 percent more, 190 are 5 percent fewer."""
    chart = rules_chart(rules_of({"ours": 200, "a_few": 190, "many_more": 240, "some_more": 210}), log="A log")
    bars = sorted(boxes(chart, "accent"), key=lambda box: box[2])  # from top to bottom
    lengths = [right - left for left, right, _, _ in bars]
    assert [round(length / lengths[2], 3) for length in lengths] == [4, 1, 1]
    zero = bars[0][0]
    assert [left == pytest.approx(zero, abs=0.01) for left, *_ in bars] == [True, True, False]
    assert bars[2][1] == pytest.approx(zero, abs=0.01)
    assert {"many more", "some more", "a few", "+20.0% (240)", "+5.0% (210)", "−5.0% (190)"} <= set(texts(chart))


def test_title_text_alternative_and_table_have_the_differences():
    chart = rules_chart(rules_of({"ours": 2000, "a_few": 1900, "many_more": 2402}), log="A log")
    assert chart.title == "A log, visits by other rules: 5.0 percent fewer to 20.1 percent more"
    assert "our count of 2,000 visits" in chart.subtitle
    assert "a few 1,900 (−5.0%); many more 2,402 (+20.1%)" in chart.alt
    assert chart.table.rows == [
        ("ours", "2,000", "0.0%"),
        ("a few", "1,900", "−5.0%"),
        ("many more", "2,402", "+20.1%"),
    ]


def test_rules_that_give_the_same_can_be_drawn():
    chart = rules_chart(rules_of({"ours": 5, "same": 5}), log="A log")
    assert chart.title == "A log, visits by other rules: as many"
    assert "0.0% (5)" in texts(chart)


def test_a_log_without_visits_has_no_differences():
    with pytest.raises(ValueError, match="no visits by our rule"):
        rules_chart(rules_of({"ours": 0, "other": 0}), log="A log")


def test_the_same_numbers_give_the_same_bytes_and_the_tables_are_not_changed():
    counts, rules = counts_of(VISITS), rules_of({"ours": 200, "a_few": 190})
    before = counts.copy(deep=True), rules.copy(deep=True)
    first, second = (
        (daily_chart(counts, log="A log").html, rules_chart(rules, log="A log").html) for _ in ("once", "again")
    )
    assert first == second
    pd.testing.assert_frame_equal(counts, before[0])
    pd.testing.assert_frame_equal(rules, before[1])
