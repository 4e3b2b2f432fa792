"""Which files a page leads to, with the size that another program tells."""

import pytest

from helsetrend.edition.pages.downloads import GROUPS, KIND_BY_PATTERN, downloads_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Besøk &amp; bruk</title></svg>'
FILES = {
    "nb/report.pdf": b"a" * 326_954,
    "en/report.pdf": b"a" * 2_500,
    "nb/tables.xlsx": b"a" * 12_345,
    "data/figures.csv": b"a" * 999,
    "data/figures.nb.csv": b"a" * 1_000_600,
    "data/figures.json": b"a" * 500,
    "figures/visits.nb.svg": SVG.encode(),
    "figures/visits.en.svg": SVG.encode(),
    "figures/visits.nb.png": b"a" * 45_600,
    "nb/index.html": b"",
    "manifest.json": b"",
}


@pytest.fixture
def edition(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_page_leads_to_each_thing_in_all_its_types_in_its_language_or_in_none(edition):
    """A thousand bytes are a kilobyte, and what has fewer has one."""
    led = [
        (one.title, [(file.href, file.text.replace("\u00a0", " ")) for file in one.files])
        for one in downloads_of(edition, "nb")
    ]
    assert led == [
        ("Til utskrift", [("../nb/report.pdf", "PDF, 327 kB")]),
        ("Alle tabellene", [("../nb/tables.xlsx", "XLSX, 12 kB")]),
        (
            "Alle tall som er kjent",
            [
                ("../data/figures.csv", "CSV, 1 kB"),
                ("../data/figures.nb.csv", "CSV for norske regneark, 1 001 kB"),
            ],
        ),
        ("Rapportens tall (JSON-stat 2)", [("../data/figures.json", "JSON, 1 kB")]),
        (
            "Besøk & bruk",
            [("../figures/visits.nb.svg", "SVG, 1 kB"), ("../figures/visits.nb.png", "PNG, 46 kB")],
        ),
    ]
    assert [file.href for one in downloads_of(edition, "en") for file in one.files] == [
        "../en/report.pdf",
        "../data/figures.csv",
        "../data/figures.json",
        "../figures/visits.en.svg",
    ]


def test_every_kind_of_file_is_in_one_group():
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(set(KIND_BY_PATTERN.values()))
