"""A number that is known within bounds.

A printed figure is not a point: "37,2 millioner" is anything that rounds to it, "over 140 millioner"
anything from there to the next million. `HEDGES` holds the rule. Whatever is computed from figures is
computed on their bounds, in exact fractions, so that no result says more than its inputs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real
from typing import Literal, Self

from helsetrend.public import public_class

HALF = Fraction(1, 2)
LEAST_UNIT = HALF
"""A capped unit is at least this part of the unit of the last printed digit."""
MOST_OF_VALUE = Fraction(1, 10)
"""A capped unit is at most this part of the value, unless that is below `LEAST_UNIT`."""


@dataclass(frozen=True)
class Hedge:
    """What a word around a number says: how far the true value can be from it, and what is literally promised.

    `below` and `above` are in units of the last printed digit. Where the unit is `capped` it is no more than a tenth of
    the value and no less than half a unit: "about 1 million" is not zero. `promises` is the half line on which the
    statement is literally true, whatever the bounds: `above` or `from` the number, `below` it or up `to` it.
    """

    below: Fraction
    above: Fraction
    capped: bool = False
    promises: Literal["", "above", "from", "below", "to"] = ""


HEDGES = {
    "none": Hedge(HALF, HALF),
    "about": Hedge(Fraction(1), Fraction(1), capped=True),
    "over": Hedge(Fraction(0), Fraction(1), promises="above"),
    "at_least": Hedge(Fraction(0), Fraction(1), promises="from"),
    "nearly": Hedge(Fraction(1), Fraction(0), capped=True),
    "under": Hedge(Fraction(1), Fraction(0), capped=True, promises="below"),
    "at_most": Hedge(Fraction(1), Fraction(0), capped=True, promises="to"),
    "between": Hedge(Fraction(0), Fraction(0)),
}
"""The hedges; `between` is a range, whose bounds are its ends."""


@public_class
@dataclass(frozen=True, repr=False)
class Interval:
    """All values from `low` to `high`, both included; in its arithmetic a number is exact."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if type(bound) is not Fraction and (not isinstance(bound, Real) or bound != bound):
                raise TypeError(f"{bound!r} is not a number; allowed: the lower and the upper bound, such as 1 and 2.5")
        if self.high < self.low:
            raise ValueError(f"the upper bound {self.high} is below the lower bound {self.low}")

    @classmethod
    def of_print(
        cls, value: Fraction, *, rounding: Fraction, hedge: str, ends: tuple[Fraction, Fraction] | None = None
    ) -> Self:
        """Return what a print can mean: `value`, the last printed digit of which is worth `rounding`, with a hedge.

        The `ends` of a printed range are its bounds. Raises KeyError where the hedge is not one of `HEDGES`.
        """
        rule = HEDGES[hedge]
        if ends:
            return cls(*ends)
        unit = max(rounding * LEAST_UNIT, min(rounding, abs(value) * MOST_OF_VALUE)) if rule.capped else rounding
        return cls(value - rule.below * unit, value + rule.above * unit)

    def __repr__(self) -> str:
        return f"{float(self.low):,.10g} to {float(self.high):,.10g}"

    def _repr_html_(self) -> str:
        return repr(self)

    @property
    def width(self) -> Fraction:
        """The distance between the bounds, in the unit of the values."""
        return self.high - self.low

    def __contains__(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: "Interval | Fraction | int") -> "Interval":
        other = _exactly(other)
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval | Fraction | int") -> "Interval":
        other = _exactly(other)
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval | Fraction | int") -> "Interval":
        other = _exactly(other)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: "Interval | Fraction | int") -> "Interval":
        """Return the ratio of the two. Raises ZeroDivisionError where the divisor can be zero."""
        other = _exactly(other)
        if 0 in other:
            raise ZeroDivisionError("the divisor can be zero within its bounds")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __radd__(self, other: Fraction | int) -> "Interval":
        return self + other

    def __rsub__(self, other: Fraction | int) -> "Interval":
        return _exactly(other) - self

    def __rmul__(self, other: Fraction | int) -> "Interval":
        return self * other

    def __rtruediv__(self, other: Fraction | int) -> "Interval":
        return _exactly(other) / self

    def scaled(self, factor: Fraction | int) -> "Interval":
        """Return the bounds times a number that is known exactly."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def within(self, other: "Interval | Fraction | int") -> bool:
        """Return whether all of it is in the other."""
        other = _exactly(other)
        return other.low <= self.low and self.high <= other.high

    def meets(self, other: "Interval | Fraction | int") -> bool:
        """Return whether the two have a value in common, if only a bound."""
        other = _exactly(other)
        return self.low <= other.high and other.low <= self.high

    def touches(self, other: "Interval | Fraction | int") -> bool:
        """Return whether the two have a bound in common and nothing else."""
        other = _exactly(other)
        return self.low == other.high or other.low == self.high


def _exactly(number: Interval | Fraction | int) -> Interval:
    return number if isinstance(number, Interval) else Interval(number, number)  # type: ignore[arg-type]


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the bounds of all the intervals, at least one, together."""
    intervals = list(intervals)
    return Interval(min(each.low for each in intervals), max(each.high for each in intervals))


def total(intervals: Iterable[Interval]) -> Interval:
    """Return the sum of the intervals, zero for none."""
    summands = list(intervals)
    return Interval(
        sum((each.low for each in summands), Fraction(0)), sum((each.high for each in summands), Fraction(0))
    )


def change_in_percent(old: Interval, new: Interval) -> Interval:
    """Return by how much `new` exceeds `old`, in percent of `old`.

    Computed as `new / old - 1`, which uses each input once; `(new - old) / old` would have wider bounds than
    the inputs justify. Raises ZeroDivisionError where `old` can be zero.
    """
    return (new / old - Interval(Fraction(1), Fraction(1))).scaled(100)


def share_in_percent(part: Interval, whole: Interval) -> Interval:
    """Return `part` in percent of `whole`. Raises ZeroDivisionError where `whole` can be zero."""
    return (part / whole).scaled(100)
