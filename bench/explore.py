"""Measure how long the explorer takes to follow a widget: controls change one after the other.

It needs the environment of the lab. Measured are elapsed time and CPU time in the kernel, from the change of a control
to the HTML that is sent to the page, for changes that end in a chart. The first chart, for which fonts are loaded, is
made before.

    make bench
"""

import argparse
import itertools
import time
from statistics import median

import helsetrend as ht

LIMIT = 0.25
YEARS = [(2016, 2021), (2019, 2021), (2014, 2024)]


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    explorer = ht.explore("logins")
    controls = explorer.controls
    days, metrics = ([value for _, value in controls[name].options] for name in ("as_of", "metric"))
    choices = itertools.product(days, metrics, ("level", "change", "index"), YEARS)
    elapsed, cpu = [], []
    for as_of, metric, show, years in itertools.islice(choices, 0, None, 7):
        wanted = {"as_of": as_of, "metric": metric, "show": show, "first_year": years[0], "last_year": years[1]}
        for name, value in wanted.items():
            if controls[name].value != value:
                start, cpu_start = time.perf_counter(), time.process_time()
                controls[name].value = value
                times = time.perf_counter() - start, time.process_time() - cpu_start
                if "<svg" in explorer.output.value:
                    elapsed.append(times[0])
                    cpu.append(times[1])
    for what, seconds in (("elapsed", elapsed), ("of CPU time", cpu)):
        within = sum(second < LIMIT for second in seconds)
        print(
            f"seconds {what}: median {median(seconds):.3f}, slowest {max(seconds):.3f}; "
            f"{within} of {len(seconds)} changes under {LIMIT} s"
        )


if __name__ == "__main__":
    main()
