"""Visits counted from event logs."""

from datetime import datetime, timedelta

from spec.answers import number, whole
from spec.definition import Definition, Example
from spec.given import listed
from spec.logs import count_of, count_views, lengths_of, value


def visits(events):
    return (value(count_of(events), "visits"),)


def visits_of_days(events):
    table = count_of(events)
    days = table[table["metric"].eq("visits") & table["period"].str.len().eq(10) & table["value"].gt(0)]
    return ("; ".join(f"{day}: {count}" for day, count in zip(days["period"], days["value"], strict=True)),)


def visits_of_many(views, seconds):
    table = count_views(int(views.replace(" ", "")), int(seconds.replace(" ", "")))
    return (whole(sum(table.loc[table["metric"].eq("visits") & table["period"].str.len().eq(4), "value"])),)


def visits_of_midnights(events):
    """Count the visits of a user with the same events around each midnight at the end of a day of March 2021."""
    days = [datetime(2021, 3, 1) + timedelta(days=number) for number in range(31)]
    logged = [f"{day + timedelta(days=event < '12'):%Y-%m-%d} {event}" for day in days for event in listed(events)]
    table = count_of("; ".join(logged))
    return tuple(value(table, "visits", period) for period in ("2021-03-01", "2021-03", "2021-04"))


def lengths(events):
    """Return the number of visits, their mean number of events, and the median and 99th percentile in seconds."""
    year = lengths_of(events)
    seconds = (whole(int(year[name])) for name in ("p50_seconds", "p99_seconds"))
    return whole(int(year["visits"])), number(float(year["events_per_visit"])), *seconds


def hourly(day):
    """Count the visits on a day of a user with a view at every full hour (UTC) of three days around it."""
    before = datetime.fromisoformat(day) - timedelta(days=1)
    views = [f"{before + timedelta(hours=hour):%Y-%m-%d %H:%M}+00:00" for hour in range(72)]
    return (value(count_of("; ".join(views)), "visits", day),)


INACTIVITY = Example(
    lead="""
The events of one user, all of them views. In this table and the next ones an event is written with its user (A if
none is named), its day (15 June 2021 if none is given), the time on the clock, and what it was: a view without a
service, unless a service, a login or a close is named.
""",
    table="""
events                            || visits
10:00                             || 1
10:00; 10:29:59.999               || 1
10:00; 10:29:59.999999            || 1
10:00; 10:30                      || 2
10:00; 10:30:00.000001            || 2
10:00:59; 10:30:00                || 1
10:00:00; 10:30:59                || 2
10:10; 10:39:59.999999            || 1
10:10; 10:40                      || 2
10:10; 10:40:00.000001            || 2
10:00; 10:20; 10:40; 11:00; 11:20 || 1
10:00; 10:29; 10:59               || 2
10:59; 10:00; 10:29               || 2
10:00; 10:00; 10:00               || 1
""",
    call=visits,
    working="""
From 10:00:59 to 10:30:00 is 29 minutes and one second, although the minutes on the clock are 30 apart. Five views
with 20 minutes between them are one visit of 80 minutes. From 10:29 to 10:59 is 30 minutes, whatever the order of the
rows.
""",
)

MANY = Example(
    lead="Many views of one user at equal intervals.",
    table="""
views     | seconds between two || visits
1 000 000 | 1                   || 1
1 000     | 1 799               || 1
1 000     | 1 800               || 1 000
""",
    call=visits_of_many,
)

CLOSES = Example(
    lead="The events of one user, with closes of the page; in the last rows B is a second user.",
    table="""
events                                  || visits
10:00; 10:10 close                      || 1
10:00; 10:10 close; 10:11               || 2
10:00; 10:10 close; 10:10:00.000001     || 2
10:00; 10:10 close; 10:10               || 1
10:00; 10:10; 10:10 close; 10:10 travel || 1
10:00; 10:10 close; 10:20 close; 10:21  || 2
10:00; 10:40 close                      || 1
10:00; 10:40 close; 10:41               || 2
10:00; 10:20 close; 10:50 close         || 1
10:00; B 10:05 close; 10:10             || 1
10:10; B 10:20 close; 10:35             || 1
10:00; B 10:20; 10:40                   || 3
""",
    call=visits,
    working="""
A close after 30 minutes comes when the visit has already ended, and does not start one. That B closed or viewed a
page does not affect A; a user who only closed a page has no visit.
""",
)

DAYS = Example(
    lead="The visits of each day, by the clock in Oslo.",
    table="""
events                                                     || visits
2021-03-01 23:50; 2021-03-02 00:10                         || 2021-03-01: 1
2021-03-31 23:50; 2021-04-01 00:10; 2021-04-01 00:35       || 2021-03-31: 1
2020-12-31 23:59; 2021-01-01 00:28                         || 2020-12-31: 1
2020-12-31 23:30; 2021-01-01 00:00                         || 2020-12-31: 1; 2021-01-01: 1
2021-06-15 23:30+00:00                                     || 2021-06-16: 1
2021-12-15 23:30+01:00                                     || 2021-12-15: 1
2021-03-28 01:45; 2021-03-28 03:10                         || 2021-03-28: 1
2021-10-31 02:10+02:00; 2021-10-31 02:10+01:00             || 2021-10-31: 2
2021-10-31 02:50+02:00; 2021-10-31 02:05+01:00             || 2021-10-31: 1
2021-10-31 01:50; 2021-10-31 02:10; 2021-10-31 02:05+01:00 || 2021-10-31: 2
""",
    call=visits_of_days,
    working="""
On 28 March 2021 the clock goes from 02:00 to 03:00, so 01:45 and 03:10 are 25 minutes apart. On 31 October it shows
the hour from 02:00 twice, first at +02:00, then at +01:00; a time in that hour without a zone is read as the first.
""",
)

HOURS = Example(
    lead="A view at every full hour, so one visit an hour.",
    table="""
day        || visits
2021-03-27 || 24
2021-03-28 || 23
2021-10-30 || 24
2021-10-31 || 25
""",
    call=hourly,
    working="The clocks changed in the nights before 28 March and 31 October 2021.",
)

MIDNIGHTS = Example(
    lead="The same events around each of the 31 midnights at the end of a day of March 2021.",
    table="""
events                    || 1 March | March | April
23:50; 00:10              || 1       | 31    | 0
23:40; 00:10              || 1       | 61    | 1
23:50; 00:19:59.999999    || 1       | 31    | 0
23:50; 23:55 close; 00:05 || 1       | 61    | 1
23:50; 00:05 close; 00:10 || 1       | 61    | 1
23:50; 00:00 close; 00:00 || 1       | 31    | 0
""",
    call=visits_of_midnights,
    working="""
If the events of a midnight are two visits, the second starts on the next day: on 30 days of March, and on 1 April.
""",
)

LENGTHS = Example(
    lead="""
How long visits last, in whole seconds from the first event to the last or to the close: the length that half of the
visits do not exceed, and the length that 99 percent do not exceed. A close does not count among the events of a
visit.
""",
    table="""
events                                   || visits | events of each | a half | 99 percent
10:00                                    || 1      | 1              | 0      | 0
10:00; 10:00                             || 1      | 1              | 0      | 0
10:00; 10:00:00.999999                   || 1      | 2              | 0      | 0
10:00; 10:00:01                          || 1      | 2              | 1      | 1
10:20; 10:40; 11:00 login                || 1      | 3              | 2 400  | 2 400
10:00; 10:10 close                       || 1      | 1              | 600    | 600
10:00; 10:40 close                       || 1      | 1              | 0      | 0
10:00; 11:00; 11:10                      || 2      | 1.5            | 0      | 600
2021-06-15 23:50; 2021-06-16 00:10       || 1      | 2              | 1 200  | 1 200
2021-10-31 02:50+02:00; 2021-10-31 03:00 || 2      | 1              | 0      | 0
""",
    call=lengths,
    working="""
From 10:20 to 11:00 is 40 minutes. On 31 October 2021 the clock was set back at 03:00, so 02:50 and 03:00 are one hour
and ten minutes apart.
""",
)

DEFINITION = Definition(
    title="Visits from event logs",
    rule="""
A visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
previous one, or after the page was closed. Gaps are compared to the microsecond. A close alone does not start a
visit, and an event at the same time as a close belongs to the visit that the close ends. Identical events, with the
same user, time, kind and service, count once. Neither midnight nor the end of a month or year ends a visit: it counts
on the day on which it started, by the clock in Oslo.
""",
    origin="""
The portal's own definition says that a visit ends when the page is closed or the user has been inactive for 30
minutes. That it has ended at exactly 30 minutes, what a close alone means, and to which day a visit belongs are
decisions of this program.
""",
    examples=(INACTIVITY, MANY, CLOSES, DAYS, HOURS, MIDNIGHTS, LENGTHS),
)
