"""A whole log counted by chunks: all of it, only what has changed, and after a count was killed."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from eventlogs import MAPPING, made_up_log, write_log
from slowcount import slow_counts

from helsetrend.events import duckdb_engine
from helsetrend.events.cache import prepare_cache, read_key
from helsetrend.events.duckdb_engine import EVENTS_IN_A_CHUNK, count_by_duckdb
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.paths import log_files
from helsetrend.events.tables import count_rows, revise

COMMAND = Path(sys.executable).with_name("helsetrend")


@pytest.fixture(scope="module")
def mapping(tmp_path_factory):
    path = tmp_path_factory.mktemp("mapping") / "events.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def counted(logs, mapping, cache_folder, *, max_bad=0.0, key=b"k" * 32, workers=0):
    options = {"with_persons": True, "key": key, "cache_folder": cache_folder}
    paths, log_mapping = log_files([str(logs)]), read_mapping(mapping)
    prepare_cache(cache_folder)
    return count_by_duckdb(paths, log_mapping, max_bad=max_bad, workers=workers, **options)


def day_in_utc(event):
    return f"{datetime.fromtimestamp(event[1] // 1_000_000, UTC):%Y-%m-%d}"


def days_around_new_year():
    """Return the events of two days of each year: a count of a file for each day is quicker the fewer there are."""
    return [event for event in made_up_log() if "2021-12-30" <= day_in_utc(event) <= "2022-01-02"]


def as_counter(count):
    return Counter({(measure, service, day): value for measure, service, day, value in count.counts if value})


def test_a_log_in_files_by_day_counts_as_the_slow_way_does(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "days-in-a-chunk").write_text("1")
    count = counted(tmp_path / "log", mapping, tmp_path / "cache", workers=2)
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


def test_only_what_a_late_file_changes_is_counted_again_and_revised(tmp_path, mapping):
    events = days_around_new_year()
    write_log(tmp_path / "log", events)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "days-in-a-chunk").write_text("1")
    first = counted(tmp_path / "log", mapping, tmp_path / "cache")
    again = counted(tmp_path / "log", mapping, tmp_path / "cache")
    assert (again.chunks_counted, again.counts) == (0, first.counts)
    before_it = {path.name for path in (tmp_path / "cache" / "chunks").iterdir()}

    late = ("secret-late", round(datetime(2021, 12, 30, 11, tzinfo=UTC).timestamp() * 1_000_000), "view", "travel")
    write_log(tmp_path / "log" / "late", [late])
    more = counted(tmp_path / "log", mapping, tmp_path / "cache")
    assert more.chunks_counted == 1
    removed = before_it - {path.name for path in (tmp_path / "cache" / "chunks").iterdir()}
    assert len(removed) == 2  # the day, and the joined days of its month, but not those of another
    assert as_counter(more) == slow_counts([*events, late], "Europe/Oslo")[0]

    before = count_rows(first, has_logins=True, counted_on=date(2022, 1, 10))
    rows, replaced = revise(before, count_rows(more, has_logins=True, counted_on=date(2022, 1, 20)))
    periods = ["2021", "2021-12", "2021-12-30"]
    expected = [
        (metric, service, period)
        for metric, service in (("visits", ""), ("service_visits", "travel"))
        for period in periods
    ]
    expected += [("persons", "", period) for period in periods[:2]]
    assert sorted(row.key for row in replaced) == sorted(expected)
    now = {row.key: row for row in rows}
    assert all(now[row.key].value == row.value + 1 for row in replaced)
    assert {row.counted_on for row in rows} == {"2022-01-10", "2022-01-20"}
    assert sum(row.counted_on == "2022-01-20" for row in rows) == len(replaced)


def test_a_removed_file_is_no_longer_counted(tmp_path, mapping):
    events = days_around_new_year()
    write_log(tmp_path / "log", events)
    counted(tmp_path / "log", mapping, tmp_path / "cache")
    (tmp_path / "log" / "log-2021-12-30.csv").unlink()
    count = counted(tmp_path / "log", mapping, tmp_path / "cache")
    rest = [event for event in events if day_in_utc(event) != "2021-12-30"]
    assert as_counter(count) == slow_counts(rest, "Europe/Oslo")[0]


def test_another_key_counts_everything_again(tmp_path, mapping):
    write_log(tmp_path / "log", days_around_new_year()[:200])
    first = counted(tmp_path / "log", mapping, tmp_path / "cache")
    again = counted(tmp_path / "log", mapping, tmp_path / "cache", key=b"l" * 32)
    assert again.chunks_counted == first.chunks_counted > 0
    assert again.counts == first.counts


def test_a_killed_count_continues_where_it_was(tmp_path, mapping):
    events = made_up_log()
    write_log(tmp_path / "log", events)
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "days-in-a-chunk").write_text("1")
    arguments = [COMMAND, "count", "log", "--events", mapping, "--key", "key", "--out", "out", "--kept", cache]
    arguments += ["--workers", "1"]
    process = subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    while "of 14 chunks counted" not in (line := process.stderr.readline()):
        assert line
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()
    done = [path for path in (cache / "chunks").iterdir() if not path.name.startswith(".")]
    assert done
    assert not (tmp_path / "out" / "counts.csv").exists()
    key = read_key(tmp_path / "key")
    count = counted(tmp_path / "log", mapping, cache, key=key)
    assert count.chunks_counted <= 14 - len(done)
    assert as_counter(count) == slow_counts(events, "Europe/Oslo")[0]


@pytest.mark.parametrize(
    ("events_a_day", "days"),
    [(EVENTS_IN_A_CHUNK * 2, 1), (EVENTS_IN_A_CHUNK / 3, 2), (EVENTS_IN_A_CHUNK / 4, 4), (10, 64)],
)
def test_a_chunk_has_as_many_days_as_hold_few_enough_events_and_keeps_its_length(tmp_path, events_a_day, days):
    assert duckdb_engine._days_in_a_chunk(events_a_day, tmp_path) == days
    assert duckdb_engine._days_in_a_chunk(10 - events_a_day, tmp_path) == days


@pytest.fixture(scope="module")
def cached(tmp_path_factory, mapping):
    """A log, the cache of its count, and the count; shared, so to damage the cache, copy it."""
    folder = tmp_path_factory.mktemp("cached")
    write_log(folder / "log", days_around_new_year()[:200])
    (folder / "cache").mkdir()
    (folder / "cache" / "days-in-a-chunk").write_text("1")
    return folder / "log", folder / "cache", counted(folder / "log", mapping, folder / "cache")


def _folder_instead(path):
    path.unlink()
    (path / "more").mkdir(parents=True)
    return True


def _file_instead(path):
    shutil.rmtree(path)
    return path.write_text("x")


@pytest.mark.parametrize(
    "damage",
    [
        lambda cache: [path.write_bytes(b"PAR1 no more") for path in cache.glob("chunks/*/counts.parquet")],
        lambda cache: [path.write_bytes(path.read_bytes()[:-20]) for path in cache.glob("chunks/*/edges.parquet")],
        lambda cache: [path.unlink() for path in cache.glob("chunks/*/lengths.parquet")],
        lambda cache: (cache / "files.json").write_text("{}"),
        lambda cache: (cache / "files.json").write_text("[1]"),
        lambda cache: (cache / "persons.json").write_text('{"a": "b"'),
        lambda cache: (cache / "persons.json").write_text("7"),
        lambda cache: (cache / "days-in-a-chunk").write_text("many"),
        lambda cache: [_folder_instead(cache / name) for name in ("files.json", "persons.json", "days-in-a-chunk")],
        lambda cache: [_file_instead(path) for path in (cache / "chunks").iterdir()],
        lambda cache: _file_instead(cache / "chunks"),
    ],
    ids=[
        *("no Parquet", "cut off", "gone", "no files", "a list", "half a JSON", "a number", "a word"),
        *("folders for files", "files for chunks", "a file for the chunks"),
    ],
)
def test_a_damaged_cache_is_made_anew(tmp_path, mapping, cached, damage):
    log, cache, before = cached
    shutil.copytree(cache, tmp_path / "cache")
    assert damage(tmp_path / "cache")
    after = counted(log, mapping, tmp_path / "cache")
    assert (after.counts, after.lengths, after.persons) == (before.counts, before.lengths, before.persons)
