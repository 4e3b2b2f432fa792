"""Claims checked against the figures, as these were known when the claim was written, and as they are known today.

A claim agrees if what it says is possible by the figures, and contradicts if it is not; in between it can be imprecise.
It cannot be checked if a figure is missing. Periods that are not fairly compared do not stop the arithmetic: the
caution stands beside the verdict. A period compared with itself is a fault of the statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from helsetrend.analysis.claims import SAME_PERIOD, Claim, Operands, known_claims, operands
from helsetrend.analysis.records import record
from helsetrend.analysis.vintage import (
    Agreement,
    BridgedChange,
    Place,
    Reason,
    Vintage,
    agreement,
    bridged_change,
    check_vintage,
    facts_html,
    ranking,
)
from helsetrend.public import public, public_class
from helsetrend.published import CLAIM_KINDS, RANK, ClaimKind, Figure
from helsetrend.values import Interval

Verdict = Literal["agrees", "imprecise", "contradicts", "outdated", "cannot_be_checked"]

TRUE_VERDICTS = ("agrees", "imprecise")
"""The verdicts on a claim that is true."""


@public_class
@dataclass(frozen=True, kw_only=True, repr=False)
class Checked:
    """A claim and its verdict by the figures of a date; `then` is the same by those of the day it was written.

    `derived` is what the figures give, and `figures` are these in the order of claim_kinds.py; a rank has a `place`
    instead. `reasons` are why the claim cannot be checked, or what is wrong with the statement itself, `cautions` what
    a reader must know about the periods. For a contradicted claim, `needed` is what the first figure would have to be
    for the claim to be right, and `needed_as_printed` the same if claim and figures were exactly as printed. `bridged`
    is the change over a bridge, if the claim is about a change across a break that has one.
    """

    claim: Claim
    verdict: Verdict
    figures: tuple[Figure, ...] = ()
    derived: Interval | None = None
    place: Place | None = None
    cautions: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()
    needed: Interval | None = None
    needed_as_printed: Fraction | None = None
    bridged: BridgedChange | None = None
    then: "Checked | None" = None

    @property
    def verdict_when_made(self) -> Verdict:
        """The verdict by the figures of the day the claim was written, and of its own document."""
        return self.then.verdict if self.then else self.verdict

    @property
    def bridged_agreement(self) -> Agreement | None:
        """Whether the claim is true of the change over the bridge, if there is one; this is no verdict on the claim."""
        return agreement(self.claim.said, self.bridged.interval) if self.bridged else None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the data say that a contradiction is known."""
        return bool(self.claim.acknowledged)

    def changed_since(self, day: date) -> list[tuple[Figure, Figure]]:
        """Return the figures of the day the claim was written, each with the one that was published after a day."""
        then = {(figure.metric, figure.service, figure.period): figure for figure in (self.then or self).figures}
        pairs = [(then.get((new.metric, new.service, new.period)), new) for new in self.figures]
        return [(old, new) for old, new in pairs if old and old.interval != new.interval and new.published > day]

    def __repr__(self) -> str:
        because = "".join(f"; {reason!r}" for reason in (*self.reasons, *self.cautions))
        gives = f"; the figures give {self.derived!r}" if self.derived else ""
        return f"{self.verdict}: {self.claim!r}{gives}{because}"

    def _repr_html_(self) -> str:
        facts = {"claim": self.claim.name, "as printed": self.claim.as_printed, "verdict": self.verdict}
        if self.verdict_when_made != self.verdict:
            facts["verdict when made"] = self.verdict_when_made
        if self.derived:
            facts["the figures give"] = f"{float(self.derived.low):,.4g} to {float(self.derived.high):,.4g}"
        for name, reasons in {"reasons": self.reasons, "cautions": self.cautions}.items():
            facts |= {name: ", ".join(reason.code for reason in reasons)} if reasons else {}
        return facts_html(facts)


@public
def check_claims(vintage: Vintage) -> list[Checked]:
    """Check every claim published by the date of the vintage."""
    check_vintage(vintage, "check_claims(known())")
    return list(vintage.once(_known_claims_checked))


def _known_claims_checked(vintage: Vintage) -> list[Checked]:
    return check_all(vintage, known_claims(vintage))


def check_all(vintage: Vintage, claims: Iterable[Claim]) -> list[Checked]:
    """Check claims by the figures of the day each was written, and by those in force on the date of the vintage."""
    return [_twice(claim, then=vintage.as_written(claim.source), now=vintage) for claim in claims]


def check_claim(vintage: Vintage, claim: Claim) -> Checked:
    """Check one claim as `check_all` does."""
    return check_all(vintage, [claim])[0]


def _twice(claim: Claim, *, then: Vintage, now: Vintage) -> Checked:
    """Return the verdict of today with that of the day of writing; revised since then, a true claim is outdated."""
    written = _when_written(then, claim)
    found = replace(_check(now, claim), then=written)
    is_outdated = found.verdict == "contradicts" and written.verdict in TRUE_VERDICTS
    return replace(found, verdict="outdated") if is_outdated and found.changed_since(then.as_of) else found


def _when_written(then: Vintage, claim: Claim) -> Checked:
    """Return the verdict by what the author of a claim knew, worked out once for all later days."""
    known = then.once(_none_checked)
    if claim.name not in known or known[claim.name].claim != claim:
        known[claim.name] = _check(then, claim)
    return known[claim.name]


def _none_checked(_: Vintage) -> dict[str, Checked]:
    return {}


def _check(vintage: Vintage, claim: Claim) -> Checked:
    if claim.kind == RANK:
        return _check_rank(vintage, claim)
    return _check_record(vintage, claim) if claim.is_record else _check_number(vintage, claim)


def _check_number(vintage: Vintage, claim: Claim) -> Checked:
    kind = CLAIM_KINDS[claim.kind]
    found = operands(vintage, claim)
    is_change = kind.unit == "percent" and kind.has_from and len(found.observed) == 2
    bridged = bridged_change(vintage, *found.observed) if is_change else None
    return replace(_check_figures(claim, kind, found), bridged=bridged)


def _check_figures(claim: Claim, kind: ClaimKind, found: Operands) -> Checked:
    observed, reasons, cautions = found
    figures = tuple(observation.figure for observation in observed if observation.figure)
    if reasons:
        return _without_result(claim, reasons)
    try:
        derived = kind.follows([figure.interval for figure in figures], claim.to_period)
    except ZeroDivisionError:
        return _without_result(claim, [Reason("base_may_be_zero", {"period": figures[0].period})])
    verdict = agreement(claim.said, derived)
    checked = Checked(claim=claim, verdict=verdict, figures=figures, derived=derived, cautions=cautions)
    if verdict != "contradicts":
        return checked
    needed = _needed(claim, [figure.interval for figure in figures], claim.interval)
    printed = [Interval(figure.value, figure.value) for figure in figures]
    exact = _needed(claim, printed, Interval(claim.value, claim.value))
    return replace(checked, needed=needed, needed_as_printed=exact.low if needed and exact else None)


def _without_result(claim: Claim, reasons: Iterable[Reason]) -> Checked:
    """Return that a claim cannot be checked, or, if the reason is its own, that it is at fault."""
    given = tuple(reasons)
    is_faulty = any(reason.code == SAME_PERIOD for reason in given)
    return Checked(claim=claim, verdict="contradicts" if is_faulty else "cannot_be_checked", reasons=given)


def _needed(claim: Claim, figures: Sequence[Interval], claimed: Interval) -> Interval | None:
    """Return what the first figure would have to be; None if no value from zero on is possible."""
    try:
        needed = CLAIM_KINDS[claim.kind].needs(figures, claimed, claim.to_period)
    except ZeroDivisionError:
        return None
    return Interval(max(needed.low, Fraction(0)), needed.high) if needed.high >= 0 else None


def _check_record(vintage: Vintage, claim: Claim) -> Checked:
    """Check a record: it agrees if no other published figure is surely beyond it."""
    found = record(vintage, claim)
    if found.holder is None:
        return _without_result(claim, found.reasons)
    verdict: Verdict = "contradicts" if found.is_beaten else "imprecise" if found.is_older else "agrees"
    figures = (found.rival, found.holder) if found.rival else (found.holder,)
    return Checked(
        claim=claim, verdict=verdict, figures=figures, derived=found.holder.interval, cautions=found.cautions
    )


def _check_rank(vintage: Vintage, claim: Claim) -> Checked:
    """Check a rank, which agrees if no other place is possible, and contradicts if it is not a possible place."""
    places = {place.observation.service: place for place in ranking(vintage, claim.metric, claim.to_period)}
    place = places.get(claim.service)
    if place is None or place.best is None:
        gap = vintage.observe(claim.metric, claim.to_period, claim.service).gap
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=(gap,) if gap else ())
    if claim.value < place.best or (place.worst is not None and claim.value > place.worst):
        return Checked(claim=claim, verdict="contradicts", place=place)
    if place.best == place.worst:
        return Checked(claim=claim, verdict="agrees", place=place)
    code = "counts_overlap" if place.worst else "others_not_counted"
    reason = Reason(code, {"period": place.observation.period})
    return Checked(claim=claim, verdict="cannot_be_checked", place=place, reasons=(reason,))
