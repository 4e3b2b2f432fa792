"""Numbers in digits ("1.234,5") and in words ("to og en halv", "femogtjue", "twenty-five") as exact values."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
"""The spaces that separate thousands, or precede a unit."""

LONGEST_NUMBER = 30
"""The most signs of a number that is read; no count comes near it."""

_GROUPED = rf"[1-9][0-9]{{0,2}}(?P<gap>[.,'\u2019{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*"
_WHOLE = re.compile(rf"(?:[0-9]+|{_GROUPED})")
_DECIMAL = re.compile(rf"(?P<whole>[0-9]*|{_GROUPED})(?P<mark>[.,])(?P<decimals>[0-9]+)")
_FORM_OF_MARK = {",": "comma", ".": "point"}
_FORM_OF_GAP = {".": "comma", ",": "point", "'": "point", "\u2019": "point"}


@dataclass(frozen=True)
class Written:
    """One way to read digits: as the whole number `digits`, the last `decimals` digits of which are decimals.

    `form` is the decimal mark that this way of writing implies, "comma" or "point"; "" where it implies none.
    """

    digits: int
    decimals: int
    form: str

    @property
    def value(self) -> Fraction:
        """The number."""
        return Fraction(self.digits, 10**self.decimals)

    def __str__(self) -> str:
        """Return plain digits with a decimal point: 37.20."""
        text = str(self.digits).zfill(self.decimals + 1)
        return f"{text[: -self.decimals]}.{text[-self.decimals :]}" if self.decimals else text


def written(text: str) -> list[Written]:
    """Return every number that the text can mean; none where it is not digits with marks between them."""
    if len(text) > LONGEST_NUMBER:
        return []
    digits = int("".join(re.findall(r"[0-9]", text)) or 0)
    numbers = []
    if parts := _WHOLE.fullmatch(text):
        numbers.append(Written(digits, 0, _FORM_OF_GAP.get(parts["gap"], "")))
    if (parts := _DECIMAL.fullmatch(text)) and parts["mark"] != parts["gap"]:
        numbers.append(Written(digits, len(parts["decimals"]), _FORM_OF_MARK[parts["mark"]]))
    return numbers


def worth_in_full(number: int) -> int:
    """Return the worth of the last digit of a number printed in full.

    Closing groups of three zeros mean what the word "thousand" means: "500.000" is read as 500 thousand, since
    the zeros of a round number do not claim a count to the last one.
    """
    worth = 1
    while number and number % (worth * 1000) == 0:
        worth *= 1000
    return worth


_SMALL = {
    0: "null zero nought",
    1: "én éin éi ett eitt one",
    2: "to two",
    3: "tre three",
    4: "fire four",
    5: "fem five",
    6: "seks six",
    7: "sju syv seven",
    8: "åtte eight",
    9: "ni nine",
    10: "ti ten",
    11: "elleve eleven",
    12: "tolv twelve",
    13: "tretten thirteen",
    14: "fjorten fourteen",
    15: "femten fifteen",
    16: "seksten sixteen",
    17: "sytten søtten seventeen",
    18: "atten eighteen",
    19: "nitten nineteen",
}
_TENS = {
    20: "tjue tyve twenty",
    30: "tretti tredve thirty",
    40: "førti forty",
    50: "femti fifty",
    60: "seksti sixty",
    70: "sytti søtti seventy",
    80: "åtti eighty",
    90: "nitti ninety",
}
_BELOW_TWENTY = {word: number for number, words in _SMALL.items() for word in words.split()}
_TENS_OF_WORD = {word: number for number, words in _TENS.items() for word in words.split()}

ARTICLES = ("en", "et", "ein", "ei", "eit", "a", "an")
"""Words that mean one before a scale or a half, and elsewhere are articles."""

_ONES = {word: number for word, number in _BELOW_TWENTY.items() if 0 < number < 10} | {"en": 1, "ein": 1}
_TENS_PATTERN = "|".join(_TENS_OF_WORD)
_ONES_PATTERN = "|".join(sorted(_ONES, key=len, reverse=True))
_COMPOUND = re.compile(
    rf"(?:(?:(?P<hundreds>{_ONES_PATTERN})?hundre(?:og)?)?"
    rf"(?:(?P<small>{'|'.join(sorted(_BELOW_TWENTY, key=len, reverse=True))})"
    rf"|(?P<tens>{_TENS_PATTERN})-?(?P<ones>{_ONES_PATTERN})?"
    rf"|(?P<before>{_ONES_PATTERN})og(?P<after>{_TENS_PATTERN}))?)"
)


@cache
def number_of_word(word: str) -> int | None:
    """Return the number below a thousand that a single word in lower case names, or None: "tjueto", "tohundreogfem"."""
    match = _COMPOUND.fullmatch(word) if word else None
    if match is None:
        return None
    hundreds = 100 * _ONES.get(match["hundreds"] or "", 1) if "hundre" in word else 0
    tens = _TENS_OF_WORD.get(match["tens"] or match["after"] or "", 0)
    ones = _ONES.get(match["ones"] or match["before"] or "", 0)
    return hundreds + tens + ones + _BELOW_TWENTY.get(match["small"] or "", 0)
