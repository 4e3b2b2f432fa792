"""Proofread a draft: read it, hold what it says against the figures and against itself."""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from helsetrend.analysis import Vintage, vintage_on
from helsetrend.proofreading.checking import Evidence, contradictions, decide, settle
from helsetrend.proofreading.documents import READ, Document, document_of, text_of
from helsetrend.proofreading.listing import listing
from helsetrend.proofreading.marked import marked_fragment
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.resolving import read
from helsetrend.proofreading.vocabulary import Vocabulary
from helsetrend.public import public, public_class
from helsetrend.published import Published, known_languages, read_published


@public_class
@dataclass(frozen=True, repr=False)
class ShownProof(Proof):
    """A proof that shows itself: printed as its listing, in a notebook as the draft, marked."""

    def __str__(self) -> str:
        return "\n".join(listing(self))

    def _repr_html_(self) -> str:
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
) -> ShownProof:
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
    proof = proof_of(document, published, as_of=as_of, language=language, alone=alone, side=side)
    return ShownProof(**{part.name: getattr(proof, part.name) for part in fields(proof)})


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
        tuple(sorted(others, key=lambda other: (other.start, other.end))),
        tuple(contradictions(found, vintage.catalogue)),
        tuple(entries),
    )
