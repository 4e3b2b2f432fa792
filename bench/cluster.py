"""Measure a count on a standalone Spark cluster on this machine, with one and two executors, against DuckDB.

    .venv/bin/python bench/cluster.py --events 10000000

Makes a log with bench/eventlog.py, starts a master and a worker for each executor, and prints the seconds of a count,
what the executors wrote for one another (compressed), and what came back to where the count was started.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventlog import write_log

SPARK = Path(sys.prefix) / "spark"
COMMAND = Path(sys.executable).with_name("helsetrend")
DAYS = 60
PARTITIONS = 8
"""Of what is written for other executors; Spark's 200 are many for two of them."""

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(filter(None, [str(SPARK), os.environ.get("PYTHONPATH")])),
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_HOME": str(SPARK / "pyspark"),
    "SPARK_SCALA_VERSION": "2.13",
    "SPARK_LOCAL_IP": "127.0.0.1",
}


@contextmanager
def cluster(executors: int, folder: Path) -> Iterator[str]:
    """Start a master and as many workers as executors, and yield the address of the master."""
    processes = []

    def start(name: str, main: str, *arguments: str) -> Path:
        log = folder / f"{name}.log"
        command = ["java", "-cp", f"{SPARK}/pyspark/jars/*", f"org.apache.spark.deploy.{main}", *arguments]
        with log.open("w") as output:
            processes.append(subprocess.Popen(command, env=ENVIRONMENT, cwd=folder, stdout=output, stderr=output))
        return log

    try:
        address = waited_for(
            start("master", "master.Master", "--host", "127.0.0.1", "--port", "0"), r"(spark://[0-9.:]+)"
        )
        for number in range(executors):
            log = start(
                f"worker{number}", "worker.Worker", "--cores", "1", "--memory", "2g", "--webui-port", "0", address
            )
            waited_for(log, "(Successfully registered)")
        yield address
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def waited_for(log: Path, pattern: str) -> str:
    """Return what a pattern finds in the log of a process, once it is there."""
    while not (match := re.search(pattern, log.read_text(errors="replace"))):
        time.sleep(0.2)
    return match[1]


def seconds_of(folder: Path, name: str, *arguments: str) -> float:
    """Return the seconds that a count takes; Spark writes what its tasks did into the folder `tasks`."""
    (folder / "tasks").mkdir(exist_ok=True)
    settings = {"enabled": "true", "dir": (folder / "tasks").as_uri(), "compress": "false", "rolling.enabled": "false"}
    submit = " ".join(f"--conf spark.eventLog.{key}={value}" for key, value in settings.items())
    submit += f" --conf spark.sql.shuffle.partitions={PARTITIONS} pyspark-shell"
    environment = ENVIRONMENT | {"PYSPARK_SUBMIT_ARGS": submit}
    start = time.perf_counter()
    command = [str(COMMAND), "count", "log", "--events", "log.toml", "--out", name, "--key", f"keys/{name}/key"]
    subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def moved(folder: Path) -> tuple[int, int, int]:
    """Return the bytes and the rows that tasks wrote for others, and the bytes of their results."""
    totals = [0, 0, 0]
    (log,) = (folder / "tasks").iterdir()
    for line in log.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd":
            metrics = event["Task Metrics"]
            written = metrics["Shuffle Write Metrics"]
            totals[0] += written["Shuffle Bytes Written"]
            totals[1] += written["Shuffle Records Written"]
            totals[2] += metrics["Result Size"]
    log.unlink()
    return totals[0], totals[1], totals[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_log(folder / "log", events=events, days=DAYS)
        print(f"{events:,} events, DuckDB: {seconds_of(folder, 'duckdb'):.0f} s", flush=True)
        for executors in (1, 2):
            (folder / str(executors)).mkdir()
            with cluster(executors, folder / str(executors)) as address:
                seconds = seconds_of(folder, f"spark{executors}", "--engine", "spark", "--master", address)
            written, rows, back = moved(folder)
            print(
                f"{events:,} events, Spark with {executors} executors of one core: {seconds:.0f} s; {rows:,} rows "
                f"({written / 1e6:.0f} MB) were written for other executors, {back / 1e6:.1f} MB came back",
                flush=True,
            )
        same = (folder / "duckdb" / "counts.csv").read_bytes() == (folder / "spark2" / "counts.csv").read_bytes()
        print("the counts are the same" if same else "THE COUNTS DIFFER")


if __name__ == "__main__":
    main()
