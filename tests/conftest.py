"""What holds for every test: how Hypothesis searches, which files are tests, and what is said at the end."""

import gc
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path

import pytest
import shared
from hypothesis import settings
from places import DATA

# Nothing here depends on the data that live: every test, and every command that one starts, reads a frozen copy. Nor
# does it depend on what would make a command print for a terminal.
for name in filter(re.compile(r"HELSETREND_|.*COLOR|COLUMNS|GITHUB_ACTIONS|TERM$").match, [*os.environ]):
    del os.environ[name]
os.environ["HELSETREND_DATA"] = str(DATA)

# The thousands of tests that pytest holds are looked through at each collection of garbage.
gc.set_threshold(100_000, 20, 100)

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")

# A slow machine is no fault; and CI must fail again where it failed, and nowhere else.
settings.register_profile("helsetrend", deadline=None, derandomize=IN_CI)
settings.register_profile("fast", deadline=None, max_examples=10)  # of make test-fast; elsewhere there are a hundred
settings.load_profile("helsetrend")

# nbval takes every notebook below the folders it is given. Those in here are made to fail.
collect_ignore_glob = ["*.ipynb"]


@pytest.fixture(scope="session")
def in_ci() -> bool:
    """Whether a test that cannot be run must fail instead of being skipped."""
    return IN_CI


@pytest.fixture(scope="session")
def reports_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`reports_of(name)` is a folder of reports that all tests share, one of `shared.RUNS`; to change it, copy it."""
    return cache(partial(shared.reports_of, tmp_path_factory))


@pytest.fixture(scope="session")
def reports(reports_of: Callable[[str], Path]) -> Path:
    """The reports on 2021, as of 31 May 2022 and with all that is published; shared, so to change it, copy it."""
    return reports_of("2021")


# Where most tests are slow: they need a browser, Spark, whole reports, or many counts, drafts or processes. Those that
# take longest come first, as each worker begins with its share of the tests, and one that is done takes over what is
# left of another's.
SLOW = (
    "faults/",
    "unit/events/test_spark_engine.py",
    "unit/events/test_spark_cluster.py",
    "browser/",
    "editions/",
    "project/test_next_year.py",
    "unit/edition/test_notebook.py",
    "unit/edition/test_kernels.py",
    "project/test_ops.py",
    "project/test_docs.py",
    "unit/cli/test_progress.py",
    "project/test_stored.py",
    "unit/cli/test_commands.py",
    "project/test_wheel.py",
    "unit/report/views/test_explorer.py",
    "unit/cli/test_example.py",
    "unit/events/test_webalizer.py",
    "unit/report/test_annual.py",
    "unit/events/test_duckdb_engine.py",
    "unit/edition/exports/",
    "unit/edition/test_publish.py",
    "unit/events/test_fuzzed_logs.py",
    "unit/events/readers/test_guess.py",
    "unit/events/test_people_unseen.py",
    "unit/events/test_logs_as_they_are.py",
    "unit/events/test_count.py",
    "unit/edition/test_run.py",
    "unit/proofreading/test_marked.py",
    "project/test_tables_page.py",
    "project/test_gallery.py",
)
SLOW_FIXTURES = {"reports_of"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, and let the share of each worker begin with some of them."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    piles: list[list[pytest.Item]] = [[] for _ in range(workers)]
    others: list[pytest.Item] = []
    tests = Path(__file__).parent
    places = [item.path.relative_to(tests).as_posix() if item.path.is_relative_to(tests) else "" for item in items]
    ranks = [next((rank for rank, begin in enumerate(SLOW) if place.startswith(begin)), len(SLOW)) for place in places]
    for rank, item in sorted(zip(ranks, items, strict=True), key=lambda pair: pair[0]):
        if rank < len(SLOW) or SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
        (piles[rank % workers] if rank < len(SLOW) else others).append(item)
    share, rest = len(items) // workers, iter(others)
    items[:] = [item for pile in piles for item in (*pile, *islice(rest, max(0, share - len(pile))))]
    items += rest


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
