"""Editions that several files of tests read: each is made once for all workers, by the one that asks first.

Nobody changes them; a test that has to change an edition works on a copy.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import run
from countedfolder import with_counts
from filelock import FileLock

# The runs of the command that fill each folder of reports, and whether the data have counts beside the figures. The
# first is that of the README, in processes of its own; the others share the warm process of the tests. What the last
# one printed is kept beside the reports, in `printed` and `log`.
RUNS = {
    "2021": (False, [["--year", "2021", "--first-year", "2019", "--as-of", "2022-05-31"], []]),
    "2014 and 2018": (False, [["--years", "2014,2018"]]),
    "2023": (False, [["--year", "2023", "--first-year", "2019", "--log-json"]]),
    "counted": (True, [["--year", "2021", "--first-year", "2019", "--as-of", "2026-03-01"]]),
}
SECRETS = {"HELSETREND_TOKEN": "hunter2-of-a-kind", "AWS_SECRET_ACCESS_KEY": "hunter2-of-another"}
"""In the environment of the runs of the README."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that all workers share; `make` fills it for the first who asks, and the others wait."""
    base = factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    done = folder.with_name(f"{name}.done")
    with FileLock(folder.with_name(f"{name}.lock")):
        if not done.exists():
            folder.mkdir()  # fails where the first attempt did, so that it is not repeated for each test
            make(folder)
            done.touch()
    return folder


def in_a_process(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "helsetrend", *arguments]
    options = {"env": os.environ | SECRETS, "capture_output": True, "encoding": "utf-8", "check": False}
    return subprocess.run(command, cwd=folder, **options)


def here(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, with kernels from the warm one; an edition takes half of the time."""
    return run(*arguments, folder=folder, has_kernels=True)


def reports_of(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the folder of reports that the runs of this name make."""
    is_counted, runs = RUNS[name]

    def make(folder: Path) -> None:
        (folder / "data").mkdir()
        data = ["--data", str(with_counts(folder / "data"))] if is_counted else []
        for options in runs:
            done = (in_a_process if name == "2021" else here)(folder, "report", *data, *options)
            assert done.returncode == 0, done.stderr
            (folder / "printed").write_text(done.stdout, "utf-8")
            (folder / "log").write_text(done.stderr, "utf-8")

    return once(factory, name, make) / "reports"
