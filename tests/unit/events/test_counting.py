"""A whole log, counted by the command and its parts: all of it, only what changed, and after being killed."""

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest
from slowcount import slow_counts

from helsetrend.errors import DataError
from helsetrend.events.cache import read_key
from helsetrend.events.count import count_log
from helsetrend.events.duckdb_engine import count_by_chunks
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.paths import dated, log_files
from helsetrend.events.tables import QUANTILES, quantile, revised, suppress, tally
from helsetrend.values.period import Period

COMMAND = Path(sys.executable).with_name("helsetrend")
MAPPING = 'format = "csv"\n[columns]\nuser = "user"\ntime = "time"\nkind = "kind"\nservice = "service"\n'
START = datetime(2021, 12, 25, tzinfo=UTC)
DAYS = 14


def made_up_log(seed=1):
    """Events as slowcount takes them: some hundred users, on two weeks over New Year, many at the bounds of days."""
    chance = random.Random(seed)
    events = []
    for _ in range(1500):
        user = f"secret-{chance.randrange(150):03d}"
        at = START + timedelta(
            hours=chance.choice([22, 23, 23, 12, chance.randrange(24)]), days=chance.randrange(DAYS - 1)
        )
        at += timedelta(minutes=chance.randrange(60))
        for _ in range(chance.randrange(1, 6)):
            kind = chance.choice(["view"] * 6 + ["login", "close"])
            events.append((user, at, kind, chance.choice(["messages", "travel", None])))
            at += timedelta(minutes=chance.choice([1, 5, 29, 30, 31]), milliseconds=chance.choice([0, 0, -1, 1]))
    return [(user, round(at.timestamp() * 1_000_000), kind, service) for user, at, kind, service in events]


def write_log(folder, events):
    """A file a day, by the day in UTC."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for user, at_us, kind, service in events:
        at = datetime.fromtimestamp(at_us // 1_000_000, UTC).replace(microsecond=at_us % 1_000_000)
        files.setdefault(f"{at:%Y-%m-%d}", []).append(f"{user},{at.isoformat()},{kind},{service or ''}")
    for day, lines in files.items():
        (folder / f"log-{day}.csv").write_text("\n".join(["user,time,kind,service", *lines]), encoding="utf-8")


@pytest.fixture(scope="module")
def mapping(tmp_path_factory):
    path = tmp_path_factory.mktemp("mapping") / "events.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def counted(logs, mapping, keep, *, max_bad=0.0, key=b"k" * 32):
    more = {"keep": keep, "tell": lambda _: None}
    way = partial(count_by_chunks, with_persons=True, key=key, **more)
    return count_log(log_files([str(logs)]), read_mapping(mapping), way, max_bad=max_bad, workers=2, **more)


def as_counter(count):
    return Counter({(measure, service, day): value for measure, service, day, value in count.counts if value})


def test_a_log_in_files_by_day_gives_what_the_slow_way_gives(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep" / "days-in-a-chunk").write_text("1")
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    counts, lengths = slow_counts(events, "Europe/Oslo")
    assert as_counter(count) == counts
    by_month = Counter()
    for (day, seconds), visits in lengths.items():
        by_month[f"{day:%Y-%m}", seconds] += visits
    assert {(month, seconds): visits for month, seconds, visits in count.lengths} == by_month
    assert count.chunks_counted == len({day for *_, day in counts})
    assert count.identical == len(events) - len(set(events))

    users = {}
    for user, at_us, kind, _ in events:
        day = datetime.fromtimestamp(at_us // 1_000_000, UTC) + timedelta(hours=1)  # winter time in Oslo
        if kind != "close":
            users.setdefault(f"{day:%Y-%m}", set()).add(user)
            users.setdefault(f"{day:%Y}", set()).add(user)
    assert count.persons == {period: len(found) for period, found in users.items()}


def test_only_what_a_late_file_changes_is_counted_again_and_the_revision_is_told(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep" / "days-in-a-chunk").write_text("1")
    first = counted(tmp_path / "log", mapping, tmp_path / "keep")
    again = counted(tmp_path / "log", mapping, tmp_path / "keep")
    assert (again.chunks_counted, again.counts) == (0, first.counts)
    kept_before = {path.name for path in (tmp_path / "keep" / "chunks").iterdir()}

    late = ("secret-late", round(datetime(2021, 12, 28, 11, tzinfo=UTC).timestamp() * 1_000_000), "view", "travel")
    write_log(tmp_path / "log" / "late", [late])
    more = counted(tmp_path / "log", mapping, tmp_path / "keep")
    assert more.chunks_counted == 1
    gone = kept_before - {path.name for path in (tmp_path / "keep" / "chunks").iterdir()}
    assert len(gone) == 2  # the day, and the joined days of its month, but not those of another
    assert as_counter(more) == slow_counts([*events, late], "Europe/Oslo")[0]

    before = tally(first, has_logins=True, counted_on=date(2022, 1, 10))
    rows, replaced = revised(before, tally(more, has_logins=True, counted_on=date(2022, 1, 20)))
    periods = ["2021", "2021-12", "2021-12-28"]
    expected = [
        (metric, service, period)
        for metric, service in (("visits", ""), ("service_visits", "travel"))
        for period in periods
    ]
    expected += [("persons", "", period) for period in periods[:2]]
    assert sorted(row.place for row in replaced) == sorted(expected)
    now = {row.place: row for row in rows}
    assert all(now[row.place].value == row.value + 1 for row in replaced)
    assert {row.counted_on for row in rows} == {"2022-01-10", "2022-01-20"}
    assert sum(row.counted_on == "2022-01-20" for row in rows) == len(replaced)


def test_a_file_that_is_taken_away_is_no_longer_counted(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    counted(tmp_path / "log", mapping, tmp_path / "keep")
    (tmp_path / "log" / "log-2021-12-28.csv").unlink()
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    rest = [one for one in events if f"{datetime.fromtimestamp(one[1] // 1_000_000, UTC):%Y-%m-%d}" != "2021-12-28"]
    assert as_counter(count) == slow_counts(rest, "Europe/Oslo")[0]


def test_another_key_counts_all_anew(tmp_path, mapping):
    write_log(tmp_path / "log", made_up_log()[:200])
    first = counted(tmp_path / "log", mapping, tmp_path / "keep")
    again = counted(tmp_path / "log", mapping, tmp_path / "keep", key=b"l" * 32)
    assert again.chunks_counted == first.chunks_counted > 0
    assert again.counts == first.counts


def test_too_much_that_is_faulty_is_an_error(tmp_path, mapping):
    (tmp_path / "log.csv").write_text(
        "user,time,kind,service\na,now,view,\na,2021-12-28T10:00:00Z,view,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"1 of 2 rows cannot be counted, 50.00%; expected at most 49.00%"):
        counted(tmp_path / "log.csv", mapping, tmp_path / "keep", max_bad=0.49)
    assert counted(tmp_path / "log.csv", mapping, tmp_path / "keep", max_bad=0.5).counts


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path, mapping):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x,y\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        counted(tmp_path, mapping, tmp_path / "keep")
    assert {fault.file for fault in error.value.faults} == {"a.csv", "b.csv"}


def test_small_counts_are_suppressed_with_what_they_could_be_worked_out_from(tmp_path, mapping):
    """Travel: 2 visits on one day of December and 20 on another, 30 in January; messages: 40 a day."""
    days = {"2021-12-28": 2, "2021-12-29": 20, "2022-01-03": 30}
    events = [
        (f"u{number}", round(datetime.fromisoformat(f"{day}T10:00+00:00").timestamp() * 1_000_000), "view", service)
        for day, travellers in days.items()
        for service, visitors in (("travel", travellers), ("messages", 40))
        for number in range(visitors)
    ]
    write_log(tmp_path / "log", events)
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    rows = suppress(tally(count, has_logins=True, counted_on=date(2022, 1, 10)), below=5)
    hidden = {row.place for row in rows if row.value is None}
    assert hidden == {("service_visits", "travel", "2021-12-28"), ("service_visits", "travel", "2021-12-29")}
    assert {row.cells[4] for row in rows if row.place in hidden} == {""}
    assert {row.cells[8] for row in rows if row.place in hidden} == {"suppressed"}


def test_what_is_no_longer_counted_is_kept_as_earlier(tmp_path, mapping):
    write_log(tmp_path / "log", made_up_log()[:50])
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    before = tally(count, has_logins=True, counted_on=date(2022, 1, 10))
    rows, replaced = revised(before, before[1:])
    assert (rows, replaced) == (before[1:], before[:1])


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*arguments, folder):
    return subprocess.run([COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_writes_tables_without_a_user(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", [*events, ("secret-x", -1, "view", None), ("secret-x", 0, "secret-x", None)])
    told = run("count", "log", "--events", mapping, "--key", "key", folder=tmp_path)
    assert told.returncode == 0
    assert [line for line in told.stderr.splitlines() if not re.match(r" *\d+\.\d s  \S", line)] == []
    rows = read_csv(tmp_path / "data" / "counted" / "counts.csv")
    found = {(row["metric"], row["service"], row["period"]): int(row["value"]) for row in rows}
    counts, _ = slow_counts(events, "Europe/Oslo")
    for measure in ("visits", "logins"):
        days = {str(day): value for (one, _, day), value in counts.items() if one == measure}
        assert {period: found[measure, "", period] for period in days} == days
        assert found[measure, "", "2021"] + found[measure, "", "2022"] == sum(days.values())
    assert {row["definition"] for row in rows} == {"visit-1", "login-1", "service-visit-1", "person-1"}
    (year,) = [row for row in rows if row["metric"] == "visits" and row["period"] == "2021"]
    assert (year["days"], year["days_counted"], year["status"]) == ("365", "7", "counted")

    kept = [path for path in tmp_path.rglob("*") if path.is_file() and "log" not in path.relative_to(tmp_path).parts]
    assert len(kept) > 8
    for path in kept:
        text = duckdb.sql(f"FROM '{path}'").fetchall() if path.suffix == ".parquet" else path.read_bytes()
        assert "secret" not in repr(text)
    assert "secret" not in told.stdout + told.stderr
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_count_that_is_killed_goes_on_where_it_was(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    keep = tmp_path / "out" / ".kept"
    keep.mkdir(parents=True)
    (keep / "days-in-a-chunk").write_text("1")
    arguments = [COMMAND, "count", "log", "--events", mapping, "--key", "key", "--out", "out", "--workers", "1"]
    process = subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    while "of 14 chunks counted" not in (line := process.stderr.readline()):
        assert line
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()
    done = [path for path in (keep / "chunks").iterdir() if not path.name.startswith(".")]
    assert done
    assert not (tmp_path / "out" / "counts.csv").exists()
    key = read_key(tmp_path / "key")
    count = counted(tmp_path / "log", mapping, keep, key=key)
    assert count.chunks_counted <= 14 - len(done)
    assert as_counter(count) == slow_counts(events, "Europe/Oslo")[0]


@pytest.mark.parametrize("share", ["-1%", "x", "101%"])
def test_a_share_that_is_none_is_a_wrong_parameter(tmp_path, mapping, share):
    (tmp_path / "log.csv").touch()
    told = run("count", "log.csv", "--events", mapping, "--key", "key", f"--max-bad={share}", folder=tmp_path)
    assert (told.returncode, told.stdout) == (2, "")


def test_a_log_without_an_event_is_told(tmp_path, mapping):
    (tmp_path / "log.csv").touch()
    told = run("count", "log.csv", "--events", mapping, "--key", "key", folder=tmp_path)
    assert (told.returncode, told.stdout) == (3, "")
    assert "no event that counts; expected a log with events" in told.stderr
    assert not (tmp_path / "data").exists() or not list((tmp_path / "data").rglob("*.csv"))


def test_a_log_that_does_not_exist_is_a_wrong_parameter(tmp_path, mapping):
    told = run("count", "nothing/*.csv", "--events", mapping, "--key", "key", folder=tmp_path)
    assert told.returncode == 2
    assert "no file of a log: nothing/*.csv" in told.stderr


def test_a_key_that_is_none_is_a_wrong_parameter(tmp_path):
    (tmp_path / "key").write_text("secret", encoding="ascii")
    with pytest.raises(ValueError, match="holds no key"):
        read_key(tmp_path / "key")
    assert len(read_key(tmp_path / "other")) == 32
    assert read_key(tmp_path / "other") == read_key(tmp_path / "other")


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("log/year=2021/month=3/day=4/a.parquet", "2021-03-04"),
        ("log/year=2021/month=03/a.parquet", "2021-03"),
        ("log/date=2021-03-04/a.parquet", "2021-03-04"),
        ("log/access-20210304.log.gz", "2021-03-04"),
        ("log/access-2021-03.log.gz", "2021-03"),
        ("log/access-2021-13-04.log", None),
        ("log/access.log.120210304", None),
        ("log/access.log", None),
    ],
)
def test_a_path_may_say_which_day_or_month_it_is_of(path, period):
    assert dated(Path(path)) == (Period.parse(period) if period else None)


def test_hidden_files_are_no_log_and_each_file_is_one_once(tmp_path):
    for name in ("a.csv", "b/c.csv", ".hidden/d.csv", "b/_SUCCESS", ".e.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = log_files([str(tmp_path), str(tmp_path / "*.csv")])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.csv", "b/c.csv"]


def test_quantiles_are_those_of_a_sorted_list():
    chance = random.Random(7)
    numbers = sorted(chance.randrange(50) for _ in range(237))
    for percent in QUANTILES:
        at_least = next(
            one for one in numbers if sum(other <= one for other in numbers) * 100 >= percent * len(numbers)
        )
        assert quantile(Counter(numbers), percent) == at_least


def test_days_without_events_are_missing_unless_a_file_says_that_they_are_empty(tmp_path, mapping):
    events = [
        (f"u{day}", round((START + timedelta(days=day, hours=9)).timestamp() * 1_000_000), "view", None)
        for day in (0, 1, 5)
    ]
    write_log(tmp_path / "log", events)
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    assert count.missing == [(date(2021, 12, 27), date(2021, 12, 29))]
    (tmp_path / "log" / "log-2021-12-28.csv").write_text("user,time,kind,service\n", encoding="utf-8")
    count = counted(tmp_path / "log", mapping, tmp_path / "keep")
    assert count.missing == [(date(2021, 12, 27), date(2021, 12, 27)), (date(2021, 12, 29), date(2021, 12, 29))]


def test_what_is_kept_of_files_is_used_only_while_they_are_as_they_were(tmp_path, mapping):
    write_log(tmp_path / "log", made_up_log()[:50])
    counted(tmp_path / "log", mapping, tmp_path / "keep")
    kept = json.loads((tmp_path / "keep" / "files.json").read_text(encoding="utf-8"))
    path = next(iter(kept["files"]))
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("\nsecret-more,2021-12-28T10:00:00Z,view,\n")
    before = kept["files"][path]["digest"]
    counted(tmp_path / "log", mapping, tmp_path / "keep")
    after = json.loads((tmp_path / "keep" / "files.json").read_text(encoding="utf-8"))["files"][path]["digest"]
    assert after != before
