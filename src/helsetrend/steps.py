"""What a run says while it works, on standard error: plain lines, a bar on a terminal, or lines of JSON."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Tell = Callable[[str], None]


@contextmanager
def steps(title: str, *, count: int | None = None, as_json: bool = False) -> Iterator[Tell]:
    """Give a function that tells a step with the time since the start; on a terminal below a bar, of `count` steps.

    A line of JSON holds `time`, in UTC, `seconds` since the start, and `step`.
    """
    console, start = Console(stderr=True), time.monotonic()

    def tell(step: str) -> None:
        console.print(f"{time.monotonic() - start:5.1f} s  {step}", highlight=False, markup=False, soft_wrap=True)

    def tell_json(step: str) -> None:
        now, seconds = datetime.now(UTC).isoformat(timespec="milliseconds"), round(time.monotonic() - start, 3)
        print(
            json.dumps({"time": now, "seconds": seconds, "step": step}, ensure_ascii=False), file=sys.stderr, flush=True
        )

    if as_json:
        yield tell_json
    elif console.is_terminal:
        columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(title, total=count)

            def tell_and_advance(step: str) -> None:
                tell(step)
                bar.advance(task)

            yield tell_and_advance
    else:
        yield tell
