"""The place of a service among the services."""

from spec.answers import reasons
from spec.definition import Definition, Example
from spec.given import known
from spec.measured import series

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.vintage.comparison import ranking

PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def places(given, name, period):
    """Return the best and the worst place that a service can have."""
    metric, service = series(name)
    ranks = {rank.observation.service: rank for rank in ranking(known(given), metric, int(period))}
    if service not in ranks:
        return "not ranked", "not ranked"
    return tuple("not known" if end is None else str(end) for end in (ranks[service].best, ranks[service].worst))


def verdict(given, name, period, said):
    """Return the verdict on a claimed place, and the reason if it cannot be checked."""
    claim = {"kind": "rank", "series": name, "to": period, "said": f"{said} (taken as {PLACES[said]})"}
    (checked,) = check_claims(known(given, claims=[claim]))
    return checked.verdict.replace("_", " "), reasons(checked.reasons)


ROUNDED = """
series  | 2021         | 2022
letters | 40 million   | 40 million
calls   | 15.9 million | 39.0 million
forms   | 16 million   | 38 million
chats   | –            | 12 million
"""

EXACT = """
series  | 2022
letters | 1 494
calls   | 1 494
forms   | 905
chats   | 904
"""

ONE_MISSING = """
series  | 2022
letters | 40 million
calls   | 15.9 million
forms   | 16 million
"""

NOT_ALL_LISTED = """
series      | 2020         | 2021       | 2022
messages    | 15.9 million | 40 million | 40 million
certificate | –            | –          | 3 million
"""

ALL_COUNTED = Example(
    lead="All services are listed and have a figure; chats were launched in 2022 (invented).",
    given=ROUNDED,
    table="""
service | year || at best    | at worst
letters | 2021 || 1          | 1
calls   | 2021 || 2          | 3
forms   | 2021 || 2          | 3
chats   | 2021 || not ranked | not ranked
letters | 2022 || 1          | 1
calls   | 2022 || 2          | 2
forms   | 2022 || 3          | 3
chats   | 2022 || 4          | 4
""",
    call=places,
    working="""
15.9 is 15.85 to 15.95 and 16 is 15.5 to 16.5: either can be the larger. 40 is 39.5 to 40.5, 39.0 is 38.95 to 39.05,
38 is 37.5 to 38.5.
""",
)

TOUCHING = Example(
    lead="Ranges that only touch, and ranges that overlap (invented).",
    given="""
series  | 2020       | 2021
letters | 40 million | 40 million
calls   | 39 million | 39.6 million
forms   | 12 million | over 39.5 million
""",
    table="""
service | year || at best | at worst
letters | 2020 || 1       | 1
calls   | 2020 || 1       | 2
forms   | 2020 || 3       | 3
letters | 2021 || 1       | 3
calls   | 2021 || 1       | 3
forms   | 2021 || 1       | 3
""",
    call=places,
    working="""
40 is 39.5 to 40.5 and 39 is 38.5 to 39.5: there are at most as many calls as letters, and if the numbers are equal,
both are first. In 2021 calls are 39.55 to 39.65 and forms 39.5 to 39.6.
""",
)

EQUAL = Example(
    lead="Exact counts, two of them equal (invented).",
    given=EXACT,
    table="""
service | year || at best | at worst
letters | 2022 || 1       | 1
calls   | 2022 || 1       | 1
forms   | 2022 || 3       | 3
chats   | 2022 || 4       | 4
""",
    call=places,
)

UNCOUNTED = Example(
    lead="All services are listed, but chats have no figure (invented).",
    given=ONE_MISSING,
    table="""
service | year || at best   | at worst
letters | 2022 || 1         | not known
calls   | 2022 || 2         | not known
forms   | 2022 || 2         | not known
chats   | 2022 || not known | not known
""",
    call=places,
)

UNLISTED = Example(
    lead="Not all services are listed. The messages of 2020 and 2021 are from the sources.",
    given=NOT_ALL_LISTED,
    table="""
service     | year || at best   | at worst
messages    | 2020 || 1         | not known
messages    | 2021 || 1         | not known
certificate | 2021 || not known | not known
messages    | 2022 || 1         | not known
certificate | 2022 || 2         | not known
""",
    call=places,
)

CLAIMS = Example(
    lead="A claimed place, compared with the first of these tables.",
    given=ROUNDED,
    table="""
service | year | said   || verdict           | reason
letters | 2021 | first  || agrees            | –
letters | 2021 | second || contradicts       | –
calls   | 2021 | second || cannot be checked | the figures for the services in 2021 overlap within their rounding
calls   | 2021 | third  || cannot be checked | the figures for the services in 2021 overlap within their rounding
calls   | 2021 | first  || contradicts       | –
calls   | 2021 | fourth || contradicts       | –
chats   | 2021 | fourth || cannot be checked | 2021 is before the start in 2022
chats   | 2022 | fourth || agrees            | –
""",
    call=verdict,
)

CLAIMS_UNLISTED = Example(
    lead="The same where not all services are listed. The first two claims are made in the sources.",
    given=NOT_ALL_LISTED,
    table="""
service     | year | said  || verdict           | reason
messages    | 2021 | first || cannot be checked | not every service has a published figure for 2021, so the rank cannot
            |      |       ||                   | be established
certificate | 2021 | third || cannot be checked | the figure for 2021 is not published
certificate | 2022 | third || cannot be checked | not every service has a published figure for 2022, so the rank cannot
            |      |       ||                   | be established
certificate | 2022 | first || contradicts       | –
""",
    call=verdict,
    working="Messages alone are more than the certificate in 2022, so whatever else there is, it is not first.",
)

DEFINITION = Definition(
    title="The place of a service",
    rule="""
The best place of a service is one more than the number of services that are certainly larger, which means that their
whole range is above its whole range. Its worst place is one more than the number of services that may be larger. If
ranges only touch, it is clear which service is larger, and equal services share the better place. The worst place is
known only if all services of the portal are listed and each has a figure; a service that is not launched by then does
not count. A claimed place agrees if it is the only possible one, contradicts if it is impossible, and cannot be
checked otherwise.
""",
    origin="That equal counts share the better place is the usual way of ranking; the bounds are this program's own.",
    examples=(ALL_COUNTED, TOUCHING, EQUAL, UNCOUNTED, UNLISTED, CLAIMS, CLAIMS_UNLISTED),
)
