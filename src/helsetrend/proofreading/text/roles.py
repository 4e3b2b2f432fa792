"""What a period is to the numbers beside it: their own, the start or the end of a comparison, or none."""

import re
from dataclasses import replace

from helsetrend.proofreading.text.mention import Mention, Role
from helsetrend.proofreading.vocabulary import FROM_BEFORE, caseless

_ROLE_FROM = caseless(
    rf"(?:^|[\s(,]){FROM_BEFORE}(?:\s(?:i|in|for|heile|hele|the|all of|whole of|året|tallet for|talet for|nivået i|"
    rf"nivået|level of|level|that of|det|figure for|perioden|all|at|på|ved|"
    rf"(?:en|ein|an?|the)(?:\s[\w-]+)?\s(?:måned|månad|month)|dette|denne|this|that|gamle|forrige|førre|tidligere|"
    rf"tidlegare|old|previous|former|last|record|peak|best|\w*året|year))*\s$"
)

_TIMES_THAT = caseless(
    r"\b(?:times|ganger|gonger)\s(?:the|that|talet|tallet|nivået)(?:\s[^\W\d_]+){0,3}?\s(?:in|i|of|for|from|fra|frå)\s$|"
    r"\b(?:dobbelte|doble|dobbelt|twice|double)\s(?:av\s|of\s|that of\s)?(?:nivået\s|tallet\s|talet\s)?(?:i\s|in\s)?$|"
    r"\b(?:times|ganger|gonger|twice|double)\s(?:the\s)?$"
)

_SUPERLATIVE_SINCE = caseless(
    r"\b(?:\w{3,}ste|\w{3,}est|\w{3,}aste|most|least|first time|første gang|"
    r"fyrste gong)\b(?:\s[\w-]+){0,4}?\s(?:siden|sidan|since)\s$"
)

_BACK_TO = caseless(r"\b(?:(?:tilbake|attende)\s(?:til|i)|back\sto)\s(?:i\s)?$")

_WRITTEN = caseless(
    r"\b(?:skrev|skreiv|oppga|oppgav|meldte|melde|publiserte|wrote|reported|published)\s(?:(?:vi|me|we|it)\s)?$"
)
"""What stands before the period in which something was written, and not that of which it tells."""

_ROLE_TO = caseless(r"(?:^|\s)(?:til|to|through)\s(?:(?:i|in|the|det)\s)?$")


def with_role(text: str, mention: Mention) -> Mention:
    """Return the mention with its role, by the words before it."""
    before = text[: mention.start]
    role: Role = mention.role
    is_range = (
        mention.months
        and mention.months[0] < mention.months[1]
        and re.search(r"\s(?:til|to|through|og|and)\s|\u2013", text[mention.start : mention.end])
    )
    if role == "span" or (is_range and re.search(r"\b(?:fra|frå|from|mellom|between)\s$", before, re.IGNORECASE)):
        return mention
    if _TIMES_THAT.search(before) and not re.match(r"\s[^\W\d_]+\s(?:of|på)\s", text[mention.end :]):
        role = "from"
    elif _SUPERLATIVE_SINCE.search(before) or _WRITTEN.search(before):
        role = "aside"
    elif _ROLE_FROM.search(before) or _BACK_TO.search(before):
        role = "from"
    elif _ROLE_TO.search(before):
        role = "to"
    return replace(mention, role=role)
