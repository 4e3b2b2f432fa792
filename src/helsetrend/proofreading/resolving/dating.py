"""The periods of a statement: by the rule of its kind, and by what the figures have."""

from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse, in_measured_part, published_period
from helsetrend.proofreading.resolving.rules import dated_change, dated_level, whole_of_mean
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.text import Sentence
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_WHOLE_YEAR = caseless(r"\b(?:hele|heile|the whole(?: of)?|all of|the full year)\s")
"""What a part of a year is compared with where it is said so."""


def with_period(known: Discourse, statement: Statement, spot: Spot) -> Statement:
    """Return a statement with its periods."""
    statement = (dated_change if statement.is_change else dated_level)(known, statement, spot)
    start, end = statement.from_period, statement.period
    if start and end and start.form == "year" and end.form in times.PARTS_OF_YEAR and _is_relative(statement.sentence):
        statement = replace(statement, from_period=end.shifted(start.year - end.year if start.year < end.year else -1))
    elif (
        start
        and end
        and start.form == "year"
        and end.form in times.PARTS_OF_YEAR
        and not statement.is_sure_of_period
        and not any(earlier.period == end for earlier in spot.before)
        and not _WHOLE_YEAR.search(statement.sentence.text)
    ):
        statement = replace(statement, period=Period.of_year(end.year))
    if statement.series and statement.period and not statement.is_sure_of_period:
        shown = published_period(known, statement.series, statement.period)
        if shown != statement.period:
            origin = statement.from_period and shown.shifted(-1)
            if times.is_from(statement.sentence, statement.number):
                shown = shown.shifted(-1)
            statement = replace(statement, period=shown, from_period=origin, is_of_newest=True)
    if statement.kind == "monthly_mean" and statement.period and statement.period.form == "month" and statement.series:
        statement = replace(statement, kind="level", series=whole_of_mean(known, statement.series))
    return in_measured_part(known, statement)


def _is_relative(sentence: Sentence) -> bool:
    """Return whether a sentence names the period that it compares with as "the year before"."""
    return any(mention.anchor == "last" and mention.shift for mention in sentence.periods)
