"""Figures of one time that cannot both be right."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.errors import check_table
from helsetrend.public import public
from helsetrend.published.vintages import DECISIVE, HISTORY, SERIES, STARTS, agree, are_first


@public
def conflicts(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each pair of figures of the same time that cannot both be right.

    Figures are of the same time if their dates, as far as they are known, can be the same: "2024-02" and 2024-02-09;
    second-hand figures are set against each other, those of a producer against its own. They cannot both be right if
    their bounds have at most a bound in common; `only_touch` says that they have one ("25,5" and "25,6" are both right
    only for 25.55). Pairs with the same digits that conflict in the same way are listed once. Columns: metric, service,
    period, `one` and `other` (rows of `history`), only_touch.
    """
    check_table(history, HISTORY, call="conflicts(known().history)")
    columns = [*SERIES, "value", "low", "high", *DECISIVE]
    candidates = history[_are_of_one_time(history)][columns].sort_values([*SERIES, "precedence", "rank", "row"])
    figures, group = candidates.to_records(), are_first(candidates, [*SERIES, "precedence"]).cumsum()
    pairs, seen = [], set()
    for one, other in sorted(_conflicting(figures, group)):
        first, second = figures[one], figures[other]
        series = tuple(first[name] for name in SERIES)
        touch = bool(first.literal_low == second.literal_high or first.literal_high == second.literal_low)
        prints = series, frozenset({first.value, second.value}), touch
        if prints not in seen:
            pairs.append((*series, candidates.index[one], candidates.index[other], touch))
            seen.add(prints)
    return pd.DataFrame(pairs, columns=[*SERIES, "one", "other", "only_touch"])


def _conflicting(figures: "np.recarray[Any, Any]", group: "np.ndarray[Any, Any]") -> Iterator[tuple[int, int]]:
    """Yield the places of two figures of one group, which stands together, that are of one time and share no room."""
    places = np.arange(len(figures))
    for apart in count(1):
        places = places[places < len(figures) - apart]
        places = places[group[places] == group[places + apart]]
        if not len(places):
            return
        one, other = figures[places], figures[places + apart]
        found = places[_same_time(one, other) & ~_share_room(one, other)]
        yield from zip(found.tolist(), (found + apart).tolist(), strict=True)


def disputed(conflicts: Iterable[tuple[int, int, int]]) -> dict[int, list[int]]:
    """Return for each row of a conflict that took, or kept, its place the rows that it is in conflict with.

    Takes the row, `before` and `of_producer` of each figure of a `history` that conflicts.
    """
    rows: dict[int, list[int]] = {}
    for row, before, of_producer in conflicts:
        winner, loser = (row, before) if of_producer == row else (before, row)
        rows[winner] = [*rows.get(winner, []), loser, *(rows.get(loser, []) if winner == row else [])]
    return rows


def _are_of_one_time(history: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Return which figures are of a period of a series of which two figures are, or may be, of the same time."""
    period = history["role"].isin(STARTS).cumsum().to_numpy()
    first, last = (
        history[name].to_numpy().astype("datetime64[D]").astype(int) for name in ("published_from", "published_date")
    )
    apart = period * (1 + last.max(initial=0) - first.min(initial=0))  # so that those of two periods do not meet
    order = np.lexsort((first, period))
    latest = np.maximum.accumulate((apart + last)[order])
    meets = (apart + first)[order][1:] <= latest[:-1]
    return np.isin(period, period[order][1:][meets])


def _same_time(one: Any, other: Any) -> Any:
    return (one.published_from <= other.published_date) & (other.published_from <= one.published_date)


def _share_room(one: Any, other: Any) -> Any:
    """Return whether the bounds have more in common than one bound; an exact figure only has to agree."""
    is_exact = (one.low == one.high) | (other.low == other.high)
    share = (one.literal_low < other.literal_high) & (other.literal_low < one.literal_high)
    return share | (is_exact & agree(one, other))
