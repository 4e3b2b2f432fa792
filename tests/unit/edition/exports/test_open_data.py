"""The folder of the open data: its files, their names, and the same bytes wherever and whenever they are made."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from contents import content_in
from countedfolder import with_counts
from frictionless import Package
from places import DATA
from pyjstat import pyjstat
from rdflib import DCAT, DCTERMS, Graph, Literal

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.open_data import write_open_data
from helsetrend.errors import DataError

TABLES = ("series", "changes", "claims", "revisions", "revision_sizes", "figures")
DESCRIPTIONS = {"figures.json", "datapackage.json", "dcat.ttl"}

PROGRAM = """
from pathlib import Path
from contents import content_in

from helsetrend.edition.exports.open_data import write_open_data
from helsetrend.edition.exports.workbook import write_workbook
content, folder = content_in(as_of="2024-03-01"), Path(sys.argv[1])
write_open_data(content, folder)
for language in ("nb", "en"):
    write_workbook(content, language, folder / language / "tables.xlsx")
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    write_open_data(content_in(), folder)
    return folder / "data"


def test_every_table_is_there_in_two_dialects_with_the_descriptions(data):
    names = {f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".nb.csv")}
    assert {path.name for path in data.iterdir()} == names | DESCRIPTIONS


def test_counts_are_there_if_something_was_counted(tmp_path):
    write_open_data(content_in(with_counts(tmp_path), as_of="2026-03-01"), tmp_path / "edition")
    assert {"counted.csv", "counted.nb.csv"} <= {path.name for path in (tmp_path / "edition" / "data").iterdir()}
    assert Package(str(tmp_path / "edition" / "data" / "datapackage.json")).validate().valid


def test_other_readers_take_all_of_it(data):
    assert Package(str(data / "datapackage.json")).validate().valid
    cube = pyjstat.Dataset.read((data / "figures.json").read_text(encoding="utf-8"))
    assert (cube["label"], cube["updated"]) == (
        *("The use of Helsenorge 2018–2021: the figures behind the report", "2025-12-31"),
    )
    graph = Graph().parse(data / "dcat.ttl")
    assert Literal("Bruken av Helsenorge 2018–2021: tallene bak rapporten", lang="nb") in set(
        graph.objects(None, DCTERMS.title)
    )
    files = {str(address).rpartition("/")[2] for address in graph.objects(None, DCAT.accessURL)}
    assert files == {path.name for path in data.iterdir()} - {"datapackage.json", "dcat.ttl"}


def test_the_span_is_from_the_first_to_the_last_figure(data):
    """The first figure is of May 2014, the last of 2021."""
    graph = Graph().parse(data / "dcat.ttl")
    days = [str(day) for name in (DCAT.startDate, DCAT.endDate) for day in graph.objects(None, name)]
    assert days == ["2014-05-01", "2021-12-31"]


def test_the_version_names_the_edition(data):
    assert json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["version"] == "2021-2025-12-31"


def test_nothing_is_written_if_a_cell_cannot_be_published(tmp_path):
    content = content_in()
    catalogue = content.vintage.catalogue
    unit = catalogue.units["visits"].model_copy(update={"en": "\x00"})
    changed = catalogue.model_copy(update={"units": {**catalogue.units, "visits": unit}})
    vintage = replace(content.vintage, published=replace(content.vintage.published, catalogue=changed))
    with pytest.raises(DataError, match="unit_en"):
        write_open_data(replace(content, vintage=vintage), tmp_path / "edition")
    assert not (tmp_path / "edition").exists()


def test_tables_that_were_made_already_are_used(tmp_path):
    tables = [table.at([]) if table.name == "claims" else table for table in datasets(content_in())]
    write_open_data(content_in(), tmp_path, tables=tables)
    assert len((tmp_path / "data" / "claims.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_the_same_report_gives_the_same_bytes_anywhere(tmp_path):
    """In another time zone, locale and hash order than here; dates come from the data."""
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "0"}
    environment = {**os.environ, **elsewhere, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "0"}
    subprocess.run(
        [sys.executable, "-c", f"import sys{PROGRAM}", tmp_path / "elsewhere æ"], env=environment, check=True
    )
    exec(PROGRAM, {"sys": SimpleNamespace(argv=["", tmp_path / "here"])})
    made = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "here", tmp_path / "elsewhere æ")
    ]
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert len(made[0]) == 12 + 3 + 2


def test_the_package_has_the_licence_of_the_release(tmp_path):
    write_open_data(content_in(DATA / "folders" / "lesevik", year=2023, first_year=2022), tmp_path)
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))
    assert [(licence["path"], licence["title"]) for licence in package["licenses"]] == [
        ("https://example.org/licence", "Made-up licence 1.0")
    ]


def test_a_package_without_a_licence_names_none(data):
    assert "licenses" not in json.loads((data / "datapackage.json").read_text("utf-8"))
