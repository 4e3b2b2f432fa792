"""Figures and their sources: a checked row of text becomes a number with its bounds and its date.

A row of the figures is one printed number. It is never edited; a revision is a new row.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd

from helsetrend.published.catalogue import SECOND_HAND, Catalogue
from helsetrend.published.schemas import (
    BY_WAY,
    Contract,
    Distinct,
    Each,
    Typed,
    each_distinct,
    reading_of,
    texts_of,
    with_ways,
)
from helsetrend.published.status import MISSING, statuses_of
from helsetrend.values import (
    HEDGES,
    Interval,
    Pattern,
    Period,
    Reading,
    meanings,
    nearest,
    pattern_of,
    total,
)

SEEN_SECOND_HAND = "second-hand"
"""How the basis of the date of a source ends that was not seen itself."""

REVISIONS = "^revision_[a-z]+$"
"""The names of the columns that say why a figure was revised, one for each language: revision_nb."""

WITHDRAWN = "withdrawn"
"""The reason why there is no figure where a later state of a table no longer has it."""

FIGURES = Contract(
    {
        "metric": Typed("category", description="what is measured, as in metrics.toml"),
        "service": Typed("category", description="the service, or nothing"),
        "period": Typed("category", description="the period the figure is of: 2021, 2016-Q4, 2020-12, 2020-08-01/P1Y"),
        "as_printed": Typed("category", description="the figure as it stands in the source"),
        "value": Typed("float64", description="the printed number, in `unit`"),
        "unit": Typed("category", description="the unit of `value`, `low` and `high`"),
        "hedge": Typed("category", description=f"the word around the number: {', '.join(HEDGES)}"),
        "rounding": Typed("float64", description="what one unit of the last printed digit is worth, in `unit`"),
        "low": Typed("float64", description="the least that the print can mean, in `unit`"),
        "high": Typed("float64", description="the most that the print can mean, in `unit`"),
        "literal_low": Typed("float64", description="the least for which the print is literally true, in `unit`"),
        "literal_high": Typed("float64", description="the most; infinite for a print such as over 140 million"),
        "width": Typed("float64", description="how far the bounds are apart before impossible values are left out"),
        "status": Typed("category", description="what the publisher says of it: provisional, estimated; or nothing"),
        "source": Typed("category", description="where it was published, as in sources.csv"),
        "place": Typed("category", description="file and cell of a table as it was published, or nothing"),
        "published_from": Typed("datetime64[s]", description="the first day on which it can have been published"),
        "published_date": Typed("datetime64[s]", description="the day it counts from: the last of a partial date"),
        "rank": Typed("int64", description="which source of one date decides, 1 before 2"),
        "publisher": Typed("category", description="who published it"),
        "precedence": Typed(
            "int64", description=f"0 for the producer whose figures go first, then 1, 2, …; {SECOND_HAND}: second-hand"
        ),
        REVISIONS: Typed(
            "category",
            description="why it differs from an earlier figure, or nothing: a column for each language of the folder",
            regex=True,
        ),
    },
    index="row",
)
"""The schema of the checked figures; the index is the row in figures.csv, or the number of a figure of a table."""

GAPS = Contract(
    {
        "metric": Typed("str", description="what is measured, as in metrics.toml"),
        "service": Typed("str", description="the service, or nothing"),
        "period": Typed("str", description="the period that has no figure"),
        "as_printed": Typed("str", description="the sign that stands in the source in place of a figure"),
        "reason": Typed("str", description=f"why there is none: {', '.join((*MISSING, WITHDRAWN))}"),
        "source": Typed("str", description="where the sign is published, as in sources.csv"),
        "published_date": Typed("datetime64[s]", description="the day it counts from: the last of a partial date"),
    },
    index="row",
)
"""The schema of the rows of figures.csv in which a sign stands in the place of a figure."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Source:
    """One publication. `published` is a day, month or year, as far as it is known; `rank` 1 takes precedence over 2.

    `counts_from` is the last day of a partial date, or the day of reading while that lies ahead. A source that
    `is_seen_second_hand` was read at another publisher's, so that its figures are second-hand whoever produced them.
    `table` is the table of tables.toml that it is a state of, if it is one: its other states say what it repeats.
    """

    published: Period
    counts_from: date
    is_stated: bool
    is_seen_second_hand: bool
    rank: int
    language: str
    title: str
    detail: Mapping[str, str]
    publisher: str
    address: str
    table: str = ""

    def __repr__(self) -> str:
        return f"{self.title} ({self.publisher}, {self.published}): {self.address or 'no address'}"

    @classmethod
    def of_row(cls, cells: Mapping[str, str], *, today: date) -> Self:
        """Return the source in a row of sources.csv that is read `today`."""
        published = Period.parse(cells["published"])
        return cls(
            published=published,
            counts_from=min(published.last, today),
            is_stated=cells["published_basis"].startswith("stated"),
            is_seen_second_hand=cells["published_basis"].endswith(SEEN_SECOND_HAND),
            rank=int(cells["rank"]),
            language=cells["language"],
            title=cells["title"],
            detail=texts_of(cells, "detail"),
            publisher=cells["publisher"],
            address=cells["address"],
            table=cells.get("table", ""),
        )


@dataclass(frozen=True, kw_only=True, repr=False)
class Figure:
    """One figure: `interval` is what its print can mean, `revision` why it differs from an earlier one.

    From `literal_low` to `literal_high` it is literally true: "over 140 millioner" has no upper end.
    `statuses` are what its publisher says of it, as in `STATUSES`; `place` is the file and the cell of the table that
    it was read in, or nothing.
    A figure that is not printed anywhere but is the sum of others has these as its `parts`, and row 0.
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
    literal_low: float
    literal_high: float
    source: str
    published: date
    precedence: int
    revision: Mapping[str, str]
    statuses: tuple[str, ...] = ()
    place: str = ""
    parts: tuple["Figure", ...] = ()

    @classmethod
    def of_row(cls, row: Hashable, cells: Mapping[str, Any]) -> Self:
        """Return the figure in a row of a table with the schema `FIGURES`."""
        return cls(
            row=int(str(row)),
            metric=cells["metric"],
            service=cells["service"],
            period=Period.parse(cells["period"]),
            as_printed=cells["as_printed"],
            value=exact(cells["value"]),
            unit=cells["unit"],
            hedge=cells["hedge"],
            rounding=exact(cells["rounding"]),
            interval=Interval(exact(cells["low"]), exact(cells["high"])),
            literal_low=cells["literal_low"],
            literal_high=cells["literal_high"],
            source=cells["source"],
            published=cells["published_date"].date(),
            precedence=int(cells["precedence"]),
            revision=texts_of(cells, "revision"),
            statuses=statuses_of(cells["status"]),
            place=cells["place"],
        )

    @classmethod
    def of_table(cls, table: pd.DataFrame) -> Iterator[Self]:
        """Yield the figure of each row of a table with the columns of `FIGURES`."""
        names = figure_columns(table)
        rows = zip(table.index, *(table[name] for name in names), strict=True)
        return (cls.of_row(row, dict(zip(names, cells, strict=True))) for row, *cells in rows)

    def __repr__(self) -> str:
        return f"{self.series} {self.period}: {self.said}"

    @property
    def series(self) -> str:
        """The metric, and after a colon the service if there is one."""
        return f"{self.metric}:{self.service}" if self.service else self.metric

    @property
    def said(self) -> str:
        """The figure as printed and its source; of a sum the number, and how many figures it is the sum of."""
        if self.parts:
            return f"{float(self.value):,.10g}, the sum of {len(self.parts)} figures"
        return f"{self.as_printed} ({self.source})"

    @property
    def low(self) -> Fraction:
        """The least that the print can mean."""
        return self.interval.low

    @property
    def high(self) -> Fraction:
        """The most that the print can mean."""
        return self.interval.high

    @property
    def is_second_hand(self) -> bool:
        """Whether it, or a part of it, is only known from a publisher that is no producer of the metric."""
        return self.precedence == SECOND_HAND

    @property
    def hand(self) -> str:
        """`first_hand` or `second_hand`."""
        return "second_hand" if self.is_second_hand else "first_hand"

    @property
    def sources(self) -> list[str]:
        """The source it was published in, or the sources of its parts."""
        return list(dict.fromkeys(part.source for part in self.parts or (self,)))


def figure_columns(table: Iterable[str]) -> list[str]:
    """Return the columns of a table that are those of `FIGURES`, in their order."""
    given = list(table)
    return [
        name
        for wanted in FIGURES.columns
        for name in ([wanted] if wanted != REVISIONS else filter(re.compile(REVISIONS).match, given))
        if name in given
    ]


def summed(parts: Sequence[Figure], period: Period) -> Figure:
    """Return the sum of figures of one series whose periods make up `period`.

    It is as exact as its parts: in full where these are exact, otherwise "about" the middle of its bounds, rounded
    to the smallest power of ten with which "about" covers the bounds.
    """
    bounds, rounding = total(part.interval for part in parts), Fraction(1)
    middle = (bounds.low + bounds.high) / 2
    while bounds.width and not bounds.within(
        Interval(nearest(middle, rounding) - rounding, nearest(middle, rounding) + rounding)
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
        literal_low=float(bounds.low),
        literal_high=float(bounds.high),
        source="",
        place="",
        published=max(part.published for part in parts),
        precedence=max(part.precedence for part in parts),
        revision={},
        statuses=tuple(dict.fromkeys(status for part in parts for status in part.statuses)),
        parts=tuple(parts),
    )


def checked_figures(text: pd.DataFrame, sources: Mapping[str, Source], catalogue: Catalogue) -> pd.DataFrame:
    """Return the figures with numbers, bounds and dates in place of text, with the schema `FIGURES`.

    `text` has the rows of figures.csv, without a fault by `schema_of_figures`, that have a figure.
    """
    text = text if "way" in text else with_ways(text)
    digits = text["digits"].to_numpy()
    distinct = Distinct(text, BY_WAY)
    prints = distinct.each(["print", "value", "digits"], _reading)
    units = (
        prints.array(lambda read: read.unit.numerator, float),
        prints.array(lambda read: read.unit.denominator, float),
    )
    values = np.where(
        digits > 0, digits * units[0] / units[1], prints.array(lambda read: float(read.reading.value), float)
    )
    of_metric = distinct.each(["metric"], lambda cells: catalogue.metrics[cells["metric"]])
    of_source = distinct.each(["source"], lambda cells: sources[cells["source"]])
    documents = distinct.each(["source"], lambda cells: sources[cells["source"]].table or cells["source"])
    text = text.assign(
        hedge=prints.texts(lambda read: read.reading.hedge),
        unit=of_metric.texts(attrgetter("unit")),
        document=documents.texts(str),
        is_whole=distinct.each(["metric"], lambda cells: catalogue.is_whole(cells["metric"])).array(bool, bool),
        is_share=of_metric.array(lambda metric: metric.kind == "share", bool),
    )
    text = text.assign(rounding=_roundings(text, prints, values))
    alike = ["print", "value", "digits", "statuses", "rounding", "is_whole", "is_share"]
    patterns = Distinct(text, BY_WAY).each(alike, _pattern)
    columns = {
        **text,
        "value": values,
        "status": patterns.texts(itemgetter(1)),
        **meanings([pattern for pattern, _ in patterns.values], patterns.codes, np.where(digits > 0, digits, 1)),
        "published_from": of_source.array(lambda source: source.published.first, "datetime64[s]"),
        "published_date": of_source.array(lambda source: source.counts_from, "datetime64[s]"),
        "rank": of_source.array(attrgetter("rank"), int),
        "publisher": of_source.texts(attrgetter("publisher")),
        "precedence": _precedences(text, sources, catalogue),
    }
    table = pd.DataFrame({name: columns[name] for name in figure_columns(columns)}, text.index, copy=False)
    return table.astype(dict.fromkeys(table.select_dtypes("str"), "category"))


def _precedences(text: pd.DataFrame, sources: Mapping[str, Source], catalogue: Catalogue) -> "np.ndarray[Any, Any]":
    """Return the precedence of the publisher of each figure."""

    def precedence(cells: Mapping[str, str]) -> int:
        source = sources[cells["source"]]
        return SECOND_HAND if source.is_seen_second_hand else catalogue.precedence(cells["metric"], source.publisher)

    return each_distinct(text, ["metric", "source"], precedence).array(int, int)


def stated_gaps(text: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Return the rows in which a sign, or nothing any more, stands in the place of a figure, with the schema `GAPS`."""
    if text.empty:
        return no_gaps()
    of_source = each_distinct(text, ["source"], lambda cells: sources[cells["source"]])
    reasons = text["missing"].astype("str")
    days = of_source.array(lambda source: source.published.last, "datetime64[s]")
    dated = text.assign(reason=reasons.where(reasons.ne(""), WITHDRAWN), published_date=days)
    return dated[list(GAPS.columns)].astype({name: column.dtype for name, column in GAPS.columns.items()})


def no_gaps() -> pd.DataFrame:
    """Return the table of `GAPS` without a row."""
    index = pd.RangeIndex(0, name=GAPS.index)
    return pd.DataFrame({name: pd.Series(index=index, dtype=column.dtype) for name, column in GAPS.columns.items()})


class _Read(NamedTuple):
    """How a print is read, and what its digits are counted in."""

    reading: Reading
    unit: Fraction


def _reading(cells: Mapping[str, Any]) -> _Read:
    """Return the reading of the print that has the value of its row."""
    read = reading_of(cells["print"], Fraction(cells["value"]) if cells["value"] else None)
    if read is None:
        raise ValueError(f"{cells['print']!r} has no reading of {cells['value']}")
    return _Read(read, read.value / (int(cells["digits"]) or 1))


def _pattern(cells: Mapping[str, Any]) -> tuple[Pattern, str]:
    """Return what a print can mean but for its digits, and its statuses; "<5" in a table of counts is suppressed."""
    reading, unit = _reading(cells)
    statuses = statuses_of(cells["statuses"])
    if cells["is_whole"] and reading.hedge == "under" and cells["print"].startswith("<"):
        statuses = tuple(dict.fromkeys((*statuses, "suppressed")))
    is_suppressed = reading.hedge == "under" and any(status.startswith("suppressed") for status in statuses)
    pattern = pattern_of(
        reading,
        unit,
        exact(cells["rounding"]),
        is_whole=bool(cells["is_whole"]),
        is_share=bool(cells["is_share"]),
        least=int("suppressed_above_zero" in statuses) if is_suppressed else None,
    )
    return pattern, ", ".join(dict.fromkeys(status.removesuffix("_above_zero") for status in statuses))


def bounds_of(printed: Interval, *, is_whole: bool, is_share: bool) -> Interval:
    """Return the possible part of the bounds of a print: not below zero, a share not above 100, a count whole.

    A count that is printed to its last digit is therefore exact.
    """
    low, high = max(printed.low, Fraction(0)), min(printed.high, Fraction(100)) if is_share else printed.high
    return Interval(Fraction(ceil(low)), Fraction(floor(high))) if is_whole else Interval(low, high)


def _roundings(text: pd.DataFrame, prints: Each[_Read], values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return the worth of the last printed digit of each figure, in the reading of the print that has its value.

    The closing zeros of a number printed in full are taken as rounding ("500.000"), unless the source prints finer
    digits of the same metric elsewhere: then it prints counts, 12 000 beside 12 003. `document` is the source, or
    the table that it is a state of.
    """
    roundings = prints.array(lambda read: float(read.reading.rounding), float)
    is_in_full = prints.array(lambda read: read.reading.is_in_full, bool)
    is_in_full &= text["hedge"].eq("none").to_numpy() & (values != 0)
    together = each_distinct(text, ["document", "metric"], str)
    finest = np.full(len(together.values), np.inf)
    np.minimum.at(finest, together.codes[is_in_full], roundings[is_in_full])
    return np.where(is_in_full, finest[together.codes], roundings)


def exact(number: float) -> Fraction:
    """Return the decimal number that the float was read from; a whole number below 2**53 is exact."""
    return Fraction(int(number)) if number.is_integer() and abs(number) < 2**53 else Fraction(repr(float(number)))
