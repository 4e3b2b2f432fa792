"""Small counts, and what would give them away: which counts of a hierarchy must not be shown.

A count of a few may tell of a person. It is hidden (primary suppression), and so are as many others that it can not be
worked out from what is shown (complementary suppression; Hundepool et al., Statistical Disclosure Control, chapter 4).
The reader to reckon with knows the limit and the rules, and that what is hidden is therefore not zero:

- A zero is shown, and protects nothing. What is from 1 to the limit is hidden.
- Of the parts of a count none is hidden alone: where only one is, it follows from the others, or the reader knows that
  it is not small, because a small one has company. What else must be hidden is the smallest, and of equals the first.
- Where a whole is shown, what is hidden under it has a known sum. That sum must reach the limit, and be `TO_SPARE` more
  than the number of counts hidden at the bottom: each is at least 1, and a sum of two in two says that each is 1.
- Where all parts are hidden and this is not enough, the whole is hidden too.

Two things it does not promise. With a limit of 2 a reader who knows that knows that a count hidden on its own is 1; a
limit of 3 or more leaves a doubt. And one who runs these rules backwards learns from which of nearly equal counts is
shown; what holds is that the counts shown, their sums and the knowledge that nothing hidden is zero give no hidden
count.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

TO_SPARE = 2
"""By how much a known sum of hidden counts exceeds their number. It is not 1, or only 1 + 1 + 1 would hide its
whole."""

COMPANY = 2
"""How many of the parts of a count are hidden, if any is."""


class Free(NamedTuple):
    """What is hidden at the bottom, under one count or several: its sum, and how many counts it is."""

    total: int
    number: int


def suppressed(counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]], *, below: int) -> frozenset[Key]:
    """The keys of all counts that must not be shown, so that no count from 1 to `below` - 1 can be found out.

    `counts` is one series that adds up, as the days, months and year of one metric; `parts` names for a count those
    that it is the sum of, as a tree. Parts may be missing in `counts`: the parts of a missing one take its place, and
    what a count has beyond all that are there counts as one more hidden part. Of equal counts the first in `counts`
    goes first.

    Raises ValueError where a count is negative or not the sum of its parts, or where `parts` is no tree.
    """
    if below <= 1:
        return frozenset()
    series = _Series(counts, *_parts_and_beyond(counts, parts), below=below)
    for key in _parts_first(series.parts):
        series.protect(key)
    return frozenset(series.hidden)


@dataclass
class _Series(Generic[Key]):
    """Counts, for each its parts as `_parts_and_beyond` gives them and what it has beyond them, and what is hidden."""

    counts: Mapping[Key, int]
    parts: Mapping[Key, Sequence[Key]]
    beyond: Mapping[Key, int]
    below: int = field(kw_only=True)
    hidden: set[Key] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = {key for key, count in self.counts.items() if 0 < count < self.below}

    def protect(self, whole: Key) -> None:
        """Hide what is needed under one count, and if that is not enough the count itself.

        Its parts are protected before, and stay so: `_hide` goes down from a count to its parts, and hides enough of
        each.
        """
        if whole in self.hidden or not self.hidden.intersection(self.parts[whole]):
            return
        free = self._free_parts(whole)
        for part in self._shown_parts(whole):
            if self._is_safe(free):
                return
            self._hide(part)
            free.append(self._free(part))
        if not self._is_safe(free):
            self.hidden.add(whole)

    def _is_safe(self, free: Sequence[Free]) -> bool:
        """Whether what is hidden under the parts of a shown count is enough; one entry for each hidden part."""
        total, number = sum(one.total for one in free), sum(one.number for one in free)
        return len(free) >= COMPANY and total >= max(self.below, number + TO_SPARE)

    def _hide(self, key: Key) -> None:
        """Hide a count, and enough of its parts, theirs, and so on, that it is not their sum."""
        self.hidden.add(key)
        missing = COMPANY - len(self._free_parts(key))
        for part in self._shown_parts(key)[: max(missing, 0)]:
            self._hide(part)

    def _shown_parts(self, key: Key) -> list[Key]:
        return [part for part in self.parts[key] if part not in self.hidden]

    def _free_parts(self, key: Key) -> list[Free]:
        """An entry for each hidden part of a count, and one for what it has beyond its parts."""
        free = [self._free(part) for part in self.parts[key] if part in self.hidden]
        return free + [Free(self.beyond[key], 1)] * (self.beyond[key] > 0)

    def _free(self, key: Key) -> Free:
        """What is hidden at the bottom under one hidden count, or the count itself."""
        under = self._free_parts(key) or [Free(self.counts[key], 1)]
        return Free(sum(one.total for one in under), sum(one.number for one in under))


def _parts_and_beyond(
    counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]]
) -> tuple[dict[Key, list[Key]], dict[Key, int]]:
    """For each count its parts that are there and not zero, from small to large, and what it has beyond them."""
    named = [part for of_one in parts.values() for part in of_one]
    if len(named) != len(set(named)):
        raise ValueError("parts are no tree: a count is named twice as a part; name it once")
    place = {key: number for number, key in enumerate(counts)}
    found, beyond = {}, {}
    for key, count in counts.items():
        here = list(_present(parts.get(key, ()), counts, parts))
        beyond[key] = count - sum(counts[part] for part in here) if here else 0
        is_complete = here and all(_is_there(part, counts, parts) for part in parts[key])
        if count < 0 or beyond[key] < 0 or (is_complete and beyond[key]):
            raise ValueError(
                f"the count of {key} is {count}, and its parts give {count - beyond[key]}; they must add up"
            )
        found[key] = sorted((part for part in here if counts[part]), key=lambda part: (counts[part], place[part]))
    return found, beyond


def _present(some: Iterable[Key], counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]]) -> Iterator[Key]:
    """Those of some keys that have a count; for one that has none, its parts."""
    for key in some:
        if key in counts:
            yield key
        else:
            yield from _present(parts.get(key, ()), counts, parts)


def _is_there(key: Key, counts: Mapping[Key, int], parts: Mapping[Key, Sequence[Key]]) -> bool:
    """Whether a key has a count, or all its parts have."""
    return key in counts or (bool(parts.get(key)) and all(_is_there(part, counts, parts) for part in parts[key]))


def _parts_first(parts: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """All keys, each after its parts."""
    named = {part for of_one in parts.values() for part in of_one}
    found = [key for key in parts if key not in named]
    for key in found:
        found.extend(parts[key])
    if len(found) != len(parts):
        raise ValueError("parts are no tree: a count is a part of itself; take it out")
    return found[::-1]
