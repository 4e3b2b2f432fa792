"""The command from its start to its exit code."""

import gc
import os
import sys
import warnings

from helsetrend.cli.commands import app
from helsetrend.cli.progress import fail
from helsetrend.errors import DataError, EditionError

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""How many more objects than before start a garbage collection; with Python's 700 it takes an eighth of a report."""


def main() -> None:
    """Run the command; an error ends it with its exit code and a message, never with a traceback."""
    _open_streams()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # warnings of libraries are for developers, and the tests show them
    try:
        app()
    except (DataError, EditionError, ValueError, OSError, RuntimeError) as error:
        from helsetrend.edition import code_of

        fail(str(error), code_of(error))
    finally:
        if "duckdb" not in sys.modules:  # which reports objects that are not collected as leaked
            gc.freeze()  # collecting all objects at exit would take a tenth of the run


def _open_streams() -> None:
    """Open each closed standard stream on the null device; else the next file or socket would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)  # kernels need theirs too
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
