"""The same inputs give the same bytes, whatever surrounds the run: in another folder, at another time and place.

Nothing that lies in the working directory or is meant for sessions of somebody's own is run, and nobody need read or
see what is printed.
"""

import os
import shutil
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


def lay_traps(folder):
    """Put modules into a folder that mark it if they are run; return the variables that lead others to them."""
    folder.mkdir()
    for name in ("signal", "random", "calendar", "seaborn", "helsetrend", "selectors", "start"):
        text = f"open({str(folder / 'was run')!r}, 'w')\nraise SystemError(__name__)\n"
        (folder / f"{name}.py").write_text(text, "utf-8")
    startup = folder / "home" / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    shutil.copy(folder / "start.py", startup / "00-start.py")
    return {"PYTHONSTARTUP": str(folder / "start.py"), "HOME": str(folder / "home")}


@pytest.mark.parametrize(
    ("name", "streams"),
    [("2014 and 2018", "<&- >&- 2>&-"), ("counted", "2> >(exec <&-)")],
    ids=["every stream is closed", "the log has no reader"],
)
def test_whatever_surrounds_a_run_it_gives_the_same_bytes_file_by_file(name, streams, reports_of, tmp_path):
    """The first run is that of the editions that all tests share."""
    is_counted, (options,) = RUNS[name]
    (tmp_path / "data").mkdir()
    data = ["--data", str(with_counts(tmp_path / "data"))] if is_counted else []
    folder = tmp_path / "blåbær og 'is'"
    environment = os.environ | OTHERWISE | lay_traps(folder)
    environment.pop("IPYTHONDIR", None)
    command = [Path(sys.executable).with_name("helsetrend"), "report", *data, *options]
    shell = ["bash", "-c", f'exec "$@" {streams}', "bash"]
    done = subprocess.run([*shell, *command], cwd=folder, env=environment, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 0
    assert not (folder / "was run").exists()
    assert [path.name for path in (folder / "home" / ".ipython").rglob("*") if path.is_file()] == ["00-start.py"]
    first, second = files_of(reports_of(name)), files_of(folder / "reports")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    kinds = {Path(name).suffix for name in first}
    assert kinds == {".html", ".pdf", ".xlsx", ".csv", ".json", ".ttl", ".svg", ".png", ".ipynb"}
    assert any(name.startswith("2021/") and name.endswith("counted.csv") for name in first) == is_counted
