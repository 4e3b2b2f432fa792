"""The parameters of a report, checked against the data before anything is run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from helsetrend.edition.request import Request, is_secret
from helsetrend.events import Counts
from helsetrend.published import Published
from helsetrend.report import known_on, years_of
from helsetrend.values import Period


class ParameterError(ValueError):
    """A parameter of the report is impossible; the message says what is allowed."""


@dataclass(frozen=True)
class Parameters:
    """The year of a report, the first year it looks back to, its date of knowledge, and `others` of the notebook."""

    year: int
    first_year: int
    as_of: date
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, int | str]:
        """The parameters by name, as a notebook takes them."""
        return {"year": self.year, "first_year": self.first_year, "as_of": str(self.as_of), **self.others}


def checked_parameters(
    request: Request, defaults: Mapping[str, Any], published: Published, counts: Counts
) -> Parameters:
    """Return the parameters of a request, completed by the notebook's `defaults` and checked against the data.

    Years that are not given are as `years_of` says. Raises ParameterError if a parameter is unknown, of the wrong type,
    or impossible.
    """
    others = {name: _typed(name, text, defaults) for name, text in request.others.items()}
    day = defaults["as_of"] if request.as_of is None else request.as_of
    try:
        known = known_on(published, counts, as_of=day)
    except ValueError as error:
        raise ParameterError(f"as_of {day!r}: {error}; allowed: a date such as 2022-05-31, or newest") from error
    years = sorted({Period.parse(period).year for period in known.rows_in_force["period"].unique()})
    first, last = years_of(known, year=request.year, first_year=request.first_year)
    if last not in years:
        allowed = ", ".join(map(str, years))
        raise ParameterError(f"year {last}: no figure was published by {known.as_of}; allowed: {allowed}")
    if not years[0] <= first <= last:
        raise ParameterError(f"first_year {first}: allowed for the year {last}: {years[0]} to {last}")
    return Parameters(last, first, known.as_of, others)


def _typed(name: str, text: str, defaults: Mapping[str, Any]) -> Any:
    """Return the text given for a parameter as a value of the type of its default; a text stays as it is."""
    if name not in defaults:
        nearest = get_close_matches(name, defaults, n=1)
        hint = f"; the nearest is {nearest[0]}" if nearest else ""
        raise ParameterError(f"there is no parameter {name!r}{hint}; allowed: {', '.join(defaults)}")
    if is_secret(name):
        raise ParameterError(
            f"{name!r} is named like a secret, and every edition shows its parameters to all readers; remove it"
        )
    kind = type(defaults[name])
    if kind is bool:
        if text not in ("true", "false"):
            raise ParameterError(f"{name} {text!r}; allowed: true, false")
        return text == "true"
    try:
        return kind(text)
    except ValueError as error:
        raise ParameterError(f"{name} {text!r}; allowed: a value such as {defaults[name]!r}") from error
