"""Counting a log chunk by chunk in DuckDB, in processes at the same time; only what has changed is counted again."""

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, as_completed
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from helsetrend.events import cache, chunks
from helsetrend.events.chunks import Chunk, Portal, Span
from helsetrend.events.event_log import Count, EventLog, Tell
from helsetrend.events.readers import CLOSE, local_day
from helsetrend.events.workers import engine
from helsetrend.files import write_whole
from helsetrend.values import Period

EVENTS_IN_A_CHUNK = 600_000
"""About as many events as one process counts at its fastest; a chunk is one day, or 2, 4, 8 or 16 that hold no more."""


def count_by_chunks(pool: Executor, log: EventLog, *, with_persons: bool, keep: Path, key: bytes, tell: Tell) -> Count:
    """Count what is new in a log or has changed, and put it together with what is kept (see cache.py)."""
    parts = _chunks(log, keep, key)
    new = [chunk for chunk in parts if not chunk.folder.exists()]
    tell(f"{len(parts)} chunks, {len(new)} of them to count")
    jobs = [pool.submit(_count, log.within(chunk.span), chunk, key) for chunk in new]
    for done, job in enumerate(as_completed(jobs), start=1):
        job.result()
        if done % max(1, len(jobs) // 10) == 0:
            tell(f"{done} of {len(jobs)} chunks counted")
    months = _months(pool, parts, log)
    counts, lengths = _put_together(months, log)
    days = log.covered(counts)
    persons = _persons(pool, log, days, keep) if with_persons else {}
    cache.forget(keep / "chunks", but=[*parts, *months])
    return Count(log.files, log.portal, days, counts, lengths, persons, len(new), len(parts) - len(new))


def _chunks(log: EventLog, keep: Path, key: bytes) -> list[Chunk]:
    """The chunks: whole days, as many in each as hold some hundred thousand events."""
    first, last = log.days
    length = _days_in_a_chunk(log.events / ((last - first).days + 1), keep)
    start = first.toordinal() // length * length
    found = []
    for day in map(date.fromordinal, range(start, last.toordinal() + 1, length)):
        span = log.span(day, day + timedelta(days=length - 1))
        part = log.within(span)
        if part.files:
            name = cache.chunk_name(span, part.files, log.mapping, log.portal, key)
            found.append(Chunk(span, keep / "chunks" / name))
    return found


def _days_in_a_chunk(events_a_day: float, keep: Path) -> int:
    """The length that chunks have; it stays as it is while chunks are kept."""
    path = keep / "days-in-a-chunk"
    if path.exists():
        return int(path.read_text())
    length = max(days for days in (1, 2, 4, 8, 16) if days == 1 or days * events_a_day <= EVENTS_IN_A_CHUNK)
    keep.mkdir(parents=True, exist_ok=True)
    write_whole(path, str(length))
    return length


def _count(log: EventLog, chunk: Chunk, key: bytes) -> None:
    events = log.events_sql(chunk.span)
    cache.store(
        chunk.folder,
        lambda stage: chunks.count_chunk(engine(), events, span=chunk.span, portal=log.portal, key=key, folder=stage),
    )


def _months(pool: Executor, parts: Sequence[Chunk], log: EventLog) -> list[Chunk]:
    """The chunks that begin in one month, joined. They are kept too, so that a new day leaves one month to join."""
    found, jobs = [], []
    for _, alike in groupby(parts, lambda one: local_day(one.span.from_us, log.portal.timezone).replace(day=1)):
        of_month = list(alike)
        joined = cache.joined_chunk(of_month)
        if not joined.folder.exists():
            jobs.append(pool.submit(_join, of_month, joined, log.portal))
        found.append(joined)
    for job in jobs:
        job.result()
    return found


def _join(parts: Sequence[Chunk], joined: Chunk, portal: Portal) -> None:
    cache.store(joined.folder, lambda stage: chunks.join_chunks(engine(), parts, portal=portal, folder=stage))


def _put_together(
    parts: Sequence[Chunk], log: EventLog
) -> tuple[list[tuple[str, str, date, int]], list[tuple[str, int, int]]]:
    folders = log.scratch / "joined", log.scratch / "closed"
    for folder in folders:
        folder.mkdir()
    with chunks.connect() as one:
        joined = chunks.join_chunks(one, parts, portal=log.portal, folder=folders[0])
        closed = chunks.closed_chunk(one, joined, portal=log.portal, folder=folders[1])
        counts = one.execute(f"SELECT * FROM '{closed.folder}/counts.parquet' ORDER BY ALL").fetchall()
        lengths = one.execute(f"SELECT * FROM '{closed.folder}/lengths.parquet' ORDER BY ALL").fetchall()
    return counts, lengths


def _persons(pool: Executor, log: EventLog, days: Iterable[date], keep: Path) -> dict[str, int]:
    """The number of users with an event, in each month and each year, each counted by itself: they do not add up."""
    periods = {period for day in days for period in (Period.parse(f"{day:%Y-%m}"), Period.parse(f"{day:%Y}"))}
    known = _read_numbers(keep / "persons.json")
    jobs, found = {}, {}
    for period in sorted(periods):
        span = log.span(period.first, period.last)
        part = log.within(span)
        name = cache.chunk_name(span, part.files, log.mapping, log.portal, b"")
        if name in known:
            found[str(period), name] = known[name]
        else:
            jobs[str(period), name] = pool.submit(_distinct_users, part, span)
    found |= {place: job.result() for place, job in jobs.items()}
    write_whole(keep / "persons.json", json.dumps({name: number for (_, name), number in found.items()}))
    return {period: number for (period, _), number in sorted(found.items())}


def _distinct_users(log: EventLog, span: Span) -> int:
    users = f"SELECT DISTINCT user_id FROM ({log.events_sql(span)}) WHERE kind <> {CLOSE}"
    found = engine().execute(f"SELECT COUNT(*) FROM ({users})")
    return int(found.fetchall()[0][0])


def _read_numbers(path: Path) -> dict[str, int]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}
