"""How many visits the same events would be by the rules of others.

Every rule is ours but for one thing, so that a difference has one reason. The functions are short and slow: they are
for a log that fits into memory, and for a reader who wants to see what a rule is. Where a rule is that of a product,
its documentation is named; the other rules are what is easily written where a visit is meant.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from helsetrend.events.visits import INACTIVITY_US

HALF_AN_HOUR = pd.Timedelta(microseconds=INACTIVITY_US)
CLOSES = ("close", "closed")
KINDS = ("view", "login", *CLOSES)

Rule = Callable[[pd.DataFrame], int]


def visits_by_other_rules(events: pd.DataFrame, *, timezone: str = "Europe/Oslo") -> pd.DataFrame:
    """The number of visits by each rule of `RULES`, and how much that is more or less than by ours.

    `events` has a row an event, in any order: user, time (with its zone), kind (`KINDS`), page, campaign (empty or
    missing where there is none). Gives a row a rule (index `rule`): visits, difference_percent (missing where ours
    gives no visits). `timezone` says when a day begins. Raises ValueError where a kind is not of `KINDS`, TypeError
    where times have no zone.
    """
    ordered = _ordered(events, timezone)
    visits = [rule(ordered) for rule in RULES.values()]
    table = pd.DataFrame({"visits": visits}, index=pd.Index(list(RULES), name="rule"), dtype="int64")
    table["difference_percent"] = 100 * (table["visits"] / table.at["ours", "visits"] - 1)
    return table


def _ordered(events: pd.DataFrame, timezone: str) -> pd.DataFrame:
    """The events of each user in the order of time, identical ones once, with `day` and `is_close`.

    What happened at the very time of a close stands before it: it belongs to the visit that was closed.
    """
    if unknown := set(events["kind"]) - set(KINDS):
        raise ValueError(f"kind: {', '.join(sorted(map(repr, unknown)))}; allowed: {', '.join(KINDS)}")
    once = events.drop_duplicates(["user", "time", "kind", "page", "campaign"])
    return once.assign(
        time=once["time"].dt.tz_convert("UTC"),
        day=once["time"].dt.tz_convert(timezone).dt.date,
        campaign=once["campaign"].astype(object).where(once["campaign"].notna(), ""),
        is_close=once["kind"].isin(CLOSES),
    ).sort_values(["user", "time", "is_close"], ignore_index=True)


def _is_first(events: pd.DataFrame) -> pd.Series:
    """Whether an event is its user's first, or the first after a close."""
    return events["user"].ne(events["user"].shift()) | events["is_close"].shift(fill_value=False)


def _starts(events: pd.DataFrame) -> pd.Series:
    """Whether an event starts a new visit by our rule."""
    return _is_first(events) | events["time"].diff().ge(HALF_AN_HOUR)


def _count(events: pd.DataFrame, starts: pd.Series) -> int:
    """The number of starts; a close itself opens no visit."""
    return int((starts & ~events["is_close"]).sum())


def _ours(events: pd.DataFrame) -> int:
    """A new visit with a user's first event, with one 30 minutes or more after the last, and after a close."""
    return _count(events, _starts(events))


def _more_than_30_minutes(events: pd.DataFrame) -> int:
    """At exactly 30:00 the visit goes on.

    So it is written in Matomo's "How is a 'Visit' defined in Matomo?" (https://matomo.org/faq/general/faq_36/: "more
    than 30 minutes after their last tracked interaction") and computed, in seconds, in the dbt package of dbt-labs for
    Segment (https://github.com/dbt-labs/segment, segment_web_page_views__sessionized.sql).
    """
    return _count(events, _is_first(events) | events["time"].diff().gt(HALF_AN_HOUR))


def _minutes_truncated(events: pd.DataFrame) -> int:
    """Times are cut to whole minutes, and a difference of more than 30 starts a new visit.

    This is what `datediff(minute, …) > 30` gives where DATEDIFF counts the minutes that begin between two times, as in
    Amazon Redshift (https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html). The shortest pause that
    ends a visit is then between a little more than 30:00 and 31:00, by the second at which it began.
    """
    return _count(events, _is_first(events) | events["time"].dt.floor("min").diff().gt(HALF_AN_HOUR))


def _split_at_midnight(events: pd.DataFrame) -> int:
    """A new visit also with the first event of a day.

    By its documentation Matomo does so, in the time zone of the website (https://matomo.org/faq/general/faq_36/), and
    so did Google's Universal Analytics (https://support.google.com/analytics/answer/2731565).
    """
    return _count(events, _starts(events) | events["day"].ne(events["day"].shift()))


def _new_campaign(events: pd.DataFrame) -> int:
    """A new visit also where the user comes by another campaign than last; an event without one changes nothing.

    Google's Universal Analytics did so ("Campaign change", https://support.google.com/analytics/answer/2731565), and
    Matomo does (https://matomo.org/faq/general/faq_36/).
    """
    given = events["campaign"].where(events["campaign"].ne(""))
    campaign = given.groupby(events["user"]).ffill().fillna("")
    return _count(events, _starts(events) | campaign.ne(campaign.shift()))


def _each_day_touched(events: pd.DataFrame) -> int:
    """Our visits, each counted on every day on which it had an event, and the days added up.

    Adobe Analytics reports a visit "in each time period in which activity occurred"
    (https://marketing.adobe.com/resources/help/en_US/reference/metrics_visit.html), so that days do not add up to their
    month. The sum of days is always that of `split_at_midnight`: nothing but midnight parts a visit into days.
    """
    days = events.assign(visit=_starts(events).cumsum())[~events["is_close"]]
    return len(days.drop_duplicates(["visit", "day"]))


def _thirty_minutes_from_first(events: pd.DataFrame) -> int:
    """A visit lasts 30 minutes from its first event, whatever comes after it."""
    visits, user, until = 0, None, None
    for event in events.itertuples():
        if event.is_close:
            until = None
        elif until is None or event.user != user or event.time >= until:
            visits, user, until = visits + 1, event.user, event.time + HALF_AN_HOUR
    return visits


def _fixed_half_hours(events: pd.DataFrame) -> int:
    """A visit is a user in a half hour of the clock, from :00 or :30 on; closes say nothing."""
    shown = events[~events["is_close"]]
    return len(shown.assign(half_hour=shown["time"].dt.floor(HALF_AN_HOUR)).drop_duplicates(["user", "half_hour"]))


def _closes_ignored(events: pd.DataFrame) -> int:
    """Our rule for a log that does not say when the page was closed."""
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
"""Each rule by its identifier, ours first."""
