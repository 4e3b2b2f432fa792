"""When sources of one time do not agree."""

from fractions import Fraction

from spec.answers import number, signed, span
from spec.definition import Definition, Example
from spec.given import figure, known, publish

from helsetrend.analysis.vintage.comparison import compare
from helsetrend.published.conflicting import conflicts
from helsetrend.published.vintages import history


def together_in_force(first, second):
    """Return which of the two is in force, what the other is to it, and the bounds of the year."""
    vintage = known([figure(first), figure(second)])
    seen, (*_, last) = vintage.observe("visits", 2021), vintage.history.itertuples()
    word = "revised" if last.role == "revises" else last.role
    return seen.figure.as_printed, word, span(seen.interval.scaled(Fraction(1, 1_000_000)), number).replace(" to ", "–")


def growth(day):
    """Return the growth as it was known on the day, with the figure of 2024 known from the start."""
    rows = [
        figure("109.5 million (2024-02-09, rank 2)", period="2023"),
        figure("over 110 million (2024-02, rank 1)", period="2023"),
        figure("110.4 million (2024-03, rank 1)", period="2023"),
        figure("131 million (2024-01-31, rank 1)", period="2024"),
    ]
    return (span(compare(known(rows, as_of=day), "visits", 2023, 2024).interval, signed),)


def together(series, first, second):
    """Return whether the two figures conflict, and how."""
    rows = conflicts(history(publish([figure(first, series=series), figure(second, series=series)]).figures))
    if not len(rows):
        return ("no conflict",)
    return ("they only touch" if rows["only_touch"].item() else "cannot both hold",)


REAL = Example(
    lead="Figures from the sources.",
    table="""
figure | first                                | second                             || together
visits | over 110 million (2024-02, rank 1)   | 109.5 million (2024-02-09, rank 2) || cannot both hold
logins | about 77.5 million (2022-05, rank 1) | 79 million (2022-05, rank 2)       || cannot both hold
visits | 25.6 million (2019-03, rank 3)       | 25.5 million (2019-03-18, rank 3)  || they only touch
visits | 141 million (2024-02, rank 1)        | 140.9 million (2024-02-09, rank 2) || no conflict
visits | 72 million (2022-05, rank 1)         | 72.9 million (2024-02-09, rank 2)  || no conflict
""",
    call=together,
    working="""
*Over 110* is 110 to 111, 109.5 is 109.45 to 109.55. *About 77.5* is 77.4 to 77.6, 79 is 78.5 to 79.5. 25.6 and 25.5
share 25.55. In the last row the dates differ, so it is a revision.
""",
)

DATES = Example(
    lead='Whether "72 million" and "74 million" have the same date (invented).',
    table="""
figure | first                   | second                  || together
visits | 72 million (2024-02)    | 74 million (2024-01-31) || no conflict
visits | 72 million (2024-02)    | 74 million (2024-02-01) || cannot both hold
visits | 72 million (2024-02)    | 74 million (2024-02-29) || cannot both hold
visits | 72 million (2024-02)    | 74 million (2024-03-01) || no conflict
visits | 72 million (2024-02)    | 74 million (2024)       || cannot both hold
visits | 72 million (2024-02-09) | 74 million (2024-02-09) || cannot both hold
visits | 72 million (2024-02-09) | 74 million (2024-02-10) || no conflict
visits | 72 million (2023)       | 74 million (2024)       || no conflict
""",
    call=together,
)

UNKNOWN_ORDER = Example(
    lead="Which of two figures is in force if their order is not known, the other, and what it can mean in millions.",
    table="""
first                              | second                             || in force         | the other | can mean
109.5 million (2024-02-09, rank 2) | over 110 million (2024-02, rank 1) || over 110 million | conflicts | 109.45–111
109.5 million (2024-02-09, rank 1) | over 110 million (2024-02, rank 2) || 109.5 million    | conflicts | 109.45–111
109.5 million (2024-02-09, rank 1) | over 110 million (2024, rank 1)    || over 110 million | conflicts | 109.45–111
109.5 million (2024-02-09, rank 1) | over 110 million (2024-03, rank 1) || over 110 million | revised   | 110–111
109.5 million (2024-02-09, rank 2) | 109 million (2024-02, rank 1)      || 109.5 million    | confirms  | 109.45–109.55
""",
    call=together_in_force,
    working="""
109.5 is 109.45 to 109.55, over 110 is 110 to 111: the year can mean all from the least to the most. In the last row but
one the second is surely later.
""",
)

GROWTH = Example(
    lead="The growth to 131 million in 2024 from 2023, for which 109.5 (2024-02-09) and over 110 (2024-02) are given.",
    table="""
the day of knowledge || growth in percent
2024-02-09           || +19.12 to +20.15
2024-02-29           || +17.57 to +20.15
2024-03-31           || +18.15 to +19.17
""",
    call=growth,
    working="""
On the first day only 109.5 is known: 130.5/109.55 = 1.1912 and 131.5/109.45 = 1.2015. On the second day the growth
spans both: 130.5/111 = 1.1757. On the third, a figure of 110.4 has settled it (110.35 to 110.45 million).
""",
)

EDGES = Example(
    lead="Figures of one day, and how far their ranges overlap (invented).",
    table="""
figure       | first       | second            || together
visits       | 72 million  | 72.5 million      || no conflict
visits       | 72 million  | 73 million        || they only touch
visits       | 72 million  | over 72.5 million || cannot both hold
visits       | 72 million  | 72.6 million      || cannot both hold
visits       | 12 thousand | 12 500            || no conflict
visits       | 12 thousand | 12 501            || cannot both hold
visits       | 12 003      | 12 004            || cannot both hold
travel share | 84 percent  | 85 percent        || they only touch
""",
    call=together,
    working="""
12 thousand is 11 500 to 12 500, and 12 500 visits are exact: this value is in both ranges and is the only one that
the second figure can mean, so there is no conflict.
""",
)

DEFINITION = Definition(
    title="When sources do not agree",
    rule="""
Two figures for one period conflict when they have the same date and their ranges do not overlap. They have the same
date if their dates, as far as they are known, may be the same: one of February 2024 and one of 9 February 2024. Two
figures whose ranges share a single value *only touch*: both are right only for this one value, which is possible, but
readers must know. An exact figure that lies in the range of another does not conflict with it. If the dates surely
differ, the later figure revises the earlier one and does not conflict with it.

An order that is not known is not given: two figures in conflict are no revision of each other, even if one counts from a
later day than the other. The rank of their sources decides which of them is in force, and with equal ranks the one that
counts from the later day. Until a later figure settles it, the figure in force can mean all that either of the two can
mean, and what is computed from it spans both. Conflicts are between figures of one producer, or between second-hand
ones.
""",
    origin="A decision of this program, so that every disagreement between sources is reported.",
    examples=(REAL, DATES, UNKNOWN_ORDER, GROWTH, EDGES),
)
