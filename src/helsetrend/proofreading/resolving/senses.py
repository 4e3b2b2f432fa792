"""What a number says, by the words around it and by what the sentence before says."""

from collections.abc import Sequence

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules import change_over_years, change_summed_up, is_base_of_mean
from helsetrend.proofreading.resolving.statements import CHANGES
from helsetrend.proofreading.text import Sense, Sentence, growth, sense_of
from helsetrend.proofreading.vocabulary import caseless

_IN_PERCENT = caseless(
    r"\b(?:(?:i|om til|til|målt i|rekna i|regnet i) prosent\b(?!\s?poeng)|prosentvis|in percentage terms|"
    r"in per ?cent|in relative terms|relativt)\b"
)


def sense_in_text(known: Discourse, sentence: Sentence, before: Sequence[Sense], *, is_mean_again: bool) -> Sense:
    """Return what the next number of a sentence says; `before` are the senses of the numbers before it.

    `is_mean_again` is whether its first number is a mean as the last one of the sentence before.
    """
    place = len(before)
    number = sentence.numbers[place]
    change = next((other for other in reversed(before) if other.kind in CHANGES and other.direction), None)
    sense = sense_of(sentence, place, _gone_on_with(before), change)
    if sense.kind == "share" and known.changed_before and _IN_PERCENT.search(sentence.text):
        return growth(known.changed_before, "in percent")
    if sense.kind == "share" and not before:
        direction = change_over_years(known, sentence, number) or change_summed_up(known, sentence, number)
        return growth(direction, "sums up", is_beside=True) if direction else sense
    if sense.kind == "level" and is_mean_again and not before:
        return Sense("monthly_mean", why="goes on with the mean before it")
    if sense.kind == "level" and before and is_base_of_mean(known, sentence, number, before[0]):
        return Sense("monthly_mean", why="what the mean before it is set against")
    return sense


def _gone_on_with(senses: Sequence[Sense]) -> Sense | None:
    """Return the sense that a number can go on with: the one before it; of a multiple of a mean, the mean."""
    if len(senses) > 1 and senses[-1].kind == "multiple" and senses[-2].kind in ("monthly_mean", "mean"):
        return senses[-2]
    return senses[-1] if senses else None
