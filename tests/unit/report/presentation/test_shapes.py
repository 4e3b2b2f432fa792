"""Columns and lines, read back from their SVG and held against the axis."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from drawn import fractions
from drawnmarks import MILLION, drawn, mark
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from readback import areas, axes, dots, lines, shapes

from helsetrend.report.presentation.shapes import COLUMN
from helsetrend.values import Interval

# Figures in millions, and their bounds.
BOUNDS = """
print   rounding  hedge   from    to
72      1         none    71.5    72.5
140     1         over    140     141
43      1         nearly  42      43
77.5    0.1       about   77.4    77.6
37.2    0.1       none    37.15   37.25
0       1         none    0       0.5
"""


def cells(table):
    return [line.split() for line in table.strip().splitlines()[1:]]


def at_year(svg, marks, year):
    """Return the areas in the room of a year, from below to above."""
    (axis,) = axes(svg)
    room = (axis.right - axis.left) / len(marks)
    left = axis.left + room * (year - marks[0].year)
    found = [area for area in areas(svg) if left < area.middle[0] < left + room]
    return sorted(found, key=lambda area: -area.bottom)


def filled(svg, marks, year):
    """Return the solid and the lighter part of a column, if they have a height."""
    all_ = [area for area in at_year(svg, marks, year) if area.fill in ("accent", "other") and area.top < area.bottom]
    return [area for area in all_ if "opacity" not in area.style], [area for area in all_ if "opacity" in area.style]


# --- columns


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("line", cells(BOUNDS), ids=lambda line: f"{line[2]} {line[0]}")
def test_a_column_is_solid_up_to_its_lower_bound_and_lighter_up_to_its_upper(line, width):
    print_, rounding, hedge, least, most = line
    marks = [mark(2020, "100"), mark(2021, print_, rounding, hedge, is_accent=True)]
    svg = drawn(marks, width=width)
    (axis,) = axes(svg)
    solid, soft = filled(svg, marks, 2021)
    if float(least):
        assert [axis.at(solid[0].bottom), axis.at(solid[0].top)] == pytest.approx([0, float(least)], abs=1e-3)
    assert [axis.at(soft[0].bottom), axis.at(soft[0].top)] == pytest.approx([float(least), float(most)], abs=1e-3)
    assert (len(solid), len(soft)) == (int(float(least) > 0), 1)


@of_hundred(20)
@given(st.lists(fractions(0, 999, parts=10), min_size=1, max_size=5).filter(any))
def test_heights_are_in_the_ratio_of_the_numbers(numbers):
    """Exact numbers: no lighter end, and each column is to the highest as its number to the largest."""
    marks = [exact(2017 + place, number) for place, number in enumerate(numbers)]
    svg = drawn(marks)
    (axis,) = axes(svg)
    heights = [sum(area.bottom - area.top for area in filled(svg, marks, one.year)[0]) for one in marks]
    highest = max(heights)
    assert heights == pytest.approx([float(number / max(numbers)) * highest for number in numbers], abs=0.01)
    assert axis.at(axis.ticks[0] - highest) == pytest.approx(float(max(numbers)), rel=1e-4)
    assert not any(filled(svg, marks, one.year)[1] for one in marks)


def exact(year, number):
    """Return a mark whose figure can only mean its number."""
    given_mark = mark(year, str(float(number)), "0.1")
    known = replace(given_mark.observation.figure, interval=Interval(number * MILLION, number * MILLION))
    return replace(given_mark, observation=replace(given_mark.observation, figure=known))


def test_columns_are_equally_wide_stand_in_the_middle_of_their_years_and_do_not_touch():
    marks = [mark(2019, "3"), mark(2020, "4"), mark(2021, "5")]
    for some in (marks, [marks[0], mark(2020), marks[2]]):
        svg = drawn(some)
        (axis,) = axes(svg)
        room = (axis.right - axis.left) / 3
        columns = {one.year: filled(svg, some, one.year)[0][0] for one in some if not one.is_hole}
        for year, column in columns.items():
            assert column.width == pytest.approx(COLUMN * room, abs=0.01)
            assert column.middle[0] == pytest.approx(axis.left + room * (year - 2019 + 0.5), abs=0.01)
        assert all(before.right < after.left for before, after in pairwise(columns.values()))


def test_only_the_accented_year_is_highlighted():
    marks = [mark(2020, "72"), mark(2021, "140", "1", "over", is_accent=True)]
    svg = drawn(marks)
    colours = [{area.fill for part in filled(svg, marks, year) for area in part} for year in (2020, 2021)]
    assert colours == [{"other"}, {"accent"}]


@pytest.mark.parametrize("extent", [(0.5, 1.0), (0.0, 0.25)], ids=["second half", "first quarter"])
def test_a_part_of_a_year_is_hatched_and_as_wide_as_its_part_at_its_place(extent):
    marks = [mark(2020, "40"), mark(2021, "20", part=extent), mark(2022, "12")]
    svg = drawn(marks)
    (axis,) = axes(svg)
    room = (axis.right - axis.left) / 3
    (solid,), _ = filled(svg, marks, 2021)
    (hatched,) = [area for area in areas(svg) if area.is_hatched]
    assert (hatched.left, hatched.right, hatched.top, hatched.bottom) == (
        *(solid.left, solid.right, solid.top, solid.bottom),
    )
    share = extent[1] - extent[0]
    assert solid.width == pytest.approx(COLUMN * room * share, abs=0.01)
    assert solid.middle[0] == pytest.approx(axis.left + room * (1 + sum(extent) / 2), abs=0.01)
    assert axis.at(solid.top) == pytest.approx(19.5, abs=1e-3)


@pytest.mark.parametrize(
    ("kind", "is_dashed"),
    [({"is_second_hand": True}, False), ({"statuses": ["provisional"]}, True)],
    ids=["second-hand", "provisional"],
)
def test_a_second_hand_figure_is_hollow_and_a_provisional_one_dashed_too(kind, is_dashed):
    marks = [mark(2020, "40"), mark(2021, "72", as_figure=kind)]
    svg = drawn(marks)
    (axis,) = axes(svg)
    (hollow,) = [area for area in at_year(svg, marks, 2021) if area.stroke]
    assert (hollow.fill, hollow.stroke, hollow.is_dashed) == ("page", "other", is_dashed)
    assert [axis.at(hollow.bottom), axis.at(hollow.top)] == pytest.approx([0, 71.5], abs=1e-3)
    assert filled(svg, marks, 2021)[0] == []
    assert not [area for area in at_year(svg, marks, 2020) if area.stroke]


@pytest.mark.parametrize(("old", "new"), [("77", "90.9"), ("109", "90.9")], ids=["raised", "lowered"])
@pytest.mark.parametrize("others", [1, 6], ids=["columns", "line"])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_revised_figure_has_a_hollow_tick_across_it_at_the_earlier_value(old, new, others, width):
    marks = [*(mark(2021 - back, "43") for back in range(others, 0, -1)), mark(2021, new, "0.1", revised=old)]
    svg = drawn(marks, width=width)
    (axis,) = axes(svg)
    (tick,) = lines(svg, "ink")
    (dot,) = [dot for dot in dots(svg) if dot.stroke == "ink"]
    assert axis.at(tick.top) == axis.at(tick.bottom) == pytest.approx(float(old), abs=1e-3)
    assert dot.fill == "page"
    assert dot.middle == pytest.approx(tick.middle)
    room = (axis.right - axis.left) / len(marks)
    assert dot.middle[0] == pytest.approx(axis.right - room / 2, abs=0.01)
    assert 0.99 * COLUMN * room < tick.width < 1.5 * COLUMN * room
    for column in filled(svg, marks, 2021)[0] if others == 1 else []:
        assert tick.left < column.left
        assert column.right < tick.right


@pytest.mark.parametrize("others", [1, 6], ids=["columns", "line"])
def test_what_another_way_of_counting_would_have_given_is_a_dashed_frame_between_its_bounds(others):
    converted = Interval(Fraction(8 * MILLION), Fraction(9 * MILLION))
    marks = [mark(2019, text="8 til 9", converted=converted), *(mark(2020 + year, "10") for year in range(others))]
    svg = drawn(marks)
    (axis,) = axes(svg)
    (frame,) = [area for area in areas(svg) if area.is_dashed]
    assert (frame.fill, frame.stroke) == ("none", "ink")
    assert [axis.at(frame.bottom), axis.at(frame.top)] == pytest.approx([8, 9], abs=1e-3)
    room = (axis.right - axis.left) / len(marks)
    assert frame.middle[0] == pytest.approx(axis.left + room / 2, abs=0.01)


# --- lines


def trend(svg):
    return [line for line in lines(svg, "accent") if line.style.get("stroke-width") == "2.2"]


def bands(svg):
    return [shape for shape in shapes(svg) if shape.is_closed and "fill-opacity" in shape.style and not shape.is_marker]


def test_five_years_are_columns_and_from_six_on_a_line_with_a_dot_for_each_year():
    numbers = [3, 4, 6, 5, 8, 13]
    marks = [mark(2016 + place, str(number)) for place, number in enumerate(numbers)]
    assert trend(drawn(marks[:5])) == []
    assert len([area for area in areas(drawn(marks[:5])) if area.fill == "other"]) == 5 * 2
    svg = drawn(marks)
    (axis,), (line,) = axes(svg), trend(svg)
    room = (axis.right - axis.left) / 6
    middles = [axis.left + room * (place + 0.5) for place in range(6)]
    for found in (line.points, [dot.middle for dot in dots(svg)]):
        assert [x for x, _ in found] == pytest.approx(middles, abs=0.01)
        assert [axis.at(y) for _, y in found] == pytest.approx(numbers, abs=1e-3)


def test_the_band_of_a_line_lies_between_the_bounds():
    """Over 10 is 10 to 11, nearly 20 is 19 to 20, 30 is 29.5 to 30.5."""
    given_marks = [("10", "over", 10, 11), ("20", "nearly", 19, 20), ("30", "none", 29.5, 30.5)] * 2
    marks = [mark(2016 + place, print_, "1", hedge) for place, (print_, hedge, *_) in enumerate(given_marks)]
    svg = drawn(marks)
    (axis,), (band,), (line,) = axes(svg), bands(svg), trend(svg)
    by_place = {x: {round(axis.at(y), 2) for at, y in band.points if at == x} for x, _ in band.points}
    assert [by_place[x] for x in sorted(by_place)] == [{least, most} for *_, least, most in given_marks]
    middles = [(least + most) / 2 for *_, least, most in given_marks]
    assert [axis.at(y) for _, y in line.points] == pytest.approx(middles, abs=1e-3)


@pytest.mark.parametrize(
    ("of_2017", "expected"),
    [
        (mark(2017, "5"), [[2014, 2015, 2016, 2017, 2018, 2019, 2020]]),
        (mark(2017), [[2014, 2015, 2016], [2018, 2019, 2020]]),
        (mark(2017, "5", part=(0.5, 1.0)), [[2014, 2015, 2016], [2018, 2019, 2020]]),
        (mark(2017, "5", breaks=(0.0,)), [[2014, 2015, 2016], [2017, 2018, 2019, 2020]]),
    ],
    ids=["whole", "hole", "part", "break"],
)
def test_a_line_is_broken_at_a_hole_at_a_part_of_a_year_and_where_the_series_breaks(of_2017, expected):
    svg = drawn([of_2017 if year == 2017 else mark(year, "5") for year in range(2014, 2021)])
    (axis,) = axes(svg)
    room = (axis.right - axis.left) / 7
    found = [[x for x, _ in line.points] for line in trend(svg)]
    assert [[round(2014 + (x - axis.left) / room - 0.5, 2) for x in places] for places in found] == expected


def test_dots_of_second_hand_figures_are_hollow_and_of_parts_of_a_year_square():
    usual = [mark(year, "5") for year in range(2014, 2020)]
    marks = [*usual, mark(2020, "5", as_figure={"is_second_hand": True}), mark(2021, "5", part=(0.0, 0.5))]
    assert [dot.fill for dot in dots(drawn(marks))] == [*["accent"] * 6, "page", "accent"]
    corners = [len(set(shape.corners)) for shape in dots(drawn(marks))]
    assert corners[-1] == 4 != corners[0]
