"""The tables of counts, `counts.csv` and `earlier.csv`: a number a row, with what was counted, when, and of which days.

`counts.csv` holds the numbers of the last count, `earlier.csv` those that it or another one has replaced.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.files import sha256_of
from helsetrend.values import Period

COUNTS, EARLIER = "counts.csv", "earlier.csv"

DEFINITIONS = {
    "visits": "visit-1",
    "logins": "login-1",
    "service_visits": "service-visit-1",
    "persons": "person-1",
}
"""What each metric counts, by the rules of docs/event-logs.md; the number changes when a rule does."""

UNITS = {"visits": "visits", "logins": "logins", "service_visits": "visits", "persons": "persons"}
COLUMNS = ("definition", "metric", "service", "period", "value", "unit", "days", "days_counted", "status", "counted_on")


@dataclass(frozen=True)
class Row:
    """A row of `counts.csv`. `value` is None where it is suppressed."""

    metric: str
    service: str
    period: str
    value: int | None
    days: int
    days_counted: int
    counted_on: str
    definition: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells apart two rows of one table."""
        return self.metric, self.service, self.period

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return UNITS[self.metric]

    @property
    def is_whole(self) -> bool:
        """Whether the log covers every day of the period."""
        return self.days == self.days_counted

    @property
    def cells(self) -> tuple[object, ...]:
        """The row, in the order of `COLUMNS`."""
        status, value = ("suppressed", "") if self.value is None else ("counted", self.value)
        return (
            *(self.definition, self.metric, self.service, self.period, value, self.unit),
            *(self.days, self.days_counted, status, self.counted_on),
        )


@dataclass(frozen=True)
class Counts:
    """All that was counted, replaced numbers before those that replaced them; `digests` as in `Published`."""

    rows: tuple[Row, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def known(self, as_of: date) -> dict[tuple[str, str, str], list[Row]]:
        """By its place, what was counted of each period by the day: the number in force last, those before it first."""
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in sorted(self.rows, key=lambda row: row.counted_on):
            if date.fromisoformat(row.counted_on) <= as_of:
                found.setdefault(row.place, []).append(row)
        return found

    def last_day(self, metrics: Sequence[str]) -> date | None:
        """The day on which a year of one of the metrics was last counted; None where none was."""
        days = [row.counted_on for row in self.rows if row.metric in metrics and len(row.period) == len("2021")]
        return date.fromisoformat(max(days)) if days else None


def read_counts(folder: Path) -> Counts:
    """Return what the tables in `counted/` of a data folder hold; nothing where there are none.

    What is suppressed in `counts.csv` is so in `earlier.csv` too: a number that may no longer be shown was shown
    before. Raises DataError with all faults of both.
    """
    paths = [folder / "counted" / name for name in (EARLIER, COUNTS)]
    faults: list[Fault] = []
    tables = [_read(path, faults) for path in paths]
    if faults:
        raise DataError(faults)
    earlier, now = tables
    hidden = {row.place for row in now if row.value is None}
    rows = [*(replace(row, value=None) if row.place in hidden else row for row in earlier), *now]
    digests = {path.name: sha256_of(path) for path in paths if path.exists()}
    return Counts(tuple(rows), digests)


def read_rows(path: Path) -> list[Row]:
    """The rows of `counts.csv` or `earlier.csv`; none where there is no such file. Raises DataError with all faults."""
    faults: list[Fault] = []
    rows = _read(path, faults)
    if faults:
        raise DataError(faults)
    return rows


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _read(path: Path, faults: list[Fault]) -> list[Row]:
    """The rows of a file; what is wrong with it is added to `faults`."""
    if not path.exists():
        return []
    try:
        table = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, 0, "", "bytes that are not UTF-8", "a file as `helsetrend count` writes it"))
        return []
    if tuple(table.fieldnames or ()) != COLUMNS:
        found = ",".join(table.fieldnames or ())
        faults.append(
            Fault(path.name, 1, "", found, f"{','.join(COLUMNS)}, as `helsetrend count` writes it", quoted=True)
        )
        return []
    rows = []
    for number, cells in enumerate(table, start=2):
        try:
            rows.append(_row(cells))
        except (ValueError, KeyError, TypeError):
            found = ",".join(map(str, cells.values()))
            faults.append(Fault(path.name, number, "", found, "a row as `helsetrend count` writes it", quoted=True))
    return rows


def _row(cells: Mapping[str, str]) -> Row:
    """The row with these cells. Raises ValueError, KeyError or TypeError where it is none that a count writes."""
    row = Row(
        *(cells["metric"], cells["service"], str(Period.parse(cells["period"]))),
        int(cells["value"]) if cells["value"] else None,
        *(int(cells["days"]), int(cells["days_counted"])),
        *(str(date.fromisoformat(cells["counted_on"])), cells["definition"]),
    )
    if tuple(map(str, row.cells)) != tuple(cells.values()):
        raise ValueError(f"{cells} is no row of a count")
    return row
