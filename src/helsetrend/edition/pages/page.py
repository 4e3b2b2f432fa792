"""The HTML page of an executed notebook: its prose and the outputs of its cells; only this module uses nbconvert."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup

from helsetrend.edition.pages.downloads import GROUPS, Download
from helsetrend.report.presentation import DARK, LIGHT, entries, words

if TYPE_CHECKING:
    from nbconvert.exporters import TemplateExporter

TEMPLATES = Path(__file__).parent / "templates"


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
    notebook knows: what stands below the title, and the section on what changed since the edition before, which is the
    last one. It contains no code, and loads nothing from the network.
    """
    content = nbformat.read(executed, as_version=4)
    content.cells += [_cell(html, tags) for html, tags in ((header, ["header"]), (changes, [])) if html]
    page = entries(language)["page"]
    feet = [cell for cell in content.cells if "footer" in cell.metadata.get("tags", [])]
    contents = _contents(cell for cell in content.cells if cell not in feet)
    contents += [("downloads", page["downloads"])] if downloads else []
    resources = {
        "palettes": {"light": LIGHT, "dark": DARK},
        "page": page,
        "language": language,
        "others": {other: words(other).say("language.link").text for other in languages if other != language},
        "contents": [*contents, *_contents(feet)],
        "title": _title(content),
        "downloads": downloads,
        "download_groups": {
            words(language).say(f"page.downloads_{group}").text: kinds for group, kinds in GROUPS.items()
        },
    }
    html, _ = exporter().from_notebook_node(content, resources=resources)
    return str(html)


@cache
def _prose(source: str) -> str:
    """Return the HTML of a markdown cell, with an identifier for each section heading."""
    from nbconvert.filters import markdown2html_mistune

    soup = BeautifulSoup(markdown2html_mistune(source), "html.parser")
    for link in soup.find_all("a", class_="anchor-link"):
        link.decompose()
    for heading in soup.find_all("h2"):
        heading["id"] = re.sub(r"\W+", "-", heading.get_text().lower()).strip("-")
    return str(soup)


def _cell(html: Markup, tags: Sequence[str]) -> nbformat.NotebookNode:
    """Return HTML as the output of a cell."""
    output = nbformat.v4.new_output("display_data", {"text/html": str(html)})
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(outputs=[output], metadata={"tags": list(tags)})
    return cell


def _output_html(cell: nbformat.NotebookNode) -> str:
    """Return the HTML outputs of a cell."""
    return "\n".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))


def _title(content: nbformat.NotebookNode) -> str:
    """Return the text of the first-level heading in the outputs of the cells."""
    headed = next((html for cell in content.cells if "<h1" in (html := _output_html(cell))), "")
    heading = BeautifulSoup(headed, "html.parser").h1
    return heading.get_text() if heading else ""


def _contents(cells: Iterable[nbformat.NotebookNode]) -> list[tuple[str, str]]:
    """Return identifier and short name of each section: the kicker above its heading, or the heading itself."""
    sections = []
    for cell in cells:
        html = _prose(cell.source) if cell.cell_type == "markdown" else _output_html(cell)
        if "<h2" not in html or "notebook-only" in cell.metadata.get("tags", []):
            continue
        for heading in BeautifulSoup(html, "html.parser").find_all("h2"):
            above = heading.find_previous_sibling("p", class_="kicker")
            sections.append((str(heading["id"]), (above or heading).get_text()))
    return sections
