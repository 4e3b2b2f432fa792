"""The drawings of a page as SVG files, with colours and fonts that do not depend on the page."""

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
    """The drawing of a chart: its name, its finding, its description in words, and its SVG, independent of the page."""

    name: str
    finding: str
    description: str
    svg: str

    def as_file(self, language: str) -> str:
        """Return the text of an SVG file with title and description."""
        head = Markup('<svg role="img" xml:lang="{}"').format(language)
        texts = Markup("<title>{}</title>\n<desc>{}</desc>").format(self.finding, self.description)
        return re.sub(r"<svg([^>]*)>", lambda tag: f"{head}{tag[1]}>\n{texts}", self.svg, count=1) + "\n"


def drawings_of(page: str) -> Iterator[Drawing]:
    """Yield the wide drawing of each chart of a page, in the order of the page, in the colours of the light page."""
    for chart in _CHART.finditer(page):
        drawn = _WIDE.search(chart[0])
        soup = BeautifulSoup(without_drawings(chart[0]), "html.parser")
        if drawn is None:
            raise ValueError(f"chart {chart['name']} has no drawing")
        texts = [str(image.get("aria-label", "")) for image in soup.select("[role=img]")]
        texts += [element.get_text() for element in soup.select(".description p, .description li")]
        finding = " ".join(element.get_text() for element in soup.select("figcaption strong"))
        yield Drawing(chart["name"], finding, " ".join(texts), _without_page(drawn["svg"]))


def without_drawings(page: str) -> str:
    """Return a page without its drawings, which are most of its elements; it parses many times faster."""
    return _SVG.sub("", page)


def drawn_on(page: str) -> list[str]:
    """Return all drawings of a page, as SVG."""
    return _SVG.findall(page)


def _without_page(svg: str) -> str:
    """Return a drawing with the values of the colours and the font that it takes from variables of its page."""
    return re.sub(r"var\(--[a-z]+, ?([^)]*)\)", r"\1", svg)
