"""Changes in headings: of what the text below a heading begins with, where the heading does not say."""

from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.values import Period


def of_what_follows(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements; a change in a heading that names no series gets that of the number below it."""
    found = list(statements)
    for place in range(len(found) - 2, -1, -1):
        statement, following = found[place], found[place + 1]
        if (
            statement.sentence.block.kind != "heading"
            or not statement.is_change
            or following.sentence.block.kind == "heading"
        ):
            continue
        if (
            statement.series is None
            and statement.subject == "?"
            and not statement.sentence.cues
            and following.is_sure_of_series
        ):
            statement = replace(statement, series=following.series, of=following.of, subject="", is_sure_of_series=True)
        if not statement.sentence.periods and (two := two_periods(statement, found[place + 1 :])):
            statement = replace(
                statement, from_period=two[0], period=two[1], is_sure_of_period=True, is_sure_of_origin=True
            )
        found[place] = statement
    return found


def two_periods(heading: Statement, below: Sequence[Statement]) -> tuple[Period, Period] | None:
    """Return the two periods that the first sentence below a heading compares; None where it does not."""
    first = [following for following in below if following.sentence is below[0].sentence]
    periods = sorted({statement.period for statement in first if statement.is_level_of(heading) and statement.period})
    return (periods[0], periods[1]) if len(periods) == 2 else None
