"""Several series on one axis of time: lines with a soft band of what the figures can mean, named at their ends.

A line is broken where two points may not be joined. Lines differ in colour, dash and mark; none is needed alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from helsetrend.report.presentation.drawing import BOLD, LETTER, SMALL, TEXT, WIDTHS, as_svg, canvas_of, drawing_style
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.wording import Words
from helsetrend.values import Interval

STYLES = (
    ("accent", "-", "o"), ("bad", "--", "s"), ("good", ":", "^"), ("ink", "-.", "D"), ("muted", "-", "v"),
    ("other", "--", "P"),
)  # fmt: skip
"""Colour, dash and mark of the lines, one after the other, and then from the first again."""

PLOT, HEAD, FOOT, NAMES = 250, 30, 34, 0.3
"""In pixels: the heights of the plot, of what is above and below it; and the part of the width for names."""

MOST_MARKS = 24
"""The most points of a line that have marks of their own."""

ROOM_BELOW = 0.1
"""The part of the height that is left for a value below the lowest mark, if that is below zero."""

LINE = 16
"""The height of a line of small text, in pixels."""


@dataclass(frozen=True)
class Point:
    """A point of a line: its place in years and its label, its bounds, these in words.

    `is_joined` is whether the line leads to it from the point before.
    """

    at: float
    label: str
    interval: Interval
    text: str
    is_joined: bool


@dataclass(frozen=True)
class Line:
    """A line: its name, and its points in the order of time, at least one."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Stretch:
    """A stretch of time that is shaded: its name, and its two ends in years."""

    name: str
    first: float
    last: float


def draw_lines(
    lines: Sequence[Line],
    words: Words,
    *,
    name: str,
    labels: Mapping[float, str],
    span: tuple[float, float],
    scale: int = 1,
    base: float | None = None,
    stretches: Sequence[Stretch] = (),
) -> dict[str, str]:
    """Return the drawings of lines as SVG, one for each of `WIDTHS`.

    `labels` are the texts of the axis of time by their places, `span` is where it begins and ends. The other axis is in
    units of `scale`, and has zero in it; `base` is a value that a line is drawn at. `name` makes identifiers unique.
    """
    return {
        width: as_svg(_canvas(lines, words, pixels, labels, span, scale, base, stretches), f"{name}-{width}")
        for width, pixels in WIDTHS.items()
    }


def _canvas(
    lines: Sequence[Line],
    words: Words,
    width: int,
    labels: Mapping[float, str],
    span: tuple[float, float],
    scale: int,
    base: float | None,
    stretches: Sequence[Stretch],
) -> Canvas:
    lows = [float(point.interval.low) for line in lines for point in line.points]
    highs = [float(point.interval.high) for line in lines for point in line.points]
    least, most = min(0.0, *lows), max(0.0, base or 0.0, *highs) or 1.0
    ticks = _ticks(words, least, most, scale)
    left = max(map(len, ticks.values())) * LETTER * SMALL + 12
    is_single, is_narrow = len(lines) == 1, width < WIDTHS["wide"]
    right = 8 if is_single or is_narrow else int(width * NAMES)
    above = _names_in(lines, width - 24) if is_narrow and not is_single else []
    head = HEAD + (LINE if stretches else 0) + LINE * sum(map(len, above))
    height = head + PLOT + FOOT
    with drawing_style():
        canvas = canvas_of(width, height)
        axes = canvas.add_axes((left / width, FOOT / height, (width - left - right) / width, PLOT / height))
        lowest, highest = min([least, *ticks]), max([most, *ticks])
        below = (highest - lowest) * ROOM_BELOW if least < 0 else 0.0
        axes.set(xlim=span, ylim=(lowest - below, highest))
        _frame(axes, ticks, base)
        _years(axes, labels, span, width - left - right)
        for stretch in stretches:
            _shade(axes, stretch, span)
        for line, (colour, dash, marker) in zip(lines, _styles(len(lines)), strict=True):
            _line(axes, line, LIGHT[colour], dash, marker)
        if is_single:
            _values(axes, lines[0], width - left - right)
        elif is_narrow:
            _names_above(axes, above, head)
        else:
            _names(axes, lines, right, (highest - lowest) / PLOT)
    return canvas


def _ticks(words: Words, least: float, most: float, scale: int) -> dict[float, str]:
    """Return a few round numbers on the axis, with their texts."""
    places = [float(place) for place in MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(least, most)]
    step = places[1] - places[0]
    decimals = next(
        (count for count in range(6) if abs(step / scale * 10**count - round(step / scale * 10**count)) < 1e-6), 6
    )
    rounding = Fraction(scale, 10**decimals)
    return {
        place: words.number(Fraction(place).limit_denominator(10**6), rounding, scale=scale)
        for place in places
        if least - step < place < most + step
    }


def _frame(axes: Axes, ticks: Mapping[float, str], base: float | None) -> None:
    for edge in axes.spines.values():
        edge.set_visible(False)
    axes.set_yticks([*ticks], [*ticks.values()], color=LIGHT["muted"], size=SMALL)
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="y", color=LIGHT["rule"], linewidth=1)
    axes.set_axisbelow(True)
    axes.axhline(0, color=LIGHT["muted"], linewidth=1.2)
    if base is not None:
        axes.axhline(base, color=LIGHT["muted"], linewidth=1.2)


def _years(axes: Axes, labels: Mapping[float, str], span: tuple[float, float], width: float) -> None:
    """Write as many labels of the axis of time as have room, the last of them first."""
    room = width / (span[1] - span[0])
    shown: list[float] = []
    for place in sorted(labels, reverse=True):
        if not shown or (shown[-1] - place) * room >= (max(map(len, labels.values())) + 1) * LETTER * SMALL:
            shown.append(place)
    axes.set_xticks(shown, [labels[place] for place in shown], color=LIGHT["ink"], size=SMALL)


def _shade(axes: Axes, stretch: Stretch, span: tuple[float, float]) -> None:
    first, last = max(stretch.first, span[0]), min(stretch.last, span[1])
    if first < last:
        axes.axvspan(first, last, color=LIGHT["rule"], alpha=0.6, linewidth=0, zorder=0)
        _write(axes, ((first + last) / 2, axes.get_ylim()[1]), (0, HEAD - 2), stretch.name, "muted", ha="center")


def _line(axes: Axes, line: Line, colour: str, dash: str, marker: str) -> None:
    for run in _runs(line.points):
        places = [point.at for point in run]
        lows, highs = [float(point.interval.low) for point in run], [float(point.interval.high) for point in run]
        axes.fill_between(places, lows, highs, color=colour, alpha=0.22, linewidth=0)
        axes.vlines(places, lows, highs, color=colour, alpha=0.4, linewidth=7)
        middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
        size = 7 if len(line.points) <= MOST_MARKS else 4 if len(run) == 1 else 0
        axes.plot(places, middles, dash, marker=marker, markersize=size, color=colour, linewidth=2.2)


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.is_joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _values(axes: Axes, line: Line, width: float) -> None:
    """Write the value at the last point of a single line, and others as far as none is over another or over a mark.

    They stand above the points, but below one that is lower than those before and after it. Of many points only the
    first, the last, the highest and the lowest have one.
    """
    (start, end), (foot, head) = axes.get_xlim(), axes.get_ylim()
    across, up = end - start, head - foot
    points, by_size = line.points, sorted(line.points, key=_middle)
    chosen = [points[-1], by_size[-1], by_size[0], points[0]]
    chosen += reversed(points) if len(points) <= MOST_MARKS else []
    pixels = [((point.at - start) / across * width, (_middle(point) - foot) / up * PLOT) for point in points]
    is_marked = len(points) <= MOST_MARKS
    taken = [(right, height, 2.0) for right, height in pixels] if is_marked else []
    for place in dict.fromkeys(points.index(point) for point in chosen):
        point, beside = points[place], [_middle(other) for other in points[max(0, place - 1) : place + 2 : 2]]
        is_lowest = 0 < place < len(points) - 1 and _middle(point) < min(beside)
        half = len(point.text) * LETTER * TEXT / 2
        at = max(half, min(pixels[place][0], width + 8 - half))
        edge = float(point.interval.low if is_lowest else point.interval.high)
        height = (edge - foot) / up * PLOT + (-9 - TEXT / 2 if is_lowest else 9 + TEXT / 2)
        others = [text for number, text in enumerate(taken) if not is_marked or number != place]
        is_free = all(abs(at - x) >= half + reach + 6 or abs(height - y) >= TEXT + 3 for x, y, reach in others)
        if is_free or place == len(points) - 1:
            taken.append((at, height, half))
            x = start + at / width * across
            ground = {"facecolor": LIGHT["page"], "edgecolor": "none", "pad": 1}
            side = {"va": "top" if is_lowest else "bottom", "ha": "center", "bbox": ground}
            _write(axes, (x, edge), (0, -9 if is_lowest else 9), point.text, "ink", **side)


def _names(axes: Axes, lines: Sequence[Line], width: float, unit: float) -> None:
    """Write the name and the last value of each line at its end, none over another and none above the drawing."""
    ends = [*zip(lines, _names_in(lines, width - 20), _styles(len(lines)), strict=True)]
    ends.sort(key=lambda end: _middle(end[0].points[-1]))
    heights = [(LINE * len(rows) + 4) * unit for _, rows, _ in ends]
    middles = _apart([_middle(line.points[-1]) for line, _, _ in ends], heights, axes.get_ylim()[1] + HEAD * unit)
    for (_, rows, (colour, _, marker)), middle in zip(ends, middles, strict=True):
        at = axes.get_xlim()[1]
        style: dict[str, Any] = {"clip_on": False, "markersize": 6, "color": LIGHT[colour]}
        aside = axes.transData + ScaledTranslation(10 / 72, 0, axes.figure.dpi_scale_trans)
        axes.plot([at], [middle], marker, transform=aside, **style)
        _write(axes, (at, middle), (18, 0), "\n".join(rows), colour, ha="left", va="center", size=SMALL)


def _names_above(axes: Axes, names: Sequence[Sequence[str]], head: float) -> None:
    """Write the name and the last value of each line above the plot, where there is no room for them at the right."""
    top = 0.0
    for rows, (colour, _, marker) in zip(names, _styles(len(names)), strict=True):
        at = (0, 1 + (head - top - LINE / 2) / PLOT)
        axes.plot(
            *([place] for place in at),
            marker,
            transform=axes.transAxes,
            clip_on=False,
            markersize=6,
            color=LIGHT[colour],
        )
        style = {"xycoords": axes.transAxes, "ha": "left", "va": "top", "size": SMALL}
        _write(axes, at, (10, LINE / 2 - 2), "\n".join(rows), colour, **style)
        top += LINE * len(rows)


def _names_in(lines: Sequence[Line], width: float) -> list[list[str]]:
    """Return the name and the last value of each line, in rows of a width in pixels."""
    letters = max(10, int(width / (LETTER * SMALL * BOLD)))
    return [wrap(f"{line.name}, {line.points[-1].label}: {line.points[-1].text}", letters) for line in lines]


def _styles(count: int) -> list[tuple[str, str, str]]:
    """Return colour, dash and mark for each of some lines."""
    return [STYLES[number % len(STYLES)] for number in range(count)]


def _apart(middles: Sequence[float], heights: Sequence[float], most: float) -> list[float]:
    """Return the middles of texts, from the lowest up, moved so that none is over another and none is above `most`."""
    placed, foot = [], float("-inf")
    for middle, height in zip(middles, heights, strict=True):
        placed.append(max(middle, foot + height / 2))
        foot = placed[-1] + height / 2
    head = most
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], head - heights[number] / 2)
        head = placed[number] - heights[number] / 2
    return placed


def _middle(point: Point) -> float:
    return float(point.interval.low + point.interval.high) / 2


def _write(
    axes: Axes, at: tuple[float, float], offset: tuple[float, float], text: str, colour: str, **style: Any
) -> None:
    style = {"va": "bottom", "size": TEXT, **style}
    axes.annotate(text, at, offset, textcoords="offset points", color=LIGHT[colour], annotation_clip=False, **style)
