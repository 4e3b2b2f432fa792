"""The tables of a count: numbers by day, month and year, the lengths of visits, and the findings about the files.

`counts.csv` has a row for each number:

- definition: how it was counted (`counts_file.DEFINITIONS`); metric, service, unit as in metrics.toml
- period: a day, month or year; days: its number of days; days_counted: how many of them the log covers
- value: the number; empty where it is suppressed
- status: `counted` or `suppressed`
- counted_on: the day on which this number was first counted

`earlier.csv` has the same columns, for numbers that have been replaced since. `lengths.csv` has the lengths of visits
(see `count.visit_lengths`). `findings.csv` has what is wrong or unusual in each file: file, found (a name from
readers/survey.py), rows, counted (whether these rows count), examples.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from helsetrend.events.counts_file import (
    COUNT_COLUMNS,
    COUNTS_FILE,
    DEFINITIONS,
    EARLIER_FILE,
    CountRow,
    as_csv,
    read_count_rows,
)
from helsetrend.events.disclosure import Releases, protected
from helsetrend.events.event_log import CountedLog
from helsetrend.events.readers import REMARKS
from helsetrend.values import Period

QUANTILES = (10, 25, 50, 75, 90, 99)
LENGTH_COLUMNS = ("period", "visits", "events_per_visit", *(f"p{percent}_seconds" for percent in QUANTILES))
FINDING_COLUMNS = ("file", "found", "rows", "counted", "examples")


def count_rows(counted: CountedLog, *, has_logins: bool, counted_on: date) -> list[CountRow]:
    """Return the rows of `counts.csv`: one for each period with a day that the log covers, even if 0."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for measure, service, day, value in counted.counts:
        for period in periods_of(day):
            sums[measure, service][period] += value
    series = [("visits", ""), *([("logins", "")] if has_logins else [])]
    series += [("service_visits", service) for service in counted.portal.services]
    covered = Counter(period for day in counted.days for period in periods_of(day))
    numbers = [(*key, period, sums[key][period]) for key in series for period in sorted(covered)]
    numbers += [("persons", "", period, number) for period, number in counted.persons.items()]
    visits = counted.portal.rule.definition
    definitions = DEFINITIONS | {"visits": visits, "service_visits": f"service-{visits}"}
    return [
        CountRow(
            *(metric, service, period, value),
            days=Period.parse(period).days,
            days_counted=covered[period],
            counted_on=str(counted_on),
            definition=definitions[metric],
        )
        for metric, service, period, value in numbers
    ]


def periods_of(day: date) -> tuple[str, str, str]:
    """Return a day, its month and its year."""
    return f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"


def length_rows(counted: CountedLog) -> Iterator[dict[str, object]]:
    """Yield the rows of `lengths.csv`: for each month and year the visits, their mean number of events, the quantiles.

    Lengths are whole seconds from the first event to the last, or to the close of the page. `p10_seconds` is the
    shortest length that at least 10 percent of the visits do not exceed.
    """
    histograms: dict[str, Counter[int]] = defaultdict(Counter)
    for month, seconds, visits in counted.lengths:
        histograms[month][seconds] += visits
        histograms[month[:4]][seconds] += visits
    events: Counter[str] = Counter()
    for measure, _, day, value in counted.counts:
        if measure in ("views", "logins"):
            events.update(dict.fromkeys(periods_of(day)[1:], value))
    for period, histogram in sorted(histograms.items()):
        visits = histogram.total()
        yield {
            "period": period,
            "visits": visits,
            "events_per_visit": round(events[period] / visits, 2),
            **{f"p{percent}_seconds": quantile(histogram, percent) for percent in QUANTILES},
        }


def quantile(histogram: Mapping[int, int], percent: int) -> int:
    """Return the smallest value that at least this percentage of the numbers do not exceed."""
    needed, below = -(-sum(histogram.values()) * percent // 100), 0
    for value in sorted(histogram):
        below += histogram[value]
        if below >= needed:
            return value
    raise ValueError("no numbers")


def suppress(rows: Sequence[CountRow], *, below: int, releases: Releases | None = None) -> list[CountRow]:
    """Return the rows without the values from 1 to `below` - 1, nor those from which they could be worked out.

    `releases` are the counts that were given away before (see disclosure.py).
    """
    hidden = protected({row.key: row.value or 0 for row in rows}, releases or Releases(), below=below)
    return [replace(row, value=None) if row.key in hidden else row for row in rows]


def revise(before: Sequence[CountRow], now: Sequence[CountRow]) -> tuple[list[CountRow], list[CountRow]]:
    """Return the new rows, each with the day on which its number was first counted, and the rows they replace."""
    old = {row.key: row for row in before}
    rows, replaced = [], []
    for row in now:
        earlier = old.get(row.key)
        if earlier is None:
            rows.append(row)
        elif replace(earlier, counted_on=row.counted_on) == row:
            rows.append(earlier)
        else:
            rows.append(row)
            replaced.append(earlier)
    keys = {row.key for row in now}
    return rows, [*replaced, *(row for row in before if row.key not in keys)]


def finding_rows(counted: CountedLog) -> Iterator[tuple[object, ...]]:
    """Yield the rows of `findings.csv`, with the columns `FINDING_COLUMNS`."""
    for file in counted.files:
        for finding, rows in file.survey.findings.items():
            examples = "; ".join(
                f"{number}: {excerpt}" if excerpt else str(number)
                for number, excerpt in file.survey.examples.get(finding, [])
            )
            yield file.survey.path.name, finding, rows, "yes" if finding in REMARKS else "no", examples


def write_tables(
    out: Path, counted: CountedLog, rows: Sequence[CountRow], replaced: Sequence[CountRow], *, below: int = 0
) -> None:
    """Write the tables of a count into a folder, all or none; `counts.csv` comes last.

    Lengths are left out for periods in which the visits of the portal are suppressed. Replaced numbers are suppressed
    where the one that replaced them is, and where they are from 1 to `below` - 1.
    """
    hidden = {row.key for row in rows if row.value is None}
    lengths = (row for row in length_rows(counted) if ("visits", "", row["period"]) not in hidden)
    out.mkdir(parents=True, exist_ok=True)
    earlier = [
        replace(row, value=None) if row.key in hidden or 0 < (row.value or 0) < below else row
        for row in [*read_count_rows(out / EARLIER_FILE), *replaced]
    ]
    tables = {
        "findings.csv": as_csv(FINDING_COLUMNS, finding_rows(counted)),
        "lengths.csv": as_csv(LENGTH_COLUMNS, ([row[name] for name in LENGTH_COLUMNS] for row in lengths)),
        EARLIER_FILE: as_csv(list(COUNT_COLUMNS), (row.cells for row in earlier)),
        COUNTS_FILE: as_csv(list(COUNT_COLUMNS), (row.cells for row in rows)),
    }
    write_all(out, tables)


def write_all(out: Path, tables: Mapping[str, str]) -> None:
    """Write files into a folder; where one of them cannot be written, all stay as they were.

    They are put in place in the order given, once all of them are on the disk.
    """
    stages = {name: out / f".{name}-{os.getpid()}" for name in tables}
    try:
        for name, stage in stages.items():
            with stage.open("w", encoding="utf-8", newline="") as file:
                file.write(tables[name])
                file.flush()
                os.fsync(file.fileno())
        for name, stage in stages.items():
            stage.replace(out / name)
    finally:
        for stage in stages.values():
            stage.unlink(missing_ok=True)
