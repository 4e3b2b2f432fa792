"""The drawings of a page: one for each chart and panel, in the colours of the light page, in the order of the page."""

import pytest
from bs4 import BeautifulSoup
from charted import charted
from contents import report_in

from helsetrend.edition.pages.drawings import description_of, drawings_of, drawn_on, parsed
from helsetrend.report.charts.panels import panels, panels_list
from helsetrend.report.presentation import LIGHT


@pytest.fixture(scope="module")
def page():
    """Return a page with panels and two charts, each of the latter in two widths."""
    content, labels = report_in("en", 2021, 2019, "2022-05-31")
    return f"{panels_list(panels(content, labels), labels)}{charted('visits', 'en').html}{charted('logins', 'en').html}"


def test_each_panel_and_each_chart_has_one_drawing_in_the_order_of_the_page(page):
    assert [drawing.name for drawing in drawings_of(page)] == [
        "panel-visits",
        "panel-logins",
        "panel-service_visits-messages",
        "panel-patient_travel_electronic_share",
        "visits",
        "logins",
    ]


def test_of_a_chart_it_is_the_wide_one(page):
    found = {drawing.name: drawing.svg for drawing in drawings_of(page)}
    assert 'viewBox="0 0 720 ' in found["visits"]
    assert 'id="visits-wide-' in found["visits"]
    assert 'id="logins-' not in found["visits"]


def test_a_drawing_does_not_depend_on_the_page(page):
    """Its colours are those of the light page, and its font is named."""
    for drawing in drawings_of(page):
        assert "var(" not in drawing.svg
        assert LIGHT["accent"] in drawing.svg
        assert "'DejaVu Sans', sans-serif" in drawing.svg


def test_a_chart_without_a_drawing_is_an_error():
    with pytest.raises(ValueError, match="chart a has no drawing"):
        list(drawings_of('<figure class="chart"><div role="img" aria-label="x" data-name="a"></div></figure>'))


def test_the_description_of_a_chart_is_its_text_alternative_and_its_long_description(page):
    soup = BeautifulSoup(page, "html.parser")
    chart = charted("visits", "en")
    assert description_of(soup.select_one("#chart-visits [role=img]")) == " ".join([chart.alt, *chart.description])
    panel = soup.select_one("[data-name=panel-logins]")
    assert description_of(panel) == panel["aria-label"]


def test_the_tree_of_a_page_is_all_of_it_but_its_drawings(page):
    before = BeautifulSoup(page, "html.parser")
    for one in before.select("svg"):
        one.decompose()
    assert str(parsed(page)) == str(before)


def test_all_drawings_of_a_page_are_found_the_narrow_ones_too(page):
    assert len(drawn_on(page)) == 4 + 2 * 2
    assert all(svg.startswith("<svg") and svg.endswith("</svg>") for svg in drawn_on(page))
