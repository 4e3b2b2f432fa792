"""The metrics as a tidy table, one row per period, to explore: `metrics("visits", years=range(2019, 2022))`.

A period without a figure has a row too: its numbers are missing, and `status` is the reason.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from helsetrend.analysis.vintage import Observation, Vintage, vintage_on
from helsetrend.public import public
from helsetrend.published import Contract, Published, Typed, read_published, series_named, service_named
from helsetrend.values import HEDGES, AskedYears, Period, asked_periods

OBSERVATIONS = Contract(
    {
        "metric": Typed("str", description="what is measured, as in metrics.toml"),
        "service": Typed("str", description="the service, or nothing"),
        "year": Typed("int64", description="the year that the period ends in"),
        "period": Typed(
            "str", description="the period: 2021, 2021-12 for a metric of one month, or 2020-08-01/P1Y for 2020/21"
        ),
        "value": Typed("float64", nullable=True, description="the printed number, in `unit`; missing without a figure"),
        "low": Typed("float64", nullable=True, description="the least that the print can mean, in `unit`"),
        "high": Typed("float64", nullable=True, description="the most that the print can mean, in `unit`"),
        "unit": Typed("str", description="the unit of all numbers of the row, as in metrics.toml"),
        "hedge": Typed("str", description=f"the word around the number: {', '.join(HEDGES)}; or nothing"),
        "as_printed": Typed("str", description="the figure as in its source; nothing where it is a sum, or none"),
        "old_value": Typed("float64", nullable=True, description="the value before the last revision, or missing"),
        "status": Typed("str", description="`published`, `part_of_period`, or why there is no figure, as a code"),
        "obs_status": Typed(
            "str",
            description="what the publisher says of it, as provisional or suppressed; several with commas; or nothing",
        ),
        "source": Typed("str", description="where it was published, as in sources.csv; several with commas"),
        "published_date": Typed("datetime64[s]", nullable=True, description="the day that it counts from"),
        "hand": Typed("str", description="first_hand if a producer published it, else second_hand; or nothing"),
    },
)
"""The columns of the table that `metrics` returns, with type and description."""


WITH_SOURCE = {
    "title": "the title of the source",
    "publisher": "who published it",
    "address": "where it can be read",
    "cell": "the cell of the table that the figure was read in, or its row in the table of figures",
}
"""The columns that `metrics` adds with its source; several sources of a sum stand with semicolons."""

SOURCES = {
    "title": "the title",
    "detail": "the place in it, in the main language of the folder",
    "publisher": "who published it",
    "published": "when, as far as it is known",
    "language": "the language it is in",
    "address": "where it can be read",
    "figures": "how many figures are from it",
}
"""The columns of the table of sources."""


@public
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


@public
def metrics(
    metric: str | Iterable[str] | None = None,
    *,
    service: str | None = None,
    years: AskedYears | None = None,
    as_of: date | str | None = None,
    data: Vintage | Published | Path | str | None = None,
    with_source: bool = False,
) -> pd.DataFrame:
    """Return the figures in force, one row per metric, service and year, with the columns of `OBSERVATIONS`.

    `metric` is the name of one, in metrics.toml or in words, or several names; without it these are all metrics,
    without `service` all services of a metric that has any. `years` are one, several, or periods such as "2020-12" or
    "2019-2021", by default those from the first to the last figure of any metric. `as_of` and `data` are as in
    `known`; `data` may also be a vintage that `known` returned, so that nothing is read again. `with_source` adds the
    columns of `WITH_SOURCE`. Raises what `known` raises, UnknownNameError, with the names that exist, if there is no
    such metric or service, and ValueError for what is no year or period.

    >>> table = metrics("visits", years=range(2019, 2022), as_of="2022-05-31")
    >>> table[["year", "value", "low", "high", "hedge"]].to_dict("records")[-1]
    {'year': 2021, 'value': 140000000.0, 'low': 140000000.0, 'high': 141000000.0, 'hedge': 'over'}
    >>> metrics("visit")
    Traceback (most recent call last):
    helsetrend.errors.UnknownNameError: there is no metric 'visit'; there are: visits, ...
    """
    vintage = vintage_of(data, as_of)
    first, last = vintage.span
    chosen = list(range(first, last + 1)) if years is None else _kept(years)
    series = series_of(vintage, metric, service)
    year_starts = {name: vintage.catalogue.metrics[name].year_starts for name, _ in series}
    asked = {name: asked_periods(chosen, year_starts=start) for name, start in year_starts.items()}
    seen = [vintage.observe(name, period, key) for name, key in series for period in asked[name]]
    of_years = [period if isinstance(period, int) else period.year for name, _ in series for period in asked[name]]
    rows = [_row(vintage, observation, year) for observation, year in zip(seen, of_years, strict=True)]
    table = pd.DataFrame(rows, columns=list(OBSERVATIONS.columns))
    numbers = ("value", "low", "high", "old_value")
    texts = [name for name in OBSERVATIONS.columns if name not in (*numbers, "year", "published_date")]
    checked = OBSERVATIONS.validate(
        table.astype(dict.fromkeys(texts, str) | dict.fromkeys(numbers, float) | {"year": int}).assign(
            published_date=pd.to_datetime(table["published_date"]).astype("datetime64[s]")
        )
    )
    if not with_source:
        return checked
    named = [_sources(vintage, observation) for observation in seen]
    return checked.assign(**{name: [one[name] for one in named] for name in WITH_SOURCE})


@public
def sources(data: Vintage | Published | Path | str | None = None, *, as_of: date | str | None = None) -> pd.DataFrame:
    """Return the sources of the figures, one row each, indexed by the names in sources.csv, with columns of `SOURCES`.

    `data` and `as_of` are as in `metrics`, and so are the errors: a source that was not published yet has no row.

    >>> sources(as_of="2022-05-31").loc["monitor-2022", ["publisher", "published"]].tolist()
    ['Direktoratet for e-helse', '2022-05']
    """
    vintage = vintage_of(data, as_of)
    counts = vintage.rows["source"].value_counts()
    rows = []
    for name in vintage.known_sources:
        source = vintage.published.sources[name]
        detail = source.detail[vintage.catalogue.main_language]
        cells = (source.title, detail, source.publisher, str(source.published), source.language, source.address)
        rows.append((name, *cells, int(counts.get(name, 0))))
    return pd.DataFrame(rows, columns=["source", *SOURCES]).set_index("source")


def vintage_of(data: Vintage | Published | Path | str | None, as_of: date | str | None) -> Vintage:
    """Return the vintage given, or what was known of the data on a date, as `known` does.

    Raises ValueError for a date beside a vintage, which has its own.
    """
    if not isinstance(data, Vintage):
        return known(data, as_of=as_of)
    if as_of is not None:
        raise ValueError("as_of cannot be given with a vintage, which has its own date; give it to `known`")
    return data


def series_of(vintage: Vintage, metric: str | Iterable[str] | None, service: str | None) -> list[tuple[str, str]]:
    """Return the series of a metric and service, of several metrics, or of all, named as in `series_named`.

    Raises UnknownNameError if there are none of that name, TypeError for what is no name.
    """
    catalogue = vintage.catalogue
    if metric is None:
        if service is None:
            return catalogue.series
        services = {key: one for entry in catalogue.metrics.values() for key, one in entry.services.items()}
        wanted = service_named(services, service, kind="service of any metric")
        return [(name, key) for name, key in catalogue.series if key == wanted]
    if not isinstance(metric, str) and isinstance(metric, Iterable):
        return list(dict.fromkeys(series for name in metric for series in series_of(vintage, name, service)))
    name, key = series_named(catalogue, metric, service or "")
    return [(name, key)] if key else [(name, key) for key in catalogue.metrics[name].services or ("",)]


def _kept(years: AskedYears) -> AskedYears:
    """Return years that can be gone through more than once."""
    is_one = isinstance(years, Period | str) or not isinstance(years, Iterable)
    return years if is_one else list(years)  # type: ignore[arg-type]


def _sources(vintage: Vintage, observation: Observation) -> dict[str, str]:
    """Return the cells of `WITH_SOURCE`; several sources stand with semicolons."""
    figure = observation.figure
    printed = [vintage.published.sources[name] for name in figure.sources] if figure else []
    parts = (figure.parts or (figure,)) if figure else ()
    cells = {
        "title": (source.title for source in printed),
        "publisher": (source.publisher for source in printed),
        "address": (source.address for source in printed),
        "cell": (part.place or f"figures, row {part.row}" for part in parts),
    }
    return {name: "; ".join(dict.fromkeys(texts)) for name, texts in cells.items()}


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
