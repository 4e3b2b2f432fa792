"""Changes in headings: of what the text below a heading begins with, where the heading does not say."""

from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.values import Period


def of_what_follows(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements, a change in a heading that names no series with that of the number below it."""
    found = list(statements)
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        if one.sentence.block.kind != "heading" or not one.is_change or following.sentence.block.kind == "heading":
            continue
        if one.series is None and one.subject == "?" and not one.sentence.cues and following.is_sure_of_series:
            one = replace(one, series=following.series, of=following.of, subject="", is_sure_of_series=True)
        if not one.sentence.periods and (two := two_periods(one, found[place + 1 :])):
            one = replace(one, from_period=two[0], period=two[1], is_sure_of_period=True, is_sure_of_origin=True)
        found[place] = one
    return found


def two_periods(heading: Statement, below: Sequence[Statement]) -> tuple[Period, Period] | None:
    """Return the two periods that the first sentence below a heading compares; None where it does not."""
    first = [one for one in below if one.sentence is below[0].sentence]
    periods = sorted({one.period for one in first if one.is_level_of(heading) and one.period})
    changed = [one for one in first if one.is_change and one.series == heading.series and one.of == heading.of]
    if changed and changed[0].from_period and changed[0].period:
        return changed[0].from_period, changed[0].period
    return (periods[0], periods[1]) if len(periods) == 2 else None
