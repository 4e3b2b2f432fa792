"""The published figures: read from a folder, checked against their contracts, every fault told at once.

A row of the figures is one printed number. It is never edited; a revision is a new row.
"""

import hashlib
import os
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pandera.pandas as pa

from helsetrend import contracts, shipped
from helsetrend.catalogue import Catalogue, read_catalogue
from helsetrend.faults import DataError, Fault
from helsetrend.interval import Interval
from helsetrend.language import LANGUAGES
from helsetrend.period import Period
from helsetrend.printed import readings
from helsetrend.rawtable import read_raw_table

DATA_VARIABLE = "HELSETREND_DATA"
"""The environment variable that names the data folder where a call does not."""

TABLES = ("figures.csv", "sources.csv", "claims.csv")

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


@dataclass(frozen=True)
class Published:
    """All that is published: the catalogue of metrics, the figures, their sources, the claims about them.

    `figures` is as `FIGURES` says; `sources` is in the order of the file; `claims` holds text, as contracts.py says,
    indexed by the claim. `digests` holds the SHA-256 of each file.
    """

    catalogue: Catalogue
    figures: pd.DataFrame
    sources: Mapping[str, Source]
    claims: pd.DataFrame
    digests: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published figure."""

    row: int
    metric: str
    service: str
    period: Period
    as_printed: str
    value: Fraction
    unit: str
    hedge: str
    rounding: Fraction
    source: str
    published: date

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
            source=cells["source"],
            published=cells["published_date"].date(),
        )

    @property
    def interval(self) -> Interval:
        """What the print can mean, in `unit`. Nothing that is counted or shared out is below zero."""
        bounds = Interval.of_print(self.value, rounding=self.rounding, hedge=self.hedge)
        return Interval(max(bounds.low, Fraction(0)), bounds.high)


def data_folder(folder: Path | str | None = None) -> Path:
    """The folder that the data are read from: the one named, else `HELSETREND_DATA`, else the one that is shipped."""
    return Path(folder or os.environ.get(DATA_VARIABLE) or shipped.DATA)


def read_published(folder: Path | str | None = None) -> Published:
    """All that is published, read from `metrics.toml` and `published/*.csv` in `folder` (see `data_folder`).

    Raises DataError with all faults of all files.
    """
    home = data_folder(folder)
    faults: list[Fault] = []
    catalogue = None
    try:
        catalogue = read_catalogue(home / "metrics.toml")
    except DataError as error:
        faults += error.faults

    sources, found = _read_table(home, "sources.csv", contracts.sources_contract(), ["source"])
    faults += found
    is_whole = bool(len(sources)) and all(fault.column for fault in found)
    names = list(sources["source"]) if is_whole else None
    figures, found = _read_table(home, "figures.csv", contracts.figures_contract(catalogue, names))
    faults += found
    claims, found = _read_table(home, "claims.csv", contracts.claims_contract(catalogue, names), ["claim"])
    faults += found
    if catalogue and names:
        unknown = catalogue.sources() - set(names)
        faults += [Fault("metrics.toml", 0, "source", name, f"one of {', '.join(names)}") for name in unknown]
    if faults or catalogue is None:
        raise DataError(faults)
    known = {cells["source"]: Source.of_row(cells) for cells in sources.to_dict("records")}
    files = [home / "metrics.toml", *(home / "published" / name for name in TABLES)]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return Published(catalogue, _checked(figures, known), known, claims.set_index("claim"), digests)


def _read_table(
    home: Path, name: str, contract: contracts.Contract, identifier: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[Fault]]:
    """A table of text from the folder, and all that is wrong with it; no two rows may share the identifier."""
    path = home / "published" / name
    table, faults = read_raw_table(path, list(contract.columns), may_be_empty=name == "claims.csv")
    if len(table):
        faults += contract.faults(table, name)
    key = list(identifier or table.columns)
    for _, twins in table[table.duplicated(key, keep=False)].groupby(key, sort=False):
        first, *others = twins.index
        told = " ".join(twins.iloc[0][key])
        faults += [Fault(name, row, ", ".join(identifier), told, f"no repetition of row {first}") for row in others]
    return table, faults


def _checked(text: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The figures with numbers for text, the bounds of what they can mean, and their date, as `FIGURES` says."""
    values = text["value"].map(Fraction)
    roundings = pd.Series(
        [_rounding(print_, value) for print_, value in zip(text["as_printed"], values, strict=True)],
        index=text.index,
    )
    bounds = [
        Interval.of_print(value, rounding=rounding, hedge=hedge)
        for value, rounding, hedge in zip(values, roundings, text["hedge"], strict=True)
    ]
    published = text["source"].map(lambda name: sources[name].published)
    return FIGURES.validate(
        text.assign(
            value=values.astype(float),
            rounding=roundings.astype(float),
            low=[max(0.0, float(bound.low)) for bound in bounds],
            high=[float(bound.high) for bound in bounds],
            published_from=_days(published.map(lambda span: span.first)),
            published_date=_days(published.map(lambda span: span.last)),
            rank=text["source"].map(lambda name: sources[name].rank),
        )[list(FIGURES.columns)]
    )


def _days(days: pd.Series) -> pd.Series:
    return pd.to_datetime(days).astype("datetime64[s]")


def _rounding(as_printed: str, value: Fraction) -> Fraction:
    """What the last printed digit is worth, in the reading of the print that has this value."""
    return next(reading.rounding for reading in readings(as_printed) if reading.value == value)


def _exact(number: float) -> Fraction:
    """The decimal number that was written, of which the float is the nearest."""
    return Fraction(repr(number))
