"""From numbers in sentences to statements: which figure each of them is about.

The sentences are read in their order, with what was spoken of before (`Clock`, the series of the sentence before, the
heading above). Each decision is kept as a reason that a reader can follow.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from helsetrend.analysis import Vintage
from helsetrend.proofreading.documents.document import Document
from helsetrend.proofreading.resolving.asides import SOURCE, without_asides, without_citations
from helsetrend.proofreading.resolving.dating import with_period
from helsetrend.proofreading.resolving.discourse import Discourse, Reading, enter_block, periods_of
from helsetrend.proofreading.resolving.headings import of_what_follows
from helsetrend.proofreading.resolving.lists import along_the_way, each_in_turn
from helsetrend.proofreading.resolving.nearby import with_what_is_near
from helsetrend.proofreading.resolving.opening import prepare
from helsetrend.proofreading.resolving.remembering import remember_sentence
from helsetrend.proofreading.resolving.rules import (
    between_two,
    change_over_years,
    change_summed_up,
    counts_people,
    goes_on_with_mean,
    has_means,
    heads_of,
    is_base_of_mean,
    is_of_measure,
    is_outside,
    joined_services,
    many_as,
    mean_of,
    over_years,
    period_of_heads,
    ratio_before,
    ratio_beside,
    rest_of,
    set_aside,
    set_dates_aside,
    share_changed,
    share_of,
    share_of_itself,
    statement_of_cell,
    subject_of,
    summed_up,
    topics_of,
    who_is_counted,
    why_no_figure,
    with_base,
    with_lent_scale,
)
from helsetrend.proofreading.resolving.statements import CHANGES, Spot, Statement
from helsetrend.proofreading.resolving.times import Clock
from helsetrend.proofreading.resolving.topics import Topic, named_series, people_after
from helsetrend.proofreading.text import (
    Sense,
    Sentence,
    Series,
    Vocabulary,
    caseless,
    growth,
    has_mean,
    sense_of,
    sentences_of,
    why_unreal,
)

CLOSE = 0.6
_REPORTED = caseless(
    r"\b(?:tallene fra|tala frå|the figures of|figures as of|claimed|hevd\w+|andre oppgir|andre oppgjev|others give|"
    r"corrected|revised|korriger\w+|rettet|retta|revidert\w*|an earlier (?:edition|version)|tidligere (?:utgave|"
    r"versjon|tall)|tidlegare (?:utgåve|versjon|tal)|previously (?:reported|put|given)|først oppgitt|opprinnelig|"
    r"opphavleg|originally|foreløpig\w*|førebels|preliminary|the minister|statsråd\w*|ministeren|the papers|"
    r"avisene)\b"
)
_IN_PERCENT = caseless(
    r"\b(?:(?:i|om til|til|målt i|rekna i|regnet i) prosent\b(?!\s?poeng)|prosentvis|in percentage terms|"
    r"in per ?cent|in relative terms|relativt)\b"
)
_MOST = 5


def read_all(known: Discourse) -> Reading:
    """Read all sentences, then all tables."""
    prepare(known)
    paragraph = -1
    for sentence in known.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            enter_block(known, sentence)
        if sentence.block.cell is not None:
            read_cell(known, sentence)
        else:
            read_sentence(known, sentence)
    known.out.statements = with_what_is_near(known, of_what_follows(known.out.statements))
    return known.out


def read_sentence(known: Discourse, sentence: Sentence, *, has_left_dates: bool = False) -> None:
    """Read the statements of a sentence, and account for its other numbers."""
    if not has_left_dates:
        set_dates_aside(known, sentence)
    sentence = without_asides(without_citations(known, sentence))
    given, sentence = sentence, with_lent_scale(known, sentence)
    is_mean_again = goes_on_with_mean(known, sentence, is_lent=sentence is not given)
    periods = periods_of(known, sentence)
    known.spoken.append((sentence, tuple(period for period in periods if period)))
    statements: list[Statement] = []
    senses: list[Sense] = []
    by_place: dict[int, Statement] = {}
    for place, number in enumerate(sentence.numbers):
        change = next((other for other in reversed(senses) if other.kind in CHANGES and other.direction), None)
        sense = sense_of(sentence, place, sense_before(senses), change)
        if sense.kind == "share" and known.changed_before and _IN_PERCENT.search(sentence.text):
            sense = growth(known.changed_before, "in percent")
        if not place and sense.kind == "share":
            direction = change_over_years(known, sentence, number) or change_summed_up(known, sentence, number)
            if direction:
                sense = growth(direction, "sums up", is_beside=True)
        if is_mean_again and not place and sense.kind == "level":
            sense = Sense("monthly_mean", why="goes on with the mean before it")
        elif sense.kind == "level" and senses and is_base_of_mean(known, sentence, number, senses[0]):
            sense = Sense("monthly_mean", why="what the mean before it is set against")
        senses.append(sense)
        spot = Spot(sentence, place, periods, tuple(statements))
        reason = why_no_figure(known, spot, sense) or why_unreal(
            sentence, number.start, number.end, heading=known.heading_text
        )
        if reason:
            set_aside(known, sentence, number.start, number.end, reason)
            continue
        statement = statement_of(known, spot, sense)
        if statement is None:
            set_aside(known, sentence, number.start, number.end, "not understood", is_understood=False)
            continue
        if statement.period and statement.is_sure_of_period and statement.period.first > known.clock.today:
            set_aside(known, sentence, number.start, number.end, "forecast")
            continue
        statements.append(statement)
        by_place[place] = statement
    directions = [other.direction for other in senses if other.kind in CHANGES and other.direction]
    known.changed_before = directions[-1] if directions else 0
    statements = each_in_turn(known, along_the_way(statements))
    statements = [with_base(known, statement, statements, sentence) for statement in statements]
    known.out.statements += statements
    remember_sentence(known, sentence, periods, statements)


def statement_of(known: Discourse, spot: Spot, sense: Sense) -> Statement | None:
    """Return the statement that a number is; None where it was not understood."""
    sentence, place, statements, number = spot.sentence, spot.place, spot.before, spot.number
    kind, why = sense.kind, [sense.why]
    people = people_after(sentence, number) if number.form == "number" else ""
    of: Series | None = None
    series: Series | None = None
    found: list[Topic] = []
    services: tuple[str, ...] = ()
    pair = None
    if kind in ("level", "mean"):
        pair = ratio_beside(known, sentence, number) or ratio_before(known, spot)
    elif kind in ("multiple", "share"):
        pair = many_as(known, sentence, number)
    if kind == "mean" and is_of_measure(known, spot):
        kind = "level"
    elif kind == "mean":
        kind = "monthly_mean" if has_means(known) or known.mean_before else "weekly_mean"
    rest = None if pair else rest_of(known, spot, kind)
    itself = share_of_itself(known, spot) if kind in ("share", "one_in") and not pair else None
    if pair:
        kind, series, of = "share" if kind == "share" else "ratio", pair[0], pair[1]
    elif itself:
        series = of = itself[0]
    elif rest:
        kind, series, of = "complement" if kind == "share" else "one_in_not", rest.series, rest.of
    elif kind in ("share", "one_in"):
        series, of, found = share_of(known, spot)
        last = statements[-1] if statements else None
        if of and series and len(joined := joined_services(known, spot, series)) > 1:
            series, services = Series(series.metric), joined
        elif of and last and last.kind in ("sum", "share") and last.services:
            series, services = last.series, last.services
        if series and of and is_outside(known, sentence, series):
            kind = "complement" if kind == "share" else "one_in_not"
        if series and of is None:
            kind = "level" if kind == "share" else kind
    else:
        found = topics_of(known, spot, kind)
        series = found[0].series if found else None
        if share := share_changed(known, spot, kind, found):
            (series, of), found = share, []
    is_of_two = False
    if kind == "difference" and (two := between_two(known, spot)):
        (series, of), found, is_of_two = two, [], True
    counted = series if people and series and found and found[0].is_sure and not counts_people(known, series) else None
    if people and (who := who_is_counted(known, sentence, people, series)):
        series, of, found = who.series, None, [who]
    last = statements[-1] if statements else None
    if kind in CHANGES and last and last.series and is_apposed(sentence, last, sense, place):
        is_change_of_mean = last.kind == "monthly_mean" and kind in ("difference", "multiple")
        is_change_of_level = last.kind == "level" and kind in ("growth", "decline", "difference")
        if (is_change_of_mean or is_change_of_level) and series != last.series:
            series, found = last.series, []
    why += [f"{found[0].series.metric}: {found[0].why}"] if found else []
    subject = ""
    is_sure = bool(found and found[0].is_sure) or of is not None or rest is not None
    if series is None:
        subject = subject_of(known, spot)
    if kind == "rank" and number.value < 0 and series:
        entry = known.catalogue.metrics[series.metric]
        if not entry.lists_all_services:
            return None
        number = replace(number, value=Fraction(len(entry.services)))
    statement = Statement(
        sentence=sentence,
        number=number,
        kind=kind,
        direction=(-1 if sense.is_beside and sense.direction < 0 else 1) if is_of_two else sense.direction,
        series=series,
        subject=subject,
        of=of,
        services=services,
        unit="people" if people and not counts_people(known, series) else "",
        value=abs(number.value) if kind in CHANGES else number.value,
        rounding=number.rounding,
        is_sure_of_series=is_sure,
        is_sure_of_kind=sense.is_beside or rest is not None,
        is_reported=_REPORTED.search(sentence.text) is not None
        or re.match(rf"\s{SOURCE.pattern}", sentence.text[number.end :]) is not None,
        why=tuple(why),
    )
    if itself:
        return replace(statement, period=itself[1], of_period=itself[2], is_sure_of_period=True)
    statement = with_period(known, statement, spot)
    statement = summed_up(known, statement, spot)
    close = [topic.series for topic in found[1:] if topic.score >= found[0].score * CLOSE][:_MOST]
    others = tuple(
        with_period(known, replace(statement, series=other), spot) for other in close if statement.kind != "sum"
    )
    if kind in CHANGES and series and (known.mean_before or has_mean(sentence)):
        mean = mean_of(known, series)
        others += (with_period(known, replace(statement, series=mean), spot),) * (mean != series)
    if counted and counted != series:
        others += (with_period(known, replace(statement, series=counted, unit="people"), spot),)
    return replace(statement, others=statement.others + others + over_years(statement, place))


_APPOSED = caseless(
    r"[^,;:.()]{0,45},\s(?:(?:which|that|som|noe som|noko som)\s(?:is|was|er|var)\s|(?:altså|that is|dvs\.)\s)?"
    r"(?P<noun>(?:an?|en|ein|et|eit)\s)?"
)
"""What stands between a level and a change of it: "4.06 million in the app, 11 percent more"."""


def is_apposed(sentence: Sentence, last: Statement, sense: Sense, place: int) -> bool:
    """Return whether a change is set beside the level before it, and names nothing else that it is of."""
    number = sentence.numbers[place]
    found = _APPOSED.match(sentence.text, last.number.end, number.start)
    if found is None or (found.end() != number.start and not found["noun"]):
        return False
    beside = any(number.end <= cue.start <= number.end + MOST_TO_UNIT for cue in sentence.cues)
    return found["noun"] is not None or (sense.is_beside and not beside)


MOST_TO_UNIT = 20
"""How many characters after a change the word for what it is of stands, at most: "11 percent more visits"."""


_NUMBER_AND_UNIT = re.compile(
    r"[\d\s.,%+\u2212\u2013\u00a0-]*(?:(?:kr|mill|million|millioner|mrd|m|prosent|percent|prosentpoeng|points)"
    r"[\d\s.,%+\u2212\u2013\u00a0-]*)?"
)
"""What a cell has that is no sentence."""


def read_cell(known: Discourse, sentence: Sentence) -> None:
    """Read a cell of a table; one with words is read as a sentence."""
    cell = sentence.block.cell
    set_dates_aside(known, sentence)
    if cell is None or cell.is_header:
        for number in sentence.numbers:
            set_aside(known, sentence, number.start, number.end, "heading of a table")
        return
    around = heads_of(known, sentence)
    for place, number in enumerate(sentence.numbers):
        if len(sentence.numbers) > 1 or _NUMBER_AND_UNIT.fullmatch(sentence.masked) is None:
            period = period_of_heads(
                known, [mention for other in (*around[0], *around[1]) for mention in other.periods]
            )
            named = named_series(known.vocabulary, [cue for other in (*around[1], *around[0]) for cue in other.cues])
            known.clock.focus = period or known.clock.focus
            known.context = named[0] if named else known.context
            read_sentence(known, sentence, has_left_dates=True)
            return
        statement = statement_of_cell(known, sentence, place, around)
        if statement is None:
            set_aside(known, sentence, number.start, number.end, "cell of a table", is_understood=number.value < 1000)
        else:
            known.out.statements.append(statement)
            known.context = statement.series or known.context


def sense_before(senses: Sequence[Sense]) -> Sense | None:
    """Return the sense that a number can go on with: the one before it; of a multiple of a mean, the mean."""
    if len(senses) > 1 and senses[-1].kind == "multiple" and senses[-2].kind in ("monthly_mean", "mean"):
        return senses[-2]
    return senses[-1] if senses else None


def read(
    document: Document, vocabulary: Vocabulary, vintage: Vintage | None, *, today: date, language: str = ""
) -> Reading:
    """Return the statements of a document, and the numbers in it that are none."""
    known = Discourse(vocabulary, vintage, Clock(today), sentences_of(document, vocabulary, language))
    read_all(known)
    return known.out
