"""Drafts in sentences of their own, with their gold written into them: how well they are read, of each kind.

All but those of `e`, `n` and `o` were mended by; these were only measured.
"""

import pytest
from markeddrafts import drafts, scored

FLOORS = {
    "found": (0.99, 0.98),
    "found right": (0.99, 0.98),
    "read right": (0.97, 0.95),
    "verdict right": (0.98, 0.96),
    "alarms right": (0.97, 0.95),
    "faults found": (0.95, 0.93),
    "inner found": (0.9, 0.9),
    "inner right": (0.9, 0.9),
}
"""What is reached at least, of the drafts that were mended by and of the others."""


@pytest.fixture(scope="module", params=["[abcdfghijklm]", "[eno]"], ids=["mended by", "measured"])
def score(request):
    """Which floor holds, and how the drafts were read."""
    return request.param_index, scored(drafts(request.param))


@pytest.mark.parametrize("rate", FLOORS)
def test_as_much_as_before_is_read_right(score, rate):
    group, found = score
    assert found.rates()[rate] >= FLOORS[rate][group], "\n".join(found.misses)
