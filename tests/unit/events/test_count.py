"""A log counted in Python: the numbers of the log in data/events that its README counts by hand, and nothing left."""

import multiprocessing
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from places import TOP

import helsetrend as ht
from helsetrend.events.count import COUNTS
from helsetrend.events.tables import COLUMNS

SMALL, SAMPLE, MAPPING = (TOP / "data" / "events" / name for name in ("small.csv", "sample.csv.gz", "events.toml"))
PLACES = ["metric", "service", "period"]

# By hand, of the twelve lines of small.csv; each of the two years is one day there.
BY_HAND = """
metric          service            2021  2022
visits          .                     3     2
logins          .                     2     1
service_visits  messages              3     0
service_visits  prescriptions         1     1
service_visits  patient_travel        0     1
service_visits  covid_certificate     0     0
persons         .                     2     2
"""

# In seconds: a from 09:00:00 to 09:34:59.999, and at 10:04:59.999; b from 23:50 to the close at 00:15. Then in 2022 b
# at 00:20, and c from 12:00 to 12:10. In 2021 a has four views and logins, and b one; in 2022 b has three, and c two.
LENGTHS_2021, EVENTS_2021 = [34 * 60 + 59, 0, 25 * 60], 4 + 1
LENGTHS_2022, EVENTS_2022 = [0, 10 * 60], 3 + 2


def by_hand():
    rows = [line.replace(" . ", "   ").rsplit(maxsplit=2) for line in BY_HAND.strip().splitlines()[1:]]
    numbers = {tuple((*name.split(), "")[:2]): counts for name, *counts in rows}
    periods = {"2021": ("2021", "2021-12", "2021-12-31"), "2022": ("2022", "2022-01", "2022-01-01")}
    return {
        (metric, service, period): int(count)
        for (metric, service), counts in numbers.items()
        for count, named in zip(counts, periods.values(), strict=True)
        for period in (named[:2] if metric == "persons" else named)
    }


def test_the_small_log_counts_to_what_was_counted_by_hand():
    counts = ht.count_events(SMALL, MAPPING)
    assert counts.set_index(PLACES)["value"].to_dict() == by_hand()
    assert not counts.duplicated(PLACES).any()


def test_the_columns_are_those_of_the_file_in_the_types_that_are_told():
    counts = ht.count_events(SMALL, MAPPING)
    assert tuple(counts.columns) == COLUMNS
    assert {name: str(dtype) for name, dtype in counts.dtypes.items()} == {n: told for n, (told, _) in COUNTS.items()}
    assert [*counts.index] == [*range(len(counts))]
    assert set(zip(counts["metric"], counts["definition"], counts["unit"], strict=True)) == {
        ("visits", "visit-1", "visits"),
        ("logins", "login-1", "logins"),
        ("service_visits", "service-visit-1", "visits"),
        ("persons", "person-1", "persons"),
    }
    days = counts.drop_duplicates("period").set_index("period")[["days", "days_counted"]]
    assert days.loc[["2021", "2021-12", "2021-12-31"]].to_numpy().tolist() == [[365, 1], [31, 1], [1, 1]]
    assert set(counts["status"]) == {"counted"}
    assert abs(counts["counted_on"].iat[0] - pd.Timestamp.now()) < pd.Timedelta(days=2)


def test_it_is_what_the_command_writes(tmp_path):
    command = [Path(sys.executable).with_name("helsetrend"), "count", SAMPLE, "--events", MAPPING, "--key", "key"]
    subprocess.run([*command, "--out", "out"], cwd=tmp_path, capture_output=True, check=True)
    counts, lengths = ((tmp_path / "out" / name).read_text("utf-8") for name in ("counts.csv", "lengths.csv"))
    given = ht.count_events(SAMPLE, MAPPING).drop(columns="counted_on").to_csv(index=False)
    assert given == pd.read_csv(StringIO(counts), dtype=str).drop(columns="counted_on").to_csv(index=False)
    assert ht.visit_lengths(SAMPLE, MAPPING).to_csv() == lengths


def test_lengths_are_those_that_were_worked_out_by_hand():
    found = ht.visit_lengths(SMALL, MAPPING)
    assert [*found.index] == ["2021", "2021-12", "2022", "2022-01"]
    assert found.index.name == "period"
    for period, lengths, events in (("2021", LENGTHS_2021, EVENTS_2021), ("2022-01", LENGTHS_2022, EVENTS_2022)):
        row = found.loc[period]
        assert row["visits"] == len(lengths)
        assert row["events_per_visit"] == round(events / len(lengths), 2)
        assert row["p50_seconds"] == sorted(lengths)[(len(lengths) - 1) // 2]
        assert (row["p10_seconds"], row["p99_seconds"]) == (min(lengths), max(lengths))


def test_persons_are_left_out_where_they_are_not_asked_for():
    counts = ht.count_events(SMALL, MAPPING, persons=False)
    assert set(counts["metric"]) == {"visits", "logins", "service_visits"}


@pytest.mark.parametrize("form", [str, Path, lambda path: [path], lambda path: iter([str(path)])])
def test_a_log_is_a_path_or_several(tmp_path, form):
    first, last = tmp_path / "one.csv", tmp_path / "two.csv"
    header, *lines = SMALL.read_text("utf-8").splitlines()
    first.write_text("\n".join([header, *lines[:6]]), encoding="utf-8")
    last.write_text("\n".join([header, *lines[6:]]), encoding="utf-8")
    both = ht.count_events([first, str(last)], str(MAPPING))
    assert both.set_index(PLACES)["value"].to_dict() == by_hand()
    assert ht.count_events(form(tmp_path), MAPPING).equals(both)


def test_nothing_is_written_that_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ht.count_events(SMALL, MAPPING)
    ht.visit_lengths(SMALL, MAPPING)
    assert [*tmp_path.rglob("*")] == []


def test_it_is_counted_in_this_process_so_that_a_script_needs_no_guard(tmp_path):
    """Another process would run a script again that does not ask whether it is the main one."""
    script = tmp_path / "script.py"
    script.write_text(f"import helsetrend as ht\nprint(len(ht.count_events({str(SMALL)!r}, {str(MAPPING)!r})))\n")
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True).stdout
    assert told == f"{len(by_hand())}\n"
    before = multiprocessing.active_children()
    ht.count_events(SMALL, MAPPING)
    assert multiprocessing.active_children() == before


def test_what_cannot_be_counted_is_an_error_unless_it_is_allowed(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(SMALL.read_text("utf-8") + "synthetic-d,not a time,view,/,\n", encoding="utf-8")
    with pytest.raises(ht.DataError, match=re.escape("1 of 13 rows cannot be counted, 7.69%")):
        ht.count_events(log, MAPPING)
    with pytest.raises(ht.DataError, match="1 of 13 rows"):
        ht.visit_lengths(log, MAPPING)
    counts = ht.count_events(log, MAPPING, max_bad=0.1)
    assert counts.set_index(PLACES)["value"].to_dict() == by_hand()


def test_a_log_that_is_not_there_and_a_mapping_that_is_none_are_errors(tmp_path):
    with pytest.raises(ValueError, match=r"no file of a log: .*nothing\.csv"):
        ht.count_events(tmp_path / "nothing.csv", MAPPING)
    with pytest.raises(ht.DataError):
        ht.count_events(SMALL, tmp_path / "nothing.toml")


def test_a_log_of_closes_alone_has_no_visits_and_no_lengths(tmp_path):
    at = datetime(2021, 12, 31, 12, tzinfo=UTC)
    log = tmp_path / "log.csv"
    lines = [f"synthetic-a,{at + timedelta(hours=hour):%Y-%m-%dT%H:%M:%SZ},closed,/," for hour in (0, 1)]
    log.write_text("\n".join(["user,time,kind,page,campaign", *lines]), encoding="utf-8")
    counts = ht.count_events(log, MAPPING)
    assert counts["value"].eq(0).all()
    lengths = ht.visit_lengths(log, MAPPING)
    assert (len(lengths), lengths.index.name, lengths.columns[0]) == (0, "period", "visits")
