"""A number that is known within bounds.

A printed figure is not a point: "37,2 millioner" is anything that rounds to it, "over 140 millioner"
anything from there to the next million. `HEDGES` holds the rule. Whatever is computed from figures is
computed on their bounds, in exact fractions, so that no result says more than its inputs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

HEDGES = {
    "none": (Fraction(-1, 2), Fraction(1, 2)),
    "about": (Fraction(-1), Fraction(1)),
    "over": (Fraction(0), Fraction(1)),
    "nearly": (Fraction(-1), Fraction(0)),
}
"""How far below and above the printed value the true one can be, in units of the last printed digit."""


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError(f"the upper bound {self.high} is below the lower bound {self.low}")

    @classmethod
    def of_print(cls, value: Fraction, *, rounding: Fraction, hedge: str) -> Self:
        """Return what a print can mean: `value`, the last printed digit of which is worth `rounding`, with a hedge.

        Raises KeyError where the hedge is not one of `HEDGES`.
        """
        below, above = HEDGES[hedge]
        return cls(value + below * rounding, value + above * rounding)

    def _repr_html_(self) -> str:
        return f"{float(self.low):,.10g} to {float(self.high):,.10g}"

    @property
    def width(self) -> Fraction:
        """The distance between the bounds, in the unit of the values."""
        return self.high - self.low

    def __contains__(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Self) -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Self) -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: Self) -> "Interval":
        """Return the ratio of the two. Raises ZeroDivisionError where the divisor can be zero."""
        if 0 in other:
            raise ZeroDivisionError("the divisor can be zero within its bounds")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: Fraction | int) -> "Interval":
        """Return the bounds times a number that is known exactly."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def within(self, other: Self) -> bool:
        """Return whether all of it is in the other."""
        return other.low <= self.low and self.high <= other.high

    def meets(self, other: Self) -> bool:
        """Return whether the two have a value in common, if only a bound."""
        return self.low <= other.high and other.low <= self.high

    def touches(self, other: Self) -> bool:
        """Return whether the two have a bound in common and nothing else."""
        return self.low == other.high or other.low == self.high


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the bounds of all the intervals, at least one, together."""
    intervals = list(intervals)
    return Interval(min(each.low for each in intervals), max(each.high for each in intervals))


def total(intervals: Iterable[Interval]) -> Interval:
    """Return the sum of the intervals, zero for none."""
    return sum(intervals, Interval(Fraction(0), Fraction(0)))


def change_in_percent(old: Interval, new: Interval) -> Interval:
    """Return by how much `new` exceeds `old`, in percent of `old`.

    Computed as `new / old - 1`, which uses each input once; `(new - old) / old` would have wider bounds than
    the inputs justify. Raises ZeroDivisionError where `old` can be zero.
    """
    return (new / old - Interval(Fraction(1), Fraction(1))).scaled(100)


def share_in_percent(part: Interval, whole: Interval) -> Interval:
    """Return `part` in percent of `whole`. Raises ZeroDivisionError where `whole` can be zero."""
    return (part / whole).scaled(100)
