"""What is drawn of a series, year by year: marks with their notes, the months beside them, the signs that they have."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import dropwhile, groupby, takewhile

from helsetrend.analysis import Observation, break_days, converted, joined
from helsetrend.published import Figure
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Beat, Mark, Series
from helsetrend.values import Interval, Period, largest_scale

BEATS = {1: "month", 3: "quarter", 4: "tertial"}
"""The parts of a year that are drawn beside the years, by their months, the finest first."""

FEWEST_BEATS = 3
"""The fewest parts of a year, one after the other, that are drawn."""

LEAST_KNOWN = Fraction(1, 4)
"""The least part of the years of a drawing that the parts of years are known of, to be drawn below these."""

DRAWN = ("second_hand", "provisional", "part", "sum")
"""What is said of a figure by a sign of the drawing, or in its table, and not by a note."""

DRAWN_ON_A_LINE = ("second_hand", "sum")
"""The same for a line, whose dots are too small for dashes and hatches."""

DECIMALS = 2
"""The most decimals of a value that is known to the last digit, in millions or thousands."""

WHOLE = (0.0, 1.0)
"""Where a whole year begins and ends."""


def observed(scope: Scope, metric: str, *, with_pictures: bool = True) -> list[Observation]:
    """Return what the chart shows: the years of the report, and before them those that a source shows as a picture."""
    entry, vintage = scope.vintage.catalogue.metrics[metric], scope.vintage
    shown = [picture.period.first for picture in entry.pictures if picture.source in vintage.known_sources]
    pictures = [entry.year_of(day).year for day in shown if with_pictures]
    years = range(min([*pictures, scope.first_year]), scope.year + 1)
    return [
        _with_part(scope, observation)
        for service in entry.services or ("",)
        for observation in vintage.series(metric, years, service)
        if not (observation.gap and observation.gap.code == "before_launch")
    ]


def _with_part(scope: Scope, observation: Observation) -> Observation:
    """Return, for a year of which only one span of months is published, that span as a part of the year."""
    gap = observation.gap
    if gap is None or gap.code != "part_published" or len(gap.facts["spans"]) > 1:
        return observation
    return replace(scope.vintage.observe(observation.metric, gap.facts["spans"][0], observation.service), part=gap)


def series_of(
    scope: Scope, labels: Labels, metric: str, service: str, observations: Sequence[Observation], scale: int
) -> Series:
    """Return what is drawn of one series: its years from the first figure on, and notes on those before it."""
    words, entry = labels.words, labels.catalogue.metrics[metric]
    marks = [_mark(scope, labels, observation, scale) for observation in observations]
    name = labels.short(metric, service) if service else ""
    before = [mark.observation for mark in takewhile(lambda mark: mark.is_hole, marks)]
    drawn = list(dropwhile(lambda mark: mark.is_hole, marks))
    while drawn and drawn[-1].observation.is_outside:
        drawn.pop()
    if Series(drawn).is_line:
        said = [tuple(notes_on(labels, mark.observation, except_for=DRAWN_ON_A_LINE)) for mark in drawn]
        drawn = [replace(mark, notes=notes) for mark, notes in zip(drawn, said, strict=True)]
    notes = []
    for status, alike in groupby(before, key=labels.status):
        years = [entry.year_ending_in(year_number(labels, observation)) for observation in alike]
        note = words.say("chart.value", period=words.years(years[0], years[-1]), quantity=status).text
        notes.append(note if drawn or not name else f"{name}, {note}.")
    beats = tuple(_beats(labels, metric, drawn, parts_of_years(scope, metric, service)))
    is_known = sum(beat.last - beat.first for beat in beats) >= LEAST_KNOWN * len(drawn)
    return Series(drawn, name, tuple(notes), beats if is_known else ())


def _mark(scope: Scope, labels: Labels, observation: Observation, scale: int) -> Mark:
    figure, in_new_way = observation.figure, in_new_way_of(scope, observation)
    entry, year = labels.catalogue.metrics[observation.metric], year_number(labels, observation)
    span = entry.year_ending_in(year)
    is_span = observation.part and figure and observation.period != entry.period_of(year)
    extent = _extent(span, observation.period) if is_span else WHOLE
    starts = [start.first for start in entry.starts(observation.service)]
    ends = [end.last for end in [entry.end(observation.service)] if end]
    days = {*(mark.at.first for mark in entry.marks), *starts, *ends}
    breaks = break_days(scope.vintage, observation.metric, observation.service)
    return Mark(
        year=year,
        label=labels.words.short_period(observation.period),
        observation=observation,
        value_text=_value(labels, observation, in_new_way, scale),
        notes=tuple(notes_on(labels, observation, except_for=DRAWN)),
        extent=extent,
        breaks=tuple(_share_before(span, day) for day in breaks if span.has(day)),
        events=tuple(_share_before(span, day) for day in sorted(days) if span.has(day)),
        is_accent=year == scope.year,
        converted=in_new_way,
    )


def _value(labels: Labels, observation: Observation, in_new_way: Interval | None, scale: int) -> str:
    """Return what is written at a mark, in units of `scale`: the figure, what it is converted to, or why there is none.

    A figure that is known to the last digit is rounded to DECIMALS; its table has it in full.
    """
    words, figure = labels.words, observation.figure
    if figure is None:
        return words.bounds(in_new_way, _step(in_new_way), scale=scale) if in_new_way else labels.status(observation)
    finest = Fraction(scale, 10**DECIMALS)
    is_open = figure.hedge != "none" or (figure.parts and figure.interval.width)
    if scale > 1 and figure.rounding < finest and not is_open:
        return words.number(figure.value, finest, scale=scale)
    return words.bare(figure, scale).text


def notes_on(labels: Labels, observation: Observation, *, except_for: Collection[str] = ()) -> Iterator[str]:
    """Yield notes on the year of a mark: what is said of its figure, and what began or broke in that year.

    `except_for` are the names of statuses that are left out.
    """
    words, entry = labels.words, labels.catalogue.metrics[observation.metric]
    year = entry.year_of(observation.period.last)
    if observation.figure:
        yield from (text for name, text in labels.statuses(observation).items() if name not in except_for)
    for mark in entry.marks:
        if year.has(mark.at.first):
            yield words.say("chart.mark", at=words.period(mark.at), name=mark[words.language]).text
    marked = [mark.at for mark in entry.marks]
    for start in entry.starts(observation.service):
        if year.has(start.first) and start not in marked:
            yield words.say("chart.launch", at=words.period(start)).text
    end = entry.end(observation.service)
    if end and year.has(end.last) and end not in marked:
        yield words.say("chart.end", at=words.period(end)).text
    for change in entry.breaks_of(observation.service):
        if year.has(change.at.first):
            yield words.say("chart.break", when=words.when(change.at), why=change[words.language]).text


def in_new_way_of(scope: Scope, observation: Observation) -> Interval | None:
    """Return a year before a break as the report's year would have counted it, if known."""
    entry, service = scope.vintage.catalogue.metrics[observation.metric], observation.service
    year = entry.period_of(entry.year_of(observation.period.last).year)
    found = converted(scope.vintage, observation.metric, year, scope.year, service)
    return found.interval if found else None


def said_in_new_way(labels: Labels, metric: str, interval: Interval) -> str:
    """Return in words what the new way of counting would have given, as fine as two digits of the distance allow."""
    step = _step(interval)
    scale = largest_scale(interval.high)
    unit = labels.words.say(f"scale.{scale}", unit=labels.unit(metric))
    return labels.words.say("chart.converted", bounds=labels.words.bounds(interval, step, scale=scale), unit=unit).text


def _step(interval: Interval) -> Fraction:
    """Return what the second digit of the distance between the bounds is worth."""
    return Fraction(10) ** max(0, len(str(int(interval.width))) - 2)


def parts_of_years(scope: Scope, metric: str, service: str = "") -> list[Figure]:
    """Return the figures of the months, or else of the quarters, if enough are known one after the other; else none.

    A figure of a stock is given the month or quarter that its day stands for.
    """
    entry, known = scope.vintage.catalogue.metrics[metric], scope.vintage.figures(metric, service)
    for months in BEATS:
        if entry.kind == "stock":
            spans = [(figure, entry.span_of(figure.period, months)) for figure in known]
            figures = [replace(figure, period=span) for figure, span in spans if span]
        elif entry.measured == "year":
            figures = [figure for figure in known if figure.period.form == BEATS[months]]
        else:
            return []
        if (
            max((span.months for span in joined(figure.period for figure in figures)), default=0)
            >= FEWEST_BEATS * months
        ):
            return figures
    return []


def series_of_parts(scope: Scope, labels: Labels, metric: str, service: str, figures: Sequence[Figure]) -> Series:
    """Return what is drawn of a series of which only parts of years are known, over the years that they are in."""
    entry = labels.catalogue.metrics[metric]
    years = [entry.year_of(figure.period.first).last.year for figure in figures]
    marks = [
        Mark(
            year=year,
            label=labels.words.short_period(entry.year_ending_in(year)),
            observation=scope.vintage.observe(metric, year, service),
            value_text="",
        )
        for year in range(min(years), max(years) + 1)
    ]
    name = labels.short(metric, service) if service else ""
    return Series(marks, name, beats=tuple(_beats(labels, metric, marks, figures)))


def _beats(labels: Labels, metric: str, marks: Sequence[Mark], figures: Sequence[Figure]) -> Iterator[Beat]:
    """Yield the parts of the years that are drawn."""
    entry, drawn = labels.catalogue.metrics[metric], {mark.year for mark in marks}
    for figure in figures:
        year = entry.year_of(figure.period.first)
        if (number := year.last.year) in drawn:
            first, last = _extent(year, figure.period)
            yield Beat(figure.period, number + first, number + last, figure.interval)


def _extent(year: Period, part: Period) -> tuple[float, float]:
    """Return where a part of a year begins and ends in it, from 0 to 1."""
    first = _share_before(year, part.first)
    return first, first + part.days / year.days


def _share_before(year: Period, day: date) -> float:
    """Return how much of a year is over at the beginning of a day, from 0 to 1."""
    return (day - year.first).days / year.days


def year_number(labels: Labels, observation: Observation) -> int:
    """Return the number of the year of the metric that an observation is of, or of a part of."""
    return labels.catalogue.metrics[observation.metric].year_of(observation.period.last).year


def signs_of(marks: Sequence[Mark]) -> Iterator[str]:
    """Yield each sign that a drawing of the marks has."""
    for mark in marks:
        seen, figure = mark.observation, mark.observation.figure
        shown = {
            "hedge": seen.interval is not None and seen.interval.width > 0,
            "hole": mark.is_hole,
            "revised": seen.revised is not None,
            "second_hand": figure is not None and figure.is_second_hand,
            "provisional": "provisional" in seen.statuses,
            "part": figure is not None and seen.part is not None,
            "event": bool(mark.events),
            "break": bool(mark.breaks),
            "converted": mark.converted is not None,
        }
        yield from (sign for sign, is_shown in shown.items() if is_shown)
