"""Measure how time and memory grow with the number of published figures.

Measured are check, revisions, list, with --all the first notebook and the report in both languages with all its files
too, each in a process of its own from start to end, on made-up data folders of three sizes (`datafolder.py`); beside
them the floor, what a column engine (DuckDB) takes to read the table, to take the prints apart by one expression, and
to sort it. Seconds are CPU time, which other work on the machine affects less. The last column is the growth in time
over the growth in figures since the previous size: 1 is linear.

    .venv/bin/python bench/data.py
"""

import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from datafolder import write_folder

SIZES = {"small": (18, 10, 8), "middle": (63, 16, 16), "large": (200, 40, 20)}
"""Metrics, years and vintages: about 20,000, 200,000 and 2,000,000 figures."""

ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER (man 2 prctl): processes whose parents end become children of this one, which can wait."""

HOURS = 4 * 3600
"""The time limit of a report, in seconds."""

HELSETREND = Path(sys.executable).parent / "helsetrend"
NOTEBOOK = """
from pathlib import Path
from helsetrend.edition.notebook import execute
execute(Path("notebooks/1-published-figures.ipynb"), Path({out!r}), {{}})
"""
FLOOR = r"""
import duckdb
duckdb.sql('''
    CREATE TABLE figures AS
    WITH taken_apart AS (
        FROM read_csv({table!r}, all_varchar = true)
        SELECT *, regexp_extract(as_printed, '^([^0-9]*)([0-9][0-9 .,]*)(.*)$', ['hedge', 'digits', 'scale']) AS print
    ),
    read AS (FROM taken_apart SELECT *, CAST(regexp_replace(print.digits, '[^0-9]', '', 'g') AS BIGINT) AS number)
    FROM read
    SELECT metric, service, period, source, print.hedge, print.scale, number - 0.5 AS low, number + 0.5 AS high
    ORDER BY metric, service, period, source
''')
"""


def commands(folder: Path, *, is_all: bool) -> dict[str, list[str | Path]]:
    notebook = NOTEBOOK.format(out=str(folder / "executed.ipynb"))
    measured: dict[str, list[str | Path]] = {
        "floor": [sys.executable, "-c", FLOOR.format(table=str(folder / "published" / "figures.csv"))],
        "check": [HELSETREND, "check", "--data", folder],
        "revisions": [HELSETREND, "revisions", "--data", folder],
        "list": [HELSETREND, "list", "--data", folder],
    }
    if not is_all:
        return measured
    return measured | {
        "notebook": [sys.executable, "-c", notebook],
        "report": [HELSETREND, "report", "--data", folder, "--out", folder / "reports", "--timeout", str(HOURS)],
    }


def measured(command: list[str | Path], folder: Path) -> tuple[float, float]:
    """Return the CPU time in seconds of a process and all that it starts, and the peak memory in MB of the largest."""
    environment = os.environ | {"HELSETREND_DATA": str(folder)}
    with (folder / "errors.txt").open("w") as errors:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 4):  # 4: some claims are contradicted
        raise SystemExit(f"{' '.join(map(str, command))}\n{(folder / 'errors.txt').read_text()}")
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss
    with suppress(ChildProcessError):  # until none is left
        while True:
            _, _, used = os.wait4(-1, 0)
            seconds, memory = seconds + used.ru_utime + used.ru_stime, max(memory, used.ru_maxrss)
    return seconds, memory / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--all", action="store_true", help="measure the notebook and the report too")
    arguments = parser.parse_args()
    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)  # the warm process of a report outlives the command by a moment
    before: dict[str, tuple[int, float]] = {}  # figures and seconds at the previous size
    print(f"{'figures':>11} {'':11}{'seconds':>9}{'MB':>8}{'growth':>8}", flush=True)
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            metrics, years, vintages = SIZES[size]
            count = write_folder(folder, metrics=metrics, years=years, vintages=vintages)
            for name, command in commands(folder, is_all=arguments.all).items():
                seconds, memory = measured(command, folder)
                growth = ""
                if name in before:
                    fewer, sooner = before[name]
                    growth = f"{(seconds / sooner) / (count / fewer):.2f}"
                print(f"{count:11,} {name:11}{seconds:9.1f}{memory:8.0f}{growth:>8}", flush=True)
                before[name] = count, seconds


if __name__ == "__main__":
    main()
