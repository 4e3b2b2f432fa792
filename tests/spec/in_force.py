"""Which figure is in force on a date."""

from spec.definition import Definition, Example
from spec.given import figure, publish

from helsetrend.published.vintages import history, in_force

ROLES = {
    "confirms": "confirms it",
    "replaces": "takes its place",
    "revises": "revises it",
    "conflicts": "conflicts with it",
}


def on_day(given, day):
    """Return the figure in force on the day."""
    figures = in_force(history(publish(given).figures, as_of=day))
    return (figures["as_printed"].item() if len(figures) else "",)


def counts_on(published, day):
    """Return whether a figure published on that date is known on the day."""
    return (
        "yes"
        if len(history(publish([{"printed": "72 million", "published": published}]).figures, as_of=day))
        else "no",
    )


def after(*prints):
    """Return the figure in force after these are published one after the other, and what the last one did."""
    rows = [figure(print_, published=f"202{year}") for year, print_ in enumerate(prints)]
    figures = history(publish(rows).figures)
    last = figures.iloc[-1]
    return figures.at[last["in_force"], "as_printed"], ROLES[last["role"]]


def of_rows(*cells):
    """Return the figure in force after rows with dates and ranks, and what each of the others does."""
    figures = history(publish([figure(cell) for cell in cells]).figures)
    last = figures["in_force"].iloc[-1]
    others = figures[~figures.index.isin([last]) & figures["role"].isin(["confirms", "conflicts"])]
    return figures.at[last, "as_printed"], "; ".join(
        f"{other.as_printed} {ROLES[other.role]}" for other in others.itertuples()
    )


REAL = Example(
    lead="Visits in 2021, with the figures and dates of the sources.",
    given="""
publication                      | published  | rank | printed
the yearly page, edition of 2022 | 2022-05    | 1    | over 140 million
the trends report of 2022        | 2022-05    | 2    | 140 million
the residents' survey of 2023    | 2024-02-09 | 2    | 140.9 million
the yearly page, edition of 2024 | 2024-02    | 1    | 141 million
""",
    table="""
on the day || in force
2022-05-30 || –
2022-05-31 || over 140 million
2024-02-08 || over 140 million
2024-02-09 || 140.9 million
2024-02-28 || 140.9 million
2024-02-29 || 140.9 million
""",
    call=on_day,
)

DATES = Example(
    lead="A date that is known only in part, and the day from which the figure counts.",
    table="""
published  | on the day || known
2022-05    | 2022-05-30 || no
2022-05    | 2022-05-31 || yes
2022-05-30 | 2022-05-30 || yes
2022-05-31 | 2022-05-30 || no
2024-02    | 2024-02-28 || no
2024-02    | 2024-02-29 || yes
2022       | 2022-12-30 || no
2022       | 2022-12-31 || yes
""",
    call=counts_on,
)

LATER = Example(
    lead="A figure, and another one published later for the same period.",
    table="""
in force          | published later   || in force then     | the later one
140.9 million     | 141 million       || 140.9 million     | confirms it
115.9 million     | about 116 million || 115.9 million     | confirms it
116 million       | about 116 million || 116 million       | confirms it
about 116 million | 116 million       || 116 million       | takes its place
over 140 million  | 140.9 million     || 140.9 million     | takes its place
over 140 million  | 140 million       || 140 million       | takes its place
140 million       | 140 million       || 140 million       | takes its place
12 003            | 12 thousand       || 12 003            | confirms it
12 003            | over 12 002       || 12 003            | confirms it
over 12 002       | 12 003            || 12 003            | takes its place
12 thousand       | 12 003            || 12 003            | takes its place
12 003            | 12 003            || 12 003            | takes its place
about 0.9 million | nearly 1 million  || about 0.9 million | confirms it
72 million        | 72.9 million      || 72.9 million      | revises it
72.9 million      | 72 million        || 72 million        | revises it
""",
    call=after,
    working="""
"Over 140" and "140" both have a range of one million, so the later one is not less precise. The range of "116" is one
million, that of "about 116" two. The counts of 12 003 are exact.
""",
)

CHAINS = Example(
    lead="Three figures in the order of publication: the third is compared with the one in force, not with the second.",
    table="""
first         | second        | third         || in force then | the third
140.9 million | 141 million   | 141.4 million || 141.4 million | revises it
140.9 million | 141 million   | 140.9 million || 140.9 million | takes its place
141 million   | 140.9 million | 141 million   || 140.9 million | confirms it
72 million    | 72.9 million  | 73 million    || 72.9 million  | confirms it
72 million    | 72.9 million  | 72 million    || 72 million    | revises it
""",
    call=after,
    working="""
141.4 is 141.35 to 141.45 and meets 141 (140.5 to 141.5), but not 140.9 (140.85 to 140.95), which is still in force.
""",
)

ONE_DATE = Example(
    lead="Figures of the same date, or of dates that may be the same, in the order of their rows.",
    table="""
first row                       | second row                        || in force         | the other
140 million (2022-05, rank 2)   | over 140 million (2022-05, rank   || over 140 million | 140 million confirms it
                                | 1)                                ||                  |
140.9 million (2022-05, rank 2) | 141 million (2022-05, rank 1)     || 141 million      | 140.9 million confirms it
141 million (2022-05, rank 1)   | 140.9 million (2022-05, rank 1)   || 141 million      | 140.9 million confirms it
79 million (2022-05, rank 2)    | 77.5 million (2022-05, rank 1)    || 77.5 million     | 79 million conflicts with it
79 million (2022-05, rank 1)    | 77.5 million (2022-05, rank 1)    || 79 million       | 77.5 million conflicts with it
79 million (2022-05-31, rank 2) | 77.5 million (2022-05, rank 1)    || 77.5 million     | 79 million conflicts with it
79 million (2022-05-30, rank 1) | 77.5 million (2022-05, rank 2)    || 79 million       | 77.5 million conflicts with it
77.5 million (2022-05, rank 1)  | 79 million (2022-05-30, rank 2)   || 77.5 million     | –
""",
    call=of_rows,
    working="""
In the last two rows the order is not known, since 2022-05 may be the 30th: the figures conflict, and the rank decides.
""",
)

DEFINITION = Definition(
    title="Which figure is in force on a date",
    rule="""
On any day, the figure in force is the last one published by then, including on that day. There is one exception: a
later figure that has a wider range than the one in force, and agrees with it, only confirms it and does not replace
it. Two figures agree if at least one value is within the bounds of both, which includes a shared bound. Each later
figure is compared with the one in force, which need not be the last one published. Of several figures of the same
date only one can replace it: the one whose source ranks first and, with equal ranks, the one in the first row,
however precisely the others are printed. A date that is known only to the month or the year counts as its last day, or
as today while that lies ahead; nothing can be known after today. All this is said of the figures of one producer; those
of several, and of others, come next.
""",
    origin="""
In official statistics a revised figure replaces the old one from its day of publication. The exception for less
precise figures, the ranks, and the last day of a partial date are decisions of this program; the last day is the
first on which the figure was certainly known.
""",
    examples=(REAL, DATES, LATER, CHAINS, ONE_DATE),
)
