"""What was known on one day, of what is published and of what was counted."""

from dataclasses import replace

from helsetrend.analysis.observations import Metrics, metrics
from helsetrend.events.counts_file import Counts
from helsetrend.published.folder import Published
from helsetrend.scope import METRICS


def known_on(published: Published, counts: Counts, *, as_of: str) -> Metrics:
    """The published metrics as they were known on a date such as 2022-05-31, or "newest".

    Newest is the day on which the last source was published, or a year of the report's metrics last counted if that is
    later. Raises ValueError where the date is none, or nothing was published by it.
    """
    if as_of != "newest":
        return metrics(published, as_of=as_of)
    known, last = metrics(published), counts.last_day(METRICS)
    return replace(known, as_of=last) if last and last > known.as_of else known
