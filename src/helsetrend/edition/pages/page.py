"""The HTML page of an executed notebook: its prose and the outputs of its cells; only this module uses nbconvert."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup

from helsetrend.edition.pages.downloads import GROUPS, Download
from helsetrend.edition.pages.drawings import parsed
from helsetrend.edition.pages.plain_page import TEMPLATES, unbroken
from helsetrend.report.presentation import DARK, LIGHT, entries, words

if TYPE_CHECKING:
    from nbconvert.exporters import TemplateExporter


@dataclass(frozen=True)
class Section:
    """An entry of the list of contents: the identifier of its heading, its short name, whether it is an appendix."""

    target: str
    name: str
    is_appendix: bool = False


@cache
def exporter() -> "TemplateExporter":
    """Return the exporter with the template of the report; nbconvert is imported at the first call.

    It is the plain TemplateExporter: HTMLExporter would parse the page once more, and insert a placeholder for a
    missing text alternative.
    """
    from nbconvert.exporters import TemplateExporter

    return TemplateExporter(
        template_name="report",
        template_extension=".html.j2",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"prose": _prose},
        default_preprocessors=[],
    )


def page_of(
    executed: Path,
    *,
    language: str,
    languages: Sequence[str] = (),
    downloads: Sequence[Download] = (),
    header: Markup | None = None,
    changes: Markup | None = None,
) -> str:
    """Return the HTML page of an executed notebook in a language, with links to the other files of its edition.

    `languages` are those of the edition, to the other pages of which it links. `header` and `changes` are what no
    notebook knows: what stands below the title, and the section on what changed since the edition before, which is
    the first of the appendices. The page contains no code, and loads nothing from the network.
    """
    content = nbformat.read(executed, as_version=4)
    cells = content.cells
    first = next((place for place, cell in enumerate(cells, start=1) if "appendix" in _tags(cell)), len(cells))
    cells[first:first] = [_cell(html, tags) for html, tags in ((header, ["header"]), (changes, [])) if html]
    page = entries(language)["page"]
    title, lead = _opening(content)
    feet = [cell for cell in content.cells if "footer" in _tags(cell)]
    contents = [*_contents(cell for cell in content.cells if cell not in feet)]
    contents += [Section("downloads", page["downloads"], is_appendix=True)] if downloads else []
    resources = {
        "palettes": {"light": LIGHT, "dark": DARK},
        "page": page,
        "language": language,
        "others": {other: words(other).say("language.link").text for other in languages if other != language},
        "contents": contents,
        "title": title,
        "lead": lead,
        "is_pictured": any('class="panels"' in _output_html(cell) for cell in content.cells),
        "downloads": downloads,
        "download_groups": {
            words(language).say(f"page.downloads_{group}").text: kinds for group, kinds in GROUPS.items()
        },
    }
    html, _ = exporter().from_notebook_node(content, resources=resources)
    return unbroken(str(html))


@cache
def _prose(source: str) -> str:
    """Return the HTML of a markdown cell, with an identifier for each section heading."""
    from nbconvert.filters import markdown2html_mistune

    soup = BeautifulSoup(markdown2html_mistune(source), "html.parser")
    for link in soup.find_all("a", class_="anchor-link"):
        link.decompose()
    for heading in soup.find_all(["h2", "h3"]):
        heading["id"] = re.sub(r"\W+", "-", heading.get_text().lower()).strip("-")
    return str(soup)


def _tags(cell: nbformat.NotebookNode) -> Sequence[str]:
    tags: Sequence[str] = cell.metadata.get("tags", [])
    return tags


def _cell(html: Markup, tags: Sequence[str]) -> nbformat.NotebookNode:
    """Return HTML as the output of a cell."""
    output = nbformat.v4.new_output("display_data", {"text/html": str(html)})
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(outputs=[output], metadata={"tags": list(tags)})
    return cell


def _output_html(cell: nbformat.NotebookNode) -> str:
    """Return the HTML outputs of a cell."""
    return "\n".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))


def _opening(content: nbformat.NotebookNode) -> tuple[str, str]:
    """Return the first-level heading in the outputs of the cells, and the lead below it."""
    headed = next((html for cell in content.cells if "<h1" in (html := _output_html(cell))), "")
    soup = BeautifulSoup(headed, "html.parser")
    title, lead = soup.h1, soup.select_one(".lead")
    return title.get_text() if title else "", lead.get_text() if lead else ""


def _contents(cells: Iterable[nbformat.NotebookNode]) -> Iterator[Section]:
    """Yield the sections: of second-level headings, and from the cell tagged "appendix" on of third-level ones.

    A section is called by the kicker above its heading, or else by the heading itself. One without an identifier, which
    nothing can lead to, is passed over.
    """
    level, is_appendix = "h2", False
    for cell in cells:
        tags = _tags(cell)
        if "appendix" in tags:
            level, is_appendix = "h3", True
        elif "notebook-only" not in tags:
            html = _prose(cell.source) if cell.cell_type == "markdown" else _output_html(cell)
            for heading in parsed(html).find_all(level, id=True) if f"<{level}" in html else []:
                above = heading.find_previous_sibling("p", class_="kicker")
                yield Section(str(heading["id"]), (above or heading).get_text(), is_appendix)
