"""The same inputs give the same bytes: in two folders, at two times, under another locale, time zone and hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from countedfolder import with_counts

OTHERWISE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "PYTHONHASHSEED": "7",
    "COLUMNS": "40",
}


def made(folder, *options, **environment):
    """Every file of the reports that the command makes in a folder, by name."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "helsetrend", "report", "--years", "2018,2021", *options]
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, capture_output=True)
    reports = folder / "reports"
    return {path.relative_to(reports).as_posix(): path.read_bytes() for path in reports.rglob("*") if path.is_file()}


@pytest.mark.parametrize("is_counted", [False, True], ids=["published", "with counts"])
def test_two_runs_give_the_same_bytes_file_by_file(is_counted, tmp_path):
    (tmp_path / "data").mkdir()
    data = ["--data", str(with_counts(tmp_path / "data"))] if is_counted else []
    one = made(tmp_path / "here", *data)
    other = made(tmp_path / "there" / "blåbær og 'is'", *data, **OTHERWISE, HOME=str(tmp_path))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    kinds = {Path(name).suffix for name in one}
    assert kinds == {".html", ".pdf", ".xlsx", ".csv", ".json", ".ttl", ".svg", ".ipynb"}
    assert any(name.startswith("2021/") and name.endswith("counted.csv") for name in one) == is_counted
