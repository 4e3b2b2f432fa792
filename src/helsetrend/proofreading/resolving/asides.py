"""What a sentence says beside what it is about: the source that it cites, and a clause on its subject."""

import re
from dataclasses import replace

from helsetrend.proofreading.resolving.discourse import Discourse, is_in_brackets, is_month_without_figure
from helsetrend.proofreading.text import Mention, Sentence
from helsetrend.proofreading.vocabulary import caseless

SOURCE = re.compile(r"\([A-Z\u00c6\u00d8\u00c5](?:[^()]|\([^()]*\))*,(?:[^()]|\([^()]*\))*\b(?:19|20)\d\d\)")
"""A source in brackets: a title, and after a comma the year in which it was published."""


def without_citations(known: Discourse, sentence: Sentence) -> Sentence:
    """Return a sentence without the periods in brackets that name a source: "(May 2022)", "(Trends 2019, 2020)"."""
    cited = [found.span() for found in SOURCE.finditer(sentence.text)]

    def is_cited(mention: Mention) -> bool:
        period = known.clock.period_of(mention, None) if mention.is_named and mention.months else None
        is_inside = is_in_brackets(sentence.text, mention.start)
        if any(start <= mention.start < end for start, end in cited):
            return True
        return period is not None and is_inside and is_month_without_figure(known, period)

    return replace(sentence, periods=[mention for mention in sentence.periods if not is_cited(mention)])


_ASIDE = caseless(r",\s(?:which|who|som)\s[^,;:()]+,\s")


def without_asides(sentence: Sentence) -> Sentence:
    """Return a sentence without the words of a clause on its subject that has no number: "Visits, which ..., rose"."""
    asides = [
        found.span()
        for found in _ASIDE.finditer(sentence.text)
        if any(cue.end <= found.start() for cue in sentence.cues)
        and not any(found.start() < number.start < found.end() for number in sentence.numbers)
    ]
    cues = tuple(cue for cue in sentence.cues if not any(start <= cue.start < end for start, end in asides))
    return replace(sentence, cues=cues)
