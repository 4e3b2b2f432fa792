"""Every number of a text accounted for: which are figures, and what the others are."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.ratios import is_ratio, ratio_before
from helsetrend.proofreading.resolving.rules.units import counts_money
from helsetrend.proofreading.resolving.statements import NoFigure, Spot, Statement
from helsetrend.proofreading.resolving.topics import named_series, noun_after
from helsetrend.proofreading.text import Sense, Sentence, is_of_money, reason_of_no_figure
from helsetrend.proofreading.vocabulary import LESS, MORE, caseless

_COMPARED = caseless(r"\b(?:som|enn|than|as)\s(?:the|de|dei)\s$")
"""What stands before a number that the one before it is compared with: "twice as many as the 820"."""

MOST_OF_SMALL = 10_000
"""What is more or less than a level below this may be a small number."""

LEAST_MEAN = 20
"""A smaller mean of a day is no figure, even right after the level that it is of."""

MOST_OF_PRICE = 10_000
"""A smaller amount of money is a price."""


def why_no_figure(known: Discourse, spot: Spot, sense: Sense) -> str:
    """Return why a number is no figure; "" where it may be one."""
    sentence, number = spot.sentence, spot.number
    is_price = is_of_money(sentence.text, number) and not number.has_scale and number.value < MOST_OF_PRICE
    has_unit = (has_own_unit(known, spot) and not is_price) or is_ratio(known, sentence, number)
    has_unit = has_unit or ratio_before(known, spot) is not None
    is_money = any(counts_money(known, series) for series in known.vocabulary.all_series)
    reason = reason_of_no_figure(sentence.text, number, has_unit=has_unit, is_money=is_money)
    if reason == "duration" and (is_changed_duration(sentence) or has_own_unit(known, spot)):
        return ""
    last = known.last_before(spot)
    goes_on = last is not None and last.kind == "level" and not number.is_word
    if sense.kind in ("daily_mean", "weekly_mean"):
        is_small = number.value < (LEAST_MEAN if goes_on else 100)
        return "small number" if is_small else "" if goes_on and reason == "small number" else reason
    is_small_figure = reason == "small number" and (
        (is_changed_duration(sentence) and number.form == "number")
        or _is_nothing_before(spot)
        or (bool(spot.before) and not number.is_word and _COMPARED.search(sentence.text, 0, number.start))
        or is_of_its_size(known, spot, last)
        or (sense.kind == "difference" and _is_more_than(spot, last))
    )
    return "" if is_small_figure else reason


def _is_nothing_before(spot: Spot) -> bool:
    """Return whether a number is the word "zero", and another follows it."""
    sentence, number = spot.sentence, spot.number
    is_zero = number.value < 1 and "zero" in sentence.text[number.start : number.end].lower()
    return is_zero and spot.place + 1 < len(sentence.numbers)


_MORE_THAN = caseless(rf"\s(?:{MORE}|{LESS})(?=\s(?:enn|than|i|in|on|fra|frå|from)\b|\s?[.,;)]|\s?$)")


def _is_more_than(spot: Spot, last: Statement | None) -> bool:
    """Return whether a number is how many more or fewer there are than before: "347 volunteers, 35 more"."""
    number = spot.number
    is_alone = _MORE_THAN.match(spot.text, number.end) is not None and not number.is_word
    return is_alone and last is not None and number.value < last.value < MOST_OF_SMALL


def is_of_its_size(known: Discourse, spot: Spot, last: Statement | None) -> bool:
    """Return whether a small number is like the figures of what its sentence counts: "cancelled: 742, from 1,314"."""
    sentence, number = spot.sentence, spot.number
    beside = [cue for cue in sentence.cues if number.end <= cue.start <= number.end + 1]
    is_other = noun_after(sentence, number) and not beside
    if known.vintage is None or number.is_word or number.form != "number" or is_other:
        return False
    spoken = [last.series] if last and last.kind == "level" else []
    named = named_series(known.vocabulary, [*(cue for cue in sentence.cues if cue.end <= number.start), *beside])
    for series in [*named[:1], *filter(None, spoken)][:1]:
        values = [figure.value for figure in known.vintage.figures(series.metric, series.service)]
        is_counted = known.catalogue.metrics[series.metric].kind in COUNTED
        return is_counted and any(value / SIZE < number.value < value * SIZE for value in values)
    return False


COUNTED = ("count", "persons", "stock")
SIZE = 3
"""How many times larger or smaller than a figure a number may be that is like it."""


def has_own_unit(known: Discourse, spot: Spot) -> bool:
    """Return whether a word of the data stands beside a number, as what it counts."""
    sentence, number = spot.sentence, spot.number
    for cue in sentence.cues:
        if number.end <= cue.start:
            between = sentence.text[number.end : cue.start]
            is_head = any(cue.key in heads for heads in known.vocabulary.heads.values())
            if (
                is_head
                and len(between) <= 14
                and len(between.split()) <= 1
                and not re.search(r"[,;:.(]|\b(?:av|of|i|in|for|på|to|til|per)\b", between)
            ):
                return not (number.is_word and number.value <= 12 and not number.has_scale) or len(between) == 1
    return False


def is_changed_duration(sentence: Sentence) -> bool:
    """Return whether a sentence tells of a change of something that is measured in time."""
    return (
        any(number.is_halving or number.form == "multiple" for number in sentence.numbers)
        and re.search(r"\b(?:fra|frå|from)\b.*\b(?:til|to)\b", sentence.text, re.IGNORECASE) is not None
        and not any(number.has_scale for number in sentence.numbers)
    )


def set_dates_aside(known: Discourse, sentence: Sentence) -> None:
    """Account for the digits in dates, references and periods, and for those that nothing was made of."""
    spans = [(start, end, "date, reference or name") for start, end in sentence.masks]
    spans += [(mention.start, mention.end, "period") for mention in sentence.periods]
    taken: list[tuple[int, int]] = []
    for start, end, reason in spans:
        is_new = not any(start < other and first < end for first, other in taken)
        if is_new and any(sign.isdigit() for sign in sentence.text[start:end]):
            taken.append((start, end))
            set_aside(known, sentence, start, end, reason)
    taken += [(number.start, number.end) for number in sentence.numbers]
    for found in re.finditer(r"\d+(?:[.,]\d+)*", sentence.text):
        if not any(found.start() < other and first < found.end() for first, other in taken):
            set_aside(known, sentence, found.start(), found.end(), "not read", is_understood=False)


def set_aside(
    known: Discourse, sentence: Sentence, start: int, end: int, reason: str, *, is_understood: bool = True
) -> None:
    """Account for a number that is no statement, with the reason."""
    place = sentence.span(start, end)
    known.out.others.append(NoFigure(*place, sentence.text[start:end], reason, is_understood))
