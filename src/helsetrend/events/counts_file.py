"""`counts.csv` and `earlier.csv`: one number a row, with its definition, its period and the day of counting.

`counts.csv` has the numbers of the last count, `earlier.csv` those that this count or one before it has replaced.
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

COUNTS_FILE, EARLIER_FILE = "counts.csv", "earlier.csv"

DEFINITIONS = {
    "visits": "visit-1",
    "logins": "login-1",
    "service_visits": "service-visit-1",
    "persons": "person-1",
}
"""The definition of each metric in docs/event-logs.md; its number changes when the rule does."""

UNITS = {"visits": "visits", "logins": "logins", "service_visits": "visits", "persons": "persons"}

COUNT_COLUMNS = {
    "definition": ("str", "the definition by which it was counted, such as visit-1 (docs/event-logs.md)"),
    "metric": ("str", "visits, logins, service_visits or persons"),
    "service": ("str", "the service; empty for the whole portal"),
    "period": ("str", "the day, month or year: 2021-12-31, 2021-12, 2021"),
    "value": ("int64", "the number; empty in the file where it is suppressed"),
    "unit": ("str", "the unit of the number"),
    "days": ("int64", "the number of days of the period"),
    "days_counted": ("int64", "how many of them the log covers"),
    "status": ("str", "counted or suppressed"),
    "counted_on": ("datetime64[s]", "the day on which the number was first counted, in the time zone of the portal"),
}
"""The columns of the two files and of `count_events`: pandas dtype, description."""


@dataclass(frozen=True)
class CountRow:
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
    def key(self) -> tuple[str, str, str]:
        """Metric, service and period, which identify a row of one table."""
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
        """The cells of the row, in the order of `COUNT_COLUMNS`."""
        cells = {
            **vars(self),
            "value": "" if self.value is None else self.value,
            "unit": self.unit,
            "status": "suppressed" if self.value is None else "counted",
        }
        return tuple(cells[name] for name in COUNT_COLUMNS)


@dataclass(frozen=True)
class Counts:
    """The rows of both files, replaced numbers before those that replaced them.

    `digests` has the SHA-256 of each file by its name.
    """

    rows: tuple[CountRow, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def known(self, as_of: date) -> dict[tuple[str, str, str], list[CountRow]]:
        """Return, by key, the rows that were counted by a day, oldest first; the last is the one in force."""
        known: dict[tuple[str, str, str], list[CountRow]] = {}
        for row in sorted(self.rows, key=lambda row: row.counted_on):
            if date.fromisoformat(row.counted_on) <= as_of:
                known.setdefault(row.key, []).append(row)
        return known

    def last_day(self, metrics: Sequence[str]) -> date | None:
        """Return the last day on which a year of one of the metrics was counted, or None."""
        days = [row.counted_on for row in self.rows if row.metric in metrics and len(row.period) == len("2021")]
        return date.fromisoformat(max(days)) if days else None


def read_counts(folder: Path) -> Counts:
    """Return the rows of both files in `counted/` of a data folder; none where there are no files.

    Those by another rule than the definition of the page are left out. A number of `earlier.csv` is suppressed too
    where `counts.csv` suppresses the one that replaced it. Raises DataError with all faults of both files.
    """
    paths = [folder / "counted" / name for name in (EARLIER_FILE, COUNTS_FILE)]
    faults: list[Fault] = []
    tables = [_read(path, faults) for path in paths]
    if faults:
        raise DataError(faults)
    earlier, now = tables
    hidden = {row.key for row in now if row.value is None}
    rows = [*(replace(row, value=None) if row.key in hidden else row for row in earlier), *now]
    digests = {path.name: sha256_of(path) for path in paths if path.exists()}
    by_the_page = (row for row in rows if row.definition == DEFINITIONS.get(row.metric))
    return Counts(tuple(by_the_page), digests)


def read_count_rows(path: Path) -> list[CountRow]:
    """Return the rows of `counts.csv` or `earlier.csv`; none without the file. Raises DataError with all faults."""
    faults: list[Fault] = []
    rows = _read(path, faults)
    if faults:
        raise DataError(faults)
    return rows


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _read(path: Path, faults: list[Fault]) -> list[CountRow]:
    """Return the rows of a file, and append its faults to `faults`."""
    if not path.exists():
        return []
    try:
        table = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, 0, "", "bytes that are not UTF-8", "a file as `helsetrend count` writes it"))
        return []
    if list(table.fieldnames or ()) != list(COUNT_COLUMNS):
        header = ",".join(table.fieldnames or ())
        faults.append(
            Fault(path.name, 1, "", header, f"{','.join(COUNT_COLUMNS)}, as `helsetrend count` writes it", quoted=True)
        )
        return []
    rows = []
    for number, cells in enumerate(table, start=2):
        try:
            rows.append(_row(cells))
        except (ValueError, KeyError, TypeError):
            line = ",".join(map(str, cells.values()))
            faults.append(Fault(path.name, number, "", line, "a row as `helsetrend count` writes it", quoted=True))
    return rows


def _row(cells: Mapping[str, str]) -> CountRow:
    """Return the row with these cells. Raises ValueError, KeyError or TypeError where no count writes such a row."""
    row = CountRow(
        metric=cells["metric"],
        service=cells["service"],
        period=str(Period.parse(cells["period"])),
        value=int(cells["value"]) if cells["value"] else None,
        days=int(cells["days"]),
        days_counted=int(cells["days_counted"]),
        counted_on=str(date.fromisoformat(cells["counted_on"])),
        definition=cells["definition"],
    )
    if tuple(map(str, row.cells)) != tuple(cells.values()):
        raise ValueError(f"{cells} is not a row that a count writes")
    return row
