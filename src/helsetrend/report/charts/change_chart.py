"""Several series over time as lines: their figures, their change, or an index with one year as 100; and the refusals.

Two periods that may not be compared are not drawn, and a series that cannot join is named, each with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from helsetrend.analysis import OTHER_PARTS, Change, NotComparable, break_days, compare
from helsetrend.published import Figure
from helsetrend.report.charts.level_chart import texts_of
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Chart, Column, Line, Phrase, Point, Stretch, Table, Words, draw_lines
from helsetrend.report.sentences import not_comparable
from helsetrend.values import Interval, Period, change_in_percent, largest_scale

TENTH = Fraction(1, 10)
"""An index that is known to less than this is one number."""

HUNDRED = Interval(Fraction(100), Fraction(100))

PARTS = {"month": 1, "quarter": 3}
"""The parts of a year that can be shown, and how many months each has."""


@dataclass(frozen=True)
class Step:
    """One period of a series, at its place in years: the bounds of what is shown, in words and in short ones.

    Without bounds there is a `refusal`, the reason. `sources` are those of the figures that the bounds follow from;
    `is_joined` is whether a line may lead to it from the period before; `hole` says in a few words why the period has
    no figure, if that is the reason.
    """

    at: float
    label: str
    bounds: str = ""
    short: str = ""
    interval: Interval | None = None
    refusal: Phrase | None = None
    sources: tuple[str, ...] = ()
    is_joined: bool = True
    hole: str = ""


@dataclass(frozen=True)
class Steps:
    """The steps of one series, with its name; or `refusal`, why it cannot join."""

    name: str
    steps: Sequence[Step] = field(default_factory=tuple)
    refusal: Phrase | None = None

    @property
    def drawn(self) -> list[Step]:
        """The steps with bounds."""
        return [step for step in self.steps if step.interval]

    @property
    def joined(self) -> list[Step]:
        """The steps with bounds, each joined only to one that has bounds right before it."""
        befores = [None, *self.steps]
        pairs = zip(befores, self.steps, strict=False)
        return [
            replace(step, is_joined=bool(step.is_joined and before and before.interval))
            for before, step in pairs
            if step.interval
        ]

    @property
    def refusals(self) -> Iterator[Phrase]:
        """Why the series cannot join, or each period that is not drawn; neighbours of one reason in one line."""
        if self.refusal:
            yield Phrase.of(f"{self.name}: {self.refusal}") if self.name else self.refusal
        refused = groupby(self.steps, key=lambda step: (step.interval is None, step.hole or step.refusal))
        for (is_refused, _), run in refused:
            steps = list(run)
            if is_refused:
                first, last = steps[0], steps[-1]
                labels = "\N{EN DASH}".join(dict.fromkeys((first.label, last.label)))
                yield Phrase.of(
                    f"{self.titled(labels)}: {first.refusal if first is last else first.hole or first.refusal}"
                )

    def titled(self, label: str) -> str:
        """Return the label of a period, after the name of the series if it has one."""
        return f"{self.name} {label}" if self.name else label


def periods_of(scope: Scope, metric: str, every: str) -> list[Period]:
    """Return the years of a metric, or the months or quarters in them."""
    entry = scope.vintage.catalogue.metrics[metric]
    if every == "year":
        return [entry.period_of(year) for year in scope.years]
    months = PARTS[every]
    years = [entry.year_ending_in(year) for year in scope.years]
    return [Period.of_months(year, first, first + months - 1) for year in years for first in range(1, 13, months)]


def level_steps(scope: Scope, labels: Labels, metric: str, service: str, *, every: str, scale: int) -> list[Step]:
    """Return the figure of each period, in units of `scale`."""
    steps: list[Step] = []
    days, before = break_days(scope.vintage, metric, service), None
    for period in periods_of(scope, metric, every):
        seen = scope.vintage.observe(metric, period, service)
        label = _label(labels, period)
        if seen.figure is None or seen.interval is None:
            hole = labels.status(seen)
            steps.append(Step(_at(period, every), label, refusal=Phrase.of(hole), hole=hole))
            before = None
            continue
        breaks = [day for day in days if before and before < day <= period.last]
        text, is_joined = (
            labels.words.bare(seen.figure, scale).text,
            before is not None and not breaks and not seen.part,
        )
        in_words = labels.words.unmarked_figure(seen.figure).text
        steps.append(
            Step(_at(period, every), label, in_words, text, seen.interval, None, tuple(seen.figure.sources), is_joined)
        )
        before = None if seen.part else period.first
    return steps


def change_steps(scope: Scope, labels: Labels, metric: str, service: str, *, every: str) -> list[Step]:
    """Return each period against the one a year before it: without the first year, against which the next is."""
    periods = periods_of(scope, metric, every)
    start = 1 if every == "year" else 0
    return [
        _step(scope, labels, metric, service, period.shifted(-1), period, every=every) for period in periods[start:]
    ]


def index_steps(
    scope: Scope, labels: Labels, metric: str, service: str, *, base: Period | int, every: str = "year"
) -> list[Step]:
    """Return each period as an index, with `base` as 100: a year, or one of the months or quarters."""
    entry = labels.catalogue.metrics[metric]
    based, steps = entry.period_of(base) if isinstance(base, int) else base, []
    for period in periods_of(scope, metric, every):
        if period == based:
            figure = scope.vintage.observe(metric, period, service).figure
            label, sources = _label(labels, period), tuple(figure.sources) if figure else ()
            steps.append(Step(_at(period, every), label, "100", "100", HUNDRED, sources=sources))
        else:
            steps.append(_step(scope, labels, metric, service, based, period, every=every, is_index=True))
    return steps


def lines_chart(
    scope: Scope,
    labels: Labels,
    series: Sequence[Steps],
    *,
    name: str,
    title: str,
    unit: str,
    scale: int = 1,
    base: float | None = None,
    marks: Mapping[str, Period] | None = None,
    notes: Sequence[str] = (),
) -> Chart | None:
    """Return the series that have bounds as a chart, with a table of all of them; None if none has any.

    `unit` heads the values, which are in units of `scale`; `base` is the value of a base year; `marks` are stretches of
    time by their names; `notes` are further sentences below the drawing.
    """
    drawn = [each for each in series if each.drawn]
    if not drawn:
        return None
    words, (period, status) = labels.words, labels.columns("period", "status")
    none = words.say("table.no_value").text
    rows = [
        (each.titled(step.label), step.bounds or none, step.refusal or "") for each in series for step in each.steps
    ]
    lines = [
        Line(
            each.name,
            [
                Point(step.at, step.label, step.interval, step.short, step.is_joined)
                for step in each.joined
                if step.interval
            ],
        )
        for each in drawn
    ]
    named = dict(marks or {})
    stretches = [
        Stretch(text, _place(mark.first), _place(mark.last + timedelta(days=1))) for text, mark in named.items()
    ]
    steps = [step for each in drawn for step in each.drawn]
    has_bounds = any(step.interval and step.interval.width for step in steps)
    bands = [words.say("explore.bounds_legend").text] if has_bounds else []
    shades = [words.say("explore.shaded", name=text, period=words.period(mark)).text for text, mark in named.items()]
    return Chart(
        name=name,
        subtitle=words.say("chart.subtitle", unit=unit, period=words.period(scope.span)).text,
        notes=(*bands, *notes, *shades),
        table=Table(title, [period, Column(unit, words.decimal_mark), status], rows),
        drawings=draw_lines(
            lines, words, name=name, scale=scale, base=base, stretches=stretches,
            labels={year + 0.5: str(year) for year in scope.years}, span=(scope.first_year, scope.year + 1),
        ),
        **texts_of(
            labels, title, words.say("chart.line", finding=_ends(words, drawn)).text,
            sources=(source for step in steps for source in step.sources),
            values=((each.titled(step.label), step.bounds) for each in drawn for step in each.drawn),
        ),
    )  # fmt: skip


def _ends(words: Words, series: Sequence[Steps]) -> str:
    """Say where each line begins and where it ends."""
    ends = [(each, step) for each in series for step in dict.fromkeys((each.drawn[0], each.drawn[-1]))]
    values = (words.say("chart.value", period=each.titled(step.label), quantity=step.bounds) for each, step in ends)
    return words.separated(values).text


def scale_of_figures(figures: Iterable[Figure]) -> int:
    """Return the largest scale that the largest of some figures reaches."""
    return largest_scale(max((figure.value for figure in figures), default=Fraction(0)))


def _step(
    scope: Scope,
    labels: Labels,
    metric: str,
    service: str,
    old: Period,
    new: Period,
    *,
    every: str = "year",
    is_index: bool = False,
) -> Step:
    words, label, at = labels.words, _label(labels, new), _at(new, every)
    change = compare(scope.vintage, metric, old, new, service)
    if is_index and (index := _index(change)):
        is_one_number = index.width < TENTH
        text = words.number(index.low, TENTH) if is_one_number else words.bounds(index, Fraction(1))
        return Step(at, label, text, text, index, sources=_sources(change))
    if isinstance(change, NotComparable):
        hole = labels.status(change.new) if change.new.gap else ""
        return Step(at, label, refusal=not_comparable(labels, change), hole=hole)
    text, short = words.percentage(change.interval, change.unit), words.bare_percentage(change.interval)
    return Step(at, label, text, short, change.interval, sources=_sources(change))


def _index(change: Change | NotComparable) -> Interval | None:
    """Return the new period with the old one as 100; of another month or quarter too, for no season is taken out."""
    if isinstance(change, Change):
        return change.interval + HUNDRED
    old, new = change.old.interval, change.new.interval
    is_of_season = all(reason.code in OTHER_PARTS for reason in change.reasons)
    return change_in_percent(old, new) + HUNDRED if is_of_season and old and new and old.low > 0 else None


def _sources(change: Change | NotComparable) -> tuple[str, ...]:
    """Return the sources of both figures."""
    figures = [seen if isinstance(seen, Figure) else seen.figure for seen in (change.old, change.new)]
    return tuple(source for figure in figures if figure for source in figure.sources)


def _label(labels: Labels, period: Period) -> str:
    """Return a period for the axis and the table: a quarter by its number."""
    return labels.words.period(period) if period.form == "quarter" else labels.words.short_period(period)


def _at(period: Period, every: str) -> float:
    """Return the place of a period in years: the middle of its year, or of the part of a year."""
    if every == "year":
        return period.year + 0.5
    return (_place(period.first) + _place(period.last + timedelta(days=1))) / 2


def _place(day: date) -> float:
    """Return the place of the beginning of a day in years."""
    year = Period.of_year(day.year)
    return day.year + (day - year.first).days / year.days
