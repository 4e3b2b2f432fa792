"""When sources of one time do not agree."""

from spec.definition import Definition, Example
from spec.given import figure, publish

from helsetrend.published.vintages import conflicts, history


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
readers must know. An exact figure that lies in the range of another does not conflict with it. If the dates differ,
the later figure revises the earlier one and does not conflict with it.
""",
    origin="A decision of this program, so that every disagreement between sources is reported.",
    examples=(REAL, DATES, EDGES),
)
