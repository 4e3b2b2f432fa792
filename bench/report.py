"""Measure how long a report takes, compared with the commands of papermill and nbconvert, one after the other.

Both make the 2021 report in Norwegian and English from the same notebooks; ours also makes PDFs, workbooks and open
data, and inspects them. A third run finds that the report is up to date. The ways alternate, and the medians are
compared; the ratio is similar on other machines, the seconds are not.

    make bench
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

TOP = Path(__file__).parents[1]
COMMANDS = Path(sys.executable).parent


def ours() -> None:
    run(COMMANDS / "helsetrend", "report", "--force")


def up_to_date() -> None:
    run(COMMANDS / "helsetrend", "report")


def the_obvious_way() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for language in ("nb", "en"):
            executed = Path(folder, f"{language}.ipynb")
            run(COMMANDS / "papermill", f"notebooks/3-annual-report.{language}.ipynb", executed)
            run(COMMANDS / "jupyter-nbconvert", "--to", "html", executed)


def run(*command: str | Path) -> None:
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)


def seconds(way: Callable[[], None]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=5)
    count = parser.parse_args().turns
    ours()  # so that the system's cache has the files of the libraries
    the_obvious_way()
    turns = [(seconds(ours), seconds(up_to_date), seconds(the_obvious_way)) for _ in range(count)]
    mine, again, rival = (median(times) for times in zip(*turns, strict=True))
    print(f"helsetrend report --force        {mine:5.2f} s")
    print(f"helsetrend report, up to date    {again:5.2f} s   {again / mine:4.2f} of the above")
    print(f"papermill, nbconvert, in turn    {rival:5.2f} s")
    print(f"ratio                            {mine / rival:5.2f}   (median of {count} turns)")


if __name__ == "__main__":
    main()
