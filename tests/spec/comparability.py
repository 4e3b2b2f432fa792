"""What may be compared with what."""

from spec.answers import reasons
from spec.definition import Definition, Example
from spec.given import known
from spec.measured import series

from helsetrend.analysis.vintage.comparison import NotComparable, compare
from helsetrend.values.period import Period


def compared(given, name, old, new):
    """Return whether the two periods may be compared and, if not, every reason."""
    metric, service = series(name)
    result = compare(known(given), metric, Period.parse(old), Period.parse(new), service)
    return ("no", reasons(result.reasons)) if isinstance(result, NotComparable) else ("yes", "")


GAPS = Example(
    lead="Missing figures. The visits and messages of 2020 and 2021 and the logins of 2017 are printed in the sources.",
    given="""
series      | period  | printed
visits      | 2011    | 1 million
visits      | 2012    | 2 million
visits      | 2020    | 72 million
visits      | 2021    | over 140 million
visits      | 2022-01 | 12 million
visits      | 2022-02 | 11 million
visits      | 2022-04 | 10 million
messages    | 2020    | 15.9 million
messages    | 2021    | 40 million
logins      | 2017    | 7 million
certificate | 2021    | 9 million
certificate | 2022    | 3 million
certificate | 2023    | 2 million
""",
    table="""
figure      | from | to   || compared | why not
visits      | 2020 | 2021 || yes      | –
visits      | 2021 | 2020 || yes      | –
messages    | 2020 | 2021 || yes      | –
visits      | 2020 | 2020 || no       | a period cannot be compared with itself (2020)
visits      | 2019 | 2020 || no       | the figure for 2019 is not published
visits      | 2018 | 2019 || no       | the figures for 2018 and 2019 are not published
messages    | 2019 | 2020 || no       | 2019 is not reported; the reporting began in 2020
logins      | 2011 | 2017 || no       | 2011 is not reported; the reporting began in 2012
logins      | 2012 | 2017 || no       | the figure for 2012 is shown only as a chart, without numbers
logins      | 2016 | 2017 || no       | the figure for 2016 is shown only as a chart, without numbers
logins      | 2017 | 2018 || no       | the figure for 2018 is not published
visits      | 2021 | 2022 || no       | of 2022 only January–February 2022 and April 2022 is published, and a part of a
            |      |      ||          | period cannot be compared with a whole one
visits      | 2010 | 2012 || no       | 2010 is before the start on 15 June 2011
visits      | 2011 | 2012 || no       | 2011 is covered only in part, because what is measured began on 15 June 2011
certificate | 2020 | 2022 || no       | 2020 is before the start in June 2021
certificate | 2021 | 2022 || no       | 2021 is covered only in part, because what is measured began in June 2021
certificate | 2020 | 2021 || no       | 2020 is before the start in June 2021; 2021 is covered only in part, because what is
            |      |      ||          | measured began in June 2021
certificate | 2022 | 2023 || yes      | –
""",
    call=compared,
)

MONTHS = Example(
    lead="Other months (invented, except for the shares of 2020 and 2021).",
    given="""
series       | period  | printed
visits       | 2020    | 72 million
visits       | 2020-12 | 8 million
visits       | 2021-01 | 10 million
visits       | 2021-03 | 12 million
visits       | 2021-12 | 11 million
visits       | 2020-Q4 | 20 million
visits       | 2021-Q4 | 30 million
visits       | 2021-10 | 9 million
travel share | 2020-12 | nearly 84 percent
travel share | 2021-12 | over 87 percent
travel share | 2016-Q4 | about 70 percent
""",
    table="""
figure       | from    | to      || compared | why not
visits       | 2020-12 | 2021-12 || yes      | –
visits       | 2020-Q4 | 2021-Q4 || yes      | –
travel share | 2020-12 | 2021-12 || yes      | –
visits       | 2021-01 | 2021-03 || no       | January 2021 and March 2021 do not cover the same months
visits       | 2020-12 | 2021-01 || no       | December 2020 and January 2021 do not cover the same months
visits       | 2020    | 2021-12 || no       | 2020 and December 2021 do not cover the same months
visits       | 2020-Q4 | 2021-12 || no       | 4th quarter 2020 and December 2021 do not cover the same months
visits       | 2020-Q4 | 2021-10 || no       | 4th quarter 2020 and October 2021 do not cover the same months
travel share | 2016-Q4 | 2021-12 || no       | 4th quarter 2016 and December 2021 do not cover the same months
""",
    call=compared,
)

BREAKS = Example(
    lead="Breaks: app visits are counted in a new way from 1 January 2018, 1 July 2021 and 31 December 2024.",
    given="""
series     | period  | printed
app visits | 2016    | 1 million
app visits | 2017    | 2 million
app visits | 2018    | 3 million
app visits | 2019    | 4 million
app visits | 2020    | 5 million
app visits | 2021    | 6 million
app visits | 2022    | 7 million
app visits | 2023    | 8 million
app visits | 2024    | 9 million
app visits | 2020-06 | 1 million
app visits | 2021-06 | 1 million
app visits | 2020-07 | 1 million
app visits | 2021-07 | 1 million
""",
    table="""
figure     | from    | to      || compared | why not
app visits | 2016    | 2017    || yes      | –
app visits | 2017    | 2018    || no       | there is a break in the series in 2018 (another way of counting)
app visits | 2018    | 2017    || no       | there is a break in the series in 2018 (another way of counting)
app visits | 2018    | 2019    || yes      | –
app visits | 2019    | 2020    || yes      | –
app visits | 2020    | 2021    || no       | there is a break in the series on 1 July 2021 (another app)
app visits | 2021    | 2022    || no       | there is a break in the series on 1 July 2021 (another app)
app visits | 2022    | 2023    || yes      | –
app visits | 2023    | 2024    || no       | there is a break in the series on 31 December 2024 (a third app)
app visits | 2020-06 | 2021-06 || yes      | –
app visits | 2020-07 | 2021-07 || no       | there is a break in the series on 1 July 2021 (another app)
app visits | 2017    | 2022    || no       | there is a break in the series in 2018 (another way of counting); there is a
           |         |         ||          | break in the series on 1 July 2021 (another app)
""",
    call=compared,
    working="""
2018 begins on the day of its break, so the whole year is counted in the new way and compares with 2019. 2021 has days
counted in both ways, so it compares with neither neighbour. Only the last day of 2024 is counted in the third way,
which is enough.
""",
)

MARKED = Example(
    lead="Breaks that a source marks (invented).",
    given="""
series     | period  | printed   | status
visits     | 2018    | 1 million |
visits     | 2019    | 2 million | break
visits     | 2020    | 3 million |
visits     | 2019-06 | 1 million |
visits     | 2019-07 | 1 million | provisional, break
visits     | 2020-06 | 2 million |
visits     | 2020-07 | 2 million |
app visits | 2020    | 5 million |
app visits | 2021    | 6 million | break
app visits | 2022    | 7 million | break
app visits | 2023    | 8 million |
""",
    table="""
figure     | from    | to      || compared | why not
visits     | 2018    | 2019    || no       | the source marks a break in the series in 2019; the source marks a break in
           |         |         ||          | the series in July 2019
visits     | 2018    | 2020    || no       | the source marks a break in the series in 2019; the source marks a break in
           |         |         ||          | the series in July 2019
visits     | 2019    | 2020    || no       | the source marks a break in the series in July 2019
visits     | 2019-06 | 2020-06 || no       | the source marks a break in the series in July 2019
visits     | 2019-07 | 2020-07 || yes      | –
app visits | 2020    | 2021    || no       | there is a break in the series on 1 July 2021 (another app)
app visits | 2021    | 2022    || no       | there is a break in the series on 1 July 2021 (another app); the source marks
           |         |         ||          | a break in the series in 2022
app visits | 2022    | 2023    || yes      | –
""",
    call=compared,
    working="""
A mark on 2019 is a break on its first day, so 2018 and 2019 are counted in two ways. 2019 and 2020 would be counted in
one, were it not for the mark on July. The mark on the app visits of 2021 is the break that is declared within that year, and
is given with its reason.
""",
)

ZERO = Example(
    lead="A base that can be zero (invented).",
    given="""
series       | period  | printed
visits       | 2019    | 0
visits       | 2020    | 0.0 million
visits       | 2021    | 1 million
visits       | 2022    | 0.0 thousand
visits       | 2023    | 1
travel share | 2020-12 | 0 percent
travel share | 2021-12 | 2 percent
""",
    table="""
figure       | from    | to      || compared | why not
visits       | 2019    | 2021    || no       | the figure for 2019 can be zero within its rounding
visits       | 2020    | 2021    || no       | the figure for 2020 can be zero within its rounding
visits       | 2022    | 2023    || no       | the figure for 2022 can be zero within its rounding
visits       | 2021    | 2020    || yes      | –
visits       | 2021    | 2019    || yes      | –
visits       | 2023    | 2022    || yes      | –
travel share | 2020-12 | 2021-12 || yes      | –
""",
    call=compared,
    working="""
"0.0 million" is 0 to 50 000, "1 million" is 0.5 to 1.5 million. Shares are subtracted, not divided, so a share
of zero can be the base.
""",
)

DEFINITION = Definition(
    title="What may be compared",
    rule="""
Two periods of one series are compared only if each has a figure for the whole period, both cover the same months, and
nothing between them changed what is counted. If a figure is missing, the reason is given: it did not exist yet, was
not reported yet (which does not mean zero), is shown only as a chart, is published only for a part of the period,
or is not published. A period is covered only in part if the thing measured started after its first day; it is whole
if it started on that day. A break declared for a day separates two periods if the day is after the first day of the
earlier period and not after the last day of the later one. A figure in force that its source marks as the first after a
break is such a break on its first day, unless one is declared within its period. The base of a percentage must be above zero in its whole
range. All reasons are given, but if a figure is missing, months are not examined, and only those breaks that have a bridge.
Figures of two different series, such as two shares with different denominators, are never compared.
""",
    origin="""
Comparing like with like is the rule of official statistics. The sources state what was launched, reported or broken,
and when, and it is declared for each metric. Refusing a doubtful comparison with the reason, rather than making it
with a footnote, is a decision of this program.
""",
    examples=(GAPS, MONTHS, BREAKS, MARKED, ZERO),
)
