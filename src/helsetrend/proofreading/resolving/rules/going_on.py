"""What the first number of a sentence has from the sentence before: its kind as a mean, its scale, its direction."""

import re
from dataclasses import replace
from fractions import Fraction

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.ratios import is_ratio
from helsetrend.proofreading.resolving.statements import CHANGES
from helsetrend.proofreading.resolving.topics import is_anaphoric
from helsetrend.proofreading.text import Number, Sense, Sentence
from helsetrend.proofreading.vocabulary import caseless

_SHARE = caseless(r"\b(?:andelen|delen|andel|share|proportion)\b")
_BARE_LEVEL = caseless(r"\b(?:var|er|var det|er det|was it|ble|vart|blei|på|til|was|were|is|to|at|of|mot|against)\s$")
_WAS_IT = caseless(
    r"\b(?:var|er|was|is)\s(?:det|it|tallet|talet|snittet)\s$|\b(?:det|it|snittet|tallet|talet)\s(?:var|er|was|is)\s$"
)
_VERB_AND_NOUN = caseless(r"\b(?:var|er|was|were|is)\s[^\W\d_]+\s$")
_ENDS = caseless(r"\s?[.,;)]|\s?$|\s(?:i|in|for)\s")


def goes_on_with_mean(known: Discourse, sentence: Sentence, *, is_lent: bool) -> bool:
    """Return whether the first number of a sentence is a mean as the last one: it has its scale, or "it was" stands."""
    last = known.recent[-1] if known.recent else None
    if last is None or last.kind != "monthly_mean" or not sentence.numbers:
        return False
    before = sentence.text[: sentence.numbers[0].start]
    is_it = _WAS_IT.search(before)
    end = sentence.numbers[1].start if len(sentence.numbers) > 1 else len(sentence.text)
    following = _ENDS_PART.search(sentence.text, sentence.numbers[0].end, end)
    has_cue = any(cue.start < (following.start() if following else end) for cue in sentence.cues)
    is_same = last.sentence.paragraph == sentence.paragraph and not has_cue and is_it
    return is_lent or bool(is_same)


_THAT_IS = caseless(r"\W*(?:det|dette|that|this|it)\s(?:er|var|is|was|tilsvarer|tilsvarar)\b")
_ENDS_PART = re.compile(r"[,;:]")
_SET_AGAINST = caseless(r"(?:\(|\b(?:mot|enn|than|from|fra|frå|against)\s(?:the\s|de\s|dei\s)?)$")


_OVER_YEARS = caseless(r"\s(?:på|over|in|within|i løpet av)\s\w+\s(?:år|years)\b")


def change_over_years(known: Discourse, sentence: Sentence, number: Number) -> int:
    """Return which way the levels before go that "that is 15 percent in two years" is of; 0 for another sentence."""
    if not _THAT_IS.match(sentence.text) or not _OVER_YEARS.match(sentence.text, number.end):
        return 0
    levels = [
        statement
        for statement in known.recent
        if statement.kind == "level" and statement.sentence.paragraph == sentence.paragraph and statement.period
    ]
    own = sorted((level.period, level.value) for level in levels if level.series == levels[-1].series and level.period)
    return 0 if len(own) < 2 else 1 if own[-1][1] > own[0][1] else -1


def change_summed_up(known: Discourse, sentence: Sentence, number: Number) -> int:
    """Return which way the levels or the difference before go that "that is 15 percent" is of; 0 for another sentence.

    The number ends its sentence, so that it is no share of anything.
    """
    last = known.last_in(sentence)
    is_bare = _SUMS_UP.search(sentence.text[: number.start]) is not None and _ENDS.match(sentence.text, number.end)
    if not is_bare or last is None or number.form != "percent":
        return 0
    if last.kind == "difference" and last.is_change:
        return last.direction or 1
    first = known.recent[-2] if len(known.recent) > 1 else last
    is_way = first.sentence is last.sentence and first.kind == last.kind == "level" and first.series == last.series
    if is_way and first.number.form == "number" and times.is_from(first.sentence, first.number):
        return 1 if last.value > first.value else -1
    return 0


_SUMS_UP = caseless(
    r"^\W*(?:det|dette|that|this|it|which)\s(?:er|var|is|was|makes|gir|gjev|gives|tilsvarer|tilsvarar|svarer til|"
    r"svarar til|utgjør|utgjer|equals|corresponds to|amounts to|blir|vert)\s(?:(?:altså|da|då|i alt)\s)?$"
)


def is_base_of_mean(known: Discourse, sentence: Sentence, number: Number, first: Sense) -> bool:
    """Return whether a number is the mean that the one before it is set against: "four times that of 2019 (3)"."""
    is_of_mean = known.mean_before and first.kind in CHANGES and _THAT_IS.match(sentence.text) is not None
    is_base = _SET_AGAINST.search(sentence.text[: number.start]) is not None
    return is_of_mean and is_base and not any(number.end <= cue.start <= number.end + 1 for cue in sentence.cues)


def with_lent_scale(known: Discourse, sentence: Sentence) -> Sentence:
    """Return a sentence whose first number has the scale of the level before: "158 million. In 2023 it was 142.6"."""
    last = known.last_in(sentence)
    first = sentence.numbers[0] if sentence.numbers else None
    label = _IN_MILLIONS.search(sentence.text, 0, first.start) if first else None
    if label:
        return replace(
            sentence, numbers=tuple(number if number.is_word else _scaled(number, 10**6) for number in sentence.numbers)
        )
    if last is None or first is None or last.series is None:
        return sentence
    is_bare = first.form == "number" and not first.has_scale and first.value < 1000
    is_bare = is_bare and (not first.is_word or _WAS_IT.search(sentence.text[: first.start]) is not None)
    keys = known.vocabulary.heads[last.series] | known.vocabulary.keys[last.series]
    is_same = any(cue.key in keys for cue in sentence.cues) or is_anaphoric(sentence, 0)
    is_same = is_same or re.search(r"\b(?:tilsvar\w+|correspond\w+)\b", sentence.text, re.IGNORECASE) is not None
    stands_alone = _BARE_LEVEL.search(sentence.text[: first.start]) or _VERB_AND_NOUN.search(
        sentence.text[: first.start]
    )
    if not stands_alone or not _ENDS.match(sentence.text, first.end) or is_ratio(known, sentence, first):
        return sentence
    if is_bare and last.number.form == "percent" and last.kind in ("level", "share"):
        lent = replace(first, form="percent", borrowed=True) if _SHARE.search(sentence.text[: first.start]) else first
        return replace(sentence, numbers=(lent, *sentence.numbers[1:]))
    if not (is_bare and is_same and last.kind in ("level", "monthly_mean") and last.number.has_scale):
        return sentence
    scale = next((worth for worth in (10**9, 10**6, 10**3) if last.value >= worth), 1)
    return replace(sentence, numbers=(_scaled(first, scale), *sentence.numbers[1:]))


_IN_MILLIONS = caseless(
    r"\((?:i |in |tall i |tal i |figures in )?mill(?:ion(?:er|ar|s)?|\.)?\)|"
    r"\b(?:i|in) (?:millioner|millionar|millions)(?: [^\W\d_]+){0,2}:"
)
"""What says, before the numbers of a sentence, that they are in millions."""


def _scaled(number: Number, scale: int) -> Number:
    """Return a bare number with a scale; any other as it is."""
    if number.form != "number" or number.has_scale or number.value >= 1000:
        return number
    return replace(
        number, value=number.value * scale, rounding=min(number.rounding, Fraction(1)) * scale, has_scale=True
    )
