"""The tables that `helsetrend count` prints."""

from collections.abc import Sequence

from rich.table import Table

from helsetrend.cli.listings.cells import series_name
from helsetrend.cli.listings.tables import add_row, plain_table
from helsetrend.events import CountedLog, CountRow
from helsetrend.events.readers import REMARKS, Preview


def counted_listing(counted: CountedLog, rows: Sequence[CountRow], replaced: Sequence[CountRow]) -> list[Table]:
    """Return the counts of the years, the whole months that have changed, the findings, and the days without a log.

    Of the last three only those that are not empty.
    """
    now = {row.key: row for row in rows}
    years = plain_table("metric", "service", "year", "counted", "days of the log")
    for row in rows:
        if len(row.period) == 4:
            number, days = _number(row), f"{row.days_counted} of {row.days}"
            add_row(years, row.metric, row.service, row.period, number, days)
    changed = plain_table("counted before", "period", "was", "is")
    for row in replaced:
        if len(row.period) == 7 and row.is_whole:
            is_now = _number(now[row.key]) if row.key in now else "not in the log"
            add_row(changed, series_name(row), row.period, _number(row), is_now)
    findings = plain_table("found in the log", "rows", "share", "they count", "such as line or row")
    all_rows = sum(file.survey.row_count for file in counted.files)
    for finding in dict.fromkeys(finding for file in counted.files for finding in file.survey.findings):
        surveys = [file.survey for file in counted.files if finding in file.survey.findings]
        examples = [
            f"{survey.path.name} {number} {excerpt}"
            for survey in surveys
            for number, excerpt in survey.examples.get(finding, [])
        ]
        total = sum(survey.findings[finding] for survey in surveys)
        is_counted = "yes" if finding in REMARKS else "no"
        named = "; ".join(examples[:3])
        add_row(findings, finding.replace("_", " "), f"{total:,}", _share(total, all_rows), is_counted, named)
    if identical := counted.identical:
        add_row(findings, "identical events", f"{identical:,}", _share(identical, all_rows), "once", "")
    missing = plain_table("days that the log does not cover")
    for first, last in counted.missing:
        add_row(missing, str(first) if first == last else f"{first} to {last}")
    return [years, *(table for table in (changed, findings, missing) if table.row_count)]


def preview_listing(file: str, seen: Preview) -> list[Table]:
    """Return the first rows of a file as they are understood, by shape, and what becomes of its first rows."""
    rows = plain_table(f"{file}: row", "user", "time", "page or service", "kind", "of the service", "is")
    for row in seen.rows:
        fate = row.fate.replace("_", " ")
        add_row(rows, str(row.number), row.user, row.time, row.page, row.kind, row.service, fate)
    total = sum(seen.fates.values())
    fates = plain_table("of the first rows", "rows", "share")
    for fate, number in sorted(seen.fates.items(), key=lambda pair: -pair[1]):
        add_row(fates, fate.replace("_", " "), f"{number:,}", _share(number, total))
    return [rows, fates]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else ""


def _number(row: CountRow) -> str:
    return "suppressed" if row.value is None else f"{row.value:,}"
