"""A counted number beside the published figure of the same year: by how much they differ, or why that cannot be told.

The two are made in different ways, from another log or by another definition. They are set beside each other and never
put into one series.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.analysis.observations import Observation, Reason, Vintage
from helsetrend.events import CountRow, Counts
from helsetrend.published import Figure
from helsetrend.values import Interval, change_in_percent


@dataclass(frozen=True, kw_only=True)
class Discrepancy:
    """One year of a series: what is published, what was counted, and the number that this count replaced.

    `reasons` tell why the two may not be compared; there are none where they may.
    """

    published: Observation
    counted: CountRow | None
    replaced: CountRow | None
    reasons: tuple[Reason, ...]

    @property
    def pair(self) -> tuple[Figure, Interval] | None:
        """The published figure and the counted number, where they may be compared."""
        if self.reasons or not self.published.figure or not self.counted or self.counted.value is None:
            return None
        return self.published.figure, Interval(Fraction(self.counted.value), Fraction(self.counted.value))

    @property
    def difference(self) -> Interval | None:
        """How much more was counted than was published; less than nothing where it is less."""
        return self.pair[1] - self.pair[0].interval if self.pair else None

    @property
    def percent(self) -> Interval | None:
        """The difference in percent of what is published; None where that can be zero."""
        if not self.pair or 0 in self.pair[0].interval:
            return None
        return change_in_percent(self.pair[0].interval, self.pair[1])

    @property
    def verdict(self) -> str:
        """`within` what was published, surely `more` or `less` than it, or `not_compared`."""
        if self.difference is None:
            return "not_compared"
        return "more" if self.difference.low > 0 else "less" if self.difference.high < 0 else "within"


def discrepancies(
    vintage: Vintage, counts: Counts, series: Iterable[tuple[str, str]], years: Iterable[int]
) -> list[Discrepancy]:
    """For each of the series of which any of the years was counted, the years that were counted or published."""
    known, wanted = counts.known(vintage.as_of), list(years)
    found = []
    for metric, service in series:
        rows = {year: known.get((metric, service, str(year)), []) for year in wanted}
        if any(rows.values()):
            seen = [(vintage.observe(metric, year, service), rows[year]) for year in wanted]
            found += [_discrepancy(vintage, one, of_one) for one, of_one in seen if one.figure or of_one]
    return found


def _discrepancy(vintage: Vintage, published: Observation, rows: list[CountRow]) -> Discrepancy:
    now = rows[-1] if rows else None
    before = [row for row in rows[:-1] if row.is_whole and row.value is not None]
    is_revised = before and now and now.value is not None and now.is_whole and before[-1].value != now.value
    return Discrepancy(
        published=published,
        counted=now,
        replaced=before[-1] if is_revised else None,
        reasons=tuple(_obstacles(vintage, published, now)),
    )


def _obstacles(vintage: Vintage, published: Observation, row: CountRow | None) -> Iterator[Reason]:
    """Every reason why a published figure and a count may not be compared."""
    if published.gap:
        yield published.gap
    if row is None:
        yield Reason("not_counted", {"period": published.period, "day": vintage.as_of})
        return
    if row.value is None:
        yield Reason("suppressed", {"period": published.period})
    if not row.is_whole:
        days = {"days_counted": row.days_counted, "days": row.days}
        yield Reason("counted_in_part", {"period": published.period, **days})
    if row.unit != vintage.catalogue.metrics[row.metric].unit:
        yield Reason("counted_in_other_unit", {"period": published.period})
