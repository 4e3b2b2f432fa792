"""What a printed figure can mean."""

from spec.answers import number
from spec.definition import Definition, Example
from spec.given import figure, listed, publish

HEDGE_WORDS = {"none": "no word", "over": "over", "about": "about", "nearly": "nearly"}


def meaning(print_, series="visits"):
    """Return the word before the number, the unit of the last digit, and the bounds."""
    (row,) = publish([figure(print_, series=series)]).figures.itertuples()
    return HEDGE_WORDS[row.hedge], number(row.rounding), number(row.low), number(row.high)


def meaning_of_kind(series, print_):
    return meaning(print_, series)[2:]


def meaning_beside(print_, beside, elsewhere):
    """Return the meaning of a print beside others of the same publication and of another one."""
    years = iter(range(2012, 2022))
    rows = [figure(cell, period=str(next(years)), publication="this") for cell in (print_, *listed(beside))]
    rows += [figure(cell, period=str(next(years)), publication="another") for cell in listed(elsewhere)]
    first = next(publish(rows).figures.itertuples())
    return number(first.rounding), number(first.low), number(first.high)


WORDS = Example(
    lead="Counts of visits. Those above the row of 0.4 thousand are printed in the sources, the others are invented.",
    table="""
printed                      || read as | unit of the last digit | at least      | at most
72 millioner                 || no word | 1 000 000              | 71 500 000    | 72 500 000
37,2 millioner               || no word | 100 000                | 37 150 000    | 37 250 000
40 millioner                 || no word | 1 000 000              | 39 500 000    | 40 500 000
18.7 million                 || no word | 100 000                | 18 650 000    | 18 750 000
over 140 millioner           || over    | 1 000 000              | 140 000 000   | 141 000 000
mer enn 2,5 millioner        || over    | 100 000                | 2 500 000     | 2 600 000
i overkant av 12,7 millioner || over    | 100 000                | 12 700 000    | 12 800 000
nærmere 43 millioner         || nearly  | 1 000 000              | 42 000 000    | 43 000 000
rundt 7 millioner            || about   | 1 000 000              | 6 000 000     | 8 000 000
om lag 90,9 millioner        || about   | 100 000                | 90 800 000    | 91 000 000
ca. 1,4 millioner            || about   | 100 000                | 1 300 000     | 1 500 000
0.4 thousand                 || no word | 100                    | 350           | 450
1 000 thousand               || no word | 1 000                  | 999 500       | 1 000 500
more than 100 million        || over    | 1 000 000              | 100 000 000   | 101 000 000
2 milliarder                 || no word | 1 000 000 000          | 1 500 000 000 | 2 500 000 000
12 003                       || no word | 1                      | 12 003        | 12 003
over 12 003                  || over    | 1                      | 12 003        | 12 004
knapt 12 003                 || nearly  | 1                      | 12 002        | 12 003
about 12 003                 || about   | 1                      | 12 002        | 12 004
nearly 1 million             || nearly  | 1 000 000              | 0             | 1 000 000
about 1 million              || about   | 1 000 000              | 0             | 2 000 000
about 0.5 million            || about   | 100 000                | 400 000       | 600 000
about 0                      || about   | 1                      | 0             | 1
0                            || no word | 1                      | 0             | 0
""",
    call=meaning,
)

KINDS = Example(
    lead="Different metrics. 9.2 million and the shares of 97, 84 and 87 percent are printed in the sources.",
    table="""
figure         | printed         || at least  | at most
users          | 12 003          || 12 003    | 12 003
spending       | 12 003          || 12 002.5  | 12 003.5
spending       | 0               || 0         | 0.5
visits a month | 9,2 millioner   || 9 150 000 | 9 250 000
visits a month | 12 003          || 12 002.5  | 12 003.5
awareness      | 97 %            || 96.5      | 97.5
travel share   | nesten 84 %     || 83        | 84
travel share   | over 87 prosent || 87        | 88
travel share   | 87.0 percent    || 86.95     | 87.05
travel share   | ca. 70 %        || 69        | 71
travel share   | 0 percent       || 0         | 0.5
travel share   | about 1 percent || 0         | 2
travel share   | 99 percent      || 98.5      | 99.5
travel share   | over 99 percent || 99        | 100
travel share   | 100 percent     || 99.5      | 100
""",
    call=meaning_of_kind,
)

IN_FULL = Example(
    lead="""
Counts of visits printed in full. *Beside it* is another figure of the same metric in the same publication,
*elsewhere* one in another publication.
""",
    table="""
printed      | beside it       | elsewhere || unit of the last digit | at least | at most
500.000      | –               | –         || 1 000                  | 499 500  | 500 500
12 300       | –               | –         || 1                      | 12 300   | 12 300
1 000 000    | –               | –         || 1 000 000              | 500 000  | 1 500 000
1 000 000    | 500 000         | –         || 1 000                  | 999 500  | 1 000 500
500.000      | 12.003          | –         || 1                      | 500 000  | 500 000
500.000      | 510.000; 12.003 | –         || 1                      | 500 000  | 500 000
500.000      | 510.000         | –         || 1 000                  | 499 500  | 500 500
500.000      | –               | 12.003    || 1 000                  | 499 500  | 500 500
500.000      | about 12.003    | –         || 1 000                  | 499 500  | 500 500
500.000      | 0               | –         || 1 000                  | 499 500  | 500 500
over 500.000 | 12.003          | –         || 1 000                  | 500 000  | 501 000
0.5 million  | 12 003          | –         || 100 000                | 450 000  | 550 000
""",
    call=meaning_beside,
)

DEFINITION = Definition(
    title="What a printed figure can mean",
    rule="""
A printed figure is not a point but the range of all values that it can stand for, both ends included. Without a word
before it, the range is half a unit of its last printed digit on either side. After *about* it is one unit on either
side; after *over* it runs from the printed number to one unit above it, after *nearly* from one unit below it to the
printed number. A zero printed before a word such as *million* counts as a printed digit: "40 million" is known to one
million, not to ten.

In a number printed in full, trailing groups of three zeros are read as the word *thousand* or *million*: "500.000" is
known to a thousand. If the same publication prints the same metric to finer digits elsewhere, its table gives counts,
and the zeros are digits. Numbers of visits and persons are whole, so such a number is exact if it is printed to its
last digit. An amount in kroner, a mean or a share is not. No count and no share is below zero, and no share is above
100 percent.
""",
    origin="""
Half a unit is what rounding to the nearest digit means. One unit after *about*, *over* and *nearly*, and how trailing
zeros are read, are decisions of this program: the words only promise a direction, and a writer who knew that the
value was further off would have printed another digit.
""",
    examples=(WORDS, KINDS, IN_FULL),
)
