"""Which period a mention means, and which of the periods of a sentence belongs to a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from helsetrend.proofreading.text import Mention, Number, Sentence
from helsetrend.proofreading.vocabulary import NUMBER_OF_WORD, caseless
from helsetrend.values import Period


@dataclass
class Clock:
    """What a text has spoken of so far.

    `today` is the day of the draft, `main` the period that it is about, the `focus` that of the sentence before; `last`
    is the one named last, `carried` the focus of the item before in a list, `latest` the latest of the whole text.
    `peak` is the year with the highest figure, `named_peak` the one that the text calls so; `dated` is the year of the
    date in the sentence before.
    """

    today: date
    main: Period | None = None
    focus: Period | None = None
    last: Period | None = None
    latest: Period | None = None
    peak: int | None = None
    named_peak: int | None = None
    carried: Period | None = None
    dated: Period | None = None

    def period_of(self, mention: Mention, before: Period | None) -> Period | None:
        """Return the period that a mention means; `before` is the one before it in its sentence."""
        if mention.is_named and mention.is_same_part:
            anchor = before or self.focus or self.main
            return anchor.shifted(mention.years[0] - anchor.year) if anchor else Period.of_year(mention.years[0])
        if mention.is_named:
            return mention.of_years(mention.years[0], mention.years[-1])
        if mention.anchor == "today":
            year = self.today.year + mention.shift
            return mention.of_years(year, year)
        if mention.anchor == "peak":
            year_of_peak = self.named_peak or self.peak
            return Period.of_year(year_of_peak) if year_of_peak else None
        if mention.anchor == "latest":
            end = self.main or self.latest
            return (
                Period(Period.of_year(end.year + mention.shift + 1).first, Period.of_year(end.year).last)
                if end
                else None
            )
        base = self.focus or self.main
        if mention.months:
            spoken = before or self.carried or base
            if mention.anchor == "focus":
                year = spoken.year if spoken else self.today.year - (self.today.month <= mention.months[1])
            else:
                anchor = before or base
                year = (anchor.year if anchor else self.today.year) + mention.shift
            return mention.of_years(year, year)
        if mention.whole:
            part = before or self.last or base
            return whole_of(part, mention.whole) if part else None
        if mention.is_part_before:
            anchor = before or base
            return part_before(anchor) if anchor and anchor.form in PARTS_OF_YEAR else None
        if mention.shift == 0:
            return before or self.dated or self.last or base
        anchor = before or (self.dated if mention.shift > 0 else None) or self.carried or base
        if anchor is None:
            return None
        if mention.is_same_part or anchor.form == "year" or mention.shift == -1:
            return anchor.shifted(mention.shift)
        return Period.of_year(anchor.year + mention.shift)


_BREAK = caseless(r"[,;:]|\b(?:og|and|men|but|mot|against|mens|while|whereas|etter|after|before)\b")
_RELATIVE = caseless(r"\b(?:da|då|when|where|hvor|der|med|with|which|had|hadde|var|was)\b")
FROM = caseless(r"\b(?:fra|frå|from)\s$")
_TO = caseless(r"\b(?:til|to|via|by way of)\s$")
_AGAINST = caseless(
    r"\b(?:mot|against|opp fra|ned fra|up from|down from|compared with|sammenlignet med|samanlikna med|versus)\s$"
)


PARTS_OF_YEAR = {"half_year": 6, "tertial": 4, "quarter": 3, "month": 1}
"""The parts of a year and their months."""


def part_before(period: Period) -> Period:
    """Return the half-year, tertial, quarter or month that ends before one begins."""
    month = period.first.month - PARTS_OF_YEAR[period.form]
    year = period.first.year - (month < 1)
    first = (month - 1) % 12 + 1
    start, end = (Period.of_year(year, str(at)) for at in (first, first + PARTS_OF_YEAR[period.form] - 1))
    return Period(start.first, end.last)


def whole_of(part: Period, form: str) -> Period:
    """Return the half-year or the year in which a part of a year lies; a year is its own."""
    if form == "year" or part.form == "year":
        return Period.of_year(part.year)
    first = 1 if part.first.month <= 6 else 7
    start, end = (Period.of_year(part.year, str(month)) for month in (first, first + 5))
    return Period(start.first, end.last)


def fill(parts: Sequence[Period], whole: Period) -> bool:
    """Return whether some periods, in their order, follow each other from the first day of another to its last."""
    is_whole = parts[0].first == whole.first and parts[-1].last == whole.last
    return is_whole and all(second.follows(first) for first, second in pairwise(parts))


def years_of_span(period: Period, mention: Mention) -> tuple[int, int]:
    """Return the first and the last year of a span that is named, or said as "the last four years"."""
    return (mention.years[0], mention.years[-1]) if mention.years else (period.first.year, period.last.year)


_YEARS_LONG = caseless(
    r"\b(?:på|over|in|i løpet av|within|siste|last|past)\s(?:de\s|dei\s|the\s|bare\s|berre\s|"
    r"only\s|just\s)?(?:siste\s|last\s)?(\w+)\s(?:år|years)\b"
)


_OF_YEARS = caseless(r"\s(?:år|åra|årene|månedene|månadene|years|months|kvartalene|quarters)\b")
"""What follows a number that only counts years or their parts."""


def is_from(sentence: Sentence, number: Number) -> bool:
    """Return whether a number is the start of a way from one to another."""
    return FROM.search(sentence.text[: number.start]) is not None


def is_to(sentence: Sentence, number: Number) -> bool:
    """Return whether a number is the end of a way from one to another."""
    return _TO.search(sentence.text[: number.start]) is not None


def is_against(sentence: Sentence, number: Number) -> bool:
    """Return whether a number is what another one is set against."""
    return _AGAINST.search(sentence.text[: number.start]) is not None


def years_long(sentence: Sentence, start: int = 0, end: int | None = None) -> int | None:
    """Return over how many years a sentence, or a part of it, looks ("på fire år"), or None."""
    found = _YEARS_LONG.search(sentence.text, start, len(sentence.text) if end is None else end)
    return _count(found[1]) if found else None


_YEARS_TOGETHER = caseless(r"\b(?:de|dei|the|disse|desse|these)\s(\w+)\s(?:årene|åra|years)\b")


def years_together(sentence: Sentence) -> int | None:
    """Return how many years a sentence adds up ("the two years together"), or None."""
    found = _YEARS_TOGETHER.search(sentence.text)
    return _count(found[1]) if found else None


def _count(word: str) -> int | None:
    lower = word.lower()
    return int(lower) if lower.isdigit() else NUMBER_OF_WORD.get(lower)


def years_later(sentence: Sentence) -> int | None:
    """Return how many years after the period spoken of before a sentence is ("to år senere"), or None."""
    shifts = [mention.shift for mention in sentence.periods if mention.anchor == "last" and mention.shift > 0]
    return shifts[0] if len(shifts) == 1 else None


def years_long_beside(sentence: Sentence, place: int) -> int | None:
    """Return over how many years a number's own part of its sentence looks, or None."""
    numbers = [other for other in sentence.numbers if not _OF_YEARS.match(sentence.text, other.end)]
    start = max((other.end for other in numbers if other.end <= sentence.numbers[place].start), default=0)
    end = min((other.start for other in numbers if other.start >= sentence.numbers[place].end), default=None)
    return years_long(sentence, start, end)


def after(sentence: Sentence, place: int) -> int | None:
    """Return which period of a sentence stands right after a number and belongs to it, or None."""
    number = sentence.numbers[place]
    following = (other for other in sentence.numbers[place + 1 :] if not _OF_YEARS.match(sentence.text, other.end))
    end = next((other.start for other in following), len(sentence.text))
    for index, mention in enumerate(sentence.periods):
        if mention.start < number.end:
            continue
        if mention.start >= end:
            return None
        between = sentence.text[number.end : mention.start]
        is_bracketed = re.fullmatch(r"\s?[\w\s]{0,60}\((?:i|in)?\s?", between) is not None
        if re.match(r"\s?:", sentence.text[mention.end :]):
            return None
        is_apposed = re.fullmatch(r"[^,;:.()]{0,20},\s(?:for|i|in)\s", between) is not None
        is_apposed = is_apposed and not _has_own_before(sentence, place)
        if _BREAK.search(between) and not is_bracketed and not is_apposed:
            return None
        return index if len(between.split()) <= 9 and mention.role in ("at", "span") else None
    return None


def _has_own_before(sentence: Sentence, place: int) -> bool:
    """Return whether a period stands between a number and the one before it: "I 2020 var det 72,9 millioner"."""
    start = sentence.numbers[place - 1].end if place else 0
    return any(
        start <= mention.start < sentence.numbers[place].start and mention.role == "at" for mention in sentence.periods
    )


def before(sentence: Sentence, place: int) -> int | None:
    """Return the last period of a sentence before a number that can be its own, or None."""
    number = sentence.numbers[place]
    for index in range(len(sentence.periods) - 1, -1, -1):
        mention = sentence.periods[index]
        if mention.end > number.start:
            continue
        between = sentence.text[mention.end : number.start]
        has_number = any(mention.end <= other.start < number.start for other in sentence.numbers)
        is_bracketed = re.fullmatch(r"\s?\(\s?", between) is not None
        if (
            is_bracketed
            or mention.role in ("at", "span")
            or (_RELATIVE.search(between) and "," in between and not has_number)
        ):
            return index
    return None


def is_of_another(sentence: Sentence, place: int, index: int) -> bool:
    """Return whether a period before a number belongs to one before it: "610 400 in 2022 via 588 317"."""
    mention = sentence.periods[index]
    others = [number for number in sentence.numbers[:place] if number.end <= mention.start]
    if not others or mention.start > sentence.numbers[place].start:
        return False
    between = sentence.text[others[-1].end : mention.start]
    return len(between.split()) <= 3 and not re.search(r"[,;:.]|\b(?:og|and)\b", between)
