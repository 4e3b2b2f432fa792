"""The effects of later publications: which figures, changes and verdicts differ between two vintages.

The two can be the days before and of one revision, or any two dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

from helsetrend.analysis.checks import Checked, check_all
from helsetrend.analysis.claims import Claim, known_claims
from helsetrend.analysis.vintage import Change, Vintage, compare
from helsetrend.published import Figure, agree
from helsetrend.values import Period

SHOWN_STEP = Fraction(1, 10)
"""The step in which changes are shown, in percent or percentage points; what moved by less is not overturned."""


@dataclass(frozen=True)
class FigureEffect:
    """The figure in force for a period, before and after; `before` is None if there was none.

    `disputed` are the figures that the later one is in conflict with.
    """

    before: Figure | None
    after: Figure
    disputed: tuple[Figure, ...] = ()

    @property
    def kind(self) -> str:
        """What became of the earlier figure: `added` if there was none, `conflicts` if both still stand.

        `first_hand` and `other_producer` take the place of a figure of another publisher, second-hand or not. The new
        figure of the same one agrees with the old if it is `more_precise` or, where it is not finer, `given_anew`, and
        not if the old is `revised`.
        """
        before, after = self.before, self.after
        if before is None:
            return "added"
        if before in self.disputed or (before == after and self.disputed):
            return "conflicts"
        if before.precedence != after.precedence:
            return "first_hand" if before.is_second_hand else "other_producer"
        if agree(before, after):
            return "more_precise" if after.interval.width < before.interval.width else "given_anew"
        return "revised"


@dataclass(frozen=True)
class ChangeEffect:
    """A change over a year that could be computed both before and after, and differs."""

    before: Change
    after: Change

    @property
    def is_overturned(self) -> bool:
        """Whether it goes the other way, or its bounds are further than `SHOWN_STEP` from those before."""
        before, after = self.before.interval, self.after.interval
        is_turned = {self.before.direction, self.after.direction} == {"up", "down"}
        return is_turned or max(before.low - after.high, after.low - before.high) > SHOWN_STEP


@dataclass(frozen=True)
class VerdictEffect:
    """A claim whose verdict differs."""

    before: Checked
    after: Checked


@dataclass(frozen=True)
class Effects:
    """All that differs between two vintages."""

    figures: tuple[FigureEffect, ...]
    changes: tuple[ChangeEffect, ...]
    verdicts: tuple[VerdictEffect, ...]


def effects_between(before: Vintage, after: Vintage) -> Effects:
    """Return what differs between two vintages: figures in force, changes over a year, verdicts on claims in both.

    A change over a year is from a period to the same period of the next year.
    """
    changes = [
        change
        for metric, service in after.catalogue.series
        for end in _ends(after, metric, service)
        for change in _change(before, after, metric, service, end)
    ]
    return Effects(tuple(_figures(before, after)), tuple(changes), tuple(_verdicts(before, after, known_claims(after))))


def effects_of_revisions(vintage: Vintage, rows: Iterable[int]) -> Iterator[tuple[Figure, Effects]]:
    """Yield the figures in the given rows of figures.csv, each with its effects on the day it was published.

    The changes are those computed from the figure itself, or from a sum that it is a part of.
    """
    figures = sorted((vintage.figure(row) for row in rows), key=lambda figure: (figure.published, figure.row))
    claims = known_claims(vintage)
    for day, group in groupby(figures, key=lambda figure: figure.published):
        before, after, of_day = vintage.on(day - timedelta(days=1)), vintage.on(day), list(group)
        metrics = {figure.metric for figure in of_day}
        concerned = [claim for claim in claims if metrics & {claim.metric, claim.of_metric}]
        verdicts = list(_verdicts(before, after, concerned))
        for figure in of_day:
            yield figure, _of_one(figure, before, after, verdicts)


def _of_one(figure: Figure, before: Vintage, after: Vintage, verdicts: Sequence[VerdictEffect]) -> Effects:
    """Return the effects that concern one figure."""
    series, entry = (figure.metric, figure.service), after.catalogue.metrics[figure.metric]
    year = entry.year_of(figure.period.last)
    ends = dict.fromkeys(period.shifted(years) for period in (figure.period, year) for years in (0, 1))
    changes = (change for end in ends for change in _change(before, after, *series, end))
    then, now = (vintage.observe(figure.metric, figure.period, figure.service) for vintage in (before, after))
    return Effects(
        figures=(FigureEffect(then.figure, figure, now.disputed),),
        changes=tuple(
            change
            for change in changes
            if any(figure in (side, *side.parts) for side in (change.after.old, change.after.new))
        ),
        verdicts=tuple(
            verdict for verdict in verdicts if series in _series_of(verdict.before) | _series_of(verdict.after)
        ),
    )


def _ends(vintage: Vintage, metric: str, service: str) -> list[Period]:
    """Return the periods of the figures in force of a series, and their years, which may be sums of them."""
    entry, periods = vintage.catalogue.metrics[metric], [figure.period for figure in vintage.figures(metric, service)]
    return sorted({*periods, *(entry.year_of(period.last) for period in periods)})


def _series_of(checked: Checked) -> set[tuple[str, str]]:
    return {(figure.metric, figure.service) for figure in checked.figures}


def _figures(before: Vintage, after: Vintage) -> Iterator[FigureEffect]:
    for metric, service in after.catalogue.series:
        for new in after.figures(metric, service):
            then, now = (vintage.observe(metric, new.period, service) for vintage in (before, after))
            if then.figure is None or then.interval != now.interval:
                yield FigureEffect(then.figure, new, now.disputed)


def _change(before: Vintage, after: Vintage, metric: str, service: str, end: Period) -> Iterator[ChangeEffect]:
    """Yield the change to a period from the same of the year before, if it differs between the two vintages."""
    old, new = (compare(vintage, metric, end.shifted(-1), end, service) for vintage in (before, after))
    if isinstance(old, Change) and isinstance(new, Change) and old.interval != new.interval:
        yield ChangeEffect(old, new)


def _verdicts(before: Vintage, after: Vintage, claims: Iterable[Claim]) -> Iterator[VerdictEffect]:
    """Yield the verdicts that differ, of those claims that were known before."""
    known = [claim for claim in claims if claim.source in before.known_sources]
    for pair in zip(check_all(before, known), check_all(after, known), strict=True):
        if pair[0].verdict != pair[1].verdict:
            yield VerdictEffect(*pair)
