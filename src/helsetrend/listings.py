"""What the command shows of the data: tables for a terminal or a pipe, in English, and the same as JSON."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, isfinite, isnan
from typing import Any

from rich.table import Table

from helsetrend import vintages
from helsetrend.claim_kinds import RANK
from helsetrend.claim_table import why
from helsetrend.claims import Checked, check_claims
from helsetrend.comparison import Change
from helsetrend.effects import Effects, effects_of_revisions
from helsetrend.figures import Figure
from helsetrend.findings import Findings
from helsetrend.observations import Metrics
from helsetrend.plain_table import add_row, plain_table
from helsetrend.reconciliation import Reconciled, reconcile
from helsetrend.verdict_table import verdicts
from helsetrend.wording import words


def claims_listing(metrics: Metrics) -> Table:
    """One row a claim: what is said about what, the verdict, and what the figures give."""
    table = plain_table("claim", "metric", "from", "to", "as printed", "verdict", "figures give")
    for row in verdicts(metrics).itertuples():
        known = " (acknowledged)" if row.verdict == "contradicts" and row.is_acknowledged else ""
        verdict = row.verdict.replace("_", " ") + known
        borne = _borne(row.unit, row.borne_low, row.borne_high)
        about = " ".join(
            filter(None, (row.metric, row.service, row.of_metric and f"of {row.of_metric}", row.of_service))
        )
        add_row(table, row.Index, about, row.from_period, row.to_period, row.as_printed, verdict, borne or row.reasons)
    table.title = f"claims: {table.row_count}"
    return table


def contradictions(metrics: Metrics) -> Iterator[str]:
    """For each contradicted claim: what the figures give, what would have to be true, what would explain it."""
    findings = _findings(metrics)
    for checked in check_claims(metrics):
        if checked.verdict == "contradicts":
            yield f"{checked.claim.name}: {why(findings, checked)}"


def mismatches_listing(metrics: Metrics) -> Table:
    """One row a figure that does not agree with those that it follows from; the title tells of how many."""
    reconciled = reconcile(metrics)
    table = plain_table("metric", "period", "as printed", "by rule", "would follow", "source")
    for one in reconciled:
        if not one.is_met:
            stated, low, high = one.stated, one.following.low, one.following.high
            is_whole = stated.unit != "percent" and low.denominator == high.denominator == 1
            following = _bounds(float(low), float(high), ".0f" if is_whole else ".2f")
            about = f"{stated.metric} {stated.service}".strip()
            add_row(table, about, str(stated.period), stated.as_printed, one.rule, following, ", ".join(one.sources))
    table.title = f"figures that do not agree with those that they follow from: {table.row_count} of {len(reconciled)}"
    return table


def conflicts_listing(metrics: Metrics) -> Table:
    """One row a pair of figures of one time that cannot both hold."""
    table = plain_table("metric", "period", "one", "source", "other", "source")
    for row in vintages.conflicts(metrics.history).itertuples():
        one, other = metrics.figure(row.one), metrics.figure(row.other)
        about = f"{row.metric} {row.service}".strip()
        add_row(table, about, row.period, one.as_printed, one.source, other.as_printed, other.source)
    table.title = f"conflicts between sources of one time: {table.row_count}"
    return table


def revisions_listing(metrics: Metrics, *, metric: str | None, since: date | None, until: date | None) -> list[Table]:
    """One row a revision published between two days; and below, one a statement that changed with it."""
    table = plain_table("metric", "period", "was", "is", "difference", "percent", "published", "sources", "reason")
    derived = plain_table("revision", "statement", "before", "after")
    shown = []
    for row in vintages.revisions(metrics.history).itertuples():
        day = row.new_published_date.date()
        if metric in (None, row.metric) and (since is None or since <= day) and (until is None or day <= until):
            shown.append(row.new_row)
            add_row(
                table,
                f"{row.metric} {row.service}".strip(),
                row.period,
                row.old_as_printed,
                row.new_as_printed,
                _plain(row.change_value),
                _signed(row.change_percent),
                str(day),
                f"{row.old_source}, {row.new_source}",
                metrics.figure(row.new_row).revision["en"] or "none published",
            )
    for figure, found in effects_of_revisions(metrics, shown):
        for statement, before, after in _derived(found):
            add_row(derived, _about(figure), statement, before, after)
    return [table, *([derived] if derived.row_count else [])]


def differences_listing(found: Effects) -> list[Table]:
    """What no longer stands, and what is known besides, in the later of two states of knowledge."""
    unlearned = plain_table("no longer so", "was", "is", "how")
    learned = plain_table("known since", "figure")
    for one in found.figures:
        about = _about(one.after)
        if one.before is None:
            add_row(learned, about, _print(one.after))
        else:
            how = "revised" if one.is_revised else "more precise"
            add_row(unlearned, about, _print(one.before), _print(one.after), how)
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            how = "overturned" if change.is_overturned else "bounds moved"
            add_row(unlearned, _span(change.after), before, after, how)
    for verdict in found.verdicts:
        claim = f"claim {verdict.after.claim.name}"
        add_row(unlearned, claim, _verdict(verdict.before), _verdict(verdict.after), "judged anew")
    return [table for table in (unlearned, learned) if table.row_count]


def check_as_json(metrics: Metrics) -> dict[str, Any]:
    """All that `check` finds: the claims as `verdicts` gives them, figures that do not reconcile, conflicts."""
    findings, checked = _findings(metrics), {one.claim.name: one for one in check_claims(metrics)}
    rows = verdicts(metrics).reset_index().to_dict("records")
    reconciled = reconcile(metrics)
    return {
        "as_of": str(metrics.as_of),
        "figures": len(metrics.history),
        "sources": len(metrics.known_sources),
        "claims": [_claim(findings, row, checked[row["claim"]]) for row in rows],
        "reconciled": len(reconciled),
        "mismatches": [_mismatch(one) for one in reconciled if not one.is_met],
        "conflicts": [
            {"one": _figure(metrics.figure(row.one)), "other": _figure(metrics.figure(row.other))}
            for row in vintages.conflicts(metrics.history).itertuples()
        ],
    }


def _claim(findings: Findings, row: dict[str, Any], checked: Checked) -> dict[str, Any]:
    told = {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
    lists = {name: [one for one in row[name].split(", ") if one] for name in ("slips", "reasons")}
    return {**told, **lists, "why": str(why(findings, checked)), "acknowledged": dict(checked.claim.acknowledged)}


def _mismatch(one: Reconciled) -> dict[str, Any]:
    following = {"following_low": float(one.following.low), "following_high": float(one.following.high)}
    return {
        "rule": one.rule,
        "stated": _figure(one.stated),
        **following,
        "others": [_figure(other) for other in one.others],
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
    }


def _derived(found: Effects) -> Iterator[tuple[str, str, str]]:
    """The statements that are not told the same after: changes, and verdicts on claims."""
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            yield _span(change.after), before, after
    for verdict in found.verdicts:
        yield f"claim {verdict.after.claim.name}", _verdict(verdict.before), _verdict(verdict.after)


def _findings(metrics: Metrics) -> Findings:
    """The sentences in English, on all years that there are figures for."""
    first, last = metrics.span
    return Findings(metrics, words("en"), last, first)


def _about(figure: Figure) -> str:
    return " ".join(filter(None, (figure.metric, figure.service, str(figure.period))))


def _span(change: Change) -> str:
    return f"{_about(change.old)} to {change.new.period}"


def _print(figure: Figure) -> str:
    return figure.as_printed or f"{_plain(float(figure.value))} (the sum of {len(figure.parts)} figures)"


def _change(change: Change) -> str:
    unit = "%" if change.unit == "percent" else "points"
    return f"{_bounds(float(change.interval.low), float(change.interval.high), '.1f', sign='+')} {unit}"


def _verdict(checked: Checked) -> str:
    return checked.verdict.replace("_", " ")


def _borne(unit: str, low: float, high: float) -> str:
    """What the figures bear out, in the unit of the claim; nothing where they bear out nothing."""
    if unit == RANK:
        return _place(low, high)
    if not isfinite(low):
        return ""
    if unit in ("percent", "points"):
        return _bounds(low, high, ".1f", sign="+")
    return _bounds(low, high, ".2f" if unit == "times" else ".0f")


def _bounds(low: float, high: float, digits: str, *, sign: str = "") -> str:
    """Bounds rounded outwards to the digits of a format; one number where they are the same."""
    scale = 10 ** int(digits[1])
    ends = floor(round(low * scale, 6)) / scale, ceil(round(high * scale, 6)) / scale
    return " to ".join(dict.fromkeys(f"{end:{sign},{digits}}" for end in ends))


def _place(best: float, worst: float) -> str:
    """The places that are possible; nothing where there is none."""
    return "" if isnan(best) else f"{best:.0f} or lower" if isnan(worst) else f"{best:.0f} to {worst:.0f}"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.10g}"


def _signed(percent: float) -> str:
    """A change in percent to one decimal with its sign, halves away from zero; nothing where the base was zero."""
    return f"{Decimal(repr(percent)).quantize(Decimal('0.1'), ROUND_HALF_UP):+}" if isfinite(percent) else ""
