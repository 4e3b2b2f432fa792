"""Shares of a series in another period: "the fourth quarter had 28 percent of the year", "half as many as in 2020"."""

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.series import topics_of
from helsetrend.proofreading.resolving.rules.units import keys_of
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.text import Mention
from helsetrend.proofreading.vocabulary import Series, caseless
from helsetrend.values import Period

Self = tuple[Series, Period, Period]
"""A series, the period that is the part, and the period that is the whole."""

_AS_MANY = caseless(
    r"\s?(?:så (?:mange|mykje|mye|stor\w*|høy\w*|høg\w*|mange)|as (?:many|much|high|large|big))\b[^,;.]{0,30}?\s"
    r"(?:som|as)\s(?:i\s|in\s)?$"
)
_OF_LEVEL = caseless(
    r"\s(?:av|of)\s(?:(?:the|det|de|dei|those|that|nivået|level|number|figure|talet|tallet|antallet|besøkstallet|"
    r"what it was|hva det var|[\w-]+(?:ene|ane|s))\s){1,3}(?:(?:i|in|of|for|frå|fra|from)\s)?$"
)
"""What stands between a part and another period of the series that it is a part of."""

_OF_YEAR = caseless(
    r"\s(?:av|of)\s(?:(?:the|de|dei|hele|heile|whole|entire)\s)*"
    r"(?P<year>(?:fjor)?årets?|(?:last )?year(?:'s|\u2019s)?|alle?\b)?"
)


def share_of_itself(known: Discourse, spot: Spot) -> Self | None:
    """Return the series and the two periods that a share compares; None where it is not a share of its own series."""
    return _of_other_level(known, spot) or _of_its_year(known, spot)


def _of_other_level(known: Discourse, spot: Spot) -> Self | None:
    """Return the series and the two periods of "half as many as in 2020", "a third of the level in 2020"."""
    sentence, number = spot.sentence, spot.number
    for mention, base in spot.dated:
        between = sentence.text[number.end : mention.start]
        if mention.start < number.end or not (_AS_MANY.fullmatch(between) or _OF_LEVEL.fullmatch(between)):
            continue
        dated = [at for other, at in spot.dated if other.end <= number.start and other.role == "at"]
        spoken = [earlier.period for earlier in spot.before if earlier.kind == "level"]
        focus = [known.clock.focus] if _AS_MANY.fullmatch(between) else []
        before = [at for at in dated or spoken or focus if at and at != base and at.form == base.form]
        found = topics_of(known, spot, "difference") if before else []
        if found:
            return found[0].series, before[-1], base
    return None


def _of_its_year(known: Discourse, spot: Spot) -> Self | None:
    """Return the series and the two periods of "the fourth quarter had 28 percent of the year's visits"."""
    sentence, number = spot.sentence, spot.number
    whole = _OF_YEAR.match(sentence.text, number.end)
    if whole is None:
        return None
    beside = (cue for cue in sentence.cues if whole.start() < cue.start <= whole.end() + MOST_TO_HEAD)
    series = next((head for cue in beside if (head := known.vocabulary.counted_by(cue))), None)
    last = known.last_before(spot)
    level = last if last and last.kind == "level" else None
    bases = [earlier.period for earlier in spot.before if times.is_against(sentence, earlier.number)]
    parts = [(mention, at) for mention, at in spot.dated if _is_part(mention, at) and at not in bases]
    dated = [period for mention, period in spot.dated if mention.is_named or mention.anchor == "today"]
    years = [period.year for period in dated if period.form == "year"]
    part = parts[-1][1] if parts else level.period if level and level.period else None
    if part and parts and years and not parts[-1][0].is_named:
        part = part.shifted(years[-1] - part.year)
    if part is None or part.form not in times.PARTS_OF_YEAR or (series is None and whole["year"] is None):
        return None
    series = series or (level.series if level else None) or known.context
    if series is None or series.service or any(cue.key not in keys_of(known, series) for cue in sentence.cues):
        return None
    return series, part, Period.of_year(part.year)


MOST_TO_HEAD = 8
"""How many characters after "of the" the word stands that says what is counted, at most."""


def _is_part(mention: Mention, period: Period) -> bool:
    return mention.role == "at" and period.form in times.PARTS_OF_YEAR
