"""The two periods of a change: those that are named, else those of the levels beside it, else a year apart."""

import re
from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse, published_period
from helsetrend.proofreading.resolving.rules.pairs import (
    COMPARED,
    is_conclusion_of,
    pair_before,
    set_side_by_side,
    the_other_way,
)
from helsetrend.proofreading.resolving.statements import CHANGES, Spot, Statement
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_SINCE_THEN = caseless(
    r"\b(?:(?:har|have|has)\s(?:siden|sidan|since)|since then|siden da|sidan då|siden den gang|"
    r"(?:nedgangen|fallet|veksten|økningen|auken|oppgangen|fr[ae]mgangen|growth|decline|fall|rise|increase)\s"
    r"(?:siden|sidan|since)(?=\s(?:er|har|ligg|is|has|was|var)\b))\b"
)
_SINCE = re.compile(
    r"\s*(?:(?:Siden|Sidan)(?=\s(?:har|er|gikk|gjekk|falt|fall|økte|auka|steg|den gang|da|då|den gong)\b)|"
    r"Since(?: then)?(?=[\s,](?:then|the|it|visits|use|that)))"
)
"""How a sentence begins that goes on from the period spoken of last."""

_SET_AGAINST = re.compile(
    r"\b(?:below|above|under|over|enn|than|fra|frå|from|mot|against|the|as|opp fra|som)"
    r"\s(?:the\s|de\s|dei\s)?(?:record\s(?:of\s)?)?$"
)
JOINING = caseless(r"\b(?:og|and|men|but|mens|medan|while)\b")


def dated_change(known: Discourse, statement: Statement, spot: Spot) -> Statement:
    """Return a change with the two periods that its sentence names, as far as it does."""
    sentence, place, periods, statements = spot.sentence, spot.place, spot.periods, spot.before
    number, mentions = spot.number, sentence.periods
    own = times.after(sentence, place)
    own_to = next(
        (period for mention, period in spot.dated if mention.role == "to" and number.end <= mention.start < spot.end),
        None,
    )
    if months := _from_month_to_month(statement, spot):
        return months
    if not own_to and (over := _over_span(statement, spot, own)):
        return over
    if own is None and not own_to and (two := set_side_by_side(statement, spot)):
        reached, other = two
        is_said = reached.is_sure_of_period or other.is_sure_of_period
        return replace(
            statement,
            from_period=other.period,
            period=reached.period,
            is_sure_of_period=is_said,
            is_sure_of_origin=is_said,
        )
    is_of_levels = False
    origin = origin_of(spot)
    is_sure = origin is not None
    to = next((period for mention, period in spot.dated if mention.role == "to"), None)
    target = to or (periods[own] if own is not None else None)
    earlier: int | None = None
    if target is None:
        earlier = times.before(sentence, place)
        target = periods[earlier] if earlier is not None else None
        if earlier is not None and mentions[earlier].role == "span" and mentions[earlier].years:
            target = Period.of_year(mentions[earlier].years[-1])
        if earlier is not None and re.fullmatch(r"\s?[(:]\s?", sentence.text[mentions[earlier].end : number.start]):
            own = earlier
    if own_to and statements and statements[-1].kind in CHANGES and statements[-1].period:
        origin, target, is_sure = statements[-1].period, own_to, True
    if target is not None and target == origin and own is None:
        target = to = None
    change = next(
        (earlier for earlier in reversed(statements) if earlier.kind in CHANGES and earlier.series == statement.series),
        None,
    )
    is_own = (
        earlier is not None
        and place > 0
        and mentions[earlier].role == "at"
        and (mentions[earlier].is_named or mentions[earlier].months is not None)
        and mentions[earlier].start >= spot.start
        and not times.is_of_another(sentence, place, earlier)
    )
    is_base = change and target is not None and own is None and to is None and target == change.from_period
    if change and is_base and target != origin and not is_own:
        target = change.period
    level = next((earlier for earlier in reversed(statements) if earlier.is_level_of(statement)), None)
    is_base_after = any(
        mention.role == "from" and mention.start >= number.end and period == origin for mention, period in spot.dated
    )
    if level and origin and level.period == origin and is_base_after and to is None and target in (None, origin):
        is_named = any(mention.is_named and period == origin for mention, period in spot.dated)
        is_later = is_named and not level.is_sure_of_period
        origin, target = (origin, origin.shifted(1)) if is_later else (origin.shifted(-1), origin)
    if origin is None and (base := _base_of_next(spot)) is not None and base != target:
        origin, is_sure = base, True
    if target is None and change:
        target = change.period
    previous = [other for other in statements if other.period and (other.series == statement.series)]
    if target is None and origin is None and not previous:
        pair = pair_before(known, statement)
        if pair:
            is_closed = pair[0].form == pair[1].form and not COMPARED.search(sentence.text, number.end)
            is_said = (is_conclusion_of(statement) and is_closed) or (
                times.years_long(sentence) == pair[1].year - pair[0].year
            )
            changed = replace(
                statement,
                from_period=pair[0],
                period=pair[1],
                is_sure_of_period=is_said,
                is_sure_of_origin=is_said,
            )
            return replace(changed, others=(*changed.others, *the_other_way(known, changed)))
    if target is None and previous:
        levels = [other.period for other in previous if other.kind not in CHANGES and other.period]
        named = levels or [other.period for other in previous[-1:] if other.period]
        target = max((period for period in named if period != origin), key=lambda period: period.last, default=None)
        is_of_levels = is_sure and any(other.is_sure_of_period and other.period == target for other in previous)
    if change and origin is None and own is None and not is_own:
        return replace(
            statement,
            period=change.period,
            from_period=change.from_period,
            is_sure_of_period=change.is_sure_of_period,
        )
    is_since = origin is None and own is None and known.clock.focus is not None
    is_since = is_since and _SINCE.match(sentence.text) is not None
    if is_since:
        spoken_of = [period for period in (known.clock.focus, known.clock.last) if period]
        origin, is_sure = min(spoken_of, key=lambda period: period.last), True
        ends = (known.clock.latest, known.clock.main, Period.of_year(known.clock.today.year - 1))
        target = next((period for period in ends if period and period.last > origin.last), None)
    since = _SINCE_THEN.search(spot.text_before)
    if since and statements and statements[-1].kind in ("level", "share") and statements[-1].period and not origin:
        origin = statements[-1].period
        last_year = Period.of_year(known.clock.today.year - 1)
        spoken = (known.clock.main, known.clock.latest, last_year)
        target = next((period for period in spoken if period and period.last > origin.last), target)
    if target is None:
        target = known.clock.focus or known.clock.main
        if target and statement.series and origin is None:
            target = published_period(known, statement.series, target)
    if origin is not None and target is not None and target.last <= origin.last and own is None and to is None:
        later = [period for period in (known.clock.main, known.clock.latest) if period and period.last > origin.last]
        target = later[0] if later else target
    if origin is not None and target is not None and not _is_said(spot, origin):
        origin = _part_of_one_year(origin, target)
    return replace(
        statement,
        period=target,
        from_period=origin,
        is_sure_of_period=own is not None or to is not None or is_own or is_of_levels,
        is_sure_of_origin=is_sure and origin != known.clock.main and (is_since or _is_said(spot, origin)),
    )


_MONTH_TO_MONTH = caseless(r"\s(?:til|to)\s")


def _from_month_to_month(statement: Statement, spot: Spot) -> Statement | None:
    """Return a change between the ends of "from April to May"; None where its sentence names no such way after it."""
    for mention, period in spot.dated:
        is_own = spot.number.end <= mention.start < spot.end and mention.months is not None
        is_way = _MONTH_TO_MONTH.search(spot.text, mention.start, mention.end) is not None
        if not is_own or not is_way or not times.FROM.search(spot.text[: mention.start]):
            continue
        first, last = (Period.of_year(period.year, str(month)) for month in mention.months or ())
        return replace(statement, from_period=first, period=last, is_sure_of_period=True, is_sure_of_origin=True)
    return None


def _over_span(statement: Statement, spot: Spot, own: int | None) -> Statement | None:
    """Return a change from the first to the last of the years that its sentence names as one; None where it does not.

    `own` is which of the periods of the sentence stands right after the number.
    """
    mentions = spot.sentence.periods
    spans = [index for index, mention in enumerate(mentions) if mention.role == "span"]
    if any(spot.start <= mention.start < spot.number.start and mention.role == "from" for mention in mentions):
        spans = [index for index in spans if mentions[index].start >= spot.start]
    if not spans or (own is not None and own not in spans):
        return None
    index = own if own is not None else next((at for at in spans if spot.start <= mentions[at].start), spans[0])
    mention, whole = mentions[index], spot.periods[index]
    if whole is None:
        return statement
    first, last = times.years_of_span(whole, mention)
    return replace(
        statement,
        from_period=Period.of_year(first - (mention.anchor == "latest")),
        period=Period.of_year(last),
        is_sure_of_period=True,
        is_sure_of_origin=True,
    )


def _base_of_next(spot: Spot) -> Period | None:
    """Return the period of the number after a change that it is set against: "5 million below the 140.9 of 2021"."""
    between = spot.text[spot.number.end : spot.end]
    if spot.place + 1 == len(spot.sentence.numbers) or not _SET_AGAINST.search(between) or re.search(r"[;:]", between):
        return None
    beside = times.after(spot.sentence, spot.place + 1)
    return spot.periods[beside] if beside is not None else None


def _is_said(spot: Spot, origin: Period | None) -> bool:
    """Return whether a sentence says a period by itself, and not by another one ("the year before")."""
    return any(
        period == origin and (mention.is_named or mention.anchor in ("today", "peak") or mention.shift < -1)
        for mention, period in spot.dated
    )


def over_years(statement: Statement, place: int) -> tuple[Statement, ...]:
    """Return a change that looks over some years ("i løpet av to år") as one from so long before; none for another."""
    years = times.years_long_beside(statement.sentence, place)
    if not statement.is_change or not years or statement.period is None:
        return ()
    origin = statement.period.shifted(-years)
    return (replace(statement, from_period=origin),) if origin != statement.from_period else ()


def origin_of(spot: Spot) -> Period | None:
    """Return the period that a change is said to start from: one right after its number, else one before it."""
    sentence, number = spot.sentence, spot.number
    is_last = spot.place + 1 == len(sentence.numbers)
    named = [(mention, period) for mention, period in spot.dated if mention.role == "from" and mention.start < spot.end]
    for mention, period in named:
        between = sentence.text[number.end : mention.start]
        if mention.start >= number.end and (is_last or not JOINING.search(between)):
            return period
    inside = [
        period
        for mention, period in named
        if spot.start <= mention.start < number.start
        and not (spot.place and JOINING.search(sentence.text[mention.end : number.start]))
    ]
    ahead = [
        period
        for mention, period in named
        if mention.start < sentence.numbers[0].start and mention.start < number.start
    ]
    return inside[-1] if inside else ahead[0] if ahead else None


def _part_of_one_year(origin: Period, target: Period) -> Period:
    """Return another part of the year before as that of the year of a target, where it lies before it."""
    is_other = origin.form == target.form != "year" and not origin.is_same_part_of_year(target)
    own = origin.shifted(target.year - origin.year)
    return own if is_other and own.last < target.first else origin
