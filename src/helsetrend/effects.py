"""What later figures do to what was said before: which figures, changes and verdicts no longer stand as they did.

Two states of knowledge are held against each other: before and after one revision, or on any two dates.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from helsetrend.claims import Checked, check_claims
from helsetrend.comparison import Change, compare
from helsetrend.figures import Figure
from helsetrend.observations import Metrics


@dataclass(frozen=True)
class FigureEffect:
    """A figure in force, before and after; `before` is None where there was none."""

    before: Figure | None
    after: Figure

    @property
    def is_revised(self) -> bool:
        """Whether the two cannot both be right."""
        return self.before is not None and not self.before.interval.meets(self.after.interval)


@dataclass(frozen=True)
class ChangeEffect:
    """A change over a year that could be computed before and after, and is not the same."""

    before: Change
    after: Change

    @property
    def is_overturned(self) -> bool:
        """Whether no value of the change is possible both before and after."""
        return not self.before.interval.meets(self.after.interval)


@dataclass(frozen=True)
class VerdictEffect:
    """A claim whose verdict is another one."""

    before: Checked
    after: Checked


@dataclass(frozen=True)
class Effects:
    """All that is different in the later of two states of knowledge."""

    figures: tuple[FigureEffect, ...]
    changes: tuple[ChangeEffect, ...]
    verdicts: tuple[VerdictEffect, ...]


def effects(before: Metrics, after: Metrics) -> Effects:
    """What is different after: figures in force, changes over a year, verdicts on claims that were known before.

    A change over a year is from each period to the same of the next year.
    """
    return Effects(tuple(_figures(before, after)), tuple(_changes(before, after)), tuple(_verdicts(before, after)))


def effects_of_revision(metrics: Metrics, row: int) -> Effects:
    """What the figure in the given row of figures.csv did to its series when it was published: changes and verdicts."""
    figure = metrics.figure(row)
    found = effects(*_around(metrics, figure))
    series = figure.metric, figure.service

    def is_concerned(checked: Checked) -> bool:
        claim = checked.claim
        return series in {(claim.metric, claim.service), (claim.of_metric, claim.of_service)}

    return replace(
        found,
        figures=tuple(one for one in found.figures if one.after == figure),
        changes=tuple(one for one in found.changes if figure in (one.after.old, one.after.new)),
        verdicts=tuple(one for one in found.verdicts if is_concerned(one.after)),
    )


def _around(metrics: Metrics, figure: Figure) -> tuple[Metrics, Metrics]:
    """What was known on the day before the figure was published, and on that day."""
    return replace(metrics, as_of=figure.published - timedelta(days=1)), replace(metrics, as_of=figure.published)


def _figures(before: Metrics, after: Metrics) -> Iterator[FigureEffect]:
    for metric, service in after.catalogue.series:
        for new in after.figures(metric, service):
            old = before.observe(metric, new.period, service).figure
            if old is None or old.interval != new.interval:
                yield FigureEffect(old, new)


def _changes(before: Metrics, after: Metrics) -> Iterator[ChangeEffect]:
    for metric, service in after.catalogue.series:
        for figure in after.figures(metric, service):
            span = figure.period.shifted(-1), figure.period
            old, new = (compare(known, metric, *span, service) for known in (before, after))
            if isinstance(old, Change) and isinstance(new, Change) and old.interval != new.interval:
                yield ChangeEffect(old, new)


def _verdicts(before: Metrics, after: Metrics) -> Iterator[VerdictEffect]:
    now = {one.claim.name: one for one in check_claims(after)}
    for one in check_claims(before):
        if now[one.claim.name].verdict != one.verdict:
            yield VerdictEffect(one, now[one.claim.name])
