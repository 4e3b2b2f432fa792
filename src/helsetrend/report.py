"""A notebook and its parameters become an executed notebook and an HTML page; the only module that knows papermill."""

import ast
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from bs4 import BeautifulSoup
from papermill.exceptions import PapermillExecutionError

from helsetrend.language import LANGUAGES, entries
from helsetrend.palette import DARK, LIGHT
from helsetrend.shipped import NOTEBOOKS, TEMPLATES

if TYPE_CHECKING:
    from nbconvert.exporters import TemplateExporter

NOTEBOOK = "3-annual-report.{language}.ipynb"
KERNEL = "python3"
START_TIMEOUT = 120
"""Seconds that a kernel may take to start."""


class NotebookError(RuntimeError):
    """A notebook failed: which one, in which cell, and what was raised."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook, as its parameters cell declares it."""

    name: str
    type: str
    default: Any
    help: str


@contextmanager
def quietly() -> Iterator[None]:
    """Keep what the libraries log, which is about themselves, from those who use the program."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def notebook_of(language: str) -> Path:
    """The notebook that makes the report in a language."""
    return NOTEBOOKS / NOTEBOOK.format(language=language)


def parameters_of(notebook: Path) -> dict[str, Parameter]:
    """The parameters of a notebook by their names, in the order of its parameters cell."""
    declared = papermill.inspect_notebook(str(notebook))
    return {
        name: Parameter(name, one["inferred_type_name"], ast.literal_eval(one["default"]), one["help"])
        for name, one in declared.items()
    }


def execute(notebook: Path, executed: Path, parameters: Mapping[str, Any]) -> None:
    """Run a notebook with the parameters and write it with its outputs to `executed`.

    What differs from run to run, papermill's times and names, is left out. Raises NotebookError where a cell fails or
    the kernel dies.
    """
    try:
        content = papermill.execute_notebook(
            str(notebook),
            str(executed),
            parameters=dict(parameters),
            kernel_name=KERNEL,
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=START_TIMEOUT,
            extra_arguments=["--log-level=ERROR"],
            shutdown_kernel="immediate",
        )
    except PapermillExecutionError as error:
        where = f"{notebook.name}, cell [{error.exec_count}]"
        raise NotebookError(f"{where}: {error.ename}: {error.evalue}") from error
    except Exception as error:
        raise NotebookError(f"{notebook.name}: {error}") from error
    content.metadata.pop("papermill", None)
    for cell in content.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    nbformat.write(content, executed)


@cache
def exporter() -> "TemplateExporter":
    """What makes pages of notebooks, by the template of the report; nbconvert is imported at the first call.

    It is nbconvert's plain one: the one for HTML would read the page once more, and give an image without a text
    alternative a placeholder.
    """
    from nbconvert.exporters import TemplateExporter

    return TemplateExporter(
        template_name="report",
        template_extension=".html.j2",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"prose": _prose},
        default_preprocessors=[],
    )


def render(executed: Path, page: Path, *, language: str) -> None:
    """Write an executed notebook as a page of HTML in the given language: no code, nothing from the network."""
    content = nbformat.read(executed, as_version=4)
    resources = {
        "palettes": {"light": LIGHT, "dark": DARK},
        "page": entries(language)["page"],
        "language": language,
        "other_language": next(other for other in LANGUAGES if other != language),
        "contents": _contents(content),
        "title": _title(content),
    }
    html, _ = exporter().from_notebook_node(content, resources=resources)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(html, encoding="utf-8")


def _prose(source: str) -> str:
    """The HTML of a markdown cell, with an identifier for each section that it opens."""
    from nbconvert.filters import markdown2html_mistune

    soup = BeautifulSoup(markdown2html_mistune(source), "html.parser")
    for link in soup.find_all("a", class_="anchor-link"):
        link.decompose()
    for heading in soup.find_all("h2"):
        heading["id"] = re.sub(r"\W+", "-", heading.get_text().lower()).strip("-")
    return str(soup)


def _shown(cell: nbformat.NotebookNode) -> str:
    """The HTML that a cell gave."""
    return "\n".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))


def _title(content: nbformat.NotebookNode) -> str:
    """The text of the one first-level heading that the cells gave."""
    headed = next((html for cell in content.cells if "<h1" in (html := _shown(cell))), "")
    heading = BeautifulSoup(headed, "html.parser").h1
    return heading.get_text() if heading else ""


def _contents(content: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """Target and short name of each section: the words above its heading, or the heading itself."""
    sections = []
    for cell in content.cells:
        html = _prose(cell.source) if cell.cell_type == "markdown" else _shown(cell)
        if "<h2" not in html or "notebook-only" in cell.metadata.get("tags", []):
            continue
        for heading in BeautifulSoup(html, "html.parser").find_all("h2"):
            above = heading.find_previous_sibling("p", class_="kicker")
            sections.append((str(heading["id"]), (above or heading).get_text()))
    return sections
