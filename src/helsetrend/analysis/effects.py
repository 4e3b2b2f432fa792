"""What later figures do to what was said before: which figures, changes and verdicts no longer stand as they did.

Two states of knowledge are held against each other: before and after one revision, or on any two dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from helsetrend.analysis.claims import Checked, check_claims
from helsetrend.analysis.comparison import Change, compare
from helsetrend.analysis.observations import Vintage
from helsetrend.published import Figure
from helsetrend.values import Period


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


def effects_between(before: Vintage, after: Vintage) -> Effects:
    """What is different after: figures in force, changes over a year, verdicts on claims that were known before.

    A change over a year is from each period to the same of the next year.
    """
    changes = [
        change
        for metric, service in after.catalogue.series
        for end in _ends(after, metric, service)
        for change in _change(before, after, metric, service, end)
    ]
    return Effects(tuple(_figures(before, after)), tuple(changes), tuple(_verdicts(before, after)))


def effects_of_revisions(vintage: Vintage, rows: Iterable[int]) -> Iterator[tuple[Figure, Effects]]:
    """What each of the figures in the given rows of figures.csv did to its series on the day it was published.

    The changes are those that it stands in itself, or as a part of a sum.
    """
    figures = sorted((vintage.figure(row) for row in rows), key=lambda figure: (figure.published, figure.row))
    for day, published in groupby(figures, key=lambda figure: figure.published):
        before, after = replace(vintage, as_of=day - timedelta(days=1)), replace(vintage, as_of=day)
        verdicts = list(_verdicts(before, after))
        for figure in published:
            yield figure, _of_one(figure, before, after, verdicts)


def _of_one(figure: Figure, before: Vintage, after: Vintage, verdicts: Sequence[VerdictEffect]) -> Effects:
    """The effects that concern one figure."""
    series, year = (figure.metric, figure.service), Period.of_year(figure.period.year)
    ends = dict.fromkeys(one.shifted(later) for one in (figure.period, year) for later in (0, 1))
    changes = (change for end in ends for change in _change(before, after, *series, end))
    return Effects(
        figures=(FigureEffect(before.observe(*_place(figure)).figure, figure),),
        changes=tuple(
            one for one in changes if any(figure in (side, *side.parts) for side in (one.after.old, one.after.new))
        ),
        verdicts=tuple(one for one in verdicts if series in _series_of(one.before) | _series_of(one.after)),
    )


def _ends(vintage: Vintage, metric: str, service: str) -> list[Period]:
    """The periods of the figures in force of a series, and their years, which may add up from them."""
    periods = [figure.period for figure in vintage.figures(metric, service)]
    return sorted({*periods, *(Period.of_year(period.year) for period in periods)})


def _place(figure: Figure) -> tuple[str, Period, str]:
    return figure.metric, figure.period, figure.service


def _series_of(checked: Checked) -> set[tuple[str, str]]:
    return {(figure.metric, figure.service) for figure in checked.figures}


def _figures(before: Vintage, after: Vintage) -> Iterator[FigureEffect]:
    for metric, service in after.catalogue.series:
        for new in after.figures(metric, service):
            old = before.observe(metric, new.period, service).figure
            if old is None or old.interval != new.interval:
                yield FigureEffect(old, new)


def _change(before: Vintage, after: Vintage, metric: str, service: str, end: Period) -> Iterator[ChangeEffect]:
    """The change to a period from the same of the year before, if it could be computed and is not the same."""
    old, new = (compare(known, metric, end.shifted(-1), end, service) for known in (before, after))
    if isinstance(old, Change) and isinstance(new, Change) and old.interval != new.interval:
        yield ChangeEffect(old, new)


def _verdicts(before: Vintage, after: Vintage) -> Iterator[VerdictEffect]:
    now = {one.claim.name: one for one in check_claims(after)}
    for one in check_claims(before):
        if now[one.claim.name].verdict != one.verdict:
            yield VerdictEffect(one, now[one.claim.name])
