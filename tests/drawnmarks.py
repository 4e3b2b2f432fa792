"""Made-up marks for drawings: years with a figure in millions, or with a reason why there is none."""

from datetime import date
from fractions import Fraction
from unittest.mock import patch

from helsetrend.analysis import Observation
from helsetrend.analysis.vintage.observation import Reason
from helsetrend.published import Figure
from helsetrend.published.figures import SECOND_HAND, bounds_of
from helsetrend.report.presentation import WIDTHS, Beat, Mark, Series, draw, words
from helsetrend.values import Interval, Period

MILLION = 1_000_000


def figure(period, print_, rounding="1", hedge="none", *, is_second_hand=False, statuses=()):
    """Return a figure in millions."""
    value, step = Fraction(print_) * MILLION, Fraction(rounding) * MILLION
    bounds = bounds_of(Interval.of_print(value, rounding=step, hedge=hedge), is_whole=True, is_share=False)
    return Figure(
        row=2,
        metric="visits",
        service="",
        period=Period.parse(str(period)),
        as_printed="",
        value=value,
        unit="visits",
        hedge=hedge,
        rounding=step,
        interval=bounds,
        literal_low=float(bounds.low),
        literal_high=float(bounds.high),
        source="page",
        published=date(2022, 5, 31),
        precedence=SECOND_HAND if is_second_hand else 0,
        revision={},
        statuses=tuple(statuses),
    )


def mark(year, print_=None, rounding="1", hedge="none", *, text=None, revised=None, part=None, as_figure=None, **more):
    """Return the mark of a year; `revised` is the old figure, `part` the share of the year that the figure covers."""
    as_figure = as_figure or {}
    observation = Observation(
        metric="visits",
        service="",
        period=Period.parse(str(year)),
        figure=figure(year, print_, rounding, hedge, **as_figure) if print_ else None,
        revised=figure(year, revised) if revised else None,
        gap=None if print_ else Reason("not_published"),
        part=Reason("part_of_period") if part else None,
    )
    return Mark(
        year=year,
        label=more.pop("label", str(year)),
        observation=observation,
        value_text=text or (print_.replace(".", ",") if print_ else "ikke publisert"),
        extent=part or (0.0, 1.0),
        **more,
    )


def beat(year, month, number):
    """Return a month with a number of millions; a twelfth of a year is as good as its days here."""
    value = Fraction(number) * MILLION
    at = year + (month - 1) / 12
    return Beat(Period.parse(f"{year}-{month:02}"), at, at + 1 / 12, Interval(value, value))


def drawn(marks, *, width="wide", language="nb", name="visits", beats=(), notes=(), **more):
    """Return the drawing of one series."""
    return draw_series([Series(marks, notes=notes, beats=beats)], width=width, language=language, name=name, **more)


def draw_series(series, *, width="wide", language="nb", name="visits", **more):
    """Return the drawing of several series; that of the other width, which nobody looks at, is not made."""
    with patch.dict(WIDTHS, {width: WIDTHS[width]}, clear=True):
        return draw(series, words(language), name=name, scale=MILLION, **more)[width]
