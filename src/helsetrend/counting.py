"""Counting a whole log: its files are surveyed, and what is in them is counted by an engine."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from helsetrend import kept, processes
from helsetrend.by_chunks import count_by_chunks
from helsetrend.eventlog import Count, Tell, survey_log
from helsetrend.logmapping import Mapping


def count_log(
    paths: Sequence[Path],
    mapping: Mapping,
    *,
    keep: Path,
    key: bytes,
    max_bad: float,
    with_persons: bool,
    workers: int,
    tell: Tell,
) -> Count:
    """Count the visits, logins and visits per service of a log, and if asked for its persons.

    `keep` is the folder of what is kept (see kept.py); `max_bad` the share of rows that may be faulty. `workers` how
    many processes count, or 0 for this one alone. Raises DataError with the faults of all files, or where more is
    faulty than may be, or nothing counts at all.
    """
    with tempfile.TemporaryDirectory(prefix="helsetrend-") as scratch, processes.pool(workers) as pool:
        log = survey_log(pool, paths, mapping, max_bad=max_bad, keep=keep, scratch=Path(scratch), tell=tell)
        count = count_by_chunks(pool, log, with_persons=with_persons, keep=keep, key=key, tell=tell)
    kept.write_files(keep / "files.json", log.files, mapping)
    return count
