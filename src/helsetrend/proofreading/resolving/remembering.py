"""What is kept of a sentence, for those after it."""

from collections.abc import Sequence

from helsetrend.proofreading.resolving import times
from helsetrend.proofreading.resolving.discourse import Discourse, dated_in, is_in_brackets
from helsetrend.proofreading.resolving.statements import CHANGES, Statement
from helsetrend.proofreading.resolving.topics import named_series
from helsetrend.proofreading.text import Sentence
from helsetrend.proofreading.vocabulary import Series
from helsetrend.values import Period


def remember_sentence(
    known: Discourse, sentence: Sentence, periods: Sequence[Period | None], statements: Sequence[Statement]
) -> None:
    """Keep what a sentence spoke of, for those after it."""
    known.clock.carried = None
    known.clock.dated = None if statements else dated_in(sentence)
    bases = [
        mention
        for index, mention in enumerate(sentence.periods)
        if any(_is_base(sentence, statement, index) for statement in statements)
    ]
    main = [
        period
        for mention, period in zip(sentence.periods, periods, strict=True)
        if period
        and mention.role == "at"
        and mention not in bases
        and not (sentence.block.kind == "item" and is_in_brackets(sentence.text, mention.start))
        and not sentence.text[: mention.start].endswith("(")
        and (mention.is_named or mention.anchor == "today" or mention.months or mention.is_again or mention.shift > 0)
    ]
    earlier = [
        statement.period
        for statement in statements
        if statement.period and statement.is_sure_of_period and statement.kind in ("level", "monthly_mean")
    ]
    if main:
        first = earlier[0] if earlier and earlier[0] in main else main[0]
        changed = [statement.period for statement in statements if statement.kind in CHANGES and statement.period]
        reached = [
            statement.period for statement in statements if times.is_to(sentence, statement.number) and statement.period
        ]
        whole = known.clock.focus
        entire = [period for mention, period in zip(sentence.periods, periods, strict=True) if mention.whole and period]
        known.clock.focus = entire[-1] if entire else max([*changed, *reached, first], key=lambda period: period.last)
        parts = [statement.period for statement in statements if statement.kind == "level" and statement.period]
        if whole and len(parts) > 1 and times.fill(parts, whole):
            known.clock.focus = whole
    if not main and (end := _end_of_way(sentence, periods)):
        known.clock.focus = end
    if any(periods):
        spoken = list(zip(sentence.periods, periods, strict=True))
        own = [period for mention, period in spoken if period and mention.role != "from" and mention not in bases]
        known.clock.last = (own or [period for period in periods if period])[-1]
    told_of = [statement for statement in statements if statement.series]
    if told_of:
        known.context = told_of[-1].series
    elif not statements and sentence.block.kind != "heading":
        keys = {cue.key for cue in sentence.cues}
        heads = [
            series
            for series in known.vocabulary.all_series
            if not series.service and keys & known.vocabulary.heads[series]
        ]
        services = known.vocabulary.services_named_by(sentence.cues)
        known.introduced = (sentence.paragraph, services[0]) if len(services) == 1 else None
        named = named_series(known.vocabulary, sentence.cues)
        if named and _is_share(known, named[0]):
            known.context = named[0]
        elif len(heads) >= 1 and keys:
            known.context = services[0] if services else _named_last(known, sentence, heads)
        elif len(services) == 1:
            known.context = services[0]
    if statements:
        known.mean_before = statements[-1].kind == "monthly_mean"
        known.recent = [*known.recent, *statements][-12:]


def _end_of_way(sentence: Sentence, periods: Sequence[Period | None]) -> Period | None:
    """Return the last period of "from 2016 to 2019"; None for a sentence that names no way."""
    for mention, period in zip(sentence.periods, periods, strict=True):
        is_span = mention.role == "span" and bool(mention.years)
        if is_span and times.FROM.search(sentence.text[: mention.start]):
            return Period.of_year(mention.years[-1])
        if period and mention.role == "to":
            return period
    return None


def _named_last(known: Discourse, sentence: Sentence, series: Sequence[Series]) -> Series:
    """Return which of some series a sentence names last by what it counts; the first of them where they are alike."""
    keys = [cue.key for cue in reversed(sentence.cues)]
    places = {named: min(keys.index(key) for key in known.vocabulary.heads[named] if key in keys) for named in series}
    return min(series, key=lambda named: places[named])


def _is_base(sentence: Sentence, statement: Statement, index: int) -> bool:
    """Return whether a period is that of a number which another is set against: "99 percent, up from 97 in 2021"."""
    number = statement.number
    is_own = times.after(sentence, sentence.numbers.index(number)) == index if number in sentence.numbers else False
    return is_own and (times.is_against(sentence, number) or times.is_from(sentence, number))


def _is_share(known: Discourse, series: Series) -> bool:
    return known.catalogue.metrics[series.metric].kind == "share"
