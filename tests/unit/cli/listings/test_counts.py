"""What `helsetrend count` prints, from a count made by hand."""

from datetime import date
from pathlib import Path

from helsetrend.cli.listings.counts import counted_listing
from helsetrend.events.cache import LogFile
from helsetrend.events.chunks import Portal
from helsetrend.events.counts_file import CountRow
from helsetrend.events.event_log import CountedLog
from helsetrend.events.readers.survey import Survey


def counted(*surveys, days=(), counts=()):
    files = [LogFile(survey, "", (0, 0)) for survey in surveys]
    return CountedLog(files, Portal((), "Europe/Oslo"), frozenset(days), list(counts), [], {})


def survey(name, findings, examples):
    return Survey(Path("log") / name, Path(name), None, 5000, 0, 1, (), findings, examples)


def row(period, value, days, days_counted, service=""):
    return CountRow("visits", service, period, value, days, days_counted, "2022-01-10", "visit-1")


def cells(table):
    return [[cell.strip() for cell in row] for row in zip(*(column.cells for column in table.columns), strict=True)]


def test_years_are_shown_and_the_rest_only_where_there_is_something():
    (years,) = counted_listing(counted(), [row("2021", 12_345, 365, 7), row("2021-12", 9, 31, 7)], [])
    assert cells(years) == [["visits", "", "2021", "12,345", "7 of 365"]]


def test_a_suppressed_number_is_not_shown():
    (years,) = counted_listing(counted(), [row("2021", None, 365, 7)], [])
    assert cells(years)[0][3] == "suppressed"


def test_whole_months_that_were_counted_before_are_shown_with_what_they_are_now():
    """Neither a year nor a month of which the log covers only a part."""
    replaced = [
        row("2021", 8, 365, 365),
        row("2021-11", 8, 30, 30, "travel"),
        row("2021-12", 8, 31, 30),
        row("2021-10", 7, 31, 31),
    ]
    _, changed = counted_listing(counted(), [row("2021-11", 1_009, 30, 30, "travel")], replaced)
    assert cells(changed) == [["visits travel", "2021-11", "8", "1,009"], ["visits", "2021-10", "7", "not in the log"]]


def test_findings_of_all_files_are_added_up_with_three_examples():
    log = counted(
        survey("a.csv", {"no_user": 1200, "late": 1}, {"no_user": [(2, ""), (3, "")], "late": [(9, "")]}),
        survey("b.csv", {"no_user": 3}, {"no_user": [(4, "x"), (5, "")]}),
        counts=[("copies", "", date(2021, 12, 31), 5), ("views", "", date(2021, 12, 31), 3)],
    )
    _, findings = counted_listing(log, [], [])
    assert cells(findings) == [
        ["no user", "1,203", "12.03%", "no", "a.csv 2 ; a.csv 3 ; b.csv 4 x"],
        ["late", "1", "0.01%", "yes", "a.csv 9"],
        ["identical events", "2", "0.02%", "once", ""],
    ]


def test_days_that_the_log_does_not_cover_are_shown_as_spans():
    days = [date(2021, 12, day) for day in (1, 3, 7)]
    _, missing = counted_listing(counted(days=days), [], [])
    assert cells(missing) == [["2021-12-02"], ["2021-12-04 to 2021-12-06"]]
