"""The verdict on a statement, by the figures in force on a day: by the rules of claims (`analysis`).

A statement becomes a claim; what the figures give for it is an interval, and whether the two agree is decided by
`analysis`. Where it contradicts, and would agree with figures that were in force earlier, it is outdated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice, product
from typing import Literal

from helsetrend.analysis import (
    Checked,
    Claim,
    Operands,
    Vintage,
    agreement,
    find_slips,
    observe_or_add_up,
    operands,
    ranking,
)
from helsetrend.proofreading.checking.readings import readings
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.text import Series
from helsetrend.published import CLAIM_KINDS, Figure
from helsetrend.values import Interval, Period, share_in_percent, total

Verdict = Literal["agrees", "imprecise", "contradicts", "outdated", "cannot_be_checked"]

PARTS = ("other_months", "other_part_of_year", "break", "marked_break", "same_period")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A statement and its verdict: what the figures give for it, why it cannot be checked, and the likely slip."""

    statement: Statement
    verdict: Verdict
    derived: Interval | None = None
    figures: tuple[Figure, ...] = ()
    reason: str = ""
    slip: str = ""
    cautions: tuple[str, ...] = ()


ONCE_IN_FORCE = ("first", "fills", "replaces", "revises", "takes_over")
"""The roles of figures that were in force, for a while or until now."""


@dataclass
class Evidence:
    """What was known on a day, with what was looked up of it, as statements of one text ask for the same figures."""

    vintage: Vintage
    _operands: dict[tuple[object, ...], Operands] = field(default_factory=dict)
    _earlier: dict[int, list[Figure]] = field(default_factory=dict)
    slips: dict[tuple[object, ...], str] = field(default_factory=dict)

    def operands(self, claim: Claim) -> Operands:
        """Return what the number of a claim follows from."""
        key = _asked(claim)
        if key not in self._operands:
            self._operands[key] = operands(self.vintage, claim)
        return self._operands[key]

    def earlier(self, figure: Figure) -> list[Figure]:
        """Return the other figures of a series and period that were in force, for a while or until now."""
        if not figure.row:
            return []
        if figure.row not in self._earlier:
            rows = self.vintage.vintages(figure.metric, figure.service, figure.period)
            roles = self.vintage.rows.loc[rows, "role"] if rows else []
            known = [row for row, role in zip(rows, roles, strict=True) if role in ONCE_IN_FORCE]
            self._earlier[figure.row] = [self.vintage.figure(row) for row in known if row != figure.row]
        return self._earlier[figure.row]


def _asked(claim: Claim) -> tuple[object, ...]:
    """Return which figures a claim asks for."""
    periods = claim.from_period, claim.to_period
    return claim.kind, claim.metric, claim.services, claim.of_metric, claim.of_service, *periods


def judged(evidence: Evidence | None, statement: Statement) -> Judged:
    """Return a statement with its verdict.

    Of several readings the first is taken that agrees, as long as the sentence does not itself say which one is meant.
    """
    first = judged_as_read(evidence, statement)
    is_sure = statement.is_sure_of_period and statement.is_sure_of_series
    if first.verdict == "agrees" or evidence is None or (first.verdict == "imprecise" and is_sure):
        return first
    for other in readings(evidence.vintage, statement):
        found = judged_as_read(evidence, other)
        if (found.verdict == "agrees" and is_telling(found)) or found.slip == "visits_as_people":
            return found
    return first


WIDEST = Fraction(15, 100)
"""How wide, by its size, what figures give is at most where it tells which of some readings is meant."""


def is_telling(judged: Judged) -> bool:
    """Return whether what the figures give is narrow enough that a number hardly agrees with it by chance."""
    derived, is_growth = judged.derived, judged.statement.kind in ("growth", "decline")
    return derived is None or derived.width <= WIDEST * (max(abs(derived.low), abs(derived.high)) + 100 * is_growth)


def judged_as_read(evidence: Evidence | None, statement: Statement) -> Judged:
    """Return a statement with its verdict by the first of its readings."""
    if statement.series is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_metric")
    if evidence is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_data")
    if statement.period is None or (statement.is_change and statement.from_period is None):
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_period")
    if statement.kind == "rank":
        return _of_rank(evidence, statement)
    if statement.kind == "weekly_mean":
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_weeks")
    if statement.unit == "people" and statement.is_change:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_people")
    if statement.unit == "people":
        return _of_people(evidence, statement)
    if statement.from_period is not None and statement.from_period == statement.period and statement.kind != "sum":
        return Judged(statement=statement, verdict="cannot_be_checked", reason="same_period", slip="self_comparison")
    return _of_number(evidence, statement)


def claim_of(statement: Statement, series: Series | None = None) -> Claim:
    """Return a statement as a claim, which `analysis` can check."""
    series = series or statement.series
    assert series is not None
    assert statement.period is not None
    kind = {"daily_mean": "daily_mean"}.get(statement.kind, statement.kind)
    return Claim(
        name=statement.quote,
        kind=kind,
        metric=series.metric,
        services=statement.services or (series.service,),
        of_metric=statement.of.metric if statement.of else "",
        of_service=statement.of.service if statement.of else "",
        from_period=statement.from_period,
        to_period=statement.period,
        as_printed=statement.quote,
        said=said_of(statement),
        unit=CLAIM_KINDS[kind].unit,
        source="",
        acknowledged={},
    )


def _of_number(evidence: Evidence, statement: Statement) -> Judged:
    """Return the verdict on a number."""
    series = statement.series
    assert series is not None
    best: Judged | None = None
    for found in _ways(evidence, statement):
        if found.verdict == "agrees":
            return found
        if best is None or (best.verdict == "cannot_be_checked" and found.verdict != "cannot_be_checked"):
            best = found
    assert best is not None
    return best


def _ways(evidence: Evidence, statement: Statement) -> Iterator[Judged]:
    """Yield the verdicts by each way that the catalogue gives: of a monthly mean its own metric, and the year's."""
    series = statement.series
    assert series is not None
    entry = evidence.vintage.catalogue.metrics[series.metric]
    if statement.kind == "monthly_mean" and entry.kind == "mean":
        yield _by_figures(evidence, replace(statement, kind="level"), statement)
        whole = entry.monthly_mean_of
        if whole:
            yield _by_figures(evidence, statement, statement, Series(whole))
        return
    if statement.kind in ("growth", "decline") and entry.kind == "share":
        yield _by_figures(evidence, statement, statement)
        return
    yield _by_figures(evidence, statement, statement)


def _by_figures(evidence: Evidence, read: Statement, shown: Statement, series: Series | None = None) -> Judged:
    claim = claim_of(read, series)
    kind = CLAIM_KINDS[claim.kind]
    observed, reasons, cautions = evidence.operands(claim)
    if read.kind == "share" and read.services:
        return _of_services(evidence, read)
    if reasons:
        slip = "not_reported_as_zero" if read.value == 0 and read.kind == "level" else ""
        return Judged(statement=shown, verdict="cannot_be_checked", reason=reasons[0].code, slip=slip)
    figures = tuple(observation.figure for observation in observed if observation.figure)
    codes = tuple(caution.code for caution in cautions)
    if any(code in ("other_months", "other_part_of_year") for code in codes):
        return Judged(
            statement=shown,
            verdict="cannot_be_checked",
            reason="part_with_whole",
            slip="part_with_whole",
            figures=figures,
        )
    if "break" in codes or "marked_break" in codes:
        return Judged(statement=shown, verdict="cannot_be_checked", reason="break", slip="break", figures=figures)
    try:
        derived = kind.follows(
            [observation.interval or figure.interval for observation, figure in zip(observed, figures, strict=True)],
            claim.to_period,
        )
    except ZeroDivisionError:
        return Judged(statement=shown, verdict="cannot_be_checked", reason="base_may_be_zero", figures=figures)
    verdict: Verdict = agreement(claim.said, derived)
    if (
        verdict == "contradicts"
        and read.kind in ("level", "sum", "monthly_mean")
        and _is_implausible(claim.value, derived)
    ):
        return Judged(
            statement=shown, verdict="cannot_be_checked", reason="not_this_figure", derived=derived, figures=figures
        )
    is_coarse = claim.said.hedge == "over" and not claim.said.reach
    if verdict == "contradicts" and is_coarse and derived.low > claim.value:
        verdict = "imprecise"
    if verdict in ("contradicts", "imprecise") and _was_true(evidence, claim, figures):
        return Judged(
            statement=shown,
            verdict="outdated",
            derived=derived,
            figures=figures,
            slip="earlier_vintage",
            cautions=codes,
        )
    if verdict == "agrees" and _is_too_fine(read, figures):
        before = [figure for figure in evidence.earlier(figures[0]) if figure.rounding <= read.rounding]
        is_of_before = any(agreement(claim.said, figure.interval) == "agrees" for figure in before)
        verdict = "outdated" if is_of_before else "imprecise"
    return Judged(statement=shown, verdict=verdict, derived=derived, figures=figures, cautions=codes)


def with_slip(evidence: Evidence, judged: Judged) -> Judged:
    """Return a number that contradicts the figures with the likeliest slip that explains it, where one does."""
    statement = judged.statement
    is_open = judged.verdict == "contradicts" and not judged.slip and judged.derived is not None
    if not is_open or statement.services or statement.kind not in CLAIM_KINDS:
        return judged
    claim = claim_of(statement)
    key = (*_asked(claim), claim.said)
    if key not in evidence.slips:
        checked = Checked(claim=claim, verdict="contradicts", figures=judged.figures, derived=judged.derived)
        found = find_slips(evidence.vintage, checked)
        evidence.slips[key] = found[0].code if found else ""
    return replace(judged, slip=evidence.slips[key])


MOST_OFF = 20
"""A number that is further off than this many times is about something else, unless it is of another scale."""


def _is_implausible(value: Fraction, derived: Interval) -> bool:
    """Return whether a number is so far from a figure that it is likely about something else."""
    middle = (derived.low + derived.high) / 2
    if value <= 0 or middle <= 0:
        return True
    ratio = value / middle
    is_scale = any(
        Fraction(9, 10) < ratio * power < Fraction(11, 10) for power in (1000, Fraction(1, 1000), 100, Fraction(1, 100))
    )
    return (ratio > MOST_OFF or ratio < Fraction(1, MOST_OFF)) and not is_scale


def _of_services(evidence: Evidence, statement: Statement) -> Judged:
    """Return the verdict on the share that several services have together."""
    series, of, period = statement.series, statement.of, statement.period
    assert series is not None
    assert of is not None
    assert period is not None
    parts = [observe_or_add_up(evidence.vintage, series.metric, period, service) for service in statement.services]
    whole = observe_or_add_up(evidence.vintage, of.metric, period, of.service)
    figures = tuple(seen.figure for seen in (*parts, whole) if seen.figure)
    if len(figures) <= len(parts):
        return Judged(statement=statement, verdict="cannot_be_checked", reason="not_published")
    derived = share_in_percent(total([figure.interval for figure in figures[:-1]]), figures[-1].interval)
    return Judged(statement=statement, verdict=agreement(said_of(statement), derived), derived=derived, figures=figures)


def _is_too_fine(statement: Statement, figures: Sequence[Figure]) -> bool:
    """Return whether a level has more digits than its figure: "90,93" of "about 90.9"."""
    if statement.kind != "level" or statement.number.hedge != "none" or len(figures) != 1 or figures[0].parts:
        return False
    return figures[0].interval.width > 0 and figures[0].rounding >= 10 * statement.rounding


def _was_true(evidence: Evidence, claim: Claim, figures: Sequence[Figure]) -> bool:
    """Return whether a claim agrees with figures that were in force earlier, all of them or one."""
    choices = [[figure, *evidence.earlier(figure)] for figure in figures]
    if all(len(choice) == 1 for choice in choices):
        return False
    kind = CLAIM_KINDS[claim.kind]
    for chosen in islice(product(*choices), 200):
        try:
            derived = kind.follows([figure.interval for figure in chosen], claim.to_period)
        except ZeroDivisionError:
            continue
        if agreement(claim.said, derived) == "agrees":
            return True
    return False


def _of_rank(evidence: Evidence, statement: Statement) -> Judged:
    series, period = statement.series, statement.period
    assert series is not None
    assert period is not None
    places = {place.observation.service: place for place in ranking(evidence.vintage, series.metric, period)}
    place = places.get(series.service)
    if place is None or place.best is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="not_published")
    if statement.value < place.best or (place.worst is not None and statement.value > place.worst):
        derived = Interval(Fraction(place.best), Fraction(place.worst or place.best))
        return Judged(statement=statement, verdict="contradicts", derived=derived, slip="wrong_rank")
    if place.best == place.worst:
        return Judged(
            statement=statement, verdict="agrees", derived=Interval(Fraction(place.best), Fraction(place.best))
        )
    return Judged(statement=statement, verdict="cannot_be_checked", reason="others_not_counted")


def _of_people(evidence: Evidence, statement: Statement) -> Judged:
    """Return the verdict on events taken for people: false where the number is that of the events."""
    series, period = statement.series, statement.period
    assert series is not None
    assert period is not None
    found = observe_or_add_up(evidence.vintage, series.metric, period, series.service)
    if found.figure is None:
        return Judged(
            statement=statement, verdict="cannot_be_checked", reason=found.gap.code if found.gap else "not_published"
        )
    derived = found.interval or found.figure.interval
    said = said_of(statement)
    if agreement(said, derived) == "contradicts" and not _was_true(evidence, claim_of(statement), (found.figure,)):
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_people", derived=derived)
    return Judged(
        statement=statement, verdict="contradicts", derived=derived, figures=(found.figure,), slip="visits_as_people"
    )


def period_text(period: Period | None) -> str | None:
    """Return a period as it is written in results: a half-year by its months."""
    if period is None:
        return None
    if period.form in ("half_year", "tertial"):
        return f"{period.first:%Y-%m}/{period.last:%Y-%m}"
    return str(period)
