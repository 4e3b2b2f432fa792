"""The files of an event log, and the day or month that a path names."""

import logging
import os
import re
from collections.abc import Iterable
from glob import glob
from pathlib import Path

from helsetrend.values import Period

logger = logging.getLogger(__name__)

MOST_NAMED = 5
"""How many files that are passed over are named."""

_HIVE = re.compile(r"(?:^|/)(year|month|day|date|dt)=([0-9-]+)(?=/)")
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])(?:-?([0-3][0-9]))?(?![0-9])")

_NO_LOG = re.compile(
    r"(readme|licen[cs]e|checksums?|manifest|_success).*|.*\.(md|rst|crc|md5|sha1|sha256|sha512|sig|asc|toml|html|pdf|docx)",
    re.IGNORECASE,
)
"""The names of files beside a log, which are no part of it."""


def log_files(logs: Iterable[str]) -> list[Path]:
    """Return the files that names of files, folders and patterns mean, each file once, sorted.

    A folder means all files below it, also behind links, except hidden ones and those that stand beside logs, such as
    a README or a checksum; these are logged at INFO. Raises ValueError with every name that leads to no file, with the
    folders that cannot be read, or with the names that are not UTF-8, which neither engine can open.
    """
    every: dict[Path, Path] = {}
    missing = []
    for log in logs:
        paths = [Path(log)] if Path(log).exists() else [*map(Path, glob(log, recursive=True))]  # noqa: PTH207 - of any root
        files = [file for path in paths for file in _below(path)]
        for file in sorted(files):
            every.setdefault(file.resolve(), file)
        if not files:
            missing.append(log)
    if missing:
        raise ValueError(
            f"no file of a log: {', '.join(missing)}; allowed: files, folders with files, patterns such as logs/*.csv"
        )
    names = (os.fsencode(file).decode(errors="backslashreplace") for file in every.values() if not _is_utf8(file))
    if found := ", ".join(sorted(names)):
        raise ValueError(f"names that are not UTF-8: {found}; allowed: files with names in UTF-8, so rename these")
    return sorted(every.values(), key=Path.absolute)  # in the order of both engines


def _is_utf8(path: Path) -> bool:
    try:
        os.fsencode(path).decode()
    except UnicodeDecodeError:
        return False
    return True


def is_beside_a_log(name: str) -> bool:
    """Return whether a file of this name is hidden, or stands beside logs, such as a README or a checksum."""
    return name[0] in "._" or bool(_NO_LOG.fullmatch(name))


def period_in_path(path: Path) -> Period | None:
    """Return the day or month that a path names, as in `date=2021-03-04/` and `events-2021-03-04.csv`, or None."""
    hive = dict(_HIVE.findall(path.as_posix()))
    day = hive.get("date") or hive.get("dt")
    if not day and {"year", "month"} <= set(hive):
        day = "-".join([hive["year"], *(hive[part].zfill(2) for part in ("month", "day") if part in hive)])
    if not day and (named := _IN_NAME.search(path.name)):
        day = "-".join(part for part in named.groups() if part)
    try:
        return Period.parse(day) if day else None
    except ValueError:
        return None


def _below(path: Path) -> list[Path]:
    """Return the file itself, or all files below a folder except those below a name that begins with `.` or `_`.

    Raises ValueError with a folder or a link that cannot be read.
    """
    if path.is_file():
        return [path]
    files: list[Path] = []
    passed_over: list[Path] = []
    seen = set()
    for folder, folders, names in os.walk(path, followlinks=True, onerror=_refuse):
        place = Path(folder).stat()
        if (place.st_dev, place.st_ino) in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add((place.st_dev, place.st_ino))
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in names:
            file = Path(folder, name)
            if is_beside_a_log(name):
                passed_over.append(file)
            elif not file.exists():
                raise ValueError(f"{file} leads to no file; allowed: links to files and folders that are there")
            elif file.is_file():
                files.append(file)
    if passed_over:
        names_of = ", ".join(str(file.relative_to(path)) for file in sorted(passed_over)[:MOST_NAMED])
        logger.info("passed over as no part of the log: %d files, such as %s", len(passed_over), names_of)
    return files


def _refuse(error: OSError) -> None:
    raise ValueError(
        f"{error.filename} cannot be read ({error.strerror}); allowed: folders that can be read"
    ) from error
