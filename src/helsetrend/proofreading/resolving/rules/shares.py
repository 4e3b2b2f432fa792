"""Shares and their changes: what is the part and what the whole, or the metric that is a share itself."""

import re
from collections.abc import Sequence

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.parts import CLAUSE, part_of, service_of_whole, whole_of
from helsetrend.proofreading.resolving.rules.series import topics_of
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.resolving.topics import Topic, is_anaphoric, topics
from helsetrend.proofreading.text import PART_OF, SAME_AGAIN, THAT_IS, Sentence
from helsetrend.proofreading.vocabulary import Series, caseless

_LINKING = caseless(
    r"(?:mot|against|til|fra|frå|from|opp|ned|down|and|var|was|andelen|andel|delen|share|året|før|fjor|year|last|"
    r"mens|while|den|det|then|that|compared|with|sammenlignet|samanlikna|med|lik|the|prosent|altså|steg|rose|falt|"
    r"fell|økte|auka|gikk|gjekk|går|went|via|etter|after|over|henholdsvis|respectively|opprinnelig|earlier|hele|"
    r"heile|men|but|nå|no|now|for|dette|this|igjen|again|har|had|hadde|been|vært|vore)"
)


def share_of(known: Discourse, spot: Spot) -> tuple[Series | None, Series | None, list[Topic]]:
    """Return the part and the whole of a share; only the part, where it is the level of a metric that is a share."""
    sentence, number = spot.sentence, spot.number
    of_metric = topics_of(known, spot, "share")
    if number.form == "one_in":
        catalogue, every = known.catalogue, known.vocabulary.all_series
        shares = [series for series in every if catalogue.metrics[series.metric].kind == "share"]
        found = topics(known.vocabulary, sentence, spot.place, shares, before=None, context=None)
        of_metric = [topic for topic in found if topic.is_sure and topic.score >= 0.5]
    if again := _said_again(spot):
        return again.series, again.of, []
    if (pair := _its_share(known, spot)) is not None:
        return *pair, []
    if (pair := _of_counts_before(known, spot)) is not None:
        return *pair, []
    whole = whole_of(known, spot)
    last = spot.last
    if whole is None and last and last.kind in ("share", "one_in", "complement"):
        whole = last.of
    if whole is None and spot.before and re.match(r"\W*(?:Of|Av)\b", sentence.text):
        named = next((known.vocabulary.counted_by(cue) for cue in sentence.cues if cue.start < MOST_TO_WHOLE), None)
        whole = named or spot.before[0].series
    part = part_of(known, spot, whole) if whole else None
    is_carried_on = part is not None and not is_named_beside(known, spot, part)
    if is_carried_on and of_metric and of_metric[0].is_sure:
        return of_metric[0].series, None, of_metric
    if whole and part and part != whole:
        is_named = any(topic.is_sure and topic.score >= 2.2 for topic in of_metric[:1])
        if not is_named or is_whole_of(known, part, whole):
            return part, whole, []
    is_of_metric = bool(of_metric and of_metric[0].is_sure and of_metric[0].score >= 2.2)
    if is_of_metric and spot.before and not _has_word_of(known, spot, of_metric[0].series):
        is_of_metric = False
    if not is_of_metric and (pair := service_of_whole(known, spot)):
        return *pair, []
    is_conclusion = THAT_IS.match(sentence.text) is not None
    goes_on = number.form == "one_in" or is_conclusion or _IT_WAS.search(spot.text_before) is not None
    spoken = last or next(iter(known.recent[-1:]), None)
    if is_conclusion and not last and not of_metric and (pair := _part_and_whole(known, known.recent[-2:])):
        return *pair, []
    if goes_on and spoken and spoken.of and spoken.series and _IT_WAS.search(spot.text_before):
        return spoken.series, spoken.of, []
    if goes_on and spoken and spoken.kind == "level" and not of_metric and (pair := _of_last(known, spoken)):
        return *pair, []
    if of_metric and (of_metric[0].is_sure or not whole):
        sure = [topic for topic in of_metric if topic.is_sure or spot.before or is_anaphoric(sentence, spot.place)]
        if spot.before and sure and not is_told_of(known, spot, sure[0].series):
            sure = []
        if sure:
            return sure[0].series, None, sure
    return None, None, []


_ITS_SHARE = caseless(r"\b(?:its|their|dens|deira|deres|formatets|tjenestens|sonens)\s(?:share|andel|del)\b[^.;,]*$")


def _its_share(known: Discourse, spot: Spot) -> tuple[Series, Series] | None:
    """Return the service that was spoken of and its whole, for "its share rose from 11 percent"; else None."""
    sentence = spot.sentence
    first = sentence.numbers[0]
    part = known.context
    if part is None or not part.service or not _ITS_SHARE.search(sentence.text, 0, first.start):
        return None
    whole = known.vocabulary.whole_of(part)
    return (part, whole) if whole and spot.number.form == "percent" else None


def _said_again(spot: Spot) -> Statement | None:
    """Return the share right before a percentage that says it again: "every fourth, more precisely 28.6 percent"."""
    last, number = spot.last, spot.number
    if last is None or last.series is None or last.number.form not in ("one_in", "part") or number.form != "percent":
        return None
    is_same = SAME_AGAIN.search(spot.text, last.number.end, number.start) and last.kind in SHARES
    return last if is_same else None


SHARES = ("share", "one_in", "level")
_IT = r"(?:det|den|it|andelen|delen|the share)"
_IT_WAS = caseless(rf"\b(?:var|er|was|is)\s{_IT}\s$|\b{_IT}\s(?:var|er|was|is)\s$")
MOST_TO_WHOLE = 12
"""Within how many characters of a sentence that begins with "of" the whole is named."""


def _has_word_of(known: Discourse, spot: Spot, series: Series) -> bool:
    """Return whether a number's own part of its sentence has a word of a series, or no word of the data."""
    sentence = spot.sentence
    start, end = spot.start, spot.end
    ends = [found.end() for found in CLAUSE.finditer(sentence.text, start, spot.number.start)]
    own = {cue.key for cue in sentence.cues if (ends[-1] if ends else start) <= cue.start < end}
    return not own or not own.isdisjoint(known.vocabulary.keys[series])


def _part_and_whole(known: Discourse, levels: Sequence[Statement]) -> tuple[Series, Series] | None:
    """Return what "40 of the 140.9 million visits" counts; None for levels of which one is no part of the other."""
    if len(levels) < 2 or any(level.kind != "level" or level.series is None for level in levels):
        return None
    part, whole = levels
    is_part = part.sentence is whole.sentence and PART_OF.fullmatch(
        part.sentence.text, part.number.end, whole.number.start
    )
    if not is_part or part.series is None or whole.series is None:
        return None
    if whole.series.metric != part.series.metric:
        return part.series, whole.series
    return part.series, known.vocabulary.whole_of(part.series) or known.vocabulary.main


def _of_last(known: Discourse, last: Statement) -> tuple[Series, Series] | None:
    """Return the service of the number before and its whole: "848 505, or every fifth"; None where it is no part."""
    whole = known.vocabulary.whole_of(last.series) if last.series else None
    return (last.series, whole) if last.series and whole else None


def _of_counts_before(known: Discourse, spot: Spot) -> tuple[Series, Series] | None:
    """Return the part and the whole of "201 379 of the 955 845 loans, or 21 percent"; None where it is none."""
    sentence, number = spot.sentence, spot.number
    if len(spot.before) < 2 or number.form != "percent" or any(earlier.kind != "level" for earlier in spot.before[-2:]):
        return None
    part, whole = spot.before[-2:]
    if not whole.series or not PART_OF.fullmatch(sentence.text, part.number.end, whole.number.start):
        return None
    unit = known.catalogue.metrics[whole.series.metric].unit
    services = known.vocabulary.services_named_by(cue for cue in sentence.cues if cue.start < number.start)
    named = [series for series in services if known.catalogue.metrics[series.metric].unit == unit]
    is_same = SAME_AGAIN.search(sentence.text, whole.number.end, number.start) is not None
    return (named[0], whole.series) if len(named) == 1 and is_same else None


def is_told_of(known: Discourse, spot: Spot, series: Series) -> bool:
    """Return whether a part after another number is still about a metric: it is named again, or nothing else is."""
    sentence = spot.sentence
    start, end = spot.start, spot.end
    ends = [found.end() for found in CLAUSE.finditer(sentence.text, start, spot.number.start)]
    start = ends[-1] if ends else start
    keys = known.vocabulary.keys[series]
    if any(start <= cue.start < end and cue.key in keys for cue in sentence.cues):
        return True
    words = re.findall(r"[^\W\d_]{3,}", sentence.masked[start : spot.number.start])
    rest = re.findall(r"[^\W\d_]{3,}", sentence.masked[spot.number.end : end].split(",")[0])
    return all(_LINKING.fullmatch(word) for word in words) and not any(
        word.lower() in ("som", "who", "that", "har", "have", "bruker", "brukar") for word in rest[:2]
    )


def is_named_beside(known: Discourse, spot: Spot, part: Series) -> bool:
    """Return whether a number's own part of its sentence names a series."""
    start, end = spot.start, spot.end
    keys = known.vocabulary.service_keys(part) or known.vocabulary.heads[part]
    return any(start <= cue.start < end and cue.key in keys for cue in spot.sentence.cues)


_OUTSIDE = caseless(
    r"\b(?:outside|other than|except|utenfor|utanfor|utenom|utanom|bortsett fra|bortsett frå|annet enn|anna enn)"
    r"\s(?:the\s|for\s)?$"
)


def is_outside(known: Discourse, sentence: Sentence, part: Series) -> bool:
    """Return whether a sentence speaks of all but a service: "outside the centre"."""
    keys = known.vocabulary.service_keys(part)
    return any(cue.key in keys and _OUTSIDE.search(sentence.text[: cue.start]) for cue in sentence.cues)


def is_whole_of(known: Discourse, part: Series, whole: Series) -> bool:
    """Return whether a series is what the services of another add up to."""
    return known.catalogue.metrics[part.metric].services_add_up_to == whole.metric


_THE_SHARE = caseless(r"\b(?:\w*andel(?:en|er|ene)?|del(?:en)?|shares?|proportion)\b[^;:.]*$")
"""What stands before a change of a share."""


def share_changed(known: Discourse, spot: Spot, kind: str, found: Sequence[Topic]) -> tuple[Series, Series] | None:
    """Return the part and the whole of the share that a change is of; None where it is of a metric."""
    sentence, number = spot.sentence, spot.number
    if kind not in ("points", "growth", "decline", "multiple"):
        return None
    is_share = kind == "points" or _THE_SHARE.search(sentence.text[spot.start : number.start]) is not None
    is_metric = any(topic.is_sure and known.catalogue.metrics[topic.series.metric].kind == "share" for topic in found)
    if not is_share or is_metric:
        return None
    if pair := service_of_whole(known, spot):
        return pair
    spoken = known.last_before(spot)
    if spoken is None or spoken.series is None or spoken.of is None:
        return None
    is_of_it = (spoken.kind == "share" or spoken.is_of_share) and (spot.before or is_anaphoric(sentence, spot.place))
    return (spoken.series, spoken.of) if is_of_it else None
