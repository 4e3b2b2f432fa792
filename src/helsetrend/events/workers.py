"""The processes that count, each with its own DuckDB connection."""

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
    """Start a number of processes, or with 0 a single thread of this process; jobs that wait at the end are cancelled.

    A thread, because a new process would import the main script again, which may lack `if __name__ == "__main__"`.
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


class _PerThread(local):
    """One connection for each thread, so that two counts in one process do not share temporary tables."""

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return chunks.connect()


_PER_THREAD = _PerThread()


def connection() -> duckdb.DuckDBPyConnection:
    """Return the DuckDB connection of this thread."""
    return _PER_THREAD.connection


def _end_with_parent() -> None:
    """End this worker process when its parent is killed."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_exit_after, args=[parent], daemon=True).start()
        atexit.register(os._exit, 0)  # otherwise what the thread still holds is reported as leaked


def _exit_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
