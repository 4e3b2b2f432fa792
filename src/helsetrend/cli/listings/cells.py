"""What stands in one cell of a listing: a figure, bounds, a number."""

from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helsetrend.published import Figure  # imports pandas, and counting starts without it


def series_name(item: Any) -> str:
    """Return metric and service of a figure, a count or a row of a table."""
    return f"{item.metric} {item.service}".strip()


def label_of(figure: "Figure") -> str:
    """Return metric, service and period of a figure."""
    return f"{series_name(figure)} {figure.period.name}"


def print_of(figure: "Figure") -> str:
    """Return a figure as printed; of a sum that nobody printed its value."""
    return figure.as_printed or f"{plain(float(figure.value))} (the sum of {len(figure.parts)} figures)"


def bounded(low: float, high: float, digits: str, *, sign: str = "") -> str:
    """Return bounds rounded outwards to the digits of a format; one number if they are equal."""
    scale = 10 ** int(digits[1])
    ends = floor(round(low * scale, 6)) / scale, ceil(round(high * scale, 6)) / scale
    return " to ".join(dict.fromkeys(f"{end:{sign},{digits}}" for end in ends))


def plain(number: float) -> str:
    """Return a number with at most ten digits, without decimals if it is whole."""
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.10g}"


def signed(percent: float) -> str:
    """Return a change in percent to one decimal with its sign, halves away from zero; empty if the base was zero."""
    return f"{Decimal(repr(percent)).quantize(Decimal('0.1'), ROUND_HALF_UP):+}" if isfinite(percent) else ""
