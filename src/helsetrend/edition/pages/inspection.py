"""The checks that the pages of a language and its PDF must pass before they are published.

Each check yields all faults that it finds. What is ugly and not wrong, such as an empty half of a sheet, is no fault.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from unicodedata import bidirectional, category

from bs4 import BeautifulSoup
from bs4.element import Tag

from helsetrend.edition.pages.changes_page import CHANGES_PAGE, NEWEST
from helsetrend.edition.pages.drawings import drawn_on, parsed
from helsetrend.edition.pages.pdf import Node, foot, nodes_of, title_of
from helsetrend.edition.pages.sheets import sheets_of
from helsetrend.errors import Fault

PAGE_BYTES = 1_000_000
"""The largest size of a page."""

LOADING = frozenset({"script", "link", "iframe", "object", "embed", "img", "image", "video", "audio", "form", "base"})
"""The elements that would load another file, from the disk or the network; so would any with a source."""

_DENOMINATOR = re.compile(r"\b(?:per|pr)\b\.?\s\d.*")
OUTSIDE = (f"{NEWEST}.", "../../../index.html")
"""Where links lead that an edition finds in its place only: to the newest edition, to all of them."""

BACKWARDS = frozenset({"R", "AL", "AN", "NSM"})
"""The Unicode directions of characters written from right to left, or combined with one that is."""

BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "dt", "dd", "caption", "th", "td"})
"""The elements whose text the PDF must contain, in the order of the page."""


def faults_of(edition: Path, language: str, printed: Mapping[int, str]) -> list[Fault]:
    """Return the faults of the pages and of the PDF of a language, the files of which lie in an edition.

    `printed` holds the figures of its data as printed, by row.
    """
    return [
        Fault(f"{language}/{name}", 0, *finding)
        for name, found in {
            "index.html": page_faults(edition, language, printed),
            "report.pdf": pdf_faults(edition, language),
            CHANGES_PAGE: changes_faults(edition, language),
        }.items()
        for finding in found
    ]


PageFaults = Iterator[tuple[str, str, str]]
"""Faults of a page or PDF: the place on it, what was found there, what is allowed."""


def page_faults(edition: Path, language: str, printed: Mapping[int, str]) -> PageFaults:
    """Yield the faults of the page of a language; `printed` holds the figures of its data as printed, by row."""
    path = edition / language / "index.html"
    source = path.read_text(encoding="utf-8")
    if (size := len(source.encode())) > PAGE_BYTES:
        yield "", f"{size} bytes", f"at most {PAGE_BYTES} bytes"
    yield from _common_faults(page := parsed(source), source, path, language)
    yield from _chart_faults(page)
    yield from _source_faults(page, printed)


def changes_faults(edition: Path, language: str) -> PageFaults:
    """Yield the faults of the page of a language on what changed, where there is one."""
    path = edition / language / CHANGES_PAGE
    if path.exists():
        source = path.read_text(encoding="utf-8")
        yield from _common_faults(parsed(source), source, path, language)


def _common_faults(page: BeautifulSoup, source: str, path: Path, language: str) -> PageFaults:
    """Yield the faults that any page can have."""
    yield from _language_faults(page, language)
    yield from _heading_faults(page)
    yield from _table_faults(page)
    yield from _loading_faults(page, source)
    yield from _link_faults(page, path)


def _language_faults(page: BeautifulSoup, language: str) -> PageFaults:
    if (found := str(page.html.get("lang")) if page.html else "") != language:
        yield "html", f"lang={found!r}", f"lang={language!r}"
    if not (page.title and page.title.get_text(strip=True)):
        yield "title", "no text", "the title of the report"
    known = re.compile(r"[a-z]{2}(-[A-Za-z]+)*")
    for element in page.find_all(lang=True):
        if not known.fullmatch(str(element["lang"])):
            yield _place(element), f"lang={element['lang']!r}", "the code of a language"


def _heading_faults(page: BeautifulSoup) -> PageFaults:
    headings = page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    levels = [int(heading.name[1]) for heading in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "headings", f"levels {levels}", "one first-level heading, before all others"
    for (above, below), heading in zip(pairwise(levels), headings[1:], strict=True):
        if below > above + 1:
            yield _place(heading), f"level {below} after level {above}", f"at most level {above + 1}"
    for heading in headings:
        if not heading.get_text(strip=True):
            yield _place(heading), "a heading without text", "a text"


def _table_faults(page: BeautifulSoup) -> PageFaults:
    for table in page.find_all("table"):
        caption = table.caption.get_text(strip=True) if table.caption else ""
        place = f"table {caption!r}"
        if not caption:
            yield place, "no caption", "a caption"
        if not table.select("thead th") or table.select("thead td, thead th:not([scope=col])"):
            yield place, "a header of a column without its scope", 'th scope="col"'
        for row in table.select("tbody tr"):
            first = row.find(True, recursive=False)
            if not first or first.name != "th" or first.get("scope") != "row":
                yield place, f"a row without a header: {row.get_text(' ', strip=True)[:40]!r}", 'th scope="row"'


def _chart_faults(page: BeautifulSoup) -> PageFaults:
    seen: set[str] = set()
    for chart in page.find_all("figure"):
        place = f"chart {chart.get('id')!r}"
        finding = " ".join(element.get_text() for element in chart.select("figcaption strong"))
        alternatives = [str(image.get("aria-label", "")) for image in chart.select("[role=img]")]
        if len(alternatives) != 1 or not finding or finding not in alternatives[0] or alternatives[0] in seen:
            yield place, f"the text alternatives {alternatives}", f"one of its own, with its finding: {finding!r}"
        seen |= set(alternatives)
        description = " ".join(element.get_text() for element in chart.select(".description"))
        numbers = [link.get_text() for link in chart.select("table a.figure")]
        if not chart.select("table tbody tr"):
            yield place, "no table with figures", "the table behind the chart"
        for number in numbers:
            if number not in description:
                yield place, f"a description without {number!r}", "every number of its table"


def _loading_faults(page: BeautifulSoup, source: str) -> PageFaults:
    for element in page.find_all(_is_loading):
        yield _place(element), str(element)[:60], "nothing that loads another file"
    for drawing in drawn_on(source):
        tags = " ".join(re.findall(r"<[^>]*>", drawing))
        for found in re.findall(
            r"""<(?:script|image|foreignObject|style)\b[^>]*|\son\w+=|href=["'](?!#)[^"']*""", tags
        ):
            yield "drawing", found[:60], "nothing that loads another file"
    for address in re.findall(r"@import[^;]*|url\((?!\s*['\"]?#)[^)]*\)", source):
        yield "style", address[:60], "nothing that loads another file"


def _is_loading(element: Tag) -> bool:
    return element.name in LOADING or any(map(element.has_attr, ("src", "srcset", "http-equiv")))


def _link_faults(page: BeautifulSoup, path: Path) -> PageFaults:
    named = page.find_all(id=True)
    for name, count in Counter(str(element["id"]) for element in named).items():
        if count > 1:
            yield f"id {name!r}", f"{count} elements", "one element"
    places = {str(element["id"]): element for element in named}
    for link in page.find_all("a", href=True):
        href, text = str(link["href"]), link.get_text(strip=True)
        if not text:
            yield f"link to {href!r}", "no text", "a text"
        if href.startswith("#"):
            if (place := places.get(href[1:])) is None:
                yield f"link {text!r}", href, "a place on the page"
            elif "figure" in (link.get("class") or ()) and _digits(text) not in _digits_of_quotes(place):
                yield f"link {text!r}", f"the source prints {place.get_text()!r}", "the number as it is printed"
        elif (
            not re.match(r"https?://|mailto:", href)
            and not (path.parent / href).is_file()
            and not href.endswith("manifest.json")
            and not href.startswith(OUTSIDE)
        ):
            yield f"link {text!r}", href, "a file of the edition"


def _source_faults(page: BeautifulSoup, printed: Mapping[int, str]) -> PageFaults:
    """Yield a fault for each figure quoted under its source that is not the figure of the data."""
    for place in page.find_all("li", id=re.compile("^figure-")):
        expected, text = printed.get(int(str(place["id"]).removeprefix("figure-"))), place.get_text()
        if expected is None or " ".join(expected.split()) not in " ".join(text.split()):
            yield f"source of {place['id']}", text, f"the data print {expected!r}"


def pdf_faults(edition: Path, language: str) -> PageFaults:
    """Yield what differs between the PDF of a language and its page: the title, and each text in its order."""
    page = (edition / language / "index.html").read_text(encoding="utf-8")
    with sheets_of(edition / language / "report.pdf") as pdf:
        title = str(pdf.get_metadata_dict()["Title"])
        sheets = [_squeezed(sheet.get_textpage().get_text_range()) for sheet in pdf]
    feet = [_squeezed(title + foot(language, page=page, pages=len(sheets))) for page in range(1, len(sheets) + 1)]
    bodies = [sheet.removesuffix(foot_) for sheet, foot_ in zip(sheets, feet, strict=True)]
    text, headings = "".join(bodies), [_squeezed(heading) for heading in _headings(page)]
    for number, body in enumerate(bodies, start=1):
        if parted := [heading for heading in headings if heading and body.endswith(heading)]:
            yield f"page {number}", f"the heading {parted[0]!r} at its foot", "what it announces below it"
    if title != title_of(page):
        yield "title", title, title_of(page)
    reached = 0
    for block in _texts(nodes_of(page)):
        # Text from right to left is stored in the order of the sheet, and moves the numbers beside it.
        is_turned = any(bidirectional(character) in BACKWARDS for character in block)
        for part in re.findall(r"[^\W_]+", block) if is_turned else [block]:
            found = text.find(_squeezed(part), 0 if is_turned else reached)
            if found < 0:
                yield "text", f"nothing after {text[max(0, reached - 40) : reached]!r}", _squeezed(part)[:200]
            elif not is_turned:
                reached = found + len(_squeezed(part))


def _headings(page: str) -> list[str]:
    return [heading.get_text() for heading in parsed(page).select("main h2, main h3, main h4")]


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the text of each block on a page, in its order; of a block that contains others, the text before them."""
    for node in nodes:
        if isinstance(node, dict) and "children" in node:
            inner = [child for child in node["children"] if isinstance(child, dict) and _contains_blocks(child)]
            if node["tag"] in BLOCKS:
                yield "".join(_text(child) for child in node["children"] if child not in inner)
                yield from _texts(inner)
            else:
                yield from _texts(node["children"])


def _contains_blocks(node: Node) -> bool:
    if isinstance(node, str):
        return False
    return node["tag"] in BLOCKS or any(_contains_blocks(child) for child in node.get("children", []))


def _text(node: Node) -> str:
    """Return the text of a node as printed, where the address of a link follows its text."""
    if isinstance(node, str):
        return node
    text, address = "".join(map(_text, node.get("children", []))), node.get("href", "")
    return f"{text} ({address})" if address.startswith("http") else text


def _squeezed(text: str) -> str:
    """Return a text without the characters that may differ in a PDF.

    These are spaces, places where a word may break, letters written from right to left, and symbols that a font may
    lack.
    """
    kept = re.sub(r"[\s\u200b\u00ad\ufffe\x02-]+", "", text)
    return "".join(char for char in kept if bidirectional(char) not in BACKWARDS and category(char) not in ("So", "Cf"))


def _digits(text: str) -> str:
    """Return the digits of a number, without closing zeros, which depend on its scale, and what a rate is per."""
    return re.sub(r"\D", "", _DENOMINATOR.sub("", text)).rstrip("0")


def _digits_of_quotes(place: Tag) -> list[str]:
    return [_digits(quote) for quote in re.findall("[«“](.*?)[»”]", place.get_text())]


def _place(element: Tag) -> str:
    return f"{element.name} {element.get_text(' ', strip=True)[:40]!r}"
