"""What a reader must know not to be misled by a metric: holes, starts, parts of years, conflicts, look-alikes."""

from collections.abc import Iterator

from helsetrend.analysis import joined
from helsetrend.report.findings import Findings
from helsetrend.report.presentation import Phrase
from helsetrend.values import Period

MOST_MONTHS = 3
"""How many months and quarters are told one by one; more are told as the spans that they cover."""


def cautions(findings: Findings, metric: str) -> Iterator[Phrase]:
    """The cautions on a metric and its services, in the language of the report."""
    entry = findings.vintage.catalogue.metrics[metric]
    if not entry.services:
        yield from _holes(findings, metric)
    for service in entry.services or ("",):
        yield from _starts(findings, metric, service)
        yield from _parts_of_years(findings, metric, service)
        yield from _conflicts(findings, metric, service)
        yield from _mismatches(findings, metric, service)
    yield from _lookalikes(findings, metric)
    yield from _pictures(findings, metric)
    if entry.caution:
        yield Phrase.of(entry.caution[findings.words.language])


def _holes(findings: Findings, metric: str) -> Iterator[Phrase]:
    """The years of the report without a figure."""
    words = findings.words
    holes = [one for one in findings.vintage.series(metric, findings.years) if one.gap]
    told = [words.say("clause.hole", period=words.period(one.period), status=findings.status(one)) for one in holes]
    if told:
        yield words.say("sentence.holes", years=words.listed(told))


def _starts(findings: Findings, metric: str, service: str) -> Iterator[Phrase]:
    """That a metric was first reported, or began, within the years of the report."""
    words, part, name = findings.words, findings.part(metric, service), findings.name(metric, service)
    if part.first_reported and findings.first_year < part.first_reported.year <= findings.year:
        yield words.say("sentence.first_reported", name=name, first=words.period(part.first_reported))
    for year in findings.years:
        if part.launched and findings.vintage.observe(metric, year, service).part:
            yield words.say("sentence.launched", name=name, when=words.when(part.launched), year=year)


def _parts_of_years(findings: Findings, metric: str, service: str) -> Iterator[Phrase]:
    """Months and quarters that are published, which stand beside the years and not among them."""
    words, name = findings.words, findings.name(metric, service)
    measured = findings.vintage.catalogue.metrics[metric].measured
    parts = [
        figure
        for figure in findings.vintage.figures(metric, service)
        if figure.period.overlaps(findings.span) and figure.period != Period.of_year(figure.period.year, measured)
    ]
    if len(parts) > MOST_MONTHS:
        spans = words.listed(words.period(span) for span in joined(figure.period for figure in parts))
        yield words.say("sentence.months", name=name, spans=spans)
        return
    for figure in parts:
        yield words.say("sentence.month", name=name, when=words.when(figure.period), quantity=words.figure(figure))


def _conflicts(findings: Findings, metric: str, service: str) -> Iterator[Phrase]:
    """Sources of one time that do not agree on a year of the report."""
    for row in findings.conflicts.itertuples():
        if (row.metric, row.service) == (metric, service):
            yield findings.sentence_of_conflict(*map(findings.vintage.figure, (row.one, row.other)))


def _mismatches(findings: Findings, metric: str, service: str) -> Iterator[Phrase]:
    """Figures of the report's years that do not agree with those that they follow from."""
    for one in findings.mismatches:
        if (one.stated.metric, one.stated.service) == (metric, service):
            yield findings.sentence_of_mismatch(one)


def _lookalikes(findings: Findings, metric: str) -> Iterator[Phrase]:
    """Figures of other metrics that look the same and are not."""
    words = findings.words
    for other in findings.vintage.catalogue.metrics[metric].not_comparable_with:
        for figure in findings.vintage.figures(other.metric):
            if figure.period.overlaps(findings.span):
                yield words.say(
                    "sentence.lookalike",
                    subject=findings.subject(other.metric),
                    when=words.when(figure.period),
                    quantity=words.figure(figure),
                    reason=other[words.language],
                )


def _pictures(findings: Findings, metric: str) -> Iterator[Phrase]:
    """Years of the report that a source shows only as a picture."""
    for picture in findings.vintage.catalogue.metrics[metric].pictures:
        if picture.period.overlaps(findings.span) and picture.source in findings.vintage.known_sources:
            source, period = findings.source(picture.source), findings.words.period(picture.period)
            yield findings.words.say("sentence.picture", source=source, period=period)
