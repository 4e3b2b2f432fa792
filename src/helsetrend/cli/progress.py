"""What a run says while it works, on standard error: plain lines, a bar on a terminal, or lines of JSON."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Tell = Callable[[str], None]


@contextmanager
def steps(title: str, *, count: int | None = None, as_json: bool = False) -> Iterator[Tell]:
    """Give a function that tells a step with the time since the start; on a terminal below a bar, of `count` steps.

    A line of JSON holds `time`, in UTC, `seconds` since the start, and `step`.
    """
    # A variable such as FORCE_COLOR makes no terminal of a file or a pipe.
    is_terminal, start = sys.stderr.isatty(), time.monotonic()
    console = Console(file=cast(IO[str], _StandardError()), force_terminal=is_terminal)

    def line(step: str) -> str:
        return f"{time.monotonic() - start:5.1f} s  {step}"

    def tell_json(step: str) -> None:
        now, seconds = datetime.now(UTC).isoformat(timespec="milliseconds"), round(time.monotonic() - start, 3)
        say(json.dumps({"time": now, "seconds": seconds, "step": step}, ensure_ascii=False))

    if as_json:
        yield tell_json
    elif console.is_terminal:
        columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(title, total=count)

            def tell_and_advance(step: str) -> None:
                console.print(line(step), highlight=False, markup=False, soft_wrap=True)
                bar.advance(task)

            yield tell_and_advance
    else:
        yield lambda step: say(line(step))


def say(line: str) -> None:
    """Write a line to standard error, as far as it can be written."""
    print(line, file=_StandardError(), flush=True)


class _StandardError:
    """Standard error.

    Where it cannot be written, on a full disk, to a reader that is gone or a terminal that is closed, nothing more is:
    that is no reason to end.
    """

    def write(self, text: str) -> int:
        with self._lost():
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with self._lost():
            sys.stderr.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stderr, name)

    @contextmanager
    def _lost(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stderr.fileno())
            os.close(nowhere)
