"""The period of a level: the one named beside its number, or the one that was spoken of."""

import re
from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse, dated_below, has_figure
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.text import THAT_IS, Mention, Sentence, sign_of
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_REVISED = caseless(
    r"\b(?:korriger\w*|rettet|retta|rettes|justert\w*|revidert\w*|oppjustert|nedjustert|corrected|revised|"
    r"restated|adjusted|"
    r"(?:lowered|raised|cut|changed) (?:its|the|their) (?:estimate|figure|count|number))\b"
)
"""Words for the correction of a figure: "from" and "to" are then of one period."""


_NOW = caseless(r"\b(?:og|and|men|but)\s(?:no|nå|now)\s$")


def dated_level(known: Discourse, statement: Statement, spot: Spot) -> Statement:
    """Return a level with its period: named beside it, before it, or spoken of earlier."""
    sentence, place, periods, statements = spot.sentence, spot.place, spot.periods, spot.before
    number, mentions = spot.number, sentence.periods
    own = times.after(sentence, place)
    is_end = times.is_from(sentence, number) or times.is_to(sentence, number)
    if is_end and _REVISED.search(sentence.text):
        named = [period for mention, period in spot.dated if mention.is_named]
        latest = statements[-1].period if statements else None
        period = named[0] if len(named) == 1 else latest or known.clock.focus or known.clock.main
        return replace(
            statement,
            is_reported=True,
            period=period,
            is_sure_of_period=bool(named),
            why=(*statement.why, "a figure corrected"),
        )
    if (
        own is not None
        and mentions[own].role == "span"
        and (times.is_from(sentence, number) or times.is_to(sentence, number))
    ):
        own = None
    if own is None and mentions and (times.is_from(sentence, number) or times.is_to(sentence, number)):
        span = next((index for index, mention in enumerate(mentions) if mention.role == "span"), None)
        if span is not None and mentions[span].years:
            years = mentions[span].years
            year = years[0] if times.is_from(sentence, number) else years[-1]
            return replace(statement, period=Period.of_year(year), is_sure_of_period=True)
    if own is None and times.is_from(sentence, number):
        index = times.before(sentence, place)
        later = next(
            (period for mention, period in spot.dated if mention.start > number.end and mention.role != "from"),
            None,
        )
        end = (periods[index] if index is not None else None) or later or known.clock.focus
        if end is not None:
            span_of_years = times.years_long(sentence) or 1
            start = end.shifted(-span_of_years)
            return replace(
                statement, period=start, why=(*statement.why, f"the way begins {span_of_years} years before {end}")
            )
    if own is None and statements and (base := _in_brackets_after(statement, statements[-1])):
        return replace(statement, period=base, why=(*statement.why, "in brackets, for comparison"))
    if own is None:
        own = times.before(sentence, place)
        if own is not None and (times.is_against(sentence, number)) and statements:
            earlier = statements[-1].period
            if earlier is not None and periods[own] == earlier:
                return replace(statement, period=earlier.shifted(-1), why=(*statement.why, f"set against {earlier}"))
    spoken = periods[own] if own is not None else None
    is_now = _NOW.search(spot.text_before) is not None
    if is_now and own is not None and spoken and times.is_of_another(sentence, place, own):
        return replace(statement, period=spoken.shifted(1), why=(*statement.why, f"now, after {spoken}"))
    if (
        own is None
        and times.is_to(sentence, number)
        and statements
        and not mentions
        and (known.clock.focus or known.clock.main)
    ):
        return replace(statement, period=known.clock.focus or known.clock.main)
    if own is not None and mentions[own].months and not mentions[own].is_named and statement.series and periods[own]:
        part = periods[own]
        if not has_figure(known, statement.series, part):
            own = next(
                (
                    index
                    for index, mention in enumerate(mentions)
                    if mention.is_named and not mention.months and mention.role == "at"
                ),
                None,
            )
    if own is not None and periods[own] is not None:
        mention = mentions[own]
        spoken = periods[own]
        period = _part_of(known, statement, spot, mention, spoken) if spoken else None
        is_bare_part = period is not None and mention.months and mention.anchor == "focus"
        spoken = statements[-1].period if statements and statements[-1].is_sure_of_period else None
        is_other = spoken and period and spoken.form == period.form and not spoken.is_same_part_of_year(period)
        if period and is_bare_part and not is_other and times.is_against(sentence, number):
            return replace(statement, period=period.shifted(-1), why=(*statement.why, f"set against {period}"))
        latest = statements[-1].period if statements else None
        is_year = latest is not None and latest.form == "year" and latest != period
        if mention.anchor == "last" and mention.shift and own == 0 and latest and is_year:
            period = latest.shifted(mention.shift)
        return replace(
            statement,
            period=period,
            is_sure_of_period=(_is_sure(sentence, mention) or _is_dated_below(known, sentence, mention))
            and not times.is_of_another(sentence, place, own),
            others=statement.others + _counted_from_the_text(known, statement, mention),
            why=(*statement.why, f"{sentence.text[mention.start : mention.end]!r} is {period}"),
        )
    if not statements and not mentions and (same := _said_again(known, statement)):
        return replace(statement, period=same, is_sure_of_period=True, why=(*statement.why, "said again"))
    period = (
        statements[-1].period
        if statements and statement.kind not in ("rank",)
        else known.clock.focus or known.clock.main
    )
    if times.is_against(sentence, number) and period is not None:
        return replace(statement, period=period.shifted(-1), why=(*statement.why, f"set against {period}"))
    return replace(statement, period=period, why=(*statement.why, f"no period is named; {period} was spoken of"))


def _in_brackets_after(statement: Statement, level: Statement) -> Period | None:
    """Return the year before, for a number in brackets before a change in percent: "318 402 (296 044), +7,6 %"."""
    sentence, number = statement.sentence, statement.number
    is_beside = re.fullmatch(r"\s\(", sentence.text[level.number.end : number.start]) is not None
    following = next((other for other in sentence.numbers if other.start >= number.end), None)
    is_base = is_beside and level.kind == statement.kind and following is not None and following.form == "percent"
    is_base = is_base and following is not None and bool(sign_of(sentence, following))
    return level.period.shifted(-1) if is_base and level.period else None


def _said_again(known: Discourse, statement: Statement) -> Period | None:
    """Return the period of the number before, which "that makes 4.1 million" says again of its series; else None."""
    last = known.last_in(statement.sentence)
    if last is None or last.kind != "level":
        return None
    is_same = last.series is not None and last.series == statement.series
    is_that = re.search(rf"(?:{THAT_IS.pattern})\s*$", statement.sentence.text[: statement.number.start], re.IGNORECASE)
    return last.period if is_same and is_that else None


def _part_of(known: Discourse, statement: Statement, spot: Spot, mention: Mention, period: Period) -> Period:
    """Return the part of a year that its sentence names before a number whose year stands after it; else the period.

    "In the first quarter there were 402 118 in 2023"; "in April the number rose from 330 915 last year to 361 250".
    """
    is_year = (mention.is_named or (mention.anchor == "today" and not mention.shift > 0)) and mention.role == "at"
    if not is_year or mention.months or mention.start < spot.number.end:
        return period
    parts = [
        part
        for part in spot.sentence.periods
        if part.start < spot.number.start
        and part.months
        and part.months[0] <= part.months[1]
        and not part.is_named
        and part.anchor == "focus"
    ]
    own = parts[-1].of_years(period.year, period.year) if parts else period
    return own if statement.series is None or has_figure(known, statement.series, own) else period


def _counted_from_the_text(known: Discourse, statement: Statement, mention: Mention) -> tuple[Statement, ...]:
    """Return a level of "three years ago" as one counted from the year that the text is about; none of another."""
    main = known.clock.main
    if mention.anchor != "today" or mention.shift >= -1 or mention.months or main is None or main.form != "year":
        return ()
    return (replace(statement, period=main.shifted(mention.shift), is_sure_of_period=True),)


def _is_dated_below(known: Discourse, sentence: Sentence, mention: Mention) -> bool:
    """Return whether a heading names a part of a year whose year the text gives."""
    return sentence.block.kind == "heading" and dated_below(known, mention) is not None


def _is_sure(sentence: Sentence, mention: Mention) -> bool:
    """Return whether a period says its year by itself: by name, from today, or as one of "the year's"."""
    is_of_the_year = re.match(r"årets|the year's", sentence.text[mention.start :], re.IGNORECASE) is not None
    is_relative = mention.anchor in ("last", "focus") and mention.shift >= -1
    named = [
        other
        for other in sentence.periods
        if other.is_named and other.role == "at" and not other.is_same_part and other.end <= mention.start
    ]
    is_year_before = mention.anchor == "last" and mention.shift == -1 and not mention.is_same_part
    has_year = (mention.anchor == "focus" and any(not other.months for other in named)) or (
        is_year_before and len(named) == 1
    )
    return mention.is_named or is_of_the_year or has_year or not is_relative
