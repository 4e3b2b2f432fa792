"""What the number of a statement was said to be, as an interval."""

from helsetrend.analysis import Said
from helsetrend.proofreading.resolving import Statement
from helsetrend.values import HEDGES, Interval


def said_of(statement: Statement) -> Said:
    """Return the number of a statement as it was said; a decline is a growth below zero."""
    number = statement.number
    interval = Interval.of_print(statement.value, rounding=statement.rounding, hedge=number.hedge, ends=number.ends)
    is_coarse = statement.kind == "multiple" or (number.form == "part" and number.hedge == "over")
    reach = "" if is_coarse else HEDGES[number.hedge].promises
    said = Said(statement.value, interval, number.hedge, statement.rounding, reach)
    if statement.kind in ("one_in", "one_in_not"):
        return said.turned()
    is_less = statement.kind == "decline" or (statement.kind in ("points", "difference") and statement.direction < 0)
    return said.negated() if is_less else said
