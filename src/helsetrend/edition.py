"""Everything of one report: made in a folder beside its place, then put in place as one.

An edition lies in `reports/<year>/<date of knowledge>/`: a page for each language, the executed notebooks, and a
manifest (see manifest.py). `latest` leads to the one with the newest knowledge and is switched last. Whatever fails,
what was there stays as it was.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Barrier

from helsetrend import report
from helsetrend.language import LANGUAGES
from helsetrend.manifest import inputs, write_manifest
from helsetrend.parameters import Parameters, checked_parameters

Tell = Callable[[str], None]


class ChangedError(RuntimeError):
    """What an edition is made of was changed while it was made."""


def make_edition(*, year: int | None, first_year: int | None, as_of: str | None, reports: Path, tell: Tell) -> Path:
    """Make the edition for the parameters (see `checked_parameters`) and put it in place below `reports`.

    Gives the folder of the edition. `tell` is called with a line for each step. Raises DataError where the data are at
    fault, ParameterError where a parameter is impossible, NotebookError where a notebook fails, ChangedError where
    what the edition is made of changes meanwhile.
    """
    declared = report.parameters_of(report.notebook_of(LANGUAGES[0]))
    defaults = {name: one.default for name, one in declared.items()}
    parameters = checked_parameters(defaults, year=year, first_year=first_year, as_of=as_of)
    tell(f"data and parameters checked: {parameters.first_year} to {parameters.year}, known on {parameters.as_of}")
    made_of = _inputs()
    place = reports / str(parameters.year) / str(parameters.as_of)
    with _workers() as pool:
        place.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
        try:
            _make_pages(parameters, stage, pool, tell)
            if made_of != _inputs():
                raise ChangedError("data or notebooks changed while the report was made of them; make it again")
            write_manifest(stage, parameters, made_of)
            _put_in_place(stage, place)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    _switch_latest(place.parent)
    return place


def _inputs() -> dict[str, str]:
    return inputs(map(report.notebook_of, LANGUAGES))


def _workers() -> ThreadPoolExecutor:
    """A thread for each language, all of them started.

    A thread that is interrupted at its start is unknown to its pool, which then does not wait for it; so they start
    before there is anything on the disk that one could write to after it was removed.
    """
    pool, all_started = ThreadPoolExecutor(len(LANGUAGES)), Barrier(len(LANGUAGES))
    try:
        for _ in LANGUAGES:
            pool.submit(all_started.wait)
    except BaseException:
        all_started.abort()
        raise
    return pool


def _make_pages(parameters: Parameters, stage: Path, pool: ThreadPoolExecutor, tell: Tell) -> None:
    """Run the notebooks side by side: the work is done in their kernels, which are processes of their own."""
    try:
        runs = {pool.submit(_make_page, language, parameters, stage): language for language in LANGUAGES}
        report.exporter()  # takes a while, in which the kernels work
        for run in as_completed(runs):
            run.result()
            tell(f"{runs[run]}: notebook run, page written")
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise


def _make_page(language: str, parameters: Parameters, stage: Path) -> None:
    notebook = report.notebook_of(language)
    executed = stage / "notebooks" / notebook.name
    executed.parent.mkdir(exist_ok=True)
    values = {"year": parameters.year, "first_year": parameters.first_year, "as_of": str(parameters.as_of)}
    report.execute(notebook, executed, values)
    report.render(executed, stage / language / "index.html", language=language)


def _put_in_place(stage: Path, place: Path) -> None:
    """Rename the stage into place; an edition that lies there is set aside first, and put back if that fails."""
    stage.chmod(0o755)
    aside = stage.with_name(stage.name.replace(".making-", ".old-"))
    if place.exists():
        place.rename(aside)
    try:
        stage.rename(place)
    except BaseException:
        if aside.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _switch_latest(year: Path) -> None:
    """Let `latest` lead to the edition with the newest knowledge, in one step."""
    newest = max(page.parents[1].name for page in year.glob("[0-9]*-[0-9]*-[0-9]*/*/index.html"))
    link = year / f".latest-{os.getpid()}"
    link.symlink_to(newest)
    link.replace(year / "latest")
