"""What is left of a whole: "the remaining 32 percent", "the rest", "one in five never have"."""

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Spot, Statement
from helsetrend.proofreading.text import caseless

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
    names_service = known.vocabulary.services_told_by(cue for cue in sentence.cues if start <= cue.start < end)
    return None if names_service else last


def _is_share(known: Discourse, statement: Statement) -> bool:
    """Return whether a statement is a share: of two counts, or of a metric that is one itself."""
    metric = known.catalogue.metrics[statement.series.metric] if statement.series else None
    return metric is not None and statement.kind in SHARES and (statement.of is not None or metric.kind == "share")
