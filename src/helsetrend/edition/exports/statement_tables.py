"""What is said about the figures of a report, as tables to give away: changes, claims, revisions."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from helsetrend.analysis import Change, Checked, NotComparable, compare, same_months
from helsetrend.edition.exports.dataset import Dataset, Row, Variable, exact, outward
from helsetrend.edition.exports.figure_tables import (
    SERIES,
    SOURCE,
    ByLanguage,
    named,
    reason_cells,
    series_cells,
    source_cells,
)
from helsetrend.published import CLAIM_UNITS, Figure
from helsetrend.report import Findings, why
from helsetrend.values import LANGUAGES

CHANGE_UNITS = {one: f"code.change.{one}" for one in ("percent", "points")}
DIRECTIONS = {one: f"code.direction.{one}" for one in ("up", "down", "unchanged", "unclear", "not_compared")}
KINDS = {one: f"code.claim.{one}" for one in CLAIM_UNITS}
VERDICTS = {one: f"claim.{one}" for one in ("agrees", "contradicts", "cannot_be_checked")}
REVISED = {one: f"code.revised.{one}" for one in ("revised", "made_more_precise")}
Variables = tuple[Variable, ...]
SPAN = (Variable(name="from_period"), Variable(name="to_period"))


def changes_data(findings: ByLanguage) -> Dataset:
    """One row a year of each series of the report: the change from the year before, or why there is none."""
    columns = (
        *(*SERIES, *SPAN),
        Variable(name="change_low", kind="number"),
        Variable(name="change_high", kind="number"),
        Variable(name="change_unit", codes=CHANGE_UNITS),
        Variable(name="direction", codes=DIRECTIONS),
        *named("note", empty="none"),
        Variable(name="from_sources", only_data=True),
        Variable(name="to_sources", only_data=True),
    )
    return Dataset(name="changes", variables=columns, source=cache(lambda: tuple(_change_rows(findings))))


def claims_data(findings: ByLanguage) -> Dataset:
    """One row a claim about the years of the report: what was said, what the figures give, whether the two agree."""
    columns = (
        *(Variable(name="claim", only_data=True), Variable(name="claim_kind", codes=KINDS)),
        *(*SERIES, Variable(name="of_metric", only_data=True), *named("of_metric", word="of_metric_name"), *SPAN),
        Variable(name="as_printed"),
        Variable(name="claimed_low", kind="number"),
        Variable(name="claimed_high", kind="number"),
        Variable(name="claimed_unit", only_data=True),
        *named("claimed_unit", word="claimed_unit_name"),
        Variable(name="verdict", codes=VERDICTS),
        Variable(name="borne_low", kind="number"),
        Variable(name="borne_high", kind="number"),
        *(*named("why"), *SOURCE),
    )
    return Dataset(name="claims", variables=columns, source=cache(lambda: tuple(_claim_rows(findings))))


def revisions_data(findings: ByLanguage) -> Dataset:
    """One row a figure of the report's years whose place was taken by a newer one."""
    old = _side("old_as_printed", "old_value", "old_low", "old_high", "old_source", "old_publisher", "old_counts_from")
    new = _side("new_as_printed", "new_value", "new_low", "new_high", "new_source", "new_publisher", "new_counts_from")
    columns = (
        *(*SERIES, Variable(name="period"), Variable(name="revision_kind", codes=REVISED)),
        *(*old, *new, Variable(name="unit", only_data=True), *named("unit", word="unit_name")),
        Variable(name="difference", kind="number"),
        *named("revision", empty="not_given"),
    )
    return Dataset(name="revisions", variables=columns, source=cache(lambda: tuple(_revision_rows(findings))))


def _side(as_printed: str, value: str, low: str, high: str, source: str, publisher: str, counts_from: str) -> Variables:
    """The columns of one of the two figures of a revision."""
    numbers = (Variable(name=one, kind="number") for one in (value, low, high))
    facts = (Variable(name=source, only_data=True), Variable(name=publisher), Variable(name=counts_from, kind="date"))
    return Variable(name=as_printed), *numbers, *facts


def _change_rows(findings: ByLanguage) -> Iterator[Row]:
    asked = next(iter(findings.values()))
    for metric, service in asked.series:
        about = series_cells(asked, metric, service)
        for year in asked.years[1:]:
            change = compare(asked.vintage, metric, year - 1, year, service)
            if isinstance(change, NotComparable):
                change = same_months(asked.vintage, metric, year - 1, year, service) or change
            yield *about, *_change_cells(findings, change)


def _change_cells(findings: ByLanguage, change: Change | NotComparable) -> Row:
    span = str(change.old.period), str(change.new.period)
    if isinstance(change, NotComparable):
        sources = ["; ".join(one.figure.sources) if one.figure else "" for one in (change.old, change.new)]
        return *span, None, None, "", "not_compared", *reason_cells(findings, *change.reasons), *sources
    sources = ["; ".join(one.sources) for one in (change.old, change.new)]
    told = change.unit, change.direction, *reason_cells(findings, change.caution)
    return *span, *outward(change.interval), *told, *sources


def _claim_rows(findings: ByLanguage) -> Iterator[Row]:
    asked = next(iter(findings.values()))
    for several in zip(*(findings[language].claims for language in LANGUAGES), strict=True):
        one, claim = several[0], several[0].claim
        whole: Row = ("", "", "")
        if claim.of_metric:
            whole = series_cells(asked, claim.of_metric)[:3]
        told = [why(findings[language], each).text for language, each in zip(LANGUAGES, several, strict=True)]
        yield (
            *(claim.name, claim.kind, *series_cells(asked, claim.metric, *claim.services), *whole),
            *(str(claim.from_period or ""), str(claim.to_period), claim.as_printed, *outward(claim.interval)),
            *(claim.unit, *_unit_names(findings, claim.unit)),
            *(one.verdict, *_derived(one), *told, *source_cells(asked, claim.source)),
        )


def _unit_names(findings: ByLanguage, unit: str) -> list[str]:
    """The unit of a claim in each language: one of the catalogue, or one that only claims have."""
    units = next(iter(findings.values())).vintage.catalogue.units
    if unit in units:
        return [units[unit][language] for language in LANGUAGES]
    return [findings[language].words.say(f"code.unit.{unit}").text for language in LANGUAGES]


def _derived(checked: Checked) -> Row:
    """What the figures bear out; of a rank the best and the worst place, as far as there is any telling."""
    if checked.place is None:
        return outward(checked.derived)
    return tuple(None if one is None else exact(Fraction(one)) for one in (checked.place.best, checked.place.worst))


def _revision_rows(findings: ByLanguage) -> Iterator[Row]:
    asked = next(iter(findings.values()))
    for one in asked.revisions:
        old, new = one.old, one.new
        yield (
            *(*series_cells(asked, new.metric, new.service), str(new.period)),
            "made_more_precise" if one.is_refinement else "revised",
            *_side_cells(asked, old),
            *_side_cells(asked, new),
            new.unit,
            *_unit_names(findings, new.unit),
            exact(new.value - old.value),
            *(new.revision[language] for language in LANGUAGES),
        )


def _side_cells(findings: Findings, figure: Figure) -> Row:
    source = findings.vintage.published.sources[figure.source]
    low, high = outward(figure.interval)
    return figure.as_printed, exact(figure.value), low, high, figure.source, source.publisher, figure.published
