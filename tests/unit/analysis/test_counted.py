"""Counts as figures: exact, with the day of counting as their date, and revised by a later count."""

import shutil
from datetime import date

import pytest
from places import DATA

import helsetrend as ht
from helsetrend.events.counts_file import COUNT_COLUMNS, DEFINITIONS, CountRow, as_csv


def folder_with(tmp_path, counts, earlier=()):
    shutil.copy(DATA / "metrics.toml", tmp_path)
    (tmp_path / "counted").mkdir()
    for name, rows in (("counts.csv", counts), ("earlier.csv", earlier)):
        text = as_csv(COUNT_COLUMNS, (CountRow(*row, DEFINITIONS[row[0]]).cells for row in rows))
        (tmp_path / "counted" / name).write_text(text, encoding="utf-8")
    return tmp_path


COUNTS = [
    ("visits", "", "2020", 72_500_000, 366, 366, "2022-01-10"),
    ("visits", "", "2021", 140_000_010, 365, 365, "2022-03-01"),
    ("visits", "", "2021-12", 12_000_000, 31, 31, "2022-01-10"),
    ("visits", "", "2021-12-31", 300_000, 1, 1, "2022-01-10"),
    ("visits", "", "2022", 400_000, 365, 3, "2022-01-10"),
    ("logins", "", "2021", None, 365, 365, "2022-01-10"),
    ("service_visits", "messages", "2021", 7, 365, 365, "2022-01-10"),
    ("service_visits", "unheard_of", "2021", 7, 365, 365, "2022-01-10"),
]
EARLIER = [("visits", "", "2021", 140_000_000, 365, 365, "2022-01-10")]


def test_whole_months_and_years_of_known_metrics_are_figures(tmp_path):
    counted = ht.read_counted(folder_with(tmp_path, COUNTS, EARLIER))
    rows = counted.figures[["metric", "service", "period", "low", "high", "source"]].itertuples(index=False, name=None)
    assert sorted(rows) == [
        ("service_visits", "messages", "2021", 7, 7, "counted-2022-01-10"),
        ("visits", "", "2020", 72_500_000, 72_500_000, "counted-2022-01-10"),
        ("visits", "", "2021", 140_000_000, 140_000_000, "counted-2022-01-10"),
        ("visits", "", "2021", 140_000_010, 140_000_010, "counted-2022-03-01"),
        ("visits", "", "2021-12", 12_000_000, 12_000_000, "counted-2022-01-10"),
    ]


def test_a_count_revises_the_one_before_it(tmp_path):
    counted = ht.read_counted(folder_with(tmp_path, COUNTS, EARLIER))
    known = ht.known(counted)
    observation = known.observe("visits", 2021)
    assert (observation.figure.value, observation.revised.value) == (140_000_010, 140_000_000)
    assert ht.known(counted, as_of="2022-02-28").observe("visits", 2021).figure.value == 140_000_000
    # 140,000,010 / 72,500,000 = 1.931034...
    change = ht.compare(known, "visits", 2020, 2021)
    assert (round(float(change.interval.low), 2), round(float(change.interval.high), 2)) == (93.1, 93.1)
    assert known.as_of == date(2022, 3, 1)


def test_a_suppressed_or_partial_count_is_a_gap(tmp_path):
    known = ht.known(ht.read_counted(folder_with(tmp_path, COUNTS)))
    assert known.observe("logins", 2021).gap.code == "not_published"
    assert known.observe("visits", 2022).gap.code == "not_published"


def test_a_count_that_is_suppressed_now_is_not_a_figure_of_an_earlier_day(tmp_path):
    earlier = [("logins", "", "2021", 3, 365, 365, "2021-12-31")]
    counted = ht.read_counted(folder_with(tmp_path, COUNTS, earlier))
    assert "logins" not in set(counted.figures["metric"])


def test_a_folder_without_counts_is_refused(tmp_path):
    with pytest.raises(ht.DataError, match=r"counts.csv: no whole month or year"):
        ht.read_counted(folder_with(tmp_path, COUNTS[4:6]))
