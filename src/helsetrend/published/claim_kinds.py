"""The kinds of claim: what each is about, what the figures give for it, and which figures it would need to hold.

Of two figures the first is always the earlier one, or the one that the other is compared with (the whole).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.values import Interval, change_in_percent, share_in_percent, total

MONTHS_IN_A_YEAR = 12
_ONE = Interval(Fraction(1), Fraction(1))

Bounds = Sequence[Interval]


@dataclass(frozen=True, kw_only=True)
class ClaimKind:
    """One kind of claim.

    `unit` is the unit it is printed in, "" for the unit of its metric. `has_from` says whether it compares two periods
    (None: it may), `has_of` whether it compares the metric with another one. `derived` takes the bounds of the figures
    and returns the bounds of the claimed number, in `unit`. `needed` takes the bounds of the figures and of the claim,
    and returns those that the first figure would need for the claim to hold; for a claim about a single number, the
    bounds of that number. Both raise ZeroDivisionError where a divisor can be zero.
    """

    unit: str
    has_from: bool | None = False
    has_of: bool = False
    derived: Callable[[Bounds], Interval]
    needed: Callable[[Bounds, Interval], Interval]


def _ratio(figures: Bounds) -> Interval:
    return figures[1] / figures[0]


_GROWTH = ClaimKind(
    unit="percent",
    has_from=True,
    derived=lambda figures: change_in_percent(figures[0], figures[1]),
    needed=lambda figures, claimed: figures[1] / (claimed.scaled(Fraction(1, 100)) + _ONE),
)
_LEVEL = ClaimKind(unit="", derived=total, needed=lambda _, claimed: claimed)

CLAIM_KINDS = {
    "growth": _GROWTH,
    "decline": _GROWTH,
    "growth_same_months": _GROWTH,
    "points": ClaimKind(
        unit="points",
        has_from=True,
        derived=lambda figures: figures[1] - figures[0],
        needed=lambda figures, claimed: figures[1] - claimed,
    ),
    "multiple": ClaimKind(
        unit="times", has_from=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed
    ),
    "level": _LEVEL,
    "sum": ClaimKind(unit="", has_from=None, derived=_LEVEL.derived, needed=_LEVEL.needed),
    "monthly_mean": ClaimKind(
        unit="",
        derived=lambda figures: figures[0].scaled(Fraction(1, MONTHS_IN_A_YEAR)),
        needed=lambda _, claimed: claimed.scaled(MONTHS_IN_A_YEAR),
    ),
    "share": ClaimKind(
        unit="percent",
        has_of=True,
        derived=lambda figures: share_in_percent(figures[1], figures[0]),
        needed=lambda figures, claimed: share_in_percent(figures[1], claimed),
    ),
    "one_in": ClaimKind(
        unit="times",
        has_of=True,
        derived=lambda figures: figures[0] / figures[1],
        needed=lambda figures, claimed: figures[1] / (_ONE / claimed),
    ),
    "ratio": ClaimKind(unit="times", has_of=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed),
}
"""A change in percent or percentage points, "tripled" (a multiple of 3), a number, a sum of parts, a monthly mean that
times 12 is the year, a share of a total, "every fourth" (one in 4), the ratio of one metric to another."""

RANK = "rank"
"""The kind of a claim about the rank of a service within its metric; `analysis.ranking` checks it."""

CLAIM_UNITS = {name: kind.unit for name, kind in CLAIM_KINDS.items()} | {RANK: RANK}
"""The unit that each kind is printed in; "" for the unit of the metric."""
