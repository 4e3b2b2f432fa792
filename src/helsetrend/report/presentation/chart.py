"""A bar chart with one bar per period, which shows hedges, missing figures, revisions and parts of a year.

Each chart is drawn twice, for wide and for narrow screens, as SVG whose text is text and whose colours follow the page.
Its title is the finding; a text alternative made from the same numbers and the table behind it belong to it.
"""

import io
import re
import textwrap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helsetrend.analysis import Observation
from helsetrend.published import Figure
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.table import Table
from helsetrend.report.presentation.wording import Phrase, Words
from helsetrend.values import Interval

WIDTHS = {"wide": 680, "narrow": 330}
"""The widths of the two drawings, in pixels."""

TEXT, SMALL, LETTER = 13.5, 12, 8.6
"""Sizes of letters in pixels, and the most that a letter is wide on average."""
BAR, LINE, GAP, HEAD, FOOT = 22, 16, 12, 24, 26
"""Heights in pixels: a bar, a line of notes below it, the space between bars, a group's name, the axis."""


@dataclass(frozen=True)
class Bar:
    """One bar: the observation that it shows, its label, the value beside it and the notes below it.

    `group` is the name written above the first bar of a group; `is_accent` highlights the bar that the text is about.
    `converted` is what another way of counting would have given, drawn as a field of its own.
    """

    label: str
    observation: Observation
    value_text: str
    notes: tuple[str, ...] = ()
    group: str = ""
    is_accent: bool = False
    converted: Interval | None = None

    @property
    def end(self) -> float:
        """The largest number that is drawn."""
        ends = [figure.interval.high for figure in _figures(self.observation)]
        return float(max([*ends, *([self.converted.high] if self.converted else [])], default=0))


@dataclass(frozen=True)
class Chart:
    """A chart with its title, text alternative, legend, source and table.

    `alt` says what is shown and what the finding is; `description`, under `description_label`, describes each mark if
    that is too much for a text alternative.
    """

    name: str
    finding: str
    subtitle: str
    alt: str
    legend: tuple[str, ...]
    source: Phrase
    table: Table
    table_label: str
    drawings: dict[str, str]
    description_label: str = ""
    description: tuple[str, ...] = ()

    @property
    def html(self) -> Markup:
        """The figure element: title, drawings with text alternative, legend, source, folded description and table."""
        drawings = Markup("").join(
            Markup('<div class="{}" style="max-width: {}px{}">{}</div>').format(
                width, WIDTHS[width], "; display: none" if width == "narrow" else "", Markup(svg)
            )
            for width, svg in self.drawings.items()
        )
        return Markup(
            '<figure class="chart" id="chart-{name}">\n'
            "<figcaption><div><strong>{finding}</strong></div><div>{subtitle}</div></figcaption>\n"
            '<div role="img" aria-label="{alt}"{describedby}>{drawings}</div>\n'
            '<p class="legend">{legend}</p>\n<p class="source">{source}</p>\n'
            "{description}<details><summary>{label}</summary>\n{table}</details>\n</figure>"
        ).format(
            name=self.name,
            finding=self.finding,
            subtitle=self.subtitle,
            alt=self.alt,
            drawings=drawings,
            legend=" ".join(self.legend),
            source=self.source.html,
            label=self.table_label,
            table=self.table.html,
            describedby=Markup(' aria-describedby="description-{}"').format(self.name) if self.description else "",
            description=self._long_description() if self.description else "",
        )

    def _long_description(self) -> Markup:
        """Return the long description: an introduction, then each of the marks."""
        intro, *marks = self.description
        items = Markup("").join(Markup("<li>{}</li>").format(mark) for mark in marks)
        return Markup(
            '<details class="description"><summary>{}</summary>\n'
            '<div id="description-{}"><p>{}</p><ul>{}</ul></div></details>\n'
        ).format(self.description_label, self.name, intro, items)

    def _repr_html_(self) -> str:
        return str(self.html)


def draw(
    bars: Sequence[Bar],
    words: Words,
    *,
    name: str,
    scale: int,
    most: Fraction | None = None,
    widths: Sequence[str] = tuple(WIDTHS),
) -> dict[str, str]:
    """Return the drawings of the bars as SVG, by the names of `widths` (see `WIDTHS`).

    `name` makes identifiers unique within a page; the axis is in units of `scale` and ends at `most`, by default at the
    largest figure.
    """
    return {width: as_svg(_canvas(bars, words, WIDTHS[width], scale, most), f"{name}-{width}") for width in widths}


def drawing_style() -> AbstractContextManager[None]:
    """Return a context in which matplotlib draws in the font of the charts and takes no text as a formula."""
    return mpl.rc_context(
        {"font.family": "DejaVu Sans", "font.size": TEXT, "hatch.linewidth": 2, "text.parse_math": False}
    )


def _canvas(bars: Sequence[Bar], words: Words, width: int, scale: int, most: Fraction | None) -> Canvas:
    longest = max(len(bar.label) for bar in bars)
    margin = min(14 + 8 * longest, width // 3)
    notes = [_wrapped(bar.notes, width - margin) for bar in bars]
    tops, height = _tops(bars, notes)
    most_drawn = max(float(most or 0), *(bar.end for bar in bars)) or 1
    room = _room(bars, width - margin, most_drawn)
    with drawing_style():
        canvas = Canvas(figsize=(width / 72, height / 72), dpi=72)
        axes = canvas.add_axes((margin / width, FOOT / height, 1 - margin / width, 1 - FOOT / height))
        axes.set(xticks=[], yticks=[])  # before seaborn reads the labels of ticks that are then replaced
        _bars(axes, bars, tops)
        axes.set(xlim=(0, most_drawn / room), ylim=(height - FOOT, 0), xlabel="", ylabel="")
        for bar, top, lines in zip(bars, tops, notes, strict=True):
            _label(axes, bar, top, lines)
        _axis(axes, bars, tops, most_drawn, words, scale)
    return canvas


def _room(bars: Sequence[Bar], width: int, most: float) -> float:
    """Return the part of the width for the longest bar, so that the text beside each bar has room."""
    rooms = []
    for bar in bars:
        left = 1 - (len(bar.value_text) * LETTER + 12) / width
        rooms.append(left / max(bar.end / most, 0.01))
    return max(0.3, min(0.8, *rooms, 0.8))


def _figures(observation: Observation) -> list[Figure]:
    return [figure for figure in (observation.figure, observation.revised, *observation.disputed) if figure]


def _wrapped(notes: Sequence[str], width: int) -> list[str]:
    return [line for note in notes for line in textwrap.wrap(note, int(width / (0.6 * SMALL)) - 2)]


def _tops(bars: Sequence[Bar], notes: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """Return the tops of the bars and the height of the drawing, in pixels from the top."""
    tops, y = [], 4.0
    for number, lines in enumerate(notes):
        if _begins_group(bars, number):
            y += HEAD
        tops.append(y)
        y += BAR + LINE * len(lines) + GAP
    return tops, y + FOOT


def _begins_group(bars: Sequence[Bar], number: int) -> bool:
    """Return whether the name of a group is written above the bar."""
    group = bars[number].group
    return bool(group) and (number == 0 or bars[number - 1].group != group)


def _bars(axes: Axes, bars: Sequence[Bar], tops: Sequence[float]) -> None:
    """Draw each bar up to its lower bound with seaborn, lighter up to its upper bound, with hatches and outlines."""
    table = pd.DataFrame(
        {
            "low": [float(bar.observation.interval.low) if bar.observation.interval else 0.0 for bar in bars],
            "middle": [top + BAR / 2 for top in tops],
            "colour": ["accent" if bar.is_accent else "other" for bar in bars],
        }
    )
    closest = min((b - a for a, b in pairwise(tops)), default=1.0)
    sns.barplot(
        table, x="low", y="middle", hue="colour", palette=LIGHT, saturation=1, orient="h", native_scale=True,
        width=BAR / closest, dodge=False, errorbar=None, legend=False, linewidth=0, ax=axes,
    )  # fmt: skip
    for bar, top in zip(bars, tops, strict=True):
        observation, colour = bar.observation, LIGHT["accent" if bar.is_accent else "other"]
        if interval := observation.interval:
            low, high = float(interval.low), float(interval.high)
            axes.add_patch(Rectangle((low, top), high - low, BAR, facecolor=colour, alpha=0.45, linewidth=0))
            if observation.part:
                axes.add_patch(
                    Rectangle((0, top), low, BAR, facecolor="none", edgecolor=LIGHT["page"], hatch="//", linewidth=0)
                )
        if bar.converted:
            low, width = float(bar.converted.low), float(bar.converted.width)
            axes.add_patch(
                Rectangle(
                    (low, top + 3), width, BAR - 6, facecolor="none", edgecolor=LIGHT["ink"], linestyle=(0, (4, 2))
                )
            )
        if observation.revised:
            old = float(observation.revised.value)
            for colour, line in ((LIGHT["page"], 3), (LIGHT["ink"], 1)):
                axes.add_patch(
                    Rectangle((0, top - 3), old, BAR + 6, facecolor="none", edgecolor=colour, linewidth=line)
                )


def _label(axes: Axes, bar: Bar, top: float, lines: Sequence[str]) -> None:
    """Write the label, the value and the notes of one bar; a missing figure is a dotted empty box."""
    middle, end = top + BAR / 2, bar.end
    reach = axes.get_xlim()[1]
    if bar.observation.figure is None and not bar.converted:
        end = reach * 0.12
        box = Rectangle(
            (0, top), end, BAR, facecolor="none", edgecolor=LIGHT["muted"], linestyle=(0, (2, 2)), linewidth=1.2
        )
        axes.add_patch(box)
    weight = "bold" if bar.is_accent else "normal"
    ink = LIGHT["ink"] if bar.observation.figure else LIGHT["muted"]
    ground = {"facecolor": LIGHT["page"], "edgecolor": "none", "pad": 1}  # so that no grid line runs through text
    axes.text(end + reach * 0.012, middle, bar.value_text, va="center_baseline", color=ink, weight=weight, bbox=ground)
    axes.annotate(
        bar.label,
        (0, middle),
        (-8, 0),
        textcoords="offset points",
        ha="right",
        va="center_baseline",
        color=LIGHT["ink"],
        weight=weight,
        annotation_clip=False,
    )
    for number, line in enumerate(lines):
        axes.text(
            reach * 0.006,
            top + BAR + LINE * (number + 0.75),
            line,
            va="center_baseline",
            color=LIGHT["muted"],
            size=SMALL,
            bbox=ground,
        )


def _axis(axes: Axes, bars: Sequence[Bar], tops: Sequence[float], most: float, words: Words, scale: int) -> None:
    """Draw a line at zero, a few light grid lines with numbers, and the names of the groups."""
    sns.despine(ax=axes, left=True, bottom=True)
    ticks = [
        tick for tick in MaxNLocator(4 if axes.bbox.width > 400 else 2).tick_values(0, most) if tick <= most * 1.02
    ]
    roundings = [Fraction(scale, 10 ** _places(tick / scale)) for tick in ticks]
    numbers = [
        words.number(Fraction(tick), rounding, scale=scale) for tick, rounding in zip(ticks, roundings, strict=True)
    ]
    axes.set_xticks(ticks, numbers, color=LIGHT["muted"], size=SMALL)
    axes.set_yticks([])
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="x", color=LIGHT["rule"], linewidth=1)
    axes.set_axisbelow(True)
    axes.axvline(0, color=LIGHT["muted"], linewidth=1.2)
    for number, (bar, top) in enumerate(zip(bars, tops, strict=True)):
        if _begins_group(bars, number):
            axes.annotate(
                bar.group,
                (0, top - 13),
                (4, 0),
                textcoords="offset points",
                va="center_baseline",
                color=LIGHT["ink"],
                weight="bold",
                annotation_clip=False,
            )


def _places(number: float) -> int:
    """Return how many decimals a number on an axis needs."""
    return next((places for places in range(6) if abs(number * 10**places - round(number * 10**places)) < 1e-6), 6)


def as_svg(canvas: Canvas, name: str) -> str:
    """Return the canvas as SVG for use within a page: with its colours and font, and with unique identifiers."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "helsetrend"}):
        canvas.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = svg.replace("<svg", f'<svg style="background: {LIGHT["page"]}"', 1)  # as JupyterLab can be dark
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", "var(--font, sans-serif)", svg)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    for part, colour in LIGHT.items():
        svg = svg.replace(colour, f"var(--{part}, {colour})")
    return svg
