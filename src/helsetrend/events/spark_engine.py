"""Count a log with Spark, on one machine or on a cluster, by the same SQL as with DuckDB.

The events are also read as with DuckDB, by worker processes, and handed over as Parquet files in the `scratch` folder
of the log, which all machines of a cluster must see. Spark counts the whole log at once, so nothing is cached for the
next count. Its own `session_window` cannot be used: it joins events that are exactly 30 minutes apart.
"""

import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helsetrend.events import chunks, visits
from helsetrend.events.chunks import Span
from helsetrend.events.event_log import CountedLog, EventLog
from helsetrend.events.visits import PAGE, VisitRule
from helsetrend.events.workers import connection, submit

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DAYS_IN_A_FILE = 16

logger = logging.getLogger(__name__)

SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.ansi.enabled": "true",  # an overflow is an error
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}

TABLES = {
    **dict.fromkeys(("event", "day", "service")),
    "half_hour": "{sql.half_hours}",
    "visit": "WITH part AS ({sql.parts}) SELECT * FROM ({sql.visits})",
}
"""The tables, in the order in which they are made, with their queries; None where the file is there already."""

COUNTS_SQL = f"SELECT * FROM ({visits.EVENTS_BY_DAY}) UNION ALL SELECT * FROM ({visits.VISITS_BY_DAY})"
LENGTHS_SQL = f"""
SELECT strftime(day, '%Y-%m') AS month, seconds, CAST(SUM(visits) AS BIGINT) AS visits FROM ({visits.LENGTHS_BY_DAY})
GROUP BY strftime(day, '%Y-%m'), seconds
"""
PERSONS_SQL = """
SELECT strftime(day, '{form}') AS period, COUNT(DISTINCT user_id) AS persons
FROM half_hour
JOIN day ON day.half_hour = half_hour.first_us // 1800000000
WHERE views + logins > 0
GROUP BY strftime(day, '{form}')
"""


class SparkCounts(NamedTuple):
    """Counts, lengths and persons as in `CountedLog`."""

    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]


def count_by_spark(pool: Executor, log: EventLog, *, with_persons: bool, master: str) -> CountedLog:
    """Count a log with Spark. `master` is the address of its cluster, or `local[*]` for the cores of this machine.

    Raises ValueError where Spark is not installed or cannot be started.
    """
    with session(master) as spark:
        _write_events(pool, log)
        _write_tables(log)
        logger.info("counting with Spark %s, %s", spark.version, master)
        counts = count_in_spark(spark, log.scratch, with_persons=with_persons, rule=log.portal.rule)
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
    builder = SparkSession.builder.appName("helsetrend").master(master).config(map=SETTINGS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            spark = builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        message = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise ValueError(
            f"Spark does not start at {master!r}: {message}; allowed: local[*] with Java, a cluster"
        ) from error
    with spark:
        yield spark


def count_in_spark(spark: "SparkSession", folder: Path, *, with_persons: bool, rule: VisitRule = PAGE) -> SparkCounts:
    """Count the events in `folder`, which holds the tables `event`, `day` and `service` as Parquet.

    Half hours and visits are written there too, as they are read more than once.
    """
    for name, text in TABLES.items():
        path = f"file://{folder.absolute()}/{name}.parquet"  # a cluster may read a bare path from its own file system
        if text:
            spark.sql(in_spark(text.format(sql=rule.sql))).write.parquet(path)
        spark.read.parquet(path).createOrReplaceTempView(name)
    counts, lengths = (sorted(map(tuple, spark.sql(in_spark(text)).collect())) for text in (COUNTS_SQL, LENGTHS_SQL))
    forms = ("%Y", "%Y-%m") if with_persons else ()
    persons = [row for form in forms for row in spark.sql(in_spark(PERSONS_SQL.format(form=form))).collect()]
    return SparkCounts(counts, lengths, dict(sorted(map(tuple, persons))))


def _write_events(pool: Executor, log: EventLog) -> None:
    """Write the table `event`, in files of some days each."""
    (log.scratch / "event.parquet").mkdir()
    first, last = log.days
    steps = range(0, (last - first).days + 1, DAYS_IN_A_FILE)
    days = [(first + timedelta(days=step), first + timedelta(days=step + DAYS_IN_A_FILE - 1)) for step in steps]
    spans = [log.span(start, end) for start, end in days]
    jobs = [submit(pool, _write_part, part, span) for span in spans if (part := log.within(span)).files]
    for job in as_completed(jobs):
        job.result()
    logger.info("events written for Spark, in %d files", len(jobs))


def _write_part(log: EventLog, span: Span) -> None:
    """Write the events of a span; users as text, as they may be numbers in one file of a log and text in another."""
    events = f"SELECT * REPLACE (CAST(user_id AS VARCHAR) AS user_id) FROM ({log.events_sql(span)})"
    chunks.write(connection(), events, log.scratch / "event.parquet" / f"{span.from_us}.parquet")


def _write_tables(log: EventLog) -> None:
    """Write the tables `day` and `service`."""
    with chunks.connect() as own:
        chunks.make_days(own, [log.span(*log.days)], log.portal)
        chunks.make_services(own, log.portal)
        for name in ("day", "service"):
            chunks.write(own, f"FROM {name}", log.scratch / f"{name}.parquet")


def in_spark(text: str) -> str:
    """Translate a DuckDB query to the SQL of Spark."""
    import sqlglot

    (translated,) = map(str, sqlglot.transpile(text, read="duckdb", write="spark"))
    return translated
