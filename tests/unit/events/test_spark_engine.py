"""Spark against the slow count and against DuckDB: one session for all tests, and one run of the command."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import duckdb
import pytest
from command import run
from eventlogs import (
    KIND_CODES,
    MAPPING,
    NEW_YEAR,
    OSLO,
    SERVICE_BITS,
    SERVICES,
    START,
    made_up_log,
    random_events,
    write_log,
)
from fuzzedlogs import fuzzed_log
from places import TOP
from slowcount import HALF_AN_HOUR, slow_counts

from helsetrend.errors import DataError
from helsetrend.events import spark_engine
from helsetrend.events.chunks import Portal
from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.paths import log_files
from helsetrend.events.tables import count_rows, write_tables
from helsetrend.events.visits import PAGE
from helsetrend.events.workers import EngineError

SPARK = Path(sys.prefix) / "spark"
COMMAND = Path(sys.executable).with_name("helsetrend")
QUICK_WHEN_SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.files.openCostInBytes": "0",  # else each file is a task of its own
    "spark.default.parallelism": "1",
}
SUBMIT_ARGS = " ".join(
    [
        "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'",
        *(f"--conf {name}={setting}" for name, setting in QUICK_WHEN_SMALL.items()),
        "pyspark-shell",
    ]
)


@pytest.fixture(scope="module")
def spark_folder(in_ci):
    """The folder in which Python finds Spark."""
    has_arrow = (SPARK / "pyarrow").is_dir() or importlib.util.find_spec("pyarrow")
    if not (SPARK / "pyspark").is_dir() or not has_arrow or not shutil.which("java"):
        reason = "NOT TESTED without Spark, Arrow and Java: counting with Spark"
        pytest.fail(reason) if in_ci else pytest.skip(reason)
    import pandera.pandas  # noqa: F401 - it looks for Arrow when it is imported first, as pandas did, who found none

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SPARK)
        patch.setenv("PYSPARK_SUBMIT_ARGS", SUBMIT_ARGS)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))  # of the executors
        yield SPARK


@pytest.fixture(scope="module")
def refusal(spark_folder):  # noqa: ARG001 - it is on the path
    """What a session at an address that is none says; before the session of the tests, which it would return."""
    with pytest.raises(ValueError, match="Spark") as error, spark_engine.session("nowhere"):
        pass
    return str(error.value)


@pytest.fixture(scope="module")
def spark(refusal):  # noqa: ARG001 - it must come first
    with spark_engine.session("local[2]") as spark:
        yield spark


def counted(spark, events, *, with_persons=False):
    """Return what Spark counts of events as slowcount takes them."""
    columns = "user_id STRING, at_us BIGINT, kind INT, page BIGINT, services BIGINT"
    rows = [(str(user), at_us, KIND_CODES[kind], 0, SERVICE_BITS[service]) for user, at_us, kind, service in events]
    spark.createDataFrame(rows, columns).createOrReplaceTempView("event")
    days = [date(2021, 12, 31), date(2022, 1, 1)]
    spark_engine.make_days(spark, days, Portal(SERVICES, OSLO))
    return spark_engine.count_in_spark(spark, with_persons=with_persons)


CLOSED_AT_NEW_YEAR = [
    ("a", NEW_YEAR - 1, "view", None),
    ("a", NEW_YEAR, "close", None),
    ("a", NEW_YEAR, "view", "travel"),
    ("b", START, "close", None),
]


# A run costs the same for a few events and for some thousands: of 200 users with 12 events each, and of two more.
@pytest.mark.parametrize(
    "events",
    [[], CLOSED_AT_NEW_YEAR + [event for size in (1, 3, 8) for event in random_events(200, size, seed=size)]],
    ids=["no event", "at random, and a close at New Year"],
)
def test_spark_counts_as_the_slow_way_does(spark, events):
    found = counted(spark, events)
    counts, lengths = slow_counts(events, OSLO)
    assert {tuple(key): value for *key, value in found.counts if value} == counts
    by_month = Counter()
    for (day, seconds), visits in lengths.items():
        by_month[f"{day:%Y-%m}", seconds] += visits
    assert {(month, seconds): visits for month, seconds, visits in found.lengths} == by_month


GAPS = {"a": HALF_AN_HOUR - 1, "b": HALF_AN_HOUR, "c": HALF_AN_HOUR + 1}
BY_HAND = [
    *((user, START + at, "view", None) for user, gap in GAPS.items() for at in (0, gap)),
    ("on both sides of New Year", NEW_YEAR - 1, "view", None),
    ("on both sides of New Year", NEW_YEAR, "login", None),
    ("before it", NEW_YEAR - 1, "view", None),
    ("only closed", NEW_YEAR - 1, "close", None),
]


@pytest.fixture(scope="module")
def counted_by_hand(spark):
    """What Spark counts of the events by hand, whose half hours and visits are then on its disks."""
    return counted(spark, BY_HAND, with_persons=True)


def test_exactly_thirty_minutes_end_a_visit_in_spark_but_not_in_its_session_window(spark, counted_by_hand):
    """29:59.999999, 30:00 and 30:00.000001: one visit, two, two. Spark's `session_window` makes one of the second.

    Two more visits are of the others, one of them over New Year.
    """
    assert [value for measure, *_, value in counted_by_hand.counts if measure == "visits"] == [5 + 2]
    window = "session_window(timestamp_micros(at_us), '30 minutes')"
    sessions = spark.sql(f"SELECT user_id FROM event WHERE length(user_id) = 1 GROUP BY user_id, {window}")
    assert sessions.count() == 4


def test_persons_are_distinct_in_each_month_and_in_each_year(counted_by_hand):
    assert counted_by_hand.persons == {"2021": 3 + 2, "2021-12": 3 + 2, "2022": 1, "2022-01": 1}


@pytest.mark.usefixtures("counted_by_hand")
def test_what_is_on_the_disks_is_read_and_not_counted_again(spark):
    """No table of events is below the counts, and one below the visits: of the events beside closes."""
    sql = PAGE.sql
    below = {
        spark_engine.COUNTS_SQL: 0,
        spark_engine.PERSONS_SQL.format(form="%Y"): 0,
        f"WITH part AS ({sql.parts}) SELECT first_us FROM part": 1,
    }
    for text, number in below.items():
        plan = spark.sql(spark_engine.in_spark(text))._jdf.queryExecution().withCachedData()
        leaves = plan.collectLeaves()
        columns = [leaves.apply(place).output().toString() for place in range(leaves.size())]
        assert sum("at_us" in names for names in columns) == number
        assert any("first_us" in names for names in columns)


def test_both_engines_write_the_same_tables(spark, tmp_path, monkeypatch, caplog):
    """Of logs with rows that cannot be counted, an empty file, and names that Spark could take for something else.

    Nothing stays in the scratch folder, and no user is in the log.
    """
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    caplog.set_level("INFO", "helsetrend")
    secrets = [("secret-x", -1, "view", None), ("secret-x", 0, "secret-x", None), ("only", NEW_YEAR, "close", None)]
    folder = tmp_path / "log" / "date=2021-12-31" / "part=1 [a]{b}*?#100%25é"
    write_log(folder, [*made_up_log(), *secrets])
    (folder / "empty.csv").touch()
    (tmp_path / "log" / "README").touch()
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    both_count(tmp_path, "log", "events.toml", master="local[2]")
    assert (tmp_path / "spark" / "counts.csv").read_text(encoding="utf-8").count("\n") > 50
    assert f"17 files read; counting with Spark {spark.version}, local[2]" in caplog.messages
    assert "secret" not in caplog.text


def both_count(tmp_path, log, mapping, *, master):
    """Count a log with both engines, and assert that the tables are the same, row for row."""
    mapping, scratch, cache = read_mapping(tmp_path / mapping), tmp_path / "scratch", tmp_path / "cache"
    scratch.mkdir(exist_ok=True)
    logs = [str(tmp_path / log)]
    counted_logs = {
        "duckdb": count_by_duckdb(
            log_files(logs),
            mapping,
            with_persons=True,
            cache_folder=cache,
            key=b"k" * 32,
            max_bad=1,
            workers=0,
            scratch=scratch,
        ),
        "spark": spark_engine.count_by_spark(
            logs, mapping, with_persons=True, master=master, max_bad=1, scratch=scratch
        ),
    }
    for name, counted_log in counted_logs.items():
        rows = count_rows(counted_log, has_logins=mapping.has_logins, counted_on=date(2022, 2, 1))
        write_tables(tmp_path / name, counted_log, rows, [])
    for name in ("counts.csv", "lengths.csv", "findings.csv", "earlier.csv"):
        by_spark, by_duckdb = ((tmp_path / engine / name).read_text(encoding="utf-8") for engine in ("spark", "duckdb"))
        assert by_spark == by_duckdb
        assert "secret" not in by_spark
    assert list(scratch.iterdir()) == []


def test_the_executors_read_w3c_json_and_parquet(spark, tmp_path, monkeypatch):
    """By mappings of docs/event-logs.md; users and their visits are the same as on one machine."""
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    text = (TOP / "docs" / "event-logs.md").read_text(encoding="utf-8")
    for name, program in (("iis.log", "IIS"), ("ga4.jsonl", "Google Analytics 4")):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(TOP / "tests" / "data" / "logs" / name, folder / "log")
        block = re.search(rf"^{program}.*?```toml\n(.*?)```", text, re.MULTILINE | re.DOTALL)
        (folder / "events.toml").write_text(block[1], encoding="utf-8")
        both_count(folder, "log", "events.toml", master="local[2]")
    duckdb.sql(
        "SELECT * FROM (VALUES (7, '2021-12-31T10:00:00Z'), (NULL, '2021-12-31T10:00:00Z'), (8, 'secret')) AS row(u, t)"
    ).write_parquet(str(tmp_path / "log.parquet"))
    (tmp_path / "p.toml").write_text('format = "parquet"\n[columns]\nuser = "u"\ntime = "t"\n', encoding="utf-8")
    both_count(tmp_path, "log.parquet", "p.toml", master="local[2]")


def test_both_engines_count_logs_made_at_random_alike(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    for form in ("csv", "combined"):
        log = fuzzed_log(tmp_path / form / "log", form, seed=4)
        (tmp_path / form / "events.toml").write_text(log.mapping, encoding="utf-8")
        both_count(tmp_path / form, "log", "events.toml", master="local[2]")


def test_a_file_that_spark_passes_over_is_a_fault(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    write_log(tmp_path / "log", made_up_log()[:5])
    (tmp_path / "_hidden.csv").write_text("user,time,kind,service\n", encoding="utf-8")
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    mapping, logs = read_mapping(tmp_path / "events.toml"), [str(tmp_path / "log"), str(tmp_path / "_hidden.csv")]
    with pytest.raises(DataError, match=r"_hidden\.csv: a name that Spark passes over; expected another name"):
        spark_engine.count_by_spark(logs, mapping, with_persons=False, master="", max_bad=0)


def test_faults_of_all_files_come_back_from_the_executors(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    (tmp_path / "log").mkdir()
    for name in ("a.csv", "b.csv"):
        (tmp_path / "log" / name).write_text("secret,what\n", encoding="utf-8")
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    mapping = read_mapping(tmp_path / "events.toml")
    with pytest.raises(DataError) as error:
        spark_engine.count_by_spark([str(tmp_path / "log")], mapping, with_persons=False, master="", max_bad=0)
    assert {fault.file for fault in error.value.faults} == {"a.csv", "b.csv"}


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("s3a://logs/secret", "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found"),
        ("file:///secret", "[PATH_NOT_FOUND]"),
    ],
)
def test_a_log_that_spark_cannot_read_is_an_error_with_its_reason_and_no_value(
    spark, tmp_path, monkeypatch, log, reason
):
    monkeypatch.setattr(spark_engine, "session", lambda _: nullcontext(spark))
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    mapping = read_mapping(tmp_path / "events.toml")
    with pytest.raises(EngineError, match=rf"^counting with Spark failed: {re.escape(reason)}$"):
        spark_engine.count_by_spark([log], mapping, with_persons=False, master="", max_bad=0)


def test_a_signal_ends_a_session_although_spark_cannot_be_stopped(spark, monkeypatch):
    """As Py4J gives the answer to the call that was interrupted to the next one."""
    started = type("Started", (), {"stop": lambda _: spark.nothing_of_the_kind()})()
    monkeypatch.setattr(type(spark).builder.__class__, "getOrCreate", lambda _: started)
    with pytest.raises(SystemExit), spark_engine.session("local[2]"):
        raise SystemExit(143)


def test_an_address_that_is_none_is_refused(refusal):
    assert refusal.startswith("Spark does not start at 'nowhere': ")
    assert refusal.endswith("; allowed: local[*] with Java, a cluster")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--engine", "spark"],
            "Spark is not here (No module named 'py4j'); allowed: docs/event-logs.md says how to install it",
        ),
        (["--master", "local[2]"], "--master local[2] is only for Spark; expected with --engine spark"),
    ],
    ids=["without Spark", "an address without Spark"],
)
def test_the_command_refuses(tmp_path, arguments, message):
    write_log(tmp_path / "log", made_up_log()[:5])
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    command = [COMMAND, "count", "log", "--events", "events.toml", "--out", "out", "--key", "key", *arguments]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(TOP / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith(message)
    assert not (tmp_path / "out" / "counts.csv").exists()


def test_the_commands_of_the_documentation_count_the_small_log(spark, tmp_path, monkeypatch):
    """In the session of the tests; that Spark is found where the page has it, a process of its own shows."""
    text = (TOP / "docs" / "event-logs.md").read_text(encoding="utf-8")
    make, command = re.search(r"^## With Spark\n\n```sh\n(.*?)\n(.*?)\n```", text, re.MULTILINE).groups()
    subprocess.run([*make.split(), "--dry-run"], cwd=TOP, capture_output=True, check=True)
    path, program, *arguments = shlex.split(command)
    assert (path, program) == ("PYTHONPATH=.venv/spark", ".venv/bin/helsetrend")
    (tmp_path / "data").symlink_to(TOP / "data")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "spark").symlink_to(SPARK)
    found = subprocess.run(
        ["sh", "-c", f"{path} exec {sys.executable} -c 'import pyspark; print(pyspark.__version__)'"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == f"{spark.version}\n"
    monkeypatch.setattr(spark_engine, "session", lambda master: nullcontext(spark) if master == "local[*]" else None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = run(*arguments, "--workers", "1", folder=tmp_path)
    assert re.search(r"^ visits +2021 +3 +1 of 365", done.stdout, re.MULTILINE)  # as data/events/README.md counts
    assert "synthetic" not in done.stdout + done.stderr
    assert not list(tmp_path.glob("helsetrend-*"))
