"""Counting a log with Spark, on one machine or on a cluster, by the same SQL as everywhere else.

The events are read as everywhere else too, by processes with DuckDB, and handed over as Parquet files in the `scratch`
of the log, which all machines of a cluster must see. Spark folds, orders and counts them all at once, so that nothing
is kept for the next count. Its own `session_window` is no stand-in: it joins events that are exactly 30 minutes apart.
"""

import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helsetrend.events import chunks, visits
from helsetrend.events.chunks import Span
from helsetrend.events.event_log import Count, EventLog, Tell
from helsetrend.events.workers import engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DAYS_IN_A_FILE = 16

SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.ansi.enabled": "true",  # a number that is too large is an error
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}

STEPS = {
    **dict.fromkeys(("event", "day", "service")),
    "half_hour": visits.HALF_HOURS,
    "visit": f"WITH part AS ({visits.PARTS}) SELECT * FROM ({visits.VISITS})",
}
"""The tables, in the order in which they are made; those without a text are there."""

NUMBERS = f"SELECT * FROM ({visits.EVENTS_BY_DAY}) UNION ALL SELECT * FROM ({visits.VISITS_BY_DAY})"
LENGTHS = f"""
SELECT strftime(day, '%Y-%m') AS month, seconds, CAST(SUM(visits) AS BIGINT) AS visits FROM ({visits.LENGTHS_BY_DAY})
GROUP BY strftime(day, '%Y-%m'), seconds
"""
PERSONS = """
SELECT strftime(day, '{form}') AS period, COUNT(DISTINCT user_id) AS persons
FROM half_hour
JOIN day ON day.half_hour = half_hour.half_hour
WHERE views + logins > 0
GROUP BY strftime(day, '{form}')
"""


class Counted(NamedTuple):
    """What was counted, as in `Count`."""

    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]


def count_by_spark(pool: Executor, log: EventLog, *, with_persons: bool, master: str, tell: Tell) -> Count:
    """Count a log with Spark. `master` is the address of its cluster, or `local[*]` for the cores of this machine.

    Raises ValueError where there is no Spark, or it cannot be started.
    """
    with session(master) as spark:
        _write_events(pool, log, tell)
        _write_tables(log)
        tell(f"counting with Spark {spark.version}, {master}")
        found = count_events(spark, log.scratch, with_persons=with_persons)
    return Count(log.files, log.portal, log.covered(found.counts), *found)


@contextmanager
def session(master: str) -> Iterator["SparkSession"]:
    """Spark, until it is no longer needed; what `SETTINGS` do not say is left to its own configuration.

    Raises ValueError where there is none, or it cannot be started.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of pandas, which is not used here
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
        told = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise ValueError(
            f"Spark does not start at {master!r}: {told}; allowed: local[*] with Java, a cluster"
        ) from error
    with spark:
        yield spark


def count_events(spark: "SparkSession", folder: Path, *, with_persons: bool) -> Counted:
    """Count the events in `folder`, which holds the tables `event`, `day` and `service` of the staircase.

    Half hours and visits are written there too, as they are read more than once.
    """
    for name, text in STEPS.items():
        path = f"file://{folder.absolute()}/{name}.parquet"  # a cluster may take a bare path for one of its own store
        if text:
            spark.sql(in_spark(text)).write.parquet(path)
        spark.read.parquet(path).createOrReplaceTempView(name)
    counts, lengths = (sorted(map(tuple, spark.sql(in_spark(text)).collect())) for text in (NUMBERS, LENGTHS))
    forms = ("%Y", "%Y-%m") if with_persons else ()
    persons = [row for form in forms for row in spark.sql(in_spark(PERSONS.format(form=form))).collect()]
    return Counted(counts, lengths, dict(sorted(map(tuple, persons))))


def _write_events(pool: Executor, log: EventLog, tell: Tell) -> None:
    """Write the table `event`, in files of some days each."""
    (log.scratch / "event.parquet").mkdir()
    first, last = log.days
    steps = range(0, (last - first).days + 1, DAYS_IN_A_FILE)
    days = [(first + timedelta(days=step), first + timedelta(days=step + DAYS_IN_A_FILE - 1)) for step in steps]
    spans = [log.span(*two) for two in days]
    jobs = [pool.submit(_write_part, part, span) for span in spans if (part := log.within(span)).files]
    for job in as_completed(jobs):
        job.result()
    tell(f"events written for Spark, in {len(jobs)} files")


def _write_part(log: EventLog, span: Span) -> None:
    """Write the events of a span; users as text, as one file of a log may have them as numbers and another not."""
    events = f"SELECT * REPLACE (CAST(user_id AS VARCHAR) AS user_id) FROM ({log.events_sql(span)})"
    chunks.write(engine(), events, log.scratch / "event.parquet" / f"{span.from_us}.parquet")


def _write_tables(log: EventLog) -> None:
    """Write the tables `day` and `service`."""
    with chunks.connect() as one:
        chunks.make_days(one, [log.span(*log.days)], log.portal)
        chunks.make_services(one, log.portal)
        for name in ("day", "service"):
            chunks.write(one, f"FROM {name}", log.scratch / f"{name}.parquet")


def in_spark(text: str) -> str:
    """The text of a query for DuckDB, as Spark understands it."""
    import sqlglot

    (translated,) = map(str, sqlglot.transpile(text, read="duckdb", write="spark"))
    return translated
