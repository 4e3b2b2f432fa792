"""Spark against the slow, obvious way, and the command with it against the command without."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from places import TOP
from slowcount import slow_counts
from test_chunks import END, KINDS, NEW_YEAR, OSLO, SERVICES, START, times
from test_counting import MAPPING, made_up_log, write_log

from helsetrend.events import chunks, spark_engine
from helsetrend.events.chunks import Portal, Span

SPARK = Path(sys.prefix) / "spark"
QUICK_WHEN_SMALL = {"spark.sql.shuffle.partitions": "2", "spark.sql.codegen.wholeStage": "false"}
BITS = {None: 0, **{name: 1 << bit for bit, name in enumerate(SERVICES)}}


@pytest.fixture(scope="module")
def folder_of_spark(in_ci):
    """The folder in which Python finds Spark."""
    if not (SPARK / "pyspark").is_dir() or not shutil.which("java"):
        reason = "NOT TESTED without Spark and Java: counting with Spark"
        pytest.fail(reason) if in_ci else pytest.skip(reason)
    return SPARK


@pytest.fixture(scope="module")
def spark(folder_of_spark):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder_of_spark)
        with spark_engine.session("local[2]") as spark:
            for name, setting in QUICK_WHEN_SMALL.items():
                spark.conf.set(name, setting)
            yield spark


def counted(spark, folder, events, *, with_persons=False):
    """What Spark counts of events as slowcount takes them."""
    with chunks.connect() as engine:
        chunks.make_days(engine, [Span(START, END)], Portal(SERVICES, OSLO))
        chunks.make_services(engine, Portal(SERVICES, OSLO))
        names = "user_id VARCHAR, at_us BIGINT, kind TINYINT, page UBIGINT, services BIGINT"
        engine.execute(f"CREATE OR REPLACE TEMP TABLE event ({names})")
        rows = [(str(user), at_us, KINDS[kind], 0, BITS[service]) for user, at_us, kind, service in events]
        if rows:
            engine.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", rows)
        for name in ("event", "day", "service"):
            chunks.write(engine, f"FROM {name}", folder / f"{name}.parquet")
    return spark_engine.count_events(spark, folder, with_persons=with_persons)


events = st.lists(
    st.tuples(st.integers(1, 12), times, st.sampled_from([*KINDS, "view"]), st.sampled_from(list(BITS))), max_size=300
)


# All that a run costs is its start, whatever is in it: few logs, and large ones.
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(events=events)
@example(events=[])
@example(
    events=[
        *((1, NEW_YEAR - 1, "view", None), (1, NEW_YEAR, "close", None), (1, NEW_YEAR, "view", "travel")),
        (2, START, "close", None),
    ]
)
def test_spark_gives_what_the_slow_way_gives(spark, tmp_path_factory, events):
    found = counted(spark, tmp_path_factory.mktemp("events"), events)
    counts, lengths = slow_counts(events, OSLO)
    assert {tuple(place): value for *place, value in found.counts if value} == counts
    by_month = {}
    for (day, seconds), visits in lengths.items():
        by_month[f"{day:%Y-%m}", seconds] = by_month.get((f"{day:%Y-%m}", seconds), 0) + visits
    assert {(month, seconds): visits for month, seconds, visits in found.lengths} == by_month


def test_the_visits_of_spark_go_over_exactly_thirty_minutes_as_ours_do(spark, tmp_path):
    """29:59.999999, 30:00 and 30:00.000001: one visit, two, two. Spark's `session_window` makes one of the second."""
    half_an_hour = 1_800_000_000
    gaps = {"a": half_an_hour - 1, "b": half_an_hour, "c": half_an_hour + 1}
    rows = [(user, START + moment, "view", None) for user, gap in gaps.items() for moment in (0, gap)]
    found = counted(spark, tmp_path, rows)
    assert [value for measure, *_, value in found.counts if measure == "visits"] == [5]
    window = "SELECT user_id FROM event GROUP BY user_id, session_window(timestamp_micros(at_us), '30 minutes')"
    assert spark.sql(window).count() == 4


def test_persons_are_distinct_in_each_month_and_in_each_year(spark, tmp_path):
    """One on both sides of New Year, one before, and one who only closed a page."""
    rows = [
        ("a", NEW_YEAR - 1, "view", None),
        ("a", NEW_YEAR, "login", None),
        ("b", NEW_YEAR - 1, "view", None),
        ("c", NEW_YEAR - 1, "close", None),
    ]
    found = counted(spark, tmp_path, rows, with_persons=True)
    assert found.persons == {"2021": 2, "2021-12": 2, "2022": 1, "2022-01": 1}


def run(*arguments, folder, spark):
    """The command, with nothing but Spark on the path of Python."""
    command = [Path(sys.executable).with_name("helsetrend"), "count", "log", "--events", "events.toml", *arguments]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    if spark:
        environment |= {"PYTHONPATH": str(spark)}
        environment |= {"PYSPARK_SUBMIT_ARGS": "--conf spark.sql.shuffle.partitions=2 pyspark-shell"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_command_writes_the_same_tables_with_spark(folder_of_spark, tmp_path):
    write_log(tmp_path / "log", [*made_up_log(), ("secret-x", -1, "view", None), ("secret-x", 0, "secret-x", None)])
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    spark = ["--engine", "spark", "--master", "local[2]", "--scratch", "scratch"]
    told = run("--out", "by-spark", *spark, folder=tmp_path, spark=folder_of_spark)
    assert told.returncode == 0, told.stderr
    assert run("--out", "by-chunks", "--key", "key", folder=tmp_path, spark=None).returncode == 0
    for name in ("counts.csv", "lengths.csv", "findings.csv", "earlier.csv"):
        one, other = ((tmp_path / out / name).read_text(encoding="utf-8") for out in ("by-spark", "by-chunks"))
        assert one == other
    assert (tmp_path / "by-spark" / "counts.csv").read_text(encoding="utf-8").count("\n") > 50
    assert "secret" not in told.stdout + told.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "log",
        "events.toml",
        "scratch",
        "by-spark",
        "by-chunks",
        "key",
    }
    assert list((tmp_path / "scratch").iterdir()) == []


def refused(folder, *arguments, spark=None):
    """What the command says last where it takes these for wrong parameters and writes nothing."""
    write_log(folder / "log", made_up_log()[:5])
    (folder / "events.toml").write_text(MAPPING, encoding="utf-8")
    told = run("--out", "out", "--key", "key", *arguments, folder=folder, spark=spark)
    assert (told.returncode, told.stdout) == (2, "")
    assert not (folder / "out" / "counts.csv").exists()
    return told.stderr.splitlines()[-1]


def test_without_spark_the_command_says_what_to_do(tmp_path):
    told = refused(tmp_path, "--engine", "spark")
    assert told.endswith(
        "Spark is not here (No module named 'py4j'); allowed: docs/event-logs.md says how to install it"
    )


def test_a_master_that_is_none_is_a_wrong_parameter(folder_of_spark, tmp_path):
    told = refused(tmp_path, "--engine", "spark", "--master", "nowhere", spark=folder_of_spark)
    assert "Spark does not start at 'nowhere'" in told


def test_a_master_without_spark_is_a_wrong_parameter(tmp_path):
    told = refused(tmp_path, "--master", "local[2]")
    assert "--master local[2] is of Spark; allowed: with --engine spark" in told


def test_the_commands_of_the_documentation_count_the_small_log(folder_of_spark, tmp_path):
    text = (TOP / "docs" / "event-logs.md").read_text(encoding="utf-8")
    make, command = re.search(r"^## With Spark\n\n```sh\n(.*?)\n(.*?)\n```", text, re.MULTILINE).groups()
    subprocess.run([*make.split(), "--dry-run"], cwd=TOP, capture_output=True, check=True)
    (tmp_path / "data").symlink_to(TOP / "data")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / ".venv" / "spark").symlink_to(folder_of_spark)
    told = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert re.search(r"^ visits +2021 +3 +1 of 365", told.stdout, re.MULTILINE)  # as data/events/README.md counts
