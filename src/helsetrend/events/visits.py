"""The definition of a visit, and of what is counted of it, as the SQL that every engine runs.

A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
last one, or after the page was closed. `visits.sql` says so; `half_hours.sql` and `parts.sql` fold the events into
fewer rows first, which changes no count. The three that end in `_by_day.sql` count on the days of the portal.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"
STAIRCASE = HALF_HOURS, PARTS, VISITS, EVENTS_BY_DAY, VISITS_BY_DAY, LENGTHS_BY_DAY = tuple(
    (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("half_hours", "parts", "visits", "events_by_day", "visits_by_day", "lengths_by_day")
)
"""The texts, in the order in which they are run. Written for DuckDB, without anything that Spark lacks."""

HALF_HOUR_US = 30 * 60 * 1_000_000
"""A half hour of half_hours.sql. The days of a portal begin and end on one."""

INACTIVITY_US = 30 * 60 * 1_000_000
"""After so many microseconds without an event a visit has ended, as visits.sql says."""
