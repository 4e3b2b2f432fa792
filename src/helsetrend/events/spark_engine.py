"""Count a log with Spark, on one machine or on a cluster, by the same SQL as with DuckDB.

The executors read the files themselves (see spark_reader.py); only counts and the surveys of the files come back to
this process. Events, half hours and visits stay on the executors' disks until the count has ended; what a lost executor
had is read again. Spark counts the whole log at once, so nothing is cached for the next count. Its own `session_window`
cannot be used: it joins events that are exactly 30 minutes apart.
"""

import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from helsetrend.errors import DataError, Fault
from helsetrend.events import visits
from helsetrend.events.chunks import Portal
from helsetrend.events.event_log import CountedLog, EventLog
from helsetrend.events.log_survey import checked_log
from helsetrend.events.readers import LogMapping, day_start_us, is_beside_a_log, log_files, quoted
from helsetrend.events.scratch import scratch_folder
from helsetrend.events.spark_reader import FILE, SCHEMA, files_of, path_of_uri, reader_of
from helsetrend.events.visits import HALF_HOUR_US, PAGE, VisitRule
from helsetrend.events.workers import EngineError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

logger = logging.getLogger(__name__)

LARGEST_FILE = 2**31 - 2**20
"""The most bytes of a file: Spark hands a file to an executor as one value."""

SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.ansi.enabled": "true",  # an overflow is an error
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",  # an error of Java may have a value of the log in its message
    "spark.shuffle.sort.bypassMergeThreshold": "8",  # else a task opens a file for each partition
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a record that goes to Python is a whole file
    "spark.sql.requireAllClusterKeysForCoPartition": "false",  # else parts.sql moves the events a second time
}

_REASON = "|".join(
    [
        r"^\[[A-Z_.]+\]",  # Spark's name for it
        r"Class org\.apache\.hadoop\.[\w.$]+ not found",
        r"counting failed: \w+ in helsetrend[.\w]*, line [0-9]+",  # of an executor
    ]
)
"""What is shown of an error of Spark, as it has no value of the log in it."""

COUNTS_SQL = f"SELECT * FROM ({visits.EVENTS_BY_DAY}) UNION ALL SELECT * FROM ({visits.VISITS_BY_DAY})"
LENGTHS_SQL = f"""
SELECT strftime(day, '%Y-%m') AS month, seconds, CAST(SUM(visits) AS BIGINT) AS visits FROM ({visits.LENGTHS_BY_DAY})
GROUP BY strftime(day, '%Y-%m'), seconds
"""
PERSONS_SQL = """
SELECT period, COUNT(*) AS persons
FROM (
    SELECT DISTINCT user_id, strftime(day, '{form}') AS period
    FROM half_hour
    JOIN day ON day.half_hour = half_hour.first_us // 1800000000
    WHERE views + logins > 0
)
GROUP BY period
"""


class SparkCounts(NamedTuple):
    """Counts, lengths and persons as in `CountedLog`."""

    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]


def count_by_spark(
    logs: Sequence[str],
    mapping: LogMapping,
    *,
    with_persons: bool,
    master: str,
    max_bad: float,
    rule: VisitRule = PAGE,
    scratch: Path | None = None,
) -> CountedLog:
    """Count a log with Spark. `master` is the address of its cluster, or `local[*]` for the cores of this machine.

    `logs` are files, folders and patterns that all machines see under the same path, or addresses that Spark can read,
    such as s3a://bucket/log. Raises DataError as `count_by_duckdb`, ValueError where Spark is not installed or cannot
    be started, EngineError where it fails.
    """
    with session(master) as spark, scratch_folder(scratch) as folder, _silent_spark():
        files = _files(spark, logs)
        rows = _read(spark, files, mapping)
        surveys = [row.survey for row in rows.where("survey IS NOT NULL").select("survey").collect()]
        log = checked_log(files_of(surveys), mapping, max_bad=max_bad, scratch=folder, rule=rule)
        logger.info("%d files read; counting with Spark %s, %s", len(surveys), spark.version, master)
        _make_views(spark, log, rows)
        counts = count_in_spark(spark, with_persons=with_persons, rule=rule)
    days = log.covered(counts.counts)
    periods = {period for day in days for period in (f"{day:%Y-%m}", f"{day:%Y}")} if with_persons else ()
    persons = dict.fromkeys(sorted(periods), 0) | counts.persons  # of a month with only closes Spark returns no row
    return CountedLog(log.files, log.portal, days, counts.counts, counts.lengths, persons)


@contextmanager
def session(master: str) -> Iterator["SparkSession"]:
    """Start a Spark session and stop it at the end; settings other than `SETTINGS` are those of its own configuration.

    Raises ValueError where Spark is not installed or cannot be started.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # from pandas, which is not used here
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
    except ImportError as error:
        raise ValueError(f"Spark is not here ({error}); allowed: docs/event-logs.md says how to install it") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    path = os.environ.get("PYTHONPATH")
    settings = SETTINGS if path is None else SETTINGS | {"spark.executorEnv.PYTHONPATH": path}
    builder = SparkSession.builder.appName("helsetrend").master(master).config(map=settings)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            spark = builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        message = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise ValueError(
            f"Spark does not start at {master!r}: {message}; allowed: local[*] with Java, a cluster"
        ) from error
    try:
        yield spark
    finally:
        with suppress(Exception):  # after a signal amidst a call Spark cannot be stopped; it ends with this process
            spark.stop()


def count_in_spark(spark: "SparkSession", *, with_persons: bool, rule: VisitRule = PAGE) -> SparkCounts:
    """Count the events in the views `event`, `day` and `service`.

    Half hours and visits stay on the executors' disks, as they are read more than once.
    """
    sql = rule.sql
    queries = {"half_hour": sql.half_hours, "visit": f"WITH part AS ({sql.parts}) SELECT * FROM ({sql.visits})"}
    for name, text in queries.items():
        _persisted(spark.sql(in_spark(text))).createOrReplaceTempView(name)
    counts, lengths = (sorted(map(tuple, spark.sql(in_spark(text)).collect())) for text in (COUNTS_SQL, LENGTHS_SQL))
    forms = ("%Y", "%Y-%m") if with_persons else ()
    persons = [row for form in forms for row in spark.sql(in_spark(PERSONS_SQL.format(form=form))).collect()]
    return SparkCounts(counts, lengths, dict(sorted(map(tuple, persons))))


def make_days(spark: "SparkSession", days: Sequence[date], portal: Portal) -> None:
    """Create the views `day` and `service` that the `_by_day.sql` queries read, for all days from first to last."""
    every = [days[0] + timedelta(days=number) for number in range((days[-1] - days[0]).days + 2)]
    starts = [day_start_us(day, portal.timezone) // HALF_HOUR_US for day in every]
    rows = list(zip(every[:-1], starts[:-1], starts[1:], strict=True))
    spark.createDataFrame(rows, "day DATE, start BIGINT, stop BIGINT").createOrReplaceTempView("span_of_day")
    halves = spark.sql("SELECT explode(sequence(start, stop - 1)) AS half_hour, day FROM span_of_day")
    halves.hint("broadcast").createOrReplaceTempView("day")  # else what is joined with it is moved
    services = [(1 << bit, name) for bit, name in enumerate(portal.services)] or [(0, "")]
    spark.createDataFrame(services, "bit BIGINT, service STRING").createOrReplaceTempView("service")


def _files(spark: "SparkSession", logs: Sequence[str]) -> dict[str, int]:
    """Return the addresses of all files of a log with their numbers of bytes.

    Raises DataError with each file that is too large for an executor, or that Spark passes over.
    """
    local = [path.absolute() for path in log_files(log for log in logs if "://" not in log)]
    places = [*(f"file:{_escaped(str(path))}" for path in local), *(log for log in logs if "://" in log)]
    listed = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(places)
    lengths = {row.path: row.length for row in listed.select("path", "length").collect()}  # of an empty file no row
    every = (unquote(uri).replace("file:///", "file:/") for uri in listed.inputFiles())
    paths = {uri: path_of_uri(uri) for uri in sorted(every)}
    files = {uri: path for uri, path in paths.items() if path in local or not is_beside_a_log(path.name)}
    missing = sorted({*local} - {*files.values()})
    faults = [Fault(path.name, 0, "", "a name that Spark passes over", "another name") for path in missing]
    large = [path.name for uri, path in files.items() if lengths.get(uri, 0) > LARGEST_FILE]
    faults += [Fault(name, 0, "", "more than 2 GB", "smaller files for Spark") for name in large]
    if faults:
        raise DataError(faults)
    return {uri: lengths.get(uri, 0) for uri in files}


def _escaped(path: str) -> str:
    """Return a path as Spark reads it, with the characters escaped that it takes for a pattern."""
    return re.sub(r"([\\\[\]{}*?^])", r"\\\1", path)


def _read(spark: "SparkSession", files: Mapping[str, int], mapping: LogMapping) -> "DataFrame":
    """Return surveys and events of all files, read once by the executors and kept on their disks.

    All events of a user go to one executor, so that half hours and visits need not be moved again.
    """
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    content = spark.createDataFrame([(uri, b"") for uri, length in files.items() if not length], FILE)
    if filled := [_escaped(uri) for uri, length in files.items() if length]:
        content = reader.load(filled).select("path", "content").union(content)
    return _persisted(content.mapInArrow(reader_of(mapping), SCHEMA).repartition("user_id"))


def _persisted(rows: "DataFrame") -> "DataFrame":
    from pyspark import StorageLevel

    return rows.persist(StorageLevel.DISK_ONLY)


def _make_views(spark: "SparkSession", log: EventLog, rows: "DataFrame") -> None:
    cases = " ".join(f"WHEN {quoted(name)} THEN {1 << bit}" for bit, name in enumerate(log.portal.services))
    bits = f"CAST(CASE service {cases} ELSE 0 END AS BIGINT)" if cases else "CAST(0 AS BIGINT)"
    events = rows.where("survey IS NULL")
    columns = ("user_id", "at_us", "CAST(kind AS INT) AS kind", "page", f"{bits} AS services")
    events.selectExpr(*columns).createOrReplaceTempView("event")
    make_days(spark, log.days, log.portal)


@contextmanager
def _silent_spark() -> Iterator[None]:
    """Raise EngineError for an error of Spark, whose message may have a value of the log in it."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        reason = re.search(_REASON, str(error))
        raise EngineError(f"counting with Spark failed: {reason[0] if reason else type(error).__name__}") from None


def in_spark(text: str) -> str:
    """Translate a DuckDB query to the SQL of Spark, with each named subquery where it is read.

    In a query with named ones Spark does not find what it has on its disks, and counts it again.
    """
    import sqlglot
    from sqlglot import exp

    query = sqlglot.parse_one(text, read="duckdb")
    withs = list(query.find_all(exp.With))
    named = {part.alias: part.this for names in withs for part in names.expressions}
    for names in withs:
        names.pop()
    while tables := [table for table in query.find_all(exp.Table) if table.name in named]:
        for table in tables:
            table.replace(named[table.name].copy().subquery(table.alias_or_name))
    return str(query.sql("spark"))
