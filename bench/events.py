"""How long it takes to count a made-up log of events, and how much memory, against the obvious ways.

- reading: all four columns are read and nothing is counted; the floor
- ours: `helsetrend count` without persons; all of it, the start of the program included
- window: one query with LAG over the whole log in DuckDB, with times as timestamps and as integers
- pandas: sorted, shifted, compared; up to ten million events

Each runs in a process of its own, and all that count give the same visits, logins and visits per service, to the last
one. Then a day is added to the log that was counted. Memory is the most that a process and its workers have together.

    python bench/events.py --events 10000000
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from eventlog import START, write_log

HELSETREND = Path(sys.executable).with_name("helsetrend")
MOST_FOR_PANDAS = 20_000_000

READING = "SELECT max(user_id), max(at_us), max(kind), max(service) FROM '{log}/*.parquet'"
WINDOW = """
WITH event AS (SELECT DISTINCT user_id, {time} AS moment, kind, service FROM '{log}/*.parquet'),
told AS (SELECT *, LAG(moment) OVER (PARTITION BY user_id ORDER BY moment) AS before FROM event),
numbered AS (
    SELECT *, SUM(CASE WHEN before IS NULL OR moment - before >= {half_an_hour} THEN 1 ELSE 0 END)
        OVER (PARTITION BY user_id ORDER BY moment ROWS UNBOUNDED PRECEDING) AS visit
    FROM told
),
visits AS (SELECT DISTINCT user_id, visit, service FROM numbered)
SELECT 'visits', '', COUNT(*) FROM (SELECT DISTINCT user_id, visit FROM visits)
UNION ALL SELECT 'logins', '', COUNT(*) FROM event WHERE kind = 'login'
UNION ALL SELECT 'service_visits', service, COUNT(*) FROM visits WHERE service IS NOT NULL GROUP BY service
"""


def reading(log: Path) -> None:
    query(READING.format(log=log))


def window_over_timestamps(log: Path) -> None:
    show(query(WINDOW.format(log=log, time="make_timestamptz(at_us)", half_an_hour="INTERVAL 30 MINUTES")))


def window_over_integers(log: Path) -> None:
    show(query(WINDOW.format(log=log, time="at_us", half_an_hour=1_800_000_000)))


def pandas(log: Path) -> None:
    import duckdb

    events = duckdb.sql(f"SELECT * FROM '{log}/*.parquet'").df().drop_duplicates().sort_values(["user_id", "at_us"])
    gap = events["at_us"] - events.groupby("user_id")["at_us"].shift()
    events["visit"] = (~(gap < 1_800_000_000)).cumsum()
    services = events.dropna(subset="service").drop_duplicates(["visit", "service"])["service"].value_counts()
    logins = int(events["kind"].eq("login").sum())
    rows = [("visits", "", int(events["visit"].max())), ("logins", "", logins)]
    show([*rows, *(("service_visits", name, int(count)) for name, count in services.items())])


RIVALS: dict[str, Callable[[Path], None]] = {
    one.__name__: one for one in (reading, window_over_timestamps, window_over_integers, pandas)
}


def query(text: str) -> list[tuple[str, str, int]]:
    import duckdb

    with duckdb.connect(config={"threads": 2}) as engine:
        return list(engine.execute(text).fetchall())


def show(rows: list[tuple[str, str, int]]) -> None:
    print(json.dumps(sorted(rows)))


def ours(log: Path, out: Path) -> list[list[object]]:
    """What the command counts, of all years together."""
    command = [HELSETREND, "count", log, "--events", f"{log}.toml", "--out", out, "--key", out / "key", "--no-persons"]
    subprocess.run(command, check=True, capture_output=True)
    with (out / "counts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["period"]) == 4]
    return sorted([row["metric"], row["service"], int(row["value"])] for row in rows)


def measured(command: list[str | Path]) -> tuple[float, float, str]:
    """Seconds, the most memory of the whole tree of processes in MB, and what was printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    most, done = [0.0], Event()
    watch = Thread(target=_watch, args=(process.pid, most, done))
    watch.start()
    printed, _ = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, most[0], printed


def _watch(root: int, most: list[float], done: Event) -> None:
    while not done.wait(0.1):
        most[0] = max(most[0], sum(map(_memory, _tree(root))) / 1e3)


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _memory(pid: int) -> int:
    """The memory of a process in kB, what it shares with others parted among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def compare(log: Path, events: int) -> None:
    names = [name for name in ("ours", *RIVALS) if name != "pandas" or events <= MOST_FOR_PANDAS]
    measured([sys.executable, __file__, "--run", "reading", "--log", log])  # into the system's cache
    found = {name: measured([sys.executable, __file__, "--run", name, "--log", log]) for name in names}
    results = {printed for name, (_, _, printed) in found.items() if name != "reading"}
    assert len(results) == 1, results
    mine = found["ours"][0]
    print(f"{'':24}{'seconds':>9}{'ours is':>9}{'MB':>8}")
    for name, (seconds, memory, _) in found.items():
        print(f"{name:24}{seconds:9.2f}{mine / seconds:9.2f}{memory:8.0f}")
    print("all that count give the same visits, logins and visits per service")


def add_a_day(log: Path, scratch: Path) -> None:
    """Count all but the last day, then all of it again with what was kept."""
    files = sorted(log.glob("*.parquet"))
    aside = files[-1].rename(scratch / files[-1].name)
    try:
        before, _, _ = measured([sys.executable, __file__, "--run", "ours", "--log", log, "--out", scratch / "out"])
    finally:
        aside.rename(files[-1])
    again, _, _ = measured([sys.executable, __file__, "--run", "ours", "--log", log, "--out", scratch / "out"])
    print(f"an added day{again:21.2f}   {again / before:.3f} of the count before it")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--log", type=Path, help="a log that eventlog.py has written, instead of a new one")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if told.run == "ours":
            show(ours(told.log, told.out or scratch / "out"))
        elif told.run:
            RIVALS[told.run](told.log)
        else:
            log = told.log or scratch / "log"
            if told.log is None:
                write_log(log, events=told.events, days=told.days)
            print(f"{told.events:,} events of {told.days} days from {START}")
            compare(log, told.events)
            add_a_day(log, scratch)


if __name__ == "__main__":
    main()
