"""A year and its months."""

from spec.answers import number, reasons, signed
from spec.definition import Definition, Example
from spec.given import figure, known, listed
from spec.measured import series

import helsetrend
from helsetrend.analysis.vintage.comparison import Change, compare, same_months
from helsetrend.values.period import Period

WORDS = helsetrend.words("en")


def parts(cell, year):
    """Return the periods in a cell: "Jan–Nov; Jan to Apr; Q4; year" is eleven months, a span, a quarter, the year."""
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    periods = []
    for part in listed(cell):
        first, last = (part.split("–") * 2)[:2]
        if " to " in part:
            periods.append("/".join(f"{year}-{names.index(month) + 1:02}" for month in part.split(" to ")))
        elif first in names:
            periods += [f"{year}-{month:02}" for month in range(names.index(first) + 1, names.index(last) + 2)]
        else:
            periods.append(str(year) if part == "year" else f"{year}-{part}")
    return periods


def year_of(name, published):
    """Return the figure for 2021 if these of its periods are published, or the reason why there is none."""
    prints = {"month": "1 001", "quarter": "3 100", "tertial": "8 110", "year": "12 345"}
    rows = [
        figure("97 percent" if name == "awareness" else prints[Period.parse(period).form], series=name, period=period)
        for period in parts(published, 2021)
    ]
    year = known(rows).observe(series(name)[0], 2021)
    if year.figure:
        return number(year.figure.value), ""
    return "no figure", reasons([year.gap])


def stated_as(published, print_):
    """Return how the sum for 2021 is stated if these parts of it are all printed alike, and its bounds."""
    rows = [figure(print_, period=period) for period in parts(published, 2021)]
    year = known(rows).observe("visits", 2021).figure
    return WORDS.figure(year).text, number(year.interval.low), number(year.interval.high)


def over_months(name, old_year, old, new_year, new):
    """Return the months over which two years are compared if these parts of them are published, and the growth."""
    prints = ("80 percent", "90 percent") if name == "awareness" else ("1 200", "1 494")
    rows = [
        figure(print_, series=name, period=period)
        for print_, year, cell in zip(prints, (old_year, new_year), (old, new), strict=True)
        for period in parts(cell, year)
    ]
    metric, service = series(name)
    years = int(old_year), int(new_year)
    change = compare(known(rows), metric, *years, service)
    if isinstance(change, Change):
        return "the whole year", signed(change.interval.low)
    change = same_months(known(rows), metric, *years, service)
    if change is None:
        return "no months", ""
    run = WORDS.period(change.new.period).replace("\u2009", "").removesuffix(f" {new_year}").removesuffix(" of")
    return run, signed(change.interval.low)


def days(name, old, new):
    """Return the growth from one period to another, and a caution if their number of days differs."""
    rows = [figure("40 percent" if "share" in name else "1 160", series=name, period=old)]
    rows += [figure("44 percent" if "share" in name else "1 218", series=name, period=new)]
    change = compare(known(rows), series(name)[0], Period.parse(old), Period.parse(new))
    return signed(change.interval.low), reasons([change.caution] if change.caution else [])


YEAR = Example(
    lead="""
The figure for 2021 if only these parts of it are published (*Jan–Dec* is each of the twelve months): each month as 1
001, each quarter as 3 100, January to April together as 8 110, the year as 12 345 or, for awareness, each month as 97
percent (invented).
""",
    table="""
figure         | published                  || 2021      | reason
visits         | Jan–Dec                    || 12 012    | –
visits         | Q1; Q2; Q3; Q4             || 12 400    | –
visits         | Q1; Q2; Q3; Oct–Dec        || 12 303    | –
visits         | Jan–Dec; Q1                || 12 109    | –
visits         | Jan to Apr; May–Dec        || 16 118    | –
visits         | Jan to Apr; Jan–Dec        || 16 118    | –
visits         | Jan to Apr; Q1; Q2; Q3; Q4 || 12 400    | –
visits         | Jan–Dec; year              || 12 345    | –
visits         | Jan–Nov                    || no figure | of 2021 only January–November 2021 is published, and a part
               |                            ||           | of a period cannot be compared with a whole one
visits         | Feb–Dec                    || no figure | of 2021 only February–December 2021 is published, and a part
               |                            ||           | of a period cannot be compared with a whole one
visits         | Jan–Jun; Aug–Dec           || no figure | of 2021 only the first half of 2021 and August–December 2021
               |                            ||           | is published, and a part of a period cannot be compared with a
               |                            ||           | whole one
visits         | Q1; Q2; Q3; Oct–Nov        || no figure | of 2021 only January–November 2021 is published, and a part
               |                            ||           | of a period cannot be compared with a whole one
users          | Jan–Dec                    || no figure | the figure for 2021 is not published
awareness      | Jan–Dec                    || no figure | the figure for 2021 is not published
visits a month | Jan–Dec                    || no figure | the figure for 2021 is not published
""",
    call=year_of,
    working="""
12 × 1 001 = 12 012; 4 × 3 100 = 12 400; 3 × 3 100 + 3 × 1 001 = 12 303; 3 100 + 9 × 1 001 = 12 109; 8 110 + 8 × 1 001
= 16 118. No quarter begins in May, so January to April is not used when only quarters make up the rest of the year.
""",
)

ROUNDING = Example(
    lead="How a sum is stated, depending on what is printed for each part (invented).",
    table="""
published      | each            || stated as                  | at least    | at most
Jan–Dec        | 1 001           || 12,012                     | 12 012      | 12 012
Jan–Dec        | 1.0 million     || about 12 million           | 11 400 000  | 12 600 000
Q1; Q2; Q3; Q4 | 3.00 million    || about 12.0 million         | 11 980 000  | 12 020 000
Q1; Q2; Q3; Q4 | about 3 million || 10 million to 14 million   | 10 000 000  | 14 000 000
Jan–Dec        | over 1 million  || 12 million to 24 million   | 12 000 000  | 24 000 000
Jan–Dec        | over 10 million || 120 million to 132 million | 120 000 000 | 132 000 000
""",
    call=stated_as,
    working="""
"1.0 million" is 0.95 to 1.05, "3.00 million" 2.995 to 3.005, *about 3 million* 2.5 to 3.5, *over 1 million* 1 to 2. A
sum is stated as *about* the middle of its bounds, to the finest power of ten that covers all of its range: 12 (11 to 13
million), 12.0 (11.9 to 12.1 million). If that power is more than one unit of the scale, as in "about 20 million"
known to ten million, the bounds themselves are stated.
""",
)

RUNS = Example(
    lead="""
The months over which two years are compared. Each part of the first is 1 200, of the second 1 494, or 80 and 90 percent
(invented).
""",
    table="""
figure      | year | published | year 2 | published 2      || compared over    | growth in percent
visits      | 2021 | Jan–Dec   | 2022   | Jan–Mar          || 1st quarter      | +24.50
visits      | 2021 | Jan–Dec   | 2022   | Jan              || January          | +24.50
visits      | 2021 | Jan–Dec   | 2022   | Feb; Apr–Jun     || 2nd quarter      | +24.50
visits      | 2021 | Jan–Dec   | 2022   | Jan–Feb; Apr–May || January–February | +24.50
visits      | 2021 | Jan–Feb   | 2022   | Mar–Apr          || no months        | –
visits      | 2021 | Jan–Mar   | 2022   | Feb–Apr          || February–March   | +24.50
visits      | 2021 | Q2        | 2022   | Q2; Jul–Sep      || 2nd quarter      | +24.50
visits      | 2021 | Q2        | 2022   | Apr–May          || no months        | –
visits      | 2021 | Jan–Dec   | 2022   | Jan–Nov          || January–November | +24.50
visits      | 2021 | Jan–Dec   | 2022   | Jan–Dec          || the whole year   | +24.50
visits      | 2011 | Jun–Dec   | 2012   | Jan–Dec          || the second half  | +24.50
certificate | 2021 | Jun–Dec   | 2022   | Jan–Dec          || June–December    | +24.50
app visits  | 2020 | Jan–Dec   | 2021   | Jan–Dec          || the first half   | +24.50
users       | 2021 | Jan–Dec   | 2022   | Jan–Mar          || March            | +24.50
users       | 2021 | Jan–Dec   | 2022   | Q1; Jan–Mar      || March            | +24.50
users       | 2021 | Q1; Q2    | 2022   | Q1; Feb–Apr      || 1st quarter      | +24.50
users       | 2021 | Jan–Jun   | 2022   | Q1               || no months        | –
awareness   | 2021 | Jan–Dec   | 2022   | Jan–Mar          || March            | +9.00
""",
    call=over_months,
    working="""
The growth of awareness is in points, at least 89.5 − 80.5. The portal opened on 15 June 2011, during the month, and the
certificate came on the first day of June 2021. App visits are counted in a new way from 1 July 2021.
""",
)

DAYS = Example(
    lead="Periods of unequal length, with 1 160 visits and then 1 218, or shares of 40 and 44 percent (invented).",
    table="""
figure       | from    | to      || growth, or points, at least | caution
visits       | 2020-02 | 2021-02 || +5.00                       | February 2020 has 29 days and February 2021 has 28
visits       | 2019-02 | 2020-02 || +5.00                       | February 2019 has 28 days and February 2020 has 29
visits       | 2019-02 | 2021-02 || +5.00                       | –
visits       | 2020-01 | 2021-01 || +5.00                       | –
visits       | 2020-Q1 | 2021-Q1 || +5.00                       | 1st quarter 2020 has 91 days and 1st quarter 2021 has
             |         |         ||                             | 90
visits       | 2020-Q2 | 2021-Q2 || +5.00                       | –
visits       | 2020    | 2021    || +5.00                       | –
travel share | 2020-02 | 2021-02 || +3.00                       | –
""",
    call=days,
    working="1 218 / 1 160 = 1.05. There is no adjustment for 29 February, which is 3.6 percent of that month.",
)

DEFINITION = Definition(
    title="A year and its months",
    rule="""
The figure for a year is the one published for the year. If there is none, a count is added up from published parts,
provided that they cover the year from the first day to the last without a gap and without counting a day twice:
twelve months, four quarters, or a mix of both, using the longest parts that fit. The sum is stated no more precisely
than its parts are known. A year with a gap has no figure and is not compared with a whole year. It is compared with
another year over the longest run of months that is published in both and may be compared; of equally long runs, the
earliest. Shares, means, rates and numbers of persons never add up; all but means are compared over the last month,
quarter or other part that is published in both years. If two periods shorter than a year have different numbers
of days, the change in a count is given with a caution.
""",
    origin="""
That counts add up over time and persons do not is arithmetic: a person who comes in two months is one person in the
year. Which parts are used, and that the length of February is mentioned and not adjusted for, are decisions of this
program.
""",
    examples=(YEAR, ROUNDING, RUNS, DAYS),
)
