"""What `revisions` and `diff` print: the figures that changed, and the statements that changed with them."""

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd
from rich.table import Table

from helsetrend.analysis import (
    MORE_PRECISE,
    Change,
    Checked,
    Correction,
    Effects,
    Vintage,
    correction_of,
    correction_rows,
    effects_of_revisions,
)
from helsetrend.cli.listings.cells import bounded, label_of, plain, print_of, series_name, signed
from helsetrend.cli.listings.tables import MOST_ROWS, add_rows, plain_table

HOW = {
    "revised": "revised",
    "more_precise": "more precise",
    "given_anew": "given anew",
    "conflicts": "sources disagree",
    "first_hand": "first-hand now",
    "other_producer": "another producer's",
}
"""What became of a figure, by the kind of its `FigureEffect`."""

LATER = "two later dates show fewer"


def revisions_listing(vintage: Vintage, *, metric: str | None, since: date | None, until: date | None) -> list[Table]:
    """Return a table of the revisions published between two days and, if there are any, one of the statements changed.

    Both days are included; None stands for no limit.
    """
    table = plain_table("metric", "period", "was", "is", "difference", "percent", "published", "sources", "reason")
    derived = plain_table("revision", "statement", "before", "after")
    rows = correction_rows(vintage)
    first, last = (pd.Timestamp(day or limit) for day, limit in ((since, date.min), (until, date.max)))
    rows = rows[rows["kind"].ne(MORE_PRECISE) & rows["published_date"].between(first, last)]
    rows = rows if metric is None else rows[rows["metric"].eq(metric)]
    rest = "a metric, --from and --to show fewer"
    add_rows(table, rows.itertuples(), lambda row: _revision_row(correction_of(vintage, row)), rest=rest)
    shown = rows[:MOST_ROWS]
    revised = shown.index[shown["kind"].eq("revised")]
    changed = (
        (label_of(figure), *statement)
        for figure, effects in effects_of_revisions(vintage, revised)
        for *statement, _ in _derived(effects)
    )
    add_rows(derived, changed, rest=rest)
    return [table, *([derived] if derived.row_count else [])]


def differences_listing(found: Effects) -> list[Table]:
    """Return a table of what is no longer true on the later of two dates of knowledge, and one of what was added."""
    unlearned = plain_table("no longer so", "was", "is", "how")
    learned = plain_table("known since", "figure")
    add_rows(unlearned, _unlearned(found), rest=LATER)
    new = ((label_of(figure.after), print_of(figure.after)) for figure in found.figures if figure.before is None)
    add_rows(learned, new, rest=LATER)
    return [table for table in (unlearned, learned) if table.row_count]


def _revision_row(correction: Correction) -> Sequence[str]:
    old, new = correction.old, correction.new
    change = float(new.value - old.value) if old else 0.0
    return (
        series_name(new),
        new.period.name,
        print_of(old) if old else "not known",
        new.as_printed,
        plain(change) if old else "",
        signed(100 * change / float(old.value)) if old and old.value else "",
        str(new.published),
        ", ".join(dict.fromkeys([*(old.sources if old else []), new.source])),
        new.revision.get("en") or next(iter(new.revision.values()), "") or "none published",
    )


def _unlearned(found: Effects) -> Iterator[Sequence[str]]:
    for figure in found.figures:
        if figure.before:
            now = " and ".join(map(print_of, (figure.after, *figure.disputed)))
            yield label_of(figure.after), print_of(figure.before), now, HOW[figure.kind]
    yield from _derived(found)


def _derived(found: Effects) -> Iterator[tuple[str, str, str, str]]:
    """Yield the statements that figures changed: changes over time and verdicts on claims, before, after, and how."""
    for change in found.changes:
        before, after = _change(change.before), _change(change.after)
        if before != after:
            yield _span(change.after), before, after, "overturned" if change.is_overturned else "bounds moved"
    for verdict in found.verdicts:
        claim = f"claim {verdict.after.claim.name}"
        yield claim, _verdict(verdict.before), _verdict(verdict.after), "judged anew"


def _span(change: Change) -> str:
    return f"{label_of(change.old)} to {change.new.period.name}"


def _change(change: Change) -> str:
    unit = "%" if change.unit == "percent" else "points"
    return f"{bounded(float(change.interval.low), float(change.interval.high), '.1f', sign='+')} {unit}"


def _verdict(checked: Checked) -> str:
    return checked.verdict.replace("_", " ")
