"""A picture that stands by itself: a drawing with title, measure and source, as SVG, PNG or PDF."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from textwrap import wrap
from typing import Any, Self

import typst
from markupsafe import Markup

from helsetrend.errors import check_name
from helsetrend.files import write_whole
from helsetrend.report.presentation.chart import Chart
from helsetrend.report.presentation.drawing import LETTER, without_variables
from helsetrend.report.presentation.palette import LIGHT

LAYOUT = Path(__file__).with_name("picture.typ")


@dataclass(frozen=True)
class Size:
    """A size in pixels: width and height, margin, and the letters of title, measure and notes."""

    width: int
    height: int
    margin: int
    title: int
    text: int
    small: int


SIZES = {"slide": Size(1200, 675, 60, 38, 24, 18), "page": Size(800, 560, 24, 24, 17, 13)}
"""The sizes of a picture: for a slide, and for a page of a document, where it is as wide as the text."""

WIDTHS_IN_PRINT = {"slide": "1200pt", "page": "16cm"}
"""How wide a picture is as PDF."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, its SVG, and the title and the description that the SVG has."""

    name: str
    svg: str
    title: str = ""
    description: str = ""
    language: str = "en"
    size: str = "slide"

    @classmethod
    def of_chart(cls, chart: Chart, language: str, *, size: str = "slide", foot: str = "") -> Self:
        """Return the picture of a chart; `foot` follows its source. Raises UnknownNameError for another size."""
        check_name(size, SIZES, kind="size")
        below = [*chart.notes, f"{chart.source.text}. {foot}" if foot else chart.source.text]
        drawing = without_variables(chart.drawings["wide"])
        svg = framed(chart.title, chart.subtitle, below, drawing, chart.alt, language, SIZES[size])
        return cls(chart.name, svg, chart.title, chart.alt, language, size)

    def png(self) -> bytes:
        """Return the same as PNG, 1200 pixels wide as a slide, and of twice the size for a page."""
        return self._set(f"{SIZES[self.size].width}pt", format="png", ppi=72 if self.size == "slide" else 144)

    def pdf(self) -> bytes:
        """Return the same as PDF that assistive technology can read."""
        return self._set(WIDTHS_IN_PRINT[self.size], format="pdf", pdf_standards=["ua-1"])

    def save(self, path: Path) -> Path:
        """Write it in the form that the ending of a path names. Raises ValueError for another ending, and OSError."""
        forms: dict[str, Callable[[], str | bytes]] = {".svg": lambda: self.svg, ".png": self.png, ".pdf": self.pdf}
        form = forms.get(path.suffix.lower())
        if form is None:
            raise ValueError(f"{path.name!r} is not the name of a picture; allowed: an ending of {', '.join(forms)}")
        write_whole(path, form())
        return path

    def _set(self, width: str, **options: Any) -> bytes:
        """Return it as set by typst."""
        inputs = {"title": self.title, "description": self.description or self.title, "language": self.language}
        inputs |= {"svg": self.svg, "width": width}
        made = typst.compile(LAYOUT, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs, **options)
        return bytes(made)


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of matplotlib, without importing it: text and charts share its sans serif font.

    They are read once, which takes as long as to make a picture.
    """
    folder = Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")))
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def framed(
    title: str, measure: str, below: Sequence[str], drawing: str, description: str, language: str, size: Size
) -> str:
    """Return a drawing as the SVG of a picture: below its title and measure, above its notes and its source."""
    inner, margin = size.width - 2 * size.margin, size.margin
    heads, measures = balanced(title, size.title, inner), wrapped(measure, size.text, inner)
    notes = [line for note in below for line in wrapped(note, size.small, inner)]
    first, foot = margin + size.title * 0.8, len(notes) * size.small * 1.4
    top = first + size.title * 1.3 * (len(heads) - 1)
    parts = [written(heads, margin, first, size.title, weight=700)]
    parts.append(written(measures, margin, top + size.text * 5 / 3, size.text, "muted"))
    begin = top + size.text * (31 / 12 + 1.3 * (len(measures) - 1))
    parts.append(placed(drawing, margin, begin, inner, size.height - begin - foot - margin))
    parts.append(written(notes, margin, size.height - margin / 2 - foot + size.small, size.small, "muted"))
    return picture_svg((size.width, size.height), language, title, description, parts)


def picture_svg(size: tuple[int, int], language: str, title: str, description: str, parts: Sequence[Markup]) -> str:
    """Return the SVG of a picture of a size in pixels, with its parts on a light ground."""
    width, height = size
    return (
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
            ' xml:lang="{}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-family="DejaVu Sans, sans-serif">\n'
            '<title>{}</title>\n<desc>{}</desc>\n<rect width="{w}" height="{h}" fill="{}"/>\n{}\n</svg>\n'
        )
    ).format(language, title, description, LIGHT["page"], Markup("\n").join(parts), w=width, h=height)


def placed(drawing: str, left: float, top: float, width: float, height: float) -> Markup:
    """Return a drawing within a box."""
    head = f'<svg x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}"'
    box = re.search(r'viewBox="[^"]*"', drawing)
    fitted = f'{head} {box[0] if box else ""} preserveAspectRatio="xMinYMin meet">'
    return Markup(re.sub(r"<svg[^>]*>", lambda _: fitted, drawing, count=1))


def written(
    lines: Sequence[str], left: float, top: float, size: float, colour: str = "ink", *, weight: int = 400
) -> Markup:
    """Return lines of text; `top` is the foot of the first one."""
    html = Markup('<text x="{:.0f}" y="{:.0f}" font-size="{}" font-weight="{}" fill="{}">{}</text>')
    return Markup("").join(
        html.format(left, top + number * size * 1.3, size, weight, LIGHT[colour], line)
        for number, line in enumerate(lines)
    )


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return the lines of a text in letters of a size."""
    return wrap(text, int(width / (LETTER * size)))


def balanced(text: str, size: float, width: float) -> list[str]:
    """Return the lines of a text as in `wrapped`, none much shorter than the others."""
    lines = wrapped(text, size, width)
    letters = next((count for count in range(1, len(text) + 1) if len(wrap(text, count)) <= len(lines)), 1)
    return wrap(text, max([letters, *map(len, text.split())]))
