"""What a stock and a rate are, and what a year is of them."""

from spec.answers import number, signed, span
from spec.definition import Definition, Example
from spec.given import figure, known, publish
from spec.measured import series

from helsetrend.analysis.vintage.comparison import compare


def counted_on(name, period):
    """Return the day that a figure printed for a period is of."""
    return (publish([figure("100", series=name, period=period)]).figures["period"].item(),)


def of_the_year(name, *quarters):
    """Return what 2023 comes to, by the figures of its quarters."""
    rows = [
        figure(print_, series=name, period=f"2023-Q{place}") for place, print_ in enumerate(quarters, start=1) if print_
    ]
    found = known(rows).observe(series(name)[0], 2023).figure
    return (number(found.value) if found else "",)


def change(name, old, new):
    """Return the change from 2022 to 2023 in percent."""
    rows = [figure(print_, series=name, period=year) for year, print_ in (("2022", old), ("2023", new))]
    return (span(compare(known(rows), series(name)[0], 2022, 2023).interval, signed),)


DAYS = Example(
    lead="The day that a figure is of, by the period that it is printed for.",
    table="""
metric    | printed for || is of
accounts  | 2023        || 2023-12-31
accounts  | 2023-Q2     || 2023-06-30
accounts  | 2024-02     || 2024-02-29
accounts  | 2023-05-17  || 2023-05-17
residents | 2023        || 2023-01-01
residents | 2023-Q2     || 2023-04-01
residents | 2023-12-31  || 2023-12-31
""",
    call=counted_on,
)

YEARS = Example(
    lead="The year 2023, of which only the quarters are printed.",
    table="""
metric     | 1st  | 2nd  | 3rd  | 4th  || 2023
visits     | 10   | 20   | 30   | 40   || 100
accounts   | 10   | 20   | 30   | 40   || 40
accounts   | 10   | 20   | 30   | –    || –
residents  | 10   | 20   | 30   | 40   || 10
login rate | 10.5 | 20.5 | 30.5 | 40.5 || –
""",
    call=of_the_year,
    working="""
The fourth quarter of the accounts is 31 December, the first of the residents 1 January.
""",
)

CHANGES = Example(
    lead="The change from 2022 to 2023 in percent.",
    table="""
metric     | 2022  | 2023  || change
accounts   | 1 000 | 1 201 || +20.10
login rate | 40.0  | 44.0  || +9.74 to +10.26
""",
    call=change,
    working="""
1 201 / 1 000 is 1.201, as accounts are whole numbers. 43.95 / 40.05 = 1.09738; 44.05 / 39.95 = 1.10263.
""",
)

DEFINITION = Definition(
    title="Stocks and rates",
    rule="""
A stock is how many there are on a day: accounts on 31 December, residents on 1 January. The description of the metric
says which day of the year it is. A figure printed for a year is of that day; one printed for a shorter period is of its
last day, or of its first if the day of the year is the first of a month. Days are never added up. The services of one
day can be, where they add up to all. A rate is a number per something, such as logins per 100 inhabitants, which its
unit must name; rates are never added up. Both are compared in percent, a stock only with the same day of another year.
""",
    origin="""
The two are as in official statistics. That the figure of a quarter is of its last day, and of its first for a stock of
1 January, is a decision of this program, after the tables of population by quarter of Statistics Norway.
""",
    examples=(DAYS, YEARS, CHANGES),
)
