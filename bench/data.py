"""How time and memory grow with the published figures: check, revisions, list, the first notebook and the report.

Each runs in a process of its own, from its start to its end, on data folders of three sizes (`datafolder.py`); the
report with all that it gives away, in both languages. Seconds are those of the processor, which other work on the
machine changes less. The last column is how many times as long it took as at the size before, over how many times as
many figures there are: 1 is linear.

    .venv/bin/python bench/data.py
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from datafolder import write_folder

SIZES = {"small": (18, 10, 8), "middle": (63, 16, 16), "large": (200, 40, 20)}
"""Vintage, years and vintages: some 20,000, 200,000 and 2,000,000 figures."""

HOURS = 4 * 3600
"""Seconds that a report may take."""

HELSETREND = Path(sys.executable).parent / "helsetrend"
NOTEBOOK = """
from pathlib import Path
from helsetrend.edition.notebook import execute
execute(Path("notebooks/1-published-figures.ipynb"), Path({out!r}), {{}})
"""


def commands(folder: Path) -> dict[str, list[str | Path]]:
    notebook = NOTEBOOK.format(out=str(folder / "executed.ipynb"))
    return {
        "check": [HELSETREND, "check", "--data", folder],
        "revisions": [HELSETREND, "revisions", "--data", folder],
        "list": [HELSETREND, "list", "--data", folder],
        "notebook": [sys.executable, "-c", notebook],
        "report": [HELSETREND, "report", "--data", folder, "--out", folder / "reports", "--timeout", str(HOURS)],
    }


def measured(command: list[str | Path], folder: Path) -> tuple[float, float]:
    """Seconds of the processor, and the most memory of a process in MB; of those that it starts too."""
    environment = os.environ | {"HELSETREND_DATA": str(folder)}
    with (folder / "told.txt").open("w") as told:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 4):  # 4: a claim is contradicted, as some are
        raise SystemExit(f"{' '.join(map(str, command))}\n{(folder / 'told.txt').read_text()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    told = parser.parse_args()
    before: dict[str, tuple[int, float]] = {}
    print(f"{'figures':>11} {'':11}{'seconds':>9}{'MB':>8}{'growth':>8}", flush=True)
    for size in told.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            metrics, years, vintages = SIZES[size]
            count = write_folder(folder, metrics=metrics, years=years, vintages=vintages)
            for way, command in commands(folder).items():
                seconds, memory = measured(command, folder)
                growth = ""
                if way in before:
                    fewer, sooner = before[way]
                    growth = f"{(seconds / sooner) / (count / fewer):.2f}"
                print(f"{count:11,} {way:11}{seconds:9.1f}{memory:8.0f}{growth:>8}", flush=True)
                before[way] = count, seconds


if __name__ == "__main__":
    main()
