"""Numbers and sentences in a language: Babel formats numbers and dates, `wording.<language>.toml` holds the texts.

A sentence shows no more digits than its figures allow, and their hedge. The result is mostly a `Phrase`: plain text for
charts and text alternatives, and the same as HTML, in which every published number is a link to its source.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_month_names
from babel.numbers import format_decimal, get_decimal_symbol
from markupsafe import Markup, escape

from helsetrend.analysis import BridgedChange, Change, Reason
from helsetrend.public import public
from helsetrend.published import Figure, Source, known_languages, words_file
from helsetrend.report.presentation.grammar import begun, closed
from helsetrend.report.presentation.phrase import Phrase, join, linked_figure
from helsetrend.values import (
    Interval,
    Period,
    decimal,
    exact_scale,
    largest_scale,
    nearest,
    places,
    scale_of,
)

FINE_BELOW = 10
"""Changes below this many percent are shown with one decimal, larger ones in whole percent."""


@cache
def entries(language: str) -> Mapping[str, Any]:
    """Return the texts of a language, as in its file. Raises ValueError if there is no such language."""
    if language not in known_languages():
        raise ValueError(f"there is no language {language!r}; allowed: {', '.join(known_languages())}")
    return tomllib.loads(words_file(language).read_text(encoding="utf-8"))


@dataclass(frozen=True, repr=False)
class Words:
    """The texts of one language, and its formats of numbers and dates.

    `units` has the unit of each metric and service whose figures are said with it: "158.3 million kroner". Where not
    all years begin in January, `has_calendar_quarters` is false, and a quarter is called by its months.
    """

    language: str
    entries: Mapping[str, Any]
    locale: Locale
    units: Mapping[tuple[str, str], str] = field(default_factory=dict)
    has_calendar_quarters: bool = True

    def __repr__(self) -> str:
        return f"The words of {self.locale.english_name}"

    # --- from keys to phrases

    def say(self, key: str, /, **parts: object) -> Phrase:
        """Return the text under a key such as `heading.up`, its braces filled; headings and sentences get a capital.

        Raises KeyError if the language file has no such key, or a part that the text names is missing.
        """
        template: Any = self.entries
        for step in key.split("."):
            template = template[step]
        given = {name: Phrase.of(part if isinstance(part, Phrase) else str(part)) for name, part in parts.items()}
        rules = self.entries["language"]
        template = closed(template, given, rules["relatives"])
        filled = begun(template, given, rules["after_colon"])
        text = template.format(**{name: part.text for name, part in filled.items()})
        html = escape(template).format(**{name: part.html for name, part in filled.items()})
        phrase = Phrase(self._on_days(text), Markup(self._on_days(html)))
        return phrase.capitalised() if key.startswith(("sentence.", "heading.")) else phrase

    def _on_days(self, text: str) -> str:
        """Return a text with "on 31 December 2023" for "in 31 December 2023", as its template has it for a year."""
        return self._in_a_day.sub(lambda match: self._same_case(match[0]), text)

    def _same_case(self, word: str) -> str:
        on_day = str(entries(self.language)["language"]["before_day"])
        return on_day.capitalize() if word[0].isupper() else on_day

    @cached_property
    def _in_a_day(self) -> re.Pattern[str]:
        """The preposition of a year before a day."""
        months = "|".join(map(re.escape, get_month_names(locale=self.locale).values()))
        word = re.escape(entries(self.language)["language"]["before_year"])
        return re.compile(rf"\b{word}\b(?=\s\d{{1,2}}\.?\s(?:{months})\s\d{{4}})", re.IGNORECASE)

    def say_many(self, key: str, count: int, /, **parts: object) -> Phrase:
        """Return the text under a key in the plural form of `count`, which fills {count} and, in words, {number}.

        Raises as `say` does.
        """
        counted = {"count": count, "number": self.numeral(count)}
        return self.say(f"{key}.{self.locale.plural_form(count)}", **{**counted, **parts})

    def numeral(self, count: int) -> str:
        """Return a count as a word up to twelve, and in digits beyond."""
        if str(count) in self.entries["numeral"]:
            return self.say(f"numeral.{count}").text
        return self.number(Fraction(count), Fraction(1))

    def listed(self, items: Iterable[str | Phrase]) -> Phrase:
        """Return the items with commas, and the word "and" before the last."""
        *firsts, last = [Phrase.of(item) for item in items]
        if not firsts:
            return last
        return self.say("span.list_end", first=join(", ", firsts), last=last)

    def after_commas(self, items: Iterable[Phrase]) -> Phrase:
        """Return the items with commas between them."""
        return join(", ", items)

    def listed_periods(self, periods: Iterable[Period]) -> Phrase:
        """Return periods with commas and the word "and"; three or more in a row as a range.

        In a row are years, and the same month of one year after the other: desember 2016\u20132018.
        """
        runs: list[list[Period]] = []
        for period in periods:
            is_next = runs and period.form in ("year", "month") and runs[-1][-1].shifted(1) == period
            if is_next:
                runs[-1].append(period)
            else:
                runs.append([period])
        named = ([self._run(run[0], run[-1])] if len(run) > 2 else map(self.period, run) for run in runs)
        return self.listed(name for names in named for name in names)

    def _run(self, first: Period, last: Period) -> str:
        """Return years, or the same month of one year after the other, from the first to the last."""
        return self.years(first, last) if first.form == "year" else f"{self.period(first)}\u2013{last.year}"

    def separated(self, items: Iterable[Phrase]) -> Phrase:
        """Return the items with semicolons, for items with commas in them."""
        return join("; ", items)

    def joined(self, sentences: Iterable[Phrase]) -> Phrase:
        """Return the sentences one after the other."""
        return join(" ", sentences)

    def language_name(self, code: str) -> str:
        """Return what this language calls a language; the name that Babel has where its file has none."""
        if code in self.entries["language"]["names"]:
            return self.say(f"language.names.{code}").text
        return str(self.locale.languages.get(code, code))

    @property
    def tag(self) -> str:
        """The language as documents name it, with the country of its locale if it has one: nb, en-GB."""
        return str(self.locale).replace("_", "-")

    # --- numbers

    def number(self, value: Fraction, rounding: Fraction, *, scale: int = 1) -> str:
        """Return a value in digits, divided by `scale`, with as many decimals as the rounding allows."""
        pattern = "#,##0" + ("." + "0" * count if (count := places(rounding / scale)) else "")
        number = str(format_decimal(decimal(value / scale, rounding / scale), format=pattern, locale=self.locale))
        return number.replace("-", "\u2212")

    def scaled(self, value: Fraction, rounding: Fraction) -> str:
        """Return a value with its scale as a word: "37,2 millioner", or in full (see `scale_of`)."""
        return self._in_scale(value, rounding, scale_of(value, rounding))

    def exactly(self, value: Fraction) -> str:
        """Return a number that is known to its last digit: "25,55 millioner"."""
        scale, step = exact_scale(value)
        return self._in_scale(value, step, scale)

    def _in_scale(self, value: Fraction, rounding: Fraction, scale: int) -> str:
        number = self.number(value, rounding, scale=scale)
        if scale == 1:
            return number
        plural = self.locale.plural_form(decimal(value / scale, rounding / scale))
        formats = self.locale.compact_decimal_formats["long"]
        return str(formats[plural][str(scale)].pattern).replace("0", number)

    def figure(self, figure: Figure) -> Phrase:
        """Return a figure in words, as in `unmarked_figure`, with a mark if it is second-hand or provisional."""
        phrase = self.unmarked_figure(figure)
        marks = {"second_hand": figure.is_second_hand, "provisional": "provisional" in figure.statuses}
        for mark, is_borne in marks.items():
            phrase = self.say(f"span.{mark}", figure=phrase) if is_borne else phrase
        return phrase

    def unmarked_figure(self, figure: Figure) -> Phrase:
        """Return a figure in words: hedge, digits, scale, and the unit where it is said.

        A sum is shown as its bounds if it is known too coarsely for its scale ("about 20 million", plus or minus ten),
        or if "about" says less than it can be.
        """
        if figure.parts and (
            figure.rounding > largest_scale(figure.value)
            or not figure.interval.within(Interval.of_print(figure.value, rounding=figure.rounding, hedge=figure.hedge))
        ):
            return Phrase.of(self._with_unit(figure, self.quantity(figure.interval, figure.unit)))
        if figure.hedge == "between" or "suppressed" in figure.statuses:
            return linked_figure(figure, self._with_unit(figure, self.quantity(figure.interval, figure.unit)))
        number = self.hedged(figure, self.scaled(figure.value, figure.rounding))
        percent = str(self.say("span.percent", number=number)) if figure.unit == "percent" else number
        return linked_figure(figure, self._with_unit(figure, percent))

    def _with_unit(self, figure: Figure, number: str) -> str:
        unit = self.units.get((figure.metric, figure.service))
        return self.say("span.unit", number=number, unit=unit).text if unit else number

    def bare(self, figure: Figure, scale: int) -> Phrase:
        """Return a figure without scale and unit, for a table with these in its header."""
        if figure.hedge == "between" or "suppressed" in figure.statuses:
            return linked_figure(figure, self.bounds(figure.interval, figure.rounding, scale=scale))
        return linked_figure(figure, self.hedged(figure, self.number(figure.value, figure.rounding, scale=scale)))

    @property
    def decimal_mark(self) -> str:
        """The sign before the decimals of a number."""
        return str(get_decimal_symbol(self.locale))

    def hedged(self, figure: Figure, number: str) -> str:
        """Return a number with the hedge of the figure."""
        return self.say(f"hedge.{figure.hedge}", number=number).text

    def bounds(self, interval: Interval, rounding: Fraction, *, scale: int = 1) -> str:
        """Return an interval in digits, rounded outwards so that nothing within the bounds is left out."""
        ends = [self.number(end, rounding, scale=scale) for end in _rounded_outward(interval, rounding)]
        return ends[0] if ends[0] == ends[1] else self.say("span.range", low=ends[0], high=ends[1]).text

    # --- changes

    def size(self, change: Change | BridgedChange, *, is_short: bool = False) -> str:
        """Return the size of a change without its direction, as in `percentage`."""
        return self.percentage(self._size(change), change.unit, is_short=is_short)

    def is_range(self, change: Change | BridgedChange) -> bool:
        """Return whether the size of a change is a range, and not one number."""
        return len(_rounded_ends(self._size(change), _fineness(self._size(change)))) > 1

    @staticmethod
    def _size(change: Change | BridgedChange) -> Interval:
        return change.interval.scaled(-1) if change.direction == "down" else change.interval

    def directed(self, change: Change | BridgedChange) -> str:
        """Return a change with its direction, as a noun: "en økning på mellom 80 og 85 prosent"."""
        return self.say(f"direction.{change.direction}", change=self.size(change)).text

    def percentage(self, interval: Interval, unit: str, *, is_fine: bool = False, is_short: bool = False) -> str:
        """Return an interval in percent or percentage points: one number if both bounds round to it, else both.

        Two are said as "mellom 93 og 98 prosent", or as "93–98 prosent" if `is_short`.
        """
        rounding = Fraction(1, 10) if is_fine else _fineness(interval)
        rounded, name = _rounded_ends(interval, rounding), "percent" if unit == "percent" else "points"
        if len(rounded) == 1:
            value = rounded.pop()
            key = "span.percent" if name == "percent" else f"span.points.{self._plural(value, rounding)}"
            return self.say(key, number=self.number(value, rounding)).text
        low, high = (self.number(end, rounding) for end in _rounded_outward(interval, rounding))
        if not is_short:
            return self.say(f"span.{name}_range", low=low, high=high).text
        key = "span.percent" if name == "percent" else "span.points.other"
        return self.say(key, number=self.say("span.dash", low=low, high=high)).text

    def bare_percentage(self, interval: Interval) -> str:
        """Return the digits of a percentage alone: "93–98", and "−5,7 til −4,1", where a dash would be one too many."""
        rounding = _fineness(interval)
        rounded = _rounded_ends(interval, rounding)
        ends = rounded if len(rounded) == 1 else _rounded_outward(interval, rounding)
        numbers = [self.number(end, rounding) for end in ends]
        key = "span.range" if min(ends) < 0 else "span.dash"
        return numbers[0] if len(numbers) == 1 else self.say(key, low=numbers[0], high=numbers[1]).text

    def _plural(self, value: Fraction, rounding: Fraction) -> str:
        return str(self.locale.plural_form(decimal(value, rounding)))

    def quantity(self, interval: Interval, unit: str) -> str:
        """Return an interval in a unit, "93 to 98 percent", "1.9 to 2 times"; counts are in digits with their scale."""
        if unit in ("percent", "points"):
            return self.percentage(interval, unit, is_fine=interval.width > 0)
        if unit == "times" and not interval.width:
            return self.say("span.times", number=self.exactly(interval.low)).text
        if unit == "times":
            step = Fraction(1, 100) if interval.high < 10 else Fraction(1, 10) if interval.high < 100 else Fraction(1)
            return self.say("span.times", number=self.bounds(interval, step)).text
        ends = list(dict.fromkeys(self.exactly(end) for end in (interval.low, interval.high)))
        return ends[0] if len(ends) == 1 else self.say("span.range", low=ends[0], high=ends[1]).text

    # --- times

    def period(self, period: Period) -> str:
        """Return a period in words: 2021, 4. kvartal 2016, uke 12 2020, mai–desember 2022, 1. oktober 2016.

        A year that starts on another day than 1 January is called by the two years that it is in: 2020/21.
        """
        first, last = period.first, period.last
        if period.form == "year":
            return period.name
        if period.form == "day":
            return self.day(first)
        if period.form == "month" or (period.form == "quarter" and self.has_calendar_quarters):
            skeleton = {"quarter": "yQQQQ", "month": "yMMMM"}[period.form]
            return str(format_skeleton(skeleton, first, locale=self.locale))
        if period.form == "half_year" and self.has_calendar_quarters:
            return self.say(f"period.half_year.{period.number}", year=period.year).text
        if period.is_of_weeks:
            return self._weeks(period)
        if period == Period(date(first.year, 1, 1), date(last.year, 12, 31)):
            return f"{first.year}\u2013{last.year}"
        skeleton = "yMMMM" if period.is_of_months else "yMMMMd"
        return str(format_interval(first, last, skeleton, locale=self.locale))

    def _weeks(self, period: Period) -> str:
        """Return weeks in words: uke 12 2020, uke 12–15 2020, uke 52 2020–uke 1 2021."""
        first, last = period.first.isocalendar(), period.last.isocalendar()
        if first.week != last.week and first.year == last.year:
            return self.say("period.weeks", first=first.week, last=last.week, year=first.year).text
        ends = (self.say("period.week", week=end.week, year=end.year).text for end in (first, last))
        return "\u2013".join(dict.fromkeys(ends))

    def years(self, first: Period, last: Period) -> str:
        """Return the years from the first to the last: 2019–2021, 2018/19–2020/21."""
        return "\u2013".join(dict.fromkeys(map(self.period, (first, last))))

    def short_period(self, period: Period) -> str:
        """Return a period for the axis of a chart: 2021, des. 2021, jan.–juni 2024, uke 12 2020."""
        if period.form == "year" or period.is_of_weeks:
            return self.period(period)
        skeleton = "yMMM" if period.is_of_months else "yMMMd"
        if period.form in ("month", "day"):
            return str(format_skeleton(skeleton, period.first, locale=self.locale))
        return str(format_interval(period.first, period.last, skeleton, locale=self.locale))

    def day(self, day: date) -> str:
        """Return a day in words: 31. mai 2022."""
        return str(format_date(day, "long", locale=self.locale))

    def when(self, period: Period) -> str:
        """Return a time as an adverb: "i mai 2022", "9. februar 2024", "in the 4th quarter of 2016"."""
        if period.form == "quarter":
            quarter = format_date(period.first, "QQQQ", locale=self.locale)
            return self.say("when.quarter", quarter=quarter, year=period.year).text
        key = "when.day" if period.form == "day" else "when.span"
        return self.say(key, date=self.period(period)).text

    def when_changed(self, change: Change) -> str:
        """Return when a change took place: in a year, or from one month to the same month of the next year."""
        if change.new.period.form == "year":
            return self.when(change.new.period)
        old, new = self.period(change.old.period), self.period(change.new.period)
        return self.say("when.change", old=old, new=new).text

    def published(self, source: Source) -> str:
        """Return when a source was published, as far as it is known, and whether the date was stated or inferred."""
        return self.say("date.stated" if source.is_stated else "date.inferred", date=self.period(source.published)).text

    # --- reasons

    def reason(self, reason: Reason) -> str:
        """Return why there is no figure or no comparison, as a clause."""
        return self.say(f"reason.{reason.code}", **self.facts(reason)).text

    def facts(self, reason: Reason) -> dict[str, str]:
        """Return the facts of a reason in words, by name; a period is also there as an adverb, after `when_`."""
        facts = {name: self._fact(fact) for name, fact in reason.facts.items()}
        whens = {f"when_{name}": self.when(fact) for name, fact in reason.facts.items() if isinstance(fact, Period)}
        return facts | whens

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Return all the reasons, each once, as one clause; periods without a published figure are named together."""
        reasons = list(reasons)
        periods = dict.fromkeys(reason.facts["period"] for reason in reasons if reason.code == "not_published")
        if len(periods) < 2:
            return "; ".join(dict.fromkeys(self.reason(reason) for reason in reasons))
        listed = self.listed_periods(periods)
        others = (self.reason(reason) for reason in reasons if reason.code != "not_published")
        return "; ".join(dict.fromkeys([self.say("reason.none_published", periods=listed).text, *others]))

    def _fact(self, fact: Any) -> str:
        if isinstance(fact, Period):
            return self.period(fact)
        if isinstance(fact, tuple):
            return self.listed(self.period(period) for period in fact).text
        if isinstance(fact, int | str):
            return str(fact)
        return self.day(fact) if isinstance(fact, date) else str(fact[self.language])


@public
@cache
def words(language: str) -> Words:
    """Return the words of `language`, such as nb, nn, en. Raises ValueError if there is no such language."""
    texts = entries(language)
    return Words(language, texts, Locale.parse(texts["language"]["locale"]))


def _rounded_outward(interval: Interval, rounding: Fraction) -> tuple[Fraction, Fraction]:
    return floor(interval.low / rounding) * rounding, ceil(interval.high / rounding) * rounding


def _rounded_ends(interval: Interval, rounding: Fraction) -> set[Fraction]:
    return {nearest(bound, rounding) for bound in (interval.low, interval.high)}


def _fineness(interval: Interval) -> Fraction:
    """Return what the last digit of a change is worth: at most three digits, one decimal for small changes.

    Just below a hundred percent there are as many decimals as it takes not to round it to a hundred.
    """
    high = max(abs(interval.low), abs(interval.high))
    if high < FINE_BELOW:
        is_whole = interval.low.denominator == interval.high.denominator == 1
        return Fraction(1) if is_whole else Fraction(1, 10)
    if 99 < high < 100:
        return next(step for step in (Fraction(1, 10**count) for count in range(1, 9)) if nearest(high, step) < 100)
    return Fraction(10 ** max(0, len(str(int(high))) - 3))
