"""Monthly means and what they are of, and metrics that are a mean themselves."""

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.vocabulary import Series


def is_measure(known: Discourse, series: Series) -> bool:
    """Return whether a series is a rate, or a mean of its own: the length of a visit, not the visits of a month."""
    entry = known.catalogue.metrics[series.metric]
    return entry.kind in ("mean", "rate") and not entry.monthly_mean_of


def has_means(known: Discourse) -> bool:
    """Return whether the data have a monthly mean."""
    return any(metric.monthly_mean_of for metric in known.catalogue.metrics.values())


def mean_of(known: Discourse, series: Series) -> Series:
    """Return the monthly mean of a series, or the series where there is none."""
    for name, metric in known.catalogue.metrics.items():
        if metric.monthly_mean_of == series.metric and not series.service:
            return Series(name)
    return series


def whole_of_mean(known: Discourse, series: Series) -> Series:
    """Return the series that a monthly mean is of, or the series itself."""
    whole = known.catalogue.metrics[series.metric].monthly_mean_of
    return Series(whole) if whole else series
