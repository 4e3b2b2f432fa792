"""What a revision is."""

from spec.answers import number, signed
from spec.definition import Definition, Example
from spec.given import figure, publish

from helsetrend.published.vintages import history, refinements, revisions


def effect(series, earlier, later):
    """Return what happens to the earlier figure, and the size of a revision as a number and in percent."""
    rows = [figure(earlier, series=series, published="2022"), figure(later, series=series, published="2024")]
    known = history(publish(rows).figures)
    if len(revised := revisions(known)):
        (revision,) = revised.itertuples()
        difference = number(revision.change_value)
        sign = "" if revision.change_value < 0 else "+"
        return "revised", f"{sign}{difference}", signed(revision.change_percent)
    if known["role"].iloc[-1] == "confirms":
        return "confirmed", "", ""
    return "made more precise" if len(refinements(known)) else "given again", "", ""


REAL = Example(
    lead="Figures from the sources.",
    table="""
figure | earlier            | later              || the earlier one is | difference  | in percent
visits | 72 million         | 72.9 million       || revised            | +900 000    | +1.25
logins | about 77.5 million | about 90.9 million || revised            | +13 400 000 | +17.29
visits | 109.5 million      | over 110 million   || revised            | +500 000    | +0.46
visits | over 140 million   | 140.9 million      || made more precise  | –           | –
visits | 115.9 million      | about 116 million  || confirmed          | –           | –
visits | 25.6 million       | 25.5 million       || given again        | –           | –
""",
    call=effect,
    working="""
0.9 / 72 = 1.25 percent; 13.4 / 77.5 = 17.29 percent; 0.5 / 109.5 = 0.46 percent. 25.6 is 25.55 to 25.65 and 25.5 is
25.45 to 25.55: both are right if the value is exactly 25.55.
""",
)

EDGES = Example(
    lead="At the boundary (invented).",
    table="""
figure       | earlier      | later               || the earlier one is | difference | in percent
visits       | 72 million   | 72.4 million        || made more precise  | –          | –
visits       | 72 million   | 72.5 million        || made more precise  | –          | –
visits       | 72 million   | 72.6 million        || revised            | +600 000   | +0.83
visits       | 72 million   | 73 million          || given again        | –          | –
visits       | 72 million   | 74 million          || revised            | +2 000 000 | +2.78
visits       | 72 million   | over 72.5 million   || revised            | +500 000   | +0.69
visits       | 72 million   | nearly 71.5 million || made more precise  | –          | –
visits       | 72 million   | nearly 71.4 million || revised            | −600 000   | −0.83
visits       | over 200 000 | 201 300             || made more precise  | –          | –
visits       | over 200 000 | 251 300             || made more precise  | –          | –
visits       | over 200 000 | 199 900             || revised            | −100       | −0.05
visits       | 72.9 million | 72 million          || revised            | −900 000   | −1.23
visits       | 12 003       | 12 004              || revised            | +1         | +0.01
visits       | 12 003       | 12 003              || given again        | –          | –
visits       | 12 thousand  | 12 500              || made more precise  | –          | –
visits       | 12 thousand  | 12 501              || revised            | +501       | +4.18
travel share | 84 percent   | 85 percent          || given again        | –          | –
travel share | 84 percent   | 86 percent          || revised            | +2         | +2.38
""",
    call=effect,
    working="""
72 million is 71.5 to 72.5. It meets 72.5 (72.45 to 72.55), 73 (72.5 to 73.5) and *nearly 71.5* (71.4 to
71.5), the last two only at one bound. It does not meet 72.6 (72.55 to 72.65), *over 72.5* (more than 72.5), 74 (73.5 to
74.5) and *nearly 71.4* (71.3 to 71.4). 12 thousand is 11 500 to 12 500.
""",
)

DEFINITION = Definition(
    title="What a revision is",
    rule="""
A figure is revised when a figure that does not agree with it replaces it: no value is within the bounds of both.
Bounds that only touch agree, so "72 million" followed by "73 million" is not a revision; both are right if the value
is exactly 72.5 million. A figure that agrees and has a narrower range makes the earlier one more precise. One with an
equally wide range gives it again. The size of a revision is the difference between the two printed numbers, and this
difference in percent of the earlier number.
""",
    origin="""
That a more precise figure within the bounds of an earlier one is not a revision is a decision of this program: the
earlier statement still holds.
""",
    examples=(REAL, EDGES),
)
