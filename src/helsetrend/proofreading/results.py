"""A proofread draft as data: JSON with places in the text as it is, and SARIF for editors and CI."""

from typing import Any

from helsetrend import __version__
from helsetrend.proofreading.checking import Judged, corrected, period_text
from helsetrend.proofreading.listing import PROBLEMS, described, explained
from helsetrend.proofreading.proof import Proof

LEVELS = {"contradicts": "error", "outdated": "warning", "imprecise": "warning", "cannot_be_checked": "note"}
"""The level in SARIF of each verdict that is reported there."""


TOLD_AS = {"daily_mean": "ratio", "weekly_mean": "ratio", "complement": "share", "one_in_not": "one_in"}
"""The kind that is given for those that readers of the results need not know."""


def as_json(proof: Proof) -> dict[str, Any]:
    """Return a proofread draft as a mapping: summary, counts, statements, internal, no figures, not understood."""
    return {
        "draft": proof.document.name,
        "as_of": proof.as_of.isoformat(),
        "summary": proof.summary,
        "counts": dict(proof.counts),
        "statements": [_statement(judged) for judged in proof.judged],
        "internal": [
            {
                "problem": contradiction.problem,
                "spans": [list(span) for span in contradiction.spans],
                "quotes": [statement.quote for statement in contradiction.statements],
            }
            for contradiction in proof.contradictions
        ],
        "no_figures": [
            {"start": other.start, "end": other.end, "quote": other.quote, "reason": other.reason}
            for other in proof.others
            if other.is_understood
        ],
        "not_understood": [
            {"start": other.start, "end": other.end, "quote": other.quote}
            for other in proof.others
            if not other.is_understood
        ],
    }


def _statement(judged: Judged) -> dict[str, Any]:
    statement, has_series = judged.statement, judged.statement.series is not None
    start, end = statement.span
    series = statement.series
    service = "+".join(statement.services) or (series.service if series else "")
    return {
        "start": start,
        "end": end,
        "quote": statement.quote,
        "kind": TOLD_AS.get(statement.kind, statement.kind),
        "metric": series.metric if series else None,
        "service": service or None,
        "of_metric": statement.of.metric if statement.of else None,
        "of_service": (statement.of.service or None) if statement.of else None,
        "of_period": period_text(statement.of_period),
        "period": period_text(statement.period) if has_series else None,
        "from_period": period_text(statement.from_period) if has_series else None,
        "value": float(statement.value),
        "unit": statement.unit or None,
        "hedge": statement.number.hedge,
        "subject": statement.subject or None,
        "verdict": judged.verdict,
        "reason": judged.reason or None,
        "slip": judged.slip or None,
        "follows": [float(judged.derived.low), float(judged.derived.high)] if judged.derived else None,
        "corrected": corrected(judged) or None,
        "why": list(statement.why),
    }


def as_sarif(proof: Proof) -> dict[str, Any]:
    """Return a proofread draft as a SARIF 2.1.0 log: what is wrong, cannot be checked, or was not understood."""
    results = [
        _result(proof, judged.verdict, LEVELS[judged.verdict], explained(judged), judged.statement.span)
        for judged in proof.judged
        if judged.verdict in LEVELS
    ]
    results += [
        _result(proof, contradiction.problem, "error", described(contradiction), contradiction.spans[-1])
        for contradiction in proof.contradictions
    ]
    results += [
        _result(proof, "not_understood", "note", f"{other.quote}: not understood", (other.start, other.end))
        for other in proof.others
        if not other.is_understood
    ]
    rules = [*LEVELS, *PROBLEMS, "not_understood"]
    driver = {"name": "helsetrend proofread", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _result(proof: Proof, rule: str, level: str, message: str, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    text = proof.document.text
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    region = {
        "startLine": proof.document.line(start),
        "startColumn": column,
        "charOffset": start,
        "charLength": end - start,
    }
    location = {"physicalLocation": {"artifactLocation": {"uri": proof.document.name or "-"}, "region": region}}
    return {"ruleId": rule, "level": level, "message": {"text": message}, "locations": [location]}
