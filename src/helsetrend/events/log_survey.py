"""Survey the files of a log that are new or have changed, and refuse a log that cannot be counted."""

import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.events import cache
from helsetrend.events.cache import LogFile
from helsetrend.events.chunks import Portal
from helsetrend.events.event_log import EventLog
from helsetrend.events.readers import FLAWS, LEFT_OUT, MAX_SERVICES, LogMapping, day_start_us, is_nested, survey_file
from helsetrend.events.visits import HALF_HOUR_US, PAGE, VisitRule
from helsetrend.events.workers import connection, submit
from helsetrend.files import sha256_of

logger = logging.getLogger(__name__)


def survey_log(
    pool: Executor,
    paths: Sequence[Path],
    mapping: LogMapping,
    *,
    max_bad: float,
    cache_folder: Path,
    scratch: Path,
    rule: VisitRule = PAGE,
) -> EventLog:
    """Survey each file of a log that is new or has changed.

    Raises DataError with the faults of all files, or where a larger share of the rows than `max_bad` is faulty, or no
    event counts.
    """
    _check_zone(mapping.timezone)
    files = _surveyed(pool, paths, mapping, cache_folder, scratch)
    return checked_log(files, mapping, max_bad=max_bad, scratch=scratch, rule=rule)


def checked_log(
    files: Sequence[LogFile], mapping: LogMapping, *, max_bad: float, scratch: Path, rule: VisitRule = PAGE
) -> EventLog:
    """Return the log of files that were surveyed.

    Raises DataError where a larger share of the rows than `max_bad` is faulty, no event counts, or no row has a field
    of the mapping; ValueError for a time zone or a number of services that cannot be counted.
    """
    _check_zone(mapping.timezone)
    _check_fields(files, mapping)
    if all(file.survey.first_us is None for file in files):
        rows = sum(file.survey.row_count for file in files)
        nothing = Fault("log", 0, "", f"no event that counts in {rows:,} rows", "a log with events")
        raise DataError([nothing, *_faults(files, mapping)])
    _check_bad(files, mapping, max_bad)
    return EventLog(files, mapping, replace(_portal(files, mapping), rule=rule), scratch)


def _check_zone(timezone: str) -> None:
    """Raise ValueError where days do not begin on a half hour of UTC, as the SQL assumes."""
    if any(day_start_us(date(year, month, 1), timezone) % HALF_HOUR_US for year in (1980, 2020) for month in (1, 7)):
        raise ValueError(f"days of {timezone} do not begin on a half hour of UTC; allowed: any other time zone")


def _check_bad(files: Sequence[LogFile], mapping: LogMapping, max_bad: float) -> None:
    faulty, rows = sum(file.survey.faulty_rows for file in files), sum(file.survey.row_count for file in files)
    if faulty > max_bad * rows:
        share = f"{faulty:,} of {rows:,} rows cannot be counted, {faulty / rows:.2%}"
        raise DataError([Fault("log", 0, "", share, f"at most {max_bad:.2%}"), *_faults(files, mapping)])


def _faults(files: Sequence[LogFile], mapping: LogMapping) -> list[Fault]:
    """Return why rows are not counted: examples of each flaw by their shape, and how many are left out for what."""
    expected = _expected(mapping)
    shown = [
        Fault(file.survey.path.name, number, "", _in_words(finding, shape), expected[finding])
        for file in files
        for finding in FLAWS
        for number, shape in file.survey.examples.get(finding, [])
    ]
    left_out = Counter({finding: sum(file.survey.findings.get(finding, 0) for file in files) for finding in LEFT_OUT})
    return shown + [
        Fault("log", 0, "", f"{number:,} rows left out: {_in_words(finding)}", "")
        for finding, number in left_out.items()
        if number
    ]


def _expected(mapping: LogMapping) -> dict[str, str]:
    """Return what would not be a fault, for each of `FLAWS`."""
    time = mapping.time_form
    zone = f" in {time.timezone}" if time.timezone else ""
    possible = f"from {time.first} to {time.last} (first and last under [time])"
    return {
        "unreadable": f"a line of the format {mapping.log_format or mapping.format}",
        "no_user": "a user; an empty text, - and null are none",
        "several_users": "one user; a list of addresses is for forwarded_for",
        "impossible_time": f"a time of the form {time.form}{zone}, {possible}",
        "unknown_kind": "a word that is under [kinds]",
    }


def _in_words(finding: str, shape: str = "") -> str:
    """Return a finding in words, with the shape of what was found."""
    return finding.replace("_", " ") + (f", of the shape {shape}" if shape else "")


def _check_fields(files: Sequence[LogFile], mapping: LogMapping) -> None:
    """Raise DataError with each column of the mapping that no row has, where reading the files gives no error."""
    with_rows = [file.survey for file in files if file.survey.row_count]
    filled = {name for survey in with_rows for name in survey.filled}
    missing = [name for name in mapping.table.names if name not in filled] if with_rows and is_nested(mapping) else []
    if missing:
        names = list(dict.fromkeys(name for survey in with_rows for name in survey.names))
        expected = f"a field such as {', '.join(names)}" if names else "a field that the rows have"
        raise DataError([Fault("log", 0, name, "no row has this field", expected) for name in missing])


def _portal(files: Sequence[LogFile], mapping: LogMapping) -> Portal:
    services = list(mapping.services) or sorted({service for file in files for service in file.survey.services})
    if len(services) > MAX_SERVICES:
        raise ValueError(f"{len(services)} services; allowed: at most {MAX_SERVICES}, so group some under [services]")
    return Portal(tuple(services), mapping.timezone)


def _surveyed(
    pool: Executor, paths: Sequence[Path], mapping: LogMapping, cache_folder: Path, scratch: Path
) -> list[LogFile]:
    """Return each file with its survey, a new one where the file has changed. Raises DataError with all faults."""
    known = cache.read_files(cache_folder / "files.json", mapping)
    jobs = {}
    for path in paths:
        before = known.get(str(path))
        if before is None or before.state != cache.file_state(path):
            jobs[path] = submit(pool, _survey, path, mapping, scratch)
    logger.info("%d files, %d of them new or changed", len(paths), len(jobs))
    faults: list[Fault] = []
    for path, job in jobs.items():
        try:
            known[str(path)] = job.result()
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return [known[str(path)] for path in paths]


def _survey(path: Path, mapping: LogMapping, scratch: Path) -> LogFile:
    state = cache.file_state(path)
    return LogFile(survey_file(connection(), path, mapping, scratch=scratch), sha256_of(path), state)
