"""Chunks: the counts of one span of a log, and how neighbouring chunks are joined.

A chunk is a pure function of the events in its span: counts without users, and the visits near its two ends, which may
continue in the neighbour. Joining neighbours joins these visits and returns a chunk again; it is associative, so chunks
can be counted in any order, in parallel, and again when a file changes.

Each chunk is a folder of three small Parquet files:

- `counts`: measure (`visits`, `service_visits`, `logins`, `views`, `closes`, `copies`), service (empty for the whole
  portal), day, value. `copies` is the number of events before identical ones were merged. Visits are included only if
  they certainly began and ended in the chunk.
- `lengths`: month, seconds (whole), visits. The same visits, by length.
- `edges`: the other visits, with first_us, last_us, is_closed and services. `from_user` and `to_user` are the user at
  the beginning and at the end of the chunk, NULL where the visit is not near it. They are keyed hashes with a
  different key at each boundary, so that a user can be followed from one boundary to the next only by a visit that
  spans both.
"""

import hmac
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from helsetrend.events import visits
from helsetrend.events.readers import day_start_us, local_day, quoted
from helsetrend.events.visits import PAGE, VisitRule


@dataclass(frozen=True)
class Span:
    """The time from `from_us` up to, but not including, `to_us`, in microseconds since 1970, UTC."""

    from_us: int
    to_us: int


@dataclass(frozen=True)
class Portal:
    """The portal whose visits are counted: its services, in the order of their bits, the time zone, and the rule."""

    services: tuple[str, ...]
    timezone: str
    rule: VisitRule = PAGE


@dataclass(frozen=True)
class Chunk:
    """The counts of a span; its three files are in `folder`."""

    span: Span
    folder: Path


def connect(scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB connection with one thread, as chunks run in parallel, and memory for two million events.

    What does not fit is written to `scratch`, by default the system's folder for temporary files.
    """
    folder = str(scratch or tempfile.gettempdir())
    return duckdb.connect(config={"threads": "1", "memory_limit": "384MB", "temp_directory": folder})


def count_chunk(
    connection: duckdb.DuckDBPyConnection, events: str, *, span: Span, portal: Portal, key: bytes, folder: Path
) -> Chunk:
    """Count the events in a span and write the chunk into `folder`, which exists.

    `events` is the SQL of the events in the span, with the columns that half_hours.sql reads. Raises ValueError where
    the span is shorter than a visit stays open: a visit across it might have no event in it, and could not be joined.
    """
    sql, inactivity_us = portal.rule.sql, portal.rule.inactivity_us
    if span.to_us - span.from_us < inactivity_us:
        least = f"{inactivity_us / 60e6:g} or more"
        raise ValueError(f"a chunk of {(span.to_us - span.from_us) / 60e6:g} minutes; allowed: {least}")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW event AS {events}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE half_hour AS {sql.half_hours}")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW part AS {sql.parts}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE joined_visit AS {sql.visits}")
    users = (_keyed_hash("user_id", key, boundary) for boundary in (span.from_us, span.to_us))
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW own_visit AS SELECT first_us, last_us, is_closed, services, "
        + ", ".join(f"{user} AS {name}" for user, name in zip(users, ("from_user", "to_user"), strict=True))
        + " FROM joined_visit"
    )
    make_days(connection, [span], portal)
    nothing = "SELECT '' AS month, 0 AS seconds, 0 AS visits WHERE false"
    return _write_chunk(connection, Chunk(span, folder), portal, sql.events_by_day, nothing)


def join_chunks(
    connection: duckdb.DuckDBPyConnection, chunks: Sequence[Chunk], *, portal: Portal, folder: Path
) -> Chunk:
    """Join chunks, given in any order, and write the chunk that they make into `folder`.

    They must not overlap. No visit spans a gap between two of them.
    """
    span = Span(min(chunk.span.from_us for chunk in chunks), max(chunk.span.to_us for chunk in chunks))
    edges = _files(chunks, "edges")
    chains = connection.execute(
        f"SELECT to_user, from_user FROM {edges} WHERE from_user IS NOT NULL AND to_user IS NOT NULL"
    )
    _write_names(connection, dict(chains.fetchall()))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE piece AS SELECT edge.*, COALESCE(name.user_id, from_user, to_user) AS user_id "
        f"FROM {edges} AS edge LEFT JOIN name ON name.alias = COALESCE(from_user, to_user)"
    )
    connection.execute("CREATE OR REPLACE TEMP VIEW part AS SELECT * FROM piece")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE joined_visit AS {portal.rule.sql.visits}")
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW own_visit AS "
        "SELECT joined_visit.*, joined_visit.user_id AS from_user, last.to_user FROM joined_visit "
        "LEFT JOIN (SELECT user_id, last_us, to_user FROM piece "
        f"WHERE last_us >= {span.to_us - portal.rule.inactivity_us}) AS last USING (user_id, last_us)"
    )
    make_days(connection, [chunk.span for chunk in chunks], portal)
    counts, lengths = (f"SELECT * FROM {_files(chunks, name)}" for name in ("counts", "lengths"))
    return _write_chunk(connection, Chunk(span, folder), portal, counts, lengths)


def close_chunk(
    connection: duckdb.DuckDBPyConnection, chunk: Chunk, *, portal: Portal
) -> tuple[list[tuple[str, str, date, int]], list[tuple[str, int, int]]]:
    """Return the rows of counts and lengths of a chunk that has no neighbours, with the visits at its ends."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW visit AS SELECT * FROM {_files([chunk], 'edges')}")
    make_days(connection, [chunk.span], portal)
    make_services(connection, portal)
    counts, lengths = (f"SELECT * FROM {_files([chunk], name)}" for name in ("counts", "lengths"))
    return (
        connection.execute(_with_visits_counted(counts, portal)).fetchall(),
        connection.execute(_with_lengths_counted(lengths, portal)).fetchall(),
    )


def make_days(connection: duckdb.DuckDBPyConnection, spans: Sequence[Span], portal: Portal) -> None:
    """Create the table `day` that the `_by_day.sql` queries read: the half hours of all days of the spans."""
    first_us, last_us = min(span.from_us for span in spans), max(span.to_us for span in spans) - 1
    first, last = (local_day(at_us, portal.timezone) for at_us in (first_us, last_us))
    days = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    starts = [day_start_us(day, portal.timezone) // visits.HALF_HOUR_US for day in days]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE day AS SELECT UNNEST(range(starts, ends)) AS half_hour, day "
        "FROM (SELECT UNNEST(?::DATE[]) AS day, UNNEST(?::BIGINT[]) AS starts, UNNEST(?::BIGINT[]) AS ends)",
        [days[:-1], starts[:-1], starts[1:]],
    )


def make_services(connection: duckdb.DuckDBPyConnection, portal: Portal) -> None:
    """Create the table `service` that visits_by_day.sql reads: the bit of each service of the portal."""
    rows = ", ".join(f"({1 << bit}, {quoted(name)})" for bit, name in enumerate(portal.services)) or "(0, '')"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE service AS SELECT * FROM (VALUES {rows}) AS known(bit, service)")


def write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write the result of a query as a Parquet file."""
    connection.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet)")


def _write_chunk(
    connection: duckdb.DuckDBPyConnection, chunk: Chunk, portal: Portal, counts: str, lengths: str
) -> Chunk:
    """Write a chunk: the given counts and lengths, plus the visits of `own_visit`, those near an end as edges."""
    from_us, to_us = chunk.span.from_us + portal.rule.inactivity_us, chunk.span.to_us - portal.rule.inactivity_us
    near_an_end = f"(first_us < {from_us} OR last_us >= {to_us})"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW visit AS SELECT * FROM own_visit WHERE NOT {near_an_end}")
    make_services(connection, portal)
    edges = f"""SELECT CASE WHEN first_us < {from_us} THEN from_user END AS from_user,
        CASE WHEN last_us >= {to_us} THEN to_user END AS to_user, first_us, last_us, is_closed, services
        FROM own_visit WHERE {near_an_end} ORDER BY ALL"""
    write(connection, _with_visits_counted(counts, portal), chunk.folder / "counts.parquet")
    write(connection, _with_lengths_counted(lengths, portal), chunk.folder / "lengths.parquet")
    write(connection, edges, chunk.folder / "edges.parquet")
    return chunk


def _with_visits_counted(counts: str, portal: Portal) -> str:
    """Return the SQL of the given counts and those of the visits in `visit`, added up."""
    return f"""SELECT measure, service, day, SUM(value)::BIGINT AS value
        FROM (SELECT * FROM ({counts}) UNION ALL SELECT * FROM ({portal.rule.sql.visits_by_day}))
        GROUP BY ALL ORDER BY ALL"""


def _with_lengths_counted(lengths: str, portal: Portal) -> str:
    """Return the SQL of the given lengths and those of the visits in `visit`, added up."""
    length = f"SELECT strftime(day, '%Y-%m') AS month, seconds, visits FROM ({portal.rule.sql.lengths_by_day})"
    return f"""SELECT month, seconds, SUM(visits)::BIGINT AS visits
        FROM (SELECT * FROM ({lengths}) UNION ALL SELECT * FROM ({length})) GROUP BY ALL ORDER BY ALL"""


def _files(chunks: Sequence[Chunk], name: str) -> str:
    paths = ", ".join(quoted(str(chunk.folder / f"{name}.parquet")) for chunk in chunks)
    return f"read_parquet([{paths}])"


def _write_names(connection: duckdb.DuckDBPyConnection, names: Mapping[int, int]) -> None:
    """Create the table `name` (alias, user_id): the hash of a user at a boundary, and at the first one of its visit.

    `names` maps the hash at the end of a chunk to the hash of the same user at its beginning.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE name (alias UBIGINT, user_id UBIGINT)")
    rows = [(alias, _first_name(alias, names)) for alias in names]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute("INSERT INTO name SELECT UNNEST(?::UBIGINT[]), UNNEST(?::UBIGINT[])", columns)


def _first_name(alias: int, names: Mapping[int, int]) -> int:
    while alias in names:
        alias = names[alias]
    return alias


def _keyed_hash(user: str, key: bytes, boundary: int) -> str:
    """Return the SQL of the first 64 bits of the HMAC-SHA-256 (RFC 2104) of a user, keyed for this boundary."""
    block = hmac.digest(key, str(boundary).encode(), "sha256").ljust(64, b"\0")
    inner, outer = ("".join(f"\\x{byte ^ pad:02X}" for byte in block) for pad in (0x36, 0x5C))
    text = f"encode(CAST({user} AS VARCHAR))"
    digest = f"sha256('{outer}'::BLOB || unhex(sha256('{inner}'::BLOB || {text})))"
    return f"CAST('0x' || left({digest}, 16) AS UBIGINT)"
