"""Which figure was in force on a date, what revised it, and where producers disagree.

First come the figures of the producers of a metric, of the first one named before those of the second, then those of
all other publishers, which are second-hand. Among those of one producer, the figure last published by the date is in
force, with one exception: a later figure that is coarser and agrees with the finer one before it confirms it and does
not replace it. On the same date the rank of the source decides, then the order of the rows. Two figures agree if there
is a value for which both are literally true (`agree`): "over 200 000" agrees with 201 300.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helsetrend.errors import check_table
from helsetrend.public import public
from helsetrend.published.catalogue import SECOND_HAND
from helsetrend.published.schemas import as_texts

SERIES = ["metric", "service", "period"]

HISTORY = [*SERIES, "role", "before", "in_force"]
"""The columns of a history that what follows rests on."""

ROLES = {
    "first": "the first figure of its period",
    "fills": "the first figure of its period, and second-hand",
    "confirms": "agrees with the figure in force and does not replace it",
    "replaces": "agrees with the figure that was in force, is at least as fine, and takes its place",
    "revises": "does not agree with the figure of its producer that was in force, and takes its place",
    "takes_over": "takes the place of a second-hand figure, or of one of a producer named later; no revision",
    "conflicts": "does not agree with a figure that may be of the same time; the rank decides which is in force",
    "differs": "does not agree with the figure in force, and as another publisher's does not replace it",
}
"""What a figure does to the one in force when it is published."""

STARTS = ("first", "fills")
"""The roles with which the figures of a period begin."""


def agree(one: Any, other: Any) -> Any:
    """Return whether there is a value for which both of two figures are literally true; of columns, in which rows."""
    return (one.literal_low <= other.literal_high) & (other.literal_low <= one.literal_high)


@public
def history(figures: pd.DataFrame, *, as_of: date | str | None = None) -> pd.DataFrame:
    """Return every figure published by `as_of` (default: all), in the order of publication within each series.

    Takes a table with the schema `FIGURES` and returns its columns and index, with `role` (see `ROLES`), `before`
    (the row of the figure that the role refers to, which was in force until then, or 0), `in_force` (the row in force
    from then on) and `of_producer` (the same among the figures of its producer).
    """
    check_table(figures, [*SERIES, "published_date", "rank"], call="history(read_published().figures)")
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    known = figures if day is None else figures[figures["published_date"] <= pd.Timestamp(day)]
    return as_texts(with_roles(in_order(known)))


def in_order(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures in the order of publication within each series; those that are in it are not copied."""
    return figures.sort_values([*SERIES, "published_date", "rank", "row"])


def with_roles(ordered: pd.DataFrame) -> pd.DataFrame:
    """Return the same as `history` for figures that are `in_order`; texts stay as they are, roles are categories."""
    columns = {name: ordered[name].to_numpy() for name in DECISIVE if name != "publisher"}
    columns["publisher"] = ordered["publisher"].astype("category").array.codes
    steps = steps_of(columns, np.flatnonzero(are_first(ordered, SERIES)))
    rows = np.append(ordered.index.to_numpy(dtype=int), 0)  # the last is that of none
    return ordered.assign(
        role=pd.Categorical.from_codes(steps.roles, list(ROLES)),
        before=rows[steps.before],
        in_force=rows[steps.in_force],
        of_producer=rows[steps.of_producer],
    )


@public
def in_force(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a series: the figure in force at the end of its `history`, with `is_revised`."""
    check_table(history, HISTORY, call="in_force(known().history)")
    is_start = history["role"].isin(STARTS).to_numpy()
    rows = history.loc[history["in_force"].to_numpy()[np.roll(is_start, -1)]]
    role, before = history["role"], history.index.get_indexer(history["before"])
    goes_back = (before >= 0) & ~role.isin(["takes_over", "differs"]).to_numpy()
    is_revised = role.eq("revises").to_numpy()
    while (found := is_revised | (goes_back & is_revised[before])).sum() > is_revised.sum():
        is_revised = found
    return rows.assign(is_revised=is_revised[history.index.get_indexer(rows.index)])


@public
def revisions(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a revision, by date: a figure that replaced one of its producer that it does not agree with.

    Columns: metric, service, period; row, as_printed, value, low, high, source and published_date of the old and the
    new figure (`old_row`, `new_row`, …); `change_value`, the difference of the two prints; `change_percent`, the same
    in percent of the old.
    """
    check_table(history, HISTORY, call="revisions(known().history)")
    return _changes(history, np.flatnonzero(history["role"].eq("revises")))


def refinements(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a figure that a finer one replaced and agrees with. Columns as in `revisions`."""
    places, widths = np.flatnonzero(history["role"].eq("replaces")), history["width"].to_numpy()
    before = history.index.get_indexer(history["before"].iloc[places])
    return _changes(history, places[widths[places] < widths[before]])


def differences(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each figure of another publisher that does not agree with the one in force.

    Of a producer that goes after the one whose figure is in force this is its own figure in force. Of second-hand
    figures it is each that did not agree with what was in force when it was published, every print once. Columns:
    metric, service, period, `one` (the row in force), `other`.
    """
    ends = history.groupby(SERIES, sort=False)["in_force"].transform("last")
    is_other = history["precedence"].to_numpy() > history.loc[ends, "precedence"].to_numpy()
    pairs = []
    candidates = history[is_other | history["role"].eq("differs").to_numpy()]
    for series, same in groupby(candidates.itertuples(), key=attrgetter(*SERIES)):
        figures = list(same)
        in_line = {figure.precedence: figure.of_producer for figure in figures}
        one, seen = history.loc[ends.at[figures[-1].Index]], set()
        for other in figures:
            is_second_hand = other.precedence == SECOND_HAND
            is_current = other.Index == in_line[other.precedence] or (is_second_hand and other.role == "differs")
            is_borne_out = is_second_hand and other.role == "confirms"
            prints = other.precedence, other.publisher, other.low, other.high
            if is_current and not is_borne_out and not agree(one, other) and prints not in seen:
                pairs.append((*series, one.name, other.Index))
                seen.add(prints)
    return pd.DataFrame(pairs, columns=[*SERIES, "one", "other"])


def are_first(figures: pd.DataFrame, names: Sequence[str]) -> "np.ndarray[Any, Any]":
    """Return which figures differ in some columns from the one above them."""
    are_first = np.ones(len(figures), dtype=bool)
    codes = (figures[name].astype("category").array.codes for name in names)
    are_first[1:] = np.any([of_column[1:] != of_column[:-1] for of_column in codes], axis=0)
    return are_first


class Steps(NamedTuple):
    """What each figure of a history does, by columns; figures are named by their position, -1 for none."""

    roles: "np.ndarray[Any, Any]"
    before: "np.ndarray[Any, Any]"
    in_force: "np.ndarray[Any, Any]"
    of_producer: "np.ndarray[Any, Any]"


DECISIVE = (
    *("literal_low", "literal_high", "width", "published_from", "published_date"),
    *("rank", "publisher", "precedence"),
)
"""The columns that decide what a figure does."""


def steps_of(columns: Mapping[str, "np.ndarray[Any, Any]"], starts: "np.ndarray[Any, Any]") -> Steps:
    """Return what each figure does to the one in force when it is published, and what is in force from then on.

    Takes the columns `DECISIVE` of figures in the order of publication within each period of a series, and the position
    of the first figure of each. The first figures of all periods are looked at together, then the second ones, and so
    on, so that a history of millions takes as many steps as the period with the most figures has.
    """
    count, first = len(columns["rank"]), starts
    lengths = np.diff(np.append(first, count))
    order = np.argsort(-lengths, kind="stable")  # the periods that have another figure come first
    first, lengths = first[order], lengths[order]
    precedences, producers = np.unique(columns["precedence"], return_inverse=True)
    held = np.full((len(precedences), len(first)), -1, dtype=np.intp)  # the figure in force of each producer
    newest = np.full_like(held, -1)  # its last figure, in force or not
    steps = Steps(np.empty(count, dtype=np.int8), *(np.empty(count, dtype=np.intp) for _ in Steps._fields[1:]))
    for turn in range(lengths.max(initial=0)):
        periods = np.arange(np.searchsorted(-lengths, -turn, side="left"))
        new = first[periods] + turn
        own = producers[new]
        is_second_hand = precedences[own] == SECOND_HAND
        best = np.argmax(held[:, periods] >= 0, axis=0)
        before, latest = held[own, periods], newest[own, periods]
        old = np.where((before >= 0) & ~is_second_hand, before, held[best, periods])
        is_tied = (latest >= 0) & (columns["published_date"][latest] == columns["published_date"][new])
        role, takes_place = _roles(columns, old, new, is_tied=is_tied, goes_first=own < best)
        role[old < 0] = np.where(is_second_hand, _CODES["fills"], _CODES["first"])[old < 0]
        takes_place |= old < 0
        held[own[takes_place], periods[takes_place]] = new[takes_place]
        newest[own, periods] = new
        in_force = held[np.argmax(held[:, periods] >= 0, axis=0), periods]
        steps.roles[new], steps.before[new], steps.in_force[new] = role, old, in_force
        steps.of_producer[new] = np.where(held[own, periods] >= 0, held[own, periods], in_force)
    return steps


_CODES = {role: code for code, role in enumerate(ROLES)}


def _roles(
    columns: Mapping[str, "np.ndarray[Any, Any]"],
    old: "np.ndarray[Any, Any]",
    new: "np.ndarray[Any, Any]",
    *,
    is_tied: "np.ndarray[Any, Any]",
    goes_first: "np.ndarray[Any, Any]",
) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return the role of each new figure after an old one, and whether it is in force of its producer from then on."""
    one, other = ({name: columns[name][places] for name in DECISIVE} for places in (old, new))
    agrees = (one["literal_low"] <= other["literal_high"]) & (other["literal_low"] <= one["literal_high"])
    is_of_one_time = (one["published_from"] <= other["published_date"]) & (
        other["published_from"] <= one["published_date"]
    )
    is_second_hand = other["precedence"] == SECOND_HAND
    is_of_another = one["precedence"] != other["precedence"]
    is_coarser = is_tied | (other["width"] > one["width"])
    is_same_publisher = one["publisher"] == other["publisher"]
    cases: list[tuple[Any, str, Any]] = [
        (goes_first, "takes_over", True),
        (is_of_another & agrees, "confirms", ~is_second_hand),
        (is_of_another, "differs", ~is_second_hand),
        (agrees & is_coarser, "confirms", False),
        (agrees, "replaces", True),
        (is_tied | is_of_one_time, "conflicts", ~is_tied & (other["rank"] <= one["rank"])),
        (~is_second_hand, "revises", True),
        (is_same_publisher, "takes_over", True),
    ]
    conditions = [condition for condition, _, _ in cases]
    role = np.select(conditions, [_CODES[name] for _, name, _ in cases], _CODES["differs"])
    return role, np.select(conditions, [takes_place for _, _, takes_place in cases], False)


def _changes(history: pd.DataFrame, places: "np.ndarray[Any, Any]") -> pd.DataFrame:
    """Return one row for the figure at each of some places, beside the figure it replaced."""
    columns = ["as_printed", "value", "low", "high", "source", "published_date"]
    new = history[[*SERIES, "before", *columns]].iloc[places]
    old = history[columns].iloc[history.index.get_indexer(new["before"])]
    sides = {"old": old, "new": new}
    cells = {f"{side}_{name}": table[name].to_numpy() for side, table in sides.items() for name in columns}
    rows = {"old_row": old.index.to_numpy(), "new_row": new.index.to_numpy()}
    table = pd.DataFrame({**{name: new[name].to_numpy() for name in SERIES}, **rows, **cells})
    change = table["new_value"] - table["old_value"]
    return table.assign(change_value=change, change_percent=100 * change / table["old_value"]).sort_values(
        ["new_published_date", "new_row"], ignore_index=True
    )
