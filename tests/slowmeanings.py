"""What one print can mean, worked out in exact fractions: the oracle of `values.bounds`."""

from fractions import Fraction
from math import ceil, floor, inf

from helsetrend.values import HEDGES, Interval


def slow_meaning(reading, rounding, *, is_whole, is_share, least):
    """Return low, high, literal_low, literal_high and width, as `meanings` does for many prints."""
    printed = Interval.of_print(reading.value, rounding=rounding, hedge=reading.hedge, ends=reading.ends)
    if least is not None:
        printed = Interval(Fraction(least), max(reading.value - 1, Fraction(1)))
    if is_whole and HEDGES[reading.hedge].promises == "below":
        below = Fraction(ceil(reading.value) - 1)
        printed = Interval(min(printed.low, below), below)
    low, high = max(printed.low, Fraction(0)), min(printed.high, Fraction(100)) if is_share else printed.high
    bounds = Interval(Fraction(ceil(low)), Fraction(floor(high))) if is_whole else Interval(low, high)
    literal = (bounds.low, bounds.high) if least is not None else _literal(reading, bounds, is_whole=is_whole)
    return {
        "low": float(bounds.low),
        "high": float(bounds.high),
        "literal_low": float(literal[0]),
        "literal_high": float(literal[1]),
        "width": float(printed.width if bounds.width else 0),
    }


def _literal(reading, bounds, *, is_whole):
    """Return the least and the most for which a print is literally true: "over 140" for all above it."""
    value = reading.value
    match HEDGES[reading.hedge].promises:
        case "above":
            return floor(value) + 1 if is_whole else value, inf
        case "from":
            return value, inf
        case "below":
            return 0, ceil(value) - 1 if is_whole else value
        case "to":
            return 0, value
    return bounds.low, bounds.high
