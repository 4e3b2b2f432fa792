"""The files of a table: the day in a name, the name of a source, and one fault for many files."""

import doctest

import pytest

from helsetrend.errors import Fault
from helsetrend.published.tables import files
from helsetrend.published.tables.files import as_one, day_in_name, files_of, identifier_of


def test_the_examples_of_the_functions_are_right():
    assert doctest.testmod(files).failed == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("domain_stats-2021-02-10.csv", "2021-02-10"),
        ("20210210_usage_v2.csv", "2021-02-10"),
        ("usage 10.02.2021.xlsx", "2021-02-10"),
        ("2021-02-10/usage-2020.csv", "2021-02-10"),
        ("usage-2021_02.csv", "2021-02"),
        ("usage-2021.csv", "2021"),
        ("usage-20211399.csv", None),
        ("table-12345.csv", None),
        ("usage.csv", None),
    ],
)
def test_the_day_in_a_name_is_the_finest_date_in_it(name, expected):
    assert day_in_name(name) == expected


def test_files_are_those_of_the_pattern_below_the_folder_and_no_others(tmp_path):
    for name in ("a-1.csv", "sub/a-2.csv", ".a-3.csv", "~$a-4.xlsx", "b.csv"):
        (tmp_path / "tables" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tables" / name).write_text("x")
    (tmp_path / "a-5.csv").write_text("x")
    found = {
        pattern: [path.name for path in files_of(tmp_path / "tables", pattern)]
        for pattern in ("a-*.csv", "**/*", "../*.csv", str(tmp_path / "*.csv"))
    }
    assert found == {
        "a-*.csv": ["a-1.csv"],
        "**/*": ["a-1.csv", "b.csv", "a-2.csv"],
        "../*.csv": [],
        str(tmp_path / "*.csv"): [],
    }


def test_an_identifier_has_letters_digits_and_hyphens_only():
    assert identifier_of("Tabell 3 (endelig)") == "tabell-3-endelig"
    assert identifier_of("统计") == "table"


def test_faults_of_several_files_are_one_and_others_stay():
    same = [Fault(f"{day}.csv", row, "x", "a", "b") for day in range(3) for row in (1, 2)]
    assert as_one([*same, Fault("0.csv", 9, "y", "a", "b")]) == [
        Fault("0.csv and 2 other files", 1, "x", "a", "b"),
        Fault("0.csv and 2 other files", 2, "x", "a", "b"),
        Fault("0.csv", 9, "y", "a", "b"),
    ]
