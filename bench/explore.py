"""Measure how long the explorer takes to follow a widget: controls change one after the other.

It needs the environment of the lab. Measured are elapsed time and CPU time in the kernel, from the change of a control
to the HTML that is sent to the page, for changes that end in a chart: of the shipped data, and of made-up folders with
about 20,000 and 214,000 figures (`datafolder.py`). The first chart, for which fonts are loaded, is made before.

    make bench
"""

import argparse
import itertools
import tempfile
import time
from pathlib import Path
from statistics import median

from datafolder import write_folder

import helsetrend as ht
from data import SIZES
from helsetrend.report.views.explorer import Explorer

MOVES = 120


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    measure("shipped", ht.explore("logins"))
    for name in ("small", "middle"):
        metrics, years, vintages = SIZES[name]
        with tempfile.TemporaryDirectory() as folder:
            figures = write_folder(Path(folder), metrics=metrics, years=years, vintages=vintages)
            measure(f"{figures:,} figures", ht.explore("visits", data=folder))


def measure(data: str, explorer: Explorer) -> None:
    """Move the controls of an explorer, and print how long its charts took."""
    controls = explorer.controls
    days, metrics = ([value for _, value in controls[name].options] for name in ("as_of", "metric"))
    years = [value for _, value in controls["first_year"].options]
    spans = [(years[0], years[-1]), (years[len(years) // 2], years[-1]), (years[0], years[len(years) // 2])]
    choices = list(itertools.product(days, metrics, ("level", "change", "index"), spans))
    elapsed, cpu = [], []
    for as_of, metric, show, (first, last) in choices[:: max(1, len(choices) // MOVES) | 1]:
        wanted = {"as_of": as_of, "metric": metric, "show": show, "first_year": first, "last_year": last}
        for name, value in wanted.items():
            if controls[name].value != value:
                start, cpu_start = time.perf_counter(), time.process_time()
                controls[name].value = value
                times = time.perf_counter() - start, time.process_time() - cpu_start
                if "<svg" in explorer.output.value:
                    elapsed.append(times[0])
                    cpu.append(times[1])
    for what, seconds in (("elapsed", elapsed), ("of CPU time", cpu)):
        most = sorted(seconds)[len(seconds) * 19 // 20]
        spread = f"median {median(seconds):.3f}, 19 of 20 {most:.3f}, slowest {max(seconds):.3f}"
        print(f"{data}: seconds {what} of {len(seconds)} changes: {spread}")


if __name__ == "__main__":
    main()
