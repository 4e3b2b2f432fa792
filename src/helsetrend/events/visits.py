"""The definition of a visit, and what is counted of visits, as SQL that every engine runs.

A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
last one, or after the page was closed. `visits.sql` defines it; `half_hours.sql` and `parts.sql` first fold the events
into fewer rows, which changes no count. The files that end in `_by_day.sql` count by the days of the portal.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"
VISIT_SQL = HALF_HOURS, PARTS, VISITS, EVENTS_BY_DAY, VISITS_BY_DAY, LENGTHS_BY_DAY = tuple(
    (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("half_hours", "parts", "visits", "events_by_day", "visits_by_day", "lengths_by_day")
)
"""The queries, in the order in which they run. Written for DuckDB, with nothing that Spark lacks."""

HALF_HOUR_US = 30 * 60 * 1_000_000
"""The length of a half hour of half_hours.sql. The days of a portal begin and end on one."""

INACTIVITY_US = 30 * 60 * 1_000_000
"""The time without an event after which a visit has ended, as in visits.sql."""
