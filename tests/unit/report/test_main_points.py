"""The main points, and the findings on claims, revisions and gaps, as they were read off the figures by hand."""

import shutil

import pytest
from bs4 import BeautifulSoup
from contents import report_in
from places import DATA

from helsetrend.published import read_published
from helsetrend.report.main_points import claims_finding, gaps_finding, main_points, revisions_finding

LANGUAGES = ("nb", "en")
FINDINGS = {"claims": claims_finding, "revisions": revisions_finding, "missing": gaps_finding}
REPORTS = {
    "spring 2022": (2021, 2019, "2022-05-31"),
    "on 2021": (2021, 2019, "2025-12-31"),
    "on 2023": (2023, 2019, "2025-12-31"),
    "on 2018": (2018, 2016, "2025-12-31"),
}

# What is said beside the figures, with the section that it leads to.
MAIN_POINTS = {
    ("spring 2022", "nb"): """
claims | To påstander om tallene stemmer ikke, blant dem «85 prosent» om besøk på Helsenorge.
missing | Seks tall mangler.
""",
    ("on 2021", "en"): """
claims | Two statements about the figures do not hold, among them “85 prosent” about visits to Helsenorge.
revisions | Two figures have been revised: logins to Helsenorge in 2021 and visits to Helsenorge in 2020.
missing | Six figures are missing.
""",
    ("on 2023", "nb"): """
missing | 16 tall mangler.
""",
    ("on 2018", "en"): """
missing | Ten figures are missing.
""",
}

# The headings on claims, revisions and gaps; the gaps were counted in figures.csv, series by series.
SECTIONS = """
2021 2019 2022-05-31
nb To av de fire påstandene som kan etterprøves, stemmer ikke | Ingen tall for disse årene er rettet | Seks tall mangler
en Two of the four statements that can be checked do not hold | No figures for these years have been revised | Six \
figures are missing

2021 2019 2025-12-31
nb To av de fire påstandene som kan etterprøves, stemmer ikke | To tall er rettet siden de først ble publisert | \
Seks tall mangler
en Two of the four statements that can be checked do not hold | Two figures have been revised since they were \
first published | Six figures are missing

2023 2019 2025-12-31
nb To av de fire påstandene som kan etterprøves, stemmer ikke | To tall er rettet siden de først ble publisert | \
16 tall mangler
en Two of the four statements that can be checked do not hold | Two figures have been revised since they were \
first published | 16 figures are missing

2018 2016 2025-12-31
nb De tre påstandene som kan etterprøves, stemmer | Ingen tall for disse årene er rettet | \
Ti tall mangler
en The three statements that can be checked agree with the figures | No figures for these years have been \
revised \
| Ten figures are missing

2016 2016 2025-12-31
nb Påstanden om disse årene kan ikke etterprøves | Ingen tall for disse årene er rettet | Fire tall mangler
en The statement about these years cannot be checked | No figures for these years have been revised | \
Four figures are missing

2023 2023 2025-12-31
nb Påstanden om disse årene kan ikke etterprøves | Ingen tall for disse årene er rettet | Fem tall mangler
en The statement about these years cannot be checked | No figures for these years have been revised | \
Five figures are missing
"""


def points(content, labels):
    found = [BeautifulSoup(point.html, "html.parser").a for point in main_points(content, labels)]
    sections = [str(link["href"]).removeprefix("#") for link in found]
    return [*zip(sections, [point.text for point in main_points(content, labels)], strict=True)]


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
def test_each_main_point_has_its_section_and_text(report, expected):
    name, language = report
    assert points(*report_in(language, *REPORTS[name])) == [
        tuple(line.split(" | ")) for line in expected.strip().splitlines()
    ]


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
    assert findings(*report)[1] == "To tall er rettet siden de først ble publisert"
    (text,) = [text for section, text in points(*report) if section == "revisions"]
    assert text.startswith("To tall er rettet: ")
    assert text.count("innlogginger på Helsenorge i 2021") == 1


@pytest.mark.parametrize(
    ("language", "heading", "plural"),
    [
        ("en", "One of the three statements that can be checked does not hold", "among them"),
        ("nb", "Én av de tre påstandene som kan etterprøves, stemmer ikke", "blant dem"),
    ],
)
def test_a_single_contradicted_claim_is_in_the_singular(language, heading, plural, changed):
    report = report_in(language, 2021, 2019, "2022-05-31", data=changed(without_claim="logins-2021-doubling"))
    assert findings(*report)[0] == heading
    (text,) = [text for section, text in points(*report) if section == "claims"]
    assert "85 prosent" in text
    assert plural not in text


def test_many_revised_figures_are_counted_and_not_named(changed):
    """Four months of visits beside the logins of 2021 and the visits of 2020, which are revised already."""
    first = [f"visits,,2021-0{month},{month} millioner,{month}000000,visits,none,monitor-2022" for month in range(1, 5)]
    later = [f"visits,,2021-0{month},9{month} millioner,9{month}000000,visits,none,page-2026" for month in range(1, 5)]
    texts = dict(points(*report_in("en", 2021, 2019, data=changed(*first, *later))))
    assert texts["revisions"] == "Six figures have been revised."
