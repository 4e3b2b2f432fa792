"""Drawings read back from their SVG: areas, lines, dots and texts with their places and colours, and the axes."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
COLOUR = re.compile(r"var\(--(?P<name>[a-z]+), (?:var\(--jp-[\w-]+, )?(?P<light>#[0-9a-f]{6})\)\)?")


@dataclass
class Shape:
    """A path at its place: closed or not, with its points; of a marker only the place counts."""

    points: list[tuple[float, float]]
    style: dict[str, str]
    is_closed: bool
    is_marker: bool = False
    corners: tuple[tuple[float, float], ...] = ()
    """The corners of a marker about its place; a circle has hardly any, as most of it is curves."""

    @property
    def left(self) -> float:
        return min(x for x, _ in self.points)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.points)

    @property
    def top(self) -> float:
        return min(y for _, y in self.points)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.points)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def fill(self) -> str:
        return _name(self.style.get("fill", ""))

    @property
    def stroke(self) -> str:
        return _name(self.style.get("stroke", ""))

    @property
    def is_dashed(self) -> bool:
        return "stroke-dasharray" in self.style

    @property
    def is_hatched(self) -> bool:
        return self.style.get("fill", "").startswith("url(#")


@dataclass
class Text:
    """A line of text, as wide as it is in the font of the drawings."""

    text: str
    x: float
    y: float
    anchor: str
    style: dict[str, str]

    @property
    def size(self) -> float:
        return float(self.style["font-size"].removesuffix("px"))

    @property
    def is_bold(self) -> bool:
        return self.style.get("font-weight") == "700"

    @property
    def left(self) -> float:
        return self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def width(self) -> float:
        return _width(self.text, self.size, is_bold=self.is_bold)

    @property
    def top(self) -> float:
        """Where capital letters begin."""
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where the letters end that reach below the line."""
        return self.y + 0.15 * self.size

    @property
    def colour(self) -> str:
        return _name(self.style["fill"])


@dataclass
class Axis:
    """An axis of numbers with its light lines: where they are and what is written at them."""

    left: float
    right: float
    ticks: dict[float, float]
    """The place of each number."""

    def at(self, y: float) -> float:
        """Return the number at a place, as the first and the last number on the axis have it."""
        zero, (last, place) = self.ticks[0], max(self.ticks.items())
        return (zero - y) * last / (zero - place)


def _name(colour: str) -> str:
    match = COLOUR.fullmatch(colour)
    return match["name"] if match else colour


@cache
def _width(text: str, size: float, *, is_bold: bool) -> float:
    """Return how wide a text is in DejaVu Sans, which is wider than most fonts of pages."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if is_bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def styled(element: ET.Element) -> dict[str, str]:
    return dict(part.strip().split(": ", 1) for part in element.get("style", "").split(";") if part.strip())


def shapes(svg: str) -> list[Shape]:
    """Return all that is drawn but text, in the order of drawing."""
    return [*_shapes(ET.fromstring(svg))]


def _shapes(root: ET.Element) -> Iterator[Shape]:
    defined = {id(element) for part in root.iter(f"{SVG}defs") for element in part.iter()}
    paths = {element.get("id"): element for element in root.iter(f"{SVG}path")}
    for element in root.iter():
        if id(element) in defined:
            continue
        if element.tag == f"{SVG}path" and "L" in element.get("d", ""):
            yield Shape(_points(element), styled(element), "z" in element.get("d", ""))
        if element.tag == f"{SVG}use":
            path = paths[element.get(LINK, "").removeprefix("#")]
            x, y = float(element.get("x", 0)), float(element.get("y", 0))
            is_marker = all(abs(number) < 20 for point in _points(path) for number in point)
            points = [(x, y)] if is_marker else [(x + right, y + down) for right, down in _points(path)]
            corners = tuple(_points(path)) if is_marker else ()
            yield Shape(points, styled(path) | styled(element), "z" in path.get("d", ""), is_marker, corners)


def _points(path: ET.Element) -> list[tuple[float, float]]:
    found = re.findall(r"[ML] (\S+) (\S+)", path.get("d", ""))
    return [(float(x), float(y)) for x, y in found]


def areas(svg: str) -> list[Shape]:
    """Return the areas that are filled or framed; without the grounds of texts, which are in the colour of the page."""
    closed = [shape for shape in shapes(svg) if shape.is_closed and not shape.is_marker]
    return [shape for shape in closed if shape.fill not in ("page", "none") or shape.stroke]


def grounds(svg: str) -> list[Shape]:
    """Return the grounds of texts, in the colour of the page."""
    return [shape for shape in shapes(svg) if shape.is_closed and shape.fill == "page" and not shape.stroke]


def dots(svg: str) -> list[Shape]:
    """Return the markers."""
    return [shape for shape in shapes(svg) if shape.is_marker]


def lines(svg: str, colour: str) -> list[Shape]:
    """Return the lines of a colour."""
    return [shape for shape in shapes(svg) if not shape.is_closed and not shape.is_marker and shape.stroke == colour]


def texts(svg: str) -> list[Text]:
    """Return each line of text."""
    return [
        Text("".join(element.itertext()), *_place(element), style.get("text-anchor", "start"), style)
        for element in ET.fromstring(svg).iter(f"{SVG}text")
        for style in [styled(element)]
    ]


def _place(text: ET.Element) -> tuple[float, float]:
    """Return where a text is; a line of several is moved there."""
    moved = re.match(r"translate\((\S+) (\S+)\)", text.get("transform", ""))
    x, y = moved.groups() if moved else (text.get("x", ""), text.get("y", ""))
    return float(x), float(y)


def written(svg: str) -> str:
    """Return all texts as one."""
    return " ".join(text.text for text in texts(svg))


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height in pixels."""
    _, _, width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())
    return width, height


def axes(svg: str, *, decimal: str = ",") -> list[Axis]:
    """Return the axes of numbers, each from its zero upwards, in the order of drawing."""
    found: list[Axis] = []
    for line in lines(svg, "rule"):
        if line.top == line.bottom:
            number = next(
                text
                for text in texts(svg)
                if text.anchor == "end" and 0 < line.left - text.x < 8 and abs(text.y - text.size * 0.38 - line.top) < 2
            )
            value = float(re.sub("[\u00a0 ]|" + ("," if decimal == "." else r"\."), "", number.text).replace(",", "."))
            if value == 0:
                found.append(Axis(line.left, line.right, {}))
            found[-1].ticks[value] = line.top
    return found


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Return the pairs of texts that run into one another."""
    all_ = texts(svg)
    return [
        (one.text, other.text)
        for number, one in enumerate(all_)
        for other in all_[number + 1 :]
        if one.left < other.right - 0.5
        and other.left < one.right - 0.5
        and one.top < other.bottom - 0.5
        and other.top < one.bottom - 0.5
    ]


def outside(svg: str) -> list[str]:
    """Return the texts that run out of the drawing."""
    width, height = size_of(svg)
    return [
        text.text
        for text in texts(svg)
        if text.left < -0.5 or text.right > width + 0.5 or text.top < 0 or text.bottom > height
    ]
