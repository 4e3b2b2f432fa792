"""One report, from what is asked to an edition in its place: whole or not at all.

An edition lies in `reports/<year>/<date of knowledge>/`. It is made in a folder beside its place, inspected, and put in
place as one. Whatever fails, what was there stays as it was, and the failed run is kept apart (see failed.py).
"""

import logging
import os
from pathlib import Path
from typing import Any

from helsetrend.edition import notebook
from helsetrend.edition.build import make_files
from helsetrend.edition.exports import datasets
from helsetrend.edition.inspection import inspect
from helsetrend.edition.log import KeptLog, kept_log
from helsetrend.edition.manifest import inputs, versions, write_manifest
from helsetrend.edition.overview import write_overview
from helsetrend.edition.parameters import ParameterError, Parameters, Request, checked_parameters
from helsetrend.edition.shelf import require_latest_is_link, keep_failed, locked, replace_edition, staged, switch_latest
from helsetrend.events import read_counts
from helsetrend.files import notebook_of
from helsetrend.published import DECIMAL_VARIABLE, read_published
from helsetrend.report import METRICS, Findings, known_on
from helsetrend.report.presentation import words
from helsetrend.values import LANGUAGES


def abstract(findings: Findings) -> dict[str, Any]:
    """Title and opening sentence of a report, and each figure of its years that is in force, by what it is of."""
    words, metrics = findings.words, findings.vintage
    title = words.say("page.title", portal=metrics.catalogue.portal.name[words.language], year=findings.year)
    observed = [one for metric, service in findings.series for one in metrics.series(metric, findings.years, service)]
    figures = {
        f"{findings.name(one.metric, one.service)}, {words.period(one.figure.period)}": words.figure(one.figure).text
        for one in observed
        if one.figure
    }
    return {"title": title.text, "lead": findings.opening(METRICS[0]).text, "figures": figures}


logger = logging.getLogger(__name__)


class ChangedError(RuntimeError):
    """What an edition is made of was changed while it was made."""


def make_edition(request: Request, *, reports: Path, is_waiting: bool = False) -> Path:
    """Make the edition that is asked for (see `checked_parameters`) and put it in place below `reports`.

    Gives the folder of the edition. Logs each step. Where another run is at work on the
    same year, one may wait for it. Raises DataError where the data are at fault, ParameterError where a parameter is
    impossible, NotebookError where a notebook fails, EditionError where the edition does not hold what it must,
    LockedError where another run is at work, ChangedError where what the edition is made of changes meanwhile.
    """
    with kept_log() as log:
        return _make_edition(request, reports, log, is_waiting=is_waiting)


def _make_edition(request: Request, reports: Path, log: KeptLog, *, is_waiting: bool) -> Path:
    try:
        made_of = _inputs()
        parameters, findings = _findings(request)
        tables = datasets(findings)
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
            make_files(stage, parameters, findings, tables)
            inspect(stage, findings, tables)
            logger.info("edition inspected")
            _require_unchanged(made_of)
            _sign(stage, request, parameters, findings, made_of)
            replace_edition(stage, place)
        except BaseException as error:
            keep_failed(reports, request, error, log.lines, stage)
            raise
        switch_latest(place.parent)
    write_overview(reports)
    logger.info("edition put in place")
    return place


def _inputs() -> dict[str, str]:
    return inputs(map(notebook_of, LANGUAGES))


def _require_unchanged(made_of: dict[str, str]) -> None:
    if made_of != _inputs():
        raise ChangedError("data or notebooks changed while the report was made of them; make it again")


def _findings(request: Request) -> tuple[Parameters, dict[str, Findings]]:
    """The parameters, held against the data, and what the data say by them in each language."""
    published, counts = read_published(), read_counts()
    declared = notebook.parameters_of(notebook_of(LANGUAGES[0]))
    defaults = {name: one.default for name, one in declared.items()}
    parameters = checked_parameters(request, defaults, published, counts)
    known = known_on(published, counts, as_of=str(parameters.as_of))
    return parameters, {
        language: Findings(known, words(language), parameters.year, parameters.first_year, counts)
        for language in LANGUAGES
    }


def _sign(
    stage: Path,
    request: Request,
    parameters: Parameters,
    findings: dict[str, Findings],
    made_of: dict[str, str],
) -> None:
    """Write the manifest: what was asked and what that meant, what the edition says, is made of and consists of."""
    content = {
        "asked": request.values,
        "decimal": os.environ.get(DECIMAL_VARIABLE),
        "parameters": parameters.values,
        "abstract": {language: abstract(one) for language, one in findings.items()},
        "versions": versions(),
        "inputs": made_of,
    }
    write_manifest(stage, content)
