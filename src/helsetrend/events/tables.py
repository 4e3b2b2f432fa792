"""What was counted, as tables: by day, month and year; the length of visits; what changed since the last count.

`counts.csv` has a row for each number:

- definition: what exactly was counted (`counts.DEFINITIONS`); metric, service, unit as in metrics.toml
- period: a day, month or year; days: how many it has; days_counted: how many of them the log covers
- value: the number; empty where it is suppressed
- status: `counted` or `suppressed`
- counted_on: the day on which this number was first counted

`earlier.csv` has the same columns for numbers that were replaced since, `lengths.csv` the length of visits,
`findings.csv` what is to be said about the files.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from helsetrend.events.counts_file import COLUMNS, COUNTS, DEFINITIONS, EARLIER, Row, as_csv, read_rows
from helsetrend.events.disclosure import suppressed
from helsetrend.events.event_log import Count
from helsetrend.events.readers import REMARKS
from helsetrend.files import write_whole
from helsetrend.values import Period

QUANTILES = (10, 25, 50, 75, 90, 99)
LENGTHS = ("period", "visits", "events_per_visit", *(f"p{percent}_seconds" for percent in QUANTILES))


def tally(count: Count, *, has_logins: bool, counted_on: date) -> list[Row]:
    """The rows of `counts.csv`, a row for each period that the log covers a day of, also where nothing was counted."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for metric, service, day, value in count.counts:
        for period in periods_of(day):
            sums[metric, service][period] += value
    series = [("visits", ""), *([("logins", "")] if has_logins else [])]
    series += [("service_visits", name) for name in count.portal.services]
    covered = Counter(period for day in count.days for period in periods_of(day))
    numbers = [(*one, period, sums[one][period]) for one in series for period in sorted(covered)]
    numbers += [("persons", "", period, number) for period, number in count.persons.items()]
    return [
        Row(metric, service, period, value, days_in(period), covered[period], str(counted_on), DEFINITIONS[metric])
        for metric, service, period, value in numbers
    ]


def periods_of(day: date) -> tuple[str, str, str]:
    """The day, the month and the year."""
    return f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"


def days_in(period: str) -> int:
    """How many days a period has."""
    span = Period.parse(period)
    return (span.last - span.first).days + 1


def lengths(count: Count) -> Iterator[dict[str, object]]:
    """For each month and year: the number of visits, the events of each in the mean, and the quantiles of their length.

    Lengths are whole seconds from the first event to the last, or to the close of the page. A quantile is the shortest
    length that so many percent of the visits do not exceed.
    """
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for month, seconds, visits in count.lengths:
        found[month][seconds] += visits
        found[month[:4]][seconds] += visits
    events: Counter[str] = Counter()
    for metric, _, day, value in count.counts:
        if metric in ("views", "logins"):
            events.update(dict.fromkeys(periods_of(day)[1:], value))
    for period, histogram in sorted(found.items()):
        visits = histogram.total()
        yield {
            "period": period,
            "visits": visits,
            "events_per_visit": round(events[period] / visits, 2),
            **{f"p{percent}_seconds": quantile(histogram, percent) for percent in QUANTILES},
        }


def quantile(histogram: Mapping[int, int], percent: int) -> int:
    """The least value that so many percent of the numbers, or more, do not exceed."""
    needed, below = -(-sum(histogram.values()) * percent // 100), 0
    for value in sorted(histogram):
        below += histogram[value]
        if below >= needed:
            return value
    raise ValueError("no numbers")


def suppress(rows: Sequence[Row], *, below: int) -> list[Row]:
    """The rows, without the values from 1 to `below` - 1 and those from which they could be worked out.

    Days make up their month, and months their year; persons make up nothing.
    """
    series: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        series[row.metric, row.service][row.period] = row.value or 0
    hidden = set()
    for (metric, service), counts in series.items():
        parts: dict[str, list[str]] = defaultdict(list)
        for period in counts:
            if len(period) > 4 and metric != "persons":
                parts[period.rpartition("-")[0]].append(period)
        hidden |= {(metric, service, period) for period in suppressed(counts, parts, below=below)}
    return [replace(row, value=None) if row.place in hidden else row for row in rows]


def revised(before: Sequence[Row], now: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of now, with the day on which each number was first counted, and those of before that are no more."""
    old = {row.place: row for row in before}
    rows, replaced = [], []
    for row in now:
        earlier = old.get(row.place)
        if earlier is None:
            rows.append(row)
        elif replace(earlier, counted_on=row.counted_on) == row:
            rows.append(earlier)
        else:
            rows.append(row)
            replaced.append(earlier)
    places = {row.place for row in now}
    return rows, [*replaced, *(row for row in before if row.place not in places)]


def findings(count: Count) -> Iterator[tuple[object, ...]]:
    """What is to be said about each file: the file, what was found, in how many rows, whether they count, examples."""
    for file in count.files:
        for what, rows in file.survey.found.items():
            shown = "; ".join(
                f"{number}: {told}" if told else str(number) for number, told in file.survey.examples.get(what, [])
            )
            yield file.survey.path.name, what, rows, "yes" if what in REMARKS else "no", shown


def write_tables(out: Path, count: Count, rows: Sequence[Row], replaced: Sequence[Row]) -> None:
    """Write the tables of a count into a folder, each whole or not at all; `counts.csv` comes last.

    Of a period of which the visits are suppressed, the lengths are not written either.
    """
    hidden = {row.period for row in rows if row.metric == "visits" and row.value is None}
    shown = (one for one in lengths(count) if one["period"] not in hidden)
    out.mkdir(parents=True, exist_ok=True)
    earlier = [*read_rows(out / EARLIER), *replaced]
    tables = {
        "findings.csv": as_csv(("file", "found", "rows", "counted", "examples"), findings(count)),
        "lengths.csv": as_csv(LENGTHS, ([*one.values()] for one in shown)),
        EARLIER: as_csv(COLUMNS, (row.cells for row in earlier)),
        COUNTS: as_csv(COLUMNS, (row.cells for row in rows)),
    }
    for name, text in tables.items():
        write_whole(out / name, text)
