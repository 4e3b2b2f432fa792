"""How many visits the same events would be by other rules.

Each rule differs from ours in one thing only, so that a difference in the numbers has one reason. The functions are
short and slow: they are for a log that fits into memory, and for a reader who wants to see what a rule is. Where a
product has the rule, its documentation is cited; the other rules are easy mistakes in a definition of a visit.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from helsetrend.errors import check_table
from helsetrend.events.visits import PAGE
from helsetrend.public import public

HALF_AN_HOUR = pd.Timedelta(microseconds=PAGE.inactivity_us)
CLOSES = ("close", "closed")
KNOWN_KINDS = ("view", "login", *CLOSES)

Rule = Callable[[pd.DataFrame], int]


@public
def visits_by_other_rules(events: pd.DataFrame, *, timezone: str = "Europe/Oslo") -> pd.DataFrame:
    """Return the number of visits by each rule of `RULES`, and the difference from ours in percent.

    `events` has a row for each event, in any order: user, time (with a time zone), kind (one of `KNOWN_KINDS`), page,
    campaign (empty or missing where there is none). The result has a row for each rule (index `rule`): visits,
    difference_percent (missing where our rule counts no visit). Days begin at midnight in `timezone`. Raises ValueError
    where a kind is unknown, TypeError where times have no zone.
    """
    check_table(events, ["user", "time", "kind", "page", "campaign"], call="a table of events, as from read_parquet")
    ordered = _ordered(events, timezone)
    visits = [rule(ordered) for rule in RULES.values()]
    table = pd.DataFrame({"visits": visits}, index=pd.Index(list(RULES), name="rule"), dtype="int64")
    table["difference_percent"] = 100 * (table["visits"] / table.at["ours", "visits"] - 1)
    return table


def _ordered(events: pd.DataFrame, timezone: str) -> pd.DataFrame:
    """Return the events by user and time, identical ones once, with the columns `day` and `is_close`.

    An event at exactly the time of a close comes before it, as it belongs to the visit that is closed.
    """
    if unknown := set(events["kind"]) - set(KNOWN_KINDS):
        raise ValueError(f"kind: {', '.join(sorted(map(repr, unknown)))}; allowed: {', '.join(KNOWN_KINDS)}")
    once = events.drop_duplicates(["user", "time", "kind", "page", "campaign"])
    return once.assign(
        time=once["time"].dt.tz_convert("UTC"),
        day=once["time"].dt.tz_convert(timezone).dt.date,
        campaign=once["campaign"].astype(object).where(once["campaign"].notna(), ""),
        is_close=once["kind"].isin(CLOSES),
    ).sort_values(["user", "time", "is_close"], ignore_index=True)


def _is_first(events: pd.DataFrame) -> pd.Series:
    """Return whether an event is its user's first, or the first after a close."""
    return events["user"].ne(events["user"].shift()) | events["is_close"].shift(fill_value=False)


def _starts(events: pd.DataFrame) -> pd.Series:
    """Return whether an event starts a new visit by our rule."""
    return _is_first(events) | events["time"].diff().ge(HALF_AN_HOUR)


def _count(events: pd.DataFrame, starts: pd.Series) -> int:
    """Return the number of starts; a close opens no visit."""
    return int((starts & ~events["is_close"]).sum())


def _ours(events: pd.DataFrame) -> int:
    """Start a visit with a user's first event, with one 30 minutes or more after the last, and after a close."""
    return _count(events, _starts(events))


def _more_than_30_minutes(events: pd.DataFrame) -> int:
    """Continue the visit at exactly 30:00.

    This is the rule in Matomo's "How is a 'Visit' defined in Matomo?" (https://matomo.org/faq/general/faq_36/: "more
    than 30 minutes after their last tracked interaction") and computed, in seconds, in the dbt package of dbt-labs for
    Segment (https://github.com/dbt-labs/segment, segment_web_page_views__sessionized.sql).
    """
    return _count(events, _is_first(events) | events["time"].diff().gt(HALF_AN_HOUR))


def _minutes_truncated(events: pd.DataFrame) -> int:
    """Truncate times to whole minutes, and start a visit after a difference of more than 30.

    This is what `datediff(minute, …) > 30` gives where DATEDIFF counts the minutes that begin between two times, as in
    Amazon Redshift (https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html). The shortest pause that
    ends a visit is then between a little more than 30:00 and 31:00, by the second at which it began.
    """
    return _count(events, _is_first(events) | events["time"].dt.floor("min").diff().gt(HALF_AN_HOUR))


def _split_at_midnight(events: pd.DataFrame) -> int:
    """Start a visit also with the first event of a day.

    By its documentation Matomo does so, in the time zone of the website (https://matomo.org/faq/general/faq_36/), and
    so did Google's Universal Analytics (https://support.google.com/analytics/answer/2731565).
    """
    return _count(events, _starts(events) | events["day"].ne(events["day"].shift()))


def _new_campaign(events: pd.DataFrame) -> int:
    """Start a visit also where the campaign is another than the last; an event without one changes nothing.

    Google's Universal Analytics did so ("Campaign change", https://support.google.com/analytics/answer/2731565), and
    Matomo does (https://matomo.org/faq/general/faq_36/).
    """
    given = events["campaign"].where(events["campaign"].ne(""))
    campaign = given.groupby(events["user"]).ffill().fillna("")
    return _count(events, _starts(events) | campaign.ne(campaign.shift()))


def _each_day_touched(events: pd.DataFrame) -> int:
    """Count our visits on every day on which they had an event, and add up the days.

    Adobe Analytics reports a visit "in each time period in which activity occurred"
    (https://marketing.adobe.com/resources/help/en_US/reference/metrics_visit.html), so that days do not add up to their
    month. The sum of days is always that of `split_at_midnight`: nothing but midnight parts a visit into days.
    """
    days = events.assign(visit=_starts(events).cumsum())[~events["is_close"]]
    return len(days.drop_duplicates(["visit", "day"]))


def _thirty_minutes_from_first(events: pd.DataFrame) -> int:
    """End a visit 30 minutes after its first event, whatever comes after it."""
    visits, user, until = 0, None, None
    for event in events.itertuples():
        if event.is_close:
            until = None
        elif until is None or event.user != user or event.time >= until:
            visits, user, until = visits + 1, event.user, event.time + HALF_AN_HOUR
    return visits


def _fixed_half_hours(events: pd.DataFrame) -> int:
    """Count a visit for each user in each half hour of the clock, from :00 or :30; closes are ignored."""
    shown = events[~events["is_close"]]
    return len(shown.assign(half_hour=shown["time"].dt.floor(HALF_AN_HOUR)).drop_duplicates(["user", "half_hour"]))


def _closes_ignored(events: pd.DataFrame) -> int:
    """Apply our rule to a log that does not record when the page was closed."""
    return _ours(events[~events["is_close"]])


RULES: Mapping[str, Rule] = {
    "ours": _ours,
    "more_than_30_minutes": _more_than_30_minutes,
    "minutes_truncated": _minutes_truncated,
    "split_at_midnight": _split_at_midnight,
    "new_campaign": _new_campaign,
    "each_day_touched": _each_day_touched,
    "thirty_minutes_from_first": _thirty_minutes_from_first,
    "fixed_half_hours": _fixed_half_hours,
    "closes_ignored": _closes_ignored,
}
"""The rules by name, ours first."""
