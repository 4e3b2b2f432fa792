"""A view of what was asked for, with the arguments as people give them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from helsetrend.analysis import Vintage, series_of, vintage_of
from helsetrend.errors import check_name
from helsetrend.public import public
from helsetrend.published import Published
from helsetrend.report.charts import PARTS, periods_of
from helsetrend.report.content import Scope
from helsetrend.report.labels import labels_in
from helsetrend.report.views.choice import Every, Show, View
from helsetrend.values import AskedPeriod, AskedYears, Period, asked_period, asked_periods, asked_year

Marks = Mapping[str, AskedPeriod | tuple[AskedPeriod, AskedPeriod]]
"""Names of stretches of time to shade, each a period, or the first and the last of several."""


@public
def view(
    metric: str | Iterable[str],
    *,
    service: str = "",
    years: AskedYears | None = None,
    as_of: date | str | None = None,
    show: Show = "level",
    base: AskedPeriod | None = None,
    every: Every = "year",
    title: str = "",
    marks: Marks | None = None,
    language: str | None = None,
    data: Vintage | Published | Path | str | None = None,
) -> "View":
    """Return a metric, one of its services, or several metrics together, over the years: sentences, chart and table.

    Names are as in `metrics`. `years` are one or several, in any form that `metrics` takes, and all between the first
    and the last are shown; by default all with figures. An index has the year `base` as 100, by default the first one.
    `every` is "year", or "month" or "quarter": their change is that from the same one a year before, and the base of
    their index is one of them, by default the first that all series have. `title` stands above the chart in place of
    the computed one; `marks` shades stretches of time, as in {"Pandemic": ("2020-03", "2022-02")}. `language` is one of
    the folder, by default English or else its first; `data` and `as_of` are as in `metrics`. Raises UnknownNameError if
    there is no such metric, service, `show` or `every`, ValueError if there is no such language, or what is given is no
    year or period, and as `known` does.

    >>> print(view("logins", years="2020-2021", as_of="2022-05-31").sentences[0])
    The number of logins was about 77.5 million in 2021, against nearly 43 million in 2020.
    """
    vintage = vintage_of(data, as_of)
    asked = [metric] if isinstance(metric, str) else list(metric) if isinstance(metric, Iterable) else [metric]
    if not asked:
        raise ValueError("there is no metric in the list; allowed: at least one, such as 'visits'")
    series = tuple(series_of(vintage, asked, service or None))
    check_name(show, get_args(Show), kind="view")
    check_name(every, get_args(Every), kind="step of time")
    if base is not None and show != "index":
        raise ValueError(f"base {base!r} belongs to an index; allowed with it: show='index'")
    first, last = _span(vintage, series, years, every)
    if not isinstance(marks or {}, Mapping):
        raise TypeError(
            f"marks: {marks!r} is not a table of names; allowed: such as {{'Pandemic': ('2020-03', '2022-02')}}"
        )
    scope = Scope(vintage, last, first)
    return View(
        scope,
        labels_in(language, vintage.published),
        series,
        show,
        base=_base(scope, series, base, every),
        every=every,
        title=title,
        marks={name: _stretch(name, mark) for name, mark in (marks or {}).items()},
        folder=str(data) if isinstance(data, Path | str) else "",
    )


def _span(
    vintage: Vintage, series: Sequence[tuple[str, str]], years: AskedYears | None, every: Every
) -> tuple[int, int]:
    """Return the first and the last year to show."""
    if years is None:
        metrics = vintage.catalogue.metrics
        figures = [
            (metrics[metric], figure) for metric, service in series for figure in vintage.figures(metric, service)
        ]
        parts = [(entry, figure) for entry, figure in figures if figure.period.months <= PARTS.get(every, 0)]
        numbers = [year for name, part in series for year in vintage.years(name, part)] if every == "year" else []
        numbers = numbers or [entry.year_of(figure.period.last).year for entry, figure in parts or figures]
        numbers = numbers or [*vintage.span]
    else:
        asked = asked_periods(years, year_starts=vintage.catalogue.metrics[series[0][0]].year_starts)
        numbers = [
            year
            for period in asked
            for year in ((period,) if isinstance(period, int) else (_begin(period), period.year))
        ]
    if not numbers:
        raise ValueError("years is empty; allowed: at least one year, such as range(2019, 2022)")
    return min(numbers), max(numbers)


def _base(scope: Scope, series: Sequence[tuple[str, str]], base: AskedPeriod | None, every: Every) -> Period | int:
    """Return the period that an index has as 100: a year, or a period of the form of `every`."""
    if every == "year":
        return scope.first_year if base is None else asked_year(base, name="base")
    periods = periods_of(scope, series[0][0], every)
    if base is None:
        known = (
            period
            for period in periods
            if all(scope.vintage.observe(name, period, part).figure for name, part in series)
        )
        return next(known, periods[0])
    asked = asked_period(base, name="base")
    if isinstance(asked, int) or asked.form != every:
        raise ValueError(f"base: {base!r} is not a {every}; allowed with every={every!r}: one such as '{periods[0]}'")
    return asked


def _begin(period: Period) -> int:
    """Return the year that a period begins in."""
    return period.year if period.is_shifted_year else period.first.year


def _stretch(name: str, mark: AskedPeriod | tuple[AskedPeriod, AskedPeriod]) -> Period:
    ends = mark if isinstance(mark, tuple | list) else (mark,)
    if len(ends) not in (1, 2):
        raise ValueError(f"marks, {name!r}: {mark!r}; allowed: a period, or the first and the last of several")
    asked = [asked_period(end, name=f"marks, {name!r}") for end in ends]
    periods = [Period.of_year(end) if isinstance(end, int) else end for end in asked]
    if periods[-1].last < periods[0].first:
        raise ValueError(f"marks, {name!r}: {mark!r} ends before it starts")
    return Period(periods[0].first, periods[-1].last)
