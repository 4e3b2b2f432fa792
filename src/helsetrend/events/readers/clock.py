"""Local wall time and the time line: when the clocks of a zone change, and the way from the one to the other, in SQL.

Microseconds since 1970 stand on both sides: of UTC on the time line, of what the clock showed as wall time. The hour
that the clock shows twice in autumn is taken as the first of the two; the hour that it leaves out in spring is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Change:
    """The clocks change at `at_us`, from `before_us` to `after_us` ahead of UTC."""

    at_us: int
    before_us: int
    after_us: int

    @property
    def wall(self) -> tuple[int, int]:
        """The wall times that are shown twice, or not at all: from, and up to but not including."""
        first, last = sorted((self.at_us + self.before_us, self.at_us + self.after_us))
        return first, last

    @property
    def is_back(self) -> bool:
        """Whether the clock is put back, so that wall times are shown twice."""
        return self.after_us < self.before_us


@dataclass(frozen=True)
class WallTime:
    """The clock of a zone from one moment to another; further away than a day it may be an hour wrong."""

    zone: str
    from_us: int
    to_us: int

    @property
    def changes(self) -> list[Change]:
        """The changes of the clock in that time."""
        years = range(_moment(self.from_us).year - 1, _moment(self.to_us).year + 2)
        every = [change for year in years for change in changes(self.zone, year)]
        return [one for one in every if self.from_us - 2 * DAY_US <= one.at_us <= self.to_us + 2 * DAY_US]

    def to_utc(self, wall: str) -> str:
        """The SQL of the moment of a wall time that is not missing."""
        found = self.changes
        pieces = [(0, found[0].before_us if found else _offset_us(self.zone, self.from_us))]
        pieces += [(change.at_us + change.before_us, change.after_us) for change in found]
        return f"({wall} - {_piecewise(wall, pieces)})"

    def is_missing(self, wall: str) -> str:
        """The SQL of whether the clock never showed the wall time."""
        return _within(wall, [change.wall for change in self.changes if not change.is_back])

    def is_doubled(self, wall: str) -> str:
        """The SQL of whether the clock showed the wall time twice."""
        return _within(wall, [change.wall for change in self.changes if change.is_back])


@cache
def changes(zone: str, year: int) -> tuple[Change, ...]:
    """When the clocks of the zone changed in the year, by UTC."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    start = (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
    found = []
    for at_us in range(start, start + days * DAY_US, DAY_US):
        before, after = _offset_us(zone, at_us), _offset_us(zone, at_us + DAY_US)
        if before != after:
            found.append(Change(_first_with(zone, after, at_us, at_us + DAY_US), before, after))
    return tuple(found)


def day_start_us(day: date, zone: str) -> int:
    """The moment at which the day begins in the zone."""
    return (datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) - _EPOCH) // _MICROSECOND


def local_day(at_us: int, zone: str) -> date:
    """The day in the zone that the moment belongs to."""
    return _moment(at_us).astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """The day that it is now in the zone."""
    return datetime.now(ZoneInfo(zone)).date()


def _moment(at_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)


def _offset_us(zone: str, at_us: int) -> int:
    offset = _moment(at_us).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None  # ZoneInfo always has one
    return offset // _MICROSECOND


def _first_with(zone: str, offset: int, low: int, high: int) -> int:
    """The first moment after `low`, up to `high`, with the offset, in whole seconds."""
    while high - low > 1_000_000:
        middle = (low + high) // 2_000_000 * 1_000_000
        low, high = (low, middle) if _offset_us(zone, middle) == offset else (middle, high)
    return high


def _piecewise(wall: str, pieces: Sequence[tuple[int, int]]) -> str:
    """The SQL of the value of the last piece that has begun: halved again and again, so that few are compared."""
    if len(pieces) == 1:
        return f"({pieces[0][1]})"
    middle = len(pieces) // 2
    earlier, later = _piecewise(wall, pieces[:middle]), _piecewise(wall, pieces[middle:])
    return f"(CASE WHEN {wall} < {pieces[middle][0]} THEN {earlier} ELSE {later} END)"


def _within(wall: str, spans: Sequence[tuple[int, int]]) -> str:
    return "(" + (" OR ".join(f"({wall} >= {first} AND {wall} < {end})" for first, end in spans) or "false") + ")"
