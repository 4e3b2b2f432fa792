"""Logins, services and persons counted from event logs, and the days that a log covers."""

from spec.definition import Definition, Example
from spec.given import listed
from spec.logs import count_files, count_of, value


def all_of(events):
    """Return visits, logins, visits to messages and to travel, and persons."""
    table = count_of(events)
    numbers = [value(table, metric) for metric in ("visits", "logins")]
    numbers += [value(table, "service_visits", service=service) for service in ("messages", "travel")]
    return *(number.replace("none", "") for number in numbers), value(table, "persons")


def of_period(events, period):
    table = count_of(events)
    numbers = [value(table, metric, period) for metric in ("visits", "logins")]
    numbers += [value(table, "service_visits", period, "travel"), value(table, "persons", period)]
    return tuple(number.replace("none", "") for number in numbers)


def persons(events):
    table = count_of(events)
    return tuple(value(table, "persons", period).replace("none", "") for period in ("2021-03", "2021-05", "2021"))


def of_files(*cells):
    """Count files named after 1, 2 and 3 March: the covered days of the month, the visits of 1 March and of March."""
    files = {
        f"events-2021-03-0{number}.csv": listed(cell.replace("no event", ""))
        for number, cell in enumerate(cells, start=1)
        if cell
    }
    table = count_files(dict(reversed(files.items())))
    days = table.loc[table["metric"].eq("visits") & table["period"].eq("2021-03"), "days_counted"].item()
    return f"{days} of 31", *(value(table, "visits", period) for period in ("2021-03-01", "2021-03"))


OTHERS = Example(
    lead="All counts from some events in the year, written as in the section before.",
    table="""
events                                             || visits | logins | messages | travel | persons
10:00; 10:05 login; 10:20 login                    || 1      | 2      | –        | –      | 1
10:00 login; 10:00 login                           || 1      | 1      | –        | –      | 1
10:00 messages; 10:00 messages                     || 1      | 0      | 1        | –      | 1
10:00 messages; 10:00 travel                       || 1      | 0      | 1        | 1      | 1
10:00 messages; 10:05 messages; 10:10 travel       || 1      | 0      | 1        | 1      | 1
10:20 messages; 10:40 travel; 11:00                || 1      | 0      | 1        | 1      | 1
10:00 messages; 10:30 messages                     || 2      | 0      | 2        | –      | 1
A 10:00 messages; B 10:00 travel; C 10:00          || 3      | 0      | 1        | 1      | 3
A 10:00; B 10:00 close                             || 1      | 0      | –        | –      | 1
10:00 messages; 10:10 close; 10:10 travel; 10:11   || 2      | 0      | 1        | 1      | 1
""",
    call=all_of,
    working="Identical events count once; two that differ in their service are two events in one visit.",
)

OWN_DAYS = Example(
    lead="""
A visit across the end of a month or year: it counts where it started, also for the services that it touched later; a
login counts where it happened, and a person wherever there is a view or a login.
""",
    table="""
events                                          | period  || visits | logins | travel | persons
2021-06-30 23:50; 2021-07-01 00:10 login        | 2021-06 || 1      | 0      | –      | 1
2021-06-30 23:50; 2021-07-01 00:10 login        | 2021-07 || 0      | 1      | –      | 1
2021-06-30 23:50; 2021-07-01 00:10 travel       | 2021-06 || 1      | 0      | 1      | 1
2021-06-30 23:50; 2021-07-01 00:10 travel       | 2021-07 || 0      | 0      | 0      | 1
2020-12-31 23:50 login; 2021-01-01 00:10 travel | 2020    || 1      | 1      | 1      | 1
2020-12-31 23:50 login; 2021-01-01 00:10 travel | 2021    || 0      | 0      | 0      | 1
2020-12-31 23:50; 2021-01-01 00:10 close        | 2021    || 0      | 0      | –      | 0
""",
    call=of_period,
    working="""
A close is an event too: the log covers its day, but nothing counts on it, and it does not make its user a person of
2021.
""",
)

PERSONS = Example(
    lead="Persons of two months and of the year.",
    table="""
events                                                     || March | May | year
A 2021-03-01 10:00; A 2021-05-01 10:00                     || 1     | 1   | 1
A 2021-03-01 10:00; B 2021-03-02 10:00; B 2021-05-01 10:00 || 2     | 1   | 2
A 2021-03-01 10:00; B 2021-05-01 10:00                     || 1     | 1   | 2
""",
    call=persons,
)

COVERED = Example(
    lead="A log of files named after their days, read with the last one first.",
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
A file without rows shows that its day is empty, as the mapping says; a day without a file is not covered. An event in the file of
another day counts on its own day: as one more visit, as an identical event, or within the visit of 10:00.
""",
)

DEFINITION = Definition(
    title="Logins, services, persons and what a log covers",
    rule="""
Each login counts on its own day, however many there are in one visit. A visit counts once for each service that it
touched, on the day on which it started. Persons are the distinct users with a view or a login in a month or a year,
and never add up. Identical events, with the same user, time, kind and service, count once. If the log does not cover
every day of a month or year, its count is for a part of that period.
""",
    origin="""
What a login is comes from the portal's own definition. That a visit counts once for each service, who counts as a
person, and when a day is covered are decisions of this program.
""",
    examples=(OTHERS, OWN_DAYS, PERSONS, COVERED),
)
