"""The workbook, read by openpyxl: every value where a reader looks for it, no empty cells, no formulas."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from contents import content_in
from countedfolder import with_counts
from givenaway import HARD_TEXTS, TEXTS, by_name, table_of
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from places import DATA
from properties import of_hundred

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.workbook import finish, write_workbook

D = Decimal
NAMES = {
    "nb": [
        "Forside",
        "Innhold",
        "Merknader",
        "Kolonner",
        "Rapportens tall",
        "Endringer",
        "Påstander",
        "Rettelser",
        "Størrelsen på rettelser",
        "Alle tall",
    ],
    "en": [
        "Cover sheet",
        "Contents",
        "Notes",
        "Columns",
        "Report figures",
        "Changes",
        "Claims",
        "Revisions",
        "Size of revisions",
        "All figures",
    ],
}


@pytest.fixture(scope="module")
def content():
    return content_in()


@pytest.fixture(scope="module", params=["nb", "en"])
def book(request, content, tmp_path_factory):
    """The workbook of the shipped data in a language."""
    path = tmp_path_factory.mktemp("book") / "tables.xlsx"
    write_workbook(content, request.param, path)
    return request.param, load_workbook(path)


@pytest.fixture(scope="module")
def norwegian(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("nb") / "tables.xlsx"
    write_workbook(content, "nb", path)
    return load_workbook(path)


def rows_of(sheet):
    """Return the rows of the one table of a sheet, by its headers."""
    (table,) = sheet.tables.values()
    headers, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(headers, row, strict=True)) for row in rows]


def test_there_is_a_cover_the_contents_notes_and_one_table_a_sheet(book):
    language, read = book
    assert read.sheetnames == NAMES[language]
    assert all(len(sheet.tables) == 1 for sheet in read.worksheets[1:])
    assert not read.worksheets[0].tables


def test_title_language_and_dates_are_properties_of_the_file(book):
    language, read = book
    title = {"nb": "Bruken av Helsenorge 2018–2021: tallene bak rapporten"}.get(
        language, "The use of Helsenorge 2018–2021: the figures behind the report"
    )
    assert (read.properties.title, read["Forside" if language == "nb" else "Cover sheet"]["A1"].value) == (title, title)
    assert read.properties.language == {"nb": "nb", "en": "en-GB"}[language]
    assert read.properties.created == read.properties.modified == datetime(2025, 12, 31)


def test_no_cell_of_a_table_is_empty_and_none_is_a_formula(book):
    _, read = book
    for sheet in read.worksheets:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            assert not [cell.coordinate for row in sheet[table.ref] for cell in row if cell.value in (None, "")]


def test_the_norwegian_workbook_has_no_english_headings(norwegian):
    headings = [cell.value for sheet in norwegian.worksheets for cell in sheet["A"]]
    assert not {"Introductory information", "About these data", "Table of contents", "Notes"} & set(headings)
    assert norwegian["Innhold"]["A1"].value == "Innhold i arbeidsboken"


def test_the_contents_lead_to_every_sheet(book):
    _, read = book
    cells = [row[0] for row in read.worksheets[1][next(iter(read.worksheets[1].tables.values())).ref]][1:]
    assert [cell.value for cell in cells] == read.sheetnames[2:]
    assert [cell.hyperlink.location for cell in cells] == [f"'{name}'!A1" for name in read.sheetnames[2:]]


def test_a_number_is_a_number_with_its_hedge_in_words(norwegian):
    rows = {(row["Måltall"], row["Tjeneste"], row["Periode"]): row for row in rows_of(norwegian["Rapportens tall"])}
    logins = rows["Innlogginger på Helsenorge", "gjelder ikke", "2021"]
    assert [logins[name] for name in ("Verdi", "Enhet", "Forbehold", "Minst", "Høyst", "Rettet fra")] == [
        *(90_900_000, "innlogginger", "rundt", 90_800_000, 91_000_000, "rundt 77,5 millioner"),
    ]
    assert logins["Kilder"] == "Direktoratet for e-helse, januar 2023"


def test_a_gap_has_its_reason_in_words(norwegian):
    rows = {(row["Måltall"], row["Tjeneste"], row["Periode"]): row for row in rows_of(norwegian["Rapportens tall"])}
    gap = rows["Besøk per tjeneste", "Koronasertifikatet", "2021"]
    assert [gap[name] for name in ("Verdi", "Forbehold", "Minst", "Status")] == ["ikke publisert"] * 4
    assert rows["Besøk per tjeneste", "Koronasertifikatet", "2018"]["Verdi"] == "fantes ikke"


def test_every_figure_is_there_with_its_source(norwegian, content):
    figures = by_name(datasets(content)[-1])
    rows = rows_of(norwegian["Alle tall"])
    names = {"Som trykt": "as_printed", "Kildens tittel": "title", "Utgiver": "publisher", "Adresse": "address"}
    for row, expected in zip(rows, figures, strict=True):
        assert {header: row[header] for header in names} == {header: expected[name] for header, name in names.items()}
        assert (D(str(row["Verdi"])), D(str(row["Minst"]))) == (expected["value"], expected["low"])
        assert row["Regnes fra"].date() == expected["counts_from"]


def test_a_number_format_shows_exactly_the_decimals_of_its_number(norwegian):
    sheet = norwegian["Alle tall"]
    (table,) = sheet.tables.values()
    headers, *rows = sheet[table.ref]
    low = [cell.value for cell in headers].index("Minst")
    formats = {str(row[low].value): row[low].number_format for row in rows}
    assert (formats["96.5"], formats["140850000"]) == ("#,##0.0", "#,##0")


def test_columns_and_definitions_are_described(norwegian):
    columns = {(row["Ark"], row["Kolonne"]): row["Hva den inneholder"] for row in rows_of(norwegian["Kolonner"])}
    for name in norwegian.sheetnames[4:]:
        headers = next(iter(rows_of(norwegian[name]))).keys()
        assert headers == {column for sheet, column in columns if sheet == name}
    notes = {row["Merknad"]: row["Forklaring"] for row in rows_of(norwegian["Merknader"])}
    assert notes["Definisjon av Besøk på Helsenorge"].startswith("Et besøk (økt) er tidsrommet")


def test_a_count_is_marked_as_counted(tmp_path):
    write_workbook(content_in(with_counts(tmp_path), as_of="2026-03-01"), "en", tmp_path / "tables.xlsx")
    rows = rows_of(load_workbook(tmp_path / "tables.xlsx")["Counted"])
    states = {(row["Metric"], row["Period"]): (row["Counted"], row["State of the count"]) for row in rows}
    assert states["Visits to Helsenorge", "2021"] == (142_345_678, "counted from event logs")
    assert states["Logins to Helsenorge", "2021"] == ("suppressed", "suppressed")


def test_what_the_release_tells_is_on_the_cover_with_addresses_in_full(tmp_path):
    content = content_in(DATA / "folders" / "lesevik", year=2023, first_year=2022)
    write_workbook(content, "nb", tmp_path / "tables.xlsx")
    cover = [cell.value for cell in load_workbook(tmp_path / "tables.xlsx")["Forside"]["A"]]
    assert cover[-8:] == [
        *("Utgiver", "Lesevik (oppdiktet), https://example.org/lesevik"),
        *("Kontakt", "Statistikkgruppen i Lesevik (oppdiktet), statistikk@example.org, +47 00 00 00 00"),
        *("Neste publisering", "mars 2027"),
        *("Lisens", "Oppdiktet lisens 1.0, https://example.org/licence"),
    ]


@of_hundred(25)
@given(
    rows=st.lists(
        st.tuples(
            TEXTS,
            st.one_of(st.none(), st.decimals(-(10**14), 10**14, places=1, allow_nan=False)),
            st.one_of(st.none(), st.integers(-(10**15), 10**15)),
            st.one_of(st.none(), st.dates(date(1900, 3, 1))),
        ),
        min_size=1,
        max_size=3,
    )
)
@example(rows=[(text, D("-0.5"), -7, date(2021, 12, 31)) for text in HARD_TEXTS])
def test_any_text_and_number_is_read_back_as_it_was(rows, content, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "tables.xlsx"
    table = table_of(rows, period="text", value="number", row="integer", period_first="date")
    write_workbook(content, "en", path, tables=[table])
    read = load_workbook(path)["Report figures"]
    assert not [cell for row in read.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    for found, (text, number, count, day) in zip(rows_of(read), rows, strict=True):
        assert found["Period"] == (text or "not applicable")
        assert found["Value"] == ("not applicable" if number is None else float(number))
        assert found["Row"] == ("not applicable" if count is None else count)
        first_day = found["First day of the period"]
        assert first_day == "not applicable" if day is None else first_day.date() == day


def test_a_sheet_that_is_cut_says_so(content, tmp_path, monkeypatch):
    monkeypatch.setattr("helsetrend.edition.exports.workbook.MOST_ROWS", 3)
    write_workbook(content, "en", tmp_path / "tables.xlsx")
    sheet = load_workbook(tmp_path / "tables.xlsx")["All figures"]
    assert len(rows_of(sheet)) == 3
    lines = [cell.value for cell in sheet["A"]]
    assert "The sheet shows the first 3 of 46 rows. All rows are in data/figures.csv." in lines


def test_a_table_without_rows_has_no_sheet(content, tmp_path):
    empty = replace(table_of([], period="text"), name="claims")
    write_workbook(content, "en", tmp_path / "tables.xlsx", tables=[empty, table_of([("2021",)], period="text")])
    assert load_workbook(tmp_path / "tables.xlsx").sheetnames[4:] == ["Report figures"]


def test_no_draft_is_left(content, tmp_path):
    write_workbook(content, "en", tmp_path / "en" / "tables.xlsx")
    assert [path.name for path in (tmp_path / "en").iterdir()] == ["tables.xlsx"]
    with zipfile.ZipFile(tmp_path / "en" / "tables.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.testzip() is None


def test_the_language_is_added_and_nothing_else_changed(tmp_path):
    book = Workbook()
    book.active["A1"] = "æ"
    book.properties.title = "x"
    book.save(tmp_path / "draft.xlsx")
    finish(tmp_path / "draft.xlsx", tmp_path / "done.xlsx", language="en-GB")
    read = load_workbook(tmp_path / "done.xlsx")
    assert (read.properties.language, read.properties.title, read.active["A1"].value) == ("en-GB", "x", "æ")
    with zipfile.ZipFile(tmp_path / "draft.xlsx") as draft, zipfile.ZipFile(tmp_path / "done.xlsx") as done:
        assert draft.namelist() == done.namelist()
        others = [name for name in draft.namelist() if name != "docProps/core.xml"]
        assert all(draft.read(name) == done.read(name) for name in others)
        assert {part.date_time for part in done.infolist()} == {(1980, 1, 1, 0, 0, 0)}
