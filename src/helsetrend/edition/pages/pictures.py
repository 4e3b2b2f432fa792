"""Pictures to share: each chart, and the panels as one, as SVG and PNG that stand by themselves on a slide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from textwrap import wrap

import typst
from bs4 import BeautifulSoup
from bs4.element import Tag
from markupsafe import Markup

from helsetrend.edition.pages.drawings import description_of, drawings_of, without_drawings
from helsetrend.edition.pages.page import TEMPLATES
from helsetrend.report.presentation import LETTER, LIGHT

SLIDE, SHARED = (1200, 675), (1200, 630)
"""Width and height in pixels of a slide with a chart, and of the picture of the panels that links to the page show."""

MARGIN, TITLE, TEXT, SMALL = 60, 38, 24, 18
"""In pixels: the margin, and the sizes of letters."""

MOST_PANELS = 4
"""The most panels on one picture."""

DEVELOPMENT = "development"
"""The name of the picture of the panels."""

LAYOUT = TEMPLATES / "report" / "picture.typ"


@dataclass(frozen=True)
class Picture:
    """A picture: its name, and its SVG with title and description."""

    name: str
    svg: str

    def png(self) -> bytes:
        """Return the same as PNG, 1200 pixels wide."""
        made = typst.compile(
            LAYOUT, font_paths=[fonts()], ignore_system_fonts=True, format="png", ppi=72, sys_inputs={"svg": self.svg}
        )
        return bytes(made) if isinstance(made, bytes) else b""


def fonts() -> Path:
    """Return the folder of matplotlib's fonts, without importing it: text and charts share its sans serif font."""
    return Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")))


def pictures_of(page: str, language: str) -> Iterator[Picture]:
    """Yield a picture of each chart of a page in a language, and one of its panels if it has any."""
    soup = BeautifulSoup(without_drawings(page), "html.parser")
    drawn = {drawing.name: drawing.svg for drawing in drawings_of(page)}
    for chart in soup.select("figure.chart"):
        (image,) = chart.select("[role=img]")
        name = str(image["data-name"])
        yield Picture(name, _slide(chart, drawn[name], description_of(image), language))
    if items := soup.select(".panels > li")[:MOST_PANELS]:
        yield Picture(DEVELOPMENT, _development(soup, items, drawn, language))


def _slide(chart: Tag, drawing: str, description: str, language: str) -> str:
    """Return a chart with its title, its measure, its notes and its source."""
    title, measure = (_text(chart, f"figcaption div:nth-of-type({place})") for place in (1, 2))
    lines = _lines(title, TITLE, SLIDE[0] - 2 * MARGIN)
    below = [*_lines(_text(chart, ".chart-notes"), SMALL), *_lines(_text(chart, ".source"), SMALL)]
    top, foot = MARGIN + TITLE * (0.8 + 1.25 * (len(lines) - 1)), len(below) * SMALL * 1.4
    parts = [_written(lines, MARGIN, top, TITLE, weight=700), _written([measure], MARGIN, top + 40, TEXT, "muted")]
    parts.append(_placed(drawing, MARGIN, top + 62, SLIDE[0] - 2 * MARGIN, SLIDE[1] - top - 62 - foot - MARGIN))
    parts.append(_written(below, MARGIN, SLIDE[1] - MARGIN / 2 - foot + SMALL, SMALL, "muted"))
    return _picture(SLIDE, language, title, description, parts)


def _development(page: BeautifulSoup, panels: Sequence[Tag], drawn: dict[str, str], language: str) -> str:
    """Return the title and the lead of a page over its panels."""
    title, lead, source = _text(page, "h1"), _text(page, ".lead"), _text(page, ".panels + .source")
    gap, width = 36, SHARED[0] - 2 * MARGIN
    each = (width - gap * (len(panels) - 1)) / len(panels)
    heads = _lines(lead, TEXT)
    top = MARGIN + TITLE * 0.8
    parts = [_written([title], MARGIN, top, TITLE, weight=700), _written(heads, MARGIN, top + 46, TEXT)]
    begin, descriptions = top + 46 + TEXT * 1.4 * len(heads) + 24, []
    for number, one in enumerate(panels):
        (image,) = one.select("[role=img]")
        left, names = MARGIN + number * (each + gap), _lines(_text(one, ".name"), SMALL, each)
        parts.append(_written(names, left, begin, SMALL, weight=700))
        values = _lines(_text(one, ".value"), TEXT + 4, each)
        parts.append(_written(values, left, begin + 82, TEXT + 4, "accent", weight=700))
        changes = _lines(_text(one, ".change"), SMALL, each)
        parts.append(_written(changes, left, begin + 118 + 34 * (len(values) - 1), SMALL, "muted"))
        parts.append(_placed(drawn[str(image["data-name"])], left, begin + 200, each, 150))
        descriptions.append(description_of(image))
    parts.append(_written(_lines(source, SMALL)[:1], MARGIN, SHARED[1] - MARGIN / 2, SMALL, "muted"))
    return _picture(SHARED, language, title, " ".join(descriptions), parts)


def _picture(size: tuple[int, int], language: str, title: str, description: str, parts: Sequence[Markup]) -> str:
    width, height = size
    return (
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
            ' xml:lang="{}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-family="DejaVu Sans, sans-serif">\n'
            '<title>{}</title>\n<desc>{}</desc>\n<rect width="{w}" height="{h}" fill="{}"/>\n{}\n</svg>\n'
        )
    ).format(language, title, description, LIGHT["page"], Markup("\n").join(parts), w=width, h=height)


def _placed(drawing: str, left: float, top: float, width: float, height: float) -> Markup:
    """Return a drawing within a box."""
    head = f'<svg x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}"'
    box = re.search(r'viewBox="[^"]*"', drawing)
    fitted = f'{head} {box[0] if box else ""} preserveAspectRatio="xMinYMin meet">'
    return Markup(re.sub(r"<svg[^>]*>", lambda _: fitted, drawing, count=1))


def _written(
    lines: Sequence[str], left: float, top: float, size: float, colour: str = "ink", *, weight: int = 400
) -> Markup:
    """Return lines of text; `top` is the foot of the first one."""
    html = Markup('<text x="{:.0f}" y="{:.0f}" font-size="{}" font-weight="{}" fill="{}">{}</text>')
    return Markup("").join(
        html.format(left, top + number * size * 1.3, size, weight, LIGHT[colour], line)
        for number, line in enumerate(lines)
    )


def _lines(text: str, size: float, width: float = SLIDE[0] - 2 * MARGIN) -> list[str]:
    return wrap(text, int(width / (LETTER * size)))


def _text(element: Tag, selector: str) -> str:
    found = element.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""
