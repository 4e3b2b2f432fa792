"""Pictures to share: each chart, and the panels as one, stand by themselves as SVG and as PNG."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from charted import charted
from contents import labelled, report_in
from madeup import known_of
from matplotlib.image import imread
from readback import SVG

from helsetrend.edition.pages.drawings import drawings_of
from helsetrend.edition.pages.pictures import DEVELOPMENT, SHARED, pictures_of
from helsetrend.report.charts.level_chart import series_chart
from helsetrend.report.charts.panels import panels, panels_list
from helsetrend.report.presentation import LIGHT
from helsetrend.report.presentation.picture import SIZES, balanced

SLIDE = SIZES["slide"].width, SIZES["slide"].height

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
METRICS = ("visits", "logins", "service_visits", "patient_travel_electronic_share")
LEAD = "Visits rose by 93 to 98 percent. " * 8


def page_of(language, title="Helsenorge 2021"):
    content, labels = report_in(language, 2021, 2019, "2022-05-31")
    charts = "".join(str(charted(metric, language).html) for metric in METRICS)
    return f'<h1>{title}</h1><p class="lead">{LEAD}</p>{panels_list(panels(content, labels), labels)}{charts}'


@pytest.fixture(scope="module")
def pages():
    return {language: page_of(language) for language in ("nb", "en")}


@pytest.fixture(scope="module")
def pictures(pages):
    return {language: {one.name: one for one in pictures_of(page, language)} for language, page in pages.items()}


def written(svg):
    """Return all that can be read on a picture, with spaces between lines."""
    return " ".join(" ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")).split())


def spaced(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["nb", "en"])
def test_there_is_one_of_each_chart_and_one_of_the_panels(language, pictures):
    assert [*pictures[language]] == [*METRICS, DEVELOPMENT]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_is_a_picture_with_title_and_description_in_its_language(language, pictures):
    for name, picture in pictures[language].items():
        root = ET.fromstring(picture.svg)
        assert (root.tag, root.get("role"), root.get(LANG)) == (f"{SVG}svg", "img", language)
        width, height = SHARED if name == DEVELOPMENT else SLIDE
        assert (root.get("width"), root.get("height"), root.get("viewBox")) == (
            *(str(width), str(height), f"0 0 {width} {height}"),
        )
        assert root.find(f"{SVG}title").text
        assert root.find(f"{SVG}desc").text


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("metric", METRICS)
def test_on_a_slide_title_measure_source_and_numbers_can_be_read(metric, language, pictures):
    chart = charted(metric, language)
    svg = pictures[language][metric].svg
    said, root = written(svg), ET.fromstring(svg)
    for text in (chart.title, chart.subtitle, chart.source.text, *chart.notes):
        assert spaced(text) in said
    for row in chart.table.rows:
        assert str(row[1]) == "–" or str(row[1]) in said
    assert root.find(f"{SVG}title").text == chart.title
    described = root.find(f"{SVG}desc").text
    assert all(text in described for text in (chart.alt, *chart.description))


@pytest.mark.parametrize(
    ("title", "measure", "said"),
    [
        ("Visits to Helsenorge", "Million visits, 2019–2021", "Visits to Helsenorge: million visits, 2019–2021"),
        ("Loans", "Loans, 2019–2021", "Loans, 2019–2021"),
        ("Active borrowers", "Borrowers, 2021", "Active borrowers, 2021"),
    ],
)
def test_a_slide_has_the_finding_of_its_section_as_title(title, measure, said):
    """Its own title goes to the measure, without the unit where it has said that."""
    chart = charted("visits", "en")
    html = str(chart.html).replace(chart.title, title).replace(chart.subtitle, measure)
    finding = "The number of visits nearly doubled in 2021"
    (picture,) = pictures_of(f"<hgroup><h2>{finding}</h2></hgroup><p>More.</p>{html}", "en")
    root = ET.fromstring(picture.svg)
    assert root.find(f"{SVG}title").text == finding
    lines = ["".join(text.itertext()) for text in root.findall(f"{SVG}text")]
    assert said in lines
    assert " ".join(lines[: lines.index(said)]) == finding


def test_the_lines_of_a_title_are_of_like_length():
    title = "The number of visits to the message service more than doubled in 2021"
    assert balanced(title, 38, 1080) == [
        "The number of visits to the message",
        "service more than doubled in 2021",
    ]
    assert (balanced("Visits", 38, 1080), balanced("", 38, 1080)) == (["Visits"], [])


def test_the_picture_of_the_panels_has_title_lead_values_changes_and_publishers(pictures):
    content, labels = report_in("en", 2021, 2019, "2022-05-31")
    said = written(pictures["en"][DEVELOPMENT].svg)
    assert "Helsenorge 2021" in said
    assert spaced(LEAD) in said
    for one in panels(content, labels):
        assert all(spaced(text.text) in said for text in (one.name, one.value, one.change))
    assert "Direktoratet for e-helse" in said


def test_a_picture_needs_nothing_from_elsewhere_and_has_the_colours_of_the_light_page(pictures):
    for picture in pictures["nb"].values():
        assert "var(" not in picture.svg
        linked = re.findall(r'(?:href|src)="([^"]*)"|url\(([^)]*)\)', picture.svg)
        assert [link for link in linked if not "".join(link).startswith("#")] == []
        assert "<style" not in picture.svg
        ground = next(ET.fromstring(picture.svg).iter(f"{SVG}rect"))
        assert ground.get("fill") == LIGHT["page"]


def test_names_within_a_picture_are_unique(pictures):
    for picture in pictures["nb"].values():
        names = re.findall(r'\bid="([^"]+)"', picture.svg)
        assert len(names) == len(set(names)) > 0


def test_no_text_of_a_slide_runs_out_of_it_or_into_its_drawing(pictures):
    """The texts beside the drawing; the drawing is placed in a box of its own."""
    for name in METRICS:
        root = ET.fromstring(pictures["nb"][name].svg)
        (drawing,) = root.findall(f"{SVG}svg")
        top, height = float(drawing.get("y")), float(drawing.get("height"))
        assert 0 < top < top + height < SLIDE[1]
        for text in root.findall(f"{SVG}text"):
            x, y, size = (float(text.get(key)) for key in ("x", "y", "font-size"))
            assert x + len(text.text) * size * 0.62 <= SLIDE[0]
            assert size <= y <= SLIDE[1]
            assert y <= top or y - size >= top + height - 1


def test_the_drawing_on_a_slide_is_that_of_the_page(pages, pictures):
    drawn = {drawing.name: drawing.svg for drawing in drawings_of(pages["nb"])}
    for name in METRICS:
        inner = re.sub(r"<svg[^>]*>|</svg>", "", drawn[name]).strip()
        assert inner in pictures["nb"][name].svg


@pytest.mark.parametrize("name", ["visits", DEVELOPMENT])
def test_the_png_is_1200_pixels_wide_and_shows_the_same(name, pictures):
    """It has the height of the picture, a white corner, and the colour of the accent somewhere."""
    png = pictures["en"][name].png()
    image = imread(io.BytesIO(png), format="png")
    width, height = SHARED if name == DEVELOPMENT else SLIDE
    assert (width, image.shape[:2]) == (1200, (height, width))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    pixels = (image[..., :3] * 255).round().astype(int)
    assert pixels[0, 0].tolist() == [255, 255, 255]
    accent = [int(LIGHT["accent"][place : place + 2], 16) for place in (1, 3, 5)]
    assert (abs(pixels - accent).sum(axis=2) == 0).sum() > 500


def test_the_same_page_gives_the_same_pictures(pages, pictures):
    assert {one.name: one for one in pictures_of(pages["en"], "en")} == pictures["en"]


@pytest.mark.parametrize("text", ["<b>5 & 6</b> \\1 \\g<0>", "$x$ #1b2026 url(#a)"])
def test_what_is_in_the_data_stays_text(text):
    """Name, unit and publisher of a metric are the words of a data folder."""
    both = {"nb": text, "en": text}
    known = known_of({"visits": {"name": both, "subject": both}}, "visits  2020  5\nvisits  2021  6")
    content, labels = labelled("en", known, 2021, 2020)
    page = f"{panels_list(panels(content, labels), labels)}{series_chart(content, labels, 'visits').html}"
    for picture in pictures_of(page, "en"):
        root = ET.fromstring(picture.svg)
        assert spaced(text) in written(picture.svg)
        assert not [*root.iter(f"{SVG}b")]
        assert text in root.find(f"{SVG}desc").text


def test_a_page_without_panels_has_no_picture_of_them():
    assert [one.name for one in pictures_of(str(charted("visits", "en").html), "en")] == ["visits"]
