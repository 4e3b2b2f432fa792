"""How long the explorer takes to follow a widget: controls are moved one after the other, and the view is made anew.

Run in the environment of the lab. Measured is what happens in the kernel, from the change of a control to the HTML
that is sent to the page: the time that passes, and the time of the processor, which other work on the machine does not
lengthen; of those moves alone after which there is a chart. The first chart of all, for which fonts are loaded, is made
before.

    make bench
"""

import itertools
import time
from statistics import median

import helsetrend as ht

LIMIT = 0.25
YEARS = [(2016, 2021), (2019, 2021), (2014, 2024)]


def main() -> None:
    explorer = ht.explore("logins")
    controls = explorer.controls
    metrics = [name for _, name in controls["metric"].options]
    choices = itertools.product(controls["as_of"].options, metrics, ("level", "change", "index"), YEARS)
    passed, worked = [], []
    for as_of, metric, show, years in itertools.islice(choices, 0, None, 7):
        wanted = {"as_of": as_of, "metric": metric, "show": show, "years": years}
        for name, value in wanted.items():
            if controls[name].value != value:
                start, start_of_work = time.perf_counter(), time.process_time()
                controls[name].value = value
                times = time.perf_counter() - start, time.process_time() - start_of_work
                if "<svg" in explorer.shown.value:
                    passed.append(times[0])
                    worked.append(times[1])
    for what, seconds in (("passed", passed), ("of the processor", worked)):
        within = sum(one < LIMIT for one in seconds)
        print(
            f"seconds {what}: median {median(seconds):.3f}, slowest {max(seconds):.3f}; "
            f"{within} of {len(seconds)} moves under {LIMIT} s"
        )


if __name__ == "__main__":
    main()
