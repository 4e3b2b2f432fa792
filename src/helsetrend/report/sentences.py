"""What the figures of a year say, in computed sentences: level and change, and what each source says without figures.

A sentence says no more than its figures allow. If two periods may not be compared, it gives the reason.
"""

from collections.abc import Iterator, Sequence

from helsetrend.analysis import (
    Bridge,
    Change,
    NotComparable,
    Observation,
    ranking,
    same_months,
)
from helsetrend.published import Figure
from helsetrend.report.content import Content, Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase
from helsetrend.values import Interval

PLAIN_GAPS = ("not_published", "only_as_picture", "part_published", "not_reported_yet")
"""The gaps that have a sentence of their own; the others are named with their reason."""


def finding(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """Return the heading of a metric; for one with services, which of them surely has the highest count."""
    entry = labels.catalogue.metrics[metric]
    if not entry.services:
        return heading(scope, labels, metric)
    is_stock = entry.kind == "stock"
    period = labels.words.period((entry.period_of if is_stock else entry.year_ending_in)(scope.year))
    places = [place for place in ranking(scope.vintage, metric, scope.year) if place.best]
    if not places:
        return labels.words.say("heading.services_gap", period=period)
    largest = places[0].observation.service
    if [place.best for place in places].count(1) == 1 < len(places):
        key = "heading.services_all" if entry.lists_all_services else "heading.services"
        unit = labels.catalogue.units[entry.unit][labels.words.language]
        return labels.words.say(key, service=labels.short(metric, largest), unit=unit, period=period)
    return heading(scope, labels, metric, largest)


def heading(scope: Scope, labels: Labels, metric: str, service: str = "") -> Phrase:
    """Return the finding in a few words: the change if it can be computed, else the level, else the gap."""
    words, subject = labels.words, labels.subject(metric, service)
    change = scope.change(metric, service)
    if isinstance(change, Change):
        facts = {"subject": subject, "period": words.period(change.new.period), "when": words.when_changed(change)}
        if change.multiple:
            text = words.say("heading.multiple", multiple=words.say(f"multiple.{change.multiple}"), **facts)
        else:
            text = words.say(f"heading.{change.direction}", change=words.size(change, is_short=True), **facts)
        figures = (change.old, change.new)
        marks = {
            "second_hand": any(figure.is_second_hand for figure in figures),
            "provisional": any("provisional" in figure.statuses for figure in figures),
        }
        for mark in (name for name, is_marked in marks.items() if is_marked):
            text = words.say(f"heading.{mark}", text=text)
        return text
    observation = scope.vintage.observe(metric, scope.year, service)
    gap, period = observation.gap, words.period(observation.period)
    if observation.figure:
        quantity = words.figure(observation.figure).text
        return words.say("heading.level", subject=subject, quantity=quantity, period=period)
    if gap and gap.code == "ended":
        name, when = labels.part(metric, service).thing[words.language], words.when(gap.facts["end"])
        return words.say("heading.ended", name=name, when_end=when)
    key = "only_as_picture" if gap and gap.code == "only_as_picture" else "gap"
    key = "gap_parts" if _is_of_parts_only(scope, observation) else key
    is_measured = gap is None or gap.code in ("not_published", "only_as_picture", "part_published")
    return words.say(f"heading.{key}" if is_measured else "heading.not_measured", subject=subject, period=period)


def level_finding(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """Return the first sentence on a metric; for one with services, that on the service with the highest count."""
    ranked = [place.observation.service for place in ranking(scope.vintage, metric, scope.year) if place.best]
    services = ranked or list(labels.catalogue.metrics[metric].services) or [""]
    sentences = (sentence for service in services for sentence in level(scope, labels, metric, service))
    return next(sentences, None) or finding(scope, labels, metric)


def opening(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """Return the one sentence that says what happened; on a metric with services what its heading says."""
    words, change = labels.words, scope.change(metric)
    if labels.catalogue.metrics[metric].services:
        return words.say("sentence.opening_heading", heading=finding(scope, labels, metric))
    observation = scope.vintage.observe(metric, change.new.period)
    facts: dict[str, object] = {"subject": labels.subject(metric), "period": words.period(observation.period)}
    if observation.figure is None:
        return words.say("sentence.opening_heading", heading=heading(scope, labels, metric))
    facts["quantity"] = words.figure(observation.figure)
    if isinstance(change, Change):
        when = words.when_changed(change)
        if change.multiple:
            multiple = words.say(f"multiple.{change.multiple}")
            return words.say("sentence.opening", multiple=multiple, when=when, **facts)
        if change.direction in ("up", "down"):
            return words.say(f"sentence.opening_{change.direction}", change=words.size(change), when=when, **facts)
    return words.say("sentence.opening_level", **facts)


def level(scope: Scope, labels: Labels, metric: str, service: str = "") -> Iterator[Phrase]:
    """Yield the figure of the year beside that of the year before, how much it changed, and since the first year."""
    words, subject = labels.words, labels.subject(metric, service)
    observation = scope.vintage.observe(metric, scope.year, service)
    if observation.figure is None:
        if observation.gap and observation.gap.code != "before_launch":
            yield from _same_months(scope, labels, metric, service)
            yield _gap(scope, labels, observation)
            yield from _latest(scope, labels, metric, service)
        return
    change = scope.change(metric, service)
    if isinstance(change, Change):
        yield from _changed(labels, change)
    else:
        new, period = words.figure(observation.figure), words.period(observation.period)
        yield words.say("sentence.level_alone", subject=subject, new=new, new_period=period)
        yield from _spanned(labels, observation.disputed)
        yield not_comparable(labels, change)
        yield from _same_months(scope, labels, metric, service)
    yield from _since_first(scope, labels, metric, service)


def _is_of_parts_only(scope: Scope, observation: Observation) -> bool:
    """Return whether a period has no figure, but parts of it have, as with a mean that is published month by month."""
    metric, service, period = observation.metric, observation.service, observation.period
    is_missing = observation.gap is not None and observation.gap.code == "not_published"
    return is_missing and any(figure.period.within(period) for figure in scope.vintage.figures(metric, service))


def _gap(scope: Scope, labels: Labels, observation: Observation) -> Phrase:
    """Say why there is no figure, or that what was measured has ended."""
    words, gap = labels.words, observation.gap
    series = observation.metric, observation.service
    if gap and gap.code == "ended":
        thing = labels.part(*series).thing[words.language]
        return words.say("sentence.ended", name=thing, when_end=words.when(gap.facts["end"]))
    subject, code = labels.subject(*series), gap.code if gap else ""
    if _is_of_parts_only(scope, observation):
        return words.say("sentence.gap_parts", subject=subject, period=words.period(observation.period))
    if gap and code in PLAIN_GAPS:
        facts = words.facts(gap)
        return words.say(
            f"sentence.gap_{code}", subject=subject, **{**facts, "period": words.period(observation.period)}
        )
    return words.say("sentence.gap", subject=subject, reason=words.reason(gap) if gap else "")


def _spanned(labels: Labels, disputed: Sequence[Figure]) -> Iterator[Phrase]:
    """Name the figures of other sources of one time, which the bounds take into account too."""
    if disputed:
        others = [labels.sourced(figure) for figure in disputed]
        periods = dict.fromkeys(labels.words.period(figure.period) for figure in disputed)
        yield labels.words.say(
            "sentence.spanned", others=labels.words.listed(others), period=labels.words.listed(periods)
        )


def _changed(labels: Labels, change: Change) -> Iterator[Phrase]:
    """Yield the new figure beside the old one, how large the change is, and what is special about the two periods."""
    words, old, new = labels.words, change.old, change.new
    yield words.say(
        "sentence.level",
        subject=labels.subject(new.metric, new.service),
        new=words.figure(new),
        new_period=words.period(new.period),
        old=words.figure(old),
        old_period=words.period(old.period),
    )
    is_range = change.direction in ("up", "down") and words.is_range(change)
    key = f"sentence.{change.direction}_range" if is_range else f"sentence.{change.direction}"
    yield words.say(key, change=words.size(change))
    yield from _spanned(labels, change.disputed)
    if change.caution:
        yield words.say("sentence.caution", caution=words.reason(change.caution))


def not_comparable(labels: Labels, comparison: NotComparable) -> Phrase:
    """Say that a change cannot be computed, and why; if there is a bridge, what it comes to over that."""
    words = labels.words
    old_period, reasons = words.period(comparison.old.period), words.reasons(comparison.reasons)
    refusal = words.say("sentence.not_comparable", old_period=old_period, reasons=reasons)
    bridged = comparison.bridged
    if bridged is None:
        return refusal
    facts = {"months": words.period(bridged.bridge.span), "change": words.size(bridged)}
    return words.joined([refusal, words.say(f"sentence.bridged_{bridged.direction}", **facts)])


def effect_of_bridge(labels: Labels, name: str, bridge: Bridge) -> Phrase:
    """Say what a change of counting did by itself, in the months that were counted in both ways."""
    words, ends = labels.words, bridge.effect
    if ends.low < 0 < ends.high:
        fall, rise = (words.percentage(Interval(abs(end), abs(end)), "percent") for end in (ends.low, ends.high))
        effect = words.say("clause.effect_unclear", fall=fall, rise=rise)
    else:
        is_rise = ends.low >= 0
        change = words.percentage(ends if is_rise else ends.scaled(-1), "percent")
        effect = words.say("clause.effect_up" if is_rise else "clause.effect_down", change=change)
    return words.say("sentence.bridge", name=name, months=words.period(bridge.span), effect=effect)


def _same_months(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Yield the published months of the year, against the same months of the year before."""
    if change := same_months(scope.vintage, metric, scope.year - 1, scope.year, service):
        yield from _changed(labels, change)


def _latest(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Yield the last figure before a year without one."""
    words, years = labels.words, [year for year in scope.vintage.years(metric, service) if year < scope.year]
    figure = scope.vintage.observe(metric, years[-1], service).figure if years else None
    if figure:
        yield words.say("sentence.latest", quantity=words.figure(figure), period=words.period(figure.period))


def newer(scope: Scope, labels: Labels, metric: str, service: str = "") -> Iterator[Phrase]:
    """Yield the newest figure of a part of a later year, against the same part of the year before."""
    if change := scope.newer(metric, service):
        yield labels.words.say("sentence.newer", period=labels.words.period(change.new.period))
        if isinstance(change, Change):
            yield from _changed(labels, change)


def _since_first(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Yield the change since the first year of the report, if that is not the year before."""
    words = labels.words
    if scope.first_year >= scope.year - 1:
        return
    change = scope.change(metric, service, since=scope.first_year)
    if not isinstance(change, Change):
        yield from _bridged_since(labels, change)
        return
    facts = {"old": words.figure(change.old), "old_period": words.period(change.old.period)}
    if change.multiple:
        yield words.say("sentence.span_multiple", multiple=words.say(f"multiple.{change.multiple}"), **facts)
    elif change.direction in ("up", "down"):
        yield words.say(f"sentence.span_{change.direction}", change=words.size(change), **facts)


def _bridged_since(labels: Labels, comparison: NotComparable) -> Iterator[Phrase]:
    """Yield the change over a bridge, with the bridge named."""
    words = labels.words
    if bridged := comparison.bridged:
        facts = {"months": words.period(bridged.bridge.span), "change": words.size(bridged)}
        old_period = words.period(comparison.old.period)
        yield words.say(f"sentence.bridged_since_{bridged.direction}", old_period=old_period, **facts)


def remarks(scope: Scope, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Yield what each source says about the year without giving a figure."""
    words, entries = labels.words, labels.catalogue.metrics[metric].remarks
    for name in scope.vintage.known_sources:
        clauses = [
            words.say("clause.remark", remark=remark[words.language])
            for remark in entries
            if remark.source == name and remark.period.year == scope.year
        ]
        if clauses:
            source = labels.published.sources[name]
            facts = {"publisher": source.publisher, "when": words.when(source.published)}
            yield words.say("sentence.remark", remarks=clauses[0], **facts)
            yield from (words.say("sentence.remark_also", remarks=clause) for clause in clauses[1:])


def claimed_ranks(content: Content, labels: Labels, metric: str) -> Iterator[Phrase]:
    """Yield what each source claims about the place of a service in the year, unless its remarks say it already."""
    words, year = labels.words, content.year
    remarking = {remark.source for remark in labels.catalogue.metrics[metric].remarks if remark.period.year == year}
    for claim in (checked.claim for checked in content.claims):
        is_of_year = (claim.kind, claim.metric, claim.to_period.year) == ("rank", metric, year)
        if is_of_year and claim.source not in remarking:
            yield words.say(
                "sentence.claimed_rank",
                publisher=labels.published.sources[claim.source].publisher,
                claim=labels.claim(claim),
                name=labels.inner_name(claim.metric, claim.service),
                period=words.period(claim.to_period),
            )
