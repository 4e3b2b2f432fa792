"""Fractions for Hypothesis to draw, as whole numbers of parts: many times faster than `st.fractions`."""

from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st


def fractions(low: Fraction | int | str, high: Fraction | int | str, *, parts: int) -> st.SearchStrategy[Fraction]:
    """Draw a fraction between two bounds, both included, that is a whole number of parts of one."""
    numbers = st.integers(ceil(Fraction(low) * parts), floor(Fraction(high) * parts))
    return numbers.map(lambda number: Fraction(number, parts))
