"""Local wall time and UTC: when the clocks of a time zone change, and SQL that converts wall time to UTC.

Both are microseconds since 1970, one read off a clock in UTC, the other off a clock on the wall. A wall time that the
clock shows twice in autumn means the first of the two; one that it skips in spring is missing.
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
class ClockChange:
    """The change of the clocks at `at_us`, from `before_us` to `after_us` ahead of UTC."""

    at_us: int
    before_us: int
    after_us: int

    @property
    def wall(self) -> tuple[int, int]:
        """The wall times that are shown twice or skipped: the first, and the first one after them."""
        first, last = sorted((self.at_us + self.before_us, self.at_us + self.after_us))
        return first, last

    @property
    def is_back(self) -> bool:
        """Whether the clock goes back, so that wall times are shown twice."""
        return self.after_us < self.before_us


@dataclass(frozen=True)
class WallTime:
    """The clock of a zone between two moments; more than a day outside them it may be an hour off."""

    zone: str
    from_us: int
    to_us: int

    @property
    def changes(self) -> list[ClockChange]:
        """The changes of the clock between the two moments."""
        years = range(_moment(self.from_us).year - 1, _moment(self.to_us).year + 2)
        earliest, latest = self.from_us - 2 * DAY_US, self.to_us + 2 * DAY_US
        every = (change for year in years for change in clock_changes(self.zone, year))
        return [change for change in every if earliest <= change.at_us <= latest]

    def to_utc(self, wall: str) -> str:
        """Return the SQL of the moment in UTC of a wall time that is not missing."""
        changes = self.changes
        offsets = [(0, changes[0].before_us if changes else _offset_us(self.zone, self.from_us))]
        offsets += [(change.at_us + change.before_us, change.after_us) for change in changes]
        return f"({wall} - {_piecewise(wall, offsets)})"

    def is_missing(self, wall: str) -> str:
        """Return the SQL of whether the clock never showed the wall time."""
        return _within(wall, [change.wall for change in self.changes if not change.is_back])

    def is_doubled(self, wall: str) -> str:
        """Return the SQL of whether the clock showed the wall time twice."""
        return _within(wall, [change.wall for change in self.changes if change.is_back])


@cache
def clock_changes(zone: str, year: int) -> tuple[ClockChange, ...]:
    """Return the clock changes of a zone in a year of UTC."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    start = (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
    changes = []
    for at_us in range(start, start + days * DAY_US, DAY_US):
        before, after = _offset_us(zone, at_us), _offset_us(zone, at_us + DAY_US)
        if before != after:
            changes.append(ClockChange(_first_with(zone, after, at_us, at_us + DAY_US), before, after))
    return tuple(changes)


def day_start_us(day: date, zone: str) -> int:
    """Return the moment at which a day begins in a zone."""
    return (datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) - _EPOCH) // _MICROSECOND


def local_day(at_us: int, zone: str) -> date:
    """Return the day of a moment in a zone."""
    return _moment(at_us).astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """Return the current day in a zone."""
    return datetime.now(ZoneInfo(zone)).date()


def _moment(at_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)


def _offset_us(zone: str, at_us: int) -> int:
    offset = _moment(at_us).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None  # ZoneInfo always has one
    return offset // _MICROSECOND


def _first_with(zone: str, offset: int, low: int, high: int) -> int:
    """Return the first whole second after `low` and up to `high` that has the offset."""
    while high - low > 1_000_000:
        middle = (low + high) // 2_000_000 * 1_000_000
        low, high = (low, middle) if _offset_us(zone, middle) == offset else (middle, high)
    return high


def _piecewise(wall: str, pieces: Sequence[tuple[int, int]]) -> str:
    """Return the SQL of the value of the last piece (from, value) that has begun, as a binary search."""
    if len(pieces) == 1:
        return f"({pieces[0][1]})"
    middle = len(pieces) // 2
    earlier, later = _piecewise(wall, pieces[:middle]), _piecewise(wall, pieces[middle:])
    return f"(CASE WHEN {wall} < {pieces[middle][0]} THEN {earlier} ELSE {later} END)"


def _within(wall: str, spans: Sequence[tuple[int, int]]) -> str:
    return "(" + (" OR ".join(f"({wall} >= {first} AND {wall} < {end})" for first, end in spans) or "false") + ")"
