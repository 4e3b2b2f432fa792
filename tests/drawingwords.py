"""What a drawing shows in words, mark by mark, read back from its SVG: "bar 2021: 77.4", "dot 2020: 43"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from readback import Shape, Text, lines, shapes, texts

GROUPED = re.compile(r"(?<![0-9,])(?!0,)[0-9]{1,3}(,[0-9]{3})+(?![0-9,])")
"""A number with commas of thousands, as in English."""

MARK = re.compile(r"((?:bar|hatched bar|bounds|dot|ring|line|band) [^:]+): (.+)")
"""A mark in words: what it is and where, and its numbers."""

YEAR = re.compile(r"(19|20)[0-9]{2}")
"""What a label of time has in it."""


@dataclass
class Scale:
    """An axis of numbers: its ends from left to right, the places of its numbers, the labels of time below it."""

    left: float
    right: float
    ticks: list[tuple[float, float]] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)

    @property
    def foot(self) -> float:
        return max(place for place, _ in self.ticks)

    @property
    def zero(self) -> float:
        return next((place for place, number in self.ticks if number == 0), self.foot)

    def at(self, y: float) -> str:
        """Return the number at a height, with four digits."""
        (low, first), (high, last) = self.ticks[0], self.ticks[-1]
        return f"{first + (low - y) * (last - first) / (low - high):.4g}"

    def label(self, x: float) -> str:
        """Return the label of time that stands next to a place."""
        nearest = min(self.labels, key=lambda text: abs((text.left + text.right) / 2 - x), default=None)
        return nearest.text if nearest else "?"

    def span(self, shape: Shape) -> str:
        """Return the labels at the two ends of a shape, one if they are the same."""
        return " to ".join(dict.fromkeys((self.label(shape.left + 1), self.label(shape.right - 1))))


def marks_in_words(svg: str) -> list[str]:
    """Return each mark of a drawing with axes, in the order of drawing: its kind, its place in time and its numbers."""
    scales = _scales(svg)
    return [said for shape in shapes(svg) if (scale := _scale_of(shape, scales)) for said in _said(shape, scale)]


def _scales(svg: str) -> list[Scale]:
    written = texts(svg)
    found: list[Scale] = []
    for line in lines(svg, "rule"):
        numbers = [
            text
            for text in written
            if text.anchor == "end" and 0 < line.left - text.x < 10 and abs(text.y - text.size * 0.38 - line.top) < 2
        ]
        if line.top != line.bottom or not numbers:
            continue
        if not found or (line.left, line.right) != (found[-1].left, found[-1].right) or line.top > found[-1].foot:
            found.append(Scale(line.left, line.right))
        found[-1].ticks.append((line.top, _number(numbers[0].text)))
    for scale in found:
        years = [
            text
            for text in written
            if YEAR.search(text.text) and scale.left - 9 < (text.left + text.right) / 2 < scale.right + 9
        ]
        below = [text for text in years if text.y > scale.foot] or years
        scale.labels = [text for text in below if text.y - min(label.y for label in below) < 2]
    return [scale for scale in found if len(scale.ticks) > 1]


def _number(text: str) -> float:
    plain = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    return float(plain.replace(",", "" if GROUPED.search(plain) else "."))


def _scale_of(shape: Shape, scales: Sequence[Scale]) -> Scale | None:
    """Return the axis that a shape stands on, if any: the nearest one that it is above, within its ends."""
    x, y = shape.middle
    under = [scale for scale in scales if scale.left - 9 < x < scale.right + 9 and y < scale.foot + 9]
    return min(under, key=lambda scale: scale.foot - y, default=None)


def _said(shape: Shape, scale: Scale) -> Iterator[str]:
    x, y = shape.middle
    if shape.is_marker:
        if shape.fill == "ink":
            yield f"arrow {scale.label(x)}"
        else:
            yield f"{'ring' if shape.stroke == 'ink' else 'dot'} {scale.label(x)}: {scale.at(y)}"
    elif shape.is_closed:
        yield from _area(shape, scale)
    elif shape.stroke not in ("rule", "muted", "page", ""):
        if shape.left == shape.right and shape.is_dashed:
            yield f"break {scale.label(x)}"
        elif len(shape.points) == 2 and shape.left == shape.right:
            yield f"bounds {scale.label(x)}: {scale.at(shape.bottom)} to {scale.at(shape.top)}"
        else:
            yield f"line {scale.span(shape)}: {', '.join(scale.at(point[1]) for point in shape.points)}"


def _area(shape: Shape, scale: Scale) -> Iterator[str]:
    if shape.fill in ("page", "none", "rule") and not shape.stroke:
        return
    bounds = f"{scale.at(shape.bottom)} to {scale.at(shape.top)}"
    if shape.is_dashed and shape.stroke == "muted":
        yield f"empty place {scale.span(shape)}"
    elif len(shape.points) > 5:
        yield f"band {scale.span(shape)}: {', '.join(scale.at(point[1]) for point in shape.points)}"
    elif abs(shape.bottom - scale.zero) < 0.01:
        yield f"{'hatched bar' if shape.is_hatched else 'bar'} {scale.label(shape.middle[0])}: {scale.at(shape.top)}"
    else:
        yield f"bounds {scale.label(shape.middle[0])}: {bounds}"
