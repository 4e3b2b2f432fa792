"""Count a log of a few million events in this process alone, as tables, with nothing left on disk.

`helsetrend count` counts a large one on all cores and caches what it has counted.
"""

import secrets
from collections.abc import Iterable
from numbers import Real
from pathlib import Path

import pandas as pd

from helsetrend.errors import check_path
from helsetrend.events.counts_file import COUNT_COLUMNS
from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.event_log import CountedLog
from helsetrend.events.readers import LogMapping, log_files, read_mapping, today
from helsetrend.events.scratch import scratch_folder
from helsetrend.events.tables import LENGTH_COLUMNS, count_rows, length_rows
from helsetrend.public import public

Logs = str | Path | Iterable[str | Path]


@public
def count_events(logs: Logs, mapping: str | Path, *, persons: bool = True, max_bad: float = 0.0) -> pd.DataFrame:
    """Return the visits, logins, visits per service and persons of a log, as defined in docs/event-logs.md.

    `logs` names files, folders or patterns; `mapping` is the TOML file that says what their columns mean. The table has
    a row for each metric, service and day, month or year that the log covers at least one day of, with the columns of
    counts.csv (`counts_file.COUNT_COLUMNS`). Persons are counted only if `persons` is true. Nothing is left on disk.

    Raises DataError where the mapping or a file is faulty, no event counts, or a larger share of the rows than
    `max_bad` cannot be counted; ValueError where a name leads to no file.
    """
    counted, log_mapping = _counted(logs, mapping, persons=persons, max_bad=max_bad)
    rows = count_rows(counted, has_logins=log_mapping.has_logins, counted_on=today(log_mapping.timezone))
    table = pd.DataFrame([row.cells for row in rows], columns=list(COUNT_COLUMNS))
    return table.astype({name: dtype for name, (dtype, _) in COUNT_COLUMNS.items()})


@public
def visit_lengths(logs: Logs, mapping: str | Path, *, max_bad: float = 0.0) -> pd.DataFrame:
    """Return how long the visits of a log lasted, and how many events they had, by month and year.

    Arguments and errors are those of `count_events`. The table has a row for each month and year (index `period`) in
    which a visit started: visits, events_per_visit (views and logins of the period, divided by its visits) and
    p10_seconds to p99_seconds, where p10 is the shortest length that is not exceeded by 10 percent of the visits. A
    length is in whole seconds, from the first event to the last or to the close of the page; it is 0 for a visit of a
    single event.
    """
    counted, _ = _counted(logs, mapping, persons=False, max_bad=max_bad)
    return pd.DataFrame(length_rows(counted), columns=list(LENGTH_COLUMNS)).set_index("period")


def _counted(logs: Logs, mapping: str | Path, *, persons: bool, max_bad: float) -> tuple[CountedLog, LogMapping]:
    names = list(logs) if isinstance(logs, Iterable) and not isinstance(logs, str) else [logs]
    for name in names:
        check_path(name, name="logs", example="logs/*.csv")
    check_path(mapping, name="mapping", example="events.toml")
    if not isinstance(max_bad, Real) or not 0 <= max_bad <= 1:
        raise ValueError(f"max_bad: {max_bad!r} is not a share; allowed: a number from 0 to 1, such as 0.001")
    log_mapping = read_mapping(Path(mapping))
    with scratch_folder() as folder:
        counted = count_by_duckdb(
            log_files(map(str, names)),
            log_mapping,
            with_persons=persons,
            cache_folder=folder / "cache",
            key=secrets.token_bytes(32),
            max_bad=max_bad,
            workers=0,
        )
    return counted, log_mapping
