"""The breaks between two periods of a series: those that are declared, and those that a publisher marks at a figure."""

from collections.abc import Mapping
from datetime import date

from helsetrend.analysis.vintage.known import Vintage
from helsetrend.published import Break, Metric
from helsetrend.values import Period


def breaks_between(entry: Metric, service: str, old: Period, new: Period) -> list[Break]:
    """Return the declared breaks of a series between two periods, in whatever order, or within one of them."""
    early, late = sorted((old, new))
    return [found for found in entry.breaks_of(service) if early.first < found.at.first <= late.last]


def marked_breaks(vintage: Vintage, metric: str, service: str = "") -> tuple[Period, ...]:
    """Return the periods on whose first day a series breaks, as the marks at its figures in force say.

    Left out are those within which a break is declared. The rule is in docs/definitions.md, "What may be compared".
    """
    return vintage.once(_marked).get((metric, service), ())


def break_days(vintage: Vintage, metric: str, service: str = "") -> list[date]:
    """Return the days on which a series breaks, as declared or as marked, in their order."""
    declared = vintage.catalogue.metrics[metric].breaks_of(service)
    marked = marked_breaks(vintage, metric, service)
    return sorted({*(one.at.first for one in declared), *(mark.first for mark in marked)})


def marked_between(vintage: Vintage, metric: str, service: str, old: Period, new: Period) -> list[Period]:
    """Return the marked breaks of a series between two periods, in whatever order; each day once."""
    early, late = sorted((old, new))
    between = [mark for mark in marked_breaks(vintage, metric, service) if early.first < mark.first <= late.last]
    return list({mark.first: mark for mark in reversed(between)}.values())[::-1]


def _marked(vintage: Vintage) -> Mapping[tuple[str, str], tuple[Period, ...]]:
    """Return the marked breaks of every series that has any, the longest first of those that begin on one day."""
    register, found = vintage.published.register, dict[tuple[str, str], list[Period]]()
    for metric, service, text in vintage.published.break_marks:
        period, breaks = Period.parse(text), vintage.catalogue.metrics[metric].breaks_of(service)
        place = vintage.place_in_force(metric, service, period)
        is_marked = place is not None and "break" in register.figure(place).statuses
        if is_marked and not any(period.has(declared.at.first) for declared in breaks):
            found.setdefault((metric, service), []).append(period)
    return {
        series: tuple(sorted(periods, key=lambda period: (period.first, -period.days)))
        for series, periods in found.items()
    }
