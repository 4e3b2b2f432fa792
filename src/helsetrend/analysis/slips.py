"""What would explain a claim that the figures contradict: the usual slips in quoting figures.

There are two families: another formula on the same figures (a ratio quoted as an increase), and the same formula on
other figures (an earlier vintage, another source, metric or period). A slip is offered if its result agrees with the
claim. This does not prove that it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from helsetrend.analysis.checks import Checked, check_claims
from helsetrend.analysis.claims import Claim, operands
from helsetrend.analysis.vintage import Vintage, agreement
from helsetrend.published import CLAIM_KINDS, Bounds, Figure
from helsetrend.values import Interval, change_in_percent


@dataclass(frozen=True)
class Slip:
    """One explanation: its code, whose text is in the language files, its figures, and the result derived from them."""

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
"""Slips of the formula: code, the kinds of claim in which they occur, and the wrong formula."""

_SAME = {"growth": 0, "decline": 0, "growth_same_months": 0, "points": 0, "multiple": 1, "difference": 0, "fewer": 0}
"""The value of each kind of change if a period is compared with itself."""

_ONCE_IN_FORCE = ("first", "fills", "replaces", "revises", "takes_over")


def slips_of_claims(vintage: Vintage) -> Mapping[str, Sequence[Slip]]:
    """Return by its name what would explain each claim of `check_claims` (see `find_slips`)."""
    return vintage.once(_slips_of_claims)


def _slips_of_claims(vintage: Vintage) -> Mapping[str, Sequence[Slip]]:
    return {checked.claim.name: find_slips(vintage, checked) for checked in check_claims(vintage)}


def find_slips(vintage: Vintage, checked: Checked) -> list[Slip]:
    """Return what would explain a contradicted claim: the likeliest slip of each code, slips of the formula first.

    A claim that was contradicted when it was written is explained by what was known then. The list is empty for any
    other verdict, and for a claim that is not about a number.
    """
    if checked.verdict != "contradicts":
        return []
    if checked.then and checked.then.verdict == "contradicts":
        vintage, checked = vintage.as_written(checked.claim.source), checked.then
    if checked.derived is None or checked.claim.kind not in CLAIM_KINDS:
        return []
    said = checked.claim.said

    def fitting(family: Callable[[Vintage, Checked], Iterator[Slip]]) -> Iterator[Slip]:
        return (slip for slip in family(vintage, checked) if agreement(said, slip.derived) == "agrees")

    found = [*fitting(_of_formulas), *fitting(_of_vintages)]
    found += [slip for family in (_of_metrics, _of_periods) for slip in islice(fitting(family), 1)]  # of one code each
    return list({slip.code: slip for slip in reversed(found)}.values())[::-1]


def _of_formulas(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """Yield slips with another formula on the same figures; of a share this includes points quoted as percent."""
    claim, figures = checked.claim, checked.figures
    if claim.kind in IN_PERCENT and vintage.catalogue.metrics[claim.metric].kind == "share":
        yield from _given("points_as_percent", figures, _points)
    for code, kinds, formula in FORMULAS:
        if claim.kind in kinds:
            yield from _given(code, figures, formula)
    if claim.kind in _SAME:
        same = Fraction(_SAME[claim.kind])
        yield Slip("same_period", (figures[-1], figures[-1]), Interval(same, same))


def _of_vintages(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """Yield slips with figures that were once in force, or that another source printed."""
    for figures in _combined(vintage, checked.figures, checked.claim):
        others = [figure for figure in figures if figure not in checked.figures]
        if others:
            were_in_force = all(vintage.role(figure) in _ONCE_IN_FORCE for figure in others)
            yield from _given("vintage" if were_in_force else "source", figures, _own(checked.claim))


def _of_metrics(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """Yield slips with another metric or service, in place of the claimed one or of the one it is compared with."""
    claim = checked.claim
    for name, service in _alike(vintage, claim.metric, claim.service, is_any_unit=claim.kind in _SAME):
        other = _of(vintage, replace(claim, metric=name, services=(service,)))
        if other and _can_agree(vintage, other, claim):
            for figures in _combined(vintage, other, claim):
                yield from _given("metric", figures, _own(claim))
    for name, service in _alike(vintage, claim.of_metric, claim.of_service) if claim.of_metric else ():
        yield from _given("metric", _of(vintage, replace(claim, of_metric=name, of_service=service)), _own(claim))


def _alike(vintage: Vintage, metric: str, service: str, *, is_any_unit: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the other series of the same kind of metric, in the same unit, or in any."""
    entry = vintage.catalogue.metrics[metric]
    for name, other in vintage.catalogue.metrics.items():
        if other.kind == entry.kind and (is_any_unit or other.unit == entry.unit):
            yield from ((name, key) for key in other.services or ("",) if (name, key) != (metric, service))


def _of_periods(vintage: Vintage, checked: Checked) -> Iterator[Slip]:
    """Yield slips with the year before or after, and for a change with a start one year earlier or later."""
    claim = checked.claim
    start, end = claim.from_period, claim.to_period
    for years in (-1, 1):
        moved = [replace(claim, from_period=start and start.shifted(years), to_period=end.shifted(years))]
        moved += [replace(claim, from_period=start.shifted(years))] if start else []
        for other in moved:
            yield from _given("period", _of(vintage, other), _own(claim))


def _of(vintage: Vintage, claim: Claim) -> tuple[Figure, ...]:
    """Return the figures that a claim follows from; none if it cannot be checked."""
    observed, reasons, _ = operands(vintage, claim)
    return () if reasons else tuple(observation.figure for observation in observed if observation.figure)


def _combined(vintage: Vintage, figures: Sequence[Figure], claim: Claim) -> Iterable[tuple[Figure, ...]]:
    """Return the figures in all combinations of their published versions, those of the claim's own source first.

    Of more than two figures, one at a time is exchanged.
    """
    known = [_published(vintage, figure) for figure in figures]
    if len(figures) > 2:
        single = ((place, other) for place, others in enumerate(known) for other in others)
        return [(*figures[:place], other, *figures[place + 1 :]) for place, other in single]

    def distance(combined: Sequence[Figure]) -> tuple[bool, int, int]:
        sources = {source for figure in combined for source in figure.sources}
        exchanged = sum(figure is not other for figure, other in zip(combined, figures, strict=True))
        return sources != {claim.source}, len(sources), exchanged

    return sorted(product(*known), key=distance) if figures else []


def _can_agree(vintage: Vintage, figures: Sequence[Figure], claim: Claim) -> bool:
    """Return whether a claim may agree with some versions of the figures: whether it does with all bounds together."""
    bounds = [vintage.hull(figure) for figure in figures]
    try:
        return agreement(claim.said, _own(claim)(bounds)) == "agrees"
    except ZeroDivisionError:
        return True


def _published(vintage: Vintage, figure: Figure) -> list[Figure]:
    """Return the figure and all others published for its series and period; of a sum, only the sum."""
    rows = vintage.vintages(figure.metric, figure.service, figure.period) if figure.row else []
    return [figure, *(vintage.figure(row) for row in rows if row != figure.row)]


def _own(claim: Claim) -> Formula:
    return lambda figures: CLAIM_KINDS[claim.kind].follows(figures, claim.to_period)


def _given(code: str, figures: tuple[Figure, ...], formula: Formula) -> Iterator[Slip]:
    """Yield the slip with the result of a formula, if there are figures and nothing is divided by zero."""
    if figures:
        with suppress(ZeroDivisionError):
            yield Slip(code, figures, formula([figure.interval for figure in figures]))
