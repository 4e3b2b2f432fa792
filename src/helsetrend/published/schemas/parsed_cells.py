"""Cells in plain form as numbers, periods and dates; a text that is none raises ValueError."""

import re
from fractions import Fraction

from helsetrend.values import Period

_PLAIN_NUMBER = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?")


def number(text: str) -> Fraction:
    """Read a number that is not negative. Raises ValueError for other texts, and for more than 15 digits."""
    match = _PLAIN_NUMBER.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a number in at most 15 digits")
    decimals = match[2] or ""
    return Fraction(int(match[1] + decimals), 10 ** len(decimals)) if decimals else Fraction(int(match[1]))


def number_or_none(text: str) -> Fraction | None:
    """Read a number that is not negative; None for an empty text. Raises as `number` does."""
    return number(text) if text else None


def signed_number(text: str) -> Fraction:
    """Read a number with or without a minus. Raises as `number` does."""
    return -number(text[1:]) if text.startswith("-") else number(text)


def optional_number(text: str) -> Fraction | None:
    """Read a number above zero; None for an empty text. Raises as `number` does."""
    if text and number(text) == 0:
        raise ValueError("nothing is rounded to zero")
    return number(text) if text else None


def optional_period(text: str) -> Period | None:
    """Read a period; None for an empty text. Raises as `Period.parse` does."""
    return Period.parse(text) if text else None


def date_of(text: str) -> Period:
    """Read a year, month or day. Raises ValueError for any other text."""
    period = Period.parse(text)
    if period.form not in ("year", "month", "day"):
        raise ValueError(f"{text!r} is neither a year nor a month nor a day")
    return period
