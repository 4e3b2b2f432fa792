"""Counting a whole log: surveyed by file, counted by chunk, put together; only what has changed is counted again."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, local

import duckdb

from helsetrend import chunks, kept
from helsetrend.chunks import Chunk, Portal, Span
from helsetrend.events import CLOSE, MOST_SERVICES, event_view
from helsetrend.faults import DataError, Fault
from helsetrend.kept import LogFile
from helsetrend.logfiles import dated
from helsetrend.logmapping import Mapping
from helsetrend.period import Period
from helsetrend.survey import survey
from helsetrend.walltime import day_start_us, local_day

Tell = Callable[[str], None]

EVENTS_IN_A_CHUNK = 600_000
"""About as many events as one process counts at its fastest; a chunk is one day, or 2, 4, 8 or 16 that hold no more."""


@dataclass(frozen=True)
class Count:
    """A log that was counted: its files, the days that they cover, and all that was counted in them.

    `counts` are (measure, service, day, value) as in chunks.py; `lengths` are (month, seconds, visits).
    """

    files: Sequence[LogFile]
    portal: Portal
    days: frozenset[date]
    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]
    chunks_counted: int
    chunks_kept: int

    @property
    def identical(self) -> int:
        """How many events were left out because they are identical with another."""
        values: Counter[str] = Counter()
        for measure, _, _, value in self.counts:
            values[measure] += value
        return values["copies"] - values["views"] - values["logins"] - values["closes"]

    @property
    def missing(self) -> list[tuple[date, date]]:
        """The stretches of days between the first and the last of the log that it does not cover: from, to."""
        days = sorted(self.days)
        gaps = pairwise(days)
        one = timedelta(days=1)
        return [(before + one, after - one) for before, after in gaps if after - before > one]


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

    `keep` is the folder of what is kept (see kept.py); `max_bad` the share of rows that may be faulty; `workers` how
    many processes count, or 0 for this one alone. Raises DataError with the faults of all files, or where more is
    faulty than may be, or nothing counts at all.
    """
    _check_zone(mapping.timezone)
    with tempfile.TemporaryDirectory(prefix="helsetrend-") as scratch, _pool(workers) as pool:
        files = _surveyed(pool, paths, mapping, keep, Path(scratch), tell)
        _check_bad(files, max_bad)
        if all(one.survey.first_us is None for one in files):
            raise DataError([Fault("log", 0, "", "no event that counts", "a log with events")])
        portal = _portal(files, mapping)
        spans = _spans(files, mapping, keep)
        parts = _chunks(spans, files, mapping, portal, key, keep)
        new = [one for one in parts if not one[0].folder.exists()]
        tell(f"{len(parts)} chunks, {len(new)} of them to count")
        jobs = [pool.submit(_count, chunk, needed, mapping, portal, key, Path(scratch)) for chunk, needed in new]
        for done, job in enumerate(as_completed(jobs), start=1):
            job.result()
            if done % max(1, len(jobs) // 10) == 0:
                tell(f"{done} of {len(jobs)} chunks counted")
        whole = [chunk for chunk, _ in parts]
        counts, lengths = _put_together(whole, portal, Path(scratch))
        days = _days(files, counts)
        persons = _persons(pool, files, mapping, portal, days, keep, Path(scratch)) if with_persons else {}
        kept.forget(keep / "chunks", but=whole)
    kept.write_files(keep / "files.json", files, mapping)
    return Count(files, portal, days, counts, lengths, persons, len(new), len(parts) - len(new))


def _check_zone(timezone: str) -> None:
    """Days must begin on a half hour of the clock of the engine."""
    if any(
        day_start_us(date(year, month, 1), timezone) % chunks.HALF_HOUR_US for year in (1980, 2020) for month in (1, 7)
    ):
        raise ValueError(f"days of {timezone} do not begin on a half hour of UTC; allowed: any other time zone")


def _check_bad(files: Sequence[LogFile], max_bad: float) -> None:
    bad, count = (sum(values) for values in zip(*((one.survey.bad, one.survey.count) for one in files), strict=True))
    if bad > max_bad * count:
        faults = [
            Fault(one.survey.path.name, number, "", told or flaw.replace("_", " "), "what docs/event-logs.md says")
            for one in files
            for flaw, examples in one.survey.examples.items()
            for number, told in examples
        ]
        told = f"{bad:,} of {count:,} rows cannot be counted, {bad / count:.2%}"
        raise DataError([Fault("log", 0, "", told, f"at most {max_bad:.2%}"), *faults])


def _portal(files: Sequence[LogFile], mapping: Mapping) -> Portal:
    found = sorted({name for one in files for name in one.survey.services})
    services = list(mapping.services) or found
    if len(services) > MOST_SERVICES:
        raise ValueError(
            f"{len(services)} services; allowed: at most {MOST_SERVICES}, so take some together under [services]"
        )
    return Portal(tuple(services), mapping.timezone)


def _spans(files: Sequence[LogFile], mapping: Mapping, keep: Path) -> list[Span]:
    """The spans of the chunks: whole days, as many in each as hold some hundred thousand events."""
    held = [one for one in files if one.survey.first_us is not None]
    zone = mapping.timezone
    first, last = min(one.survey.first_us or 0 for one in held), max(one.survey.last_us or 0 for one in held)
    first_day, last_day = local_day(first, zone), local_day(last, zone)
    length = _days_in_a_chunk(sum(one.survey.count for one in held) / ((last_day - first_day).days + 1), keep)
    start = date.fromordinal(first_day.toordinal() // length * length)
    spans = []
    while start <= last_day:
        end = start + timedelta(days=length)
        spans.append(Span(day_start_us(start, zone), day_start_us(end, zone)))
        start = end
    return [span for span in spans if any(_meets(one, span) for one in held)]


def _days_in_a_chunk(events_a_day: float, keep: Path) -> int:
    """The length that chunks have; it stays as it is while chunks are kept."""
    path = keep / "days-in-a-chunk"
    if path.exists():
        return int(path.read_text())
    length = max(days for days in (1, 2, 4, 8, 16) if days == 1 or days * events_a_day <= EVENTS_IN_A_CHUNK)
    keep.mkdir(parents=True, exist_ok=True)
    kept.write_whole(path, str(length))
    return length


def _meets(file: LogFile, span: Span) -> bool:
    first, last = file.survey.first_us, file.survey.last_us
    return first is not None and last is not None and first < span.to_us and last >= span.from_us


def _chunks(
    spans: Iterable[Span], files: Sequence[LogFile], mapping: Mapping, portal: Portal, key: bytes, keep: Path
) -> list[tuple[Chunk, list[LogFile]]]:
    """Each chunk with the files that may hold events of it."""
    found = []
    for span in spans:
        needed = [one for one in files if _meets(one, span)]
        found.append((Chunk(span, keep / "chunks" / kept.chunk_name(span, needed, mapping, portal, key)), needed))
    return found


def _surveyed(
    pool: Executor, paths: Sequence[Path], mapping: Mapping, keep: Path, scratch: Path, tell: Tell
) -> list[LogFile]:
    """What is known of each file, new where the file has changed. Raises DataError with the faults of all."""
    known = kept.read_files(keep / "files.json", mapping)
    jobs = {}
    for path in paths:
        before = known.get(str(path))
        if before is None or before.state != kept.state_of(path):
            jobs[path] = pool.submit(_look, path, mapping, scratch)
    tell(f"{len(paths)} files, {len(jobs)} of them new or changed")
    faults: list[Fault] = []
    for path, job in jobs.items():
        try:
            known[str(path)] = job.result()
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return [known[str(path)] for path in paths]


def _look(path: Path, mapping: Mapping, scratch: Path) -> LogFile:
    state = kept.state_of(path)
    return LogFile(survey(_engine(), path, mapping, scratch=scratch), kept.digest_of(path), state)


def _count(chunk: Chunk, files: Sequence[LogFile], mapping: Mapping, portal: Portal, key: bytes, scratch: Path) -> None:
    events = _events(files, mapping, portal, chunk.span, scratch)
    kept.store(
        chunk.folder,
        lambda stage: chunks.count_chunk(_engine(), events, span=chunk.span, portal=portal, key=key, folder=stage),
    )


def _events(files: Sequence[LogFile], mapping: Mapping, portal: Portal, span: Span, scratch: Path) -> str:
    """The SQL of the events of a span; what was text and is no longer there as Parquet is written anew."""
    surveys = [one.survey for one in files]
    surveys = [
        one if one.readable.exists() else survey(_engine(), one.path, mapping, scratch=scratch) for one in surveys
    ]
    sources = [(str(one.readable), one.rows) for one in surveys]
    return event_view(sources, mapping, portal.services, from_us=span.from_us, to_us=span.to_us)


def _put_together(
    parts: Sequence[Chunk], portal: Portal, scratch: Path
) -> tuple[list[tuple[str, str, date, int]], list[tuple[str, int, int]]]:
    folders = scratch / "joined", scratch / "closed"
    for folder in folders:
        folder.mkdir()
    with chunks.connect() as engine:
        joined = chunks.join_chunks(engine, parts, portal=portal, folder=folders[0])
        closed = chunks.closed_chunk(engine, joined, portal=portal, folder=folders[1])
        counts = engine.execute(f"SELECT * FROM '{closed.folder}/counts.parquet' ORDER BY ALL").fetchall()
        lengths = engine.execute(
            "SELECT strftime(day, '%Y-%m') AS month, seconds, SUM(visits)::BIGINT "
            f"FROM '{closed.folder}/lengths.parquet' GROUP BY month, seconds ORDER BY ALL"
        ).fetchall()
    return counts, lengths


def _persons(
    pool: Executor,
    files: Sequence[LogFile],
    mapping: Mapping,
    portal: Portal,
    days: Iterable[date],
    keep: Path,
    scratch: Path,
) -> dict[str, int]:
    """The number of users with an event, in each month and each year, each counted by itself: they do not add up."""
    periods = {period for day in days for period in (Period.parse(f"{day:%Y-%m}"), Period.parse(f"{day:%Y}"))}
    known = _read_numbers(keep / "persons.json")
    jobs, found = {}, {}
    for period in sorted(periods):
        ends = period.first, period.last + timedelta(days=1)
        span = Span(*(day_start_us(day, mapping.timezone) for day in ends))
        needed = [one for one in files if _meets(one, span)]
        name = kept.chunk_name(span, needed, mapping, portal, b"")
        if name in known:
            found[str(period), name] = known[name]
        else:
            jobs[str(period), name] = pool.submit(_distinct_users, needed, mapping, portal, span, scratch)
    found |= {place: job.result() for place, job in jobs.items()}
    kept.write_whole(keep / "persons.json", json.dumps({name: number for (_, name), number in found.items()}))
    return {period: number for (period, _), number in sorted(found.items())}


def _distinct_users(files: Sequence[LogFile], mapping: Mapping, portal: Portal, span: Span, scratch: Path) -> int:
    events = _events(files, mapping, portal, span, scratch)
    found = _engine().execute(f"SELECT COUNT(*) FROM (SELECT DISTINCT user_id FROM ({events}) WHERE kind <> {CLOSE})")
    return int(found.fetchall()[0][0])


def _read_numbers(path: Path) -> dict[str, int]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _days(files: Sequence[LogFile], counts: Iterable[tuple[str, str, date, int]]) -> frozenset[date]:
    """The days that the log covers: those with an event, and those that a file of that day alone says are empty."""
    named = {period.first for one in files if (period := dated(one.survey.path)) and period.form == "day"}
    return frozenset(named | {day for _, _, day, _ in counts})


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """The processes; or a single thread, as other processes would run the program again that is not ready for it."""
    pool: Executor = (
        ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_end_with_parent)
        if workers
        else ThreadPoolExecutor(1)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Let a worker end when the program is killed that it works for."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive_not, args=[parent], daemon=True).start()


def _outlive_not(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class _OfThread(local):
    """What each thread has for itself, so that two counts in one process do not meet, and nothing of them stays."""

    @cached_property
    def engine(self) -> duckdb.DuckDBPyConnection:
        return chunks.connect()


_OF_THREAD = _OfThread()


def _engine() -> duckdb.DuckDBPyConnection:
    return _OF_THREAD.engine
