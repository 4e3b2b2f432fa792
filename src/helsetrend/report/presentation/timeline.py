"""A drawing over time, from left to right: columns for a few years, and for more a line with dots and a soft band.

Bounds are a lighter end, a missing figure is a dotted empty place, an earlier figure a hollow tick. Where months are
known, they are a fine line below, over the same years. Small drawings of several series have one scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helsetrend.report.presentation.drawing import BOLD, LETTER, SMALL, WIDTHS, as_svg, canvas_of, drawing_style
from helsetrend.report.presentation.layout import LINE, MONTHS, SeriesBox, fit
from helsetrend.report.presentation.mark import Beat, Mark, Series
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.shapes import COLUMN, draw_columns, draw_line
from helsetrend.report.presentation.wording import Words

PLOT, SMALL_PLOT = 205, 150
"""The height of the highest column in pixels, and of that in one of several drawings."""
GUTTER, EDGE = 28, 6
"""The space between and beside drawings, in pixels."""

MOST_ROOM = 240
"""The most room of a year, in pixels: a chart of two years is narrower than others."""
ROOM_BESIDE_TWO = 60
"""The least room of a year, in pixels, for three small drawings to stand beside one another."""


def draw(
    series: Sequence[Series],
    words: Words,
    *,
    name: str,
    scale: int,
    beats_title: str = "",
    most: Fraction | None = None,
) -> dict[str, str]:
    """Return the drawings of the series as SVG, one for each of `WIDTHS`.

    `name` makes identifiers unique within a page; the axis is in units of `scale` and ends at `most`, by default at the
    largest figure; `beats_title` stands above the line of months.
    """
    ends = [each.most_beat if each.is_of_beats else max(mark.end for mark in each.marks) for each in series]
    top = max(float(most or 0), *ends) or 1.0
    axis = _Axis(words, scale, top, beats_title)
    return {width: as_svg(_canvas(series, axis, width), f"{name}-{width}") for width in WIDTHS}


@dataclass(frozen=True)
class _Axis:
    """The scale of a drawing: the language and the unit of its numbers, the largest number, the title of the months."""

    words: Words
    scale: int
    most: float
    beats_title: str

    def ticks(self, most: float, count: int) -> dict[float, str]:
        """Return a few round numbers from 0 to `most`, with their texts."""
        places = MaxNLocator(count, steps=[1, 2, 2.5, 5, 10]).tick_values(0, most)
        return {float(place): self._text(place / self.scale) for place in places if 0 <= place <= most * 1.001}

    def _text(self, number: float) -> str:
        decimals = next((count for count in range(6) if abs(number * 10**count - round(number * 10**count)) < 1e-6), 6)
        return self.words.number(Fraction(number).limit_denominator(10**6), Fraction(1, 10**decimals))


def _canvas(series: Sequence[Series], axis: _Axis, width_name: str) -> Canvas:
    width, plot = WIDTHS[width_name], PLOT if len(series) == 1 else SMALL_PLOT
    tick_count = 4 if plot == PLOT else 3
    numbers = [*axis.ticks(axis.most, tick_count).values()]
    numbers += [text for each in series if each.has_strip for text in axis.ticks(each.most_beat, 2).values()]
    margin = max(map(len, numbers)) * LETTER * SMALL + 12
    across = 1 if width_name == "narrow" else _across(series, width, margin)
    room = (width - GUTTER * (across - 1)) / across
    places = [
        SeriesBox(
            each,
            (room + GUTTER) * (number % across) + margin,
            min(room - margin - EDGE, MOST_ROOM * len(each.marks)),
            plot / axis.most,
        )
        for number, each in enumerate(series)
    ]
    rows = [places[start : start + across] for start in range(0, len(places), across)]
    heads = [max(place.head for place in row) for row in rows]
    heights = [head + plot + max(place.height for place in row) for head, row in zip(heads, rows, strict=True)]
    total = sum(heights) + GUTTER * (len(rows) - 1)
    with drawing_style():
        canvas, top = canvas_of(width, total), 0.0
        for row, head, height in zip(rows, heads, heights, strict=True):
            for place in row:
                box = (place.left / width, 1 - (top + head + plot) / total, place.width / width, (head + plot) / total)
                axes = canvas.add_axes(box)
                axes.set(xticks=[], yticks=[])  # before seaborn reads the labels of ticks that are then replaced
                _draw(axes, place, axis, head=head, plot=plot, ticks=tick_count)
                if place.series.has_strip:
                    foot = top + head + plot + place.under + 2 * LINE + 8 + MONTHS
                    months = (place.left / width, 1 - foot / total, place.width / width, MONTHS / total)
                    _draw_beats(canvas.add_axes(months), place.series, axis)
            top += height + GUTTER
    return canvas


def _across(series: Sequence[Series], width: float, margin: float) -> int:
    """Return how many drawings stand side by side: three if they have room and leave fewer places empty, else two."""
    count, room = len(series), (width - 2 * GUTTER) / 3 - margin - EDGE
    has_room = room >= ROOM_BESIDE_TWO * max(len(each.marks) for each in series)
    return 3 if has_room and -count % 3 < -count % 2 else min(count, 2)


def _draw(axes: Axes, place: SeriesBox, axis: _Axis, *, head: float, plot: float, ticks: int) -> None:
    series, marks = place.series, place.series.marks
    if series.is_of_beats:
        _beat_lines(axes, series)
    else:
        (draw_line if series.is_line else draw_columns)(axes, marks)
    first, last = marks[0].year, marks[-1].year + 1
    axes.set(xlim=(first, last), ylim=(0, axis.most * (plot + head) / plot), xlabel="", ylabel="")
    _grid(axes, axis.ticks(axis.most, ticks))
    _events_and_breaks(axes, marks, axis.most)
    _holes(axes, place, axis.most)
    _values(axes, place)
    for mark in marks:
        _below(axes, place, mark)
    if series.name:
        _write(axes, (first, axes.get_ylim()[1]), (0, -2), "\n".join(place.names), va="top", ha="left", weight="bold")
    start = place.under + place.strip + 6
    for number, line in enumerate(place.foot):
        _write(axes, (first, 0), (0, -start - LINE * number), line, va="top", ha="left", size=SMALL, color="muted")


def _write(axes: Axes, at: tuple[float, float], offset: tuple[float, float], text: str, **style: Any) -> None:
    """Write a text at an offset in pixels from a place; colours go by their names."""
    colour = LIGHT[str(style.pop("color", "ink"))]
    axes.annotate(text, at, offset, textcoords="offset points", color=colour, annotation_clip=False, **style)


def _grid(axes: Axes, ticks: dict[float, str]) -> None:
    """Draw a line at zero, and a few light lines with numbers at the left."""
    axes.spines[:].set_visible(False)
    axes.set_yticks([*ticks], [*ticks.values()], color=LIGHT["muted"], size=SMALL)
    axes.set_xticks([])
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="y", color=LIGHT["rule"], linewidth=1)
    axes.set_axisbelow(True)
    axes.axhline(0, color=LIGHT["muted"], linewidth=1.2, clip_on=False)


def _holes(axes: Axes, place: SeriesBox, most: float) -> None:
    """Draw neighbouring years without a figure as one dotted empty place, with the reason above it."""
    for hole in place.holes:
        left, right = hole[0].year + (1 - COLUMN) / 2, hole[-1].year + (1 + COLUMN) / 2
        style: dict[str, Any] = {
            "edgecolor": LIGHT["muted"],
            "linestyle": (0, (2, 2)),
            "linewidth": 1.2,
            "facecolor": "none",
        }
        axes.add_patch(Rectangle((left, 0), right - left, most * 0.07, **style))
        middle = ((left + right) / 2, most * 0.07)
        text = "\n".join(place.reason(hole))
        _write(axes, middle, (0, 5), text, ha="center", va="bottom", size=SMALL, color="muted")


def _events_and_breaks(axes: Axes, marks: Sequence[Mark], most: float) -> None:
    """Draw a dashed line where a series breaks, and a small arrow at the axis where something began or ended."""
    for mark in marks:
        for place in mark.breaks:
            at, up_to = (mark.year + place, mark.year + place), _top_of_break(mark, most)
            axes.plot(at, (0, up_to), color=LIGHT["page"], linewidth=4, zorder=2)
            axes.plot(at, (0, up_to), color=LIGHT["ink"], linewidth=1.4, linestyle=(0, (4, 3)), zorder=2)
        for place in mark.events:
            style: dict[str, Any] = {"markeredgecolor": LIGHT["page"], "markersize": 9, "clip_on": False, "zorder": 6}
            axes.plot([mark.year + place], [0], marker=6, color=LIGHT["ink"], **style)


def _top_of_break(mark: Mark, most: float) -> float:
    """Return how high the line of a break goes: through a column, below its value, or else to the top."""
    return mark.end if not mark.is_hole and mark.end > most / 4 else most


def _values(axes: Axes, place: SeriesBox) -> None:
    """Write values on a ground that no line runs through."""
    ground = {"facecolor": LIGHT["page"], "edgecolor": "none", "pad": 1}
    written = place.values
    for mark in place.series.marks:
        if value := written.get(mark.year):
            at = {"left": value.left, "center": (value.left + value.right) / 2, "right": value.right}[value.end]
            style: dict[str, Any] = {"weight": "bold" if mark.is_accent else "normal", "bbox": ground, "zorder": 7}
            _write(axes, (at, 0), (0, value.foot), "\n".join(value.lines), ha=value.end, va="bottom", **style)


def _below(axes: Axes, place: SeriesBox, mark: Mark) -> None:
    """Write the label of a year below the axis, and the notes on it."""
    labels = place.labels.get(mark.year, [])
    weight, lines = "bold" if mark.is_accent else "normal", [*labels, *place.below(mark)]
    for number, line in enumerate(lines):
        colour = "ink" if number < len(labels) else "muted"
        style = {"weight": weight if colour == "ink" else "normal", "size": SMALL, "color": colour}
        is_at_end = mark is place.series.marks[-1] and not fit(labels, BOLD * SMALL, place.slot)
        at, end = (mark.year + 1, "right") if is_at_end else (mark.year + 0.5, "center")
        _write(axes, (at, 0), (0, -8 - LINE * number), line, ha=end, va="top", **style)


def _draw_beats(axes: Axes, series: Series, axis: _Axis) -> None:
    """Draw the months as a strip below the years, with its own scale."""
    _beat_lines(axes, series)
    first, last, most = series.marks[0].year, series.marks[-1].year + 1, series.most_beat
    axes.set(xlim=(first, last), ylim=(0, most * 1.05))
    _grid(axes, axis.ticks(most, 2))
    axes.vlines(range(first + 1, last), 0, most * 1.05, color=LIGHT["rule"], linewidth=1, zorder=0)
    _write(axes, (first, most * 1.05), (0, 6), axis.beats_title, ha="left", va="bottom", size=SMALL, color="muted")


def _beat_lines(axes: Axes, series: Series) -> None:
    """Draw the months as a fine line, broken where one is missing, with a band of their bounds."""
    runs: list[list[Beat]] = []
    for beat in series.beats:
        if runs and beat.period.follows(runs[-1][-1].period):
            runs[-1].append(beat)
        else:
            runs.append([beat])
    for run in runs:
        places = [(beat.first + beat.last) / 2 for beat in run]
        lows, highs = [float(beat.interval.low) for beat in run], [float(beat.interval.high) for beat in run]
        middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
        axes.fill_between(places, lows, highs, color=LIGHT["accent"], alpha=0.25, linewidth=0)
        style: dict[str, Any] = {"linewidth": 1.3} if len(run) > 1 else {"marker": ".", "linestyle": "none"}
        axes.plot(places, middles, color=LIGHT["accent"], **style)
