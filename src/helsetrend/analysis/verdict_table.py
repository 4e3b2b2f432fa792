"""The claims and their verdicts as a tidy table, for notebooks and the command."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helsetrend.analysis.checks import Checked, check_claims
from helsetrend.analysis.slips import Slip, slips_of_claims
from helsetrend.analysis.vintage import Vintage, check_vintage
from helsetrend.public import public
from helsetrend.published import SERVICE_SEPARATOR
from helsetrend.values import Interval

VERDICTS = {
    "claim": "the identifier of the claim",
    "kind": "what is claimed, as in claim_kinds.py",
    "metric": "the metric it is about",
    "service": "the service it is about; of a sum, all of them",
    "of_metric": "the metric that it is compared with, or nothing",
    "of_service": "the service that it is compared with, or nothing",
    "from_period": "the period that a change is counted from, or nothing",
    "to_period": "the period it is about",
    "source": "where it was published",
    "as_printed": "the claim as printed in the source",
    "unit": "the unit of the bounds",
    "claimed_low": "the least that the claim can mean",
    "claimed_high": "the most that the claim can mean",
    "verdict": "agrees, imprecise, contradicts, outdated or cannot_be_checked, by the figures in force",
    "verdict_when_made": "the same by the figures of the day it was written, without outdated",
    "borne_low": "the least that the figures give, or missing; of a rank the best place",
    "borne_high": "the most that the figures give, or missing; of a rank the worst place",
    "bridged_low": "the least that a change across a bridged break comes to, or missing",
    "bridged_high": "the most that it comes to",
    "bridged_agreement": "whether the claim is true of that: agrees, imprecise or contradicts; no verdict on the claim",
    "needed_low": "for a contradicted claim, the least that the first figure would have to be, or missing",
    "needed_high": "the most that it would have to be",
    "slips": "the codes of the slips that would explain a contradiction, as in slips.py, the likeliest first",
    "is_acknowledged": "whether the data say that a contradiction is known",
    "reasons": "the codes of the reasons why it cannot be checked, or of what is wrong with the statement",
    "cautions": "the codes of what a reader must know about the periods, although the number can be computed",
}
"""The columns of `verdicts`, of which the first is its index."""


@public
def verdicts(vintage: Vintage) -> pd.DataFrame:
    """Return the claims of `check_claims` as a table, one row per claim, with index and columns of `VERDICTS`."""
    check_vintage(vintage, "verdicts(known())")
    slips = slips_of_claims(vintage)
    rows = [_row(checked, slips[checked.claim.name]) for checked in check_claims(vintage)]
    bounds = {name: float for name in VERDICTS if name.endswith(("_low", "_high"))}
    return pd.DataFrame(rows, columns=list(VERDICTS)).astype(bounds).set_index("claim")


def _row(checked: Checked, slips: Sequence[Slip]) -> dict[str, Any]:
    claim, place = checked.claim, checked.place
    best, worst = (place.best, place.worst) if place else (None, None)
    return {
        "claim": claim.name,
        "kind": claim.kind,
        "metric": claim.metric,
        "service": SERVICE_SEPARATOR.join(claim.services),
        "of_metric": claim.of_metric,
        "of_service": claim.of_service,
        "from_period": str(claim.from_period or ""),
        "to_period": str(claim.to_period),
        "source": claim.source,
        "as_printed": claim.as_printed,
        "unit": claim.unit,
        **_bounds("claimed", None if claim.is_record else claim.interval),
        "verdict": checked.verdict,
        "verdict_when_made": checked.verdict_when_made,
        **(_bounds("borne", checked.derived) if checked.derived else {"borne_low": best, "borne_high": worst}),
        **_bounds("bridged", checked.bridged.interval if checked.bridged else None),
        "bridged_agreement": checked.bridged_agreement or "",
        **_bounds("needed", checked.needed),
        "slips": ", ".join(slip.code for slip in slips),
        "is_acknowledged": checked.is_acknowledged,
        "reasons": ", ".join(dict.fromkeys(reason.code for reason in checked.reasons)),
        "cautions": ", ".join(dict.fromkeys(reason.code for reason in checked.cautions)),
    }


def _bounds(name: str, interval: Interval | None) -> dict[str, float | None]:
    low, high = (float(interval.low), float(interval.high)) if interval else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
