"""What `revisions --summary` and `--triangle` print: how much figures are revised, and what each publication says."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

from rich.table import Table

from helsetrend.analysis import FIRST_FIGURES, Basis, Vintage, revision_summary, revision_triangle
from helsetrend.cli.listings.cells import series_name
from helsetrend.cli.listings.tables import add_row, add_rows, plain_table

BASES: Mapping[Basis, str] = {
    "first_to_latest": "from the first figure of each period to the latest",
    "step_by_step": "step by step, from each publication to the next",
}
HEADS = (
    *("metric", "periods", "again", "revised", "up", "down", "mean", "it can be", "absolute", "unit"),
    *("percent", "absolute", "largest", "in percent"),
)
PUBLICATIONS = 8
"""The most publications beside each other in one table."""


def summary_listing(vintage: Vintage, metric: str | None) -> list[Table]:
    """Return the sizes of the revisions of each series, from the first figure to the latest and step by step."""
    tables = []
    for basis, title in BASES.items():
        heads = (*HEADS, "first figure") if basis == "first_to_latest" else HEADS
        table = plain_table(*heads)
        found = revision_summary(metric, basis=basis, data=vintage)
        add_rows(table, (tuple(_cells(row)) for row in found.itertuples()), rest="a metric shows fewer")
        table.title = f"{title}: series with figures published more than once: {len(found)}"
        tables.append(table)
    return tables


def triangle_listing(vintage: Vintage, metric: str) -> list[Table]:
    """Return what each publication prints of each period, in tables of `PUBLICATIONS` publications.

    In brackets is what is in force after a publication that does not print the period.
    """
    printed, held = (revision_triangle(metric, cells=cells, data=vintage) for cells in ("as_printed", "in_force"))
    shown = printed.where(printed.ne("") | held.eq(""), "(" + held + ")")
    tables = []
    for start in range(0, shown.shape[1], PUBLICATIONS):
        part = shown.iloc[:, start : start + PUBLICATIONS]
        table = plain_table(*part.index.names, *map("\n".join, part.columns))
        for names, *cells in part.itertuples(name=None):
            add_row(table, *([names] if isinstance(names, str) else names), *cells)
        tables.append(table)
    return tables


def _cells(row: Any) -> Iterator[str]:
    """Yield the cells of a series; a size in percent is empty for a share."""
    yield from (series_name(row), row.form, str(row.figures), str(row.revised))
    yield from (str(row.up), str(row.down), _size(row.mean_revision))
    yield f"{_size(row.mean_low)} to {_size(row.mean_high)}"
    yield from (_size(row.mean_absolute_revision).lstrip("+"), row.unit)
    yield from (_percent(row.mean_percent), _percent(row.mean_absolute_percent).lstrip("+"))
    yield _of(_size(row.largest_revision), row.largest_period)
    yield _of(_percent(row.largest_percent), row.largest_percent_period)
    if row.first_figure:
        yield FIRST_FIGURES[row.first_figure]


def _size(value: float) -> str:
    """Return a number with its sign, with decimals only if it is small; empty if there is none."""
    return "" if isnan(value) else "0" if not value else f"{value:+,.0f}" if abs(value) >= 1000 else f"{value:+,.4g}"


def _percent(value: float) -> str:
    return "" if isnan(value) else f"{value:+.2f}" if value else "0"


def _of(size: str, period: str) -> str:
    return f"{size} ({period})" if size else ""
