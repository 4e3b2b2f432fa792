"""Drawings over time, read back from their SVG: the axis, what stands at a place in a year, texts, months, services."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from drawn import fractions
from drawnmarks import MILLION, beat, draw_series, drawn, mark
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from readback import areas, axes, dots, grounds, lines, outside, overlapping, shapes, size_of, texts, written

from helsetrend.report.presentation import WIDTHS, Series, draw, words
from helsetrend.values import Interval

BREAK = "brudd i juni 2021: tellingen omfatter fra da av også besøk i appen, som ikke var med i tallene for årene før"


def place_of(svg, marks, year):
    """Return where a moment stands from left to right; of the middle of 2020 this is 2020.5."""
    axis = axes(svg)[0]
    return axis.left + (axis.right - axis.left) * (year - marks[0].year) / len(marks)


def only(svg, text):
    """Return the one line of a text."""
    (found,) = [line for line in texts(svg) if line.text == text]
    return found


# --- the axis


@pytest.mark.parametrize(("language", "mark_", "expected"), [("nb", ",", "2,5"), ("en", ".", "2.5")])
def test_the_axis_has_the_decimal_mark_of_the_language(language, mark_, expected):
    """Up to nine million it has steps of two and a half."""
    svg = drawn([mark(2021, "8", "1", "over")], language=language)
    (axis,) = axes(svg, decimal=mark_)
    assert [*axis.ticks] == [0, 2.5, 5, 7.5]
    assert expected in [text.text for text in texts(svg)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("most", ["1", "1.2", "2.5", "7.5", "8.7", "43", "99.5", "141", "1234"])
def test_the_numbers_on_the_axis_are_at_their_places_and_few(most, width):
    svg = drawn([mark(2021, most, "0.1", "nearly")], width=width)
    (axis,) = axes(svg)
    assert [axis.at(place) for place in axis.ticks.values()] == pytest.approx([*axis.ticks], abs=1e-3)
    assert 2 <= len(axis.ticks) <= 6
    assert max(axis.ticks) <= float(most)
    (column,) = [area for area in areas(svg) if area.style.get("opacity")]
    assert axis.at(column.top) == pytest.approx(float(most), rel=1e-4)


def test_shares_are_drawn_against_a_hundred():
    (axis,) = axes(drawn([mark(2021, "84")], most=Fraction(100 * MILLION)))
    assert [*axis.ticks] == [0, 25, 50, 75, 100]


def test_a_series_that_is_zero_has_an_axis():
    """As in a month without a visit: there is no highest column to measure by."""
    nothing = Interval(Fraction(0), Fraction(0))
    exact = replace(mark(2021, "0").observation.figure, interval=nothing)
    marks = [replace(mark(2021, "0"), observation=replace(mark(2021, "0").observation, figure=exact))]
    svg = drawn(marks)
    assert {"0", "2021"} <= {text.text for text in texts(svg)}
    assert outside(svg) == []


# --- holes, breaks, events


@pytest.mark.parametrize("width", WIDTHS)
def test_a_year_without_a_figure_is_a_dotted_empty_place_with_the_reason(width):
    marks = [mark(2019, text="ikke publisert"), mark(2020, "72"), mark(2021, "140")]
    svg = drawn(marks, width=width)
    (hole,) = [area for area in areas(svg) if area.is_dashed]
    assert (hole.fill, hole.stroke) == ("none", "muted")
    assert place_of(svg, marks, 2019) < hole.left < hole.right < place_of(svg, marks, 2020)
    assert hole.bottom == pytest.approx(axes(svg)[0].ticks[0])
    reason = [text for text in texts(svg) if text.text in ("ikke publisert", "ikke", "publisert")]
    assert " ".join(line.text for line in reason) == "ikke publisert"
    assert all((line.left + line.right) / 2 == pytest.approx(hole.middle[0], abs=2) for line in reason)
    assert all(line.bottom <= hole.top for line in reason)
    assert not [area for area in areas(svg) if area.fill in ("accent", "other") and area.right < hole.right]


@pytest.mark.parametrize("years_after", [1, 3], ids=["columns", "line"])
def test_neighbouring_years_without_a_figure_for_one_reason_are_one_empty_place(years_after):
    marks = [mark(2018), mark(2019), mark(2020, text="vises ikke"), *(mark(2021 + n, "5") for n in range(years_after))]
    svg = drawn(marks)
    spans = [(area.left, area.right) for area in areas(svg) if area.is_dashed]
    inner = [
        (place_of(svg, marks, first), place_of(svg, marks, last + 1)) for first, last in ((2018, 2019), (2020,) * 2)
    ]
    assert all(left < start < end < right for (start, end), (left, right) in zip(spans, inner, strict=True))
    widths = [end - start for start, end in spans]
    room = place_of(svg, marks, 2019) - place_of(svg, marks, 2018)
    assert widths[0] - widths[1] == pytest.approx(room, abs=0.01)
    assert written(svg).count("ikke publisert") == 1


def test_a_reason_without_room_above_its_year_is_said_at_the_foot():
    """In 340 pixels a year of ten has hardly more than thirty, and "publisert" needs some fifty."""
    marks = [mark(year, None if year in (2015, 2017, 2018) else "5") for year in range(2014, 2024)]
    said = written(drawn(marks, width="narrow"))
    assert re.findall(r"\S+ ikke publisert", said) == ["2015: ikke publisert", "2017–2018: ikke publisert"]
    assert "2015:" not in written(drawn(marks))


@of_hundred(15)
@given(fractions(0, "0.99", parts=100), st.sampled_from([2, 5, 8]))
def test_a_break_is_a_dashed_line_and_an_event_an_arrow_at_its_place_in_the_year(share, count):
    marks = [mark(2010 + number, "5" if number == 1 else "10") for number in range(count)]
    marks[1] = replace(marks[1], breaks=(float(share),), events=(float(1 - share),))
    svg = drawn(marks)
    (line,) = [line for line in lines(svg, "ink") if line.is_dashed]
    (arrow,) = [dot for dot in dots(svg) if dot.fill == "ink"]
    assert [line.left, line.right] == pytest.approx([place_of(svg, marks, 2011 + float(share))] * 2, abs=0.01)
    assert arrow.middle[0] == pytest.approx(place_of(svg, marks, 2011 + float(1 - share)), abs=0.01)
    (axis,) = axes(svg)
    assert arrow.middle[1] == line.bottom == pytest.approx(axis.ticks[0])
    assert axis.at(line.top) == pytest.approx(5.5, abs=1e-3)  # the most that 5 can mean; the value stands above it


def test_an_event_on_the_last_day_is_whole_within_the_drawing():
    marks = [mark(year, "5", events=(364 / 365,) if year == 2021 else ()) for year in range(2012, 2022)]
    for width in WIDTHS:
        svg = drawn(marks, width=width)
        (arrow,) = [dot for dot in dots(svg) if dot.fill == "ink"]
        reach = max(x for x, _ in arrow.corners)
        assert arrow.middle[0] + reach <= size_of(svg)[0]


# --- texts

LONG = [
    "rettet, var rundt 77,5 millioner (februar 2024)",
    BREAK,
    "gjelder pasientreiseopplysningstjenesten og egenandelsopplysninger",
]


def line_of(numbers, **more):
    last = 2013 + len(numbers)
    return [mark(2014 + place, number and str(number), is_accent=2014 + place == last, **more)
            for place, number in enumerate(numbers)]  # fmt: skip


HARD = {
    "long values": [
        mark(2020, "77.5", "0.1", "about", text="about 77.5"),
        mark(2021, "140.9", "0.1", "nearly", text="nærmere 140,9", revised="142", is_accent=True),
    ],
    "reasons": [
        mark(2019, text="ikke publisert som tall", is_accent=True),
        mark(2020, text="mangler i kilden"),
        mark(2021, text="skjermet av hensyn til personvernet"),
        mark(2022, "87", "1", "over", text="over 87"),
    ],
    "notes": [mark(2020, "20"), mark(2021, "40", notes=tuple(LONG), part=(0.5, 1.0), is_accent=True)],
    "many notes": [mark(year, "40", notes=tuple(LONG)) for year in range(2015, 2022)],
    "months": [
        mark(2020, "84", text="nærmere 84", label="desember 2020", notes=(BREAK,)),
        mark(2021, "87", text="over 87", label="september 2021", is_accent=True),
    ],
    "school years": [mark(year, "840", label=f"{year}/{year - 1999}") for year in range(2010, 2022)],
    "parts among years": [
        mark(year, "840", label="jan.\u2013juni 2019" if year == 2019 else str(year)) for year in range(2012, 2022)
    ],
    "alike at the end": line_of(["100812", "115398", "92973", "59000", "72420", "207225", "207618"], text="207,225"),
    "highest last but one": line_of([1, 2, 3, 4, 5, 6, 7, 8, 140, 139.5]),
    "lowest beside the first": line_of([20.5, 1.5, 30, 40, 50, 60, 70, 80, 90, 100.5]),
    "holes between low years": line_of([5, None, 5, None, None, 5, 1, None, 200, None]),
    "thirty years": line_of([*range(100, 130)]),
    "sixty years": line_of([*range(1000, 1060)]),
}


@pytest.mark.parametrize("marks", HARD.values(), ids=HARD)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_runs_out_of_the_drawing_or_into_another(width, marks):
    svg = drawn(marks, width=width, notes=("2011–2013: ikke rapportert",))
    assert size_of(svg)[0] == WIDTHS[width]
    assert (outside(svg), overlapping(svg)) == ([], [])


@of_hundred(25)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 2000)), min_size=1, max_size=16).filter(any),
    st.sampled_from(["ikke publisert", "ikke publisert som tall"]),
    st.sampled_from([*WIDTHS]),
)
def test_values_and_reasons_never_run_into_one_another(numbers, reason, width):
    marks = [
        mark(2006 + place, text=reason) if number is None else mark(2006 + place, str(number))
        for place, number in enumerate(numbers)
    ]
    svg = drawn(marks, width=width)
    assert (outside(svg), overlapping(svg)) == ([], [])


@pytest.mark.parametrize("name", ["long values", "reasons", "notes", "months"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_lost(width, name):
    """A note that is too long for a line continues in the next; the reason of a year may be at the foot."""
    marks = HARD[name]
    said = written(drawn(marks, width=width)).split()
    given_ = [text for one in marks for text in (one.value_text, *one.notes)]
    assert all(said.count(word) >= " ".join(given_).split().count(word) for word in " ".join(given_).split())


def test_notes_stand_below_their_year_if_there_is_room_and_else_at_the_foot_with_its_name():
    few = [mark(2020, "15.9"), mark(2021, "40", notes=("rettet", "juni 2021: appen kommer"))]
    svg = drawn(few)
    label, notes = only(svg, "2021"), [only(svg, note) for note in few[1].notes]
    assert [note.x for note in notes] == pytest.approx([label.x] * 2)
    assert label.y < notes[0].y < notes[1].y
    many = [*(mark(year, "5") for year in range(2014, 2021)), few[1]]
    svg = drawn(many)
    at_foot = [text.text for text in texts(svg) if text.y > only(svg, "2021").y + 5]
    assert at_foot == ["2021: rettet", "juni 2021: appen kommer"]


def test_notes_on_the_years_before_the_first_figure_are_at_the_foot():
    svg = drawn([mark(2020, "72"), mark(2021, "140")], notes=("2011–2019: ikke rapportert",))
    assert max(texts(svg), key=lambda text: text.y).text == "2011–2019: ikke rapportert"


def test_the_label_and_the_value_of_the_accented_year_are_bold():
    svg = drawn([mark(2020, "72"), mark(2021, "140", is_accent=True)])
    assert [text.text for text in texts(svg) if text.is_bold] == ["2021", "140"]


@pytest.mark.parametrize("count", [2, 5, 8])
def test_a_value_stands_above_all_that_is_drawn_of_its_year(count):
    """That is the column or dot, its upper bound, and the tick of a revised figure."""
    marks = [mark(2010 + place, "40", revised="90" if place == 1 else None) for place in range(count)]
    svg = drawn(marks)
    value = sorted((text for text in texts(svg) if text.text == "40"), key=lambda text: text.x)
    assert len(value) == count
    heights = [axes(svg)[0].at(text.bottom) for text in value]
    assert heights[1] > 90
    assert all(height > 40.5 for height in heights)
    assert all(height < 60 for place, height in enumerate(heights) if place != 1)


def test_no_line_of_the_axis_runs_through_a_value():
    """Values have a ground in the colour of the page, at least as wide as their letters."""
    svg = drawn([mark(2020, "72", text="over 72"), mark(2021, "140")])
    for value in (only(svg, "over 72"), only(svg, "140")):
        (ground,) = [one for one in grounds(svg) if one.left < value.x < one.right]
        assert (ground.left, ground.top) <= (value.left, value.top)
        assert (ground.right, ground.bottom) >= (value.right, value.y)


def test_where_a_year_has_little_room_only_the_ends_and_the_extremes_have_values():
    numbers = [50, 60, 70, 10, 80, 90, 200, 80, 70, 60]
    marks = line_of(numbers)
    values = [text.text for text in texts(drawn(marks, width="narrow")) if text.size > 13]
    assert sorted(values, key=int) == ["10", "50", "60", "200"]
    assert len([text for text in texts(drawn(marks)) if text.size > 13]) == len(numbers)


def test_a_value_never_hides_the_mark_of_another_year():
    """The last value is wider than its year, so that it lies over the year before, which is a little higher."""
    marks = line_of([100812, 115398, 92973, 59000, 80000, 90000, 100000, 100812, 72420, 68961])
    svg = drawn(marks, width="narrow")
    hidden = [dot.middle for dot in dots(svg) for ground in grounds(svg)
              if ground.left < dot.middle[0] < ground.right and ground.top < dot.middle[1] < ground.bottom]  # fmt: skip
    assert hidden == []


def test_labels_without_room_are_left_out_and_the_last_is_there():
    labels = [text.text for text in texts(drawn(line_of([*range(100, 130)]), width="narrow"))]
    years = [int(label) for label in labels if re.fullmatch("20[0-9]{2}", label)]
    assert max(years) == 2043
    assert 4 <= len(years) < 30
    assert len({after - before for before, after in pairwise(years)}) == 1


@pytest.mark.parametrize("text", ["<script>alert('&')</script>", "5 $ til 6 $", r"a_b^{c} \frac{1}{2}", "]]> &amp;"])
def test_text_is_drawn_unchanged(text):
    """It comes from the data and is neither markup nor formula."""
    marks = [mark(2021, "40", text=text, notes=(text,), label=text)]
    svg = draw_series([Series(marks, name=text, notes=(text,), beats=[beat(2021, 1, 1)])], beats_title=text)
    assert re.sub(r"\s", "", written(svg)).count(re.sub(r"\s", "", text)) == 6


# --- months


def strip(svg):
    """Return the lines, lone dots and bands of the months, which are finer than the line of years."""
    return [line for line in lines(svg, "accent") if line.style.get("stroke-width") == "1.3"]


BEATS = [beat(2020, month, month) for month in (1, 2, 3, 5, 7, 8)]


def test_months_are_a_strip_below_over_the_same_years_broken_where_one_is_missing():
    marks = [mark(2019, "50"), mark(2020, "72")]
    svg = drawn(marks, beats=BEATS, beats_title="Måned for måned")
    years, months = axes(svg)
    assert (years.left, years.right) == (months.left, months.right)
    assert months.ticks[0] > years.ticks[0]
    alone = [dot for dot in dots(svg) if dot.middle[1] > years.ticks[0]]
    runs = [*(line.points for line in strip(svg)), *(dot.points for dot in alone)]
    room = (years.right - years.left) / 24
    found = sorted(
        [(round((x - months.left) / room - 12 + 0.5, 2), round(months.at(y), 2)) for x, y in run] for run in runs
    )
    assert found == [[(1, 1), (2, 2), (3, 3)], [(5, 5)], [(7, 7), (8, 8)]]
    assert only(svg, "Måned for måned").y < min(line.top for line in strip(svg))


def test_months_that_cannot_be_read_exactly_have_a_band():
    months = [replace(one, interval=replace(one.interval, high=one.interval.high + MILLION)) for one in BEATS[:3]]
    svg = drawn([mark(2020, "72")], beats=months)
    axis = axes(svg)[1]
    (band,) = [shape for shape in shapes(svg) if "fill-opacity" in shape.style and not shape.is_marker]
    by_place = [
        sorted({round(axis.at(y), 2) for at, y in band.points if at == x}) for x in sorted({x for x, _ in band.points})
    ]
    assert by_place == [[1, 2], [2, 3], [3, 4]]


def test_if_no_year_has_a_figure_the_months_are_the_drawing():
    marks = [mark(2019, text=""), mark(2020, text="")]
    svg = drawn(marks, beats=BEATS, beats_title="Måned for måned")
    (axis,) = axes(svg)
    points = [(x, axis.at(y)) for line in strip(svg) for x, y in line.points]
    assert [round(number, 2) for _, number in points] == [1, 2, 3, 7, 8]
    assert all(x > place_of(svg, marks, 2020) for x, _ in points)
    assert not [area for area in areas(svg) if area.is_dashed]
    assert {"2019", "2020"} <= {text.text for text in texts(svg)}


# --- several series

SERIES = [
    Series([mark(2020, "15.9"), mark(2021, "40")], name="Meldinger"),
    Series([mark(2021, "20", part=(0.5, 1.0))], name="Koronasertifikat"),
    Series([mark(2019, "80"), mark(2020, None), mark(2021, "2")], name="Timer"),
]


@pytest.mark.parametrize("width", WIDTHS)
def test_small_drawings_of_several_series_have_one_scale(width):
    """Of 80.5 million at the most each has the numbers 0 and 50, and a million is as high in each."""
    svg = draw_series(SERIES, width=width)
    found = axes(svg)
    assert [[*axis.ticks] for axis in found] == [[0, 50]] * 3
    assert len({round(axis.ticks[0] - axis.ticks[50], 3) for axis in found}) == 1
    (column,) = [area for area in areas(svg) if area.is_hatched]
    assert found[1].at(column.top) == pytest.approx(19.5, abs=1e-3)


@pytest.mark.parametrize(("width", "across"), [("wide", 3), ("narrow", 1)])
def test_small_drawings_stand_beside_one_another_where_there_is_room(width, across):
    svg = draw_series(SERIES, width=width)
    assert len({axis.left for axis in axes(svg)}) == across
    names = [only(svg, series.name) for series in SERIES]
    assert all(name.is_bold for name in names)
    for name, axis in zip(names, axes(svg), strict=True):
        assert name.x == pytest.approx(axis.left)
        assert name.y < axis.ticks[50]


@pytest.mark.parametrize(("count", "across"), [(2, 2), (3, 3), (4, 2), (5, 2), (9, 3)])
def test_three_small_drawings_are_in_a_row_if_that_leaves_less_room_empty(count, across):
    svg = draw_series([Series([mark(2021, "5")], f"Tjeneste {number}") for number in range(count)])
    assert len({axis.left for axis in axes(svg)}) == across


def test_drawings_of_many_years_are_two_in_a_row():
    """Four years in a third of the width would have less than sixty pixels each."""
    svg = draw_series([Series([mark(year, "5") for year in range(2018, 2022)], str(number)) for number in range(3)])
    assert len({axis.left for axis in axes(svg)}) == 2


def test_a_day_stays_with_its_month_and_a_date_in_its_brackets():
    """Wherever the lines would break otherwise."""
    for before in ("", "a ", "to be ", "known as ", "corrected "):
        note = f"{before}rettet, var 152 tusen (12. mai 2024), brudd 1. juli 2024"
        said = [text.text for text in texts(drawn([mark(year, "5", notes=(note,)) for year in (2020, 2021)]))]
        assert all(any(whole in line for line in said) for whole in ("(12. mai 2024)", "1. juli"))
        assert not any(line.endswith((" 12.", " 1.")) for line in said)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_name_of_a_series_stays_above_its_own_drawing(width):
    long = "Digital dialog med fastlegen (e-konsultasjoner og kontakt med legekontoret)"
    series = [replace(one, name=long) for one in SERIES]
    svg = draw_series(series, width=width, beats_title="x")
    assert (outside(svg), overlapping(svg)) == ([], [])
    assert written(svg).count("fastlegen") == 3


def test_each_width_is_drawn():
    assert {*draw(SERIES, words("nb"), name="x", scale=MILLION)} == {"wide", "narrow"}
