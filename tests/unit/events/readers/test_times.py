"""The time of an event in each form, as SQL that is run; which times are possible."""

import duckdb
import pytest
from eventlogs import OSLO, us

from helsetrend.events.readers.client import UnfitColumnError
from helsetrend.events.readers.sections import TimeForm
from helsetrend.events.readers.times import time_sql

WITHIN = us("2021-01-01 00:00"), us("2022-01-01 00:00")
NOON = us("2021-06-15 12:00")


def evaluated(time, value, column_type):
    """Return (moment, is_impossible, is_doubled) of a value in the column t."""
    steps = "".join(f", {sql} AS {name}" for name, sql in time.steps.items())
    row = f"(SELECT *{steps} FROM (SELECT CAST({value} AS {column_type}) AS t))"
    return duckdb.sql(f"SELECT {time.at}, {time.is_impossible}, {time.is_doubled} FROM {row}").fetchall()[0]


@pytest.mark.parametrize(
    ("form", "column_type", "value", "at"),
    [
        ("seconds", "BIGINT", NOON // 1_000_000, NOON),
        ("milliseconds", "DOUBLE", NOON / 1000, NOON),
        ("microseconds", "BIGINT", NOON, NOON),
        ("seconds", "VARCHAR", f"'{NOON // 1_000_000}.25'", NOON + 250_000),
        ("nanoseconds", "BIGINT", NOON * 1000 + 999, NOON),
        ("nanoseconds", "VARCHAR", f"'{NOON * 1000}'", NOON),
        ("iso", "TIMESTAMPTZ", "'2021-06-15 12:00:00Z'", NOON),
        ("iso", "TIMESTAMP", "'2021-06-15 14:00:00'", NOON),
        ("iso", "VARCHAR", "'2021-06-15T14:00:00,5+02:00'", NOON + 500_000),
        ("iso", "VARCHAR", "'2021-06-15 14:00'", NOON),
        ("iso", "VARCHAR", "'2021-06-15 12:00:00 Z'", NOON),
        ("iso", "VARCHAR", "'2021-06-15 12:00:00 UTC'", NOON),
        ("iso", "VARCHAR", "'2021-06-15 14:00:00 +0200'", NOON),
        ("iso", "VARCHAR", "'2021-06-15t14:00:00.5 +02'", NOON + 500_000),
    ],
)
def test_a_time_is_read_in_every_form(form, column_type, value, at):
    kind = "TIMESTAMP WITH TIME ZONE" if column_type == "TIMESTAMPTZ" else column_type
    time = time_sql("t", kind, TimeForm(form=form, timezone=OSLO), within=WITHIN)
    assert evaluated(time, value, column_type) == (at, False, False)


@pytest.mark.parametrize(
    ("value", "is_impossible"),
    [(WITHIN[0] - 1, True), (WITHIN[0], False), (WITHIN[1] - 1, False), (WITHIN[1], True), ("NULL", True)],
)
def test_a_time_is_possible_from_the_first_moment_up_to_the_last(value, is_impossible):
    time = time_sql("t", "BIGINT", TimeForm(form="microseconds"), within=WITHIN)
    assert evaluated(time, value, "BIGINT")[1] == is_impossible


@pytest.mark.parametrize("text", ["2021-06-15", "yesterday", "2021-06-15 25:00Z", "2021-06-15 14:00"])
def test_text_that_is_no_time_or_says_no_zone_is_impossible(text):
    time = time_sql("t", "VARCHAR", TimeForm(), within=WITHIN)
    assert evaluated(time, f"'{text}'", "VARCHAR")[1] is True


def test_a_large_number_is_impossible_and_no_overflow():
    time = time_sql("t", "HUGEINT", TimeForm(form="seconds"), within=WITHIN)
    assert evaluated(time, 10**30, "HUGEINT") == (None, True, False)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%d/%b/%Y:%H:%M:%S %z", "15/Jun/2021:14:00:00 +0200"),
        ("%d.%m.%Y %H:%M:%S", "15.06.2021 14:00:00"),
        ("%d.%m.%Y kl. %H.%M", " 15.06.2021 kl. 14.00 "),
    ],
)
def test_text_can_be_read_by_a_pattern_with_an_offset_or_in_the_zone_named(form, text):
    time = TimeForm(form=form, timezone=None if "%z" in form else OSLO)
    assert evaluated(time_sql("t", "VARCHAR", time, within=WITHIN), f"'{text}'", "VARCHAR") == (NOON, False, False)


def test_a_pattern_without_an_offset_needs_a_zone():
    with pytest.raises(UnfitColumnError, match="times without a zone"):
        time_sql("t", "VARCHAR", TimeForm(form="%d.%m.%Y"), within=WITHIN)


@pytest.mark.parametrize("column_type", ["INTEGER", "UINTEGER", "UBIGINT", "BIGINT"])
def test_seconds_in_narrow_numbers_do_not_overflow(column_type):
    time = time_sql("t", column_type, TimeForm(form="seconds"), within=WITHIN)
    assert evaluated(time, str(NOON // 1_000_000), column_type) == (NOON, False, False)


def test_timestamps_of_nanoseconds_with_a_zone_are_read():
    """As pandas writes them; they are rounded to the microsecond."""
    time = time_sql("t", "TIMESTAMPTZ_NS", TimeForm(), within=WITHIN)
    assert evaluated(time, "'2021-06-15 12:00:00.000000499+00'", "TIMESTAMPTZ_NS") == (NOON, False, False)


@pytest.mark.parametrize(
    ("column_type", "form", "found"),
    [
        ("BOOLEAN", TimeForm(form="seconds"), "a column of the type BOOLEAN"),
        ("BIGINT", TimeForm(), "a column of the type BIGINT"),
        ("TIMESTAMP", TimeForm(), "times without a zone"),
    ],
)
def test_a_column_that_cannot_hold_the_form_is_an_error(column_type, form, found):
    with pytest.raises(UnfitColumnError) as error:
        time_sql("t", column_type, form, within=WITHIN)
    assert error.value.found == found


def test_near_is_true_between_two_moments_and_false_two_days_away():
    time = time_sql("t", "BIGINT", TimeForm(form="seconds"), within=WITHIN)
    hours = {0: True, 1: True, -48: False, 49: False}
    near = time.near(NOON, NOON + 3_600_000_000)
    for hour, is_near in hours.items():
        assert duckdb.sql(f"SELECT {near} FROM (SELECT {NOON // 1_000_000 + hour * 3600} AS t)").fetchall()[0] == (
            is_near,
        )
    assert time_sql("t", "VARCHAR", TimeForm(), within=WITHIN).near(0, 1) == "true"
