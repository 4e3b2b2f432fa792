"""A log as a whole: its files, surveyed, the events in any stretch of it, and what was counted in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.events import cache
from helsetrend.events.cache import LogFile
from helsetrend.events.chunks import Portal, Span
from helsetrend.events.readers import MOST_SERVICES, Mapping, dated, day_start_us, event_view, local_day, survey_file
from helsetrend.events.visits import HALF_HOUR_US
from helsetrend.events.workers import engine
from helsetrend.files import sha256_of

Tell = Callable[[str], None]


@dataclass(frozen=True)
class EventLog:
    """The files of a log, what their columns mean, and whose visits they tell of.

    What is text lies in `scratch` as Parquet while the log is counted.
    """

    files: Sequence[LogFile]
    mapping: Mapping
    portal: Portal
    scratch: Path

    @property
    def events(self) -> int:
        """The number of rows of the files that have events."""
        return sum(one.survey.count for one in self.files if one.survey.first_us is not None)

    @property
    def days(self) -> tuple[date, date]:
        """The days of the first event and of the last."""
        zone = self.portal.timezone
        first = min(one.survey.first_us for one in self.files if one.survey.first_us is not None)
        last = max(one.survey.last_us for one in self.files if one.survey.last_us is not None)
        return local_day(first, zone), local_day(last, zone)

    def span(self, first: date, last: date) -> Span:
        """The time from the beginning of one day to the end of another."""
        zone = self.portal.timezone
        return Span(day_start_us(first, zone), day_start_us(last + timedelta(days=1), zone))

    def within(self, span: Span) -> "EventLog":
        """The log with those files alone that may hold events of the span."""
        return replace(self, files=[one for one in self.files if _meets(one, span)])

    def events_sql(self, span: Span) -> str:
        """The SQL of the events of a span, as half_hours.sql takes them.

        What was text and is no longer there as Parquet is written anew.
        """
        surveys = [one.survey for one in self.files]
        surveys = [
            one if one.readable.exists() else survey_file(engine(), one.path, self.mapping, scratch=self.scratch)
            for one in surveys
        ]
        sources = [(str(one.readable), one.rows) for one in surveys]
        return event_view(sources, self.mapping, self.portal.services, from_us=span.from_us, to_us=span.to_us)

    def covered(self, counts: Iterable[tuple[str, str, date, int]]) -> frozenset[date]:
        """The days that the log covers: those with a count, and those that a file of that day alone says are empty."""
        named = {period.first for one in self.files if (period := dated(one.survey.path)) and period.form == "day"}
        return frozenset(named | {day for _, _, day, _ in counts})


@dataclass(frozen=True)
class Count:
    """A log that was counted: its files, the days that they cover, and all that was counted in them.

    `counts` are (measure, service, day, value) as in chunks.py; `lengths` are (month, seconds, visits); `persons` has
    those of each month and year. `chunks_kept` chunks were known from an earlier count, `chunks_counted` were not.
    """

    files: Sequence[LogFile]
    portal: Portal
    days: frozenset[date]
    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]
    chunks_counted: int = 0
    chunks_kept: int = 0

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


def survey_log(
    pool: Executor,
    paths: Sequence[Path],
    mapping: Mapping,
    *,
    max_bad: float,
    keep: Path,
    scratch: Path,
    tell: Tell,
) -> EventLog:
    """Look at each file of a log that is new or has changed.

    Raises DataError with the faults of all files, or where more rows are faulty than may be (`max_bad` is their share),
    or nothing counts at all.
    """
    _check_zone(mapping.timezone)
    files = _surveyed(pool, paths, mapping, keep, scratch, tell)
    _check_bad(files, max_bad)
    if all(one.survey.first_us is None for one in files):
        raise DataError([Fault("log", 0, "", "no event that counts", "a log with events")])
    return EventLog(files, mapping, _portal(files, mapping), scratch)


def _check_zone(timezone: str) -> None:
    """Days must begin on a half hour of the clock of the engine."""
    if any(day_start_us(date(year, month, 1), timezone) % HALF_HOUR_US for year in (1980, 2020) for month in (1, 7)):
        raise ValueError(f"days of {timezone} do not begin on a half hour of UTC; allowed: any other time zone")


def _check_bad(files: Sequence[LogFile], max_bad: float) -> None:
    bad, count = (sum(values) for values in zip(*((one.survey.bad, one.survey.count) for one in files), strict=True))
    if bad > max_bad * count:
        faults = [
            Fault(
                one.survey.path.name,
                number,
                "",
                told or flaw.replace("_", " "),
                "what docs/event-logs.md says",
                quoted=bool(told),
            )
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


def _meets(file: LogFile, span: Span) -> bool:
    first, last = file.survey.first_us, file.survey.last_us
    return first is not None and last is not None and first < span.to_us and last >= span.from_us


def _surveyed(
    pool: Executor, paths: Sequence[Path], mapping: Mapping, keep: Path, scratch: Path, tell: Tell
) -> list[LogFile]:
    """What is known of each file, new where the file has changed. Raises DataError with the faults of all."""
    known = cache.read_files(keep / "files.json", mapping)
    jobs = {}
    for path in paths:
        before = known.get(str(path))
        if before is None or before.state != cache.state_of(path):
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
    state = cache.state_of(path)
    return LogFile(survey_file(engine(), path, mapping, scratch=scratch), sha256_of(path), state)
