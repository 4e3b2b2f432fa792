"""Which series a number can be about: the candidates by its form, and those that the words leave."""

import re
from collections.abc import Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.means import is_measure, mean_of, whole_of_mean
from helsetrend.proofreading.resolving.rules.units import (
    MOST_TO_UNIT,
    counts_money,
    counts_what_is_unknown,
    has_no_other_unit,
    is_large,
    is_spent,
    keys_of,
    more_of_unknown,
)
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.resolving.topics import (
    BESIDE,
    LEAST_SCORE,
    NEXT_CLAUSE,
    Topic,
    is_anaphoric,
    noun_after,
    people_after,
    topics,
)
from helsetrend.proofreading.text import PART_OF, THAT_IS, THE_CHANGE, Number, Sentence, is_of_money
from helsetrend.proofreading.vocabulary import GENERAL_USE, Series, caseless

_USED = caseless(r"\b(?:used|brukte?|brukt|nytta|benytt(?:et|a))\b")


def is_without_figures(known: Discourse, series: Series) -> bool:
    """Return whether a series is only the roof of its services, and has no figure of its own."""
    if series.service or known.vintage is None or not known.catalogue.metrics[series.metric].services:
        return False
    return not known.vintage.figures(series.metric, "")


def candidates_for(known: Discourse, spot: Spot, kind: str) -> list[Series]:
    """Return the series that a number of a kind can be about."""
    sentence, number = spot.sentence, spot.number
    if kind in ("growth", "decline"):
        return [series for series in known.vocabulary.all_series if not is_without_figures(known, series)]
    is_of_share = known.context is not None and known.catalogue.metrics[known.context.metric].kind == "share"
    own = {"points": ("share",), "rank": ("count", "stock")}
    if is_of_share and is_anaphoric(sentence, spot.place):
        own["multiple"] = ("count", "persons", "stock", "share")
    kinds = own.get(kind, ("count", "persons", "stock"))
    if kind == "monthly_mean":
        kinds = ("count", "mean")
    if number.form in ("percent", "part") and kind in ("level", "share"):
        kinds = ("share",)
    found = [
        series
        for series in known.vocabulary.all_series
        if (known.catalogue.metrics[series.metric].kind in kinds or (kind == "level" and is_measure(known, series)))
        and not is_without_figures(known, series)
    ]
    if number.form == "number" and is_of_money(sentence.text, number):
        found = [series for series in found if counts_money(known, series)]
    if kind == "rank":
        return [series for series in found if series.service]
    return found


def topics_of(known: Discourse, spot: Spot, kind: str) -> list[Topic]:
    """Return the series that a number can be about, the likeliest first."""
    sentence, number = spot.sentence, spot.number
    is_of_unknown = more_of_unknown(spot) or (kind == "level" and _is_part_of_unknown(spot))
    if is_spent(known, spot) or is_of_unknown:
        return []
    if kind == "level" and (whole := _whole_of_parts(known, spot)):
        return [Topic(whole, BESIDE, "the whole that parts are of", True)]
    if kind == "level" and (added := _added_up(known, spot)):
        return [Topic(added, BESIDE, "all that its parts add up to", True)]
    if kind == "level" and (set_against := _set_against(known, spot)):
        return [set_against]
    before = next((statement.series for statement in reversed(spot.before) if statement.series), None)
    if before and known.catalogue.metrics[before.metric].kind == "mean":
        before = whole_of_mean(known, before)
    candidates = candidates_for(known, spot, kind)
    context = known.context
    if context and known.catalogue.metrics[context.metric].kind == "mean" and kind != "monthly_mean":
        context = whole_of_mean(known, context)
    lender = spot.place
    while lender + 1 < len(sentence.numbers) and sentence.numbers[lender].borrowed and is_lent(sentence, lender):
        lender += 1
    ways = [
        topics(known.vocabulary, sentence, at, candidates, before=before, context=context, heading=known.heading)
        for at in dict.fromkeys((spot.place, lender))
    ]
    found = max(ways, key=lambda way: way[0].score if way else 0)
    if spot.place and (own := own_words(spot)):
        found = [topic for topic in found if not own.isdisjoint(keys_of(known, topic.series))] or found[:0]
    found = _of_unit_beside(known, sentence, number, found)
    found = [topic for topic in found if topic.score >= LEAST_SCORE and has_no_other_unit(sentence, number, topic)]
    is_of_times = re.match(r"\s(?:ganger|gonger|times)\b", spot.text_after) is not None
    if number.form == "number" and (is_of_times or counts_what_is_unknown(spot)):
        found = [topic for topic in found if known.catalogue.metrics[topic.series.metric].kind != "persons"]
    if not found and number.form == "number" and not spot.place and is_portal_subject(known, sentence, number):
        found = [Topic(known.vocabulary.main, LEAST_SCORE, "the portal itself", False)]
    is_of_people = people_after(sentence, number) != ""
    if not found and (is_of_times or is_of_people) and _USED.search(spot.text_before):
        found = [Topic(known.vocabulary.main, LEAST_SCORE, "used so many times", False)]
    if found and not found[0].is_sure:
        last = known.last_before(spot)
        is_general = re.search(rf"\b(?:{GENERAL_USE})\b", spot.text_before, re.IGNORECASE) is not None
        if last and not last.series and last.subject and not is_general:
            return []
    if found and not found[0].is_sure and not found[0].why.startswith("used") and not may_go_on(known, spot, kind):
        found = []
    if not found and context and is_large(number) and not counts_what_is_unknown(spot):
        found = [Topic(context, LEAST_SCORE, "what was spoken of last", False)] if context in candidates else []
    if kind == "monthly_mean":
        found = [replace(topic, series=mean_of(known, topic.series)) for topic in found]
    elif number.form == "number" or kind == "multiple":
        means = {metric for metric, entry in known.catalogue.metrics.items() if entry.monthly_mean_of}
        found = (
            [topic for topic in found if topic.series.metric not in means]
            if kind not in ("growth", "decline")
            else found
        )
    found = _of_introduced(known, spot, found, candidates)
    if kind in ("growth", "decline", "multiple"):
        found = [topic for topic in found if whole_of_mean(known, topic.series) == topic.series] or found
    return found


_ABOUT = caseless(r"\s(?:about|om|on|gjaldt|galdt|concerned|from|frå|fra|for|in|i|at|ved|på)\s")


def _is_part_of_unknown(spot: Spot) -> bool:
    """Return whether a number is a part, in a list, of what the data do not know: "4 800 cases: 1 300 about travel"."""
    sentence, number = spot.sentence, spot.number
    first = spot.before[0] if spot.before else None
    if first is None or first.kind != "level" or first.series is not None or first.sentence is not sentence:
        return False
    is_listed = ":" in sentence.text[first.number.end : spot.before[-1].number.end] or spot.before[-1] is not first
    is_listed = is_listed or re.search(r":\s?$", spot.text_before) is not None
    return is_listed and _ABOUT.match(sentence.text, number.end) is not None


def _service_spoken_of(known: Discourse, sentence: Sentence) -> Series | None:
    """Return the service that the sentence before introduced, or gave numbers of which this one sums up; else None."""
    if known.introduced and known.introduced[0] == sentence.paragraph:
        return known.introduced[1]
    last = known.last_in(sentence)
    if last is None or last.series is None:
        return None
    is_summed_up = THAT_IS.match(sentence.text) or THE_CHANGE.match(sentence.text)
    return last.series if is_summed_up and last.series.service else None


def _of_unit_beside(known: Discourse, sentence: Sentence, number: Number, found: list[Topic]) -> list[Topic]:
    """Return the topics that count what stands right after a number, where some do: "930,874 loans"."""
    beside = {cue.key for cue in sentence.cues if cue.start == number.end + 1}
    counted = [topic for topic in found if beside & known.vocabulary.heads[topic.series]]
    return counted if number.form == "number" and counted else found


_ALL = caseless(r"\b(?:totalt?|til sam(?:men|an)|i alt|alle|samlet|samla|altogether|in all|total|everywhere)\b")


def _of_introduced(known: Discourse, spot: Spot, found: list[Topic], candidates: Sequence[Series]) -> list[Topic]:
    """Return topics, where they are of a whole with the service that the sentence before spoke of."""
    sentence = spot.sentence
    service = _service_spoken_of(known, sentence)
    if service is None or not found:
        return found
    own = sentence.text[: spot.number.start]
    whole, named = known.vocabulary.whole_of(service), known.vocabulary.services_named_by(sentence.cues)
    if not whole or found[0].series != whole or named or service not in candidates or _ALL.search(own):
        return found
    return [Topic(service, BESIDE, "the sentence before speaks of it alone", found[0].is_sure), *found]


_IN_ALL = caseless(
    r"\b(?:total(?:t|en)?|i alt|til sammen|til saman|altogether|all told|in all|sum(?:men)?|samlet|samla)\W*"
    r"(?:(?:er|var|ble|blei|vart|is|was|blir)\s(?:det\s|det\s)?)?$"
)
"""What stands before the number of all, after those of its parts."""


def _added_up(known: Discourse, spot: Spot) -> Series | None:
    """Return what all the services before a number add up to, where it is said to be that of all; else None."""
    if not _IN_ALL.search(spot.text_before):
        return None
    services = {
        statement.series
        for statement in spot.before
        if statement.kind == "level" and statement.series and statement.series.service
    }
    metrics = {series.metric for series in services}
    entry = known.catalogue.metrics[metrics.pop()] if len(metrics) == 1 else None
    is_all = entry is not None and len(services) == len(entry.services)
    return Series(entry.services_add_up_to) if entry and is_all and entry.services_add_up_to else None


def _set_against(known: Discourse, spot: Spot) -> Topic | None:
    """Return the series of what a level is set against: "848 505, against 721 522".

    It is that of the level, or the other one of two services that the sentence names.
    """
    sentence, number, last = spot.sentence, spot.number, spot.last
    if last is None or last.series is None or last.kind != "level" or last.number.form != number.form:
        return None
    if not times.is_against(sentence, number) or any(
        number.end <= cue.start <= number.end + MOST_TO_UNIT for cue in sentence.cues
    ):
        return None
    services = known.vocabulary.services_named_by(sentence.cues)
    named = [series for series in services if series.metric == last.series.metric]
    others = [series for series in named if series != last.series]
    series = others[0] if len(named) == len(others) + 1 == 2 else last.series
    return Topic(series, BESIDE, "set against the number before it", last.is_sure_of_series)


_OF_ALL_THE = caseless(r"\W*(?:of|av)\s(?:(?:all|alle|the|de|dei|disse|desse|these)\s)*")
"""What stands before the whole that the parts after it are of: "of the 903,874 loans, 588,317 were ..."."""


def _whole_of_parts(known: Discourse, spot: Spot) -> Series | None:
    """Return what a number counts that a part is of: "77,415 of the 226,941 visitors"; None where it is no whole."""
    sentence, number = spot.sentence, spot.number
    if spot.place:
        is_whole = PART_OF.fullmatch(sentence.text, spot.start, number.start)
    else:
        is_whole = _OF_ALL_THE.fullmatch(sentence.text, 0, number.start)
    if number.form != "number" or not is_whole:
        return None
    beside = (cue for cue in sentence.cues if number.end <= cue.start <= number.end + 1)
    return next((head for cue in beside if (head := known.vocabulary.counted_by(cue))), None)


def is_of_measure(known: Discourse, spot: Spot) -> bool:
    """Return whether a mean is the figure of a metric that is one itself, and not the mean of what is counted."""
    found = topics_of(known, spot, "level")
    return bool(found) and found[0].is_sure and is_measure(known, found[0].series)


def own_words(spot: Spot) -> set[str]:
    """Return the keys of the words between a number and the clause before it; none where no clause ends in between."""
    sentence, number, start = spot.sentence, spot.number, spot.start
    ends = [found.end() for found in NEXT_CLAUSE.finditer(sentence.text, start, number.start)]
    return {cue.key for cue in sentence.cues if ends and ends[-1] <= cue.start < number.start}


def is_portal_subject(known: Discourse, sentence: Sentence, number: Number) -> bool:
    """Return whether a sentence is about the portal itself, and counts nothing else."""
    names = [name.lower() for name in known.catalogue.portal.name.values()]
    lower = sentence.text.lower()
    return any(name in lower for name in names) and not noun_after(sentence, number)


def may_go_on(known: Discourse, spot: Spot, sense: str) -> bool:
    """Return whether a number may be about what was spoken of before, or about the use of the portal."""
    sentence = spot.sentence
    if spot.before and spot.before[-1].series:
        return True
    if re.search(rf"\b(?:{GENERAL_USE})\b", sentence.text, re.IGNORECASE):
        return True
    if sense != "difference" and any(
        name.lower() in sentence.text.lower() for name in known.catalogue.portal.name.values()
    ):
        return True
    return is_anaphoric(sentence, spot.place) or sentence.block.kind in ("item", "caption", "heading")


def subject_of(known: Discourse, spot: Spot) -> str:
    """Return a word for what a number is about that the data have no metric for."""
    sentence, number = spot.sentence, spot.number
    if more_of := more_of_unknown(spot):
        return more_of
    noun = noun_after(sentence, number)
    for last in (spot.last, known.last_in(sentence) if is_anaphoric(sentence, spot.place) else None):
        if last and last.subject and last.series is None:
            return last.subject
    if number.form == "number" and len(noun) > 3:
        return noun.lower()
    words = re.findall(r"[^\W\d_]{5,}", spot.text_before)
    return words[0].lower() if words else "?"


def is_lent(sentence: Sentence, place: int) -> bool:
    """Return whether a number has its unit from the one after it."""
    one, other = sentence.numbers[place], sentence.numbers[place + 1]
    return one.form == other.form and not re.search(r"[;:]", sentence.text[one.end : other.start])
