"""What would explain a claim that the figures contradict: the slips that are usual where figures are retold.

Two families: another formula on the same figures (a ratio told as an increase), and the same formula on other figures
(an earlier vintage, another source, metric or period). A slip is offered where what it gives meets the claim. That is
no proof that it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from helsetrend.analysis.claims import Checked, Claim, operands
from helsetrend.analysis.observations import Vintage
from helsetrend.published import CLAIM_KINDS, Bounds, Figure
from helsetrend.values import Interval, change_in_percent


@dataclass(frozen=True)
class Slip:
    """One explanation: its code, which the language files put into words, the figures, and what these give."""

    code: str
    figures: tuple[Figure, ...]
    derived: Interval


Formula = Callable[[Bounds], Interval]


def _ratio_in_percent(figures: Bounds) -> Interval:
    return (figures[1] / figures[0]).scaled(100)


def _increase_in_times(figures: Bounds) -> Interval:
    return change_in_percent(figures[0], figures[1]).scaled(Fraction(1, 100))


def _points(figures: Bounds) -> Interval:
    return figures[1] - figures[0]


def _percent(figures: Bounds) -> Interval:
    return change_in_percent(figures[0], figures[1])


def _percent_of_the_new(figures: Bounds) -> Interval:
    return change_in_percent(figures[1], figures[0]).scaled(-1)


IN_PERCENT = ("growth", "decline", "growth_same_months")

FORMULAS: Sequence[tuple[str, Sequence[str], Formula]] = (
    ("ratio_as_increase", IN_PERCENT, _ratio_in_percent),
    ("increase_as_ratio", ("multiple",), _increase_in_times),
    ("percent_as_points", ("points",), _percent),
    ("percent_of_the_new", IN_PERCENT, _percent_of_the_new),
)
"""Slips of the formula, and the kinds of claim that they happen to."""


_SAME = {"growth": 0, "decline": 0, "growth_same_months": 0, "points": 0, "multiple": 1}
"""What each kind of change is where a period is compared with itself."""

_ONCE_IN_FORCE = ("first", "replaces", "revises")


def find_slips(vintage: Vintage, checked: Checked) -> list[Slip]:
    """What would explain a claim that is contradicted by figures: of each code the likeliest, those of formulas first.

    Of any other claim nothing.
    """
    if checked.verdict != "contradicts" or checked.derived is None:
        return []

    def meeting(family: Callable[[Vintage, Checked], Iterator[Slip]]) -> Iterator[Slip]:
        return (slip for slip in family(vintage, checked) if slip.derived.meets(checked.claim.interval))

    found = [*meeting(_of_formulas), *meeting(_of_vintages)]
    found += [slip for family in (_of_metrics, _of_periods) for slip in islice(meeting(family), 1)]  # of one code each
    return list({slip.code: slip for slip in reversed(found)}.values())[::-1]


def _of_formulas(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """Another formula on the same figures; percentage points are told as percent where a metric is a share."""
    claim, figures = checked.claim, checked.figures
    if claim.kind in IN_PERCENT and vintage.catalogue.metrics[claim.metric].kind == "share":
        yield from _given("points_as_percent", figures, _points)
    for code, kinds, formula in FORMULAS:
        if claim.kind in kinds:
            yield from _given(code, figures, formula)
    if claim.kind in _SAME:
        nothing = Fraction(_SAME[claim.kind])
        yield Slip("same_period", (figures[-1], figures[-1]), Interval(nothing, nothing))


def _of_vintages(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """The figures as they once were in force, or as another source gives them."""
    for figures in _combined(vintage, checked.figures, checked.claim):
        others = [figure for figure in figures if figure not in checked.figures]
        if others:
            roles = vintage.history.loc[[figure.row for figure in others], "role"]
            yield from _given("vintage" if roles.isin(_ONCE_IN_FORCE).all() else "source", figures, _own(checked.claim))


def _of_metrics(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """The same periods of another metric or service: in place of the one it is about, or of that it is set against."""
    claim = checked.claim
    for name, service in _alike(vintage, claim.metric, claim.service, is_any_unit=claim.kind in _SAME):
        other = _of(vintage, replace(claim, metric=name, services=(service,)))
        for figures in _combined(vintage, other, claim):
            yield from _given("metric", figures, _own(claim))
    for name, service in _alike(vintage, claim.of_metric, claim.of_service) if claim.of_metric else ():
        yield from _given("metric", _of(vintage, replace(claim, of_metric=name, of_service=service)), _own(claim))


def _alike(vintage: Vintage, metric: str, service: str, *, is_any_unit: bool = False) -> Iterator[tuple[str, str]]:
    """The other series of the same kind of metric, in the same unit, or in any."""
    entry = vintage.catalogue.metrics[metric]
    for name, other in vintage.catalogue.metrics.items():
        if other.kind == entry.kind and (is_any_unit or other.unit == entry.unit):
            yield from ((name, one) for one in other.services or ("",) if (name, one) != (metric, service))


def _of_periods(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """The year before or after, and for a change one that is counted from a year earlier or later."""
    claim = checked.claim
    start, end = claim.from_period, claim.to_period
    for years in (-1, 1):
        moved = [replace(claim, from_period=start and start.shifted(years), to_period=end.shifted(years))]
        moved += [replace(claim, from_period=start.shifted(years))] if start else []
        for other in moved:
            yield from _given("period", _of(vintage, other), _own(claim))


def _of(vintage: Vintage, claim: Claim) -> tuple[Figure, ...]:
    """The figures that a claim follows from; none where it cannot be checked."""
    observed, reasons = operands(vintage, claim)
    return () if reasons else tuple(one.figure for one in observed if one.figure)


def _combined(vintage: Vintage, figures: Sequence[Figure], claim: Claim) -> Iterable[tuple[Figure, ...]]:
    """The figures, as they are in force and as they were ever published; those of the claim's own source go first.

    Of more than two, one at a time is exchanged.
    """
    known = [_published(vintage, figure) for figure in figures]
    if len(figures) > 2:
        single = ((place, other) for place, others in enumerate(known) for other in others)
        return [(*figures[:place], other, *figures[place + 1 :]) for place, other in single]

    def distance(combined: Sequence[Figure]) -> tuple[bool, int, int]:
        sources = {source for figure in combined for source in figure.sources}
        exchanged = sum(one is not other for one, other in zip(combined, figures, strict=True))
        return sources != {claim.source}, len(sources), exchanged

    return sorted(product(*known), key=distance) if figures else []


def _published(vintage: Vintage, figure: Figure) -> list[Figure]:
    """The figure, and all others that were published of its series and period; of a sum the sum alone."""
    rows = vintage.vintages(figure.metric, figure.service, figure.period) if figure.row else []
    return [figure, *(vintage.figure(row) for row in rows if row != figure.row)]


def _own(claim: Claim) -> Formula:
    return CLAIM_KINDS[claim.kind].derived


def _given(code: str, figures: tuple[Figure, ...], formula: Formula) -> Iterator[Slip]:
    """What a formula gives for figures, if there are any and nothing is divided by zero."""
    if figures:
        with suppress(ZeroDivisionError):
            yield Slip(code, figures, formula([figure.interval for figure in figures]))
