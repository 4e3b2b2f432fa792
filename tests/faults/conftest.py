"""A checkout of its own to break things in, and what must hold after a run that failed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import command
import nbformat
import psutil
import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from places import DATA, TOP
from shared import once

from helsetrend import files
from helsetrend.edition.manifest import verify
from helsetrend.edition.warm_process import warm_up

MARK = "HELSETREND_TEST_MARK"
LAST_GOOD = "2022-05-31"

# Of the report's notebook the cells that are kept in a small one: what a reader must get, and no chart.
KEPT_CELLS = ("cell-00", "cell-01", "cell-02", "cell-03", "how-we-know", "cell-43", "cell-44")


class Checkout:
    """A copy of program, small notebooks and data that the command is run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for source in (TOP / "notebooks", DATA):
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        (folder / "src").symlink_to(TOP / "src")
        for path in (folder / "notebooks").glob("3-annual-report.*.ipynb"):
            notebook = nbformat.read(path, as_version=4)
            notebook.cells = [cell for cell in notebook.cells if cell.id in KEPT_CELLS]
            nbformat.write(notebook, path)
        for name in ("tmp", "runtime"):
            (folder / name).mkdir()
        self.reports = folder / "reports"
        self.mark = uuid.uuid4().hex
        self.places = {
            "HELSETREND_DATA": str(folder / "data"),
            "TMPDIR": str(folder / "tmp"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        }
        self.environment = os.environ | self.places | {"PYTHONPATH": str(folder / "src"), MARK: self.mark}
        self.others = psutil.Process().children(recursive=True)

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
        """Run the command to its end in a process of its own."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=120)
            return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def run_here(self, *arguments: object) -> subprocess.CompletedProcess:
        """Run the command to its end in this process, with kernels from the warm one."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "NOTEBOOKS", self.folder / "notebooks")
            patch.setattr(tempfile, "tempdir", None)
            return command.run(*arguments, folder=self.folder, has_kernels=True, **self.places)

    def set_cell(self, source: str, language: str = "en") -> None:
        """Put a cell of code into the report's notebook of a language, before the first section."""
        path = self.folder / "notebooks" / f"3-annual-report.{language}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.insert(4, nbformat.v4.new_code_cell(source, id="broken"))
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
        found = [one for one in psutil.Process().children(recursive=True) if one not in self.others]
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == self.mark:
                    found.append(process)
            except psutil.Error:
                continue
        return [process for process in found if process.status() != psutil.STATUS_ZOMBIE]

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
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of a run that went well, as of the day of the last good edition, and beside them its `seconds`."""

    def make(folder: Path) -> None:
        start = time.monotonic()
        done = Checkout(folder).run("report", "--as-of", LAST_GOOD)
        assert done.returncode == 0, done.stderr
        (folder / "seconds").write_text(str(time.monotonic() - start), "utf-8")

    return once(tmp_path_factory, "good", make) / "reports"


@pytest.fixture(scope="session")
def warm() -> None:
    """What kernels are forked from in this process: it stays, and so is none of the processes of a run."""
    factory = KernelProvisionerFactory.instance()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factory, "default_provisioner_name", factory.default_provisioner_name)
        warm_up()


@pytest.fixture
def checkout(tmp_path: Path, good: Path, warm: None) -> Checkout:  # noqa: ARG001
    """A checkout with one good edition."""
    made = Checkout(tmp_path)
    shutil.copytree(good, made.reports, symlinks=True)
    return made
