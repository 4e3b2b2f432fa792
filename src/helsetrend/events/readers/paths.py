"""The files of an event log: which ones they are, and which days a path says that it holds."""

import re
from collections.abc import Iterable
from glob import glob
from pathlib import Path

from helsetrend.values import Period

_HIVE = re.compile(r"(?:^|/)(year|month|day|date|dt)=([0-9-]+)(?=/)")
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])(?:-?([0-3][0-9]))?(?![0-9])")


def log_files(logs: Iterable[str]) -> list[Path]:
    """The files that are meant by names of files, of folders (all below, but hidden ones) and by globs, sorted.

    Raises ValueError with every name that leads to no file.
    """
    found, missing = set(), []
    for log in logs:
        paths = [Path(log)] if Path(log).exists() else [Path(one) for one in glob(log, recursive=True)]  # noqa: PTH207 - of any root
        files = [file for path in paths for file in _below(path)]
        found.update(files)
        if not files:
            missing.append(log)
    if missing:
        raise ValueError(
            f"no file of a log: {', '.join(missing)}; allowed: files, folders with files, patterns such as logs/*.csv"
        )
    return sorted(found)


def dated(path: Path) -> Period | None:
    """The day or month that a path says its events are of, as `date=2021-03-04/` and `events-2021-03-04.csv` do."""
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
    """The file itself, or all files below a folder, of which no part has a name that begins with a dot or `_`."""
    if path.is_file():
        return [path]
    inner = (one for one in path.rglob("*") if one.is_file())
    return [one for one in inner if not any(part[0] in "._" for part in one.relative_to(path).parts)]
