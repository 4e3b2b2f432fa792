"""Every number in a block of text: digits, number words, and words that are numbers, with where they stand.

A number is read by `values.prints_in`, which knows hedges, scales and percent; this module adds what only a text has:
"doblet", "hver fjerde", "tre av fem", "to tredjedeler", "nest mest", and units that are given once ("fra 23 til 68
prosent"). Which of them are figures is decided later (`not_figures`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helsetrend.proofreading.text.number import MASK, Form, Number
from helsetrend.proofreading.text.shared_units import with_shared_units
from helsetrend.proofreading.text.word_numbers import word_numbers
from helsetrend.proofreading.vocabulary import caseless, words_of
from helsetrend.values import Reading, prints_in

_NORWEGIAN_ONLY = words_of("en ein ett et eit ei to tre fire fem seks sju syv åtte ni ti tolv elleve null")
_ENGLISH_ONLY = words_of("one two three four five six seven eight nine ten eleven twelve zero")
_ARTICLES = words_of("en ein a an et one én éin ett k m")
"""Words that are no number by themselves."""

_FROM_TO = {
    language: caseless(
        rf"\b(?:fra|frå|from|by|med)\b(?:(?!\spå\s|(?<!way)\sof\s)(?:[^.;:]|[.:](?=\d))){{1,80}}?\b({to})\b"
    )
    for language, to in (("no", "til"), ("en", "til|to"))
}
_SCALE_ALONE = caseless(r"(?:hundre|tusen|million|milliard|billion|thousand|hundred)\w*\.?|mill\.?")
_PAST = caseless(
    r"\b(?:passer(?:te|t|er|ar|a)|krysset|kryssa|brøt|runde[rt]|runda[r]?|passed|topped|exceeded|"
    r"surpassed|broke|crossed|oversteg|overstiger|tops|exceeds|over-?steig)\s+(?:[^\W\d_]+\s+)?$"
)
_TOWARDS = caseless(r"\b(?:nærmer|nærmar|nærmet|nærma)\sseg\s+$|\b(?:approach(?:es|ed|ing)?|nearing|neared)\s+$")


_POINTS = caseless(r"\s?(?:poeng|points?|pp\.?|prosentenheter|prosenteiningar|%-poeng)(?!\w)")


def numbers_in(masked: str, language: str) -> list[Number]:
    """Return every number in a text of one language, in its order.

    The text is `masked`: it has `MASK` in place of what is surely no number (dates, addresses).
    """
    words = list(word_numbers(masked))
    taken = _blanked(masked, [(word.start, word.end) for word in words])
    found = [*words, *_printed(taken, language)]
    return with_shared_units(masked, sorted(found, key=lambda number: number.start))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _printed(text: str, language: str) -> Iterator[Number]:
    """Yield the prints of a text, each by the reading that its language gives it."""
    text = _without_ranges_of_growth(text, language)
    for printed in prints_in(text):
        shown = text[printed.number_start : printed.end]
        other = _NORWEGIAN_ONLY if language == "en" else _ENGLISH_ONLY
        if shown.lower() in other | _ARTICLES or _SCALE_ALONE.fullmatch(shown):
            continue
        reading = _reading(printed.readings, shown, language)
        is_points = reading.unit == "points" or (not reading.unit and _POINTS.match(text, printed.end))
        form: Form = "points" if is_points else "percent" if reading.unit == "percent" else "number"
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
        for pattern, hedge in ((_PAST, "over"), (_TOWARDS, "nearly")):
            if number.hedge == "none" and (verb := pattern.search(text, 0, number.start)):
                number = replace(number, start=verb.start(), hedge=hedge)
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
