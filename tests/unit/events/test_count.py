"""A log counted in Python and by the command: the numbers that the README of data/events works out by hand."""

import csv
import multiprocessing
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from command import run
from eventlogs import MAPPING as CSV_MAPPING
from eventlogs import made_up_log, write_log
from places import TOP
from slowcount import slow_counts

import helsetrend as ht
from helsetrend.cli import counting
from helsetrend.events.counts_file import COUNT_COLUMNS

SMALL, SAMPLE, MAPPING = (TOP / "data" / "events" / name for name in ("small.csv", "sample.csv.gz", "events.toml"))
KEY = ["metric", "service", "period"]

# Counted by hand from the twelve lines of small.csv, which has one day of each year.
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
    assert counts.set_index(KEY)["value"].to_dict() == by_hand()
    assert not counts.duplicated(KEY).any()


def test_the_columns_are_those_of_the_file_with_their_types():
    counts = ht.count_events(SMALL, MAPPING)
    assert list(counts.columns) == list(COUNT_COLUMNS)
    assert {name: str(dtype) for name, dtype in counts.dtypes.items()} == {
        name: dtype for name, (dtype, _) in COUNT_COLUMNS.items()
    }
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


def test_the_table_is_what_the_command_writes(tmp_path):
    assert run("count", SAMPLE, "--events", MAPPING, "--key", "key", "--out", "out", folder=tmp_path).returncode == 0
    counts, lengths = ((tmp_path / "out" / name).read_text("utf-8") for name in ("counts.csv", "lengths.csv"))
    given = ht.count_events(SAMPLE, MAPPING).drop(columns="counted_on").to_csv(index=False)
    assert given == pd.read_csv(StringIO(counts), dtype=str).drop(columns="counted_on").to_csv(index=False)
    assert ht.visit_lengths(SAMPLE, MAPPING).to_csv() == lengths


def test_lengths_are_those_worked_out_by_hand():
    found = ht.visit_lengths(SMALL, MAPPING)
    assert [*found.index] == ["2021", "2021-12", "2022", "2022-01"]
    assert found.index.name == "period"
    for period, lengths, events in (("2021", LENGTHS_2021, EVENTS_2021), ("2022-01", LENGTHS_2022, EVENTS_2022)):
        row = found.loc[period]
        assert row["visits"] == len(lengths)
        assert row["events_per_visit"] == round(events / len(lengths), 2)
        assert row["p50_seconds"] == sorted(lengths)[(len(lengths) - 1) // 2]
        assert (row["p10_seconds"], row["p99_seconds"]) == (min(lengths), max(lengths))


def test_persons_are_counted_only_if_asked_for():
    counts = ht.count_events(SMALL, MAPPING, persons=False)
    assert set(counts["metric"]) == {"visits", "logins", "service_visits"}


@pytest.mark.parametrize("form", [str, Path, lambda path: [path], lambda path: iter([str(path)])])
def test_a_log_is_a_path_or_several(tmp_path, form):
    first, last = tmp_path / "one.csv", tmp_path / "two.csv"
    header, *lines = SMALL.read_text("utf-8").splitlines()
    first.write_text("\n".join([header, *lines[:6]]), encoding="utf-8")
    last.write_text("\n".join([header, *lines[6:]]), encoding="utf-8")
    both = ht.count_events([first, str(last)], str(MAPPING))
    assert both.set_index(KEY)["value"].to_dict() == by_hand()
    assert ht.count_events(form(tmp_path), MAPPING).equals(both)


def test_nothing_is_left_on_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ht.count_events(SMALL, MAPPING)
    ht.visit_lengths(SMALL, MAPPING)
    assert [*tmp_path.rglob("*")] == []


def test_a_script_without_a_main_guard_can_count(tmp_path):
    """A worker process would import such a script, and count again."""
    script = tmp_path / "script.py"
    script.write_text(f"import helsetrend as ht\nprint(len(ht.count_events({str(SMALL)!r}, {str(MAPPING)!r})))\n")
    printed = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True).stdout
    assert printed == f"{len(by_hand())}\n"
    before = multiprocessing.active_children()
    ht.count_events(SMALL, MAPPING)
    assert multiprocessing.active_children() == before


def test_faulty_rows_are_an_error_unless_max_bad_allows_them(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(SMALL.read_text("utf-8") + "synthetic-d,not a time,view,/,\n", encoding="utf-8")
    with pytest.raises(ht.DataError, match=re.escape("1 of 13 rows cannot be counted, 7.69%")):
        ht.count_events(log, MAPPING)
    with pytest.raises(ht.DataError, match="1 of 13 rows"):
        ht.visit_lengths(log, MAPPING)
    counts = ht.count_events(log, MAPPING, max_bad=0.1)
    assert counts.set_index(KEY)["value"].to_dict() == by_hand()


def test_a_missing_log_and_a_missing_mapping_are_errors(tmp_path):
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


# --- the command


@pytest.fixture(scope="module")
def mapping(tmp_path_factory):
    path = tmp_path_factory.mktemp("mapping") / "events.toml"
    path.write_text(CSV_MAPPING, encoding="utf-8")
    return path


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_writes_tables_without_a_user(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", [*events, ("secret-x", -1, "view", None), ("secret-x", 0, "secret-x", None)])
    result = run("count", "log", "--events", mapping, "--key", "key", folder=tmp_path)
    assert result.returncode == 0
    assert [line for line in result.stderr.splitlines() if not re.match(r" *\d+\.\d s  \S", line)] == []
    rows = read_csv(tmp_path / "data" / "counted" / "counts.csv")
    values = {(row["metric"], row["service"], row["period"]): int(row["value"]) for row in rows}
    counts, _ = slow_counts(events, "Europe/Oslo")
    for measure in ("visits", "logins"):
        days = {str(day): value for (other, _, day), value in counts.items() if other == measure}
        assert {period: values[measure, "", period] for period in days} == days
        assert values[measure, "", "2021"] + values[measure, "", "2022"] == sum(days.values())
    assert {row["definition"] for row in rows} == {"visit-1", "login-1", "service-visit-1", "person-1"}
    (year,) = [row for row in rows if row["metric"] == "visits" and row["period"] == "2021"]
    assert (year["days"], year["days_counted"], year["status"]) == ("365", "7", "counted")

    written = [path for path in tmp_path.rglob("*") if path.is_file() and "log" not in path.relative_to(tmp_path).parts]
    assert len(written) > 8
    for path in written:
        text = duckdb.sql(f"FROM '{path}'").fetchall() if path.suffix == ".parquet" else path.read_bytes()
        assert "secret" not in repr(text)
    assert "secret" not in result.stdout + result.stderr
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("share", ["-1%", "x", "101%"])
def test_a_wrong_share_is_a_wrong_parameter(tmp_path, mapping, share):
    (tmp_path / "log.csv").touch()
    result = run("count", "log.csv", "--events", mapping, "--key", "key", f"--max-bad={share}", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")


def test_a_log_without_an_event_is_an_error(tmp_path, mapping):
    (tmp_path / "log.csv").touch()
    result = run("count", "log.csv", "--events", mapping, "--key", "key", folder=tmp_path)
    assert (result.returncode, result.stdout) == (3, "")
    assert "no event that counts in 0 rows; expected a log with events" in result.stderr
    assert not (tmp_path / "data").exists() or not list((tmp_path / "data").rglob("*.csv"))


def test_the_command_counts_without_pandas_which_takes_long_to_import():
    program = "import sys; from helsetrend.cli import counting; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_missing_log_is_a_wrong_parameter(tmp_path, mapping):
    result = run("count", "nothing/*.csv", "--events", mapping, "--key", "key", folder=tmp_path)
    assert result.returncode == 2
    assert "no file of a log: nothing/*.csv" in result.stderr


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_a_folder_in_place_of_what_was_released_is_removed_whatever_counts(tmp_path, mapping, monkeypatch, engine):
    def stopped(*_, **__):
        raise ValueError("stopped")

    monkeypatch.setattr(counting, f"count_by_{engine}", stopped)
    (tmp_path / "kept" / "releases.json" / "more").mkdir(parents=True)
    options = ("--events", mapping, "--key", "key", "--kept", "kept", "--out", "out", "--engine", engine)
    run("count", SMALL, *options, "--workers", "1", folder=tmp_path)
    assert not (tmp_path / "kept" / "releases.json").exists()


@pytest.mark.parametrize(("more_bytes", "workers"), [(0, 0), (1, 3)])
def test_other_processes_count_only_a_log_that_is_worth_starting_them(
    tmp_path, mapping, monkeypatch, more_bytes, workers
):
    def stopped(*_, workers, **__):
        raise ValueError(f"{workers} processes")

    monkeypatch.setattr(counting, "count_by_duckdb", stopped)
    for name, size in (("a.csv", 10), ("b.csv", counting.SMALL_LOG - 10 + more_bytes)):
        (tmp_path / name).write_bytes(b"x" * size)
    result = run("count", "*.csv", "--events", mapping, "--key", "key", "--workers", "3", folder=tmp_path)
    assert f"{workers} processes" in result.stderr


def test_the_page_and_the_help_say_from_what_size_other_processes_count(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    size = f"{counting.SMALL_LOG / 1e6:g} MB"
    assert f"A log of up to {size} is counted in the process of the command" in (TOP / "docs/event-logs.md").read_text()
    assert f"How many processes count a log of more than {size}." in run("count", "--help").stdout


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_an_address_that_only_spark_reads_is_a_wrong_parameter(tmp_path, mapping, option):
    result = run("count", "s3a://logs/a", "--events", mapping, "--key", "key", *option, folder=tmp_path)
    assert result.returncode == 2
    assert "no file of a log: s3a://logs/a; allowed: files, folders" in result.stderr


def test_a_library_user_hears_nothing_of_the_steps_unless_they_listen(tmp_path, caplog):
    """A script has the steps only at the level INFO of the logger "helsetrend"; on its screen is nothing."""
    script = tmp_path / "script.py"
    script.write_text(f"import helsetrend as ht\nht.count_events({str(SMALL)!r}, {str(MAPPING)!r})\n")
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
    caplog.set_level("INFO", "helsetrend")
    ht.count_events(SMALL, MAPPING)
    assert caplog.messages == [
        "1 files, 1 of them new or changed",
        "1 chunks, 1 of them to count",
        "1 of 1 chunks counted",
    ]
