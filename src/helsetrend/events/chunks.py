"""A stretch of a log that is counted by itself, and how such chunks are put together.

A chunk is a pure function of the events in it: counts that hold no user, and the visits near its two ends, which may
go on on the other side. Putting neighbours together joins these; it gives a chunk again and is associative, so that
chunks can be counted in any order, at the same time, and again when a file changes.

Each chunk is a folder of three small Parquet files:

- `counts`: measure (`visits`, `service_visits`, `logins`, `views`, `closes`, `copies`), service (or nothing), day,
  value. `copies` are the events before identical ones were taken together. Of visits, only those that certainly
  began and ended in the chunk.
- `lengths`: month, seconds (whole ones), visits. Of the same visits.
- `edges`: the other visits, with first_us, last_us, is_closed and services, and as from_user and to_user the user at
  the chunk's beginning and end, where the visit comes near it. These are keyed hashes, with another key at each
  boundary, so that nobody can follow a user from one boundary to the next but by a visit that goes from one to the
  other.
"""

import hmac
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb

from helsetrend.events import visits
from helsetrend.events.readers import day_start_us, local_day, quoted


@dataclass(frozen=True)
class Span:
    """The time from `from_us` up to, but not including, `to_us`, in microseconds since 1970, UTC."""

    from_us: int
    to_us: int


@dataclass(frozen=True)
class Portal:
    """Whose visits are counted: its services, in the order of their bits, and the time zone of its days."""

    services: tuple[str, ...]
    timezone: str


@dataclass(frozen=True)
class Chunk:
    """What was counted in a span; its three files lie in `folder`."""

    span: Span
    folder: Path


def connect() -> duckdb.DuckDBPyConnection:
    """An engine with one thread: more are had by counting more chunks at a time. Two million events fit its memory."""
    spill = tempfile.gettempdir()
    options = {"threads": "1", "memory_limit": "384MB", "temp_directory": spill}
    return duckdb.connect(config=dict(options))


def count_chunk(
    engine: duckdb.DuckDBPyConnection, events: str, *, span: Span, portal: Portal, key: bytes, folder: Path
) -> Chunk:
    """Count the events in a span and write the chunk into `folder`, which exists.

    `events` is the SQL of the events in the span, as half_hours.sql takes them. Raises ValueError where the span is
    shorter than a visit stays open: a visit that goes on behind it would leave nothing in it to be followed by.
    """
    if span.to_us - span.from_us < visits.INACTIVITY_US:
        raise ValueError(f"a chunk of {(span.to_us - span.from_us) / 60e6:g} minutes; allowed: 30 or more")
    engine.execute(f"CREATE OR REPLACE TEMP VIEW event AS {events}")
    engine.execute(f"CREATE OR REPLACE TEMP TABLE half_hour AS {visits.HALF_HOURS}")
    engine.execute(f"CREATE OR REPLACE TEMP VIEW part AS {visits.PARTS}")
    engine.execute(f"CREATE OR REPLACE TEMP TABLE found AS {visits.VISITS}")
    users = (_keyed_hash("user_id", key, boundary) for boundary in (span.from_us, span.to_us))
    engine.execute(
        "CREATE OR REPLACE TEMP VIEW seen AS SELECT first_us, last_us, is_closed, services, "
        + ", ".join(f"{user} AS {name}" for user, name in zip(users, ("from_user", "to_user"), strict=True))
        + " FROM found"
    )
    make_days(engine, [span], portal)
    nothing = "SELECT '' AS month, 0 AS seconds, 0 AS visits WHERE false"
    return _write_chunk(engine, Chunk(span, folder), portal, visits.EVENTS_BY_DAY, nothing)


def join_chunks(engine: duckdb.DuckDBPyConnection, chunks: Sequence[Chunk], *, portal: Portal, folder: Path) -> Chunk:
    """Put chunks together, in whatever order they are given, and write the chunk that they make into `folder`.

    They must not overlap. Where there is time between two of them, no visit goes over it.
    """
    span = Span(min(one.span.from_us for one in chunks), max(one.span.to_us for one in chunks))
    edges = _files(chunks, "edges")
    chains = engine.execute(
        f"SELECT to_user, from_user FROM {edges} WHERE from_user IS NOT NULL AND to_user IS NOT NULL"
    )
    _write_names(engine, dict(chains.fetchall()))
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE piece AS SELECT edge.*, COALESCE(name.user_id, from_user, to_user) AS user_id "
        f"FROM {edges} AS edge LEFT JOIN name ON name.alias = COALESCE(from_user, to_user)"
    )
    engine.execute("CREATE OR REPLACE TEMP VIEW part AS SELECT * FROM piece")
    engine.execute(f"CREATE OR REPLACE TEMP TABLE found AS {visits.VISITS}")
    engine.execute(
        "CREATE OR REPLACE TEMP VIEW seen AS SELECT found.*, found.user_id AS from_user, last.to_user FROM found "
        "LEFT JOIN (SELECT user_id, last_us, to_user FROM piece "
        f"WHERE last_us >= {span.to_us - visits.INACTIVITY_US}) AS last USING (user_id, last_us)"
    )
    make_days(engine, [one.span for one in chunks], portal)
    counts, lengths = (f"SELECT * FROM {_files(chunks, name)}" for name in ("counts", "lengths"))
    return _write_chunk(engine, Chunk(span, folder), portal, counts, lengths)


def closed_chunk(engine: duckdb.DuckDBPyConnection, chunk: Chunk, *, portal: Portal, folder: Path) -> Chunk:
    """The chunk with nothing before it and nothing after it: the visits at its ends are counted, no edge is left."""
    engine.execute(
        "CREATE OR REPLACE TEMP VIEW seen AS SELECT first_us, last_us, is_closed, services, NULL AS from_user, "
        f"NULL AS to_user FROM {_files([chunk], 'edges')}"
    )
    make_days(engine, [chunk.span], portal)
    counts, lengths = (f"SELECT * FROM {_files([chunk], name)}" for name in ("counts", "lengths"))
    return _write_chunk(engine, Chunk(chunk.span, folder), portal, counts, lengths, near_an_end="false")


def make_days(engine: duckdb.DuckDBPyConnection, spans: Sequence[Span], portal: Portal) -> None:
    """Make the table `day`, as the staircase takes it, with the half hours of all days that the spans lie among."""
    first_us, last_us = min(one.from_us for one in spans), max(one.to_us for one in spans) - 1
    first, last = (local_day(at_us, portal.timezone) for at_us in (first_us, last_us))
    days = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    starts = [day_start_us(day, portal.timezone) // visits.HALF_HOUR_US for day in days]
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE day AS SELECT UNNEST(range(starts, ends)) AS half_hour, day "
        "FROM (SELECT UNNEST(?::DATE[]) AS day, UNNEST(?::BIGINT[]) AS starts, UNNEST(?::BIGINT[]) AS ends)",
        [days[:-1], starts[:-1], starts[1:]],
    )


def make_services(engine: duckdb.DuckDBPyConnection, portal: Portal) -> None:
    """Make the table `service`, as visits_by_day.sql takes it: the bit of each service of the portal."""
    rows = ", ".join(f"({1 << bit}, {quoted(name)})" for bit, name in enumerate(portal.services)) or "(0, '')"
    engine.execute(f"CREATE OR REPLACE TEMP TABLE service AS SELECT * FROM (VALUES {rows}) AS known(bit, service)")


def write(engine: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write what a query gives as a Parquet file."""
    engine.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet)")


def _write_chunk(
    engine: duckdb.DuckDBPyConnection, chunk: Chunk, portal: Portal, counts: str, lengths: str, near_an_end: str = ""
) -> Chunk:
    """The files of a chunk: what was counted before and the visits of the view `seen`, those near its ends apart."""
    from_us, to_us = chunk.span.from_us + visits.INACTIVITY_US, chunk.span.to_us - visits.INACTIVITY_US
    near_an_end = near_an_end or f"(first_us < {from_us} OR last_us >= {to_us})"
    engine.execute(f"CREATE OR REPLACE TEMP VIEW visit AS SELECT * FROM seen WHERE NOT {near_an_end}")
    make_services(engine, portal)
    length = f"SELECT strftime(day, '%Y-%m') AS month, seconds, visits FROM ({visits.LENGTHS_BY_DAY})"
    write(
        engine,
        f"""SELECT measure, service, day, SUM(value)::BIGINT AS value
        FROM (SELECT * FROM ({counts}) UNION ALL SELECT * FROM ({visits.VISITS_BY_DAY})) GROUP BY ALL ORDER BY ALL""",
        chunk.folder / "counts.parquet",
    )
    write(
        engine,
        f"""SELECT month, seconds, SUM(visits)::BIGINT AS visits
        FROM (SELECT * FROM ({lengths}) UNION ALL SELECT * FROM ({length})) GROUP BY ALL ORDER BY ALL""",
        chunk.folder / "lengths.parquet",
    )
    write(
        engine,
        f"""SELECT CASE WHEN first_us < {from_us} THEN from_user END AS from_user,
        CASE WHEN last_us >= {to_us} THEN to_user END AS to_user, first_us, last_us, is_closed, services
        FROM seen WHERE {near_an_end} ORDER BY ALL""",
        chunk.folder / "edges.parquet",
    )
    return chunk


def _files(chunks: Sequence[Chunk], name: str) -> str:
    paths = ", ".join(quoted(str(one.folder / f"{name}.parquet")) for one in chunks)
    return f"read_parquet([{paths}])"


def _write_names(engine: duckdb.DuckDBPyConnection, names: Mapping[int, int]) -> None:
    """The table `name`: what a user is called at a boundary, and at the first one that its visit came near.

    `names` leads from a user at the end of a chunk to the same one at its beginning.
    """
    engine.execute("CREATE OR REPLACE TEMP TABLE name (alias UBIGINT, user_id UBIGINT)")
    rows = [(alias, _first_name(alias, names)) for alias in names]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        engine.execute("INSERT INTO name SELECT UNNEST(?::UBIGINT[]), UNNEST(?::UBIGINT[])", columns)


def _first_name(alias: int, names: Mapping[int, int]) -> int:
    while alias in names:
        alias = names[alias]
    return alias


def _keyed_hash(user: str, key: bytes, boundary: int) -> str:
    """The SQL of the first 64 bits of the HMAC-SHA-256 (RFC 2104) of a user, with a key for this boundary alone."""
    block = hmac.digest(key, str(boundary).encode(), "sha256").ljust(64, b"\0")
    inner, outer = ("".join(f"\\x{byte ^ pad:02X}" for byte in block) for pad in (0x36, 0x5C))
    text = f"encode(CAST({user} AS VARCHAR))"
    digest = f"sha256('{outer}'::BLOB || unhex(sha256('{inner}'::BLOB || {text})))"
    return f"CAST('0x' || left({digest}, 16) AS UBIGINT)"
