"""Figures that jump: out of line with those beside them, or with the earlier one of their period.

A jump is no fault, for a series can really jump; but most that are as large as these are slips of the scale or of the
decimal mark, so whoever keeps the data should look at them once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from helsetrend.analysis.vintage import Vintage, breaks_between, marked_between
from helsetrend.published import Figure, Place, Register
from helsetrend.values import Period

ONE_DIGIT = 7
"""How many times both neighbours, or an earlier print, a figure is that looks like a slip of one digit.

Such a slip makes a figure ten times too large or too small. Its neighbours may differ from the true value too, and in
no series known here does a figure rise to seven times and fall back within two periods.
"""

TWO_DIGITS = 70
"""How many times one neighbour a figure is that looks like a slip of two digits; new series really grow tenfold."""

NEARLY = 1 - 1e-9
"""What a ratio of numbers in floating point is multiplied by, so that it is not missed for their last digit."""

YEARS = 2
"""How many years before and after a month or a quarter is looked at for others of its season."""


Places = Sequence[Place] | np.ndarray[Any, Any]


@dataclass(frozen=True)
class Jump:
    """A figure that is at least `times` as large as each of the others, or (`is_larger` false) as small.

    The others are its neighbours, one of them, or the figure in force before it for the same period.
    """

    figure: Figure
    others: tuple[Figure, ...]
    times: Fraction
    is_larger: bool


def jumps(vintage: Vintage) -> list[Jump]:
    """Return the figures that jump, by series and period, then those that jumped when their period was given anew.

    A figure jumps if it is surely `ONE_DIGIT` times as large as its neighbours on both sides, or as small; or
    `TWO_DIGITS` times as large or small as the one before it, where neither of the two jumps out of its neighbours.
    Neighbours are the nearest figures in force of the same form of period, without a declared break between them; a
    period that is covered only in part is left out. Nothing jumps that is like the same months of a year nearby.
    A later figure of a period jumps if it is `ONE_DIGIT` times as large or small as the one in force before it.
    """
    found = [jump for name, service in vintage.catalogue.series for jump in _of_series(vintage, name, service)]
    rows = {jump.figure.row for jump in found}
    return [*found, *(jump for jump in _given_anew(vintage) if jump.figure.row not in rows)]


def _of_series(vintage: Vintage, metric: str, service: str) -> Iterator[Jump]:
    """Yield the jumps in one series."""
    starts = list(vintage.catalogue.metrics[metric].starts(service))
    forms: dict[str, list[Place]] = {}
    for period, place in vintage.places_in_force(metric, service).items():
        if not any(period.first < start.first <= period.last for start in starts):
            forms.setdefault(period.form, []).append(place)
    register = vintage.published.register
    for places in forms.values():
        if _may_jump(register, places[:-1], places[1:]).any():
            yield from _in_order(vintage, [register.figure(place) for place in places])


def _may_jump(register: Register, one: Places, other: Places) -> "np.ndarray[Any, Any]":
    """Return which of some figures can be nearly `ONE_DIGIT` times the others beside them, or these that of them."""
    sides = [[register.columns[name][places] for name in ("low", "high", "rounding")] for places in (one, other)]
    ratios = (a[0] >= NEARLY * ONE_DIGIT * np.maximum(b[1], b[2]) for a, b in (sides, sides[::-1]))
    is_larger, is_smaller = ratios
    return np.asarray(is_larger | is_smaller)


def _in_order(vintage: Vintage, figures: Sequence[Figure]) -> Iterator[Jump]:
    """Yield the jumps among figures of one form of period, which are in the order of their periods."""
    periods = {figure.period: figure for figure in figures}
    beside: dict[Period, list[Figure]] = {figure.period: [] for figure in figures}
    pairs = [(old, new) for old, new in pairwise(figures) if not _is_broken(vintage, old, new)]
    for old, new in pairs:
        beside[old.period].append(new)
        beside[new.period].append(old)
    out_of_line = {
        figure.period: jump
        for figure in figures
        if len(beside[figure.period]) == 2
        and (jump := _jump(figure, beside[figure.period], ONE_DIGIT))
        and not _is_of_the_season(figure, periods)
    }
    one_sided = {
        new.period: jump
        for old, new in pairs
        if old.period not in out_of_line
        and new.period not in out_of_line
        and (jump := _jump(new, [old], TWO_DIGITS))
        and not _is_of_the_season(new, periods)
    }
    yield from (jump for _, jump in sorted((out_of_line | one_sided).items()))


def _given_anew(vintage: Vintage) -> Iterator[Jump]:
    """Yield the jumps from the print in force to a later one of the same period."""
    register = vintage.published.register
    later = np.flatnonzero((register.columns["before"] > 0) & (register.days <= np.datetime64(vintage.as_of, "s")))
    earlier = register.history.index.get_indexer(register.columns["before"][later])
    values = np.sort([register.columns["value"][places] for places in (later, earlier)], axis=0)
    is_far = ONE_DIGIT * values[0] <= values[1]
    for place, before in zip(later[is_far].tolist(), earlier[is_far].tolist(), strict=True):
        jump = _jump(register.figure(place), [register.figure(before)], ONE_DIGIT)
        yield from [jump] if jump else []


def _jump(figure: Figure, others: Sequence[Figure], factor: int) -> Jump | None:
    """Return the jump of a figure that is surely `factor` times as large as each of the others, or as small."""
    larger = min(_ratio(figure, other) for other in others)
    smaller = min(_ratio(other, figure) for other in others)
    if max(larger, smaller) < factor:
        return None
    return Jump(figure, tuple(others), max(larger, smaller), larger > smaller)


def _ratio(one: Figure, other: Figure) -> Fraction:
    """Return how many times the other the one is at least; a zero counts as one unit of its last digit."""
    return one.interval.low / max(other.interval.high, other.rounding)


def _is_of_the_season(figure: Figure, periods: Mapping[Period, Figure]) -> bool:
    """Return whether the figure is like one of the same months within `YEARS`, as where each April is high."""
    if figure.period.months >= 12:
        return False
    others = (periods.get(figure.period.shifted(years)) for years in range(-YEARS, YEARS + 1) if years)
    return any(other is not None and _jump(figure, [other], ONE_DIGIT) is None for other in others)


def _is_broken(vintage: Vintage, old: Figure, new: Figure) -> bool:
    """Return whether a break is declared or marked between two figures of a series."""
    entry, periods = vintage.catalogue.metrics[old.metric], (old.period, new.period)
    is_declared = breaks_between(entry, old.service, *periods)
    return bool(is_declared or marked_between(vintage, old.metric, old.service, *periods))
