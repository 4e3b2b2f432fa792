"""The tables of a count, worked out by hand from a few counts."""

import csv
import errno
import os
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from helsetrend.events.cache import LogFile
from helsetrend.events.chunks import Portal
from helsetrend.events.counts_file import CountRow
from helsetrend.events.event_log import CountedLog
from helsetrend.events.readers.survey import Survey
from helsetrend.events.tables import (
    QUANTILES,
    count_rows,
    length_rows,
    quantile,
    revise,
    suppress,
    write_all,
    write_tables,
)

OLD_YEAR, NEW_YEAR = date(2021, 12, 31), date(2022, 1, 1)
FINDINGS = {"no_user": 2, "late": 1}
SURVEY = Survey(Path("log/a.csv"), Path("a"), None, 9, 0, 1, (), FINDINGS, {"no_user": [(4, ""), (7, "x")]})
COUNTED = CountedLog(
    files=[LogFile(SURVEY, "", (0, 0))],
    portal=Portal(("travel",), "Europe/Oslo"),
    days=frozenset([OLD_YEAR, NEW_YEAR]),
    counts=[
        ("visits", "", OLD_YEAR, 3),
        ("visits", "", NEW_YEAR, 1),
        ("logins", "", OLD_YEAR, 2),
        ("views", "", OLD_YEAR, 5),
        ("views", "", NEW_YEAR, 4),
        ("copies", "", OLD_YEAR, 8),
        ("copies", "", NEW_YEAR, 4),
        ("closes", "", NEW_YEAR, 0),
        ("service_visits", "travel", OLD_YEAR, 1),
    ],
    lengths=[("2021-12", 0, 1), ("2021-12", 60, 2), ("2022-01", 30, 1)],
    persons={"2021": 2, "2021-12": 2},
)


def values(rows):
    return {row.key: row.value for row in rows}


def test_days_add_up_to_their_month_and_year_and_persons_are_taken_as_they_are():
    rows = count_rows(COUNTED, has_logins=True, counted_on=date(2022, 1, 10))
    assert values(rows) == {
        **{("visits", "", period): 3 for period in ("2021-12-31", "2021-12", "2021")},
        **{("visits", "", period): 1 for period in ("2022-01-01", "2022-01", "2022")},
        **{("logins", "", period): 2 for period in ("2021-12-31", "2021-12", "2021")},
        **{("logins", "", period): 0 for period in ("2022-01-01", "2022-01", "2022")},
        **{("service_visits", "travel", period): 1 for period in ("2021-12-31", "2021-12", "2021")},
        **{("service_visits", "travel", period): 0 for period in ("2022-01-01", "2022-01", "2022")},
        **{("persons", "", period): 2 for period in ("2021", "2021-12")},
    }
    (year,) = [row for row in rows if row.key == ("visits", "", "2021")]
    assert (year.days, year.days_counted, year.counted_on, year.definition) == (365, 1, "2022-01-10", "visit-1")


def test_a_log_that_does_not_tell_logins_has_no_rows_for_them():
    rows = count_rows(COUNTED, has_logins=False, counted_on=OLD_YEAR)
    assert "logins" not in {row.metric for row in rows}


def test_lengths_are_those_of_the_month_and_of_the_year():
    """In December 0, 60 and 60 seconds, and seven views and logins; in January 30 seconds and four views."""
    rows = {row["period"]: row for row in length_rows(COUNTED)}
    assert list(rows) == ["2021", "2021-12", "2022", "2022-01"]
    december = {"visits": 3, "events_per_visit": 2.33, "p10_seconds": 0, "p25_seconds": 0, "p50_seconds": 60}
    assert rows["2021-12"] == {"period": "2021-12", **december, **{f"p{p}_seconds": 60 for p in (75, 90, 99)}}
    assert (rows["2022"]["events_per_visit"], rows["2022"]["p10_seconds"]) == (4, 30)


def test_quantiles_are_those_of_a_sorted_list():
    chance = random.Random(7)
    numbers = sorted(chance.randrange(50) for _ in range(237))
    for percent in QUANTILES:
        expected = next(
            number for number in numbers if sum(other <= number for other in numbers) * 100 >= percent * len(numbers)
        )
        assert quantile(Counter(numbers), percent) == expected


def row(metric, service, period, value, counted_on="2022-01-10"):
    return CountRow(metric, service, period, value, 1, 1, counted_on, "a definition")


def test_small_counts_are_suppressed_with_what_they_could_be_worked_out_from():
    """Travel: 2 visits on one day of December and 20 on another, 30 in January; persons do not add up."""
    numbers = {
        "2021": 22,
        "2021-12": 22,
        "2021-12-28": 2,
        "2021-12-29": 20,
        "2022": 30,
        "2022-01": 30,
        "2022-01-03": 30,
    }
    rows = [row("service_visits", "travel", period, number) for period, number in numbers.items()]
    rows += [row("persons", "", "2021", 22), row("persons", "", "2021-12", 4)]
    shown = suppress(rows, below=5)
    assert [shown_row.key for shown_row in shown] == [given.key for given in rows]
    hidden = [
        ("service_visits", "travel", "2021-12-28"),
        ("service_visits", "travel", "2021-12-29"),
        ("persons", "", "2021-12"),
    ]
    assert [shown_row.key for shown_row in shown if shown_row.value is None] == hidden


@pytest.mark.parametrize(("below", "is_hidden"), [(0, False), (1, False), (4, False), (5, True)])
def test_below_n_hides_up_to_n_minus_1(below, is_hidden):
    (shown,) = suppress([row("persons", "", "2021", 4)], below=below)
    assert (shown.value is None) == is_hidden


def test_a_number_keeps_the_day_on_which_it_was_first_counted_and_a_replaced_one_is_returned():
    before = [row("visits", "", period, 7) for period in ("2020", "2021", "2022")]
    now = [row("visits", "", "2021", 7, "2022-02-01"), row("visits", "", "2022", 8, "2022-02-01")]
    rows, replaced = revise(before, [*now, row("visits", "", "2023", 9, "2022-02-01")])
    assert rows == [before[1], now[1], row("visits", "", "2023", 9, "2022-02-01")]
    assert replaced == [before[2], before[0]]


def test_the_files_have_the_rows_and_no_lengths_where_visits_are_suppressed(tmp_path):
    rows = suppress(count_rows(COUNTED, has_logins=True, counted_on=date(2022, 1, 10)), below=3)
    for _ in range(2):  # what the first count has replaced stays in earlier.csv after the second
        write_tables(tmp_path, COUNTED, rows, rows[:1])
    tables = {}
    for path in tmp_path.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.name] = list(csv.DictReader(file))
    assert [line["period"] for line in tables["lengths.csv"]] == ["2021", "2021-12"]
    assert [tuple(line.values()) for line in tables["findings.csv"]] == [
        ("a.csv", "no_user", "2", "no", "4; 7: x"),
        ("a.csv", "late", "1", "yes", ""),
    ]
    assert [(line["value"], line["status"]) for line in tables["counts.csv"][:6]] == [
        *([("3", "counted")] * 3),
        *([("", "suppressed")] * 3),
    ]
    assert [line["period"] for line in tables["earlier.csv"]] == ["2021", "2021"]
    assert set(tables) == {"findings.csv", "lengths.csv", "earlier.csv", "counts.csv"}


def test_files_are_written_all_or_none(tmp_path, monkeypatch):
    """A disk that is full at the second file leaves the first one as it was."""
    write_all(tmp_path, {"a.csv": "1", "b.csv": "1"})

    def full(_):
        if [*tmp_path.glob(".b.csv-*")]:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            write_all(tmp_path, {"a.csv": "2", "b.csv": "2"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "1", "b.csv": "1"}
    write_all(tmp_path, {"a.csv": "2", "b.csv": "2"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "2", "b.csv": "2"}
