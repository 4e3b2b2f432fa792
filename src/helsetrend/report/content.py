"""The content of a yearly report: what it is about and what follows from the data, as values of no language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

import pandas as pd

from helsetrend.analysis import (
    Change,
    Checked,
    Correction,
    Discrepancy,
    NotComparable,
    Observation,
    Reconciled,
    Slip,
    Vintage,
    check_all,
    compare,
    compare_sums,
    correction_of,
    correction_rows,
    discrepancies,
    find_slips,
    known_claims,
    same_months,
    vintage_on,
)
from helsetrend.events import Counts
from helsetrend.published import Figure, Published, conflicts, differences
from helsetrend.values import Period

Series = tuple[str, str]
"""A metric and one of its services; the service is empty for a metric without services."""


@dataclass(frozen=True)
class Scope:
    """The years that a report or a view looks at, and what was known of them on a date."""

    vintage: Vintage
    year: int
    first_year: int

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the report is made in."""
        return self.vintage.catalogue.languages

    @property
    def years(self) -> range:
        """The years from the first to the last."""
        return range(self.first_year, self.year + 1)

    @property
    def span(self) -> Period:
        """The years as one period."""
        return Period(Period.of_year(self.first_year).first, Period.of_year(self.year).last)

    def span_of(self, metric: str) -> Period:
        """Return the years of a metric as one period; they need not begin in January."""
        entry = self.vintage.catalogue.metrics[metric]
        return Period(entry.year_ending_in(self.first_year).first, entry.year_ending_in(self.year).last)

    def change(self, metric: str, service: str = "", *, since: int | None = None) -> Change | NotComparable:
        """Return the comparison of the year with the year before, or with `since`.

        If only some months of the year are published, compare them with the same months of the year before.
        """
        comparison = compare(self.vintage, metric, self.year - 1 if since is None else since, self.year, service)
        if since is None and isinstance(comparison, NotComparable) and comparison.new.figure is None:
            return same_months(self.vintage, metric, self.year - 1, self.year, service) or comparison
        return comparison

    def newer(self, metric: str, service: str = "") -> Change | NotComparable | None:
        """Return the comparison of the newest part of a later year with the same part of the year before it.

        There is none where a whole later year is published, on which there can be a report of its own.
        """
        end = self.vintage.catalogue.metrics[metric].year_ending_in(self.year).last
        later = [figure.period for figure in self.vintage.figures(metric, service) if figure.period.first > end]
        if not later or any(year > self.year for year in self.vintage.years(metric, service)):
            return None
        newest = max(later, key=lambda period: (period.last, period.days))
        return compare(self.vintage, metric, newest.shifted(-1), newest, service)


@dataclass(frozen=True, kw_only=True, repr=False)
class Content(Scope):
    """The content of one yearly report: its series, and what follows from the data about their years.

    - `counts`: all that was counted from event logs, of whatever date
    - `metrics`, `series`: what the report is about, in its order; `headlines`: the metrics of its main points
    - `gaps`: the missing figures, without those of years before a launch
    - `revisions`: the figures that were corrected or made more precise
    - `conflicts`: pairs of figures on which sources of one time disagree
    - `differences`: figures in force, each with one of another publisher that does not agree with it
    - `mismatches`: figures that differ from what follows for them from others
    - `slips`: by the name of a contradicted claim, its likeliest explanation
    - `rows`: the rows of figures.csv that the report cites or leads to
    """

    counts: Counts
    metrics: tuple[str, ...]
    headlines: tuple[str, ...]
    series: tuple[Series, ...]
    gaps: tuple[Observation, ...]
    revisions: tuple[Correction, ...]
    conflicts: tuple[tuple[Figure, Figure], ...]
    differences: tuple[tuple[Figure, Figure], ...]
    mismatches: tuple[Reconciled, ...]
    claims: tuple[Checked, ...]
    slips: Mapping[str, Slip]
    discrepancies: tuple[Discrepancy, ...]
    rows: frozenset[int]

    def __repr__(self) -> str:
        counts = f"{len(self.series)} series, {len(self.revisions)} revisions, {len(self.claims)} claims"
        return f"The content of a report on {self.year}, looking back to {self.first_year}: {counts}"

    @property
    def revised_series(self) -> list[tuple[str, str, Period]]:
        """Metric, service and period of each figure that was corrected, once even if it was corrected twice."""
        revised = [revision.new for revision in self.revisions if revision.is_corrected]
        return list(dict.fromkeys((figure.metric, figure.service, figure.period) for figure in revised))

    def is_single(self, metric: str) -> bool:
        """Return whether only one figure of a metric is known, of whatever year: a chart would show nothing more."""
        services = self.vintage.catalogue.metrics[metric].services or ("",)
        return sum(len(self.vintage.figures(metric, service)) for service in services) == 1


def content_of(vintage: Vintage, counts: Counts, *, year: int, first_year: int) -> Content:
    """Compute the content of the report on `year` that looks back to `first_year`.

    Its metrics and headlines are those listed under [report] in `metrics.toml`; by default they are all metrics.
    """
    scope, catalogue = Scope(vintage, year, first_year), vintage.catalogue
    metrics = catalogue.report_metrics
    series = tuple((metric, service) for metric in metrics for service in catalogue.metrics[metric].services or ("",))
    observations = chain.from_iterable(vintage.series(metric, scope.years, service) for metric, service in series)
    claims = tuple(
        check_all(vintage, [claim for claim in known_claims(vintage) if claim.to_period.year in scope.years])
    )
    slips = _slips(scope, claims)
    mismatches = tuple(
        mismatch
        for mismatch in compare_sums(vintage, metrics)[0]
        if mismatch.stated.period.year in scope.years and (mismatch.stated.metric, mismatch.stated.service) in series
    )
    return Content(
        vintage,
        year,
        first_year,
        counts=counts,
        metrics=metrics,
        headlines=catalogue.headlines,
        series=series,
        gaps=tuple(missing for missing in observations if missing.gap and not missing.is_outside),
        revisions=_revisions(scope, metrics),
        conflicts=_pairs(scope, metrics, conflicts(vintage.rows)),
        differences=_pairs(scope, metrics, differences(vintage.rows)),
        mismatches=mismatches,
        claims=claims,
        slips=slips,
        discrepancies=tuple(discrepancies(vintage, counts, series, scope.years)),
        rows=_rows(scope, metrics, claims, slips, mismatches) | _newer_rows(scope, series),
    )


def years_of(vintage: Vintage, *, year: int | None = None, first_year: int | None = None) -> tuple[int, int]:
    """Return the first and the last year of a report; those not given, or 0, are as [report] in `metrics.toml` says.

    By default the last one is the newest year of which a headline metric has a figure. The first one is as far back as
    the report looks, and there is a figure.
    """
    catalogue, (oldest, newest) = vintage.catalogue, vintage.span
    if not (year or catalogue.report.year):
        series = [(metric, service) for metric, service in catalogue.series if metric in catalogue.headlines]
        newest = max((year for metric, service in series for year in vintage.years(metric, service)), default=newest)
    last = year or catalogue.report.year or newest
    first = min(max(last - catalogue.report.years + 1, oldest), last)
    return first_year or first, last


def known_on(published: Published, counts: Counts, *, as_of: date | str | None) -> Vintage:
    """Return what was known of the published metrics on a date such as 2022-05-31, or "newest", the default.

    Newest is the day on which the last source was published, or on which a year of the report's metrics was last
    counted if that is later. Raises ValueError if `as_of` is not a date, or nothing was published by it.
    """
    if as_of is not None and as_of != "newest":
        return vintage_on(published, as_of=as_of)
    vintage, last_count = vintage_on(published), counts.last_day(published.catalogue.report_metrics)
    return replace(vintage, as_of=last_count) if last_count and last_count > vintage.as_of else vintage


def _revisions(scope: Scope, metrics: Sequence[str]) -> tuple[Correction, ...]:
    """Return the corrections of figures of the metrics and years of the report."""
    rows = correction_rows(scope.vintage)
    of_metrics = rows[rows["metric"].isin(metrics)]
    corrections = (correction_of(scope.vintage, row) for row in of_metrics.itertuples())
    return tuple(correction for correction in corrections if correction.new.period.year in scope.years)


def _pairs(scope: Scope, metrics: Sequence[str], table: pd.DataFrame) -> tuple[tuple[Figure, Figure], ...]:
    """Return the two figures of each row about the metrics, of periods that end in the years of the report."""
    rows = table[table["metric"].isin(metrics)]
    figure = scope.vintage.figure
    return tuple(
        (figure(row.one), figure(row.other))
        for row in rows.itertuples()
        if Period.parse(row.period).year in scope.years
    )


def _slips(scope: Scope, claims: Sequence[Checked]) -> dict[str, Slip]:
    """Return the likeliest slip behind each contradicted claim; figures of later years cannot explain one."""
    slips = {}
    for checked in claims:
        for slip in find_slips(scope.vintage, checked):
            if all(_is_up_to_the_year(scope, figure) for figure in slip.figures):
                slips[checked.claim.name] = slip
                break
    return slips


def _rows(
    scope: Scope,
    metrics: Sequence[str],
    claims: Sequence[Checked],
    slips: Mapping[str, Slip],
    mismatches: Sequence[Reconciled],
) -> frozenset[int]:
    """Return the rows of figures.csv that the report can lead to: those of its metrics, and all others it mentions."""
    vintage, entries = scope.vintage, scope.vintage.catalogue.metrics
    own = vintage.rows.loc[vintage.rows["metric"].isin(metrics), "period"]
    lookalikes = {other.metric for metric in metrics for other in entries[metric].not_comparable_with}
    figures = chain(
        *(checked.figures for checked in claims),
        *(slip.figures for slip in slips.values()),
        *(mismatch.others for mismatch in mismatches),
        *(vintage.figures(metric) for metric in lookalikes),
    )
    mentioned = {part.row for figure in figures for part in (figure, *figure.parts) if _is_up_to_the_year(scope, part)}
    return frozenset(mentioned | {row for row, period in own.items() if Period.parse(period).year <= scope.year})


def _newer_rows(scope: Scope, series: Sequence[Series]) -> frozenset[int]:
    """Return the rows of the figures that are named for a part of a later year, and of those they are compared with."""
    changes = (scope.newer(metric, service) for metric, service in series)
    figures = (figure for change in changes if isinstance(change, Change) for figure in (change.old, change.new))
    return frozenset(part.row for figure in figures for part in (figure, *figure.parts))


def _is_up_to_the_year(scope: Scope, figure: Figure) -> bool:
    return figure.period.last <= scope.span.last
