"""Cells of a table: the heads of their column and row, and what stands above the table, say what they are about."""

import re
from collections.abc import Sequence
from fractions import Fraction

from helsetrend.proofreading.resolving.discourse import Discourse, in_measured_part
from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.proofreading.text import Mention, Sentence, Series, sign_of
from helsetrend.values import Period

_TOTAL = re.compile(
    r"(?:total(?:t|en)?|sum(?:men)?|i alt|all|alle|antall|tal|number|altogether|mill(?:ion\w*)?|"
    r"tusen|thousands?|prosent|percent|andel|share|endring|change|året|året før|fra|frå|"
    r"from|kvartal|quarter|half|halvår|year|year-on-year|før|the|and|og|per|of|av|hele|"
    r"heile|whole|month|måned|snitt|gjennomsnitt|mean|average)",
    re.IGNORECASE,
)


def heads_of(known: Discourse, sentence: Sentence) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """Return the head of the column, the head of the row, and what stands above a table."""
    cell = sentence.block.cell
    assert cell is not None
    same = [other for other in known.sentences if other.block.cell and other.block.cell.table == cell.table]
    column = [
        other
        for other in same
        if other.block.cell and other.block.cell.is_header and other.block.cell.column == cell.column
    ]
    row = [
        other
        for other in same
        if other.block.cell
        and other.block.cell.row == cell.row
        and other.block.cell.column < cell.column
        and other.block.cell.column == 0
    ]
    first = same[0]
    index = known.sentences.index(first)
    above = [
        other
        for other in known.sentences[max(0, index - 4) : index]
        if other.block.cell is None and other.paragraph >= first.paragraph - 2
    ]
    return column, row, above


def statement_of_cell(
    known: Discourse, sentence: Sentence, place: int, around: tuple[list[Sentence], list[Sentence], list[Sentence]]
) -> Statement | None:
    """Return the statement that a number in a cell is; None where its series or period is open."""
    column, row, above = around
    number = sentence.numbers[place]
    mentions = [
        (mention, other)
        for group in (row, column)
        for other in group
        for mention in other.periods
        if mention.anchor != "last" and mention.role != "from"
    ]
    bases = [mention for other in column for mention in other.periods if mention.role == "from"]
    head = " ".join(other.text for other in column)
    label = " ".join(other.text for other in row)
    caption = " ".join(other.text for other in above)
    if sentence.block.cell and sentence.block.cell.column == 0 and not mentions and not label:
        return None
    is_change = (
        re.search(r"endring|endra|change|vekst|growth|auke|økning|\+/-", f"{head} {label}", re.IGNORECASE) is not None
    )
    is_percent = (
        number.form == "percent"
        or re.search(r"%|prosent|percent|per cent", f"{head} {label}", re.IGNORECASE) is not None
    )
    cues = [cue for other in (*row, *column) for cue in other.cues]
    keys = {cue.key: 3.0 for cue in cues}
    nearest = next((other for other in reversed(above) if other.cues), None)
    for cue in nearest.cues if nearest else ():
        keys.setdefault(cue.key, 1.0)
    from helsetrend.proofreading.resolving.topics import _score

    kinds = (
        ("share",)
        if is_percent and not is_change
        else ("count", "persons", "stock", "mean", "rate")
        if not is_change
        else ("count", "persons", "stock", "share")
    )
    scores = {
        series: _score(known.vocabulary, series, keys)
        for series in known.vocabulary.all_series
        if known.catalogue.metrics[series.metric].kind in kinds
    }
    best = max(scores, key=lambda series: scores[series], default=None)
    series = best if best and scores[best] > 0 else None
    periods = [period] if (period := period_of_heads(known, [mention for mention, _ in mentions])) else []
    if is_change and not any(mention.is_named for mention, _ in mentions):
        periods = [latest] if (latest := latest_of_table(known, sentence, mentions)) else periods
    period = periods[0] if periods else None
    if period is None:
        named = [
            known.clock.period_of(mention, None)
            for other in above
            for mention in other.periods
            if mention.is_named and mention.role == "at"
        ]
        period = next((found for found in named if found), None)
    if period is None or (series is None and not cues):
        return None
    of: Series | None = None
    if is_percent and not is_change:
        part = next(
            (
                other
                for other in known.vocabulary.all_series
                if other.service and {cue.key for one in row for cue in one.cues} & known.vocabulary.service_keys(other)
            ),
            None,
        )
        whole = known.catalogue.metrics[part.metric].services_add_up_to if part else None
        if part and whole:
            series, of = part, Series(whole)
    if series and not of and names_more(row, known.vocabulary.keys[series]):
        series = None
    scale = 1
    if not number.has_scale and not is_percent:
        if re.search(r"\bmill|million", f"{head} {label}", re.IGNORECASE) or re.search(
            r"(?:i|in|tall i|figures in) (?:mill|million)\w*|\((?:mill|million)|,\s?(?:mill|million)\w*",
            caption,
            re.IGNORECASE,
        ):
            scale = 10**6
        elif re.search(r"\btusen|thousand|\b1[ .,\u00a0]?000\b", f"{head} {label}", re.IGNORECASE) or re.search(
            r"\b(?:i|in|tall i|figures in) (?:tusen|thousands?|1[ .,]?000)|,\s?(?:tusen|thousands?)"
            r"|\((?:tusen|thousands?|1[ .,]?000)",
            caption,
            re.IGNORECASE,
        ):
            scale = 10**3
    value = number.value * scale
    worth = number.rounding * scale
    if scale > 1:
        decimals = re.search(r"[.,](\d+)$", sentence.text[number.number_start : number.end].strip())
        is_grouped = decimals is not None and len(decimals[1]) == 3 and number.value >= 1000
        worth = Fraction(scale, 10 ** len(decimals[1])) if decimals and not is_grouped else Fraction(scale)
    kind = "share" if of else "level"
    is_below = sign_of(sentence, number) < 0
    if is_change and re.search(r"poeng|points", f"{head} {label}", re.IGNORECASE):
        kind = "points"
    elif is_change:
        kind = ("decline" if is_below else "growth") if is_percent else "difference"
    base = period_of_heads(known, bases)
    origin = (base if base and base.last < period.first else period.shifted(-1)) if is_change else None
    return in_measured_part(
        known,
        Statement(
            sentence=sentence,
            number=number,
            kind=kind,
            of=of,
            direction=(-1 if is_below else 1) if is_change else 0,
            series=series,
            subject="" if series else label.lower() or "?",
            period=period,
            from_period=origin,
            value=abs(value) if is_change else value,
            rounding=worth,
            is_sure_of_period=bool(periods),
            is_sure_of_series=bool(cues),
            is_sure_of_kind=True,
            why=("a cell of a table",),
        ),
    )


def period_of_heads(known: Discourse, mentions: Sequence[Mention]) -> Period | None:
    """Return the period that the heads of a row and a column name: a part of a year in one, its year in the other."""
    part = next((mention for mention in mentions if mention.months and not mention.is_named), None)
    year = next((mention for mention in mentions if mention.is_named and not mention.months), None)
    if part and year:
        return part.of_years(year.years[0], year.years[-1])
    return next((period for mention in mentions if (period := known.clock.period_of(mention, None))), None)


def latest_of_table(
    known: Discourse, sentence: Sentence, mentions: Sequence[tuple[Mention, Sentence]]
) -> Period | None:
    """Return the latest year among the heads of a table's columns, or the part of it that the head of a row names."""
    cell = sentence.block.cell
    years = [
        mention.years[-1]
        for other in known.sentences
        if cell and other.block.cell and other.block.cell.table == cell.table and other.block.cell.is_header
        for mention in other.periods
        if mention.is_named and not mention.months and mention.role != "from"
    ]
    if not years:
        return None
    part = next((mention for mention, _ in mentions if mention.months), None)
    return part.of_years(max(years), max(years)) if part else Period.of_year(max(years))


def names_more(row: Sequence[Sentence], keys: frozenset[str]) -> bool:
    """Return whether the head of a row has a word that is none of a series, as a part of it would have."""
    for sentence in row:
        known = list(sentence.cues)
        if any(cue.key in keys for cue in known):
            continue
        for word in re.finditer(r"[^\W\d_]{3,}", sentence.masked):
            if not _TOTAL.fullmatch(word[0]) and not any(cue.start <= word.start() < cue.end for cue in known):
                return True
    return False
