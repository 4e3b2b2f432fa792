"""A small picture of a whole series: columns from zero over its years, the bounds lighter, a missing year hollow."""

from collections.abc import Sequence
from typing import Any

from helsetrend.report.presentation.drawing import BOLD, LETTER, SMALL, as_svg, canvas_of, drawing_style
from helsetrend.report.presentation.mark import Mark
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.shapes import draw_columns

SIZE = (230, 112)
"""Width and height in pixels."""
FOOT, HEADROOM, MOST_ROOM = 22, 1.12, 42
"""In pixels: the height of the labels and the most room of a year; the height of the axis in highest columns."""


def panel(marks: Sequence[Mark], *, name: str) -> str:
    """Return the picture as SVG; the first and the last year are labelled. `name` makes identifiers unique."""
    width, height = SIZE
    used = min(width, MOST_ROOM * len(marks))
    with drawing_style():
        canvas = canvas_of(width, height)
        axes = canvas.add_axes((0, FOOT / height, used / width, 1 - FOOT / height))
        axes.set(xticks=[], yticks=[])  # before seaborn reads the labels of ticks that are then replaced
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
