"""Workbooks of Excel. They are made with openpyxl, and changed by hand where it cannot make them."""

import contextlib
import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from properties import of_hundred
from workbooks import excel, opendocument
from workdone import calls_of

from helsetrend.published.readers.cells import Cell, UnreadableFileError
from helsetrend.published.readers.excel import MOST_UNPACKED_BYTES, excel_sheets


def read(data, sheet=0):
    return list(excel_sheets(data)[sheet].rows)


def one(value, code="General"):
    """The cell that holds the value by a format."""

    def change(book):
        book.active["A1"] = value
        book.active["A1"].number_format = code

    ((_, (cell,)),) = read(excel([], change=change))
    return cell


def edited(data, part, old, new):
    """The workbook with a change in the XML of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    assert old in contents[part]
    contents[part] = contents[part].replace(old, new)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NUMBER = excel([[12345]])


@pytest.mark.parametrize(
    ("value", "code", "shown", "number"),
    [
        ("over 140", "General", "over 140", ""),
        ("1.234", "General", "1.234", ""),
        (2021, "General", "2021", "2021"),
        (37.0, "0.0", "37.0", "37"),
        (0.1 + 0.2, "General", "0.3", "0.3"),
        (1.234, "0.0", "1.2", "1.234"),
        (0.125, "0.0%", "12.5 %", "12.5 %"),
        (0.125, "0%", "13 %", "12.5 %"),
        (date(2021, 6, 15), "yyyy-mm-dd", "2021-06-15", ""),
        (date(2020, 12, 1), "mmm-yy", "2020-12", ""),
        (datetime(2020, 12, 1), "yyyy-mm", "2020-12", ""),
        (date(2021, 1, 1), "yyyy", "2021", ""),
        (datetime(2021, 6, 15, 12, 30), "yyyy-mm-dd hh:mm", "2021-06-15 12:30:00", ""),
    ],
)
def test_a_cell_is_what_it_shows_and_the_number_that_it_holds(value, code, shown, number):
    assert one(value, code) == Cell(shown, number)


@pytest.mark.parametrize(
    ("value", "code", "found", "expected"),
    [
        (True, "General", "TRUE", "a text or a number"),
        ("#REF!", "General", "#REF!", "a value, not an error"),
        ("=1+1", "General", "a formula without its result", "a value (save the file in Excel)"),
        (date(2021, 6, 5), "d-mmm", "2021-06-05 00:00:00", "a date that shows its year"),
        (time_of_day(12, 30), "hh:mm", "12:30:00", "a text, a number or a date"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00", "a text, a number or a date"),
    ],
)
def test_a_cell_that_is_neither_text_nor_number_nor_date_is_a_fault(value, code, found, expected):
    cell = one(value, code)
    assert (cell.found, cell.expected) == (found, expected)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (b"<f>1+1</f><v>2</v></c>", Cell("2", "2")),
        (b"<v>1E999</v></c>", Cell("inf", "", "inf", "a number")),
        (b"<v>99999999999999999999</v></c>", Cell("1" + "0" * 20, "1" + "0" * 20)),
    ],
)
def test_the_stored_result_of_a_formula_counts(xml, expected):
    ((_, (cell,)),) = read(edited(NUMBER, SHEET, b"<v>12345</v></c>", xml))
    assert cell == expected


def raised(text, align="superscript"):
    return TextBlock(InlineFont(vertAlign=align), text)


PLAIN = TextBlock(InlineFont(b=True), "322")
RUNS = {
    "322¹": ("322", raised("1")),
    "322²": (PLAIN, raised("2")),
    "47 322¹": ("47 322", raised("1")),
    "47\u00a0322 ¹": ("47\u00a0322", raised(" 1")),
    "322¹²": ("322", raised("1"), raised("2")),
    "322¹, ²": ("322", raised("1, 2")),
    "322ᵃ": ("322", raised("a")),
    "322*": ("322", raised("*")),
    "322¹⁾": ("322", raised("1)")),
    "¹ 322": (raised("1"), " 322"),
    "47¹ 322": ("47", raised("1"), " 322"),
    "1st quarter 2020": ("1", raised("st"), " quarter 2020"),
    "3221": ("322", raised("1", "subscript")),
    "322": (raised("3"), raised("22")),
    "322 1": ("322 ", TextBlock(InlineFont(i=True), "1")),
}


@pytest.mark.parametrize(("text", "runs"), RUNS.items(), ids=RUNS)
def test_what_stands_in_superscript_beside_other_text_is_in_superscript_signs(text, runs):
    assert one(CellRichText(*runs)) == Cell(text)


def test_a_text_of_several_fonts_may_be_among_those_that_the_sheets_share():
    """As in the files of Excel; openpyxl writes each text into its cell."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet, mark, bold = book.add_worksheet(), book.add_format({"font_script": 1}), book.add_format({"bold": True})
    sheet.write_rich_string("A1", "322", mark, "1")
    sheet.write_rich_string("B1", bold, "47 322", mark, "1")
    sheet.write_string("C1", "322", mark)
    sheet.write_number("D1", 322, mark)
    book.close()
    data = file.getvalue()
    assert b"xl/sharedStrings.xml" in data
    assert read(data) == [(1, [Cell("322¹"), Cell("47 322¹"), Cell("322"), Cell("322", "322")])]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("322", Cell("322")),
        (322, Cell("322", "322")),
        (CellRichText("322", TextBlock(InlineFont(b=True), "1")), Cell("³²²1")),
    ],
)
def test_the_font_of_a_cell_is_that_of_its_parts_without_one(value, expected):
    def change(book):
        book.active["A1"] = value
        book.active["A1"].font = Font(vertAlign="superscript")

    assert read(excel([], change=change)) == [(1, [expected])]


def test_a_formula_whose_result_is_an_empty_text_is_empty():
    data = edited(NUMBER, SHEET, b't="n"><v>12345</v></c>', b't="str"><f>IF(1,"")</f><v></v></c>')
    assert read(data) == []


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers():
    data = excel([], change=lambda book: [book.active.__setitem__(name, name) for name in ("B2", "A5")])
    assert read(data) == [(2, [Cell(), Cell("B2")]), (5, [Cell("A5")])]


def test_a_merged_cell_holds_its_text_at_the_top_left():
    data = excel([["title", None], ["a", "b"]], change=lambda book: book.active.merge_cells("A1:B1"))
    assert [[cell.shown for cell in cells][:1] for _, cells in read(data)] == [["title"], ["a"]]


def test_every_sheet_is_read_by_its_name():
    def change(book):
        book.create_sheet("To")["A1"] = 2
        book.create_chartsheet("Bilde").add_chart(BarChart())

    assert [sheet.name for sheet in excel_sheets(excel([["x"]], title="En", change=change))] == ["En", "To"]


NO_WORKBOOKS = {
    "nothing": b"",
    "text": b"metric,value\n",
    "the old form of Excel, and that of a locked workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "a web page": b"<html><table><tr><td>metric</td></tr></table></html>",
    "a cut one": NUMBER[: len(NUMBER) // 2],
    "a workbook of LibreOffice": opendocument([["x"]]),
    "cells out of order": edited(NUMBER, SHEET, b'<row r="1"', b'<row r="7"'),
    "no number": edited(NUMBER, SHEET, b"12345", b"12,345"),
    "broken XML": edited(NUMBER, SHEET, b"</sheetData>", b""),
    "a style that is not there": edited(NUMBER, SHEET, b'<c r="A1"', b'<c r="A1" s="99"'),
}


@pytest.mark.parametrize("data", NO_WORKBOOKS.values(), ids=NO_WORKBOOKS)
def test_what_is_no_workbook_is_one_fault(data):
    with pytest.raises(UnreadableFileError) as caught:
        [list(sheet.rows) for sheet in excel_sheets(data)]
    assert caught.value.found
    assert caught.value.expected == "a workbook that can be read, without a password"


def worked(action):
    """Return what an action returns or raises, and how many functions it called."""
    results = []

    def done():
        try:
            results.append(action())
        except UnreadableFileError as error:
            results.append(error)

    calls = calls_of(done)
    return results[0], calls


def test_a_sheet_that_claims_to_be_as_large_as_can_be_is_read_at_once():
    data = edited(NUMBER, SHEET, b'<dimension ref="A1:A1"', b'<dimension ref="A1:XFD1048576"')
    rows, calls = worked(lambda: read(data))
    assert rows == [(1, [Cell("12345", "12345")])]
    assert calls < 100_000


def test_a_cell_at_the_foot_of_an_empty_sheet_is_reached():
    rows = read(excel([["x"]], change=lambda book: book.active.cell(1048576, 1, "y")))
    assert [row for row, _ in rows] == [1, 1048576]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b"<row>" + b'<c s="0"/>' * 16000 + b"</row>" + b"<row/>" * 5 + b"</sheetData>"),
        (b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row>' * 1 + b"</sheetData>"),
    ],
)
def test_wide_rows_do_no_harm(old, new):
    rows, calls = worked(lambda: read(edited(NUMBER, SHEET, old, new)))
    assert rows[0] == (1, [Cell("12345", "12345")])
    assert calls < 2_000_000


@pytest.mark.parametrize(
    "new",
    [
        b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(2, 200)),
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
    ],
    ids=["wide", "long"],
)
def test_a_sheet_that_is_too_large_is_a_fault(new):
    with pytest.raises(UnreadableFileError) as caught:
        read(edited(NUMBER, SHEET, b"</sheetData>", new + b"</sheetData>"))
    assert "cells" in caught.value.found


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked():
    data = edited(NUMBER, SHEET, b"</sheetData>", b"</sheetData>" + b" " * MOST_UNPACKED_BYTES)
    error, calls = worked(lambda: read(data))
    assert len(data) < 100_000
    assert "when unpacked" in error.found
    assert calls < 10_000


MUTATED = excel([["metric", "value"], ["visits", 0.5], [date(2021, 6, 5), "=A1"], [True, "x"]])
BITS = st.binary(max_size=6) | st.sampled_from(
    [b"9", b"<", b't="e"', b't="str"', b't="b"', b"<f>", b'r="A1"', b' s="1"']
)


@of_hundred(300)
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), BITS), min_size=1, max_size=4),
)
def test_whatever_happens_to_a_workbook_it_is_read_or_it_is_a_fault(part, changes):
    """Bytes changed within the XML, where no checksum of the zip file tells of it."""
    with zipfile.ZipFile(io.BytesIO(MUTATED)) as parts:
        original = parts.read(part)
    xml = original
    for where, length, bits in changes:
        place = int(where * len(xml))
        xml = xml[:place] + bits + xml[place + length :]
    with contextlib.suppress(UnreadableFileError):
        for sheet in excel_sheets(edited(MUTATED, part, original, xml)):
            for _, cells in sheet.rows:
                assert all(isinstance(cell, Cell) for cell in cells)


def test_openpyxl_is_not_loaded_before_a_workbook_is_read():
    code = "import sys, helsetrend.published.folder as p; p.read_published(); sys.exit('openpyxl' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
