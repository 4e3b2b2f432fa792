"""Counting a whole log: its files are surveyed, and what is in them is counted, by chunks or by Spark."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from helsetrend import kept, processes
from helsetrend.eventlog import Count, EventLog, Tell, survey_log
from helsetrend.logmapping import Mapping

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

    `keep` is the folder of what is kept (see kept.py); `max_bad` the share of rows that may be faulty. `workers` how
    many processes read and count, or 0 for this one alone. What is written while the log is counted lies in a folder
    of its own in `scratch`, by default in the system's. Raises DataError with the faults of all files, or where more
    is faulty than may be, or nothing counts at all.
    """
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="helsetrend-", dir=scratch) as folder, processes.pool(workers) as pool:
        log = survey_log(pool, paths, mapping, max_bad=max_bad, keep=keep, scratch=Path(folder), tell=tell)
        count = way(pool, log)
    kept.write_files(keep / "files.json", log.files, mapping)
    return count
