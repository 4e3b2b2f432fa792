"""Which days a period has, how periods add up, and which are the same part of another year."""

from datetime import timedelta

from spec.answers import number, reasons, signed
from spec.definition import Definition, Example
from spec.given import figure, known, listed
from spec.measured import series

import helsetrend
from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.vintage.comparison import NotComparable, compare
from helsetrend.errors import DataError
from helsetrend.values.period import Period
from helsetrend.values.written_period import UnclearPeriodError

WORDS = helsetrend.words("en")
STARTS = {"1 January": "01-01", "1 April": "04-01", "6 April": "04-06", "1 July": "07-01", "1 August": "08-01"}


def read(written, starts):
    """Return the text of a written period, its first and its last day, or why it is refused."""
    try:
        period = Period.parse(written, year_starts=STARTS[starts])
    except UnclearPeriodError as error:
        return "two meanings", error.instead.partition(",")[0]
    except ValueError:
        return "no period", ""
    return f"{WORDS.period(period)}".replace("\u2009", ""), f"{period.first} to {period.last}"


def as_figure(name, period):
    """Return in which words the period of a figure is shown, or what was expected instead."""
    try:
        (told,) = known([figure("1 200", series=name, period=period, published="2024")]).figures(series(name)[0])
    except DataError as error:
        return "refused", "; ".join(fault.expected for fault in error.faults)
    return WORDS.period(told.period), ""


def together(name, period, published):
    """Return the figure for a period if each of these is published as 1 001."""
    rows = [figure("1 001", series=name, period=text, published="2024") for text in _each(published)]
    seen = known(rows).observe(series(name)[0], Period.parse(period, year_starts="08-01" if "/" in period else "01-01"))
    return (number(seen.figure.value) if seen.figure else "no figure",)


def _each(cell):
    """Return the periods in a cell; "2021-W05 to 2021-W08" are all that begin within it."""
    periods = []
    for item in listed(cell):
        first, _, last = item.partition(" to ")
        period, end = Period.parse(first), Period.parse(last or first)
        while period.last < end.last:
            periods.append(period)
            period = _next(period)
        periods.append(period)
    return [str(period) for period in periods]


def _next(period):
    """Return the next day, week or month."""
    first = period.last + timedelta(days=1)
    lengths = {"day": [1], "week": [7], "month": [28, 29, 30, 31]}[period.form]
    spans = (Period(first, period.last + timedelta(days=days)) for days in lengths)
    return next(span for span in spans if span.follows(period))


def alike(period, other):
    """Return whether two periods are the same part of a year, and whether one is the next after the other."""
    one, two = Period.parse(period, year_starts="08-01"), Period.parse(other, year_starts="08-01")
    return tuple("yes" if answer else "no" for answer in (one.is_same_part_of_year(two), two.follows(one)))


def change(name, old, new):
    """Return the growth from 1 200 in one period to 1 494 in another, or why it is not computed."""
    metric, texts = series(name)[0], (old, new)
    rows = [
        figure(print_, series=name, period=text, published="2024")
        for print_, text in zip(("1 200", "1 494"), texts, strict=True)
    ]
    vintage = known(rows)
    periods = (vintage.catalogue.metrics[metric].read_period(text) for text in texts)
    result = compare(vintage, metric, *periods)
    if isinstance(result, NotComparable):
        return "no", reasons(result.reasons)
    return signed(result.interval.low), reasons([result.caution] if result.caution else [])


def set_against(name, period, of, of_period):
    """Return whether a claim about one metric in a period is checked against another one with a figure."""
    rows = [figure("1 200", series=name, period=period), figure("2 400", series=of, period=of_period)]
    rows = [{**row, "published": "2024"} for row in rows]
    claim = {"kind": "ratio", "series": name, "of": of, "to": period, "said": "0.5 times", "published": "2024"}
    (checked,) = check_claims(known(rows, claims=[claim]))
    return checked.verdict.replace("_", " "), reasons(checked.reasons)


FORMS = Example(
    lead="""
What is written, on which day the years of the metric start, and which days are meant. The letters are those of
Statistics Norway and PxWeb (K a quarter, M a month, U a week, H a half-year, T four months) and of ISO 8601.
""",
    table="""
written            | years start || period                  | days
2021               | 1 January   || 2021                    | 2021-01-01 to 2021-12-31
2023-H1            | 1 January   || the first half of 2023  | 2023-01-01 to 2023-06-30
2023H2             | 1 January   || the second half of 2023 | 2023-07-01 to 2023-12-31
1. halvår 2023     | 1 January   || the first half of 2023  | 2023-01-01 to 2023-06-30
first half of 2023 | 1 January   || the first half of 2023  | 2023-01-01 to 2023-06-30
2023-01/2023-06    | 1 January   || the first half of 2023  | 2023-01-01 to 2023-06-30
2023T1             | 1 January   || January–April 2023      | 2023-01-01 to 2023-04-30
2016-Q4            | 1 January   || 4th quarter 2016        | 2016-10-01 to 2016-12-31
2016K4             | 1 January   || 4th quarter 2016        | 2016-10-01 to 2016-12-31
2016-K4            | 1 January   || 4th quarter 2016        | 2016-10-01 to 2016-12-31
Q4 2016            | 1 January   || 4th quarter 2016        | 2016-10-01 to 2016-12-31
4. kvartal 2016    | 1 January   || 4th quarter 2016        | 2016-10-01 to 2016-12-31
2020-02            | 1 January   || February 2020           | 2020-02-01 to 2020-02-29
2021M02            | 1 January   || February 2021           | 2021-02-01 to 2021-02-28
februar 2021       | 1 January   || February 2021           | 2021-02-01 to 2021-02-28
des. 2021          | 1 January   || December 2021           | 2021-12-01 to 2021-12-31
March 2023         | 1 January   || March 2023              | 2023-03-01 to 2023-03-31
2020-W12           | 1 January   || week 12 of 2020         | 2020-03-16 to 2020-03-22
2020U12            | 1 January   || week 12 of 2020         | 2020-03-16 to 2020-03-22
uke 12 2020        | 1 January   || week 12 of 2020         | 2020-03-16 to 2020-03-22
2020-W01           | 1 January   || week 1 of 2020          | 2019-12-30 to 2020-01-05
2020-W53           | 1 January   || week 53 of 2020         | 2020-12-28 to 2021-01-03
2021-W53           | 1 January   || no period               | –
2016-10-01         | 1 January   || 1 October 2016          | 2016-10-01 to 2016-10-01
2022-05/2022-12    | 1 January   || May–December 2022       | 2022-05-01 to 2022-12-31
2011/2021          | 1 January   || 2011–2021               | 2011-01-01 to 2021-12-31
2020/21            | 1 August    || 2020/21                 | 2020-08-01 to 2021-07-31
2020-21            | 1 August    || 2020/21                 | 2020-08-01 to 2021-07-31
2020/2021          | 1 August    || 2020/21                 | 2020-08-01 to 2021-07-31
skoleåret 2020/21  | 1 August    || 2020/21                 | 2020-08-01 to 2021-07-31
1999/00            | 1 July      || 1999/00                 | 1999-07-01 to 2000-06-30
2020/21            | 1 April     || 2020/21                 | 2020-04-01 to 2021-03-31
2020/21            | 6 April     || 2020/21                 | 2020-04-06 to 2021-04-05
2020-08/2021-07    | 1 August    || 2020/21                 | 2020-08-01 to 2021-07-31
2020-08/2021-07    | 1 January   || August 2020–July 2021   | 2020-08-01 to 2021-07-31
2020/21            | 1 January   || two meanings            | 2020-01/2021-12 for two calendar years
2020/2021          | 1 January   || two meanings            | 2020-01/2021-12 for two calendar years
2011-12            | 1 January   || December 2011           | 2011-12-01 to 2011-12-31
2011-12            | 1 August    || two meanings            | 2011/12 for the year
2011M12            | 1 August    || December 2011           | 2011-12-01 to 2011-12-31
2020/22            | 1 August    || no period               | –
2021-13            | 1 January   || no period               | –
2021-02-29         | 1 January   || no period               | –
""",
    call=read,
    working="""
The first week of a year is the one with its first Thursday: 2 January 2020 was a Thursday, and so was 31 December
2020, so 2020 has 53 weeks. 31 December 2021 was a Friday.
""",
)

OF_A_METRIC = Example(
    lead="The period of a figure of a metric; the years of *lessons* start on 1 August (invented).",
    table="""
figure  | period          || shown as         | expected instead
visits  | 2023K1          || 1st quarter 2023 | –
visits  | uke 12 2020     || week 12 of 2020  | –
visits  | 2020/21         || refused          | 2020-01/2021-12 for two calendar years, or year_starts = "08-01" or the
        |                 ||                  | like for the metric in metrics.toml if its years do not start in
        |                 ||                  | January
lessons | 2020/21         || 2020/21          | –
lessons | 2020-10         || October 2020     | –
lessons | 2021            || refused          | 2020/21 or 2021/22, since a year of lessons starts on 08-01
lessons | 2020-07/2021-06 || refused          | 2020/21 or 2021/22, since a year of lessons starts on 08-01
""",
    call=as_figure,
)

SUMS = Example(
    lead="""
The figure for a period if only these periods are published, each as 1 001 (invented). *To* means all periods of that
form from the first to the last.
""",
    table="""
figure  | period   | published                                                                || figure
visits  | 2021     | 2021-H1; 2021-H2                                                         || 2 002
visits  | 2021     | 2021T1; 2021T2; 2021T3                                                   || 3 003
visits  | 2021     | 2021-H1; 2021-Q3; 2021-10 to 2021-12                                     || 5 005
visits  | 2021-H1  | 2021-Q1; 2021-Q2                                                         || 2 002
visits  | 2021-H1  | 2021-T1; 2021-05; 2021-06                                                || 3 003
visits  | 2021-Q1  | 2021-01-01 to 2021-03-31                                                 || 90 090
visits  | 2021-W12 | 2021-03-22 to 2021-03-28                                                 || 7 007
visits  | 2021-02  | 2021-W05 to 2021-W08                                                     || 4 004
visits  | 2022-02  | 2022-W05 to 2022-W08                                                     || no figure
visits  | 2021     | 2021-W01 to 2021-W52                                                     || no figure
visits  | 2020     | 2020-W01 to 2020-W53                                                     || no figure
visits  | 2020     | 2020-01-01 to 2020-01-05; 2020-W02 to 2020-W52; 2020-12-28 to 2020-12-31 || 60 060
lessons | 2020/21  | 2020-08 to 2021-07                                                       || 12 012
lessons | 2020/21  | 2020-H2; 2021-H1                                                         || no figure
lessons | 2020/21  | 2020-08; 2020-09; 2020-Q4; 2021-H1; 2021-07                              || 5 005
""",
    call=together,
    working="""
1 February 2021 was a Monday, so weeks 5 to 8 are exactly that month. Week 1 of 2021 is from 4 January, week 52 until 2
January 2022, so 1 to 3 January 2021 are missing. 5 + 51 + 4 periods make up 2020. July 2020 is not in 2020/21.
""",
)

ALIKE = Example(
    lead="Whether two periods are the same part of the year, and whether the second is the next one after the first.",
    table="""
period            | other             || same part | next
2020              | 2021              || yes       | yes
2020-H1           | 2021-H1           || yes       | no
2020-H1           | 2020-H2           || no        | yes
2020-Q4           | 2021-Q1           || no        | yes
2020-12           | 2021-12           || yes       | no
2020-12           | 2021-01           || no        | yes
2020-02           | 2021-02           || yes       | no
2020-W12          | 2021-W12          || yes       | no
2020-W12          | 2020-W13          || no        | yes
2020-W53          | 2021-W01          || no        | yes
2020-W53          | 2026-W53          || yes       | no
2020-W53          | 2021-W52          || no        | no
2020-03-16        | 2021-03-16        || yes       | no
2020-03-16        | 2020-03-17        || no        | yes
2021-W05/2021-W07 | 2022-W05/2022-W07 || yes       | no
2020-Q4           | 2021-01           || no        | no
2019/20           | 2020/21           || yes       | yes
2020/21           | 2021              || no        | no
""",
    call=alike,
)

CHANGES = Example(
    lead="The growth in percent from 1 200 to 1 494, or why it is not computed, and the caution with it (invented).",
    table="""
figure  | from     | to       || growth | reason or caution
visits  | 2022-H1  | 2023-H1  || +24.50 | –
visits  | 2020-H1  | 2021-H1  || +24.50 | the first half of 2020 has 182 days and the first half of 2021 has 181
visits  | 2022-H1  | 2022-H2  || no     | the first half of 2022 and the second half of 2022 do not cover the same
        |          |          ||        | months
visits  | 2020-W12 | 2021-W12 || +24.50 | –
visits  | 2020-W12 | 2021-W13 || no     | week 12 of 2020 and week 13 of 2021 are not the same part of the year
visits  | 2020-W53 | 2021-W52 || no     | week 53 of 2020 and week 52 of 2021 are not the same part of the year
visits  | 2020-W12 | 2021-03  || no     | week 12 of 2020 and March 2021 are not the same part of the year
lessons | 2019/20  | 2020/21  || +24.50 | –
lessons | 2019/20  | 2020-08  || no     | 2019/20 and August 2020 do not cover the same months
""",
    call=change,
)

OTHER_YEARS = Example(
    lead="""
A claim that lessons are half as many as visits, or visits half as many as lessons, with one figure of each
(invented).
""",
    table="""
figure  | period  | set against | published       || verdict           | reason
lessons | 2020/21 | visits      | 2021            || cannot be checked | 2020/21 is not one of the years that “visits”
        |         |             |                 ||                   | is for: 2021 starts on 1 January 2021
visits  | 2021    | lessons     | 2020/21         || cannot be checked | 2021 is not one of the years that “lessons” is
        |         |             |                 ||                   | for: 2020/21 starts on 1 August 2020
lessons | 2020/21 | visits      | 2020-08/2021-07 || agrees            | –
lessons | 2020-10 | visits      | 2020-10         || agrees            | –
""",
    call=set_against,
)

DEFINITION = Definition(
    title="Which days a period has",
    rule="""
A period is the days from its first to its last. It is a year, half-year, third of a year, quarter, month, week or day,
or a range of these, and may be written in any of the ways below; two ways of writing the same days are the same
period. Weeks are those of ISO 8601, from Monday to Sunday, and belong to the year that has their Thursday. A year
starts on 1 January unless the metric declares another day, as for school years and fiscal years. Only then is "2020/21"
a year. It is the year that ends in 2021, so in a report on 2021 it stands under 2021, is called 2020/21, and the report
says that it is not a calendar year. All years of a metric start on the same day and do not overlap. Periods add up to a
longer one only if they cover its days exactly, so weeks add up to a year only together with the days at its ends. Two
periods are the same part of the year if they are the same months, the same dates, or weeks of the same numbers. The
figure of a year that starts on one day is never set against that of a year that starts on another.
""",
    origin="""
The codes are those of Statistics Norway and of PxWeb, the weeks those of ISO 8601. That a year with another start is
called by both calendar years is the practice of school statistics; that it counts as the year in which it ends is the
usual rule for fiscal years. That a text with two meanings is refused is a decision of this program.
""",
    examples=(FORMS, OF_A_METRIC, SUMS, ALIKE, CHANGES, OTHER_YEARS),
)
