"""What would explain a claim that the figures contradict."""

from spec.answers import span, two_decimals
from spec.definition import Definition, Example
from spec.given import figures, known

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.slips import find_slips

SLIPS = {
    "ratio_as_increase": "the ratio in percent, read as an increase",
    "increase_as_ratio": "the increase, read as a multiple",
    "points_as_percent": "percentage points, read as percent",
    "percent_as_points": "percent, read as percentage points",
    "percent_of_the_new": "percent of the new figure",
    "same_period": "a period compared with itself",
    "vintage": "figures that have since been revised",
    "source": "figures of another source",
    "metric": "other figures",
    "period": "other periods",
}


def explained(kind, name, old, new, said, others=""):
    """Return the slips that would explain a claim from 2020 to 2021, with results; "" if it is not contradicted."""
    rows = figures(old, series=name, period="2020") + figures(new, series=name, period="2021") + elsewhere(others)
    claim = {"kind": kind, "series": name, "from": "2020", "to": "2021", "said": said, "published": "2025"}
    vintage = known(rows, claims=[claim])
    (checked,) = check_claims(vintage)
    slips = [f"{SLIPS[slip.code]} ({span(slip.derived, two_decimals)})" for slip in find_slips(vintage, checked)]
    return ("; ".join(slips) or ("nothing" if checked.verdict == "contradicts" else ""),)


def elsewhere(cell):
    """Return the figures in a cell that names the series and period of each: "logins 2020: nearly 43 million"."""
    entries = [entry.split(": ") for entry in cell.split("; ") if entry]
    return [row for head, prints in entries for row in figures(prints, series=head[:-5], period=head[-4:])]


FORMULAS = Example(
    lead="""
Another formula on the same figures, and its result; "–" means that the claim agrees. The visits and the messages are
from the sources.
""",
    table="""
kind     | figure    | 2020              | 2021             | said                 || would be explained by
growth   | visits    | 72 million        | over 140 million | 195 percent          || the ratio in percent, read as an
         |           |                   |                  |                      || increase (193.10 to 197.20)
growth   | visits    | 72 million        | over 140 million | 197 percent          || the ratio in percent, read as an
         |           |                   |                  |                      || increase (193.10 to 197.20)
growth   | visits    | 72 million        | over 140 million | 198 percent          || nothing
growth   | visits    | 72 million        | over 140 million | 49 percent           || percent of the new figure (48.21
         |           |                   |                  |                      || to 49.29)
growth   | visits    | 72 million        | over 140 million | 0 percent            || a period compared with itself
         |           |                   |                  |                      || (0.00)
growth   | visits    | 72 million        | over 140 million | 95 percent           || –
multiple | messages  | 15.9 million      | 40 million       | 1.5 times            || the increase, read as a multiple
         |           |                   |                  |                      || (1.48 to 1.56)
multiple | messages  | 15.9 million      | 40 million       | 1.0 times            || a period compared with itself
         |           |                   |                  |                      || (1.00)
growth   | awareness | nearly 84 percent | over 87 percent  | 3 percent            || percentage points, read as percent
         |           |                   |                  |                      || (3.00 to 5.00); percent of the new
         |           |                   |                  |                      || figure (3.45 to 5.68)
growth   | awareness | nearly 84 percent | over 87 percent  | 4 percent            || –
points   | awareness | 40 percent        | 50 percent       | 25 percentage points || percent, read as percentage points
         |           |                   |                  |                      || (22.22 to 27.85)
""",
    call=explained,
    working="""
140 / 72.5 and 141 / 71.5; 1 − 72.5 / 140 and 1 − 71.5 / 141; 39.5 / 15.95 − 1 and 40.5 / 15.85 − 1; 87 − 84 and 88 −
83, and 1 − 84 / 87 and 1 − 83 / 88; 49.5 / 40.5 − 1 and 50.5 / 39.5 − 1. "197 percent" is 196.5 to 197.5, "198
percent" 197.5 to 198.5.
""",
)

VINTAGES = Example(
    lead="""
The figures of another source, or as they were before a revision. All except the 77.5 million of June 2022 are from
the sources.
""",
    table="""
kind   | figure | 2020                        | 2021                        | said       || would be explained by
growth | logins | nearly 43 million (2022-05) | about 77.5 million          | 85 percent || figures that have since been
       |        |                             | (2022-05); about 90.9       |            || revised (80.00 to 84.76)
       |        |                             | million (2023-01)           |            ||
growth | logins | nearly 43 million (2022-05) | about 77.5 million          | 85 percent || figures that have since been
       |        |                             | (2022-05); 77.5 million     |            || revised (80.00 to 84.76)
       |        |                             | (2022-06); about 90.9       |            ||
       |        |                             | million (2023-01)           |            ||
growth | logins | nearly 43 million (2022-05) | about 77.5 million          | 86 percent || nothing
       |        |                             | (2022-05); about 90.9       |            ||
       |        |                             | million (2023-01)           |            ||
growth | logins | nearly 43 million (2022-05) | about 77.5 million          | 88 percent || figures of another source
       |        |                             | (2022-05, rank 1); 79       |            || (82.56 to 89.29)
       |        |                             | million (2022-05, rank 2)   |            ||
""",
    call=explained,
    working="""
77.4 / 43 and 77.6 / 42; 78.5 / 43 and 79.5 / 42. "85 percent" is 84.5 to 85.5 and meets 84.76; "86 percent" is 85.5
to 86.5.
""",
)

OTHERS = Example(
    lead="Other figures. All except the shares and the 85 percent are from the sources.",
    table="""
kind    | figure | 2020       | 2021             | said       | published besides          || would be explained by
growth  | visits | 72 million | over 140 million | 85 percent | –                          || nothing
growth  | visits | 72 million | over 140 million | 85 percent | logins 2020: nearly 43     || other figures (80.00 to
        |        |            |                  |            | million; logins 2021:      || 84.76)
        |        |            |                  |            | about 77.5 million         ||
growth  | visits | 72 million | over 140 million | 85 percent | awareness 2020: 50         || nothing
        |        |            |                  |            | percent; awareness 2021:   ||
        |        |            |                  |            | 93 percent                 ||
growth  | visits | 72 million | over 140 million | 92 percent | visits 2019: 37.2 million  || other periods (91.95 to
        |        |            |                  |            |                            || 95.15)
growth  | visits | 72 million | over 140 million | 91 percent | visits 2019: 37.2 million  || nothing
decline | visits | 72 million | over 140 million | 17 percent | visits 2022: about 116     || other periods (−18.44 to
        |        |            |                  |            | million                    || −16.43)
""",
    call=explained,
    working="""
71.5 / 37.25 and 72.5 / 37.15; 115 / 141 − 1 and 117 / 140 − 1. The shares grow by 83.2 to 88.9 percent, but are of
another kind. "92 percent" is 91.5 to 92.5, "91 percent" 90.5 to 91.5.
""",
)

DEFINITION = Definition(
    title="What would explain a contradicted claim",
    rule="""
If the figures contradict a claim, the usual slips are tried: another formula on the same figures, and the same
formula on other figures, namely those that were in force earlier, those of another source, those of another metric or
service of the same kind, and those of the years before or after. A slip is offered only if its result agrees with the
claim, by the same rule as everywhere, and only for a claim that is contradicted. If it was wrong as it was written,
it is explained by what was known then, and by nothing that was published later. It is a possible explanation, not a
proof.
""",
    origin="The list of slips is this program's own. Each is a common mistake in quoting figures.",
    examples=(FORMULAS, VINTAGES, OTHERS),
)
