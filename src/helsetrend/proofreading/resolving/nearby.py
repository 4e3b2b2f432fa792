"""What is spoken of near each number: the periods and the series among which the figures may decide."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.statements import Near, Statement
from helsetrend.proofreading.resolving.topics import named_series
from helsetrend.proofreading.text import Sentence
from helsetrend.proofreading.vocabulary import Series
from helsetrend.values import Period


def with_what_is_near(known: Discourse, statements: Sequence[Statement]) -> list[Statement]:
    """Return statements, each with the periods and the series of its sentence, its surroundings and the whole text."""
    periods: dict[tuple[int, int], list[Period]] = {}
    for sentence, named in known.spoken:
        periods.setdefault(_place(sentence), []).extend(named)
    for sentence in known.sentences:
        if sentence.block.cell and _place(sentence) not in periods:
            dated = [known.clock.period_of(mention, None) for mention in sentence.periods if mention.is_named]
            periods[_place(sentence)] = [period for period in dated if period]
    section_of: dict[tuple[int, int], int] = {}
    section = 0
    for sentence in known.sentences:
        section += sentence.block.kind == "heading" and bool(sentence.paragraph)
        section_of[_place(sentence)] = section
    by_part: dict[int, list[Sentence]] = {}
    for sentence in known.sentences:
        by_part.setdefault(section_of[_place(sentence)], []).append(sentence)
    named_in: dict[tuple[int, int], list[Series]] = {
        _place(sentence): named_series(known.vocabulary, sentence.cues) for sentence in known.sentences
    }
    cache: dict[int, tuple[tuple[Period, ...], tuple[Series, ...]]] = {}

    def of(sentences: Iterable[Sentence]) -> tuple[tuple[Period, ...], tuple[Series, ...]]:
        every = list(sentences)
        return (
            tuple(dict.fromkeys(period for statement in every for period in periods.get(_place(statement), ()))),
            tuple(dict.fromkeys(series for statement in every for series in named_in[_place(statement)])),
        )

    whole = of(known.sentences)
    found = []
    for statement in statements:
        own = of([statement.sentence])
        part = section_of[_place(statement.sentence)]
        if part not in cache:
            cache[part] = of(by_part[part])
        around = cache[part]
        near = Near((own[0], around[0], whole[0]), (own[1], around[1], whole[1]))
        found.append(replace(statement, near=near))
    return found


def _place(sentence: Sentence) -> tuple[int, int]:
    """Return where a sentence stands: its block, and its start in it."""
    return sentence.paragraph, sentence.start
