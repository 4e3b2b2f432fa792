"""One run of `helsetrend report`: all reports requested, each independent of the others, and how each ended."""

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helsetrend.edition.exit_codes import DONE, code_of, interruptible
from helsetrend.edition.log import CURRENT_REPORT
from helsetrend.edition.manifest import MANIFEST, inputs, read_manifest, verify, versions
from helsetrend.edition.request import Request
from helsetrend.edition.shelf import LockedError, editions, is_in_series, keep_failed, locked, switch_latest

STEPS = 7
"""How many steps are logged for an edition."""

REPORTING_SECONDS = 60
"""Seconds that the command of `report_failure` may run."""


def up_to_date(request: Request, reports: Path) -> Path | None:
    """Return the edition below `reports` that another run would make again byte for byte, or None if there is none.

    Leftovers of a killed run beside it are cleared away, unless another run is at work there.
    """
    made_of, made_with = inputs(request.source.folder, request.notebooks), versions()
    for path in sorted(reports.glob(f"[0-9]*/[0-9]*/{MANIFEST}")):
        place = path.parent
        with suppress(ValueError, KeyError, OSError):  # what cannot be read, or is being replaced, is made again
            stated = read_manifest(place)
            same = (stated["asked"], stated["inputs"], stated["versions"]) == (request.values, made_of, made_with)
            same = same and request.source.decimal == stated["decimal"] and is_in_series(place)
            if same and not verify(place):
                with suppress(LockedError), locked(place.parent):
                    switch_latest(place.parent)
                return place
    return None


def is_overview_behind(reports: Path) -> bool:
    """Return whether an edition is newer than the overview of all editions, or there is no overview."""
    overview = reports / "index.html"
    if not overview.exists():
        return True
    made = [(place / MANIFEST).stat().st_mtime_ns for year in reports.glob("[0-9]*") for place in editions(year)]
    return max(made, default=0) > overview.stat().st_mtime_ns


@dataclass(frozen=True)
class Outcome:
    """How one report ended: the folder of its edition, or the error; `is_new` is False if it was up to date."""

    request: Request
    place: Path | None = None
    error: BaseException | None = None
    is_new: bool = True

    @property
    def code(self) -> int:
        """The exit code for this outcome."""
        return code_of(self.error) if self.error else DONE

    @property
    def reason(self) -> dict[str, Any]:
        """The reason of the failure, for other programs."""
        name = type(self.error).__name__
        return {"exit_code": self.code, "error": name, "message": str(self.error), "asked": self.request.values}


def run_reports(
    requests: Sequence[Request],
    *,
    reports: Path,
    is_forced: bool = False,
    is_waiting: bool = False,
    seconds: float | None = None,
) -> list[Outcome]:
    """Make every report requested that is not up to date, and return the outcomes in the order of the requests.

    The failure of one report does not stop the others. An interrupt, or the end of the `seconds` allowed, ends all that
    are not done, and so does an error before the first one is begun.
    """
    outcomes: dict[Request, Outcome] = {}
    try:
        with interruptible(seconds):
            if not is_forced:
                outcomes = {
                    request: Outcome(request, place, is_new=False)
                    for request in requests
                    if (place := up_to_date(request, reports))
                }
            todo = [request for request in requests if request not in outcomes]
            if todo:
                _make(todo, outcomes, reports, is_waiting)
            elif is_overview_behind(reports):
                from helsetrend.edition.overview import write_overview

                complete, outcomes = outcomes, {}
                write_overview(reports)
                outcomes = complete
    except (KeyboardInterrupt, Exception) as error:
        for request in requests:
            if request not in outcomes:  # it was not begun; one that was begun is kept already
                keep_failed(reports, request, error)
                outcomes[request] = Outcome(request, error=error)
    return [outcomes[request] for request in requests]


def _make(requests: Sequence[Request], outcomes: dict[Request, Outcome], reports: Path, is_waiting: bool) -> None:
    """Make the reports with a warm kernel and a scratch directory, which is removed even if the run is interrupted."""
    from helsetrend.edition.warm_process import warm_up

    with _environment({"PYTHONSAFEPATH": "1"}):  # a file in the working directory is not a module
        warm_up()  # it has a temporary folder of its own, which it removes itself when the program exits
    with (
        _environment(requests[0].source.environment),
        TemporaryDirectory(prefix="helsetrend-", ignore_cleanup_errors=True) as scratch,
    ):
        tempfile.tempdir = scratch
        try:
            _make_each(requests, outcomes, reports, is_waiting)
        finally:
            tempfile.tempdir = None


def _make_each(requests: Sequence[Request], outcomes: dict[Request, Outcome], reports: Path, is_waiting: bool) -> None:
    """Make the reports, as many at once as there are cores, since each waits at times for its kernels."""
    from helsetrend.edition.notebook import quietly
    from helsetrend.edition.publish import make_edition
    from helsetrend.edition.side_by_side import side_by_side

    def make(request: Request) -> None:
        CURRENT_REPORT.set(str(request.year) if len(requests) > 1 else "")
        try:
            outcomes[request] = Outcome(request, make_edition(request, reports=reports, is_waiting=is_waiting))
        except BaseException as error:
            outcomes[request] = Outcome(request, error=error)
            if not isinstance(error, Exception):
                raise
        finally:
            CURRENT_REPORT.set("")

    at_once = min(len(requests), os.cpu_count() or 1)
    with quietly():
        if at_once == 1:
            for request in requests:
                make(request)
            return
        calls = {str(number): partial(make, request) for number, request in enumerate(requests)}
        with side_by_side(calls, at_once=at_once) as made:
            for _ in made:
                pass


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Give the processes that are started in the block these environment variables."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables.keys() - before.keys():
            del os.environ[name]
        os.environ.update({name: before[name] for name in variables.keys() & before.keys()})


def report_failure(command: str, outcomes: Sequence[Outcome]) -> str | None:
    """Run a command with the failures as JSON on its standard input; return why the command failed, if it did."""
    failed = [outcome.reason for outcome in outcomes if outcome.error]
    made = [str(outcome.place) for outcome in outcomes if outcome.place]
    report = json.dumps({"failed": failed, "made": made}, ensure_ascii=False)
    report_bytes = report.encode(errors="backslashreplace")  # the name of a folder may not be valid text
    try:
        arguments = shlex.split(command) or [""]  # with an empty name the system reports that there is no such program
        # in a process group of its own, so that its children are killed with it
        with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=sys.stderr, start_new_session=True) as process:
            try:
                process.communicate(report_bytes, timeout=REPORTING_SECONDS)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"--on-failure {command}: {error}"
    return f"--on-failure {command}: ended with {process.returncode}" if process.returncode else None
