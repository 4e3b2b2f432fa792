"""What is said about the figures against what follows from them: agrees, contradicts, or cannot be checked.

A claim is an interval by the same rule as a figure. It agrees if the two intervals meet, and contradicts
if they do not. It cannot be checked where a figure is missing or the two may not be compared.
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
    """One statement about figures, as it stands in a source. A decline is a growth below zero.

    `services` holds more than one service for a sum, and none where it is of all of them. `acknowledged` is what is
    known about a contradiction, by language, or nothing.
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
        """The claim in a row of claims.csv; `is_whole` tells that its metric is counted in whole numbers."""
        value = Fraction(cells["value"])
        sign = -1 if cells["kind"] == "decline" else 1
        read = (one.rounding for one in readings(cells["as_printed"]) if one.value == value)
        rounding = Fraction(cells["rounding"]) if cells["rounding"] else next(read, Fraction(0))
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
        """The one service that it is about, or nothing."""
        return self.services[0] if len(self.services) == 1 else ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim and its verdict.

    What the figures bear out is `derived`, from `figures`, in the order that claim_kinds.py says; for a rank it is
    `place`. `reasons` is why the claim cannot be checked, `caution` what a reader must know of the two periods. With
    a contradicted claim come the bounds that the first figure would `need` for it to hold, and `needed_as_printed`,
    taking claim and figures at their printed values.
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
        """Whether a contradiction is known, with what is known about it."""
        return bool(self.claim.acknowledged)

    def _repr_html_(self) -> str:
        facts = {"claim": self.claim.name, "as printed": self.claim.as_printed, "verdict": self.verdict}
        if self.derived:
            facts["the figures give"] = f"{float(self.derived.low):,.4g} to {float(self.derived.high):,.4g}"
        return facts_html(facts | ({"reasons": ", ".join(one.code for one in self.reasons)} if self.reasons else {}))


def check_claims(vintage: Vintage) -> list[Checked]:
    """Every claim that was published by the date of the metrics, held against the figures in force."""
    return [check_claim(vintage, claim) for claim in known_claims(vintage)]


def known_claims(vintage: Vintage) -> list[Claim]:
    """Every claim that was published by the date of the metrics, in the order of claims.csv."""
    claims = vintage.published.claims
    known = claims[claims["source"].isin(vintage.known_sources)].to_dict("index")
    return [
        Claim.of_row(str(name), cells, is_whole=vintage.catalogue.is_whole(cells["metric"]))
        for name, cells in known.items()
    ]


def check_claim(vintage: Vintage, claim: Claim) -> Checked:
    """One claim, held against the figures in force."""
    return _check_rank(vintage, claim) if claim.kind == RANK else _check_number(vintage, claim)


def operands(vintage: Vintage, claim: Claim) -> tuple[list[Observation], list[Reason]]:
    """What a claim's number follows from, as claim_kinds.py orders it, and the reasons why it does not."""
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
    """What a sum is of: the services named, or all that there were, from the first period through the last."""
    entry, start = vintage.catalogue.metrics[claim.metric], claim.from_period or claim.to_period
    span = Period(start.first, claim.to_period.last)
    services = claim.services if any(claim.services) else tuple(entry.services) or ("",)
    observed = [vintage.observe(claim.metric, span, service) for service in services]
    summands = [one for one in observed if any(claim.services) or not (one.gap and one.gap.code == "before_launch")]
    if not entry.adds_up or (len(services) > 1 and not entry.services_add_up_to):
        return summands, [Reason("does_not_add_up", {"name": entry.name})]
    return summands, _gaps(summands or observed)


def _gaps(observations: Sequence[Observation]) -> list[Reason]:
    return [one.gap for one in observations if one.gap]


def _check_number(vintage: Vintage, claim: Claim) -> Checked:
    kind = CLAIM_KINDS[claim.kind]
    observed, reasons = operands(vintage, claim)
    figures = tuple(one.figure for one in observed if one.figure)
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
    """What the first figure would have to be; None where no value that can be measured would do."""
    try:
        needed = CLAIM_KINDS[claim.kind].needed(figures, claimed)
    except ZeroDivisionError:
        return None
    return Interval(max(needed.low, Fraction(0)), needed.high) if needed.high >= 0 else None


def _check_rank(vintage: Vintage, claim: Claim) -> Checked:
    """A rank agrees when no other place is possible, and contradicts when it is not among the possible ones."""
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
