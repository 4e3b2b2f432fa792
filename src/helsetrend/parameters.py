"""What a report is made with, held against the data before anything is run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from helsetrend.counts import Counts
from helsetrend.faults import DataError, Fault
from helsetrend.knowledge import known_on
from helsetrend.published import Published
from helsetrend.scope import METRICS


class ParameterError(ValueError):
    """A parameter of the report is impossible; the message says what is allowed."""


@dataclass(frozen=True)
class Parameters:
    """The year of a report, the first year it looks back to, the date of knowledge."""

    year: int
    first_year: int
    as_of: date

    @property
    def values(self) -> dict[str, int | str]:
        """The parameters as a notebook takes them."""
        return {**asdict(self), "as_of": str(self.as_of)}


def checked_parameters(
    defaults: Mapping[str, Any],
    published: Published,
    counts: Counts,
    *,
    year: int | None,
    first_year: int | None,
    as_of: str | None,
) -> Parameters:
    """The parameters, held against the data.

    Where one is None, that of `defaults`, the notebook's, holds; the first year then keeps its distance from the year,
    as far as there are figures. Raises DataError where the data lack what the report is about, ParameterError where a
    parameter is impossible.
    """
    if missing := [name for name in METRICS if name not in published.catalogue.metrics]:
        allowed = "an entry for each metric that the report is about"
        raise DataError([Fault("metrics.toml", 0, f"metrics.{name}", "nothing", allowed) for name in missing])
    day = defaults["as_of"] if as_of is None else as_of
    try:
        known = known_on(published, counts, as_of=day)
    except ValueError as error:
        raise ParameterError(f"as_of {day!r}: {error}; allowed: a date such as 2022-05-31, or newest") from error
    years = sorted({int(period[:4]) for period in known.table["period"]})
    chosen = defaults["year"] if year is None else year
    if chosen not in years:
        told = ", ".join(map(str, years))
        raise ParameterError(f"year {chosen}: no figure was published by {known.as_of}; allowed: {told}")
    distance = defaults["year"] - defaults["first_year"]
    first = max(chosen - distance, years[0]) if first_year is None else first_year
    if not years[0] <= first <= chosen:
        raise ParameterError(f"first_year {first}: allowed for the year {chosen}: {years[0]} to {chosen}")
    return Parameters(chosen, first, known.as_of)
