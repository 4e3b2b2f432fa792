"""One report, from what is asked to an edition in its place: whole or not at all.

An edition lies in `reports/<year>/<date of knowledge>/`. It is made in a folder beside its place, inspected, and put in
place as one. Whatever fails, what was there stays as it was, and the failed run is kept apart (see failed.py).
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from helsetrend import report
from helsetrend.abstract import abstract
from helsetrend.counts import read_counts
from helsetrend.failed import keep_failed
from helsetrend.findings import Findings
from helsetrend.inspection import inspect
from helsetrend.knowledge import known_on
from helsetrend.language import LANGUAGES
from helsetrend.making import make_files
from helsetrend.manifest import inputs, versions, write_manifest
from helsetrend.overview import write_overview
from helsetrend.parameters import Parameters, checked_parameters
from helsetrend.published import read_published
from helsetrend.shelf import locked, put_in_place, staged, switch_latest
from helsetrend.wording import words

Tell = Callable[[str], None]


class ChangedError(RuntimeError):
    """What an edition is made of was changed while it was made."""


def make_edition(*, year: int | None, first_year: int | None, as_of: str | None, reports: Path, tell: Tell) -> Path:
    """Make the edition for the parameters (see `checked_parameters`) and put it in place below `reports`.

    Gives the folder of the edition. `tell` is called with a line for each step. Raises DataError where the data are at
    fault, ParameterError where a parameter is impossible, NotebookError where a notebook fails, EditionError where the
    edition does not hold what it must, ChangedError where what it is made of changes meanwhile.
    """
    asked = {"year": year, "first_year": first_year, "as_of": as_of}
    made_of = _inputs()
    parameters, findings = _findings(year, first_year, as_of)
    place = reports / str(parameters.year) / str(parameters.as_of)
    log: list[str] = []

    def tell_and_keep(step: str) -> None:
        log.append(step)
        tell(step)

    span = f"{parameters.first_year} to {parameters.year}"
    tell_and_keep(f"data and parameters checked: {span}, known on {parameters.as_of}")
    with locked(place.parent), staged(place.parent) as stage:
        try:
            make_files(stage, parameters, tell_and_keep)
            inspect(stage)
            tell_and_keep("edition inspected")
            _hold_unchanged(made_of)
            _sign(stage, asked, parameters, findings, made_of)
            put_in_place(stage, place)
        except BaseException as error:
            reason = {"error": type(error).__name__, "message": str(error), "parameters": parameters.values}
            with suppress(OSError):  # where the disk is full, what went wrong must still be told
                keep_failed(reports, reason, log, stage)
            raise
        switch_latest(place.parent)
    write_overview(reports)
    return place


def _inputs() -> dict[str, str]:
    return inputs(map(report.notebook_of, LANGUAGES))


def _hold_unchanged(made_of: dict[str, str]) -> None:
    if made_of != _inputs():
        raise ChangedError("data or notebooks changed while the report was made of them; make it again")


def _findings(year: int | None, first_year: int | None, as_of: str | None) -> tuple[Parameters, dict[str, Findings]]:
    """The parameters, held against the data, and what the data say by them in each language."""
    published, counts = read_published(), read_counts()
    declared = report.parameters_of(report.notebook_of(LANGUAGES[0]))
    defaults = {name: one.default for name, one in declared.items()}
    parameters = checked_parameters(defaults, published, counts, year=year, first_year=first_year, as_of=as_of)
    known = known_on(published, counts, as_of=str(parameters.as_of))
    return parameters, {
        language: Findings(known, words(language), parameters.year, parameters.first_year, counts)
        for language in LANGUAGES
    }


def _sign(
    stage: Path,
    asked: dict[str, Any],
    parameters: Parameters,
    findings: dict[str, Findings],
    made_of: dict[str, str],
) -> None:
    """Write the manifest: what was asked and what that meant, what the edition says, is made of and consists of."""
    content = {
        "asked": asked,
        "parameters": parameters.values,
        "abstract": {language: abstract(one) for language, one in findings.items()},
        "versions": versions(),
        "inputs": made_of,
    }
    write_manifest(stage, content)
