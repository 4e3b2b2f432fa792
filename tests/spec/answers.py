"""Write an answer as in the tables: numbers, bounds, reasons."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import helsetrend
from helsetrend.analysis.vintage.observation import Reason
from helsetrend.values.interval import Interval
from helsetrend.values.rounding import nearest

HUNDREDTH = Fraction(1, 100)


def number(value: Fraction | float) -> str:
    """Return a number in full, to two decimals if it is not whole: 37 150 000, 12 002.5, 1 200.81."""
    return two_decimals(value).removesuffix(".00").removesuffix("0") if _exact(value) % 1 else whole(value)


def whole(value: Fraction | float) -> str:
    """Return a number rounded to a whole one: 75 471 698."""
    return f"{int(nearest(_exact(value), Fraction(1))):,}".replace(",", " ").replace("-", "−")


def two_decimals(value: Fraction | float) -> str:
    """Return a number to two decimals: 93.10, 1 200.81."""
    return f"{float(nearest(_exact(value), HUNDREDTH)):,.2f}".replace(",", " ").replace("-", "−")


def signed(value: Fraction | float) -> str:
    """Return a change to two decimals with its sign: +93.10, −1.38, 0.00."""
    text = two_decimals(value)
    return f"+{text}" if _exact(value) > 0 else text


def span(interval: Interval, form: Callable[[Fraction], str]) -> str:
    """Return the bounds: "93.10 to 97.20", or one number if they are the same."""
    return " to ".join(dict.fromkeys([form(interval.low), form(interval.high)]))


def reasons(given: Iterable[Reason]) -> str:
    """Return the reasons in words, without the thin spaces of a report."""
    return helsetrend.words("en").reasons(given).replace("\u2009", "")


def _exact(value: Fraction | float) -> Fraction:
    """Return the number itself, or the decimal number that a float stands for."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
