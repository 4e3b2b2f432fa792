"""All files of an edition, made into a folder and inspected: pages, PDFs, drawings, tables, executed notebooks."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from helsetrend.edition import notebook, pages
from helsetrend.edition.changes import Sentences, Stated, changes_between, stated_by
from helsetrend.edition.exports import WORKBOOK, Dataset, disagreements, write_open_data, write_workbook
from helsetrend.edition.parameters import Parameters
from helsetrend.edition.side_by_side import side_by_side
from helsetrend.edition.warm_process import apart
from helsetrend.errors import EditionError
from helsetrend.files import notebook_of
from helsetrend.report import Content, Labels, labels_in_each_language

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EditionBefore:
    """The edition before on the same year: the date of its knowledge, and what it states."""

    day: date
    stated: Stated


def make_files(
    stage: Path,
    parameters: Parameters,
    content: Content,
    tables: Sequence[Dataset],
    *,
    sentences: Sentences,
    before: EditionBefore | None = None,
) -> None:
    """Write all files of an edition except its manifest into `stage`, from its content and the tables made of it.

    `sentences` are those at the head of the report. What changed since the edition `before` is named if there is one.
    Logs each step. Raises NotebookError where a notebook fails, EditionError where a page
    cannot be set as PDF.
    """
    languages = content.languages
    runs = {language: partial(_run, language, parameters, stage) for language in languages}
    with side_by_side(runs, at_once=len(runs)) as finished:
        write_open_data(content, stage, tables=tables, before=before.day if before else None)  # while the kernels work
        for language in languages:
            write_workbook(content, language, stage / language / WORKBOOK, tables=tables)
        logger.info("open data and workbooks written")
        for language, _ in finished:
            logger.info("%s: notebook run", language)
    labels = labels_in_each_language(content)
    changed = _changed(content, labels, before, stated_by(stage, sentences)) if before else {}
    for language, changes in changed.items():
        _write_changes(changes, stage / language, languages)
    calls = {
        language: partial(
            apart,
            pages,
            "write_page",
            stage,
            _executed(language, stage),
            language=language,
            languages=languages,
            day=parameters.as_of,
            changes=pages.changes_section(changed[language]) if changed else None,
        )
        for language in languages
    }
    with side_by_side(calls, at_once=len(calls)) as finished:
        empty = dict(finished)
    logger.info("pages, PDFs and drawings written")
    for language in languages:
        for number, part in empty[language].items():
            logger.warning("%s/report.pdf: page %d is only %d percent full", language, number, int(100 * part))


def inspect(edition: Path, content: Content, tables: Sequence[Dataset]) -> None:
    """Check an edition before it is put in place: its pages and PDFs, and its data against the tables of its content.

    Raises EditionError with all faults.
    """
    printed, languages = _printed(content, tables), content.languages
    calls = {language: partial(apart, pages, "faults_of", edition, language, printed) for language in languages}
    with side_by_side(calls, at_once=len(calls)) as found:
        faults = disagreements(content, edition, tables=tables)
        by_language = dict(found)
    faults += [fault for language in languages for fault in by_language[language]]
    if faults:
        raise EditionError(faults)


def _run(language: str, parameters: Parameters, stage: Path) -> None:
    """Run the notebook of a language; the work is done by its kernel, a process of its own."""
    executed = _executed(language, stage)
    executed.parent.mkdir(exist_ok=True)
    notebook.execute(notebook_of(language), executed, parameters.values)


def _changed(
    content: Content, labels: Mapping[str, Labels], before: EditionBefore, after: Stated
) -> "dict[str, pages.ChangeWords]":
    """Return what changed since the edition before, in each language."""
    changes = changes_between(before.day, before.stated, after)
    revised = [revision.new for revision in content.revisions]
    return {
        language: pages.ChangeWords(
            changes,
            named,
            year=content.year,
            day=content.vintage.as_of,
            reasons={
                (figure.metric, figure.service, str(figure.period)): reason
                for figure in revised
                if (reason := figure.revision.get(language))
            },
        )
        for language, named in labels.items()
    }


def _write_changes(changes: "pages.ChangeWords", folder: Path, languages: Sequence[str]) -> None:
    """Write the page on what changed, and the correction notice if there is one."""
    (folder / pages.CHANGES_PAGE).write_text(pages.changes_page(changes, languages), encoding="utf-8")
    if notice := pages.correction_notice(changes):
        (folder / pages.NOTICE).write_text(notice, encoding="utf-8")


def _executed(language: str, stage: Path) -> Path:
    return stage / "notebooks" / notebook_of(language).name


def _printed(content: Content, tables: Sequence[Dataset]) -> dict[int, str]:
    """Return the figures that the report cites or leads to as printed, by row in the data."""
    (figures,) = (table for table in tables if table.name == "figures")
    cited = figures.where("row", content.rows.__contains__)
    return {int(str(cells["row"])): str(cells["as_printed"]) for cells in cited.cells()}
