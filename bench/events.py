"""Measure the time and memory to count a made-up event log, compared with the obvious other ways.

- reading: reads all four columns and counts nothing; the lower limit
- ours: `helsetrend count` without persons, including the start of the program
- window: one query with LAG over the whole log in DuckDB, with times as timestamps and as integers
- spark: the same query in Spark, on two cores of this machine
- polars: sort, shift and compare, in its streaming engine
- pandas: the same in memory

Each runs in a process of its own, and all counts must be the same visits, logins and visits per service. Then a day is
added to the log and it is counted again. Memory is the peak of a process and its workers together. What is not
installed, or would take hours or too much memory for this number of events, is left out.

    python bench/events.py --events 10000000
    python bench/events.py --events 700000000 --only reading
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

from eventlog import START, write_log

HELSETREND = Path(sys.executable).with_name("helsetrend")
SPARK = Path(sys.prefix) / "spark"
HALF_AN_HOUR_US = 1_800_000_000

# Not max(), which DuckDB takes from the statistics of the files without reading them.
READING = "SELECT bit_xor(hash(user_id)), bit_xor(hash(at_us)), bit_xor(hash(kind)), bit_xor(hash(service)) FROM {log}"
WINDOW = """
WITH event AS (SELECT DISTINCT user_id, {time} AS moment, kind, service FROM {log}),
gaps AS (SELECT *, LAG(moment) OVER (PARTITION BY user_id ORDER BY moment) AS before FROM event),
numbered AS (
    SELECT *, SUM(CASE WHEN before IS NULL OR moment - before >= {half_an_hour} THEN 1 ELSE 0 END)
        OVER (PARTITION BY user_id ORDER BY moment ROWS UNBOUNDED PRECEDING) AS visit
    FROM gaps
),
visits AS (SELECT DISTINCT user_id, visit, service FROM numbered)
SELECT 'visits', '', COUNT(*) FROM (SELECT DISTINCT user_id, visit FROM visits)
UNION ALL SELECT 'logins', '', COUNT(*) FROM event WHERE kind = 'login'
UNION ALL SELECT 'service_visits', service, COUNT(*) FROM visits WHERE service IS NOT NULL GROUP BY service
"""


def reading(log: Path) -> None:
    query(READING.format(log=files(log)))


def window_over_timestamps(log: Path) -> None:
    show(query(WINDOW.format(log=files(log), time="make_timestamptz(at_us)", half_an_hour="INTERVAL 30 MINUTES")))


def window_over_integers(log: Path) -> None:
    show(query(WINDOW.format(log=files(log), time="at_us", half_an_hour=HALF_AN_HOUR_US)))


def spark(log: Path) -> None:
    from pyspark.sql import SparkSession

    settings = {"spark.driver.memory": "6g", "spark.sql.shuffle.partitions": "32", "spark.ui.enabled": "false"}
    with SparkSession.builder.master("local[2]").config(map=settings).getOrCreate() as session:
        session.read.parquet(str(log)).createOrReplaceTempView("log")
        rows = session.sql(WINDOW.format(log="log", time="at_us", half_an_hour=HALF_AN_HOUR_US)).collect()
    show([(metric, service, count) for metric, service, count in rows])


def polars(log: Path) -> None:
    import polars as pl

    event = pl.scan_parquet(f"{log}/*.parquet").unique()
    user, gap = pl.col("user_id"), pl.col("at_us").diff()
    is_new = (user != user.shift()).fill_null(True) | (gap >= HALF_AN_HOUR_US)
    numbered = event.sort("user_id", "at_us").with_columns(visit=is_new.cum_sum())
    services = numbered.drop_nulls("service").select("visit", "service").unique().group_by("service").len()
    logins = event.filter(pl.col("kind") == "login").select(pl.len())
    results = pl.collect_all([numbered.select(pl.max("visit")), logins, services], engine="streaming")
    rows = [("visits", "", results[0].item()), ("logins", "", results[1].item())]
    show([*rows, *(("service_visits", name, count) for name, count in results[2].iter_rows())])


def pandas(log: Path) -> None:
    import duckdb

    events = duckdb.sql(f"SELECT * FROM {files(log)}").df().drop_duplicates().sort_values(["user_id", "at_us"])
    gap = events["at_us"] - events.groupby("user_id")["at_us"].shift()
    events["visit"] = (~(gap < HALF_AN_HOUR_US)).cumsum()
    services = events.dropna(subset="service").drop_duplicates(["visit", "service"])["service"].value_counts()
    logins = int(events["kind"].eq("login").sum())
    rows = [("visits", "", int(events["visit"].max())), ("logins", "", logins)]
    show([*rows, *(("service_visits", name, int(count)) for name, count in services.items())])


RIVALS: dict[str, Callable[[Path], None]] = {
    way.__name__: way for way in (reading, window_over_timestamps, window_over_integers, spark, polars, pandas)
}
PACKAGES = {"spark": "pyspark", "polars": "polars", "pandas": "pandas"}
MOST_EVENTS = {
    "window_over_timestamps": 200_000_000,
    "window_over_integers": 200_000_000,
    "spark": 200_000_000,
    "polars": 200_000_000,
    "pandas": 20_000_000,
}


def files(log: Path) -> str:
    return f"'{log}/*.parquet'"


def query(text: str) -> list[tuple[str, str, int]]:
    import duckdb

    with duckdb.connect(config={"threads": 2}) as engine:
        return list(engine.execute(text).fetchall())


def show(rows: list[tuple[str, str, int]]) -> None:
    print(json.dumps(sorted(rows)))


def ours(log: Path, out: Path) -> tuple[float, float, str]:
    """Return seconds, memory in MB, and the counts of all years in the form that the rivals print."""
    command = [HELSETREND, "count", log, "--events", f"{log}.toml", "--out", out, "--key", f"{log}.key", "--no-persons"]
    seconds, memory, _ = measured(command)
    with (out / "counts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["period"]) == 4]
    counts = sorted([row["metric"], row["service"], int(row["value"])] for row in rows)
    return seconds, memory, json.dumps(counts) + "\n"


def rival(name: str, log: Path) -> tuple[float, float, str]:
    return measured([sys.executable, __file__, "--run", name, "--log", log])


def measured(command: list[str | Path]) -> tuple[float, float, str]:
    """Return seconds, the peak memory of the process tree in MB, and the output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    most, done = [0.0], Event()
    watch = Thread(target=_watch, args=(process.pid, most, done))
    watch.start()
    printed, errors = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{errors}")
    return seconds, most[0], printed


def _watch(root: int, most: list[float], done: Event) -> None:
    while not done.wait(0.1):
        most[0] = max(most[0], sum(map(_memory, _tree(root))) / 1e3)


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _memory(pid: int) -> int:
    """Return the memory of a process in kB, with shared memory divided among those that share it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def left_out(name: str, events: int) -> str:
    """Return why a rival is left out, or an empty string."""
    if name in PACKAGES and find_spec(PACKAGES[name]) is None:
        return f"{PACKAGES[name]} is not installed"
    most = MOST_EVENTS.get(name, events)
    return f"at most {most:,} events" if events > most else ""


def compare(log: Path, names: list[str], out: Path) -> None:
    rival("reading", log)  # fills the system's file cache
    measures = {"ours": ours(log, out), **{name: rival(name, log) for name in names}}
    results = {printed for name, (_, _, printed) in measures.items() if name != "reading"}
    assert len(results) == 1, results
    mine = measures["ours"][0]
    print(f"{'':24}{'seconds':>9}{'ours is':>9}{'MB':>8}")
    for name, (seconds, memory, _) in measures.items():
        print(f"{name:24}{seconds:9.2f}{mine / seconds:9.2f}{memory:8.0f}")
    print("all counts are the same visits, logins and visits per service")


def add_a_day(log: Path, scratch: Path) -> None:
    """Count all but the last day, then the whole log with what is stored of the first count."""
    last = max(log.glob("*.parquet"))
    aside = shutil.move(last, scratch / last.name)
    try:
        before, *_ = ours(log, scratch / "grown")
    finally:
        shutil.move(aside, last)
    again, *_ = ours(log, scratch / "grown")
    print(f"an added day{again:21.2f}   {again / before:.3f} of the count before it")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--log", type=Path, help="a log written by eventlog.py, instead of a new one")
    parser.add_argument("--only", nargs="+", choices=RIVALS, default=list(RIVALS), help="only these besides ours")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    sys.path.append(str(SPARK))
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if arguments.run:
            RIVALS[arguments.run](arguments.log)
        else:
            log = arguments.log or scratch / "log"
            if arguments.log is None:
                write_log(log, events=arguments.events, days=arguments.days)
            reasons = {name: left_out(name, arguments.events) for name in arguments.only}
            load = f"load before: {os.getloadavg()[0]:.1f}"
            print(f"{arguments.events:,} events of {arguments.days} days from {START}; {load}")
            compare(log, [name for name, reason in reasons.items() if not reason], scratch / "out")
            for name, reason in reasons.items():
                if reason:
                    print(f"left out: {name}, {reason}")
            add_a_day(log, scratch)


if __name__ == "__main__":
    main()
