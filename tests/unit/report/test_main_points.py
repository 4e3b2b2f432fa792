"""The main points, and the findings on claims, revisions and gaps, as they were read off the figures by hand."""

import shutil

import pytest
from contents import content_in, report_in
from places import DATA

from helsetrend.published import read_published
from helsetrend.report.labels import Labels
from helsetrend.report.main_points import claims_finding, gaps_finding, main_points, revisions_finding
from helsetrend.report.presentation import words

LANGUAGES = ("nb", "en")
FINDINGS = {"claims": claims_finding, "revisions": revisions_finding, "missing": gaps_finding}
REPORTS = {
    "spring 2022": (2021, 2019, "2022-05-31"),
    "on 2021": (2021, 2019, "2025-12-31"),
    "on 2023": (2023, 2019, "2025-12-31"),
    "on 2018": (2018, 2016, "2025-12-31"),
}

# Section, number and text of each main point.
MAIN_POINTS = {
    ("spring 2022", "nb"): """
visits | over 140 millioner | Antall besøk i 2021, mot 72 millioner i 2020: en økning på 93 til 98 prosent
logins | rundt 77,5 millioner | Antall innlogginger i 2021, mot nærmere 43 millioner i 2020: en økning på 80 til 90 \
prosent; kildene er ikke enige
service_visits | 40 millioner | Antall besøk i meldingstjenesten i 2021, mot 15,9 millioner i 2020: en økning på 147 \
til 156 prosent
patient_travel_electronic_share | over 87 prosent | Andelen elektroniske søknader i desember 2021, mot nærmere 84 \
prosent i desember 2020: en økning på 3 til 5 prosentpoeng
claims | 2 av 6 | påstander om tallene strider mot dem, blant dem «85 prosent» om besøk på Helsenorge
missing | 6 | tall mangler for disse årene
""",
    ("on 2021", "en"): """
visits | 140.9 million | The number of visits in 2021, against 72.9 million in 2020: an increase of 93 percent
logins | about 90.9 million | The number of logins in 2021, against nearly 43 million in 2020: an increase of 111 to \
117 percent
service_visits | 40 million | The number of visits to the message service in 2021, against 15.9 million in 2020: an \
increase of 147 to 156 percent
patient_travel_electronic_share | over 87 percent | The share of electronic claims in December 2021, against nearly \
84 percent in December 2020: an increase of 3 to 5 percentage points
claims | 2 of 6 | statements about the figures contradict them, among them “85 prosent” about visits to Helsenorge
revisions | 2 | figures have been revised since they were first published: logins to Helsenorge 2021 and visits to \
Helsenorge 2020
""",
    ("on 2023", "nb"): """
visits | over 110 millioner | Antall besøk i 2023, mot 115,9 millioner i 2022: en nedgang på 4,1 til 5,7 prosent; \
kildene er ikke enige
missing | 16 | tall mangler for disse årene
""",
    ("on 2018", "en"): """
visits | 25.6 million | The number of visits in 2018, against 18.7 million (second-hand) in 2017: an increase of \
36 to 38 percent
logins | 11.9 million (second-hand) | The number of logins in 2018, against 7 million (second-hand) in 2017: an \
increase of 58 to 84 percent
missing | 10 | figures are missing for these years
""",
}

# The headings on claims, revisions and gaps; the gaps were counted in figures.csv, series by series.
SECTIONS = """
2021 2019 2022-05-31
nb 2 av 6 påstander strider mot tallene | Ingen tall for disse årene er rettet | 6 tall mangler
en 2 of 6 statements contradict the figures | No figures for these years have been revised | 6 figures are missing

2021 2019 2025-12-31
nb 2 av 6 påstander strider mot tallene | 2 tall er rettet siden de først ble publisert | 6 tall mangler
en 2 of 6 statements contradict the figures | 2 figures have been revised since they were first published | 6 \
figures are missing

2023 2019 2025-12-31
nb 2 av 7 påstander strider mot tallene | 2 tall er rettet siden de først ble publisert | 16 tall mangler
en 2 of 7 statements contradict the figures | 2 figures have been revised since they were first published | 16 \
figures are missing

2018 2016 2025-12-31
nb Ingen av de 3 påstandene som kan kontrolleres, strider mot tallene | Ingen tall for disse årene er rettet | 10 tall \
mangler
en None of the 3 statements that can be checked contradicts the figures | No figures for these years have been revised \
| 10 figures are missing

2016 2016 2025-12-31
nb Påstanden om disse årene kan ikke kontrolleres | Ingen tall for disse årene er rettet | 4 tall mangler
en The statement about these years cannot be checked | No figures for these years have been revised | \
4 figures are missing

2023 2023 2025-12-31
nb Påstanden om disse årene kan ikke kontrolleres | Ingen tall for disse årene er rettet | 5 tall mangler
en The statement about these years cannot be checked | No figures for these years have been revised | \
5 figures are missing

2024 2024 2025-12-31
nb Ingen påstander om disse årene er kjent | Ingen tall for disse årene er rettet | 5 tall mangler
en No statements about these years are known | No figures for these years have been revised | 5 figures are missing
"""


def points(content, labels):
    return [(point.section, point.number, point.text.text) for point in main_points(content, labels)]


def findings(content, labels):
    return [finding(content, labels).text for finding in FINDINGS.values()]


def blocks(text):
    return [block.splitlines() for block in text.strip().split("\n\n")]


@pytest.fixture
def changed(tmp_path):
    """Return a function for the data with figures and their source added, or without one claim."""

    def change(*figures, without_claim=None):
        shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
        source = "page-2026,2026-02,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/2026"
        for name, rows in {"figures.csv": figures, "sources.csv": [source], "claims.csv": []}.items():
            path = tmp_path / "published" / name
            lines = path.read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if line.partition(",")[0] != without_claim]
            path.write_text("\n".join([*kept, *rows, ""]), encoding="utf-8", newline="")
        return read_published(tmp_path)

    return change


@pytest.mark.parametrize(
    ("report", "expected"), MAIN_POINTS.items(), ids=lambda part: "-".join(part) if isinstance(part, tuple) else ""
)
def test_each_main_point_has_its_section_number_and_text(report, expected):
    name, language = report
    assert points(*report_in(language, *REPORTS[name])) == [
        tuple(line.split(" | ")) for line in expected.strip().splitlines()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_there_are_at_most_six_main_points(name, language):
    assert 2 <= len(points(*report_in(language, *REPORTS[name]))) <= 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("block", blocks(SECTIONS), ids=lambda block: block[0])
def test_the_findings_count_claims_revisions_and_gaps(block, language):
    year, first_year, as_of = block[0].split()
    (expected,) = [line.removeprefix(f"{language} ") for line in block[1:] if line.startswith(f"{language} ")]
    assert findings(*report_in(language, int(year), int(first_year), as_of)) == expected.split(" | ")


def test_a_figure_that_was_revised_twice_is_counted_once(changed):
    """Logins of 2021: 77.5, then 90.9, and here 95.1 million. Visits of 2020: 72, then 72.9."""
    data = changed('logins,,2021,"95,1 millioner",95100000,logins,none,page-2026')
    report = report_in("nb", 2021, 2019, data=data)
    assert findings(*report)[1] == "2 tall er rettet siden de først ble publisert"
    (point,) = [point for point in points(*report) if point[0] == "revisions"]
    assert point[1] == "2"
    assert point[2].count("innlogginger på Helsenorge 2021") == 1


@pytest.mark.parametrize(
    ("language", "heading", "plural"),
    [
        ("en", "1 of 5 statements contradicts the figures", "among them"),
        ("nb", "1 av 5 påstander strider mot tallene", "blant dem"),
    ],
)
def test_a_single_contradicted_claim_is_in_the_singular(language, heading, plural, changed):
    report = report_in(language, 2021, 2019, "2022-05-31", data=changed(without_claim="logins-2021-doubling"))
    assert findings(*report)[0] == heading
    (text,) = [text for section, _, text in points(*report) if section == "claims"]
    assert "85 prosent" in text
    assert plural not in text
    assert "contradict them" not in text


def test_the_data_decide_which_metrics_are_main_points(tmp_path):
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "metrics.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    listed = ['headlines = ["logins"]' if line.startswith("headlines = ") else line for line in lines]
    path.write_text("\n".join(listed), encoding="utf-8")
    content = content_in(tmp_path, year=2021, first_year=2019)
    labels = Labels(content.vintage.published, words("en"))
    assert [section for section, *_ in points(content, labels)] == ["logins", "claims", "revisions", "missing"]
