"""The messages of faults, and of names that do not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.errors import DataError, Fault, UnknownNameError, alike, by_likeness, check_name


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault("a.csv", 0, "", "an empty file", "one row"), "a.csv: an empty file; expected one row"),
        (Fault("a.csv", 1, "value", "missing", "it"), "a.csv, row 1, value: missing; expected it"),
        (Fault("a.csv", 7, "value", "12", "1200", quoted=True), "a.csv, row 7, value: '12'; expected 1200"),
        (Fault("a.csv", 7, "value", "", "a number", quoted=True), "a.csv, row 7, value: ''; expected a number"),
        (Fault("a.xlsx", 7, "value", "x", "y", "Tall!E7", quoted=True), "a.xlsx, Tall!E7, value: 'x'; expected y"),
        (Fault("a.ods", 7, "", "empty", "y", "Tall!7:7"), "a.ods, Tall!7:7: empty; expected y"),
        (Fault("a.toml", 0, "time", "last: not before first", ""), "a.toml, time: last: not before first"),
        (Fault("a.csv", 7, "c", "\x1b[0m", "y", quoted=True), r"a.csv, row 7, c: '\x1b[0m'; expected y"),
        (Fault("a.csv", 7, "c", "it's\x1b\ud800ø", "y"), r"a.csv, row 7, c: it's\x1b\ud800ø; expected y"),
        (Fault("a.csv", 7, "c", "x" * 81, "y", quoted=True), f"a.csv, row 7, c: '{'x' * 79}…'; expected y"),
        (Fault("a.csv", 7, "c", "x" * 201, "y"), f"a.csv, row 7, c: {'x' * 199}…; expected y"),
    ],
)
def test_a_message_names_the_place_what_is_there_and_what_is_expected(fault, message):
    assert str(fault) == message


def test_an_error_holds_each_fault_once_in_the_order_of_files_and_rows():
    faults = [Fault(file, row, "c", "x", "y") for file in "ba" for row in (10, 2, 2)]
    assert [(fault.file, fault.row) for fault in DataError(faults).faults] == [("a", 2), ("a", 10), ("b", 2), ("b", 10)]


def test_a_message_lists_a_thousand_faults_and_says_how_many_more_there_are():
    faults = [Fault("a.csv", row, f"c{row}", "x", "y") for row in range(1, 1500)] + [Fault("b.csv", 1, "c", "x", "y")]
    error = DataError(faults)
    first, *lines, last = str(error).splitlines()
    assert first == "the data have 1500 faults:"
    assert lines == [f"  a.csv, row {row}, c{row}: x; expected y" for row in range(1, 1001)]
    assert last == "  and 500 more, in a.csv, b.csv"
    assert len(error.faults) == 1500


def faults_in(rows, *, cell="", **rest):
    """Return a fault in each row; `cell` has {} for the row."""
    usual = {"file": "a.csv", "column": "hedge", "found": "x", "expected": "none", "quoted": True}
    return [Fault(**{**usual, "row": row, "cell": cell.format(row, row), **rest}) for row in rows]


ALIKE = {
    "a.csv, rows 14 to 37, 40 and 52, hedge: 'x'; expected none": faults_in([*range(14, 38), 40, 52]),
    "a.csv, rows 2 and 3, hedge: 'x'; expected none": faults_in([3, 2]),
    "a.csv, rows 2 and 4, hedge: 'x'; expected none": faults_in([2, 4]),
    "a.csv, rows 2 and 5, hedge: 'x'; expected none\na.csv, row 3, hedge: 'y'; expected none": [
        *faults_in([2, 5]),
        *faults_in([3], found="y"),
    ],
    "a.csv, rows 2 to 9, period: '2.21', '3.21', '4.21' and 5 others; expected a year": [
        fault
        for row in range(2, 10)
        for fault in faults_in([row], column="period", found=f"{row}.21", expected="a year")
    ],
    "a.xlsx, Tall!E7:E9, E12, hedge: 'x'; expected none": faults_in([7, 8, 9, 12], file="a.xlsx", cell="Tall!E{}"),
    "a.ods, 'Mine tall'!7:9, 12:12: x; expected none": faults_in(
        [7, 8, 9, 12], file="a.ods", cell="'Mine tall'!{}:{}", column="", quoted=False
    ),
    "a.xlsx, En!E7, hedge: 'x'; expected none\na.xlsx, To!E7, hedge: 'x'; expected none": [
        *faults_in([7], file="a.xlsx", cell="En!E{}"),
        *faults_in([7], file="a.xlsx", cell="To!E{}"),
    ],
    f"a.csv, rows {', '.join(map(str, range(2, 42, 2)))} and 5 more places, hedge: 'x'; expected none": faults_in(
        range(2, 52, 2)
    ),
    "a.toml, units: x\na.toml, units: y\na.toml, units: z\na.toml, units: æ": [
        fault
        for found in "xyzæ"
        for fault in faults_in([0], file="a.toml", column="units", found=found, expected="", quoted=False)
    ],
}


@pytest.mark.parametrize("message", ALIKE)
def test_equal_faults_of_several_rows_are_told_in_one_line(message):
    _, *lines = str(DataError(ALIKE[message])).splitlines()
    assert [line.removeprefix("  ") for line in lines] == message.splitlines()


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("xyzuvw"), st.sampled_from(["a", "b"])), max_size=60))
def test_no_fault_is_lost_when_equal_ones_are_put_together(drawn):
    faults = [Fault("a.csv", row, column, found, "one") for row, found, column in drawn]
    grouped = [fault for group in alike(sorted(set(faults))) for fault in group]
    assert sorted(grouped) == sorted(set(faults))


def test_a_name_that_exists_passes():
    check_name("visits", ["logins", "visits"], kind="metric")


def test_the_error_lists_the_names_that_exist_the_most_similar_first():
    with pytest.raises(UnknownNameError) as caught:
        check_name("login", ["visits", "persons", "logins"], kind="metric")
    assert str(caught.value).startswith("there is no metric 'login'; there are: logins, ")


def test_without_any_names_the_error_says_so():
    with pytest.raises(KeyError, match="there is none"):
        check_name("fax", [], kind="service of visits")


def test_capitals_do_not_matter_to_likeness():
    assert by_likeness("VISITS", ["logins", "visits"]) == ["visits", "logins"]
