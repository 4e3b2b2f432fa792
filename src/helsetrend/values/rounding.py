"""How many digits a number is told with, and in which scale, so that it says neither more nor less than is known."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from helsetrend.values.printed import worth_in_full

SCALES = (10**9, 10**6)
"""The scales that are written as words, largest first; what is smaller is written in full where it can be."""


def scale_of(value: Fraction, rounding: Fraction) -> int:
    """The scale that a value is told in: the largest of `SCALES` that it reaches and that needs no third decimal.

    Otherwise it is told in full, or, where its digits in full would say more or less than is known, in the smallest
    scale that shows its last digit: 12 300 known to the hundred is "12,3 tusen".
    """
    for scale in SCALES:
        if abs(value) >= scale and rounding <= scale <= rounding * 100:
            return scale
    if rounding < 1 or rounding == worth_in_full(abs(int(value))):
        return 1
    return next((scale for scale in (1000, *reversed(SCALES)) if rounding <= scale), 1)


def exact_scale(value: Fraction) -> tuple[int, Fraction]:
    """The scale that a value known exactly is told in, and what its last digit is then worth."""
    steps = [(scale, Fraction(scale, 10**places)) for scale in (*SCALES, 1) for places in range(3)]
    fitting = ((scale, step) for scale, step in steps if abs(value) >= scale and value % step == 0)
    places = next((places for places in range(6) if value % Fraction(1, 10**places) == 0), 6)
    return next(fitting, (1, Fraction(1, 10**places)))


def places(rounding: Fraction) -> int:
    """The decimals of a number whose last digit is worth `rounding`."""
    count = 0
    while rounding * 10**count < 1:
        count += 1
    return count


def nearest(value: Fraction, rounding: Fraction) -> Fraction:
    """The multiple of `rounding` nearest to the value, halves away from zero."""
    steps = floor(abs(value) / rounding + Fraction(1, 2)) * rounding
    return steps if value >= 0 else -steps


def decimal(value: Fraction, rounding: Fraction) -> Decimal:
    """The value rounded as `nearest` does, as a number that keeps its closing zeros."""
    count = places(rounding)
    return Decimal(int(nearest(value, Fraction(1, 10**count)) * 10**count)).scaleb(-count)
