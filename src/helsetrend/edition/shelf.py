"""The folders of editions, `reports/<year>/<date of knowledge>/`, and of failed runs, `reports/failed/<time>/`.

The folder of a year is locked while an edition is made in it; the system releases the lock when the run ends, even if
it is killed. An edition is replaced in one step, then the link `latest` is. The next run recovers from a killed one.
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

from helsetrend.edition.manifest import MANIFEST
from helsetrend.edition.request import Request

STAGE, ASIDE, LINK = ".making-", ".old-", ".latest-"
"""Prefixes of the hidden folders and links of a run that is at work."""

SERIES_FILE = "dcat.ttl"
"""The description of the editions of a year as a series, beside them; written after each is put in its place."""

KEPT_RUNS = 20
"""How many failed runs are kept; the oldest are removed first."""


class LockedError(RuntimeError):
    """Another run is making an edition in the same folder."""


@contextmanager
def locked(year: Path, *, is_waiting: bool = False) -> Iterator[None]:
    """Lock the folder of a year, made if it does not exist, and recover from a killed run.

    Raises LockedError if another run holds the lock, unless `is_waiting`.
    """
    year.mkdir(parents=True, exist_ok=True)
    with lock_on(year, is_waiting=is_waiting):
        recover(year)
        try:
            yield
        finally:  # an interrupt may come when `staged` has made its folder and its block has not begun
            recover(year)


@contextmanager
def lock_on(folder: Path, *, is_waiting: bool) -> Iterator[None]:
    """Lock a folder itself, so that there is no lock file; the system releases the lock of a killed run.

    Raises LockedError if another run holds the lock, unless `is_waiting`.
    """
    from filelock import lock_descriptor  # slow to import, and a command that only reads needs it not

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if not lock_descriptor(descriptor, blocking=is_waiting):
            raise LockedError(f"another run is making an edition in {folder}; wait for it, or use --wait")
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staged(year: Path) -> Iterator[Path]:
    """Make a folder beside the editions of a year to make one in; it is removed at the end of the block."""
    stage = year / f"{STAGE}{os.getpid()}"
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def replace_edition(stage: Path, place: Path) -> None:
    """Put a staged edition in its place in one step, and remove the one before; if that fails, the one before stays."""
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
    """Return the editions of a year, ordered by date of knowledge."""
    return sorted(path.parent for path in year.glob(f"[0-9]*-[0-9]*-[0-9]*/{MANIFEST}"))


def is_in_series(edition: Path) -> bool:
    """Return whether the description of the series names an edition; a run that was killed may not have written it."""
    try:
        return f"<{edition.name}/" in (edition.parent / SERIES_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def require_latest_is_link(year: Path) -> None:
    """Raise FileExistsError if `latest` or `latest.nb` is there and no link, and so was not made by this program."""
    for latest in sorted(year.glob("latest*")):
        if not latest.is_symlink():
            raise FileExistsError(
                f"{latest} is not a link, but has the name of a link to the newest edition; move it away"
            )


def switch_latest(year: Path) -> None:
    """Point `latest` at the edition with the newest date of knowledge, and `latest.nb` at the newest one in a language.

    Each is done in one step, and `latest` last, by which a run that was killed before is seen.
    """
    known = editions(year)
    newest = {f"latest.{page.parent.name}": edition.name for edition in known for page in edition.glob("*/index.html")}
    for name, edition in (newest | {"latest": known[-1].name}).items():
        latest = year / name
        if not (latest.is_symlink() and latest.readlink() == Path(edition)):
            link = year / f"{LINK}{os.getpid()}"
            link.symlink_to(edition)
            link.replace(latest)


def recover(year: Path) -> None:
    """Remove what an unfinished run was making, and put back what it had set aside."""
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


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return False if the system or the disk does not support that."""
    if sys.platform != "linux":
        return False
    at_folder, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, see renameat2(2)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(at_folder, os.fsencode(first), at_folder, os.fsencode(second), exchange) == 0:
        return True
    if (code := ctypes.get_errno()) in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code), str(second))


def keep_failed(
    reports: Path, request: Request, error: BaseException, log: Sequence[str] = (), stage: Path | None = None
) -> None:
    """Keep the stage of a failed run, if it had one, with its log and the reason, in a folder below `reports/failed`.

    If that fails, as on a full disk, nothing is kept, so that the original error is still reported.
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
    content = json.dumps({**reason, "time": now.isoformat(timespec="seconds")}, ensure_ascii=False, indent=2)
    (folder / "reason.json").write_text(f"{content}\n", encoding="utf-8")
    for old in sorted(path for path in folder.parent.iterdir() if path.is_dir())[:-KEPT_RUNS]:
        shutil.rmtree(old, ignore_errors=True)
