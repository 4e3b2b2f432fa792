"""Count a log chunk by chunk in DuckDB, in parallel processes; only what has changed is counted again."""

import json
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, as_completed
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from helsetrend.events import cache, chunks
from helsetrend.events.chunks import Chunk, Portal, Span
from helsetrend.events.event_log import CountedLog, EventLog
from helsetrend.events.log_survey import survey_log
from helsetrend.events.readers import CLOSE, LogMapping, local_day
from helsetrend.events.scratch import scratch_folder
from helsetrend.events.visits import PAGE, VisitRule
from helsetrend.events.workers import EngineError, connection, pool, silent, submit
from helsetrend.files import write_whole
from helsetrend.values import Period

EVENTS_IN_A_CHUNK = 600_000
"""The most events in a chunk of more than one day. A process is fastest near it."""

DAYS_IN_A_CHUNK = (1, 2, 4, 8, 16, 32, 64)

logger = logging.getLogger(__name__)


def count_by_duckdb(
    paths: Sequence[Path],
    mapping: LogMapping,
    *,
    with_persons: bool,
    cache_folder: Path,
    key: bytes,
    max_bad: float,
    workers: int,
    scratch: Path | None = None,
    rule: VisitRule = PAGE,
) -> CountedLog:
    """Count the visits, logins and visits per service of a log, and its persons if asked for.

    `max_bad` is the share of rows that may be faulty; `workers` the number of processes, 0 for this process alone; the
    `key` that of the users in the cache. Intermediate files are written into a scratch directory, removed even if the
    run is interrupted; it is made in `scratch`, by default in the system's folder for temporary files. A cache that is
    damaged is made anew. The steps are logged at INFO.

    Raises DataError with the faults of all files, or where more rows are faulty than allowed or no event counts;
    OSError for a full disk, EngineError where counting fails. No error has a value of the log in its message.
    """
    with scratch_folder(scratch) as folder, pool(workers, folder) as executor, silent():
        log = survey_log(
            executor, paths, mapping, max_bad=max_bad, cache_folder=cache_folder, scratch=folder, rule=rule
        )
        counted = _count_surveyed(executor, log, with_persons=with_persons, cache_folder=cache_folder, key=key)
    cache.write_files(cache_folder / "files.json", log.files, mapping)
    return counted


def _count_surveyed(pool: Executor, log: EventLog, *, with_persons: bool, cache_folder: Path, key: bytes) -> CountedLog:
    """Count the chunks of a log that are new or have changed, and join them with those in the cache (see cache.py)."""
    try:
        with silent():
            return _count_by_chunks(pool, log, with_persons=with_persons, cache_folder=cache_folder, key=key)
    except EngineError:
        if not cache.has_chunks(cache_folder):
            raise
    logger.info("what was kept of an earlier count is damaged; all is counted anew")
    cache.remove_all(cache_folder)
    return _count_by_chunks(pool, log, with_persons=with_persons, cache_folder=cache_folder, key=key)


def _count_by_chunks(
    pool: Executor, log: EventLog, *, with_persons: bool, cache_folder: Path, key: bytes
) -> CountedLog:
    parts = _chunks(log, cache_folder, key)
    new = [chunk for chunk in parts if not chunk.folder.exists()]
    logger.info("%d chunks, %d of them to count", len(parts), len(new))
    jobs = [submit(pool, _count, log.within(chunk.span), chunk, key) for chunk in new]
    for done, job in enumerate(as_completed(jobs), start=1):
        job.result()
        if done % max(1, len(jobs) // 10) == 0:
            logger.info("%d of %d chunks counted", done, len(jobs))
    months = _months(pool, parts, log)
    counts, lengths = submit(pool, _join_and_close, months, log).result()
    days = log.covered(counts)
    persons = _persons(pool, log, days, cache_folder) if with_persons else {}
    cache.remove_chunks(cache_folder / "chunks", keep=[*parts, *months])
    return CountedLog(log.files, log.portal, days, counts, lengths, persons, len(new))


def _chunks(log: EventLog, cache_folder: Path, key: bytes) -> list[Chunk]:
    """Return the chunks of a log, each of the same number of whole days, without those that have no file."""
    first, last = log.days
    length = _days_in_a_chunk(log.events / ((last - first).days + 1), cache_folder)
    start = first.toordinal() // length * length
    parts = []
    for day in map(date.fromordinal, range(start, last.toordinal() + 1, length)):
        span = log.span(day, day + timedelta(days=length - 1))
        part = log.within(span)
        if part.files:
            name = cache.chunk_name(span, part.files, log.mapping, log.portal, key)
            parts.append(Chunk(span, cache_folder / "chunks" / name))
    return parts


def _days_in_a_chunk(events_a_day: float, cache_folder: Path) -> int:
    """Return the length of chunks; it does not change while there is a cache."""
    path = cache_folder / "days-in-a-chunk"
    if path.exists() and path.read_text(errors="replace") in map(str, DAYS_IN_A_CHUNK):
        return int(path.read_text())
    length = max(days for days in DAYS_IN_A_CHUNK if days == 1 or days * events_a_day <= EVENTS_IN_A_CHUNK)
    cache_folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, str(length))
    return length


def _count(log: EventLog, chunk: Chunk, key: bytes) -> None:
    events = log.events_sql(chunk.span)
    cache.store(
        chunk.folder,
        lambda stage: chunks.count_chunk(
            connection(), events, span=chunk.span, portal=log.portal, key=key, folder=stage
        ),
    )


def _months(pool: Executor, parts: Sequence[Chunk], log: EventLog) -> list[Chunk]:
    """Join the chunks that begin in one month. The result is cached too: a new day leaves only one month to join."""
    months, jobs = [], []
    for _, group in groupby(parts, lambda part: local_day(part.span.from_us, log.portal.timezone).replace(day=1)):
        parts_of_month = list(group)
        month = cache.joined_chunk(parts_of_month)
        if not month.folder.exists():
            jobs.append(submit(pool, _join, parts_of_month, month, log.portal))
        months.append(month)
    for job in jobs:
        job.result()
    return months


def _join(parts: Sequence[Chunk], joined: Chunk, portal: Portal) -> None:
    cache.store(joined.folder, lambda stage: chunks.join_chunks(connection(), parts, portal=portal, folder=stage))


def _join_and_close(
    months: Sequence[Chunk], log: EventLog
) -> tuple[list[tuple[str, str, date, int]], list[tuple[str, int, int]]]:
    """Return the counts and lengths of all chunks together, as in `CountedLog`."""
    whole = months[0]
    if len(months) > 1:
        folder = log.scratch / "joined"
        folder.mkdir(exist_ok=True)
        whole = chunks.join_chunks(connection(), months, portal=log.portal, folder=folder)
    return chunks.close_chunk(connection(), whole, portal=log.portal)


def _persons(pool: Executor, log: EventLog, days: Iterable[date], cache_folder: Path) -> dict[str, int]:
    """Return the number of users with a view or login in each month and year; months do not add up to their year."""
    periods = {period for day in days for period in (Period.parse(f"{day:%Y-%m}"), Period.parse(f"{day:%Y}"))}
    cached = _read_numbers(cache_folder / "persons.json")
    jobs, numbers = {}, {}
    for period in sorted(periods):
        span = log.span(period.first, period.last)
        part = log.within(span)
        name = cache.chunk_name(span, part.files, log.mapping, log.portal, b"")
        if name in cached:
            numbers[str(period), name] = cached[name]
        else:
            jobs[str(period), name] = submit(pool, _distinct_users, part, span)
    numbers |= {place: job.result() for place, job in jobs.items()}
    by_name = {name: number for (_, name), number in numbers.items()}
    write_whole(cache_folder / "persons.json", json.dumps(by_name))
    return {period: number for (period, _), number in sorted(numbers.items())}


def _distinct_users(log: EventLog, span: Span) -> int:
    users = f"SELECT DISTINCT user_id FROM ({log.events_sql(span)}) WHERE kind <> {CLOSE}"
    return int(connection().execute(f"SELECT COUNT(*) FROM ({users})").fetchall()[0][0])


def _read_numbers(path: Path) -> dict[str, int]:
    try:
        numbers = dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):  # none, or damaged
        return {}
    return {name: number for name, number in numbers.items() if type(number) is int}
