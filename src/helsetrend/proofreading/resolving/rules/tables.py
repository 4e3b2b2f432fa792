"""Cells of a table: the heads of their column and row, and what stands above the table, say what they are about."""

import re
from collections.abc import Sequence
from itertools import pairwise

from helsetrend.proofreading.resolving.discourse import Discourse, in_measured_part
from helsetrend.proofreading.resolving.statements import Statement
from helsetrend.proofreading.resolving.topics import score_of
from helsetrend.proofreading.text import Mention, Sentence, periods_in, sign_of
from helsetrend.proofreading.vocabulary import Cue, Series, caseless
from helsetrend.values import Period

_TOTAL = caseless(
    r"(?:total(?:t|en)?|sum(?:men)?|i alt|all|alle|antall|tal|number|altogether|mill(?:ion\w*)?|tusen|thousands?|"
    r"prosent|percent|andel|share|endr(?:ing|a)|change|auke|vekst|økning|growth|increase|januar\w*|februar\w*|mars|"
    r"march|april|mai|may|jun[ei]|jul[iy]|august|september|o[kc]tober|november|de[sc]ember|måneder|månad(?:er|ar)?|"
    r"året|året før|fra|frå|from|kvartal|quarter|half|halvår|year|year-on-year|før|the|and|og|per|of|av|hele|heile|"
    r"whole|month|måned|snitt|gjennomsnitt|mean|average|first|second|third|fourth|første|fyrste|andre|tredje|fjerde)"
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


def column_before(known: Discourse, sentence: Sentence) -> list[Sentence]:
    """Return the head of a cell's column where it names a metric, else of the nearest to its left that does."""
    cell = sentence.block.cell
    assert cell is not None
    heads = [
        (other.block.cell.column, other)
        for other in known.sentences
        if other.block.cell
        and other.block.cell.table == cell.table
        and other.block.cell.is_header
        and other.block.cell.column <= cell.column
        and other.cues
    ]
    return [other for column, other in heads if column == max(column for column, _ in heads)]


def statement_of_cell(
    known: Discourse, sentence: Sentence, place: int, around: tuple[list[Sentence], list[Sentence], list[Sentence]]
) -> Statement | None:
    """Return the statement that a number in a cell is; None where its series or period is open."""
    column, row, above = around
    number, heads = sentence.numbers[place], [*row, *column]
    head, label, caption = (" ".join(other.text for other in group) for group in around)
    mentions = [
        mention
        for other in heads
        for mention in other.periods
        if mention.anchor != "last" and mention.role not in ("from", "span")
    ]
    mentions += [mention for other in row for mention in parts_under(known, other)]
    is_below = sign_of(sentence, number) < 0
    is_of_change = _CHANGE.search(head) is not None or (number.form == "percent" and sign_of(sentence, number) != 0)
    is_change = is_of_change or _CHANGE.search(label) is not None
    is_percent = number.form == "percent" or _PERCENT.search(f"{head} {label}") is not None
    is_share = is_percent and not is_change
    named_by = [*row, *(column_before(known, sentence) if is_of_change else column)]
    cues = [cue for other in named_by for cue in other.cues]
    kinds = ("share",) if is_share else ("count", "persons", "stock", *(("share",) if is_change else ("mean", "rate")))
    summed = None if is_share else whole_of_rows(known, row)
    series, of = summed or _series_named(known, cues, above, kinds), None
    span = next((mention for other in heads for mention in other.periods if mention.role == "span"), None)
    named = period_of_heads(known, mentions)
    period = named or _period_above(known, above) or latest_of_table(known, sentence, mentions)
    if span and is_change and span.years:
        period = Period.of_year(span.years[-1])
    if period is None and series and not column:
        period = known.clock.focus or known.clock.main
    if series is None and not cues and not is_share and not names_more(heads):
        series = known.context or known.vocabulary.main
    if period is None or (series is None and not cues):
        return None
    part = next(iter(known.vocabulary.services_named_by(cues)), None) if is_share else None
    if part and (whole := known.vocabulary.whole_of(part)):
        series, of = part, whole
    kind = "share" if of else "level"
    if is_change and _POINTS.search(f"{head} {label}"):
        kind = "points"
    elif is_change:
        kind = ("decline" if is_below else "growth") if is_percent else "difference"
    elif ratio := ratio_of_label(known, row):
        kind, (series, of) = "ratio", ratio
    bases = [mention for other in column for mention in other.periods if mention.role == "from"]
    scale = 1 if number.has_scale or is_percent else scale_of_heads(f"{head} {label}", caption)
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
            from_period=base_of_change(known, period, bases, span) if is_change else None,
            value=abs(number.value * scale) if is_change else number.value * scale,
            rounding=number.rounding * scale,
            is_sure_of_period=named is not None,
            is_sure_of_series=bool(cues) or summed is not None,
            is_sure_of_kind=True,
            why=("a cell of a table",),
        ),
    )


def _series_named(
    known: Discourse, cues: Sequence[Cue], above: Sequence[Sentence], kinds: Sequence[str]
) -> Series | None:
    """Return the series of some kinds that the heads of a cell name, and what stands above its table; None for none."""
    nearest = next((other for other in reversed(above) if other.cues), None)
    keys = {cue.key: 1.0 for cue in (nearest.cues if nearest else ())} | {cue.key: 3.0 for cue in cues}
    scores = {
        series: score_of(known.vocabulary, series, keys)
        for series in known.vocabulary.all_series
        if known.catalogue.metrics[series.metric].kind in kinds
    }
    best = max(scores, key=lambda series: scores[series], default=None)
    return best if best and scores[best] > 0 else None


def _period_above(known: Discourse, above: Sequence[Sentence]) -> Period | None:
    """Return the period that what stands above a table names."""
    named = (mention for other in above for mention in other.periods if mention.is_named and mention.role == "at")
    return next((period for mention in named if (period := known.clock.period_of(mention, None))), None)


_PERCENT = caseless(r"%|prosent|percent|per cent")
_POINTS = caseless(r"poeng|points")
_SCALES = (
    (
        10**6,
        caseless(r"\bmill|million"),
        caseless(r"(?:i|in|tall i|figures in) (?:mill|million)\w*|\((?:mill|million)|,\s?(?:mill|million)\w*"),
    ),
    (
        10**3,
        caseless(r"\btusen|thousand|\b1[ .,\u00a0]?000\b"),
        caseless(
            r"\b(?:i|in|tall i|figures in) (?:tusen|thousands?|1[ .,]?000)|,\s?(?:tusen|thousands?)"
            r"|\((?:tusen|thousands?|1[ .,]?000)"
        ),
    ),
)
"""Each scale, with what says so in the head of a row or a column, and above a table."""


def scale_of_heads(heads: str, caption: str) -> int:
    """Return in what the numbers of a table are given, by its heads and by what stands above it: 1, 1000, a million."""
    return next((scale for scale, head, above in _SCALES if head.search(heads) or above.search(caption)), 1)


_CHANGE = caseless(r"endring|endra|change|vekst|growth|auke|økning|\+/-|^\W*(?:mot|vs\.?|siden|sidan|since|against)\s")
"""What the head of a column or a row of changes has."""


_ALL_ROWS = caseless(
    r"\W*(?:total(?:t|en)?|sum(?:men)?|i alt|til sammen|til saman|all|alle|altogether|in all|samlet|samla)\b"
)
"""What the head of a row begins with that adds up the others."""


def whole_of_rows(known: Discourse, row: Sequence[Sentence]) -> Series | None:
    """Return the whole of the services that the other rows of a table are of, for a row such as "Total"; else None."""
    label = next((other for other in row if _ALL_ROWS.match(other.text)), None)
    if label is None or label.block.cell is None:
        return None
    heads = [
        other
        for other in known.sentences
        if other.block.cell and other.block.cell.table == label.block.cell.table and other.block.cell.column == 0
    ]
    others = known.vocabulary.services_named_by(cue for other in heads if other is not label for cue in other.cues)
    own = {series.metric for series in known.vocabulary.services_named_by(label.cues)}
    for first, second in pairwise(others):
        if first.metric == second.metric and first.metric not in own and (whole := known.vocabulary.whole_of(first)):
            return whole
    return None


def parts_under(known: Discourse, label: Sentence) -> Sequence[Mention]:
    """Return the part of a year that the head of a row names with the head of its column: "First" under "Quarter"."""
    cell = label.block.cell
    head = next(
        (
            found[0]
            for other in known.sentences
            if cell and other.block.cell and other.block.cell.table == cell.table
            if other.block.cell.is_header and other.block.cell.column == cell.column
            if (found := re.search(r"\b(?:kvartal|quarter|halvår|half-year|half|tertial)\b", other.text, re.IGNORECASE))
        ),
        None,
    )
    if head is None or label.periods or not re.fullmatch(r"[^\W\d_]+|\d\.?", label.text.strip()):
        return ()
    text = f"{label.text.strip()} {head}"
    return periods_in(text, text)


def base_of_change(known: Discourse, period: Period, bases: Sequence[Mention], span: Mention | None) -> Period:
    """Return the period that a change in a table starts from: as its heads name it, else a year before."""
    if span and span.years:
        return Period.of_year(span.years[0])
    base = period_of_heads(known, bases)
    return base if base and base.last < period.first else period.shifted(-1)


def ratio_of_label(known: Discourse, row: Sequence[Sentence]) -> tuple[Series, Series] | None:
    """Return the two series of a row such as "loans per borrower", or None."""
    for sentence in row:
        per = re.search(r"\s(?:per|pr\.?|for each|for every|for hver|for kvar)\s", sentence.text)
        heads = [(cue, known.vocabulary.counted_by(cue)) for cue in sentence.cues] if per else []
        counted = next((series for cue, series in heads if per and series and cue.end <= per.start() + 1), None)
        other = next((series for cue, series in heads if per and series and cue.start >= per.end() - 1), None)
        if counted and other and counted != other:
            return counted, other
    return None


def period_of_heads(known: Discourse, mentions: Sequence[Mention]) -> Period | None:
    """Return the period that the heads of a row and a column name: a part of a year in one, its year in the other."""
    part = next((mention for mention in mentions if mention.months and not mention.is_named), None)
    year = next((mention for mention in mentions if mention.is_named and not mention.months), None)
    if part and year:
        return part.of_years(year.years[0], year.years[-1])
    return next((period for mention in mentions if (period := known.clock.period_of(mention, None))), None)


def latest_of_table(known: Discourse, sentence: Sentence, mentions: Sequence[Mention]) -> Period | None:
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
    part = next((mention for mention in mentions if mention.months), None)
    return part.of_years(max(years), max(years)) if part else Period.of_year(max(years))


def names_more(heads: Sequence[Sentence]) -> bool:
    """Return whether the heads of a row and a column have a word that the data do not know, as a part would have."""
    return any(
        not _TOTAL.fullmatch(word[0]) and not any(cue.start <= word.start() < cue.end for cue in sentence.cues)
        for sentence in heads
        for word in re.finditer(r"[^\W\d_]{3,}", sentence.masked)
    )
