"""The log of a run on standard error: plain lines, on a terminal with a bar below them, or lines of JSON."""

import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from rich.progress import Progress

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal acts upon, but for the end of a line."""


@contextmanager
def steps(title: str, *, count: int | None = None, as_json: bool = False) -> Iterator[None]:
    """Show what the package logs, each line with the time since the start; on a terminal above a bar of `count` steps.

    A line of JSON holds `time`, in UTC, `seconds` since the start, and `step`.
    """
    with _handler(title, count, as_json) as handler:
        handler.addFilter(_Timed())
        logger = logging.getLogger("helsetrend")
        level = logger.level
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)


def say(line: str) -> None:
    """Write a line to standard error; where that cannot be written, do nothing."""
    print(line, file=_StandardError(), flush=True)


def fail(message: str, code: int) -> NoReturn:
    """End the command with a message on standard error and an exit code."""
    say(f"helsetrend: {message}")
    sys.exit(code)


@contextmanager
def _handler(title: str, count: int | None, as_json: bool) -> Iterator[logging.Handler]:
    if as_json or not sys.stderr.isatty():
        handler = logging.StreamHandler(cast(IO[str], _StandardError()))
        handler.setFormatter(_json_formatter() if as_json else _Plain())
        yield handler
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    # Whether it is a terminal is given to rich, for which a variable such as FORCE_COLOR makes one of a pipe.
    console = Console(file=cast(IO[str], _StandardError()), force_terminal=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task(title, total=count)
        yield _AboveBar(bar)


def _json_formatter() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(["time", "seconds", "step"], json_ensure_ascii=False)


class _Timed(logging.Filter):
    """Adds to each record what its line shows: `time`, `seconds` and `step`."""

    def __init__(self) -> None:
        super().__init__()
        self._start = time.monotonic()

    def filter(self, record: logging.LogRecord) -> bool:
        from helsetrend.edition import CURRENT_REPORT

        report, message = CURRENT_REPORT.get(), record.getMessage()
        record.time = datetime.now(UTC).isoformat(timespec="milliseconds")
        record.seconds = round(time.monotonic() - self._start, 3)
        record.step = f"{report}: {message}" if report else message
        return True


class _Plain(logging.Formatter):
    """Makes a line for people, in which control characters are visible."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.__dict__['seconds']:5.1f} s  {record.__dict__['step']}"
        return CONTROL.sub(lambda control: repr(control[0])[1:-1], line)


class _AboveBar(logging.Handler):
    """Prints each line above the bar, and moves the bar on by one step."""

    def __init__(self, bar: "Progress") -> None:
        super().__init__()
        self.setFormatter(_Plain())
        self._bar = bar

    def emit(self, record: logging.LogRecord) -> None:
        self._bar.console.print(self.format(record), highlight=False, markup=False, soft_wrap=True)
        self._bar.advance(self._bar.task_ids[0])


class _StandardError:
    """Standard error; once it cannot be written, nothing more is, and the run goes on.

    That is so on a full disk, when the reader of a pipe has gone, or when a terminal was closed.
    """

    def write(self, text: str) -> int:
        with self._ignoring_failure():
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with self._ignoring_failure():
            sys.stderr.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stderr, name)

    @contextmanager
    def _ignoring_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stderr.fileno())
            os.close(nowhere)
