"""What stands beside a number as what it counts: a word of the data, money, people, or what the data do not know."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.resolving.topics import BESIDE, LEAST_SCORE, Topic, is_plural_noun, noun_after
from helsetrend.proofreading.text import LEAST_COUNT, Number, Sentence, is_of_money
from helsetrend.proofreading.vocabulary import CONCEPTS, GENERAL_USE, PEOPLE, PEOPLE_COUNTED, SPENDING, Series, caseless

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


def counts_people(known: Discourse, series: Series | None) -> bool:
    """Return whether a series counts persons, or is counted in a word for people: visitors, passengers."""
    if series is None:
        return False
    is_of_persons = known.catalogue.metrics[series.metric].kind == "persons"
    return is_of_persons or not known.vocabulary.heads[series].isdisjoint(PEOPLE_COUNTED)


def who_is_counted(known: Discourse, sentence: Sentence, people: str, named: Series | None) -> Topic | None:
    """Return what a number of people is about, by the word for them; None where it is the `named` series, or no other.

    Visitors are events taken for people where the data count visits; else people are what the data are about, where
    that is counted in people, or the only series that counts persons.
    """
    main, heads = known.vocabulary.main, known.vocabulary.heads
    if named and counts_people(known, named) and not heads[named].isdisjoint(cue.key for cue in sentence.cues):
        return None
    if "visit" in heads[main] and re.fullmatch(CONCEPTS["visitor"], people, re.IGNORECASE):
        return None if named and "visit" in heads[named] else Topic(main, BESIDE, "visits taken for people", True)
    found = [series for series in known.vocabulary.all_series if not series.service and counts_people(known, series)]
    if counts_people(known, main) or len(found) == 1:
        return Topic(main if main in found else found[0], LEAST_SCORE, "people", False)
    return None
