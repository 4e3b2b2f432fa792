"""What a text has spoken of so far: its period, the series of the sentence before, the heading above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helsetrend.analysis import Vintage
from helsetrend.proofreading.resolving.statements import NoFigure, Spot, Statement
from helsetrend.proofreading.resolving.times import Clock
from helsetrend.proofreading.text import Mention, Sentence
from helsetrend.proofreading.vocabulary import Series, Vocabulary, caseless
from helsetrend.published import Catalogue
from helsetrend.values import Period

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


def dated_in(sentence: Sentence) -> Period | None:
    """Return the year of the last date in a sentence: "the app opened on 1 April 2020"; None where it has no date."""
    dates = [found for start, end in sentence.masks if (found := _DATE_WITH_YEAR.search(sentence.text[start:end]))]
    return Period.of_year(int(dates[-1][1])) if dates else None


_DATE_WITH_YEAR = re.compile(r"\d.*\b((?:19|20)\d\d)$")


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
