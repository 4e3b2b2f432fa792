"""Figures that follow from others."""

from spec.answers import number, whole
from spec.definition import Definition, Example
from spec.given import figure, figures, known, listed

from helsetrend.analysis.reconciliation import reconcile

MET = {True: "yes", False: "no"}


def result(checks):
    """Return the bounds that follow for a stated figure by the only check, and whether they meet it."""
    if not checks:
        return "nothing follows", "", ""
    (check,) = checks
    form = whole if check.following.low >= 10**6 else number
    return form(check.following.low), form(check.following.high), MET[check.is_met]


def of_months(stated, quarters):
    """Check a year against its quarters, in their order, in one publication."""
    rows = [figure(stated)]
    rows += [figure(print_, period=f"2021-Q{place}") for place, print_ in enumerate(listed(quarters), start=1)]
    return result(reconcile(known(rows)))


def of_tilings(stated, quarter, month):
    """Check a year against its quarters, all printed alike, and its months, all printed alike."""
    rows = [figure(stated)]
    rows += [figure(quarter, period=f"2021-Q{place}") for place in range(1, 5)]
    rows += [figure(month, period=f"2021-{place:02}") for place in range(1, 13)]
    checks = [check for check in reconcile(known(rows)) if str(check.stated.period) == "2021"]
    return ("; ".join(f"{number(check.following.low)}: {MET[check.is_met]}" for check in checks),)


def of_services(year, stated, *services):
    names = ("letters", "calls", "forms", "chats")
    rows = [figure(stated, series="all enquiries", period=year)]
    rows += [row for name, cell in zip(names, services, strict=True) for row in figures(cell, series=name, period=year)]
    return result(reconcile(known(rows)))


def of_parts(stated, phones, computers):
    rows = figures(stated, series="devices") + figures(phones, series="phones") + figures(computers, series="computers")
    return result([check for check in reconcile(known(rows)) if check.rule == "parts"])


def of_share(stated, phones, devices):
    rows = figures(stated, series="phone share") + figures(phones, series="phones") + figures(devices, series="devices")
    return result(reconcile(known(rows)))


def of_rate(stated, logins, residents):
    """Check a rate for 2023; the residents are those of 1 January."""
    rows = [figure(stated, series="login rate", period="2023"), figure(logins, series="logins", period="2023")]
    return result(reconcile(known([*rows, *figures(residents, series="residents", period="2023")])))


def of_derived_share(stated, phones, computers):
    rows = figures(stated, series="phone share") + figures(phones, series="phones")
    return result(reconcile(known(rows + figures(computers, series="computers"))))


def of_rest(phones, computers):
    return result(reconcile(known(figures(phones, series="phone share") + figures(computers, series="computer share"))))


def of_mean(period, stated, visits):
    rows = [figure(stated, series="visits a month", period=period), *figures(visits, period=period)]
    return result(reconcile(known(rows)))


def between(mean, year):
    """Check a monthly mean against the year, each with the publication that prints it."""
    checks = reconcile(known(figures(mean, series="visits a month") + figures(year)))
    shown = (f"{check.stated.as_printed}, {check.others[0].as_printed}: {MET[check.is_met]}" for check in checks)
    return ("; ".join(shown),)


MONTHS = Example(
    lead="A year and its quarters, in one publication (invented).",
    table="""
the year            | its quarters                                       || at least        | at most    | meets
12 012              | 3 003; 3 003; 3 003; 3 003                         || 12 012          | 12 012     | yes
12 013              | 3 003; 3 003; 3 003; 3 003                         || 12 012          | 12 012     | no
12 011              | 3 003; 3 003; 3 003; 3 003                         || 12 012          | 12 012     | no
12 thousand         | 3 003; 3 003; 3 003; 3 003                         || 12 012          | 12 012     | yes
12.0 million        | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | yes
12.3 million        | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | yes
12.4 million        | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | no
over 12.3 million   | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | yes
over 12.4 million   | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | no
nearly 11.9 million | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | yes
nearly 11.8 million | 3.1 million; 3.0 million; 2.9 million; 3.1 million || 11 900 000      | 12 300 000 | no
12 012              | 3 003; 3 003; 3 003                                || nothing follows | –          | –
""",
    call=of_months,
    working="""
The four add up to 12.1 million, with half a unit, 0.05 million, on either side of each. "12.4" is 12.35 to 12.45.
""",
)

TILINGS = Example(
    lead="A year with both quarters and months published: each of their sums is compared with it (invented).",
    table="""
the year | each quarter | each month || the sum, and whether it meets
12 012   | 3 003        | 1 001      || 12 012: yes; 12 012: yes
12 012   | 3 003        | 1 002      || 12 012: yes; 12 024: no
12 012   | 3 004        | 1 001      || 12 016: no; 12 012: yes
""",
    call=of_tilings,
)

SERVICES = Example(
    lead="All enquiries and their services; chats were launched in 2022 (invented).",
    table="""
year | all        | letters | calls | forms | chats || at least        | at most | meets
2021 | 3 895      | 1 494   | 1 495 | 906   | –     || 3 895           | 3 895   | yes
2021 | 3 896      | 1 494   | 1 495 | 906   | –     || 3 895           | 3 895   | no
2022 | 3 895      | 1 494   | 1 495 | 906   | –     || nothing follows | –       | –
2022 | 3 897      | 1 494   | 1 495 | 906   | 2     || 3 897           | 3 897   | yes
2022 | 4 thousand | 1 494   | 1 495 | 906   | 2     || 3 897           | 3 897   | yes
2021 | 3 895      | 1 494   | 1 495 | –     | –     || nothing follows | –       | –
""",
    call=of_services,
)

PARTS = Example(
    lead="A metric that is the sum of others (invented).",
    table="""
devices     | phones     | computers  || at least        | at most     | meets
100 million | 56 million | 44 million || 99 000 000      | 101 000 000 | yes
101 million | 56 million | 44 million || 99 000 000      | 101 000 000 | yes
102 million | 56 million | 44 million || 99 000 000      | 101 000 000 | no
2 989       | 1 494      | 1 495      || 2 989           | 2 989       | yes
2 990       | 1 494      | 1 495      || 2 989           | 2 989       | no
2 989       | 1 494      | –          || nothing follows | –           | –
""",
    call=of_parts,
    working='55.5 + 43.5 and 56.5 + 44.5 million; "101" is 100.5 to 101.5, "102" is 101.5 to 102.5.',
)

SHARES = Example(
    lead="A share, its part and its whole (invented).",
    table="""
share      | phones     | devices     || at least        | at most | meets
56 percent | 56 million | 100 million || 55.22           | 56.78   | yes
57 percent | 56 million | 100 million || 55.22           | 56.78   | yes
58 percent | 56 million | 100 million || 55.22           | 56.78   | no
24 percent | 294        | 1 200       || 24.5            | 24.5    | yes
25 percent | 294        | 1 200       || 24.5            | 24.5    | yes
24 percent | 295        | 1 200       || 24.58           | 24.58   | no
24 percent | 294        | 0           || nothing follows | –       | –
""",
    call=of_share,
    working="55.5 / 100.5 and 56.5 / 99.5; 294 / 1 200 and 295 / 1 200. There is no share of nothing.",
)

RATES = Example(
    lead="A rate per 100 residents, its numerator and its denominator, a stock of 1 January 2023 (invented).",
    table="""
logins per 100 | logins       | residents || at least        | at most | meets
410.7          | 22.5 million | 5 488 984 || 409             | 410.82  | yes
410.9          | 22.5 million | 5 488 984 || 409             | 410.82  | no
411            | 22.5 million | 5 488 984 || 409             | 410.82  | yes
412            | 22.5 million | 5 488 984 || 409             | 410.82  | no
4.1            | 22.5 million | 5 488 984 || 409             | 410.82  | no
410            | 22.5 million | –         || nothing follows | –       | –
""",
    call=of_rate,
    working='22.45 / 5.488984 and 22.55 / 5.488984, times 100; "411" is 410.5 to 411.5.',
)

DERIVED = Example(
    lead="A share whose whole is not printed: the sum of the parts takes its place (invented).",
    table="""
share      | phones | computers || at least        | at most | meets
48 percent | 480    | 520       || 48              | 48      | yes
52 percent | 480    | 520       || 48              | 48      | no
48 percent | 480    | –         || nothing follows | –       | –
""",
    call=of_derived_share,
    working="480 / (480 + 520).",
)

REST = Example(
    lead="The shares of all parts of one whole: what the other shares leave of a hundred percent (invented).",
    table="""
phones       | computers    || at least        | at most | meets
48 percent   | 52 percent   || 47.5            | 48.5    | yes
48 percent   | 51 percent   || 48.5            | 49.5    | yes
48 percent   | 50 percent   || 49.5            | 50.5    | no
48.0 percent | 51.9 percent || 48.05           | 48.15   | yes
48.0 percent | 51.8 percent || 48.15           | 48.25   | no
48 percent   | –            || nothing follows | –       | –
""",
    call=of_rest,
    working='100 − 52.5 and 100 − 51.5; 100 − 51.95 and 100 − 51.85; "48" is 47.5 to 48.5, "48.0" is 47.95 to 48.05.',
)

MEANS = Example(
    lead="A year and its monthly mean. The first three rows are printed in the sources.",
    table="""
period  | mean         | the year         || at least        | at most    | meets
2019    | 3 million    | 37.2 million     || 3 095 833       | 3 104 167  | yes
2023    | 9.2 million  | over 110 million || 9 166 667       | 9 250 000  | yes
2024    | 10.9 million | 131 million      || 10 875 000      | 10 958 333 | yes
2023    | 9.3 million  | over 110 million || 9 166 667       | 9 250 000  | yes
2023    | 9.2 million  | 109.5 million    || 9 120 833       | 9 129 167  | no
2019    | 3.0 million  | 37.2 million     || 3 095 833       | 3 104 167  | no
2020-12 | 3 million    | 37.2 million     || nothing follows | –          | –
""",
    call=of_mean,
    working="""
37.15 / 12 and 37.25 / 12; 110 / 12 and 111 / 12; 130.5 / 12 and 131.5 / 12; 109.45 / 12 and 109.55 / 12. "9.3" is
9.25 to 9.35; "9.2" is 9.15 to 9.25; "3.0" is 2.95 to 3.05.
""",
)

BETWEEN = Example(
    lead="""
Within one publication, and between several: the monthly mean and the year, each with the date and the rank of its
publication (invented).
""",
    table="""
mean                                                         | year                       || compared, and whether
                                                             |                            || they meet
3.0 million (2022-05, rank 1)                                | 36 million (2022-05, rank  || 3.0 million, 36 million:
                                                             | 1)                         || yes
3.0 million (2022-05, rank 1)                                | 36 million (2023-05, rank  || 3.0 million, 36 million:
                                                             | 1)                         || yes
3.0 million (2022-05, rank 1)                                | 40 million (2023-05, rank  || 3.0 million, 40 million: no
                                                             | 1)                         ||
3.0 million (2022-05, rank 1)                                | 36 million (2022-05, rank  || 3.0 million, 36 million:
                                                             | 1); 40 million (2023-05,   || yes; 3.0 million, 40
                                                             | rank 1)                    || million: no
3.0 million (2022-05, rank 1); 3.3 million (2023-05, rank 1) | 36 million (2022-05, rank  || 3.0 million, 36 million:
                                                             | 1); 40 million (2023-05,   || yes; 3.3 million, 40
                                                             | rank 1)                    || million: yes
3.0 million (2022-05, rank 1)                                | 36 million (2022-05, rank  || 3.0 million, 40 million: no
                                                             | 2); 40 million (2022-05,   ||
                                                             | rank 1)                    ||
3.0 million (2022-05, rank 1)                                | 40 million (2022-05, rank  || 3.0 million, 36 million:
                                                             | 2); 36 million (2022-05,   || yes
                                                             | rank 1)                    ||
""",
    call=between,
    working="""
36 million is 35.5 to 36.5, one twelfth of it 2.96 to 3.04; one twelfth of 40 million is 3.29 to 3.38. "3.0" is 2.95
to 3.05, "3.3" is 3.25 to 3.35.
""",
)

DEFINITION = Definition(
    title="Figures that must fit together",
    rule="""
If one figure follows from others, the two sides are compared: a year and the parts that make it up, a total and its
services, a metric and those of which it is the sum, a share and its part and whole, a rate and its numerator and
denominator, the shares of all parts of one whole and a hundred percent, a monthly mean and the year. A whole that is not printed is the sum that it is declared to
be. They fit if at least one value is possible for both, given the rounding of every figure on either side. Exact counts must
be equal; a difference of one does not fit. If a part is missing, nothing follows; a service that is not launched yet
is not missing. A comparison that could not be made is counted and named with what is missing. Each publication is compared with itself, with the figures as it printed them. The figures in force
are compared with each other if they come from more than one publication.
""",
    origin="""
The sums are arithmetic. Which figures must add up is declared for each metric; services do not have to add up if the
same visit can count for two of them.
""",
    examples=(MONTHS, TILINGS, SERVICES, PARTS, SHARES, RATES, DERIVED, REST, MEANS, BETWEEN),
)
