"""What the commands print about the data: tables in English for a terminal or a pipe, and the same as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from math import ceil, floor, isfinite, isnan
from typing import Any

from rich.table import Table

from helsetrend.analysis import (
    Change,
    Checked,
    Correction,
    Effects,
    Jump,
    Reconciled,
    Slip,
    Unreconciled,
    Vintage,
    bridge_over,
    check_claims,
    compare_sums,
    corrections,
    effects_of_revisions,
    jumps,
    slips_of_claims,
    unreconciled,
    verdicts,
)
from helsetrend.cli.plain_table import MOST_ROWS, add_row, add_rows, plain_table
from helsetrend.errors import alike, line_of, printable
from helsetrend.published import RANK, SERVICE_SEPARATOR, Figure, conflicts, differences
from helsetrend.report import Labels, why
from helsetrend.report.presentation import words
from helsetrend.values import Period

HOW = {
    "revised": "revised",
    "more_precise": "more precise",
    "given_anew": "given anew",
    "conflicts": "sources disagree",
    "first_hand": "first-hand now",
    "other_producer": "another producer's",
}
"""What became of a figure, by the kind of its `FigureEffect`."""

AS_JSON = "--json shows all"
LATER = "two later dates show fewer"


def claims_listing(vintage: Vintage) -> Table:
    """Return a table with a row for each claim: what it says, the verdict, and what follows from the figures."""
    table = plain_table("claim", "metric", "from", "to", "as printed", "when made", "today", "figures give")
    for row in verdicts(vintage).itertuples():
        known = " (acknowledged)" if row.verdict == "contradicts" and row.is_acknowledged else ""
        when_made, verdict = row.verdict_when_made.replace("_", " "), row.verdict.replace("_", " ") + known
        derived = _result(row.unit, row.borne_low, row.borne_high)
        about = " ".join(
            filter(None, (row.metric, row.service, row.of_metric and f"of {row.of_metric}", row.of_service))
        )
        bridged = _result(row.unit, row.bridged_low, row.bridged_high)
        over_bridge = f"over the bridge {bridged}: {row.bridged_agreement}" if bridged else ""
        cautions = row.cautions and f"but {row.cautions}"
        follows = "; ".join(filter(None, (derived or row.reasons, cautions, over_bridge)))
        periods = _name(row.from_period), _name(row.to_period)
        add_row(table, row.Index, about, *periods, row.as_printed, when_made, verdict, follows)
    table.title = f"claims: {table.row_count}"
    return table


def contradictions(vintage: Vintage) -> Iterator[str]:
    """Yield for each claim that is not true what follows from the figures, what it needs, and what would explain it."""
    labels = Labels(vintage.published, words(vintage.catalogue.main_language))
    for checked in check_claims(vintage):
        if checked.verdict in ("contradicts", "outdated"):
            yield f"{checked.claim.name}: {why(labels, checked, _likeliest_slip(vintage, checked))}"


def passed_over(vintage: Vintage) -> Iterator[str]:
    """Yield a line for each note beside a table that was passed over, and what was read of tables as published."""
    notes = [replace(note, expected="") for note in vintage.published.notes]
    yield from map(printable, vintage.published.messages)
    yield from (f"passed over below the table: {line_of(group)}" for group in alike(notes))


def release_notes(vintage: Vintage) -> Iterator[str]:
    """Yield what a release needs and the data do not say, and the date of the next publication if it is over."""
    catalogue = vintage.catalogue
    if catalogue.not_filled_in:
        yield f"not filled in in metrics.toml, and left out of the report: {', '.join(catalogue.not_filled_in)}"
    coming = catalogue.release.next_publication
    if coming and coming.last < vintage.published.today:
        yield f"over, and left out of newer reports: release.next_publication = {str(coming)!r} in metrics.toml"


@dataclass(frozen=True)
class Comparisons:
    """The figures that were compared with those they follow from: which are `wrong`, how many, and which were not."""

    wrong: Sequence[Reconciled]
    count: int
    unmade: Sequence[Unreconciled]


def comparisons(vintage: Vintage) -> Comparisons:
    """Compare the figures known on a date with those they follow from."""
    return Comparisons(*compare_sums(vintage), unreconciled(vintage))


def mismatches_listing(compared: Comparisons) -> Table:
    """Return a table of the figures that do not agree with those they follow from; the title counts them."""
    table = plain_table("metric", "period", "as printed", "by rule", "would follow", "source")
    add_rows(table, compared.wrong, _mismatch_row, rest=AS_JSON)
    table.title = (
        f"figures that do not agree with those that they follow from: {len(compared.wrong)} of {compared.count}"
    )
    return table


def unmade_listing(vintage: Vintage, compared: Comparisons) -> Table:
    """Return a table of the checks that could not be made, with the reasons; the title counts these and the others."""
    table = plain_table("check", "metric", "period", "as printed", "why not")
    counts = _check_counts(vintage, compared)
    add_rows(table, _unmade(vintage, compared), lambda unmade: list(unmade.values()), rest=AS_JSON)
    made = " and ".join(
        f"{count['made']} of {count['made'] + count['not_made']} {what}" for what, count in counts.items()
    )
    table.title = f"checks made: {made}"
    return table


def conflicts_listing(vintage: Vintage) -> Table:
    """Return a table with a row for each pair of figures published at one time that cannot both be true."""
    table = plain_table("metric", "period", "one", "source", "other", "source")
    count = add_rows(table, conflicts(vintage.history).itertuples(), partial(_conflict_row, vintage), rest=AS_JSON)
    table.title = f"conflicts between sources of one time: {count}"
    return table


def differences_from_other_publishers(vintage: Vintage) -> Table:
    """Return a table of the figures in force with one of another producer, or a second-hand one, that differs."""
    table = plain_table("metric", "period", "in force", "source", "other", "source", "which is")
    count = add_rows(table, differences(vintage.history).itertuples(), partial(_difference_row, vintage), rest=AS_JSON)
    table.title = f"figures of other publishers that do not agree with those in force: {count}"
    return table


def jumps_listing(vintage: Vintage) -> Table:
    """Return a table with a row for each figure that jumps, and those it jumps from; the title counts them."""
    table = plain_table("metric", "period", "as printed", "at least", "beside", "source")
    count = add_rows(table, jumps(vintage), _jump_row, rest=AS_JSON)
    table.title = f"figures that jump, which can be right and should be looked at: {count}"
    return table


def revisions_listing(vintage: Vintage, *, metric: str | None, since: date | None, until: date | None) -> list[Table]:
    """Return a table of the revisions published between two days and, if there are any, one of the statements changed.

    Both days are included; None stands for no limit.
    """
    table = plain_table("metric", "period", "was", "is", "difference", "percent", "published", "sources", "reason")
    derived = plain_table("revision", "statement", "before", "after")
    found = [
        correction
        for correction in corrections(vintage)
        if correction.is_corrected
        and (since or date.min) <= correction.new.published <= (until or date.max)
        and metric in (None, correction.new.metric)
    ]
    rest = "a metric, --from and --to show fewer"
    add_rows(table, found, _revision_row, rest=rest)
    rows = [correction.new.row for correction in found[:MOST_ROWS] if correction.kind == "revised"]
    changed = (
        (_about(figure), *statement)
        for figure, effects in effects_of_revisions(vintage, rows)
        for statement in _derived(effects)
    )
    add_rows(derived, changed, rest=rest)
    return [table, *([derived] if derived.row_count else [])]


def differences_listing(found: Effects) -> list[Table]:
    """Return a table of what is no longer true on the later of two dates of knowledge, and one of what was added."""
    unlearned = plain_table("no longer so", "was", "is", "how")
    learned = plain_table("known since", "figure")
    add_rows(unlearned, _unlearned(found), rest=LATER)
    new = ((_about(figure.after), _print(figure.after)) for figure in found.figures if figure.before is None)
    add_rows(learned, new, rest=LATER)
    return [table for table in (unlearned, learned) if table.row_count]


def _check_counts(vintage: Vintage, compared: Comparisons) -> dict[str, dict[str, int]]:
    """Return how many claims were checked, and how many figures against those that they follow from, and not."""
    claims = check_claims(vintage)
    unmade = sum(checked.verdict == "cannot_be_checked" for checked in claims)
    return {
        "claims": {"made": len(claims) - unmade, "not_made": unmade},
        "comparisons of figures": {"made": compared.count, "not_made": len(compared.unmade)},
    }


def _unmade(vintage: Vintage, compared: Comparisons) -> Iterator[dict[str, str]]:
    """Yield each check that could not be made: a claim, a rule or a bridge, what it is about, and why not."""
    language = words(vintage.catalogue.main_language)
    for checked in check_claims(vintage):
        claim = checked.claim
        if checked.verdict == "cannot_be_checked":
            about = f"{claim.metric} {SERVICE_SEPARATOR.join(claim.services)}".strip()
            why_not = language.reasons(checked.reasons)
            yield _as_unmade(f"claim {claim.name}", about, str(claim.to_period), claim.as_printed, why_not)
    for unmade in compared.unmade:
        stated = unmade.stated
        missing = (f"no figure for {metric} {service}".strip() for metric, service, _ in unmade.missing)
        why_not = ", ".join(missing) or language.reasons(unmade.reasons)
        about = f"{stated.metric} {stated.service}".strip()
        yield _as_unmade(unmade.rule, about, str(stated.period), stated.as_printed, why_not)
    for metric in vintage.catalogue.metrics:
        for service, found, overlap in vintage.catalogue.bridges(metric):
            if bridge_over(vintage, found, metric, service) is None:
                sides = vintage.catalogue.sides(overlap, metric, service)
                old, new = (":".join(filter(None, side)) for side in sides)
                why_not = (
                    f"{old} (above zero) and {new} do not have figures for the same periods of all {overlap.months}"
                )
                yield _as_unmade("bridge", f"{metric} {service}".strip(), str(found.at), "", why_not)


def _as_unmade(check: str, metric: str, period: str, as_printed: str, why_not: str) -> dict[str, str]:
    return {"check": check, "metric": metric, "period": period, "as_printed": as_printed, "why": why_not}


def _mismatch_row(mismatch: Reconciled) -> Sequence[str]:
    stated, low, high = mismatch.stated, mismatch.following.low, mismatch.following.high
    is_whole = stated.unit != "percent" and low.denominator == high.denominator == 1
    following = _bounds(float(low), float(high), ".0f" if is_whole else ".2f")
    about = f"{stated.metric} {stated.service}".strip()
    return about, stated.period.name, stated.as_printed, mismatch.rule, following, ", ".join(mismatch.sources)


def _jump_row(jump: Jump) -> Sequence[str]:
    figure = jump.figure
    times = f"{floor(jump.times):,} times as {'large' if jump.is_larger else 'small'}"
    others = "; ".join(f"{other.period}: {other.as_printed} ({other.source})" for other in jump.others)
    about = f"{figure.metric} {figure.service}".strip()
    return about, str(figure.period), figure.as_printed, times, others, figure.source


def _conflict_row(vintage: Vintage, row: Any) -> Sequence[str]:
    first, second = vintage.figure(row.one), vintage.figure(row.other)
    about = f"{row.metric} {row.service}".strip()
    return about, first.period.name, first.as_printed, first.source, second.as_printed, second.source


def _difference_row(vintage: Vintage, row: Any) -> Sequence[str]:
    one, other = vintage.figure(row.one), vintage.figure(row.other)
    about = f"{row.metric} {row.service}".strip()
    hand = "second-hand" if other.is_second_hand else "another producer's"
    return about, row.period, one.as_printed, one.source, other.as_printed, other.source, hand


def _revision_row(correction: Correction) -> Sequence[str]:
    old, new = correction.old, correction.new
    change = float(new.value - old.value) if old else 0.0
    return (
        f"{new.metric} {new.service}".strip(),
        new.period.name,
        _print(old) if old else "not known",
        new.as_printed,
        _plain(change) if old else "",
        _signed(100 * change / float(old.value)) if old and old.value else "",
        str(new.published),
        ", ".join(dict.fromkeys([*(old.sources if old else []), new.source])),
        new.revision.get("en") or next(iter(new.revision.values()), "") or "none published",
    )


def _unlearned(found: Effects) -> Iterator[Sequence[str]]:
    for figure in found.figures:
        if figure.before:
            now = " and ".join(map(_print, (figure.after, *figure.disputed)))
            yield _about(figure.after), _print(figure.before), now, HOW[figure.kind]
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            yield _span(change.after), before, after, "overturned" if change.is_overturned else "bounds moved"
    for verdict in found.verdicts:
        claim = f"claim {verdict.after.claim.name}"
        yield claim, _verdict(verdict.before), _verdict(verdict.after), "judged anew"


def check_as_json(vintage: Vintage) -> dict[str, Any]:
    """Return all that `check` finds: rows of `verdicts`, what does not reconcile, conflicts, differences, jumps."""
    labels = Labels(vintage.published, words(vintage.catalogue.main_language))
    whys = {
        checked.claim.name: (checked, str(why(labels, checked, _likeliest_slip(vintage, checked))))
        for checked in check_claims(vintage)
    }
    rows = verdicts(vintage).reset_index().to_dict("records")
    compared = comparisons(vintage)
    return {
        "as_of": str(vintage.as_of),
        "figures": len(vintage.history),
        "sources": len(vintage.known_sources),
        "claims": [_claim(row, *whys[row["claim"]]) for row in rows],
        "checks": _check_counts(vintage, compared),
        "not_made": list(_unmade(vintage, compared)),
        "reconciled": compared.count,
        "mismatches": [_mismatch(mismatch) for mismatch in compared.wrong],
        "conflicts": [
            {"one": _figure(vintage.figure(row.one)), "other": _figure(vintage.figure(row.other))}
            for row in conflicts(vintage.history).itertuples()
        ],
        "differences": [
            {"in_force": _figure(vintage.figure(row.one)), "other": _figure(vintage.figure(row.other))}
            for row in differences(vintage.history).itertuples()
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


def _derived(found: Effects) -> Iterator[tuple[str, str, str]]:
    """Yield the statements that a revision changed: changes over time, and verdicts on claims."""
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            yield _span(change.after), before, after
    for verdict in found.verdicts:
        yield f"claim {verdict.after.claim.name}", _verdict(verdict.before), _verdict(verdict.after)


def _likeliest_slip(vintage: Vintage, checked: Checked) -> Slip | None:
    return next(iter(slips_of_claims(vintage)[checked.claim.name]), None)


def _name(period: str) -> str:
    """Return the name of the period in a cell of a table, which may be empty."""
    return Period.parse(period).name if period else ""


def _about(figure: Figure) -> str:
    return " ".join(filter(None, (figure.metric, figure.service, figure.period.name)))


def _span(change: Change) -> str:
    return f"{_about(change.old)} to {change.new.period.name}"


def _print(figure: Figure) -> str:
    return figure.as_printed or f"{_plain(float(figure.value))} (the sum of {len(figure.parts)} figures)"


def _change(change: Change) -> str:
    unit = "%" if change.unit == "percent" else "points"
    return f"{_bounds(float(change.interval.low), float(change.interval.high), '.1f', sign='+')} {unit}"


def _verdict(checked: Checked) -> str:
    return checked.verdict.replace("_", " ")


def _result(unit: str, low: float, high: float) -> str:
    """Return what follows from the figures, in the unit of the claim; empty if nothing follows."""
    if unit == RANK:
        return _place(low, high)
    if not isfinite(low):
        return ""
    if unit in ("percent", "points"):
        return _bounds(low, high, ".1f", sign="+")
    return _bounds(low, high, ".2f" if unit == "times" else ".0f")


def _bounds(low: float, high: float, digits: str, *, sign: str = "") -> str:
    """Return bounds rounded outwards to the digits of a format; one number if they are equal."""
    scale = 10 ** int(digits[1])
    ends = floor(round(low * scale, 6)) / scale, ceil(round(high * scale, 6)) / scale
    return " to ".join(dict.fromkeys(f"{end:{sign},{digits}}" for end in ends))


def _place(best: float, worst: float) -> str:
    """Return the possible places of a rank; empty if there is none."""
    return "" if isnan(best) else f"{best:.0f} or lower" if isnan(worst) else f"{best:.0f} to {worst:.0f}"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.10g}"


def _signed(percent: float) -> str:
    """Return a change in percent to one decimal with its sign, halves away from zero; empty if the base was zero."""
    return f"{Decimal(repr(percent)).quantize(Decimal('0.1'), ROUND_HALF_UP):+}" if isfinite(percent) else ""
