"""Which figure was in force on a date, what revised it, and where sources of the same time disagree.

The figure last published by the date is in force, with one exception: a later figure that is coarser
and agrees with the finer one before it confirms it and does not replace it. On the same date the rank
of the source decides, then the order of the rows. Two figures agree if there is a value for which both are literally
true: "over 200 000" agrees with 201 300.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

SERIES = ["metric", "service", "period"]

ROLES = {
    "first": "the first figure of its period",
    "confirms": "agrees with the figure in force and does not replace it",
    "replaces": "agrees with the figure that was in force, is at least as fine, and takes its place",
    "revises": "does not agree with the figure that was in force, and takes its place",
    "conflicts": "does not agree with the figure in force, which a source of higher rank published that day",
}
"""What a figure does to the one in force when it is published."""


def history(figures: pd.DataFrame, *, as_of: date | str | None = None) -> pd.DataFrame:
    """Return every figure published by `as_of` (default: all), in the order of publication within each series.

    Takes a table with the schema `FIGURES` and returns its columns and index, with `role` (see `ROLES`), `before`
    (the row of the figure that was in force until then, or 0) and `in_force` (the row in force from then on).
    """
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    known = figures if day is None else figures[figures["published_date"] <= pd.Timestamp(day)]
    ordered = known.sort_values([*SERIES, "published_date", "rank", "row"])
    is_first = ordered[SERIES].ne(ordered[SERIES].shift()).any(axis=1)
    is_same_day = ordered["published_date"].eq(ordered["published_date"].shift())
    steps = list(_steps(ordered, is_first, is_same_day))
    roles, before, in_force = zip(*steps, strict=True) if steps else ((), (), ())
    return ordered.assign(
        role=pd.Series(roles, index=ordered.index, dtype="str"),
        before=np.array(before, dtype=int),
        in_force=np.array(in_force, dtype=int),
    )


def in_force(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a series: the figure in force at the end of its `history`, with `is_revised`."""
    ends = history.groupby(SERIES, sort=False)["in_force"].last()
    rows = history.loc[ends.to_numpy()]
    is_revised = {0: False}
    for row, role, before in zip(history.index, history["role"], history["before"], strict=True):
        is_revised[row] = role == "revises" or is_revised[before]
    return rows.assign(is_revised=[is_revised[row] for row in rows.index])


def revisions(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a revision, by date: a figure that replaced one it does not agree with.

    Columns: metric, service, period; row, as_printed, value, low, high, source and published_date of the old and the
    new figure (`old_row`, `new_row`, …); `change_value`, the difference of the two prints; `change_percent`, the same
    in percent of the old.
    """
    return _changes(history, ["revises"])


def refinements(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a figure that a finer one replaced and agrees with. Columns as in `revisions`."""
    changes = _changes(history, ["replaces"])
    return changes[changes["new_row"].map(history["width"]) < changes["old_row"].map(history["width"])]


def conflicts(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each pair of figures of the same time that cannot both be right.

    Figures are of the same time if their dates, as far as they are known, can be the same: "2024-02" and 2024-02-09.
    They cannot both be right if their bounds have at most a bound in common; `only_touch` says that they have one
    ("25,5" and "25,6" are both right only for 25.55). Pairs with the same digits that conflict in the same way are
    listed once. Columns: metric, service, period, `one` and `other` (rows of `history`), only_touch.
    """
    pairs = []
    ordered = _of_one_time(history).sort_values([*SERIES, "rank", "row"]).itertuples()
    for series, figures in groupby(ordered, key=attrgetter(*SERIES)):
        seen = set()
        for one, other in combinations(figures, 2):
            touch = bool(one.literal_low == other.literal_high or one.literal_high == other.literal_low)
            prints = frozenset({one.value, other.value}), touch
            if _same_time(one, other) and not _share_room(one, other) and prints not in seen:
                pairs.append((*series, one.Index, other.Index, touch))
                seen.add(prints)
    return pd.DataFrame(pairs, columns=[*SERIES, "one", "other", "only_touch"])


def replaced(history: pd.DataFrame, row: int) -> Iterator[int]:
    """Yield a row of a `history`, then the row that it replaced, and so on back to the first."""
    while row:
        yield row
        row = int(history.at[row, "before"])


def _of_one_time(history: pd.DataFrame) -> pd.DataFrame:
    """Return the series in which two figures are, or may be, of the same time."""
    ordered = history.sort_values([*SERIES, "published_from"])
    series = ordered.groupby(SERIES, sort=False)
    latest = ordered["published_date"].groupby(series.ngroup()).cummax()
    meets = ordered["published_from"] <= latest.groupby(series.ngroup()).shift()
    return ordered[meets.groupby(series.ngroup()).transform("any")]


def _steps(ordered: pd.DataFrame, is_first: pd.Series, is_same_day: pd.Series) -> Iterator[tuple[str, int, int]]:
    """Yield the role of each figure, the row in force before it, or 0, and the row in force after it.

    Takes the figures in the order of publication within each series.
    """
    held, low, high, width = 0, 0.0, 0.0, 0.0
    columns = (ordered.index, ordered["literal_low"], ordered["literal_high"], ordered["width"], is_first, is_same_day)
    for row, new_low, new_high, new_width, is_new, is_tied in zip(
        *(values.tolist() for values in columns), strict=True
    ):
        before = 0 if is_new else held
        agrees = new_low <= high and low <= new_high
        if is_new:
            role = "first"
        elif is_tied:
            role = "confirms" if agrees else "conflicts"
        elif not agrees:
            role = "revises"
        else:
            role = "confirms" if new_width > width else "replaces"
        if role in ("first", "replaces", "revises"):
            held, low, high, width = row, new_low, new_high, new_width
        yield role, before, held


def _changes(history: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Return one row for each figure with one of the roles, beside the figure it replaced."""
    new = history[history["role"].isin(roles)]
    old = history.loc[new["before"]]
    sides = {"old": old, "new": new}
    columns = ["as_printed", "value", "low", "high", "source", "published_date"]
    cells = {f"{side}_{name}": table[name].to_numpy() for side, table in sides.items() for name in columns}
    rows = {"old_row": old.index.to_numpy(), "new_row": new.index.to_numpy()}
    table = pd.DataFrame({**{name: new[name].to_numpy() for name in SERIES}, **rows, **cells})
    change = table["new_value"] - table["old_value"]
    return table.assign(change_value=change, change_percent=100 * change / table["old_value"]).sort_values(
        ["new_published_date", "new_row"], ignore_index=True
    )


def _same_time(one: Any, other: Any) -> bool:
    return bool(one.published_from <= other.published_date and other.published_from <= one.published_date)


def _share_room(one: Any, other: Any) -> bool:
    """Return whether the bounds have more in common than one bound; an exact figure only has to agree."""
    is_exact = one.low == one.high or other.low == other.high
    share = one.literal_low < other.literal_high and other.literal_low < one.literal_high
    return bool(share or (is_exact and _agree(one, other)))


def _agree(one: Any, other: Any) -> bool:
    """Return whether there is a value for which both are literally true."""
    return bool(one.literal_low <= other.literal_high and other.literal_low <= one.literal_high)
