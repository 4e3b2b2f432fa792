"""Chunks against the slow, obvious way: one, or many in any order, give the counts that it gives."""

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from slowcount import HALF_AN_HOUR, slow_counts

from helsetrend.events import chunks
from helsetrend.events.chunks import Portal, Span, closed_chunk, count_chunk, join_chunks

OSLO = "Europe/Oslo"
SERVICES = ("messages", "travel")
KINDS = {"view": 0, "login": 1, "close": 2}
MINUTE = 60 * 1_000_000


def at(text):
    """The moment, in microseconds, of a time in UTC such as 2021-12-31 22:50."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture(scope="module")
def engine():
    with chunks.connect() as engine:
        yield engine


class Log:
    """A log in memory, and the ways to count it."""

    def __init__(self, engine, folder, events, timezone=OSLO):
        self.engine, self.folder, self.events, self.made = engine, folder, events, 0
        self.portal = Portal(SERVICES, timezone)

    def new_folder(self):
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir(parents=True)
        return folder

    def sql(self, span):
        bits = {None: 0, **{name: 1 << bit for bit, name in enumerate(SERVICES)}}
        rows = [
            f"({user}::BIGINT, {at_us}::BIGINT, {KINDS[kind]}::TINYINT, 0::UBIGINT, {bits[service]}::BIGINT)"
            for user, at_us, kind, service in self.events
            if span.from_us <= at_us < span.to_us
        ]
        names = "(user_id, at_us, kind, page, services)"
        nothing = "SELECT 0::BIGINT, 0::BIGINT, 0::TINYINT, 0::UBIGINT, 0::BIGINT WHERE false"
        return f"SELECT * FROM ({'VALUES ' + ', '.join(rows) if rows else nothing}) AS told{names}"

    def chunk(self, from_us, to_us):
        span = Span(from_us, to_us)
        key, folder = b"k" * 32, self.new_folder()
        return count_chunk(self.engine, self.sql(span), span=span, portal=self.portal, key=key, folder=folder)

    def joined(self, parts):
        return join_chunks(self.engine, parts, portal=self.portal, folder=self.new_folder())

    def rows(self, chunk, name):
        return self.engine.execute(f"SELECT * FROM '{chunk.folder}/{name}.parquet' ORDER BY ALL").fetchall()

    def totals(self, chunk):
        closed = closed_chunk(self.engine, chunk, portal=self.portal, folder=self.new_folder())
        assert self.rows(closed, "edges") == []
        counts = {(measure, service, day): value for measure, service, day, value in self.rows(closed, "counts")}
        lengths = {(month, seconds): visits for month, seconds, visits in self.rows(closed, "lengths")}
        return {place: value for place, value in counts.items() if value}, lengths


def half_an_hour_apart(cuts):
    """Those that leave no chunk shorter than the half hour that every one must have."""
    kept = [START]
    for cut in sorted(cuts):
        if kept[-1] + HALF_AN_HOUR <= cut <= END - HALF_AN_HOUR:
            kept.append(cut)
    return kept[1:]


# A few users over the two days around New Year, most of the times near the bounds that decide.
START = at("2021-12-31 20:00")
END = at("2022-01-01 04:00")
GRID = [START + step * 5 * MINUTE for step in range(96)]
NEAR = [0, 0, 0, 1, -1, 1000, -1000]
times = st.builds(lambda base, off: base + off, st.sampled_from(GRID), st.sampled_from(NEAR)).filter(
    lambda at_us: START <= at_us < END
)
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
NEW_YEAR = at("2021-12-31 23:00")


@settings(max_examples=80)
@given(events=events, cuts=cuts, data=st.data())
@example(
    events=[(1, NEW_YEAR - 1, "view", None), (1, NEW_YEAR, "close", None), (1, NEW_YEAR + 1, "view", None)],
    cuts=[NEW_YEAR],
    data=None,
)
def test_chunks_of_any_length_in_any_order_give_what_the_slow_way_gives(engine, tmp_path_factory, events, cuts, data):
    log = Log(engine, tmp_path_factory.mktemp("log"), events)
    bounds = sorted({START, *cuts, END})
    parts = [log.chunk(from_us, to_us) for from_us, to_us in pairwise(bounds)]
    if data is not None:
        parts = data.draw(st.permutations(parts))
    counts, lengths = log.totals(log.joined(parts))
    slow, slow_lengths = slow_counts(events, OSLO)
    by_month = Counter()
    for (day, seconds), visits in slow_lengths.items():
        by_month[f"{day:%Y-%m}", seconds] += visits
    assert (counts, lengths) == (slow, by_month)


@settings(max_examples=25)
@given(
    events=events,
    cuts=cuts.filter(lambda some: len(some) > 1),
)
def test_joining_is_associative(engine, tmp_path_factory, events, cuts):
    log = Log(engine, tmp_path_factory.mktemp("log"), events)
    first, second, third = (log.chunk(*bounds) for bounds in pairwise([START, *cuts[:2], END]))
    left = log.joined([log.joined([first, second]), third])
    right = log.joined([first, log.joined([second, third])])
    for name in ("counts", "lengths", "edges"):
        assert log.rows(left, name) == log.rows(right, name)


def test_a_user_with_a_hundred_thousand_events_makes_one_visit(engine, tmp_path):
    log = Log(engine, tmp_path, [])
    log.sql = lambda span: (
        "SELECT 1::BIGINT AS user_id, at_us, 0::TINYINT AS kind, 0::UBIGINT AS page, 0::BIGINT AS services "
        f"FROM range({START}, {START + 100_000 * MINUTE // 6}, {MINUTE // 6}) AS told(at_us) "
        f"WHERE at_us >= {span.from_us} AND at_us < {span.to_us}"
    )
    bounds = range(START, START + 13 * 24 * 60 * MINUTE, 24 * 60 * MINUTE)
    counts, _ = log.totals(log.joined([log.chunk(from_us, to_us) for from_us, to_us in pairwise(bounds)]))
    assert sum(value for (measure, *_), value in counts.items() if measure == "views") == 100_000
    assert [value for (measure, *_), value in counts.items() if measure == "visits"] == [1]


def test_no_visit_goes_over_a_time_of_which_there_is_no_chunk(engine, tmp_path):
    """A day of the log is missing: 29 minutes of the clock lie between two events, but not in the log."""
    log = Log(engine, tmp_path, [(1, START, "view", None), (1, START + 29 * MINUTE, "view", None)])
    parts = [log.chunk(START - 29 * MINUTE, START + MINUTE), log.chunk(START + 29 * MINUTE, END)]
    counts, _ = log.totals(log.joined(parts))
    assert [value for (measure, *_), value in counts.items() if measure == "visits"] == [2]


def test_a_chunk_is_not_shorter_than_a_visit_stays_open(engine, tmp_path):
    """In the middle one of three, 10:29 to 10:31 of a visit from 10:20 to 10:40, its user would do nothing."""
    log = Log(engine, tmp_path, [])
    with pytest.raises(ValueError, match="a chunk of 29 minutes; allowed: 30 or more"):
        log.chunk(START, START + 29 * MINUTE)
    assert log.totals(log.chunk(START, START + 30 * MINUTE)) == ({}, {})


def test_the_edges_hold_the_user_as_another_hash_at_each_end(engine, tmp_path):
    events = [(4711, START + step * 20 * MINUTE, "view", None) for step in range(24)]
    log = Log(engine, tmp_path, events)
    middle = START + 4 * 60 * MINUTE
    ((from_user, to_user, *_),) = log.rows(log.chunk(START, middle), "edges")
    ((same_user, last_user, *_),) = log.rows(log.chunk(middle, END), "edges")
    assert to_user == same_user
    assert len({4711, from_user, to_user, last_user}) == 4


def test_the_hash_is_the_hmac_of_rfc_2104(engine):
    """By Python's own module: a key for the boundary from the key, then the first 64 bits for the user."""
    import hmac

    key, boundary = bytes(range(32)), 1_640_991_600_000_000
    of_boundary = hmac.new(key, b"1640991600000000", "sha256").digest()
    expected = int.from_bytes(hmac.new(of_boundary, "Åse".encode(), "sha256").digest()[:8], "big")
    ((found,),) = engine.execute(f"SELECT {chunks._keyed_hash(chr(39) + 'Åse' + chr(39), key, boundary)}").fetchall()
    assert found == expected


def test_days_of_23_and_25_hours_are_those_of_the_portal(engine, tmp_path):
    """A view each hour, on the hour, in March and October 2021: 23 and 25 on the days when the clock changes."""
    spring = [(1, at("2021-03-27 00:00") + hour * 60 * MINUTE, "view", None) for hour in range(72)]
    autumn = [(1, at("2021-10-30 00:00") + hour * 60 * MINUTE, "view", None) for hour in range(72)]
    for events, day, hours in ((spring, "2021-03-28", 23), (autumn, "2021-10-31", 25)):
        log = Log(engine, tmp_path / day, events)
        counts, _ = log.totals(log.chunk(events[0][1], events[-1][1] + 1))
        of_day = {measure: value for (measure, _, one), value in counts.items() if str(one) == day}
        assert of_day == {"views": hours, "visits": hours, "copies": hours}
        assert HALF_AN_HOUR < 60 * MINUTE
