"""Which figure was in force on a date, what revised it, and where sources of one time do not agree.

In force is the figure last published by the date, with one exception: a later figure that is coarser
and agrees with the finer one before it confirms it and does not replace it. Of one date, the rank of
the source decides, then the order of the rows. Two figures agree if their bounds meet.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from helsetrend.interval import HEDGES

SERIES = ["metric", "service", "period"]

ROLES = {
    "first": "the first figure of its period",
    "confirms": "agrees with the figure in force and does not replace it",
    "replaces": "agrees with the figure that was in force, is at least as fine, and takes its place",
    "revises": "does not agree with the figure that was in force, and takes its place",
    "conflicts": "does not agree with the figure in force, beside which one of a source that goes before was published",
}
"""What a figure does to the one in force when it is published."""


class _Step(NamedTuple):
    """One figure of a series in the order of publication, and what it did."""

    row: int
    role: str
    before: int
    """The row of the figure that was in force before, or 0."""
    in_force: int
    """The row of the figure that is in force after."""


def history(figures: pd.DataFrame, *, as_of: date | str | None = None) -> pd.DataFrame:
    """Every figure published by `as_of` (default: all), in the order of publication within each series.

    Takes a table as `FIGURES` says and gives its columns and index, with `role` (see `ROLES`), `before`
    (the row of the figure that was in force until then, or 0) and `in_force` (the row in force from
    then on).
    """
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    known = figures if day is None else figures[figures["published_date"] <= pd.Timestamp(day)]
    ordered = known.sort_values([*SERIES, "published_date", "rank", "row"])
    by_series = groupby(ordered.itertuples(), key=attrgetter(*SERIES))
    steps = [step for _, series in by_series for step in _steps(series)]
    told = pd.DataFrame(steps, columns=list(_Step._fields)).set_index("row")
    return ordered.join(told.astype({"before": int, "in_force": int}))


def in_force(history: pd.DataFrame) -> pd.DataFrame:
    """One row a series: the figure in force at the end of its `history`, and `is_revised`."""
    ends = history.groupby(SERIES, sort=False)["in_force"].last()
    revised = history[history["role"] == "revises"].index
    rows = history.loc[ends.to_numpy()]
    chain = [any(row in revised for row in replaced(history, row)) for row in rows.index]
    return rows.assign(is_revised=chain)


def revisions(history: pd.DataFrame) -> pd.DataFrame:
    """One row a revision, by date: a figure that took the place of one that it does not agree with.

    Columns: metric, service, period; for `old` and `new` each row, as_printed, value, low, high, source and
    published_date; `change_value`, the difference of the two prints, and `change_percent`, that in percent of the old.
    """
    return _changes(history, ["revises"])


def refinements(history: pd.DataFrame) -> pd.DataFrame:
    """One row a figure made more precise: replaced by a finer one that agrees. Columns as in `revisions`."""
    changes = _changes(history, ["replaces"])
    widths = {int(figure.Index): _width(figure) for figure in history.itertuples()}
    return changes[changes["new_row"].map(widths) < changes["old_row"].map(widths)]


def conflicts(history: pd.DataFrame) -> pd.DataFrame:
    """One row a pair of figures of one time that cannot both hold.

    Of one time are figures whose dates, as far as they are known, may be the same: one of "2024-02" and
    one of 2024-02-09. They cannot both hold if their bounds have no room in common; `only_touch` tells that the
    two have a single bound in common ("25,5" and "25,6" are both right for 25.55 alone). Two pairs with the same
    digits that conflict in the same way are told once. Columns: metric, service, period, `one` and `other` (rows of
    `history`), only_touch.
    """
    pairs = []
    ordered = history.sort_values([*SERIES, "rank", "row"]).itertuples()
    for series, figures in groupby(ordered, key=attrgetter(*SERIES)):
        seen = set()
        for one, other in combinations(figures, 2):
            touch = bool(one.low == other.high or one.high == other.low)
            prints = frozenset({one.value, other.value}), touch
            if _same_time(one, other) and not _share_room(one, other) and prints not in seen:
                pairs.append((*series, one.Index, other.Index, touch))
                seen.add(prints)
    return pd.DataFrame(pairs, columns=[*SERIES, "one", "other", "only_touch"])


def replaced(history: pd.DataFrame, row: int) -> Iterator[int]:
    """The row of a `history` and, one after the other, those of the figures that it took the place of."""
    while row:
        yield row
        row = int(history.at[row, "before"])


def _steps(series: Iterable[Any]) -> Iterator[_Step]:
    """What each figure of one series does, in the order given."""
    in_force: Any = None
    day: Any = None
    for figure in series:
        before = in_force
        role = _role(figure, before, is_same_day=figure.published_date == day)
        if role in ("first", "replaces", "revises"):
            in_force = figure
        day = figure.published_date
        yield _Step(int(figure.Index), role, int(before.Index) if before else 0, int(in_force.Index))


def _role(figure: Any, before: Any, *, is_same_day: bool) -> str:
    if before is None:
        return "first"
    agrees = _agree(figure, before)
    if is_same_day:
        return "confirms" if agrees else "conflicts"
    if not agrees:
        return "revises"
    return "confirms" if _width(figure) > _width(before) else "replaces"


def _width(figure: Any) -> float:
    """How much a print leaves open; computed from the print, as a difference of the bounds is not exact."""
    if figure.low == figure.high:
        return 0.0
    below, above = HEDGES[figure.hedge]
    return float(figure.rounding * (above - below))


def _changes(history: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """One row a figure of one of the roles, beside the figure whose place it took."""
    new = history[history["role"].isin(roles)]
    old = history.loc[new["before"]]
    sides = {"old": old, "new": new}
    columns = ["as_printed", "value", "low", "high", "source", "published_date"]
    told = {f"{side}_{name}": table[name].to_numpy() for side, table in sides.items() for name in columns}
    rows = {"old_row": old.index.to_numpy(), "new_row": new.index.to_numpy()}
    table = pd.DataFrame({**{name: new[name].to_numpy() for name in SERIES}, **rows, **told})
    change = table["new_value"] - table["old_value"]
    return table.assign(change_value=change, change_percent=100 * change / table["old_value"]).sort_values(
        ["new_published_date", "new_row"], ignore_index=True
    )


def _same_time(one: Any, other: Any) -> bool:
    return bool(one.published_from <= other.published_date and other.published_from <= one.published_date)


def _share_room(one: Any, other: Any) -> bool:
    """Whether the bounds have more in common than an edge; a figure that is exact has no edges."""
    is_exact = one.low == one.high or other.low == other.high
    return bool((one.low < other.high and other.low < one.high) or (is_exact and _agree(one, other)))


def _agree(one: Any, other: Any) -> bool:
    """Whether one value can lie in the bounds of both."""
    return bool(one.low <= other.high and other.low <= one.high)
