"""The processes that count, each with its own DuckDB connection. No error of theirs says a word of a log."""

import atexit
import errno
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, local
from typing import ParamSpec, TypeVar, cast

import duckdb

from helsetrend.errors import DataError
from helsetrend.events import chunks
from helsetrend.events.readers import is_full_disk

Given = ParamSpec("Given")
Result = TypeVar("Result")


class EngineError(RuntimeError):
    """Counting failed in a way that is not foreseen; the message says where, and nothing of the log."""


@contextmanager
def pool(workers: int, scratch: Path | None = None) -> Iterator[Executor]:
    """Start a number of processes, or with 0 a single thread of this process; jobs that wait at the end are cancelled.

    A thread, because a new process would import the main script again, which may lack `if __name__ == "__main__"`.
    What does not fit into memory is written to `scratch`. After an error or a signal, processes are ended at once.
    """
    others = set(active_children())
    executor: Executor = (
        ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(scratch,))
        if workers
        else ThreadPoolExecutor(1, initializer=_use, initargs=(scratch,))
    )
    try:
        yield executor
    except BaseException:
        for process in set(active_children()) - others if workers else ():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def submit(
    executor: Executor, job: Callable[Given, Result], *arguments: Given.args, **options: Given.kwargs
) -> "Future[Result]":
    """Let the pool do a job; its errors are those of `silent`."""
    silently = cast("Callable[..., Result]", _silently)
    return executor.submit(silently, job, *arguments, **options)


@contextmanager
def silent() -> Iterator[None]:
    """Raise EngineError for any error that may have a value of the log in its message, and OSError for a full disk.

    Errors of the data and of the system pass, as they only name files.
    """
    try:
        yield
    except (DataError, EngineError, OSError):
        raise
    except Exception as error:
        if isinstance(error, BrokenProcessPool):
            found = "a process that counts was ended from outside, as systems do that run out of memory"
            raise EngineError(f"{found}; try fewer --workers") from None
        if is_full_disk(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise EngineError(f"counting failed: {type(error).__name__} in {_place(error)}") from None


def _silently(job: Callable[Given, Result], *arguments: Given.args, **options: Given.kwargs) -> Result:
    with silent():
        return job(*arguments, **options)


def _place(error: Exception) -> str:
    """Return the module and the line of this package in which an error came up."""
    trace, place = error.__traceback__, "helsetrend"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("helsetrend."):
            place = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


class _PerThread(local):
    """One connection for each thread, so that two counts in one process do not share temporary tables."""

    scratch: Path | None = None

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return chunks.connect(self.scratch)


_PER_THREAD = _PerThread()


def connection() -> duckdb.DuckDBPyConnection:
    """Return the DuckDB connection of this thread."""
    return _PER_THREAD.connection


def _use(scratch: Path | None) -> None:
    """Let the connection of this thread write what does not fit into memory to a folder."""
    _PER_THREAD.scratch = scratch


def _begin(scratch: Path | None) -> None:
    """Prepare a worker process: it ends when its parent is killed, and prints nothing when it is ended itself."""
    _use(scratch)
    sys.excepthook = lambda *_: None
    parent = parent_process()
    if parent is not None:
        Thread(target=_exit_after, args=[parent], daemon=True).start()
        atexit.register(os._exit, 0)  # otherwise what the thread still holds is reported as leaked


def _exit_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
