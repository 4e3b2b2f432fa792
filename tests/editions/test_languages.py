"""Editions of folders in other languages than bokmål and English: everything is in their languages, and in no other."""

import csv
import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup
from command import run
from places import DATA

NYNORSK = DATA / "folders" / "nynorsk"

# Words of bokmål that nynorsk spells otherwise; of titles and quotes the language is marked, and they are left out.
BOKMÅL = """
ikke fra tallet tallene kilde kilden kilder kildene hva hvor hvordan hvorfor hver hvert mer bare noe noen de kommer
utgave utgaven en et måned måneden tjeneste tjenesten innenfor skrevet enhet være ble hvis uke forskjell økning økte
rettet antall beregnet telles vises kontrolleres sammenlignes gjelder ganger mangler
"""


def made(folder, data, *options):
    done = run("report", "--year", "2021", "--data", data, *options, folder=folder, has_kernels=True)
    assert done.returncode == 0, done.stderr
    return folder / "reports" / "2021" / "latest"


@pytest.fixture(scope="module")
def nynorsk(tmp_path_factory):
    return made(tmp_path_factory.mktemp("nynorsk"), NYNORSK)


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """The edition of a folder without a word of Norwegian of its own: no text, and no column for one."""
    folder = tmp_path_factory.mktemp("english")
    data = folder / "data"
    shutil.copytree(NYNORSK, data)
    text = (data / "metrics.toml").read_text("utf-8").replace('languages = ["nn", "en"]', 'languages = ["en"]')
    text = re.sub(r"(?m)^(\w+\.)?nn = \"[^\n]*\n", "", text)
    (data / "metrics.toml").write_text(re.sub(r"(?ms)^parts\.nn = \[.*?^\]\n", "", text), "utf-8")
    for name in ("sources", "claims"):
        path = data / "published" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        kept = [place for place, column in enumerate(header) if not column.endswith("_nn")]
        assert len(kept) == len(header) - 1
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[row[place] for place in kept] for row in (header, *rows)])
    return made(folder, data)


def page_of(edition, language):
    return BeautifulSoup((edition / language / "index.html").read_text("utf-8"), "html.parser")


def test_the_pages_link_to_each_other(nynorsk):
    links = {
        language: [(link["href"], link["hreflang"], link.get_text()) for link in page.select(".language a")]
        for language in ("nn", "en")
        if (page := page_of(nynorsk, language)).html["lang"] == language
    }
    assert links == {
        "nn": [("../en/index.html", "en", "In English")],
        "en": [("../nn/index.html", "nn", "På nynorsk")],
    }


def test_no_word_of_bokmål_is_on_the_page_in_nynorsk(nynorsk):
    page = page_of(nynorsk, "nn")
    for element in page.select("style, svg, [lang]:not(html)"):
        element.decompose()
    text = " ".join(page.get_text(" ").split())
    said = re.findall(r"[^\W\d_]+", text.lower())
    assert len(said) > 1000
    assert set(BOKMÅL.split()) & set(said) == set()
    assert "Talet på besøk blei nesten dobla i 2021" in text


def test_the_files_are_those_of_the_languages(nynorsk, english):
    def names(edition, pattern):
        return {path.relative_to(edition).as_posix() for path in edition.glob(pattern)}

    assert names(nynorsk, "*/index.html") == {"nn/index.html", "en/index.html"}
    assert names(nynorsk, "data/series*.csv") == {"data/series.csv", "data/series.nn.csv"}
    assert names(nynorsk, "notebooks/*") == {f"notebooks/3-annual-report.{code}.ipynb" for code in ("nn", "en")}
    assert names(english, "*/index.html") == {"en/index.html"}
    assert names(english, "data/series*.csv") == {"data/series.csv"}
    assert names(english, "figures/*") == names(nynorsk, "figures/*.en.*")
    assert {path.name for path in english.parents[1].glob("*.html")} == {"index.html"}
    assert {path.name for path in nynorsk.parents[1].glob("*.html")} == {"index.html", "index.en.html"}


@pytest.mark.parametrize(("name", "languages"), [("nynorsk", ["nn", "en"]), ("english", ["en"])])
def test_the_data_are_in_the_languages(name, languages, request):
    edition = request.getfixturevalue(name)
    with (edition / "data" / "series.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert [column for column in columns if column.startswith("metric_")] == [f"metric_{code}" for code in languages]
    cube = json.loads((edition / "data" / "figures.json").read_text("utf-8"))
    assert list(cube["extension"]["label"]) == languages
    assert cube["dimension"]["period"]["label"] == "Period"
    described = (edition / "data" / "dcat.ttl").read_text("utf-8")
    codes = {"nn": "NNO", "en": "ENG"}
    assert set(re.findall(r"authority/language/(\w+)>", described)) == {codes[code] for code in languages}
    assert list(json.loads((edition / "manifest.json").read_text("utf-8"))["abstract"]) == languages


def test_a_page_in_one_language_links_to_no_other(english):
    assert page_of(english, "en").select(".language, [hreflang]") == []


def test_an_edition_can_be_in_some_of_the_languages(tmp_path):
    edition = made(tmp_path, NYNORSK, "--languages", "nn")
    assert {path.parent.name for path in edition.glob("*/index.html")} == {"nn"}
    assert json.loads((edition / "manifest.json").read_text("utf-8"))["asked"]["languages"] == ["nn"]
    assert page_of(edition, "nn").select(".language") == []
