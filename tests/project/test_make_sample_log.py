"""The sample log is what its script makes, says that it is synthetic, and has in it what its README says."""

import gzip
from pathlib import Path

import pandas as pd
import pytest
from make_sample_log import FIRST, HEADER, LAST, OVER_NEW_YEAR, PATH, USERS, lines, packed

HALF_AN_HOUR, MILLISECOND = pd.Timedelta(minutes=30), pd.Timedelta(milliseconds=1)
NEW_YEAR = pd.Timestamp("2022-01-01", tz="Europe/Oslo")


@pytest.fixture(scope="module")
def log():
    return pd.read_csv(PATH, parse_dates=["time"], keep_default_na=False)


@pytest.fixture(scope="module")
def paused(log):
    """The events of each user in the order of time, with the one before and the pause since."""
    ordered = log.drop_duplicates().sort_values(["user", "time"])
    before = ordered.groupby("user")[["time", "kind"]].shift()
    return ordered.assign(before=before["time"], after=before["kind"], pause=ordered["time"] - before["time"])


def test_the_file_is_what_the_script_makes():
    """Not byte for byte: another version of zlib may pack the same text otherwise."""
    made = lines()
    assert gzip.decompress(PATH.read_bytes()).decode() == "\n".join([HEADER, *made, ""])
    assert packed(made) == packed(made)
    assert lines(seed=1) != made


def test_the_file_is_small_and_has_neither_time_nor_name_of_its_own():
    content = PATH.read_bytes()
    assert len(content) < 250_000
    flags, time = content[3], content[4:8]
    assert (flags, time) == (0, b"\0\0\0\0")


def test_every_user_is_called_synthetic(log):
    assert log["user"].str.fullmatch(r"synthetic-\d{4}").all()
    assert log["user"].nunique() == USERS
    assert f"{USERS:,} users" in Path(PATH.parent, "README.md").read_text("utf-8")


def test_the_columns_hold_what_the_mapping_says(log):
    assert ",".join(log.columns) == HEADER
    assert 18_000 < len(log) < 22_000
    assert set(log["kind"]) == {"view", "login", "closed"}
    assert 0.97 < log["campaign"].eq("").mean() < 1
    assert (log["time"].min().date(), log["time"].max().date()) == (FIRST, LAST)


def test_few_users_come_often_and_few_come_at_night(log):
    sizes = log["user"].value_counts()
    assert sizes.index[0] == "synthetic-0042"
    assert sizes.iloc[0] > 4 * sizes.iloc[1] > 20 * sizes.median()
    hours = log["time"].dt.hour.value_counts()
    assert hours[[2, 3, 4]].max() * 20 < hours[9]


def test_pauses_at_and_just_below_half_an_hour_are_there(paused):
    assert paused["pause"].eq(HALF_AN_HOUR).sum() > 40
    assert paused["pause"].eq(HALF_AN_HOUR - MILLISECOND).sum() > 40


def test_visits_go_over_midnight_and_over_new_year(paused):
    goes_on = paused["pause"] < HALF_AN_HOUR
    over_midnight = goes_on & paused["time"].dt.date.ne(paused["before"].dt.date)
    over_new_year = goes_on & paused["before"].lt(NEW_YEAR) & paused["time"].ge(NEW_YEAR)
    assert over_midnight.sum() > over_new_year.sum() >= OVER_NEW_YEAR


def test_pages_are_seen_soon_after_a_close(paused):
    soon = paused["after"].eq("closed") & paused["kind"].eq("view") & paused["pause"].lt(HALF_AN_HOUR)
    assert soon.sum() > 100


def test_some_lines_stand_there_twice_and_some_come_late(log):
    assert 100 < log.duplicated().sum() < 250
    assert 30 < log["time"].lt(log["time"].cummax() - pd.Timedelta(minutes=5)).sum() < 150
