"""What each figure does to the one in force, found one figure after the other: the oracle of `vintages.steps_of`."""

from typing import Any, NamedTuple

from helsetrend.published import SECOND_HAND, agree


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
