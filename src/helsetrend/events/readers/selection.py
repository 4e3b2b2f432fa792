"""SQL of the events of several files, from one moment up to another, with the bit or the name of their service."""

from collections.abc import Sequence
from dataclasses import replace

from helsetrend.events.readers.formats import escaped_path
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.pages import matches, quoted, service_of
from helsetrend.events.readers.rows import RowsSql, possible_times

MAX_SERVICES = 62


def event_view(
    sources: Sequence[tuple[str, RowsSql | None]],
    mapping: LogMapping,
    services: Sequence[str],
    *,
    from_us: int,
    to_us: int,
) -> str:
    """Return the SQL of the events from one moment up to another, with the columns that half_hours.sql reads.

    `sources` are paths of Parquet files with their rows, or None for a file that was written from text (see survey.py).
    Users are whole numbers only where they are so in all files, else text, as UNION makes them.
    """
    parts = [_source(path, rows, from_us, to_us) for path, rows in _grouped(sources)]
    nothing = (
        "SELECT '' AS user_id, 0::BIGINT AS at_us, 0::TINYINT AS kind, '' AS place, 0::UBIGINT AS page WHERE false"
    )
    return (
        f"SELECT user_id, at_us, kind, page, {_bits(mapping, services)} AS services "
        f"FROM ({' UNION ALL '.join(parts) or nothing})"
    )


def events_with_service(source: tuple[str, RowsSql | None], mapping: LogMapping) -> str:
    """Return the SQL of all events of one file, with the name of the service instead of its bit, users as text."""
    path, rows = source
    from_us, to_us = possible_times(mapping)
    events = _source([path], rows, from_us, to_us)
    return (
        f"SELECT CAST(user_id AS VARCHAR) AS user_id, at_us, kind, CAST(page // 2 AS BIGINT) AS page, "
        f"{service_sql(mapping)} AS service FROM ({events})"
    )


def service_sql(mapping: LogMapping) -> str:
    """Return the SQL of the service of a `place`, NULL for none."""
    if mapping.services or mapping.has_pages:
        return service_of("place", mapping.services)
    return "nullif(place, '')"


def _grouped(sources: Sequence[tuple[str, RowsSql | None]]) -> list[tuple[list[str], RowsSql | None]]:
    """Return the files in groups with the same SQL, so that each group is read in one go."""
    groups: dict[str, tuple[list[str], RowsSql | None]] = {}
    for path, rows in sources:
        same = "" if rows is None else repr(replace(rows, relation="", bounds=None))
        groups.setdefault(same, ([], rows))[0].append(path)
    return list(groups.values())


def _source(paths: Sequence[str], rows: RowsSql | None, from_us: int, to_us: int) -> str:
    files = f"read_parquet([{', '.join(quoted(escaped_path(path)) for path in paths)}], hive_partitioning = false)"
    within = f"at_us >= {from_us} AND at_us < {to_us}"
    if rows is None:
        return f"SELECT user_id, at_us, kind, place, page FROM {files} WHERE flaw IS NULL AND {within}"
    steps = "".join(f", {sql} AS {name}" for name, sql in rows.steps.items())
    inner = f"SELECT *{steps} FROM {files} WHERE {rows.time.near(from_us, to_us)}"
    at = rows.time.at
    return (
        f"SELECT {rows.user_id} AS user_id, {at} AS at_us, CAST({rows.kind} AS TINYINT) AS kind, "
        f"{rows.place} AS place, {rows.page} AS page "
        f"FROM ({inner}) WHERE {at} >= {from_us} AND {at} < {to_us} AND {rows.flaw} IS NULL"
    )


def _bits(mapping: LogMapping, services: Sequence[str]) -> str:
    if not services:
        return "CAST(0 AS BIGINT)"
    is_of = {
        name: matches("place", mapping.services[name]) if mapping.services else f"place = {quoted(name)}"
        for name in services
    }
    cases = " ".join(f"WHEN {is_of[name]} THEN {1 << bit}" for bit, name in enumerate(services))
    return f"CAST(CASE {cases} ELSE 0 END AS BIGINT)"
