"""Workbooks of LibreOffice, as their XML is written."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from workbooks import cell, document, excel, number, opendocument
from workdone import calls_of

from helsetrend.published.readers.cells import Cell, UnreadableFileError
from helsetrend.published.readers.opendocument import opendocument_sheets


def read(rows):
    (sheet,) = opendocument_sheets(opendocument(rows))
    return list(sheet.rows)


def one(xml):
    ((_, (found,)),) = read([[xml]])
    return found


def day(value, style=""):
    return cell("", "date", value=value, shown="x", attributes=f'table:style-name="{style}"' if style else "")


CELLS = {
    "text": (cell("over 140"), Cell("over 140")),
    "text without a type": ("<table:table-cell><text:p>a</text:p></table:table-cell>", Cell("a")),
    "a text that looks like a number": (cell("1.234"), Cell("1.234")),
    "two lines": (
        '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>',
        Cell("a\nb"),
    ),
    "spaces, a link and a remark": (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation>'
        '<text:p>a<text:s text:c="2"/>b <text:a>c</text:a>\n  d<text:tab/></text:p></table:table-cell>',
        Cell("a  b c d\t"),
    ),
    "number": (number(2021), Cell("2021", "2021")),
    "number as it is seen": (number("37", "37,0"), Cell("37,0", "37")),
    "fifteen digits": (number("0.30000000000000004", "0,3"), Cell("0,3", "0.3")),
    "a large number": (number("1.5E+06", "1,5E+06"), Cell("1,5E+06", "1500000")),
    "percentage": (number("0.125", "12,5 %", "percentage"), Cell("12,5 %", "12.5 %")),
    "money": (number("12.5", "kr 12,50", "currency"), Cell("kr 12,50", "12.5")),
    "day": (day("2021-06-15", "day"), Cell("2021-06-15")),
    "midnight": (day("2021-06-15T00:00:00", "day"), Cell("2021-06-15")),
    "half past twelve": (day("2021-06-15T12:30:00", "day"), Cell("2021-06-15 12:30:00")),
    "month": (day("2020-12-01", "month"), Cell("2020-12")),
    "month, by the style it comes from": (day("2020-12-01", "child"), Cell("2020-12")),
    "year": (day("2021-01-01", "year"), Cell("2021")),
    "a date of no known style": (day("2020-12-01", "other"), Cell("2020-12-01")),
}


@pytest.mark.parametrize(("xml", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_is_what_it_shows_and_the_number_that_it_holds(xml, expected):
    assert one(xml) == expected


FAULTY = {
    "error": (cell("#REF!", attributes='calcext:value-type="error"'), "#REF!", "a value, not an error"),
    "an error of an older program": (
        cell("Err:502", attributes='table:formula="of:=1"'),
        "Err:502",
        "a value, not an error",
    ),
    "boolean": (cell("SANN", "boolean", value="true"), "SANN", "a text or a number"),
    "time": (cell("12:30", "time", value="PT12H30M00S"), "12:30", "a text or a number"),
    "a formula without its result": (
        '<table:table-cell table:formula="of:=1+1"/>',
        "a formula without its result",
        "a value (save the file in LibreOffice)",
    ),
    "no number": (number("12,5"), "12,5", "a number"),
    "Python's own ways to write numbers": (number("1_000"), "1_000", "a number"),
    "too large": (number("1E999"), "1E999", "a number"),
    "no date": (day("2021-13-01"), "2021-13-01", "a date"),
    "a date that shows no year": (day("2021-06-15", "no-year"), "2021-06-15", "a date that shows its year"),
}


@pytest.mark.parametrize(("xml", "found", "expected"), FAULTY.values(), ids=FAULTY)
def test_a_cell_that_is_neither_text_nor_number_nor_date_is_a_fault(xml, found, expected):
    told = one(xml)
    assert (told.found, told.expected) == (found, expected)


def raised(text, style="super"):
    return f'<text:span text:style-name="{style}">{text}</text:span>'


RUNS = {
    "322¹": f"322{raised('1')}",
    "322²": f"<text:span>322</text:span>{raised('2', 'raised')}",
    "322³": f"322{raised('3', 'child-of-super')}",
    "47 322¹": f"47 322{raised('1')}",
    "47 322 ¹": f"47 322{raised('<text:s/>1')}",
    "322¹²": f"322{raised('1')}{raised('2')}",
    "322¹, ²": f"322{raised('1, 2')}",
    "322ᵃ": f"322{raised('a')}",
    "322*": f"322{raised('*')}",
    "322¹⁾": f"322{raised('1)')}",
    "¹ 322": f"{raised('1')} 322",
    "322¹1": f"322{raised('1' + raised('1', 'level'))}",
    "322¹ᵃ": f"322{raised('1<text:span>a</text:span>')}",
    "1st quarter 2020": f"1{raised('st')} quarter 2020",
    "3221": f"322{raised('1', 'sub')}",
    "322": raised("322"),
    "322 1": f"322 {raised('1', 'not-there')}",
}


@pytest.mark.parametrize(("text", "xml"), RUNS.items(), ids=RUNS)
def test_what_stands_in_superscript_beside_other_text_is_in_superscript_signs(text, xml):
    assert one(f'<table:table-cell office:value-type="string"><text:p>{xml}</text:p></table:table-cell>') == Cell(text)


def test_a_cell_that_is_in_superscript_itself_shows_its_text_and_holds_its_number():
    style = 'table:style-name="raised-cell"'
    assert one(cell("322", attributes=style)) == Cell("322")
    assert one(cell("", "float", value="322", shown="322", attributes=style)) == Cell("322", "322")


def test_the_style_of_a_cell_can_be_that_of_its_column():
    twice, column = 'table:number-columns-repeated="2"', "<table:table-column"
    columns = f'{column} {twice}/>{column} table:default-cell-style-name="month"/>'
    line = f"<table:table-row><table:table-cell {twice}/>{day('2020-12-01')}</table:table-row>"
    assert read([columns, line]) == [(1, [Cell(), Cell(), Cell("2020-12")])]


def test_rows_and_cells_that_are_written_once_stand_where_they_are_repeated():
    two, row = 'table:number-columns-repeated="2"', "<table:table-row"
    header = f"{row}><table:table-cell {two}/>{cell('a', attributes=two)}</table:table-row>"
    empty = f'{row} table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    twice = f'{row} table:number-rows-repeated="2">{cell("b")}</table:table-row>'
    in_groups = [
        f"<table:table-header-rows>{header}</table:table-header-rows>",
        empty,
        f"<table:table-row-group>{twice}</table:table-row-group>",
    ]
    assert read(in_groups) == [
        (1, [Cell(), Cell(), Cell("a"), Cell("a")]),
        (5, [Cell("b")]),
        (6, [Cell("b")]),
    ]


def test_what_a_merged_cell_covers_is_empty():
    covered = '<table:covered-table-cell office:value-type="string"><text:p>b</text:p></table:covered-table-cell>'
    assert read([[cell("a"), covered, cell("c")]]) == [(1, [Cell("a"), Cell(), Cell("c")])]


def test_deleted_cells_that_are_kept_as_changes_are_no_sheet():
    changes = (
        "<table:tracked-changes><table:deletion><table:table table:name='x'/></table:deletion></table:tracked-changes>"
    )
    sheets = opendocument_sheets(document(changes + "<table:table table:name='A'/><table:table table:name='B'/>"))
    assert [sheet.name for sheet in sheets] == ["A", "B"]


def zipped(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("content.xml", content)
    return file.getvalue()


WHOLE = opendocument([["x"]])
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9))
NO_WORKBOOKS = {
    "nothing": b"",
    "text": b"metric,value\n",
    "a cut one": WHOLE[: len(WHOLE) // 2],
    "a workbook of Excel": excel([["x"]]),
    "a locked one, which holds no XML": zipped(bytes(range(256))),
    "an endless text": zipped(f"<!DOCTYPE a [{BOMB}]><a>&a8;</a>"),
}


@pytest.mark.parametrize("data", NO_WORKBOOKS.values(), ids=NO_WORKBOOKS)
def test_what_is_no_workbook_is_one_fault(data):
    with pytest.raises(UnreadableFileError) as caught:
        opendocument_sheets(data)
    assert caught.value.found
    assert caught.value.expected == "a workbook that can be read, without a password"


TOO_LARGE = {
    "one cell all over the sheet": (
        '<table:table-row table:number-rows-repeated="1048576">'
        + cell("x", attributes='table:number-columns-repeated="16384"')
        + "</table:table-row>"
    ),
    "one cell a very long way out": (
        f'<table:table-row><table:table-cell table:number-columns-repeated="999999999"/>{cell("x")}</table:table-row>'
    ),
    "elements within elements": (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>"
        + "<text:span>" * 5000
        + "</text:span>" * 5000
        + "</text:p></table:table-cell></table:table-row>"
    ),
}


@pytest.mark.parametrize("row", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_sheet_without_measure_is_a_fault_and_little_work(row):
    def refused():
        with pytest.raises(UnreadableFileError):
            read([row])

    assert calls_of(refused) < 100_000


MUTATED = opendocument([["metric", number(5)], [day("2021-06-15", "day"), number("0.5", "50 %", "percentage")]])
with zipfile.ZipFile(io.BytesIO(MUTATED)) as zipped_parts:
    XML = zipped_parts.read("content.xml")
WORDS = [b"9", b"99999", b"<", b"<text:p>", b"date", b"percentage", b"-", b'"']


@of_hundred(300)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6) | st.sampled_from(WORDS)),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_happens_to_a_workbook_it_is_read_or_it_is_a_fault(changes):
    xml = XML
    for where, length, bits in changes:
        place = int(where * len(xml))
        xml = xml[:place] + bits + xml[place + length :]
    with contextlib.suppress(UnreadableFileError):
        for sheet in opendocument_sheets(zipped(xml)):
            for _, cells in sheet.rows:
                assert all(isinstance(found, Cell) for found in cells)
