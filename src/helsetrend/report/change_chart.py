"""Change from year to year, or an index with the first year as 100: a chart of bounds, its table, and the refusals.

Two years that may not be compared are not drawn. The sentence that says why is in the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from helsetrend.analysis import NotComparable, compare
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.level_chart import texts_of
from helsetrend.report.presentation import LIGHT, Chart, Column, Phrase, Table, as_svg, drawing_style
from helsetrend.report.sentences import not_comparable
from helsetrend.values import Interval

WIDTH, ROW, FOOT, MARGIN = 680, 34, 26, 200
"""In pixels: the width of the drawing, the height of a row and of the axis, the room for names at the left."""

HUNDRED = Interval(Fraction(100), Fraction(100))


@dataclass(frozen=True)
class Step:
    """One year against another: the bounds of the change, also in words; `refusal` if the two may not be compared.

    `sources` are those of the two figures.
    """

    label: str
    bounds: str = ""
    interval: Interval | None = None
    refusal: Phrase | None = None
    sources: tuple[str, ...] = ()


def change_steps(scope: Scope, labels: Labels, metric: str, service: str = "") -> list[Step]:
    """Return each year of the span after the first against the year before it."""
    return [_step(scope, labels, metric, service, year - 1, year) for year in scope.years[1:]]


def index_steps(scope: Scope, labels: Labels, metric: str, service: str = "") -> list[Step]:
    """Return each year of the span as an index, with the first as 100."""
    base, *others = scope.years
    first = Step(_label(scope, labels, metric, service, base), "100", HUNDRED)
    return [first, *(_step(scope, labels, metric, service, base, year, is_index=True) for year in others)]


def steps_chart(
    scope: Scope, labels: Labels, metric: str, steps: Sequence[Step], *, title: str, value: str
) -> Chart | None:
    """Return the steps that have bounds as a chart, with a table of all of them; None if no step has bounds.

    `value` is the header of the bounds.
    """
    drawn = [step for step in steps if step.interval]
    if not drawn:
        return None
    period, status = labels.columns("period", "status")
    none = labels.words.say("table.no_value").text
    rows = [(step.label, step.bounds or none, step.refusal or "") for step in steps]
    sources = (source for step in drawn for source in step.sources)
    values = ((step.label, step.bounds) for step in drawn)
    return Chart(
        name=f"{metric}-steps",
        subtitle=labels.words.period(scope.span),
        notes=(labels.words.say("explore.bounds_legend").text,),
        table=Table(title, [period, Column(value), status], rows),
        drawings={"wide": as_svg(_canvas(drawn), f"{metric}-steps")},
        **texts_of(labels, title, labels.words.say("chart.steps").text, sources=sources, values=values),
    )


def _step(
    scope: Scope, labels: Labels, metric: str, service: str, old: int, new: int, *, is_index: bool = False
) -> Step:
    words, label = labels.words, _label(scope, labels, metric, service, new)
    change = compare(scope.vintage, metric, old, new, service)
    if isinstance(change, NotComparable):
        return Step(label, refusal=not_comparable(labels, change))
    sources = (*change.old.sources, *change.new.sources)
    if is_index:
        interval = change.interval + HUNDRED
        return Step(label, words.bounds(interval, Fraction(1)), interval, sources=sources)
    return Step(label, words.percentage(change.interval, change.unit), change.interval, sources=sources)


def _label(scope: Scope, labels: Labels, metric: str, service: str, year: int) -> str:
    period = labels.words.short_period(scope.vintage.observe(metric, year, service).period)
    return f"{labels.short(metric, service)} {period}" if service else period


def _canvas(steps: Sequence[Step]) -> Canvas:
    """Draw a line from bound to bound with a mark in its middle, the bounds in words at its end, and a line at 0."""
    height = ROW * len(steps) + FOOT
    bounds = [(float(step.interval.low), float(step.interval.high)) for step in steps if step.interval]
    lowest, highest = min(0.0, *(low for low, _ in bounds)), max(0.0, *(high for _, high in bounds))
    with drawing_style():
        canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=72)
        axes = canvas.add_axes((MARGIN / WIDTH, FOOT / height, 1 - MARGIN / WIDTH, 1 - FOOT / height))
        span = (highest - lowest) or 1.0
        axes.set(xlim=(lowest - 0.03 * span, highest + 0.45 * span), ylim=(len(steps) - 0.5, -0.5))
        axes.axvline(0, color=LIGHT["muted"], linewidth=1.2)
        for row, (step, ends) in enumerate(zip(steps, bounds, strict=True)):
            axes.plot(ends, (row, row), color=LIGHT["accent"], linewidth=5, solid_capstyle="butt", alpha=0.5)
            axes.plot([sum(ends) / 2], [row], "o", color=LIGHT["accent"], markersize=8)
            axes.text(ends[1] + 0.02 * span, row, step.bounds, va="center", color=LIGHT["ink"])
        axes.set_yticks(range(len(steps)), [step.label for step in steps], color=LIGHT["ink"])
        axes.set_xticks([tick for tick in MaxNLocator(5).tick_values(lowest, highest) if lowest <= tick <= highest])
        axes.tick_params(length=0, pad=6, colors=LIGHT["muted"])
        axes.grid(axis="x", color=LIGHT["rule"], linewidth=1)
        axes.set_axisbelow(True)
        for edge in axes.spines.values():
            edge.set_visible(False)
    return canvas
