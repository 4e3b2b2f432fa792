"""counts.csv and earlier.csv: what was known on a day, what stays suppressed, and what is wrong with a file."""

from datetime import date

import pytest
from countedfolder import with_counts

from helsetrend.errors import DataError
from helsetrend.events.counts_file import COUNT_COLUMNS, DEFINITIONS, CountRow, Counts, as_csv, read_counts

YEAR = ("visits", "", "2021")


def row(value, counted_on, period="2021"):
    return CountRow("visits", "", period, value, 365, 365, counted_on, DEFINITIONS["visits"])


def write(folder, text, name="counts.csv"):
    (folder / "counted").mkdir(exist_ok=True)
    (folder / "counted" / name).write_text(text, "utf-8")


def test_a_folder_without_counts_has_none(tmp_path):
    assert read_counts(tmp_path) == Counts()
    assert Counts().last_day(["visits"]) is None


def test_known_are_the_numbers_counted_by_a_day_newest_last(tmp_path):
    counts = read_counts(with_counts(tmp_path))
    assert [counted.value for counted in counts.known(date(2022, 1, 10))[YEAR]] == [142_000_000]
    assert [counted.value for counted in counts.known(date(2026, 2, 1))[YEAR]] == [142_000_000, 142_345_678]
    assert counts.known(date(2021, 12, 30)) == {}
    assert set(counts.digests) == {"counts.csv", "earlier.csv"}


def test_the_last_day_is_that_of_a_year_of_the_metrics(tmp_path):
    counts = read_counts(with_counts(tmp_path))
    assert counts.last_day(["visits", "logins"]) == date(2026, 2, 1)
    assert counts.last_day(["service_visits"]) == date(2027, 1, 1)


def test_what_is_suppressed_now_is_suppressed_for_earlier_days_too(tmp_path):
    """The logins of 2021 were counted as 3 before they were suppressed."""
    known = read_counts(with_counts(tmp_path)).known(date(2021, 12, 31))
    assert [counted.value for counted in known["logins", "", "2021"]] == [None]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a;b\n1;2\n", [("counts.csv", 1)]),
        (as_csv(COUNT_COLUMNS, [row(7, "2022-01-10").cells]).replace(",7,", ",seven,"), [("counts.csv", 2)]),
        (as_csv(COUNT_COLUMNS, [row(7, "2022-01-10").cells]).replace("2022-01-10", "10.01.2022"), [("counts.csv", 2)]),
        (
            as_csv(COUNT_COLUMNS, [row(7, "2022-01-10").cells]).replace(",counted,2", ",suppressed,2"),
            [("counts.csv", 2)],
        ),
        (as_csv(COUNT_COLUMNS, [row(7, "2022-01-10").cells]).replace(",visits,,", ",hits,,"), [("counts.csv", 2)]),
    ],
    ids=["another table", "no number", "no day", "a number that is suppressed", "no metric of a count"],
)
def test_a_file_that_no_count_has_written_is_a_fault_with_its_row(text, places, tmp_path):
    write(tmp_path, text)
    with pytest.raises(DataError) as error:
        read_counts(tmp_path)
    assert [(fault.file, fault.row) for fault in error.value.faults] == places


def test_a_file_that_is_not_utf_8_is_a_fault(tmp_path):
    write(tmp_path, "")
    (tmp_path / "counted" / "counts.csv").write_bytes("måltall".encode("latin-1"))
    with pytest.raises(DataError, match=r"counts\.csv: bytes that are not UTF-8"):
        read_counts(tmp_path)


def test_rows_are_read_as_they_were_written(tmp_path):
    rows = [row(7, "2022-01-10"), row(None, "2022-01-11", "2022")]
    write(tmp_path, as_csv(COUNT_COLUMNS, (counted.cells for counted in rows)))
    assert list(read_counts(tmp_path).rows) == rows
