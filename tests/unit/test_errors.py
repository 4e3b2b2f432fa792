"""How a fault is told."""

import pytest

from helsetrend.errors import DataError, Fault


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("a.csv", 0, "", "x", "y"), "a.csv: found 'x'; allowed: y"),
        (Fault("a.csv", 7, "value", "x", "y"), "a.csv, row 7, value: found 'x'; allowed: y"),
        (Fault("a.xlsx", 7, "value", "x", "y", "Tall!E7"), "a.xlsx, Tall!E7, value: found 'x'; allowed: y"),
        (Fault("a.ods", 7, "", "x", "y", "Tall!7:7"), "a.ods, Tall!7:7: found 'x'; allowed: y"),
        (Fault("a.csv", 7, "value", "\x1b[0m", "y"), r"a.csv, row 7, value: found '\x1b[0m'; allowed: y"),
    ],
)
def test_a_fault_tells_its_place(fault, expected):
    assert str(fault) == expected


def test_faults_are_told_once_in_the_order_of_files_and_rows():
    faults = [Fault(file, row, "c", "x", "y") for file in "ba" for row in (10, 2, 2)]
    assert [(fault.file, fault.row) for fault in DataError(faults).faults] == [("a", 2), ("a", 10), ("b", 2), ("b", 10)]


def test_a_message_tells_a_thousand_faults_and_how_many_more_there_are():
    faults = [Fault("a.csv", row, "c", "x", "y") for row in range(1, 1500)] + [Fault("b.csv", 1, "c", "x", "y")]
    error = DataError(faults)
    first, *told, last = str(error).splitlines()
    assert first == "the data have 1500 faults:"
    assert told == [f"  a.csv, row {row}, c: found 'x'; allowed: y" for row in range(1, 1001)]
    assert last == "  and 500 more, in a.csv, b.csv"
    assert len(error.faults) == 1500
