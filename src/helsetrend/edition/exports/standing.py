"""Where each figure stands at the end of a history: in force, or against which other figure, and how."""

from typing import Any

import numpy as np
import pandas as pd

from helsetrend.published import STARTS, refinements

REPLACED = {"replaces": "replaced", "revises": "revised", "takes_over": "superseded", "conflicts": "conflicts"}
"""The standing of a figure by the role of the one that took its place."""

STANDINGS = ("in_force", "revised", "made_more_precise", "replaced", "confirms", "conflicts", "superseded", "differs")

Positions = np.ndarray[Any, np.dtype[np.intp]]


def standings(history: pd.DataFrame) -> tuple[pd.Categorical, Positions]:
    """Return the standing of each figure, and the position of the other figure that it is against, -1 for none.

    That is the figure which took its place; else the one that it confirmed or was in conflict with when it was
    published; else the one in force, which is itself against none.
    """
    rows, role = history.index, history["role"]
    before, leading = rows.get_indexer(history["before"]), _leading(history)
    replacing = np.flatnonzero(role.isin(REPLACED) & (history["of_producer"] == rows))
    after, none = np.full((2, len(history)), -1)
    after[before[replacing]] = replacing
    is_refined = rows.isin(refinements(history)["old_row"])
    low, high = history["literal_low"].to_numpy(), history["literal_high"].to_numpy()
    cases: list[tuple[Any, str, Positions]] = [
        (leading == np.arange(len(history)), "in_force", none),
        (is_refined & (after >= 0), "made_more_precise", after),
        *(
            (role.iloc[after].eq(name).to_numpy() & (after >= 0), standing, after)
            for name, standing in REPLACED.items()
        ),
        *((role.eq(name).to_numpy(), name, before) for name in ("confirms", "conflicts")),
        ((low <= high[leading]) & (low[leading] <= high), "confirms", leading),
    ]
    conditions = [condition for condition, _, _ in cases]
    standing = np.select(conditions, [STANDINGS.index(name) for _, name, _ in cases], STANDINGS.index("differs"))
    other = np.select(conditions, [figure for _, _, figure in cases], leading)
    return pd.Categorical.from_codes(standing, list(STANDINGS)), other


def _leading(history: pd.DataFrame) -> Positions:
    """Return for each figure the position of the one in force of its period at the end."""
    is_start = history["role"].isin(STARTS).to_numpy()
    ends = history["in_force"].to_numpy()[np.roll(is_start, -1)]
    return np.asarray(history.index.get_indexer(ends)[np.cumsum(is_start) - 1])
