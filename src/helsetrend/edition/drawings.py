"""The drawings of a page as files of their own: colours and fonts that need no page around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from markupsafe import Markup

_CHART = re.compile(r'<figure class="chart" id="chart-(?P<name>[^"]*)">.*?</figure>', re.DOTALL)
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_WIDE = re.compile(r'<div class="wide"[^>]*>(?P<svg><svg.*?</svg>)', re.DOTALL)


@dataclass(frozen=True)
class Drawing:
    """The drawing of a chart: its name, its finding, what it shows in words, and the SVG, which needs no page."""

    name: str
    finding: str
    description: str
    svg: str

    def as_file(self, language: str) -> str:
        """The drawing as a file of SVG with title and description."""
        head = Markup('<svg role="img" xml:lang="{}"').format(language)
        texts = Markup("<title>{}</title>\n<desc>{}</desc>").format(self.finding, self.description)
        return re.sub(r"<svg([^>]*)>", lambda tag: f"{head}{tag[1]}>\n{texts}", self.svg, count=1) + "\n"


def drawings(page: str) -> Iterator[Drawing]:
    """The wide drawing of each chart of a page, in its order, in the colours of the light page."""
    for chart in _CHART.finditer(page):
        drawn = _WIDE.search(chart[0])
        soup = BeautifulSoup(without_drawings(chart[0]), "html.parser")
        if drawn is None:
            raise ValueError(f"chart {chart['name']} has no drawing")
        told = [str(one.get("aria-label", "")) for one in soup.select("[role=img]")]
        told += [one.get_text() for one in soup.select(".description p, .description li")]
        finding = " ".join(one.get_text() for one in soup.select("figcaption strong"))
        yield Drawing(chart["name"], finding, " ".join(told), _without_page(drawn["svg"]))


def without_drawings(page: str) -> str:
    """A page without what is drawn on it, which is most of its elements: to be read many times faster."""
    return _SVG.sub("", page)


def drawn_on(page: str) -> list[str]:
    """All that is drawn on a page, as SVG."""
    return _SVG.findall(page)


def _without_page(svg: str) -> str:
    """A drawing with the colours and the font that it takes from its page written into it."""
    return re.sub(r"var\(--[a-z]+, ?([^)]*)\)", r"\1", svg)
