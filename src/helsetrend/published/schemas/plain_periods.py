"""The texts of period columns as one text for each period: "2016-Q4" for "2016K4" or "4. kvartal 2016".

Which days "2020/21" has is known only from the metric, which may declare when its years start. Years that are not those
of the metric are a fault, so that a school year never stands beside a calendar year as if the two were the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.schemas.distinct import Distinct, each_distinct
from helsetrend.values import CALENDAR_YEAR, Period, UnclearPeriodError, may_be_period

MONTHS_OF_A_YEAR = 12


def with_plain_periods(
    table: pd.DataFrame, columns: Sequence[str], catalogue: Catalogue, *, file: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the table with one text for each period in the columns, and a fault for each that the metric cannot have.

    The table has a column `metric`. A text that is no period, and an empty one, stays as it is.
    """
    faults: list[Fault] = []
    changed = {}
    kinds = {"metric": lambda name: _peculiar(name, catalogue)}
    for column in columns:
        read = Distinct(table[["metric", column]].rename(columns={column: "text"}))
        plain = read.each(["metric", "text"], lambda row: _plain_cell(row, catalogue), kinds=kinds)
        changed[column] = plain.texts(itemgetter(0))
        faults += [
            Fault(file, int(table.index[place]), column, text, expected, quoted=True)
            for place, (text, expected) in plain.where(itemgetter(1))
        ]
    return table.assign(**changed), faults


def overlapping_years(table: pd.DataFrame, *, file: str) -> list[Fault]:
    """Return a fault for each period of twelve months that overlaps a year of the same series.

    The periods of the table are as in `with_plain_periods`.
    """

    def series_and_year(cells: Mapping[str, str]) -> tuple[tuple[str, str], Period | None]:
        return (cells["metric"], cells["service"]), _year(cells["period"])

    table = table[Distinct(table).of("period", _year).array(bool, bool)]
    read = each_distinct(table, ["metric", "service", "period"], series_and_year)
    years: dict[tuple[str, str], set[Period]] = {}
    for series, year in read.values:
        if year:
            years.setdefault(series, set()).add(year)
    wrong = {(series, year): text for series in years for year, text in _overlaps(sorted(years[series]))}
    return [
        Fault(file, int(table.index[place]), "period", table["period"].iat[place], wrong[series, year], quoted=True)
        for place, (series, year) in read.where(wrong.__contains__)
        if year
    ]


def _peculiar(name: str, catalogue: Catalogue) -> str:
    """Return the name of a metric whose periods are not read as those of most others, else nothing."""
    metric = catalogue.metrics.get(name)
    return name if metric and (metric.year_starts != CALENDAR_YEAR or metric.kind == "stock") else ""


def _plain_cell(cells: Mapping[str, str], catalogue: Catalogue) -> tuple[str, str]:
    """Return the text of a period and "", or the text as it is and what was expected ("" if it is no period)."""
    text, metric = cells["text"], catalogue.metrics.get(cells["metric"])
    if not may_be_period(text):
        return text, ""
    try:
        period = metric.read_period(text) if metric else Period.parse(text)
    except UnclearPeriodError as error:
        return text, error.instead
    except ValueError:
        return text, ""
    if metric and metric.year_starts != CALENDAR_YEAR and _is_of_twelve_months(period) and not period.is_shifted_year:
        years = range(period.last.year, period.last.year + 2)
        meant = " or ".join(f"{year - 1}/{year % 100:02}" for year in years)
        return text, f"{meant}, since a year of {cells['metric']} starts on {metric.year_starts}"
    return str(period), ""


def _year(text: str) -> Period | None:
    """Return a period of twelve months, or None for any other text."""
    if not may_be_period(text):
        return None
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    return period if _is_of_twelve_months(period) else None


def _is_of_twelve_months(period: Period) -> bool:
    return period.form == "year" or (period.is_of_months and period.months == MONTHS_OF_A_YEAR)


def _overlaps(years: Sequence[Period]) -> Iterator[tuple[Period, str]]:
    """Yield each year that overlaps another one, and what was expected; of two, the one that is not as declared."""
    for early, late in pairwise(years):
        if early.overlaps(late):
            wrong, other = (early, late) if late.form == "year" else (late, early)
            starts = f"{wrong.first:%m-%d}"
            yield (
                wrong,
                (
                    f"a year that does not overlap {other}: if the years of the metric start on {starts}, "
                    f'year_starts = "{starts}" for it in metrics.toml'
                ),
            )
