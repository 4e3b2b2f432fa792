"""Next year's figures are added as the README says, in a copy of the project, and the tests stay green.

The part of the suite that is run there is the one that reads the data folder that is shipped, and of each package a
quick file; all others read the frozen copy of the data in tests/data, as tests/conftest.py has it.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import partial
from textwrap import dedent

import pytest
from command import run
from places import TOP

# A new publication with a figure of a new year, a revision, a service that is new, and a claim that its figures bear.
SOURCE = {
    "source": "page-2027",
    "published": f"{date.today():%Y-%m}",  # what is published later is a fault
    "published_basis": "stated",
    "rank": "1",
    "language": "nb",
    "title": "Bruken av Helsenorge",
    "publisher": "Helsedirektoratet",
    "address": "https://www.helsedirektoratet.no/page-2027",
}
FIGURES = [
    {"metric": "visits", "period": "2026", "as_printed": "over 150 millioner", "value": "150000000", "unit": "visits"},
    {"metric": "visits", "period": "2021", "as_printed": "141,2 millioner", "value": "141200000", "unit": "visits"},
    {
        "metric": "service_visits",
        "service": "prescriptions",
        "period": "2026",
        "as_printed": "8,4 millioner",
        "value": "8400000",
        "unit": "visits",
    },
]
CLAIM = {
    "claim": "visits-2026-growth",
    "kind": "growth",
    "metric": "visits",
    "from_period": "2021",
    "to_period": "2026",
    "as_printed": "6,5 prosent",
    "value": "6.5",
    "unit": "percent",
    "hedge": "none",
    "source": "page-2027",
}

QUICK = (
    "tests/project/test_shipped_data.py",
    "tests/project/test_small_log.py",
    "tests/unit/analysis/test_verdict_table.py",
    "tests/unit/report/test_content.py",
    "tests/unit/edition/test_parameters.py",
    "tests/unit/cli/listings/test_checks.py",
)


def add(path, row):
    """Add a row to a table; columns that it does not give are empty."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerow(row)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project with next year's figures."""
    folder = tmp_path_factory.mktemp("next year")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (TOP / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, folder / name)
    published = folder / "data" / "published"
    add(published / "sources.csv", SOURCE)
    for figure in FIGURES:
        hedge = "over" if figure["as_printed"].startswith("over") else "none"
        add(published / "figures.csv", figure | {"hedge": hedge, "source": SOURCE["source"]})
    add(published / "claims.csv", CLAIM)
    pages = "\n".join(path.read_text("utf-8") for path in [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))])
    entry = r"^ *```toml\n( *\[\S+\.services\.prescriptions\]\n.*?)^ *```"
    (service,) = re.findall(entry, pages, re.MULTILINE | re.DOTALL)
    catalogue = folder / "data" / "metrics.toml"
    catalogue.write_text(f"{catalogue.read_text('utf-8')}\n{dedent(service)}", "utf-8")
    return folder


@pytest.fixture
def run_on(copy):
    """`run_on(command, ...)` runs the command on the data of the copy, as its default data."""
    return partial(run, folder=copy, HELSETREND_DATA=str(copy / "data"))


def test_the_check_finds_no_fault_and_tells_of_the_new_figures(run_on):
    done = run_on("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"visits-2026-growth .* agrees", done.stdout)
    revisions = run_on("revisions", "visits")
    assert revisions.returncode == 0, revisions.stderr
    assert "141.2 million" in revisions.stdout or "141,2 millioner" in revisions.stdout


def test_the_report_on_the_new_year_is_made(run_on, copy):
    done = run_on("report", "--year", "2026", "--first-year", "2021", has_kernels=True)
    assert done.returncode == 0, done.stderr
    page = (copy / "reports" / "2026" / "latest" / "en" / "index.html").read_text("utf-8")
    assert "over 150 million" in page
    assert "Prescriptions" in page


def test_the_tests_stay_green(copy):
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("HELSETREND_", "PYTEST_"))}
    environment["PYTHONPATH"] = str(copy / "src")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *QUICK]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
