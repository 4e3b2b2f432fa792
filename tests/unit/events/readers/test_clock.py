"""Wall time and UTC in Oslo in 2021: the clocks went forward on 28 March at 01:00 UTC, and back on 31 October."""

from datetime import date

import duckdb
import pytest
from eventlogs import OSLO, us

from helsetrend.events.readers.clock import HOUR_US, WallTime, clock_changes, day_start_us, local_day

CLOCK = WallTime(OSLO, us("2021-01-01 00:00"), us("2022-01-01 00:00"))


def test_the_clocks_change_twice_a_year_by_an_hour():
    spring, autumn = clock_changes(OSLO, 2021)
    assert (spring.at_us, spring.before_us, spring.after_us) == (us("2021-03-28 01:00"), HOUR_US, 2 * HOUR_US)
    assert (autumn.at_us, autumn.before_us, autumn.after_us) == (us("2021-10-31 01:00"), 2 * HOUR_US, HOUR_US)
    assert (spring.is_back, autumn.is_back) == (False, True)
    assert spring.wall == (us("2021-03-28 02:00"), us("2021-03-28 03:00"))
    assert autumn.wall == (us("2021-10-31 02:00"), us("2021-10-31 03:00"))
    assert clock_changes("UTC", 2021) == ()


@pytest.mark.parametrize(
    ("wall", "utc", "is_missing", "is_doubled"),
    [
        ("2021-01-15 12:00", "2021-01-15 11:00", False, False),
        ("2021-07-15 12:00", "2021-07-15 10:00", False, False),
        ("2021-03-28 01:59", "2021-03-28 00:59", False, False),
        ("2021-03-28 02:30", None, True, False),
        ("2021-03-28 03:00", "2021-03-28 01:00", False, False),
        ("2021-10-31 01:59", "2021-10-30 23:59", False, False),
        ("2021-10-31 02:00", "2021-10-31 00:00", False, True),
        ("2021-10-31 02:59", "2021-10-31 00:59", False, True),
        ("2021-10-31 03:00", "2021-10-31 02:00", False, False),
    ],
)
def test_a_wall_time_is_converted_to_utc(wall, utc, is_missing, is_doubled):
    sql = [of(str(us(wall))) for of in (CLOCK.to_utc, CLOCK.is_missing, CLOCK.is_doubled)]
    moment, *flags = duckdb.sql(f"SELECT {', '.join(sql)}").fetchall()[0]
    assert flags == [is_missing, is_doubled]
    assert is_missing or moment == us(utc)


@pytest.mark.parametrize(
    ("zone", "start"),
    [(OSLO, "2021-12-31 23:00"), ("UTC", "2022-01-01 00:00"), ("America/New_York", "2022-01-01 05:00")],
)
def test_a_day_begins_at_midnight_of_its_zone(zone, start):
    day = date(2022, 1, 1)
    assert day_start_us(day, zone) == us(start)
    assert (local_day(us(start), zone), local_day(us(start) - 1, zone)) == (day, date(2021, 12, 31))
