"""What all drawings share: colours as variables of the page and of JupyterLab, unique names, texts as they are."""

import re
import xml.etree.ElementTree as ET
from itertools import chain

import pytest
from drawnmarks import MILLION, mark
from readback import COLOUR, SVG, styled, texts

from helsetrend.report.presentation import LIGHT, WIDTHS, Series, as_svg, draw, drawing_style, words
from helsetrend.report.presentation.drawing import LAB, canvas_of, with_variables, without_variables


@pytest.fixture(scope="module")
def everything():
    """Return drawings of marks of each sort, under two names and in two widths."""
    marks = [
        mark(2018),
        mark(2019, "40", as_figure={"is_second_hand": True}),
        mark(2020, "72", "1", "over", revised="60", notes=("rettet",), breaks=(0.5,)),
        mark(2021, "20", part=(0.5, 1.0), is_accent=True, events=(0.5,)),
    ]
    series = [Series(marks, name="Meldinger")]
    return [
        svg for name in ("visits", "logins") for svg in draw(series, words("nb"), name=name, scale=MILLION).values()
    ]


def text_of(text):
    """Return a drawing of a text alone."""
    with drawing_style():
        canvas = canvas_of(300, 100)
        canvas.text(0.1, 0.5, text, color=LIGHT["ink"])
    return as_svg(canvas, "alone")


def test_identifiers_are_unique_and_lead_to_something(everything):
    found = [[element.get("id") for element in ET.fromstring(svg).iter() if element.get("id")] for svg in everything]
    assert all(found)
    together = [*chain(*found)]
    assert len(together) == len(set(together))
    for svg, names in zip(everything, found, strict=True):
        used = re.findall(r"(?:url\(|href=\")#([\w-]+)", svg)
        assert used
        assert set(used) <= set(names)


def test_every_colour_is_one_of_the_page_with_the_light_palette_as_fallback(everything):
    for svg in everything:
        for element in ET.fromstring(svg).iter():
            both = [*element.items(), *styled(element).items()]
            colours = [text for name, text in both if name in ("fill", "stroke")]
            for colour in colours:
                match = COLOUR.fullmatch(colour)
                assert colour == "none" or colour.startswith("url(#") or LIGHT[match["name"]] == match["light"]
            is_drawn = element.tag in (f"{SVG}path", f"{SVG}text") and "id" not in element.attrib
            assert colours or not is_drawn, "an element without a colour is black, on a dark page too"


@pytest.mark.parametrize(("part", "variable"), LAB.items())
def test_in_jupyterlab_the_colours_are_those_of_its_theme(part, variable):
    """All but the grey of columns, which is seen on both grounds; a dark red is not seen on a dark one."""
    assert variable.startswith("--jp-")
    drawn = with_variables(f'<path style="fill: {LIGHT[part]}"/>')
    assert drawn == f'<path style="fill: var(--{part}, var({variable}, {LIGHT[part]}))"/>'
    assert set(LIGHT) - set(LAB) == {"other"}


def test_without_variables_a_drawing_has_the_colours_of_the_light_page(everything):
    for svg in everything:
        plain = without_variables(svg)
        assert "var(" not in plain
        colours = [element_colour for element in ET.fromstring(plain).iter()
                   for name, element_colour in [*element.items(), *styled(element).items()]
                   if name in ("fill", "stroke")]  # fmt: skip
        assert {colour for colour in colours if not colour.startswith("url")} <= {*LIGHT.values(), "none"}
        assert with_variables(plain).replace("'DejaVu Sans', sans-serif", "var(--font, sans-serif)") == svg


@pytest.mark.parametrize("part", LIGHT)
def test_each_colour_comes_back(part):
    plain = f'<rect style="fill: {LIGHT[part]}; stroke: none"/>'
    assert f"var(--{part}, " in with_variables(plain)
    assert without_variables(with_variables(plain)) == plain


def test_a_drawing_takes_its_size_from_the_page(everything):
    for svg, width in zip(everything, [*WIDTHS.values()] * 2, strict=True):
        root = ET.fromstring(svg)
        assert {"width", "height"} & set(root.keys()) == set()
        assert root.attrib["viewBox"].split()[:3] == ["0", "0", str(width)]


def test_a_drawing_has_the_font_of_the_page_and_no_style_of_its_own(everything):
    for svg in everything:
        assert {text.style["font-family"] for text in texts(svg)} == {"var(--font, sans-serif)"}
        assert "<style" not in svg
        assert "<metadata" not in svg


def test_the_same_data_give_the_same_bytes():
    series = [Series([mark(2020, "72"), mark(2021), mark(2022, "9", part=(0.0, 0.5))])]
    first, second = (draw(series, words("nb"), name="x", scale=MILLION) for _ in ("once", "again"))
    assert first == second


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('&')</script>",
        "5 $ til 6 $",
        r"a_b^{c} \frac{1}{2}",
        "]]> &amp; <!--",
        'farge #1b2026, id="a", url(#b), href="#c"',
        "skrift 'DejaVu Sans', var(--ink, #1b2026)",
    ],
)
def test_text_is_drawn_unchanged(text):
    """It comes from the data and is neither markup nor formula, nor one of the colours and names that are replaced."""
    svg = text_of(text)
    assert [found.text for found in texts(svg)] == [text]
    assert [found.text for found in texts(without_variables(svg))] == [text]
