"""One report, from the request to the edition in its place: whole or not at all.

An edition lies in `reports/<year>/<date of knowledge>/`. It is made in a folder beside its place, inspected, and moved
there in one step. If anything fails, the previous edition stays as it was, and the failed run is kept (see shelf.py).
"""

import logging
from datetime import date
from pathlib import Path
from typing import Any

from helsetrend.edition import notebook
from helsetrend.edition.build import EditionBefore, inspect, make_files
from helsetrend.edition.changes import Sentences, changes_between, stated_by
from helsetrend.edition.exports import datasets, write_series_of
from helsetrend.edition.log import KeptLog, kept_log
from helsetrend.edition.manifest import inputs, versions, write_manifest
from helsetrend.edition.overview import write_overview
from helsetrend.edition.parameters import ParameterError, Parameters, checked_parameters
from helsetrend.edition.request import Request
from helsetrend.edition.shelf import (
    SERIES_FILE,
    editions,
    keep_failed,
    locked,
    replace_edition,
    require_latest_is_link,
    staged,
    switch_latest,
)
from helsetrend.events import read_counts
from helsetrend.published import chosen_languages, read_published
from helsetrend.report import Content, Labels, content_of, findings, known_on, labels_in_each_language

logger = logging.getLogger(__name__)


def abstract(content: Content, labels: Labels) -> dict[str, Any]:
    """Return title and opening sentence of a report, its figures in force, and its headings.

    The figures are by metric, service and period, the sentences by what they are about (see `Sentences`).
    """
    words = labels.words
    figures = {
        f"{labels.name(metric, service)}, {words.period(seen.figure.period)}": words.figure(seen.figure).text
        for metric, service in content.series
        for seen in content.vintage.series(metric, content.years, service)
        if seen.figure
    }
    sentences = findings(content, labels)
    return {"title": labels.title(content.year), "lead": sentences["lead"], "figures": figures, "sentences": sentences}


class ChangedError(RuntimeError):
    """Data or notebooks were changed while an edition was made of them."""


def make_edition(request: Request, *, reports: Path, is_waiting: bool = False) -> Path:
    """Make the edition for a request (see `checked_parameters`), put it in place below `reports` and return its folder.

    Logs each step. Raises DataError if the data are at fault, ParameterError if a parameter is impossible,
    NotebookError if a notebook fails, EditionError if the edition does not pass its inspection, LockedError if another
    run is at work on the same year (unless `is_waiting`), ChangedError if data or notebooks change meanwhile.
    """
    fixed = reports.absolute()  # the working directory belongs to the whole process, and any library may change it
    with kept_log() as log:
        place = _make_edition(request, fixed, log, is_waiting=is_waiting)
    return reports / place.relative_to(fixed)


def _make_edition(request: Request, reports: Path, log: KeptLog, *, is_waiting: bool) -> Path:
    try:
        made_of = _inputs(request)
        parameters, content = _content(request)
        tables = datasets(content)
    except ParameterError:
        raise
    except BaseException as error:
        keep_failed(reports, request, error, log.lines)
        raise
    span = f"{parameters.first_year} to {parameters.year}"
    logger.info("data and parameters checked: %s, known on %s", span, parameters.as_of)
    place = reports / str(parameters.year) / str(parameters.as_of)
    with locked(place.parent, is_waiting=is_waiting), staged(place.parent) as stage:
        try:
            require_latest_is_link(place.parent)
            labels = labels_in_each_language(content)
            abstracts = {language: abstract(content, named) for language, named in labels.items()}
            sentences = {language: texts["sentences"] for language, texts in abstracts.items()}
            make_files(stage, parameters, content, tables, sentences=sentences, before=_edition_before(place))
            inspect(stage, content, tables)
            logger.info("edition inspected")
            _log_replacement(place, stage, sentences)
            _require_unchanged(request, made_of)
            _sign(stage, request, parameters, abstracts, made_of)
            replace_edition(stage, place)
        except BaseException as error:
            keep_failed(reports, request, error, log.lines, stage)
            raise
        switch_latest(place.parent)
        days = [date.fromisoformat(edition.name) for edition in editions(place.parent)]
        write_series_of(content, place.parent / SERIES_FILE, days)
    write_overview(reports)
    logger.info("edition put in place")
    return place


def _inputs(request: Request) -> dict[str, str]:
    return inputs(request.source.folder, request.notebooks)


def _require_unchanged(request: Request, made_of: dict[str, str]) -> None:
    if made_of != _inputs(request):
        raise ChangedError("data or notebooks changed while the report was made of them; make the report again")


def _content(request: Request) -> tuple[Parameters, Content]:
    """Return the parameters, checked against the data, and the content of the report that they ask for."""
    published, counts = read_published(request.source), read_counts(request.source.folder)
    try:
        languages = chosen_languages(request.languages, published.catalogue.languages)
    except ValueError as error:
        raise ParameterError(str(error)) from error
    published = published.in_languages(languages)
    declared = notebook.parameters_of(request.notebooks[0])
    defaults = {name: parameter.default for name, parameter in declared.items()}
    parameters = checked_parameters(request, defaults, published, counts)
    known = known_on(published, counts, as_of=str(parameters.as_of))
    return parameters, content_of(known, counts, year=parameters.year, first_year=parameters.first_year)


def _edition_before(place: Path) -> EditionBefore | None:
    """Return the last edition on the same year of an earlier date; None if there is none that can be compared."""
    earlier = [edition for edition in editions(place.parent) if edition.name < place.name]
    if not earlier:
        return None
    try:
        return EditionBefore(date.fromisoformat(earlier[-1].name), stated_by(earlier[-1]))
    except ValueError as error:
        logger.info("what changed is not told: %s", error)
        return None


def _log_replacement(place: Path, stage: Path, sentences: Sentences) -> None:
    """Log which figures differ from those of an edition of the same date that is replaced, as no page tells them."""
    if not place.exists():
        return
    try:
        changes = changes_between(date.fromisoformat(place.name), stated_by(place), stated_by(stage, sentences))
    except ValueError as error:
        logger.info("what the replaced edition of the same date said is not compared: %s", error)
        return
    differing = [*(effect.after for effect in changes.figures), *changes.withdrawn]
    named = ", ".join(
        " ".join(filter(None, (figure.metric, figure.service, str(figure.period)))) for figure in differing
    )
    logger.info("an edition of the same date is replaced; figures that differ: %s", named or "none")


def _sign(
    stage: Path,
    request: Request,
    parameters: Parameters,
    abstracts: dict[str, dict[str, Any]],
    made_of: dict[str, str],
) -> None:
    """Write the manifest: the request, its parameters, an abstract, what the edition is made of and consists of."""
    manifest = {
        "asked": request.values,
        "decimal": request.source.decimal,
        "parameters": parameters.values,
        "abstract": abstracts,
        "versions": versions(),
        "inputs": made_of,
    }
    write_manifest(stage, manifest)
