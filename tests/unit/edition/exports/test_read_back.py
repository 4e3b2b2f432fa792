"""The files of an edition agree with its tables as made, and any single changed cell is found."""

import shutil

import pytest
from contents import content_in
from countedfolder import with_counts
from openpyxl import load_workbook

from helsetrend.edition.exports.open_data import write_open_data
from helsetrend.edition.exports.read_back import disagreements
from helsetrend.edition.exports.workbook import write_workbook


@pytest.fixture(scope="module")
def content():
    return content_in()


@pytest.fixture(scope="module")
def made(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    write(content, folder)
    return folder


@pytest.fixture
def edition(made, tmp_path):
    return shutil.copytree(made, tmp_path / "edition")


def write(content, folder):
    write_open_data(content, folder)
    for language in ("nb", "en"):
        write_workbook(content, language, folder / language / "tables.xlsx")


def test_an_edition_as_it_was_made_agrees(content, made):
    assert disagreements(content, made) == []


def test_one_with_counts_agrees_too(tmp_path):
    content = content_in(with_counts(tmp_path), as_of="2026-03-01")
    write(content, tmp_path / "edition")
    assert disagreements(content, tmp_path / "edition") == []


CELLS = [
    ("data/figures.csv", "72,9 ", "72,8 ", ("other_as_printed", "72,8 millioner", "72,9 millioner")),
    ("data/figures.csv", ",72900000,", ",72900001,", ("value", "72900001", "72900000")),
    ("data/figures.csv", ",none,", ",about,", ("hedge", "about", "none")),
    ("data/figures.nb.csv", ";96,5;", ";96,4;", ("Minst", "96,4", "96,5")),
    ("data/series.nb.csv", "ikke rapportert", "ikke publisert", ("Status", "ikke publisert", "ikke rapportert")),
    (
        "data/series.csv",
        "not reported; the reporting",
        "not reported; it",
        ("note_en", "2018 is not reported; it began in 2020", "2018 is not reported; the reporting began in 2020"),
    ),
    ("data/claims.csv", ",contradicts,", ",agrees,", ("verdict_when_made", "agrees", "contradicts")),
    ("data/figures.json", "140900000", "140900001", ("visits, 2021, value", "140900001", "140900000")),
    (
        "data/figures.json",
        '"only_as_picture", ',
        '"not_published", ',
        ("logins, 2019, status", "not_published", "only_as_picture"),
    ),
    ("data/figures.json", "140950000", "140950001", ("visits, 2021, high", "140950001", "140950000")),
]


def test_each_cell_that_is_changed_is_found_and_no_other(content, edition):
    for name, old, new, _ in CELLS:
        path = edition / name
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())
    found = [(fault.file, fault.column, fault.found, fault.expected) for fault in disagreements(content, edition)]
    assert sorted(found) == sorted((name.removeprefix("data/"), *place) for name, *_, place in CELLS)


SHEETS = [
    ("nb", "Alle tall", 72_900_000, 72_900_001),
    ("nb", "Rapportens tall", "ikke publisert som tall", "0"),
    ("en", "Report figures", "about", "no hedge"),
    ("en", "Claims", "Contradicts the figures", "Agrees"),
    ("en", "Changes", 93.07745, 93.07744),
]


def test_each_cell_of_a_workbook_that_is_changed_is_found_and_no_other(content, edition):
    for language in ("nb", "en"):
        path = edition / language / "tables.xlsx"
        book = load_workbook(path)
        for of, sheet, old, new in SHEETS:
            if of == language:
                next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == old).value = new
        book.save(path)
    faults = {fault.file: fault.found for fault in disagreements(content, edition)}
    assert sorted(faults) == sorted(f"tables.xlsx {sheet}" for _, sheet, *_ in SHEETS)
    assert all(f"{new}"[:9] in faults[f"tables.xlsx {sheet}"] for _, sheet, _, new in SHEETS)


def test_a_missing_or_additional_row_is_found(content, edition):
    lines = (edition / "data/claims.csv").read_text("utf-8").splitlines(keepends=True)
    (edition / "data/claims.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    more = edition / "data/changes.csv"
    more.write_text(more.read_text("utf-8") + more.read_text("utf-8").splitlines()[-1], encoding="utf-8")
    faults = {(fault.file, fault.row, fault.found, fault.expected) for fault in disagreements(content, edition)}
    assert faults == {("claims.csv", 10, "nothing", "a row"), ("changes.csv", 20, "a row", "nothing")}


def test_another_header_and_a_row_with_fewer_cells_are_found_by_their_columns(content, edition):
    path = edition / "data/changes.csv"
    header, first, *others = path.read_text("utf-8").splitlines(keepends=True)
    short, _, last = first.rstrip("\n").rpartition(",")
    path.write_text("".join([header.replace("metric,", "measure,", 1), f"{short}\n", *others]), encoding="utf-8")
    faults = [(fault.row, fault.column, fault.found, fault.expected) for fault in disagreements(content, edition)]
    assert faults == [(1, "metric", "measure", "metric"), (2, "bridged_by", "None", last)]


@pytest.mark.parametrize("damaged", [None, b"", b"\xff\xfe{"])
def test_files_that_are_missing_or_cannot_be_read_are_reported_and_no_others(damaged, content, edition):
    names = ["data/figures.csv", "data/series.nb.csv", "data/figures.json", "nb/tables.xlsx"]
    for name in names:
        (edition / name).unlink()
        if damaged is not None:
            (edition / name).write_bytes(damaged)
    found = {fault.file.rpartition("/")[2] for fault in disagreements(content, edition)}
    assert found == {name.rpartition("/")[2] for name in names}


def test_the_files_of_another_report_disagree(made):
    """By June 2023 the 77.5 million logins of 2021 had been revised, but not the 72 million visits of 2020."""
    places = {(fault.file, fault.column) for fault in disagreements(content_in(as_of="2023-06-01"), made)}
    assert ("figures.json", "visits, 2020, value") in places
    assert ("figures.json", "logins, 2021, value") not in places
