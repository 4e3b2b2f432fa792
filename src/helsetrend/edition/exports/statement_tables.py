"""The changes, claims and revisions of a report, as tables to publish."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import get_args

from helsetrend.analysis import Change, Checked, NotComparable, Verdict, compare, same_months
from helsetrend.edition.exports.dataset import Dataset, Row, Variable, exact, outward
from helsetrend.edition.exports.figure_tables import (
    SERIES,
    SOURCE,
    ByLanguage,
    labels_of,
    named,
    reason_cells,
    series_cells,
    source_cells,
)
from helsetrend.published import CLAIM_UNITS, Figure
from helsetrend.report import Content, why
from helsetrend.values import LANGUAGES

CHANGE_UNITS = {code: f"code.change.{code}" for code in ("percent", "points")}
DIRECTIONS = {code: f"code.direction.{code}" for code in ("up", "down", "unchanged", "unclear", "not_compared")}
CLAIM_KINDS = {kind: f"code.claim.{kind}" for kind in CLAIM_UNITS}
VERDICT_CODES = {code: f"claim.{code}" for code in get_args(Verdict)}
REVISION_KINDS = {code: f"code.revised.{code}" for code in ("revised", "made_more_precise")}
Variables = tuple[Variable, ...]
SPAN = (Variable(name="from_period"), Variable(name="to_period"))


def changes_data(content: Content) -> Dataset:
    """Return one row per series and year of the report: the change from the year before, or why there is none."""
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
    return Dataset(name="changes", variables=columns, source=cache(lambda: tuple(_change_rows(content))))


def claims_data(content: Content) -> Dataset:
    """Return one row per claim about the years of the report: the claim, what the figures give, and the verdict."""
    columns = (
        *(Variable(name="claim", only_data=True), Variable(name="claim_kind", codes=CLAIM_KINDS)),
        *(*SERIES, Variable(name="of_metric", only_data=True), *named("of_metric", word="of_metric_name"), *SPAN),
        Variable(name="as_printed"),
        Variable(name="claimed_low", kind="number"),
        Variable(name="claimed_high", kind="number"),
        Variable(name="claimed_unit", only_data=True),
        *named("claimed_unit", word="claimed_unit_name"),
        Variable(name="verdict_when_made", codes=VERDICT_CODES),
        Variable(name="borne_then_low", kind="number"),
        Variable(name="borne_then_high", kind="number"),
        Variable(name="verdict", codes=VERDICT_CODES),
        Variable(name="borne_low", kind="number"),
        Variable(name="borne_high", kind="number"),
        *(*named("caution", empty="none"), *named("why"), *SOURCE),
    )
    return Dataset(name="claims", variables=columns, source=cache(lambda: tuple(_claim_rows(content))))


def revisions_data(content: Content) -> Dataset:
    """Return one row per figure of the report's years that a newer one revised or made more precise."""
    old = _side("old_as_printed", "old_value", "old_low", "old_high", "old_source", "old_publisher", "old_counts_from")
    new = _side("new_as_printed", "new_value", "new_low", "new_high", "new_source", "new_publisher", "new_counts_from")
    columns = (
        *(*SERIES, Variable(name="period"), Variable(name="revision_kind", codes=REVISION_KINDS)),
        *(*old, *new, Variable(name="unit", only_data=True), *named("unit", word="unit_name")),
        Variable(name="difference", kind="number"),
        *named("revision", empty="not_given"),
    )
    return Dataset(name="revisions", variables=columns, source=cache(lambda: tuple(_revision_rows(content))))


def _side(as_printed: str, value: str, low: str, high: str, source: str, publisher: str, counts_from: str) -> Variables:
    """Return the columns of one of the two figures of a revision."""
    numbers = (Variable(name=name, kind="number") for name in (value, low, high))
    facts = (Variable(name=source, only_data=True), Variable(name=publisher), Variable(name=counts_from, kind="date"))
    return Variable(name=as_printed), *numbers, *facts


def _change_rows(content: Content) -> Iterator[Row]:
    labels = labels_of(content)
    for metric, service in content.series:
        about = series_cells(content, metric, service)
        for year in content.years[1:]:
            change = compare(content.vintage, metric, year - 1, year, service)
            if isinstance(change, NotComparable):
                change = same_months(content.vintage, metric, year - 1, year, service) or change
            yield *about, *_change_cells(labels, change)


def _change_cells(labels: ByLanguage, change: Change | NotComparable) -> Row:
    span = str(change.old.period), str(change.new.period)
    if isinstance(change, NotComparable):
        sources = [
            "; ".join(observation.figure.sources) if observation.figure else ""
            for observation in (change.old, change.new)
        ]
        return *span, None, None, "", "not_compared", *reason_cells(labels, *change.reasons), *sources
    sources = ["; ".join(figure.sources) for figure in (change.old, change.new)]
    about = change.unit, change.direction, *reason_cells(labels, change.caution)
    return *span, *outward(change.interval), *about, *sources


def _claim_rows(content: Content) -> Iterator[Row]:
    labels = labels_of(content)
    for checked in content.claims:
        claim = checked.claim
        whole: Row = ("", "", "")
        if claim.of_metric:
            whole = series_cells(content, claim.of_metric)[:3]
        slip = content.slips.get(claim.name)
        reasons = [why(labels[language], checked, slip).text for language in LANGUAGES]
        yield (
            *(claim.name, claim.kind, *series_cells(content, claim.metric, *claim.services), *whole),
            *(str(claim.from_period or ""), str(claim.to_period), claim.as_printed),
            *outward(None if claim.is_record else claim.interval),
            *(claim.unit, *_unit_names(labels, claim.unit)),
            *(checked.verdict_when_made, *_derived(checked.then or checked), checked.verdict, *_derived(checked)),
            *(*reason_cells(labels, *checked.cautions), *reasons, *source_cells(content, claim.source)),
        )


def _unit_names(labels: ByLanguage, unit: str) -> list[str]:
    """Return the name of a unit in each language: one of the catalogue, or one that only claims have."""
    units = labels[LANGUAGES[0]].catalogue.units
    if unit in units:
        return [units[unit][language] for language in LANGUAGES]
    return [labels[language].words.say(f"code.unit.{unit}").text for language in LANGUAGES]


def _derived(checked: Checked) -> Row:
    """Return the bounds that the figures give; for a rank the best and the worst place, None where unknown."""
    if checked.place is None:
        return outward(checked.derived)
    return tuple(None if rank is None else exact(Fraction(rank)) for rank in (checked.place.best, checked.place.worst))


def _revision_rows(content: Content) -> Iterator[Row]:
    labels = labels_of(content)
    for revision in content.revisions:
        old, new = revision.old, revision.new
        yield (
            *(*series_cells(content, new.metric, new.service), str(new.period)),
            "made_more_precise" if revision.is_refinement else "revised",
            *_side_cells(content, old),
            *_side_cells(content, new),
            new.unit,
            *_unit_names(labels, new.unit),
            exact(new.value - old.value),
            *(new.revision[language] for language in LANGUAGES),
        )


def _side_cells(content: Content, figure: Figure) -> Row:
    source = content.vintage.published.sources[figure.source]
    low, high = outward(figure.interval)
    return figure.as_printed, exact(figure.value), low, high, figure.source, source.publisher, figure.published
