"""What a text has spoken of so far: its period, the series of the sentence before, the heading above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helsetrend.analysis import Vintage
from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.statements import CHANGES, NoFigure, Spot, Statement
from helsetrend.proofreading.resolving.times import Clock
from helsetrend.proofreading.resolving.topics import named_series
from helsetrend.proofreading.text import Mention, Sentence, Series, Vocabulary, caseless
from helsetrend.published import Catalogue
from helsetrend.values import Period

_OF_PEAK = caseless(r"(?:[\s,(:\u2013-]|\b(?:i|in|var|er|was|is|of|fra|frå|from|året|year|the)\b){1,12}")
"""What stands between a word such as "the peak" and its year."""


MOST_TO_YEAR = 12
"""So far at most stands a part of a year before a year that is its own by "of": "the first quarter of 2024"."""


@dataclass
class Reading:
    """What was read of a document: its statements and the other numbers, each in the order of the text."""

    statements: list[Statement] = field(default_factory=list)
    others: list[NoFigure] = field(default_factory=list)


@dataclass
class Discourse:
    """What is known while a document is read, and what was read of it (`out`).

    `context` is the series that was spoken of last, `heading` holds the keys of the words in the heading above, its
    `heading_text`, and `section` is the year that it names. `recent` are the last statements, `changed_before` is
    whether the sentence before said more (1) or less (-1).
    `mean_before` is whether it gave a mean. `spoken`
    are the sentences that were read, each with its periods. `introduced` is the service that a sentence without numbers
    spoke of, and its paragraph.
    """

    vocabulary: Vocabulary
    vintage: Vintage | None
    clock: Clock
    sentences: Sequence[Sentence]
    out: Reading = field(default_factory=Reading)
    context: Series | None = None
    heading: frozenset[str] = frozenset()
    section: Period | None = None
    recent: list[Statement] = field(default_factory=list)
    mean_before: bool = False
    changed_before: int = 0
    heading_text: str = ""
    before_list: Period | None = None
    spoken: list[tuple[Sentence, tuple[Period, ...]]] = field(default_factory=list)
    introduced: tuple[int, Series] | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The description of each metric."""
        return self.vocabulary.catalogue

    def last_in(self, sentence: Sentence) -> Statement | None:
        """Return the last statement before a sentence, where it stands in its paragraph."""
        last = self.recent[-1] if self.recent else None
        return last if last and last.sentence.paragraph == sentence.paragraph else None

    def last_before(self, spot: Spot) -> Statement | None:
        """Return the last statement of its paragraph before a number."""
        return spot.last or self.last_in(spot.sentence)


def prepare(known: Discourse) -> None:
    """Find the period that the text is about: the first one that it speaks of and compares with no other."""
    first: Period | None = None
    fallback: Period | None = None
    years: list[Period] = []
    opening = next((sentence.paragraph for sentence in known.sentences if sentence.block.kind == "paragraph"), None)
    for sentence in known.sentences:
        for mention in sentence.periods:
            if mention.role == "span" and mention.years and sentence.block.kind == "heading":
                fallback = fallback or Period.of_year(mention.years[-1])
            if (
                mention.anchor not in ("", "today")
                or mention.role == "span"
                or mention.shift < -1
                or (mention.months and not mention.is_named)
            ):
                if (
                    first is None
                    and (fallback is None or sentence.paragraph == opening)
                    and mention.months
                    and mention.anchor == "focus"
                    and sentence.block.kind == "paragraph"
                ):
                    today = known.clock.today
                    ended = fallback.year if fallback else today.year - (today.month <= mention.months[1])
                    first = mention.of_years(ended, ended)
                continue
            period = known.clock.period_of(mention, None)
            if period is None or period.first > known.clock.today or is_month_without_figure(known, period):
                continue
            years.append(period)
            if mention.role != "at" or sentence.block.cell or is_in_brackets(sentence.text, mention.start):
                continue
            if sentence.block.kind == "heading":
                fallback = fallback or period
            elif first is None and sentence.block.kind != "item":
                first = period
    if first and first.form == "month" and sum(year.form == "year" for year in years) > len(years) / 2:
        first = Period.of_year(first.year)
    last_year = Period.of_year(known.clock.today.year - 1)
    if (
        first
        and first.last < last_year.first
        and any(
            mention.anchor == "today" and mention.shift == -1 and not mention.months and mention.role == "at"
            for sentence in known.sentences
            for mention in sentence.periods
        )
    ):
        first = last_year
    is_later = first and fallback and fallback.last > first.last and fallback.form == first.form
    title = known.sentences[0] if known.sentences and known.sentences[0].block.kind == "heading" else None
    of_title = [mention for mention in title.periods if mention.is_named and mention.months] if title else []
    if is_later or (fallback and of_title):
        first = fallback
    known.clock.main = first or fallback or Period.of_year(known.clock.today.year - 1)
    known.clock.latest = max((year for year in years), key=lambda period: period.last, default=known.clock.main)
    known.clock.peak = peak_of(known)
    for sentence in known.sentences:
        peak = next((mention for mention in sentence.periods if mention.anchor == "peak"), None)
        year = next(
            (
                mention
                for mention in sentence.periods
                if mention.is_named
                and peak
                and mention.role in ("at", peak.role)
                and _OF_PEAK.fullmatch(sentence.text, peak.end, mention.start)
            ),
            None,
        )
        if year and known.clock.named_peak is None:
            known.clock.named_peak = year.years[0]


def is_month_without_figure(known: Discourse, period: Period) -> bool:
    """Return whether a period is a month that no series has a figure for, as the month in which a text is written."""
    if period.form != "month" or known.vintage is None:
        return False
    return not any(has_figure(known, series, period) for series in known.vocabulary.all_series)


def is_in_brackets(text: str, place: int) -> bool:
    """Return whether a place of a text stands in brackets."""
    return text.rfind("(", 0, place) > text.rfind(")", 0, place)


def peak_of(known: Discourse) -> int | None:
    """Return the year with the highest figure of the main series."""
    if known.vintage is None:
        return None
    main = known.vocabulary.main
    figures = [figure for figure in known.vintage.figures(main.metric, main.service) if figure.period.form == "year"]
    best = max(figures, key=lambda figure: figure.value, default=None)
    return best.period.year if best else None


def enter_block(known: Discourse, sentence: Sentence) -> None:
    """Begin a block: a heading sets what its section is about; a paragraph goes back to the period of the text."""
    if sentence.block.kind == "heading":
        named = [
            mention for mention in sentence.periods if mention.is_named and mention.role == "at" and not mention.months
        ]
        known.section = known.clock.period_of(named[0], None) if len(named) == 1 and sentence.paragraph else None
        known.heading = frozenset(cue.key for cue in sentence.cues)
        known.heading_text = sentence.text
        if sentence.paragraph and sentence.cues:
            known.context = None
    if sentence.block.kind != "item":
        known.clock.focus = known.section or known.clock.main
        known.before_list = None
    elif known.before_list is None:
        known.before_list = known.clock.focus
    elif sentence.cues or sentence.periods:
        known.clock.carried = known.clock.focus
        known.clock.focus = known.before_list


def periods_of(known: Discourse, sentence: Sentence) -> list[Period | None]:
    """Return the period that each mention of a sentence means; None where that is open."""
    found: list[Period | None] = []
    before: Period | None = None
    compared: Mention | None = None
    for mention in sentence.periods:
        is_part = mention.months is not None and mention.anchor == "focus"
        period = known.clock.period_of(mention, None if is_part and compared else before)
        found.append(period)
        if period and not (mention.role == "from" and mention.anchor == "last"):
            before = Period.of_year(period.year) if mention.role == "span" else period
            is_base = mention.is_same_part or (mention.role == "from" and not mention.months)
            compared = mention if is_base and mention.is_named else compared if is_part else None
    for index, mention in enumerate(sentence.periods):
        if mention.is_this_year and _TO_DATE.match(sentence.text, mention.start):
            this = Period.of_year(known.clock.today.year)
            parts = (part for part in found if part and part != this and part.first == this.first)
            found[index] = next(parts, year_to_date(known)) or found[index]
    if sentence.block.kind == "heading":
        found = [dated_below(known, mention) or period for mention, period in zip(sentence.periods, found, strict=True)]
    for index, mention in enumerate(sentence.periods[:-1]):
        year = sentence.periods[index + 1]
        is_part = mention.months is not None and not mention.is_named and mention.anchor == "focus"
        is_year = year.is_named and not year.months and not year.is_same_part and year.role == "at"
        if mention.months and is_part and year.is_named and year.months and year.role == "to":
            part = mention.of_years(year.years[0], year.years[0])
            found[index] = part if mention.months < year.months else part.shifted(-1)
        is_own = (
            re.search(r"\b(?:for|av|of)\s$", sentence.text[: year.start]) is None
            or year.start - mention.end < MOST_TO_YEAR
        )
        if (
            is_part
            and is_year
            and is_own
            and not any(mention.end <= number.start < year.start for number in sentence.numbers)
        ):
            found[index] = found[index + 1] = mention.of_years(year.years[0], year.years[-1])
    return found


_TO_DATE = caseless(r"så langt|hittil|so far")


def dated_below(known: Discourse, mention: Mention) -> Period | None:
    """Return the part of a year that a heading leaves without its year, as the text first gives it one; else None."""
    if mention.months is None or mention.is_named or mention.anchor != "focus":
        return None
    dated = (
        known.clock.period_of(other, None)
        for sentence in known.sentences
        for other in sentence.periods
        if other.months == mention.months and (other.is_named or other.anchor == "today")
    )
    return next(dated, None)


def year_to_date(known: Discourse) -> Period | None:
    """Return the part of this year that figures are known for, from its first day to the last of a month or quarter."""
    if known.vintage is None:
        return None
    this = Period.of_year(known.clock.today.year)
    parts = [
        figure.period
        for series in known.vocabulary.all_series
        for figure in known.vintage.figures(series.metric, series.service)
        if figure.period.within(this) and figure.period.form in ("month", "quarter", "half_year", "tertial")
    ]
    return Period(this.first, max(part.last for part in parts)) if parts else None


def remember_sentence(
    known: Discourse, sentence: Sentence, periods: Sequence[Period | None], statements: Sequence[Statement]
) -> None:
    """Keep what a sentence spoke of, for those after it."""
    known.clock.carried = None
    known.clock.dated = None if statements else dated_in(sentence)
    bases = [
        mention
        for index, mention in enumerate(sentence.periods)
        if any(_is_base(sentence, statement, index) for statement in statements)
    ]
    main = [
        period
        for mention, period in zip(sentence.periods, periods, strict=True)
        if period
        and mention.role == "at"
        and mention not in bases
        and not (sentence.block.kind == "item" and is_in_brackets(sentence.text, mention.start))
        and not sentence.text[: mention.start].endswith("(")
        and (mention.is_named or mention.anchor == "today" or mention.months or mention.is_again or mention.shift > 0)
    ]
    earlier = [
        statement.period
        for statement in statements
        if statement.period and statement.is_sure_of_period and statement.kind in ("level", "monthly_mean")
    ]
    if main:
        first = earlier[0] if earlier and earlier[0] in main else main[0]
        changed = [statement.period for statement in statements if statement.kind in CHANGES and statement.period]
        reached = [
            statement.period for statement in statements if times.is_to(sentence, statement.number) and statement.period
        ]
        whole = known.clock.focus
        entire = [period for mention, period in zip(sentence.periods, periods, strict=True) if mention.whole and period]
        known.clock.focus = entire[-1] if entire else max([*changed, *reached, first], key=lambda period: period.last)
        parts = [statement.period for statement in statements if statement.kind == "level" and statement.period]
        if whole and len(parts) > 1 and times.fill(parts, whole):
            known.clock.focus = whole
    if not main and (end := _end_of_way(sentence, periods)):
        known.clock.focus = end
    if any(periods):
        spoken = list(zip(sentence.periods, periods, strict=True))
        own = [period for mention, period in spoken if period and mention.role != "from" and mention not in bases]
        known.clock.last = (own or [period for period in periods if period])[-1]
    told_of = [statement for statement in statements if statement.series]
    if told_of:
        known.context = told_of[-1].series
    elif not statements and sentence.block.kind != "heading":
        keys = {cue.key for cue in sentence.cues}
        heads = [
            series
            for series in known.vocabulary.all_series
            if not series.service and keys & known.vocabulary.heads[series]
        ]
        services = known.vocabulary.services_told_by(sentence.cues)
        known.introduced = (sentence.paragraph, services[0]) if len(services) == 1 else None
        named = named_series(known.vocabulary, sentence.cues)
        if named and _is_share(known, named[0]):
            known.context = named[0]
        elif len(heads) >= 1 and keys:
            known.context = services[0] if services else _named_last(known, sentence, heads)
        elif len(services) == 1:
            known.context = services[0]
    if statements:
        known.mean_before = statements[-1].kind == "monthly_mean"
        known.recent = [*known.recent, *statements][-12:]


def dated_in(sentence: Sentence) -> Period | None:
    """Return the year of the last date in a sentence: "the app opened on 1 April 2020"; None where it has no date."""
    dates = [found for start, end in sentence.masks if (found := _DATE_WITH_YEAR.search(sentence.text[start:end]))]
    return Period.of_year(int(dates[-1][1])) if dates else None


_DATE_WITH_YEAR = re.compile(r"\d.*\b((?:19|20)\d\d)$")


def _end_of_way(sentence: Sentence, periods: Sequence[Period | None]) -> Period | None:
    """Return the last period of "from 2016 to 2019"; None for a sentence that names no way."""
    for mention, period in zip(sentence.periods, periods, strict=True):
        is_span = mention.role == "span" and bool(mention.years)
        if is_span and times.FROM.search(sentence.text[: mention.start]):
            return Period.of_year(mention.years[-1])
        if period and mention.role == "to":
            return period
    return None


def _named_last(known: Discourse, sentence: Sentence, series: Sequence[Series]) -> Series:
    """Return which of some series a sentence names last by what it counts; the first of them where they are alike."""
    keys = [cue.key for cue in reversed(sentence.cues)]
    places = {named: min(keys.index(key) for key in known.vocabulary.heads[named] if key in keys) for named in series}
    return min(series, key=lambda named: places[named])


def _is_base(sentence: Sentence, statement: Statement, index: int) -> bool:
    """Return whether a period is that of a number which another is set against: "99 percent, up from 97 in 2021"."""
    number = statement.number
    is_own = times.after(sentence, sentence.numbers.index(number)) == index if number in sentence.numbers else False
    return is_own and (times.is_against(sentence, number) or times.is_from(sentence, number))


def _is_share(known: Discourse, series: Series) -> bool:
    return known.catalogue.metrics[series.metric].kind == "share"


def in_measured_part(known: Discourse, statement: Statement) -> Statement:
    """Return a statement with the part of the year in which its metric is measured."""
    if statement.series is None:
        return statement
    entry = known.catalogue.metrics[statement.series.metric]

    def fitting(period: Period | None) -> Period | None:
        if period is None or period.form not in ("year", "range"):
            return period
        if period.form == "year" and entry.measured != "year":
            return entry.period_of(period.year)
        return period

    return replace(statement, period=fitting(statement.period), from_period=fitting(statement.from_period))


def published_period(known: Discourse, series: Series, period: Period) -> Period:
    """Return a part of a year, or the newest year with a figure where a series has none for that part."""
    if period.form == "year" or known.vintage is None:
        return period
    observed = known.vintage.observe(series.metric, period, series.service)
    if observed.figure is not None:
        return period
    entry = known.catalogue.metrics[series.metric]
    years = [year for year in known.vintage.years(series.metric, series.service) if year <= period.year]
    return entry.period_of(years[-1]) if years else period


def has_figure(known: Discourse, series: Series, period: Period | None) -> bool:
    """Return whether a series has a figure for a period, or is one that is measured in it."""
    if known.vintage is None or period is None:
        return True
    return known.vintage.observe(series.metric, period, series.service).figure is not None
