"""Counts of event logs as figures, in the same table and by the same rules as the published ones.

A count is exact, its source is the day of counting, and a number that a later count replaces counts as revised.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helsetrend.errors import DataError, Fault
from helsetrend.events import COUNTS_FILE, DEFINITIONS, CountRow, read_counts
from helsetrend.files import DataSource, data_source
from helsetrend.public import public
from helsetrend.published import (
    FIGURES,
    Catalogue,
    Published,
    Source,
    figure_columns,
    in_order,
    no_gaps,
    read_catalogue,
    schema_of_claims,
)
from helsetrend.values import Period


@public
def read_counted(source: DataSource | Path | str | None = None) -> Published:
    """Return the counts of a data folder, in `metrics.toml` and the tables of `counted/`, as figures.

    They are those of whole months and years of the metrics and services in `metrics.toml`, without suppressed ones.
    `figures` has the columns of `FIGURES` and is numbered from 1, `sources` has one source per day of counting, and
    there are no claims. Raises DataError if there are no such counts, or a file is at fault.
    """
    folder = source.folder if isinstance(source, DataSource) else data_source(source).folder
    catalogue, counts = read_catalogue(folder / "metrics.toml"), read_counts(folder)
    rows = [row for row in counts.rows if _is_figure(row, catalogue)]
    if not rows:
        raise DataError([Fault(COUNTS_FILE, 0, "", "no whole month or year", "the counts of `helsetrend count`")])
    days = sorted({row.counted_on for row in rows})
    sources = {_source_name(day): _source(day, catalogue.languages) for day in days}
    schema = schema_of_claims(catalogue, list(sources))
    claims = pd.DataFrame(columns=list(schema.columns), dtype="str").set_index("claim")
    figures = in_order(_figures(rows, catalogue.languages))
    return Published(catalogue, figures, no_gaps(), sources, claims, counts.digests)


def _is_figure(row: CountRow, catalogue: Catalogue) -> bool:
    """Return whether the row is an unsuppressed count of a whole month or year, of a series of the catalogue."""
    is_long = len(row.period) < len("2021-12-31")
    return is_long and row.is_whole and row.value is not None and (row.metric, row.service) in catalogue.series


def _figures(rows: Sequence[CountRow], languages: Sequence[str]) -> pd.DataFrame:
    values = pd.Series([row.value for row in rows], dtype=float)
    days = pd.to_datetime(pd.Series([row.counted_on for row in rows])).astype("datetime64[s]")
    columns = {
        "metric": [row.metric for row in rows],
        "service": [row.service for row in rows],
        "period": [row.period for row in rows],
        "as_printed": [str(row.value) for row in rows],
        "value": values,
        "unit": [row.unit for row in rows],
        "hedge": "none",
        "rounding": 1.0,
        "low": values,
        "high": values,
        "literal_low": values,
        "literal_high": values,
        "width": 0.0,
        "status": "",
        "source": [_source_name(row.counted_on) for row in rows],
        "place": "",
        "published_from": days,
        "published_date": days,
        "rank": 1,
        "publisher": "helsetrend",
        "precedence": 0,
        **{f"revision_{language}": "" for language in languages},
    }
    table = pd.DataFrame(columns)
    table.index = pd.RangeIndex(1, len(rows) + 1, name="row")
    names = figure_columns(table)
    text = [name for name in names if name not in FIGURES.columns or FIGURES.columns[name].dtype == "category"]
    return table.astype(dict.fromkeys(text, "category"))[names]


def _source_name(day: str) -> str:
    return f"counted-{day}"


def _source(day: str, languages: Sequence[str]) -> Source:
    return Source(
        published=Period.parse(day),
        counts_from=Period.parse(day).last,
        is_stated=True,
        is_seen_second_hand=False,
        rank=1,
        language="en",
        title=f"Counted from event logs ({', '.join(DEFINITIONS.values())})",
        detail=dict.fromkeys(languages, ""),
        publisher="helsetrend",
        address="",
    )
