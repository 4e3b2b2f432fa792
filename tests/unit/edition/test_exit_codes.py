"""How a run ends: one exit code for each kind of end, in time, and only interrupted once."""

import os
import signal
import subprocess
import sys

import pytest

from helsetrend.edition.exit_codes import OutOfTimeError, TerminatedError, code_of, interruptible
from helsetrend.edition.notebook import NotebookError
from helsetrend.edition.parameters import ParameterError
from helsetrend.edition.shelf import LockedError
from helsetrend.errors import DataError, EditionError

CODES = [
    (DataError([]), 3),
    (EditionError([]), 4),
    (LockedError("a"), 5),
    (OutOfTimeError("a"), 124),
    (TerminatedError("a"), 130),
    (KeyboardInterrupt(), 130),
    (ParameterError("a"), 2),
    (ValueError("a"), 2),
    (NotebookError("a"), 1),
    (OSError("a"), 1),
    (ZeroDivisionError("a"), 1),
]


@pytest.mark.parametrize(("error", "code"), CODES, ids=[type(error).__name__ for error, _ in CODES])
def test_each_kind_of_end_has_its_code(error, code):
    assert code_of(error) == code


def send_twice():
    """Send SIGTERM, and once more while the first one is handled; return how often that was."""
    handled = 0
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except TerminatedError:
        handled += 1
        os.kill(os.getpid(), signal.SIGTERM)
        handled += 1
    return handled


def test_a_second_signal_does_not_interrupt_the_cleaning_up():
    before = signal.getsignal(signal.SIGTERM)
    with interruptible(None):
        assert send_twice() == 2
    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


SWALLOWED = """
import subprocess, sys, threading
from helsetrend.edition import exit_codes
exit_codes.CLEANING_UP = 0.5
child = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
print(child.pid, flush=True)
with exit_codes.interruptible(0.1):
    while True:
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            pass
"""

LEFT = """
import threading
from helsetrend.edition.exit_codes import exit_now
threading.Thread(target=threading.Event().wait).start()
print("said", end="")
exit_now(130)
"""

WITHIN_A_TEXT = """
from helsetrend.edition.exit_codes import exit_now
try:
    exec("raise KeyboardInterrupt")
except KeyboardInterrupt:
    exit_now(130)
"""


def test_a_run_that_swallows_its_interrupt_ends_all_the_same_and_its_children_too():
    done = subprocess.run([sys.executable, "-c", SWALLOWED], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 124
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_thread_that_never_ends_does_not_keep_the_program_from_its_end():
    done = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (130, "said")


def test_an_interrupt_that_comes_while_a_text_is_run_as_code_ends_with_its_code(tmp_path):
    """Python remembers it as not handled, and would end a module by the signal."""
    (tmp_path / "ended.py").write_text(WITHIN_A_TEXT)
    done = subprocess.run([sys.executable, "-m", "ended"], cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 130
