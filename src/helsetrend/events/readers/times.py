"""The time of an event as SQL, for each form in which logs write it.

Numbers and timestamps are compared as they are stored, so that DuckDB can skip whole blocks of a file; only text is
parsed. All bounds are microseconds since 1970, UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helsetrend.events.readers.client import WHOLE, UnfitColumnError
from helsetrend.events.readers.clock import HOUR_US, WallTime
from helsetrend.events.readers.pages import quoted
from helsetrend.events.readers.sections import TimeForm

SCALES = {"seconds": 1_000_000, "milliseconds": 1_000, "microseconds": 1}
_WIDE = ("BIGINT", "HUGEINT")  # the product of a narrower number would overflow
_WALL = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
_OFFSET = r" ?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)"
_SLACK_US = 30 * HOUR_US  # more than the offset of any zone from UTC


@dataclass(frozen=True)
class TimeSql:
    """A time as SQL: the moment in microseconds, whether it is impossible, whether the clock showed it twice.

    `steps` are columns (name: SQL) that the others need. `stored` is the column that holds the time in a form that
    sorts as time does, empty if there is none: in units of `scale` microseconds, as literals written like `literal`.
    """

    at: str
    is_impossible: str
    is_doubled: str = "false"
    steps: Mapping[str, str] = field(default_factory=dict)
    stored: str = ""
    literal: str = "{}"
    scale: int = 1

    def near(self, from_us: int, to_us: int) -> str:
        """Return SQL that is true for all rows between two moments, and false for rows more than 30 hours outside."""
        if not self.stored:
            return "true"
        first, last = ((us // self.scale) for us in (from_us - _SLACK_US, to_us + _SLACK_US))
        return f"({self.stored} >= {self.literal.format(first)} AND {self.stored} <= {self.literal.format(last)})"


def time_sql(column: str, column_type: str, time: TimeForm, *, within: tuple[int, int]) -> TimeSql:
    """Return the time in a column of an SQL type.

    A time is possible from the first moment of `within` up to, but not including, the second.
    Raises UnfitColumnError where the type cannot hold the form.
    """
    wall = WallTime(time.timezone, within[0] - _SLACK_US, within[1] + _SLACK_US) if time.timezone else None
    if time.is_number:
        return _number(column, column_type, time.form, within)
    if column_type == "VARCHAR":
        return _iso_text(column, wall, within) if time.form == "iso" else _pattern(column, time.form, wall, within)
    return _timestamp(column, column_type, wall, within)


def _pattern(column: str, form: str, wall: WallTime | None, within: tuple[int, int]) -> TimeSql:
    """Return the time in text of a pattern, such as %d/%b/%Y:%H:%M:%S %z."""
    steps = {"wall_us": f"epoch_us(try_strptime(trim({column}), {quoted(form)}))"}
    if "%z" in form or "%Z" in form:
        return TimeSql("wall_us", _outside("wall_us", within), steps=steps)
    return _on_wall("wall_us", wall, within, steps=steps)


def _number(column: str, column_type: str, form: str, within: tuple[int, int]) -> TimeSql:
    if column_type not in ("VARCHAR", "FLOAT", "DOUBLE", *WHOLE) and "DECIMAL" not in column_type:
        raise UnfitColumnError(f"a column of the type {column_type}", f"numbers, for the form {form}")
    if form == "nanoseconds":
        steps = {"at_us": f"try_cast(try_cast({column} AS HUGEINT) // 1000 AS BIGINT)"}
        return TimeSql("at_us", _outside("at_us", within), steps=steps)
    scale = SCALES[form]
    first, last = within[0] // scale, (within[1] - 1) // scale
    if column_type == "VARCHAR":
        steps = {"at_number": f"try_cast({column} AS DECIMAL(28, 9))"}
        return TimeSql(_scaled("at_number", scale, first, last), _outside_of("at_number", first, last), steps=steps)
    if column_type in WHOLE and column_type not in _WIDE:
        column = f"CAST({column} AS BIGINT)"
    at = column if (column_type, scale) == ("BIGINT", 1) else _scaled(column, scale, first, last)
    return TimeSql(at, _outside_of(column, first, last), stored=column, scale=scale)


def _scaled(number: str, scale: int, first: int, last: int) -> str:
    """Return the SQL of the microseconds; only a possible number is multiplied, as others may overflow."""
    scaled = f"CAST(round({number} * {scale}) AS BIGINT)"
    return f"(CASE WHEN {number} >= {first} AND {number} < {last + 1} THEN {scaled} END)"


def _timestamp(column: str, column_type: str, wall: WallTime | None, within: tuple[int, int]) -> TimeSql:
    if column_type == "TIMESTAMPTZ_NS":
        column = f"CAST({column} AS TIMESTAMP WITH TIME ZONE)"
        column_type = "TIMESTAMP WITH TIME ZONE"
    if column_type == "TIMESTAMP WITH TIME ZONE":
        literal, first, last = "make_timestamptz({})", *within
        outside = f"({column} IS NULL OR {column} < {literal.format(first)} OR {column} >= {literal.format(last)})"
        return TimeSql(f"epoch_us({column})", outside, stored=column, literal=literal)
    if column_type not in _WALL:
        raise UnfitColumnError(f"a column of the type {column_type}", "timestamps or text, for the form iso")
    shown = f"epoch_us(CAST({column} AS TIMESTAMP))"
    return _on_wall(shown, wall, within, stored=column, literal="make_timestamp({})")


def _iso_text(column: str, wall: WallTime | None, within: tuple[int, int]) -> TimeSql:
    """Return the time in text with its own zone, or without one if the mapping names it. A day alone is no time."""
    text = f"replace(upper(trim({column})), ',', '.')"
    zoned, bare = (f"regexp_full_match({text}, '{form}')" for form in (_ISO + _OFFSET, _ISO))
    clock = f"replace(replace(replace(substr({text}, 12), ' ', ''), 'UTC', 'Z'), 'GMT', 'Z')"  # as DuckDB reads a zone
    moment = f"try_cast(left({text}, 11) || {clock} AS TIMESTAMP WITH TIME ZONE)"
    steps = {"at_us": f"CASE WHEN {zoned} THEN epoch_us({moment}) END"}
    if wall is None:
        return TimeSql("at_us", _outside("at_us", within), steps=steps)
    steps["wall_us"] = f"CASE WHEN {bare} THEN epoch_us(try_cast({text} AS TIMESTAMP)) END"
    return _on_wall("wall_us", wall, within, zoned="at_us", steps=steps)


def _on_wall(shown: str, wall: WallTime | None, within: tuple[int, int], *, zoned: str = "", **more: Any) -> TimeSql:
    """Return the time that a clock on the wall has shown, unless it is `zoned`, which is NULL for other rows."""
    if wall is None:
        raise UnfitColumnError("times without a zone", "timezone under [time], which says the zone that they are in")
    at = f"coalesce({zoned}, {wall.to_utc(shown)})" if zoned else wall.to_utc(shown)
    impossible = f"({_outside(at, within)} OR coalesce({wall.is_missing(shown)}, false))"
    return TimeSql(at, impossible, f"coalesce({wall.is_doubled(shown)}, false)", **more)


def _outside(at: str, within: tuple[int, int]) -> str:
    return f"({at} IS NULL OR {at} < {within[0]} OR {at} >= {within[1]})"


def _outside_of(number: str, first: int, last: int) -> str:
    return f"({number} IS NULL OR {number} < {first} OR {number} >= {last + 1})"
