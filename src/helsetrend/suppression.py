"""Which small counts are not shown, and which others besides, so that the small ones cannot be worked out.

A count from 1 up to the threshold could tell of single persons, so it is hidden. Where a count is the sum of its
parts, the complement must be hidden too: of a month that is shown, a single hidden day would be what the others leave
over. That is primary and secondary suppression (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
Zeros are shown.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def suppressed(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]], *, below: int) -> frozenset[Key]:
    """The counts that must not be shown so that none from 1 to `below` - 1 can be worked out.

    `parts` gives of each sum the counts that make it up, each count being part of one sum at most. Of a sum and its
    parts either none is hidden, or two or more are; and where the sum is shown, its hidden parts come to `below` or
    more, so that they cannot all be at their least. Of several that would do, the smallest is hidden.
    """
    hidden = {key for key, count in counts.items() if 0 < count < below}
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        for total, inner in parts.items():
            hidden |= _more(counts, total, inner, hidden, below)
    return frozenset(hidden)


def _more(counts: Mapping[Key, int], total: Key, inner: Sequence[Key], hidden: set[Key], below: int) -> set[Key]:
    """What must be hidden besides, of one sum and its parts."""
    gone = [part for part in inner if part in hidden]
    left = sorted((part for part in inner if part not in hidden and counts[part]), key=lambda part: counts[part])
    if total in hidden:
        return set(left[:1]) if not gone else set()
    more: set[Key] = set()
    while gone and (len(gone) < 2 or sum(counts[part] for part in gone) < below):
        if not left:
            return {*more, total}
        gone.append(left[0])
        more.add(left.pop(0))
    return more
