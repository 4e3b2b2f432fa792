"""Small counts against someone who knows the rule and works out all that the shown counts leave open."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helsetrend.suppression import suppressed

YEAR = {"year": ["jan", "feb", "mar"]}


@pytest.mark.parametrize(
    ("year", "hidden"),
    [
        ([10, 20, 30], []),
        ([0, 20, 30], []),
        ([3, 20, 30], ["jan", "feb"]),  # february too, or january is what is left over
        ([3, 4, 30], ["jan", "feb"]),  # together 7, which several pairs give
        ([1, 1, 30], ["jan", "feb", "mar"]),  # two that are 2 together are 1 and 1, so march is hidden too
        ([3, 0, 0], ["jan", "year"]),
        ([1, 1, 0], ["jan", "feb", "year"]),
        ([3, 0, 30], ["jan", "mar"]),  # the zero is shown
        ([5, 5, 5], []),
    ],
)
def test_a_year_of_three_months_below_five(year, hidden):
    counts = {"year": sum(year), **dict(zip(YEAR["year"], year, strict=True))}
    assert suppressed(counts, YEAR, below=5) == set(hidden)


def test_a_hidden_month_hides_a_day_and_a_hidden_day_another_month():
    parts = {"year": ["jan", "feb"], "jan": ["j1", "j2"], "feb": ["f1", "f2"]}
    counts = {"year": 60, "jan": 3, "feb": 57, "j1": 3, "j2": 0, "f1": 27, "f2": 30}
    assert suppressed(counts, parts, below=5) == {"jan", "j1", "feb", "f1"}


def test_nothing_is_hidden_without_a_threshold():
    counts = {"year": 6, "jan": 1, "feb": 2, "mar": 3}
    assert suppressed(counts, YEAR, below=1) == suppressed(counts, YEAR, below=0) == set()


@settings(max_examples=300)
@given(
    months=st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2),
    below=st.integers(2, 4),
)
def test_no_small_count_can_be_worked_out(months, below):
    """All ways to fill in what is hidden are tried: each small count must have two values or more in them."""
    days = {f"d{month}{day}": count for month, own in enumerate(months) for day, count in enumerate(own)}
    parts = {"year": ["m0", "m1"], "m0": ["d00", "d01"], "m1": ["d10", "d11"]}
    counts = {"year": sum(days.values()), "m0": sum(months[0]), "m1": sum(months[1]), **days}
    hidden = suppressed(counts, parts, below=below)
    shown = {key: count for key, count in counts.items() if key not in hidden}
    ways = []
    for guess in product(*([counts[day]] if day not in hidden else range(14) for day in days)):
        told = dict(zip(days, guess, strict=True))
        told |= {month: sum(told[day] for day in parts[month]) for month in ("m0", "m1")}
        told["year"] = told["m0"] + told["m1"]
        if all(told[key] == count for key, count in shown.items()):
            ways.append(told)
    small = [key for key, count in counts.items() if 0 < count < below]
    assert all(key in hidden for key in small)
    assert all(len({way[key] for way in ways}) > 1 for key in hidden)
    assert bool(hidden) == bool(small)
    assert suppressed(counts, parts, below=below) == hidden
