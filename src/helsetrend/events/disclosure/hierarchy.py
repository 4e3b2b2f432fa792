"""Disclosure control: which counts of a hierarchy to suppress so that small ones cannot be worked out.

A count of a few people may reveal something about one of them. With `below` = N, counts from 1 to N - 1 are small and
suppressed (primary suppression); N itself is not small. Further counts are suppressed so that the small ones do not
follow from what is shown (complementary suppression; Hundepool et al., Statistical Disclosure Control, chapter 4). It
is assumed that the reader knows N and these rules, and so knows that no suppressed count is zero:

- A zero is shown, and protects nothing.
- Of the parts of a count, at least two are suppressed if any is (`MIN_HIDDEN_PARTS`). A single one would follow from
  the rest, or the reader would know that it is not small, as a small one is never suppressed alone. The further one is
  the smallest that is not zero; of equal ones the first.
- Where a whole is shown, the sum of what is suppressed under it is known. This sum must be N or more, and exceed the
  number of suppressed counts at the bottom by `MIN_EXCESS` or more: each of them is at least 1, and a sum of 2 in two
  counts says that each is 1.
- Where all parts are suppressed and that is not enough, the whole is suppressed too.

Two things are not protected. With N = 2, a count that is small must be 1; with N = 3 or more there is a doubt. And
someone who runs these rules backwards learns from which of several nearly equal counts is shown. What is guaranteed is
that no suppressed count follows from the counts shown, their sums, and the knowledge that none suppressed is zero.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

MIN_EXCESS = 2
"""By how much a known sum of hidden counts must exceed their number. With 1, only 1 + 1 + 1 would hide its whole."""

MIN_HIDDEN_PARTS = 2
"""How many parts of a count must be hidden if any is."""


class HiddenSum(NamedTuple):
    """The hidden counts at the bottom, under one or several counts: their sum and their number."""

    total: int
    number: int


def suppressed(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]], *, below: int) -> frozenset[Key]:
    """Return the keys of all counts to suppress so that no count from 1 to `below` - 1 can be worked out.

    `counts` is one series that adds up, such as the days, months and year of one metric; `parts` has, for a count,
    those that it is the sum of, as a tree. Among equal counts, the first in `counts` is suppressed first. With `below`
    0 or 1 nothing is suppressed.

    Raises ValueError where a count is negative or not the sum of its parts, or where `parts` is not a tree.
    """
    if below <= 1:
        return frozenset()
    series = _Series(counts, _parts_by_size(counts, parts), below=below)
    for key in _parts_first(series.parts):
        series.protect(key)
    return frozenset(series.hidden)


@dataclass
class _Series(Generic[Key]):
    """Counts, their parts by size, and the keys that are hidden so far."""

    counts: Mapping[Key, int]
    parts: Mapping[Key, Sequence[Key]]
    below: int = field(kw_only=True)
    hidden: set[Key] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = {key for key, count in self.counts.items() if 0 < count < self.below}

    def protect(self, whole: Key) -> None:
        """Hide as many parts of one count as needed, and if that is not enough the count itself.

        Its parts must be protected before; they stay so, as `_hide` also hides enough of the parts of what it hides.
        """
        if whole in self.hidden or not self.hidden.intersection(self.parts[whole]):
            return
        sums = self._hidden_parts(whole)
        for part in self._shown_parts(whole):
            if self._is_safe(sums):
                return
            self._hide(part)
            sums.append(self._hidden_sum(part))
        if not self._is_safe(sums):
            self.hidden.add(whole)

    def _is_safe(self, parts: Sequence[HiddenSum]) -> bool:
        """Return whether the hidden parts of a shown count are enough."""
        total, number = _add(parts)
        return len(parts) >= MIN_HIDDEN_PARTS and total >= max(self.below, number + MIN_EXCESS)

    def _hide(self, key: Key) -> None:
        """Hide a count, and enough of its parts, of their parts, and so on, that it is not the sum of shown ones."""
        self.hidden.add(key)
        missing = MIN_HIDDEN_PARTS - len(self._hidden_parts(key))
        for part in self._shown_parts(key)[: max(missing, 0)]:
            self._hide(part)

    def _shown_parts(self, key: Key) -> list[Key]:
        return [part for part in self.parts[key] if part not in self.hidden]

    def _hidden_parts(self, key: Key) -> list[HiddenSum]:
        """Return an entry for each hidden part of a count."""
        return [self._hidden_sum(part) for part in self.parts[key] if part in self.hidden]

    def _hidden_sum(self, key: Key) -> HiddenSum:
        """Return the hidden counts at the bottom under a hidden count, or the count itself."""
        return _add(self._hidden_parts(key) or [HiddenSum(self.counts[key], 1)])


def _add(sums: Sequence[HiddenSum]) -> HiddenSum:
    return HiddenSum(sum(part.total for part in sums), sum(part.number for part in sums))


def _parts_by_size(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]]) -> dict[Key, list[Key]]:
    """Return, for each count, its parts that are not zero, smallest first; of equal ones the first in `counts`."""
    named = [part for some in parts.values() for part in some]
    if len(named) != len(set(named)):
        raise ValueError("parts are not a tree: a count is named twice as a part; name it once")
    place = {key: number for number, key in enumerate(counts)}
    ordered = {}
    for key, count in counts.items():
        some = parts.get(key, ())
        total = sum(counts[part] for part in some)
        if count < 0 or (some and total != count):
            raise ValueError(f"the count of {key} is {count}, and its parts give {total}; they must add up")
        ordered[key] = sorted((part for part in some if counts[part]), key=lambda part: (counts[part], place[part]))
    return ordered


def _parts_first(parts: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """Return all keys, each after its parts."""
    named = {part for some in parts.values() for part in some}
    keys = [key for key in parts if key not in named]
    for key in keys:
        keys.extend(parts[key])
    if len(keys) != len(parts):
        raise ValueError("parts are not a tree: a count is a part of itself; take it out")
    return keys[::-1]
