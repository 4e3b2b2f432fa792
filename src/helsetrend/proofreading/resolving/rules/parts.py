"""The part, the whole and the rest of a share, as the words of its sentence name them."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.resolving.topics import is_anaphoric
from helsetrend.proofreading.text import THAT_IS
from helsetrend.proofreading.vocabulary import GENERAL_USE, Series, caseless

CLAUSE = re.compile(r"[,;]|\s(?:og|and|men|but|mens|while)\s")
"""What ends a clause."""

_OF_ALL = caseless(
    rf"\s(?:of|av)\s(?:the\s|all\s|det\s|den\s|hele\s)*(?:total\w*|alt|everything|whole|summen|samlede|{GENERAL_USE}|"
    r"(?<=av )alle(?=\s?[.,;)])|(?<=of )all(?=\s?[.,;)])|them all)\b"
)
"""What follows a share of all there is."""

_STOOD_FOR = caseless(
    r"\b(?:st(?:o|od|år) (?:\w+ )?for|utgj(?:ør|orde|er)|account(?:s|ed) (?:\w+ )?for|ma(?:k|d)es? up)\s$"
)
"""What stands before the share that a part has of what was spoken of."""


def service_of_whole(known: Discourse, spot: Spot) -> tuple[Series, Series] | None:
    """Return a service that the clause of a share names, or that was spoken of, and the metric that it is a part of."""
    sentence, number = spot.sentence, spot.number
    start, end = spot.start, spot.end
    breaks = [found.end() for found in CLAUSE.finditer(sentence.text, start, number.start)]
    following = CLAUSE.search(sentence.text, number.end, end)
    first, last = (breaks[-1] if breaks else start), (following.start() if following else end)
    is_of_all = _OF_ALL.match(sentence.text, number.end) is not None
    named = [
        (abs(cue.start - number.start), series)
        for cue in sentence.cues
        if first <= cue.start < last
        for series in known.vocabulary.services_named_by([cue])
    ]
    part = min(named)[1] if named else None
    before = spot.before[-1].series if spot.before else known.context
    if part is None and is_of_all and before and before.service:
        part = before
    if part is None:
        return None
    if whole := known.vocabulary.whole_of(part):
        return part, whole
    main = known.vocabulary.main
    spoken = any(
        statement.series == main and statement.kind == "level" for statement in (*known.recent[-2:], *spot.before)
    )
    if spoken and _STOOD_FOR.search(sentence.text[start : number.start]):
        return part, main
    return (part, known.vocabulary.main) if is_of_all else None


def joined_services(known: Discourse, spot: Spot, part: Series) -> tuple[str, ...]:
    """Return the services that a share is of together: "34.9 percent were e-books or audiobooks"."""
    sentence, number = spot.sentence, spot.number
    start, end = spot.start, spot.end
    stop = re.search(r"[,;:.]", sentence.text[number.end : end])
    last = number.end + stop.start() if stop else end
    for first, until in ((number.end, last), (start, number.start)):
        named = {
            series.service: cue.start
            for cue in sentence.cues
            if first <= cue.start < until
            for series in known.vocabulary.services_named_by([cue])
            if series.metric == part.metric
        }
        if part.service in named and len(named) > 1:
            places = sorted(named.values())
            between = sentence.text[places[0] : places[-1]]
            if re.search(r"\b(?:og|and|eller|or)\b(?! (?:resten|the rest))", between):
                return tuple(named)
    return ()


def whole_of(known: Discourse, spot: Spot) -> Series | None:
    """Return what a share is of: the series whose word stands right after it ("av besøkene", "fifth visit")."""
    sentence, number = spot.sentence, spot.number
    own = (known.vocabulary.counted_by(cue) for cue in sentence.cues if number.start <= cue.start < number.end)
    if (named := next(own, None)) is not None:
        return named
    for cue in sentence.cues:
        if cue.start < number.end - 1:
            continue
        between = sentence.text[number.end : cue.start]
        inside = [other for other in sentence.numbers if number.end <= other.start < cue.start]
        if len(inside) == 1:
            between = sentence.text[number.end : inside[0].start] + sentence.text[inside[0].end + 1 : cue.start]
        between = re.sub(r"(?:the number of|antallet|talet på|tallet på)\s", "", between)
        if re.search(r"[,;:.]|\b(?:is|was|are|were|er|var|ble|blei|vart|har|hadde|has|had)\b", between):
            return None
        if len(between.split()) > 3:
            return None
        if (series := known.vocabulary.counted_by(cue)) is not None:
            return series
    return None


def part_of(known: Discourse, spot: Spot, whole: Series) -> Series | None:
    """Return what a share is: another count of the sentence, a service, or what was spoken of."""
    sentence, number = spot.sentence, spot.number
    start = spot.start
    scores: dict[Series, float] = {}
    for cue in sentence.cues:
        for series in known.vocabulary.all_series:
            metric = known.catalogue.metrics[series.metric]
            if metric.kind not in ("count", "persons", "stock") or series == whole:
                continue
            own = (
                known.vocabulary.service_keys(series)
                if series.service
                else known.vocabulary.heads[series] - known.vocabulary.heads[whole]
                or (frozenset() if metric.services else known.vocabulary.keys[series] - known.vocabulary.keys[whole])
            )
            if (
                series.service
                and whole.metric not in (series.metric, metric.services_add_up_to)
                and metric.unit != known.catalogue.metrics[whole.metric].unit
            ):
                continue
            if cue.key in own:
                distance = abs(cue.start - number.end)
                between = sentence.text[min(cue.end, number.end) : max(cue.start, number.start)]
                is_own = start <= cue.start < number.start and not re.search(r"[,;:]", between)
                is_beside = cue.start >= number.end and len(between.split()) <= 2 and not CLAUSE.search(between)
                score = 1000 - distance + 500 * bool(series.service) + 200 * is_own + 300 * is_beside
                scores[series] = max(scores.get(series, 0), score)
    if scores:
        return max(scores, key=lambda series: scores[series])
    if is_anaphoric(sentence, spot.place):
        before = next((statement.series for statement in reversed(spot.before) if statement.series), known.context)
        is_spoken_of = before is not None and (before.service != "" or THAT_IS.match(sentence.text) is not None)
        if before and before != whole and is_spoken_of:
            return before
    return None


_REST = caseless(
    r"\b(?:resten|rest|restande|øvrige?|resterende|resterande|remaining|the rest|gjenværende|attverande|attståande|"
    r"de andre|dei andre|(?:the )?others?)\b[^;.]{0,25}$"
)
_NEVER = caseless(r"^[^.;]{0,40}?\b(?:aldri|ikke|ikkje|never|not)\b")
_IT_MEANS = caseless(
    r"\W*(?:det|dette|that|this|it)\s(?:betyr|tyder|vil si|vil seie|means|leaves)\b|\W*(?:altså|dermed|så|so)\b"
)
"""How a sentence begins that says the same of those who are left."""

MOST_APART = (0, 2)
"""How many paragraphs, and how many items of a list, the share may be back that a number is the rest of."""

SHARES = ("share", "level", "one_in")


def rest_of(known: Discourse, spot: Spot, kind: str) -> Statement | None:
    """Return the share that a number is the rest of; None where it is none."""
    sentence, number = spot.sentence, spot.number
    if kind not in ("share", "one_in"):
        return None
    last = next((other for other in reversed((*known.recent, *spot.before)) if _is_share(known, other)), None)
    if (
        last is None
        or last.series is None
        or abs(last.sentence.paragraph - sentence.paragraph) > MOST_APART[sentence.block.kind == "item"]
    ):
        return None
    start = spot.start
    is_rest = _REST.search(sentence.text[start : number.start]) is not None
    is_same = last.sentence is sentence or _IT_MEANS.match(sentence.text) is not None
    is_denied = is_same and last.of is None and _NEVER.match(spot.text_after) is not None
    if not is_rest and not is_denied:
        return None
    end = spot.end
    names_service = known.vocabulary.services_named_by(cue for cue in sentence.cues if start <= cue.start < end)
    return None if names_service else last


def _is_share(known: Discourse, statement: Statement) -> bool:
    """Return whether a statement is a share: of two counts, or of a metric that is one itself."""
    metric = known.catalogue.metrics[statement.series.metric] if statement.series else None
    return metric is not None and statement.kind in SHARES and (statement.of is not None or metric.kind == "share")
