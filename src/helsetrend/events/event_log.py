"""A log as a whole: its files with their surveys, the events of any span of it, and what was counted in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from helsetrend.events.cache import LogFile
from helsetrend.events.chunks import Portal, Span
from helsetrend.events.readers import LogMapping, day_start_us, event_view, local_day, period_in_path, survey_file
from helsetrend.events.workers import connection


@dataclass(frozen=True)
class EventLog:
    """The files of a log, what their columns mean, and the portal whose visits they record.

    Text files are in `scratch` as Parquet while the log is counted.
    """

    files: Sequence[LogFile]
    mapping: LogMapping
    portal: Portal
    scratch: Path

    @property
    def events(self) -> int:
        """The number of rows of the files that have events."""
        return sum(file.survey.row_count for file in self.files if file.survey.first_us is not None)

    @property
    def days(self) -> tuple[date, date]:
        """The days of the first event and of the last."""
        zone = self.portal.timezone
        first = min(file.survey.first_us for file in self.files if file.survey.first_us is not None)
        last = max(file.survey.last_us for file in self.files if file.survey.last_us is not None)
        return local_day(first, zone), local_day(last, zone)

    def span(self, first: date, last: date) -> Span:
        """Return the time from the beginning of one day to the end of another."""
        zone = self.portal.timezone
        return Span(day_start_us(first, zone), day_start_us(last + timedelta(days=1), zone))

    def within(self, span: Span) -> "EventLog":
        """Return the log with only those files that may have events in a span."""
        return replace(self, files=[file for file in self.files if _meets(file, span)])

    def events_sql(self, span: Span) -> str:
        """Return the SQL of the events of a span, with the columns that half_hours.sql reads.

        A text file whose Parquet file is no longer there is converted again.
        """
        surveys = [
            file.survey
            if file.survey.readable.exists()
            else survey_file(connection(), file.survey.path, self.mapping, scratch=self.scratch)
            for file in self.files
        ]
        sources = [(str(survey.readable), survey.rows) for survey in surveys]
        return event_view(sources, self.mapping, self.portal.services, from_us=span.from_us, to_us=span.to_us)

    def covered(self, counts: Iterable[tuple[str, str, date, int]]) -> frozenset[date]:
        """Return the days that the log covers: those with an event.

        Where the mapping says that an empty file means a day without events, also those that have such a file.
        """
        empty = [file for file in self.files if self.mapping.empty_day_is_zero and not file.survey.row_count]
        periods = (period_in_path(file.survey.path) for file in empty)
        named = {period.first for period in periods if period and period.form == "day"}
        return frozenset(named | {day for _, _, day, _ in counts})


@dataclass(frozen=True)
class CountedLog:
    """The result of a count: the files of the log, the days that they cover, and the counts.

    `counts` are (measure, service, day, value) as in chunks.py; `lengths` are (month, seconds, visits); `persons` has
    the persons of each month and year. `chunks_counted` is the number of chunks that were not in the cache.
    """

    files: Sequence[LogFile]
    portal: Portal
    days: frozenset[date]
    counts: list[tuple[str, str, date, int]]
    lengths: list[tuple[str, int, int]]
    persons: dict[str, int]
    chunks_counted: int = 0

    @property
    def identical(self) -> int:
        """The number of events that were left out because they are identical to another."""
        totals: Counter[str] = Counter()
        for measure, _, _, value in self.counts:
            totals[measure] += value
        return totals["copies"] - totals["views"] - totals["logins"] - totals["closes"]

    @property
    def missing(self) -> list[tuple[date, date]]:
        """The gaps between the first and last day of the log, as (first, last) day that it does not cover."""
        day = timedelta(days=1)
        return [(before + day, after - day) for before, after in pairwise(sorted(self.days)) if after - before > day]


def _meets(file: LogFile, span: Span) -> bool:
    first, last = file.survey.first_us, file.survey.last_us
    return first is not None and last is not None and first < span.to_us and last >= span.from_us
