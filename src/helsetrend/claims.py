"""What is said about the figures against what follows from them: agrees, contradicts, or cannot be checked.

A claim is an interval by the same rule as a figure. It agrees if the two intervals meet, and contradicts
if they do not. It cannot be checked where a figure is missing or the two may not be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from helsetrend.comparison import Change, Place, compare, ranking
from helsetrend.interval import Interval
from helsetrend.observations import Metrics, Reason
from helsetrend.period import Period
from helsetrend.printed import readings

VERDICTS = [
    *("claim", "metric", "service", "from_period", "to_period", "source", "as_printed"),
    *("claimed_low", "claimed_high", "verdict", "borne_low", "borne_high", "reasons"),
]
"""The columns of `verdicts`, of which the first is its index."""

Verdict = Literal["agrees", "contradicts", "cannot_be_checked"]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement about figures, as it stands in a source. A decline is a growth below zero."""

    name: str
    kind: str
    metric: str
    service: str
    from_period: Period | None
    to_period: Period
    as_printed: str
    value: Fraction
    unit: str
    interval: Interval
    source: str

    @classmethod
    def of_row(cls, name: str, cells: Mapping[str, Any]) -> "Claim":
        """The claim in a row of claims.csv."""
        value = Fraction(cells["value"])
        sign = -1 if cells["kind"] == "decline" else 1
        read = readings(cells["as_printed"])
        rounding = Fraction(cells["rounding"]) if cells["rounding"] else read[0].rounding if read else Fraction(0)
        return cls(
            name=name,
            kind=cells["kind"],
            metric=cells["metric"],
            service=cells["service"],
            from_period=Period.parse(cells["from_period"]) if cells["from_period"] else None,
            to_period=Period.parse(cells["to_period"]),
            as_printed=cells["as_printed"],
            value=sign * value,
            unit=cells["unit"],
            interval=Interval.of_print(value, rounding=rounding, hedge=cells["hedge"]).scaled(sign),
            source=cells["source"],
        )


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim and its verdict.

    What the figures bear out is `change`, for a growth, or `place`, for a rank; `reasons` is why the claim
    cannot be checked. With a contradicted growth come the bases that would give it: the bounds in `base`, and
    `base_as_printed`, taking claim and figure at their printed values.
    """

    claim: Claim
    verdict: Verdict
    change: Change | None = None
    place: Place | None = None
    reasons: tuple[Reason, ...] = ()
    base: Interval | None = None
    base_as_printed: Fraction | None = None


def check_claims(metrics: Metrics) -> list[Checked]:
    """Every claim that was published by the date of the metrics, held against the figures in force."""
    claims = metrics.published.claims
    known = claims[claims["source"].isin(metrics.known_sources)]
    return [check_claim(metrics, Claim.of_row(str(name), cells)) for name, cells in known.to_dict("index").items()]


def verdicts(metrics: Metrics) -> pd.DataFrame:
    """The claims of `check_claims` as a table, one row a claim, indexed by the claim.

    Columns: metric, service, from_period, to_period, source; as_printed, claimed_low and claimed_high, what is claimed;
    verdict; borne_low and borne_high, what the figures bear out, in the unit of the claim, or missing; reasons, the
    codes of why it cannot be checked.
    """
    rows: list[dict[str, Any]] = [
        {
            "claim": one.claim.name,
            "metric": one.claim.metric,
            "service": one.claim.service,
            "from_period": str(one.claim.from_period or ""),
            "to_period": str(one.claim.to_period),
            "source": one.claim.source,
            "as_printed": one.claim.as_printed,
            "claimed_low": float(one.claim.interval.low),
            "claimed_high": float(one.claim.interval.high),
            "verdict": one.verdict,
            "borne_low": float(one.change.interval.low) if one.change else None,
            "borne_high": float(one.change.interval.high) if one.change else None,
            "reasons": ", ".join(dict.fromkeys(reason.code for reason in one.reasons)),
        }
        for one in check_claims(metrics)
    ]
    return pd.DataFrame(rows, columns=VERDICTS).set_index("claim")


def check_claim(metrics: Metrics, claim: Claim) -> Checked:
    """One claim, held against the figures in force."""
    if claim.kind == "rank" or claim.from_period is None:
        return _check_rank(metrics, claim)
    return _check_growth(metrics, claim, claim.from_period)


def _check_growth(metrics: Metrics, claim: Claim, from_period: Period) -> Checked:
    change = compare(metrics, claim.metric, from_period, claim.to_period, claim.service)
    if not isinstance(change, Change):
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=change.reasons)
    if change.unit != claim.unit:
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=(Reason("points_not_percent"),))
    if change.interval.meets(claim.interval):
        return Checked(claim=claim, verdict="agrees", change=change)
    ratio = Interval(1 + claim.interval.low / 100, 1 + claim.interval.high / 100)
    return Checked(
        claim=claim,
        verdict="contradicts",
        change=change,
        base=change.new.interval / ratio if ratio.low > 0 else None,
        base_as_printed=change.new.value / (1 + claim.value / 100) if ratio.low > 0 else None,
    )


def _check_rank(metrics: Metrics, claim: Claim) -> Checked:
    """A rank agrees when no other place is possible, and contradicts when it is not among the possible ones."""
    places = {place.observation.service: place for place in ranking(metrics, claim.metric, claim.to_period)}
    place = places.get(claim.service)
    if place is None or place.best is None:
        gap = metrics.observe(claim.metric, claim.to_period, claim.service).gap
        return Checked(claim=claim, verdict="cannot_be_checked", reasons=(gap,) if gap else ())
    if claim.value < place.best or (place.worst is not None and claim.value > place.worst):
        return Checked(claim=claim, verdict="contradicts", place=place)
    if place.best == place.worst:
        return Checked(claim=claim, verdict="agrees", place=place)
    code = "counts_overlap" if place.worst else "others_not_counted"
    reason = Reason(code, {"period": place.observation.period})
    return Checked(claim=claim, verdict="cannot_be_checked", place=place, reasons=(reason,))
