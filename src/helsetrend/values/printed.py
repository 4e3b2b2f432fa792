"""The printed numbers of a text, each in all ways in which it can be read (`print_parser`).

Prints that differ in their digits only, such as "37,2 millioner" and "41,9 millioner", are parsed once.
"""

import re
from fractions import Fraction
from functools import lru_cache

from helsetrend.values.print_parser import FRACTIONS, Parser, Print, Reading
from helsetrend.values.vocabulary import BETWEEN, RANGE_SIGNS

LONGEST_READ = 999
"""The most signs of a text that is read as one print."""

LONGEST_OF_A_SHAPE = 14
"""The most digits of a print that is read as others of its shape; their twentieths are exact in floating point."""

# Of bytes, since these are translated in a third of the time that a text takes.
_ONES = bytes.maketrans(b"123456789", b"111111111")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_OF_RANGES = frozenset((*RANGE_SIGNS, *dict(BETWEEN)))
_POWER_OF_TEN = re.compile("-?10*(?:/10*)?")


def readings(text: str) -> list[Reading]:
    """Return all ways to read the one printed number in `text`; none where it cannot be read."""
    return list(_readings(text))


def shape_of(text: str) -> tuple[str, int]:
    """Return the shape of a print, in which each digit but zero is a one, and its digits as one number.

    Prints of one shape are read alike, and differ in their values only, which are as their digits: "37,2 millioner" and
    "11,1 millioner". Where none of a shape can be read, the number is 0. Where prints are not read alike, as ranges, a
    print is its own shape, and the number is 0; so is a print of more than `LONGEST_OF_A_SHAPE` digits.
    """
    shape = text.encode(errors="surrogatepass").translate(_ONES).decode(errors="surrogatepass")
    if _digits_of_shape(shape):
        return shape, _digits(text)
    return (shape if _is_never_read(shape) else text), 0


def unread_word(text: str) -> str:
    """Return the first word or sign of `text` that keeps it from being read as one printed number; "" for none."""
    return "" if readings(text) else text.strip()[_unread(shape_of(text)[0])]


def prints_in(text: str) -> list[Print]:
    """Return every printed number in a running text, in its order."""
    parser, found, place = Parser(text, in_text=True), [], 0
    while place < len(parser.tokens):
        match = parser.read(place)
        found += [match[0]] if match else []
        place = match[1] if match else place + 1
    return found


@lru_cache(2**14)  # the same prints are read again and again
def _readings(text: str) -> tuple[Reading, ...]:
    shape, digits = shape_of(text)
    if not digits or shape == text:
        return _parsed(shape)
    return tuple(
        Reading(
            Fraction(unit.numerator * digits, unit.denominator),
            *(like.rounding, like.hedge, like.is_in_full),
            unit=like.unit,
            rest=like.rest,
        )
        for like, unit in _units(shape)
    )


@lru_cache(2**16)
def _units(shape: str) -> list[tuple[Reading, Fraction]]:
    """Return each reading of a shape with what its digits are counted in."""
    return [(reading, reading.value / _digits_of_shape(shape)) for reading in _parsed(shape)]


@lru_cache(2**16)
def _digits_of_shape(shape: str) -> int:
    """Return the digits of a shape as one number, if each of its readings is a power of ten times it; else 0."""
    found = _parsed(shape) if FRACTIONS.keys().isdisjoint(shape) else ()
    digits = _digits(shape) if found else 0
    is_scaled = digits and all(
        not reading.ends and _POWER_OF_TEN.fullmatch(str(reading.value / digits)) for reading in found
    )
    return digits if is_scaled and digits < 10**LONGEST_OF_A_SHAPE else 0


def _digits(text: str) -> int:
    """Return all digits of a text as one number, 0 where there is none."""
    return int(text.encode(errors="ignore").translate(None, _NO_DIGITS) or 0)


@lru_cache(2**16)
def _is_never_read(shape: str) -> bool:
    """Return whether no print of a shape can be read, as of none that is no range: of a range, the digits decide."""
    return not _parsed(shape) and _OF_RANGES.isdisjoint(token.lower for token in Parser(shape, in_text=False).tokens)


@lru_cache(2**16)
def _unread(shape: str) -> slice:
    """Return where the word or sign stands that keeps a shape without spaces around it from being read."""
    parser = Parser(shape.strip(), in_text=False)
    hedge, place = parser.hedge(0)
    found = parser.read(0) if hedge else None
    unread = parser.tokens[found[1] if found else place :]
    words = (slice(token.start, token.end) for token in unread if not found or token.kind == "number")
    return next(words, slice(0))


@lru_cache(2**16)
def _parsed(text: str) -> tuple[Reading, ...]:
    if len(text) > LONGEST_READ:
        return ()
    parser = Parser(text.strip(), in_text=False)
    found = parser.read(0) if parser.tokens else None
    if found is None or parser.is_share(found[1]):
        return ()
    has_another = any(sign.isdecimal() for token in parser.tokens[found[1] :] for sign in token.text)
    return () if has_another else found[0].readings
