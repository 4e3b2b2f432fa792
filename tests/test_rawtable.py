"""Table files as they lie on disk."""

import pytest

from helsetrend.rawtable import read_raw_table

COLUMNS = ["period", "as_printed", "value"]
GOOD = 'period,as_printed,value\n2021,over 140 millioner,140000000\n2019,"37,2 millioner",37200000\n'
RECORDS = [("2021", "over 140 millioner", "140000000"), ("2019", "37,2 millioner", "37200000")]

# The bytes of the file, and row, column, what was found (a part of it) and what is allowed (a part of it).
FAULTS = {
    "nothing in it": ("", [(0, "", "an empty file", "period, as_printed, value")]),
    "empty lines only": ("\n\r\n\n", [(0, "", "an empty file", "period, as_printed, value")]),
    "a byte order mark only": ("\ufeff", [(0, "", "an empty file", "period, as_printed, value")]),
    "a header only": ("period,as_printed,value\n", [(1, "", "a header and no rows", "at least one row")]),
    "semicolons, decimal commas": (
        "period;as_printed;value\n2019;37,2 millioner;37,2\n",
        [(1, "", "semicolons", "commas between the columns")],
    ),
    "tabs": ("period\tas_printed\tvalue\n2019\t37\t37\n", [(1, "", "tabs", "commas between the columns")]),
    "bars": ("period|as_printed|value\n2019|37|37\n", [(1, "", "bars", "commas between the columns")]),
    "no header": (
        "2021,140 millioner,140\n",
        [
            (1, "140", "unknown", "the columns period, as_printed, value"),
            (1, "140 millioner", "unknown", "the columns period, as_printed, value"),
            (1, "2021", "unknown", "the columns period, as_printed, value"),
            (1, "as_printed", "missing", "the columns period, as_printed, value"),
            (1, "period", "missing", "the columns period, as_printed, value"),
            (1, "value", "missing", "the columns period, as_printed, value"),
        ],
    ),
    "a missing column": ("period,value\n2021,140\n", [(1, "as_printed", "missing", "as_printed")]),
    "an unknown column": ("period,as_printed,value,note\n2021,140,140,x\n", [(1, "note", "unknown", "each once")]),
    "a column twice": ("period,as_printed,value,value\n2021,140,140,141\n", [(1, "value", "twice", "each once")]),
    "a capital in the header": (
        "Period,as_printed,value\n2021,140,140\n",
        [(1, "Period", "unknown", "period"), (1, "period", "missing", "period")],
    ),
    "ragged rows": (
        GOOD + "2018,25.6 million\n2017,18,7 millioner,18700000\n",
        [(4, "", "2 columns", "3 columns"), (5, "", "4 columns", "3 columns")],
    ),
    "a decimal comma that is not quoted": (
        GOOD + "2020,72,9 millioner,72900000\n",
        [(4, "", "4 columns", "3 columns")],
    ),
    "text after a closed quote": (GOOD + '2020,"72" millioner,72\n', [(4, "", "expected", "every quote closed")]),
}


def write(tmp_path, content):
    path = tmp_path / "figures.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(tmp_path, content):
    table, faults = read_raw_table(write(tmp_path, content), COLUMNS)
    return list(zip(table.index, table.itertuples(index=False, name=None), strict=True)), sorted(faults)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.rstrip(),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD.replace("\n", "\r\n"),
        GOOD.replace(",over", " ,  over").replace("period,", " period ,"),
        'value,period,as_printed\n140000000,2021,over 140 millioner\n37200000,2019,"37,2 millioner"\n',
    ],
    ids=["LF", "no last line end", "BOM", "CRLF", "BOM and CRLF", "spaces around cells", "columns in another order"],
)
def test_the_form_of_the_file_does_not_change_the_table(content, tmp_path):
    rows, faults = read(tmp_path, content)
    assert faults == []
    assert rows == [(2, RECORDS[0]), (3, RECORDS[1])]


def test_the_row_is_the_line_of_the_file_that_the_record_ends_on(tmp_path):
    content = 'period,as_printed,value\n\n2021,"over\n140 millioner",140000000\n\n\n2020,72 millioner,72000000\n'
    rows, faults = read(tmp_path, content)
    assert faults == []
    assert rows == [(4, ("2021", "over\n140 millioner", "140000000")), (7, ("2020", "72 millioner", "72000000"))]


@pytest.mark.parametrize("cell", ["", "NA", "nan", "None", "null", "0", "1e3", "TRUE", "æøå", "=1+1"])
def test_every_cell_stays_the_text_that_stands_there(cell, tmp_path):
    rows, faults = read(tmp_path, f"period,as_printed,value\n2021,{cell},007\n")
    assert (rows, faults) == ([(2, ("2021", cell, "007"))], [])


@pytest.mark.parametrize(("content", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_row_its_column_and_what_is_allowed(content, expected, tmp_path):
    _, faults = read(tmp_path, content)
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [
        ("figures.csv", row, column) for row, column, _, _ in expected
    ]
    for fault, (_, _, found, allowed) in zip(faults, expected, strict=True):
        assert found in fault.found
        assert allowed in fault.allowed


def test_the_rows_that_can_be_read_are_read_beside_those_that_cannot(tmp_path):
    rows, faults = read(tmp_path, GOOD + "2018,25.6 million\n2017,18.7 million,18700000\n")
    assert [row for row, _ in rows] == [2, 3, 5]
    assert [fault.row for fault in faults] == [4]


def test_the_rows_with_latin_1_bytes_are_named_one_by_one(tmp_path):
    lines = ["period,as_printed,value", "2021,rundt 77,77", "2020,nærmere 43,43", "2019,37,37", "2018,drøyt 12,12"]
    rows, faults = read(tmp_path, "\r\n".join(lines).encode("latin-1"))
    assert rows == []
    assert [(fault.row, fault.found) for fault in faults] == [(3, "2020,nærmere 43,43"), (5, "2018,drøyt 12,12")]
    assert all("UTF-8" in fault.allowed for fault in faults)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (GOOD + '2018,"25.6 million,25600000\n2017,18.7 million,18700000\n2016,12.7 million,12700000\n', 4),
        ('period,as_printed,value\n2021,"over 140 millioner,140000000\n2020,72 millioner,72000000\n', 2),
    ],
    ids=["last row but two", "first row"],
)
def test_a_quote_that_is_never_closed_is_told_at_the_row_it_opens_in(content, row, tmp_path):
    _, (fault,) = read(tmp_path, content)
    assert (fault.row, fault.allowed) == (row, "CSV with every quote closed")


def test_a_file_that_is_not_there_is_a_fault_and_no_traceback(tmp_path):
    for path in (tmp_path / "figures.csv", tmp_path):
        table, (fault,) = read_raw_table(path, COLUMNS)
        assert (fault.file, fault.row, fault.allowed) == (path.name, 0, "a file that can be read")
        assert (len(table), list(table.columns)) == (0, COLUMNS)
