"""A counted number beside the published figure of the same year: the difference, or why there is none.

The two come from different logs or definitions. They are shown side by side and never joined into one series.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.analysis.vintage import Observation, Reason, Vintage
from helsetrend.events import CountRow, Counts
from helsetrend.published import Figure
from helsetrend.values import Interval, Period, change_in_percent


@dataclass(frozen=True, kw_only=True)
class Discrepancy:
    """One year of a series: the published figure, the latest count, and the count that this one replaced.

    `reasons` are why figure and count may not be compared; there are none if they may.
    """

    published: Observation
    counted: CountRow | None
    replaced: CountRow | None
    reasons: tuple[Reason, ...]

    @property
    def pair(self) -> tuple[Figure, Interval] | None:
        """The published figure and the counted number, or None if they may not be compared."""
        if self.reasons or not self.published.figure or not self.counted or self.counted.value is None:
            return None
        return self.published.figure, Interval(Fraction(self.counted.value), Fraction(self.counted.value))

    @property
    def difference(self) -> Interval | None:
        """The count less the published figure, or None if they may not be compared."""
        return self.pair[1] - self.pair[0].interval if self.pair else None

    @property
    def percent(self) -> Interval | None:
        """The difference in percent of the published figure; None if this can be zero or there is no difference."""
        if not self.pair or 0 in self.pair[0].interval:
            return None
        return change_in_percent(self.pair[0].interval, self.pair[1])

    @property
    def verdict(self) -> str:
        """Whether the count is `within` the published bounds, surely `more` or `less`, or `not_compared`."""
        if self.difference is None:
            return "not_compared"
        return "more" if self.difference.low > 0 else "less" if self.difference.high < 0 else "within"


def discrepancies(
    vintage: Vintage, counts: Counts, series: Iterable[tuple[str, str]], years: Iterable[int]
) -> list[Discrepancy]:
    """Return the counted or published years of each of the series that has a count in any of the years."""
    known, years = counts.known(vintage.as_of), list(years)
    result = []
    for metric, service in series:
        rows = {year: known.get((metric, service, str(year)), []) for year in years}
        if any(rows.values()):
            observed = {year: vintage.observe(metric, year, service) for year in years}
            result += [
                _discrepancy(vintage, observed[year], rows[year])
                for year in years
                if observed[year].figure or rows[year]
            ]
    return result


def _discrepancy(vintage: Vintage, published: Observation, rows: list[CountRow]) -> Discrepancy:
    latest = rows[-1] if rows else None
    earlier = [row for row in rows[:-1] if row.is_whole and row.value is not None]
    is_revised = (
        earlier and latest and latest.value is not None and latest.is_whole and earlier[-1].value != latest.value
    )
    return Discrepancy(
        published=published,
        counted=latest,
        replaced=earlier[-1] if is_revised else None,
        reasons=tuple(_reasons(vintage, published, latest)),
    )


def _reasons(vintage: Vintage, published: Observation, row: CountRow | None) -> Iterator[Reason]:
    """Yield every reason why a published figure and a count may not be compared."""
    if published.gap:
        yield published.gap
    if row is None:
        yield Reason("not_counted", {"period": published.period, "day": vintage.as_of})
        return
    if published.period != (counted := Period.parse(row.period)):
        yield Reason("other_months", {"period": published.period, "other": counted})
    if row.value is None:
        yield Reason("suppressed", {"period": published.period})
    if not row.is_whole:
        days = {"days_counted": row.days_counted, "days": row.days}
        yield Reason("counted_in_part", {"period": published.period, **days})
    if row.unit != vintage.catalogue.metrics[row.metric].unit:
        yield Reason("counted_in_other_unit", {"period": published.period})
