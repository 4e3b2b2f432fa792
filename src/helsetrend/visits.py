"""The definition of a visit, as the SQL that every engine runs.

A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
last one, or after the page was closed. `visits.sql` says so; `half_hours.sql` and `parts.sql` fold the events into
fewer rows first, which changes no count.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent
HALF_HOURS, PARTS, VISITS = (
    (_FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in ("half_hours", "parts", "visits")
)

INACTIVITY_US = 30 * 60 * 1_000_000
"""After so many microseconds without an event a visit has ended, as visits.sql says."""
