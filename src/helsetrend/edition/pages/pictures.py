"""Pictures to share: each chart, and the panels as one, as SVG and PNG that stand by themselves on a slide."""

from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from helsetrend.edition.pages.drawings import description_of, drawings_of, parsed
from helsetrend.report.presentation import SIZES, Picture, framed, inner, picture_svg, placed, wrapped, written

SHARED = (1200, 630)
"""Width and height in pixels of the picture of the panels, which links to the page show."""

MARGIN, TITLE, TEXT, SMALL = 60, 38, 24, 18
"""In pixels: its margin, and the sizes of its letters."""

MOST_ON_A_PICTURE = 4
"""The most panels on one picture."""

DEVELOPMENT = "development"
"""The name of the picture of the panels."""


def pictures_of(page: str, language: str) -> Iterator[Picture]:
    """Yield a picture of each chart of a page in a language, and one of its panels if it has any."""
    soup = parsed(page)
    drawn = {drawing.name: drawing.svg for drawing in drawings_of(page)}
    for chart in soup.select("figure.chart"):
        (image,) = chart.select("[role=img]")
        name = str(image["data-name"])
        yield Picture(name, _slide(chart, drawn[name], description_of(image), language))
    if items := soup.select(".panels > li")[:MOST_ON_A_PICTURE]:
        yield Picture(DEVELOPMENT, _development(soup, items, drawn, language))


def _slide(chart: Tag, drawing: str, description: str, language: str) -> str:
    """Return a chart with the finding of its section as title, its own title and measure, its notes and its source."""
    title, measure = (_text(chart, f"figcaption div:nth-of-type({place})") for place in (1, 2))
    if finding := chart.find_previous(["h2", "h3"]):
        unit, _, years = measure.rpartition(", ")
        measure = f"{title}, {years}" if title.casefold().endswith(unit.casefold()) else f"{title}: {inner(measure)}"
        title = " ".join(finding.get_text().split())
    below = [_text(chart, ".chart-notes"), _text(chart, ".source")]
    return framed(title, measure, below, drawing, description, language, SIZES["slide"])


def _development(page: BeautifulSoup, panels: Sequence[Tag], drawn: dict[str, str], language: str) -> str:
    """Return the title and the lead of a page over its panels."""
    title, lead, source = _text(page, "h1"), _text(page, ".lead"), _text(page, ".panels + .source")
    gap, width = 36, SHARED[0] - 2 * MARGIN
    each = (width - gap * (len(panels) - 1)) / len(panels)
    heads = wrapped(lead, TEXT, width)
    top = MARGIN + TITLE * 0.8
    parts = [written([title], MARGIN, top, TITLE, weight=700), written(heads, MARGIN, top + 46, TEXT)]
    begin, descriptions = top + 46 + TEXT * 1.4 * len(heads) + 24, []
    for number, panel in enumerate(panels):
        (image,) = panel.select("[role=img]")
        left, names = MARGIN + number * (each + gap), wrapped(_text(panel, ".name"), SMALL, each)
        parts.append(written(names, left, begin, SMALL, weight=700))
        values = wrapped(_text(panel, ".value"), TEXT + 4, each)
        parts.append(written(values, left, begin + 82, TEXT + 4, "accent", weight=700))
        changes = wrapped(_text(panel, ".change"), SMALL, each)
        parts.append(written(changes, left, begin + 118 + 34 * (len(values) - 1), SMALL, "muted"))
        parts.append(placed(drawn[str(image["data-name"])], left, begin + 200, each, 150))
        descriptions.append(description_of(image))
    parts.append(written(wrapped(source, SMALL, width)[:1], MARGIN, SHARED[1] - MARGIN / 2, SMALL, "muted"))
    return picture_svg(SHARED, language, title, " ".join(descriptions), parts)


def _text(element: Tag, selector: str) -> str:
    found = element.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""
