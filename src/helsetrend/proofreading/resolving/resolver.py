"""From numbers in sentences to statements: which figure each of them is about.

The sentences are read in their order, with what was spoken of before (`Clock`, the series of the sentence before, the
heading above). Each decision is kept as a reason that a reader can follow.
"""

import re
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
    counts_people,
    goes_on_with_mean,
    heads_of,
    mean_of,
    over_years,
    period_of_heads,
    set_aside,
    set_dates_aside,
    statement_of_cell,
    subject_of,
    summed_up,
    why_no_figure,
    with_base,
    with_lent_scale,
)
from helsetrend.proofreading.resolving.senses import sense_in_text
from helsetrend.proofreading.resolving.statements import CHANGES, Spot, Statement
from helsetrend.proofreading.resolving.subjects import what_it_is_about
from helsetrend.proofreading.resolving.times import Clock
from helsetrend.proofreading.resolving.topics import named_series
from helsetrend.proofreading.text import Sense, Sentence, has_mean, sentences_of, why_unreal
from helsetrend.proofreading.vocabulary import Vocabulary, caseless

CLOSE = 0.6
_REPORTED = caseless(
    r"\b(?:tallene fra|tala frå|the figures of|figures as of|claimed|hevd\w+|andre oppgir|andre oppgjev|others give|"
    r"corrected|revised|korriger\w+|rettet|retta|revidert\w*|an earlier (?:edition|version)|tidligere (?:utgave|"
    r"versjon|tall)|tidlegare (?:utgåve|versjon|tal)|previously (?:reported|put|given)|først oppgitt|opprinnelig|"
    r"opphavleg|originally|foreløpig\w*|førebels|preliminary|the minister|statsråd\w*|ministeren|the papers|"
    r"avisene)\b"
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
    for place, number in enumerate(sentence.numbers):
        sense = sense_in_text(known, sentence, senses, is_mean_again=is_mean_again)
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
    directions = [other.direction for other in senses if other.kind in CHANGES and other.direction]
    known.changed_before = directions[-1] if directions else 0
    statements = each_in_turn(known, along_the_way(statements), periods)
    statements = [with_base(known, statement, statements, sentence) for statement in statements]
    known.out.statements += statements
    remember_sentence(known, sentence, periods, statements)


def statement_of(known: Discourse, spot: Spot, sense: Sense) -> Statement | None:
    """Return the statement that a number is; None where it was not understood."""
    sentence, number = spot.sentence, spot.number
    about = what_it_is_about(known, spot, sense)
    kind, series, found = about.kind, about.series, about.topics
    if kind == "rank" and number.value < 0 and series:
        entry = known.catalogue.metrics[series.metric]
        if not entry.lists_all_services:
            return None
        number = replace(number, value=Fraction(len(entry.services)))
    statement = Statement(
        sentence=sentence,
        number=number,
        kind=kind,
        direction=(-1 if sense.is_beside and sense.direction < 0 else 1) if about.is_of_two else sense.direction,
        series=series,
        subject="" if series else subject_of(known, spot),
        of=about.of,
        services=about.services,
        unit="people" if about.people and not counts_people(known, series) else "",
        value=abs(number.value) if kind in CHANGES else number.value,
        rounding=number.rounding,
        is_sure_of_series=about.is_sure,
        is_sure_of_kind=sense.is_beside or about.is_rest,
        is_reported=_REPORTED.search(sentence.text) is not None
        or re.match(rf"\s{SOURCE.pattern}", spot.text_after) is not None,
        why=(sense.why, *(f"{topic.series.metric}: {topic.why}" for topic in found[:1])),
    )
    if about.periods:
        return replace(statement, period=about.periods[0], of_period=about.periods[1], is_sure_of_period=True)
    statement = summed_up(known, with_period(known, statement, spot), spot)
    close = [topic.series for topic in found[1:] if topic.score >= found[0].score * CLOSE][:_MOST]
    others = tuple(
        with_period(known, replace(statement, series=other), spot) for other in close if statement.kind != "sum"
    )
    if kind in CHANGES and series and (known.mean_before or has_mean(sentence)):
        mean = mean_of(known, series)
        others += (with_period(known, replace(statement, series=mean), spot),) * (mean != series)
    if about.counted and about.counted != series:
        others += (with_period(known, replace(statement, series=about.counted, unit="people"), spot),)
    return replace(statement, others=statement.others + others + over_years(statement, spot.place))


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


def read(
    document: Document, vocabulary: Vocabulary, vintage: Vintage | None, *, today: date, language: str = ""
) -> Reading:
    """Return the statements of a document, and the numbers in it that are none."""
    known = Discourse(vocabulary, vintage, Clock(today), sentences_of(document, vocabulary, language))
    read_all(known)
    return known.out
