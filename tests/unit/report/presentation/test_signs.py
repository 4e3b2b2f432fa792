"""The signs of the legend: each drawn as in the charts, in the order of the legend, with its meaning in words."""

import xml.etree.ElementTree as ET

import html5lib
import pytest
from readback import COLOUR, SVG

from helsetrend.report.presentation import LIGHT, entries, legend, sign, words
from helsetrend.report.presentation.signs import SIGNS


def drawn(name):
    return [element for element in ET.fromstring(str(sign(name))).iter() if element.tag != f"{SVG}svg"]


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_is_a_picture_of_its_own_that_a_screen_reader_passes_over(name):
    root = ET.fromstring(str(sign(name)))
    assert (root.tag, root.get("aria-hidden")) == (f"{SVG}svg", "true")
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("0 0 30 20", "30", "20")
    for element in drawn(name):
        for colour in (element.get("fill"), element.get("stroke")):
            match = COLOUR.fullmatch(colour or "")
            assert colour in (None, "none") or LIGHT[match["name"]] == match["light"]


def test_each_sign_looks_different():
    assert len({str(sign(name)) for name in SIGNS}) == len(SIGNS)


@pytest.mark.parametrize(
    ("name", "is_dashed"),
    [("hole", True), ("provisional", True), ("converted", True), ("break", True), ("second_hand", False)],
)
def test_a_line_is_dashed_in_the_legend_as_in_the_charts(name, is_dashed):
    assert any(element.get("stroke-dasharray") for element in drawn(name)) == is_dashed


def test_bounds_are_a_lighter_end_above_the_column():
    below, above = drawn("hedge")
    assert float(below.get("opacity")) == 1 > float(above.get("opacity"))
    assert float(above.get("y")) + float(above.get("height")) == float(below.get("y"))


def test_a_name_that_is_no_sign_is_an_error():
    with pytest.raises(KeyError):
        sign("hedges")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_legend_has_what_is_shown_in_its_order_with_the_meaning(language):
    html = str(legend({"break", "hole", "hedge"}, words(language)))
    (element,) = html5lib.parseFragment(html, namespaceHTMLElements=False)
    items = element.findall("ul/li")
    assert [item.get("data-sign") for item in items] == ["hedge", "hole", "break"]
    said = entries(language)["legend"]
    assert ["".join(item.find("span").itertext()) for item in items] == [
        said[name] for name in ("hedge", "hole", "break")
    ]
    assert element.findtext("p") == said["title"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_sign_has_a_meaning_and_each_meaning_a_sign(language):
    assert entries(language)["legend"].keys() == {*SIGNS, "title"}


def test_without_signs_there_is_no_legend():
    assert legend([], words("en")) == ""
