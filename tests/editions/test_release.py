"""What surrounds the figures in whole editions: what changed since the one before, where the newest is, the series."""

import re

import pytest
from bs4 import BeautifulSoup
from rdflib import Graph, Namespace, URIRef

from helsetrend.edition.manifest import read_manifest

DCAT = Namespace("http://www.w3.org/ns/dcat#")
BASE = "https://example.org/reports/2021/"
SPRING_2022, NEWEST = "2022-05-31", "2025-12-31"

# From the page of spring 2022 to the editions of winter 2022/23 and 2023/24, as published: 72 million became 72.9 and
# 77.5 became 90.9, which are corrections; over 140 became 140.9, which is more precise.
FIGURES = {
    "nb": [
        ("Besøk på Helsenorge, 2020", "72 millioner", "72,9 millioner", "Rettet"),
        ("Besøk på Helsenorge, 2021", "over 140 millioner", "140,9 millioner", "Gjort mer nøyaktig"),
        ("Innlogginger på Helsenorge, 2021", "rundt 77,5 millioner", "rundt 90,9 millioner", "Rettet"),
    ],
    "en": [
        ("Visits to Helsenorge, 2020", "72 million", "72.9 million", "Corrected"),
        ("Visits to Helsenorge, 2021", "over 140 million", "140.9 million", "Made more precise"),
        ("Logins to Helsenorge, 2021", "about 77.5 million", "about 90.9 million", "Corrected"),
    ],
}


def page(path):
    return BeautifulSoup(path.read_text("utf-8"), "html5lib")


@pytest.mark.parametrize("language", FIGURES)
def test_the_newer_edition_tells_what_changed_since_the_one_before(language, reports):
    rows = page(reports / "2021" / NEWEST / language / "changes.html").select("#changes-figures ~ div table")[0]
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in rows.select("tbody tr")]
    told = [(name, before, now, re.split("[:.]", kind)[0]) for name, before, now, kind, _ in cells]
    assert [(name, before.replace("more than", "over"), *rest) for name, before, *rest in told] == FIGURES[language]


@pytest.mark.parametrize("language", FIGURES)
def test_a_notice_can_be_sent_of_the_two_corrections(language, reports):
    notice = (reports / "2021" / NEWEST / language / "correction.txt").read_text("utf-8")
    corrected = [row for row in FIGURES[language] if row[3] in ("Rettet", "Corrected")]
    paragraphs = [part for part in notice.split("\n\n") if any(part.startswith(f"{name}: ") for name, *_ in corrected)]
    assert len(paragraphs) == len(corrected)
    for (_, before, now, _), paragraph in zip(corrected, paragraphs, strict=True):
        assert before in paragraph
        assert now in paragraph


def test_the_first_edition_has_nothing_to_compare_with(reports):
    first = reports / "2021" / SPRING_2022
    assert not list(first.glob("*/changes.html"))
    assert not list(first.glob("*/correction.txt"))
    assert page(first / "nb" / "index.html").select("#changes") == []


@pytest.mark.parametrize("language", FIGURES)
def test_the_report_has_a_section_that_leads_to_all_changes(language, reports):
    report = page(reports / "2021" / NEWEST / language / "index.html")
    assert report.select_one("main #changes") is not None
    assert [link["href"] for link in report.select("main a[href='changes.html']")] == ["changes.html"]
    assert report.select("nav a[href='#changes']") != []


@pytest.mark.parametrize("day", [SPRING_2022, NEWEST])
@pytest.mark.parametrize("language", FIGURES)
def test_each_page_leads_to_the_newest_edition_and_to_all(language, day, reports):
    folder = reports / "2021" / day / language
    for path in folder.glob("*.html"):
        newest, overview = [link["href"] for link in page(path).select("p.to-newest a")]
        assert (folder / newest).resolve() == (reports / "2021" / NEWEST / language / "index.html").resolve()
        assert (folder / overview).resolve() == (reports / "index.html").resolve()


def test_every_link_of_the_page_on_changes_leads_to_a_file(reports):
    for language in FIGURES:
        folder = reports / "2021" / NEWEST / language
        links = [link["href"] for link in page(folder / "changes.html").select("a[href]")]
        assert [link for link in links if link[0] != "#" and not (folder / link).is_file()] == []


def test_the_manifest_has_the_sentences_that_the_next_edition_is_compared_with(reports):
    abstract = read_manifest(reports / "2021" / NEWEST)["abstract"]["nb"]
    assert abstract["sentences"]["lead"] == abstract["lead"]
    assert {"visits", "logins", "revisions", "missing", "claims"} <= abstract["sentences"].keys()


def test_the_editions_on_a_year_are_a_series(reports):
    graph = Graph().parse(reports / "2021" / "dcat.ttl", publicID=f"{BASE}dcat.ttl")
    for day in (SPRING_2022, NEWEST):
        graph.parse(reports / "2021" / day / "data" / "dcat.ttl", publicID=f"{BASE}{day}/data/dcat.ttl")
    first, last = (URIRef(f"{BASE}{day}/data/dcat.ttl#dataset") for day in (SPRING_2022, NEWEST))
    series = URIRef(f"{BASE}dcat.ttl#series")
    assert (graph.value(series, DCAT["first"]), graph.value(series, DCAT["last"])) == (first, last)
    assert set(graph.subjects(DCAT.inSeries, series)) == {first, last}
    assert set(graph.subject_objects(DCAT.prev)) == {(last, first)}
