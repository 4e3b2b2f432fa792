"""Drafts in sentences of their own, with their gold written into them: how well they are read, of each kind."""

import pytest
from markeddrafts import drafts, scored

FLOORS = {
    "found": 0.98,
    "found right": 0.98,
    "read right": 0.94,
    "verdict right": 0.97,
    "alarms right": 0.93,
    "faults found": 0.9,
    "inner found": 0.8,
    "inner right": 0.9,
}
"""What is reached at least, of the drafts that were mended by."""


@pytest.fixture(scope="module")
def score():
    """How the drafts were read."""
    return scored(drafts())


@pytest.mark.parametrize("rate", FLOORS)
def test_as_much_as_before_is_read_right(score, rate):
    assert score.rates()[rate] >= FLOORS[rate], "\n".join(score.misses)
