"""What all drawings share: widths and sizes of letters in pixels, the style, and SVG for a page.

Matplotlib is imported where something is drawn: who only sets drawings on a page starts without it.
"""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from helsetrend.report.presentation.palette import LIGHT

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

WIDTHS = {"wide": 720, "narrow": 340}
"""The widths of the two drawings of a chart, in pixels: for screens and paper, and for phones."""

TEXT, SMALL, LETTER, BOLD = 13.5, 12, 0.62, 1.12
"""Sizes of letters in pixels; the most that a letter is wide on average as a part of its size, and how much wider a
bold one is."""

LAB = {
    "page": "--jp-layout-color0",
    "ink": "--jp-content-font-color0",
    "muted": "--jp-content-font-color2",
    "rule": "--jp-border-color2",
    "accent": "--jp-brand-color1",
    "good": "--jp-success-color1",
    "bad": "--jp-error-color1",
}
"""The variables of JupyterLab's theme that stand in for the colours of a page, so that a dark theme has light ink."""


def drawing_style() -> AbstractContextManager[None]:
    """Return a context in which matplotlib draws in the font of the charts and takes no text as a formula."""
    import matplotlib as mpl

    return mpl.rc_context(
        {"font.family": "DejaVu Sans", "font.size": TEXT, "hatch.linewidth": 2, "text.parse_math": False}
    )


def canvas_of(width: float, height: float) -> "Canvas":
    """Return an empty canvas of a size in pixels."""
    from matplotlib.figure import Figure as Canvas

    return Canvas(figsize=(width / 72, height / 72), dpi=72)


def as_svg(canvas: "Canvas", name: str) -> str:
    """Return the canvas as SVG for use within a page: with its colours and font, and with unique identifiers."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "helsetrend"}):
        canvas.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = _in_tags(svg, lambda tag: re.sub(r"'DejaVu Sans'[^;\"]*", "var(--font, sans-serif)", tag))
    svg = _in_tags(svg, lambda tag: re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{name}-", tag))
    return with_variables(svg)


def _in_tags(svg: str, change: Callable[[str], str]) -> str:
    """Return a drawing with a change in its tags, but none in its texts."""
    return re.sub(r"<[^>]*>", lambda tag: change(tag[0]), svg)


def with_variables(svg: str) -> str:
    """Return a drawing that takes its colours from the page that it is on, or from JupyterLab."""
    fallbacks = {part: f"var({LAB[part]}, {colour})" if part in LAB else colour for part, colour in LIGHT.items()}
    variables = {colour: f"var(--{part}, {fallbacks[part]})" for part, colour in LIGHT.items()}
    return _in_tags(svg, lambda tag: re.sub("|".join(variables), lambda colour: variables[colour[0]], tag))


def without_variables(svg: str) -> str:
    """Return a drawing with the colours of the light page and the font written out."""
    coloured = r"var\(--[a-z]+, (?:(#[0-9a-f]{6})|var\([a-z0-9-]+, (#[0-9a-f]{6})\))\)"
    svg = _in_tags(svg, lambda tag: re.sub(coloured, lambda colour: colour[1] or colour[2], tag))
    return _in_tags(svg, lambda tag: tag.replace("var(--font, sans-serif)", "'DejaVu Sans', sans-serif"))
