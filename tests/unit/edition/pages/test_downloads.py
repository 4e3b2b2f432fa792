"""Which files a page leads to, with the size that another program tells."""

import pytest

from helsetrend.edition.pages.downloads import GROUPS, KIND_BY_PATTERN, downloads_of

FILES = {
    "nb/report.pdf": 326_954,
    "en/report.pdf": 2_500,
    "nb/tables.xlsx": 12_345,
    "data/figures.csv": 999,
    "data/figures.nb.csv": 1_000_600,
    "figures/visits.nb.svg": 0,
    "figures/visits.en.svg": 1,
    "figures/visits.nb.png": 45_600,
    "nb/index.html": 5,
    "manifest.json": 5,
}


@pytest.fixture
def edition(tmp_path):
    for name, size in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"a" * size)
    return tmp_path


def test_a_page_links_to_files_in_its_language_or_in_none(edition):
    led = [(one.href, one.title, one.size.replace("\u00a0", " ")) for one in downloads_of(edition, "nb")]
    assert led == [
        ("../nb/report.pdf", "PDF", "PDF, 327 kB"),
        ("../nb/tables.xlsx", "Regneark", "XLSX, 12 kB"),
        ("../data/figures.csv", "Data: figures.csv", "CSV, 1 kB"),
        ("../data/figures.nb.csv", "Data: figures.nb.csv", "CSV, 1 001 kB"),
        ("../figures/visits.nb.svg", "Diagram: visits.nb.svg", "SVG, 1 kB"),
        ("../figures/visits.nb.png", "Diagram: visits.nb.png", "PNG, 46 kB"),
    ]
    assert [one.href for one in downloads_of(edition, "en")] == [
        "../en/report.pdf",
        "../data/figures.csv",
        "../figures/visits.en.svg",
    ]


def test_every_kind_of_file_is_in_one_group():
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(set(KIND_BY_PATTERN.values()))
