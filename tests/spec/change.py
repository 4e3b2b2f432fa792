"""How large a change is."""

from spec.answers import signed
from spec.definition import Definition, Example
from spec.given import figure, known
from spec.measured import series

from helsetrend.analysis.vintage.comparison import compare

DIRECTIONS = {"up": "up", "down": "down", "unclear": "unclear", "unchanged": "given as the same"}


def between(name, old, new):
    """Compare 2020 with 2021."""
    rows = [figure(old, series=name, period="2020"), figure(new, series=name, period="2021")]
    return compare(known(rows), series(name)[0], 2020, 2021, series(name)[1])


def bounds(name, old, new):
    """Return the bounds of the change, their unit and the direction."""
    change = between(name, old, new)
    unit = "percent" if change.unit == "percent" else "points"
    return signed(change.interval.low), signed(change.interval.high), unit, DIRECTIONS[change.direction]


def word(old, new):
    """Return the word for the change, or an empty string."""
    multiple = between("visits", old, new).multiple
    return (multiple.replace("_", " ") if multiple else "",)


REAL = Example(
    lead="Figures from the sources, 2020 and 2021.",
    table="""
figure       | 2020              | 2021               || at least | at most | in      | direction
visits       | 72 million        | over 140 million   || +93.10   | +97.20  | percent | up
visits       | 72.9 million      | 140.9 million      || +93.08   | +93.48  | percent | up
messages     | 15.9 million      | 40 million         || +147.65  | +155.52 | percent | up
logins       | nearly 43 million | about 77.5 million || +80.00   | +84.76  | percent | up
logins       | nearly 43 million | about 90.9 million || +111.16  | +116.67 | percent | up
travel share | nearly 84 percent | over 87 percent    || +3.00    | +5.00   | points  | up
""",
    call=bounds,
    working="""
Visits: 140 / 72.5 and 141 / 71.5, then 140.85 / 72.95 and 140.95 / 72.85. Messages: 39.5 / 15.95 and 40.5 / 15.85.
Logins: 77.4 / 43 and 77.6 / 42, then 90.8 / 43 and 91 / 42. Share: 87 − 84 and 88 − 83.
""",
)

EDGES = Example(
    lead="The direction, and exact counts (invented).",
    table="""
figure         | 2020       | 2021             || at least | at most | in      | direction
visits         | 40 million | 15.9 million     || −60.86   | −59.62  | percent | down
visits         | 72 million | 74 million       || +1.38    | +4.20   | percent | up
visits         | 72 million | 73 million       || 0.00     | +2.80   | percent | unclear
visits         | 72 million | about 72 million || −2.07    | +2.10   | percent | unclear
visits         | 73 million | 72 million       || −2.72    | 0.00    | percent | unclear
visits         | 72 million | 72 million       || −1.38    | +1.40   | percent | given as the same
visits         | 72 million | 0                || −100.00  | −100.00 | percent | down
visits         | 12 500     | 15 625           || +25.00   | +25.00  | percent | up
visits         | 12 500     | 12 501           || +0.01    | +0.01   | percent | up
visits         | 12 500     | 12 500           || 0.00     | 0.00    | percent | given as the same
travel share   | 56 percent | 58 percent       || +1.00    | +3.00   | points  | up
travel share   | 56 percent | 57 percent       || 0.00     | +2.00   | points  | unclear
travel share   | 56 percent | 56 percent       || −1.00    | +1.00   | points  | given as the same
travel share   | 56 percent | 54 percent       || −3.00    | −1.00   | points  | down
visits a month | 3 million  | 9.2 million      || +161.43  | +270.00 | percent | up
""",
    call=bounds,
    working="""
40 to 15.9: 15.85 / 40.5 − 1 and 15.95 / 39.5 − 1. The difference divided by the old figure would give −62.41 to
−58.15, because it lets the old figure have two values at once. 72 to 73: 72.5 / 72.5 − 1 = 0. 3 to 9.2: 9.15 / 3.5
and 9.25 / 2.5.
""",
)

WORDS = Example(
    lead="The word for a change, if there is one (invented, except for the first two).",
    table="""
old          | new              || word
72 million   | over 140 million || nearly doubled
15.9 million | 40 million       || more than doubled
120          | 227              || –
120          | 228              || nearly doubled
120          | 234              || nearly doubled
120          | 239              || nearly doubled
120          | 240              || doubled
120          | 241              || doubled
120          | 246              || doubled
120          | 247              || more than doubled
120          | 348              || more than doubled
120          | 349              || nearly tripled
120          | 359              || nearly tripled
120          | 360              || tripled
120          | 366              || tripled
120          | 367              || more than tripled
120          | 468              || more than tripled
120          | 469              || nearly quadrupled
120          | 479              || nearly quadrupled
120          | 480              || quadrupled
120          | 486              || quadrupled
120          | 487              || more than quadrupled
120          | 588              || more than quadrupled
120          | 589              || –
10.0 million | 20.0 million     || doubled
100          | 0.20 thousand    || doubled
10 million   | 20 million       || –
""",
    call=word,
    working="""
228, 234, 246, 348, 366, 468, 486 and 588 are 1.9, 1.95, 2.05, 2.9, 3.05, 3.9, 4.05 and 4.9 times 120. 10.0 and 20.0
million: 19.95 / 10.05 = 1.985 and 20.05 / 9.95 = 2.015. 0.20 thousand is 195 to 205, or 1.95 to 2.05 times 100. 10
and 20 million: 19.5 / 10.5 = 1.86 and 20.5 / 9.5 = 2.16, for which no word is right.
""",
)

DEFINITION = Definition(
    title="How large a change is",
    rule="""
A change is given in percent of the old figure, as new divided by old, minus one. Its lower bound is the smallest new
value over the largest old one, its upper bound the largest new value over the smallest old one. A share changes in
percentage points, as the new share minus the old one, with bounds found in the same way. The figure went up only if
both bounds are above zero, and down only if both are below. If zero is between them or is one of them, the direction
is unclear. Two figures that are printed alike are given as the same. A word such as *doubled* is used only if it is
right for every value between the bounds: *nearly doubled* from 1.9 times to less than 2, *doubled* from 1.95 to 2.05,
*more than doubled* from above 2 to 2.9, and so on for three and four times. If two words are right, the first one is
used.
""",
    origin="""
New over old, minus one, is the usual definition. Each figure occurs in it once, so its bounds are exact. The limits
of the words are decisions of this program.
""",
    examples=(REAL, EDGES, WORDS),
)
