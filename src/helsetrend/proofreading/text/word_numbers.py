"""Numbers that are no print: parts, one in so many, multiples, halves, ranks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from helsetrend.proofreading.text.number import Form, Number
from helsetrend.proofreading.vocabulary import (
    FRACTIONS,
    MULTIPLE_STEMS,
    NUMBER_OF_WORD,
    ORDINALS,
    TIME_UNITS,
    caseless,
)
from helsetrend.values import prints_in
from helsetrend.values.vocabulary import HEDGE_WORDS

_HEDGES = sorted(
    ((phrase, name) for name, phrases in HEDGE_WORDS.items() for phrase in phrases), key=lambda pair: -len(pair[0])
)

_DIGITS_OR_WORD = rf"(?:\d{{1,3}}|{'|'.join(sorted(map(re.escape, NUMBER_OF_WORD), key=len, reverse=True))})"

_X_OF_Y = caseless(
    rf"\b(?P<part>{_DIGITS_OR_WORD})(?: (?P<noun>[^\W\d_]{{3,}}) (?:av|of|in|out of)| (?:av|of|in|out of|i)) "
    rf"(?:hver |kvar |every )?(?P<whole>{_DIGITS_OR_WORD})\b(?![.,]?\d)"
    rf"(?! ?(?:%|prosent|percent|per cent|mill|tusen|thousand))"
    rf"(?(noun)(?! (?:{TIME_UNITS}|(?!was|has)[^\W\d_]{{2,}}s)\b))"
)

_ORDINAL = "|".join(ORDINALS)

_EVERY = caseless(
    rf"\b(?:annenhver|annethvert|annankvar|annakvart|annan kvar|anna kvart|annenhvert|(?:hver|"
    rf"hvert|kvar|kvart|kver|every)(?: eneste)? (?P<nth>{_ORDINAL}))\b(?! (?:{TIME_UNITS[3:-1]})"
    rf"\b)"
)

_MANY_TIMES = caseless(r"gang|gong|times|fold|dobling|x|\u00d7")

_STEMS = "|".join(sorted(MULTIPLE_STEMS, key=len, reverse=True))

_MULTIPLE_WORD = caseless(
    rf"\b(?:(?P<fold>{_DIGITS_OR_WORD})-?(?:fold|dobl(?:et|a|ing|e|es|ast)))\b|\b(?P<stem>{_STEMS})"
    rf"(?:et|a|ing|inga|ingen|es|er|ar|te|ast|e|ed|ing of|ene)?\b|\b(?P<twice>dobbelt(?: opp|"
    rf" så)?|det doble|det dobbelte|dobbelt|twice|threefold|thrice)\b"
)

_TWICE_AFTER = caseless(
    r"\s*(?:så|av|as|the|that|what|its|så mange|opp|of|mange|mye|in size|in|sidan|siden|since|over|fra|frå|from|on)\b"
)

_HALVED = caseless(r"\b(?:halver(?:t|a|te|ast|es|ing|inga|ingen)|halved|halving)\b")

_TIMES = caseless(
    r"\s*(?:gang(?:er|en)?|gonger?|times|x)\s+(?:\u241f{4}(?!\u241f)|(?:så|as|more|higher|larger|greater|bigger|the|"
    r"that|those|nivået|talet|tallet|flere|fleire|høyere|høgare|større|what|its|of what|det|mer|meir|over|opp|siden|"
    r"since)\b)|-?\s?(?:fold|dobling|gangeren|gonga|gangen)\b"
)

_FRACTION_WORDS = "|".join(
    sorted(
        (re.escape(word) for word in FRACTIONS if word not in ("halvparten", "halve", "half", "halvdel")),
        key=len,
        reverse=True,
    )
)

_FRACTION = caseless(
    rf"\b(?:(?P<many>{_DIGITS_OR_WORD})[ -](?P<denominator>{_FRACTION_WORDS})(?:s|er|ar|"
    rf"en|ene|a)?|(?P<half>halvparten|halve(?=\s+\w+(?:en|et|a)\b)|half(?! (?:a|an) )(?!-?\s?(?:year|"
    rf"hour|time))|trekvart|three-quarters))\b(?!\s+(?:of|av)\s+(?:a|an|en|ein)\s+(?:m|"
    rf"b)illi)(?! (?:plass|time|år|million|milliard|an? hour))"
)

_SUPERLATIVE = (
    r"(?:mest|størst\w*|hyppigst\w*|oftest|flest|fleste|høy\w*|høg\w*|lav\w*|minst\w*|travl\w*|best\w*|popul\w*|"
    r"vikti\w*|most|busiest|largest|biggest|highest|best|greatest|lowest|smallest|commonest)"
)

_RANK = caseless(
    rf"\b(?:(?P<next>nest|second|third|fourth|fifth|tredje|fjerde|femte|sjette|andre)"
    rf"[ -]?(?P<super>{_SUPERLATIVE})(?: (?:\w+te|\w+de|brukt\w*|brukte|besøkt\w*|lånt\w*|"
    rf"used|visited|borrowed|popular|common|busy|lent|nytta|vitja))?"
    rf"|(?P<last>siste|jumbo|last) ?(?:plass(?:en)?|place)"
    rf"|(?P<place>første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|åttende|niende|tiende|2\.|"
    rf"3\.|4\.|5\.|6\.)[ -]?(?:plass(?:en)?)"
    rf"|(?:(?:plass nummer|nummer|plass|number|rank(?:s|ed)?|place|no\.) (?P<number>to|"
    rf"tre|fire|fem|seks|two|three|four|five|six|[2-9])(?! (?:{_SUPERLATIVE}))(?![\d.,]*\d)"
    rf"\b)"
    rf"|(?<!in the )(?P<nth>first|second|third|fourth|fifth|sixth) (?:place|spot|position)\b"
    rf"|(?<=from )(?P<left>first|second|third|fourth|fifth|sixth|last)(?= (?:\u241f+ |(?:in|i) \u241f+ )?to)"
    rf"|(?<= to )(?P<reached>first|second|third|fourth|fifth|sixth|last)(?=[.,;)]| (?:in|after|among) \u241f|$)"
    rf"|(?<!\w)(?:is|was|are|were|came|comes|ranks|ranked|finished|ended|stays|remains|stood)(?: still| now| again)? "
    rf"(?P<stood>second|third|fourth|fifth|sixth|last)"
    rf"(?=[.,;:)]| (?:in|after) \u241f| (?:and|with|among|of|behind)\b|$)"
    rf"|\b(?:kom|kjem|kommer|ligger|ligg|lå|låg|ble|blei|vart|endte|enda|havnet|hamna) (?:helt |heilt )?"
    rf"(?P<end>sist|først|fyrst)(?=[.,;:)]| (?:i|av|med|blant|og)\b|$)"
    rf"|(?:remains?|stays) (?P<still>first|second|third|fourth)\b(?! (?:in|time)\b)"
    rf"|(?P<among>second|third|fourth|fifth|tredje|fjerde|femte) (?:among|blant)\b"
    rf"|(?:came|comes|ranks|ranked|finished|kom på|komme? på|lå på) (?P<came>first|second|third|"
    rf"fourth|fifth|tredje|andre|fjerde)\b(?! (?:in|time|i|gang)\b))"
)

LAST = -1
"""The value of a rank that is the last one, of however many there are."""

_RANK_VALUES = {
    **ORDINALS,
    **NUMBER_OF_WORD,
    **dict.fromkeys(("første", "fyrste", "først", "fyrst", "first"), 1),
    **dict.fromkeys(("siste", "sist", "jumbo", "last"), LAST),
    "nest": 2,
}


def word_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers that are no print: parts, one in so many, multiples, halves, ranks; no two overlap."""
    done: list[tuple[int, int]] = []
    for read in (_x_of_y, _every, _times, _fractions, _multiples, _ranks):
        for number in read(text):
            if not any(number.start < end and start < number.end for start, end in done):
                done.append((number.start, number.end))
                yield number


def _small(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_OF_WORD[word.lower()]


def _with_hedge(text: str, start: int) -> tuple[int, str]:
    """Return where the hedge before a place begins, and which it is; the place and "none" where there is none."""
    before = text[:start].rstrip()
    lower = before.lower()
    for phrase, name in _HEDGES:
        if lower.endswith(phrase) and (len(lower) == len(phrase) or not lower[-len(phrase) - 1].isalnum()):
            return len(before) - len(phrase), name
    return start, "none"


def _number(text: str, start: int, end: int, value: Fraction, rounding: Fraction, form: Form, **more: bool) -> Number:
    begin, hedge = _with_hedge(text, start)
    return Number(begin, start, end, value, rounding, hedge, form, is_word=True, **more)  # type: ignore[arg-type]


def _x_of_y(text: str) -> Iterator[Number]:
    for found in _X_OF_Y.finditer(text):
        part, whole = _small(found["part"]), _small(found["whole"])
        is_word = found["whole"].lower() in ("a", "an", "en", "et", "ei", "ein", "eit", "one", "én", "ett")
        if found["part"].lower() in ("a", "an", "et", "ei", "eit") or is_word or not 0 < part < whole or whole > 100:
            continue
        if part == 1:
            yield _number(text, *found.span(), Fraction(whole), Fraction(1), "one_in")
        else:
            worth = Fraction(10) if whole <= 10 else Fraction(100, whole)
            yield _number(text, *found.span(), Fraction(100 * part, whole), worth, "part")


def _every(text: str) -> Iterator[Number]:
    for found in _EVERY.finditer(text):
        value = ORDINALS[found["nth"].lower()] if found["nth"] else 2
        yield _number(text, *found.span(), Fraction(value), Fraction(1), "one_in")


def _fractions(text: str) -> Iterator[Number]:
    for found in _FRACTION.finditer(text):
        if half := found["half"]:
            value = Fraction(75) if "quarters" in half or half.lower() == "trekvart" else Fraction(50)
        else:
            many, denominator = _small(found["many"]), FRACTIONS[found["denominator"].lower()]
            is_rank = found["many"].lower() == "to" and found["denominator"].lower() in ("third", "fourth", "fifth")
            if not 0 < many < denominator or is_rank:
                continue
            value = Fraction(100 * many, denominator)
        yield _number(text, *found.span(), value, value / 10, "part")


def _multiples(text: str) -> Iterator[Number]:
    for found in _HALVED.finditer(text):
        yield _number(text, *found.span(), Fraction(50), Fraction(5), "percent", is_halving=True)
    for found in _MULTIPLE_WORD.finditer(text):
        if found["fold"]:
            yield _multiple(text, *found.span(), Fraction(_small(found["fold"])), Fraction(1, 10))
            continue
        twice = (found["twice"] or "").lower()
        is_bare = twice in ("twice", "dobbelt", "dobbelt så", "dobbelt opp") or found[0].lower() == "double"
        if is_bare and not twice.endswith((" så", " opp")) and not _TWICE_AFTER.match(text, found.end()):
            continue
        value = 3 if twice in ("threefold", "thrice") else 2 if twice else MULTIPLE_STEMS[found["stem"].lower()]
        yield _multiple(text, *found.span(), Fraction(value), Fraction(1, 10))


def _multiple(text: str, start: int, end: int, value: Fraction, rounding: Fraction) -> Number:
    """Return a multiple; "mer enn tredoblet" reaches nearly to the next whole number, "doblet" is about it."""
    article = re.search(r"\b(?:en|ein|ei|a)\s$", text[:start])
    number = _number(text, start, end, value, rounding, "multiple")
    if article and number.hedge == "none":
        begin, hedge = _with_hedge(text, article.start())
        number = replace(number, start=begin if hedge != "none" else start, hedge=hedge)
    if number.hedge in ("over", "at_least"):
        return replace(number, rounding=Fraction(9, 10))
    return replace(number, hedge="about") if number.hedge == "none" else number


def _times(text: str) -> Iterator[Number]:
    """Yield multiples such as "tre ganger så mange" and "two and a half times the ..."."""
    if _MANY_TIMES.search(text) is None:
        return
    for found in re.finditer(
        r"(?<!\w)[x\u00d7]\s?(\d+(?:[.,]\d+)?)(?![\d.,]*\d)|(?<![\d.,])(\d+(?:[.,]\d+)?)\s?[x\u00d7](?!\w)", text
    ):
        digits = (found[1] or found[2]).replace(",", ".")
        whole = Fraction(digits)
        yield Number(
            found.start(), found.start(), found.end(), whole, _last_digit(digits), "none", "multiple", is_word=True
        )
    for printed in prints_in(text):
        after = _TIMES.match(text, printed.end)
        reading = printed.readings[0]
        if after is None or reading.unit or reading.value >= 100 or reading.value == 1:
            continue
        words = re.match(
            r"\s*(?:gang(?:er|en)?|gonger?|times)|-?\s?(?:fold|dobling)", text[printed.end :], re.IGNORECASE
        )
        end = printed.end + (words.end() if words else 0)
        rounding = min(reading.rounding, Fraction(1, 10))
        if reading.hedge == "over":
            rounding = Fraction(9, 10) if reading.value.denominator == 1 else reading.rounding
        yield Number(
            printed.start, printed.number_start, end, reading.value, rounding, reading.hedge, "multiple", is_word=True
        )


def _last_digit(digits: str) -> Fraction:
    """Return the worth of the last digit of a number as it is printed with a point."""
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def _ranks(text: str) -> Iterator[Number]:
    for found in _RANK.finditer(text):
        word = next(group for name, group in found.groupdict().items() if group and name != "super").lower().rstrip(".")
        value = int(word) if word.isdigit() else _RANK_VALUES[word]
        yield Number(
            found.start(), found.start(), found.end(), Fraction(value), Fraction(1), "none", "rank", is_word=True
        )
