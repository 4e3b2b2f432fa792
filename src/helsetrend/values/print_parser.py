"""The grammar of a printed number: hedge, digits or number words, scale, percent, and where it stands.

"i overkant av 12,7 millioner" has the hedge *over*, the value 12 700 000, and a last printed digit worth
100 000. Bokmål, nynorsk and English forms are read (`vocabulary`), a range ("40\u201345 millioner") has two values.
A text can have two readings ("1.234" is a thousand and more, or one and a bit; "billion" is Norwegian or English);
all are returned, and the caller decides by the value given beside the print.

    print   = [ hedge | emphasis ]* [ sign ] ( number [ range-sign number ] | "mellom" number "og" number )
              [ percent ] [ hedge ]
    number  = ( digits | number words ) [ scale ]*
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from helsetrend.values.numerals import ARTICLES, SPACES, number_of_word, worth_in_full, written
from helsetrend.values.superscript import SUPERSCRIPT_SIGNS
from helsetrend.values.vocabulary import (
    BETWEEN,
    EMPHASIS,
    HEDGE_WORDS,
    PERCENT_WORDS,
    POINT_WORDS,
    POSTFIX_HEDGES,
    RANGE_SIGNS,
    SCALE_WORDS,
)

_LETTER = rf"[^\W\d_{SUPERSCRIPT_SIGNS}\u2080-\u209c]"  # no superscript, which is a mark
_TOKEN = re.compile(
    rf"(?P<number>(?:(?:[1-9][0-9]{{0,2}}(?P<gap>[.,'\u2019{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*|[0-9]+)"
    rf"(?:[.,][0-9]+)*(?![0-9])|(?<!\w)[.,][0-9]+)[½¼¾]?|[½¼¾])"
    rf"|(?P<word>{_LETTER}+(?:[-'\u2019]{_LETTER}+)*)"
    r"|(?P<sign>\S)"
)
FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_MINUS = ("-", "\u2212", "minus", "negativ")
_CURRENCIES = ("kr", "nok", "sek", "dkk", "eur", "usd", "gbp", "$", "€", "£")
_IN_WORDS = {
    words: fraction
    for fraction, phrases in {
        Fraction(1, 2): "en halv, ein halv, et halvt, eit halvt, ei halv, halv, halvt, half a, half an, a half, half",
        Fraction(1, 4): "en kvart, ein kvart, et kvart, a quarter of a, a quarter, kvart",
        Fraction(3, 4): "trekvart, tre kvart, three quarters of a",
        Fraction(3, 2): "halvannen, halvanna, halvannan",
        Fraction(2): "et par, eit par, a couple of, a couple",
    }.items()
    for words in (tuple(phrase.split()) for phrase in phrases.split(", "))
}
_WORTH_BY_DENOMINATOR = {1: Fraction(1), 2: Fraction(1, 10), 4: Fraction(1, 20)}
_AND = ("og", "and")
_OF = ("av", "of", "in", "i", "out")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a print: its value, the worth of one unit of its last printed digit, its hedge.

    A whole number without a scale and without percent `is_in_full`; its closing zeros may be digits or rounding.
    `ends` are both ends of a printed range, whose middle is the value. `unit` is "percent" or "points" where the print
    says so, and `rest` what is printed beside the number and is part of none of these.
    """

    value: Fraction
    rounding: Fraction
    hedge: str
    is_in_full: bool
    ends: tuple[Fraction, Fraction] | None = None
    unit: str = field(default="", compare=False)
    rest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Print:
    """A printed number in a text: from `start` to `end`, without its hedge from `number_start`, and its readings."""

    start: int
    number_start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A number in digits, a word or a sign, and where it stands; `lower` is its text in lower case."""

    kind: str
    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    """One way to read a number: its value, the worth of its last digit, its scale, its decimal mark."""

    value: Fraction
    worth: Fraction
    scale: int
    is_whole: bool
    form: str = ""


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.lastgroup or "", match[0], match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]


_Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def _by_first_word(groups: Mapping[str, Iterable[str]]) -> _Phrases:
    """Return the phrases by their first word, the longest first, each with the name of its group."""
    phrases = [
        (tuple(token.lower for token in _tokens(phrase.removesuffix("."))), name)
        for name, words in groups.items()
        for phrase in words
    ]
    ordered = sorted(phrases, key=lambda phrase: -len(phrase[0]))
    return {first: [phrase for phrase in ordered if phrase[0][0] == first] for first in {key[0] for key, _ in phrases}}


_BEFORE = _by_first_word({**HEDGE_WORDS, "": EMPHASIS})
_AFTER = _by_first_word({**POSTFIX_HEDGES, "": EMPHASIS})
_UNITS = _by_first_word({"percent": PERCENT_WORDS, "points": POINT_WORDS})
_SCALES = {word.removesuffix("."): scales for word, scales in SCALE_WORDS.items()}


class Parser:
    """Reads one print from a place among the tokens of a text; each method returns what it read and the place after.

    In a running text some words are no part of a number that alone in a cell would be one: the article "en", a scale of
    one letter that is not joined to its digits, the "til" of "fra 23 til 68 prosent".
    """

    def __init__(self, text: str, *, in_text: bool) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.in_text = in_text

    def read(self, place: int) -> tuple[Print, int] | None:
        """Read a whole print that begins at a place."""
        tokens, start = self.tokens, place
        hedge, place = self.hedge(place)
        number_place = place
        if tokens[place : place + 1] and tokens[place].lower in _CURRENCIES:
            place = self._after_period(place + 1)
        opening = dict(BETWEEN).get(self._word(place))
        first, second, place = self._ends(place + 1, (opening,)) if opening else self._ends(place, RANGE_SIGNS)
        if hedge is None or not first or (opening and not second) or (second and hedge not in ("none", "about")):
            return None
        unit, place = self._phrase(_UNITS, place)
        while (found_after := self._phrase(_AFTER, place))[1] > place:
            after, place = found_after
            hedge = after if after and hedge == "none" and not second else hedge
        last = tokens[place - 1].end
        rest = " ".join(part for part in (self.text[: tokens[start].start], self.text[last:]) if part.strip(SPACES))
        currency = self.text[tokens[number_place].start : tokens[number_place].end]
        rest = f"{currency} {rest}" if currency.lower() in _CURRENCIES else rest
        found = tuple(_readings_of(first, second, hedge, unit or "", rest.strip(SPACES)))
        return (Print(tokens[start].start, tokens[number_place].start, last, found), place) if found else None

    def hedge(self, place: int) -> tuple[str | None, int]:
        """Read hedges and emphasis; the hedge is None where there are two."""
        hedge: str | None = "none"
        while (found := self._phrase(_BEFORE, place))[1] > place:
            code, place = found
            if code:
                hedge = code if hedge == "none" else None
        return hedge, place

    def _ends(self, place: int, signs: Sequence[str]) -> tuple[list[_Number], list[_Number], int]:
        """Read a number, and the other end of the range that a sign makes of it."""
        before = self._word(place - 1) if place else ""
        first, place = self._number(place)
        if not first or self._word(place) not in signs or (self.in_text and before in ("fra", "frå", "from")):
            return first, [], place
        second, after = self._number(place + 1)
        return (first, second, after) if second else (first, [], place)

    def _number(self, place: int) -> tuple[list[_Number], int]:
        minus = self._word(place) in _MINUS
        place += minus
        if place >= len(self.tokens):
            return [], place
        is_digits = self.tokens[place].kind == "number"
        numbers, after = self._digits(place) if is_digits else self._words(place)
        sign = -1 if minus else 1
        return [replace(number, value=sign * number.value) for number in numbers], after

    def _digits(self, place: int) -> tuple[list[_Number], int]:
        text = self.tokens[place].text
        fraction = FRACTIONS.get(text[-1], Fraction(0))
        worth = _WORTH_BY_DENOMINATOR[fraction.denominator] if fraction else None
        scales, after = self._scales(place + 1)
        return [
            _Number(
                (number.value + fraction) * scale,
                (worth or Fraction(1, 10**number.decimals)) * scale,
                scale,
                is_whole=not number.decimals and worth is None,
                form=number.form,
            )
            for scale in scales
            for number in written(text.rstrip("".join(FRACTIONS)) or "0")
        ], after

    def _words(self, place: int) -> tuple[list[_Number], int]:
        """Read a number in words: "fem tusen og tjue", "to og en halv million", "a million and a half"."""
        ways, after = [], place
        for choice in (0, -1):
            number, after = self._words_with(place, choice)
            ways += [number] if number else []
        return list(dict.fromkeys(ways)), after

    def _words_with(self, place: int, choice: int) -> tuple[_Number | None, int]:
        """Read a number in words, taking the first or the last meaning of a scale that has two."""
        total, scale, start = Fraction(0), 1, place
        current: Fraction | None = None
        worth: Fraction | None = None
        while place < len(self.tokens):
            joined = place + (place > start and self._word(place) in _AND)
            word = self._word(joined)
            half, after_half = self._half(joined)
            small = number_of_word(word)
            if half is not None:
                if current is None and place > start:  # "a million and a half"
                    total, place, worth = total + half[0] * scale, after_half, half[1] * scale
                    break
                current, worth, place = (current or Fraction(0)) + half[0], half[1], after_half
            elif small is not None and _fits_after(current, small):
                current, place = (current or Fraction(0)) + small, joined + 1
            elif len(word) > 1 and word in _SCALES and (current is not None or _SCALES[word][0] <= 1000):
                factor = _SCALES[word][choice]
                if factor == 100:
                    current = (current or Fraction(1)) * 100
                else:
                    total, current, scale = total + (1 if current is None else current) * factor, None, factor
                    worth = worth and worth * factor
                place = self._after_period(joined + 1)
            elif word in ARTICLES and current is None and self._is_number(joined):
                current, place = Fraction(1), joined + 1
            else:
                break
        if place == start:
            return None, place
        rounding = worth or Fraction(scale if current is None else 1)
        return _Number(total + (current or 0), rounding, scale, is_whole=not worth), place

    def _is_number(self, article: int) -> bool:
        """Return whether an article means one: before a scale or a fraction, and alone in a cell."""
        is_alone = not self.in_text and article + 1 == len(self.tokens)
        return is_alone or self._word(article + 1) in _SCALES or self._half(article + 1)[0] is not None

    def is_share(self, place: int) -> bool:
        """Return whether the number before the place is a part of the one after it: "to av tre", "one in five"."""
        return self._word(place) in _OF and bool(self._number(place + 1 + (self._word(place) == "out"))[0])

    def _half(self, place: int) -> tuple[tuple[Fraction, Fraction] | None, int]:
        """Read a fraction in words: its value, and the worth of its last digit."""
        words = tuple(self._word(place + ahead) for ahead in range(4))
        for length in (4, 3, 2, 1):
            if (value := _IN_WORDS.get(words[:length])) is not None:
                return (value, _WORTH_BY_DENOMINATOR[value.denominator]), place + length
        return None, place

    def _scales(self, place: int) -> tuple[list[int], int]:
        """Read the scales after digits, which multiply: "1,2 tusen milliarder"."""
        scales = [1]
        while (word := self._word(place)) in _SCALES:
            is_joined = self.tokens[place - 1].end == self.tokens[place].start
            if len(word) == 1 and self.in_text and not is_joined:
                break
            scales = [known * scale for known in scales for scale in _SCALES[word]]
            place = self._after_period(place + 1)
        return scales, place

    def _phrase(self, phrases: _Phrases, place: int) -> tuple[str | None, int]:
        """Read the longest of the phrases that stands at the place: its group, and the place after it."""
        for words, name in phrases.get(self._word(place), ()):
            if tuple(self._word(place + ahead) for ahead in range(len(words))) == words:
                return name, self._after_period(place + len(words))
        return None, place

    def _after_period(self, place: int) -> int:
        """Return the place after a period that is joined to the word before it and ends no sentence."""
        if self._word(place) != "." or self.tokens[place].start != self.tokens[place - 1].end:
            return place
        is_last = place + 1 == len(self.tokens)
        return place if is_last and self.in_text else place + 1

    def _word(self, place: int) -> str:
        """Return the token at a place in lower case; nothing after the last."""
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""


def _fits_after(current: Fraction | None, small: int) -> bool:
    """Return whether a number word goes on with the number before it: "to hundre" "tjue", "twenty" "five"."""
    if current is None:
        return True
    goes_on_hundreds = current >= 100 and current % 100 == 0 and small < 100
    return goes_on_hundreds or (current % 100 in range(20, 100, 10) and 0 < small < 10)


def _readings_of(
    first: Sequence[_Number], second: Sequence[_Number], hedge: str, unit: str, rest: str
) -> Iterator[Reading]:
    """Yield each reading of a number, or of the two ends of a range of one way of writing."""
    for number in first if not second else ():
        in_full = number.is_whole and number.scale == 1 and not unit
        worth = Fraction(worth_in_full(int(number.value))) if in_full else number.worth
        yield Reading(number.value, worth, hedge, in_full, unit=unit, rest=rest)
    for low, high in ((low, high) for low in first for high in second if low.form in ("", high.form) or not high.form):
        shared = high.scale if low.scale == 1 and low.value < 1000 else 1
        ends = low.value * shared, high.value
        if ends[0] < ends[1]:
            worth = min(low.worth * shared, high.worth)
            yield Reading(sum(ends, Fraction(0)) / 2, worth, "between", False, ends, unit=unit, rest=rest)
