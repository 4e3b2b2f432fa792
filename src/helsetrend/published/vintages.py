"""Which figure was in force on a date, what revised it, and where sources and producers disagree.

First come the figures of the producers of a metric, of the first one named before those of the second, then those of
all other publishers, which are second-hand. Among those of one producer, the figure last published by the date is in
force, with one exception: a later figure that is coarser and agrees with the finer one before it confirms it and does
not replace it. On the same date the rank of the source decides, then the order of the rows. Two figures agree if there
is a value for which both are literally true (`agree`): "over 200 000" agrees with 201 300.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helsetrend.errors import check_table
from helsetrend.public import public
from helsetrend.published.catalogue import SECOND_HAND

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

TAKES_PLACE = ("replaces", "revises", "takes_over", "conflicts")
"""The roles of figures that take the place of the one before them; one that conflicts does so only by its rank."""


def agree(one: Any, other: Any) -> bool:
    """Return whether there is a value for which both of two figures are literally true."""
    return bool(one.literal_low <= other.literal_high and other.literal_low <= one.literal_high)


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
    ordered = known.sort_values([*SERIES, "published_date", "rank", "row"])
    steps = [step for _, prints in groupby(_prints(ordered), key=attrgetter(*SERIES)) for step in steps_of(prints)]
    roles, before, in_force, of_producer = zip(*steps, strict=True) if steps else ((), (), (), ())
    return ordered.assign(
        role=pd.Series(roles, index=ordered.index, dtype="str"),
        before=np.array(before, dtype=int),
        in_force=np.array(in_force, dtype=int),
        of_producer=np.array(of_producer, dtype=int),
    )


@public
def in_force(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a series: the figure in force at the end of its `history`, with `is_revised`."""
    check_table(history, HISTORY, call="in_force(known().history)")
    is_start = history["role"].isin(["first", "fills"]).to_numpy()
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
    return _changes(history, ["revises"])


def refinements(history: pd.DataFrame) -> pd.DataFrame:
    """Return one row a figure that a finer one replaced and agrees with. Columns as in `revisions`."""
    changes = _changes(history, ["replaces"])
    return changes[changes["new_row"].map(history["width"]) < changes["old_row"].map(history["width"])]


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
    pairs = []
    ordered = _of_one_time(history).sort_values([*SERIES, "precedence", "rank", "row"]).itertuples()
    for series, figures in groupby(ordered, key=attrgetter(*SERIES)):
        seen = set()
        for one, other in combinations(figures, 2):
            touch = bool(one.literal_low == other.literal_high or one.literal_high == other.literal_low)
            prints = frozenset({one.value, other.value}), touch
            is_of_one = one.precedence == other.precedence and _same_time(one, other)
            if is_of_one and not _share_room(one, other) and prints not in seen:
                pairs.append((*series, one.Index, other.Index, touch))
                seen.add(prints)
    return pd.DataFrame(pairs, columns=[*SERIES, "one", "other", "only_touch"])


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


def disputed(conflicts: Iterable[tuple[int, int, int]]) -> dict[int, list[int]]:
    """Return for each row of a conflict that took, or kept, its place the rows that it is in conflict with.

    Takes the row, `before` and `of_producer` of each figure of a `history` that conflicts.
    """
    rows: dict[int, list[int]] = {}
    for row, before, of_producer in conflicts:
        winner, loser = (row, before) if of_producer == row else (before, row)
        rows[winner] = [*rows.get(winner, []), loser, *(rows.get(loser, []) if winner == row else [])]
    return rows


def _of_one_time(history: pd.DataFrame) -> pd.DataFrame:
    """Return the series in which two figures are, or may be, of the same time."""
    ordered = history.sort_values([*SERIES, "published_from"])
    series = ordered.groupby(SERIES, sort=False)
    latest = ordered["published_date"].groupby(series.ngroup()).cummax()
    meets = ordered["published_from"] <= latest.groupby(series.ngroup()).shift()
    return ordered[meets.groupby(series.ngroup()).transform("any")]


class Print(NamedTuple):
    """What decides about a figure, of which a history can have millions."""

    metric: str
    service: str
    period: str
    row: int
    literal_low: float
    literal_high: float
    width: float
    published_from: Any
    published_date: Any
    rank: int
    publisher: str
    precedence: int


def _prints(ordered: pd.DataFrame) -> Iterator[Print]:
    columns = {name: ordered[name].tolist() for name in Print._fields if name in ordered}
    columns["row"] = ordered.index.tolist()
    return map(Print._make, zip(*(columns[name] for name in Print._fields), strict=True))


def steps_of(prints: Iterable[Print]) -> Iterator[tuple[str, int, int, int]]:
    """Yield the role of each figure, the row it refers to, and the rows then in force of all and of its producer.

    Takes the figures of one period of a series, in the order of publication.
    """
    held: dict[int, Print] = {}
    last_day: dict[int, Any] = {}
    for new in prints:
        old, takes_place, role = None, True, "fills" if new.precedence == SECOND_HAND else "first"
        if held:
            is_own = new.precedence in held and new.precedence != SECOND_HAND
            old = held[new.precedence if is_own else min(held)]
            role, takes_place = _role(old, new, held, is_tied=last_day.get(new.precedence) == new.published_date)
        if takes_place:
            held[new.precedence] = new
        last_day[new.precedence] = new.published_date
        of_producer = held.get(new.precedence, held[min(held)])
        yield role, old.row if old else 0, held[min(held)].row, of_producer.row


def _role(old: Print, new: Print, held: Mapping[int, Print], *, is_tied: bool) -> tuple[str, bool]:
    """Return the role of a figure after an old one, and whether it is in force of its producer from then on."""
    if new.precedence < min(held):
        return "takes_over", True
    agrees = agree(old, new)
    if old.precedence != new.precedence:
        return "confirms" if agrees else "differs", new.precedence != SECOND_HAND
    if agrees:
        is_coarser = is_tied or new.width > old.width
        return "confirms" if is_coarser else "replaces", not is_coarser
    if is_tied or _same_time(old, new):
        return "conflicts", not is_tied and new.rank <= old.rank
    if new.precedence != SECOND_HAND:
        return "revises", True
    return ("takes_over", True) if new.publisher == old.publisher else ("differs", False)


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
    return bool(share or (is_exact and agree(one, other)))
