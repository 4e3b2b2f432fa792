"""Spans of time: years, half-years, tertials, quarters, months, ISO weeks, days, and ranges of these.

A period has a first and a last day, and is compared and added up by its days. A partial date ("2022-05") is a period
too: what was published in it counts from its last day.
"""

import calendar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from numbers import Integral
from operator import attrgetter
from typing import Self

from helsetrend.public import public_class
from helsetrend.values.written_period import (
    CALENDAR_YEAR,
    PARTS_OF_A_YEAR,
    days_of_text,
    week_of_year,
    year_of_number,
)

_FORM_OF_MONTHS = {12: "year", 6: "half_year", 4: "tertial", 3: "quarter", 1: "month"}
_LETTERS = {"half_year": "H", "tertial": "T", "quarter": "Q"}


BY_DAYS = attrgetter("first", "last")
"""The key that puts periods in their order, in a third of the time that their comparison takes."""


@public_class
@dataclass(frozen=True, order=True, repr=False, init=False)
class Period:
    """All days from `first` to `last`, both included; given a text alone, those of the period that it names.

    `is_shifted_year` marks a year that begins on another day than 1 January, as a school year does. It decides how the
    period is called; two periods of the same days are equal.
    """

    first: date
    last: date
    is_shifted_year: bool = field(default=False, compare=False, repr=False)

    def __init__(self, first: date | str, last: date | None = None, is_shifted_year: bool = False) -> None:
        if isinstance(first, str) and last is None:
            is_year = first.endswith("/P1Y")
            first, last = days_of_text(first, year_starts=CALENDAR_YEAR)
            is_shifted_year = is_year and (first.month, first.day) != (1, 1)
        if not (isinstance(first, date) and isinstance(last, date)):
            given = ", ".join(repr(end) for end in (first, last) if end is not None)
            raise TypeError(f"Period({given}): allowed: a text such as '2020-12' or '2016-Q4', or two days as dates")
        for name, value in (("first", first), ("last", last), ("is_shifted_year", is_shifted_year)):
            object.__setattr__(self, name, value)

    @classmethod
    def parse(cls, text: str, *, year_starts: str = CALENDAR_YEAR) -> Self:
        """Read a period in one of the forms of `written_period`, such as 2021, 2016-Q4, 2023M01 or 2022-05/2022-12.

        `year_starts` is the month and day on which the years begin, so that "2020/21" is a year. Raises
        UnclearPeriodError, a ValueError, for a text with two meanings, and ValueError for one that is no period.
        """
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is not a text; allowed: such as '2021', '2020-12' or '2016-Q4'")
        return cls._parsed(text, year_starts)

    @classmethod
    @lru_cache(2**16)
    def _parsed(cls, text: str, year_starts: str) -> Self:
        """Parse and remember; the rows of a table repeat a few periods."""
        period = cls(*days_of_text(text, year_starts=year_starts))
        return period.in_years_from(period._start if text.endswith("/P1Y") else year_starts)

    @classmethod
    def of_year(cls, year: int, measured: str = "year", year_starts: str = CALENDAR_YEAR) -> Self:
        """Return the part of a year that a metric is measured in: all of it, or the month or day `measured` in it.

        The year is the one that ends in the calendar year `year`.
        """
        if not isinstance(year, Integral):
            raise TypeError(f"{year!r} is not the number of a year; allowed: such as 2021")
        whole = cls(*year_of_number(year, year_starts)).in_years_from(year_starts)
        if measured == "year":
            return whole
        starts = (_month_after(whole.first, months) for months in range(whole.first.day > 1, 13))
        number, _, day = measured.partition("-")
        month = next(start for start in starts if start.month == int(number))
        if day:
            only = month.replace(day=int(day))
            return cls(only, only)
        return cls(month, _end_of_month(month))

    @classmethod
    def of_months(cls, year: Self, first: int, last: int) -> Self:
        """Return the months of a year from the `first` to the `last`, 1 to 12, both included."""
        return cls(_month_after(year.first, first - 1), _end_of_month(_month_after(year.first, last - 1)))

    def in_years_from(self, year_starts: str) -> Self:
        """Return the same days, called a year if they are one that begins on the day `year_starts`."""
        is_shifted = year_starts != CALENDAR_YEAR and (self.first, self.last) == year_of_number(
            self.last.year, year_starts
        )
        return self if is_shifted == self.is_shifted_year else replace(self, is_shifted_year=is_shifted)

    @cached_property
    def form(self) -> str:
        """`year`, `half_year`, `tertial`, `quarter`, `month`, `week`, `day`, or `range` for any other span."""
        if self.is_shifted_year:
            return "year"
        if self.first == self.last:
            return "day"
        if self.is_of_months and self.months in _FORM_OF_MONTHS and (self.first.month - 1) % self.months == 0:
            return _FORM_OF_MONTHS[self.months]
        return "week" if self.is_of_weeks and self.days == 7 else "range"

    @property
    def name(self) -> str:
        """The text of the period, but 2020/21 for a year that starts on another day than 1 January."""
        return f"{self.first.year:04}/{self.last.year % 100:02}" if self.is_shifted_year else str(self)

    @property
    def year(self) -> int:
        """The year that the period ends in; of a week, the year that the calendar of weeks has it in."""
        return self.first.isocalendar().year if self.form == "week" else self.last.year

    @property
    def number(self) -> int:
        """The number of a half-year, tertial, quarter, month or week in its year."""
        if self.form == "week":
            return self.first.isocalendar().week
        return self.last.month // self.months

    @property
    def months(self) -> int:
        """The number of months of which the period has a day."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.last - self.first).days + 1

    @property
    def is_of_months(self) -> bool:
        """Whether the period consists of whole months."""
        return self.first.day == 1 and self.last == _end_of_month(self.last)

    @property
    def is_of_weeks(self) -> bool:
        """Whether the period consists of whole ISO weeks, and not of whole months."""
        return self.first.isoweekday() == 1 and self.last.isoweekday() == 7 and not self.is_of_months

    def has(self, day: date) -> bool:
        """Return whether the day is in it."""
        return self.first <= day <= self.last

    def within(self, other: "Period | str") -> bool:
        """Return whether all of it is in the other."""
        other = _period(other)
        return other.first <= self.first and self.last <= other.last

    def overlaps(self, other: "Period | str") -> bool:
        """Return whether the two have a day in common."""
        other = _period(other)
        return self.first <= other.last and other.first <= self.last

    def is_same_part_of_year(self, other: "Period | str") -> bool:
        """Return whether the two are the same weeks of their years, or else the same months or dates."""
        other = _period(other)
        if self.is_of_weeks or other.is_of_weeks:
            return self._weeks == other._weeks
        return self._months_or_dates == other._months_or_dates

    def follows(self, other: "Period | str") -> bool:
        """Return whether it is the next period of the same form: July after June, week 1 after week 53."""
        other = _period(other)
        if self.first != other.last + timedelta(days=1) or self.form != other.form:
            return False
        if self.form != "range":
            return True
        are_months = self.is_of_months and other.is_of_months
        return self.months == other.months if are_months else self.days == other.days

    def shifted(self, years: int) -> Self:
        """Return the same part of the year `years` later: the same week, or the same days.

        A period that ends with February still does so, and week 53 becomes the last week of a year without one.
        """
        if self.is_of_weeks:
            ends = (self.first.isocalendar(), self.last.isocalendar())
            first, last = (_week_in_year(end.year + years, end.week) for end in ends)
            return replace(self, first=first[0], last=last[1])
        end = self.last + timedelta(days=1)
        first_day, after = (_in_year(day, day.year + years) for day in (self.first, end))
        return replace(self, first=first_day, last=after - timedelta(days=1))

    @property
    def _start(self) -> str:
        """The month and day that it begins on."""
        return self.first.isoformat()[5:]

    @property
    def _weeks(self) -> tuple[int, int] | None:
        """The number of the first week and the number of weeks, or None unless it consists of weeks."""
        is_of_weeks = self.first.isoweekday() == 1 and self.last.isoweekday() == 7
        return (self.first.isocalendar().week, self.days // 7) if is_of_weeks else None

    @property
    def _months_or_dates(self) -> tuple[int, ...]:
        """The first month and the number of months, or the first and the last date unless it consists of months."""
        if self.is_of_months:
            return self.first.month, self.months
        years = self.last.year - self.first.year
        return self.first.month, self.first.day, self.last.month, self.last.day, years

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"

    def __str__(self) -> str:
        form, year = self.form, f"{self.year:04}"
        if self.is_shifted_year:
            return f"{self.first.isoformat()}/P1Y"
        if form == "year":
            return year
        if form in PARTS_OF_A_YEAR:
            return f"{year}-{_LETTERS[form]}{self.number}"
        if form == "month":
            return f"{year}-{self.number:02}"
        if form == "week":
            return f"{year}-W{self.number:02}"
        if form == "day":
            return self.first.isoformat()
        return "/".join(self._ends)

    @property
    def _ends(self) -> tuple[str, str]:
        """The texts of the first and the last part of a range: years, months, weeks or days, the longest that fit."""
        first, last = self.first, self.last
        if self._start == CALENDAR_YEAR and (last.month, last.day) == (12, 31) and last.year > first.year + 1:
            return f"{first.year:04}", f"{last.year:04}"
        if self.is_of_months:
            return first.isoformat()[:7], last.isoformat()[:7]
        if self.is_of_weeks:
            weeks = (day.isocalendar() for day in (first, last))
            start, end = (f"{week.year:04}-W{week.week:02}" for week in weeks)
            return start, end
        return first.isoformat(), last.isoformat()


def _period(given: Period | str) -> Period:
    return given if isinstance(given, Period) else Period(given)


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month_after(day: date, months: int) -> date:
    """Return the first day of the month that comes this many months after the month of the day."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _week_in_year(year: int, week: int) -> tuple[date, date]:
    """Return a week of a year, or the last one if there is none of that number."""
    last = date(year, 12, 28).isocalendar().week
    return week_of_year(year, min(week, last))


def _in_year(day: date, year: int) -> date:
    """Return the day in another year; 1 March for a 29 February that does not exist."""
    return date(year, day.month, 1) + timedelta(days=day.day - 1)
