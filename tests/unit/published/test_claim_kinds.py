"""What follows from figures for a claim of each kind, and what would have to be true for it; both by one true value."""

from fractions import Fraction
from itertools import product

import pytest
from drawn import fractions
from hypothesis import assume, given
from hypothesis import strategies as st
from properties import of_hundred

from helsetrend.published.claim_kinds import CLAIM_KINDS, CLAIM_UNITS, RANK
from helsetrend.values.interval import Interval
from helsetrend.values.period import Period

F = Fraction

# What each kind says of its figures, if these are known exactly: written down a second time, as a reader would say it.
MEANING = {
    "growth": lambda old, new: 100 * (new - old) / old,
    "decline": lambda old, new: 100 * (new - old) / old,
    "growth_same_months": lambda old, new: 100 * (new - old) / old,
    "points": lambda old, new: new - old,
    "multiple": lambda old, new: new / old,
    "level": lambda one: one,
    "sum": lambda *all_: sum(all_),
    "difference": lambda old, new: new - old,
    "fewer": lambda old, new: new - old,
    "monthly_mean": lambda year: year / 12,
    "daily_mean": lambda year: year / 365,
    "share": lambda whole, part: 100 * part / whole,
    "complement": lambda whole, part: 100 - 100 * part / whole,
    "one_in": lambda whole, part: whole / part,
    "one_in_not": lambda whole, part: whole / (whole - part),
    "ratio": lambda whole, part: part / whole,
}
COUNTS = {"level": 1, "monthly_mean": 1, "daily_mean": 1, "sum": 3}
"""How many figures a claim follows from, where it is not two."""

OF_ONE_NUMBER = {"level", "sum", "monthly_mean", "daily_mean"}
"""The kinds of which `needed` is that of the number itself: the sum, the year of a mean."""
OF_A_REST = {"complement", "one_in_not"}
"""The kinds that say what a part leaves of its whole, which must be larger."""

YEAR = Period.parse("2021")

# Kind, the bounds of the figures, and the bounds of what they bear out.
BORNE = """
growth        10..10  15..15          50..50
growth        8..10   12..16          20..100
decline       10..10  9..9            -10..-10
points        49..51  52..53          1..4
multiple      8..10   16..20          1.6..2.5
level         7..8                    7..8
sum           1..2    3..5    10..10  14..17
difference    10..10  15..15          5..5
fewer         49..51  40..45          -11..-4
monthly_mean  24..36                  2..3
daily_mean    730..1095               2..3
share         80..100 20..40          20..50
complement    80..100 20..40          50..80
one_in_not    80..100 20..40          1.25..2
one_in        80..100 20..40          2..5
ratio         80..100 20..40          0.2..0.5
"""

# Kind, the bounds of the figures, those of the claim, and those that the first figure (or the number) would need.
NEEDED = """
growth        10..10   15..15         20..25      12..12.5
growth        8..10    12..16         -20..0      12..20
points        49..51   52..53         5..6        46..48
multiple      8..10    16..20         4..5        3.2..5
level         7..8                    10..11      10..11
sum           1..2     3..5           10..11      10..11
difference    49..51   52..53         5..6        46..48
fewer         49..51   40..45         -6..-5      45..51
monthly_mean  24..36                  10..11      120..132
daily_mean    730..1095               10..11      3650..4015
complement    80..100  20..40         80..90      100..400
one_in_not    80..100  20..40         2..4        80/3..80
share         80..100  20..40         10..20      100..400
one_in        80..100  20..40         10..20      200..800
ratio         80..100  20..40         2..4        5..20
"""

positive = fractions("0.1", 1000, parts=50)
width = fractions(0, 20, parts=12)


@st.composite
def figures_of(draw, kind):
    """A true value for each figure of a claim, and bounds around it that leave out zero."""
    trues = [draw(positive) for _ in range(COUNTS.get(kind, 2))]
    trues = [sum(trues), *trues[1:]] if kind in OF_A_REST else trues
    bounds = [Interval(max(F(1, 100), true - draw(width)), true + draw(width)) for true in trues]
    assume(kind not in OF_A_REST or bounds[0].low > bounds[1].high)
    return trues, bounds


@st.composite
def claims_of(draw, kind):
    """The bounds of a claim that can be true."""
    low = draw(fractions("1.5" if kind == "one_in_not" else "0.5", 90, parts=21))
    high = low + draw(width)
    return Interval(low, min(high, F(99)) if kind == "complement" else high)


def interval(text):
    low, high = text.split("..")
    return Interval(F(low), F(high))


def cells(table):
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("line", cells(BORNE), ids=" ".join)
def test_what_the_figures_bear_out(line):
    kind, *figures, expected = line
    assert CLAIM_KINDS[kind].follows([interval(one) for one in figures], YEAR) == interval(expected)


@pytest.mark.parametrize("line", cells(NEEDED), ids=" ".join)
def test_what_would_have_to_be_true(line):
    kind, *figures, claimed, expected = line
    assert CLAIM_KINDS[kind].needs([interval(one) for one in figures], interval(claimed), YEAR) == interval(expected)


def test_every_kind_has_its_meaning_here():
    assert MEANING.keys() == CLAIM_KINDS.keys()
    assert {line[0] for line in cells(BORNE)} == CLAIM_KINDS.keys() - {"growth_same_months"}


@pytest.mark.parametrize("kind", CLAIM_KINDS)
@of_hundred(50)
@given(data=st.data())
def test_what_the_figures_bear_out_holds_the_true_value_and_is_no_wider_than_they_leave_open(kind, data):
    """Each bound of it is the value for some choice of the bounds of the figures."""
    trues, bounds = data.draw(figures_of(kind))
    derived = CLAIM_KINDS[kind].follows(bounds, YEAR)
    assert MEANING[kind](*trues) in derived
    values = [MEANING[kind](*corner) for corner in product(*((one.low, one.high) for one in bounds))]
    assert (derived.low, derived.high) == (min(values), max(values))


@pytest.mark.parametrize("kind", CLAIM_KINDS)
@of_hundred(50)
@given(data=st.data())
def test_a_claim_that_is_true_of_some_figures_needs_the_first_of_them(kind, data):
    """Whatever the figures truly were and whatever was truly said of them, the first one lies in `needed`."""
    trues, bounds = data.draw(figures_of(kind))
    said = MEANING[kind](*trues)
    claimed = Interval(said - data.draw(width) / 100, said + data.draw(width) / 100)
    may_be_negative = ("points", "difference", "fewer", *OF_ONE_NUMBER, "growth", "decline", "growth_same_months")
    assume(kind in may_be_negative or claimed.low > 0)
    assume(claimed.low > -100 or kind in ("difference", "fewer"))
    assume(kind != "complement" or claimed.high < 100)
    assume(kind != "one_in_not" or claimed.low > 1)
    number = sum(trues) if kind == "sum" else trues[0]
    assert number in CLAIM_KINDS[kind].needs(bounds, claimed, YEAR)


@pytest.mark.parametrize("kind", CLAIM_KINDS)
@of_hundred(50)
@given(data=st.data())
def test_the_claim_is_met_with_a_first_figure_that_is_needed_and_not_with_one_beside(kind, data):
    """Put either bound of `needed` in the place of the first figure, or a little less or more than these."""
    _, bounds = data.draw(figures_of(kind))
    claimed = data.draw(claims_of(kind))
    needed = CLAIM_KINDS[kind].needs(bounds, claimed, YEAR)
    is_met = {needed.low * F(999, 1000): False, needed.low: True, needed.high: True, needed.high * F(1001, 1000): False}
    for number, expected in is_met.items():
        first = Interval(number, number)
        figures = [first] if kind in OF_ONE_NUMBER else [first, *bounds[1:]]
        is_possible = number > (bounds[1].high if kind == "one_in_not" else 0)
        if kind in OF_ONE_NUMBER or is_possible:
            assert CLAIM_KINDS[kind].follows(figures, YEAR).meets(claimed) == expected


@pytest.mark.parametrize("kind", ["growth", "decline", "growth_same_months", "multiple", "share", "ratio"])
def test_nothing_is_set_against_what_may_be_zero(kind):
    with pytest.raises(ZeroDivisionError):
        CLAIM_KINDS[kind].derived([interval("0..1"), interval("1..2")])


def test_every_one_in_so_many_is_reported_of_what_there_is_some_of():
    """None of the part may be zero for "every fourth", and none of the rest for "one in five never"."""
    with pytest.raises(ZeroDivisionError):
        CLAIM_KINDS["one_in_not"].derived([interval("1..2"), interval("1..2")])
    with pytest.raises(ZeroDivisionError):
        CLAIM_KINDS["one_in"].derived([interval("1..2"), interval("0..1")])


@pytest.mark.parametrize(
    ("kind", "claimed"),
    [("growth", "-100..-100"), ("growth", "-120..-90"), ("multiple", "0..1"), ("share", "0..1"), ("ratio", "-1..1")],
)
def test_no_figure_would_do_where_it_would_be_divided_by_zero(kind, claimed):
    with pytest.raises(ZeroDivisionError):
        CLAIM_KINDS[kind].needed([interval("1..2"), interval("3..4")], interval(claimed))


def test_what_each_kind_is_printed_in_and_what_it_is_about():
    """The unit, whether it is from one period to another, and whether it is set against another metric."""
    told = {name: (CLAIM_UNITS[name], kind.has_from, kind.has_of) for name, kind in CLAIM_KINDS.items()}
    assert told == {
        **dict.fromkeys(("growth", "decline", "growth_same_months"), ("percent", True, False)),
        "points": ("points", True, False),
        "multiple": ("times", True, False),
        "level": ("", False, False),
        "sum": ("", None, False),
        **dict.fromkeys(("difference", "fewer"), ("", None, None)),
        **dict.fromkeys(("monthly_mean", "daily_mean"), ("", False, False)),
        **dict.fromkeys(("share", "complement"), ("percent", False, True)),
        **dict.fromkeys(("one_in", "one_in_not"), ("times", False, True)),
        "ratio": ("times", False, True),
    }
    assert CLAIM_UNITS[RANK] == "rank"
    assert RANK not in CLAIM_KINDS


def test_a_mean_is_that_of_the_months_or_days_of_its_period():
    for name, parts in {"monthly_mean": 3, "daily_mean": 91}.items():
        kind = CLAIM_KINDS[name]
        assert kind.follows([interval("91..182")], Period.parse("2020-Q1")) == interval("91..182").scaled(F(1, parts))
        assert kind.is_mean
    assert not CLAIM_KINDS["level"].is_mean
