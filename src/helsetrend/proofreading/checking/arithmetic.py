"""What the number of a statement follows from, and how: which series and periods, and what their figures give."""

from collections.abc import Sequence

from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.vocabulary import Series
from helsetrend.published import CLAIM_KINDS
from helsetrend.values import Interval, Period, share_in_percent, total

Operand = tuple[Series, Period]
"""A series in a period: what a number follows from."""

DAYS_OF_WEEK = 7


def is_claim(statement: Statement) -> bool:
    """Return whether a statement is one of the claims that `analysis` knows."""
    is_of_several = statement.kind == "share" and len(statement.services) > 0
    return statement.kind in CLAIM_KINDS and not (is_of_several or statement.is_of_share or statement.of_period)


def operands_of(statement: Statement) -> list[Operand]:
    """Return what a statement follows from that is no claim: of each share the whole, then its parts."""
    series, of, period = statement.series, statement.of, statement.period
    assert series is not None
    assert period is not None
    if of is None:
        return [(series, period)]
    parts = [Series(series.metric, name) for name in statement.services or (series.service,)]
    periods = [statement.from_period, period] if statement.is_of_share else [period]
    return [
        operand
        for at in periods
        if at is not None
        for operand in [(of, statement.of_period or at), *((part, at) for part in parts)]
    ]


def follows(statement: Statement, values: Sequence[Interval]) -> Interval:
    """Return the number of a statement by the values of its operands. Raises ZeroDivisionError."""
    period = statement.period
    assert period is not None
    if statement.kind == "weekly_mean":
        return CLAIM_KINDS["daily_mean"].follows(values, period).scaled(DAYS_OF_WEEK)
    if statement.is_of_share:
        half = len(values) // 2
        shares = [share_in_percent(total(side[1:]), side[0]) for side in (values[:half], values[half:])]
        return CLAIM_KINDS[statement.kind].follows(shares, period)
    if statement.of:
        values = [values[0], total(values[1:])]
    return CLAIM_KINDS[statement.kind].follows(values, period)
