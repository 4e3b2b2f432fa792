"""Which metric and service a number is about, by the words of its sentence and by what was spoken of before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helsetrend.proofreading.text import Number, Sentence
from helsetrend.proofreading.vocabulary import GENERAL_USE, PEOPLE, Cue, Series, Vocabulary, caseless, words_of

BESIDE, OWN, AFTER, EARLIER, FAR = 4.0, 2.0, 1.0, 1.2, 0.4
"""How much a word counts: beside the number, in its own part of the sentence, after it, before, further off."""

LEAST_SCORE = 0.3
"""How much speaks at least for what a number can be about."""

LEAST_OF_UNIT = 0.6
"""How much of a series is named at least where the word for what it counts is."""

AS_OBJECT = 0.25
"""How much less a word counts that something else is compared with ("har passert e-bøkene")."""

GENERAL, CONTINUED, CONTEXT, HEADING, PORTAL = 0.8, 0.6, 0.45, 0.4, 0.1
"""How much it counts that a sentence speaks of use in general, goes on with a series, follows it, stands below it."""

_OBJECT = caseless(
    r"(?:passert|passerte|forbi|enn|than|overtok|overtatt|passed|overtook|overtaken|ahead of|"
    r"foran|framfor|unlike|mot|behind|bak|i motsetning til|som)\s(?:\w+\s)?$"
)
_ANAPHORA = caseless(
    r"^[\s\"\u00ab\u201c\u2013(-]*(?:(?:men|og|but|and|likevel|altså|yet|still|dermed|samtidig|også|totalt|samlet|"
    r"i alt|til sammen|siden|sidan|since then|now|nå|no)"
    r"[\s,]+)*"
    r"(?:det|dette|that|this|it|these|those|they|de|dei|den|her|disse|desse|vi|we|tallet|talet|tala|tallene|snittet|"
    r"gjennomsnittet|the (?:count|number|figure|total|mean|average|fall|rise|increase|decrease|growth|drop|level|"
    r"share|decline|gain|jump)"
    r"|vekst(?:en)?|endring(?:en|a)?|change|utvikling(?:en|a)?|økning|auke|nedgang|økningen|nedgangen|oppgangen|"
    r"fr[ae]mgangen|tilbakegangen|auken|auka|nivået|andelen|delen|in absolute|i absolutte|målt i|growth|numbers|"
    r"volumes?|an? (?:increase|rise|fall|drop|growth|decline)|en (?:økning|vekst|nedgang|oppgang)|ein (?:auke|vekst|"
    r"nedgang|oppgang)|opp|ned|up|down|med andre ord|in other words|to years|two years|året før|totalen|summen|"
    r"i absolutte tal|fallet|average|a year)\b"
)
NEXT_CLAUSE = caseless(r",\s(?:og|and|men|but|mens|medan|while|whereas)\s|;")
_LISTED = caseless(r"(?:,|,?\s(?:og|and))\s")
"""What stands between a word that belongs to one number of a list and the next number."""

_NOUN_OF_NUMBER = caseless(
    r"\b(?:andelen|delen|\w*kvartalet|\w*halvåret|share|proportion|antallet|\w*snittet|besøkstallet|tallet|talet|"
    r"tala|tallene|snittet|gjennomsnittet|count|number|figure|total|nivået|level|veksten|økningen|auken|nedgangen|"
    r"oppgangen|fr[ae]mgangen|tilbakegangen|fallet|it|they|portalen|the portal|bruken|mean|average)\b"
)
_PRONOUN = caseless(
    r"\b(?:det|de|dei|den|dette|they|it|that|this|these|those|her)\b(?!\s(?:\w+e|\u241f+|"
    r"tre|to|fire|siste|første)\b(?<!være)(?<!ble))"
)
_EMPTY_WORDS = caseless(
    r"\b(?:sammenlignet|samanlikna|compared|siden|sidan|since|likevel|altså|nesten|nearly|"
    r"almost|about|omtrent|deretter|alone|allerede|allereie|already|fortsatt|framleis|"
    r"still|under|before|etter|after|three|years?|times|month|årene|there|hadde|reached|"
    r"nådde|endte|enda|ended|landet|landa|closed|finished|stood|svarte|svara|oppga|oppgav|answered)\b"
)
_GENERIC = words_of(
    """
    ganger gonger gong gang times time in i of av på the for and og fra frå from to til mot at ved per pr som
    that which
    """
)
_AFTER_WORD = re.compile(r"\s([^\W\d_][\w-]*)(?:\s([^\W\d_][\w-]*))?")


@dataclass(frozen=True)
class Topic:
    """The series that a number is about, how much speaks for it, and why."""

    series: Series
    score: float
    why: str
    is_sure: bool


def own_part(sentence: Sentence, place: int) -> tuple[int, int]:
    """Return the part of a sentence that is a number's own: from the number before it to the one after it."""
    numbers = sentence.numbers
    start = numbers[place - 1].end if place else 0
    end = numbers[place + 1].start if place + 1 < len(numbers) else len(sentence.text)
    return start, end


def weight_of(sentence: Sentence, place: int, cue: Cue, units: frozenset[str] = frozenset()) -> float:
    """Return how much a word counts for a number, by where it stands; `units` are the keys of what can be counted."""
    number = sentence.numbers[place]
    start, end = own_part(sentence, place)
    if cue.start >= end and place + 1 < len(sentence.numbers):
        following = sentence.numbers[place + 1]
        has_own = any(number.end <= other.start <= number.end + 2 for other in sentence.cues)
        if has_own and following.end <= cue.start <= following.end + 2:
            return 0.0
    if cue.start >= number.end:
        between = sentence.text[number.end : cue.start]
        if re.search(r"[,;:()]|\b(?:og|and|men|but|mot|against|mens|while)\b", between):
            return FAR if cue.start < end else 0.25
        words = len(between.split())
        return BESIDE if words <= 1 else (2.0 if words <= 3 else AFTER) if cue.start < end else FAR
    if cue.end > number.start or re.fullmatch(r"\s?\(\s?", sentence.text[cue.end : number.start]):
        return BESIDE
    is_own = cue.start >= start and not NEXT_CLAUSE.search(sentence.text, cue.end, number.start)
    if is_own and place and cue.key not in units and _LISTED.fullmatch(sentence.text, cue.end, number.start):
        return FAR
    reach = OWN if is_own else EARLIER
    return reach * (AS_OBJECT if _OBJECT.search(sentence.text[: cue.start]) else 1)


def topics(
    vocabulary: Vocabulary,
    sentence: Sentence,
    place: int,
    candidates: Iterable[Series],
    *,
    before: Series | None,
    context: Series | None,
    heading: frozenset[str] = frozenset(),
) -> list[Topic]:
    """Return the series that a number can be about, the likeliest first.

    `before` is the series of the number before it in the sentence, `context` that of the sentence before, `heading` the
    keys of the words in the heading above.
    """
    found = []
    is_general = re.search(rf"\b(?:{GENERAL_USE})\b", sentence.text, re.IGNORECASE) is not None
    has_portal = any(name.lower() in sentence.text.lower() for name in vocabulary.catalogue.portal.name.values())
    best: dict[str, float] = {}
    units = frozenset(key for series in vocabulary.all_series for key in vocabulary.heads[series])
    for cue in sentence.cues:
        best[cue.key] = max(best.get(cue.key, 0.0), weight_of(sentence, place, cue, units))
    follows_on = is_anaphoric(sentence, place)
    start = own_part(sentence, place)[0] if place else 0
    own = {cue.key for cue in sentence.cues if place and start <= cue.start < sentence.numbers[place].start}
    for series in candidates:
        score = score_of(vocabulary, series, best)
        is_sure = score > 0
        why = "named in the sentence" if score else ""
        heads = vocabulary.heads[series] & best.keys()
        if series == context and series.service and heads and not score and _is_told_by_pronoun(sentence, place):
            score = max(best[key] for key in heads)
            why = "a pronoun for what was spoken of"
        if series == before and not (own and own.isdisjoint(vocabulary.keys[series] | vocabulary.heads[series])):
            score += CONTINUED
            why = why or "goes on with the number before it"
        elif series == context and (follows_on or score):
            score += CONTEXT
            why = why or "the sentence before speaks of it"
        if series == vocabulary.main:
            is_general = is_general or any(mention.anchor == "peak" for mention in sentence.periods)
            score += GENERAL * is_general + PORTAL * has_portal
            score += OWN * _is_of_portal_alone(vocabulary, sentence, place)
            why = why or "the use of the portal"
        if heading and (above := score_of(vocabulary, series, dict.fromkeys(heading, 1.0))):
            score += HEADING * min(1.0, 0.7 + above)
            why = why or "the heading speaks of it"
        if score:
            found.append(Topic(series, score, why, is_sure))
    return sorted(found, key=lambda topic: -topic.score)


def _is_of_portal_alone(vocabulary: Vocabulary, sentence: Sentence, place: int) -> bool:
    """Return whether a number has a clause of its own whose subject is the portal: "while the portal had 140.9"."""
    number = sentence.numbers[place]
    start, end = own_part(sentence, place)
    ends = [found.end() for found in NEXT_CLAUSE.finditer(sentence.text, start, number.start)]
    if not place or not ends or any(ends[-1] <= cue.start < end for cue in sentence.cues):
        return False
    own = sentence.text[ends[-1] : number.start].lower()
    names = [name.lower() for name in vocabulary.catalogue.portal.name.values()]
    return any(word in own for word in (*names, "portalen", "the portal"))


def named_series(vocabulary: Vocabulary, cues: Iterable[Cue]) -> list[Series]:
    """Return the series of which some words speak, those that they speak most of first."""
    best = {cue.key: 1.0 for cue in cues}
    scores = {series: score_of(vocabulary, series, best) for series in vocabulary.all_series} if best else {}
    return sorted((series for series in scores if scores[series]), key=lambda series: -scores[series])


def _is_told_by_pronoun(sentence: Sentence, place: int) -> bool:
    """Return whether a pronoun, or a word such as "tjenesten", stands for what was spoken of."""
    own = sentence.masked[: sentence.numbers[place].start]
    return re.search(
        r"\b(?:hadde|har|fikk|fekk|had|have|has|saw|drew) (?:de|dei|den|it|they)\b|^\W*(?:De|Dei|Den|They|It)\b",
        own,
    ) is not None or (re.search(r"\b(?:tjenesten|tenesta|the service)\b", own, re.IGNORECASE) is not None)


def score_of(vocabulary: Vocabulary, series: Series, best: dict[str, float]) -> float:
    """Return how much the words of a sentence speak for a series, by the weight that each has."""
    weights, own = vocabulary.weights, vocabulary.service_keys(series)
    keys = own | vocabulary.heads[series] if series.service else vocabulary.keys[series] | vocabulary.heads[series]
    matched = {key: weights.get(key, 0.5) for key in keys if key in best}
    telling = own if series.service else keys
    entry = vocabulary.catalogue.metrics[series.metric]
    if entry.kind in ("share", "mean", "rate") and not entry.monthly_mean_of and not series.service:
        if matched.keys() <= vocabulary.heads[series]:
            return 0.0
        most = max(weights.get(key, 0.5) for key in keys)  # the other words are of what it is a share or mean of
        telling = frozenset(key for key in keys if weights.get(key, 0.5) == most) | vocabulary.heads[series]
    if not telling & matched.keys():
        return 0.0
    total = sum(weights.get(key, 0.5) for key in keys) if not series.service else max(matched.values())
    is_counted = series.service == "" and bool(vocabulary.heads[series] & matched.keys())
    coverage = max(LEAST_OF_UNIT if is_counted else 0.3, min(1.0, sum(matched.values()) / total))
    return sum(weight * best[key] for key, weight in matched.items()) * coverage


def is_anaphoric(sentence: Sentence, place: int) -> bool:
    """Return whether a sentence goes on with what was spoken of before: by a pronoun, or by a word such as "tallet"."""
    number = sentence.numbers[place]
    before = sentence.masked[: number.start]
    if place or _ANAPHORA.match(sentence.text) or _NOUN_OF_NUMBER.search(before) or _PRONOUN.search(before):
        return True
    return not re.search(r"[^\W\d_]{5,}", _EMPTY_WORDS.sub("", before))


def people_after(sentence: Sentence, number: Number) -> str:
    """Return the word for people right after a number, or an empty text."""
    found = re.match(rf"\s(?:\w+\s)?({PEOPLE[3:-1]})\b", sentence.text[number.end :], re.IGNORECASE)
    return found[1] if found else ""


def noun_after(sentence: Sentence, number: Number) -> str:
    """Return the word right after a number that may be what it counts, or an empty text."""
    found = _AFTER_WORD.match(sentence.text, number.end)
    if found is None or found[1].lower() in _GENERIC:
        return ""
    return found[1]


_NOT_A_NOUN = caseless(
    r"(?:kommer|kjem|gjelder|gjeld|ligger|ligg|etter|under|over|eller|ganger|gonger|times|flere|fleire|færre|heller|"
    r"seg|samtidig|this|was|has|is|as|its|his|less|across|always|perhaps|besides|plus|versus|towards|afterwards|"
    r"corresponds|equals|represents|means|makes|gives|shows|remains|amounts|higher|lower|fewer|greater|larger|"
    r"smaller|høyere|lavere|høgare|lågare|der|her|hver|kvar|når|mer|meir|år|har|er|var|blir|bruker|brukar|besøker|"
    r"viser|visar|utgjør|millioner|millionar|millions|thousands|tusener|prosentar|utgjer|tilsvarer|tilsvarar|starter|"
    r"startar|sammenlagt|digitaler)"
)


def is_plural_noun(word: str) -> bool:
    """Return whether a word looks like the plural of a noun."""
    if len(word) < 4 or _NOT_A_NOUN.fullmatch(word):
        return False
    return re.search(r"(?:er|ar|ene|ane|[^s]s)$", word, re.IGNORECASE) is not None
