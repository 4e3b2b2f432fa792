"""A bridge over a break: what the change of counting did, by the months that were counted in both ways.

The ratio of new to old differs from month to month. A month that was not counted in both ways can have any of the
ratios that were seen, so the bridge is all of them, from the least to the greatest, and not their mean. It bounds what
was seen; that other months were like those is an assumption, which a report must name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from helsetrend.analysis.vintage.breaks import breaks_between, marked_between
from helsetrend.analysis.vintage.known import Vintage
from helsetrend.analysis.vintage.observation import Observation
from helsetrend.analysis.vintage.tiles import Tiles
from helsetrend.published import Break, Metric
from helsetrend.values import Interval, Period, change_in_percent, hull, total

Series = tuple[str, str]
"""A metric and one of its services; the service is empty for a metric without services."""


@dataclass(frozen=True)
class Bridge:
    """The counts of each period of `span` in the series `old` and `new`, which hold one way of counting each.

    `at` is the first day on which the series with the break is counted in the new way. `old_counts` and `new_counts`
    have the same periods, as short as the figures allow.
    """

    at: Period
    old: Series
    new: Series
    span: Period
    old_counts: Mapping[Period, Interval]
    new_counts: Mapping[Period, Interval]

    @property
    def ratio(self) -> Interval:
        """The least and the greatest of the ratios of new to old."""
        return hull(self.new_counts[period] / count for period, count in self.old_counts.items())

    @property
    def middle(self) -> Interval:
        """The ratio of the sums over the span."""
        return total(self.new_counts.values()) / total(self.old_counts.values())

    @property
    def effect(self) -> Interval:
        """By how many percent the change of counting by itself raised or, below zero, lowered the counts."""
        return (self.ratio - Interval(Fraction(1), Fraction(1))).scaled(100)

    def carries(self, entry: Metric, period: Period) -> bool:
        """Return whether the ratios say something about a period.

        A shorter period than those counted in both ways can have other ratios; so can a longer one of persons or a
        mean, which are not the sums of their parts.
        """
        if not entry.adds_up:
            return all(counted.form == period.form for counted in self.old_counts)
        return all(_is_as_long(period, counted) for counted in self.old_counts)


@dataclass(frozen=True)
class Converted:
    """What the new way would have counted in the period of `counted`, which was counted in the old way."""

    counted: Observation
    interval: Interval
    bridge: Bridge


@dataclass(frozen=True)
class BridgedChange:
    """A change across a break, in percent of the earlier of the two figures that are compared.

    `converted` is the older period, counted in the old way; `new` the later one, counted in the new way.
    """

    converted: Converted
    new: Observation
    interval: Interval
    unit: str = "percent"

    @property
    def bridge(self) -> Bridge:
        """The bridge that the change rests on."""
        return self.converted.bridge

    @property
    def direction(self) -> str:
        """`up` or `down` if the bounds leave no doubt, else `unclear`."""
        return "up" if self.interval.low > 0 else "down" if self.interval.high < 0 else "unclear"


def bridge_over(vintage: Vintage, series_break: Break, metric: str, service: str = "") -> Bridge | None:
    """Return the bridge over a break of a series.

    None if the catalogue declares none, if figures of the months counted in both ways were not known yet, or if one of
    the old ones can be zero.
    """
    overlap = series_break.bridge
    if overlap is None:
        return None
    old, new = vintage.catalogue.sides(overlap, metric, service)
    figures = [{figure.period for figure in vintage.figures(*series)} for series in (old, new)]
    common, span = figures[0] & figures[1], overlap.months
    periods = Tiles(common).tiling(span, finest=True) or ([span] if span in common else [])
    old_counts, new_counts = (
        dict(zip(periods, _bounds(vintage, series, periods), strict=True)) for series in (old, new)
    )
    if not periods or any(count.low <= 0 for count in old_counts.values()):
        return None
    return Bridge(series_break.at, old, new, span, old_counts, new_counts)


def converted(
    vintage: Vintage, metric: str, period: Period | int, into: Period | int, service: str = ""
) -> Converted | None:
    """Return a period before the break as the later period `into` would have counted it.

    Those parts of the period that were counted in the new way too are taken as counted, and only the others are
    multiplied by the bridge. None unless just one break is between the two, with a bridge that carries the period, and
    the old way has a figure for all of it.
    """
    entry = vintage.catalogue.metrics[metric]
    span, later = (entry.period_of(each) if isinstance(each, int) else each for each in (period, into))
    breaks = breaks_between(entry, service, span, later)
    bridge = bridge_over(vintage, breaks[0], metric, service) if len(breaks) == 1 else None
    if bridge is None or not bridge.carries(entry, span) or marked_between(vintage, metric, service, span, later):
        return None
    ways = _Ways(vintage, (metric, service), bridge)
    old = ways.old_count(span)
    if old is None:
        return None
    return Converted(old.observation, total(ways.in_new_way(*part) for part in old.parts), bridge)


def bridged_change(vintage: Vintage, old: Observation, new: Observation) -> BridgedChange | None:
    """Return the change across the break between two observations of one series, or None where none can be computed.

    The periods must be the same part of their years, and the later one counted wholly in the new way.
    """
    early, late = sorted((old.period, new.period))
    before = converted(vintage, old.metric, early, late, old.service)
    if before is None or early == late or not early.is_same_part_of_year(late):
        return None
    after = _Ways(vintage, (old.metric, old.service), before.bridge).new_count(late)
    if after is None:
        return None
    base, compared = before.interval, after.interval
    if old.period == late:
        base, compared = compared, base
    change = change_in_percent(base, compared) if base.low > 0 else None
    return BridgedChange(before, after.observation, change) if change else None


class _Count(NamedTuple):
    """A period with a figure, what that can mean, and the same for each period that it is the sum of, or for itself."""

    observation: Observation
    interval: Interval
    parts: tuple[tuple[Period, Interval], ...]


@dataclass(frozen=True)
class _Ways:
    """The two ways of counting the series `own`, which has the break."""

    vintage: Vintage
    own: Series
    bridge: Bridge

    def old_count(self, period: Period) -> _Count | None:
        """Return what the old way counted in the whole of a period."""
        return self._count(period, self.bridge.old, is_own=period.last < self.bridge.at.first)

    def new_count(self, period: Period) -> _Count | None:
        """Return what the new way counted in the whole of a period."""
        return self._count(period, self.bridge.new, is_own=period.first >= self.bridge.at.first)

    def in_new_way(self, period: Period, old: Interval) -> Interval:
        """Return the new count of a period if there is one, or else what the old one becomes by the bridge."""
        new = self.new_count(period)
        return new.interval if new else old * self.bridge.ratio

    def _count(self, period: Period, other: Series, *, is_own: bool) -> _Count | None:
        """Return the figure of the series with the break, if `is_own`, or else that of another series."""
        for series in ([self.own] if is_own else []) + ([other] if other != self.own else []):
            seen = self.vintage.observe(series[0], period, series[1])
            if seen.figure and seen.interval and not seen.part:
                periods = [part.period for part in seen.figure.parts]
                parts = tuple(zip(periods, _bounds(self.vintage, series, periods), strict=True))
                return _Count(seen, seen.interval, parts or ((period, seen.interval),))
        return None


def _bounds(vintage: Vintage, series: Series, periods: Iterable[Period]) -> list[Interval]:
    """Return what the figures of a series in force can mean, of which there is one for each period."""
    seen = (vintage.observe(series[0], period, series[1]).interval for period in periods)
    return [interval for interval in seen if interval]


def _is_as_long(period: Period, other: Period) -> bool:
    """Return whether a period is no shorter than another, in months if both are of months."""
    if period.is_of_months and other.is_of_months:
        return period.months >= other.months
    return period.days >= other.days
