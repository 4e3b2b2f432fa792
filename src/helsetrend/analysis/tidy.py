"""The metrics as a tidy table, one row per period, to explore: `metrics("visits", years=range(2019, 2022))`.

A period without a figure has a row too: its numbers are missing, and `status` is the reason.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from helsetrend.analysis.vintage import Observation, Vintage, vintage_on
from helsetrend.errors import check_name
from helsetrend.published import Published, read_published
from helsetrend.values import HEDGES

OBSERVATIONS = pa.DataFrameSchema(
    {
        "metric": pa.Column(str, description="what is measured, as in metrics.toml"),
        "service": pa.Column(str, description="the service, or nothing"),
        "year": pa.Column(int, description="the year that the period ends in"),
        "period": pa.Column(
            str, description="the period: 2021, 2021-12 for a metric of one month, or 2020-08-01/P1Y for 2020/21"
        ),
        "value": pa.Column(float, nullable=True, description="the printed number, in `unit`; missing without a figure"),
        "low": pa.Column(float, nullable=True, description="the least that the print can mean, in `unit`"),
        "high": pa.Column(float, nullable=True, description="the most that the print can mean, in `unit`"),
        "unit": pa.Column(str, description="the unit of all numbers of the row, as in metrics.toml"),
        "hedge": pa.Column(str, description=f"the word around the number: {', '.join(HEDGES)}; or nothing"),
        "as_printed": pa.Column(str, description="the figure as in its source; nothing where it is a sum, or none"),
        "old_value": pa.Column(float, nullable=True, description="the value before the last revision, or missing"),
        "status": pa.Column(str, description="`published`, `part_of_period`, or why there is no figure, as a code"),
        "obs_status": pa.Column(
            str,
            description="what the publisher says of it, as provisional or suppressed; several with commas; or nothing",
        ),
        "source": pa.Column(str, description="where it was published, as in sources.csv; several with commas"),
        "published_date": pa.Column("datetime64[s]", nullable=True, description="the day that it counts from"),
        "hand": pa.Column(str, description="first_hand if a producer published it, else second_hand; or nothing"),
    },
    index=pa.Index(int),
    ordered=True,
    strict=True,
)
"""The columns of the table that `metrics` returns, with type and description."""


def known(data: Published | Path | str | None = None, *, as_of: date | str | None = None) -> Vintage:
    """Return what was known on `as_of`, a date or its text; by default, or for "newest", all that is published.

    `data` is the result of `read_published`, or a folder; by default the folder named by `HELSETREND_DATA`, else the
    one in the project. `compare`, `ranking`, `verdicts` and others take the returned vintage. Raises DataError if the
    data are at fault, ValueError if the text is no date, or the date is before the first figure
    or after today.

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
    """Return the figures in force, one row per metric, service and year, with the columns of `OBSERVATIONS`.

    Without `metric` these are all metrics, without `service` all services of a metric that has any. `years` are by
    default those from the first to the last figure of any metric. `as_of` and `data` are as in `known`; `data` may also
    be a vintage that `known` returned, so that nothing is read again. Raises what `known` raises, and UnknownNameError,
    with the names that exist, if there is no such metric or service.

    >>> table = metrics("visits", years=range(2019, 2022), as_of="2022-05-31")
    >>> table[["year", "value", "low", "high", "hedge"]].to_dict("records")[-1]
    {'year': 2021, 'value': 140000000.0, 'low': 140000000.0, 'high': 141000000.0, 'hedge': 'over'}
    >>> metrics("visit")
    Traceback (most recent call last):
    helsetrend.errors.UnknownNameError: there is no metric 'visit'; there are: visits, ...
    """
    vintage = vintage_of(data, as_of)
    first, last = vintage.span
    span = [years] if isinstance(years, int) else range(first, last + 1) if years is None else list(years)
    rows = [
        _row(vintage, vintage.observe(name, year, key), year)
        for name, key in series_of(vintage, metric, service)
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


def vintage_of(data: Vintage | Published | Path | str | None, as_of: date | str | None) -> Vintage:
    """Return the vintage given, or what was known of the data on a date, as `known` does.

    Raises ValueError for a date beside a vintage, which has its own.
    """
    if not isinstance(data, Vintage):
        return known(data, as_of=as_of)
    if as_of is not None:
        raise ValueError("as_of cannot be given with a vintage, which has its own date; give it to `known`")
    return data


def series_of(vintage: Vintage, metric: str | None, service: str | None) -> list[tuple[str, str]]:
    """Return the series of a metric and service, or of all; raises UnknownNameError if there are none of that name."""
    series = vintage.catalogue.series
    if metric is not None:
        check_name(metric, vintage.catalogue.metrics, kind="metric")
        series = [(name, key) for name, key in series if name == metric]
    if service is not None:
        check_name(service, dict.fromkeys(key for _, key in series if key), kind=f"service of {metric or 'any metric'}")
        series = [(name, key) for name, key in series if key == service]
    return series


def _row(vintage: Vintage, observation: Observation, year: int) -> dict[str, Any]:
    figure = observation.figure
    metric, service = observation.metric, observation.service
    cells = {"metric": metric, "service": service, "year": year, "period": str(observation.period)}
    cells |= {"obs_status": ", ".join(observation.statuses)}
    cells |= {"unit": vintage.catalogue.metrics[metric].unit, "hedge": "", "as_printed": "", "source": "", "hand": ""}
    if figure is None:
        return {**cells, "status": observation.gap.code if observation.gap else ""}
    return {
        **cells,
        "value": float(figure.value),
        "low": float(figure.interval.low),
        "high": float(figure.interval.high),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "as_printed": figure.as_printed,
        "old_value": float(observation.revised.value) if observation.revised else None,
        "status": observation.part.code if observation.part else "published",
        "source": ", ".join(figure.sources),
        "published_date": figure.published,
        "hand": figure.hand,
    }
