"""A checkout of its own to break things in, and what must hold after a run that failed."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import nbformat
import psutil
import pytest
from places import DATA, TOP
from shared import once

from helsetrend.edition.manifest import verify

MARK = "HELSETREND_TEST_MARK"
LAST_GOOD = "2022-05-31"


# Of the report's notebook the cells that are kept in a small one: what a reader must get, and no chart.
KEPT_CELLS = ("cell-00", "cell-01", "cell-02", "cell-03", "cell-43", "cell-44")

# Python imports it at its start. It ends the process by SIGKILL just before the step named in its environment is taken
# in the reports: an event that Python tells its audit hooks of, and a part of what the event is about.
KILLER = """
import os, signal, sys

if step := os.environ.get("HELSETREND_TEST_KILL"):
    kind, _, part = step.partition(" ")

    def kill(event, arguments):
        paths = [os.fsdecode(path) for path in arguments if isinstance(path, str | bytes | os.PathLike)]
        if event == kind and any(part in path for path in paths):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
"""


class Checkout:
    """A copy of program, notebooks and data that the command is run in; its notebooks are small, unless it is whole."""

    def __init__(self, folder: Path, *, is_whole: bool = False) -> None:
        self.folder = folder
        for source in (TOP / "notebooks", DATA):
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        (folder / "src").symlink_to(TOP / "src")
        if not is_whole:
            for path in (folder / "notebooks").glob("3-annual-report.*.ipynb"):
                notebook = nbformat.read(path, as_version=4)
                notebook.cells = [cell for cell in notebook.cells if cell.id in KEPT_CELLS]
                nbformat.write(notebook, path)
        for name in ("tmp", "runtime", "start"):
            (folder / name).mkdir()
        (folder / "start" / "sitecustomize.py").write_text(KILLER, "utf-8")
        self.reports = folder / "reports"
        self.mark = uuid.uuid4().hex
        self.environment = {
            **os.environ,
            "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder / 'start'}",
            "HELSETREND_DATA": str(folder / "data"),
            "TMPDIR": str(folder / "tmp"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            MARK: self.mark,
        }

    def start(self, *arguments: object, killed_at: str = "", **options) -> subprocess.Popen:
        """Start the command, to be killed at a step (see KILLER); its log can be read from `stderr`."""
        return subprocess.Popen(
            [sys.executable, "-m", "helsetrend", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment | {"HELSETREND_TEST_KILL": killed_at},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *arguments: object, **options) -> subprocess.CompletedProcess:
        """Run the command to its end."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=120)
            return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def set_cell(self, source: str, language: str = "en") -> None:
        """Put a cell of code into the report's notebook of a language, before the first section."""
        path = self.folder / "notebooks" / f"3-annual-report.{language}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.insert(4, nbformat.v4.new_code_cell(source, id="broken"))
        nbformat.write(notebook, path)

    def own_source(self) -> Path:
        """The folder of the program, from now on a copy that can be changed."""
        source = self.folder / "src"
        source.unlink()
        shutil.copytree(TOP / "src", source)
        return source

    def lying_there(self) -> dict[str, bytes | Path]:
        """All that lies in the reports, but for the runs that failed."""
        return {
            path.relative_to(self.reports).as_posix(): path.readlink() if path.is_symlink() else path.read_bytes()
            for path in self.reports.rglob("*")
            if "failed" not in path.parts and (path.is_symlink() or path.is_file())
        }

    def processes(self) -> list[psutil.Process]:
        """Every process that stems from a run in this checkout."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def failed(self) -> list[dict]:
        """The reasons of the runs that failed, and the names of what is kept of each."""
        folders = sorted((self.reports / "failed").glob("*")) if (self.reports / "failed").exists() else []
        return [
            json.loads((one / "reason.json").read_text("utf-8"))
            | {"log": (one / "log.txt").read_text("utf-8").splitlines()}
            | {"files": sorted(path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file())}
            for one in folders
        ]

    def assert_untouched(self, before: dict[str, bytes | Path]) -> None:
        """The last good edition is what it was, and nothing is left of the run: no process, no temporary file."""
        assert self.lying_there() == before
        assert verify(self.reports / "2021" / LAST_GOOD) == []
        assert (self.reports / "2021" / "latest").readlink() == Path(LAST_GOOD)
        _, alive = psutil.wait_procs(self.processes(), timeout=10)
        assert [process.cmdline() for process in alive] == []
        hidden = list(self.reports.rglob(".*"))
        left = [path for name in ("tmp", "runtime") for path in (self.folder / name).iterdir()]
        assert [*hidden, *left] == []


def _good(factory: pytest.TempPathFactory, *, is_whole: bool) -> Path:
    """The reports of a run that went well, as of the day of the last good edition."""

    def make(folder: Path) -> None:
        done = Checkout(folder, is_whole=is_whole).run("report", "--as-of", LAST_GOOD)
        assert done.returncode == 0, done.stderr

    return once(factory, f"good, {'whole' if is_whole else 'small'}", make) / "reports"


@pytest.fixture
def checkout(tmp_path, tmp_path_factory):
    """A checkout with small notebooks and one good edition."""
    made = Checkout(tmp_path)
    shutil.copytree(_good(tmp_path_factory, is_whole=False), made.reports, symlinks=True)
    return made


@pytest.fixture
def whole_checkout(tmp_path, tmp_path_factory):
    """A checkout with the notebooks of the report and one good edition."""
    made = Checkout(tmp_path, is_whole=True)
    shutil.copytree(_good(tmp_path_factory, is_whole=True), made.reports, symlinks=True)
    return made
