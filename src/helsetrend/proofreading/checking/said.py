"""What the number of a statement was said to be, as an interval."""

from fractions import Fraction
from functools import lru_cache

from helsetrend.analysis import Said
from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.text import Number
from helsetrend.values import HEDGES, Interval

MEANS = ("monthly_mean", "weekly_mean", "daily_mean")

LEAST_ROUNDED = 1000
"""From here on the closing zeros of a mean, and of what is "about" a number, are rounding: "13 900 a month"."""


def falls_short(said: Said, derived: Interval) -> bool:
    """Return whether what follows is surely below a number that is said to be exceeded: 48 for "more than half"."""
    return said.hedge == "over" and not said.reach and derived.high < said.value


def said_of(statement: Statement) -> Said:
    """Return the number of a statement as it was said; a decline is a growth below zero."""
    kind = statement.kind
    is_less = kind == "decline" or (kind in ("points", "difference") and statement.direction < 0)
    return _said(statement.number, kind, statement.value, statement.rounding, is_less=is_less)


@lru_cache
def _said(number: Number, kind: str, value: Fraction, last: Fraction, *, is_less: bool) -> Said:
    """Return what a number of a kind is said to be; every reading of a text asks for it several times."""
    rounding = _rounding(number, kind, abs(value), last)
    interval = Interval.of_print(value, rounding=rounding, hedge=number.hedge, ends=number.ends)
    is_coarse = kind == "multiple" or (number.form == "part" and number.hedge == "over")
    reach = "" if is_coarse else HEDGES[number.hedge].promises
    said = Said(value, interval, number.hedge, rounding, reach)
    if kind in ("one_in", "one_in_not"):
        return said.turned()
    return said.negated() if is_less else said


def _rounding(number: Number, kind: str, value: Fraction, last: Fraction) -> Fraction:
    """Return the worth of the last digit of a number that is meant to be exact."""
    is_rounded = kind in MEANS or number.hedge == "about"
    if not is_rounded or last != 1 or value < LEAST_ROUNDED:
        return last
    return max(Fraction(worth) for worth in (1, 10, 100) if value % worth == 0)
