"""The cell of a table as a print: with the scale that its column states, and the number that an unclear one means.

"1.234" is a thousand and more, or one and a bit. The decimal mark that the description states decides, else what the
cell of a workbook holds, else the other numbers of the table, else that a count is a whole number. If none of these
decides, it is a fault, not a guess.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from helsetrend.published.schemas import PERCENT_UNITS
from helsetrend.published.status import without_marks
from helsetrend.values import SPACES, Written, readings, written

_DIGITS = re.compile(rf"[0-9](?:[0-9.,'\u2019{SPACES}]*[0-9])?")

SCALE_WORDS = {
    100: ("hundre", "hundred"),
    1_000: ("tusen", "thousand"),
    1_000_000: ("millioner", "million"),
    1_000_000_000: ("milliarder", "billion"),
}
"""How a scale is written after a number, in Norwegian and in English."""

NORWEGIAN = ("nb", "nn", "no")


def scaled(text: str, scale: int, *, unit: str, language: str, marks: Mapping[str, str]) -> str:
    """Return the print with the scale of its column: "37,2 millioner" for 37,2 in millions, "12.5 %" for 0.125.

    A mark stays at the end, a letter as a word of its own, and a sign in the place of a figure as it is.
    """
    number = without_marks(text, marks).text
    if scale == 1 or not number or not readings(number):
        return text
    if scale == 100 and unit in PERCENT_UNITS:
        with_percent = _DIGITS.sub(lambda match: _hundredfold(match[0]), number)
        return text.replace(number, f"{with_percent} %", 1)
    word = SCALE_WORDS[scale][language not in NORWEGIAN]
    before, _, after = text.partition(number)
    return f"{before}{number} {word}{' ' if after[:1].isalnum() else ''}{after}"


def form_of(texts: Iterable[str]) -> str | None:
    """Return the decimal mark, "comma" or "point", of all numbers with one reading, None if they differ."""
    found = (written(digits) for text in set(texts) for digits in _DIGITS.findall(text))
    forms = {numbers[0].form for numbers in found if len(numbers) == 1 and numbers[0].form}
    return forms.pop() if len(forms) == 1 else None


def value_of(
    print_: str, *, form: str | None, number: str = "", is_whole: bool = False, language: str = "en"
) -> tuple[str, str]:
    """Return the value that a print has, "" where its only reading says so, and what was expected where it is unclear.

    `form` is the decimal mark as far as it is known, `number` the digits that the cell of a workbook holds.
    """
    values = list(dict.fromkeys(reading.value for reading in readings(print_)))
    if len(values) < 2:
        return "", ""
    by_form = {mark: _values_as(print_, mark) for mark in ("comma", "point")}
    if by_form["comma"] == by_form["point"]:  # "1 billion"
        return _plain(max(values) if language in NORWEGIAN else min(values)), ""
    meant = [value for mark, found in by_form.items() if mark == form for value in found[:1]]
    if number and not form:
        exact = Fraction(number.rstrip(" %"))
        meant = [min(values, key=lambda value: abs(value - exact))]
    if not meant and is_whole:
        meant = [value for value in values if value.denominator == 1]
    if len(meant) == 1:
        return _plain(meant[0]), ""
    choice = " or ".join(map(_plain, values))
    return "", f'{choice}, since it can be read as both: say decimal = "comma" or "point" for the table in tables.toml'


def _values_as(print_: str, form: str) -> list[Fraction]:
    """Return the values of a print if its numbers have this decimal mark."""
    plain = _DIGITS.sub(lambda match: _unambiguous(match[0], form), print_)
    return list(dict.fromkeys(reading.value for reading in readings(plain)))


def _unambiguous(digits: str, form: str) -> str:
    numbers = written(digits)
    if len(numbers) < 2:
        return digits
    number = next((number for number in numbers if number.form == form), numbers[0])
    return f"{number}0" if number.decimals else str(number)


def _hundredfold(digits: str) -> str:
    numbers = written(digits)
    number = next((number for number in numbers if number.decimals), numbers[0] if numbers else None)
    if number is None:
        return digits
    moved = Written(number.digits * 10 ** max(0, 2 - number.decimals), max(0, number.decimals - 2), number.form)
    return str(moved) if "." in digits or not number.decimals else str(moved).replace(".", ",")


def _plain(value: Fraction) -> str:
    """Return the number in plain digits."""
    return str(value) if value.denominator == 1 else f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
