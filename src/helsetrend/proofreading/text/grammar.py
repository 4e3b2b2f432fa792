"""What a number in a sentence says: a level, a growth, a share, a sum; by the words around it, and nothing else.

It looks at the number's form, then at which way it goes (`directions`), then at what the number before it says. Which
metric and period it is about is for the `resolver`.
"""

import re
from dataclasses import dataclass, replace

from helsetrend.proofreading.text.directions import (
    direction_anywhere,
    direction_of,
    direction_of_clause,
    is_change_beside,
    sign_of,
)
from helsetrend.proofreading.text.number import MASK, Number
from helsetrend.proofreading.text.sentences import Sentence
from helsetrend.proofreading.vocabulary import DAILY, MEAN, MONTHLY, TOGETHER, WEEKLY, caseless


@dataclass(frozen=True, slots=True)
class Sense:
    """What a number says: its kind, the direction of a change (1 up, -1 down, 0 not said), and by which words.

    `is_beside` is whether the words that say the kind stand right beside the number.
    """

    kind: str
    direction: int = 0
    why: str = ""
    is_beside: bool = False


PART_OF = caseless(r"(?:\s[^\W\d_]+)?\s(?:av|of)(?:\s(?:the|de|dei|alle|all|totalt|i alt))*\s")
"""What stands between a part and its whole: "201 379 of the 955 845"."""

SAME_AGAIN = caseless(
    r"(?:\(|,|\s\u2013)\s?(?:(?:nærmere bestemt|nærare bestemt|nøyaktig|more precisely|to be (?:exact|precise)|"
    r"altså|eller|dvs\.?|det vil si|det vil seie|or|that is|i\.e\.)\s)?"
    r"(?:som\s(?:er|tilsvarer|svarer til)\s)?$"
)
"""What stands before a number that says the same as those before it."""


THE_CHANGE = caseless(
    r"\W*(?:veksten|økningen|auken|endringen|endringa|nedgangen|oppgangen|fallet|fr[ae]mgangen|tilbakegangen|"
    r"forskjellen|skilnaden|differansen|"
    r"the (?:difference|gap|increase|rise|growth|gain|change|decline|decrease|fall|drop|jump))\b"
)
"""How a sentence begins that goes on with the change between two levels before it."""

THAT_IS = caseless(
    r"\W*(?:det|dette|that|this)\s(?:er|utgjør|utgjer|tilsvarer|tilsvarar|svarer til|svarar til|is|was|makes|equals|"
    r"amounts to|corresponds to)\b"
)
"""How a sentence begins that says the same as the one before it, or what follows from it."""


SIGNED, BRACKETED = "printed with a sign", "in brackets after a change"
"""Why a percentage such as "+5 %" is a change, and one in brackets."""


def growth(direction: int, why: str, *, is_beside: bool = False) -> Sense:
    """Return the sense of a change in percent."""
    return Sense("growth" if direction > 0 else "decline", direction, why, is_beside)


def sense_of(sentence: Sentence, place: int, before: Sense | None, change: Sense | None = None) -> Sense:
    """Return what the number at a place among the numbers of a sentence says; `before` is the sense of the one before.

    `change` is the last sense of the sentence that is a change.
    """
    number = sentence.numbers[place]
    sense = _of_form(number) or _of_words(sentence, place, before, change)
    is_form = sense.kind in ("multiple", "points") or sense.why == SIGNED
    return replace(sense, is_beside=is_form or (sense.direction != 0 and is_change_beside(sentence, number)))


def _of_form(number: Number) -> Sense | None:
    """Return what a number says by its form alone; None where its words decide."""
    if number.form == "rank":
        return Sense("rank", why="a place among others")
    if number.form == "multiple":
        return Sense("multiple", 1, "a multiple")
    if number.form == "one_in":
        return Sense("one_in", why="one in so many")
    return Sense("decline", -1, "halved") if number.is_halving else None


def _of_words(sentence: Sentence, place: int, before: Sense | None, change: Sense | None) -> Sense:
    """Return what a number says by the words around it, and by what those before it say."""
    number = sentence.numbers[place]
    between = sentence.text[sentence.numbers[place - 1].end : number.start] if place else ""
    direction, why = direction_of(sentence, place)
    if number.form == "points":
        return Sense("points", direction or direction_anywhere(sentence, number), why or "percentage points")
    if direction:
        return growth(direction, why) if number.form in ("percent", "part") else Sense("difference", direction, why)
    if number.form == "percent" and (sign := sign_of(sentence, number)):
        return growth(sign, SIGNED)
    is_after_change = before is not None and before.kind in ("growth", "decline", "difference")
    if before and is_after_change and (_goes_on(sentence, place) or _FURTHER.search(between)):
        return replace(before, why="goes on with the list")
    if number.form == "percent" and (sense := _of_percent(sentence, place, between, before, change)):
        return sense
    is_same = _OR.search(between) is not None
    if number.form in ("percent", "part"):
        if change and is_same:
            return growth(change.direction, "the same in percent")
        return Sense("share", why="a part of a whole")
    if change and is_same and (number.has_scale or number.value >= 1000):
        return Sense("difference", change.direction, "the same as a number")
    return _count(sentence, place, before)


def _of_percent(
    sentence: Sentence, place: int, between: str, before: Sense | None, change: Sense | None
) -> Sense | None:
    """Return a percentage as a change by the numbers before it, or by the verb of its clause; None where it is none."""
    number = sentence.numbers[place]
    if before and before.kind == "difference" and before.direction and _APPOSED.fullmatch(between):
        return growth(before.direction, "the same in percent")
    if not change and _OR.search(between) and (sign := direction_anywhere(sentence, number)):
        return growth(sign, "the change between the two, in percent")
    if before and _goes_on_in_percent(sentence, place, before):
        return replace(before, why="the same of the next")
    if _is_in_brackets(sentence, place) and (sign := direction_of_clause(sentence, place)):
        return growth(sign, BRACKETED)
    return None


_APPOSED = re.compile(r"[^,;:.(]{0,50}(?:,|\(|\s\u2013)\s?")
_LISTED = caseless(
    rf"(?:\s*(?:\(?(?:i|in|for)\s)?\(?{MASK}+\)?)?\s*(?:,|og|and|, og|, and)\s*(?:med\s|"
    rf"by\s)?(?:(?:i|in|for)\s{MASK}+\s)?"
)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a number stands in a list with the one before it: "37 prosent i 2018, 45 prosent i 2019"."""
    one, other = sentence.numbers[place - 1], sentence.numbers[place]
    return one.form == other.form and _LISTED.fullmatch(sentence.masked, one.end, other.start) is not None


_OF_THE_NEXT = caseless(
    r"\s(?:for|in|i|på)\s[\w-]+(?:,|,?\s(?:og|and))\s|"
    r"(?:,|\s(?:og|and|mens|medan|while))(?:\s(?:og|and|mens|medan|while))?(?:\s(?!hvorav|herav|which|av|of|eller|or)[\w-]+){1,2}\s"
)


def _goes_on_in_percent(sentence: Sentence, place: int, before: Sense) -> bool:
    """Return whether a percentage is a change as that before it: "audiobooks rose 40 percent, e-books 7 percent"."""
    if before.kind not in ("growth", "decline"):
        return False
    start, number = sentence.numbers[place - 1].end, sentence.numbers[place]
    is_ended = re.match(r"\s?[.,;)]|\s?$|\s(?:og|and|for|in|i|på)\s", sentence.text[number.end :]) is not None
    is_next = is_ended and _OF_THE_NEXT.fullmatch(sentence.text, start, number.start) is not None
    return is_next or (before.why == BRACKETED and _is_in_brackets(sentence, place))


def _is_in_brackets(sentence: Sentence, place: int) -> bool:
    """Return whether a number stands alone in brackets."""
    number = sentence.numbers[place]
    return sentence.text[: number.start].endswith("(") and sentence.text[number.end :].startswith(")")


_FURTHER = caseless(
    r"(?:\b(?:og|and)\s(?:fra|frå|siden|sidan|from|since|sammenlignet med|samanlikna med|"
    r"compared with)\s[^,;]{1,40}\s(?:på|med|by|of)\s$)|(?:\b(?:mens|while|og|and)\s(?:den|it|that|"
    r"the one)\b[^,;]*\s(?:var|er|was|is)\s(?:på\s)?$)|(?:,|\bog|\band|\bthen|"
    r"\bså|\bderetter)\s(?:så\s|then\s|deretter\s)?(?:(?:med|by)\s(?:nye\s|ytterligere\s|ytterlegare\s|a further\s|"
    r"another\s)?|(?:nye|ytterligere|ytterlegare|a further|another)\s)$|\b(?:og|and)\s(?:på|med|by|of)\s$"
)


_OR = caseless(
    r"(?:^|[\s,(])(?:or|eller|altså|dvs\.?|det vil si|det vil seie|that is|i\.e\.|equal to|"
    r"equivalent to|som tilsvarer|som svarer til|som svarar til|tilsvarende)\s(?:om lag\s)?$"
)


_WHOLE = caseless(
    r"\s(?:[\w-]+\s)?(?:i|in|for|over|gjennom|through)\s(?:hele|heile|the whole(?: of)?|all of|the full|året sett)\b"
)
_ALL_TOGETHER = caseless(rf"(?:\w+\s)?{TOGETHER}\b")
_MEANS = [
    (kind, caseless(rf"^[^,;:.]{{0,40}}?\b{words}\b"), caseless(rf"\b{words}\b[^{breaks}]{{0,{most}}}$"))
    for kind, words, breaks, most in (
        ("daily_mean", DAILY, ",;:", 40),
        ("weekly_mean", WEEKLY, ",;:", 40),
        ("monthly_mean", MONTHLY, ";", 60),
    )
]
"""The kinds of means, with what says so after the number and before it."""
_MEAN = caseless(rf"\b{MEAN}\b[^;]{{0,60}}$")


def _count(sentence: Sentence, place: int, before: Sense | None) -> Sense:
    """Return the sense of a number that is no change: a level, or a mean of months or days, or it goes on with one."""
    text, number = sentence.text, sentence.numbers[place]
    end = sentence.numbers[place + 1].start if place + 1 < len(sentence.numbers) else len(text)
    start = sentence.numbers[place - 1].end if place else 0
    after, own = text[number.end : end], text[start : number.start]
    mean = before if before and before.kind.endswith("mean") else None
    if mean and (_ALL_TOGETHER.match(text, number.start) or _WHOLE.match(after)):
        return Sense("level", why="all together, after a mean")
    for kind, said_after, said_before in _MEANS:
        if said_after.search(after) or said_before.search(own):
            return Sense(kind, why="a mean of days, weeks or months")
    if _MEAN.search(own):
        return Sense("mean", why="a mean")
    goes_on = _has_no_noun(sentence, place) or re.fullmatch(r"\s(?:til|to)\s", own) or _AND.fullmatch(own)
    if mean and goes_on and not (mean.kind == "daily_mean" and _is_much_more(sentence, place)):
        return Sense(mean.kind, why="goes on with the mean before it")
    return Sense("level", why="a number")


_AND = caseless(r"(?:\s[^\W\d_][\w-]*){1,2}\s(?:og|and|samt)\s")
"""What stands between two numbers of one kind, each with its unit: "7 155 passengers and 2 546 vehicles"."""


MOST_TIMES = 20
"""How many times larger a mean of days may be than the one that it goes on with."""


def _is_much_more(sentence: Sentence, place: int) -> bool:
    """Return whether a number is so much larger than the one before it that it is no mean of days as that."""
    values = [number.value for number in sentence.numbers[: place + 1] if number.form == "number"]
    return len(values) > 1 and values[-1] >= MOST_TIMES * values[-2]


def _has_no_noun(sentence: Sentence, place: int) -> bool:
    """Return whether a number has no word of the data beside it."""
    number = sentence.numbers[place]
    return not any(number.end <= cue.start <= number.end + 12 for cue in sentence.cues)


_TOGETHER = caseless(rf"\b{TOGETHER}\b")
_MEAN_OR_MONTH = caseless(rf"\b(?:{MEAN}|{MONTHLY})\b")


def has_together(sentence: Sentence, start: int = 0, end: int | None = None) -> bool:
    """Return whether a sentence, or a part of it, adds things up."""
    text = sentence.text
    return _TOGETHER.search(text, start, len(text) if end is None else end) is not None


def has_mean(sentence: Sentence) -> bool:
    """Return whether a sentence speaks of a mean, or of months."""
    return _MEAN_OR_MONTH.search(sentence.text) is not None
