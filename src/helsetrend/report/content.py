"""The content of a yearly report: what it is about and what the data say, as values, the same in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pandas as pd

from helsetrend.analysis import (
    Change,
    Checked,
    Discrepancy,
    NotComparable,
    Observation,
    Reconciled,
    Slip,
    Vintage,
    check_claim,
    compare,
    discrepancies,
    find_slips,
    known_claims,
    reconcile,
    same_months,
    vintage_on,
)
from helsetrend.events import Counts
from helsetrend.published import Figure, Published, conflicts, refinements, revisions
from helsetrend.values import Period

Series = tuple[str, str]
"""A metric and one of its services; for a metric without services the service is empty."""


@dataclass(frozen=True)
class Revision:
    """A figure that a newer one replaced: by revising it, or by making it more precise."""

    old: Figure
    new: Figure
    is_refinement: bool


@dataclass(frozen=True)
class Scope:
    """The span of years that a report or a view looks at, and what was known of them on a date."""

    vintage: Vintage
    year: int
    first_year: int

    @property
    def years(self) -> range:
        """The years from the first to the last."""
        return range(self.first_year, self.year + 1)

    @property
    def span(self) -> Period:
        """The years as one period."""
        return Period(Period.of_year(self.first_year).first, Period.of_year(self.year).last)

    def change(self, metric: str, service: str = "", *, since: int | None = None) -> Change | NotComparable:
        """Return the comparison of the year with the year before, or with `since`.

        Where only some months of the year are published, they are compared with the same months of the year before.
        """
        comparison = compare(self.vintage, metric, self.year - 1 if since is None else since, self.year, service)
        if since is None and isinstance(comparison, NotComparable) and comparison.new.figure is None:
            return same_months(self.vintage, metric, self.year - 1, self.year, service) or comparison
        return comparison


@dataclass(frozen=True, kw_only=True)
class Content(Scope):
    """The content of one yearly report: its series, and what follows from the data about their years.

    `counts` is what was counted from event logs, whenever that was. `series` are those of the report in its order;
    `headlines` the metrics that its main points are about. `gaps` are the missing figures (before a launch nothing is
    missing), `conflicts` pairs of figures on which sources disagree, `slips` the likeliest explanation of a
    contradicted claim by its name, `rows` the rows of figures.csv that the report cites or leads to.
    """

    counts: Counts
    metrics: tuple[str, ...]
    headlines: tuple[str, ...]
    series: tuple[Series, ...]
    gaps: tuple[Observation, ...]
    revisions: tuple[Revision, ...]
    conflicts: tuple[tuple[Figure, Figure], ...]
    mismatches: tuple[Reconciled, ...]
    claims: tuple[Checked, ...]
    slips: Mapping[str, Slip]
    discrepancies: tuple[Discrepancy, ...]
    rows: frozenset[int]

    @property
    def revised_series(self) -> list[tuple[str, str, Period]]:
        """Metric, service and period of each figure that was revised, however often."""
        revised = [revision.new for revision in self.revisions if not revision.is_refinement]
        return list(dict.fromkeys((figure.metric, figure.service, figure.period) for figure in revised))


def content_of(vintage: Vintage, counts: Counts, *, year: int, first_year: int) -> Content:
    """Compute the content of the report on `year` that looks back to `first_year`.

    What it is about stands under [report] in `metrics.toml`.
    """
    scope = Scope(vintage, year, first_year)
    entries, metrics = vintage.catalogue.metrics, vintage.catalogue.report_metrics
    series = tuple((metric, service) for metric in metrics for service in (entries[metric].services or ("",)))
    observations = [
        observation for metric, service in series for observation in vintage.series(metric, scope.years, service)
    ]
    about = [claim for claim in known_claims(vintage) if claim.to_period.year in scope.years]
    claims = tuple(check_claim(vintage, claim) for claim in about)
    slips = _slips(scope, claims)
    mismatches = tuple(
        mismatch
        for mismatch in reconcile(vintage, metrics)
        if not mismatch.is_met
        and mismatch.stated.period.year in scope.years
        and (mismatch.stated.metric, mismatch.stated.service) in series
    )
    return Content(
        vintage,
        year,
        first_year,
        counts=counts,
        metrics=metrics,
        headlines=vintage.catalogue.headlines,
        series=series,
        gaps=tuple(seen for seen in observations if seen.gap and seen.gap.code != "before_launch"),
        revisions=_revisions(scope, metrics),
        conflicts=tuple(
            (vintage.figure(row.one), vintage.figure(row.other))
            for row in _within(scope, metrics, conflicts(vintage.history)).itertuples()
        ),
        mismatches=mismatches,
        claims=claims,
        slips=slips,
        discrepancies=tuple(discrepancies(vintage, counts, series, scope.years)),
        rows=_rows(scope, metrics, claims, slips, mismatches),
    )


def known_on(published: Published, counts: Counts, *, as_of: str) -> Vintage:
    """Return what was known of the published metrics on a date such as 2022-05-31, or "newest".

    Newest is the day on which the last source was published, or on which a year of the report's metrics was last
    counted, if that is later. Raises ValueError where the date is none, or nothing was published by it.
    """
    if as_of != "newest":
        return vintage_on(published, as_of=as_of)
    known, last = vintage_on(published), counts.last_day(published.catalogue.report_metrics)
    return replace(known, as_of=last) if last and last > known.as_of else known


def _revisions(scope: Scope, metrics: Sequence[str]) -> tuple[Revision, ...]:
    """The replaced figures of the metrics and years of the report, by the date of the newer figure."""
    history = scope.vintage.history
    found = [
        Revision(scope.vintage.figure(row.old_row), scope.vintage.figure(row.new_row), is_refinement)
        for is_refinement, table in ((False, revisions(history)), (True, refinements(history)))
        for row in _within(scope, metrics, table).itertuples()
    ]
    return tuple(sorted(found, key=lambda revision: (revision.new.published, revision.new.row)))


def _slips(scope: Scope, claims: Sequence[Checked]) -> dict[str, Slip]:
    """The likeliest slip behind each contradicted claim; a figure of a later year explains nothing."""
    offered = {
        checked.claim.name: [
            slip
            for slip in find_slips(scope.vintage, checked)
            if all(_is_up_to_the_year(scope, figure) for figure in slip.figures)
        ]
        for checked in claims
    }
    return {name: slips[0] for name, slips in offered.items() if slips}


def _rows(
    scope: Scope,
    metrics: Sequence[str],
    claims: Sequence[Checked],
    slips: Mapping[str, Slip],
    mismatches: Sequence[Reconciled],
) -> frozenset[int]:
    """The rows of figures.csv that the report can lead to: those of its metrics, and all others it mentions."""
    vintage, entries = scope.vintage, scope.vintage.catalogue.metrics
    own = vintage.history.loc[vintage.history["metric"].isin(metrics), "period"]
    lookalikes = {other.metric for metric in metrics for other in entries[metric].not_comparable_with}
    figures = chain(
        *(checked.figures for checked in claims),
        *(slip.figures for slip in slips.values()),
        *(mismatch.others for mismatch in mismatches),
        *(vintage.figures(metric) for metric in lookalikes),
    )
    mentioned = {part.row for figure in figures for part in (figure, *figure.parts) if _is_up_to_the_year(scope, part)}
    return frozenset(mentioned | {row for row, period in own.items() if Period.parse(period).last <= scope.span.last})


def _is_up_to_the_year(scope: Scope, figure: Figure) -> bool:
    return figure.period.last <= scope.span.last


def _within(scope: Scope, metrics: Sequence[str], table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table about the metrics, of periods that end in the years of the report."""
    about = table[table["metric"].isin(metrics)]
    return about[[Period.parse(period).year in scope.years for period in about["period"]]]
