"""The log of one report: the name that its lines carry where several are made at once, and its lines themselves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from logging.handlers import BufferingHandler
from threading import get_ident

CURRENT_REPORT: ContextVar[str] = ContextVar("CURRENT_REPORT", default="")
"""Which report a line of the log is about, such as 2021; empty where only one is made."""


class KeptLog(BufferingHandler):
    """Keeps the lines that the thread it was made in logs, for `log.txt` of a failed run."""

    def __init__(self) -> None:
        super().__init__(capacity=0)
        thread = get_ident()
        self.addFilter(lambda record: record.thread == thread)

    def shouldFlush(self, record: logging.LogRecord) -> bool:  # noqa: ARG002, N802 - as logging names it
        """Return False: nothing is written before the run has failed."""
        return False

    @property
    def lines(self) -> list[str]:
        """The messages, in their order."""
        return [record.getMessage() for record in self.buffer]


@contextmanager
def kept_log() -> Iterator[KeptLog]:
    """Keep what the package logs in this thread, as far as the level of its logger lets it through."""
    handler, logger = KeptLog(), logging.getLogger("helsetrend")
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
