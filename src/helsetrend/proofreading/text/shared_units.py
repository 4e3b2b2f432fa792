"""Units that are given once for several numbers: "fra 23 til 68 prosent"."""

import re
from dataclasses import replace
from fractions import Fraction

from helsetrend.proofreading.text.number import MASK, Number
from helsetrend.proofreading.vocabulary import caseless

_JOIN = caseless(
    r"[\s,]*(?:\(?\u241f+\)?[\s,]*)?(?:(?:via|og|and|til|to|by way of|through|gjennom|"
    r"henholdsvis|respectively|respektive|then|deretter|så|or|eller|mot|against|or|over|"
    r"i|in|av|of|of the|av de|av dei)\s*)*(?:\(?\u241f+\)?\s*)?(?:(?:via|og|and|til|to|by way of)\s*)?"
)


def with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Return the numbers, each without a unit with that of the one beside it in a list: "fra 23 til 68 prosent"."""
    found = list(numbers)
    for place in range(len(found) - 2, -1, -1):
        if _is_given_after(text, found[place], found[place + 1]):
            found[place] = _with_unit_of(found[place], found[place + 1])
    for place in range(1, len(found)):
        if _is_given_before(text, found[place], found[place - 1]):
            found[place] = _with_unit_of(found[place], found[place - 1])
    return found


def _is_given_after(text: str, one: Number, other: Number) -> bool:
    """Return whether the unit of a number stands after the next one: "from 23 to 68 percent"."""
    is_bare = one.form == "number" and not one.has_scale and one.value < 1000
    if not is_bare or (one.is_word and text[one.end :].lstrip().startswith(MASK)):
        return False
    is_listed = other.form == "percent" and not one.is_word and _FOR_EACH.fullmatch(text, one.end, other.start)
    has_unit = other.form in ("percent", "points") or (other.form == "number" and other.has_scale)
    return has_unit and bool(is_listed or _JOIN.fullmatch(text, one.end, other.start))


def _is_given_before(text: str, one: Number, other: Number) -> bool:
    """Return whether the unit of a number stands after the one before it: "68 percent, up from 23"."""
    between = text[other.end : one.start]
    if one.form == "number" and other.form == "part":
        return one.value <= 100 and re.search(r"\b(?:mot|against|fra|frå|from|enn|than)\s$", between) is not None
    is_bare = one.form == "number" and not one.has_scale and not one.is_word
    is_bare = is_bare and one.value < 1000 and (one.value >= 10 or one.value.denominator > 1)
    has_unit = (other.form == "percent" and not other.is_word) or (other.form == "number" and other.has_scale)
    if not is_bare or not has_unit:
        return False
    is_way = re.search(r"\b(?:til|to|fra|frå|from)\s$", between) and not re.search(r"[;:]", between)
    goes_on = is_way or any(pattern.fullmatch(between) for pattern in (_AFTERWARDS, _LEVEL_THEN, _ELIDED))
    are_in_brackets = all(
        text[: number.start].endswith("(") and text[number.end :].startswith(")") for number in (other, one)
    )
    is_in_turn = other.form == "percent" and _IN_TURN.fullmatch(between) and _TURN_ENDS.match(text, one.end)
    return bool((goes_on and _NO_UNIT.match(text, one.end)) or are_in_brackets or is_in_turn)


def _with_unit_of(one: Number, other: Number) -> Number:
    """Return a number with the unit and the scale of another."""
    scale = _scale(other) if other.form == "number" else 1
    rounding = Fraction(1) if other.form == "part" else min(one.rounding, Fraction(1)) * scale
    return replace(one, value=one.value * scale, rounding=rounding, form=other.form, has_scale=scale > 1, borrowed=True)


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


def _scale(number: Number) -> int:
    """Return the scale of a number that is printed with one."""
    return next((scale for scale in (10**12, 10**9, 10**6, 10**3) if number.rounding <= scale <= number.value), 1)
