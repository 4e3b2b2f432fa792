"""What ends a run from outside: Ctrl-C, SIGTERM, SIGHUP, the end of its time; and that no process stays behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import psutil


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
