"""All files of one edition, made into a folder: pages, PDFs, drawings, tables, executed notebooks."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from helsetrend.edition import notebook
from helsetrend.edition.exports import WORKBOOK, Dataset, write_open_data, write_workbook
from helsetrend.edition.pages import downloads_of, exporter, page_of, pictures_of, write_pdf
from helsetrend.edition.parameters import Parameters
from helsetrend.edition.side_by_side import side_by_side
from helsetrend.files import notebook_of
from helsetrend.report import Content

logger = logging.getLogger(__name__)


def make_files(stage: Path, parameters: Parameters, content: Content, tables: Sequence[Dataset]) -> None:
    """Write all files of an edition except its manifest into `stage`, from its content and the tables made of it.

    Logs each step. Raises NotebookError where a notebook fails, EditionError where a page
    cannot be set as PDF.
    """
    languages = content.languages
    runs = {language: partial(_run, language, parameters, stage) for language in languages}
    with side_by_side(runs, at_once=len(runs)) as finished:
        write_open_data(content, stage, tables=tables)  # while the kernels work
        for language in languages:
            write_workbook(content, language, stage / language / WORKBOOK, tables=tables)
        logger.info("open data and workbooks written")
        exporter()
        for language in finished:
            logger.info("%s: notebook run", language)
    for language in languages:
        _write_pdf_and_pictures(language, parameters, stage)
    for language in languages:
        _write_page(language, stage, languages)
    logger.info("pages, PDFs and drawings written")


def _run(language: str, parameters: Parameters, stage: Path) -> None:
    """Run the notebook of a language; the work is done by its kernel, a process of its own."""
    executed = _executed(language, stage)
    executed.parent.mkdir(exist_ok=True)
    notebook.execute(notebook_of(language), executed, parameters.values)


def _write_pdf_and_pictures(language: str, parameters: Parameters, stage: Path) -> None:
    """Write what is made of the page alone: its PDF, and its charts as files."""
    page = page_of(_executed(language, stage), language=language)
    write_pdf(page, stage / language / "report.pdf", language=language, day=parameters.as_of)
    (stage / "figures").mkdir(exist_ok=True)
    for picture in pictures_of(page, language):
        path = stage / "figures" / f"{picture.name}.{language}.svg"
        path.write_text(picture.svg, encoding="utf-8")
        path.with_suffix(".png").write_bytes(picture.png())


def _write_page(language: str, stage: Path, languages: Sequence[str]) -> None:
    """Write the page, once all files that it links to exist."""
    page = page_of(
        _executed(language, stage), language=language, languages=languages, downloads=[*downloads_of(stage, language)]
    )
    (stage / language / "index.html").write_text(page, encoding="utf-8")


def _executed(language: str, stage: Path) -> Path:
    return stage / "notebooks" / notebook_of(language).name
