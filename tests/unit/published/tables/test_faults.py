"""What is wrong with a table or its description: all at once, one line a kind, with the columns that there are."""

import pytest
from tablefolder import table_folder

from helsetrend.errors import DataError
from helsetrend.published.folder import read_published

USAGE = """
[tables.usage]
files = "usage-*.csv"
published = "file name"
SOURCE
rows.period = "month"
"""
TABLE = "month,visits,logins\n2023-01,10,5\n2023-02,12,6\n"
METRICS = {"visits": {}, "logins": {"unit": "logins"}}


def faults(tmp_path, description=USAGE, files=None, metrics=METRICS):
    """The lines of the message about a folder, without the first."""
    folder = table_folder(tmp_path, metrics, description, files or {"usage-2023-03-01.csv": TABLE})
    with pytest.raises(DataError) as caught:
        read_published(folder)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'rows.period = "month"',
            'rows.period = "Month of"',
            "usage-2023-03-01.csv, row 1: no column 'Month of'; expected columns of this table: month, logins, visits",
        ),
        (
            'rows.period = "month"',
            'rows.period = "month"\nmetrics = { "Besøk" = "visits", Innlogginger = "logins" }',
            "tables.toml, tables.usage.metrics: 'Besøk'; expected a label of the table, which has logins, "
            "visits, month",
        ),
        (
            'rows.period = "month"',
            'rows.period = "month"\nmetrics = { visits = "visit" }',
            "tables.toml, tables.usage.metrics.visits: 'visit'; expected one of visits, logins",
        ),
        (
            'rows.period = "month"',
            'rows.period = "month"\nmetrics = { visits = "visits", login = "logins" }',
            "tables.toml, tables.usage.metrics: 'login'; expected a label of the table, which has logins, "
            "month, visits",
        ),
        (
            'rows.period = "month"',
            'rows.period = "month"\nwhere = { logins = "7" }\nmetrics = { visits = "visits" }',
            "tables.toml, tables.usage.where.logins: '7'; expected a label of the column: 5, 6",
        ),
        (
            "usage-*.csv",
            "use-*.csv",
            "tables.toml, tables.usage.files: 'use-*.csv'; expected files in tables/, which has usage-2023-03-01.csv",
        ),
        (
            'published = "file name"',
            "",
            "tables.toml, tables.usage: nothing that says when it was published; expected one of published = "
            '"file name", published = 2022-05-31, a column in rows.published, or source = the name of a source in '
            "sources.csv",
        ),
        (
            "SOURCE",
            'source = "anual-report"',
            "tables.toml, tables.usage: published and source; expected one of published = "
            '"file name", published = 2022-05-31, a column in rows.published, or source = the name of a source in '
            "sources.csv",
        ),
        (
            "SOURCE",
            'source.title = "Usage"',
            "tables.toml, tables.usage.source: a source without publisher and address and language",
        ),
        (
            "SOURCE",
            'source = { title = "x", publisher = "y", address = "agency.example", language = "english" }',
            "tables.toml, tables.usage.address: 'agency.example'; expected an address that begins with http:// or https://",
        ),
        (
            'published = "file name"',
            "published = 2099-01-01",
            "tables.toml, tables.usage.published: '2099-01-01'; expected a date up to today, ",
        ),
    ],
)
def test_what_is_wrong_with_a_description_is_said_in_a_line(tmp_path, old, new, expected):
    assert old in USAGE
    lines = faults(tmp_path, USAGE.replace(old, new))
    assert any(line.startswith(expected) for line in lines), lines


def test_columns_that_are_not_understood_are_named(tmp_path):
    table = TABLE.replace("visits,logins", "Besøk,Innlogginger")
    assert faults(tmp_path, files={"usage-2023-03-01.csv": table}) == [
        "usage-2023-03-01.csv, row 1: no column whose header names its metric and service; expected metrics, services "
        "or rows in tables.toml to say what these columns are: Besøk, Innlogginger"
    ]


def test_the_same_fault_of_many_files_is_one_line(tmp_path):
    files = {f"usage-2023-{month:02}-01.csv": TABLE.replace("month", "Monat") for month in range(3, 12)}
    assert faults(tmp_path, files=files) == [
        "usage-2023-03-01.csv and 8 other files, row 1: no column 'month'; expected columns of this table: "
        "Monat, logins, visits"
    ]


def test_every_fault_of_every_cell_is_named_with_its_place(tmp_path):
    table = TABLE + "2023-13,1,2\n2023-04,many,-3\n2023-05,1.5,7\nTotal,37,18\n2023-06,12*,8\n2023-07,12 crates,9\n"
    assert faults(tmp_path, files={"usage-2023-08-01.csv": table}) == [
        f"usage-2023-08-01.csv, row {row}, month: '{text}'; expected a period such as 2021, 2023-H1, 2016-Q4, 2020-12, "
        "2020-W12, 2016-10-01 or 2022-05/2022-12 (or what to do with it: marks, each, leave_out or ends in tables.toml)"
        for row, text in ((4, "2023-13"), (7, "Total"))
    ]
    again = table.replace("2023-13,1,2\n", "").replace("Total,37,18\n", "")
    assert faults(tmp_path / "again", files={"usage-2023-08-01.csv": again}) == [
        "usage-2023-08-01.csv, row 4, logins: '-3'; expected a number that is not negative",
        "usage-2023-08-01.csv, row 4, visits: 'many'; expected a print that can be read: a hedge or none, a number, a "
        "scale such as millioner, since 'many' is not known here; or what it means, as marks = "
        '{ "many" = "not_available" } for the table in tables.toml',
        "usage-2023-08-01.csv, row 5, visits: '1.5'; expected a whole number, since visits are counted (or divisible = "
        "true for the unit)",
        "usage-2023-08-01.csv, row 6, visits: '12*'; expected a figure without '*', or what it means, as marks = "
        '{ "*" = "provisional" } for the table in tables.toml',
        "usage-2023-08-01.csv, row 7, visits: '12 crates'; expected a scale or words of the unit (such as visits), and "
        "not 'crates'",
    ]


def test_two_figures_of_one_thing_are_a_fault_that_names_what_to_choose_by(tmp_path):
    table = "month,region,visits\n2023-01,Oslo,10\n2023-01,Bergen,4\n2023-02,Oslo,7\n2023-02,Bergen,7\n"
    assert faults(tmp_path, files={"usage-2023-03-01.csv": table}) == [
        "usage-2023-03-01.csv, row 3, visits: '4'; expected one figure of visits 2023-01, which is '10' in C2 "
        "(choose rows by where in tables.toml: region; or say where the table ends)"
    ]


def test_an_unclear_decimal_mark_is_a_fault_and_not_a_guess(tmp_path):
    metrics = {"seconds": {"kind": "mean", "unit": "seconds"}}
    table = "month;seconds\n2023-01;1.234\n2023-02;5.678\n"
    lines = faults(tmp_path, files={"usage-2023-03-01.csv": table}, metrics=metrics)
    assert lines == [
        "usage-2023-03-01.csv, row 2, seconds: '1.234'; expected 1234 or 1.234, since it can be read as both: say "
        'decimal = "comma" or "point" for the table in tables.toml',
        "usage-2023-03-01.csv, row 3, seconds: '5.678'; expected 5678 or 5.678, since it can be read as both: say "
        'decimal = "comma" or "point" for the table in tables.toml',
    ]
    folder = table_folder(tmp_path / "said", metrics, USAGE + 'decimal = "comma"', {"usage-2023-03-01.csv": table})
    assert list(read_published(folder).figures["value"]) == [1234.0, 5678.0]
    other = table_folder(tmp_path / "shown", metrics, USAGE, {"usage-2023-03-01.csv": table + "2023-03;61.25\n"})
    assert list(read_published(other).figures["value"]) == [1.234, 5.678, 61.25]


def test_a_file_that_cannot_be_read_is_a_fault_beside_the_others(tmp_path):
    files = {"usage-2023-03-01.csv": TABLE, "usage-2023-04-01.csv": "", "usage-2023-05-01.csv": "month,visits\n"}
    assert faults(tmp_path, files=files) == [
        "usage-2023-04-01.csv: an empty file; expected a table",
        "usage-2023-05-01.csv: no figure that is understood; expected labels that tables.toml or metrics.toml name "
        "(there is no row below the header)",
    ]
    assert faults(tmp_path / "json", USAGE.replace(".csv", ".json"), {"usage-2023.json": "[1, 2"})[0].startswith(
        "usage-2023.json: no cube: "
    )


def test_files_without_a_date_in_their_names_and_two_of_one_name(tmp_path):
    files = {"usage-a.csv": TABLE, "usage-b.csv": TABLE}
    assert faults(tmp_path, files=files) == [
        "usage-a.csv, published: 'usage-a.csv'; expected a date in the name of the file, such as 2022-05-31",
        "usage-b.csv, published: 'usage-b.csv'; expected a date in the name of the file, such as 2022-05-31",
    ]
    same = {"usage-2023-03-01.csv": TABLE, "usage_2023_03_01.csv": TABLE}
    assert faults(tmp_path / "same", USAGE.replace("usage-*", "usage*"), same) == [
        "tables.toml, tables.usage.files: 'usage-2023-03-01'; expected files whose names differ in letters or "
        "digits, as each becomes a source of this name"
    ]
