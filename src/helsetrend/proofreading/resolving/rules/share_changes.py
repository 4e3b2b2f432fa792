"""Changes of a share that is no metric: "the share of audiobooks has doubled"."""

import re
from collections.abc import Sequence

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.shares import service_of_whole
from helsetrend.proofreading.resolving.statements import Spot
from helsetrend.proofreading.resolving.topics import Topic, is_anaphoric
from helsetrend.proofreading.text import Series

_THE_SHARE = re.compile(r"\b(?:\w*andel(?:en|er|ene)?|del(?:en)?|shares?|proportion)\b[^;:.]*$", re.IGNORECASE)
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
    last = (*known.recent, *spot.before)[-1:]
    spoken = [
        earlier
        for earlier in last
        if earlier.sentence.paragraph == sentence.paragraph and earlier.of and earlier.series
    ]
    if (
        spoken
        and (spoken[0].kind == "share" or spoken[0].is_of_share)
        and (spot.before or is_anaphoric(sentence, spot.place))
    ):
        return (spoken[0].series, spoken[0].of) if spoken[0].series and spoken[0].of else None
    return None
