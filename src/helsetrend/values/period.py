"""Spans of time as the sources write them: a year, a quarter, a month, a day, or a range of these.

A period has a first and a last day, and nothing else. A partial date ("2022-05") is a period too:
what was published in it counts from its last day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

_PATTERNS = {
    "year": re.compile(r"(?P<year>[0-9]{4})"),
    "quarter": re.compile(r"(?P<year>[0-9]{4})-Q(?P<quarter>[1-4])"),
    "month": re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])"),
    "day": re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-9]{2})"),
}


@dataclass(frozen=True, order=True)
class Period:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period: 2021, 2016-Q4, 2020-12, 2016-10-01 or 2022-05/2022-12.

        Raises ValueError for any other text, for a day that does not exist, and for a range that ends before it
        starts.
        """
        return cls._parsed(text)

    @classmethod
    @lru_cache(2**16)
    def _parsed(cls, text: str) -> Self:
        """Parse and remember; the rows of a table repeat a few periods."""
        if text.count("/") == 1:
            start, _, end = text.partition("/")
            span = cls(cls.parse(start).first, cls.parse(end).last)
            if span.last < span.first:
                raise ValueError(f"{text!r} ends before it starts")
            return span
        for pattern in _PATTERNS.values():
            if match := pattern.fullmatch(text):
                return cls._of_parts(**{name: int(part) for name, part in match.groupdict().items()})
        raise ValueError(f"{text!r} is not a period such as 2021, 2016-Q4, 2020-12 or 2016-10-01")

    @classmethod
    def _of_parts(cls, year: int, quarter: int = 0, month: int = 0, day: int = 0) -> Self:
        if day:
            return cls(date(year, month, day), date(year, month, day))
        first_month = month or (3 * quarter - 2 if quarter else 1)
        last_month = month or (3 * quarter if quarter else 12)
        end = calendar.monthrange(year, last_month)[1]
        return cls(date(year, first_month, 1), date(year, last_month, end))

    @classmethod
    def of_year(cls, year: int, measured: str = "year") -> Self:
        """Return the part of a year in which a metric is measured: the whole year, or the month `measured`."""
        return cls._of_parts(year) if measured == "year" else cls._of_parts(year, month=int(measured))

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> Self:
        """Return the months of a year from `first` to `last`, 1 to 12, both included."""
        return cls(cls._of_parts(year, month=first).first, cls._of_parts(year, month=last).last)

    @property
    def year(self) -> int:
        """The year that the period ends in."""
        return self.last.year

    @property
    def months(self) -> int:
        """The number of months of which the period has a day."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def is_of_months(self) -> bool:
        """Whether the period consists of whole months."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    @property
    def form(self) -> str:
        """`year`, `quarter`, `month`, `day`, or `range` for any other span."""
        text = str(self)
        return next((form for form, pattern in _PATTERNS.items() if pattern.fullmatch(text)), "range")

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.last - self.first).days + 1

    def within(self, other: Self) -> bool:
        """Return whether all of it is in the other."""
        return other.first <= self.first and self.last <= other.last

    def same_months(self, other: Self) -> bool:
        """Return whether the two cover the same months of their years."""
        return (self.first.month, self.months) == (other.first.month, other.months)

    def shifted(self, years: int) -> Self:
        """Return the same days `years` later; a period that ends with February still does so."""
        end = self.last + timedelta(days=1)
        first, after = (_in_year(day, day.year + years) for day in (self.first, end))
        return type(self)(first, after - timedelta(days=1))

    def overlaps(self, other: Self) -> bool:
        """Return whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        year, first, last = self.first.year, self.first, self.last
        if first == last:
            return first.isoformat()
        for written in (f"{year:04}", f"{year:04}-Q{(first.month + 2) // 3}", f"{year:04}-{first.month:02}"):
            if Period.parse(written) == self:
                return written
        for written in (
            f"{year:04}/{last.year:04}",
            f"{year:04}-{first.month:02}/{last.year:04}-{last.month:02}",
        ):
            if Period.parse(written) == self:
                return written
        return f"{first.isoformat()}/{last.isoformat()}"


def _in_year(day: date, year: int) -> date:
    """Return the day in another year; 1 March for a 29 February that does not exist."""
    return date(year, day.month, 1) + timedelta(days=day.day - 1)
