"""What a publisher says of its figures is on the page, in the open data, the workbook and `metrics`; made-up data."""

import json
import shutil

import pytest
from contents import labelled
from givenaway import by_name
from openpyxl import load_workbook
from readback import areas, written
from spec.given import known, rows_of

from helsetrend.analysis.tidy import metrics
from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.open_data import write_open_data
from helsetrend.edition.exports.read_back import disagreements
from helsetrend.edition.exports.workbook import write_workbook
from helsetrend.published.status import STATUSES, sdmx_code
from helsetrend.report.charts.level_chart import series_chart
from helsetrend.report.sentences import opening

MARKS = "* = provisional; e = estimated; b = break"
FIGURES = """
printed   | period
..        | 2017
<5        | 2018
12 003    | 2019
12 400 e  | 2020
12 501* b | 2021
13 010*   | 2022
"""

# Of each year: what its publisher says, as codes, and the one code of SDMX. A break goes before a provisional figure.
SAID = {
    "2017": ("not_available", "O"),
    "2018": ("suppressed", "Q"),
    "2019": ("", ""),
    "2020": ("estimated", "E"),
    "2021": ("provisional; break", "B"),
    "2022": ("provisional", "P"),
}
IN_WORDS = {
    "nb": {
        "2017": "mangler i kilden",
        "2018": "skjermet av hensyn til personvernet",
        "2019": "",
        "2020": "anslag",
        "2021": "foreløpig; brudd i tidsserien",
        "2022": "foreløpig",
    },
    "en": {
        "2017": "missing in the source",
        "2018": "suppressed, to protect individuals",
        "2019": "",
        "2020": "estimated",
        "2021": "provisional; break in the series",
        "2022": "provisional",
    },
}


@pytest.fixture(scope="module")
def vintage():
    return known([{**row, "marks": MARKS, "published": "2023-01-15"} for row in rows_of(FIGURES)])


@pytest.fixture(scope="module")
def content(vintage):
    return labelled("en", vintage, 2022, 2017)[0]


@pytest.fixture(scope="module")
def edition(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    write_open_data(content, folder)
    for language in ("nb", "en"):
        write_workbook(content, language, folder / language / "tables.xlsx")
    return folder


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ("", ""),
        ("provisional", "P"),
        ("estimated provisional", "E"),
        ("provisional forecast", "F"),
        ("suppressed break", "B"),
        ("unreliable provisional", "P"),
        ("not_collected suppressed", "L"),
        ("not_applicable not_available", "O"),
        ("revised", "A"),
        ("note unreliable", "U"),
    ],
)
def test_of_several_statuses_the_first_in_the_order_of_sdmx_is_the_code(statuses, code):
    assert sdmx_code(statuses.split()) == code


def test_each_status_has_a_place_in_that_order():
    assert {name: sdmx_code([name]) for name in STATUSES} == STATUSES


def test_the_frame_of_metrics_has_it(vintage):
    found = metrics("visits", data=vintage, years=range(2017, 2023)).set_index("period")["obs_status"]
    assert found.to_dict() == {year: said.replace(";", ",") for year, (said, _) in SAID.items()}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_table_of_the_page_and_the_description_of_the_chart_say_it(language, vintage):
    chart = series_chart(*labelled(language, vintage, 2022, 2017), "visits")
    assert {str(row[0]): str(row[3]) for row in chart.table.rows} == IN_WORDS[language]
    said = dict(zip(SAID, chart.description[1:], strict=True))
    assert [
        year for year, words in IN_WORDS[language].items() if not said[year].endswith(words.replace("; ", ", "))
    ] == []


@pytest.mark.parametrize(("more", "is_said"), [("", False), ("11 000    | 2016", True)], ids=["columns", "line"])
def test_the_drawing_says_it_in_a_note_or_shows_it_by_dashes(more, is_said):
    """Of the five years from 2018 on, 2021 and 2022 are dashed columns; of seven they are dots, and have notes."""
    vintage = known([{**row, "marks": MARKS, "published": "2023-01-15"} for row in rows_of(f"{FIGURES}{more}\n")])
    chart = series_chart(*labelled("nb", vintage, 2022, 2016), "visits")
    assert "provisional" in chart.signs
    for svg in chart.drawings.values():
        assert "anslag" in written(svg)
        assert written(svg).count("foreløpig") == (2 if is_said else 0)
        dashed = [area.stroke for area in areas(svg) if area.is_dashed and area.stroke in ("other", "accent")]
        assert dashed == ([] if is_said else ["other", "accent"])


@pytest.mark.parametrize(("language", "said"), [("nb", "13 010 (foreløpig)"), ("en", "13,010 (provisional)")])
def test_a_sentence_that_names_a_provisional_figure_says_so(language, said, vintage):
    assert said in opening(*labelled(language, vintage, 2022, 2017), "visits").text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["series", "figures"])
def test_the_tables_have_it_as_codes_in_words_and_as_the_code_of_sdmx(name, content):
    rows = by_name(next(table for table in datasets(content) if table.name == name))
    found = {cells["period"]: cells for cells in rows if cells["metric"] == "visits"}
    assert found.keys() == SAID.keys() - ({"2017"} if name == "figures" else set())
    for period, cells in found.items():
        assert (cells["obs_status"], cells["obs_status_sdmx"]) == SAID[period]
        assert (cells["obs_status_nb"], cells["obs_status_en"]) == tuple(IN_WORDS[one][period] for one in ("nb", "en"))


def test_a_suppressed_figure_keeps_its_bounds_and_a_sign_is_no_figure(content):
    rows = by_name(next(table for table in datasets(content) if table.name == "series"))
    found = {cells["period"]: cells for cells in rows if cells["metric"] == "visits"}
    assert (found["2018"]["low"], found["2018"]["high"]) == (0, 4)
    assert (found["2017"]["value"], found["2017"]["state"]) == (None, "stated_not_available")


def test_json_stat_has_it_at_the_position_of_the_figure_or_gap(edition):
    cube = json.loads((edition / "data" / "figures.json").read_text(encoding="utf-8"))
    periods = cube["dimension"]["period"]["category"]["index"]
    start = cube["dimension"]["series"]["category"]["index"].index("visits") * len(periods)
    for period in SAID:
        place = start + list(periods).index(period)
        found = [cube["extension"][name].get(str(place), "") for name in ("obs_status", "obs_status_sdmx")]
        assert tuple(found) == SAID[period]
        for language, words in IN_WORDS.items():
            assert cube["extension"][f"obs_status_{language}"].get(str(place), "") == words[period]


def test_both_dialects_have_it_and_the_package_describes_it(edition):
    assert ",provisional; break,foreløpig; brudd i tidsserien,provisional; break in the series,B," in (
        edition / "data" / "figures.csv"
    ).read_text(encoding="utf-8")
    assert ';"provisional; break";"foreløpig; brudd i tidsserien";"provisional; break in the series";B;' in (
        edition / "data" / "figures.nb.csv"
    ).read_text(encoding="utf-8-sig")
    package = json.loads((edition / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for file in package["resources"]:
        if file["name"] in ("series", "figures"):
            described = {field["name"]: field["description"] for field in file["schema"]["fields"]}
            assert "CL_OBS_STATUS" in described["obs_status_sdmx"]
            assert all(status in described["obs_status"] for status in STATUSES if "above" not in status)


def test_the_workbook_has_it_in_words(edition):
    book = load_workbook(edition / "nb" / "tables.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Utgiverens merking", "foreløpig; brudd i tidsserien", "skjermet av hensyn til personvernet"} <= cells


def test_the_files_read_back_agree_and_a_changed_status_is_found(content, edition, tmp_path):
    assert disagreements(content, edition) == []
    copy = shutil.copytree(edition, tmp_path / "edition")
    path = copy / "data" / "figures.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"estimated"', '"final"', 1), encoding="utf-8")
    (fault,) = disagreements(content, copy)
    assert (fault.column, fault.found) == ("visits, 2020, obs_status", "final")
