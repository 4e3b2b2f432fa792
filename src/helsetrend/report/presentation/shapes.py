"""The shapes of a drawing over time: columns, or a line with dots and a band, and columns alone as a small panel."""

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helsetrend.report.presentation.drawing import BOLD, LETTER, SMALL, as_svg, canvas_of, drawing_style
from helsetrend.report.presentation.mark import Mark
from helsetrend.report.presentation.palette import LIGHT

COLUMN = 0.6
"""The width of a column as a part of the room of its year."""

SIZE = (230, 112)
"""Width and height of a panel in pixels."""
FOOT, HEADROOM, MOST_ROOM = 22, 1.12, 42
"""Of a panel, in pixels: the height of the labels and the most room of a year; and the axis in highest columns."""


def draw_columns(axes: Axes, marks: Sequence[Mark]) -> None:
    """Draw each column up to its lower bound, lighter up to its upper bound, with hatches and outlines."""
    for mark in marks:
        _column(axes, mark)
    _earlier(axes, marks, [_width(mark) * 0.64 for mark in marks])


def _width(mark: Mark) -> float:
    """Return the width of a column of a whole year or a part of it."""
    return COLUMN * (mark.extent[1] - mark.extent[0])


def _column(axes: Axes, mark: Mark) -> None:
    """Draw a column, its bounds, a converted figure."""
    observed, colour, width = mark.observation, LIGHT[mark.colour], _width(mark)
    left = mark.middle - width / 2

    def box(low: float, high: float, **style: Any) -> None:
        axes.add_patch(Rectangle((left, low), width, high - low, **{"facecolor": "none", "linewidth": 0, **style}))

    if interval := observed.interval:
        low, high = float(interval.low), float(interval.high)
        if mark.is_outlined:
            box(0, low, facecolor=LIGHT["page"], edgecolor=colour, linewidth=1.6, linestyle=mark.dash)
        else:
            box(0, low, facecolor=colour)
        box(low, high, facecolor=colour, alpha=0.45)
        if observed.part:
            box(0, low, edgecolor=LIGHT["page"], hatch="//")
    if mark.converted:
        box(
            float(mark.converted.low), float(mark.converted.high),
            edgecolor=LIGHT["ink"], linestyle=(0, (4, 2)), linewidth=1.2,
        )  # fmt: skip


def _earlier(axes: Axes, marks: Sequence[Mark], reaches: Sequence[float]) -> None:
    """Draw the earlier value of each revised figure as a hollow tick that reaches across the mark to both sides."""
    ticks = [
        (float(mark.observation.revised.value), mark.middle, reach)
        for mark, reach in zip(marks, reaches, strict=True)
        if mark.observation.revised
    ]
    if not ticks:
        return
    values, middles, _ = zip(*ticks, strict=True)
    lefts, rights = ([middle + side * reach for _, middle, reach in ticks] for side in (-1, 1))
    axes.hlines(values, lefts, rights, color=LIGHT["page"], linewidth=4.5, zorder=4)
    axes.hlines(values, lefts, rights, color=LIGHT["ink"], linewidth=1.4, zorder=5)
    axes.plot(
        middles, values, "o", markersize=6, markerfacecolor=LIGHT["page"], markeredgecolor=LIGHT["ink"],
        markeredgewidth=1.4, zorder=6,
    )  # fmt: skip


def draw_line(axes: Axes, marks: Sequence[Mark]) -> None:
    """Draw the years as a line with dots and a band of bounds, broken where a year is missing or the series breaks."""
    import seaborn as sns  # which takes long to import, and most reports have columns alone

    for run in _runs(marks):
        bounds = [mark.observation.interval for mark in run if mark.observation.interval]
        years = [mark.middle for mark in run]
        lows, highs = [float(bound.low) for bound in bounds], [float(bound.high) for bound in bounds]
        middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
        axes.fill_between(years, lows, highs, color=LIGHT["accent"], alpha=0.25, linewidth=0)
        sns.lineplot(x=years, y=middles, color=LIGHT["accent"], linewidth=2.2, errorbar=None, ax=axes)
    _dots(axes, marks)
    _earlier(axes, marks, [COLUMN / 2] * len(marks))
    for mark in marks:
        if mark.converted:
            low, height = float(mark.converted.low), float(mark.converted.width)
            axes.add_patch(
                Rectangle(
                    (mark.middle - COLUMN / 2, low), COLUMN, height, facecolor="none", edgecolor=LIGHT["ink"],
                    linestyle=(0, (4, 2)), linewidth=1.2,
                )
            )  # fmt: skip


def _dots(axes: Axes, marks: Sequence[Mark]) -> None:
    """Draw the bounds of each figure as an upright stroke, and a dot in the middle: a square for a part of a year."""
    drawn = [(mark, bounds) for mark in marks if (bounds := mark.observation.interval)]
    lows, highs = [float(bounds.low) for _, bounds in drawn], [float(bounds.high) for _, bounds in drawn]
    colours, years = [LIGHT[mark.colour] for mark, _ in drawn], [mark.middle for mark, _ in drawn]
    axes.vlines(years, lows, highs, colours, alpha=0.45, linewidth=9, capstyle="projecting")
    alike: dict[tuple[str, int, str], list[tuple[float, float]]] = {}
    for (mark, _), low, high in zip(drawn, lows, highs, strict=True):
        shape, size = "s" if mark.observation.part else "o", 9 if mark.is_accent else 7
        face = LIGHT["page" if mark.is_outlined else "accent"]
        alike.setdefault((shape, size, face), []).append((mark.middle, (low + high) / 2))
    for (shape, size, face), places in alike.items():
        axes.plot(
            *zip(*places, strict=True), shape, markersize=size, markerfacecolor=face, markeredgecolor=LIGHT["accent"],
            markeredgewidth=1.6, zorder=3,
        )  # fmt: skip


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the stretches of years that a line may join: comparable neighbours, each a whole year with a figure."""
    run: list[Mark] = []
    for mark in marks:
        is_whole = mark.observation.figure is not None and mark.observation.part is None
        if run and (not is_whole or mark.breaks):
            yield run
            run = []
        if is_whole:
            run.append(mark)
    if run:
        yield run


def panel(marks: Sequence[Mark], *, name: str) -> str:
    """Return a small picture of a whole series as SVG: its columns, the first and the last year labelled.

    A missing year is a hollow dot. `name` makes identifiers unique.
    """
    width, height = SIZE
    used = min(width, MOST_ROOM * len(marks))
    with drawing_style():
        canvas = canvas_of(width, height)
        axes = canvas.add_axes((0, FOOT / height, used / width, 1 - FOOT / height))
        draw_columns(axes, marks)
        first, last = marks[0], marks[-1]
        top = max(mark.end for mark in marks) or 1.0
        axes.set(xlim=(first.year, last.year + 1), ylim=(0, top * HEADROOM), xlabel="", ylabel="")
        axes.set_axis_off()
        axes.axhline(0, color=LIGHT["muted"], linewidth=1.2, clip_on=False)
        holes = [mark.year + 0.5 for mark in marks if mark.is_hole]
        hollow: dict[str, Any] = {"markerfacecolor": LIGHT["page"], "markeredgecolor": LIGHT["muted"], "markersize": 7}
        axes.plot(holes, [0] * len(holes), "o", clip_on=False, zorder=6, **hollow)
        for mark, at, end in ((first, float(first.year), "left"), (last, last.year + 1.0, "right"))[: len(marks)]:
            if len(mark.label) * BOLD * LETTER * SMALL < used / len(marks):
                at, end = mark.year + 0.5, "center"
            axes.annotate(
                mark.label, (at, 0), (0, -7), textcoords="offset points", annotation_clip=False,
                ha=end, va="top", size=SMALL, color=LIGHT["ink"], weight="bold" if mark.is_accent else "normal",
            )  # fmt: skip
    return as_svg(canvas, name)
