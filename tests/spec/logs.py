"""Turn the events in the cells of the definitions into logs, which the library counts.

An event is written "10:00", "B 10:00 login" or "2021-12-31 23:50 messages": its user (A if none is named), its day
(15 June 2021 if none is given), the time on the clock in Oslo, and what it was: a view without a service, unless a
login, a close or a service is named.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
from spec.given import listed

import helsetrend

MAPPING = """
format = "{form}"
empty_day_is_zero = true
[columns]
user = "user"
time = "time"
kind = "kind"
service = "service"
[time]
timezone = "Europe/Oslo"
"""
DAY = "2021-06-15"

Files = tuple[tuple[str, tuple[str, ...]], ...]
"""The files of a log: the name and the lines of each."""

_EVENT = re.compile(
    r"((?P<user>[A-Z]) )?((?P<day>\d{4}-\d\d-\d\d) )?(?P<time>\d\d:\d\d\S*)( (?P<what>[a-z]+))?", re.ASCII
)


def line(event: str) -> str:
    """Return an event as a line of CSV."""
    user, day, time, what = _EVENT.fullmatch(event).group("user", "day", "time", "what")
    kind = what if what in ("login", "close") else "view"
    time = time if time.count(":") > 1 or "+" in time else f"{time}:00"
    return ",".join([user or "A", f"{day or DAY}T{time}", kind, what if what and kind == "view" else ""])


def count_of(cell: str) -> pd.DataFrame:
    """Count the events in a cell."""
    return count_files({"log.csv": listed(cell)})


def count_files(files: dict[str, list[str]]) -> pd.DataFrame:
    """Count a log of several files, each with its events."""
    return _counted(tuple((name, tuple(map(line, events))) for name, events in files.items()))


def lengths_of(cell: str) -> pd.Series:
    """Return the row on the length of the visits in 2021 for the events in a cell."""
    return _written((("log.csv", tuple(map(line, listed(cell)))),), helsetrend.visit_lengths).loc["2021"]


@cache
def _counted(files: Files) -> pd.DataFrame:
    return _written(files, helsetrend.count_events)


def _written(files: Files, count: Callable[[list[Path], Path], pd.DataFrame]) -> pd.DataFrame:
    """Write these files, and return the result of a call on them in the given order."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, lines in files:
            (folder / file).write_text("\n".join(["user,time,kind,service", *lines]) + "\n", encoding="utf-8")
        (folder / "events.toml").write_text(MAPPING.format(form="csv"), encoding="utf-8")
        return count([folder / file for file, _ in files], folder / "events.toml")


def count_views(number: int, seconds: int) -> pd.DataFrame:
    """Count a number of views of one user, each some seconds after the previous one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        time = f"TIMESTAMP '2021-01-01 10:00:00' + to_seconds({seconds} * number)"
        views = f"SELECT 'A' AS user, {time} AS time, 'view' AS kind, '' AS service FROM range({number}) AS t(number)"
        duckdb.sql(views).write_parquet(str(folder / "log.parquet"))
        (folder / "events.toml").write_text(MAPPING.format(form="parquet"), encoding="utf-8")
        return helsetrend.count_events(folder / "log.parquet", folder / "events.toml", persons=False)


def value(table: pd.DataFrame, metric: str, period: str = "2021", service: str = "") -> str:
    """Return one of the counts as text, or "none" if there is no such row."""
    is_it = table["metric"].eq(metric) & table["service"].eq(service) & table["period"].eq(period)
    return f"{table.loc[is_it, 'value'].item():,}".replace(",", " ") if is_it.any() else "none"
