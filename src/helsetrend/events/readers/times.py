"""The time of an event, in each form in which logs write it, as SQL that the engine runs fast.

Numbers and timestamps are compared as they are stored, so that whole blocks of a file can be passed over; only what is
text is taken apart. All bounds are microseconds since 1970, UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helsetrend.events.readers.clock import HOUR_US, WallTime
from helsetrend.events.readers.mapping import Time

SCALES = {"seconds": 1_000_000, "milliseconds": 1_000, "microseconds": 1}
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_WALL = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
_OFFSET = r" ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
_SLACK_US = 30 * HOUR_US  # wider than any zone is from UTC


@dataclass(frozen=True)
class TimeSql:
    """A time as SQL: the moment, whether it is impossible, whether the clock showed it twice.

    `steps` are columns to add first. `stored` is the column in which times are stored in the order of time, and
    `bounds` gives the SQL of any moment in its form, a day and more apart from it: before (-1) or after (1).
    """

    at: str
    is_impossible: str
    is_doubled: str = "false"
    steps: Mapping[str, str] = field(default_factory=dict)
    stored: str = ""
    literal: str = "{}"
    scale: int = 1

    def near(self, from_us: int, to_us: int) -> str:
        """The SQL that is true of all rows from one moment to the other, and false of those that are far away."""
        if not self.stored:
            return "true"
        first, last = ((us // self.scale) for us in (from_us - _SLACK_US, to_us + _SLACK_US))
        return f"({self.stored} >= {self.literal.format(first)} AND {self.stored} <= {self.literal.format(last)})"


class UnfitTimeError(ValueError):
    """A column whose type does not hold times in the form that the mapping says: what was found, what is allowed."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"found {found}; allowed: {allowed}")
        self.found, self.allowed = found, allowed


def time_sql(column: str, kind: str, time: Time, *, within: tuple[int, int], clock: tuple[int, int]) -> TimeSql:
    """The time in a column of a type.

    A time is possible from the first moment of `within` up to, but not including, the second. The clock of the zone is
    right from one moment of `clock` to the other. Raises UnfitTimeError where the type does not hold the form.
    """
    wall = WallTime(time.timezone, clock[0] - _SLACK_US, clock[1] + _SLACK_US) if time.timezone else None
    if kind == "VARCHAR":
        return _iso_text(column, wall, within) if time.form == "iso" else _number(column, kind, time.form, within)
    if time.form == "iso":
        return _timestamp(column, kind, wall, within)
    return _number(column, kind, time.form, within)


def access_time(column: str, within: tuple[int, int]) -> TimeSql:
    """The time in an access log: 10/Oct/2000:13:55:36 -0700."""
    steps = {"at_us": f"epoch_us(try_strptime({column}, '%d/%b/%Y:%H:%M:%S %z'))"}
    return TimeSql("at_us", _outside("at_us", within), steps=steps)


def _number(column: str, kind: str, form: str, within: tuple[int, int]) -> TimeSql:
    scale = SCALES[form]
    first, last = within[0] // scale, (within[1] - 1) // scale
    if kind == "VARCHAR":
        steps = {"at_number": f"try_cast({column} AS DECIMAL(28, 9))"}
        return TimeSql(_scaled("at_number", scale, first, last), _outside_of("at_number", first, last), steps=steps)
    if kind not in _WHOLE and kind not in ("FLOAT", "DOUBLE") and not kind.startswith("DECIMAL"):
        raise UnfitTimeError(f"a column of the type {kind}", f"numbers, for the form {form}")
    at = column if (kind, scale) == ("BIGINT", 1) else _scaled(column, scale, first, last)
    return TimeSql(at, _outside_of(column, first, last), stored=column, scale=scale)


def _scaled(number: str, scale: int, first: int, last: int) -> str:
    """Only a possible number is multiplied: one that is not may be too large for it."""
    scaled = f"CAST(round({number} * {scale}) AS BIGINT)"
    return f"(CASE WHEN {number} >= {first} AND {number} < {last + 1} THEN {scaled} END)"


def _timestamp(column: str, kind: str, wall: WallTime | None, within: tuple[int, int]) -> TimeSql:
    if kind == "TIMESTAMP WITH TIME ZONE":
        literal, first, last = "make_timestamptz({})", *within
        outside = f"({column} IS NULL OR {column} < {literal.format(first)} OR {column} >= {literal.format(last)})"
        return TimeSql(f"epoch_us({column})", outside, stored=column, literal=literal)
    if kind not in _WALL:
        raise UnfitTimeError(f"a column of the type {kind}", "timestamps or text, for the form iso")
    if wall is None:
        raise UnfitTimeError("times without a zone", "timezone under [time], which says the zone that they are in")
    literal, shown = "make_timestamp({})", f"epoch_us(CAST({column} AS TIMESTAMP))"
    at = wall.to_utc(shown)
    impossible = f"({_outside(at, within)} OR {wall.is_missing(shown)})"
    return TimeSql(at, impossible, wall.is_doubled(shown), stored=column, literal=literal)


def _iso_text(column: str, wall: WallTime | None, within: tuple[int, int]) -> TimeSql:
    """Text with its own zone, and text without one where the mapping says the zone. A day alone is not a time."""
    text = f"replace(upper(trim({column})), ',', '.')"
    zoned, bare = (f"regexp_full_match({text}, '{form}')" for form in (_ISO + _OFFSET, _ISO))
    steps = {"at_us": f"CASE WHEN {zoned} THEN epoch_us(try_cast({text} AS TIMESTAMP WITH TIME ZONE)) END"}
    if wall is None:
        return TimeSql("at_us", _outside("at_us", within), steps=steps)
    steps["wall_us"] = f"CASE WHEN {bare} THEN epoch_us(try_cast({text} AS TIMESTAMP)) END"
    at, missing, doubled = f"coalesce(at_us, {wall.to_utc('wall_us')})", *_of_text(wall)
    return TimeSql(at, f"({_outside(at, within)} OR {missing})", doubled, steps=steps)


def _of_text(wall: WallTime) -> tuple[str, str]:
    return tuple(f"coalesce({one('wall_us')}, false)" for one in (wall.is_missing, wall.is_doubled))  # type: ignore


def _outside(at: str, within: tuple[int, int]) -> str:
    return f"({at} IS NULL OR {at} < {within[0]} OR {at} >= {within[1]})"


def _outside_of(number: str, first: int, last: int) -> str:
    return f"({number} IS NULL OR {number} < {first} OR {number} >= {last + 1})"
