"""The kinds of claim: what each is about, what the figures give for it, and which figures it would need to hold.

Of two figures the first is always the earlier one, or the one that the other is compared with (the whole).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.values import Interval, Period, change_in_percent, share_in_percent, total

_ONE = Interval(Fraction(1), Fraction(1))
_HUNDRED = Interval(Fraction(100), Fraction(100))

Bounds = Sequence[Interval]


@dataclass(frozen=True, kw_only=True)
class ClaimKind:
    """One kind of claim.

    `unit` is the unit it is printed in, "" for the unit of its metric. `has_from` says whether it compares two periods,
    `has_of` whether it compares the metric with another one; None says that it may. A kind that `is_share` needs no
    other metric if its own is a share already. `is_less` says that the number is how much less there is, `is_turned`
    that a larger number means less.

    `derived` takes the bounds of the figures and returns the bounds of the claimed number, in `unit`. `needed` takes
    the bounds of the figures and of the claim, and returns those that the first figure would need for the claim to
    hold; for a claim about a single number, the bounds of that number. Both raise ZeroDivisionError where a divisor can
    be zero. `parts` is into how many equal parts a period is divided, for the mean of one of them.
    """

    unit: str
    has_from: bool | None = False
    has_of: bool | None = False
    is_share: bool = False
    is_less: bool = False
    is_turned: bool = False
    derived: Callable[[Bounds], Interval]
    needed: Callable[[Bounds, Interval], Interval]
    parts: Callable[[Period], int] = lambda _: 1

    @property
    def has_two(self) -> bool:
        """Whether a claim of this kind always follows from two figures: it compares two periods or two metrics."""
        return self.has_from is not False or self.has_of is not False

    @property
    def is_mean(self) -> bool:
        """Whether the claimed number is the mean of equal parts of its period."""
        return self.parts is not ClaimKind.parts

    def follows(self, figures: Bounds, period: Period) -> Interval:
        """Return the bounds of the claimed number, which is about a period. Raises ZeroDivisionError."""
        return self.derived(figures).scaled(Fraction(1, self.parts(period)))

    def needs(self, figures: Bounds, claimed: Interval, period: Period) -> Interval:
        """Return the bounds that the first figure would need for the claim to hold. Raises ZeroDivisionError."""
        return self.needed(figures, claimed.scaled(self.parts(period)))


def _ratio(figures: Bounds) -> Interval:
    return figures[1] / figures[0]


def _growth(*, is_less: bool = False) -> ClaimKind:
    return ClaimKind(
        unit="percent",
        has_from=True,
        is_less=is_less,
        derived=lambda figures: change_in_percent(figures[0], figures[1]),
        needed=lambda figures, claimed: figures[1] / (claimed.scaled(Fraction(1, 100)) + _ONE),
    )


def _difference(*, is_less: bool = False) -> ClaimKind:
    return ClaimKind(
        unit="",
        has_from=None,
        has_of=None,
        is_less=is_less,
        derived=lambda figures: figures[1] - figures[0],
        needed=lambda figures, claimed: figures[1] - claimed,
    )


def _of_one_figure(*, parts: Callable[[Period], int] = ClaimKind.parts, has_from: bool | None = False) -> ClaimKind:
    return ClaimKind(unit="", has_from=has_from, derived=total, needed=lambda _, claimed: claimed, parts=parts)


def _share(
    unit: str,
    of_share: Callable[[Interval], Interval],
    to_share: Callable[[Interval], Interval],
    *,
    is_turned: bool = False,
) -> ClaimKind:
    """Return a kind whose number is another way to say a share, by its way from the share in percent and back.

    The share is of two figures, the whole and the part, or of one, which is a share itself.
    """

    def needed(figures: Bounds, claimed: Interval) -> Interval:
        share = to_share(claimed)
        return share_in_percent(figures[1], share) if len(figures) > 1 else share

    return ClaimKind(
        unit=unit,
        has_of=True,
        is_share=True,
        is_turned=is_turned,
        derived=lambda figures: of_share(share_in_percent(figures[1], figures[0]) if len(figures) > 1 else figures[0]),
        needed=needed,
    )


def _itself(share: Interval) -> Interval:
    return share


def _rest(share: Interval) -> Interval:
    """Return what a share leaves of a hundred percent; its own inverse."""
    return _HUNDRED - share


def _one_in(share: Interval) -> Interval:
    """Return in how many there is one, of a share in percent; its own inverse."""
    return _HUNDRED / share


CLAIM_KINDS = {
    "growth": _growth(),
    "decline": _growth(is_less=True),
    "growth_same_months": _growth(),
    "points": ClaimKind(
        unit="points",
        has_from=True,
        derived=lambda figures: figures[1] - figures[0],
        needed=lambda figures, claimed: figures[1] - claimed,
    ),
    "multiple": ClaimKind(
        unit="times", has_from=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed
    ),
    "difference": _difference(),
    "fewer": _difference(is_less=True),
    "level": _of_one_figure(),
    "sum": _of_one_figure(has_from=None),
    "monthly_mean": _of_one_figure(parts=lambda period: period.months),
    "daily_mean": _of_one_figure(parts=lambda period: period.days),
    "share": _share("percent", _itself, _itself),
    "complement": _share("percent", _rest, _rest),
    "one_in": _share("times", _one_in, _one_in, is_turned=True),
    "one_in_not": _share(
        "times", lambda share: _one_in(_rest(share)), lambda claimed: _rest(_one_in(claimed)), is_turned=True
    ),
    "ratio": ClaimKind(unit="times", has_of=True, derived=_ratio, needed=lambda figures, claimed: figures[1] / claimed),
}
"""A change in percent or percentage points, "tripled" (a multiple of 3), "17 215 more" or "fewer" (than before, or than
another), a number, a sum of parts, the mean of the months or days of a period, a share of a total and what it leaves,
"every fourth" (one in 4) and "one in five never", the ratio of one metric to another ("1.5 times as many")."""

RANK = "rank"
"""The kind of a claim about the rank of a service within its metric; `analysis.ranking` checks it."""

RECORDS = {"highest": 1, "lowest": -1}
"""The kinds of a claim that a figure is a record, and the sign with which a record is the highest number."""

_RECORD = "record"

CLAIM_UNITS = {
    **{name: kind.unit for name, kind in CLAIM_KINDS.items()},
    RANK: RANK,
    **dict.fromkeys(RECORDS, _RECORD),
}
"""The unit that each kind is printed in; "" for the unit of the metric."""
