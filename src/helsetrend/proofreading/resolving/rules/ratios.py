"""Ratios of two series: "1.8 visits for every login", "loans per borrower: 13.6", "twice as many visits as logins"."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.units import counts_money, counts_people
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.text import Number, Sentence, is_of_money
from helsetrend.proofreading.vocabulary import Cue, Series, caseless

_EACH = caseless(
    r"\b(?:per|pr\.?|for every|for each|(?:for |til |på )?(?:hver|kvar|hvert|kvart)|to each|to every|each(?: of)?|"
    r"every|"
    r"(?:(?:en|ein|ei|et|eit|an|the) )?(?:gjennomsnittlige?|gjennomsnittleg|average))"
    r"(?:\s(?:én|ein|eneste|einaste|single|aktive?|active|av|enkelt|gjennomsnittlige?|gjennomsnittleg|"
    r"average))*(?=\s|[.,;:)]|$)"
)
_PRONOUN = caseless(r"\s(?:dem|dei|deim|them|these|those)\b|\s(?:i|in)\s(?=\S*\d)|[.,;:)]|\s?$")
_ALONE = caseless(
    r"\s(?:took|borrowed|lent|parked|paid|visited|made|had|lånte|parkerte|betalte|betalt|besøkte|vitja|hadde)\b"
    r"|\s(?:av\s|of\s)?(?:dem|dei|deim|them|these|those)\b"
)
"""What follows "each" where it stands alone for those who were spoken of: "each took out 13.6 titles"."""

_ONE = caseless(
    r"\b(?:one|én|ett|éin|ein|eitt)\s(?:[\w ]{3,30}\s)?(?:for every|for each|per|for hver|for kvar|på hver)\s$"
)
_COUNT = caseless(r"\s.?|\s(?:av\s|of\s)?(?:de|dei|the|our|våre|dei)?\s?[\d .,\u00a0]+\s")
"""What stands between "each" and the word that it is of: nothing, or how many there are."""

_BESIDE = 12
"""Right after a number and its unit, "each" and "per" stand within so many characters: "39 kroner per parking"."""

MOST = 10_000
"""A ratio is smaller than this."""


def many_as(known: Discourse, sentence: Sentence, number: Number) -> tuple[Series, Series] | None:
    """Return the two series of "twice as many visits as logins"."""
    end = number.end
    if not re.match(
        r"\s?(?:så mange|så mykje|så mye|as many|som mange|flere|more)\b", sentence.text[end:], re.IGNORECASE
    ):
        return None
    cues = [cue for cue in sentence.cues if cue.start >= end]
    heads = [(cue, series) for cue in cues if (series := known.vocabulary.counted_by(cue))]
    if len(heads) >= 2 and heads[0][1] != heads[1][1]:
        between = sentence.text[heads[0][0].end : heads[1][0].start]
        if re.search(r"\b(?:som|as|than|enn)\s$", between):
            return heads[0][1], heads[1][1]
    rest = re.match(
        r"\s?(?:så \w+|as \w+|\w+|flere|more)(?:\s[^\W\d_]+)?\s(?:som|as|than|enn)\s(?:(?:the|i|ved|på|at|in)\s)?",
        sentence.text[end:],
        re.IGNORECASE,
    )
    beside = [cue for cue in cues if rest and cue.start <= end + rest.end() + 2]
    services = known.vocabulary.services_named_by(beside)
    if not services:
        return None
    series = services[0]
    named = [
        other
        for cue in sentence.cues
        for other in known.vocabulary.services_named_by([cue])
        if cue.start < number.start and other.metric == series.metric and other != series
    ]
    subject = named[0] if named else known.context
    return (subject, series) if subject and subject != series and subject.metric == series.metric else None


_THE_GAP = caseless(r"\W*(?:forskjellen|skilnaden|differansen|avstanden|the (?:difference|gap|margin))\b[^,;.]{0,40}$")
"""How a sentence begins that says how far two levels before it are apart."""


def between_two(known: Discourse, spot: Spot) -> tuple[Series, Series] | None:
    """Return the two series of a difference that is none over time: "50 million more visits than logins"; else None."""
    sentence, number = spot.sentence, spot.number
    if _THE_GAP.fullmatch(spot.text_before):
        levels = [
            statement
            for statement in (*known.recent, *spot.before)[-2:]
            if statement.kind == "level" and statement.series
        ]
        if len(levels) == 2 and levels[0].series != levels[1].series:
            less, more = sorted(levels, key=lambda level: level.value)
            return (more.series, less.series) if more.series and less.series else None
    if not re.match(r"\s(?:flere|fleire|fler|færre|more|fewer)\b", spot.text_after, re.IGNORECASE):
        return None
    heads = [
        (cue, series)
        for cue in sentence.cues
        if cue.start >= number.end and (series := known.vocabulary.counted_by(cue)) is not None
    ]
    if len(heads) < 2 or heads[0][1] == heads[1][1]:
        return None
    is_compared = re.fullmatch(r"\s(?:enn|than)\s", sentence.text[heads[0][0].end : heads[1][0].start])
    return (heads[0][1], heads[1][1]) if is_compared else None


def ratio_beside(known: Discourse, sentence: Sentence, number: Number) -> tuple[Series, Series] | None:
    """Return the two series of "1.8 visits for every login", the counted one first."""
    if number.form != "number" or number.has_scale or number.value >= MOST:
        return None
    is_money = is_of_money(sentence.text, number)
    heads = [
        (cue, series)
        for cue in sentence.cues
        if (series := known.vocabulary.counted_by(cue)) and (is_money or not counts_money(known, series))
    ]
    if found := _one_for_every(known, sentence, number, heads) or _divided(known, sentence, number):
        return found
    if found := _of_services(known, sentence, number):
        return found
    every = sorted(
        _EACH.finditer(sentence.text),
        key=lambda each: (
            each[0].lower() == "average" or not 0 <= each.start() - number.end <= _BESIDE,
            abs(each.start() - number.start),
        ),
    )
    for each in every:
        person = known.context if counts_people(known, known.context) else None
        acts = [series for _, series in heads if series != person]
        is_alone = _ALONE.match(sentence.text, each.end()) or _PRONOUN.match(sentence.text, each.end())
        if person and acts and is_alone:
            return _money_for(known, sentence, number) or acts[0], person
        other = _other_side(sentence, each, heads)
        if _PRONOUN.match(sentence.text, each.end()):
            other = next((series for _, series in heads if counts_people(known, series)), other)
        if other is None:
            continue
        counted = _money_for(known, sentence, number) or _counted_beside(sentence.text, number, heads, other)
        if counted:
            return counted, other
        before = [series for cue, series in heads if cue.end <= number.start and series != other]
        spoken = before[-1] if before else known.context and whole_of_service(known, known.context)
        if spoken and spoken != other:
            return spoken, other
    return None


_FOR_EACH = caseless(r"\W*(?:for|på|til)\s(?:each|every|hver|hvert|kvar|kvart)\b[^,;:]*")
"""How a sentence begins that sets one service against another: "for each parking at the hospital"."""


def _of_services(known: Discourse, sentence: Sentence, number: Number) -> tuple[Series, Series] | None:
    """Return the two services of "for each parking at the hospital, there are 2.5 in the centre", the centre first."""
    each = _FOR_EACH.match(sentence.text, 0, number.start)
    if each is None:
        return None
    named = [(cue, services[0]) for cue in sentence.cues if (services := known.vocabulary.services_named_by([cue]))]
    inside = [series for cue, series in named if cue.start < each.end()]
    base = inside[0] if inside else known.context
    counted = next((series for _, series in named if base and series != base and series.metric == base.metric), None)
    return (counted, base) if base and counted else None


def _one_for_every(
    known: Discourse, sentence: Sentence, number: Number, heads: list[tuple[Cue, Series]]
) -> tuple[Series, Series] | None:
    """Return the two series of "one session for every 19 parkings", the parkings first."""
    unit = _ONE.search(sentence.text[: number.start])
    counted = next((series for cue, series in heads if 0 <= cue.start - number.end <= 2), None)
    named = next((series for cue, series in heads if unit and unit.start() < cue.start < number.start), None)
    before = [series for cue, series in heads if cue.end <= number.start]
    other = named or (unit and (before[-1] if before else known.context))
    return (counted, other) if counted and other and counted != other else None


_DIVIDED = caseless(
    r"\b(?:delt|fordelt|dividert|deler vi|divided|spread|shared|distributed)\s(?:(?:dette|det|this|it)\s)?"
    r"(?:på|med|ut på|by|over|among|between)\b"
)
"""What stands before the word for what a number is divided by."""


def _divided(known: Discourse, sentence: Sentence, number: Number) -> tuple[Series, Series] | None:
    """Return the two series of "divided by the number of parkings, that is 39 kroner", the divided one first."""
    word = _DIVIDED.search(sentence.text, 0, number.start)
    if word is None:
        return None
    every = [(cue, series) for cue in sentence.cues if (series := known.vocabulary.counted_by(cue))]
    other = next((series for cue, series in every if word.end() <= cue.start < number.start), None)
    before = [series for cue, series in every if cue.end <= word.start() and series != other]
    counted = _money_for(known, sentence, number) or (before[-1] if before else known.context)
    return (whole_of_service(known, counted), other) if counted and other and counted != other else None


def _money_for(known: Discourse, sentence: Sentence, number: Number) -> Series | None:
    """Return the series that counts money, for an amount of money; None for another number, or where there is none."""
    if not is_of_money(sentence.text, number):
        return None
    return next((series for series in known.vocabulary.all_series if counts_money(known, series)), None)


_THE_RATIO = caseless(
    r"\b(?:var|er|was|is)\s(?:det|it|snittet|tallet|talet|the (?:mean|average|figure|number))\s$|"
    r"\b(?:det|it|snittet|tallet|talet|the (?:mean|average|figure|number))\s(?:var|er|was|is)\s$"
)


def ratio_before(known: Discourse, spot: Spot) -> tuple[Series, Series] | None:
    """Return the two series of the ratio that a number goes on with: "13.6 in 2024, against 13.5 the year before"."""
    sentence, number = spot.sentence, spot.number
    last = known.last_before(spot)
    if last is None or number.has_scale or last.kind != "ratio" or last.series is None or last.of is None:
        return None
    if last.sentence is not sentence and not spot.before:
        is_of_it = _THE_RATIO.search(sentence.text, 0, number.start) and last.number.form == number.form
        return (last.series, last.of) if is_of_it and number.value < MOST else None
    between = sentence.text[last.number.end : number.start]
    goes_on = re.search(
        r"\b(?:(?:it|det|den)\s(?:was|var)|(?:was|var)\s(?:it|det)|mot|against|fra|frå|from|til|to|enn|than|og|and|av|of)\s$|,\s$",
        between,
    )
    return (last.series, last.of) if goes_on and number.form == "number" and number.value < MOST else None


def _other_side(sentence: Sentence, each: re.Match[str], heads: list[tuple[Cue, Series]]) -> Series | None:
    """Return the series that a number is for each of: named after the word, or what a pronoun there stands for."""
    named = next(
        (
            series
            for cue, series in heads
            if each.end() < cue.start and _COUNT.fullmatch(sentence.text, each.end(), cue.start)
        ),
        None,
    )
    if named or not _PRONOUN.match(sentence.text, each.end()):
        return named
    return next((series for cue, series in reversed(heads) if cue.end <= each.start()), None)


def _counted_beside(text: str, number: Number, heads: list[tuple[Cue, Series]], other: Series) -> Series | None:
    """Return the series that is named right after a number as what it counts for each of another."""
    for cue, series in heads:
        between = text[number.end : cue.start]
        if series != other and cue.start >= number.end and len(between) < 25 and not re.search(r"[,;:.]", between):
            return series
    return None


def whole_of_service(known: Discourse, series: Series) -> Series:
    """Return the series that a service is a part of, or the series itself."""
    return known.vocabulary.whole_of(series) or series


def is_ratio(known: Discourse, sentence: Sentence, number: Number) -> bool:
    """Return whether a number is the ratio of two series."""
    return ratio_beside(known, sentence, number) is not None
