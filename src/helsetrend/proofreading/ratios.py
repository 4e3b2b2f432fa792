"""Ratios of two series: "1.8 visits for every login", "twice as many visits as logins"."""

import re

from helsetrend.proofreading.discourse import Discourse
from helsetrend.proofreading.numbers import Number
from helsetrend.proofreading.sentences import Sentence
from helsetrend.proofreading.series import head_of
from helsetrend.proofreading.words import Series, Vocabulary

_PER = re.compile(
    r"\b(?:per|pr\.?|for every|for each|for hver|for kvar|for hvert|for kvart|to each|"
    r"to every|til hver|til kvar)\s(?:én |ein |eneste |single )?",
    re.IGNORECASE,
)


def many_as(known: Discourse, sentence: Sentence, number: Number) -> tuple[Series, Series] | None:
    """Return the two series of "twice as many visits as logins"."""
    end = number.end
    if not re.match(
        r"\s?(?:så mange|så mykje|så mye|as many|som mange|flere|more)\b", sentence.text[end:], re.IGNORECASE
    ):
        return None
    cues = [cue for cue in sentence.cues if cue.start >= end]
    heads = [(cue, series) for cue in cues if (series := head_of(known.vocabulary, cue.key))]
    if len(heads) >= 2 and heads[0][1] != heads[1][1]:
        between = sentence.text[heads[0][0].end : heads[1][0].start]
        if re.search(r"\b(?:som|as|than|enn)\s$", between):
            return heads[0][1], heads[1][1]
    rest = re.match(
        r"\s?(?:så \w+|as \w+|\w+|flere|more)\s(?:som|as|than|enn)\s(?:(?:the|i|ved|på|at)\s)?",
        sentence.text[end:],
        re.IGNORECASE,
    )
    beside = [cue for cue in cues if rest and cue.start <= end + rest.end() + 2]
    for series in known.vocabulary.all_series if rest else ():
        own = known.vocabulary.service_keys(series)
        if any(cue.key in own for cue in beside) and known.context and known.context != series:
            before = next((cue for cue in sentence.cues if cue.start < number.start and cue.key not in own), None)
            subject = next(
                (
                    other
                    for other in known.vocabulary.all_series
                    if other.metric == series.metric and before and before.key in known.vocabulary.service_keys(other)
                ),
                known.context,
            )
            return (subject, series) if subject.metric == series.metric else None
    return None


def ratio_beside(sentence: Sentence, number: Number, vocabulary: Vocabulary) -> tuple[Series, Series] | None:
    """Return the two series of "1.8 visits for every login", the counted one first."""
    _start, end, value = number.start, number.end, number.value
    if value >= 1000:
        return None
    for per in _PER.finditer(sentence.text):
        other = next(
            (
                series
                for cue in sentence.cues
                if per.end() <= cue.start <= per.end() + 10
                if (series := head_of(vocabulary, cue.key))
            ),
            None,
        )
        if other is None:
            continue
        beside = [
            series
            for cue in sentence.cues
            if cue.start >= end and cue.start - end < 25 and not re.search(r"[,;:]", sentence.text[end : cue.start])
            if (series := head_of(vocabulary, cue.key))
        ]
        counted = next((series for series in beside if series != other), None)
        if counted:
            return counted, other
    return None


def is_ratio(sentence: Sentence, number: Number, vocabulary: Vocabulary) -> bool:
    """Return whether a number is the ratio of two series."""
    return number.form == "number" and ratio_beside(sentence, number, vocabulary) is not None
