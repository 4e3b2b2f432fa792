"""Figures that jump."""

from math import floor

from spec.definition import Definition, Example
from spec.given import figure, known, listed

from helsetrend.analysis.jumps import jumps


def found(rows):
    """Return the figures that jump, how many times they are as large or small, and the periods they jump from."""
    answers = [
        (
            str(jump.figure.period),
            f"{floor(jump.times):,} times as {'large' if jump.is_larger else 'small'}".replace(",", " "),
            ", ".join(str(other.period) for other in jump.others),
        )
        for jump in jumps(known(rows))
    ]
    return tuple("; ".join(column) for column in zip(*answers, strict=True)) or ("", "", "")


def in_years(series, prints):
    """Look at the figures of the years from 2016 on; a period without one is written –."""
    cells = enumerate(listed(prints), start=2016)
    return found([figure(print_, series=series, period=str(year)) for year, print_ in cells if print_ != "none"])


def in_quarters(first, second, third):
    """Look at the quarters of three years, 2019 to 2021."""
    return found(
        [
            figure(print_, period=f"{year}-Q{place}")
            for year, prints in zip((2019, 2020, 2021), (first, second, third), strict=True)
            for place, print_ in enumerate(listed(prints), start=1)
        ]
    )


def given_anew(earlier, later):
    rows = [figure(earlier, published="2022"), figure(later, published="2024")]
    return found(rows)


YEARS = Example(
    lead="""
Figures of the years from 2016 on (invented); "none" is a year without a figure. App visits are counted in a new way
from 1 January 2018, and the certificate was launched in June 2021.
""",
    table="""
figure      | in order                                                || jumps | at least                  | beside
visits      | 12.7 million; 18.7 million; 25.6 million                || –     | –                         | –
visits      | 12.7 million; 1 870 million; 25.6 million; 37.2 million || 2017  | 72 times as large         | 2016, 2018
visits      | 12.7 million; 18.7 million; 25.6 thousand; 37.2 million || 2018  | 727 times as small        | 2017, 2019
visits      | 12.7 million; 187 million; 25.6 million                 || 2017  | 7 times as large          | 2016, 2018
visits      | 12.7 million; 178 million; 25.6 million                 || –     | –                         | –
visits      | 10 003; 70 021; 10 003                                  || 2017  | 7 times as large          | 2016, 2018
visits      | 10 003; 70 020; 10 003                                  || –     | –                         | –
visits      | 18.7 million; none; 2 560 million; none; 37.2 million   || 2018  | 68 times as large         | 2016, 2020
visits      | 100 001; 1 000 003; 10 000 007; 20 000 003              || –     | –                         | –
visits      | 100 001; 7 000 070                                      || 2017  | 70 times as large         | 2016
visits      | 100 001; 7 000 069                                      || –     | –                         | –
visits      | 12.7 million; 18.7 million; 25.6 thousand               || 2018  | 727 times as small        | 2017
visits      | 12.7 thousand; 18.7 thousand; 25.6 million              || 2018  | 1 362 times as large      | 2017
visits      | 37.2 million; 0; 72 million                             || 2017  | 37 150 000 times as small | 2016, 2018
visits      | 0; 3; 12; 60                                            || –     | –                         | –
awareness   | 97 %; 0.97 %; 98 %                                      || 2017  | 98 times as small         | 2016, 2018
app visits  | 2 million; 3 million; 0.02 million                      || –     | –                         | –
app visits  | 2 million; 0.02 million; 3 million; 3 million           || –     | –                         | –
certificate | none; none; none; none; none; 1 thousand; 9 million     || –     | –                         | –
""",
    call=in_years,
    working="""
1 870 million is at least 1 869.5, and 25.6 million at most 25.65: 72.8 times. 187 million is at least 186.5, and 178 at
least 177.5: 7.27 and 6.92 times. 0 is exact and counts as one visit.
""",
)

QUARTERS = Example(
    lead="Quarters of three years (invented): what is the same each year does not jump.",
    table="""
2019               | 2020               | 2021               || jumps   | at least          | beside
101; 102; 903; 104 | 101; 102; 913; 104 | 101; 102; 923; 104 || –       | –                 | –
101; 102; 103; 104 | 101; 102; 903; 104 | 101; 102; 103; 104 || 2020-Q3 | 8 times as large  | 2020-Q2, 2020-Q4
101; 102; 903; 104 | 101; 102; 9; 104   | 101; 102; 923; 104 || 2020-Q3 | 11 times as small | 2020-Q2, 2020-Q4
""",
    call=in_quarters,
)

ANEW = Example(
    lead="A figure that is published again for the same period (invented).",
    table="""
earlier         | later        || jumps | at least           | beside
14.0 million    | 14.1 million || –     | –                  | –
14.0 million    | 140 million  || 2021  | 9 times as large   | 2021
140 thousand    | 140 million  || 2021  | 992 times as large | 2021
140 million     | 140 thousand || 2021  | 992 times as small | 2021
over 14 million | 100 million  || –     | –                  | –
""",
    call=given_anew,
    working="140 million is at least 139.5, and 14.0 at most 14.05: 9.93 times. *Over 14* is at most 15: 6.6 times.",
)

DEFINITION = Definition(
    title="Figures that jump",
    rule="""
A figure *jumps* if it is at least 7 times as large, or as small, as its neighbours on both sides, or at least 70 times
as large or small as the one before it. The neighbours are the nearest figures in force of the same series and the same
form of period: years beside years, months beside months. If a figure jumps out of both its neighbours, these do not
jump from it. A figure of part of a year does not jump if it is like that of the same months one or two years before or
after, for many things have a season. A break that is declared separates neighbours, and a period that is covered only
in part is left out. A figure also jumps if it is at least 7 times as large or small as the one in force before it for
the same period. All factors are the least that the prints allow; an exact zero counts as one unit.

A jump is not a fault: the figure can be right. The check names it beside those that it jumps from, and does not fail.
""",
    origin="""
A decision of this program. A slip of the scale makes a figure a thousand times too large or too small, a slip of the
decimal mark ten or a hundred times. Of these factors 7 and 70 are seven tenths, since neighbours differ too. What is
new often grows tenfold in a year, so a slip of one digit in the first or the last figure of a series is not found.
""",
    examples=(YEARS, QUARTERS, ANEW),
)
