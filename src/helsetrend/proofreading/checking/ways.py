"""Numbers of one sentence that do not fit together: the parts of a list, and the ends of a way up or down."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from helsetrend.proofreading.checking.relations import interval_of
from helsetrend.proofreading.resolving import Statement, times
from helsetrend.proofreading.vocabulary import DOWN, UP, caseless
from helsetrend.published import Catalogue
from helsetrend.values import total

Group = tuple[Statement, ...]

WHOLE, MOST_LEFT = 100, 5
"""What the shares of all add up to, in percent, and how much less they may be in one sentence, for rounding."""

LEAST_PARTS = 2
"""The fewest numbers that are a list of parts."""

_UP = caseless(rf"\b{UP}\b")
_DOWN = caseless(rf"\b{DOWN}\b")
_CLAUSE = caseless(r"[.;:]|\b(?:og|and|men|but|mens|medan|while|whereas)\b")
_LIST = re.compile(r"[^.;]{0,25}:\s?$")
"""What stands between a whole and the first of its parts."""
_LAST = caseless(r"\b(?:og|and)\s$")


def shares_of_all(statements: Sequence[Statement], catalogue: Catalogue) -> Iterator[Group]:
    """Yield the shares that all services of a metric have in one period, where these do not add up to a hundred."""
    groups: dict[object, dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        if (
            statement.kind == "share"
            and statement.series
            and statement.of
            and statement.series.service
            and not statement.services
        ):
            groups[statement.series.metric, statement.of, statement.period].setdefault(
                statement.series.service, statement
            )
    for shares in groups.values():
        first = next(iter(shares.values()))
        entry = catalogue.metrics[first.series.metric] if first.series else None
        is_all = entry is not None and entry.lists_all_services and len(shares) == len(entry.services)
        whole = total([interval_of(share) for share in shares.values()])
        is_of_sentence = all(share.sentence is first.sentence for share in shares.values())
        if is_all and (whole.low > WHOLE or (is_of_sentence and whole.high < WHOLE - MOST_LEFT)):
            yield tuple(sorted(shares.values(), key=lambda share: share.span))


def lists_of_parts(statements: Sequence[Statement]) -> Iterator[Group]:
    """Yield a whole of what the data have no metric for and its parts, where these do not add up to it.

    "The ministry had 4 500 complaints: 2 400 about waiting times, 1 300 about travel and 1 100 about billing."
    """
    for place, whole in enumerate(statements):
        text = whole.sentence.text
        parts = [
            statement
            for statement in statements[place + 1 :]
            if statement.sentence is whole.sentence and statement.period == whole.period
        ]
        is_list = whole.kind == "level" and len(parts) >= LEAST_PARTS and all(part.kind == "level" for part in parts)
        if not is_list or any(
            statement.series or statement.number.form != whole.number.form for statement in (whole, *parts)
        ):
            continue
        is_closed = _LAST.search(text, 0, parts[-1].number.start) is not None
        is_opened = _LIST.fullmatch(text, whole.number.end, parts[0].number.start) is not None
        if is_closed and is_opened and not total([interval_of(part) for part in parts]).meets(interval_of(whole)):
            yield (*parts, whole)


def against_their_way(statements: Sequence[Statement]) -> Iterator[Group]:
    """Yield two levels between which their sentence says there was a rise or a fall, where they say the opposite."""
    for first, second in pairwise(statements):
        is_way = first.kind == second.kind == "level" and first.sentence is second.sentence
        is_way = is_way and first.series == second.series and first.period != second.period
        if not is_way or not (
            times.is_from(first.sentence, first.number) and times.is_to(second.sentence, second.number)
        ):
            continue
        before = _CLAUSE.split(first.sentence.text[: first.number.start])[-1]
        ups, downs = len(_UP.findall(before)), len(_DOWN.findall(before))
        low, high = interval_of(first), interval_of(second)
        if (ups and not downs and high.high < low.low) or (downs and not ups and high.low > low.high):
            yield first, second
