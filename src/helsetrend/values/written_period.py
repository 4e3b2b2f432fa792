"""Spans of time as sources write them, in Norwegian and English and in the codes of Statistics Norway: their days.

"2016-Q4", "2016K4" and "4. kvartal 2016" are the same days. A text with two meanings is refused, with what to write.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

CALENDAR_YEAR = "01-01"
"""The month and day on which a year begins, unless a metric declares another one."""

PERIOD_FORMS = "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12, 2016-10-01 or 2022-05/2022-12"

PARTS_OF_A_YEAR = {"half_year": 2, "tertial": 3, "quarter": 4}
"""How many of each there are in a year, all of whole months."""

_PART_OF_WORD = {
    **dict.fromkeys(("h", "s", "halvår", "half", "half-year"), "half_year"),
    **dict.fromkeys(("t", "tertial"), "tertial"),
    **dict.fromkeys(("q", "k", "kv", "kvartal", "quarter"), "quarter"),
}
_ORDINALS = {
    **dict.fromkeys(("1", "første", "fyrste", "first"), 1),
    **dict.fromkeys(("2", "andre", "second"), 2),
    **dict.fromkeys(("3", "tredje", "third"), 3),
    **dict.fromkeys(("4", "fjerde", "fourth"), 4),
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january",
            "feb februar february",
            "mar mars march",
            "apr april",
            "mai may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "des dec desember december",
        ),
        start=1,
    )
    for name in names.split()
}

_PART_WORDS = r"halvår|half-year|half|tertial|kvartal|kv(?=\.)|quarter"
_YEAR = r"(?P<year>[0-9]{4})"
_ORDINAL = rf"(?P<number>{'|'.join(_ORDINALS)})(?:\.|(?<=[0-9])(?:st|nd|rd|th))?"
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH_NAME = rf"(?P<name>{_MONTH_NAMES})\.?"

_PAIR = re.compile(
    r"(?:(?:sko?le|skule|studie|regnskaps|rekneskaps|budsjett)året |(?:school|academic|fiscal|financial) year |FY ?)?"
    rf"{_YEAR}[/\u2013-](?P<next>[0-9]{{4}}|[0-9]{{2}})",
    re.IGNORECASE,
)
_DURATION = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})/P1Y")


class UnclearPeriodError(ValueError):
    """The text can mean several periods; `instead` is what to write."""

    def __init__(self, text: str, instead: str) -> None:
        super().__init__(f"{text!r} can be read in two ways; write {instead}")
        self.instead = instead


Days = tuple[date, date]
"""The first and the last day of a span of time."""


def days_of_text(text: str, *, year_starts: str = CALENDAR_YEAR) -> Days:
    """Return the first and the last day of a period: a single one, or a range from one to another ("2021/2023").

    `year_starts` is the month and day on which the years begin; 2020/21 is a year only if that is not 1 January.
    Raises UnclearPeriodError for a text with two meanings, ValueError for any other that is no period, for a day that
    does not exist, and for a range that ends before it starts.
    """
    text = text.replace("\u00a0", " ")
    if year := _shifted_year(text, year_starts):
        return year
    if "/" not in text:
        return _single(text)
    start, _, end = text.partition("/")
    first, last = _single(start)[0], _single(end)[1]
    if last < first:
        raise ValueError(f"{text!r} ends before it starts")
    return first, last


def may_be_period(text: str) -> bool:
    """Return whether a text has one of the forms of periods, the days of which need not exist.

    Of any other text, `days_of_text` raises a ValueError, which takes many times as long.
    """
    return bool(_ANY_FORM.fullmatch(text.replace("\u00a0", " ")))


def year_of_number(year: int, year_starts: str = CALENDAR_YEAR) -> Days:
    """Return the days of a year: the one that ends in the calendar year of that number.

    >>> year_of_number(2021, "08-01")
    (datetime.date(2020, 8, 1), datetime.date(2021, 7, 31))
    """
    if year_starts == CALENDAR_YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    after = date.fromisoformat(f"{year:04}-{year_starts}")
    return after.replace(year=year - 1), after - timedelta(days=1)


def part_of_year(year: int, form: str, number: int) -> Days:
    """Return the days of a half-year, tertial or quarter. Raises ValueError if the year does not have that many."""
    count = PARTS_OF_A_YEAR[form]
    if not 1 <= number <= count:
        raise ValueError(f"a year does not have {number} periods of the form {form}")
    length = 12 // count
    return _days_of_months(year, number * length - length + 1, number * length)


def week_of_year(year: int, week: int) -> Days:
    """Return the days of an ISO week, Monday to Sunday. Raises ValueError if the year does not have that many."""
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(days=6)


def _shifted_year(text: str, year_starts: str) -> Days | None:
    """Return the days of a year that is written with two numbers (2020/21), or as a duration (2020-08-01/P1Y)."""
    if match := _DURATION.fullmatch(text):
        first = date.fromisoformat(match["first"])
        return first, first.replace(year=first.year + 1) - timedelta(days=1)
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    year, following = int(match["year"]), int(match["year"]) + 1
    if match["next"] not in (f"{following:04}", f"{following % 100:02}"):
        return None
    can_be_month = re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text)
    if year_starts == CALENDAR_YEAR:
        if can_be_month:
            return None
        two_years = f"{year:04}-01/{following:04}-12 for two calendar years"
        declared = 'year_starts = "08-01" or the like for the metric in metrics.toml'
        raise UnclearPeriodError(text, f"{two_years}, or {declared} if its years do not start in January")
    if can_be_month:
        raise UnclearPeriodError(
            text, f"{year:04}/{following % 100:02} for the year, {text.replace('-', 'M')} for the month"
        )
    return year_of_number(following, year_starts)


def _single(text: str) -> Days:
    """Return the days of a text that is not a range."""
    for pattern, days_of in _FORMS:
        if match := pattern.fullmatch(text):
            return days_of({name: part.lower() for name, part in match.groupdict().items()})
    raise ValueError(f"{text!r} is not a period such as {PERIOD_FORMS}")


def _year(parts: Mapping[str, str]) -> Days:
    return year_of_number(int(parts["year"]))


def _part(parts: Mapping[str, str]) -> Days:
    return part_of_year(int(parts["year"]), _PART_OF_WORD[parts["part"]], _ORDINALS[parts["number"]])


def _month(parts: Mapping[str, str]) -> Days:
    month = _MONTHS[parts["name"]] if "name" in parts else int(parts["month"])
    return _days_of_months(int(parts["year"]), month, month)


def _months(parts: Mapping[str, str]) -> Days:
    first, last = _MONTHS[parts["name"]], _MONTHS[parts["last"]]
    if last < first:
        raise ValueError(f"{parts['name']} is not before {parts['last']}")
    return _days_of_months(int(parts["year"]), first, last)


def _week(parts: Mapping[str, str]) -> Days:
    return week_of_year(int(parts["year"]), int(parts["week"]))


def _day(parts: Mapping[str, str]) -> Days:
    month = _MONTHS[parts["name"]] if "name" in parts else int(parts["month"])
    day = date(int(parts["year"]), month, int(parts["day"]))
    return day, day


def _days_of_months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


_FORMS: list[tuple[re.Pattern[str], Callable[[Mapping[str, str]], Days]]] = [
    (re.compile(pattern, re.IGNORECASE), days_of)
    for pattern, days_of in (
        (_YEAR, _year),
        (rf"{_YEAR}[ -]?(?P<part>[HSTQK]|KV)(?P<number>[1-4])", _part),
        (rf"(?P<part>[HTQK]|KV)(?P<number>[1-4]) {_YEAR}", _part),
        (rf"(?:the )?{_ORDINAL} ?(?P<part>{_PART_WORDS})\.?(?: of)? {_YEAR}", _part),
        (rf"{_YEAR}(?:-|-?M)(?P<month>0[1-9]|1[0-2])", _month),
        (rf"{_MONTH_NAME} {_YEAR}", _month),
        (rf"{_MONTH_NAME} ?[\u2013-] ?(?P<last>{_MONTH_NAMES})\.? {_YEAR}", _months),
        (rf"{_YEAR}[ -]?[WU](?P<week>[0-9]{{2}})", _week),
        (rf"(?:uke |veke |week |[WU])(?P<week>[0-9]{{1,2}})(?:,| of| i)? {_YEAR}", _week),
        (rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _day),
        (rf"(?P<day>[0-9]{{1,2}})\.? {_MONTH_NAME} {_YEAR}", _day),
    )
]

_SINGLE = "|".join(pattern.pattern for pattern, _ in _FORMS)
_ANY_FORM = re.compile(
    re.sub(r"\?P<\w+>", "?:", rf"(?:{_SINGLE})(?:/(?:{_SINGLE}))?|{_PAIR.pattern}|{_DURATION.pattern}"), re.IGNORECASE
)
