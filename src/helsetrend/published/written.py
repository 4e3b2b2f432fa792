"""How `metrics.toml` writes periods, days, names and addresses: the types of what is no text for readers."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from helsetrend.files import matching
from helsetrend.values import PERIOD_FORMS, Period, UnclearPeriodError

IN_ADDRESS = r"[^\s<>\"{}|\\^`]"


def _period_of(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    if type(value) is date:  # a time of day is a date too
        return Period(value, value)
    try:
        return Period.parse(value)
    except UnclearPeriodError as error:
        raise ValueError(error.instead) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"a period in quotes, such as {PERIOD_FORMS}") from error


PeriodText = Annotated[Period, BeforeValidator(_period_of)]


def check_day_of_year(value: str) -> str:
    """Return a month and a day of every year, such as 08-01. Raises ValueError for any other text."""
    try:
        date.fromisoformat(f"2021-{value}")
    except ValueError as error:
        raise ValueError("a month and a day such as 08-01, but not 02-29") from error
    return value


DayOfYear = Annotated[str, AfterValidator(check_day_of_year)]
Identifier = Annotated[str, matching(r"[a-z][a-z0-9_]*", "small letters a to z, digits and _, a letter first")]
SeriesName = Annotated[
    str, matching(r"[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?", "the name of a metric, or metric:service, such as visits:chat")
]
WebAddress = Annotated[str, matching(rf"https?://{IN_ADDRESS}+", "an address that begins with http:// or https://")]
ContactAddress = Annotated[
    str, matching(rf"(mailto:|https?://){IN_ADDRESS}+", "an address that begins with mailto:, http:// or https://")
]
