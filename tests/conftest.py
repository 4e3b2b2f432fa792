"""What holds for every test: how Hypothesis searches, which files are tests, and what is said at the end."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from places import DATA

# Nothing here depends on the data that live: every test, and every command that one starts, reads a frozen copy.
os.environ["HELSETREND_DATA"] = str(DATA)

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")

# A slow machine is no fault; and CI must fail again where it failed, and nowhere else.
settings.register_profile("helsetrend", deadline=None, derandomize=IN_CI)
settings.load_profile("helsetrend")

# nbval takes every notebook below the folders it is given. Those in here are made to fail.
collect_ignore_glob = ["*.ipynb"]


@pytest.fixture(scope="session")
def in_ci() -> bool:
    """Whether a test that cannot be run must fail instead of being skipped."""
    return IN_CI


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports that the command makes of all that is published, for 2021 and as it was known in two years."""
    folder = tmp_path_factory.mktemp("made")
    for options in (["--as-of", "2022-05-31"], []):
        command = [sys.executable, "-m", "helsetrend", "report", *options]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "reports"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Says below everything else what was not tested: the skips with a reason that begins so."""
    yield
    reasons = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in reasons.items():
        if reason.startswith("NOT TESTED"):
            terminalreporter.write_sep("!", red=True, bold=True)
            terminalreporter.write_line(f"{reason} ({count} skipped)", red=True, bold=True)
            terminalreporter.write_sep("!", red=True, bold=True)
