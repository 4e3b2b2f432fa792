"""Numbers in a list: "henholdsvis", and the steps between "from" and "to"."""

from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse, in_measured_part
from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.proofreading.vocabulary import Cue, Series, caseless
from helsetrend.values import Period

_RESPECTIVELY = caseless(r"\b(?:henholdsvis|hhv|høvesvis|respektivt?e?|respectively|in that order)\b")


def each_in_turn(known: Discourse, statements: list[Statement], periods: Sequence[Period | None]) -> list[Statement]:
    """Return the statements of a sentence with "henholdsvis", each with the period or the service of its place."""
    found = statements[0].sentence if statements else None
    word = _RESPECTIVELY.search(found.text) if found else None
    if found is None or word is None:
        return statements
    beside = min(statements, key=lambda statement: abs(statement.number.start - word.start()))
    listed = [
        statement
        for statement in statements
        if (statement.number.form, statement.kind) == (beside.number.form, beside.kind)
    ]
    named = [period for mention, period in zip(found.periods, periods, strict=True) if period and mention.is_named]
    span = next((mention for mention in found.periods if mention.role == "span" and mention.years), None)
    if span and span.years[-1] - span.years[0] + 1 == len(listed):
        named = [Period.of_year(year) for year in range(span.years[0], span.years[-1] + 1)]
    series = list(dict.fromkeys(series for cue in found.cues if (series := named_by(known, cue))))
    services = [statement for statement in series if statement.service]
    series = services if len(services) > 1 else series
    for place, statement in enumerate(listed):
        changed = statement
        if len(named) == len(listed) > 1:
            changed = replace(
                changed,
                period=named[place],
                is_sure_of_period=True,
                kind="level" if statement.kind == "sum" else statement.kind,
                from_period=None if statement.kind == "sum" else statement.from_period,
            )
        if len(series) == len(listed) > 1:
            changed = replace(changed, series=series[place], others=())
        statements[statements.index(statement)] = in_measured_part(known, changed)
    return statements


def named_by(known: Discourse, cue: Cue) -> Series | None:
    """Return the service that a word tells from others, or the count whose unit it is."""
    return next(iter(known.vocabulary.services_named_by([cue])), None) or known.vocabulary.counted_by(cue)


def along_the_way(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, with a year for each number between "from" and "to" where years and steps are as many."""
    found = list(statements)
    start = next(
        (place for place, statement in enumerate(found) if times.is_from(statement.sentence, statement.number)), None
    )
    end = max(
        (
            place
            for place, statement in enumerate(found)
            if start is not None
            and place > start
            and times.is_to(statement.sentence, statement.number)
            and not statement.number.borrowed
        ),
        default=None,
    )
    if start is None or end is None or end - start < 2:
        return found
    first, last = found[start].period, found[end].period
    is_open = first == last and found[start].is_sure_of_period and not found[end].is_sure_of_period
    if first is None or last is None or (last.year - first.year != end - start and not is_open):
        return found
    for place in range(start + 1, end + is_open):
        found[place] = replace(
            found[place], period=first.shifted(place - start), why=(*found[place].why, "between the two")
        )
    return found
