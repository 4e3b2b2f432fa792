"""What many prints can mean, worked out at once on whole numbers in a common scale.

The rules are those of `Interval.of_print`, `HEDGES` and `possible`; a print by itself is worked out by these.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helsetrend.values.interval import HEDGES, LEAST_UNIT, MOST_OF_VALUE
from helsetrend.values.print_parser import Reading

Numbers = np.ndarray[Any, Any]

PARTS = 20
"""What one unit of the last decimal is in the scale, so that halves and tenths of it are whole."""

MOST_DECIMALS = 1000
AT_ONCE = 2**18
"""How many prints are worked out at once, which decides what memory that takes."""

EXACT = 2.0**52
"""Up to this, whole numbers and their halves are exact as floating-point numbers."""


class Pattern(NamedTuple):
    """What prints that differ in their digits only have in common, in whole numbers of a scale.

    `one` is what the number one is in the scale, `unit` what the digits are counted in, `rounding` the worth of the
    last printed digit. The bounds are `below` and `above` halves of it from the number, or of a range its ends, `first`
    and `last`. A number that is suppressed is from `least`, 0 or 1, to the one below it.
    """

    one: int
    unit: int
    rounding: int
    below: int
    above: int
    is_capped: bool
    promises: str
    is_range: bool
    first: int
    last: int
    is_whole: bool
    is_share: bool
    is_suppressed: bool
    least: int


def pattern_of(
    reading: Reading, unit: Fraction, rounding: Fraction, *, is_whole: bool, is_share: bool, least: int | None
) -> Pattern:
    """Return the pattern of prints that are read like one, in which a one in digits is worth `unit`.

    `least` is the least that a suppressed number can be, None where it is not suppressed.
    """
    rule, ends = HEDGES[reading.hedge], reading.ends or (Fraction(0), Fraction(0))
    decimals = next(
        count
        for count in range(MOST_DECIMALS)
        if all((10**count * number).denominator == 1 for number in (unit, rounding, *ends))
    )
    one = PARTS * 10**decimals
    return Pattern(
        one=one,
        unit=int(unit * one),
        rounding=int(rounding * one),
        below=int(2 * rule.below),
        above=int(2 * rule.above),
        is_capped=rule.capped,
        promises=rule.promises,
        is_range=reading.ends is not None,
        first=int(ends[0] * one),
        last=int(ends[1] * one),
        is_whole=is_whole,
        is_share=is_share,
        is_suppressed=least is not None,
        least=least or 0,
    )


def meanings(patterns: Sequence[Pattern], codes: Numbers, digits: Numbers) -> dict[str, Numbers]:
    """Return low, high, literal_low, literal_high and width of prints, by their digits and their patterns.

    `codes` has the place of the pattern of each print. `width` is the distance of the bounds before impossible values
    are left out, and 0 where one value is left.
    """
    most = np.zeros(len(patterns), dtype=np.int64)
    np.maximum.at(most, codes, digits)
    are_long = [not _is_exact(*pair) for pair in zip(patterns, most.tolist(), strict=True)]
    is_long = np.array(are_long, dtype=bool)[codes]
    found = {name: np.empty(len(digits)) for name in ("low", "high", "literal_low", "literal_high", "width")}
    parts = np.array_split(np.flatnonzero(~is_long), 1 + len(digits) // AT_ONCE)
    for part, number in [*((part, np.int64) for part in parts), (np.flatnonzero(is_long), object)]:
        of_part, places = pd.factorize(codes[part])
        fields = zip(*(patterns[place] for place in places), strict=True)
        columns = {
            name: np.array(values, number if type(values[0]) is int else None)[of_part]
            for name, values in zip(Pattern._fields if len(part) else (), fields, strict=True)
        }
        for name, numbers in _meanings(columns, digits[part].astype(number)).items() if columns else ():
            found[name][part] = numbers
    return found


def _is_exact(pattern: Pattern, most: int) -> bool:
    """Return whether prints of a pattern, whose digits are at most a number, stay exact as floating-point numbers."""
    return max(100 * pattern.one, 2 * abs(pattern.unit) * most, 2 * pattern.rounding, 2 * pattern.last) < EXACT


def _meanings(columns: Mapping[str, Numbers], digits: Numbers) -> dict[str, Numbers]:
    """Return the same of prints by the columns of `Pattern`, of integers or, for long ones, of those of Python."""
    one, is_whole, promises = columns["one"], columns["is_whole"], columns["promises"]
    value, rounding = digits * columns["unit"], columns["rounding"]
    capped = np.maximum(_part(rounding, LEAST_UNIT), np.minimum(rounding, _part(abs(value), MOST_OF_VALUE)))
    unit = np.where(columns["is_capped"], capped, rounding)
    low = np.where(columns["is_range"], columns["first"], value - columns["below"] * unit // 2)
    high = np.where(columns["is_range"], columns["last"], value + columns["above"] * unit // 2)

    is_suppressed = columns["is_suppressed"]
    low = np.where(is_suppressed, columns["least"] * one, low)
    high = np.where(is_suppressed, np.maximum(value - one, one), high)
    highest_below = (-(-value // one) - 1) * one
    is_below = is_whole & (promises == "below")
    low = np.where(is_below, np.minimum(low, highest_below), low)
    high = np.where(is_below, highest_below, high)
    width = high - low

    low, high = np.maximum(low, 0), np.where(columns["is_share"], np.minimum(high, 100 * one), high)
    low, high = np.where(is_whole, -(-low // one) * one, low), np.where(is_whole, high // one * one, high)
    promised = np.where(is_suppressed, "", promises)
    literal_low = np.select(
        [promised == "above", promised == "from", promised != ""],
        [np.where(is_whole, (value // one + 1) * one, value), value, 0 * value],
        low,
    )
    literal_high = np.select(
        [promised == "below", promised == "to"], [np.where(is_whole, highest_below, value), value], high
    )
    width = np.where(low < high, width, 0)
    found = {"low": low, "high": high, "literal_low": literal_low, "literal_high": literal_high, "width": width}
    floats = {name: (numbers / one).astype(float) for name, numbers in found.items()}
    floats["literal_high"][(promised == "above") | (promised == "from")] = np.inf
    return floats


def _part(number: Numbers, part: Fraction) -> Numbers:
    """Return a part of whole numbers that is whole too."""
    return number * part.numerator // part.denominator
