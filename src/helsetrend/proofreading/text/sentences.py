"""The sentences of a document, each with the numbers, periods and words of the data that stand in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helsetrend.proofreading.documents.document import Block, Document
from helsetrend.proofreading.text.mention import Mention
from helsetrend.proofreading.text.not_figures import masked, masks_in
from helsetrend.proofreading.text.number import Number
from helsetrend.proofreading.text.numbers import numbers_in
from helsetrend.proofreading.text.periods import periods_in
from helsetrend.proofreading.vocabulary import Cue, Vocabulary, caseless, language_of

_END = re.compile(r"[.!?\u2026]+[\"\u00bb\u201d')\]]*(?=\s)")
_ABBREVIATIONS = caseless(
    r"(?:\b(?:mill|mrd|mia|mio|ca|nr|no|kap|pst|pct|bl\.a|f\.eks|jf|jfr|dvs|osv|evt|inkl|"
    r"ekskl|kl|tlf|tel|ext|org|sec|fig|tab|approx|vs|e\.g|i\.e|dr|mr|mrs|ms|st|prop|meld|pr|maks|min|"
    r"s|p|pp|art|resp|hhv|t\.o\.m|m\.m|o\.l|tusen|tsd))$"
)
_NEXT = re.compile(r"\s+[\"\u00ab\u201c'(\u2013-]*\s?[A-Z\u00c6\u00d8\u00c5\d]")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block: its place in it, and what stands in it; all places are in characters of the sentence.

    `masked` has a sign in place of dates, addresses and periods. `paragraph` is the number of its block.
    """

    block: Block
    paragraph: int
    start: int
    text: str
    masked: str
    masks: Sequence[tuple[int, int]]
    language: str
    periods: Sequence[Mention]
    numbers: Sequence[Number]
    cues: Sequence[Cue]
    is_first: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` stand in the document."""
        return self.block.span(self.start + start, self.start + end)


def sentences_of(document: Document, vocabulary: Vocabulary, language: str = "") -> list[Sentence]:
    """Return the sentences of a document in their order; `language` is that of the text, by default found by itself."""
    whole = language or language_of(
        " ".join(block.text for block in document.blocks), "", vocabulary.words_of_languages
    )
    found = []
    for number, block in enumerate(document.blocks):
        of_block = language_of(block.text, whole) if not language or language != whole else whole
        for place, (start, end) in enumerate(split(block.text)):
            text = block.text[start:end]
            found.append(
                _sentence(block, number, start, text, language_of(text, of_block), vocabulary, is_first=not place)
            )
    return found


def _sentence(
    block: Block, paragraph: int, start: int, text: str, language: str, vocabulary: Vocabulary, *, is_first: bool
) -> Sentence:
    masks = list(masks_in(text))
    without = masked(text, masks)
    periods = periods_in(text, without)
    bare = masked(without, [(mention.start, mention.end) for mention in periods])
    numbers = numbers_in(bare, language)
    return Sentence(
        block, paragraph, start, text, bare, masks, language, periods, numbers, vocabulary.cues(without), is_first
    )


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each sentence of a text."""
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        is_number = (
            end[0].startswith(".")
            and re.search(r"(?:^|[\s(])\d{1,2}$", before)
            and not re.match(r"\s+[A-Z\u00c6\u00d8\u00c5]", text[end.end() :])
        )
        is_answer = end[0].startswith("?") and re.match(r"\s+(?:Ja|Jo|Nei|Yes|No)\b", text[end.end() :])
        if (
            is_number
            or is_answer
            or (end[0] == "." and _ABBREVIATIONS.search(before))
            or not _NEXT.match(text, end.end())
        ):
            continue
        yield start, end.end()
        start = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
    if start < len(text):
        yield start, len(text)
