"""What the figures of a year say, in computed sentences: level and change, what was revised, which sources conflict.

Each sentence holds what its figures bear and no more. Where two periods may not be compared, the sentence
gives the reason.
"""

from collections.abc import Iterator

from helsetrend.analysis import Change, NotComparable, Reconciled, Vintage, compare, ranking, same_months
from helsetrend.published import Figure
from helsetrend.report.content import Content, Revision, Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, inner
from helsetrend.values import Period


def finding(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """The heading of a metric; for one with services, which of them surely has the highest count."""
    if not scope.vintage.catalogue.metrics[metric].services:
        return heading(scope, labels, metric)
    period = labels.words.period(Period.of_year(scope.year))
    counted = [place for place in ranking(scope.vintage, metric, scope.year) if place.best]
    if not counted:
        return labels.words.say("heading.services_gap", period=period)
    largest = counted[0].observation.service
    if [place.best for place in counted].count(1) == 1 < len(counted):
        return labels.words.say("heading.services", service=labels.short(metric, largest), period=period)
    return heading(scope, labels, metric, largest)


def heading(scope: Scope, labels: Labels, metric: str, service: str = "") -> Phrase:
    """The finding in a few words: the change where one can be computed, else the level, else the hole."""
    say, subject = labels.words.say, labels.subject(metric, service)
    now = scope.vintage.observe(metric, scope.year, service)
    period = labels.words.period(now.period)
    change = scope.change(metric, service)
    if isinstance(change, Change):
        told = labels.words.period(change.new.period)
        parts = {"subject": subject, "period": told, "when": labels.words.when_changed(change)}
        if change.multiple:
            return say("heading.multiple", multiple=say(f"multiple.{change.multiple}"), **parts)
        return say(f"heading.{change.direction}", change=labels.words.size(change), **parts)
    if now.figure:
        quantity = labels.words.figure(now.figure).text
        return say("heading.level", subject=subject, quantity=quantity, period=period)
    is_measured = now.gap is None or now.gap.code in ("not_published", "only_as_picture", "part_published")
    return say("heading.gap" if is_measured else "heading.not_measured", subject=subject, period=period)


def level_finding(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """The first sentence on a metric; for one with services, that on the service with the highest count."""
    counted = [place.observation.service for place in ranking(scope.vintage, metric, scope.year) if place.best]
    services = counted or list(scope.vintage.catalogue.metrics[metric].services) or [""]
    return next(
        (one for service in services for one in level(scope, labels, metric, service)), finding(scope, labels, metric)
    )


def opening(scope: Scope, labels: Labels, metric: str) -> Phrase:
    """The one sentence that says what happened."""
    say, subject = labels.words.say, labels.subject(metric)
    change = scope.change(metric)
    now = scope.vintage.observe(metric, change.new.period)
    period = labels.words.period(now.period)
    if now.figure is None:
        return say("sentence.opening_gap", subject=subject, period=period)
    parts = {"subject": subject, "period": period, "quantity": labels.words.figure(now.figure)}
    if isinstance(change, Change):
        when = labels.words.when_changed(change)
        if change.multiple:
            return say("sentence.opening", multiple=say(f"multiple.{change.multiple}"), when=when, **parts)
        if change.direction in ("up", "down"):
            return say(f"sentence.opening_{change.direction}", change=labels.words.size(change), when=when, **parts)
    return say("sentence.opening_level", **parts)


def level(scope: Scope, labels: Labels, metric: str, service: str = "") -> Iterator[Phrase]:
    """The figure of the year beside that of the year before, how much it changed, and since the first year."""
    say, subject = labels.words.say, labels.subject(metric, service)
    now = scope.vintage.observe(metric, scope.year, service)
    period = labels.words.period(now.period)
    if now.gap:
        if now.gap.code != "before_launch":
            yield from _same_months(scope, labels, metric, service)
            yield say("sentence.gap", subject=subject, reason=labels.words.reason(now.gap))
            yield from _latest(scope, labels, metric, service)
        return
    if now.figure is None:
        return
    new = labels.words.figure(now.figure)
    change = scope.change(metric, service)
    if isinstance(change, Change):
        old, old_period = labels.words.figure(change.old), labels.words.period(change.old.period)
        yield say("sentence.level", subject=subject, new=new, new_period=period, old=old, old_period=old_period)
        yield from _how_much(labels, change)
    else:
        yield say("sentence.level_alone", subject=subject, new=new, new_period=period)
        yield _not_comparable(labels, change)
        yield from _same_months(scope, labels, metric, service)
    yield from _since_first(scope, labels, metric, service)


def sentence_of(labels: Labels, change: Change) -> Phrase:
    """How large the change is."""
    return labels.words.say(f"sentence.{change.direction}", change=labels.words.size(change))


def _how_much(labels: Labels, change: Change) -> Iterator[Phrase]:
    """How large the change is, and what a reader must know of its two periods."""
    yield sentence_of(labels, change)
    if change.caution:
        yield labels.words.say("sentence.caution", caution=labels.words.reason(change.caution))


def _same_months(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """The months of the year that are published, against the same months of the year before."""
    change = same_months(scope.vintage, metric, scope.year - 1, scope.year, service)
    if change:
        yield labels.words.say(
            "sentence.level",
            subject=labels.subject(metric, service),
            new=labels.words.figure(change.new),
            new_period=labels.words.period(change.new.period),
            old=labels.words.figure(change.old),
            old_period=labels.words.period(change.old.period),
        )
        yield from _how_much(labels, change)


def remarks(scope: Scope, labels: Labels, metric: str) -> Iterator[Phrase]:
    """What each source says about the year without giving a figure."""
    remarks = [one for one in scope.vintage.catalogue.metrics[metric].remarks if one.period.year == scope.year]
    for name in scope.vintage.known_sources:
        told = [one[labels.words.language] for one in remarks if one.source == name]
        if clauses := [labels.words.say("clause.remark", remark=remark) for remark in told]:
            source = scope.vintage.published.sources[name]
            parts = {"publisher": source.publisher, "when": labels.words.when(source.published)}
            yield labels.words.say("sentence.remark", remarks=labels.words.listed(clauses), **parts)


def _latest(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """The last figure before the year, where the year has none."""
    years = [year for year in scope.vintage.years(metric, service) if year < scope.year]
    figure = scope.vintage.observe(metric, years[-1], service).figure if years else None
    if figure:
        quantity, period = labels.words.figure(figure), labels.words.period(figure.period)
        yield labels.words.say("sentence.latest", quantity=quantity, period=period)


def _since_first(scope: Scope, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """The change since the first year of the report, where that is not the year before."""
    if scope.first_year >= scope.year - 1:
        return
    change = scope.change(metric, service, since=scope.first_year)
    if not isinstance(change, Change):
        return
    parts = {"old": labels.words.figure(change.old), "old_period": labels.words.period(change.old.period)}
    if change.multiple:
        multiple = labels.words.say(f"multiple.{change.multiple}")
        yield labels.words.say("sentence.span_multiple", multiple=multiple, **parts)
    elif change.direction in ("up", "down"):
        yield labels.words.say(f"sentence.span_{change.direction}", change=labels.words.size(change), **parts)


def revised(content: Content, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """What was revised of the two figures that are compared, and what that does to the change."""
    for revision in content.revisions:
        is_compared = revision.new.period.year in (content.year - 1, content.year)
        if is_compared and (revision.new.metric, revision.new.service) == (metric, service):
            yield sentence_of_revision(content, labels, revision)
    if effect := effect_of_revision(content, labels, metric, service):
        yield effect


def sentence_of_revision(scope: Scope, labels: Labels, revision: Revision) -> Phrase:
    """What the figure was, what it is now."""
    old, new = revision.old, revision.new
    is_first = not scope.vintage.history.at[old.row, "before"]
    return labels.words.say(
        "sentence.refined" if revision.is_refinement else "sentence.revised",
        subject=labels.subject(old.metric, old.service),
        period=labels.words.period(old.period),
        given=labels.words.say("given.first" if is_first else "given.later"),
        old=labels.words.figure(old),
        date=labels.publication(old),
        new=labels.words.figure(new),
    )


def effect_of_revision(scope: Scope, labels: Labels, metric: str, service: str = "") -> Phrase | None:
    """The change from the year before, as it was before the last revision of either figure, and as it is now."""
    change = scope.change(metric, service)
    both = [scope.vintage.observe(metric, year, service) for year in (scope.year - 1, scope.year)]
    days = [one.revised.published for one in both if one.revised]
    if not isinstance(change, Change) or not days:
        return None
    then = Vintage(scope.vintage.published, max(days))
    before = compare(then, metric, scope.year - 1, scope.year, service)
    if not isinstance(before, Change) or labels.words.size(before) == labels.words.size(change):
        return None
    return labels.words.say(
        "sentence.growth_revised",
        date=labels.words.day(then.as_of),
        what=inner(labels.subject(metric, service)),
        old_period=labels.words.period(change.old.period),
        new_period=labels.words.period(change.new.period),
        before=labels.words.directed(before),
        after=labels.words.directed(change),
    )


def _not_comparable(labels: Labels, comparison: NotComparable) -> Phrase:
    old_period, reasons = labels.words.period(comparison.old.period), labels.words.reasons(comparison.reasons)
    return labels.words.say("sentence.not_comparable", old_period=old_period, reasons=reasons)


def sentence_of_mismatch(labels: Labels, one: Reconciled) -> Phrase:
    """What a figure is given as, and what follows for it from others."""
    stated = one.stated
    return labels.words.say(
        f"mismatch.{one.rule}",
        subject=labels.subject(stated.metric, stated.service),
        period=labels.words.period(stated.period),
        stated=labels.words.figure(stated),
        following=labels.words.quantity(one.following, stated.unit),
        sources=labels.words.separated(labels.source(name) for name in one.sources),
    ).capitalised()


def sentence_of_conflict(labels: Labels, one: Figure, other: Figure) -> Phrase:
    """What the two sources say, and why both cannot be right."""
    parts = {
        "name": inner(labels.name(one.metric, one.service)),
        "period": labels.words.period(one.period),
        "one": labels.words.figure(one),
        "one_source": labels.source_in_full(one.source),
        "other": labels.words.figure(other),
        "other_source": labels.source_in_full(other.source),
    }
    if not one.interval.touches(other.interval):
        return labels.words.say("sentence.conflict", **parts)
    edge = max(one.interval.low, other.interval.low)
    return labels.words.say("sentence.conflict_touch", value=labels.words.exactly(edge), **parts)
