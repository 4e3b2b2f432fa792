"""Lines over time: broken where points may not be joined, named at their ends, numbers as the language has them."""

import re
from fractions import Fraction

import readback

from helsetrend.report.presentation import Line, Point, Stretch, draw_lines, words
from helsetrend.report.presentation.lines import _runs
from helsetrend.values import Interval


def point(at, value, *, is_joined=True):
    return Point(at, str(int(at)), Interval(Fraction(value), Fraction(value)), f"v{value}", is_joined)


def drawn(lines, **more):
    return drawings(lines, **more)["wide"]


def drawings(lines, **more):
    span = (2019.0, 2024.0)
    labels = {year + 0.5: str(year) for year in range(2019, 2024)}
    return draw_lines(lines, words("nb"), name="lines", labels=labels, span=span, **more)


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_line_is_broken_where_two_points_may_not_be_joined():
    points = [point(2019.5, 1), point(2020.5, 2), point(2021.5, 3, is_joined=False), point(2022.5, 4)]
    assert [[int(one.at) for one in run] for run in _runs(points)] == [[2019, 2020], [2021, 2022]]


def test_the_axis_is_in_the_scale_and_the_form_of_the_language():
    assert {"0", "1\N{NO-BREAK SPACE}000", "2\N{NO-BREAK SPACE}000"} <= set(
        texts(drawn([Line("", [point(2019.5, 2000)])]))
    )
    assert {"0,0", "0,5", "2,0"} <= set(texts(drawn([Line("", [point(2019.5, 2_000_000)])], scale=1_000_000)))


def test_a_single_line_has_its_values_and_many_points_only_the_ends_and_the_extremes():
    few = [point(2019.5 + number, 5 + number) for number in range(5)]
    assert {"v5", "v6", "v7", "v8", "v9"} <= set(texts(drawn([Line("", few)])))
    many = [
        point(2019 + number / 12, 50 + (40 if number == 20 else -40 if number == 40 else number % 3))
        for number in range(60)
    ]
    assert {text for text in texts(drawn([Line("", many)])) if text.startswith("v")} == {"v52", "v10", "v90", "v50"}


def test_no_value_is_over_another_or_over_a_mark_and_the_last_is_always_there():
    points = [point(2019 + number / 4, 100 * (number * 37 % 11)) for number in range(20)]
    for svg in drawings([Line("", points)]).values():
        values = [text for text in readback.texts(svg) if text.text.startswith("v")]
        others = [pair for pair in readback.overlapping(svg) if all(text.startswith("v") for text in pair)]
        assert others == []
        assert f"v{100 * (19 * 37 % 11)}" in {text.text for text in values}
        assert len(values) > 1
        for dot in readback.dots(svg):
            x, y = dot.middle
            assert not [text for text in values[1:] if text.left < x < text.right and text.top < y < text.bottom]


def test_long_names_at_the_ends_of_lines_that_end_high_stay_within_the_drawing():
    lines = [
        Line(f"A long name of a series of figures, number {number}", [point(2019.5, 1), point(2020.5, 100 - number)])
        for number in range(3)
    ]
    for svg in drawings(lines).values():
        assert readback.outside(svg) == []
        assert readback.overlapping(svg) == []


def test_several_lines_are_named_with_year_and_value_at_their_ends():
    svg = drawn([Line("One", [point(2019.5, 3), point(2020.5, 4)]), Line("Two", [point(2019.5, 4)])])
    said = " ".join(texts(svg))
    assert "One, 2020: v4" in said
    assert "Two, 2019: v4" in said


def test_the_drawing_for_a_phone_is_narrower_and_names_the_lines_too():
    both = drawings([Line("One", [point(2019.5, 3)]), Line("Two", [point(2019.5, 4)])])
    widths = {name: float(re.search(r'viewBox="0 0 ([0-9.]+)', svg)[1]) for name, svg in both.items()}
    assert widths == {"wide": 720, "narrow": 340}
    assert "Two, 2019: v4" in " ".join(texts(both["narrow"]))


def test_a_stretch_is_named_and_one_outside_the_years_is_not():
    line = [Line("", [point(2019.5, 3)])]
    assert "Pandemi" in texts(drawn(line, stretches=[Stretch("Pandemi", 2020.2, 2022.1)]))
    assert "Krig" not in texts(drawn(line, stretches=[Stretch("Krig", 1940.0, 1945.0)]))
