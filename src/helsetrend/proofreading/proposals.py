"""Rows that a published page gives: its figures and claims, each with where it stands, for a person to accept."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from helsetrend.proofreading.checking import Judged, is_claim, period_text
from helsetrend.proofreading.listing import around, place_of
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.resolving import Statement
from helsetrend.published import CLAIM_KINDS, RANK, Catalogue

HEDGED = ("none", "over", "nearly", "about")
"""The hedges that the tables know."""


@dataclass(frozen=True)
class Proposal:
    """A row of the figures or the claims, with its place, the words of the page around it, and the verdict on it."""

    table: str
    row: dict[str, str]
    place: str
    words: str
    verdict: str


def proposals(proof: Proof, catalogue: Catalogue) -> Iterator[Proposal]:
    """Yield a row for each number of a page that is about a series and a period, each row once, in their order."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for judged in proof.judged:
        statement = judged.statement
        row = _figure(statement, catalogue) or _claim(statement, catalogue)
        key = tuple(sorted((name, value) for name, value in (row or {}).items() if name != "claim"))
        if row is None or key in seen:
            continue
        seen.add(key)
        yield _proposal(proof, judged, row)


def _proposal(proof: Proof, judged: Judged, row: dict[str, str]) -> Proposal:
    start, end = judged.statement.span
    table = "claims" if "claim" in row else "figures"
    return Proposal(table, row, place_of(proof, start), around(proof, start, end), judged.verdict)


def _figure(statement: Statement, catalogue: Catalogue) -> dict[str, str] | None:
    """Return a level as a row of the figures; None for another statement, and for one that leaves something open."""
    series, period = statement.series, statement.period
    if statement.kind != "level" or series is None or period is None or statement.unit == "people":
        return None
    if statement.number.hedge not in HEDGED or statement.number.borrowed:
        return None
    return {
        "metric": series.metric,
        "service": series.service,
        "period": period_text(period) or "",
        "as_printed": " ".join(statement.quote.split()),
        "value": _number(statement.value),
        "unit": catalogue.metrics[series.metric].unit,
        "hedge": statement.number.hedge,
    }


def _claim(statement: Statement, catalogue: Catalogue) -> dict[str, str] | None:
    """Return a statement as a row of the claims; None for a level, and for one that leaves something open."""
    series, period, number = statement.series, statement.period, statement.number
    is_known = statement.kind == RANK or is_claim(statement)
    if series is None or period is None or not is_known or statement.kind in ("level", "sum") or statement.services:
        return None
    if number.hedge not in HEDGED or number.borrowed or statement.unit == "people":
        return None
    kind = "fewer" if statement.kind == "difference" and statement.direction < 0 else statement.kind
    unit = RANK if kind == RANK else CLAIM_KINDS[kind].unit or catalogue.metrics[series.metric].unit
    name = "-".join(filter(None, (series.metric, series.service, period_text(period), kind, _number(statement.value))))
    return {
        "claim": name.replace("/", "-").replace("_", "-").replace(".", "-").lower(),
        "kind": kind,
        "metric": series.metric,
        "service": series.service,
        "of_metric": statement.of.metric if statement.of else "",
        "of_service": statement.of.service if statement.of else "",
        "from_period": period_text(statement.from_period) or "",
        "to_period": period_text(period) or "",
        "as_printed": " ".join(statement.quote.split()),
        "value": _number(statement.value),
        "unit": unit,
        "hedge": number.hedge,
    }


def _number(value: Fraction) -> str:
    """Return a number as the tables have it: without a decimal mark where it is whole."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
