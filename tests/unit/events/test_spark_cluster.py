"""A count on a real cluster on this machine: a master and two workers, each a process of its own, one killed midway.

Half of the log is in a folder that all of them see, the other half in an S3 store, which is a process of its own too.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from eventlogs import MAPPING, made_up_log, write_log

from helsetrend.cli.counting import CountOptions, count
from helsetrend.events.readers import read_mapping
from helsetrend.events.visits import PAGE

SPARK, S3 = Path(sys.prefix) / "spark", Path(sys.prefix) / "s3"
JARS = S3 / "sagemaker_pyspark" / "jars"
COMMAND = Path(sys.executable).with_name("helsetrend")
CLIENT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a Java that starts quickly
SETTINGS = " ".join(
    [
        f"--driver-java-options '{CLIENT}' --conf 'spark.executor.extraJavaOptions={CLIENT}'",
        "--conf spark.sql.shuffle.partitions=2 --conf spark.executor.memory=512m",
        "--conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.wholeStage=false",
    ]
)
S3_KEYS = ("helsetrend", "loopback-only")
S3_PARTS = ":".join(str(path) for name in ("hadoop-aws", "aws-java-sdk-bundle") for path in JARS.glob(f"{name}-*.jar"))
S3_SETTINGS = {
    "aws.credentials.provider": "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
    "access.key": S3_KEYS[0],
    "secret.key": S3_KEYS[1],
    "path.style.access": "true",
    # Spark's own Hadoop is newer, and writes these with units, which this part of it cannot read.
    **{"threads.keepalivetime": "60", "connection.timeout": "20000", "connection.establish.timeout": "5000"},
    "multipart.purge.age": "86400",
}
LONGEST = 240
"""Seconds after which the test fails instead of waiting."""


class Cluster:
    """A master and two workers of Spark, and an S3 store, whose buckets are the folders in `store`."""

    def __init__(self, folder):
        self.folder, self.processes = folder, []
        path = os.pathsep.join(filter(None, [str(SPARK), *sys.path]))
        self.environment = {
            **os.environ,
            "PYTHONPATH": path,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_HOME": str(SPARK / "pyspark"),  # with the next one what the script start-worker.sh sets
            "SPARK_SCALA_VERSION": "2.13",
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "local"),
        }
        (folder / "store").mkdir()
        serve = [S3 / "bin" / "rclone", "serve", "s3", "--addr", "127.0.0.1:0", "--auth-key", ",".join(S3_KEYS)]
        self._spawn("s3", [*serve, "store"])
        settings = {"endpoint": self._waited_for("s3", r"\[(http://127\.0\.0\.1:[0-9]+)"), **S3_SETTINGS}
        submit = [SETTINGS, *(f"--conf spark.hadoop.fs.s3a.{name}={setting}" for name, setting in settings.items())]
        submit += [f"--conf spark.{part}.extraClassPath={S3_PARTS}" for part in ("driver", "executor")]
        self.environment["PYSPARK_SUBMIT_ARGS"] = " ".join([*submit, "pyspark-shell"])
        self._start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0")
        self.address = self._waited_for("master", r"(spark://127\.0\.0\.1:[0-9]+)")
        self.workers = [self._start_worker(number) for number in range(2)]
        for number in range(2):
            self._waited_for(f"worker{number}", "(Successfully registered with master)")

    def _start(self, name, main, *arguments):
        return self._spawn(
            name, ["java", "-Xmx256m", *CLIENT.split(), "-cp", f"{SPARK}/pyspark/jars/*", main, *arguments]
        )

    def _spawn(self, name, command):
        with (self.folder / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                command, env=self.environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def _start_worker(self, number):
        name = f"worker{number}"
        arguments = ("--cores", "1", "--memory", "600m", "--host", "127.0.0.1", "--webui-port", "0")
        place = self.folder / name
        return self._start(name, "org.apache.spark.deploy.worker.Worker", *arguments, "--work-dir", place, self.address)

    def _waited_for(self, name, pattern):
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            if match := re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace")):
                return match[1]
            time.sleep(0.05)
        raise TimeoutError((self.folder / f"{name}.log").read_text(errors="replace")[-2000:])

    def kill(self, process):
        """Kill a worker with its executors: every process of its session, as a machine that is switched off."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)


@pytest.fixture
def cluster(tmp_path, in_ci):
    has_arrow = (SPARK / "pyarrow").is_dir() or importlib.util.find_spec("pyarrow")
    if not (SPARK / "pyspark").is_dir() or not has_arrow or not shutil.which("java") or not JARS.is_dir():
        reason = "NOT TESTED without Spark, Arrow, Java and an S3 store: a count on a cluster"
        pytest.fail(reason) if in_ci else pytest.skip(reason)
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster")
    yield cluster
    cluster.stop()


def test_a_cluster_counts_right_although_a_worker_is_killed_midway(cluster, tmp_path):
    """All tables are those of DuckDB, row for row; the driver has read no event."""
    write_log(tmp_path / "log", made_up_log())
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    options = {"key": tmp_path / "key", "kept": None, "scratch": None, "master": None, "workers": 1, "persons": True}
    count(
        [str(tmp_path / "log")],
        read_mapping(tmp_path / "events.toml"),
        CountOptions(**options, out=tmp_path / "duckdb", engine="duckdb", max_bad=1, suppress_below=0, rule=PAGE),
    )
    bucket = tmp_path / "cluster" / "store" / "logs"
    bucket.mkdir()
    for file in (tmp_path / "log").glob("log-2022-*"):
        shutil.move(file, bucket)
    arguments = ["log", "s3a://logs/", "--events", "events.toml", "--out", "spark", "--key", "key", "--engine", "spark"]
    counting = subprocess.Popen(
        [COMMAND, "count", *arguments, "--master", cluster.address],
        cwd=tmp_path,
        env=cluster.environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    lines = []
    while "files read; counting with Spark" not in (line := counting.stderr.readline()):
        lines.append(line)
        assert line, "".join(lines)
    cluster.kill(cluster.workers[0])
    said = counting.communicate(timeout=LONGEST)[1]
    assert counting.returncode == 0, said
    assert "secret" not in said
    for name in ("counts.csv", "lengths.csv", "findings.csv", "earlier.csv"):
        by_spark, by_duckdb = ((tmp_path / engine / name).read_text("utf-8") for engine in ("spark", "duckdb"))
        assert sorted(by_spark.splitlines()) == sorted(by_duckdb.splitlines())  # files of the store come first
