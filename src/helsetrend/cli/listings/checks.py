"""What `check` prints: tables in English for a terminal or a pipe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor, isfinite, isnan
from typing import Any

from rich.table import Table

from helsetrend.analysis import (
    Checked,
    Jump,
    Reconciled,
    Slip,
    Unreconciled,
    Vintage,
    bridge_over,
    check_claims,
    compare_sums,
    jumps,
    slips_of_claims,
    unreconciled,
    verdicts,
)
from helsetrend.cli.listings.cells import bounded, series_name
from helsetrend.cli.listings.tables import add_row, add_rows, plain_table
from helsetrend.errors import alike, line_of, printable
from helsetrend.published import RANK, SERVICE_SEPARATOR, conflicts, differences
from helsetrend.report import Labels, why
from helsetrend.report.presentation import words
from helsetrend.values import Period

AS_JSON = "--json shows all"


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
            yield f"{checked.claim.name}: {why(labels, checked, likeliest_slip(vintage, checked))}"


def passed_over(vintage: Vintage) -> Iterator[str]:
    """Yield a line for each note beside a table that was passed over, and what was read of tables as published."""
    notes = [note._replace(expected="") for note in vintage.published.notes]
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
    counts = check_counts(vintage, compared)
    add_rows(table, unmade_checks(vintage, compared), lambda unmade: list(unmade.values()), rest=AS_JSON)
    made = " and ".join(
        f"{count['made']} of {count['made'] + count['not_made']} {what}" for what, count in counts.items()
    )
    table.title = f"checks made: {made}"
    return table


def conflicts_listing(vintage: Vintage) -> Table:
    """Return a table with a row for each pair of figures published at one time that cannot both be true."""
    table = plain_table("metric", "period", "one", "source", "other", "source")
    count = add_rows(table, conflicts(vintage.rows).itertuples(), partial(_conflict_row, vintage), rest=AS_JSON)
    table.title = f"conflicts between sources of one time: {count}"
    return table


def differences_from_other_publishers(vintage: Vintage) -> Table:
    """Return a table of the figures in force with one of another producer, or a second-hand one, that differs."""
    table = plain_table("metric", "period", "in force", "source", "other", "source", "which is")
    count = add_rows(table, differences(vintage.rows).itertuples(), partial(_difference_row, vintage), rest=AS_JSON)
    table.title = f"figures of other publishers that do not agree with those in force: {count}"
    return table


def jumps_listing(vintage: Vintage) -> Table:
    """Return a table with a row for each figure that jumps, and those it jumps from; the title counts them."""
    table = plain_table("metric", "period", "as printed", "at least", "beside", "source")
    count = add_rows(table, jumps(vintage), _jump_row, rest=AS_JSON)
    table.title = f"figures that jump, which can be right and should be looked at: {count}"
    return table


def check_counts(vintage: Vintage, compared: Comparisons) -> dict[str, dict[str, int]]:
    """Return how many claims were checked, and how many figures against those that they follow from, and not."""
    claims = check_claims(vintage)
    unmade = sum(checked.verdict == "cannot_be_checked" for checked in claims)
    return {
        "claims": {"made": len(claims) - unmade, "not_made": unmade},
        "comparisons of figures": {"made": compared.count, "not_made": len(compared.unmade)},
    }


def unmade_checks(vintage: Vintage, compared: Comparisons) -> Iterator[dict[str, str]]:
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
        yield _as_unmade(unmade.rule, series_name(stated), str(stated.period), stated.as_printed, why_not)
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
    following = bounded(float(low), float(high), ".0f" if is_whole else ".2f")
    sources = ", ".join(mismatch.sources)
    return series_name(stated), stated.period.name, stated.as_printed, mismatch.rule, following, sources


def _jump_row(jump: Jump) -> Sequence[str]:
    figure = jump.figure
    times = f"{floor(jump.times):,} times as {'large' if jump.is_larger else 'small'}"
    others = "; ".join(f"{other.period}: {other.as_printed} ({other.source})" for other in jump.others)
    return series_name(figure), str(figure.period), figure.as_printed, times, others, figure.source


def _conflict_row(vintage: Vintage, row: Any) -> Sequence[str]:
    first, second = vintage.figure(row.one), vintage.figure(row.other)
    return series_name(row), first.period.name, first.as_printed, first.source, second.as_printed, second.source


def _difference_row(vintage: Vintage, row: Any) -> Sequence[str]:
    current, other = vintage.figure(row.one), vintage.figure(row.other)
    hand = "second-hand" if other.is_second_hand else "another producer's"
    return series_name(row), row.period, current.as_printed, current.source, other.as_printed, other.source, hand


def likeliest_slip(vintage: Vintage, checked: Checked) -> Slip | None:
    """Return the slip that would best explain a claim that is not true, if one would."""
    return next(iter(slips_of_claims(vintage)[checked.claim.name]), None)


def _name(period: str) -> str:
    """Return the name of the period in a cell of a table, which may be empty."""
    return Period.parse(period).name if period else ""


def _result(unit: str, low: float, high: float) -> str:
    """Return what follows from the figures, in the unit of the claim; empty if nothing follows."""
    if unit == RANK:
        return _place(low, high)
    if not isfinite(low):
        return ""
    if unit in ("percent", "points"):
        return bounded(low, high, ".1f", sign="+")
    return bounded(low, high, ".2f" if unit == "times" else ".0f")


def _place(best: float, worst: float) -> str:
    """Return the possible places of a rank; empty if there is none."""
    return "" if isnan(best) else f"{best:.0f} or lower" if isnan(worst) else f"{best:.0f} to {worst:.0f}"
