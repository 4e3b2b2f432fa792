"""What a printed figure can mean."""

from math import inf

from spec.answers import number
from spec.definition import Definition, Example
from spec.given import figure, listed, publish

from helsetrend.values.printed import readings

HEDGE_WORDS = {
    "none": "no word",
    "over": "over",
    "at_least": "at least",
    "about": "about",
    "nearly": "nearly",
    "under": "under",
    "at_most": "at most",
    "between": "between",
}


def meaning(print_, series="visits"):
    """Return the word before the number, the unit of the last digit, and the bounds."""
    (row,) = publish([figure(print_, series=series)]).figures.itertuples()
    return HEDGE_WORDS[row.hedge], number(row.rounding), number(row.low), number(row.high)


def literal(print_, series="visits"):
    """Return the least and the most for which the print is literally true."""
    (row,) = publish([figure(print_, series=series)]).figures.itertuples()
    return number(row.literal_low), "no limit" if row.literal_high == inf else number(row.literal_high)


def number_of(print_):
    """Return the numbers that a print can mean, however it is written."""
    return ("; ".join(dict.fromkeys(number(reading.value) for reading in readings(print_))) or "cannot be read",)


def cell(print_, marks):
    """Return what a published cell holds: bounds, statuses, or the reason why there is no figure."""
    published = publish([figure(print_, marks=marks)])
    if len(published.gaps):
        return "", "", "", published.gaps["reason"].iloc[0].replace("_", " ")
    (row,) = published.figures.itertuples()
    return number(row.low), number(row.high), row.status, ""


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
printed                      || read as  | unit of the last digit | at least      | at most
72 millioner                 || no word  | 1 000 000              | 71 500 000    | 72 500 000
37,2 millioner               || no word  | 100 000                | 37 150 000    | 37 250 000
40 millioner                 || no word  | 1 000 000              | 39 500 000    | 40 500 000
18.7 million                 || no word  | 100 000                | 18 650 000    | 18 750 000
over 140 millioner           || over     | 1 000 000              | 140 000 000   | 141 000 000
mer enn 2,5 millioner        || over     | 100 000                | 2 500 000     | 2 600 000
i overkant av 12,7 millioner || over     | 100 000                | 12 700 000    | 12 800 000
nærmere 43 millioner         || nearly   | 1 000 000              | 42 000 000    | 43 000 000
rundt 7 millioner            || about    | 1 000 000              | 6 300 000     | 7 700 000
om lag 90,9 millioner        || about    | 100 000                | 90 800 000    | 91 000 000
ca. 1,4 millioner            || about    | 100 000                | 1 300 000     | 1 500 000
0.4 thousand                 || no word  | 100                    | 350           | 450
1 000 thousand               || no word  | 1 000                  | 999 500       | 1 000 500
more than 100 million        || over     | 1 000 000              | 100 000 000   | 101 000 000
2 milliarder                 || no word  | 1 000 000 000          | 1 500 000 000 | 2 500 000 000
12 003                       || no word  | 1                      | 12 003        | 12 003
over 12 003                  || over     | 1                      | 12 003        | 12 004
knapt 12 003                 || nearly   | 1                      | 12 002        | 12 003
about 12 003                 || about    | 1                      | 12 002        | 12 004
nearly 1 million             || nearly   | 1 000 000              | 500 000       | 1 000 000
about 1 million              || about    | 1 000 000              | 500 000       | 1 500 000
about 0.5 million            || about    | 100 000                | 450 000       | 550 000
about 0                      || about    | 1                      | 0             | 0
minst 3 millioner            || at least | 1 000 000              | 3 000 000     | 4 000 000
under 3 millioner            || under    | 1 000 000              | 2 500 000     | 2 999 999
opptil 3 millioner           || at most  | 1 000 000              | 2 500 000     | 3 000 000
40–45 millioner              || between  | 1 000 000              | 40 000 000    | 45 000 000
hele 7 millioner             || no word  | 1 000 000              | 6 500 000     | 7 500 000
to og en halv million        || no word  | 100 000                | 2 450 000     | 2 550 000
0                            || no word  | 1                      | 0             | 0
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
travel share   | about 1 percent || 0.5       | 1.5
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

LITERAL = Example(
    lead="For which values a print is literally true, for counts of visits (invented but for 140 million).",
    table="""
printed            || at least    | at most
over 140 millioner || 140 000 001 | no limit
over 200 000       || 200 001     | no limit
minst 200 000      || 200 000     | no limit
under 200 000      || 0           | 199 999
opptil 200 000     || 0           | 200 000
nearly 200 000     || 199 000     | 200 000
about 200 000      || 199 000     | 201 000
200 thousand       || 199 500     | 200 500
""",
    call=literal,
)

WRITTEN = Example(
    lead="How the number may be written, in bokmål, nynorsk and English (invented).",
    table="""
printed              || read as
12 mio.              || 12 000 000
12 mill.             || 12 000 000
12M                  || 12 000 000
12 mrd.              || 12 000 000 000
1.2 bn               || 1 200 000 000
3 billioner          || 3 000 000 000 000
1.2 billion          || 1 200 000 000; 1 200 000 000 000
1,2 tusen milliarder || 1 200 000 000 000
1.234                || 1 234; 1.23
fem tusen og tjue    || 5 020
half a million       || 500 000
a million and a half || 1 500 000
halvannen million    || 1 500 000
2½ millioner         || 2 500 000
twenty-five thousand || 25 000
to av tre            || cannot be read
rundt over 12        || cannot be read
""",
    call=number_of,
)

CELLS = Example(
    lead="""
Published cells of counts of visits with marks, or with a sign in the place of a figure (invented). *Declared* is what
the source says of its marks.
""",
    table="""
printed        | declared                     || at least    | at most     | status               | no figure, since
140 millioner* | * = provisional              || 139 500 000 | 140 500 000 | provisional          | –
47 322 [u]     | [u] = unreliable             || 47 322      | 47 322      | unreliable           | –
47 322 (r)     | (r) = revised                || 47 322      | 47 322      | revised              | –
322¹           | 1 = note                     || 322         | 322         | note                 | –
47 322ᵃ        | a = note                     || 47 322      | 47 322      | note                 | –
12 mill.¹⁾     | 1) = note                    || 11 500 000  | 12 500 000  | note                 | –
¹ 322          | 1 = note                     || 322         | 322         | note                 | –
322¹,²         | 1 = note; 2 = break          || 322         | 322         | note, break          | –
322 r*         | r = revised; * = provisional || 322         | 322         | revised, provisional | –
<5             | –                            || 0           | 4           | suppressed           | –
<5             | < = suppressed_above_zero    || 1           | 4           | suppressed           | –
..             | –                            || –           | –           | –                    | not available
[x]            | –                            || –           | –           | –                    | not available
-              | –                            || –           | –           | –                    | not available
.              | –                            || –           | –           | –                    | not applicable
:              | –                            || –           | –           | –                    | suppressed
:              | : = not_available            || –           | –           | –                    | not available
[c]            | –                            || –           | –           | –                    | suppressed
""",
    call=cell,
)

DEFINITION = Definition(
    title="What a printed figure can mean",
    rule="""
A printed figure is not a point but the range of all values that it can stand for, both ends included. Without a word
before it, the range is half a unit of its last printed digit on either side. After *about* it is one unit on either
side, after *nearly*, *under* and *at most* one unit below the number; that unit is no more than a tenth of the number,
and no less than half a unit, so that "about 1 million" is not zero. After *over* and *at least* the range runs from the
printed number to one unit above it. Two numbers, "40–45 million", are the ends of the range. A zero printed before a
word such as *million* counts as a printed digit: "40 million" is known to one million, not to ten. Words that only
stress a number ("hele 7 millioner") change nothing. A number word is read as its digits; half a million is 0.5 million.

The range is what is reckoned with. Whether two statements agree is about what was literally said: "over 200 000" is
true of everything above 200 000, *at least* also of the number itself, *under* of everything below it, *at most* also
of the number itself. All else is true within its range.

A word beside the number is part of its scale, its percent or its unit, or it is a fault. A mark beside the number, such
as an asterisk, means what the source declares it to mean; a mark that is not declared is a fault. A sign in the place
of a number ("..", ":", "[x]", a dash) says why there is none, and never means zero. "<5" in a table of counts is a
number that is suppressed: at most 4.

In a number printed in full, trailing groups of three zeros are read as the word *thousand* or *million*: "500.000" is
known to a thousand. If the same publication prints the same metric to finer digits elsewhere, its table gives counts,
and the zeros are digits. Numbers of visits and persons are whole, so such a number is exact if it is printed to its
last digit. An amount in kroner, a mean or a share is not. No count and no share is below zero, and no share is above
100 percent.
""",
    origin="""
Half a unit is what rounding to the nearest digit means. One unit after *about*, *over* and *nearly*, its bounds of a
tenth and of half a unit, and how trailing zeros are read, are decisions of this program: the words only promise a
direction, and a writer who knew that the value was further off would have printed another digit. The signs in the place
of a number are those of Statistics Norway and of the British statistical services. English *billion* is a thousand
million, Norwegian *billion* a million million; where the value beside the print does not decide, the row is a fault.
""",
    examples=(WORDS, KINDS, IN_FULL, LITERAL, WRITTEN, CELLS),
)
