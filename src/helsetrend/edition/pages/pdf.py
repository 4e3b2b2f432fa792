"""A page as PDF for print and for screen readers (PDF/UA-1), set by typst.

The page is passed to typst as data, a tree of elements and texts, and never as markup, so that no text in the data can
be executed there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import typst
from bs4.element import NavigableString, Tag

from helsetrend.edition.pages.drawings import description_of, drawings_of, parsed
from helsetrend.edition.pages.plain_page import TEMPLATES
from helsetrend.edition.pages.sheets import fullness_of
from helsetrend.errors import EditionError, Fault
from helsetrend.report.presentation import LIGHT, fonts, sign, without_variables, words

LAYOUT = TEMPLATES / "report" / "report.typ"
ONLY_ON_SCREEN = frozenset({"nav", "summary", "style"})
CLASSES_ON_SCREEN = frozenset({"skip", "language", "to-newest", "to-changes", "narrow", "downloads", "description"})
"""The elements, and the classes of elements, that are left out on paper; a description becomes the text alternative."""

KEPT_ATTRIBUTES = ("id", "href", "lang", "class", "colspan")
"""The attributes that decide how an element is set."""

HOLDERS = frozenset(
    {
        *("body", "header", "main", "footer", "section", "hgroup", "div", "figure", "figcaption", "details"),
        *("blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tr"),
    }
)
"""The elements that contain other elements; white space between these is not text."""

MOST_FIGURES = 100
"""The most figures that are listed below their sources on paper; of more, each source has only their number."""

CHART_WIDTHS = (74, 66, 58)
"""The widths of charts that are tried, in percent of the text, until every sheet but the last is full enough."""

FULL_ENOUGH = 2 / 3
"""The part of a sheet from its upper margin down to its last line."""

Node = str | dict[str, Any]


def write_pdf(page: str, pdf: Path, *, language: str, day: date) -> list[float]:
    """Write a page of HTML in a language as PDF. `day`, the date of knowledge, is the date of the document.

    Returns how full each sheet but the last is. Raises EditionError if the page cannot be set as accessible PDF, such
    as for a chart without text, a skipped heading level, or a missing font.
    """
    title = title_of(page)
    content = {
        "title": title,
        "language": language,
        "date": [day.year, day.month, day.day],
        "colours": LIGHT,
        "foot": foot(language, page="{page}", pages="{pages}"),
        "nodes": nodes_of(page),
    }
    best, fullest, parts = b"", -1.0, list[float]()
    for width in CHART_WIDTHS:
        made = _typeset({**content, "width": width}, pdf)
        full = fullness_of(made)
        if min(full, default=1.0) > fullest:
            best, fullest, parts = made, min(full, default=1.0), full
        if fullest >= FULL_ENOUGH:
            break
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_bytes(best)
    _mark_row_headers(pdf)
    return parts


def _typeset(content: Mapping[str, Any], pdf: Path) -> bytes:
    """Return the PDF of a page. Raises EditionError, which names the file that it would be, as `write_pdf` says."""
    compiler = typst.Compiler(
        LAYOUT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(content, ensure_ascii=False)},
    )
    try:
        made, warnings = compiler.compile_with_warnings(pdf_standards="ua-1")
    except typst.TypstError as error:
        raise EditionError([_fault(pdf, str(error))]) from error
    if warnings or not isinstance(made, bytes):
        raise EditionError([_fault(pdf, str(warning)) for warning in warnings])
    return made


def foot(language: str, *, page: object, pages: object) -> str:
    """Return the text at the foot of each sheet, beside the title."""
    return words(language).say("pdf.page", page=page, pages=pages).text


def title_of(page: str) -> str:
    """Return the title of a page, or an empty text if it has none."""
    title = re.search("<title>(.*?)</title>", page, re.DOTALL)
    return unescape(title[1]) if title else ""


def nodes_of(page: str) -> list[Node]:
    """Return a page as a tree: texts, and elements with their tag, their attributes and their children."""
    soup = parsed(page)
    images = {str(image["data-name"]): image for image in soup.find_all(role="img") if image.has_attr("data-name")}
    drawn: dict[str, Node] = {
        drawing.name: {"tag": "drawing", "svg": drawing.svg, "alt": description_of(images[drawing.name])}
        for drawing in drawings_of(page)
    }
    left_out: dict[int, str] = {}
    targets: dict[str, str] = {}
    if len(soup.select(".sources details li")) > MOST_FIGURES:
        for source in soup.select(".sources > li"):
            for details in source.select("details"):
                left_out[id(details)] = f" ({details.summary.get_text() if details.summary else ''})"
                targets |= {f"#{figure['id']}": f"#{source['id']}" for figure in details.select("[id]")}
    return [*_children(soup.body, _OnPaper(drawn, left_out, targets))] if soup.body else []


@dataclass(frozen=True)
class _OnPaper:
    """What differs on paper from the page.

    - `drawn`: what stands for each drawing, by its name
    - `left_out`: the text that stands for an element, by the identity of the element
    - `targets`: where a link leads instead, by where it leads on the page
    """

    drawn: Mapping[str, Node]
    left_out: Mapping[int, str]
    targets: Mapping[str, str]


def _children(element: Tag, paper: _OnPaper) -> Iterator[Node]:
    for child in element.children:
        if type(child) is NavigableString or id(child) in paper.left_out:
            text = re.sub(r"[ \t\r\n]+", " ", paper.left_out.get(id(child), str(child)))
            if text.strip(" ") or (text and element.name not in HOLDERS):
                yield text
        elif isinstance(child, Tag) and not _is_only_on_screen(child):
            yield _node(child, paper)


def _is_only_on_screen(element: Tag) -> bool:
    return element.name in ONLY_ON_SCREEN or not CLASSES_ON_SCREEN.isdisjoint(element.get("class") or ())


def _node(element: Tag, paper: _OnPaper) -> Node:
    if element.get("role") == "img":
        return paper.drawn[str(element["data-name"])]
    node: dict[str, Any] = {"tag": element.name, "children": [*_children(element, paper)]}
    node |= {name: element[name] for name in KEPT_ATTRIBUTES if element.has_attr(name)}
    if "href" in node:
        node["href"] = paper.targets.get(node["href"], node["href"])
    if element.has_attr("data-sign"):
        node["sign"] = without_variables(sign(str(element["data-sign"])))
    if room := re.search(r"([0-9.]+)ch", str(element.get("style", ""))):
        node["room"] = float(room[1])
    return node


def _fault(pdf: Path, found: str) -> Fault:
    return Fault(f"{pdf.parent.name}/{pdf.name}", 0, "", found, "a page that can be set as accessible PDF")


def _mark_row_headers(pdf: Path) -> None:
    """Mark the first cell of each row in the body of a table as its header, which typst does not support yet."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        for row in _elements(document.Root.StructTreeRoot, "/TR"):
            first = row.K[0] if isinstance(row.K, pikepdf.Array) else row.K
            if first.get("/S") == "/TD":
                first.S = pikepdf.Name.TH
                first.A = pikepdf.Array(
                    [*_attributes(first), pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)]
                )
        document.save(pdf, deterministic_id=True)


def _attributes(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    found = element.get("/A", pikepdf.Array())
    yield from found if isinstance(found, pikepdf.Array) else [found]


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of one kind in the tag tree, in their order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _elements(child, kind)
    elif isinstance(element, pikepdf.Dictionary):
        if element.get("/S") == kind:
            yield element
        if "/K" in element:
            yield from _elements(element.K, kind)
