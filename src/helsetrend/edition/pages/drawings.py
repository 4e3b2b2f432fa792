"""The drawings of a page: those of its charts, and the small ones of its panels; and the page without them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.element import Tag

from helsetrend.report.presentation import without_variables

_IMAGE = re.compile(r'<div role="img" [^>]*?data-name="(?P<name>[^"]*)"[^>]*>')
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Drawing:
    """A drawing: its name, and its SVG in the colours of the light page, which does not depend on the page."""

    name: str
    svg: str


def drawings_of(page: str) -> Iterator[Drawing]:
    """Yield the wide drawing of each chart and panel of a page, in the order of the page.

    Raises ValueError if a chart has no drawing.
    """
    for image in _IMAGE.finditer(page):
        drawn = _SVG.search(page, image.end())
        if drawn is None:
            raise ValueError(f"chart {image['name']} has no drawing")
        yield Drawing(image["name"], without_variables(drawn[0]))


def description_of(image: Tag) -> str:
    """Return the text alternative of the drawing in an element, with the long description that belongs to it."""
    chart = image.find_parent("figure")
    texts = [str(image.get("aria-label", ""))]
    texts += [element.get_text() for element in chart.select(".description p, .description li")] if chart else []
    return " ".join(texts)


@lru_cache(maxsize=16)
def parsed(page: str) -> BeautifulSoup:
    """Return a page as a tree without its drawings, which are most of its elements.

    All who read the page share the tree, and none may change it.
    """
    return BeautifulSoup(_SVG.sub("", page), "html.parser")


def drawn_on(page: str) -> list[str]:
    """Return all drawings of a page, as SVG."""
    return _SVG.findall(page)
