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
from places import TOP

from helsetrend.edition.manifest import verify

MARK = "HELSETREND_TEST_MARK"
LAST_GOOD = "2022-05-31"


class Checkout:
    """A copy of program, notebooks and data, with one good edition, that the command is run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("src", "notebooks", "data"):
            leave = shutil.ignore_patterns("__pycache__", "events", ".ipynb_checkpoints")
            shutil.copytree(TOP / name, folder / name, ignore=leave)
        for name in ("tmp", "runtime"):
            (folder / name).mkdir()
        self.reports = folder / "reports"
        self.mark = uuid.uuid4().hex
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(folder / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(folder / "tmp"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            MARK: self.mark,
        }

    def start(self, *arguments: object, **options) -> subprocess.Popen:
        """Start the command; its log can be read from `stderr`."""
        return subprocess.Popen(
            [sys.executable, "-m", "helsetrend", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment,
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
        notebook.cells.insert(5, nbformat.v4.new_code_cell(source, id="broken"))
        nbformat.write(notebook, path)

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


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The reports of a run that went well."""
    checkout = Checkout(tmp_path_factory.mktemp("good"))
    assert checkout.run("report", "--as-of", LAST_GOOD).returncode == 0
    return checkout.reports


@pytest.fixture
def checkout(tmp_path, good):
    made = Checkout(tmp_path)
    shutil.copytree(good, made.reports, symlinks=True)
    return made
