"""The overview names every edition, which is the newest, and what took the place of the others and why."""

import json
import shutil

import html5lib
import pytest
from bs4 import BeautifulSoup

from helsetrend.edition.overview import write_overview
from helsetrend.errors import EditionError

PAGES = {"nb": "index.html", "en": "index.en.html"}


@pytest.fixture(params=PAGES)
def overview(request, reports):
    return request.param, BeautifulSoup((reports / PAGES[request.param]).read_text("utf-8"), "html5lib")


STATUS = {
    "nb": (
        "Nyeste utgave.",
        "Erstattet av utgaven av 31. desember 2025. Tre tall er endret siden: Besøk på Helsenorge, 2020 (72 millioner, "
        "nå 72,9 millioner); Besøk på Helsenorge, 2021 (over 140 millioner, nå 140,9 millioner); Innlogginger på "
        "Helsenorge, 2021 (rundt 77,5 millioner, nå rundt 90,9 millioner).",
    ),
    "en": (
        "Newest edition.",
        "Superseded by the edition of 31 December 2025. Three figures have changed since: Visits to Helsenorge, 2020 "
        "(72 million, now 72.9 million); Visits to Helsenorge, 2021 (over 140 million, now 140.9 million); Logins to "
        "Helsenorge, 2021 (about 77.5 million, now about 90.9 million).",
    ),
}


def test_each_edition_stands_under_its_year_with_its_status(overview):
    language, page = overview
    assert [heading.get_text() for heading in page.select("h2")] == ["2021"]
    known = {"nb": ["31. desember 2025", "31. mai 2022"], "en": ["31 December 2025", "31 May 2022"]}[language]
    headings = [heading.get_text() for heading in page.select("article h3")]
    assert [heading.endswith(day) for heading, day in zip(headings, known, strict=True)] == [True, True]
    assert tuple(status.get_text() for status in page.select(".status")) == STATUS[language]


def test_every_link_leads_to_a_file(overview, reports):
    _, page = overview
    links = [link["href"] for link in page.select("a[href]")]
    assert [link for link in links if not link.startswith("#") and not (reports / link).is_file()] == []
    assert len(links) == 8


def test_the_page_is_valid_and_in_its_language(overview, reports):
    language, page = overview
    parser = html5lib.HTMLParser()
    parser.parse((reports / PAGES[language]).read_text("utf-8"))
    assert parser.errors == []
    assert page.html["lang"] == language
    assert page.select("script, link, img, [src]") == []


def manifest(lead, figures, languages=("nb", "en")):
    abstract = {"title": "T", "lead": lead, "figures": figures}
    return json.dumps({"outputs": {}, "abstract": dict.fromkeys(languages, abstract)})


def overviews(tmp_path, editions):
    """The pages of an overview by name; `editions` gives each day of knowledge its languages."""
    for day, languages in editions.items():
        (tmp_path / "2021" / day).mkdir(parents=True)
        (tmp_path / "2021" / day / "manifest.json").write_text(manifest("a", {"a": "1"}, languages), "utf-8")
    write_overview(tmp_path)
    return {path.name: BeautifulSoup(path.read_text("utf-8"), "html5lib") for path in tmp_path.glob("*.html")}


def test_an_overview_in_one_language_links_to_no_other(tmp_path):
    pages = overviews(tmp_path, {"2022-05-31": ["en"]})
    assert list(pages) == ["index.html"]
    (page,) = pages.values()
    assert page.html["lang"] == "en"
    assert page.select("[hreflang], .language") == []


def test_the_first_language_of_the_newest_edition_comes_first_and_each_edition_is_on_every_page(tmp_path):
    pages = overviews(tmp_path, {"2022-05-31": ["nb", "en"], "2023-01-31": ["nn", "en"]})
    assert {name: page.html["lang"] for name, page in pages.items()} == {
        "index.html": "nn",
        "index.en.html": "en",
        "index.nb.html": "nb",
    }
    links = {
        name: [link["href"] for link in page.select("article a")]
        for name, page in pages.items()
        if name != "index.en.html"
    }
    assert links == {
        "index.html": [
            *("2021/2023-01-31/nn/index.html", "2021/2023-01-31/en/index.html", "2021/2023-01-31/nn/report.pdf"),
            *("2021/2022-05-31/nb/index.html", "2021/2022-05-31/en/index.html", "2021/2022-05-31/nb/report.pdf"),
        ],
        "index.nb.html": [
            *("2021/2023-01-31/nn/index.html", "2021/2023-01-31/en/index.html", "2021/2023-01-31/nn/report.pdf"),
            *("2021/2022-05-31/nb/index.html", "2021/2022-05-31/en/index.html", "2021/2022-05-31/nb/report.pdf"),
        ],
    }
    assert [lead["lang"] for lead in pages["index.html"].select("article > p[lang]")] == ["nb"]
    assert [link.get_text() for link in pages["index.en.html"].select(".language a")] == ["På nynorsk", "På norsk"]


def test_new_figures_are_counted_and_texts_of_the_data_stay_texts(tmp_path):
    for day, figures in {"2022-05-31": {"a": "1"}, "2023-01-31": {"a": "1", "<b>": "<i>2</i>"}}.items():
        (tmp_path / "2021" / day).mkdir(parents=True)
        (tmp_path / "2021" / day / "manifest.json").write_text(manifest("<script>1</script>", figures), "utf-8")
    write_overview(tmp_path)
    page = BeautifulSoup((tmp_path / "index.en.html").read_text("utf-8"), "html5lib")
    assert page.select("script") == []
    _, status = page.select(".status")
    assert status.get_text() == "Superseded by the edition of 31 January 2023. One figure has been added."
    shutil.rmtree(tmp_path / "2021" / "2023-01-31")
    write_overview(tmp_path)
    page = BeautifulSoup((tmp_path / "index.en.html").read_text("utf-8"), "html5lib")
    assert [one.get_text() for one in page.select(".status")] == ["Newest edition."]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_edition_with_the_same_figures_says_that_nothing_was_revised(tmp_path):
    for day in ("2022-05-31", "2023-01-31"):
        (tmp_path / "2021" / day).mkdir(parents=True)
        (tmp_path / "2021" / day / "manifest.json").write_text(manifest("a", {"a": "1"}), "utf-8")
    write_overview(tmp_path)
    page = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html5lib")
    assert page.select(".status")[1].get_text() == (
        "Erstattet av utgaven av 31. januar 2023. Ingen av tallene er rettet siden."
    )


@pytest.mark.parametrize("content", ["x", "{}", '{"outputs": {}}', '{"outputs": {}, "abstract": {"nb": []}}'])
def test_a_manifest_that_cannot_be_read_is_named(content, reports, tmp_path):
    shutil.copytree(reports, tmp_path / "reports", symlinks=True)
    broken = tmp_path / "reports" / "2021" / "2022-05-31" / "manifest.json"
    broken.write_text(content, "utf-8")
    before = (tmp_path / "reports" / "index.html").read_bytes()
    with pytest.raises(EditionError) as raised:
        write_overview(tmp_path / "reports")
    assert [fault.file for fault in raised.value.faults] == [str(broken)]
    assert (tmp_path / "reports" / "index.html").read_bytes() == before
