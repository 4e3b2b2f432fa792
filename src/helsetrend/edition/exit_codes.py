"""How a run ends: interrupts from outside, no process left behind, and an exit code for each kind of end."""

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from helsetrend.edition.shelf import LockedError
from helsetrend.errors import DataError, EditionError


class TerminatedError(KeyboardInterrupt):
    """The run was terminated (SIGTERM), or the terminal that it ran in was closed (SIGHUP)."""


class OutOfTimeError(KeyboardInterrupt):
    """The run took longer than `--timeout` allows."""


CLEANING_UP = 7.0
"""Seconds that a run has to clean up and end, once it was interrupted."""

DONE = 0
FAILED = 1
WRONG_PARAMETERS = 2
DATA_AT_FAULT = 3
CHECK_FAILED = 4
LOCKED = 5
OUT_OF_TIME = 124
INTERRUPTED = 130

_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (DataError, DATA_AT_FAULT),
    (EditionError, CHECK_FAILED),
    (LockedError, LOCKED),
    (OutOfTimeError, OUT_OF_TIME),
    (KeyboardInterrupt, INTERRUPTED),
    (ValueError, WRONG_PARAMETERS),
)


@contextmanager
def interruptible(seconds: float | None) -> Iterator[None]:
    """Raise an exception within the block on the first SIGINT, SIGTERM or SIGHUP, or when the time is up.

    It is KeyboardInterrupt, TerminatedError or OutOfTimeError, with a message. From then on further signals are
    ignored, and the block has `CLEANING_UP` seconds; after these the program ends where it is, as it must where the
    exception was swallowed (Python does so in finalizers). Only for the main thread.
    """
    errors: dict[int, KeyboardInterrupt] = {
        signal.SIGALRM: OutOfTimeError(f"not done after {seconds:g} seconds" if seconds else ""),
        signal.SIGTERM: TerminatedError("terminated"),
    }
    # Unless whoever started the program, as nohup and shells do, wants these ignored.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        errors[signal.SIGHUP] = TerminatedError("terminated")
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        errors[signal.SIGINT] = KeyboardInterrupt("interrupted")

    def interrupt(number: int, _: FrameType | None) -> NoReturn:
        error = errors[number]
        for other in errors:
            signal.signal(other, signal.SIG_IGN)
        _end_soon(code_of(error))
        raise error

    before = {number: signal.signal(number, interrupt) for number in errors}
    signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_now(code: int) -> NoReturn:
    """End the program after a run that failed, without waiting long for threads that still run.

    Not by SystemExit: after an interrupt that came while Python ran a text as code, as it does to make a named tuple,
    Python would end by the signal and not with the code.
    """
    _end_soon(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _end_soon(code: int) -> None:
    """End the program and all that it has started after `CLEANING_UP` seconds, whatever it does then."""

    def end(*_: int | FrameType | None) -> NoReturn:
        try:
            end_children()
        finally:
            os._exit(code)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, CLEANING_UP)


def end_children() -> None:
    """Kill all descendants of this process."""
    import psutil  # which only the end of a run needs

    children = psutil.Process().children(recursive=True)
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(children, timeout=2)


def code_of(error: BaseException) -> int:
    """Return the exit code for an error; 1 for an error of a kind that has no code of its own."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
