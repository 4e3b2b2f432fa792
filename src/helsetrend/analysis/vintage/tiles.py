"""Spans put together from shorter periods."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from helsetrend.values import BY_DAYS, Period


class Tiles:
    """Periods by their first day, from which longer spans are put together."""

    def __init__(self, periods: Iterable[Period]) -> None:
        self._by_start: dict[date, list[Period]] = {}
        for period in sorted(periods, key=BY_DAYS):
            self._by_start.setdefault(period.first, []).append(period)

    def tiling(self, span: Period, *, finest: bool = False) -> list[Period]:
        """Return periods that together are exactly the span, without the span itself; none if they leave a gap.

        At each step the longest period that leads to the end is taken, with `finest` the shortest.
        """
        path: list[Period] = []
        candidates = [self._from(span.first, span, finest=finest)]
        dead_ends: set[date] = set()
        while candidates:
            period = next(candidates[-1], None)
            if period is None:
                candidates.pop()
                if path:
                    dead_ends.add(path.pop().last)
            elif period.last not in dead_ends:
                path.append(period)
                if period.last == span.last:
                    return path
                candidates.append(self._from(period.last + timedelta(days=1), span, finest=finest))
        return []

    def _from(self, day: date, span: Period, *, finest: bool) -> Iterator[Period]:
        """Return the periods within a span that begin on a day, in the order in which they are tried."""
        periods = self._by_start.get(day, ())
        ordered = periods if finest else reversed(periods)
        return (period for period in ordered if period.last <= span.last and period != span)


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the spans that periods cover together: January, February and April are two."""
    spans: list[Period] = []
    for period in sorted(periods):
        if spans and period.first <= spans[-1].last + timedelta(days=1):
            spans[-1] = Period(spans[-1].first, max(spans[-1].last, period.last))
        else:
            spans.append(period)
    return tuple(spans)
