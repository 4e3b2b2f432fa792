"""A proofread draft: every number of a text with its verdict, and what does not fit in the text itself."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from helsetrend.analysis import Vintage
from helsetrend.proofreading.checking import Contradiction, Judged, Settled
from helsetrend.proofreading.documents import Document
from helsetrend.proofreading.resolving import NoFigure

COUNTED = {
    "agrees": ("agrees", "agree"),
    "imprecise": ("is imprecise", "are imprecise"),
    "contradicts": ("contradicts", "contradict"),
    "outdated": ("is outdated", "are outdated"),
    "cannot_be_checked": ("cannot be checked", "cannot be checked"),
    "no_figure": ("is no figure", "are no figures"),
    "not_understood": ("was not understood", "were not understood"),
}
"""What is counted of the numbers of a draft, in the order in which it is reported."""


@dataclass(frozen=True, repr=False)
class Proof:
    """A draft, proofread. `judged` and `others` together hold every number of it, each in the order of the text."""

    document: Document
    as_of: date
    vintage: Vintage | None
    judged: tuple[Judged, ...]
    others: tuple[NoFigure, ...]
    contradictions: tuple[Contradiction, ...]
    settled: tuple[Settled, ...] = field(default=())

    @cached_property
    def counts(self) -> Counter[str]:
        """How many numbers there are of each of `COUNTED`."""
        counts = Counter(str(judged.verdict) for judged in self.judged)
        counts.update("no_figure" if other.is_understood else "not_understood" for other in self.others)
        return counts

    @property
    def summary(self) -> str:
        """How many numbers there are, and what became of them, in one line.

        "31 numbers: 19 agree, 2 contradict, 3 are no figures".
        """
        parts = [
            f"{self.counts[name]} {words[self.counts[name] > 1]}"
            for name, words in COUNTED.items()
            if self.counts[name]
        ]
        whole = sum(self.counts.values())
        inner = len(self.contradictions)
        ends = f"; {inner} {'places do' if inner > 1 else 'place does'} not fit in the text itself" if inner else ""
        return f"{whole} {'number' if whole == 1 else 'numbers'}: {', '.join(parts) or 'none'}{ends}"

    @property
    def has_contradiction(self) -> bool:
        """Whether something contradicts the figures, or the text itself."""
        return bool(self.counts["contradicts"] or self.contradictions)

    def __repr__(self) -> str:
        return self.summary
