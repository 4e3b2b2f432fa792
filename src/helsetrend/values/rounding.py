"""The scale and the number of digits a number is shown with, so that it says neither more nor less than is known."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from helsetrend.values.numerals import worth_in_full

SCALES = (10**9, 10**6)
"""The scales that are written as words, largest first; smaller numbers are written in full where possible."""

MOST_DECIMALS = 12
"""The most decimals of a number that a last digit is looked for in."""


def largest_scale(value: Fraction) -> int:
    """Return the largest of `SCALES` that a value reaches, or 1."""
    return next((scale for scale in SCALES if value >= scale), 1)


def scale_of(value: Fraction, rounding: Fraction) -> int:
    """Return the scale to show a value in: the largest of `SCALES` that it reaches and that needs no third decimal.

    Otherwise 1, the value in full, if it is known to the unit, or its digits in full say how exactly it is known. Else
    the smallest scale that shows its last digit: 12 300 known to the hundred is "12,3 tusen".
    """
    for scale in SCALES:
        if abs(value) >= scale and rounding <= scale <= rounding * 100:
            return scale
    if rounding <= 1 or rounding == worth_in_full(abs(int(value))):
        return 1
    return next((scale for scale in (1000, *reversed(SCALES)) if rounding <= scale), 1)


def exact_scale(value: Fraction) -> tuple[int, Fraction]:
    """Return the scale to show an exactly known value in, and the worth of its last digit in that scale."""
    steps = [(scale, Fraction(scale, 10**places)) for scale in (*SCALES, 1) for places in range(3)]
    fitting = ((scale, step) for scale, step in steps if abs(value) >= scale and value % step == 0)
    places = next((places for places in range(6) if value % Fraction(1, 10**places) == 0), 6)
    return next(fitting, (1, Fraction(1, 10**places)))


def places(rounding: Fraction) -> int:
    """Return the number of decimals of a number whose last digit is worth `rounding`."""
    count = 0
    while rounding * 10**count < 1:
        count += 1
    return count


def nearest(value: Fraction, rounding: Fraction) -> Fraction:
    """Return the multiple of `rounding` nearest to the value, halves away from zero."""
    steps = floor(abs(value) / rounding + Fraction(1, 2)) * rounding
    return steps if value >= 0 else -steps


def decimal(value: Fraction, rounding: Fraction) -> Decimal:
    """Return the value rounded as by `nearest`, as a number that keeps its closing zeros."""
    count = places(rounding)
    return Decimal(int(nearest(value, Fraction(1, 10**count)) * 10**count)).scaleb(-count)


def last_step(value: Fraction) -> Fraction:
    """Return the worth of the last digit of a number that is not zero: 10 000 000 for 130 000 000, 0.1 for 64.5.

    That of zero is one. At most `MOST_DECIMALS` are looked at, as a third has no last digit.
    """
    step = Fraction(1)
    while value and value % (step * 10) == 0:
        step *= 10
    while value % step and step > Fraction(1, 10**MOST_DECIMALS):
        step /= 10
    return step
