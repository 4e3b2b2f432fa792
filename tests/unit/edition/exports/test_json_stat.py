"""The JSON-stat file, read by pyjstat and by a simple reader written from the text of the standard."""

import json
from itertools import product

import pytest
from contents import content_in
from givenaway import by_name
from pyjstat import pyjstat

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.json_stat import Cube, write_json_stat

GAPS = {
    *((f"service_visits:{name}", year) for name, year in [("messages", "2018"), ("messages", "2019")]),
    *(("service_visits:covid_certificate", str(year)) for year in range(2018, 2022)),
    *(("patient_travel_electronic_share", f"{year}-12") for year in (2018, 2019)),
    *(("patient_travel_self_service_visits", str(year)) for year in (2018, 2019, 2020)),
    ("logins", "2019"),
}


@pytest.fixture(scope="module")
def tables():
    return {table.name: table for table in datasets(content_in())}


@pytest.fixture(scope="module")
def path(tables, tmp_path_factory):
    path = tmp_path_factory.mktemp("json") / "figures.json"
    write_json_stat(
        Cube(tables["figures"], tables["series"], ["nb", "en"], "en"), path, {"label": "x", "updated": "2025-12-31"}
    )
    return path


@pytest.fixture(scope="module")
def cube(path):
    return json.loads(path.read_text(encoding="utf-8"))


def cells_of(cube, part):
    """Return a part of the file by series and period: dimensions in the order of `id`, the last one varying fastest."""
    names = [cube["dimension"][dimension]["category"]["index"] for dimension in cube["id"]]
    assert [len(category) for category in names] == cube["size"]
    return {place: part[str(position)] for position, place in enumerate(product(*names)) if str(position) in part}


def in_force(tables):
    """Return the figures in force, by series and period."""
    return {
        (":".join(filter(None, (cells["metric"], cells["service"]))), cells["period"]): cells
        for cells in by_name(tables["figures"])
        if cells["status"] == "in_force"
    }


def test_values_are_those_of_the_figures_in_force(cube, tables):
    figures = in_force(tables)
    assert cells_of(cube, cube["value"]) == {place: float(cells["value"]) for place, cells in figures.items()}
    assert cells_of(cube, cube["value"])["visits", "2021"] == 140_900_000


def test_hedge_bounds_and_source_are_at_the_position_of_the_value(cube, tables):
    figures, extension = in_force(tables), cube["extension"]
    for name in ("hedge", "as_printed", "source", "published"):
        assert cells_of(cube, extension[name]) == {place: cells[name] for place, cells in figures.items()}
    for name in ("low", "high", "rounding"):
        assert cells_of(cube, extension[name]) == {place: float(cells[name]) for place, cells in figures.items()}
    status = cells_of(cube, cube["status"])
    assert {place: status[place] for place in figures} == {place: cells["hedge"] for place, cells in figures.items()}


def test_a_gap_has_its_reason_and_no_value(cube):
    status, value = cells_of(cube, cube["status"]), cells_of(cube, cube["value"])
    assert status.keys() - value.keys() == GAPS
    assert status["logins", "2019"] == "only_as_picture"
    labels = cube["extension"]["status"]["label"]
    assert labels["nb"].keys() == labels["en"].keys() >= set(status.values())


def test_periods_are_in_the_order_of_time_and_series_have_names_and_units(cube):
    periods = cube["dimension"]["period"]["category"]["index"]
    assert periods[:3] == ["2014-05", "2016", "2016-Q4"]
    assert periods[-2:] == ["2021", "2021-12"]
    category = cube["dimension"]["series"]["category"]
    assert category["label"]["logins"] == "Logins to Helsenorge"
    assert category["unit"]["patient_travel_electronic_share"] == {"label": "percent"}
    assert cube["extension"]["label"]["nb"]["logins"] == "Innlogginger på Helsenorge"
    assert cube["role"] == {"metric": ["series"], "time": ["period"]}


def test_another_reader_reads_the_same(path, cube):
    read = pyjstat.Dataset.read(path.read_text(encoding="utf-8")).write("dataframe", naming="id")
    found = {(row.series, row.period): row.value for row in read.itertuples() if row.value == row.value}
    assert found == cells_of(cube, cube["value"])
