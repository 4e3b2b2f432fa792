"""Figures that no source prints, and that the catalogue says are the sum of others which are printed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from helsetrend.analysis.vintage.known import Vintage
from helsetrend.analysis.vintage.observation import Observation
from helsetrend.published import Catalogue, Figure, Service, summed
from helsetrend.values import Period

Series = tuple[str, str]
"""A metric and one of its services; the service is empty for a metric without services."""


def observe_or_add_up(vintage: Vintage, metric: str, period: Period, service: str = "") -> Observation:
    """Return the observation of a metric in a period; if it has no figure, of the sum that the catalogue defines."""
    observation = vintage.observe(metric, period, service)
    if observation.figure:
        return observation

    def figure(part: Series) -> Figure | None:
        return observe_or_add_up(vintage, part[0], observation.period, part[1]).figure

    added = added_up(vintage.catalogue, (metric, service), observation.period, figure)
    return replace(observation, figure=added, gap=None) if added else observation


def added_up(
    catalogue: Catalogue, series: Series, period: Period, figure_of: Callable[[Series], Figure | None]
) -> Figure | None:
    """Return the sum that a series is by the catalogue, if `figure_of` has a figure for every part; else None."""
    for parts in sums(catalogue, series, period):
        figures = [figure_of(part) for part in parts]
        found = [figure for figure in figures if figure]
        if found and len(found) == len(figures):
            leaves = [leaf for figure in found for leaf in figure.parts or (figure,)]
            return replace(summed(leaves, period), metric=series[0], service=series[1])
    return None


def sums(catalogue: Catalogue, series: Series, period: Period) -> Iterator[list[Series]]:
    """Yield the parts of each sum that a series is by the catalogue: of other metrics, or of services.

    A service that had not begun in the period, or had ended, is no part of it.
    """
    metric, service = series
    entry = catalogue.metrics[metric]
    if entry.sum_of:
        yield [(name, service if catalogue.metrics[name].services else "") for name in entry.sum_of]
    for name in catalogue.totalled(metric):
        offered = [key for key, part in catalogue.metrics[name].services.items() if not _is_outside(period, part)]
        yield from [[(name, key) for key in offered]] if offered else []


def _is_outside(period: Period, service: Service) -> bool:
    """Return whether the service had not begun, or had ended."""
    is_before = service.launched is not None and period.last < service.launched.first
    return is_before or (service.ended is not None and service.ended.last < period.first)
