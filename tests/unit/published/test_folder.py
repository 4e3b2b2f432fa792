"""All that is published, read from a folder; and a folder with faults, all of which are reported at once."""

import csv
import hashlib
import io
import shutil
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from places import DATA
from properties import of_hundred
from workbooks import excel, number, opendocument

from helsetrend.errors import DataError
from helsetrend.published.figures import FIGURES, GAPS
from helsetrend.published.folder import read_published
from helsetrend.published.schemas.claims_schema import schema_of_claims
from helsetrend.published.schemas.figures_schema import schema_of_figures, schema_of_sources
from helsetrend.values.printed import readings

TABLES = ("figures", "sources", "claims")


def rows_of(table):
    """The cells of a shipped table as they stand in its file, the header first."""
    with (DATA / "published" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


FIRST_FIGURE, FIRST_CLAIM = (
    (DATA / "published" / name).read_text("utf-8").splitlines()[1] for name in ("figures.csv", "claims.csv")
)


@pytest.fixture(scope="module")
def published():
    return read_published(DATA)


def test_figures_and_gaps_have_the_columns_and_types_of_their_schemas(published, folder):
    path = folder / "published" / "figures.csv"
    path.write_text(path.read_text("utf-8").rstrip("\n") + '\nvisits,,2015,"..",,,,monitor-2024\n', "utf-8")
    FIGURES.validate(published.rows)
    FIGURES.validate(read_published(folder).rows)
    GAPS.validate(published.gaps)
    assert list(GAPS.validate(read_published(folder).gaps)["period"]) == ["2015"]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def add(path, line):
    """Adds the line at the end of the file and gives its row."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n"
    path.write_text(text, encoding="utf-8", newline="")
    return text.count("\n")


def faults_of(folder):
    with pytest.raises(DataError) as caught:
        read_published(folder)
    return caught.value.faults


def places(faults):
    return [(fault.file, fault.row, fault.column) for fault in faults]


def test_every_row_of_the_file_is_a_figure_with_the_number_of_its_line(published):
    with (DATA / "published" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(published.figures.index) == list(range(2, len(rows) + 2))
    for name in ("metric", "service", "period", "as_printed", "unit", "hedge", "source"):
        assert list(published.figures[name]) == [row[name] for row in rows]
    assert list(published.figures["value"]) == [float(row["value"]) for row in rows]


def test_the_history_holds_no_second_copy_of_the_figures(published):
    for name in ("value", "low", "published_date"):
        assert np.shares_memory(published.rows[name].array, published.history_rows[name].array)


def test_claims_are_kept_as_they_stand(published):
    with (DATA / "published" / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert published.claims.reset_index().to_dict("records") == list(csv.DictReader(file))
    assert published.claims.index.name == "claim"


def test_every_source_is_kept_in_the_order_of_the_file(published):
    with (DATA / "published" / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(published.sources) == [row["source"] for row in rows]
    for row, source in zip(rows, published.sources.values(), strict=True):
        assert (str(source.published), str(source.rank), source.language) == (
            row["published"],
            row["rank"],
            row["language"],
        )
        assert (source.title, source.publisher, source.address) == (row["title"], row["publisher"], row["address"])
        assert source.detail == {"nb": row["detail_nb"], "en": row["detail_en"]}
        assert source.is_stated == (row["published_basis"] == "stated")


def test_a_digest_is_that_of_the_bytes_on_disk(folder):
    digests = read_published(folder).digests
    assert set(digests) == {"metrics.toml", "figures.csv", "sources.csv", "claims.csv"}
    for name, digest in digests.items():
        path = folder / name if name == "metrics.toml" else folder / "published" / name
        with path.open("rb") as file:
            assert digest == hashlib.file_digest(file, "sha256").hexdigest()
    add(folder / "published/figures.csv", FIRST_FIGURE.replace("over 140", "mer enn 140"))
    changed = read_published(folder).digests
    assert {name for name in digests if digests[name] != changed[name]} == {"figures.csv"}


@pytest.mark.parametrize(
    "name", ["metrics.toml", "published/figures.csv", "published/sources.csv", "published/claims.csv"]
)
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(name, newline, folder, published):
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", newline))
    read = read_published(folder)
    pd.testing.assert_frame_equal(read.figures, published.figures)
    pd.testing.assert_frame_equal(read.claims, published.claims)
    assert (read.catalogue, read.sources) == (published.catalogue, published.sources)


def test_two_faults_in_each_of_four_files_are_reported_at_once(folder):
    """With file, row, column, what was found and what is expected. Row 1 is the header."""
    bad_figure = FIRST_FIGURE.replace(",2021,", ",2021-13,").replace(",over,", ",ca,")
    bad_claim = FIRST_CLAIM.replace(",growth,", ",grow,").replace("monitor-2022", "monitor-2021")
    change(folder / "published/figures.csv", FIRST_FIGURE, bad_figure)
    change(folder / "published/claims.csv", FIRST_CLAIM, bad_claim)
    change(folder / "published/sources.csv", "2020-06,inferred,1,", "summer 2020,inferred,first,")
    change(folder / "metrics.toml", 'kind = "count"', 'kind = "sum"\ncolour = "red"')
    faults = faults_of(folder)
    assert places(faults) == [
        ("claims.csv", 2, "kind"),
        ("claims.csv", 2, "source"),
        ("figures.csv", 2, "hedge"),
        ("figures.csv", 2, "period"),
        ("metrics.toml", 0, "metrics.visits.colour"),
        ("metrics.toml", 0, "metrics.visits.kind"),
        ("sources.csv", 3, "published"),
        ("sources.csv", 3, "rank"),
    ]
    assert [fault.found for fault in faults] == [
        "grow",
        "monitor-2021",
        "ca",
        "2021-13",
        "not a word of this table",
        "sum",
        "summer 2020",
        "first",
    ]
    expected = {fault.column: fault.expected for fault in faults}
    assert expected["kind"].startswith("one of growth, decline, ")
    assert expected["source"].startswith("one of monitor-2022, monitor-2020, ")
    assert expected["hedge"] == "one of none, about, over, at_least, nearly, under, at_most, between, or nothing"
    assert expected["period"] == "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12, 2016-10-01 or 2022-05/2022-12"
    assert expected["metrics.visits.kind"] == "one of 'count', 'share', 'mean', 'rate', 'stock', 'persons'"
    assert expected["published"] == "2022, 2022-05 or 2022-05-31"


def test_the_message_has_a_line_for_each_fault(folder):
    change(folder / "published/figures.csv", FIRST_FIGURE, FIRST_FIGURE.replace(",2021,", ",2021-13,"))
    change(folder / "published/sources.csv", "https://www.digi.no", "javascript:alert(1)//")
    with pytest.raises(DataError) as caught:
        read_published(folder)
    title, *lines = str(caught.value).splitlines()
    assert title == "the data have 2 faults:"
    expected = "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12, 2016-10-01 or 2022-05/2022-12"
    assert lines[0] == f"  figures.csv, row 2, period: '2021-13'; expected {expected}"
    assert lines[1].startswith("  sources.csv, row 11, address: 'javascript:alert(1)//")
    assert lines[1].endswith("expected an address that begins with http:// or https://")


def test_a_row_that_is_repeated_is_reported_with_its_twin(folder):
    second, third = [add(folder / "published/figures.csv", FIRST_FIGURE) for _ in range(2)]
    claim = add(folder / "published/claims.csv", FIRST_CLAIM)
    faults = faults_of(folder)
    assert places(faults) == [("claims.csv", claim, "claim"), ("figures.csv", second, ""), ("figures.csv", third, "")]
    assert {fault.expected for fault in faults} == {"no repetition of row 2"}


def test_one_source_may_print_a_figure_twice_in_different_words(folder):
    """The page itself prints both "over 140" and "140 millioner"."""
    row = add(folder / "published/figures.csv", FIRST_FIGURE.replace("over 140", "mer enn 140"))
    assert read_published(folder).figures.at[row, "as_printed"] == "mer enn 140 millioner"


def test_a_source_identifier_stands_for_one_source(folder):
    row = add(folder / "published/sources.csv", "monitor-2022,2018,stated,2,nb,En annen,,,En annen,https://example.org")
    (fault,) = faults_of(folder)
    assert places([fault]) == [("sources.csv", row, "source")]
    assert (fault.found, fault.expected) == ("monitor-2022", "no repetition of row 2")


def test_a_source_that_only_the_catalogue_refers_to_must_be_known(folder):
    change(folder / "metrics.toml", 'source = "monitor-2022"', 'source = "monitor-2021"')
    (fault,) = faults_of(folder)
    assert (fault.file, fault.found) == ("metrics.toml", "monitor-2021")
    assert fault.expected.startswith("one of monitor-2022, ")


def test_a_figure_from_before_the_first_report_contradicts_the_catalogue(folder):
    early = "service_visits,messages,2019,10 millioner,10000000,visits,none,monitor-2022"
    row = add(folder / "published/figures.csv", early)
    (fault,) = faults_of(folder)
    assert places([fault]) == [("figures.csv", row, "period")]
    assert (fault.found, fault.expected) == ("2019", "2020 or later, as metrics.toml says")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_missing_is_the_only_fault(name, folder):
    (folder / "published" / f"{name}.csv").unlink()
    (fault,) = faults_of(folder)
    assert (fault.file, fault.row, fault.found) == (f"{name}.csv", 0, "missing")
    assert fault.expected == f"{name}.csv, or .tsv, .txt, .xlsx, .ods"


def test_a_catalogue_that_is_missing_is_the_only_fault(folder):
    (folder / "metrics.toml").unlink()
    (fault,) = faults_of(folder)
    assert (fault.file, fault.row, fault.expected) == ("metrics.toml", 0, "a file that can be read")


def test_a_table_in_two_files_is_a_fault_that_names_both(folder):
    (folder / "published" / "figures.xlsx").write_bytes(excel(rows_of("figures")))
    (fault,) = faults_of(folder)
    assert (fault.row, fault.found) == (0, "there are figures.csv and figures.xlsx")


def test_what_excel_leaves_beside_an_open_workbook_is_no_table(folder, published):
    for name in ("~$figures.xlsx", ".~lock.figures.csv#", "figures.csv.bak", "old figures.csv", "figures.docx"):
        (folder / "published" / name).write_bytes(b"nothing to read")
    pd.testing.assert_frame_equal(read_published(folder).figures, published.figures)


def test_a_folder_with_the_name_of_a_table_is_no_traceback(folder):
    (folder / "published" / "claims.csv").unlink()
    (folder / "published" / "claims.csv").mkdir()
    (fault,) = faults_of(folder)
    assert (fault.file, fault.expected) == ("claims.csv", "a file that can be read")


@pytest.mark.parametrize("name", ["figures.csv", "sources.csv"])
def test_a_file_without_rows_is_the_only_fault(name, folder):
    path = folder / "published" / name
    header = path.read_text(encoding="utf-8").splitlines()[0]
    for content, row in {"": 0, header: 1}.items():
        path.write_text(content, encoding="utf-8")
        assert places(faults_of(folder)) == [(name, row, "")]


def test_there_need_be_no_claims_but_a_file_for_them(folder):
    path = folder / "published" / "claims.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header, encoding="utf-8")
    assert len(read_published(folder).claims) == 0
    path.write_text("", encoding="utf-8")
    assert places(faults_of(folder)) == [("claims.csv", 0, "")]


@pytest.mark.parametrize("make", [lambda _: None, Path.touch], ids=["nothing there", "a file there"])
def test_a_folder_that_does_not_exist_is_the_only_fault(make, tmp_path):
    make(tmp_path / "nowhere")
    (fault,) = faults_of(tmp_path / "nowhere")
    expected = "a folder with metrics.toml and published/"
    assert str(fault) == f"{tmp_path}/nowhere: there is no such folder; expected {expected}"


def test_an_empty_folder_lacks_every_file(tmp_path):
    assert places(faults_of(tmp_path)) == [
        ("claims.csv", 0, ""),
        ("figures.csv", 0, ""),
        ("metrics.toml", 0, ""),
        ("sources.csv", 0, ""),
    ]


def put(folder, contents):
    """Puts files in the place of the tables of the same stem."""
    for name, content in contents.items():
        (folder / "published" / f"{Path(name).stem}.csv").unlink(missing_ok=True)
        (folder / "published" / name).write_bytes(content)
    return folder


def as_text(rows, delimiter, encoding):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def typed(rows):
    """Whole numbers as numbers, as a spreadsheet takes them from what is typed."""
    return [[int(cell) if cell.isdigit() else cell for cell in row] for row in rows]


def typed_in_opendocument(rows):
    return [[number(cell) if cell.isdigit() else cell for cell in row] for row in rows]


IN_NORWEGIAN = {
    name: column.title
    for schema in (schema_of_figures(None, None), schema_of_sources(), schema_of_claims(None, None))
    for name, column in schema.columns.items()
}


def titled(rows):
    """With a title above, the headers in Norwegian and capitals, and the columns turned round."""
    header, *others = rows
    heads = [IN_NORWEGIAN[name].upper().replace(" ", "-") for name in header]
    return [["Besøk og innlogginger"], [], *([*row][::-1] for row in [heads, *others])]


FORMS = {
    "commas, UTF-8": (".csv", lambda rows: as_text(rows, ",", "utf-8")),
    "semicolons, Windows-1252": (".csv", lambda rows: as_text(rows, ";", "cp1252")),
    "semicolons, a mark, UTF-8": (".csv", lambda rows: as_text(rows, ";", "utf-8-sig")),
    "sep=;": (".csv", lambda rows: b"sep=;\r\n" + as_text(rows, ";", "utf-8")),
    "tabs, Latin-1": (".tsv", lambda rows: as_text(rows, "\t", "latin-1")),
    "Excel's Unicode text": (".txt", lambda rows: as_text(rows, "\t", "utf-16")),
    "big-endian": (".txt", lambda rows: b"\xfe\xff" + as_text(rows, "\t", "utf-16-be")),
    "empty columns at the end": (".csv", lambda rows: as_text([[*row, "", ""] for row in rows], ";", "utf-8")),
    "empty rows at the end": (".csv", lambda rows: as_text([*rows, [""] * 5, [" "] * 9], ";", "utf-8")),
    "titles above": (".csv", lambda rows: as_text(titled(rows), ",", "utf-8")),
    "capitals in the name": (".CSV", lambda rows: as_text(rows, ",", "utf-8")),
    "Excel, texts": (".xlsx", excel),
    "Excel, numbers": (".xlsx", lambda rows: excel(typed(rows))),
    "Excel, titles above": (".xlsx", lambda rows: excel(titled(rows))),
    "LibreOffice, texts": (".ods", opendocument),
    "LibreOffice, numbers": (".ods", lambda rows: opendocument(typed_in_opendocument(rows))),
    "LibreOffice, titles above": (".ods", lambda rows: opendocument(titled(rows))),
}


@pytest.mark.parametrize(("end", "save"), FORMS.values(), ids=FORMS)
def test_every_form_of_file_gives_the_same_tables(end, save, folder, published):
    names = {name: f"{name}{end}" for name in TABLES}
    read = read_published(put(folder, {names[name]: save(rows_of(name)) for name in TABLES}))
    figures, claims = read.figures.reset_index(drop=True), read.claims
    pd.testing.assert_frame_equal(figures, published.figures.reset_index(drop=True))
    pd.testing.assert_frame_equal(claims, published.claims)
    assert list(read.sources.items()) == list(published.sources.items())
    assert set(read.digests) == {"metrics.toml", *names.values()}


def test_the_tables_may_be_in_different_forms(folder, published):
    put(folder, {"sources.xlsx": excel(rows_of("sources")), "claims.ods": opendocument(rows_of("claims"))})
    pd.testing.assert_frame_equal(read_published(folder).figures, published.figures)


@pytest.mark.parametrize("save", [excel, opendocument], ids=["xlsx", "ods"])
def test_every_fault_of_a_workbook_names_its_cell(save, folder):
    """Those of its cells, of the columns' checks, of the rules over a row, of numbers in doubt and of repetitions."""
    header, *rows = rows_of("figures")
    rows[0][header.index("period")] = "2021-13"
    rows[1][header.index("hedge")] = "over"
    rows[2][header.index("value")] = "37,2 %"
    rows[3][header.index("as_printed")] = "140\u0085millioner"
    rows.append(rows[4])
    end = {excel: "xlsx", opendocument: "ods"}[save]
    put(folder, {f"figures.{end}": save([["Tall"], header, *rows], title="Årets tall")})
    told = {(fault.cell, fault.row, fault.column) for fault in faults_of(folder)}
    letters = {name: chr(ord("A") + place) for place, name in enumerate(header)}
    assert told == {
        (f"'Årets tall'!{letters['period']}3", 3, "period"),
        (f"'Årets tall'!{letters['hedge']}4", 4, "hedge"),
        (f"'Årets tall'!{letters['value']}5", 5, "value"),
        (f"'Årets tall'!{letters['as_printed']}6", 6, "as_printed"),
        (f"'Årets tall'!{len(rows) + 2}:{len(rows) + 2}", len(rows) + 2, ""),
    }
    text = str(DataError(faults_of(folder)))
    assert f"figures.{end}, 'Årets tall'!{letters['period']}3, period: '2021-13'; expected 2021, 2023-H1" in text
    assert "row 3" not in text


def test_numbers_are_read_as_people_write_them(folder, published):
    """In the whole file at once: with groups of a hard space in the values, and a decimal comma."""
    header, *rows = rows_of("figures")
    place = header.index("value")
    written = [[*row[:place], f"{int(row[place]):,}".replace(",", "\u202f"), *row[place + 1 :]] for row in rows]
    put(folder, {"figures.csv": as_text([header, *written], ";", "utf-8")})
    pd.testing.assert_frame_equal(read_published(folder).figures, published.figures)


CLAIM = {"kind": "growth", "as_printed": "en dobling", "unit": "percent", "rounding": "10", "hedge": "about"}


def with_claim_of(folder, value):
    """The folder with a claim in words, of which the value can be known from no print."""
    header, *rows = rows_of("claims")
    first = dict(zip(header, rows[0], strict=True)) | CLAIM | {"claim": "new", "value": value}
    return put(folder, {"claims.csv": as_text([header, *rows, [first[name] for name in header]], ",", "utf-8")})


def test_a_number_that_can_be_read_in_two_ways_is_a_fault_until_someone_decides(folder, monkeypatch):
    with_claim_of(folder, "1.234")
    (fault,) = faults_of(folder)
    assert (fault.column, fault.found) == ("value", "1.234")
    assert fault.expected.startswith("1234 or 1.234, since it can be read as both: write 1234 or 1,2340")
    assert read_published(folder, decimal="comma").claims.at["new", "value"] == "1234"
    assert read_published(folder, decimal="point").claims.at["new", "value"] == "1.234"
    monkeypatch.setenv("HELSETREND_DECIMAL", "comma")
    assert read_published(folder).claims.at["new", "value"] == "1234"
    assert read_published(folder, decimal="point").claims.at["new", "value"] == "1.234"


def values_of(folder):
    """Each value with the metric, period, print and source that it belongs to; nothing where there are faults."""
    try:
        figures = read_published(folder).figures
    except DataError:
        return None
    keys = ["metric", "service", "period", "as_printed", "unit", "hedge", "source"]
    return list(zip(figures[keys].itertuples(index=False, name=None), figures["value"], strict=True))


SMALL = rows_of("figures")[:9]
AS_BYTES = {
    "figures.csv": as_text(SMALL, ",", "utf-8"),
    "figures.tsv": as_text(SMALL, "\t", "utf-16"),
    "figures.txt": as_text(SMALL, ";", "cp1252"),
    "figures.xlsx": excel(typed(SMALL)),
    "figures.ods": opendocument(typed_in_opendocument(SMALL)),
}
EXPECTED = [(tuple(row[:1] + row[1:4] + row[5:8]), float(row[4])) for row in SMALL[1:]]


TEXT = '{nb = "x", en = "x"}'
NAMED = f'measured = "year"\nname = {TEXT}\nsubject = {TEXT}\ndefinition = {TEXT}\nkind = "count"\n'
SMALL_CATALOGUE = f"""
portal = {{name = {TEXT}, description = {TEXT}}}
units = {{visits = {TEXT}, logins = {TEXT}}}
[metrics.visits]
unit = "visits"
{NAMED}
[metrics.logins]
unit = "logins"
{NAMED}
[metrics.service_visits]
unit = "visits"
services.messages = {{name = {TEXT}, short = {TEXT}, subject = {TEXT}}}
{NAMED}
"""


@pytest.fixture(scope="module")
def one_folder(tmp_path_factory):
    """A small folder for many examples, each of which puts its own figures there: three metrics, a source, no claim."""
    home = tmp_path_factory.mktemp("fuzz")
    (home / "published").mkdir()
    (home / "metrics.toml").write_text(SMALL_CATALOGUE, encoding="utf-8")
    (home / "published" / "sources.csv").write_bytes(as_text(rows_of("sources")[:2], ",", "utf-8"))
    (home / "published" / "claims.csv").write_bytes(as_text(rows_of("claims")[:1], ",", "utf-8"))
    return home


def values_with(folder, name, content):
    for path in (folder / "published").glob("figures.*"):
        path.unlink()
    return values_of(put(folder, {name: content}))


def test_the_whole_files_give_the_values_that_stand_in_them(one_folder):
    for name, content in AS_BYTES.items():
        assert values_with(one_folder, name, content) == EXPECTED


@of_hundred(50)
@given(name=st.sampled_from(list(AS_BYTES)), content=st.binary(max_size=200))
def test_any_bytes_are_a_fault_and_no_traceback(name, content, one_folder):
    assert values_with(one_folder, name, content) is None


@of_hundred(100)
@given(
    name=st.sampled_from(list(AS_BYTES)),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=3),
)
def test_a_damaged_file_is_a_fault_or_has_its_values_where_it_was_not_touched(name, cut, flips, one_folder):
    """A text file has no checksum: a row that was touched may say another thing, and no other row may."""
    whole = AS_BYTES[name]
    damaged = bytearray(whole if flips else whole[: int(cut * len(whole))])
    for where, bits in flips:
        damaged[int(where * len(damaged))] ^= bits
    values = values_with(one_folder, name, bytes(damaged))
    if values is not None:
        wrong = [pair for pair in values if pair not in EXPECTED]
        assert len(wrong) <= (len(flips) if name.endswith(("csv", "tsv", "txt")) else 0) + (not flips)
        for (*_, as_printed, _, _, _), value in wrong:
            assert value in [float(reading.value) for reading in readings(as_printed)]


PAIRS = list(combinations(range(8), 2))


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=lambda place: SMALL[0][place])
def test_two_cells_that_were_swapped_are_a_fault(first, second, one_folder):
    """Each pair of columns once, the eight rows and three forms of file in turn."""
    number = PAIRS.index((first, second))
    row, swapped = 1 + number % 8, [list(cells) for cells in SMALL]
    swapped[row][first], swapped[row][second] = swapped[row][second], swapped[row][first]
    saved = {".csv": lambda rows: as_text(rows, ";", "utf-8"), ".xlsx": excel, ".ods": opendocument}
    end, save = list(saved.items())[number % 3]
    expected = EXPECTED if swapped == SMALL else None
    assert values_with(one_folder, f"figures{end}", save(swapped)) == expected


def in_excel(figure, mark):
    return CellRichText(figure, TextBlock(InlineFont(vertAlign="superscript"), mark))


def in_opendocument(figure, mark):
    text = f'<text:p>{figure}<text:span text:style-name="super">{mark}</text:span></text:p>'
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


IN_SUPERSCRIPT = {"xlsx": (excel, in_excel), "ods": (opendocument, in_opendocument)}


@pytest.fixture
def small_folder(one_folder, tmp_path):
    return shutil.copytree(one_folder, tmp_path / "data")


def with_a_mark(folder, end, figure, mark, *, declared, value="", mark_in="as_printed"):
    """What is published in a folder with one figure beside which a mark stands in superscript."""
    save, written = IN_SUPERSCRIPT[end]
    header, source = rows_of("sources")[:2]
    cells = {
        "metric": "visits",
        "service": "",
        "period": "2021",
        "as_printed": figure,
        "value": value,
        "source": source[0],
    }
    cells[mark_in] = written(figure, mark)
    contents = {
        f"figures.{end}": save([list(cells), list(cells.values())]),
        "sources.csv": as_text([[*header, "marks"], [*source, declared]], ",", "utf-8"),
    }
    for path in (folder / "published").glob("figures.*"):
        path.unlink()
    return read_published(put(folder, contents))


@pytest.mark.parametrize("end", IN_SUPERSCRIPT)
@pytest.mark.parametrize(
    ("figure", "mark", "declared", "value"),
    [
        ("322", "1", "1 = note", 322),
        ("322", "1", "¹ = note", 322),
        ("322", " 1", "1 = note", 322),
        ("47 322", "1", "1 = note", 47322),
        ("47\u00a0322", "12", "12 = note", 47322),
        ("47 322", "1, 2", "1 = note; 2 = note", 47322),
        ("322", "1)", "1) = note", 322),
        ("322", "a", "a = note", 322),
        ("322", "a", "ᵃ = note", 322),
        ("322", "A", "A = note", 322),
        ("12 millioner", "a", "a = note", 12_000_000),
        ("322", "*", "* = note", 322),
    ],
)
def test_a_mark_in_superscript_is_no_digit_of_the_figure(end, figure, mark, declared, value, small_folder):
    for stated in ("", str(value)):
        (row,) = with_a_mark(small_folder, end, figure, mark, declared=declared, value=stated).figures.to_dict(
            "records"
        )
        assert (row["value"], row["status"]) == (value, "note")


@pytest.mark.parametrize("end", IN_SUPERSCRIPT)
@pytest.mark.parametrize(
    ("figure", "mark", "named"),
    [("322", "1", "¹"), ("47 322", "2", "²"), ("12 millioner", "a", "ᵃ"), ("322", "k", "ᵏ"), ("322", "1)", "¹⁾")],
)
def test_a_mark_in_superscript_that_no_source_declares_is_a_fault_that_names_it(end, figure, mark, named, small_folder):
    with pytest.raises(DataError) as caught:
        with_a_mark(small_folder, end, figure, mark, declared="* = note")
    (fault,) = caught.value.faults
    assert fault.column == "as_printed"
    assert f"a figure without {named!r}" in fault.expected


@pytest.mark.parametrize("end", IN_SUPERSCRIPT)
def test_a_value_with_a_mark_in_superscript_is_a_fault(end, small_folder):
    with pytest.raises(DataError) as caught:
        with_a_mark(small_folder, end, "322", "1", declared="1 = note", mark_in="value")
    (fault,) = caught.value.faults
    assert (fault.column, fault.found) == ("value", "322¹")


@pytest.mark.parametrize("end", IN_SUPERSCRIPT)
def test_what_would_be_read_with_the_mark_as_a_digit_does_not_fit_the_print(end, small_folder):
    with pytest.raises(DataError) as caught:
        with_a_mark(small_folder, end, "322", "1", declared="1 = note", value="3221")
    assert [fault.column for fault in caught.value.faults] == ["value"]


# --- the languages of the folder


@pytest.fixture
def nynorsk(tmp_path):
    """The frozen figures in a folder that is in nynorsk and English."""
    return shutil.copytree(DATA / "folders" / "nynorsk", tmp_path / "nynorsk")


def test_texts_are_read_in_the_languages_of_the_folder(nynorsk):
    published = read_published(nynorsk)
    assert published.catalogue.languages == ("nn", "en")
    assert list(published.sources["monitor-2022"].detail) == ["nn", "en"]
    assert [name for name in published.figures if name.startswith("revision_")] == ["revision_nn", "revision_en"]
    FIGURES.validate(published.rows)
    assert published.in_languages(["en"]).catalogue.languages == ("en",)


def test_a_column_for_a_language_that_the_folder_lacks_is_a_fault_that_says_so(nynorsk):
    change(nynorsk / "published" / "claims.csv", "acknowledged_nn", "acknowledged_nb")
    (fault,) = faults_of(nynorsk)
    assert str(fault) == (
        "claims.csv, row 1, acknowledged_nb: an unknown column; expected none, since the languages of the folder are "
        "nn, en"
    )


def test_a_column_that_is_missing_in_one_language_is_a_fault(nynorsk):
    change(nynorsk / "metrics.toml", 'languages = ["nn", "en"]', 'languages = ["en"]')
    faults = [str(fault) for fault in faults_of(nynorsk)]
    assert (
        "sources.csv, row 1, detail_nn: an unknown column; expected none, since the languages of the folder are en"
        in faults
    )
    assert (
        "metrics.toml, metrics.visits.name.nn: a text in nn; expected none, since the languages of the folder are en"
        in faults
    )


def test_a_text_in_one_language_of_the_folder_alone_is_a_fault(nynorsk):
    change(nynorsk / "published" / "sources.csv", "kapittel 3.9", "")
    (fault,) = faults_of(nynorsk)
    assert (fault.file, fault.column) == ("sources.csv", "detail_nn")
    assert fault.expected == "a text in each of nn, en, or in none"
