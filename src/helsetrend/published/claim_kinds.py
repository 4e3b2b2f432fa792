"""The kinds of claim: what each is about, what follows from figures for it, and what would have to be true for it.

Of two figures the first is always the one that is looked back to (the old one), or set against (the whole).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.values import Interval, change_in_percent, share_in_percent, total

MONTHS = 12
ONE = Interval(Fraction(1), Fraction(1))

Bounds = Sequence[Interval]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of claim.

    `unit` is what it is printed in, "" standing for the unit of its metric. `has_from` tells whether it looks from one
    period to another (None: it may), `has_of` whether it sets the metric against another one. `derived` takes the
    bounds of the figures and gives what they bear out, in `unit`. `needed` takes these bounds and the claim's, and
    gives those that the first figure would need for the claim to hold; of a claim about one number, of that number.
    Both raise ZeroDivisionError where they would divide by what can be zero.
    """

    unit: str
    has_from: bool | None = False
    has_of: bool = False
    derived: Callable[[Bounds], Interval]
    needed: Callable[[Bounds, Interval], Interval]


def _ratio(figures: Bounds) -> Interval:
    return figures[1] / figures[0]


_GROWTH = Kind(
    unit="percent",
    has_from=True,
    derived=lambda figures: change_in_percent(figures[0], figures[1]),
    needed=lambda figures, claimed: figures[1] / (claimed.scaled(Fraction(1, 100)) + ONE),
)
_LEVEL = Kind(unit="", derived=total, needed=lambda _, claimed: claimed)

KINDS = {
    "growth": _GROWTH,
    "decline": _GROWTH,
    "growth_same_months": _GROWTH,
    "points": Kind(
        unit="points",
        has_from=True,
        derived=lambda figures: figures[1] - figures[0],
        needed=lambda figures, claimed: figures[1] - claimed,
    ),
    "multiple": Kind(unit="times", has_from=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed),
    "level": _LEVEL,
    "sum": Kind(unit="", has_from=None, derived=_LEVEL.derived, needed=_LEVEL.needed),
    "monthly_mean": Kind(
        unit="",
        derived=lambda figures: figures[0].scaled(Fraction(1, MONTHS)),
        needed=lambda _, claimed: claimed.scaled(MONTHS),
    ),
    "share": Kind(
        unit="percent",
        has_of=True,
        derived=lambda figures: share_in_percent(figures[1], figures[0]),
        needed=lambda figures, claimed: share_in_percent(figures[1], claimed),
    ),
    "one_in": Kind(
        unit="times",
        has_of=True,
        derived=lambda figures: figures[0] / figures[1],
        needed=lambda figures, claimed: figures[1] / (ONE / claimed),
    ),
    "ratio": Kind(unit="times", has_of=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed),
}
"""What is claimed: a change in percent or percentage points, "tripled" (a multiple of 3), a number, a sum of parts, a
mean whose twelvefold is the year, a share of a total, "every fourth" (one in 4), how many times one is of another."""

RANK = "rank"
"""A place among the services of a metric: no number follows from figures for it, see `comparison.ranking`."""

UNITS = {name: kind.unit for name, kind in KINDS.items()} | {RANK: RANK}
"""The unit that each kind is printed in; "" stands for that of the metric."""
