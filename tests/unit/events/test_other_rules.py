"""Other rules, each on a few events counted by hand, and our rule against a slow loop."""

import re
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TOP
from slowcount import slow_visits

import helsetrend as ht
from helsetrend.events.other_rules import RULES, visits_by_other_rules

FOLDER = TOP / "data" / "events"
COLUMNS = ["user", "time", "kind", "page", "campaign"]

# Events as "user time kind campaign", parted by a bar, by the clock of Oslo on 30 December 2021 (31T is the next day);
# without a kind they are views. Then the visits by our rule and by the other one.
CASES = """
more_than_30_minutes       a 10:00 | a 10:29:59.999                                     1  1
more_than_30_minutes       a 10:00 | a 10:30                                            2  1
more_than_30_minutes       a 10:00 | a 10:30:00.001                                     2  2
more_than_30_minutes       a 10:00 | a 10:10 close | a 10:40                            2  2
minutes_truncated          a 10:00:00 | a 10:30:59.999                                  2  1  # 30 minutes
minutes_truncated          a 10:00:00 | a 10:31:00                                      2  2  # 31 minutes
minutes_truncated          a 10:00:59.999 | a 10:31:00                                  2  2  # 31, after 30:00.001
minutes_truncated          a 10:00:59.999 | a 10:30:59.998                              1  1
split_at_midnight          a 23:50 | a 31T00:10                                         1  2
split_at_midnight          a 23:50 | a 31T00:00                                         1  2
split_at_midnight          a 23:50 | a 31T00:20                                         2  2  # two anyway
split_at_midnight          a 23:50 | a 31T00:10 close | a 31T00:15                      2  2
split_at_midnight          a 22:50 | a 23:10                                            1  1
new_campaign               a 10:00 | a 10:10 view x                                     1  2
new_campaign               a 10:00 view x | a 10:10 | a 10:20 view x                    1  1  # one without is no change
new_campaign               a 10:00 view x | a 10:10 view y | a 10:20 view x             1  3
new_campaign               a 10:00 view x | a 10:40 view y                              2  2
new_campaign               a 10:00 view x | a 15:00 | a 15:10 view x                    2  2  # the same as last time
new_campaign               a 10:00 view x | b 10:10                                     2  2  # another user
new_campaign               a 10:00 view x | b 10:10 | b 10:20 view x                    2  3
new_campaign               a 10:00 view x | a 10:00 view y | a 10:00 view x             1  2  # identical ones are one
each_day_touched           a 23:50 | a 31T00:10                                         1  2
each_day_touched           a 23:50 | a 23:55 | a 31T00:10 | a 31T00:20                  1  2
each_day_touched           a 23:50 | a 31T00:10 close                                   1  1  # no page on the second
thirty_minutes_from_first  a 10:00 | a 10:20 | a 10:29:59.999                           1  1
thirty_minutes_from_first  a 10:00 | a 10:20 | a 10:30                                  1  2
thirty_minutes_from_first  a 10:00 | a 10:20 | a 10:40 | a 11:00 | a 11:09:59.999       1  2  # from 10:00, 10:40
thirty_minutes_from_first  a 10:00 | a 10:20 | a 10:40 | a 11:00 | a 11:10              1  3  # and 11:10
thirty_minutes_from_first  a 10:00 | a 10:05 close | a 10:10 | a 10:35                  2  2
thirty_minutes_from_first  a 10:00 | b 10:05 | b 10:40                                  3  3
fixed_half_hours           a 10:29 | a 10:31                                            1  2
fixed_half_hours           a 10:00 | a 10:29:59.999                                     1  1
fixed_half_hours           a 10:29 | a 10:30                                            1  2
fixed_half_hours           a 10:00 | a 10:05 close | a 10:10                            2  1
fixed_half_hours           a 10:29 | a 10:31 close                                      1  1
closes_ignored             a 10:00 | a 10:05 close | a 10:10                            2  1
closes_ignored             a 10:00 | a 10:20 close | a 10:40                            2  2  # 40 minutes between views
"""

# The same form; what counts is our rule alone.
OURS = """
a 10:00                                                  1
a 10:00 | a 10:29:59.999                                 1
a 10:00 | a 10:30                                        2
a 10:00 | b 10:01                                        2
a 10:00 | a 10:20 | a 10:40 | a 11:00                    1   # it is the last event that counts
a 10:40 | a 10:00 | a 10:20                              1   # in any order
a 10:00 | a 10:00 | a 10:00 login                        1
a 23:50 | a 31T00:10                                     1
a 31T23:50 | a 32T00:10                                  1   # New Year
a 10:00 close                                            0   # a close itself opens no visit
a 10:00 close | a 10:01                                  1
a 10:00 | a 10:05 close | a 10:05:00.001                 2
a 10:00 | a 10:05 closed | a 10:06                       2
a 10:00 | a 10:05 close | a 10:06 close | a 10:07        2
a 10:05 close | a 10:00 | a 10:05                        1   # at the very time of the close: what was closed
a 10:00 | b 10:05 close | a 10:10                        1   # another user closed
a 10:00 | a 10:40 close | a 10:41                        2
a 10:00 | a 10:10 view x                                 1
"""


def cases(text):
    """Return the rows of a table, with the numbers as int."""
    rows = [re.split(r"\s{2,}", line.split("#")[0].strip()) for line in text.splitlines() if line]
    return [[int(cell) if cell.isdigit() else cell for cell in row] for row in rows]


def log(text):
    """Return the events of a case."""
    return pd.DataFrame([event(*words.split()) for words in text.split(" | ")], columns=COLUMNS)


def event(user, at, kind="view", campaign=""):
    day, _, clock = at.rpartition("T")
    local = pd.Timestamp("2021-12-01", tz="Europe/Oslo") + pd.Timedelta(days=int(day or 30) - 1)
    return user, local + pd.Timedelta(clock if clock.count(":") == 2 else f"{clock}:00"), kind, "/", campaign


def small():
    return pd.read_csv(FOLDER / "small.csv", parse_dates=["time"])


@pytest.mark.parametrize(("rule", "events", "ours", "theirs"), cases(CASES))
def test_a_rule_differs_from_ours_where_it_should(rule, events, ours, theirs):
    found = visits_by_other_rules(log(events))
    assert (found.at["ours", "visits"], found.at[rule, "visits"]) == (ours, theirs)
    assert found.at[rule, "difference_percent"] == pytest.approx(100 * (theirs - ours) / ours)


def test_every_rule_but_ours_has_a_case_in_which_it_differs():
    assert {rule for rule, _, ours, theirs in cases(CASES) if ours != theirs} == {*RULES} - {"ours"}


@pytest.mark.parametrize(("events", "visits"), cases(OURS))
def test_our_rule(events, visits):
    assert visits_by_other_rules(log(events)).at["ours", "visits"] == visits


def test_the_small_log_gives_what_its_readme_works_out():
    row = r"^\| `(\w+)` \| (\d) \| (\d) \| (\d) \| (\d) \|"
    rows = re.findall(row, (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [rule for rule, *_ in rows] == [*RULES]
    events = small()
    users = [visits_by_other_rules(own)["visits"] for _, own in events.groupby("user")]
    found = pd.concat([*users, visits_by_other_rules(events)["visits"]], axis="columns")
    assert found.to_numpy().tolist() == [[int(number) for number in numbers] for _, *numbers in rows]


def test_the_table_has_a_row_for_each_rule_and_the_events_stay_unchanged():
    events = small().iloc[::-1]
    before = events.copy(deep=True)
    found = visits_by_other_rules(events)
    assert (found.index.name, [*found.index], [*found.columns]) == ("rule", [*RULES], ["visits", "difference_percent"])
    assert [str(dtype) for dtype in found.dtypes] == ["int64", "float64"]
    assert found["difference_percent"].tolist() == pytest.approx([0, -20, -20, 20, 20, 20, 20, 20, -20])
    pd.testing.assert_frame_equal(events, before)


def test_a_day_begins_at_midnight_of_the_time_zone():
    events = log("a 00:50 | a 01:10")  # 23:50 and 00:10 in London
    assert visits_by_other_rules(events).at["split_at_midnight", "visits"] == 1
    found = visits_by_other_rules(events, timezone="Europe/London")
    assert found.loc[["split_at_midnight", "each_day_touched"], "visits"].tolist() == [2, 2]


def test_the_doubled_hour_is_two_hours():
    """On 31 October 2021 at 03:00 the clock went back to 02:00."""
    times = pd.to_datetime(["2021-10-31T02:15+02:00", "2021-10-31T02:15+01:00"], utc=True)
    events = pd.DataFrame({"user": "a", "time": times, "kind": "view", "page": "/", "campaign": None})
    found = visits_by_other_rules(events)["visits"]
    assert set(found) == {2}


@pytest.mark.parametrize("nothing", ["", None, float("nan")])
def test_a_missing_campaign_may_be_written_in_any_way(nothing):
    events = log("a 10:00 view x | a 10:10 | a 10:20 view x")
    events["campaign"] = ["x", nothing, "x"]
    assert visits_by_other_rules(events).at["new_campaign", "visits"] == 1
    events["campaign"] = nothing
    assert visits_by_other_rules(events).at["new_campaign", "visits"] == 1


@pytest.mark.parametrize("events", [log("a 10:00").iloc[:0], log("a 10:00 close")], ids=["no event", "only a close"])
def test_without_visits_there_is_no_difference(events):
    found = visits_by_other_rules(events)
    assert found["visits"].eq(0).all()
    assert found["difference_percent"].isna().all()


def test_an_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="kind: 'click', 'heartbeat'; allowed: view, login, close, closed"):
        visits_by_other_rules(log("a 10:00 heartbeat | a 10:01 click | a 10:02 view"))


def test_times_without_a_zone_are_an_error():
    events = log("a 10:00")
    events["time"] = events["time"].dt.tz_localize(None)
    with pytest.raises(TypeError):
        visits_by_other_rules(events)


# Times at and around the bounds that decide, on two days.
minutes = st.sampled_from([0, 1, 29, 30, 31, 59, 60, 90, 600, 630])
milliseconds = st.sampled_from([-1, 0, 0, 0, 1, 30_000, 59_999])
moments = st.builds(
    lambda minute, millisecond: (
        datetime(2021, 12, 31, 22, tzinfo=UTC) + timedelta(minutes=minute, milliseconds=millisecond)
    ),
    minutes,
    milliseconds,
)
logs = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        moments,
        st.sampled_from(["view", "view", "login", "close"]),
        st.sampled_from(["/", "/resepter"]),
        st.sampled_from(["", "", "x", "y"]),
    ),
    min_size=1,
    max_size=12,
).map(lambda rows: pd.DataFrame(rows, columns=COLUMNS))


def slow(events):
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    rows = events[["user", "time", "kind", "page"]].itertuples(index=False)
    return len(slow_visits([(user, (at - epoch) // timedelta(microseconds=1), *rest) for user, at, *rest in rows]))


@given(logs)
def test_our_rule_counts_as_a_slow_loop_does_and_each_other_only_adds_or_only_takes_away_visits(events):
    visits = visits_by_other_rules(events)["visits"]
    assert visits["ours"] == slow(events)
    assert visits["closes_ignored"] == slow(events[events["kind"] != "close"])
    for fewer in ("more_than_30_minutes", "minutes_truncated", "closes_ignored"):
        assert visits[fewer] <= visits["ours"]
    for more in ("split_at_midnight", "new_campaign", "thirty_minutes_from_first"):
        assert visits[more] >= visits["ours"]
    assert visits["each_day_touched"] == visits["split_at_midnight"]
    assert visits["minutes_truncated"] <= visits["more_than_30_minutes"]


def test_our_rule_counts_the_sample_as_the_sql_does():
    sample, mapping = FOLDER / "sample.csv.gz", FOLDER / "events.toml"
    counts = ht.count_events(sample, mapping, persons=False).set_index(["metric", "period"])["value"]
    events = pd.read_csv(sample, parse_dates=["time"])
    assert visits_by_other_rules(events).at["ours", "visits"] == counts["visits", "2021"] + counts["visits", "2022"]
