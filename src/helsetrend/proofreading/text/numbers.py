"""Every number in a block of text: digits, number words, and words that are numbers, with where they stand.

A number is read by `values.prints_in`, which knows hedges, scales and percent; this module adds what only a text has:
"doblet", "hver fjerde", "tre av fem", "to tredjedeler", "nest mest", and units that are given once ("fra 23 til 68
prosent"). Which of them are figures is decided later (`not_figures`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from helsetrend.proofreading.text.lexicon import (
    FRACTIONS,
    MULTIPLE_STEMS,
    NUMBER_OF_WORD,
    ORDINALS,
    TIME_UNITS,
    caseless,
    words_of,
)
from helsetrend.values import Reading, prints_in
from helsetrend.values.vocabulary import HEDGE_WORDS

Form = Literal["number", "percent", "points", "multiple", "part", "one_in", "rank"]

MASK = "\u241f"
"""The sign that stands in place of text which holds no number, such as a date; it is of no word and no space."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a block, from `start` to `end` with its hedge, from `number_start` on without.

    `value` and `rounding` are in full (a share in percent, a rank as the place). `form` is what it looks like: a
    number, percent, points, a multiple ("tre ganger så", "doblet"), a part of a whole ("to av tre", "halvparten"), one
    in so many, a rank. `is_halving` marks "halvert", `has_scale` a number with a word such as "millioner", `is_word` a
    number without digits. `ends` are those of a range.
    """

    start: int
    number_start: int
    end: int
    value: Fraction
    rounding: Fraction
    hedge: str
    form: Form
    ends: tuple[Fraction, Fraction] | None = None
    has_scale: bool = False
    is_word: bool = False
    is_halving: bool = False
    borrowed: bool = False


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
_NORWEGIAN_ONLY = words_of("en ein ett et eit ei to tre fire fem seks sju syv åtte ni ti tolv elleve null")
_ENGLISH_ONLY = words_of("one two three four five six seven eight nine ten eleven twelve zero")
_FROM_TO = {
    language: caseless(
        rf"\b(?:fra|frå|from|by|med)\b(?:(?!\spå\s|(?<!way)\sof\s)(?:[^.;:]|[.:](?=\d))){{1,80}}?\b({to})\b"
    )
    for language, to in (("no", "til"), ("en", "til|to"))
}
_JOIN = caseless(
    r"[\s,]*(?:\(?\u241f+\)?[\s,]*)?(?:(?:via|og|and|til|to|by way of|through|gjennom|"
    r"henholdsvis|respectively|respektive|then|deretter|så|or|eller|mot|against|or|over|"
    r"i|in|av|of|of the|av de|av dei)\s*)*(?:\(?\u241f+\)?\s*)?(?:(?:via|og|and|til|to|by way of)\s*)?"
)
_SCALE_ALONE = caseless(r"(?:hundre|tusen|million|milliard|billion|thousand|hundred)\w*\.?|mill\.?")
_PAST = caseless(
    r"\b(?:passer(?:te|t|er|ar|a)|krysset|kryssa|brøt|runde[rt]|runda[r]?|passed|topped|exceeded|"
    r"surpassed|broke|crossed|oversteg|overstiger|tops|exceeds|over-?steig)\s+(?:[^\W\d_]+\s+)?$"
)
_TOWARDS = caseless(r"\b(?:nærmer|nærmar|nærmet|nærma)\sseg\s+$|\b(?:approach(?:es|ed|ing)?|nearing|neared)\s+$")


_POINTS = caseless(r"\s?(?:poeng|points?|pp\.?|prosentenheter|prosenteiningar|%-poeng)(?!\w)")

_MAY_HAVE_NUMBER = caseless(
    r"[\d½¼¾]|null|zero|\b(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|one|two|three|four|six|seven|eight|"
    r"nine|ten)\b"
    r"|elleve|tolv|eleven|twelve|t[eo]n\b|teen|tjue|tretti|tredve|førti|femti|seksti|sytti|åtti|nitti|twenty|"
    r"thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hund|tusen|thousand|illion|illiard|halv|half|kvart|quarter|\bpar\b|couple"
    r"|dobl|dobbel|doubl|tripl|twice|thrice|fold|hver|kvar|every|annen|annan|anna|nest|third|fourth|fifth|tredj|"
    r"fjerd"
    r"|femt|sjett|sjuend|åttend|niend|tiend|del\b|delen|deler|second|plass|five|\blast\b|\bsist\b|f[øy]r?st\b|first\b|sixth|seventh|eighth|ninth|tenth"
)


def numbers_in(masked: str, language: str) -> list[Number]:
    """Return every number in a text of one language, in its order.

    The text is `masked`: it has `MASK` in place of what is surely no number (dates, addresses).
    """
    if _MAY_HAVE_NUMBER.search(masked) is None:
        return []
    words = list(_word_numbers(masked))
    taken = _blanked(masked, [(word.start, word.end) for word in words])
    found = [*words, *_printed(taken, language)]
    return _with_shared_units(masked, sorted(found, key=lambda number: number.start))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _word_numbers(text: str) -> Iterator[Number]:
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


def _printed(text: str, language: str) -> Iterator[Number]:
    """Yield the prints of a text, each by the reading that its language gives it."""
    text = _without_ranges_of_growth(text, language)
    for printed in prints_in(text):
        shown = text[printed.number_start : printed.end]
        other = _NORWEGIAN_ONLY if language == "en" else _ENGLISH_ONLY
        if (
            shown.lower() in other
            or _SCALE_ALONE.fullmatch(shown)
            or shown.lower() in ("en", "ein", "a", "an", "et", "one", "én", "éin", "ett", "k", "m")
        ):
            continue
        reading = _reading(printed.readings, shown, language)
        has_points = reading.unit == "" and _POINTS.match(text, printed.end) is not None
        form: Form = (
            "points"
            if has_points
            else "percent"
            if reading.unit == "percent"
            else "points"
            if reading.unit == "points"
            else "number"
        )
        has_scale = re.search(r"[^\W\d_]", shown.replace("prosent", "").replace("percent", "")) is not None
        is_word = not any(sign.isdigit() for sign in shown)
        number = Number(
            printed.start,
            printed.number_start,
            printed.end,
            reading.value,
            reading.rounding,
            reading.hedge,
            form,
            reading.ends,
            has_scale=has_scale and abs(reading.value) >= 1000,
            is_word=is_word,
        )
        passed = _PAST.search(text[: number.start])
        if passed and number.hedge == "none":
            number = replace(number, start=passed.start(), hedge="over")
        towards = _TOWARDS.search(text[: number.start])
        if towards and number.hedge == "none":
            number = replace(number, start=towards.start(), hedge="nearly")
        yield number


def _without_ranges_of_growth(text: str, language: str) -> str:
    """Return the text with a sign in place of the "til" of "fra ... til ...", which parts two numbers."""
    for found in reversed(list(_FROM_TO["en" if language == "en" else "no"].finditer(text))):
        text = text[: found.start(1)] + "\u241e" * len(found[1]) + text[found.end(1) :]
    return text


def _reading(readings: Sequence[Reading], shown: str, language: str) -> Reading:
    """Return the reading by the language: of "1,905" the thousands in English, of "billion" the English meaning."""
    by_size = sorted(readings, key=lambda reading: abs(reading.value))
    mark = re.search(r"[.,](?=\d)", shown)
    is_thousands = mark is not None and (mark[0] == ",") == (language == "en")
    is_english_scale = language == "en" or mark is not None
    return by_size[-1] if is_thousands or not is_english_scale else by_size[0]


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
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
