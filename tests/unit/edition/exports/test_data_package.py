"""The Tabular Data Package is valid, and another reader can read all files by it."""

import json

import pytest
from contents import content_in
from countedfolder import with_counts
from frictionless import Package

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.data_package import write_data_package
from helsetrend.edition.exports.tidy_csv import dialects_of, write_csv
from helsetrend.values.interval import HEDGES


@pytest.fixture(scope="module", params=["shipped", "counted"])
def package(request, tmp_path_factory):
    """The tables of a report, and the folder with their files and the description."""
    folder = tmp_path_factory.mktemp("package")
    content = content_in() if request.param == "shipped" else content_in(with_counts(folder), as_of="2026-03-01")
    tables = datasets(content)
    for table in tables:
        for dialect in dialects_of(["nb", "en"]):
            write_csv(table, folder, dialect)
    write_data_package(
        tables, folder, {"title": "x", "version": "1"}, dialects=dialects_of(["nb", "en"]), language="en"
    )
    return tables, folder


def test_it_is_valid_with_all_its_files(package):
    """Types, codes, sizes and digests of the files are compared with their description."""
    _, folder = package
    validation = Package(str(folder / "datapackage.json")).validate()
    assert validation.valid, validation.flatten(["type", "message"])


def test_another_reader_reads_the_same_rows(package):
    tables, folder = package
    read = Package(str(folder / "datapackage.json"))
    for table in tables:
        expected = [tuple(cell if cell != "" else None for cell in row) for row in table.rows()]
        for dialect in dialects_of(["nb", "en"]):
            name = f"{table.name}{'-nb' if dialect.language else ''}"
            rows = [tuple(row.to_list()) for row in read.get_resource(name).read_rows()]
            labels = [column.labels(dialect.language) if dialect.language else {} for column in table.variables]
            assert rows == [
                tuple(of_code.get(cell, cell) for of_code, cell in zip(labels, row, strict=True)) for row in expected
            ]


def test_every_column_is_described(package):
    _, folder = package
    description = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in description["resources"]}
    assert description["profile"] == "tabular-data-package"
    for resource in resources.values():
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])
    fields = {field["name"]: field for field in resources["figures"]["schema"]["fields"]}
    assert fields["hedge"]["constraints"]["enum"] == list(HEDGES)
    assert "over: more than" in fields["hedge"]["description"]
    norwegian = {field["title"]: field for field in resources["figures-nb"]["schema"]["fields"]}
    assert norwegian["Verdi"]["decimalChar"] == ","
    hedges = norwegian["Forbehold"]["constraints"]["enum"]
    assert hedges == ["uten forbehold", "rundt", "mer enn", "minst", "nærmere", "under", "opptil", "mellom"]
    assert "apostrof" in resources["figures-nb"]["description"]
    assert resources["figures-nb"]["dialect"]["delimiter"] == ";"
