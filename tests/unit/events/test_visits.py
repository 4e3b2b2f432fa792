"""The rule of a visit as SQL: its numbers, its name, and whole counts by other rules against a slow count."""

import random
import re

import pytest
from eventlogs import MAPPING, us, write_log

from helsetrend.events import visits
from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.readers import log_files, read_mapping
from helsetrend.events.visits import PAGE, VisitRule, read_rule

MINUTE = 60_000_000


def test_half_an_hour_is_one_number_in_all_queries():
    assert PAGE.inactivity_us == visits.HALF_HOUR_US == 1_800_000_000
    queries = (visits.HALF_HOURS, visits.PARTS, visits.VISITS, visits.EVENTS_BY_DAY, visits.VISITS_BY_DAY)
    for text in (*queries, visits.LENGTHS_BY_DAY):
        assert set(re.findall(r"\b[0-9]{8,}\b", text)) <= {"1800000000"}
    assert PAGE.sql == visits.VisitSql(visits.HALF_HOURS, visits.PARTS, visits.VISITS)


@pytest.mark.parametrize(
    ("text", "rule", "name"),
    [
        ("30m", PAGE, "visit-1"),
        (">=30m", PAGE, "visit-1"),
        ("1800s", PAGE, "visit-1"),
        (">30m", VisitRule(30 * MINUTE, ends_at_gap=False), "visit-gap-over-30m"),
        ("45 m", VisitRule(45 * MINUTE), "visit-gap-45m"),
        ("1h", VisitRule(60 * MINUTE), "visit-gap-60m"),
        ("90s", VisitRule(90_000_000), "visit-gap-90s"),
    ],
)
def test_a_rule_is_read_and_has_a_name(text, rule, name):
    assert (read_rule(text), rule.definition) == (rule, name)


@pytest.mark.parametrize("text", ["", "30", "0m", "13h", "-5m", "30 minutes", "<30m"])
def test_what_is_no_gap_is_an_error(text):
    with pytest.raises(ValueError, match="is not a gap; allowed: 1s to 12h"):
        read_rule(text)


def slow_visits(events, rule):
    """Return the number of visits, user by user."""
    count = 0
    for user in {user for user, *_ in events}:
        last, is_closed = None, False
        for at, kind in sorted((at, kind == "close") for other, at, kind, _ in events if other == user):
            gap = None if last is None else at - last
            is_over = gap is None or is_closed or gap > rule.gap_us or (rule.ends_at_gap and gap == rule.gap_us)
            if kind and is_over:
                continue  # a close alone
            count += is_over
            last, is_closed = at, kind
    return count


@pytest.mark.parametrize("text", ["30m", ">30m", "10m", ">10m", "7m", "45m", ">2h", "90s"])
def test_visits_by_another_rule_are_those_of_a_slow_count(tmp_path, text):
    """Times on a grid of the gap and just beside it, over midnight, with closes."""
    rule, chance = read_rule(text), random.Random(text)
    start = us("2021-12-31 18:00")
    events, seen = [], set()
    for _ in range(300):
        user = f"u{chance.randrange(12)}"
        at = start + chance.randrange(6) * rule.gap_us + chance.choice([0, 0, 1, -1, MINUTE // 2])
        if (
            (user, at) not in seen and (user, at - 1) not in seen and (user, at + 1) not in seen
        ) or chance.random() < 0.7:
            if (user, at) in seen:
                continue
            seen.add((user, at))
            events.append((user, at, chance.choice(["view"] * 5 + ["login", "close"]), None))
    write_log(tmp_path / "log", events)
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    mapping, cache = read_mapping(tmp_path / "events.toml"), tmp_path / "cache"

    cache.mkdir()
    (cache / "days-in-a-chunk").write_text("1")
    paths = log_files([str(tmp_path / "log")])
    options = {"with_persons": False, "key": b"k" * 32, "max_bad": 0, "workers": 0}
    counted = count_by_duckdb(paths, mapping, cache_folder=cache, rule=rule, **options)
    found = sum(value for measure, _, _, value in counted.counts if measure == "visits")
    assert found == slow_visits(events, rule)
