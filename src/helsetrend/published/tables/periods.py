"""Periods as tables write them, besides what `Period.parse` reads: 202101, 01/2021, Jan-21, Q1 2020/21, 2020 to 2021.

A period can stand in several columns (2021 | Kv2), and a day can stand for the month or year that it is in, where the
description of the table says so (`each`).
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from helsetrend.published.metric import Metric
from helsetrend.values import CALENDAR_YEAR, Period, UnclearPeriodError

_MONTHS_OF = {"year": 12, "half_year": 6, "tertial": 4, "quarter": 3, "month": 1}
_LETTER_OF = {"half_year": "H", "tertial": "T", "quarter": "Q", "month": "M"}
_NAME = r"(?P<name>[^\W\d_]{3,9})\.?"

_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"(?:FY|år|year|hele|heile) ?(?P<year>\d{4})", lambda match: match["year"]),
        (r"(?P<year>\d{4})\.0", lambda match: match["year"]),
        (r"(?P<year>\d{4})(?P<month>0[1-9]|1[0-2])", lambda match: f"{match['year']}-{match['month']}"),
        (r"(?P<year>\d{4})[./](?P<month>0[1-9]|1[0-2])", lambda match: f"{match['year']}-{match['month']}"),
        (r"(?P<month>\d{1,2})[./-](?P<year>\d{4})", lambda match: f"{match['year']}-{match['month']:0>2}"),
        (rf"(?P<year>\d{{4}})[ -]{_NAME}", lambda match: f"{match['name']} {match['year']}"),
        (rf"{_NAME}[ -]?(?P<year>\d{{4}})", lambda match: f"{match['name']} {match['year']}"),
        (rf"{_NAME}[ -]['\u2019]?(?P<year>\d{{2}})", lambda match: f"{match['name']} 20{match['year']}"),
        (
            rf"{_NAME} (?:to|til) (?P<last>[^\W\d_]{{3,9}})\.? (?P<year>\d{{4}})",
            lambda match: f"{match['name']}-{match['last']} {match['year']}",
        ),
        (
            r"(?P<part>[HTQK]|KV|kvartal|quarter)\.? ?(?P<number>[1-4])[ ,/-]*(?P<year>\d{4})",
            lambda match: f"{match['year']}{match['part'][0].upper()}{match['number']}",
        ),
        (
            r"(?P<year>\d{4})[ ,/-]+(?:(?P<part>[HTQK]|KV|kvartal|quarter)\.? ?(?P<number>[1-4]))",
            lambda match: f"{match['year']}{match['part'][0].upper()}{match['number']}",
        ),
        (
            r"(?P<year>\d{4})[ ,/-]+(?P<number>[1-4])(?:\.|st|nd|rd|th)? ?(?P<part>[HTQK]|KV|kvartal|quarter)\.?",
            lambda match: f"{match['year']}{match['part'][0].upper()}{match['number']}",
        ),
        (
            r"(?P<number>[1-4])\.? ?(?P<part>[HTQK]|KV)\.?[ ,/-]*(?P<year>\d{4})",
            lambda match: f"{match['year']}{match['part'][0].upper()}{match['number']}",
        ),
        (
            r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
            lambda match: f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}",
        ),
        (r"(?P<day>\d{4}-\d\d-\d\d)[ T]00:00(?::00)?(?:\.0+)?Z?", lambda match: match["day"]),
    )
]
_TWO_YEARS = re.compile(r"(?:FY ?)?(?P<year>\d{4}) ?(?:to|til|[\u2013/-]) ?(?P<next>\d{4}|\d{2})", re.IGNORECASE)
_PART_OF_SHIFTED_YEAR = re.compile(
    r"(?:(?P<letter>[HTQK])(?P<number>[1-4])[ ,]+)?(?P<year>\d{4})[/\u2013-](?P<next>\d{4}|\d{2})"
    r"(?:[ ,]+(?P<letter_after>[HTQK])(?P<number_after>[1-4]))?",
    re.IGNORECASE,
)


def period_of(texts: Sequence[str], *, metric: Metric | None, each: str | None = None) -> Period:
    """Return the period that is written in one cell, or in several: the year, and its part in another column.

    `metric` says when its years start, `each` what a day, or the number of a part of a year, stands for. Raises
    UnclearPeriodError for a text with two meanings, ValueError for any other text that is no period.
    """
    given = [re.sub(r"\s+", " ", text).strip() for text in texts if text.strip()]
    unclear: UnclearPeriodError | None = None
    for text in _ways(given, each):
        try:
            return _as_each(_read(text, metric), each, metric)
        except UnclearPeriodError as error:
            unclear = unclear or error
        except ValueError:
            continue
    raise unclear or ValueError(f"{' '.join(given)!r} is not a period")


def _ways(given: Sequence[str], each: str | None) -> list[str]:
    """Return the ways to write together what stands in the columns of a period: the year and its part, either first."""
    if len(given) != 2:
        return [" ".join(given)]
    one, other = given
    ways = [f"{one} {other}", f"{other} {one}", f"{one}{other}"]
    letter = _LETTER_OF.get(each or "")
    for year, part in ((one, other), (other, one)):
        if letter and re.fullmatch(r"\d{4}", year) and (number := re.fullmatch(r"\D*(\d{1,2})\D*", part)):
            ways.append(f"{year}M{number[1]:0>2}" if letter == "M" else f"{year}{letter}{number[1]}")
    return ways


def _read(text: str, metric: Metric | None) -> Period:
    read = metric.read_period if metric else Period.parse
    is_shifted = metric is not None and metric.year_starts != CALENDAR_YEAR
    if is_shifted and metric and (period := _in_shifted_year(text, metric)):
        return period
    try:
        return read(text)
    except UnclearPeriodError:
        raise
    except ValueError:
        if not is_shifted and (pair := _TWO_YEARS.fullmatch(text)) and _are_consecutive(pair):
            return read(f"{pair['year']}/{pair['next'][-2:]}")  # refused, with what to declare
        for pattern, written in _FORMS:
            if match := pattern.fullmatch(text):
                return read(written(match))
        raise


def _in_shifted_year(text: str, metric: Metric) -> Period | None:
    """Return a year of the metric that is written with two numbers, or a part of one: Q1 of 2020/21 begins with it."""
    if (pair := _TWO_YEARS.fullmatch(text)) and _are_consecutive(pair):
        return metric.year_ending_in(int(pair["year"]) + 1)
    part = _PART_OF_SHIFTED_YEAR.fullmatch(text)
    if part is None or not _are_consecutive(part) or bool(part["letter"]) == bool(part["letter_after"]):
        return None
    letter = (part["letter"] or part["letter_after"]).upper()
    number = int(part["number"] or part["number_after"])
    months = {"H": 6, "T": 4, "Q": 3, "K": 3}[letter]
    if number * months > 12:
        return None
    start = metric.year_ending_in(int(part["year"]) + 1).first
    return Period(
        _months_after(start, months * (number - 1)), _months_after(start, months * number) - timedelta(days=1)
    )


def _are_consecutive(match: re.Match[str]) -> bool:
    following = int(match["year"]) + 1
    return match["next"] in (f"{following:04}", f"{following % 100:02}")


def _as_each(period: Period, each: str | None, metric: Metric | None) -> Period:
    """Return the period, or where it is a day the year, quarter, month or week that the day stands for."""
    if period.form != "day" or each in (None, "day"):
        return period
    day = period.first
    if each == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if each == "year" and metric is not None:
        return metric.year_of(day)
    months = _MONTHS_OF[each or ""]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, _months_after(first, months) - timedelta(days=1))


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)
