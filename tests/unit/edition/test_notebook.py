"""The page of a report as the standard's own parser reads it, and the way from the notebook to it."""

import csv
import logging
import re
import shutil
import sys
import tempfile
from dataclasses import astuple
from itertools import pairwise
from pathlib import Path

import html5lib
import nbformat
import pytest
from bs4 import BeautifulSoup
from bs4.element import Doctype, NavigableString
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import DATA, TOP

from helsetrend.edition.notebook import execute, parameters_of, quietly
from helsetrend.edition.pages.page import page_of
from helsetrend.edition.publish import make_edition
from helsetrend.edition.request import Request
from helsetrend.edition.warm_process import warm_up
from helsetrend.files import notebook_of

LANGUAGES = ("nb", "en")

# A year with nearly all figures, and one with a single month: the reports that all tests share, and the place in them.
SPANS = {"full": ("2021", "2021/latest"), "sparse": ("2014 and 2018", "2014/latest")}

PAGES = [(span, language) for span in SPANS for language in LANGUAGES]
LANDMARKS = ("header", "nav", "main", "footer")


@pytest.fixture(scope="module")
def warm():
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    warm_up()
    yield
    factory.default_provisioner_name = before


@pytest.fixture(scope="module", params=PAGES, ids=" ".join)
def page(request, reports_of):
    span, language = request.param
    reports, place = SPANS[span]
    return Page(reports_of(reports) / place, language)


class Page:
    """A page of an edition: `language`, the `notebook` it was made from, its `source`, its tree, and `text`."""

    def __init__(self, edition, language):
        (notebook,) = (edition / "notebooks").glob(f"*.{language}.ipynb")
        self.language = language
        self.notebook = nbformat.read(notebook, as_version=4)
        self.source = (edition / language / "index.html").read_text("utf-8")
        self.tree = BeautifulSoup(self.source, "html5lib")
        self.text = " ".join(self.tree.body.stripped_strings)

    def all(self, selector):
        return self.tree.select(selector)

    def one(self, selector):
        (element,) = self.tree.select(selector)
        return element


def language_at(node):
    """The language that a text is marked with: that of the nearest element that names one."""
    return next(parent["lang"] for parent in node.parents if parent.has_attr("lang"))


def numbers_in(text):
    return re.sub(r"\D", "", re.sub(r"[  ](?=\d{3})", "", text))


# --- the page as a whole


def test_the_page_is_valid_to_the_parser_of_the_standard(page):
    parser = html5lib.HTMLParser()
    parser.parse(page.source)
    assert parser.errors == []


def test_the_page_says_what_it_is(page):
    assert [str(item) for item in page.tree.contents if isinstance(item, Doctype)] == ["html"]
    assert page.tree.html["lang"] == page.language
    assert page.one("title").get_text() == page.one("h1").get_text() != ""


def test_headings_begin_with_one_title_and_skip_no_level(page):
    levels = [int(heading.name[1]) for heading in page.all("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_no_heading_is_empty(page):
    assert [heading for heading in page.all("h1, h2, h3") if not heading.get_text(strip=True)] == []


def test_the_first_link_skips_to_the_content(page):
    first = page.all("body a, body button, body [tabindex]")[0]
    assert first.get_text(strip=True) != ""
    assert page.one(first["href"]).name == "main"


def test_everything_stands_in_a_landmark(page):
    body = [element.name for element in page.tree.body.find_all(recursive=False)]
    assert body == ["a", *LANDMARKS]
    assert page.one("nav")["aria-label"]


def test_the_contents_lead_to_every_section_in_its_order(page):
    """Those of the story, and those within "How we know this", whose own heading is none."""
    targets = [link["href"].removeprefix("#") for link in page.all("nav a")]
    *story, appendices = page.all("main h2")
    assert targets == [heading["id"] for heading in (*story, *appendices.find_all_next("h3"))]
    assert len(targets) >= 9


def test_every_identifier_stands_for_one_element(page):
    names = [element["id"] for element in page.all("[id]")]
    assert sorted(names) == sorted(set(names))


def test_every_link_within_the_page_leads_somewhere(page):
    names = {element["id"] for element in page.all("[id]")}
    assert [link["href"] for link in page.all('a[href^="#"]') if link["href"][1:] not in names] == []


def test_every_reference_within_a_drawing_leads_somewhere(page):
    names = {element["id"] for element in page.all("[id]")}
    drawings = " ".join(map(str, page.all("svg")))
    referred = re.findall(r'url\(#([^)]+)\)|xlink:href="#([^"]+)"|\shref="#([^"]+)"', drawings)
    assert {"".join(one) for one in referred} <= names


def test_the_languages_lead_to_one_another(page):
    other = {"nb": "en", "en": "nb"}[page.language]
    link = page.one("header a[hreflang]")
    assert (link["href"], link["hreflang"], link["lang"]) == (f"../{other}/index.html", other, other)


# --- nothing from elsewhere


def test_the_page_asks_nothing_of_any_other_file(page):
    assert page.all("script, link, iframe, object, embed, img, image, video, audio, form, base, meta[http-equiv]") == []
    assert page.all("[src], [srcset], [background], [action]") == []
    styles = " ".join(style.get_text() for style in page.all("style"))
    styles += " ".join(element["style"] for element in page.all("[style]"))
    assert "@import" not in styles
    assert re.findall(r"url\((?!\s*['\"]?#)", styles + str(page.all("svg"))) == []


def test_the_only_links_out_of_the_edition_are_those_of_the_sources(page):
    addresses = {row["address"] for row in rows_of("sources")}
    out = {link["href"] for link in page.all("a") if not link["href"].startswith(("#", "../", "changes.html"))}
    assert out <= addresses
    assert out == {link["href"] for link in page.all(".sources > li > a")}


def test_no_attribute_of_an_element_is_a_program(page):
    assert [name for element in page.all("*") for name in element.attrs if name.startswith("on")] == []


# --- nothing of the notebook's machinery


def test_no_code_of_the_notebook_is_on_the_page(page):
    lines = {line for cell in page.notebook.cells if cell.cell_type == "code" for line in cell.source.splitlines()}
    assert len(lines) > 20
    assert [line for line in lines if line.strip() and line in page.source] == []


def test_what_is_only_for_the_notebook_is_not_on_the_page(page):
    cells = [cell for cell in page.notebook.cells if "notebook-only" in cell.metadata.get("tags", [])]
    sentences = [one for cell in cells for one in re.split(r"\n+|(?<=\.) ", cell.source) if one]
    assert len(sentences) >= 3
    assert [sentence for sentence in sentences if sentence.strip("# ") in page.text] == []


def test_every_paragraph_of_prose_is_on_the_page(page):
    cells = [cell for cell in page.notebook.cells if cell.cell_type == "markdown"]
    sources = [cell.source for cell in cells if "notebook-only" not in cell.metadata.get("tags", [])]
    paragraphs = [one.replace("*", "") for source in sources for one in source.split("\n\n") if not one.startswith("#")]
    assert len(paragraphs) > 4
    assert [one for one in paragraphs if one not in re.sub(r"\s+", " ", page.tree.body.get_text())] == []


def test_no_value_of_python_is_shown_to_readers(page):
    assert re.findall(r"\b(?:nan|NaN|NaT|None(?! of)|True|False|inf)\b|object at 0x|[{}]|Traceback", page.text) == []


# --- figures, tables, numbers


def test_every_chart_has_a_text_alternative_with_its_table(page):
    """Each period of the table behind a chart, with its figure and the word before it; a run may be given in parts."""
    alternatives = []
    for figure in page.all("figure"):
        (drawing,) = figure.select("[role=img]")
        alternatives.append(drawing["aria-label"])
        assert figure.select("svg") == drawing.select("svg") != []
        for row in figure.select("tbody tr"):
            period, number, _, note, _ = [cell.get_text() for cell in row.find_all(["th", "td"])]
            described = figure.find(id=drawing["aria-describedby"]).get_text(";")
            is_run = re.search(r"\d–\d", period)
            assert f"{'' if is_run else period}: {note if number == '–' else number}" in described
    assert len(alternatives) == len(set(alternatives))


def test_a_full_year_has_its_four_charts_and_one_with_a_single_month_the_one_of_that_month(reports_of):
    names = ["visits", "logins", "service_visits", "patient_travel_electronic_share"]
    pages = {span: Page(reports_of(reports) / place, "nb") for span, (reports, place) in SPANS.items()}
    charts = {span: [figure["id"] for figure in page.all("figure")] for span, page in pages.items()}
    assert charts == {"full": [f"chart-{name}" for name in names], "sparse": ["chart-visits"]}


def test_every_table_has_a_caption_and_headers_with_a_scope(page):
    for table in page.all("table"):
        assert table.caption.get_text(strip=True)
        assert [head.get("scope") for head in table.select("thead th")] == ["col"] * len(table.select("thead tr > *"))
        for row in table.select("tbody tr"):
            head, *cells = row.find_all(["th", "td"])
            assert (head.name, head["scope"]) == ("th", "row")
            assert head.get_text(strip=True)
            assert {cell.name for cell in cells} == {"td"}
            assert len(cells) + 1 == len(table.select("thead th"))


def test_every_table_can_be_reached_and_is_called_by_its_caption(page):
    for table in page.all("table"):
        box = table.parent
        assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", table.caption.get_text())


def test_every_number_that_is_a_link_leads_to_the_same_number_in_print(page):
    """And that stands under the source it was printed in."""
    links = page.all("a.figure")
    for link in links:
        place = page.one(f'[id="{link["href"][1:]}"]')
        (printed,) = re.findall(r"[«“](.*)[»”]$", place.get_text())
        assert numbers_in(link.get_text()) == numbers_in(printed)
        assert place.find_parent("li")["id"].startswith("source-")
    assert links


def rows_of(name):
    with (DATA / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wrongly_marked(page, pattern, language):
    texts = [node for node in page.tree.body.find_all(string=True) if type(node) is NavigableString]
    found = [node for node in texts if re.search(pattern, node)]
    return [str(node) for node in found if language_at(node) != language]


def test_quotes_in_another_language_are_marked_with_it(page):
    languages = {row["source"]: row["language"] for row in rows_of("sources")}
    printed = {(row["as_printed"], languages[row["source"]]) for row in rows_of("figures") + rows_of("claims")}
    assert [
        wrong for text, language in printed for wrong in wrongly_marked(page, f"[«“]{re.escape(text)}[»”]", language)
    ] == []


def test_titles_in_another_language_are_marked_with_it(page):
    titles = {(row["title"], row["language"]) for row in rows_of("sources")}
    assert [wrong for text, language in titles for wrong in wrongly_marked(page, re.escape(text), language)] == []


# --- what others can write into the data

ATTACK = """<script>alert(1)</script>{{7*7}}{% raw %}&amp;"'$x_1$ {2}"""
WITHOUT_DIGITS = re.sub(r"\d", "", ATTACK)
ADDRESS = 'https://example.org/"onmouseover="alert(1)\'><script>alert(2)</script>'


@pytest.fixture(scope="module")
def attacked(warm, tmp_path_factory):  # noqa: ARG001
    """The pages of an edition whose data hold HTML, templates and formulas wherever a text is free."""
    folder = shutil.copytree(DATA, tmp_path_factory.mktemp("attacked") / "data")
    sources = folder / "published" / "sources.csv"
    with sources.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["source"] == "monitor-2022":
            row.update(title=f"title {ATTACK}", publisher=f"publisher {ATTACK}", address=ADDRESS)
            row.update(detail_nb=f"detail {ATTACK}", detail_en=f"detail {ATTACK}")
    with sources.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    claims = folder / "published" / "claims.csv"
    quoted = WITHOUT_DIGITS.replace('"', '""')
    claims.write_text(claims.read_text("utf-8").replace(",en dobling,", f',"claim {quoted}",'), "utf-8")
    catalogue = folder / "metrics.toml"
    text = catalogue.read_text("utf-8")
    texts = {"Meldinger": "short", "Messages": "short", "Antall besøk": "subject", "The number of visits": "subject"}
    for old, name in texts.items():
        assert f'"{old}"' in text
        text = text.replace(f'"{old}"', f"'''{name} {ATTACK}'''")
    catalogue.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELSETREND_DATA", str(folder))
        reports = tmp_path_factory.mktemp("reports")
        edition = make_edition(Request(2021, 2019, "newest"), reports=reports)
    return {language: Page(edition, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_data_becomes_an_element_or_an_attribute(language, attacked):
    page = attacked[language]
    assert page.all("script, img") == []
    assert [name for element in page.all("*") for name in element.attrs if name.startswith("on")] == []
    assert page.one("#source-monitor-2022 > a")["href"] == ADDRESS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("title", "#source-monitor-2022"),
        ("detail", "#source-monitor-2022"),
        ("publisher", "#source-monitor-2022"),
        ("claim", ".claims"),
        ("short", "#chart-service_visits table"),
        ("subject", ".text"),
    ],
)
def test_texts_of_the_data_are_shown_as_they_are_written(what, place, language, attacked):
    text = " ".join(element.get_text() for element in attacked[language].all(place))
    assert f"{what} {WITHOUT_DIGITS if what == 'claim' else ATTACK}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_the_data_are_shown_in_drawings_as_they_are_written(language, attacked):
    for drawing in attacked[language].all("#chart-service_visits svg"):
        assert f"short {ATTACK}" in " ".join(text.get_text().strip() for text in drawing.select("text"))


# --- what was counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_have_their_section_in_the_contents_and_their_source(language, reports_of):
    page = Page(reports_of("counted") / "2021" / "latest", language)
    heading = page.one("#counted")
    assert heading.name == "h3"
    assert page.one('nav a[href="#counted"]').get_text() == heading.find_previous_sibling("p").get_text()
    rows = heading.find_parent("hgroup").find_next("table").select("tbody tr")
    assert len(rows) == 8
    assert [number for number, row in enumerate(rows) if row.get("class")] == [2, 4]
    links = [link["href"] for row in rows for link in row.select("td:nth-of-type(2) a")]
    assert links == ["#source-counted"] * 6, "a number each, but for one that is suppressed and one that is not known"
    assert page.one("#source-counted").find_parent("ol")["class"] == ["sources"]
    foot = {row.th.get_text(): row.td.get_text() for row in page.all("footer tbody tr")}
    (digest,) = [value for name, value in foot.items() if "counts.csv" in name]
    assert re.fullmatch("[0-9a-f]{64}", digest)
    parser = html5lib.HTMLParser()
    parser.parse(page.source)
    assert parser.errors == []


# --- parameters

DECLARED = {
    "year": ("year", "int", 0, "the year that the report is about; 0: the one that metrics.toml names, or the newest"),
    "first_year": ("first_year", "int", 0, "the first year that it looks back to; 0: as far as metrics.toml says"),
    "as_of": ("as_of", "str", "newest", "the date of knowledge, such as 2022-05-31, or newest"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parameters_are_those_of_the_parameters_cell(language):
    found = parameters_of(notebook_of(language))
    assert list(found) == list(DECLARED)
    assert {name: astuple(one) for name, one in found.items()} == DECLARED


def write_notebook(path, *cells):
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=list(cells), metadata=metadata), path)
    return path


def parameters_cell(source):
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def test_every_type_that_a_parameter_can_have_is_read(tmp_path):
    source = 'text: str = "a b"  # one\nnumber: float = 1.5  # two\nyes: bool = True\nmany: list = [1, "2"]  # four'
    found = parameters_of(write_notebook(tmp_path / "own.ipynb", parameters_cell(source)))
    assert [astuple(one) for one in found.values()] == [
        ("text", "str", "a b", "one"),
        ("number", "float", 1.5, "two"),
        ("yes", "bool", True, ""),
        ("many", "list", [1, "2"], "four"),
    ]


# --- running a notebook


@pytest.mark.usefixtures("warm")
def test_the_parameters_given_take_the_place_of_the_defaults(tmp_path):
    given = {"year": 2023, "word": "«blåbær» \"'\\n'\""}
    cells = [parameters_cell('year = 2021\nword = ""\nkept = 3'), new_code_cell("print(repr([year, word, kept]))")]
    execute(write_notebook(tmp_path / "own.ipynb", *cells), tmp_path / "executed.ipynb", given)
    executed = nbformat.read(tmp_path / "executed.ipynb", as_version=4)
    assert executed.cells[-1].outputs[0].text == f"{[2023, given['word'], 3]!r}\n"


def test_two_runs_a_warm_and_a_cold_one_give_the_same_bytes(reports, monkeypatch, tmp_path):
    """A cold kernel has another seed for its hashes, and another process; tests/editions holds whole editions equal."""
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "local-provisioner")
    monkeypatch.chdir(tmp_path)
    edition = (reports / "2021" / "latest").resolve()
    first = next((edition / "notebooks").glob("*.en.ipynb"))
    parameters = {"year": 2021, "first_year": 2019, "as_of": edition.name}
    execute(notebook_of("en"), tmp_path / "again.ipynb", parameters)
    assert (tmp_path / "again.ipynb").read_bytes() == first.read_bytes()


def test_an_executed_notebook_holds_no_time_and_no_place_of_its_making(page):
    text = nbformat.writes(page.notebook)
    assert re.findall(r"\d{4}-\d\d-\d\dT|\d\d:\d\d:\d\d|papermill[\"']\s*:", text) == []
    places = [TOP, Path.home(), tempfile.gettempdir(), sys.prefix]
    assert [place for place in places if f"{place}/" in text] == []


def test_what_libraries_log_is_kept_back_unless_it_is_an_error(caplog):
    log = logging.getLogger("papermill")
    with quietly():
        log.warning("about itself")
        log.error("about the run")
    log.warning("afterwards")
    assert caplog.messages == ["about the run", "afterwards"]


# --- from the notebook to the page


def shown(html, *tags):
    output = new_output("display_data", {"text/html": html, "text/plain": "plain"})
    return new_code_cell("code()", outputs=[output], metadata={"tags": list(tags)})


@pytest.fixture
def rendered(tmp_path):
    """`rendered(cell, ...)` gives the tree of the page that the cells make."""

    def make(*cells, language="en"):
        notebook = write_notebook(tmp_path / "own.ipynb", *cells)
        return BeautifulSoup(page_of(notebook, language=language), "html5lib")

    return make


def test_tags_say_in_which_landmark_a_cell_stands(rendered):
    tree = rendered(
        shown("<h1>of the page</h1>", "header"),
        shown("<p>of main</p>"),
        new_markdown_cell("of *prose*"),
        shown("<p>of the foot</p>", "footer"),
        shown("<p>of the notebook</p>", "notebook-only"),
    )
    texts = {name: [one.get_text() for one in tree.find(name).find_all(["h1", "p"])] for name in LANDMARKS}
    assert texts == {
        "header": ["of the page"],
        "nav": [],
        "main": ["of main", "of prose"],
        "footer": ["of the foot"],
    }
    assert tree.title.get_text() == "of the page"


def test_only_html_is_shown_of_what_a_cell_gives(rendered):
    outputs = [
        new_output("stream", name="stderr", text="a warning"),
        new_output("execute_result", {"text/plain": "<Figure>"}),
        new_output("display_data", {"image/png": "AAAA"}),
    ]
    tree = rendered(shown("<h1>Title</h1>", "header"), new_code_cell("code()", outputs=outputs))
    assert tree.main.get_text(strip=True) == ""
    assert tree.select("img") == []


@pytest.mark.parametrize(
    "section",
    [
        shown('<hgroup><p class="kicker">A &lt;b&gt; &amp; <b>1</b></p><h2 id="here">The long finding</h2></hgroup>'),
        shown('<h2 id="here">A &lt;b&gt; &amp; 1</h2>'),
        new_markdown_cell("## A &lt;b&gt; & 1\n\nProse."),
        new_markdown_cell("Prose.\n\n## A &lt;b&gt; & *1*"),
    ],
    ids=["with words above", "without", "of prose", "amid prose"],
)
def test_the_contents_name_a_section_by_its_short_name(section, rendered):
    tree = rendered(shown("<h1>Title</h1>", "header"), section)
    (link,) = tree.select("nav a")
    assert link.get_text() == "A <b> & 1"
    assert link["href"] == f"#{tree.h2.get('id')}"


def test_the_title_of_the_page_is_text(rendered):
    tree = rendered(shown("<h1>A &lt;b&gt; &amp; <i>1</i></h1>", "header"))
    assert tree.title.get_text() == tree.h1.get_text() == "A <b> & 1"


@pytest.mark.parametrize(("language", "skip"), [("nb", "Hopp til innholdet"), ("en", "Skip to the content")])
def test_the_words_of_the_page_itself_are_in_its_language(language, skip, rendered):
    tree = rendered(shown("<h1>Title</h1>", "header"), language=language)
    assert tree.html["lang"] == language
    assert tree.select_one(".skip").get_text() == skip
