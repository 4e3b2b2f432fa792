"""The same inputs give the same bytes: in two folders, at two times, under another locale, time zone and hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from countedfolder import with_counts
from shared import RUNS

OTHERWISE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "PYTHONHASHSEED": "7",
    "COLUMNS": "40",
}


def files_of(reports):
    """The bytes of every file of the reports, by name."""
    return {path.relative_to(reports).as_posix(): path.read_bytes() for path in reports.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["2014 and 2018", "counted"])
def test_two_runs_give_the_same_bytes_file_by_file(name, reports_of, tmp_path):
    """The first run is that of the editions that all tests share."""
    is_counted, (options,) = RUNS[name]
    (tmp_path / "data").mkdir()
    data = ["--data", str(with_counts(tmp_path / "data"))] if is_counted else []
    folder = tmp_path / "blåbær og 'is'"
    folder.mkdir()
    command = [sys.executable, "-m", "helsetrend", "report", *data, *options]
    environment = {**os.environ, **OTHERWISE, "HOME": str(tmp_path)}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    first, second = files_of(reports_of(name)), files_of(folder / "reports")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    kinds = {Path(name).suffix for name in first}
    assert kinds == {".html", ".pdf", ".xlsx", ".csv", ".json", ".ttl", ".svg", ".ipynb"}
    assert any(name.startswith("2021/") and name.endswith("counted.csv") for name in first) == is_counted
