"""The small picture of a series: columns from zero, the missing year hollow, the first and the last year named."""

import pytest
from drawnmarks import mark
from readback import areas, dots, outside, overlapping, size_of, texts

from helsetrend.report.presentation import LIGHT, panel
from helsetrend.report.presentation.shapes import MOST_ROOM, SIZE


def columns(svg):
    return [area for area in areas(svg) if area.fill in ("accent", "other") and "opacity" not in area.style]


def test_columns_stand_on_zero_and_are_as_high_as_their_lower_bounds():
    """Over 10, 20 and 40 have the lower bounds 10, 20 and 40."""
    svg = panel([mark(2019 + place, number, "1", "over") for place, number in enumerate(["10", "20", "40"])], name="x")
    found = columns(svg)
    assert len({round(column.bottom, 3) for column in found}) == 1
    heights = [column.bottom - column.top for column in found]
    assert heights == pytest.approx([heights[2] / 4, heights[2] / 2, heights[2]], abs=0.01)
    soft = [area for area in areas(svg) if "opacity" in area.style]
    assert [area.bottom - area.top for area in soft] == pytest.approx([heights[2] / 40] * 3, abs=0.01)


def test_only_the_year_of_the_report_is_highlighted():
    svg = panel([mark(2020, "10"), mark(2021, "20", is_accent=True)], name="x")
    assert [column.fill for column in sorted(columns(svg), key=lambda column: column.left)] == ["other", "accent"]
    assert [text.text for text in texts(svg) if text.is_bold] == ["2021"]


def test_a_missing_year_is_a_hollow_dot_on_the_line_at_its_place():
    svg = panel([mark(2019, "10"), mark(2020), mark(2021, "20")], name="x")
    (dot,) = dots(svg)
    first, last = sorted(columns(svg), key=lambda column: column.left)
    assert (dot.fill, dot.stroke) == ("page", "muted")
    assert dot.middle[0] == pytest.approx((first.middle[0] + last.middle[0]) / 2, abs=0.01)
    assert dot.middle[1] == pytest.approx(first.bottom, abs=0.01)


@pytest.mark.parametrize(("count", "expected"), [(1, ["2000"]), (2, ["2000", "2001"]), (20, ["2000", "2019"])])
def test_the_first_and_the_last_year_are_named(count, expected):
    svg = panel([mark(2000 + place, "5", is_accent=place == count - 1) for place in range(count)], name="x")
    assert [text.text for text in texts(svg)] == expected
    assert (outside(svg), overlapping(svg)) == ([], [])


def test_panels_of_few_years_have_columns_no_wider_than_those_of_many():
    """So that they stand beside one another with columns of one sort."""
    widths = [columns(panel([mark(2000 + n, "5") for n in range(count)], name="x"))[0].width for count in (1, 2, 5, 20)]
    assert widths[0] == pytest.approx(widths[1], abs=0.01)
    assert widths[2] == pytest.approx(widths[1], abs=0.01)
    assert widths[3] < widths[2] < MOST_ROOM


def test_a_panel_is_of_one_size_in_the_colours_of_the_page_and_with_identifiers_of_its_own():
    one, other = (panel([mark(2020, "5"), mark(2021)], name=name) for name in ("panel-a", "panel-b"))
    assert size_of(one) == SIZE
    assert f"var(--other, {LIGHT['other']})" in one
    assert 'id="panel-a-' in one
    assert 'id="panel-b-' in other
    assert other == one.replace("panel-a-", "panel-b-")
