"""What each figure does and where it stands in the end, found one figure after the other: an oracle for histories."""

from typing import Any, NamedTuple

from helsetrend.published import SECOND_HAND, agree

REPLACED = {"replaces": "replaced", "revises": "revised", "takes_over": "superseded", "conflicts": "conflicts"}


class Print(NamedTuple):
    """What decides about a figure."""

    row: int
    literal_low: float
    literal_high: float
    width: float
    published_from: Any
    published_date: Any
    rank: int
    publisher: str
    precedence: int


def slow_steps(prints):
    """Yield the role of each figure, the row it refers to, and the rows then in force of all and of its producer.

    Takes the figures of one period of a series, in the order of publication.
    """
    held, last_day = {}, {}
    for new in prints:
        old, takes_place, role = None, True, "fills" if new.precedence == SECOND_HAND else "first"
        if held:
            is_own = new.precedence in held and new.precedence != SECOND_HAND
            old = held[new.precedence if is_own else min(held)]
            role, takes_place = _role(old, new, held, is_tied=last_day.get(new.precedence) == new.published_date)
        if takes_place:
            held[new.precedence] = new
        last_day[new.precedence] = new.published_date
        of_producer = held.get(new.precedence, held[min(held)])
        yield role, old.row if old else 0, held[min(held)].row, of_producer.row


def _role(old, new, held, *, is_tied):
    """Return the role of a figure after an old one, and whether it is in force of its producer from then on."""
    if new.precedence < min(held):
        return "takes_over", True
    agrees = agree(old, new)
    if old.precedence != new.precedence:
        return "confirms" if agrees else "differs", new.precedence != SECOND_HAND
    if agrees:
        is_coarser = is_tied or new.width > old.width
        return "confirms" if is_coarser else "replaces", not is_coarser
    if is_tied or (old.published_from <= new.published_date and new.published_from <= old.published_date):
        return "conflicts", not is_tied and new.rank <= old.rank
    if new.precedence != SECOND_HAND:
        return "revises", True
    return ("takes_over", True) if new.publisher == old.publisher else ("differs", False)


def slow_standings(history, refined):
    """Yield the row of each figure, its standing, and the row of the figure that it stands against, or 0.

    Takes a history, and the rows of the figures that a finer one replaced.
    """
    for _, of_period in history.groupby(["metric", "service", "period"], observed=True):
        figures = {figure.Index: figure for figure in of_period.itertuples()}
        leading = figures[list(figures.values())[-1].in_force]
        successors = {
            figure.before: figure
            for figure in figures.values()
            if figure.of_producer == figure.Index and figure.role in REPLACED
        }
        for row, figure in figures.items():
            if figure is leading:
                yield row, "in_force", 0
            elif successor := successors.get(row):
                yield row, "made_more_precise" if row in refined else REPLACED[successor.role], successor.Index
            elif figure.role in ("confirms", "conflicts"):
                yield row, figure.role, figure.before
            else:
                yield row, "confirms" if agree(figure, leading) else "differs", leading.Index
