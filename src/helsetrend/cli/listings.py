"""What the command shows of the data: tables for a terminal or a pipe, in English, and the same as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, isfinite, isnan
from typing import Any

from rich.table import Table

from helsetrend.analysis import (
    Change,
    Checked,
    Effects,
    Reconciled,
    Slip,
    Vintage,
    check_claims,
    effects_of_revisions,
    find_slips,
    reconciled,
    verdicts,
)
from helsetrend.cli.plain_table import MOST_ROWS, add_row, add_rows, plain_table
from helsetrend.published import RANK, Figure, conflicts, revisions
from helsetrend.report import Labels, why
from helsetrend.report.presentation import words

AS_JSON = "--json gives all"
LATER = "two later dates show fewer"


def claims_listing(vintage: Vintage) -> Table:
    """One row a claim: what is said about what, the verdict, and what the figures give."""
    table = plain_table("claim", "metric", "from", "to", "as printed", "verdict", "figures give")
    for row in verdicts(vintage).itertuples():
        known = " (acknowledged)" if row.verdict == "contradicts" and row.is_acknowledged else ""
        verdict = row.verdict.replace("_", " ") + known
        derived = _result(row.unit, row.borne_low, row.borne_high)
        about = " ".join(
            filter(None, (row.metric, row.service, row.of_metric and f"of {row.of_metric}", row.of_service))
        )
        add_row(
            table, row.Index, about, row.from_period, row.to_period, row.as_printed, verdict, derived or row.reasons
        )
    table.title = f"claims: {table.row_count}"
    return table


def contradictions(vintage: Vintage) -> Iterator[str]:
    """For each contradicted claim: what the figures give, what would have to be true, what would explain it."""
    labels = Labels(vintage.published, words("en"))
    for checked in check_claims(vintage):
        if checked.verdict == "contradicts":
            yield f"{checked.claim.name}: {why(labels, checked, _likeliest_slip(vintage, checked))}"


def mismatches_listing(vintage: Vintage) -> Table:
    """One row a figure that does not agree with those that it follows from; the title tells of how many."""
    table = plain_table("metric", "period", "as printed", "by rule", "would follow", "source")
    wrong, count = _mismatches(vintage)
    add_rows(table, map(_mismatch_row, wrong), rest=AS_JSON)
    table.title = f"figures that do not agree with those that they follow from: {len(wrong)} of {count}"
    return table


def conflicts_listing(vintage: Vintage) -> Table:
    """One row a pair of figures of one time that cannot both hold."""
    table = plain_table("metric", "period", "one", "source", "other", "source")
    count = add_rows(table, _conflict_rows(vintage), rest=AS_JSON)
    table.title = f"conflicts between sources of one time: {count}"
    return table


def revisions_listing(vintage: Vintage, *, metric: str | None, since: date | None, until: date | None) -> list[Table]:
    """One row a revision published between two days; and below, one a statement that changed with one that is shown."""
    table = plain_table("metric", "period", "was", "is", "difference", "percent", "published", "sources", "reason")
    derived = plain_table("revision", "statement", "before", "after")
    found = revisions(vintage.history)
    days = found["new_published_date"].dt.date
    found = found[
        (days >= (since or date.min)) & (days <= (until or date.max)) & (found["metric"].eq(metric) | (not metric))
    ]
    rest = "a metric, --from and --to show fewer"
    add_rows(table, (_revision_row(vintage, row) for row in found.itertuples()), rest=rest)
    changed = (
        (_about(figure), *statement)
        for figure, effects in effects_of_revisions(vintage, found["new_row"].head(MOST_ROWS))
        for statement in _derived(effects)
    )
    add_rows(derived, changed, rest=rest)
    return [table, *([derived] if derived.row_count else [])]


def differences_listing(found: Effects) -> list[Table]:
    """What no longer stands, and what is known besides, in the later of two states of knowledge."""
    unlearned = plain_table("no longer so", "was", "is", "how")
    learned = plain_table("known since", "figure")
    add_rows(unlearned, _unlearned(found), rest=LATER)
    new = ((_about(one.after), _print(one.after)) for one in found.figures if one.before is None)
    add_rows(learned, new, rest=LATER)
    return [table for table in (unlearned, learned) if table.row_count]


def _mismatches(vintage: Vintage) -> tuple[list[Reconciled], int]:
    """What does not reconcile, and of how many; what does is not kept."""
    wrong, met = [], 0
    for one in reconciled(vintage):
        if one.is_met:
            met += 1
        else:
            wrong.append(one)
    return wrong, met + len(wrong)


def _mismatch_row(one: Reconciled) -> Sequence[str]:
    stated, low, high = one.stated, one.following.low, one.following.high
    is_whole = stated.unit != "percent" and low.denominator == high.denominator == 1
    following = _bounds(float(low), float(high), ".0f" if is_whole else ".2f")
    about = f"{stated.metric} {stated.service}".strip()
    return about, str(stated.period), stated.as_printed, one.rule, following, ", ".join(one.sources)


def _conflict_rows(vintage: Vintage) -> Iterator[Sequence[str]]:
    for row in conflicts(vintage.history).itertuples():
        one, other = vintage.figure(row.one), vintage.figure(row.other)
        about = f"{row.metric} {row.service}".strip()
        yield about, row.period, one.as_printed, one.source, other.as_printed, other.source


def _revision_row(vintage: Vintage, row: Any) -> Sequence[str]:
    return (
        f"{row.metric} {row.service}".strip(),
        row.period,
        row.old_as_printed,
        row.new_as_printed,
        _plain(row.change_value),
        _signed(row.change_percent),
        str(row.new_published_date.date()),
        f"{row.old_source}, {row.new_source}",
        vintage.figure(row.new_row).revision["en"] or "none published",
    )


def _unlearned(found: Effects) -> Iterator[Sequence[str]]:
    for one in found.figures:
        if one.before:
            how = "revised" if one.is_revised else "more precise"
            yield _about(one.after), _print(one.before), _print(one.after), how
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            yield _span(change.after), before, after, "overturned" if change.is_overturned else "bounds moved"
    for verdict in found.verdicts:
        claim = f"claim {verdict.after.claim.name}"
        yield claim, _verdict(verdict.before), _verdict(verdict.after), "judged anew"


def check_as_json(vintage: Vintage) -> dict[str, Any]:
    """All that `check` finds: the claims as `verdicts` gives them, figures that do not reconcile, conflicts."""
    labels = Labels(vintage.published, words("en"))
    whys = {
        checked.claim.name: (checked, str(why(labels, checked, _likeliest_slip(vintage, checked))))
        for checked in check_claims(vintage)
    }
    rows = verdicts(vintage).reset_index().to_dict("records")
    wrong, count = _mismatches(vintage)
    return {
        "as_of": str(vintage.as_of),
        "figures": len(vintage.history),
        "sources": len(vintage.known_sources),
        "claims": [_claim(row, *whys[row["claim"]]) for row in rows],
        "reconciled": count,
        "mismatches": [_mismatch(one) for one in wrong],
        "conflicts": [
            {"one": _figure(vintage.figure(row.one)), "other": _figure(vintage.figure(row.other))}
            for row in conflicts(vintage.history).itertuples()
        ],
    }


def _claim(row: dict[str, Any], checked: Checked, explanation: str) -> dict[str, Any]:
    told = {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
    lists = {name: [one for one in row[name].split(", ") if one] for name in ("slips", "reasons")}
    return {**told, **lists, "why": explanation, "acknowledged": dict(checked.claim.acknowledged)}


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


def _likeliest_slip(vintage: Vintage, checked: Checked) -> Slip | None:
    return next(iter(find_slips(vintage, checked)), None)


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


def _result(unit: str, low: float, high: float) -> str:
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
