"""Who counts: processes, or the one that asks, each with an engine of its own."""

import atexit
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread, local

import duckdb

from helsetrend.events import chunks


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """So many processes; what has not begun when they are no longer needed is left undone.

    With 0 a single thread of this process, as others would run the program again, which may not be ready for it.
    """
    executor: Executor = (
        ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
        if workers
        else ThreadPoolExecutor(1)
    )
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


class _OfThread(local):
    """What each thread has for itself, so that two counts in one process do not meet, and nothing of them stays."""

    @cached_property
    def engine(self) -> duckdb.DuckDBPyConnection:
        return chunks.connect()


_OF_THREAD = _OfThread()


def engine() -> duckdb.DuckDBPyConnection:
    """The engine of this process, or of this thread of it."""
    return _OF_THREAD.engine


def _end_with_parent() -> None:
    """Let a worker end when the program is killed that it works for."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive_not, args=[parent], daemon=True).start()
        atexit.register(os._exit, 0)  # what the thread still holds would be told as lost


def _outlive_not(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
