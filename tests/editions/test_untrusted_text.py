"""What others write into the data goes through a whole edition as text: shown everywhere, executed nowhere."""

import csv
import json
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from command import run
from places import DATA
from shared import once

# Each is put where a text is free; a word of its own says which it is.
TEXTS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "typst": '#panic() #read("/etc/passwd") $x^2$ *a* _b_ @c <d> = e',
    "markdown": "[a](javascript:alert(1)) ![b](https://example.org/b.png) **c** `d`",
    "template": "{{ 7*7 }} {% raw %} ${7*7} {year} %s",
    "formula": '=HYPERLINK("https://example.org";"a")',
    "plus": "+1+1",
    "at": "@SUM(A1)",
    "long": "Donaudampfschifffahrt" * 12,
    "arabic": "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645",
    "emoji": "\U0001f3e5\U0001f469\u200d\u2695\ufe0f",
    "quotes": "\"'\u00ab\u201c\u2018&amp;&#x27;\\n\\\\",
}
EVIL = " ".join(TEXTS[name] for name in ("markup", "typst", "markdown", "template", "quotes", "arabic", "emoji"))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def poisoned(folder):
    """A folder of data whose every free text is hostile."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("events"))
    sources = rows_of(folder / "published" / "sources.csv")
    for row, begin in zip(sources, ["", *TEXTS.values()] * 3, strict=False):
        row["title"] = f"{begin} title {EVIL}"
        row["publisher"] = f"{begin or '='} publisher"
        row["detail_nb"] = row["detail_en"] = f"{begin} detail"
    write(folder / "published" / "sources.csv", sources)
    figures = rows_of(folder / "published" / "figures.csv")
    for row in figures:
        row["revision_nb"] = row["revision_en"] = f"-1+1 reason {EVIL}"
    write(folder / "published" / "figures.csv", figures)
    claims = rows_of(folder / "published" / "claims.csv")
    for row in claims:
        row["acknowledged_nb"] = row["acknowledged_en"] = f"=1+1 because {TEXTS['markup']} {TEXTS['typst']}"
    write(folder / "published" / "claims.csv", claims)
    catalogue = (folder / "metrics.toml").read_text("utf-8")
    names = {
        "Meldinger": TEXTS["markup"],
        "Messages": TEXTS["typst"],
        "Antall besøk": TEXTS["long"],
        "The number of visits": TEXTS["long"],
    }
    for old, new in names.items():
        assert f'"{old}"' in catalogue
        catalogue = catalogue.replace(f'"{old}"', json.dumps(f"{new} {old}", ensure_ascii=False))
    assert 'name.en = "Messages' in catalogue
    catalogue = catalogue.replace('name.en = "Messages', 'name.en = "{0.__class__} ../../x', 1)
    (folder / "metrics.toml").write_text(catalogue, "utf-8")
    (folder / "sitecustomize.py").write_text("raise SystemExit(99)", "utf-8")
    return folder


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    def make(folder):
        command = [sys.executable, "-m", "helsetrend", "report", "--data", poisoned(folder / "data")]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "poisoned", make) / "reports" / "2021" / "latest"


@pytest.fixture(scope="module", params=["nb", "en"])
def page(request, edition):
    return BeautifulSoup((edition / request.param / "index.html").read_text("utf-8"), "html5lib")


def test_on_a_page_it_is_text(page):
    assert page.select("script, img, [onerror], [onclick]") == []
    assert [link["href"] for link in page.select("a[href]") if re.match(r"\s*(javascript|data):", link["href"])] == []
    text = " ".join(page.body.get_text().split())
    assert " ".join(f"title {EVIL}".split()) in text
    assert " ".join(f"reason {EVIL}".split()) in text


@pytest.mark.parametrize("language", ["nb", "en"])
def test_in_a_pdf_it_is_text(language, edition):
    pdf = pypdfium2.PdfDocument(edition / language / "report.pdf")
    text = re.sub(r"[\s\u200b\ufffe]+", "", "".join(one.get_textpage().get_text_range() for one in pdf))
    for name in ("markup", "typst", "template"):
        assert re.sub(r"\s+", "", TEXTS[name]).replace("-", "") in text.replace("-", "")
    assert "root:x:0" not in text


def test_in_drawings_it_is_text(edition):
    for path in (edition / "figures").glob("*.svg"):
        root = ET.fromstring(path.read_text("utf-8"))
        assert {element.tag.rpartition("}")[2] for element in root.iter()} & {
            "script",
            "image",
            "foreignObject",
            "a",
        } == set()
        assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_in_a_workbook_no_text_is_a_formula_or_a_link(language, edition):
    book = openpyxl.load_workbook(edition / language / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    told = " ".join(str(cell.value) for cell in cells)
    assert TEXTS["formula"] in told
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert [link for link in links if not link.startswith("https://")] == []


def test_in_the_csv_for_people_no_cell_begins_as_a_formula(edition):
    for path in (edition / "data").glob("*.nb.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        risky = [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-"))]
        assert [cell for cell in risky if not re.fullmatch(r"-[\d,]+", cell)] == []


def test_the_neutral_csv_holds_it_as_it_was_written(edition):
    with (edition / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file)}
    assert f" title {EVIL}".strip() in {title.strip() for title in titles}


def test_the_overview_holds_it_as_text(edition):
    for name in ("index.html", "index.en.html"):
        page = BeautifulSoup((edition.parents[1] / name).read_text("utf-8"), "html5lib")
        assert page.select("script, img, [onerror]") == []
        assert TEXTS["long"] in page.body.get_text()


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b[31m", "\x0b", "\x7f", "\ufffe"], ids=ascii)
def test_control_characters_are_refused_and_named(character, tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("events"))
    sources = rows_of(folder / "published" / "sources.csv")
    sources[0]["title"] = f"a{character}b"
    write(folder / "published" / "sources.csv", sources)
    done = run("report", "--data", folder, folder=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.search(r"title|sources\.csv", done.stderr)
    assert character not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports" / "2021" / "latest").exists()


def test_a_catalogue_is_data_and_not_a_program(edition):
    """A name that looks like a path, and a key that looks like an attribute, lead nowhere."""
    assert "{0.__class__} ../../x" in (edition / "en" / "index.html").read_text("utf-8")
