"""First-hand and second figures."""

from spec.definition import Definition, Example
from spec.given import known, publish

from helsetrend.analysis.vintage.comparison import Change, compare
from helsetrend.published.catalogue import SECOND_HAND
from helsetrend.published.vintages import differences, history, in_force

ROLES = {
    "first": "is the first",
    "fills": "fills the hole",
    "confirms": "confirms it",
    "replaces": "takes its place",
    "revises": "revises it",
    "takes_over": "takes over",
    "conflicts": "conflicts with it",
    "differs": "differs from it",
}


def _rows(*cells):
    """Return figures of stays in 2021, from cells such as "Agency 2022: 410 000"."""
    for cell in filter(None, cells):
        publisher, _, print_ = cell.rpartition(": ")
        publisher, _, published = publisher.rpartition(" ")
        yield {"series": "stays", "publisher": publisher, "published": published, "printed": print_}


def after(*cells):
    """Return the figure in force after these, its hand, what the last one does, and what differs from it."""
    figures = history(publish(list(_rows(*cells))).figures)
    last, (current,) = figures.iloc[-1], in_force(figures).itertuples()
    others = [figures.at[row.other, "as_printed"] for row in differences(figures).itertuples()]
    hand = "second" if current.precedence == SECOND_HAND else "first"
    return current.as_printed, hand, ROLES[last["role"]], "; ".join(others)


def change(before, later):
    """Return what is said about the change from 2020 to 2021."""
    rows = [{**row, "period": period} for row, period in zip(_rows(before, later), ("2020", "2021"), strict=True)]
    found = compare(known(rows), "stays", 2020, 2021)
    assert isinstance(found, Change)
    hands = [figure.hand.removesuffix("_hand") for figure in (found.old, found.new)]
    return *hands, "different producers" if found.caution else ""


LATER = Example(
    lead="A figure, and another one later, with who published it and when; the hand of the one in force (invented).",
    table="""
first                                   | second                    || in force | hand   | the last one    | and differs
Agency 2022: 410 000                    | paper 2024: 390 000       || 410 000  | first  | differs from it | 390 000
Agency 2022: 410 000                    | paper 2024: 410 000       || 410 000  | first  | confirms it     | –
paper 2022: 390 000                     |                           || 390 000  | second | fills the hole  | –
paper 2022: 390 000                     | Agency 2023: 410 000      || 410 000  | first  | takes over      | 390 000
paper 2022: 410 000                     | Agency 2023: 410 000      || 410 000  | first  | takes over      | –
paper 2022: 390 000                     | other paper 2023: 410 000 || 390 000  | second | differs from it | 410 000
paper 2022: 390 000                     | paper 2023: 410 000       || 410 000  | second | takes over      | –
paper 2022: 390 000                     | other paper 2023: 390 123 || 390 123  | second | takes its place | –
Agency 2022: 410 000                    | Institute 2024: 420 000   || 420 000  | first  | revises it      | –
Agency 2022: 410 000                    | Register 2024: 397 000    || 410 000  | first  | differs from it | 397 000
Register 2022: 397 000                  | Agency 2024: 410 000      || 410 000  | first  | takes over      | 397 000
Register 2022: 397 000                  |                           || 397 000  | first  | is the first    | –
Agency, seen at another's 2022: 410 000 |                           || 410 000  | second | fills the hole  | –
""",
    call=after,
)

THREE = Example(
    lead="Three figures, one after the other (invented).",
    table="""
first                | second                 | third                  || in force | hand  | the last one | and differs
Agency 2022: 410 000 | paper 2024: 410 000    | Agency 2025: 420 000   || 420 000  | first | revises it   | –
Agency 2022: 410 000 | paper 2024: 420 000    | Agency 2025: 420 000   || 420 000  | first | revises it   | –
Agency 2022: 410 000 | Register 2023: 397 000 | Register 2024: 399 000 || 410 000  | first | revises it   | 399 000
""",
    call=after,
    working="""
In the first two rows the paper gave what the Agency then had, or came to have: no disagreement is left. The Register's
399 000 revises the Register's 397 000 and differs from the Agency's figure, which stays in force.
""",
)

CHANGES = Example(
    lead="What is said about a change from a figure of 2020 to one of 2021 (invented).",
    table="""
2020                 | 2021                      || hand of 2020 | of 2021 | and of
Agency 2021: 400 000 | Institute 2022: 410 000   || first        | first   | –
Agency 2021: 400 000 | Register 2022: 397 000    || first        | first   | different producers
paper 2021: 400 000  | Agency 2022: 410 000      || second       | first   | –
paper 2021: 400 000  | other paper 2022: 410 000 || second       | second  | –
""",
    call=change,
)

DEFINITION = Definition(
    title="First-hand and second-hand figures",
    rule="""
The file `metrics.toml` names the producers of the figures: `producers = ["the Agency", "the Register"]`, under
`[portal]` for all metrics or under a metric for that one. Names that took over from each other stand together in a list
within the list, `[["the Agency", "the Institute"], "the Register"]`, and are one producer. The figures of producers are
first-hand, those of all other publishers second-hand. So are the figures of a source that was itself only seen at
another publisher's ("second-hand" in the basis of its date), whoever it is by, for hedge and rounding are those of the
one who repeats it. If no producers are named, every publisher is one, and all of them are one producer.

The figure in force is that of the producer named first, of those that have one. Each producer's figures are revised
only by its own: what another producer gives is a difference between producers, and is shown as such. A second-hand
figure confirms the one in force or differs from it, and never replaces it. Where no producer has a figure it fills the
hole, and is marked as second-hand wherever it is shown; a first-hand figure that comes later takes over, which is no
revision. Of two second-hand figures that do not agree, the first stays, unless the later one is by the same publisher.
A change between figures of two producers is computed, and the caution stands beside it.
""",
    origin="""
Statistical offices revise their own figures, and no others'. The words first-hand and second-hand, the order of
producers and the rule on sources that were not seen themselves are decisions of this program.
""",
    examples=(LATER, THREE, CHANGES),
)
