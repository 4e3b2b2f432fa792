"""Metrics and services that ended."""

from spec.answers import reasons
from spec.definition import Definition, Example
from spec.given import known

from helsetrend.analysis.vintage.comparison import NotComparable, compare, ranking
from helsetrend.values.period import Period

GIVEN = """
series | 2018      | 2019      | 2021      | 2022      | 2023      | 2024
fax    |           | 300       | 500       | 400       | 100       |
post   | 1 000 000 | 1 000 000 | 1 000 000 | 1 000 000 | 1 000 000 | 1 000 000
"""


def told(given, period):
    """Return what is said of the service in a period: why there is no figure, or only one of a part of it."""
    observation = known(given).observe("old_services", Period.parse(period), "fax")
    return (reasons([reason for reason in (observation.gap, observation.part) if reason]),)


def compared(given, old, new):
    """Return why two years of the service are not compared, if they are not."""
    found = compare(known(given), "old_services", int(old), int(new), "fax")
    return (reasons(found.reasons) if isinstance(found, NotComparable) else "compared",)


def places(given, year):
    """Return the services that have a place in a year, and whether each is certain."""
    ranked = ranking(known(given), "old_services", int(year))
    return ", ".join(place.observation.service for place in ranked), "yes" if all(p.worst for p in ranked) else "no"


PERIODS = Example(
    lead="What is said about letters by fax, which began in March 2019 and ended in May 2023 (invented).",
    given=GIVEN,
    table="""
period  || what is said
2018    || 2018 is before the start in March 2019
2019    || 2019 is covered only in part, because what is measured began in March 2019
2020    || the figure for 2020 is not published
2022    || –
2023    || 2023 is covered only in part, because what is measured ended in May 2023
2023-05 || the figure for May 2023 is not published
2023-06 || June 2023 is after the end in May 2023
2024    || 2024 is after the end in May 2023
""",
    call=told,
)

CHANGES = Example(
    lead="Whether two of its years are compared.",
    given=GIVEN,
    table="""
from | to   || answer
2021 | 2022 || compared
2022 | 2023 || 2023 is covered only in part, because what is measured ended in May 2023
2023 | 2024 || 2024 is after the end in May 2023; 2023 is covered only in part, because what is measured ended in May 2023
""",
    call=compared,
)

RANKS = Example(
    lead="Which of the two services have a place in a year, and whether all places are certain.",
    given=GIVEN,
    table="""
year || services  | certain
2018 || post      | yes
2022 || post, fax | yes
2024 || post      | yes
""",
    call=places,
)

DEFINITION = Definition(
    title="What has ended",
    rule="""
A metric or a service can have an end in `metrics.toml`: `ended = "2023-05"`. In a period that begins after the end
there is no figure, and none is missing: it *ended*, which is said in place of "not published", and it has no place
among the services and no part in a sum of all of them. The period in which it ended is covered only in part, unless the
period and the end have the same last day, and is not compared with whole ones. A published figure for a period after
the end is a fault of the data. The end of a metric is the end of its services.
""",
    origin="The counterpart of `launched`. A service that is gone is not one whose figures are unpublished.",
    examples=(PERIODS, CHANGES, RANKS),
)
