"""The metrics as a tidy table, one row a period, for those who explore: `metrics("visits", years=range(2019, 2022))`.

A period without a figure has a row too. Its numbers are missing, and `status` says why.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from helsetrend.analysis.observations import Observation, Vintage, vintage_on
from helsetrend.errors import check_name
from helsetrend.published import Published, read_published

OBSERVATIONS = pa.DataFrameSchema(
    {
        "metric": pa.Column(str, description="what is measured, as in metrics.toml"),
        "service": pa.Column(str, description="the service, or nothing"),
        "year": pa.Column(int, description="the year that the period lies in"),
        "period": pa.Column(str, description="the period measured: 2021, or 2021-12 for a metric of one month"),
        "value": pa.Column(float, nullable=True, description="the printed number, in `unit`; missing without a figure"),
        "low": pa.Column(float, nullable=True, description="the least that the print can mean, in `unit`"),
        "high": pa.Column(float, nullable=True, description="the most that the print can mean, in `unit`"),
        "unit": pa.Column(str, description="the unit of all numbers of the row, as in metrics.toml"),
        "hedge": pa.Column(str, description="the word around the number: over, nearly, about, none; or nothing"),
        "as_printed": pa.Column(str, description="the figure as in its source; nothing where it is a sum, or none"),
        "old_value": pa.Column(float, nullable=True, description="the value before the last revision, or missing"),
        "status": pa.Column(str, description="`published`, `part_of_period`, or why there is no figure, as a code"),
        "source": pa.Column(str, description="where it was published, as in sources.csv; several with commas"),
        "published_date": pa.Column("datetime64[s]", nullable=True, description="the day that it counts from"),
    },
    index=pa.Index(int),
    ordered=True,
    strict=True,
)
"""The contract of `metrics`: its columns, their types, and a sentence on each."""


def known(data: Published | Path | str | None = None, *, as_of: date | str | None = None) -> Vintage:
    """What was known on `as_of`, a date or its text; by default, or for "newest", all that is published.

    `data` is what `read_published` gives, or a folder; by default that which `HELSETREND_DATA` names, else the one
    that comes with the project. `compare`, `ranking`, `verdicts` and others take what this gives. Raises DataError
    where the data are at fault, ValueError where the date is none or before the first figure.

    >>> known(as_of="2022-05-31").observe("logins", 2021).figure.as_printed
    'rundt 77,5 millioner'
    >>> known().observe("logins", 2021).figure.as_printed
    'om lag 90,9 millioner'
    """
    published = data if isinstance(data, Published) else read_published(data)
    return vintage_on(published, as_of=None if as_of == "newest" else as_of)


def metrics(
    metric: str | None = None,
    *,
    service: str | None = None,
    years: Iterable[int] | int | None = None,
    as_of: date | str | None = None,
    data: Vintage | Published | Path | str | None = None,
) -> pd.DataFrame:
    """The figures in force, one row a metric, service and year, as `OBSERVATIONS` says.

    Without `metric` it is all metrics, without `service` all services of a metric that has some. `years` are by default
    those from the first to the last figure of any metric. `as_of` and `data` are as `known` takes them; `data` may
    also be what `known` gives, which then needs no reading. Raises as `known` does, and UnknownNameError, which names
    what there is, where there is no such metric or service.

    >>> table = metrics("visits", years=range(2019, 2022), as_of="2022-05-31")
    >>> table[["year", "value", "low", "high", "hedge"]].to_dict("records")[-1]
    {'year': 2021, 'value': 140000000.0, 'low': 140000000.0, 'high': 141000000.0, 'hedge': 'over'}
    >>> metrics("visit")
    Traceback (most recent call last):
    helsetrend.errors.UnknownNameError: there is no metric 'visit'; there are: visits, ...
    """
    if isinstance(data, Vintage) and as_of is not None:
        raise ValueError("as_of cannot be given with what was known on a date; give it to `known`")
    state = data if isinstance(data, Vintage) else known(data, as_of=as_of)
    first, last = state.span
    span = [years] if isinstance(years, int) else range(first, last + 1) if years is None else list(years)
    rows = [
        _row(state, state.observe(name, year, one), year)
        for name, one in _series(state, metric, service)
        for year in span
    ]
    table = pd.DataFrame(rows, columns=list(OBSERVATIONS.columns))
    numbers = ("value", "low", "high", "old_value")
    texts = [name for name in OBSERVATIONS.columns if name not in (*numbers, "year", "published_date")]
    return OBSERVATIONS.validate(
        table.astype(dict.fromkeys(texts, str) | dict.fromkeys(numbers, float) | {"year": int}).assign(
            published_date=pd.to_datetime(table["published_date"]).astype("datetime64[s]")
        )
    )


def _series(state: Vintage, metric: str | None, service: str | None) -> list[tuple[str, str]]:
    """The series that are asked for; raises UnknownNameError where there are none of that name."""
    series = state.catalogue.series
    if metric is not None:
        check_name(metric, state.catalogue.metrics, kind="metric")
        series = [(name, one) for name, one in series if name == metric]
    if service is not None:
        check_name(service, dict.fromkeys(one for _, one in series if one), kind=f"service of {metric or 'any metric'}")
        series = [(name, one) for name, one in series if one == service]
    return series


def _row(state: Vintage, seen: Observation, year: int) -> dict[str, Any]:
    figure = seen.figure
    told = {"metric": seen.metric, "service": seen.service, "year": year, "period": str(seen.period)}
    told |= {"unit": state.catalogue.metrics[seen.metric].unit, "hedge": "", "as_printed": "", "source": ""}
    if figure is None:
        return {**told, "status": seen.gap.code if seen.gap else ""}
    return {
        **told,
        "value": float(figure.value),
        "low": float(figure.interval.low),
        "high": float(figure.interval.high),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "as_printed": figure.as_printed,
        "old_value": float(seen.revised.value) if seen.revised else None,
        "status": seen.part.code if seen.part else "published",
        "source": ", ".join(figure.sources),
        "published_date": figure.published,
    }
