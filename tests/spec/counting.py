"""What is counted from event logs."""

from datetime import datetime, timedelta

from spec.answers import whole
from spec.definition import Definition, Example
from spec.given import listed
from spec.logs import count_files, count_of, count_views, value


def visits(events):
    return (value(count_of(events), "visits"),)


def visits_of_days(events):
    table = count_of(events)
    days = table[table["metric"].eq("visits") & table["period"].str.len().eq(10) & table["value"].gt(0)]
    return ("; ".join(f"{day}: {count}" for day, count in zip(days["period"], days["value"], strict=True)),)


def visits_of_many(number, seconds):
    table = count_views(int(number.replace(" ", "")), int(seconds.replace(" ", "")))
    return (whole(sum(table.loc[table["metric"].eq("visits") & table["period"].str.len().eq(4), "value"])),)


def all_of(events):
    """Visits, logins, visits to messages and to travel, persons."""
    table = count_of(events)
    numbers = [value(table, metric) for metric in ("visits", "logins")]
    numbers += [value(table, "service_visits", service=service) for service in ("messages", "travel")]
    return *(number.replace("none", "") for number in numbers), value(table, "persons")


def persons(events):
    table = count_of(events)
    return tuple(value(table, "persons", period).replace("none", "") for period in ("2021-03", "2021-05", "2021"))


def hourly(day):
    """The visits of a user with a view at every full hour of three days, by UTC, on the day between."""
    before = datetime.fromisoformat(day) - timedelta(days=1)
    views = [f"{before + timedelta(hours=hour):%Y-%m-%d %H:%M}+00:00" for hour in range(72)]
    return (value(count_of("; ".join(views)), "visits", day),)


def of_files(*cells):
    """Of files named after 1, 2 and 3 March: how many days of the month are covered, and its visits."""
    files = {
        f"events-2021-03-0{number}.csv": listed(cell.replace("no event", ""))
        for number, cell in enumerate(cells, start=1)
        if cell
    }
    table = count_files(dict(reversed(files.items())))
    days = table.loc[table["metric"].eq("visits") & table["period"].eq("2021-03"), "days_counted"].item()
    return f"{days} of 31", *(value(table, "visits", period) for period in ("2021-03-01", "2021-03"))


INACTIVITY = Example(
    lead="""
The events of one user, all of them views. In this and the next tables an event is written with its user (A where none
is named), its day (15 June 2021), the time on the clock, and what it was: a view of no service, unless a service, a
login or a close is named.
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
10:00; 10:20; 10:40; 11:00; 11:20 || 1
10:00; 10:29; 10:59               || 2
10:59; 10:00; 10:29               || 2
10:00; 10:00; 10:00               || 1
""",
    call=visits,
    working="""
From 10:00:59 to 10:30:00 are 29 minutes and a second, though the minutes on the clock are 30 apart. Five views with 20
minutes between them are one visit of 80 minutes. From 10:29 to 10:59 are 30 minutes, whatever the order of the rows.
""",
)

MANY = Example(
    lead="Many views of one user, all equally far apart.",
    table="""
views     | seconds between two || visits
1 000 000 | 1                   || 1
1 000     | 1 799               || 1
1 000     | 1 800               || 1 000
""",
    call=visits_of_many,
)

CLOSES = Example(
    lead="The events of one user, where the log says that the page was closed.",
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
""",
    call=visits,
    working="""
A close after 30 minutes comes when the visit has ended, and opens none. The last row is of two users: that B closed a
page is nothing to A, and B, who did nothing else, has no visit.
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
On 28 March 2021 the clock goes from 02:00 to 03:00, so 01:45 and 03:10 are 25 minutes apart. On 31 October it shows the
hour from 02:00 twice, first at +02:00, then at +01:00; a time in it without a zone is taken for the first.
""",
)

HOURS = Example(
    lead="A view at every full hour, and so a visit an hour.",
    table="""
day        || visits
2021-03-27 || 24
2021-03-28 || 23
2021-10-30 || 24
2021-10-31 || 25
""",
    call=hourly,
    working="The clocks changed in the nights to 28 March and 31 October 2021.",
)

OTHERS = Example(
    lead="Everything that is counted of some events, in the year.",
    table="""
events                                             || visits | logins | messages | travel | persons
10:00; 10:05 login; 10:20 login                    || 1      | 2      | –        | –      | 1
10:00 login; 10:00 login                           || 1      | 1      | –        | –      | 1
10:00 messages; 10:00 messages                     || 1      | 0      | 1        | –      | 1
10:00 messages; 10:00 travel                       || 1      | 0      | 1        | 1      | 1
10:00 messages; 10:05 messages; 10:10 travel       || 1      | 0      | 1        | 1      | 1
10:00 messages; 10:30 messages                     || 2      | 0      | 2        | –      | 1
A 10:00 messages; B 10:00 travel; C 10:00          || 3      | 0      | 1        | 1      | 3
A 10:00; B 10:00 close                             || 1      | 0      | –        | –      | 1
10:00 messages; 10:10 close; 10:10 travel; 10:11   || 2      | 0      | 1        | 1      | 1
""",
    call=all_of,
    working="Identical events count once; two that differ in their service are two, in one visit.",
)

PERSONS = Example(
    lead="The persons of two months and of the year.",
    table="""
events                                                     || March | May | year
A 2021-03-01 10:00; A 2021-05-01 10:00                     || 1     | 1   | 1
A 2021-03-01 10:00; B 2021-03-02 10:00; B 2021-05-01 10:00 || 2     | 1   | 2
A 2021-03-01 10:00; B 2021-05-01 10:00                     || 1     | 1   | 2
""",
    call=persons,
)

COVERED = Example(
    lead="A log of files that are named after their days, given with the last one first.",
    table="""
of 1 March                | of 2 March | of 3 March                           || days of March | 1 March | March
2021-03-01 10:00          | no event   | 2021-03-03 10:00                     || 3 of 31       | 1       | 2
2021-03-01 10:00          | –          | 2021-03-03 10:00                     || 2 of 31       | 1       | 2
2021-03-01 10:00          | –          | 2021-03-03 10:00; B 2021-03-01 10:00 || 2 of 31       | 2       | 3
2021-03-01 10:00          | –          | 2021-03-03 10:00; 2021-03-01 10:00   || 2 of 31       | 1       | 2
2021-03-01 10:00          | –          | 2021-03-03 10:00; 2021-03-01 10:20   || 2 of 31       | 1       | 2
""",
    call=of_files,
    working="""
A file without an event says that its day is empty; a day without a file is not covered. What comes in the file of
another day counts where it belongs: as one more visit, as an identical event, or within the visit of 10:00.
""",
)

DEFINITION = Definition(
    title="Visits, logins and persons from event logs",
    rule="""
A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same user's
last one, or after the page was closed. Gaps are compared as they are, to the microsecond. A close alone opens no
visit, and what happened at the very time of a close belongs to the visit that it closes. Neither midnight nor the end
of a month or year ends a visit: it counts on the day on which it started, by the clock in Oslo.

Each login counts, however many in one visit, on its own day. A visit counts once for each service that it touched.
Persons are the distinct users with a view or a login in a month or in a year, and never add up. Identical events, of
the same user, time, kind and service, count once. A month or a year of which the log covers not every day is part of
one.
""",
    origin="""
What a visit and a login are is the page's own definition, which says that a visit ends when the page is closed or the
user has been inactive for 30 minutes. That it has ended at exactly 30 minutes, what a close alone is, and to which day
a visit belongs are decisions of this program.
""",
    examples=(INACTIVITY, MANY, CLOSES, DAYS, HOURS, OTHERS, PERSONS, COVERED),
)
