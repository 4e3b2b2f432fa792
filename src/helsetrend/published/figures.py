"""Figures and their sources: a row of text that has been checked becomes a number, its bounds, and its date.

A row of the figures is one printed number. It is never edited; a revision is a new row.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Self

import numpy as np
import pandas as pd
import pandera.pandas as pa

from helsetrend.published.catalogue import Catalogue
from helsetrend.published.distinct import each_distinct
from helsetrend.values import LANGUAGES, Interval, Period, nearest, readings, total

FIGURES = pa.DataFrameSchema(
    {
        "metric": pa.Column(str, description="what is measured, as in metrics.toml"),
        "service": pa.Column(str, description="the service, or nothing"),
        "period": pa.Column(str, description="the period the figure is of: 2021, 2016-Q4, 2020-12"),
        "as_printed": pa.Column(str, description="the figure as it stands in the source"),
        "value": pa.Column(float, description="the printed number, in `unit`"),
        "unit": pa.Column(str, description="the unit of `value`, `low` and `high`"),
        "hedge": pa.Column(str, description="the word around the number: over, nearly, about, none"),
        "rounding": pa.Column(float, description="what one unit of the last printed digit is worth, in `unit`"),
        "low": pa.Column(float, description="the least that the print can mean, in `unit`"),
        "high": pa.Column(float, description="the most that the print can mean, in `unit`"),
        "source": pa.Column(str, description="where it was published, as in sources.csv"),
        "published_from": pa.Column("datetime64[s]", description="the first day on which it can have been published"),
        "published_date": pa.Column("datetime64[s]", description="the day it counts from: the last of a partial date"),
        "rank": pa.Column(int, description="which source of one date decides, 1 before 2"),
        "revision_nb": pa.Column(str, description="why it differs from an earlier figure, in Norwegian, or nothing"),
        "revision_en": pa.Column(str, description="the same in English"),
    },
    index=pa.Index(int, name="row"),
    ordered=True,
    strict=True,
)
"""The contract of the checked figures; the index is the row in figures.csv."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publication. `published` is a day, a month or a year, as far as it is known; `rank` 1 goes before 2."""

    published: Period
    is_stated: bool
    rank: int
    language: str
    title: str
    detail: Mapping[str, str]
    publisher: str
    address: str

    @classmethod
    def of_row(cls, cells: Mapping[str, str]) -> Self:
        """The source in a row of sources.csv."""
        return cls(
            published=Period.parse(cells["published"]),
            is_stated=cells["published_basis"] == "stated",
            rank=int(cells["rank"]),
            language=cells["language"],
            title=cells["title"],
            detail={language: cells[f"detail_{language}"] for language in LANGUAGES},
            publisher=cells["publisher"],
            address=cells["address"],
        )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure: `interval` is what its print can mean, `revision` why it differs from an earlier one.

    A figure that is not printed anywhere but adds up from others holds these as its `parts`, and has row 0.
    """

    row: int
    metric: str
    service: str
    period: Period
    as_printed: str
    value: Fraction
    unit: str
    hedge: str
    rounding: Fraction
    interval: Interval
    source: str
    published: date
    revision: Mapping[str, str]
    parts: tuple["Figure", ...] = ()

    @classmethod
    def of_row(cls, row: Hashable, cells: Mapping[str, Any]) -> Self:
        """The figure in a row of a table as `FIGURES` says."""
        return cls(
            row=int(str(row)),
            metric=cells["metric"],
            service=cells["service"],
            period=Period.parse(cells["period"]),
            as_printed=cells["as_printed"],
            value=_exact(cells["value"]),
            unit=cells["unit"],
            hedge=cells["hedge"],
            rounding=_exact(cells["rounding"]),
            interval=Interval(_exact(cells["low"]), _exact(cells["high"])),
            source=cells["source"],
            published=cells["published_date"].date(),
            revision={language: cells[f"revision_{language}"] for language in LANGUAGES},
        )

    @classmethod
    def of_table(cls, table: pd.DataFrame) -> Iterator[Self]:
        """The figures in the rows of a table that has the columns that `FIGURES` says, one by one."""
        names = [name for name in FIGURES.columns if name in table]
        rows = zip(table.index, *(table[name] for name in names), strict=True)
        return (cls.of_row(row, dict(zip(names, cells, strict=True))) for row, *cells in rows)

    @property
    def sources(self) -> list[str]:
        """Where it was published: its source, or those of its parts."""
        return list(dict.fromkeys(part.source for part in self.parts or (self,)))


def summed(parts: Sequence[Figure], period: Period) -> Figure:
    """The sum of figures of one series whose periods make up `period`.

    It is told as exactly as its parts are known: in full where they are exact, else as "about" the middle of its
    bounds, to the finest power of ten that leaves nothing of them out.
    """
    bounds, rounding = total(part.interval for part in parts), Fraction(1)
    middle = (bounds.low + bounds.high) / 2
    while bounds.width and not bounds.within(
        Interval.of_print(nearest(middle, rounding), rounding=rounding, hedge="about")
    ):
        rounding *= 10
    return replace(
        parts[0],
        row=0,
        period=period,
        as_printed="",
        value=nearest(middle, rounding) if bounds.width else middle,
        hedge="about" if bounds.width else "none",
        rounding=rounding,
        interval=bounds,
        source="",
        published=max(part.published for part in parts),
        revision={},
        parts=tuple(parts),
    )


def checked_figures(text: pd.DataFrame, sources: Mapping[str, Source], catalogue: Catalogue) -> pd.DataFrame:
    """The figures with numbers for text, the bounds of what they can mean, and their date, as `FIGURES` says.

    Takes the rows of figures.csv that `figures_contract` has found no fault in.
    """
    values = each_distinct(text, ["value"], lambda cells: float(Fraction(cells["value"]))).astype(float)
    roundings = _roundings(text, values)
    is_share = {name: metric.kind == "share" for name, metric in catalogue.metrics.items()}
    is_whole = {name: catalogue.is_whole(name) for name in catalogue.metrics}
    read = text[["value", "hedge"]].assign(
        rounding=roundings, is_whole=text["metric"].map(is_whole), is_share=text["metric"].map(is_share)
    )
    bounds = each_distinct(read, list(read.columns), _bounds)
    first = {name: source.published.first for name, source in sources.items()}
    last = {name: source.published.last for name, source in sources.items()}
    return FIGURES.validate(
        text.assign(
            value=values,
            rounding=roundings,
            low=np.fromiter((low for low, _ in bounds), float, len(bounds)),
            high=np.fromiter((high for _, high in bounds), float, len(bounds)),
            published_from=text["source"].map(_days(first)),
            published_date=text["source"].map(_days(last)),
            rank=text["source"].map({name: source.rank for name, source in sources.items()}),
        )[list(FIGURES.columns)]
    )


def _bounds(cells: Mapping[str, Any]) -> tuple[float, float]:
    """What a print can mean."""
    value, rounding = Fraction(cells["value"]), _exact(cells["rounding"])
    printed = Interval.of_print(value, rounding=rounding, hedge=cells["hedge"])
    bounds = bounds_of(printed, is_whole=cells["is_whole"], is_share=cells["is_share"])
    return float(bounds.low), float(bounds.high)


def bounds_of(printed: Interval, *, is_whole: bool, is_share: bool) -> Interval:
    """What of the bounds of a print is possible: nothing is below zero, no share above 100 percent, a count is whole.

    So a count that is printed to its last digit is exact.
    """
    low, high = max(printed.low, Fraction(0)), min(printed.high, Fraction(100)) if is_share else printed.high
    return Interval(Fraction(ceil(low)), Fraction(floor(high))) if is_whole else Interval(low, high)


def _days(days: Mapping[str, date]) -> pd.Series:
    return pd.to_datetime(pd.Series(days, dtype=object)).astype("datetime64[s]")


def _roundings(text: pd.DataFrame, values: pd.Series) -> pd.Series:
    """What the last printed digit of each figure is worth, in the reading of the print that has its value.

    The zeros that end a number printed in full are taken to be rounding ("500.000"), unless the source prints the
    metric to finer digits elsewhere: then its table is one of counts, in which 12 000 stands beside 12 003.
    """
    read = each_distinct(text, ["as_printed", "value"], _reading)
    table = text[["source", "metric"]].assign(
        rounding=np.fromiter((rounding for rounding, _ in read), float, len(read)),
        is_in_full=np.fromiter((is_in_full for _, is_in_full in read), bool, len(read)),
    )
    in_full = table["is_in_full"] & text["hedge"].eq("none") & values.ne(0)
    finest = table[in_full].groupby(["source", "metric"])["rounding"].transform("min")
    return table["rounding"].where(~in_full, finest.reindex(table.index))


def _reading(cells: Mapping[str, str]) -> tuple[float, bool]:
    """What the last digit is worth in the reading of the print that has the value, and whether it is in full."""
    value = Fraction(cells["value"])
    meant = next(reading for reading in readings(cells["as_printed"]) if reading.value == value)
    return float(meant.rounding), meant.is_in_full


def _exact(number: float) -> Fraction:
    """The decimal number that was written, of which the float is the nearest; a whole one below 2**53 is exact."""
    return Fraction(int(number)) if number.is_integer() and abs(number) < 2**53 else Fraction(repr(float(number)))
