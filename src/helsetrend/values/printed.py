"""A number as it is printed in a text: hedge, digits, scale.

"i overkant av 12,7 millioner" has the hedge *over*, the value 12 700 000, and a last printed digit worth
100 000. Norwegian (bokmål and nynorsk) and English forms are read. A text can have two readings
("1.234" is a thousand and more, or one and a bit); both are returned, and the caller decides by the
value given beside the print.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
"""The spaces that separate thousands, or precede a unit."""

LONGEST_NUMBER = 30
"""The most signs of a number that is read; no count comes near it."""

_GROUPED = rf"[1-9][0-9]{{0,2}}(?P<gap>[.,{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*"
_WHOLE = re.compile(rf"(?:[0-9]+|{_GROUPED})")
_DECIMAL = re.compile(rf"(?P<whole>[0-9]+|{_GROUPED})(?P<mark>[.,])(?P<decimals>[0-9]+)")
_FORM_OF_MARK = {",": "comma", ".": "point"}
_FORM_OF_GAP = {".": "comma", ",": "point"}


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


HEDGE_WORDS = {
    "over": (
        *("over", "i overkant av", "mer enn", "meir enn", "litt over", "litt mer enn", "drøyt", "drøye", "vel"),
        *("more than", "just over", "slightly over", "slightly more than"),
    ),
    "nearly": (
        *("nærmere", "nærare", "nesten", "knapt", "knappe", "i underkant av", "litt under", "like under"),
        *("nearly", "almost", "just under", "slightly under", "close to"),
    ),
    "about": (
        *("rundt", "om lag", "omlag", "omtrent", "omkring", "ca.", "ca", "cirka", "circa", "anslagsvis"),
        *("about", "around", "approximately", "roughly", "some"),
    ),
    "none": ("",),
}
SCALE_WORDS = {
    10**3: ("tusen", "thousand"),
    10**6: ("million", "millioner", "millionar", "mill.", "mill"),
    10**9: ("milliard", "milliarder", "milliardar", "mrd.", "mrd", "billion"),
}
_HEDGE_OF_WORD = {word: hedge for hedge, words in HEDGE_WORDS.items() for word in words}
_SCALE_OF_WORD = {word: scale for scale, words in SCALE_WORDS.items() for word in words}

PERCENT_WORDS = ("%", "prosent", "percent", "per cent")

_PRINT = re.compile(rf"(?P<before>\D*?)(?P<sign>[-\u2212]?)(?P<digits>[0-9](?:[0-9.,{SPACES}]*[0-9])?)(?P<after>\D*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a print: its value, the worth of one unit of its last printed digit, its hedge.

    A whole number without a scale and without percent `is_in_full`; its closing zeros may be digits or rounding.
    """

    value: Fraction
    rounding: Fraction
    hedge: str
    is_in_full: bool


def readings(text: str) -> list[Reading]:
    """Return all ways to read the printed number in `text`; none where it cannot be read."""
    return list(_readings(text))


@lru_cache(2**20)  # the same prints are read again and again
def _readings(text: str) -> tuple[Reading, ...]:
    match = _PRINT.fullmatch(text.strip().lower())
    if not match:
        return ()
    hedge = _HEDGE_OF_WORD.get(match["before"].strip(SPACES))
    if hedge is None:
        return ()
    unit_words = match["after"].strip(SPACES)
    scale = _SCALE_OF_WORD.get(unit_words.split()[0], 1) if unit_words else 1
    in_full = scale == 1 and not unit_words.startswith(PERCENT_WORDS)
    sign = -1 if match["sign"] else 1
    return tuple(
        Reading(
            sign * number.value * scale, _worth(number, in_full=in_full) * scale, hedge, in_full and not number.decimals
        )
        for number in written(match["digits"])
    )


def _worth(number: Written, *, in_full: bool) -> Fraction:
    """Return the worth of the last printed digit, before the scale."""
    if number.decimals:
        return Fraction(1, 10**number.decimals)
    return Fraction(worth_in_full(number.digits) if in_full else 1)


def worth_in_full(number: int) -> int:
    """Return the worth of the last digit of a number printed in full.

    Closing groups of three zeros mean what the word "thousand" means: "500.000" is read as 500 thousand, since
    the zeros of a round number do not claim a count to the last one.
    """
    worth = 1
    while number and number % (worth * 1000) == 0:
        worth *= 1000
    return worth
