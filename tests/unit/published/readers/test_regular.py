"""Regular text files read by columns: the same cells as Python's csv reads, or none."""

import csv
import io
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import helsetrend.published.readers.regular
from helsetrend.published.readers.regular import regular_records

ENCODINGS = {"utf-8-sig": "utf-8", "cp1252": "cp1252"}
CELLS = st.sampled_from(
    ["", "1", "2.50", "0x1", "1e3", "nan", "NULL", " a b ", "å", 'a"b', '"', "x,y;z\t", "x\ny", "x\r\ny", "\x0b"]
)
PARTS = st.sampled_from(
    ['"', '""', ",", ";", "\n", "\r\n", "\r", "1", "2.50", "æ", " ", "\0", '"a,b"', '"x\ny"', "a,b\n", '"1,5",c\n']
)


@st.composite
def tables(draw):
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5))
    file = io.StringIO()
    line_end, quoting = draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    csv.writer(file, delimiter=draw(st.sampled_from(",;")), lineterminator=line_end, quoting=quoting).writerows(rows)
    return file.getvalue()


def plain(text, delimiter):
    """Return the records that csv reads, with the line on which each ends, and last None if it cannot read on."""
    reader, records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), []
    try:
        records.extend((reader.line_num, record) for record in reader)
    except csv.Error:
        records.append(None)
    return records


def texts(records):
    return [(row, [cell.shown for cell in cells]) for row, cells in map(records.__getitem__, range(len(records)))]


@given(tables() | st.lists(PARTS, max_size=12).map("".join), st.sampled_from(",;"), st.sampled_from([*ENCODINGS]))
@example("a,b\n\ufeff1,2\n", ",", "utf-8-sig")
@example('a,b\n"1"2,"3"\n', ",", "utf-8-sig")
@example('a,b\n1"2,"3\n', ",", "utf-8-sig")
@example("a,b\n1\n2,3,4\n", ",", "utf-8-sig")
def test_the_cells_are_those_that_csv_reads(text, delimiter, encoding):
    first, *others = plain(text, delimiter) or [None]
    if first is not None:
        data = text.encode(ENCODINGS[encoding])
        for size, count in ((2**22, 2**18), (3, 2)):
            with patch.multiple(helsetrend.published.readers.regular, BYTES_AT_ONCE=size, ROWS_AT_ONCE=count):
                found = regular_records(data, encoding, delimiter, after=first[0])
            assert found is None or texts(found) == others


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_table_with_quotes_and_cells_of_several_lines_is_regular(end):
    text = 'a,b\n"37,2 ""millioner""",1.50\n"x\ny",""' + end
    expected = [(2, ['37,2 "millioner"', "1.50"]), (4, ["x\ny", ""])]
    assert texts(regular_records(text.encode(), "utf-8-sig", ",", after=1)) == expected
    with patch.multiple(helsetrend.published.readers.regular, BYTES_AT_ONCE=5, ROWS_AT_ONCE=1):
        assert texts(regular_records(text.encode(), "utf-8-sig", ",", after=1)) == expected


IRREGULAR = {
    "a row too short": "a,b\n1\n2,3\n",
    "a row too long": "a,b\n1,2,3\n4\n",
    "an empty line": "a,b\n\n1,2\n",
    "a quote within a cell": 'a,b\n1"2,3\n',
    "text after a quote": 'a,b\n"1"2,3\n',
    "a quote that is not closed": 'a,b\n"1,2\n',
    "a line end of its own": "a,b\n1,2\r3,4\n",
    "a mark of UTF-8": "a,b\n\ufeff1,2\n",
    "the sign of no text": "a,b\n1,\0\n",
    "a cell too long for csv": f"a,b\n1,{'2' * 131_073}\n",
    "one column": "a\n1\n",
    "no rows": "a,b\n",
    "nothing": "",
}


@pytest.fixture
def longest_cell():
    """Let csv take cells as long as it does by itself: frictionless, once imported, lets it take longer ones."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("longest_cell")
@pytest.mark.parametrize("text", IRREGULAR.values(), ids=IRREGULAR)
def test_other_files_are_left_to_csv(text):
    assert regular_records(text.encode(), "utf-8-sig", ",", after=1) is None


def test_signs_of_two_bytes_are_left_to_csv():
    assert regular_records("a,b\n1,2\n".encode("utf-16"), "utf-16", ",", after=1) is None
