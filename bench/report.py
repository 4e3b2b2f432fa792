"""How long a report takes, against the obvious way: papermill's and nbconvert's commands, one after the other.

Both make the 2021 report in Norwegian and English from the same notebooks; ours makes PDFs, workbooks and open data
too, and inspects them. A third run finds that all is up to date. Set-up is apart: it is done before. They take turns,
and the medians are compared; the ratio holds on other machines, the seconds do not.

    make bench
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

TOP = Path(__file__).parents[1]
COMMANDS = Path(sys.executable).parent
TURNS = 5


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
    ours()  # both ways find the files of their libraries in the system's cache
    the_obvious_way()
    turns = [(seconds(ours), seconds(up_to_date), seconds(the_obvious_way)) for _ in range(TURNS)]
    mine, again, rival = (median(times) for times in zip(*turns, strict=True))
    print(f"helsetrend report --force        {mine:5.2f} s")
    print(f"helsetrend report, up to date    {again:5.2f} s   {again / mine:4.2f} of the above")
    print(f"papermill, nbconvert, in turn    {rival:5.2f} s")
    print(f"ratio                            {mine / rival:5.2f}   (median of {TURNS} turns)")


if __name__ == "__main__":
    main()
