"""What stands beside a number as what it counts: a word of the data, money, or what the data do not know."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.resolving.topics import Topic, is_plural_noun, noun_after
from helsetrend.proofreading.text import (
    GENERAL_USE,
    LEAST_COUNT,
    PEOPLE,
    SPENDING,
    Number,
    Sentence,
    Series,
    caseless,
    is_of_money,
)

MOST_TO_UNIT = 30
"""How many characters after a number that begins a sentence the word for what it counts stands, at most."""

LONGEST_GENERIC = 4
"""A word of more letters after a number that begins a sentence is what it counts."""

_CLAUSE_BREAK = caseless(r"[;:]|,\s|\s(?:og|and|men|but|mens|medan|while|whereas)\s")

_MORE_OF = caseless(
    r"\s(?:flere|fleire|færre|more|fewer)\s(?:nye\s|new\s)?([^\W\d_]{4,})"
    r"(?=\s(?:i|in|på|on|enn|than|fra|frå|from|per|dette|denne|this|last)\b|[.,;:)]|\s*$)"
)
_NO_NOUN = r"\w+(?:te|de|ed)|than|often|oftere"
"""A word after "more" that is no noun: "40 percent more used it"."""


def is_spent(known: Discourse, spot: Spot) -> bool:
    """Return whether a number is money whose clause speaks of spending, and of no metric that counts money."""
    sentence, number, text = spot.sentence, spot.number, spot.text
    if number.form != "number" or not is_of_money(text, number):
        return False
    start = max((found.end() for found in _CLAUSE_BREAK.finditer(text, 0, number.start)), default=0)
    following = _CLAUSE_BREAK.search(text, number.end)
    end = following.start() if following else len(text)
    counted = {
        key
        for series in known.vocabulary.all_series
        if counts_money(known, series)
        for key in known.vocabulary.keys[series] - known.vocabulary.heads[series]
    }
    is_metric = any(start <= cue.start < end and cue.key in counted for cue in sentence.cues)
    return not is_metric and re.search(rf"\b{SPENDING}\b", text[start:end], re.IGNORECASE) is not None


def counts_money(known: Discourse, series: Series) -> bool:
    """Return whether the unit of a series is a currency."""
    return "kron" in known.catalogue.metrics[series.metric].unit.lower()


def keys_of(known: Discourse, series: Series) -> frozenset[str]:
    """Return the keys of the words that speak of a series, with those of its unit."""
    return known.vocabulary.keys[series] | known.vocabulary.heads[series]


def is_large(number: Number) -> bool:
    """Return whether a number is a count of some size, printed with its scale or in full."""
    return number.form == "number" and (number.has_scale or (number.value >= LEAST_COUNT and not number.is_word))


def has_no_other_unit(sentence: Sentence, number: Number, topic: Topic) -> bool:
    """Return whether a number does not count something that the series is not."""
    if number.form != "number" or topic.is_sure:
        return True
    noun = noun_after(sentence, number)
    if not noun or re.fullmatch(PEOPLE, noun, re.IGNORECASE):
        return True
    if any(cue.start >= number.end and cue.start <= number.end + len(noun) + 2 for cue in sentence.cues):
        return True
    return not is_plural_noun(noun) and not _is_subject_of(sentence, number, noun)


def counts_what_is_unknown(spot: Spot) -> bool:
    """Return whether the word after a number is a noun that the data do not have."""
    sentence, number = spot.sentence, spot.number
    noun = noun_after(sentence, number)
    is_cue = any(number.end < cue.start <= number.end + 2 for cue in sentence.cues)
    is_people = re.fullmatch(PEOPLE, noun, re.IGNORECASE) is not None
    is_unit = is_plural_noun(noun) or _is_subject_of(sentence, number, noun)
    return bool(noun) and is_unit and not is_cue and not is_people


def more_of_unknown(spot: Spot) -> str:
    """Return the word for what there is more of, where the data do not have it: "40 percent more letters"; else ""."""
    found = _MORE_OF.match(spot.sentence.text, spot.number.end)
    if found is None or any(cue.start <= found.start(1) < cue.end for cue in spot.sentence.cues):
        return ""
    is_known = re.fullmatch(rf"{PEOPLE}|{GENERAL_USE}|{_NO_NOUN}", found[1], re.IGNORECASE)
    return "" if is_known else found[1].lower()


def _is_subject_of(sentence: Sentence, number: Number, noun: str) -> bool:
    """Return whether a word is what a number counts with which a sentence begins, and no word of the data is near."""
    is_first = not re.search(r"\w", sentence.text[: number.start]) and not is_of_money(sentence.text, number)
    is_near = any(number.end < cue.start <= number.end + MOST_TO_UNIT for cue in sentence.cues)
    return is_first and len(noun) > LONGEST_GENERIC and not is_near and is_large(number)
