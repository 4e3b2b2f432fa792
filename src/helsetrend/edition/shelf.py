"""Where editions lie, `reports/<year>/<date of knowledge>/`: one run at a time, in place as one, `latest` last.

A year's folder is locked while an edition is made in it; the system lets go of the lock when the run ends, however it
ends. What a run that was killed left behind is put right by the next one.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import lock_descriptor

from helsetrend.edition.manifest import MANIFEST
from helsetrend.edition.parameters import Request

STAGE, ASIDE, LINK = ".making-", ".old-", ".latest-"
"""How the names of folders and links begin that nobody is to see."""


class LockedError(RuntimeError):
    """Another run is making an edition in the same folder."""


@contextmanager
def locked(year: Path, *, is_waiting: bool = False) -> Iterator[None]:
    """Hold the folder of a year, made if need be, for oneself, and put right what a killed run has left in it.

    Raises LockedError where another run holds it, unless one is to wait for that.
    """
    year.mkdir(parents=True, exist_ok=True)
    with lock_on(year, is_waiting=is_waiting):
        recover(year)
        yield


@contextmanager
def lock_on(folder: Path, *, is_waiting: bool) -> Iterator[None]:
    """Hold the lock on a folder itself, so that no file of a lock lies in it; the system releases that of a killed run.

    Raises LockedError where another run holds it, unless `is_waiting`.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if not lock_descriptor(descriptor, blocking=is_waiting):
            raise LockedError(f"another run is making an edition in {folder}; wait for it, or use --wait")
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staged(year: Path) -> Iterator[Path]:
    """A folder beside the editions of a year to make one in; it is gone afterwards."""
    stage = year / f"{STAGE}{os.getpid()}"
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def replace_edition(stage: Path, place: Path) -> None:
    """Let what was staged become the edition, in one step; what was there before is gone, or stays if that fails."""
    if not place.exists():
        stage.rename(place)
    elif not _exchange(stage, place):
        aside = place.with_name(f"{ASIDE}{place.name}")
        place.rename(aside)
        try:
            stage.rename(place)
        except BaseException:
            aside.rename(place)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def editions(year: Path) -> list[Path]:
    """The editions of a year, by their date of knowledge."""
    return sorted(path.parent for path in year.glob(f"[0-9]*-[0-9]*-[0-9]*/{MANIFEST}"))


def require_latest_is_link(year: Path) -> None:
    """Raise FileExistsError where something that is no link, and so not of this program, has the name of `latest`."""
    latest = year / "latest"
    if latest.exists() and not latest.is_symlink():
        raise FileExistsError(f"{latest} is no link, and the link to the newest edition has this name; move it away")


def switch_latest(year: Path) -> None:
    """Let `latest` lead to the edition with the newest knowledge, in one step."""
    newest, latest = editions(year)[-1].name, year / "latest"
    if latest.is_symlink() and latest.readlink() == Path(newest):
        return
    link = year / f"{LINK}{os.getpid()}"
    link.symlink_to(newest)
    link.replace(latest)


def recover(year: Path) -> None:
    """Take away what a killed run was making, and put back what it had set aside."""
    for stage in year.glob(f"{STAGE}*"):
        shutil.rmtree(stage, ignore_errors=True)
    for aside in year.glob(f"{ASIDE}*"):
        place = year / aside.name.removeprefix(ASIDE)
        if place.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(place)
    for link in year.glob(f"{LINK}*"):
        link.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or its disk cannot do that."""
    if sys.platform != "linux":
        return False
    at_folder, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, see renameat2(2)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(at_folder, os.fsencode(one), at_folder, os.fsencode(other), exchange) == 0:
        return True
    if (code := ctypes.get_errno()) in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code), str(other))


KEPT = 20
"""How many failed runs are kept; the oldest go first."""


def keep_failed(
    reports: Path, request: Request, error: BaseException, log: Sequence[str] = (), stage: Path | None = None
) -> None:
    """Keep what a failed run made in its stage, if it came that far, with its log and the reason, below `reports`.

    Where that is impossible, as on a full disk, it is left: what went wrong must still be told.
    """
    with suppress(OSError):
        _keep(reports, {"error": type(error).__name__, "message": str(error), "asked": request.values}, log, stage)


def _keep(reports: Path, reason: dict[str, object], log: Sequence[str], stage: Path | None) -> None:
    now = datetime.now(UTC)
    folder = reports / "failed" / now.strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    folder.parent.mkdir(parents=True, exist_ok=True)
    if stage and stage.is_dir():
        stage.rename(folder)
    folder.mkdir(exist_ok=True)
    (folder / "log.txt").write_text("".join(f"{line}\n" for line in log), encoding="utf-8")
    told = json.dumps({**reason, "time": now.isoformat(timespec="seconds")}, ensure_ascii=False, indent=2)
    (folder / "reason.json").write_text(f"{told}\n", encoding="utf-8")
    for old in sorted(path for path in folder.parent.iterdir() if path.is_dir())[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
