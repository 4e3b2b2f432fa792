"""What `check --json` prints."""

from math import isnan
from typing import Any

from helsetrend.analysis import (
    Checked,
    Jump,
    Reconciled,
    Vintage,
    check_claims,
    jumps,
    verdicts,
)
from helsetrend.cli.listings.checks import (
    check_counts,
    comparisons,
    likeliest_slip,
    passed_over,
    release_notes,
    unmade_checks,
)
from helsetrend.published import Figure, conflicts, differences
from helsetrend.report import Labels, why
from helsetrend.report.presentation import words


def check_as_json(vintage: Vintage) -> dict[str, Any]:
    """Return all that `check` finds: rows of `verdicts`, what does not reconcile, conflicts, differences, jumps."""
    labels = Labels(vintage.published, words(vintage.catalogue.main_language))
    whys = {
        checked.claim.name: (checked, str(why(labels, checked, likeliest_slip(vintage, checked))))
        for checked in check_claims(vintage)
    }
    rows = verdicts(vintage).reset_index().to_dict("records")
    compared = comparisons(vintage)
    return {
        "as_of": str(vintage.as_of),
        "figures": len(vintage.rows),
        "sources": len(vintage.known_sources),
        "claims": [_claim(row, *whys[row["claim"]]) for row in rows],
        "checks": check_counts(vintage, compared),
        "not_made": list(unmade_checks(vintage, compared)),
        "reconciled": compared.count,
        "mismatches": [_mismatch(mismatch) for mismatch in compared.wrong],
        "conflicts": [
            {"one": _figure(vintage.figure(row.one)), "other": _figure(vintage.figure(row.other))}
            for row in conflicts(vintage.rows).itertuples()
        ],
        "differences": [
            {"in_force": _figure(vintage.figure(row.one)), "other": _figure(vintage.figure(row.other))}
            for row in differences(vintage.rows).itertuples()
        ],
        "passed_over": list(passed_over(vintage)),
        "release": list(release_notes(vintage)),
        "jumps": [_jump(jump) for jump in jumps(vintage)],
    }


def _claim(row: dict[str, Any], checked: Checked, explanation: str) -> dict[str, Any]:
    values = {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
    lists = {name: [code for code in row[name].split(", ") if code] for name in ("slips", "reasons", "cautions")}
    return {**values, **lists, "why": explanation, "acknowledged": dict(checked.claim.acknowledged)}


def _mismatch(mismatch: Reconciled) -> dict[str, Any]:
    return {
        "rule": mismatch.rule,
        "stated": _figure(mismatch.stated),
        "following_low": float(mismatch.following.low),
        "following_high": float(mismatch.following.high),
        "others": [_figure(other) for other in mismatch.others],
    }


def _jump(jump: Jump) -> dict[str, Any]:
    return {
        "figure": _figure(jump.figure),
        "others": [_figure(other) for other in jump.others],
        "times": float(jump.times),
        "is_larger": jump.is_larger,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "row": figure.row,
        "metric": figure.metric,
        "service": figure.service,
        "period": str(figure.period),
        "as_printed": figure.as_printed,
        "low": float(figure.interval.low),
        "high": float(figure.interval.high),
        "source": figure.source,
        "hand": figure.hand,
    }
