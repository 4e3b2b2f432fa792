"""The files of an event log, and the day or month that a path names."""

import re
from collections.abc import Iterable
from glob import glob
from pathlib import Path

from helsetrend.values import Period

_HIVE = re.compile(r"(?:^|/)(year|month|day|date|dt)=([0-9-]+)(?=/)")
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])(?:-?([0-3][0-9]))?(?![0-9])")


def log_files(logs: Iterable[str]) -> list[Path]:
    """Return the files that names of files, folders (all files below, except hidden ones) and patterns mean, sorted.

    Raises ValueError with every name that leads to no file.
    """
    every: set[Path] = set()
    missing = []
    for log in logs:
        paths = [Path(log)] if Path(log).exists() else [*map(Path, glob(log, recursive=True))]  # noqa: PTH207 - of any root
        files = [file for path in paths for file in _below(path)]
        every.update(files)
        if not files:
            missing.append(log)
    if missing:
        raise ValueError(
            f"no file of a log: {', '.join(missing)}; allowed: files, folders with files, patterns such as logs/*.csv"
        )
    return sorted(every)


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
    """Return the file itself, or all files below a folder except those below a name that begins with `.` or `_`."""
    if path.is_file():
        return [path]
    inner = (file for file in path.rglob("*") if file.is_file())
    return [file for file in inner if not any(part[0] in "._" for part in file.relative_to(path).parts)]
