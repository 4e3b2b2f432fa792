"""Whether a statement is true of what the figures give, by what its words literally promise.

"Over 60" is true of everything above 60, and false only of what is surely not above it. A number without such a word is
true within its bounds. In between is the imprecise: true, or nearly so, and coarser than the figures.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from helsetrend.values import Interval, last_step

Agreement = Literal["agrees", "imprecise", "contradicts"]

WIDEST_PROMISE = Fraction(1, 10)
"""How far from the number, as a part of it, "over", "under" and "nearly" still say what the figures give."""

WIDEST_ROUND_NUMBER = Fraction(1, 20)
"""How far from a round number, as a part of it, the figures may be for it to be imprecise and not false."""

MIRRORED = {"above": "below", "below": "above", "from": "to", "to": "from"}
"""What each promise says of the number turned round: "over -5" is "under 5", one in "over 2" is more than a half."""


@dataclass(frozen=True)
class Said:
    """A number as it was said.

    `interval` is what it can mean by the usual rule, `rounding` the worth of its last printed digit. `reach` is what
    its words promise: `above` it, `from` it on, `below` it, up `to` it, or "" for a number that is near it.
    """

    value: Fraction
    interval: Interval
    hedge: str
    rounding: Fraction
    reach: str = ""

    def negated(self) -> "Said":
        """Return the same said of a decrease, which is a growth below zero."""
        reach = MIRRORED.get(self.reach, "")
        return Said(-self.value, self.interval.scaled(-1), self.hedge, self.rounding, reach)

    def turned(self) -> "Said":
        """Return what is meant where less is more: "nearly one in two" is one in slightly more than two."""
        around = Interval(2 * self.value - self.interval.high, 2 * self.value - self.interval.low)
        reach = MIRRORED.get(self.reach, "")
        return Said(self.value, around, self.hedge, self.rounding, reach)


def agreement(said: Said, derived: Interval) -> Agreement:
    """Return whether what was said agrees with the bounds of what the figures give; one possible value is enough."""
    if said.reach in ("below", "to"):
        return _agreement_upwards(said.negated(), derived.scaled(-1))
    if said.reach:
        return _agreement_upwards(said, derived)
    if derived.meets(said.interval):
        return "agrees"
    return "imprecise" if derived.meets(_nearby(said)) else "contradicts"


def _agreement_upwards(said: Said, derived: Interval) -> Agreement:
    """Return whether something that is said to be above a number, or at least it, is so, and is not far above it."""
    is_true = derived.high > said.value or (said.reach == "from" and derived.high == said.value)
    if not is_true:
        return "contradicts"
    return "imprecise" if said.value and derived.low > said.value + _promised(said) else "agrees"


def _promised(said: Said) -> Fraction:
    """Return how far above the number its words lead one to expect the value: a step of its last digit, or a tenth."""
    return min(last_step(said.value), WIDEST_PROMISE * abs(said.value))


def _nearby(said: Said) -> Interval:
    """Return where a number that is not true within its bounds is no falsehood either."""
    if said.hedge == "between":
        return said.interval
    if said.hedge == "nearly":
        beyond = WIDEST_PROMISE * abs(said.value) * (1 if said.interval.low < said.value else -1)
        return Interval(*sorted((said.value - beyond, said.value)))
    step = last_step(said.value)
    is_exact = said.interval.width == 0
    is_round = said.value != 0 and not is_exact and (said.hedge == "about" or step > said.rounding)
    margin = min(step, WIDEST_ROUND_NUMBER * abs(said.value)) if is_round else Fraction(0)
    return Interval(said.value - margin, said.value + margin)
