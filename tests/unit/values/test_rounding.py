"""The scale and the digits that a number is shown with."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.values.rounding import decimal, exact_scale, nearest, places, scale_of

F = Fraction
MILLION, BILLION = 10**6, 10**9


@pytest.mark.parametrize(
    ("value", "rounding", "scale"),
    [
        (140 * MILLION, MILLION, MILLION),  # 140 millioner
        (37_200_000, 100_000, MILLION),  # 37,2 millioner
        (37_250_000, 10_000, MILLION),  # 37,25 millioner, the finest in this scale
        (37_250_500, 1_000, 1000),  # would need three decimals: 37 250 thousand
        (1_200 * MILLION, 100 * MILLION, BILLION),  # 1,2 milliarder
        (1_200 * MILLION, MILLION, MILLION),  # 1200 millioner
        (999_999, 1, 1),  # below a million
        (12_300, 100, 1000),  # 12,3 tusen
        (12_345, 1, 1),  # 12 345
        (310_000, 1, 1),  # counted to the unit: 310 000, and not 310,000 thousand
        (12_000, 1000, 1),  # the three zeros say the same in full
        (F("87.5"), F(1, 10), 1),  # decimals
        (-37_200_000, 100_000, MILLION),  # the sign does not matter
        (0, 1, 1),
    ],
)
def test_the_scale_shows_the_last_known_digit(value, rounding, scale):
    assert scale_of(F(value), F(rounding)) == scale


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, (1, 1)),
        (7, (1, 1)),
        (1_500_000, (MILLION, 100_000)),
        (2 * BILLION, (BILLION, BILLION)),
        (1_250_000_000, (BILLION, 10 * MILLION)),
        (1_234_567, (1, 1)),
        (F("2.5"), (1, F(1, 10))),
        (F(1, 3), (1, F(1, 10**6))),
    ],
)
def test_an_exact_value_has_the_largest_scale_of_at_most_two_decimals(value, expected):
    assert exact_scale(F(value)) == expected


@pytest.mark.parametrize(
    ("rounding", "expected"), [(1000, 0), (1, 0), (F(1, 10), 1), (F(1, 4), 1), (F(1, 100), 2), (F("0.001"), 3)]
)
def test_the_decimals_are_those_of_the_last_digit(rounding, expected):
    assert places(F(rounding)) == expected


@pytest.mark.parametrize(
    ("value", "rounding", "expected"),
    [
        ("2.5", "1", "3"),
        ("-2.5", "1", "-3"),
        ("2.4", "1", "2"),
        ("0.05", "0.1", "0.1"),
        ("1249", "500", "1000"),
        ("1250", "500", "1500"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, rounding, expected):
    assert nearest(F(value), F(rounding)) == F(expected)


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.sampled_from([F(1, 100), F(1, 10), F(1), F(10), F(500)]))
def test_a_rounded_value_is_a_multiple_at_most_half_a_step_away(value, rounding):
    rounded = nearest(value, rounding)
    assert rounded % rounding == 0
    assert abs(rounded - value) <= rounding / 2
    assert nearest(-value, rounding) == -rounded


def test_a_decimal_number_keeps_its_closing_zeros():
    assert str(decimal(F("37.2"), F(1, 100))) == "37.20"
    assert str(decimal(F("0.05"), F(1, 10))) == "0.1"
    assert decimal(F(1250), F(100)) == Decimal(1250)  # only decimals are rounded
