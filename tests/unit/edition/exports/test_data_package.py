"""The description of the files as a Tabular Data Package: valid, and enough for another reader to read them all."""

import json

import pytest
from countedfolder import with_counts
from frictionless import Package
from givenaway import report

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.data_package import write_data_package
from helsetrend.edition.exports.tidy_csv import DIALECTS, write_csv


@pytest.fixture(scope="module", params=["shipped", "counted"])
def given_away(request, tmp_path_factory):
    """The tables of a report, and the folder with their files and the description."""
    folder = tmp_path_factory.mktemp("package")
    findings = report() if request.param == "shipped" else report(with_counts(folder), as_of="2026-03-01")
    tables = datasets(findings)
    for table in tables:
        for dialect in DIALECTS:
            write_csv(table, folder, dialect)
    write_data_package(tables, folder, {"title": "x", "version": "1"})
    return tables, folder


def test_it_is_valid_with_all_its_files(given_away):
    """Types, codes, sizes and digests of the files are held against what is said of them."""
    _, folder = given_away
    told = Package(str(folder / "datapackage.json")).validate()
    assert told.valid, told.flatten(["type", "message"])


def test_another_reader_reads_the_same_rows(given_away):
    tables, folder = given_away
    package = Package(str(folder / "datapackage.json"))
    for table in tables:
        meant = [tuple(cell if cell != "" else None for cell in row) for row in table.rows()]
        for dialect in DIALECTS:
            name = f"{table.name}{'-nb' if dialect.language else ''}"
            found = [tuple(row.to_list()) for row in package.get_resource(name).read_rows()]
            words = [one.labels(dialect.language) if dialect.language else {} for one in table.variables]
            assert found == [
                tuple(told.get(cell, cell) for told, cell in zip(words, row, strict=True)) for row in meant
            ]


def test_every_column_is_described(given_away):
    _, folder = given_away
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {one["name"]: one for one in package["resources"]}
    assert package["profile"] == "tabular-data-package"
    for one in resources.values():
        assert all(field["title"] and field["description"] for field in one["schema"]["fields"])
    field = {one["name"]: one for one in resources["figures"]["schema"]["fields"]}
    assert field["hedge"]["constraints"]["enum"] == ["none", "about", "over", "nearly"]
    assert "over: more than" in field["hedge"]["description"]
    norwegian = {one["title"]: one for one in resources["figures-nb"]["schema"]["fields"]}
    assert norwegian["Verdi"]["decimalChar"] == ","
    assert norwegian["Forbehold"]["constraints"]["enum"] == ["uten forbehold", "rundt", "mer enn", "nærmere"]
    assert "apostrof" in resources["figures-nb"]["description"]
    assert resources["figures-nb"]["dialect"]["delimiter"] == ";"
