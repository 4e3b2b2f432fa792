"""Changes that sum up two levels before them: "that is an increase of 12 percent", "1.73, against 1.60: 8% more"."""

from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import CHANGES, Spot, Statement
from helsetrend.proofreading.text import THE_CHANGE
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_THUS = caseless(
    r"^\W*(?:det|dette|that|this)\s(?:gir|gjev|gav|ga|gives|gave|makes|made|er|is|tilsvarer|tilsvarar|svarer|svarar)\b|"
    r"\b(?:altså|dermed|med andre ord|det vil si|det vil seie|thus|hence|so|that is)\b"
)
_SAME_CHANGE = caseless(
    r"\W*(?:(?:Det|Dette|That|This|It)\b|(?:(?:regnet|rekna|målt|measured)\s)?(?:i|in)\s(?:prosent|per ?cent)\b)"
)
"""How a sentence begins that says the change before it again."""

COMPARED = caseless(r"\b(?:enn|than|som|as|siden|sidan|since|fra|frå|from|mot|against|før|before)\b")
"""What follows a change that names its own start."""


def set_side_by_side(statement: Statement, spot: Spot) -> tuple[Statement, Statement] | None:
    """Return the two levels that a change stands right after: "1.73 million, against 1.60 in 2024: 8% more"."""
    if len(spot.before) < 2 or COMPARED.search(spot.sentence.text, spot.number.end, spot.end):
        return None
    later, base = spot.before[-2:]
    are_levels = later.is_level_of(statement) and base.is_level_of(statement)
    if (
        not are_levels
        or later.period is None
        or base.period is None
        or not times.is_against(spot.sentence, base.number)
    ):
        return None
    return (later, base) if base.period.last < later.period.first else None


def pair_before(known: Discourse, statement: Statement) -> tuple[Period, Period] | None:
    """Return the two periods that the sentence before sets side by side for a series."""
    last = known.recent[-1].sentence if known.recent else None
    if last is None:
        return None
    before = [other for other in known.recent if other.sentence is last and other.series == statement.series]
    if before and before[-1].kind in CHANGES and before[-1].from_period and before[-1].period:
        is_same = _SAME_CHANGE.match(statement.sentence.text) is not None
        return (before[-1].from_period, before[-1].period) if is_same else None
    periods = {
        other.period
        for other in known.recent
        if other.sentence is last and other.is_level_of(statement) and other.period
    }
    years = times.years_long(statement.sentence)
    levels = [other for other in known.recent if other.is_level_of(statement)]
    spoken = {
        other.period for other in levels if other.period and other.sentence.paragraph == statement.sentence.paragraph
    }
    if years and spoken and max(spoken).shifted(-years) in spoken:
        return max(spoken).shifted(-years), max(spoken)
    is_conclusion = is_conclusion_of(statement)
    if (len(periods) == 1 and (statement.kind == "points" or is_conclusion)) or years:
        periods = {
            other.period
            for other in levels[-2:]
            if other.period and 0 <= statement.sentence.paragraph - other.sentence.paragraph <= is_conclusion
        }
    is_other_span = years is not None and len(periods) == 2 and max(periods).year - min(periods).year != years
    return (min(periods), max(periods)) if len(periods) == 2 and not is_other_span else None


def is_conclusion_of(statement: Statement) -> bool:
    """Return whether a sentence says what follows from the one before it: "that is ...", "the increase is ..."."""
    said_before = statement.sentence.text[: statement.number.start]
    return _THUS.search(said_before) is not None or THE_CHANGE.match(said_before) is not None


def the_other_way(known: Discourse, change: Statement) -> tuple[Statement, ...]:
    """Return a difference the other way, where the earlier of its levels stands last: "that is 41 483 fewer"."""
    levels = [other for other in known.recent if other.kind == "level" and other.series == change.series]
    if change.kind != "difference" or not levels or levels[-1].period != change.from_period:
        return ()
    return (replace(change, direction=-change.direction, others=()),)
