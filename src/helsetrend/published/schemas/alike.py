"""Prints and values that are read alike, since they differ in their digits only.

A table of two million figures prints hundreds of thousands of different numbers in a few thousand ways. What holds for
one of a way, whether "37,2 millioner" is the print of 37200000 for example, holds for all.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.published.schemas.distinct import Distinct
from helsetrend.values import readings, shape_of

Numbers = np.ndarray[Any, Any]

BY_WAY = dict.fromkeys(("print", "value", "digits"), "way")
"""The columns whose cells count as equal where their ways are (see `Distinct`)."""

LARGE = 100
"""A share of at most this is possible, so that a number above it is not like one below."""

_PLAIN_VALUE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,3})?")
_ONES = str.maketrans("123456789", "111111111")


def with_ways(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the columns `way`, equal for rows whose `print` and `value` are read alike, and `digits`.

    The table has the columns of `with_prints`, and its values are in plain digits. All prints that cannot be read are
    read alike. `digits` becomes 0 where all rows of a way have the same print and value; else the number in the print
    is it times a power of ten, one for all of a way.
    """
    values = table["value"].astype("category").array
    digits = table["digits"].to_numpy(dtype=np.int64)
    shapes = Distinct(table).of("shape", _unit)
    value_shapes, value_digits, value_amounts = (column[values.codes] for column in _shapes(values.categories.tolist()))
    is_given = (values.categories != "")[values.codes]
    is_alike = (digits > 0) & (~is_given | (_significant(digits) == value_digits))
    is_large = np.where(is_given, value_amounts, digits * shapes.array(float, float)) > LARGE
    is_unread = Distinct(table).of("unread", bool).array(bool, bool)
    of_print = np.where(is_unread, 0, 1 + table["print"].astype("category").array.codes.astype(np.intp))
    first = np.where(is_alike, 2 * shapes.codes + is_large, -1 - of_print)
    second = np.where(is_alike, value_shapes, values.codes)
    ways, _ = pd.factorize(first * (1 + len(values.categories)) + second)
    return table.assign(way=ways.astype(np.int32), digits=np.where(is_alike, digits, 0))


def _unit(shape: str) -> Fraction:
    """Return what the digits of a print of a shape are counted in, by its first reading; 0 where it has none."""
    own, digits = shape_of(shape)
    return readings(own)[0].value / digits if digits else Fraction(0)


def _shapes(texts: Iterable[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each value the number of its shape, its significant digits as a number, and the value.

    Where it is not written in plain digits, the digits are -1.
    """
    plain = [text if _PLAIN_VALUE.fullmatch(text) else "" for text in texts]
    shapes = pd.factorize(np.array([text.translate(_ONES) for text in plain], dtype=object))[0]
    digits = np.array([int(text.replace(".", "")) if text else 0 for text in plain], dtype=np.int64)
    amounts = np.array([float(text or 0) for text in plain], dtype=float)
    return shapes, np.where(digits > 0, _significant(digits), -1), amounts


def _significant(digits: Numbers) -> Numbers:
    """Return numbers without their closing zeros."""
    found = digits.copy()
    while (has_zero := (found > 0) & (found % 10 == 0)).any():
        found[has_zero] //= 10
    return found
