"""What holds for every test: how Hypothesis searches, which files are tests, and what is said at the end."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
import shared
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
def reports_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`reports_of(name)` is a folder of reports that all tests share, one of `shared.RUNS`; a test that changes it copies it."""
    return cache(partial(shared.reports_of, tmp_path_factory))


@pytest.fixture(scope="session")
def reports(reports_of: Callable[[str], Path]) -> Path:
    """The reports on 2021, as of 31 May 2022 and with all that is published; shared, so a test that changes it copies it."""
    return reports_of("2021")


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
