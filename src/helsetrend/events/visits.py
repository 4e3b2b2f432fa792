"""The definition of a visit, and what is counted of visits, as SQL that every engine runs.

A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
last one, or after the page was closed. `visits.sql` defines it; `half_hours.sql` and `parts.sql` first fold the events
into fewer rows, which changes no count. The files that end in `_by_day.sql` count by the days of the portal.

Another rule has another gap, and may say that exactly the gap does not begin a new visit. Counts by it have a
definition of their own, and the report takes only those by the definition of the page.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"
HALF_HOURS, PARTS, VISITS, EVENTS_BY_DAY, VISITS_BY_DAY, LENGTHS_BY_DAY = (
    (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("half_hours", "parts", "visits", "events_by_day", "visits_by_day", "lengths_by_day")
)

HALF_HOUR_US = 30 * 60 * 1_000_000
"""The length of a half hour of half_hours.sql. The days of a portal begin and end on one."""

_INACTIVITY = "1800000000"
_LONGEST_US = 12 * 3600 * 1_000_000


@dataclass(frozen=True)
class VisitRule:
    """When a visit ends: after `gap_us` without an event, and with `ends_at_gap` also after exactly that."""

    gap_us: int = HALF_HOUR_US
    ends_at_gap: bool = True

    @property
    def inactivity_us(self) -> int:
        """The time without an event after which a visit has ended: times are whole microseconds."""
        return self.gap_us if self.ends_at_gap else self.gap_us + 1

    @property
    def definition(self) -> str:
        """The name of the definition of visits in `counts.csv`; `visit-1` is that of the page."""
        if self == PAGE:
            return "visit-1"
        seconds = self.gap_us // 1_000_000
        gap = f"{seconds // 60}m" if seconds % 60 == 0 else f"{seconds}s"
        return f"visit-gap-{'' if self.ends_at_gap else 'over-'}{gap}"

    @property
    def sql(self) -> "VisitSql":
        """The queries of this rule."""
        cell = str(self._cell_us)
        return VisitSql(
            half_hours=HALF_HOURS.replace(_INACTIVITY, cell),
            parts=PARTS.replace(_INACTIVITY, cell),
            visits=VISITS.replace(_INACTIVITY, str(self.inactivity_us)),
        )

    @property
    def _cell_us(self) -> int:
        """The length that events are folded by: at most the gap, and a divisor of a half hour, so within one day."""
        longest = min(self.gap_us, HALF_HOUR_US) // 1_000_000
        return max(seconds for seconds in range(1, longest + 1) if 1800 % seconds == 0) * 1_000_000


@dataclass(frozen=True)
class VisitSql:
    """The queries in the order in which they run, of which the rule decides the first three.

    They are written for DuckDB, and for Spark are translated. A chunk is named after all of them (see cache.py).
    """

    half_hours: str
    parts: str
    visits: str
    events_by_day: str = EVENTS_BY_DAY
    visits_by_day: str = VISITS_BY_DAY
    lengths_by_day: str = LENGTHS_BY_DAY


PAGE = VisitRule()
"""The rule of the page: 30 minutes or more."""


def read_rule(text: str) -> VisitRule:
    """Return the rule in a text such as 30m, ">30m" or 45s; with > a visit goes on after exactly that time.

    Raises ValueError where it is none, or not from a second to twelve hours.
    """
    match = re.fullmatch(r"(>=?|≥)? *([0-9]+) *([smh])", text.strip())
    gap_us = int(match[2]) * {"s": 1, "m": 60, "h": 3600}[match[3]] * 1_000_000 if match else 0
    if not match or not 0 < gap_us <= _LONGEST_US:
        raise ValueError(
            f"{text!r} is not a gap; allowed: 1s to 12h, such as 30m, or >30m where exactly 30m is too short"
        )
    return VisitRule(gap_us, ends_at_gap=match[1] != ">")
