"""Arithmetic on numbers that are known within bounds."""

from fractions import Fraction
from itertools import product

import pytest
from drawn import fractions
from hypothesis import assume, given
from hypothesis import strategies as st

from helsetrend.values.interval import HEDGES, Interval, change_in_percent, total

F = Fraction
PRINTS = """
value    rounding  hedge    low       high
37.2     0.1       none     37.15     37.25
72       1         none     71.5      72.5
43       1         nearly   42        43
140      1         over     140       141
77.5     0.1       about    77.4      77.6
116      1         about    115       117
2.5      0.1       over     2.5       2.6
0        1         none     -0.5      0.5
"""


@st.composite
def known_numbers(draw):
    """What a print can mean, and one of the values that it can mean."""
    rounding = draw(st.sampled_from([F(1, 10), F(1), F(1000), F(100_000), F(1_000_000)]))
    value = draw(st.integers(0, 2000)) * rounding
    interval = Interval.of_print(value, rounding=rounding, hedge=draw(st.sampled_from(sorted(HEDGES))))
    place = draw(fractions(0, 1, parts=1000))
    return interval, interval.low + place * (interval.high - interval.low)


@st.composite
def intervals(draw):
    """Any bounds, on either side of zero."""
    low, high = sorted(draw(st.tuples(*[fractions(-50, 50, parts=20)] * 2)))
    return Interval(low, high)


def corners(operation, *inputs):
    """The least and the most that the operation gives at the ends of its inputs."""
    results = [operation(*ends) for ends in product(*((one.low, one.high) for one in inputs))]
    return min(results), max(results)


def ends(interval):
    return interval.low, interval.high


@pytest.mark.parametrize("line", PRINTS.strip().splitlines()[1:])
def test_a_print_means_what_the_rounding_rule_says(line):
    value, rounding, hedge, low, high = line.split()
    assert Interval.of_print(F(value), rounding=F(rounding), hedge=hedge) == Interval(F(low), F(high))


def test_a_number_is_exact_in_the_arithmetic():
    one = Interval(F(2), F(4))
    assert [ends(one + 1), ends(1 + one), ends(one - 1), ends(10 - one)] == [(3, 5), (3, 5), (1, 3), (6, 8)]
    assert [ends(one * -2), ends(-2 * one), ends(one / 2), ends(8 / one)] == [(-8, -4), (-8, -4), (1, 2), (2, 4)]
    assert (one.within(3), one.meets(3), one.touches(4)) == (False, True, True)
    with pytest.raises(ZeroDivisionError, match="the divisor can be zero"):
        one / 0


def test_a_hedge_that_has_no_rule_is_refused():
    with pytest.raises(KeyError):
        Interval.of_print(F(140), rounding=F(1), hedge="more")


def test_bounds_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="below"):
        Interval(F(2), F(1))


@given(known_numbers(), known_numbers())
def test_the_true_sum_and_the_true_difference_lie_within_the_bounds(one, other):
    (first, a), (second, b) = one, other
    assert a + b in first + second
    assert a - b in first - second


@given(known_numbers(), known_numbers())
def test_the_true_ratio_and_the_true_change_in_percent_lie_within_the_bounds(one, other):
    (old, a), (new, b) = one, other
    assume(0 not in old)
    assert b / a in new / old
    assert 100 * (b - a) / a in change_in_percent(old, new)


@given(known_numbers(), known_numbers())
def test_the_true_product_lies_within_the_bounds(one, other):
    (first, a), (second, b) = one, other
    assert a * b in first * second


@given(intervals(), intervals())
def test_a_product_is_no_wider_than_what_can_be_attained(one, other):
    assert ends(one * other) == corners(lambda a, b: a * b, one, other)


@given(st.lists(known_numbers(), max_size=12))
def test_the_true_total_lies_within_the_bounds(months):
    assert sum(true for _, true in months) in total(interval for interval, _ in months)


@given(intervals(), intervals())
def test_sum_and_difference_are_no_wider_than_what_can_be_attained(one, other):
    assert ends(one + other) == corners(lambda a, b: a + b, one, other)
    assert ends(one - other) == corners(lambda a, b: a - b, one, other)


@given(intervals(), intervals())
def test_ratio_and_change_in_percent_are_no_wider_than_what_can_be_attained(old, new):
    assume(old.low > 0 or old.high < 0)
    assert ends(new / old) == corners(lambda a, b: b / a, old, new)
    assert ends(change_in_percent(old, new)) == corners(lambda a, b: 100 * (b - a) / a, old, new)


@given(st.lists(intervals(), max_size=5))
def test_a_total_is_no_wider_than_what_can_be_attained(parts):
    assert ends(total(parts)) == corners(lambda *values: sum(values, F(0)), *parts)


@given(intervals(), fractions(-5, 5, parts=9))
def test_a_known_factor_scales_the_bounds_whatever_its_sign(interval, factor):
    assert ends(interval.scaled(factor)) == corners(lambda value: value * factor, interval)


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (0, 1), (-1, 0), (0, 0)])
def test_nothing_is_divided_by_what_can_be_zero(low, high):
    zero = Interval(F(low), F(high))
    with pytest.raises(ZeroDivisionError):
        Interval(F(1), F(2)) / zero
    with pytest.raises(ZeroDivisionError):
        change_in_percent(zero, Interval(F(1), F(2)))


def test_nothing_adds_up_to_zero():
    assert total([]) == Interval(F(0), F(0))


def test_the_change_in_visits_is_not_wider_than_the_prints_bear():
    """72 to over 140: from 140/72.5 - 1 = 93.10 % to 141/71.5 - 1 = 97.20 %."""
    change = change_in_percent(Interval(F("71.5"), F("72.5")), Interval(F(140), F(141)))
    assert change == Interval(100 * (F(140) / F("72.5") - 1), 100 * (F(141) / F("71.5") - 1))
    assert (round(float(change.low), 2), round(float(change.high), 2)) == (93.10, 97.20)


@pytest.mark.parametrize(
    ("one", "other", "meets", "touches"),
    [
        ((1, 2), (3, 4), False, False),
        ((1, 2), (2, 3), True, True),
        ((1, 3), (2, 4), True, False),
        ((1, 4), (2, 3), True, False),
        ((2, 2), (2, 2), True, True),
    ],
    ids=["apart", "a common bound", "overlap", "one within the other", "the same point"],
)
def test_two_intervals_meet_touch_or_lie_apart(one, other, meets, touches):
    first, second = Interval(*map(F, one)), Interval(*map(F, other))
    assert first.meets(second) == second.meets(first) == meets
    assert first.touches(second) == second.touches(first) == touches


@given(known_numbers(), known_numbers())
def test_two_prints_that_can_mean_the_same_value_meet(one, other):
    (first, a), (second, b) = one, other
    if a in second or b in first:
        assert first.meets(second)
    if not first.meets(second):
        assert a != b


@pytest.mark.parametrize(("hedge", "units"), [("none", 1), ("about", 2), ("over", 1), ("nearly", 1)])
def test_about_is_twice_as_wide_as_any_other_word(hedge, units):
    assert Interval.of_print(F(140), rounding=F(10), hedge=hedge).width == units * 10


def test_an_interval_shows_its_bounds():
    assert Interval(F(140_000_000), F(141_000_000))._repr_html_() == "140,000,000 to 141,000,000"
