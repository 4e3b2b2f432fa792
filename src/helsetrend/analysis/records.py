"""Records: a figure that is said to be the highest or the lowest, beside all others that are published.

A record is one among the figures that are published of periods of the same kind, up to the day that it was claimed:
years among years, months among months. What is not published could be beyond it, so the result names what was seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.analysis.claims import SAME_PERIOD, Claim
from helsetrend.analysis.vintage import Observation, Reason, Vintage, joined, obstacles
from helsetrend.published import RECORDS, Figure
from helsetrend.values import Interval

ORDINARY = ("same_period", "other_months", "other_part_of_year", "base_may_be_zero")
"""What does not hinder a comparison of two figures by their size."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What the figures say of a record.

    `holder` is the figure that is said to be it, `rival` the one that comes nearest to it, or beats it. `is_beaten`
    says that the rival is surely beyond it, `is_older` that the record surely goes further back than was said.
    `reasons` are why nothing can be said, `cautions` what was compared, and what is not fairly compared.
    """

    holder: Figure | None = None
    rival: Figure | None = None
    is_beaten: bool = False
    is_older: bool = False
    reasons: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()


def record(vintage: Vintage, claim: Claim) -> Record:
    """Return what the figures say of a claimed record."""
    now = vintage.observe(claim.metric, claim.to_period, claim.service)
    since, sign = claim.from_period, RECORDS[claim.kind]
    if now.figure is None:
        return Record(reasons=(now.gap,) if now.gap else ())
    if since == claim.to_period:
        return Record(reasons=(Reason(SAME_PERIOD, {"period": since}),))
    published = list(_others(vintage, claim))
    others = [seen for seen in published if since is None or seen.period.first >= since.first]
    rivals = [seen for seen in others if seen.period != since] or others
    if not others:
        return Record(reasons=(Reason("nothing_to_compare", {"period": claim.to_period}),))
    rival = max(rivals, key=lambda seen: sign * _middle(seen))
    goes_back = len(others) < len(published) and all(_is_surely_beyond(now, seen, sign) for seen in others)
    cautions = [reason for seen in others for reason in obstacles(vintage, seen, now) if reason.code not in ORDINARY]
    compared = Reason("as_far_as_published", {"spans": joined(seen.period for seen in others)})
    return Record(
        holder=now.figure,
        rival=rival.figure,
        is_beaten=rival.period != since and _is_surely_beyond(rival, now, sign),
        is_older=goes_back and any(seen.period == since for seen in others),
        cautions=tuple({str(reason): reason for reason in (compared, *cautions)}.values()),
    )


def _others(vintage: Vintage, claim: Claim) -> Iterator[Observation]:
    """Yield the other periods of the same kind that have a figure and ended before the claim was published."""
    period, last = claim.to_period, vintage.published.sources[claim.source].counts_from
    periods = {figure.period for figure in vintage.figures(claim.metric, claim.service)}
    if period.form == "year":
        year_of = vintage.catalogue.metrics[claim.metric].year_ending_in
        periods |= {year_of(published.year) for published in periods}
    for other in sorted(periods - {period}):
        is_alike = other.form == period.form and (period.form != "range" or other.is_same_part_of_year(period))
        if is_alike and other.last <= last:
            seen = vintage.observe(claim.metric, other, claim.service)
            if seen.figure:
                yield seen


def _is_surely_beyond(one: Observation, other: Observation, sign: int) -> bool:
    """Return whether one figure is surely higher than another, or lower if the sign is negative."""
    first, second = _bounds(one).scaled(sign), _bounds(other).scaled(sign)
    return first.low > second.high


def _middle(seen: Observation) -> Fraction:
    return (_bounds(seen).low + _bounds(seen).high) / 2


def _bounds(seen: Observation) -> Interval:
    assert seen.figure is not None
    return seen.figure.interval
