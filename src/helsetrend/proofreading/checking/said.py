"""What the number of a statement was said to be, as an interval."""

from fractions import Fraction

from helsetrend.analysis import Said
from helsetrend.proofreading.resolving import Statement
from helsetrend.values import HEDGES, Interval

MEANS = ("monthly_mean", "weekly_mean", "daily_mean")

LEAST_ROUNDED = 1000
"""From here on the closing zeros of a mean, and of what is "about" a number, are rounding: "13 900 a month"."""


def falls_short(said: Said, derived: Interval) -> bool:
    """Return whether what follows is surely below a number that is said to be exceeded: 48 for "more than half"."""
    return said.hedge == "over" and not said.reach and derived.high < said.value


def said_of(statement: Statement) -> Said:
    """Return the number of a statement as it was said; a decline is a growth below zero."""
    number, rounding = statement.number, _rounding(statement)
    interval = Interval.of_print(statement.value, rounding=rounding, hedge=number.hedge, ends=number.ends)
    is_coarse = statement.kind == "multiple" or (number.form == "part" and number.hedge == "over")
    reach = "" if is_coarse else HEDGES[number.hedge].promises
    said = Said(statement.value, interval, number.hedge, rounding, reach)
    if statement.kind in ("one_in", "one_in_not"):
        return said.turned()
    is_less = statement.kind == "decline" or (statement.kind in ("points", "difference") and statement.direction < 0)
    return said.negated() if is_less else said


def _rounding(statement: Statement) -> Fraction:
    """Return the worth of the last digit of a number that is meant to be exact."""
    rounding, value = statement.rounding, abs(statement.value)
    is_rounded = statement.kind in MEANS or statement.number.hedge == "about"
    if not is_rounded or rounding != 1 or value < LEAST_ROUNDED:
        return rounding
    return max(Fraction(worth) for worth in (1, 10, 100) if value % worth == 0)
