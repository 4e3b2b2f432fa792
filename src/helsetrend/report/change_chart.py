"""Change from year to year, or an index with the first year as 100: a chart of bounds, its table, and the refusals.

Two years that may not be compared have no mark. The sentence that says why stands where the mark would be missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from helsetrend.analysis import NotComparable, compare
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import LIGHT, Chart, Column, Phrase, Table, as_svg, drawing_style
from helsetrend.values import Interval

WIDTH, ROW, FOOT, MARGIN = 680, 34, 26, 200
"""Of the drawing, in pixels: its width, a row, the axis, the room for names at the left."""

HUNDRED = Interval(Fraction(100), Fraction(100))


@dataclass(frozen=True)
class Step:
    """One year against another: `told` is the bounds in words, `interval` None where the two may not be compared.

    `sources` are those of the two figures.
    """

    label: str
    told: str
    interval: Interval | None = None
    refusal: Phrase | None = None
    sources: tuple[str, ...] = ()


def change_steps(scope: Scope, labels: Labels, metric: str, service: str = "") -> list[Step]:
    """Each year of the span after the first against the year before it."""
    return [_step(scope, labels, metric, service, year - 1, year) for year in scope.years[1:]]


def index_steps(scope: Scope, labels: Labels, metric: str, service: str = "") -> list[Step]:
    """Each year of the span as an index, the first one being 100."""
    base, *others = scope.years
    first = Step(_label(scope, labels, metric, service, base), "100", HUNDRED)
    return [first, *(_step(scope, labels, metric, service, base, year, is_index=True) for year in others)]


def steps_chart(
    scope: Scope, labels: Labels, metric: str, steps: Sequence[Step], *, title: str, value: str
) -> Chart | None:
    """The steps that have bounds as a chart, with a table of all of them; None where no step has bounds."""
    drawn = [step for step in steps if step.interval]
    if not drawn:
        return None
    say = labels.words.say
    told = [say("chart.value", period=step.label, quantity=step.told).text for step in drawn]
    none = say("table.no_value").text
    rows = [(step.label, step.told or none, step.refusal or "") for step in steps]
    columns = [Column(say("table.period").text), Column(value), Column(say("table.status").text)]
    sources = [labels.source(name) for name in dict.fromkeys(name for step in drawn for name in step.sources)]
    return Chart(
        name=f"{metric}-steps",
        finding=title,
        subtitle=labels.words.period(scope.span),
        alt=say("chart.alt", finding=title).text,
        legend=(say("explore.bounds_legend").text,),
        source=labels.words.say_many("chart.source", len(sources), sources=labels.words.separated(sources)),
        table=Table(title, columns, rows),
        table_label=say("chart.data").text,
        drawings={"wide": as_svg(_canvas(drawn), f"{metric}-steps")},
        description_label=say("chart.description").text,
        description=(say("chart.description_intro").text, *told),
    )


def _step(
    scope: Scope, labels: Labels, metric: str, service: str, old: int, new: int, *, is_index: bool = False
) -> Step:
    words, label = labels.words, _label(scope, labels, metric, service, new)
    change = compare(scope.vintage, metric, old, new, service)
    if isinstance(change, NotComparable):
        old_period, reasons = words.period(change.old.period), words.reasons(change.reasons)
        return Step(label, "", refusal=words.say("sentence.not_comparable", old_period=old_period, reasons=reasons))
    sources = (*change.old.sources, *change.new.sources)
    if is_index:
        interval = change.interval + HUNDRED
        return Step(label, words.bounds(interval, Fraction(1)), interval, sources=sources)
    return Step(label, words.percentage(change.interval, change.unit), change.interval, sources=sources)


def _label(scope: Scope, labels: Labels, metric: str, service: str, year: int) -> str:
    period = labels.words.short_period(scope.vintage.observe(metric, year, service).period)
    return f"{labels.short(metric, service)} {period}" if service else period


def _canvas(steps: Sequence[Step]) -> Canvas:
    """A line from bound to bound with a mark in its middle, the bounds in words at its end; a line at the start."""
    height = ROW * len(steps) + FOOT
    bounds = [step.interval for step in steps if step.interval]
    low, high = min(0.0, *(float(one.low) for one in bounds)), max(0.0, *(float(one.high) for one in bounds))
    with drawing_style():
        canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=72)
        axes = canvas.add_axes((MARGIN / WIDTH, FOOT / height, 1 - MARGIN / WIDTH, 1 - FOOT / height))
        span = (high - low) or 1.0
        axes.set(xlim=(low - 0.03 * span, high + 0.45 * span), ylim=(len(steps) - 0.5, -0.5))
        axes.axvline(0, color=LIGHT["muted"], linewidth=1.2)
        for row, (step, one) in enumerate(zip(steps, bounds, strict=True)):
            ends = (float(one.low), float(one.high))
            axes.plot(ends, (row, row), color=LIGHT["accent"], linewidth=5, solid_capstyle="butt", alpha=0.5)
            axes.plot([sum(ends) / 2], [row], "o", color=LIGHT["accent"], markersize=8)
            axes.text(ends[1] + 0.02 * span, row, step.told, va="center", color=LIGHT["ink"])
        axes.set_yticks(range(len(steps)), [step.label for step in steps], color=LIGHT["ink"])
        axes.set_xticks([tick for tick in MaxNLocator(5).tick_values(low, high) if low <= tick <= high])
        axes.tick_params(length=0, pad=6, colors=LIGHT["muted"])
        axes.grid(axis="x", color=LIGHT["rule"], linewidth=1)
        axes.set_axisbelow(True)
        for edge in axes.spines.values():
            edge.set_visible(False)
    return canvas
