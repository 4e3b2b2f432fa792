"""Folders for what is written while counting, which has users in it: private, and removed however a count ends.

Each scratch folder is locked while its count runs. A count that was killed leaves its folder unlocked, and the next
count with the same place for scratch folders removes it.
"""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

PREFIX = "helsetrend-"
_LOCK = ".lock"
_SIGNALS = tuple(number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)))


class BusyError(RuntimeError):
    """Another count writes into the same folder."""


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a folder that only its owner can read, by default in the system's folder for temporary files.

    It is removed at the end. Those that killed counts have left beside it are removed first.
    """
    place = parent or Path(tempfile.gettempdir())
    remove_left(place)
    folder, lock = _locked_folder(place)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def remove_left(place: Path) -> None:
    """Remove the scratch folders of this user that no count holds a lock on."""
    for folder in place.glob(f"{PREFIX}*"):
        lock = folder / _LOCK
        try:
            status = folder.lstat()
            is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and lock.exists()
            if is_ours:
                with FileLock(lock, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
        except (OSError, Timeout):  # of another user, in use, or removed by now
            continue


@contextmanager
def only_count_in(out: Path) -> Iterator[None]:
    """Hold the lock on the folder that counts are put in, which is made if needed.

    Raises BusyError where another count holds it.
    """
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / _LOCK, timeout=0):
            yield
    except Timeout:
        raise BusyError(f"another count writes into {out}; wait until it has ended") from None


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit with the usual code, so that what is temporary is removed."""

    def end(number: int, _: FrameType | None) -> None:
        for other in _SIGNALS:
            signal.signal(other, signal.SIG_IGN)  # a second one must not stop the removal
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _locked_folder(place: Path) -> tuple[Path, FileLock]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))  # of mode 0700
        lock = FileLock(folder / _LOCK, timeout=0)
        try:
            lock.acquire()
        except (Timeout, OSError):  # taken for one that was left, just now
            if not place.is_dir():
                raise
            continue
        return folder, lock
