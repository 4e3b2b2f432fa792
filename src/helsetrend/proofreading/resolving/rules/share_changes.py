"""Changes of a share that is no metric: "the share of audiobooks has doubled"."""

from collections.abc import Sequence

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.parts import service_of_whole
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.resolving.topics import Topic, is_anaphoric
from helsetrend.proofreading.text import Series, caseless

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
