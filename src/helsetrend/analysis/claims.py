"""Statements about the figures, checked against the figures: each agrees, contradicts, or cannot be checked.

A claim is an interval by the same rule as a figure. It agrees if this interval meets the one that the figures give, and
contradicts if it does not. It cannot be checked if a figure is missing or two figures may not be compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from helsetrend.analysis.comparison import Place, caution_on, facts_html, obstacles, ranking
from helsetrend.analysis.observations import Observation, Reason, Vintage
from helsetrend.published import CLAIM_KINDS, RANK, SERVICE_SEPARATOR, Figure, bounds_of
from helsetrend.values import LANGUAGES, Interval, Period, readings

Verdict = Literal["agrees", "contradicts", "cannot_be_checked"]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement about figures, as printed in a source. A decline is a growth below zero.

    `services` holds several services for a sum of some, and one empty text if no service is named. `acknowledged` is
    what is known about a contradiction, by language; it is empty if nothing is known.
    """

    name: str
    kind: str
    metric: str
    services: tuple[str, ...]
    of_metric: str
    of_service: str
    from_period: Period | None
    to_period: Period
    as_printed: str
    value: Fraction
    unit: str
    interval: Interval
    source: str
    acknowledged: Mapping[str, str]

    @classmethod
    def of_row(cls, name: str, cells: Mapping[str, Any], *, is_whole: bool = False) -> "Claim":
        """Return the claim in a row of claims.csv; `is_whole` is whether its metric is counted in whole numbers."""
        value = Fraction(cells["value"])
        sign = -1 if cells["kind"] == "decline" else 1
        roundings = (reading.rounding for reading in readings(cells["as_printed"]) if reading.value == value)
        rounding = Fraction(cells["rounding"]) if cells["rounding"] else next(roundings, Fraction(0))
        printed = Interval.of_print(value, rounding=rounding, hedge=cells["hedge"])
        is_count = is_whole and cells["kind"] in ("level", "sum")
        acknowledged = {language: cells[f"acknowledged_{language}"] for language in LANGUAGES}
        return cls(
            name=name,
            kind=cells["kind"],
            metric=cells["metric"],
            services=tuple(cells["service"].split(SERVICE_SEPARATOR)),
            of_metric=cells["of_metric"],
            of_service=cells["of_service"],
            from_period=Period.parse(cells["from_period"]) if cells["from_period"] else None,
            to_period=Period.parse(cells["to_period"]),
            as_printed=cells["as_printed"],
            value=sign * value,
            unit=cells["unit"],
            interval=bounds_of(printed, is_whole=True, is_share=False) if is_count else printed.scaled(sign),
            source=cells["source"],
            acknowledged=acknowledged if all(acknowledged.values()) else {},
        )

    @property
    def service(self) -> str:
        """The service that the claim is about, or an empty text if there are several or none."""
        return self.services[0] if len(self.services) == 1 else ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim and its verdict.

    `derived` is what the figures give, and `figures` are these in the order of claim_kinds.py; a rank has a `place`
    instead. `reasons` are why the claim cannot be checked, `caution` is what a reader must know about the two periods.
    For a contradicted claim, `needed` is what the first figure would have to be for the claim to be right, and
    `needed_as_printed` the same if claim and figures were exactly their printed values.
    """

    claim: Claim
    verdict: Verdict
    figures: tuple[Figure, ...] = ()
    derived: Interval | None = None
    place: Place | None = None
    caution: Reason | None = None
    reasons: tuple[Reason, ...] = ()
    needed: Interval | None = None
    needed_as_printed: Fraction | None = None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the data say that a contradiction is known."""
        return bool(self.claim.acknowledged)

    def _repr_html_(self) -> str:
        facts = {"claim": self.claim.name, "as printed": self.claim.as_printed, "verdict": self.verdict}
        if self.derived:
            facts["the figures give"] = f"{float(self.derived.low):,.4g} to {float(self.derived.high):,.4g}"
        return facts_html(
            facts | ({"reasons": ", ".join(reason.code for reason in self.reasons)} if self.reasons else {})
        )


def check_claims(vintage: Vintage) -> list[Checked]:
    """Check every claim published by the date of the vintage against the figures in force."""
    return [check_claim(vintage, claim) for claim in known_claims(vintage)]


def known_claims(vintage: Vintage) -> list[Claim]:
    """Return every claim published by the date of the vintage, in the order of claims.csv."""
    claims = vintage.published.claims
    rows = claims[claims["source"].isin(vintage.known_sources)].to_dict("index")
    return [
        Claim.of_row(str(name), cells, is_whole=vintage.catalogue.is_whole(cells["metric"]))
        for name, cells in rows.items()
    ]


def check_claim(vintage: Vintage, claim: Claim) -> Checked:
    """Check one claim against the figures in force."""
    return _check_rank(vintage, claim) if claim.kind == RANK else _check_number(vintage, claim)


def operands(vintage: Vintage, claim: Claim) -> tuple[list[Observation], list[Reason]]:
    """Return the observations that a claim's number follows from, in the order of claim_kinds.py, and any obstacles."""
    kind = CLAIM_KINDS[claim.kind]
    if claim.kind == "sum":
        return _summands(vintage, claim)
    now = vintage.observe(claim.metric, claim.to_period, claim.service)
    if kind.has_from and claim.from_period:
        before = vintage.observe(claim.metric, claim.from_period, claim.service)
        return [before, now], list(obstacles(vintage, before, now))
    if kind.has_of:
        whole = vintage.observe(claim.of_metric, claim.to_period, claim.of_service)
        return [whole, now], _gaps([whole, now])
    return [now], _gaps([now])


def _summands(vintage: Vintage, claim: Claim) -> tuple[list[Observation], list[Reason]]:
    """Return the terms of a sum over the claimed span: the services named, or all that had been launched."""
    entry, start = vintage.catalogue.metrics[claim.metric], claim.from_period or claim.to_period
    span = Period(start.first, claim.to_period.last)
    services = claim.services if any(claim.services) else tuple(entry.services) or ("",)
    observed = [vintage.observe(claim.metric, span, service) for service in services]
    summands = [seen for seen in observed if any(claim.services) or not seen.is_outside]
    if not entry.adds_up or (len(services) > 1 and not entry.services_add_up_to):
        return summands, [Reason("does_not_add_up", {"name": entry.name})]
    return summands, _gaps(summands or observed)


def _gaps(observations: Sequence[Observation]) -> list[Reason]:
    return [observation.gap for observation in observations if observation.gap]


def _check_number(vintage: Vintage, claim: Claim) -> Checked:
    kind = CLAIM_KINDS[claim.kind]
    observed, reasons = operands(vintage, claim)
    figures = tuple(observation.figure for observation in observed if observation.figure)
    if reasons:
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=tuple(reasons))
    try:
        derived = kind.derived([figure.interval for figure in figures])
    except ZeroDivisionError:
        reason = Reason("base_may_be_zero", {"period": figures[0].period})
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=(reason,))
    caution = caution_on(vintage, *observed) if kind.has_from else None
    if derived.meets(claim.interval):
        return Checked(claim=claim, verdict="agrees", figures=figures, derived=derived, caution=caution)
    needed = _needed(claim, [figure.interval for figure in figures], claim.interval)
    printed = [Interval(figure.value, figure.value) for figure in figures]
    exact = _needed(claim, printed, Interval(claim.value, claim.value))
    return Checked(
        claim=claim,
        verdict="contradicts",
        figures=figures,
        derived=derived,
        caution=caution,
        needed=needed,
        needed_as_printed=exact.low if needed and exact else None,
    )


def _needed(claim: Claim, figures: Sequence[Interval], claimed: Interval) -> Interval | None:
    """Return what the first figure would have to be; None if no value from zero on is possible."""
    try:
        needed = CLAIM_KINDS[claim.kind].needed(figures, claimed)
    except ZeroDivisionError:
        return None
    return Interval(max(needed.low, Fraction(0)), needed.high) if needed.high >= 0 else None


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
