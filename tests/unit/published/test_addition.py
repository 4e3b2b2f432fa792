"""A publication is added to the tables as they stand, all of it or nothing."""

import csv
import shutil

import pytest
from command import run
from places import DATA
from tablefolder import figure_cells, table_folder

from helsetrend.errors import DataError
from helsetrend.published.addition import add
from helsetrend.published.folder import read_published

PUBLICATION = """
[source]
source = "page-2026"
published = "2026-02"
published_basis = "stated"
rank = 1
language = "nb"
title = "Helsenorge i tall"
publisher = "Helsedirektoratet"
address = "https://example.org/2026"

[[figures]]
metric = "visits"
period = 2025
as_printed = "om lag 145,5 millioner"

[[figures]]
metric = "logins"
period = "2022"
as_printed = "95,1 millioner"

[[claims]]
claim = "visits-2025-growth"
kind = "growth"
metric = "visits"
from_period = "2024"
to_period = "2025"
as_printed = "11 prosent"
value = 11
unit = "percent"
hedge = "none"
"""


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("folders", "stored"))


@pytest.fixture
def publication(tmp_path):
    path = tmp_path / "page-2026.toml"
    path.write_text(PUBLICATION, "utf-8")
    return path


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in (folder / "published").iterdir()}


def test_source_figures_and_claims_stand_below_what_was_there(folder, publication):
    before = bytes_of(folder)
    added = add(publication, folder)
    assert {name: len(rows) for name, rows in added.items()} == {"sources": 1, "figures": 2, "claims": 1}
    for name, data in bytes_of(folder).items():
        assert data.startswith(before[name].rstrip(b"\n"))
    published = read_published(folder)
    new = published.figures[published.figures["source"] == "page-2026"]
    assert list(zip(new["metric"], new["period"], new["value"], new["hedge"], strict=True)) == [
        ("visits", "2025", 145_500_000, "about"),
        ("logins", "2022", 95_100_000, "none"),
    ]
    assert published.sources["page-2026"].publisher == "Helsedirektoratet"
    assert published.claims.loc["visits-2025-growth", "source"] == "page-2026"


def test_a_table_keeps_its_encoding_its_delimiter_and_its_ends_of_lines(folder, publication):
    path = folder / "published" / "sources.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    text = "".join(f"{';'.join(row)}\r\n" for row in rows)
    path.write_bytes(text.encode("cp1252"))
    publication.write_text(PUBLICATION.replace("Helsenorge i tall", "Året på Helsenorge"), "utf-8")
    add(publication, folder)
    expected = "page-2026;2026-02;stated;1;nb;Året på Helsenorge;;;Helsedirektoratet;https://example.org/2026\r\n"
    assert path.read_bytes() == (text + expected).encode("cp1252")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('metric = "visits"\nperiod', 'metric = "views"\nperiod', "figures.csv, row 57, metric: 'views'"),
        ('as_printed = "95,1 millioner"', 'as_printed = "95,1 milloner"', "milloner"),
        ("[[figures]]", "[[figure]]", "page-2026.toml, figure: not a word of this table"),
        (
            "rank = 1",
            "rank = 1\nrevised = 2",
            "sources.csv, revised: no column; expected one of the columns of this table",
        ),
        ('source = "page-2026"', 'source = "monitor-2022"', "monitor-2022"),
    ],
)
def test_a_fault_is_reported_and_nothing_is_written(old, new, message, folder, publication):
    assert old in PUBLICATION
    publication.write_text(PUBLICATION.replace(old, new), "utf-8")
    before = bytes_of(folder)
    with pytest.raises(DataError) as raised:
        add(publication, folder)
    assert message in str(raised.value)
    assert bytes_of(folder) == before


def test_the_command_shows_the_rows_it_added(folder, publication):
    done = run("add", publication, "--data", folder, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    titles = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("added to")]
    assert titles == ["added to sources: 1", "added to figures: 2", "added to claims: 1"]
    assert "om lag 145,5 millioner" in done.stdout


def test_without_a_file_the_command_asks(folder, monkeypatch):
    """Each answer is a line; figures and claims end with an empty first one."""
    source = ["page-2026", "2026-02", "stated", "1", "nb", "Helsenorge i tall", "", "", "Helsedirektoratet"]
    answers = [*source, "https://example.org/2026", "", "visits", "", "2025", "145,5 millioner", *[""] * 6, "", ""]
    given = iter(answers)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    done = run("add", "--data", folder, folder=folder)
    assert done.returncode == 0, done.stderr
    assert list(given) == []
    assert (
        (folder / "published" / "figures.csv")
        .read_text("utf-8")
        .endswith('visits,,2025,"145,5 millioner",,,,page-2026\n')
    )


def test_a_folder_of_tables_alone_gets_its_first_rows(tmp_path):
    """What is stated beside the table, 12 visits in 2024 by another page, stands in files of its own from then on."""
    folder = table_folder(
        tmp_path,
        {"visits": {}},
        """
        [tables.use]
        files = "use.csv"
        published = 2024-03-01
        SOURCE
        rows.period = "Year"
        """,
        {"use.csv": "Year,Visits\n2022,10\n2023,11\n"},
    )
    source = {"source": "page", "published": "2025-03-01", "published_basis": "stated", "rank": 1, "language": "en"}
    source |= {"title": "Use", "publisher": "The Agency", "address": "https://agency.example/page"}
    add({"source": source, "figures": [{"metric": "visits", "period": 2024, "as_printed": "12"}]}, folder)
    assert sorted(path.name for path in (folder / "published").glob("*.csv")) == ["figures.csv", "sources.csv"]
    assert figure_cells(folder, "period", "as_printed", "source") == [
        ("2024", "12", "page"),
        ("2022", "10", "use"),
        ("2023", "11", "use"),
    ]
