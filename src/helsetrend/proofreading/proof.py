"""A proofread draft: every number of a text with its verdict, and what does not fit in the text itself."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from helsetrend.analysis import Vintage, vintage_on
from helsetrend.proofreading.checking import Contradiction, Evidence, Judged, Settled, contradictions, decide, settle
from helsetrend.proofreading.documents import READ, Document, document_of, text_of
from helsetrend.proofreading.resolving import NoFigure, read
from helsetrend.proofreading.text import Vocabulary
from helsetrend.public import public
from helsetrend.published import Published, known_languages, read_published

COUNTED = {
    "agrees": ("agrees", "agree"),
    "imprecise": ("is imprecise", "are imprecise"),
    "contradicts": ("contradicts", "contradict"),
    "outdated": ("is outdated", "are outdated"),
    "cannot_be_checked": ("cannot be checked", "cannot be checked"),
    "no_figure": ("is no figure", "are no figures"),
    "not_understood": ("was not understood", "were not understood"),
}
"""What is counted of the numbers of a draft, in the order in which it is told."""


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
        counts = Counter(str(one.verdict) for one in self.judged)
        counts.update("no_figure" if one.is_understood else "not_understood" for one in self.others)
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

    def __str__(self) -> str:
        from helsetrend.proofreading.listing import listing

        return "\n".join(listing(self))

    def _repr_html_(self) -> str:
        from helsetrend.proofreading.marked import marked_fragment

        return marked_fragment(self)


@public
def proofread(
    draft: str | Path,
    published: Published | Vintage | None = None,
    *,
    as_of: date | str | None = None,
    language: str = "",
    alone: bool = False,
    settled: Path | None = None,
) -> Proof:
    """Proofread a draft: a file by its path, or the text itself; a single word with the ending of a draft is a path.

    `published` is what the draft is held against, by default the data of the program; with `alone` only the text itself
    is. `as_of` is the day of the draft, by default today; `language` that of the text, by default found by itself.
    `settled` is the side file with what a reader settled, by default the one beside the draft. Raises DataError where
    the draft or the side file cannot be read, ValueError for a language that is not known, TypeError for what is no
    draft, FileNotFoundError where there is no such file.
    """
    if not isinstance(draft, Path | str):
        raise TypeError(f"{draft!r} is not a draft; allowed: a path such as 'draft.docx', or the text itself")
    if isinstance(draft, str) and len(draft.split()) == 1 and Path(draft).suffix.lower() in set(READ) - {""}:
        draft = Path(draft)
    if language and language not in known_languages():
        raise ValueError(f"{language!r} is not a language; allowed: {', '.join(known_languages())}")
    document = document_of(draft.read_bytes(), draft.name) if isinstance(draft, Path) else text_of(draft)
    side = settled or (side_file(draft) if isinstance(draft, Path) else None)
    return proof_of(document, published, as_of=as_of, language=language, alone=alone, side=side)


def side_file(draft: Path) -> Path | None:
    """Return the side file of a draft, where there is one: `draft.docx.settled.toml` beside `draft.docx`."""
    path = draft.with_name(f"{draft.name}.settled.toml")
    return path if path.exists() else None


def proof_of(
    document: Document,
    published: Published | Vintage | None = None,
    *,
    as_of: date | str | None = None,
    language: str = "",
    alone: bool = False,
    side: Path | None = None,
) -> Proof:
    """Proofread a document as `proofread` does."""
    vintage = published if isinstance(published, Vintage) else vintage_on(published or read_published(), as_of=as_of)
    today = vintage.as_of
    vocabulary = Vocabulary(vintage.catalogue)
    reading = read(document, vocabulary, None if alone else vintage, today=today, language=language)
    statements, others, entries = settle(reading.statements, reading.others, side, vintage)
    evidence = None if alone else Evidence(vintage)
    found = decide(evidence, statements)
    return Proof(
        document,
        today,
        None if alone else vintage,
        tuple(found),
        tuple(sorted(others, key=lambda one: (one.start, one.end))),
        tuple(contradictions(found, vintage.catalogue)),
        tuple(entries),
    )
