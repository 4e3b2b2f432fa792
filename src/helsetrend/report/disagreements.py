"""Sentences on figures that do not agree: a revision, a figure beside what follows from others, two publishers."""

from collections.abc import Iterator

from helsetrend.analysis import Change, Correction, Reconciled, Vintage, compare
from helsetrend.published import Figure
from helsetrend.report.content import Content, Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, Words, inner

MOST_PARTS = 3
"""The most revised months or quarters that are named one by one."""


def revised(content: Content, labels: Labels, metric: str, service: str) -> Iterator[Phrase]:
    """Yield what was revised of the figures of the year and the year before, and what that does to the change.

    Many revised months or quarters are only counted.
    """
    words, entry = labels.words, labels.catalogue.metrics[metric]
    years = [entry.period_of(year) for year in (content.year - 1, content.year)]
    own = [
        revision
        for revision in content.revisions
        if (revision.new.metric, revision.new.service) == (metric, service)
        and revision.new.period.year in (content.year - 1, content.year)
    ]
    parts = [revision for revision in own if revision.new.period not in years]
    for revision in own:
        if revision not in parts or len(parts) <= MOST_PARTS:
            yield _revision(content, labels, revision)
    if len(parts) > MOST_PARTS:
        of_years = dict.fromkeys(str(revision.new.period.year) for revision in parts)
        yield words.say_many("sentence.parts_revised", len(parts), years=words.listed(sorted(of_years)))
    if effect := _effect_of_revision(content, labels, metric, service):
        yield effect


def _revision(content: Content, labels: Labels, revision: Correction) -> Phrase:
    """Say what the figure was, and what it is now."""
    words, old, new = labels.words, revision.old, revision.new
    facts: dict[str, object] = {
        "subject": labels.subject(new.metric, new.service),
        "period": words.period(new.period),
        "new": words.figure(new),
        "why": new.revision[words.language],
    }
    if old is None:
        return words.say("sentence.earlier_unknown", **facts)
    given = "sum" if old.parts else "later" if content.vintage.rows.at[old.row, "before"] else "first"
    return words.say(
        f"sentence.{revision.kind}",
        given=words.say(f"given.{given}"),
        old=words.figure(old),
        date=labels.publication(old),
        **facts,
    )


def _effect_of_revision(scope: Scope, labels: Labels, metric: str, service: str = "") -> Phrase | None:
    """Return the change from the year before as it was before the last revision of either figure, and as it is now."""
    words, vintage, change = labels.words, scope.vintage, scope.change(metric, service)
    observations = vintage.series(metric, (scope.year - 1, scope.year), service)
    days = [observation.revised.published for observation in observations if observation.revised]
    if not isinstance(change, Change) or not days:
        return None
    then = Vintage(vintage.published, max(days))
    before = compare(then, metric, scope.year - 1, scope.year, service)
    if not isinstance(before, Change) or words.size(before) == words.size(change):
        return None
    return words.say(
        "sentence.growth_revised",
        date=words.day(then.as_of),
        what=inner(labels.subject(metric, service)),
        old_period=words.period(change.old.period),
        new_period=words.period(change.new.period),
        before=words.directed(before),
        after=words.directed(change),
    )


def sentence_of_mismatch(labels: Labels, mismatch: Reconciled) -> Phrase:
    """Say what a figure is given as, and what follows for it from others."""
    words, stated = labels.words, mismatch.stated
    return words.say(
        f"mismatch.{mismatch.rule}",
        subject=labels.subject(stated.metric, stated.service),
        period=words.period(stated.period),
        stated=words.figure(stated),
        following=_following(words, mismatch),
        sources=words.separated(labels.source(name) for name in mismatch.sources),
    ).capitalised()


def _following(words: Words, mismatch: Reconciled) -> str:
    """Return what follows for a figure, with one digit more than it is given with where that is not a whole number."""
    following, stated = mismatch.following, mismatch.stated
    if stated.unit == "percent" or (following.low.denominator == following.high.denominator == 1):
        return words.quantity(following, stated.unit)
    return words.bounds(following, stated.rounding / 10)


def sentence_of_difference(labels: Labels, figure: Figure, other: Figure) -> Phrase:
    """Say what another publisher gives than the figure in force: another producer, or a second-hand source."""
    words, sources = labels.words, labels.published.sources
    return words.say(
        "sentence.difference_second_hand" if other.is_second_hand else "sentence.difference_producers",
        name=labels.inner_name(figure.metric, figure.service),
        period=words.period(figure.period),
        one=words.unmarked_figure(figure),
        one_publisher=sources[figure.source].publisher,
        one_source=labels.source_in_full(figure.source),
        other=words.unmarked_figure(other),
        other_publisher=sources[other.source].publisher,
        other_source=labels.source_in_full(other.source),
    )


def sentence_of_conflict(labels: Labels, figure: Figure, other: Figure) -> Phrase:
    """Say what two sources give for the same, and why both cannot be right, or only at one value."""
    words = labels.words
    facts = {
        "name": labels.inner_name(figure.metric, figure.service),
        "period": words.period(figure.period),
        "one": words.unmarked_figure(figure),
        "one_source": labels.source_in_full(figure.source),
        "other": words.unmarked_figure(other),
        "other_source": labels.source_in_full(other.source),
    }
    if not figure.interval.touches(other.interval):
        return words.say("sentence.conflict", **facts)
    edge = max(figure.interval.low, other.interval.low)
    return words.say("sentence.conflict_touch", value=words.exactly(edge), **facts)
