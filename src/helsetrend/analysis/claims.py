"""Statements about the figures, as their sources print them, and the figures that each of them follows from.

A claim is an interval by the same rule as a figure, and what its words promise beyond that: "over 60 percent".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from helsetrend.analysis.vintage import Observation, Reason, Said, Vintage, caution_on, observe_or_add_up, obstacles
from helsetrend.public import public_class
from helsetrend.published import CLAIM_KINDS, RECORDS, SERVICE_SEPARATOR, bounds_of, reading_of, texts_of
from helsetrend.values import HEDGES, Interval, Period

SAME_PERIOD = "same_period"
"""The reason that is a fault of the statement itself: it compares a period with itself."""


OTHER_PARTS = ("other_months", "other_part_of_year")
"""The reasons that two periods are not the same part of their years."""


@public_class
@dataclass(frozen=True, kw_only=True, repr=False)
class Claim:
    """A statement about figures, as printed in a source. A decline is a growth below zero.

    `said` is its number: in the unit of the claim, with what it can mean and what its words promise; a record has none,
    which is zero here. `services` holds several services for a sum of some, and one empty text if no service is named.
    `acknowledged` is what is known about a contradiction, by language; it is empty if nothing is known.
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
    said: Said
    unit: str
    source: str
    acknowledged: Mapping[str, str]

    @classmethod
    def of_row(cls, name: str, cells: Mapping[str, Any], *, is_whole: bool = False) -> "Claim":
        """Return the claim in a row of claims.csv; `is_whole` is whether its metric is counted in whole numbers."""
        acknowledged = texts_of(cells, "acknowledged")
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
            said=_said(cells, is_whole=is_whole),
            unit=cells["unit"],
            source=cells["source"],
            acknowledged=acknowledged if all(acknowledged.values()) else {},
        )

    def __repr__(self) -> str:
        periods = " to ".join(str(period) for period in (self.from_period, self.to_period) if period)
        return f"{self.name}: {self.as_printed} ({self.kind} of {self.metric}, {periods}; {self.source})"

    @property
    def service(self) -> str:
        """The service that the claim is about, or an empty text if there are several or none."""
        return self.services[0] if len(self.services) == 1 else ""

    @property
    def value(self) -> Fraction:
        """The claimed number."""
        return self.said.value

    @property
    def interval(self) -> Interval:
        """What the claimed number can mean."""
        return self.said.interval

    @property
    def is_record(self) -> bool:
        """Whether it says that a figure is the highest or the lowest, and no number."""
        return self.kind in RECORDS


def _said(cells: Mapping[str, Any], *, is_whole: bool) -> Said:
    """Return the number in a row of claims.csv, with the sign of its kind; a number of whole things is whole."""
    kind, given = CLAIM_KINDS.get(cells["kind"]), Fraction(cells["value"]) if cells["value"] else None
    read = reading_of(cells["as_printed"], given)
    value, hedge = (read.value, read.hedge) if read else (given or Fraction(0), cells["hedge"])
    rounding = read.rounding if read else Fraction(cells["rounding"] or 0)
    interval = Interval.of_print(value, rounding=rounding, hedge=hedge, ends=read.ends if read else None)
    if is_whole and kind and not kind.unit and not kind.is_mean:
        interval = bounds_of(interval, is_whole=True, is_share=False)
    said = Said(value, interval, hedge, rounding, HEDGES[hedge].promises)
    if kind and kind.is_turned:
        return said.turned()
    return said.negated() if kind and kind.is_less else said


def known_claims(vintage: Vintage) -> list[Claim]:
    """Return every claim published by the date of the vintage, in the order of claims.csv."""
    claims = vintage.published.claims
    rows = claims[claims["source"].isin(vintage.known_sources)].to_dict("index")
    return [
        Claim.of_row(str(name), cells, is_whole=vintage.catalogue.is_whole(cells["metric"]))
        for name, cells in rows.items()
    ]


class Operands(NamedTuple):
    """What a claimed number follows from: the observations, in the order of claim_kinds.py.

    `reasons` are why nothing follows, `cautions` why the result is not a fair comparison although it can be computed.
    """

    observed: Sequence[Observation]
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...] = ()


def operands(vintage: Vintage, claim: Claim) -> Operands:
    """Return what a claim's number follows from."""
    kind = CLAIM_KINDS[claim.kind]
    if claim.kind == "sum":
        return _summands(vintage, claim)
    now = observe_or_add_up(vintage, claim.metric, claim.to_period, claim.service)
    if claim.from_period == claim.to_period:
        return Operands([now], (Reason(SAME_PERIOD, {"period": claim.to_period}),))
    if kind.is_mean and vintage.catalogue.metrics[claim.metric].kind != "count":
        return Operands([now], (_does_not_add_up(vintage, claim),))
    if kind.has_two and claim.from_period:
        before = observe_or_add_up(vintage, claim.metric, claim.from_period, claim.service)
        return Operands([before, now], _gaps([before, now]), tuple(_cautions(vintage, before, now)))
    if claim.of_metric:
        whole = observe_or_add_up(vintage, claim.of_metric, claim.to_period, claim.of_service)
        return Operands([whole, now], _gaps([whole, now]), _parts([whole, now]))
    return Operands([now], _gaps([now]), _parts([now]) if kind.is_mean else ())


def _summands(vintage: Vintage, claim: Claim) -> Operands:
    """Return the terms of a sum over the claimed span: the services named, or all that had been launched."""
    entry, start = vintage.catalogue.metrics[claim.metric], claim.from_period or claim.to_period
    span = Period(start.first, claim.to_period.last)
    services = claim.services if any(claim.services) else tuple(entry.services) or ("",)
    observed = [observe_or_add_up(vintage, claim.metric, span, service) for service in services]
    summands = [seen for seen in observed if any(claim.services) or not seen.is_outside]
    is_one_day = entry.kind == "stock" and start == claim.to_period
    if not (entry.adds_up or is_one_day) or (len(services) > 1 and not entry.services_add_up_to):
        return Operands(summands, (_does_not_add_up(vintage, claim),))
    return Operands(summands, _gaps(summands or observed), _parts(summands))


def _does_not_add_up(vintage: Vintage, claim: Claim) -> Reason:
    return Reason("does_not_add_up", {"name": vintage.catalogue.metrics[claim.metric].name})


def _gaps(observations: Sequence[Observation]) -> tuple[Reason, ...]:
    return tuple(observation.gap for observation in observations if observation.gap)


def _parts(observations: Sequence[Observation]) -> tuple[Reason, ...]:
    """Return which periods are covered only in part, each once."""
    parts = {str(seen.period): seen.part for seen in observations if seen.part}
    return tuple(parts.values())


def _cautions(vintage: Vintage, before: Observation, now: Observation) -> Iterator[Reason]:
    """Yield why two periods are not fairly compared; a month or quarter against the one before is ordinary."""
    ordinary = {"base_may_be_zero", *(OTHER_PARTS if now.period.follows(before.period) else ())}
    gaps = _gaps([before, now])
    found = [reason for reason in obstacles(vintage, before, now) if reason.code not in ordinary and reason not in gaps]
    yield from found
    caution = caution_on(vintage, before, now)
    if caution and not (caution.code == "other_days" and any(reason.code in OTHER_PARTS for reason in found)):
        yield caution
