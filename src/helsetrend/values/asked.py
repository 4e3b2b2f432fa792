"""Years and periods as people ask for them: 2021, "2021", 2021.0, "2019-2021", "2014-05", range(2019, 2022).

A notebook's parameters come as text or as numbers with a point, those of a table as numpy's; all mean the same year.
"""

import re
from collections.abc import Iterable
from datetime import date
from numbers import Real

from helsetrend.values.period import Period
from helsetrend.values.written_period import CALENDAR_YEAR

AskedPeriod = Period | int | float | str
"""The forms in which a period may be given: a `Period`, the number of a year, or a text."""

AskedYears = AskedPeriod | Iterable[AskedPeriod]
"""The forms in which periods may be given: one, several, or a text such as "2019-2021"."""

_ALLOWED = "allowed: a year such as 2021 or '2021', or a period such as '2020-12' or '2016-Q4'"
_YEARS_ALLOWED = f"{_ALLOWED}; of several, a list, range(2019, 2022) or '2019-2021'"

_YEAR = re.compile(r"\s*([0-9]{4})(?:\.0)?\s*")
_SPAN = re.compile(rf"{_YEAR.pattern}(?:[-\u2013:/]|to|til){_YEAR.pattern}")


def asked_period(asked: AskedPeriod, *, year_starts: str = CALENDAR_YEAR, name: str = "period") -> Period | int:
    """Return the period that was asked for, or the number of the year, whatever form it was given in.

    `year_starts` is as for `Period.parse`; `name` is what the error calls it. Raises ValueError, with what is allowed.

    >>> [asked_period(year) for year in (2021, "2021", 2021.0, "2020-12")]
    [2021, 2021, 2021, Period('2020-12')]
    """
    if isinstance(asked, Period):
        return asked
    if isinstance(asked, str):
        if year := _YEAR.fullmatch(asked):
            return _number(int(year[1]), asked, name)
        try:
            return Period.parse(asked.strip(), year_starts=year_starts)
        except ValueError as error:
            raise ValueError(f"{name}: {error}; {_ALLOWED}") from error
    if isinstance(asked, bool) or not isinstance(asked, Real) or asked != int(asked):
        raise ValueError(f"{name}: {asked!r} is not a year or a period; {_ALLOWED}")
    return _number(int(asked), asked, name)


def asked_year(asked: AskedPeriod, *, name: str = "year") -> int:
    """Return the number of the one year that was asked for. Raises ValueError, with what is allowed.

    >>> asked_year("2021.0")
    2021
    """
    try:
        period = asked_period(asked, name=name)
    except ValueError:
        period = 0
    if isinstance(period, Period) and period.form == "year":
        return period.year
    if isinstance(period, Period) or not period:
        raise ValueError(f"{name}: {asked!r} is not a year; allowed: 2021 or '2021'")
    return period


def asked_periods(asked: AskedYears, *, year_starts: str = CALENDAR_YEAR, name: str = "years") -> list[Period | int]:
    """Return periods, each as in `asked_period`; a text from year to year is all of these years.

    Raises ValueError, with what is allowed.

    >>> asked_periods("2019-2021"), asked_periods([2020, "2020-12"])
    ([2019, 2020, 2021], [2020, Period('2020-12')])
    """
    if isinstance(asked, str):
        if "," in asked:
            return asked_periods([part.strip() for part in asked.split(",")], year_starts=year_starts, name=name)
        if years := _years_of(asked, year_starts, name):
            return years
    if isinstance(asked, Period | str | Real):
        return [asked_period(asked, year_starts=year_starts, name=name)]
    if asked is None or isinstance(asked, bytes | date) or not isinstance(asked, Iterable):
        raise ValueError(f"{name}: {asked!r} is not a year or a period; {_YEARS_ALLOWED}")
    return [asked_period(period, year_starts=year_starts, name=name) for period in asked]


def _years_of(text: str, year_starts: str, name: str) -> list[Period | int]:
    """Return the years of a text from year to year; none if it is another text, or one year such as 2020/2021."""
    span = _SPAN.fullmatch(text)
    if span is None:
        return []
    first, last = int(span[1]), int(span[2])
    if year_starts != CALENDAR_YEAR and last == first + 1 and "/" in text:
        return []
    if last < first:
        raise ValueError(f"{name}: {text!r} ends before it starts; {_YEARS_ALLOWED}")
    return [*range(first, last + 1)]


def _number(year: int, asked: object, name: str) -> int:
    if not 1 < year < 9999:
        raise ValueError(f"{name}: {asked!r} is not a year; {_ALLOWED}")
    return year
