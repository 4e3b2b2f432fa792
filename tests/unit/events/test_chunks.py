"""Chunks against the slow count: one, or many joined in any order, give the same counts."""

import hmac
import random
from collections import Counter
from itertools import pairwise

import pytest
from eventlogs import (
    END,
    GRID,
    KIND_CODES,
    MINUTE,
    NEW_YEAR,
    OSLO,
    SERVICE_BITS,
    SERVICES,
    START,
    random_events,
    times,
    us,
)
from hypothesis import example, given
from hypothesis import strategies as st
from properties import of_hundred
from slowcount import HALF_AN_HOUR, slow_counts

from helsetrend.events import chunks
from helsetrend.events.chunks import Portal, Span, close_chunk, count_chunk, join_chunks


@pytest.fixture(scope="module")
def connection():
    with chunks.connect() as connection:
        yield connection


class Log:
    """A log in memory, with methods that count it."""

    def __init__(self, connection, folder, events, timezone=OSLO):
        self.connection, self.folder, self.events, self.made = connection, folder, events, 0
        self.portal = Portal(SERVICES, timezone)
        rows = ((user, at_us, KIND_CODES[kind], SERVICE_BITS[service]) for user, at_us, kind, service in events)
        columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 4
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE log AS SELECT UNNEST(?::BIGINT[]) AS user_id, UNNEST(?::BIGINT[]) AS at_us, "
            "UNNEST(?::TINYINT[]) AS kind, 0::UBIGINT AS page, UNNEST(?::BIGINT[]) AS services",
            columns,
        )

    def new_folder(self):
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir(parents=True)
        return folder

    def sql(self, span):
        return f"SELECT * FROM log WHERE at_us >= {span.from_us} AND at_us < {span.to_us}"

    def chunk(self, from_us, to_us):
        span = Span(from_us, to_us)
        key, folder = b"k" * 32, self.new_folder()
        return count_chunk(self.connection, self.sql(span), span=span, portal=self.portal, key=key, folder=folder)

    def joined(self, parts):
        return join_chunks(self.connection, parts, portal=self.portal, folder=self.new_folder())

    def rows(self, chunk, name):
        return self.connection.execute(f"SELECT * FROM '{chunk.folder}/{name}.parquet' ORDER BY ALL").fetchall()

    def totals(self, chunk):
        counts, lengths = close_chunk(self.connection, chunk, portal=self.portal)
        totals = {(measure, service, day): value for measure, service, day, value in counts if value}
        return totals, {(month, seconds): visits for month, seconds, visits in lengths}


def half_an_hour_apart(cuts):
    """Return those cuts that leave no chunk shorter than half an hour."""
    bounds = [START]
    for cut in sorted(cuts):
        if bounds[-1] + HALF_AN_HOUR <= cut <= END - HALF_AN_HOUR:
            bounds.append(cut)
    return bounds[1:]


def assert_counts_of(log, parts):
    """Assert that the parts of a log, joined, give what the slow count gives."""
    slow, slow_lengths = slow_counts(log.events, OSLO)
    by_month = Counter()
    for (day, seconds), visits in slow_lengths.items():
        by_month[f"{day:%Y-%m}", seconds] += visits
    assert log.totals(log.joined(parts)) == (slow, by_month)


events = st.lists(
    st.tuples(
        st.integers(1, 3),
        times,
        st.sampled_from(["view", "view", "view", "login", "close"]),
        st.sampled_from([None, *SERVICES]),
    ),
    max_size=40,
)
cuts = st.lists(st.sampled_from(GRID), max_size=12, unique=True).map(half_an_hour_apart)
HUNDREDS_OF_USERS = [event for size in (2, 5, 8) for event in random_events(300, size, seed=size)]


@of_hundred(8)
@given(events=events, cuts=cuts, data=st.data())
@example(
    events=[(1, NEW_YEAR - 1, "view", None), (1, NEW_YEAR, "close", None), (1, NEW_YEAR + 1, "view", None)],
    cuts=[NEW_YEAR],
    data=None,
)
def test_chunks_joined_in_any_order_count_as_the_slow_way(connection, tmp_path_factory, events, cuts, data):
    log = Log(connection, tmp_path_factory.mktemp("log"), events)
    parts = [log.chunk(*bounds) for bounds in pairwise([START, *cuts, END])]
    assert_counts_of(log, parts if data is None else data.draw(st.permutations(parts)))


@pytest.mark.parametrize(
    "cuts",
    [[], [NEW_YEAR], list(range(START, END, HALF_AN_HOUR))[1:], half_an_hour_apart(random.Random(1).sample(GRID, 12))],
    ids=["one chunk", "at New Year", "every half hour", "anywhere"],
)
def test_a_log_of_many_users_counts_as_the_slow_way_wherever_it_is_cut(connection, tmp_path, cuts):
    """Users do not depend on one another: each of the 300 users is a case of its own."""
    log = Log(connection, tmp_path, HUNDREDS_OF_USERS)
    parts = [log.chunk(*bounds) for bounds in pairwise([START, *cuts, END])]
    random.Random(2).shuffle(parts)
    assert_counts_of(log, parts)


@of_hundred(4)
@given(events=events, cuts=cuts.filter(lambda some: len(some) > 1))
@example(events=HUNDREDS_OF_USERS, cuts=[NEW_YEAR - HALF_AN_HOUR, NEW_YEAR])
def test_joining_is_associative(connection, tmp_path_factory, events, cuts):
    log = Log(connection, tmp_path_factory.mktemp("log"), events)
    first, second, third = (log.chunk(*bounds) for bounds in pairwise([START, *cuts[:2], END]))
    left = log.joined([log.joined([first, second]), third])
    right = log.joined([first, log.joined([second, third])])
    for name in ("counts", "lengths", "edges"):
        assert log.rows(left, name) == log.rows(right, name)


def test_a_user_with_a_hundred_thousand_events_makes_one_visit(connection, tmp_path):
    log = Log(connection, tmp_path, [])
    log.sql = lambda span: (
        "SELECT 1::BIGINT AS user_id, at_us, 0::TINYINT AS kind, 0::UBIGINT AS page, 0::BIGINT AS services "
        f"FROM range({START}, {START + 100_000 * MINUTE // 6}, {MINUTE // 6}) AS moment(at_us) "
        f"WHERE at_us >= {span.from_us} AND at_us < {span.to_us}"
    )
    bounds = range(START, START + 13 * 24 * 60 * MINUTE, 24 * 60 * MINUTE)
    counts, _ = log.totals(log.joined([log.chunk(from_us, to_us) for from_us, to_us in pairwise(bounds)]))
    assert sum(value for (measure, *_), value in counts.items() if measure == "views") == 100_000
    assert [value for (measure, *_), value in counts.items() if measure == "visits"] == [1]


def test_no_visit_spans_a_gap_between_chunks(connection, tmp_path):
    """Two events are 29 minutes apart, but the log does not cover the time between them."""
    log = Log(connection, tmp_path, [(1, START, "view", None), (1, START + 29 * MINUTE, "view", None)])
    parts = [log.chunk(START - 29 * MINUTE, START + MINUTE), log.chunk(START + 29 * MINUTE, END)]
    counts, _ = log.totals(log.joined(parts))
    assert [value for (measure, *_), value in counts.items() if measure == "visits"] == [2]


def test_a_chunk_is_at_least_half_an_hour_long(connection, tmp_path):
    """A chunk from 10:29 to 10:31 may have no event of a visit from 10:20 to 10:40."""
    log = Log(connection, tmp_path, [])
    with pytest.raises(ValueError, match="a chunk of 29 minutes; allowed: 30 or more"):
        log.chunk(START, START + 29 * MINUTE)
    assert log.totals(log.chunk(START, START + 30 * MINUTE)) == ({}, {})


def test_the_edges_have_a_different_hash_of_the_user_at_each_end(connection, tmp_path):
    events = [(4711, START + step * 20 * MINUTE, "view", None) for step in range(24)]
    log = Log(connection, tmp_path, events)
    middle = START + 4 * 60 * MINUTE
    ((from_user, to_user, *_),) = log.rows(log.chunk(START, middle), "edges")
    ((same_user, last_user, *_),) = log.rows(log.chunk(middle, END), "edges")
    assert to_user == same_user
    assert len({4711, from_user, to_user, last_user}) == 4


def test_the_hash_is_the_hmac_of_rfc_2104(connection):
    """As by Python's own module: a key for the boundary from the key, then the first 64 bits for the user."""
    key, boundary = bytes(range(32)), 1_640_991_600_000_000
    of_boundary = hmac.new(key, b"1640991600000000", "sha256").digest()
    expected = int.from_bytes(hmac.new(of_boundary, "Åse".encode(), "sha256").digest()[:8], "big")
    sql = chunks._keyed_hash("'Åse'", key, boundary)
    assert connection.execute(f"SELECT {sql}").fetchall() == [(expected,)]


def test_days_of_23_and_25_hours_are_those_of_the_portal(connection, tmp_path):
    """One view per hour in March and October 2021: 23 and 25 on the days on which the clocks change."""
    spring = [(1, us("2021-03-27 00:00") + hour * 60 * MINUTE, "view", None) for hour in range(72)]
    autumn = [(1, us("2021-10-30 00:00") + hour * 60 * MINUTE, "view", None) for hour in range(72)]
    for events, day, hours in ((spring, "2021-03-28", 23), (autumn, "2021-10-31", 25)):
        log = Log(connection, tmp_path / day, events)
        counts, _ = log.totals(log.chunk(events[0][1], events[-1][1] + 1))
        of_day = {measure: value for (measure, _, date), value in counts.items() if str(date) == day}
        assert of_day == {"views": hours, "visits": hours, "copies": hours}
