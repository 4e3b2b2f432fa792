"""Calls side by side, in threads that end with the program, so that an interrupt never waits long for any of them.

`ThreadPoolExecutor` is not used: a thread whose start is interrupted is unknown to its pool, which then never gives it
the word to end, and Python waits for the threads of pools when it exits.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from helsetrend.edition.exit_codes import end_children

T = TypeVar("T")
Ended = tuple[str, T] | BaseException
"""How a call ended: with its name and what it returned, or with what it raised."""

PATIENCE = 4
"""Seconds that the calls have to end, once the processes that they wait for are killed."""


@contextmanager
def side_by_side(calls: Mapping[str, Callable[[], T]], *, at_once: int) -> Iterator[Iterator[tuple[str, T]]]:
    """Call functions in at most `at_once` threads, and yield an iterator over what they return, each with its name.

    The first to return come first. The iterator raises what a call raised. When the block ends, so have all calls;
    after a KeyboardInterrupt, which kills every child process, all but those that need longer than `PATIENCE`.
    """
    waiting: SimpleQueue[str | None] = SimpleQueue()
    ended: SimpleQueue[Ended[T]] = SimpleQueue()

    def work() -> None:
        while (name := waiting.get()) is not None:
            try:
                answer = calls[name]()
            except BaseException as error:
                ended.put(error)
            else:
                ended.put((name, answer))

    threads = [Thread(target=work, daemon=True) for _ in range(min(at_once, len(calls)))]
    try:
        for thread in threads:
            thread.start()
        for name in (*calls, *(None for _ in threads)):  # nothing is called before all have started
            waiting.put(name)
        try:
            yield _answers(ended, len(calls))
        except Exception:
            _join(threads)
            raise
        _join(threads)
    except KeyboardInterrupt:
        _end(threads, waiting)
        raise


def _answers(ended: "SimpleQueue[Ended[T]]", count: int) -> Iterator[tuple[str, T]]:
    for _ in range(count):
        end = ended.get()
        if isinstance(end, BaseException):
            raise end
        yield end


def _join(threads: list[Thread]) -> None:
    for thread in threads:
        thread.join()


def _end(threads: list[Thread], waiting: "SimpleQueue[str | None]") -> None:
    """Let no thread begin another call, and kill what the calls wait for, until they have ended or time is up."""
    try:
        while True:
            waiting.get_nowait()
    except Empty:
        for _ in threads:
            waiting.put(None)
    deadline = time.monotonic() + PATIENCE
    end_children()
    while any(thread.is_alive() for thread in threads) and time.monotonic() < deadline:
        time.sleep(0.05)
        end_children()  # of a call that was just about to start one
