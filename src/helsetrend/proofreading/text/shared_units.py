"""Units that are given once for several numbers: "fra 23 til 68 prosent"."""

import re
from dataclasses import replace
from fractions import Fraction

from helsetrend.proofreading.text.lexicon import caseless
from helsetrend.proofreading.text.number import MASK, Number

_JOIN = caseless(
    r"[\s,]*(?:\(?\u241f+\)?[\s,]*)?(?:(?:via|og|and|til|to|by way of|through|gjennom|"
    r"henholdsvis|respectively|respektive|then|deretter|så|or|eller|mot|against|or|over|"
    r"i|in|av|of|of the|av de|av dei)\s*)*(?:\(?\u241f+\)?\s*)?(?:(?:via|og|and|til|to|by way of)\s*)?"
)


def with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Return the numbers, each without a unit with that of the one after it in a list: "fra 23 til 68 prosent"."""
    for place in range(len(numbers) - 2, -1, -1):
        one, other = numbers[place], numbers[place + 1]
        is_bare = one.form == "number" and not one.has_scale and one.value < 1000 and not one.borrowed
        is_bare = is_bare and not (one.is_word and re.match(rf"\s?{MASK}", text[one.end :]))
        between = text[one.end : other.start]
        is_listed = other.form == "percent" and not one.is_word and _FOR_EACH.fullmatch(between)
        if not is_bare or not (is_listed or _JOIN.fullmatch(text, one.end, other.start)):
            continue
        if other.form == "percent" or other.form == "points":
            numbers[place] = replace(one, form=other.form, rounding=_worth(one), borrowed=True)
        elif other.has_scale and other.form == "number":
            scale = _scale(other)
            numbers[place] = replace(
                one, value=one.value * scale, rounding=_worth(one) * scale, has_scale=True, borrowed=True
            )
    for place in range(1, len(numbers)):
        one, other = numbers[place], numbers[place - 1]
        if (
            one.form == "number"
            and other.form == "part"
            and other.rounding == 1
            and not one.has_scale
            and one.value <= 100
            and re.search(r"\b(?:mot|against|fra|frå|from|enn|than)\s$", text[other.end : one.start])
        ):
            numbers[place] = replace(one, form="part", rounding=Fraction(1), borrowed=True)
            continue
        is_bare = one.form == "number" and not one.has_scale and not one.is_word
        is_bare = is_bare and one.value < 1000 and (one.value >= 10 or one.value.denominator > 1)
        has_unit = (other.form == "percent" and not other.is_word) or (other.form == "number" and other.has_scale)
        is_reached = re.search(r"\b(?:til|to|fra|frå|from)\s$", text[other.end : one.start]) and not re.search(
            r"[;:]", text[other.end : one.start]
        )
        is_after = _AFTERWARDS.fullmatch(text, other.end, one.start) or _LEVEL_THEN.fullmatch(
            text, other.end, one.start
        )
        is_reached_or_after = is_reached or is_after or _ELIDED.fullmatch(text, other.end, one.start)
        is_elided = bool(is_reached_or_after and _NO_UNIT.match(text, one.end))
        are_in_brackets = all(
            text[: number.start].endswith("(") and text[number.end :].startswith(")") for number in (other, one)
        )
        is_elided = is_elided or are_in_brackets
        is_in_turn = other.form == "percent" and _IN_TURN.fullmatch(text, other.end, one.start)
        if not is_bare or not has_unit or not (is_elided or (is_in_turn and _TURN_ENDS.match(text, one.end))):
            continue
        scale = 1 if other.form == "percent" else _scale(other)
        numbers[place] = replace(
            one,
            value=one.value * scale,
            rounding=_worth(one) * scale,
            form=other.form,
            has_scale=scale > 1,
            borrowed=True,
        )
    return numbers


_FOR_EACH = caseless(r"(?:,|\s(?:og|and|mens|while))(?:\s[\w-]+){1,2}\s(?:for|med|by|with|på|til)\s")

_IN_TURN = caseless(
    r"[^,;:.]{0,40}?(?:,|\s(?:og|and|mens|medan|while))(?:\s(?:og|and|mens|medan|while))?(?:\s[\w-]+){1,3}\s(?:for|med|by|with|on)\s"
)
"""What stands between the parts of a whole, of which the first has the unit: "51 percent, the harbour for 28"."""

_TURN_ENDS = caseless(r"\s?[.,;)]|\s(?:og|and|mens|medan|while)\s|$")

_ELIDED = caseless(
    r"(?:\s[^\W\d_]+){0,3}?(?:\s(?:i|in|of|for)\s)?\(?\u241f*\)?,?\s(?:(?:og|and|mot|against|til|to|så|then|via|"
    r"compared with|opp fra|up from|fra|from|ned fra|down from|before|before falling to|followed by|men|but|"
    r"over)\s?)*(?:(?:i|in)\s\u241f+\s)?(?:(?:til|to)\s)?"
)

_AFTERWARDS = caseless(
    r"[^;:.]{0,60}\b(?:having (?:been|stood at)|up from|down from|compared with|against|mot|opp fra|opp frå|ned fra|"
    r"ned frå|etter|after|etter å ha (?:vært|ligget på)|rather than|heller enn)\s"
)

_IT = r"(?:tallet|talet|delen|andelen|the (?:number|figure|count|total|share)|snittet|it)"

_LEVEL_THEN = caseless(rf"[^:.]{{0,60}}\b(?:{_IT}\s(?:var|er|was|is|låg på|lå på|stood at)|(?:var|er|was|is)\s{_IT})\s")

_NO_UNIT = caseless(r"\s(?:i|in|of|for)?\s?\(?\u241f|\s?[.;)]|,\s(?:og|and|så|men|but|then)|$")


def _worth(number: Number) -> Fraction:
    """Return the worth of the last digit of a number below a thousand."""
    return min(number.rounding, Fraction(1))


def _scale(number: Number) -> int:
    """Return the scale of a number that is printed with one."""
    return next((scale for scale in (10**12, 10**9, 10**6, 10**3) if number.rounding <= scale <= number.value), 1)
