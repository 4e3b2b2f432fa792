"""What the command shows of a log that was counted."""

from collections.abc import Sequence

from rich.table import Table

from helsetrend.cli.plain_table import add_row, plain_table
from helsetrend.events import Count, Row
from helsetrend.events.readers import REMARKS


def counted_listing(count: Count, rows: Sequence[Row], replaced: Sequence[Row]) -> list[Table]:
    """The numbers of the years and of what was counted anew; below, what is to be said about the files and the days."""
    now = {row.place: row for row in rows}
    years = plain_table("metric", "service", "year", "counted", "days of the log")
    for row in rows:
        if len(row.period) == 4:
            number, days = _number(row), f"{row.days_counted} of {row.days}"
            add_row(years, row.metric, row.service, row.period, number, days)
    changed = plain_table("counted before", "period", "was", "is")
    for row in replaced:
        if len(row.period) == 7 and row.is_whole:
            add_row(
                changed,
                f"{row.metric} {row.service}".strip(),
                row.period,
                *(_number(row), _number(now[row.place]) if row.place in now else "not in the log"),
            )
    found = plain_table("found in the log", "rows", "they count", "such as line or row")
    for what in dict.fromkeys(what for file in count.files for what in file.survey.found):
        surveys = [file.survey for file in count.files if what in file.survey.found]
        told = [f"{one.path.name} {number} {text}" for one in surveys for number, text in one.examples.get(what, [])]
        total = sum(one.found[what] for one in surveys)
        add_row(found, what.replace("_", " "), f"{total:,}", "yes" if what in REMARKS else "no", "; ".join(told[:3]))
    if identical := count.identical:
        add_row(found, "identical events", f"{identical:,}", "once", "")
    missing = plain_table("days that the log does not cover")
    for first, last in count.missing:
        add_row(missing, str(first) if first == last else f"{first} to {last}")
    return [years, *(one for one in (changed, found, missing) if one.row_count)]


def _number(row: Row) -> str:
    return "suppressed" if row.value is None else f"{row.value:,}"
