"""The PDF as those read it who do not see it, by its tags; and what may stand in a text of the data."""

import io
import json
import re
from datetime import date

import pikepdf
import pypdfium2
import pytest
import typst
from bs4 import BeautifulSoup

from helsetrend.edition.pages import pdf as pdf_module
from helsetrend.edition.pages.pdf import nodes_of, write_pdf
from helsetrend.edition.pages.sheets import fullness_of
from helsetrend.errors import EditionError

LANGUAGES = ("nb", "en")
A4 = (595, 842)  # ISO 216, in points of 1/72 inch


@pytest.fixture(params=LANGUAGES)
def made(request, reports):
    """Language, page, and the PDF as pikepdf opens it."""
    edition = reports / "2021" / "latest"
    page = BeautifulSoup((edition / request.param / "index.html").read_text("utf-8"), "html5lib")
    with pikepdf.open(edition / request.param / "report.pdf") as pdf:
        yield request.param, page, pdf


def tagged(element, *kinds):
    """The elements of the tag tree that are of these kinds, in reading order."""
    if isinstance(element, pikepdf.Array):
        return [found for child in element for found in tagged(child, *kinds)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    here = [element] if str(element.get("/S", "")).removeprefix("/") in kinds else []
    return here + (tagged(element.K, *kinds) if "/K" in element else [])


def attributes(element):
    found = element.get("/A", pikepdf.Array())
    return {
        str(name): value
        for one in (found if isinstance(found, pikepdf.Array) else [found])
        for name, value in one.items()
    }


def spaced(text):
    return re.sub(r"\s+", " ", text).strip()


def test_it_says_what_it_is_in_what_language_and_that_it_is_accessible(made):
    language, page, pdf = made
    assert str(pdf.Root.Lang) == language
    assert str(pdf.docinfo.Title) == page.title.get_text()
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    metadata = pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:title"] == page.title.get_text()


def test_it_is_sound_and_has_pages_of_a4(made):
    *_, pdf = made
    assert pdf.check_pdf_syntax() == []
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in pdf.pages} == {A4}


def test_its_fonts_are_embedded_and_proportional(made):
    *_, pdf = made
    fonts = [font for sheet in pdf.pages for font in sheet.Resources.get("/Font", {}).values()]
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert {str(one.FontName).split("+")[1] for one in descriptors} >= {"DejaVuSans", "DejaVuSans-Bold"}
    assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)
    assert not any("Mono" in str(one.FontName) for one in descriptors)


def test_its_headings_are_those_of_the_page_and_its_bookmarks_too(made):
    _, page, pdf = made
    headings = [spaced(one.get_text()) for one in page.select("h2, h3:not(#downloads)")]
    levels = [int(one.name[1]) - 1 for one in page.select("h2, h3:not(#downloads)")]
    assert [spaced(str(one.T)) for one in tagged(pdf.Root.StructTreeRoot.K, "H1", "H2")] == headings
    assert [int(str(one.S)[2:]) for one in tagged(pdf.Root.StructTreeRoot.K, "H1", "H2")] == levels
    with pdf.open_outline() as outline:
        marked = [one.title for top in outline.root for one in (top, *top.children)]
    assert [spaced(one) for one in marked] == headings


def test_every_figure_has_its_text_with_the_finding_and_each_value(made):
    _, page, pdf = made
    texts = [str(one.Alt) for one in tagged(pdf.Root.StructTreeRoot.K, "Figure")]
    panels, charts = page.select(".panels [role=img]"), page.select("figure")
    assert (len(panels), len(charts), len(texts)) == (4, 4, 8)
    assert texts[:4] == [panel["aria-label"] for panel in panels]
    for text, chart in zip(texts[4:], charts, strict=True):
        assert chart.select_one("figcaption strong").get_text() in text
        assert all(value.get_text() in text for value in chart.select(".description li"))


def test_every_header_cell_has_its_scope(made):
    _, page, pdf = made
    cells = tagged(pdf.Root.StructTreeRoot.K, "TH")
    scopes = [str(attributes(cell)["/Scope"]) for cell in cells]
    assert scopes.count("/Column") == len(page.select("thead th"))
    assert scopes.count("/Row") == len(page.select("tbody th"))
    rows = tagged(pdf.Root.StructTreeRoot.K, "TR")
    assert {str(row.K[0].S) for row in rows} == {"/TH"}


def test_links_lead_to_their_sources(made):
    _, page, pdf = made
    out = {str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/URI" in note.get("/A", {})}
    assert out == {link["href"] for link in page.select('a[href^="http"]')}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_and_no_chart_is_torn_from_its_caption(language, reports):
    edition = reports / "2021" / "latest" / language
    page = BeautifulSoup((edition / "index.html").read_text("utf-8"), "html5lib")
    sheets = [spaced(sheet.get_textpage().get_text_range()) for sheet in pypdfium2.PdfDocument(edition / "report.pdf")]
    for table in page.select("table"):
        first = " ".join(spaced(cell.get_text()) for cell in table.select("tbody tr:first-child > *")[:1])
        (sheet,) = [one for one in sheets if spaced(table.caption.get_text()) in one]
        assert first in sheet.split(spaced(table.caption.get_text()))[1]
    for chart in page.select("figure"):
        finding, source = (spaced(chart.select_one(one).get_text()) for one in ("figcaption strong", ".source"))
        assert any(finding in sheet and source in sheet for sheet in sheets)


# --- by itself


def page_with(body):
    return f'<html lang="en"><head><title>A title</title></head><body><h1>A title</h1>{body}</body></html>'


@pytest.fixture
def text_of(tmp_path):
    """`text_of(body)` is the text of the PDF that is made of a page."""

    def made(body):
        write_pdf(page_with(body), tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
        with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
            return " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)

    return made


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*a* _b_ `c`",
        "$x^2$",
        "#link(label)",
        "= not a heading",
        "- not a list",
        "@reference",
        "\\ #{1+1}",
        "</p>",
    ],
)
def test_what_would_be_a_program_or_a_mark_is_text(text, text_of):
    escaped = text.replace("<", "&lt;")
    assert text in text_of(f"<p>{escaped}</p>")


@pytest.mark.parametrize(("lines", "expected"), [(1, []), (60, [1.0])])
def test_how_full_a_sheet_is_goes_down_to_its_last_line(lines, expected, tmp_path):
    """The last sheet does not count. Some forty paragraphs of a line each have room on one."""
    fullness = write_pdf(page_with("<p>a</p>" * lines), tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
    assert fullness == pytest.approx(expected, abs=0.05)
    assert fullness_of((tmp_path / "a.pdf").read_bytes()) == fullness


def test_a_word_without_a_place_to_break_stays_on_the_sheet(tmp_path):
    word = "x" * 300
    write_pdf(page_with(f"<p>{word}</p>"), tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = sheet.get_textpage()
    boxes = [text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == "x"]
    assert len(boxes) == len(word)
    assert max(right for _, _, right, _ in boxes) < A4[0] - 60


def test_what_is_only_for_the_screen_is_left_out(text_of):
    text = text_of(
        '<nav>contents</nav><p class="language">other</p><details><summary>open</summary><p>kept</p></details>'
    )
    assert "kept" in text
    assert not any(word in text for word in ("contents", "other", "open"))


def test_the_date_is_the_one_given_and_the_bytes_are_the_same(tmp_path):
    made = []
    for name in ("a.pdf", "b.pdf"):
        write_pdf(page_with("<p>a</p>"), tmp_path / name, language="en", day=date(2022, 5, 31))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert str(pikepdf.open(io.BytesIO(made[0])).docinfo.CreationDate) == "D:20220531000000Z"


@pytest.mark.parametrize(
    ("body", "what"),
    [('<p><a href="#nowhere">a</a></p>', "nowhere"), ("<h3>Skipped</h3>", "head")],
)
def test_a_page_that_would_not_be_accessible_is_refused(body, what, tmp_path):
    with pytest.raises(EditionError, match=what):
        write_pdf(page_with(body), tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
    assert not (tmp_path / "a.pdf").exists()


def test_the_tree_holds_tags_attributes_and_texts():
    (title, paragraph) = nodes_of(page_with('<p class="lead">a  <a href="#b" onclick="c()">b</a>\n</p>\n'))
    assert title == {"tag": "h1", "children": ["A title"]}
    link = {"tag": "a", "children": ["b"], "href": "#b"}
    assert paragraph == {"tag": "p", "children": ["a ", link, " "], "class": ["lead"]}


def test_a_font_that_is_missing_is_an_error_and_not_another_font(tmp_path, monkeypatch):
    without = typst.Fonts(include_system_fonts=False, font_paths=[tmp_path])
    monkeypatch.setattr(pdf_module, "fonts", lambda: without)
    with pytest.raises(EditionError, match="font"):
        write_pdf(page_with("<p>a</p>"), tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
    assert not (tmp_path / "a.pdf").exists()


def listed(count):
    """A page with figures of one source, and a link to the last of them."""
    items = "".join(f'<li id="figure-{number}">Visits, {number}: 5</li>' for number in range(count))
    figures = f"<details><summary>{count} figures</summary><ul>{items}</ul></details>"
    source = f'<ol class="sources"><li id="source-a"><a href="https://x.example/">A</a>. B, 2024.{figures}</li></ol>'
    return f'<body><p><a href="#figure-{count - 1}">5</a></p>{source}</body>'


@pytest.mark.parametrize(("count", "target"), [(100, "#figure-99"), (101, "#source-a")])
def test_of_more_than_a_hundred_figures_paper_has_the_number_below_each_source(count, target):
    link, source = nodes_of(listed(count))
    assert link["children"][0]["href"] == target
    said = json.dumps(source)
    assert said.count("Visits") == (count if count == 100 else 0)
    assert ("(101 figures)" in said) == (count == 101)
