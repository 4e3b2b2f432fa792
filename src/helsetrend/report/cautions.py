"""What a reader must know not to be misled by a metric: gaps, starts, parts of years, conflicts, look-alikes."""

from collections.abc import Iterator
from itertools import groupby

from helsetrend.analysis import Observation, breaks_between, bridge_over, joined
from helsetrend.published import Figure, Metric, Service, agree
from helsetrend.report.content import Content, Scope
from helsetrend.report.disagreements import sentence_of_conflict, sentence_of_difference, sentence_of_mismatch
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, inner
from helsetrend.report.sentences import effect_of_bridge
from helsetrend.values import CALENDAR_YEAR, Period

MOST_MONTHS = 3
"""The most months and quarters that are named one by one; more are named as the spans that they cover."""


def cautions(content: Content, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Yield the cautions on a metric and its services."""
    entry = labels.catalogue.metrics[metric]
    if entry.year_starts != CALENDAR_YEAR:
        yield _shifted_year(content, labels, metric)
    if not entry.services:
        yield from _gaps(content, labels, metric)
    for service in entry.services or ("",):
        yield from _starts(content, labels, metric, service)
        yield from _parts_of_years(content, labels, metric, service)
        yield from _bridges(content, labels, metric, service)
        for figure, other in content.conflicts:
            if (figure.metric, figure.service) == (metric, service) and still_stands(content, figure, other):
                yield sentence_of_conflict(labels, figure, other)
        for figure, other in content.differences:
            if (figure.metric, figure.service) == (metric, service):
                yield sentence_of_difference(labels, figure, other)
        for mismatch in content.mismatches:
            if (mismatch.stated.metric, mismatch.stated.service) == (metric, service):
                yield sentence_of_mismatch(labels, mismatch)
    yield from _lookalikes(content, labels, metric)
    yield from _pictures(content, labels, metric)
    if entry.caution and _has_figure(content, metric):
        yield Phrase.of(entry.caution[labels.words.language])


def still_stands(scope: Scope, figure: Figure, other: Figure) -> bool:
    """Return whether one of two figures in conflict is, or agrees with, the figure in force."""
    current = scope.vintage.observe(figure.metric, figure.period, figure.service).figure
    return current is not None and (agree(current, figure) or agree(current, other))


def _has_figure(scope: Scope, metric: str) -> bool:
    """Return whether a figure is known, of the year or an earlier one, that a caution can be about."""
    services = scope.vintage.catalogue.metrics[metric].services or ("",)
    return any(year <= scope.year for service in services for year in scope.vintage.years(metric, service))


def _gaps(scope: Scope, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Name the years before the report's without a figure, as far as nothing else on the metric says so.

    The text is about the report's own year, and if that has a figure, about the year before it too.
    """
    words, has_figure = labels.words, scope.vintage.observe(metric, scope.year).figure is not None
    before = scope.vintage.series(metric, range(scope.first_year, scope.year - has_figure))
    gaps = [observation for observation in before if observation.gap and not _is_said(scope, observation)]
    if gaps and all(_is_plain(scope, gap) for gap in gaps):
        periods = words.listed_periods(gap.period for gap in gaps)
        facts = {"period": periods} if len(gaps) == 1 else {"periods": periods}
        reason = words.say("reason.not_published" if len(gaps) == 1 else "reason.none_published", **facts)
        yield words.say("sentence.reasons", reasons=reason)
    elif gaps:
        clauses = [
            words.say("clause.hole", period=words.listed_periods(gap.period for gap in alike), status=status)
            for status, alike in groupby(gaps, key=labels.status)
        ]
        yield words.say("sentence.holes", years=words.listed(clauses))


def _is_said(scope: Scope, observation: Observation) -> bool:
    """Return whether it is said elsewhere why a year has no figure: nothing was measured, or not yet reported."""
    entry = scope.vintage.catalogue.metrics[observation.metric]
    is_unreported = observation.gap is not None and observation.gap.code == "not_reported_yet"
    return observation.is_outside or (is_unreported and _has_begun(scope, entry))


def _is_plain(scope: Scope, observation: Observation) -> bool:
    """Return whether there is no more to say of a gap; years shown as a picture have a caution of their own."""
    entry = scope.vintage.catalogue.metrics[observation.metric]
    is_in_picture = any(observation.period.within(period) for _, period in _shown(scope, entry))
    code = observation.gap.code if observation.gap else ""
    return code == "not_published" or (code == "only_as_picture" and is_in_picture)


def _has_begun(scope: Scope, part: Metric | Service) -> bool:
    """Return whether the reporting began after the first year of the report, and in its last year at the latest."""
    return part.first_reported is not None and scope.first_year < part.first_reported.year <= scope.year


def _shown(scope: Scope, entry: Metric) -> Iterator[tuple[str, Period]]:
    """Yield each known source that has years of the report as a picture without numbers, and which years it has."""
    for picture in entry.pictures:
        if picture.period.overlaps(scope.span) and picture.source in scope.vintage.known_sources:
            yield picture.source, picture.period


def _shifted_year(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """Say which days a year of the metric has, as it is not a calendar year."""
    words, year = labels.words, labels.catalogue.metrics[metric].year_ending_in(scope.year)
    days = {"first": words.day(year.first), "last": words.day(year.last)}
    return words.say("sentence.shifted_year", period=words.period(year), year=scope.year, **days)


def _starts(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Say if a metric was first reported, or began, within the years of the report."""
    words, part, name = labels.words, labels.part(metric, service), labels.name(metric, service)
    thing = part.thing[words.language]
    is_refused = scope.vintage.observe(metric, scope.year, service).figure is not None  # where it began in that year
    if part.first_reported and _has_begun(scope, part) and not (part.first_reported.year == scope.year and is_refused):
        yield words.say("sentence.first_reported", name=inner(name), when=words.when(part.first_reported))
    for year in scope.years:
        observation = scope.vintage.observe(metric, year, service)
        if part.launched and observation.part and observation.part.code == "part_of_period":
            key = "launched" if observation.figure else "begun"
            yield words.say(f"sentence.{key}", name=thing, when=words.when(part.launched), year=year)
    end = labels.catalogue.metrics[metric].end(service)
    if end and scope.first_year <= end.year <= scope.year:
        yield words.say("sentence.ended", name=thing, when_end=words.when(end))


def _parts_of_years(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Name the published months and quarters, or other days of a stock, which are not compared with the years.

    Services with the same ones, if they are many, are named together with the first of them.
    """
    words, entry = labels.words, labels.catalogue.metrics[metric]
    services = list(entry.services) or [""]
    parts = _parts(scope, metric, service)
    periods = [figure.period for figure in parts]
    if len(parts) <= MOST_MONTHS:
        own_name = labels.name(metric, service)
        if parts and entry.kind == "stock":
            yield words.say("sentence.other_days", name=inner(own_name), days=words.listed(map(words.period, periods)))
            return
        for figure in parts:
            facts = {"when": words.when(figure.period), "quantity": words.figure(figure)}
            yield words.say("sentence.month", name=own_name, **facts)
        return
    alike = [other for other in services if periods == [figure.period for figure in _parts(scope, metric, other)]]
    if service != alike[0]:
        return
    names = [labels.name(metric)] if alike == services else [labels.name(metric, other) for other in alike]
    name = words.listed(map(inner, names))
    if entry.kind == "stock":
        ends = {"first": words.period(periods[0]), "last": words.period(periods[-1])}
        yield words.say("sentence.many_other_days", name=name, number=len(parts), **ends)
        return
    yield words.say("sentence.months", name=name, spans=words.listed(map(words.period, joined(periods))))


def _parts(scope: Scope, metric: str, service: str) -> list[Figure]:
    """Return the figures of parts of the years of the report, or of other days of a stock."""
    entry, span = scope.vintage.catalogue.metrics[metric], scope.span_of(metric)
    return [
        figure
        for figure in scope.vintage.figures(metric, service)
        if figure.period.overlaps(span) and figure.period != entry.period_of(figure.period.year)
    ]


def _bridges(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Say what each change of counting did, across which years of the report are converted."""
    entry = labels.catalogue.metrics[metric]
    for found in breaks_between(entry, service, entry.period_of(scope.first_year), entry.period_of(scope.year)):
        if bridge := bridge_over(scope.vintage, found, metric, service):
            yield effect_of_bridge(labels, labels.inner_name(metric, service), bridge)


def _lookalikes(scope: Scope, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Name figures of other metrics that look the same and are not; many of one metric as the spans that they cover."""
    words = labels.words
    for other in labels.catalogue.metrics[metric].not_comparable_with:
        figures = [figure for figure in scope.vintage.figures(other.metric) if figure.period.overlaps(scope.span)]
        facts = {"subject": labels.subject(other.metric), "reason": other[words.language]}
        if len(figures) > MOST_MONTHS:
            spans = words.listed(words.period(span) for span in joined(figure.period for figure in figures))
            yield words.say("sentence.lookalikes", spans=spans, **facts)
            continue
        for figure in figures:
            when, quantity = words.when(figure.period), words.figure(figure)
            yield words.say("sentence.lookalike", when=when, quantity=quantity, **facts)


def _pictures(scope: Scope, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Name the years of the report that a source shows only as a picture."""
    for source, period in _shown(scope, labels.catalogue.metrics[metric]):
        facts = {"source": labels.source(source), "period": labels.words.period(period)}
        yield labels.words.say("sentence.picture", **facts)
