"""A log counted in Python: its counts and the length of its visits as tables, with nothing left behind.

It is counted in this process alone, in a temporary folder and with a key that is thrown away. That is for a log of some
million events; `helsetrend count` counts a large one on all cores, and keeps what it has counted.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helsetrend.events import cache
from helsetrend.events.duckdb_engine import count_by_chunks
from helsetrend.events.event_log import Count, EventLog, Tell, survey_log
from helsetrend.events.readers import Mapping, log_files, read_mapping, today
from helsetrend.events.tables import LENGTHS, lengths, tally
from helsetrend.events.workers import pool

Way = Callable[[Executor, EventLog], Count]
"""A way to count: `count_by_chunks` or `count_by_spark`, with what else it takes."""


def count_log(
    paths: Sequence[Path],
    mapping: Mapping,
    way: Way,
    *,
    keep: Path,
    max_bad: float,
    workers: int,
    tell: Tell,
    scratch: Path | None = None,
) -> Count:
    """Count the visits, logins and visits per service of a log, and if the way does so its persons.

    `keep` is the folder of what is kept (see cache.py); `max_bad` the share of rows that may be faulty. `workers` how
    many processes read and count, or 0 for this one alone. What is written while the log is counted lies in a folder
    of its own in `scratch`, by default in the system's. Raises DataError with the faults of all files, or where more
    is faulty than may be, or nothing counts at all.
    """
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="helsetrend-", dir=scratch) as folder, pool(workers) as executor:
        log = survey_log(executor, paths, mapping, max_bad=max_bad, keep=keep, scratch=Path(folder), tell=tell)
        count = way(executor, log)
    cache.write_files(keep / "files.json", log.files, mapping)
    return count


Logs = str | Path | Iterable[str | Path]

COUNTS = {
    "definition": ("str", "what exactly was counted, such as visit-1; docs/event-logs.md tells each"),
    "metric": ("str", "visits, logins, service_visits or persons"),
    "service": ("str", "the service, or nothing"),
    "period": ("str", "the day, month or year: 2021-12-31, 2021-12, 2021"),
    "value": ("int64", "the number"),
    "unit": ("str", "the unit of the number"),
    "days": ("int64", "how many days the period has"),
    "days_counted": ("int64", "how many of them the log covers"),
    "status": ("str", "counted: nothing is suppressed here"),
    "counted_on": ("datetime64[s]", "the day of counting, in the time zone of the portal"),
}
"""The columns of `count_events`, those of counts.csv: what each one holds, and what it says."""


def count_events(logs: Logs, mapping: str | Path, *, persons: bool = True, max_bad: float = 0.0) -> pd.DataFrame:
    """The visits, logins, visits per service and persons of a log, by the definitions in docs/event-logs.md.

    `logs` names files, folders or patterns; `mapping` the TOML file that says what their columns mean. Gives a row a
    metric, service and day, month or year of which the log covers a day; the columns are `COUNTS`. Without `persons`
    these are not counted. Nothing is written that stays.

    Raises DataError where the mapping or a file is at fault, nothing counts, or a larger share of the rows than
    `max_bad` cannot be counted; ValueError where there is no such log.
    """
    count, meaning = _counted(logs, mapping, persons=persons, max_bad=max_bad)
    rows = tally(count, has_logins=meaning.has_logins, counted_on=today(meaning.timezone))
    table = pd.DataFrame([row.cells for row in rows], columns=list(COUNTS))
    return table.astype({name: dtype for name, (dtype, _) in COUNTS.items()})


def visit_lengths(logs: Logs, mapping: str | Path, *, max_bad: float = 0.0) -> pd.DataFrame:
    """How long the visits of a log lasted, and how many events they had, by month and year.

    The arguments and errors are those of `count_events`. Gives a row a month or year (index `period`) in which a visit
    started: visits, events_per_visit (the views and logins of the period for each of them) and p10_seconds to
    p99_seconds, the shortest length that so many percent of the visits do not exceed. A length is in whole seconds,
    from the first event to the last or to the close of the page; a visit of a single event has the length 0.
    """
    count, _ = _counted(logs, mapping, persons=False, max_bad=max_bad)
    return pd.DataFrame(lengths(count), columns=list(LENGTHS)).set_index("period")


def _counted(logs: Logs, mapping: str | Path, *, persons: bool, max_bad: float) -> tuple[Count, Mapping]:
    names = [logs] if isinstance(logs, str | Path) else logs
    meaning = read_mapping(Path(mapping))
    with tempfile.TemporaryDirectory(prefix="helsetrend-") as keep:
        more: dict[str, Any] = {"keep": Path(keep), "tell": lambda _: None}
        way = partial(count_by_chunks, with_persons=persons, key=secrets.token_bytes(32), **more)
        count = count_log(log_files(map(str, names)), meaning, way, max_bad=max_bad, workers=0, **more)
    return count, meaning
