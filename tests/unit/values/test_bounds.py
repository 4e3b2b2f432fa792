"""What many prints can mean at once is what each of them can mean by itself."""

from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from slowmeanings import slow_meaning

from helsetrend.values import meanings, pattern_of, readings

HEDGES_OF_PRINTS = ["", "over ", "minst ", "nesten ", "under ", "opptil ", "rundt "]
NUMBERS = st.one_of(
    st.integers(1, 10**16).map(str),
    st.decimals(0, 1000, places=2).map(str),
    st.tuples(st.integers(0, 999), st.integers(0, 9), st.sampled_from(["tusen", "millioner", "milliarder"])).map(
        lambda drawn: f"{drawn[0]},{drawn[1]} {drawn[2]}"
    ),
)


def meant(reading, rounding, *, unit, digits, **kinds):
    """The meaning of one print, worked out as a table of one row."""
    pattern = pattern_of(reading, unit, rounding, **kinds)
    return {name: column[0] for name, column in meanings([pattern], np.array([0]), np.array([digits])).items()}


@given(
    st.sampled_from(HEDGES_OF_PRINTS),
    NUMBERS,
    st.integers(0, 6),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 0, 1]),
)
@example("under ", "5", 0, True, False, 0)
@example("", "2.75", 0, False, False, None)
@example("over ", "99", 0, False, True, None)
@example("", "9007199254740993", 0, True, False, None)
def test_a_column_of_prints_means_what_each_print_means(hedge, number, coarser, is_whole, is_share, least):
    for reading in readings(hedge + number):
        assume(reading.value <= 100 or not is_share)
        assume(reading.value.denominator == 1 or not is_whole)
        assume(reading.value or reading.hedge != "under")  # a fault
        least = least if reading.hedge == "under" else None
        rounding = max(reading.rounding, Fraction(1) if is_whole else Fraction(0)) * 10**coarser
        kinds = {"is_whole": is_whole, "is_share": is_share, "least": least}
        slow = slow_meaning(reading, rounding, **kinds)
        assert meant(reading, rounding, unit=reading.value, digits=1, **kinds) == slow
        scale = next(scale for scale in map(partial(pow, 10), range(20)) if (reading.value * scale).denominator == 1)
        digits = int(reading.value * scale)
        if 0 < digits < 10**14:
            assert meant(reading, rounding, unit=Fraction(1, scale), digits=digits, **kinds) == slow


@pytest.mark.parametrize("text", ["40–45 millioner", "mellom 1,5 og 2 millioner", "½ million", "12½ %", "0", "-5"])
def test_a_range_or_a_fraction_means_the_same_in_a_column(text):
    for reading in readings(text):
        kinds = {"is_whole": False, "is_share": False, "least": None}
        slow = slow_meaning(reading, reading.rounding, **kinds) if reading.value >= 0 else None
        if slow:
            assert meant(reading, reading.rounding, unit=reading.value, digits=1, **kinds) == slow


def test_a_number_that_is_too_long_for_floating_point_stands_beside_others():
    kinds = {"is_whole": True, "is_share": False, "least": None}
    found = [readings(text)[0] for text in ("over 9007199254740993", "12 003", "9007199254740993")]
    patterns = [pattern_of(reading, reading.value, reading.rounding, **kinds) for reading in found]
    columns = meanings(patterns, np.array([0, 1, 2, 1]), np.ones(4, dtype=np.int64))
    slow = [slow_meaning(found[place], found[place].rounding, **kinds) for place in (0, 1, 2, 1)]
    assert {name: list(column) for name, column in columns.items()} == {
        name: [meaning[name] for meaning in slow] for name in columns
    }


def test_of_no_print_nothing_is_known():
    assert all(len(column) == 0 for column in meanings([], np.array([], int), np.array([], int)).values())
