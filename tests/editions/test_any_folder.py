"""The edition of a folder that says nothing of its report: a section for each metric, and no word of another portal."""

import re

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from command import run
from places import DATA


@pytest.mark.parametrize(
    ("folder", "portal", "sections"),
    [
        ("lesevik", "Lesevik", ["visits", "loans", "loans_by_format", "digital_share", "borrowers", "satisfied_share"]),
        (
            "rutepark",
            "Rutepark",
            ["parkings", "parkings_by_zone", "drivers", "app_share", "revenue", "fees", "charging"],
        ),
    ],
)
def test_the_report_of_a_folder_is_made_with_a_section_for_each_metric(folder, portal, sections, tmp_path):
    made = run("report", "--data", DATA / "folders" / folder, folder=tmp_path, has_kernels=True)
    assert made.returncode == 0, made.stderr
    edition = tmp_path / "reports" / "2024" / "latest"
    for language, title in {"nb": f"{portal} i 2024", "en": f"{portal} in 2024"}.items():
        page = BeautifulSoup((edition / language / "index.html").read_text("utf-8"), "html.parser")
        assert page.h1.get_text() == title
        found = [heading["id"] for heading in page.select("hgroup h2[id]")]
        assert [name for name in found if name in sections] == sections
        assert not re.search("Helsenorge|Direktorat", page.get_text())
        with pypdfium2.PdfDocument(edition / language / "report.pdf") as pdf:
            assert [full for full in map(part_with_ink, [*pdf][:-1]) if full < 0.66] == []


def part_with_ink(sheet):
    """How far down a sheet of A4 something is printed, seen on its picture, between margins of 20 mm."""
    picture = sheet.render(scale=1, grayscale=True).to_numpy().squeeze()
    margin = round(20 / 297 * len(picture))
    rows = (picture[margin:-margin] < 200).any(axis=1)
    return (rows.nonzero()[0].max() + 1) / len(rows)
