"""How a run ends: what ends it from outside, that no process stays behind, and one exit code for each kind of end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import psutil

from helsetrend.edition.shelf import LockedError
from helsetrend.errors import DataError, EditionError


class TerminatedError(KeyboardInterrupt):
    """The run was told to end (SIGTERM), or the terminal that it ran in was closed (SIGHUP)."""


class OutOfTimeError(KeyboardInterrupt):
    """The run took longer than it may."""


@contextmanager
def interruptible(seconds: float | None) -> Iterator[None]:
    """Let SIGTERM, SIGHUP and the end of the time raise what Ctrl-C does, each as what it is; only in the main thread.

    Raises KeyboardInterrupt, TerminatedError or OutOfTimeError within the block, each with a message.
    """

    def interrupt(*_: int | FrameType | None) -> NoReturn:
        raise KeyboardInterrupt("interrupted")

    def terminate(*_: int | FrameType | None) -> NoReturn:
        raise TerminatedError("terminated")

    def run_out(*_: int | FrameType | None) -> NoReturn:
        raise OutOfTimeError(f"not done after {seconds:g} seconds")

    handlers = {signal.SIGALRM: run_out, signal.SIGTERM: terminate}
    # Unless whoever called the program, as nohup and shells do, wants these passed over.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        handlers[signal.SIGHUP] = terminate
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        handlers[signal.SIGINT] = interrupt
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def end_children() -> None:
    """Kill every process that this one has started, and those that they have started."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(children, timeout=10)


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


def code_of(error: BaseException) -> int:
    """The code of the end that an error makes; of one that is none of those named, 1."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
