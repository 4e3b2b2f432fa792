"""The section of one metric in the yearly report."""

from collections.abc import Iterable, Iterator

from helsetrend.report.cautions import cautions
from helsetrend.report.charts import series_chart
from helsetrend.report.content import Content
from helsetrend.report.disagreements import revised
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Block, Chart, Phrase, aside, definition, heading, paragraph
from helsetrend.report.sentences import claimed_ranks, finding, level, newer, remarks


def metric_section(content: Content, labels: Labels, metric: str) -> Iterator[Block | Chart]:
    """Yield the parts of the section of one metric.

    These are the finding as a heading, a level lower where it stands under another metric; an introduction; the chart
    with the table behind it, if there is something to draw; computed sentences with cautions beside them; the
    definition.
    """
    entry, language = labels.catalogue.metrics[metric], labels.words.language
    level_of_heading = 3 if entry.under in content.metrics else 2
    yield Block(heading(metric, labels.name(metric), finding(content, labels, metric), level=level_of_heading))
    if entry.introduction:
        yield Block(paragraph([Phrase.of(entry.introduction[language])], kind="introduction"))
    if not content.is_single(metric):
        chart = series_chart(content, labels, metric)
        yield from [chart] if chart else []
    yield _text(content, labels, metric)
    yield Block(definition(labels.words.say("page.definition"), entry.definition[language]))


def _text(content: Content, labels: Labels, metric: str) -> Block:
    """Return the computed sentences on a metric, without what its heading says, and the cautions beside them."""
    entry, found = labels.catalogue.metrics[metric], finding(content, labels, metric).text
    services = list(entry.services) or [""]
    paragraphs: list[Iterable[Phrase]] = [
        [Phrase.of(entry.background[labels.words.language])] if entry.background else [],
        *(say(content, labels, metric, service) for service in services for say in (level, newer)),
        *(revised(content, labels, metric, service) for service in services),
        [*claimed_ranks(content, labels, metric), *remarks(content, labels, metric)],
    ]
    unsaid = ([sentence for sentence in sentences if sentence.text != f"{found}."] for sentences in paragraphs)
    notes = (note for note in cautions(content, labels, metric) if note.text != f"{found}.")
    return Block(aside(unsaid, notes))
