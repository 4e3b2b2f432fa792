"""How much figures are revised."""

from spec.answers import number, signed, two_decimals
from spec.definition import Definition, Example
from spec.given import figure, known, listed

from helsetrend.analysis.revision_analysis import FIRST_FIGURES, revision_summary, revision_triangle, rule_of


def with_sign(value):
    """Return a number with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)


def summary(rows, basis="first_to_latest", form="year"):
    """Return the row of the summary, or None if no figure was published again."""
    table = revision_summary(basis=basis, data=known(rows))
    found = list(table[table["form"] == form].itertuples())
    return found[0] if found else None


def of_basis(given, basis, form):
    """Return the counts of a form of period, and the mean sizes in value."""
    row = summary(given, basis.replace(" ", "_"), form)
    bounds = f"{with_sign(row.mean_low)} to {with_sign(row.mean_high)}"
    return (
        *(str(row.figures), str(row.revised), f"{row.up}, {row.down}"),
        *(with_sign(row.mean_revision), bounds, number(row.mean_absolute_revision)),
    )


def in_percent(given, basis, form):
    """Return the mean sizes in percent of the earlier figures, and the largest revision in value and in percent."""
    row = summary(given, basis.replace(" ", "_"), form)
    sizes = two_decimals(row.mean_absolute_percent), two_decimals(row.relative_percent)
    largest = f"{with_sign(row.largest_revision)} ({row.largest_period})"
    return signed(row.mean_percent), *sizes, largest, f"{signed(row.largest_percent)} ({row.largest_percent_period})"


def of_prints(series, prints):
    """Return what counts for one period whose figures are published a year apart."""
    rows = [figure(print_, series=series, published=f"202{year}") for year, print_ in enumerate(listed(prints))]
    answers = []
    for basis in ("first_to_latest", "step_by_step"):
        row = summary(rows, basis)
        answers += [str(row.figures), str(row.revised), with_sign(row.mean_revision)] if row else ["0", "", ""]
    return tuple(answers)


def of_producers(first, second, third):
    """Return what counts for one year of stays, from cells such as "Agency 2022: 410 000"."""
    rows = []
    for cell in filter(None, (first, second, third)):
        who, _, print_ = cell.partition(": ")
        publisher, _, published = who.rpartition(" ")
        rows.append({"series": "stays", "publisher": publisher, "published": published, "printed": print_})
    row = summary(rows)
    return (str(row.figures), str(row.revised), with_sign(row.mean_revision)) if row else ("0", "", "")


def rule(up, down):
    return (FIRST_FIGURES[rule_of(int(up), int(down))],)


def triangle(given, period):
    """Return a row of the triangle: what each publication prints of a period, and what is in force after it."""
    vintage = known(given)
    printed = revision_triangle("visits", data=vintage).loc[period]
    held = revision_triangle("visits", cells="in_force", data=vintage).loc[period]
    cells = zip(printed, held, strict=True)
    return tuple(one or (f"({other})" if other else "") for one, other in cells)


GIVEN = """
period  | published  | printed
2019    | 2020-06    | 37.2 million
2019    | 2022-05    | 37.2 million
2020    | 2022-05    | 72 million
2020    | 2024-02-09 | 72.9 million
2021    | 2022-05    | 140 million
2021    | 2023-01    | 150 million
2021    | 2024-02-09 | 145.1 million
2022    | 2024-02-09 | 116 million
2020-03 | 2022-05    | 10.0 million
2020-03 | 2024-02-09 | 9.0 million
"""

SIZES = Example(
    lead="""
Visits (partly invented): how many figures were published again, how many of these were revised, how many up and how
many down, and the mean with and without signs.
""",
    given=GIVEN,
    table="""
basis           | periods || again | revised | up, down | mean       | it can be                | absolute
first to latest | year    || 3     | 2       | 2, 0     | +2 000 000 | +1 600 000 to +2 400 000 | 2 000 000
step by step    | year    || 4     | 3       | 2, 1     | +1 500 000 | +950 000 to +2 050 000   | 3 950 000
first to latest | month   || 1     | 1       | 0, 1     | −1 000 000 | −1 100 000 to −900 000   | 1 000 000
""",
    call=of_basis,
    working="""
From the first figure to the latest: 0 for 2019, +0.9 for 2020 and +5.1 for 2021, in all +6.0 million in three years.
Step by step: 0, +0.9, +10 and −4.9, in all +6.0 million in four steps, and without the signs 15.8. The bounds of 2020
are 72.85 − 72.5 to 72.95 − 71.5 million, or +0.35 to +1.45.
""",
)

PERCENT = Example(
    lead="The same in percent of the earlier figures, and the largest revision.",
    given=GIVEN,
    table="""
basis           | periods || mean   | absolute | of the sum | the largest          | in percent
first to latest | year    || +1.63  | 1.63     | 2.41       | +5 100 000 (2021)    | +3.64 (2021)
step by step    | year    || +1.28  | 2.91     | 3.96       | +10 000 000 (2021)   | +7.14 (2021)
first to latest | month   || −10.00 | 10.00    | 10.00      | −1 000 000 (2020-03) | −10.00 (2020-03)
""",
    call=in_percent,
    working="""
0.9 / 72 = 1.25 percent and 5.1 / 140 = 3.64 percent, over three years. Of the sum: 6.0 million of the first figures,
37.2 + 72 + 140 = 249.2 million.
""",
)

KINDS = Example(
    lead="One period, and figures published one after the other (invented): the first and the latest, then the steps.",
    table="""
figure       | published in this order                || periods | revised | mean       | steps | revised | mean
visits       | 72 million                             || 0       | –       | –          | 0     | –       | –
visits       | 72 million; 72.9 million               || 1       | 1       | +900 000   | 1     | 1       | +900 000
visits       | 72 million; 72.4 million               || 1       | 0       | 0          | 1     | 0       | 0
visits       | 72.4 million; 72 million               || 1       | 0       | 0          | 1     | 0       | 0
visits       | over 140 million; 140.9 million        || 1       | 0       | 0          | 1     | 0       | 0
visits       | 72 million; 72.9 million; 72 million   || 1       | 0       | 0          | 2     | 2       | 0
visits       | 72 million; 72.5 million; 72.6 million || 1       | 1       | +600 000   | 2     | 0       | 0
visits       | 72 million; 74 million; 75 million     || 1       | 1       | +3 000 000 | 2     | 1       | +1 000 000
travel share | 84 percent; 86.5 percent               || 1       | 1       | +2.5       | 1     | 1       | +2.5
""",
    call=of_prints,
    working="""
72 and 72.5 million agree, and so do 72.5 and 72.6, but 72 is at most 72.5 and 72.6 at least 72.55. 74 and 75 million
agree at 74.5.
""",
)

PRODUCERS = Example(
    lead="Figures of one year, each with who published it and when (invented): only a producer revises its own figures.",
    table="""
first                | second                  | third                  || again | revised | mean
Agency 2022: 410 000 | Agency 2023: 420 000    | –                      || 1     | 1       | +10 000
Agency 2022: 410 000 | paper 2023: 410 000     | –                      || 0     | –       | –
Agency 2022: 410 000 | paper 2023: 390 000     | –                      || 0     | –       | –
paper 2022: 390 000  | Agency 2023: 410 000    | Agency 2024: 420 000   || 1     | 1       | +10 000
paper 2022: 390 000  | other 2023: 390 000     | paper 2024: 400 000    || 0     | –       | –
Agency 2022: 410 000 | Institute 2023: 420 000 | –                      || 1     | 1       | +10 000
Agency 2022: 410 000 | Register 2023: 397 000  | Register 2024: 399 000 || 0     | –       | –
Agency 2022: 410 000 | Agency 2022: 420 000    | –                      || 0     | –       | –
Agency 2022: 410 000 | Agency 2022: 420 000    | Agency 2023: 430 000   || 1     | 1       | +20 000
""",
    call=of_producers,
)

RULE = Example(
    lead="Whether first figures are too low as a rule.",
    table="""
up | down || the first figure is
0  | 0    || never revised
1  | 0    || too few to say
5  | 0    || too few to say
6  | 0    || too low as a rule
0  | 6    || too high as a rule
7  | 1    || now too low, now too high
8  | 1    || too low as a rule
9  | 2    || now too low, now too high
10 | 2    || too low as a rule
6  | 6    || now too low, now too high
""",
    call=rule,
    working="""
With a fair coin, 6 heads or 6 tails in 6 throws have a chance of 2 / 64 = 3.1 percent, 5 in 5 one of 6.3; 8 or more
alike in 9 have 3.9 percent, 7 or more in 8 have 7.0, and 9 or more in 11 have 6.5.
""",
)

TRIANGLE = Example(
    lead="The triangle of these visits: what each publication prints, or in brackets what is still in force after it.",
    given=GIVEN,
    table="""
period  || 2020-06      | 2022-05      | 2023-01        | 2024-02-09
2019    || 37.2 million | 37.2 million | (37.2 million) | (37.2 million)
2020    || –            | 72 million   | (72 million)   | 72.9 million
2020-03 || –            | 10.0 million | (10.0 million) | 9.0 million
2021    || –            | 140 million  | 150 million    | 145.1 million
2022    || –            | –            | –              | 116 million
""",
    call=triangle,
)

DEFINITION = Definition(
    title="How much figures are revised",
    rule="""
The measures are taken over the figures that their producer, or its successor, published more than once, on different
days; second-hand figures and conflicts do not count. By default each period counts once, from its first figure to the latest one in force; step by step, each later publication counts, from the
figure in force before it. A figure that agrees with the earlier one counts as a revision of zero. The mean revision
keeps the signs, so that revisions up and down cancel out; the mean absolute revision leaves them out. Both are given
in the unit of the figures and in percent of the earlier figure, shares only in percentage points. Years and months
are not mixed. As the prints are rounded, the mean revision has bounds: the mean of the least and of the greatest
differences that the prints allow.

First figures are *too low as a rule* if so many revisions, or more, would go the same way in at most one of 20 cases
if up and down were equally likely. Fewer than six revisions are too few to say.
""",
    origin="""
Mean revision, mean absolute revision and the relative mean absolute revision (in percent of the sum of the earlier
figures), from the first to a later estimate, are the measures of the guidelines of OECD and Eurostat on revision
analysis and of the European quality reports. The test is the sign test. That figures which agree count as zero
follows from what a revision is.
""",
    examples=(SIZES, PERCENT, KINDS, PRODUCERS, RULE, TRIANGLE),
)
