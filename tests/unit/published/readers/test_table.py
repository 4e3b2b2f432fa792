"""Table files as they lie on disk."""

import pytest
from workbooks import excel

from helsetrend.errors import Fault
from helsetrend.published.readers.table import MOST_BYTES, read_raw_table

COLUMNS = ["period", "as_printed", "value"]
HEADERS = {name: name for name in COLUMNS} | {"periode": "period", "som trykt": "as_printed", "verdi": "value"}
HEADERS |= {"remark": "remark"}
GOOD = 'period,as_printed,value\n2021,over 140 millioner,140000000\n2019,"37,2 millioner",37200000\n'
RECORDS = [("2021", "over 140 millioner", "140000000"), ("2019", "37,2 millioner", "37200000")]

FORMS = ["semicolons", "tabs", "UTF-16", "Norwegian", "an optional column", "empty cells at the end", "ends before it"]

# The bytes of the file, and row, column, what was found (a part of it) and what is expected (a part of it).
FAULTS = {
    "nothing in it": ("", [(0, "", "an empty file", "period, as_printed, value")]),
    "empty lines only": ("\n\r\n\n", [(0, "", "an empty file", "period, as_printed, value")]),
    "a byte order mark only": ("\ufeff", [(0, "", "an empty file", "period, as_printed, value")]),
    "a header only": ("period,as_printed,value\n", [(1, "", "a header without rows", "at least one row")]),
    "bars": (
        "period|as_printed|value\n2019|37|37\n",
        [(1, "", "period|as_printed|value", "the columns period, as_printed, value")],
    ),
    "no header": ("2021,140 millioner,140\n", [(1, "", "2021, 140 millioner, 140", "in one of the first 30 rows")]),
    "one header": ("period,x\n2021,140\n", [(1, "", "period, x", "the columns period, as_printed, value")]),
    "a missing column": ("period,value\n2021,140\n", [(1, "as_printed", "missing", "as_printed")]),
    "an unknown column": ("period,as_printed,value,note\n2021,140,140,x\n", [(1, "note", "unknown", "each once")]),
    "a column twice": ("period,as_printed,value,value\n2021,140,140,141\n", [(1, "value", "repeated", "each once")]),
    "a column in each language": (
        "periode,period,som trykt,verdi\n2021,2021,140,140\n",
        [(1, "period", "repeated", "each once")],
    ),
    "something in a column without a header": (
        "period,,as_printed,value\n2021,,140,140\n2020,x,72,72\n2019,y,37,37\n",
        [(3, "", "x", "its column has no header")],
    ),
    "control characters": (
        "period,as_printed,value\n2021,14\x000,140\n\x1f2020,72,72\n2019,n\ufffdr 37,37\n2018,25,25\x85\n",
        [
            (2, "as_printed", "\x00", "without control characters"),
            (3, "period", "\x1f", "without control characters"),
            (4, "as_printed", "\ufffd", "without control characters"),
            (5, "value", "\x85", "without control characters"),
        ],
    ),
    "UTF-16 without its mark": (GOOD.encode("utf-16-le"), [(1, "", "p\x00e\x00", "the columns")]),
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
    raw = read_raw_table(write(tmp_path, content), HEADERS, optional=["remark"])
    assert (raw.exact, list(raw.rows.columns)) == (frozenset(), [*COLUMNS, "remark"])
    cells = raw.rows[COLUMNS].itertuples(index=False, name=None)
    return list(zip(raw.rows.index, cells, strict=True)), sorted(raw.faults)


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
        "period;as_printed;value\n2021;over 140 millioner;140000000\n2019;37,2 millioner;37200000\n",
        "period\tas_printed\tvalue\n2021\tover 140 millioner\t140000000\n2019\t37,2 millioner\t37200000\n",
        GOOD.encode("utf-16"),
        GOOD.replace("period", "PERIODE", 1).replace("as_printed", "Som Trykt").replace("value", "verdi"),
        'period,remark,as_printed,value\n2021,,over 140 millioner,140000000\n2019,x,"37,2 millioner",37200000\n',
        'period,as_printed,value,,\n2021,over 140 millioner,140000000,,\n2019,"37,2 millioner",37200000,,,,\n,,,\n ,\n',
        'period,as_printed,value,remark\n2021,over 140 millioner,140000000,x\n2019,"37,2 millioner",37200000\n',
    ],
    ids=[
        "LF",
        "no last line end",
        "BOM",
        "CRLF",
        "BOM and CRLF",
        "spaces around cells",
        "columns in another order",
        *FORMS,
    ],
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
def test_a_fault_is_reported_with_its_row_its_column_and_what_is_expected(content, expected, tmp_path):
    _, faults = read(tmp_path, content)
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [
        ("figures.csv", row, column) for row, column, _, _ in expected
    ]
    for fault, (_, _, found, remedy) in zip(faults, expected, strict=True):
        assert found in fault.found
        assert remedy in fault.expected


def test_the_rows_that_can_be_read_are_read_beside_those_that_cannot(tmp_path):
    rows, faults = read(tmp_path, GOOD + "2018,25.6 million\n2017,18.7 million,18700000\n")
    assert [row for row, _ in rows] == [2, 3, 5]
    assert [fault.row for fault in faults] == [4]


def test_latin_1_is_read(tmp_path):
    lines = ["period,as_printed,value", "2021,rundt 77,77", "2020,nærmere 43,43", "2018,drøyt 12,12"]
    rows, faults = read(tmp_path, "\r\n".join(lines).encode("latin-1"))
    assert faults == []
    assert [cells[1] for _, cells in rows] == ["rundt 77", "nærmere 43", "drøyt 12"]


def test_rows_in_another_encoding_than_the_others_are_named_one_by_one(tmp_path):
    lines = ["period,as_printed,value", "2021,rundt 77,77", "2020,nærmere 43,43", "2019,37,37", "2018,drøyt 12,12"]
    mixed = [line.encode("utf-8" if "nær" in line else "latin-1") for line in lines]
    rows, faults = read(tmp_path, b"\r\n".join(mixed))
    assert rows == []
    assert [(fault.row, fault.found) for fault in faults] == [(5, "2018,drøyt 12,12")]


def test_titles_above_the_header_do_not_change_the_rows(tmp_path):
    rows, faults = read(tmp_path, "sep=,\nTall fra Helsenorge,,\n\n" + GOOD)
    assert (rows, faults) == ([(5, RECORDS[0]), (6, RECORDS[1])], [])


def test_a_cell_of_a_workbook_gives_its_number_only_in_a_number_column(tmp_path):
    path = tmp_path / "figures.xlsx"

    def as_percent(book):
        for name in ("B4", "C4"):
            book.active[name].number_format = "0%"

    lines = [["Tall"], ["period", "as_printed", "value"], [2021, 1.25, 1.25], [2020, 0.84, 0.84], [2019, "x", "1.234"]]
    path.write_bytes(excel(lines, change=as_percent))
    raw = read_raw_table(path, HEADERS, optional=["remark"], numbers=["value"])
    assert raw.faults == []
    assert list(raw.rows.itertuples(name=None)) == [
        (3, "2021", "1.25", "1.25", ""),
        (4, "2020", "84 %", "84 %", ""),
        (5, "2019", "x", "1.234", ""),
    ]
    assert raw.exact == {(3, "value"), (4, "value")}


def test_faults_of_a_workbook_name_its_cells(tmp_path):
    path = tmp_path / "figures.xlsx"
    path.write_bytes(
        excel([["period", None, "as_printed", "value"], [2021, None, True, 1], [2020, "x", "\x85", "#N/A"]])
    )
    raw = read_raw_table(path, HEADERS, optional=["remark"])
    assert sorted((fault.cell, fault.row, fault.column, fault.found) for fault in raw.faults) == [
        ("Figures!B3", 3, "", "x"),
        ("Figures!C2", 2, "as_printed", "TRUE"),
        ("Figures!C3", 3, "as_printed", "\x85"),
        ("Figures!D3", 3, "value", "#N/A"),
    ]
    assert raw.placed(Fault("f", 2, "value", "x", "y")).cell == "Figures!D2"
    assert raw.placed(Fault("f", 2, "remark", "x", "y")).cell == "Figures!2:2"
    assert raw.placed(Fault("f", 0, "value", "x", "y")).cell == ""


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.ods"])
def test_what_is_no_workbook_is_one_fault(name, tmp_path):
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (fault,) = read_raw_table(tmp_path / name, HEADERS).faults
    assert (fault.file, fault.row, fault.expected) == (name, 0, "a workbook that can be read, without a password")


def test_a_file_beyond_measure_is_not_read(tmp_path):
    path = tmp_path / "figures.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    (fault,) = read_raw_table(path, HEADERS).faults
    assert fault.found == f"{MOST_BYTES + 1} bytes"


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (GOOD + '2018,"25.6 million,25600000\n2017,18.7 million,18700000\n2016,12.7 million,12700000\n', 4),
        ('period,as_printed,value\n2021,"over 140 millioner,140000000\n2020,72 millioner,72000000\n', 2),
    ],
    ids=["last row but two", "first row"],
)
def test_a_quote_that_is_never_closed_is_reported_at_the_row_it_opens_in(content, row, tmp_path):
    _, (fault,) = read(tmp_path, content)
    assert (fault.row, fault.expected) == (row, "CSV with every quote closed")


def test_a_file_that_is_not_there_is_a_fault_and_no_traceback(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "figures.csv", tmp_path / "folder.csv"):
        raw = read_raw_table(path, HEADERS)
        (fault,) = raw.faults
        assert (fault.file, fault.row, fault.expected) == (path.name, 0, "a file that can be read")
        assert (len(raw.rows), list(raw.rows.columns)) == (0, [*COLUMNS, "remark"])
