"""The changes, claims and revisions of a report, as tables to publish."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from helsetrend.analysis import (
    CORRECTIONS,
    FIRST_FIGURES,
    Basis,
    Change,
    Checked,
    NotComparable,
    RevisionSizes,
    Verdict,
    compare,
    revision_sizes,
    same_months,
)
from helsetrend.edition.exports.columns import (
    SERIES_COLUMNS,
    SOURCE_COLUMNS,
    ByLanguage,
    dataset_of,
    named,
    reason_cells,
    series_cells,
    source_cells,
)
from helsetrend.edition.exports.dataset import DECIMALS, Dataset, Row, Variable, exact, one_by_one, outward
from helsetrend.published import CLAIM_UNITS, Figure
from helsetrend.report import Content, labels_in_each_language, why
from helsetrend.values import Period, nearest

CHANGE_UNIT_CODES = {code: f"code.change.{code}" for code in ("percent", "points")}
DIRECTION_CODES = {code: f"code.direction.{code}" for code in ("up", "down", "unchanged", "unclear", "not_compared")}
CLAIM_KIND_CODES = {kind: f"code.claim.{kind}" for kind in CLAIM_UNITS}
VERDICT_CODES = {code: f"claim.{code}" for code in get_args(Verdict)}
REVISION_KIND_CODES = {code: f"code.revised.{code}" for code in CORRECTIONS}
BASES: tuple[Basis, ...] = ("first_to_latest", "step_by_step")
BASIS_CODES: dict[str, str] = {code: f"code.sizes.{code}" for code in BASES}
FORM_CODES = {
    code: f"code.form.{code}" for code in ("year", "half_year", "tertial", "quarter", "month", "week", "day", "range")
}
FIRST_CODES = {code: f"code.first.{code}" for code in FIRST_FIGURES}
MILLIONTH = Fraction(1, 10**DECIMALS)
Variables = tuple[Variable, ...]
SPAN_COLUMNS = (Variable(name="from_period"), Variable(name="to_period"))


def changes_data(content: Content) -> Dataset:
    """Return one row per series and year of the report: the change from the year before, or why there is none."""
    columns = (
        *(*SERIES_COLUMNS, *SPAN_COLUMNS),
        Variable(name="change_low", kind="number"),
        Variable(name="change_high", kind="number"),
        Variable(name="change_unit", codes=CHANGE_UNIT_CODES),
        Variable(name="direction", codes=DIRECTION_CODES),
        *named("note", empty="none"),
        Variable(name="from_sources", only_data=True),
        Variable(name="to_sources", only_data=True),
        Variable(name="bridged_low", kind="number", only_data=True),
        Variable(name="bridged_high", kind="number", only_data=True),
        Variable(name="bridged_by", only_data=True),
    )
    return dataset_of("changes", content, (columns, one_by_one(_change_rows(content))))


def claims_data(content: Content) -> Dataset:
    """Return one row per claim about the years of the report: the claim, what the figures give, and the verdict."""
    columns = (
        *(Variable(name="claim", only_data=True), Variable(name="claim_kind", codes=CLAIM_KIND_CODES)),
        *(
            *SERIES_COLUMNS,
            Variable(name="of_metric", only_data=True),
            *named("of_metric", word="of_metric_name"),
            *SPAN_COLUMNS,
        ),
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
        *(*named("caution", empty="none"), *named("why"), *SOURCE_COLUMNS),
    )
    return dataset_of("claims", content, (columns, one_by_one(_claim_rows(content))))


def revisions_data(content: Content) -> Dataset:
    """Return one row per figure of the report's years that a newer one revised or made more precise."""
    old = _side("old_as_printed", "old_value", "old_low", "old_high", "old_source", "old_publisher", "old_counts_from")
    new = _side("new_as_printed", "new_value", "new_low", "new_high", "new_source", "new_publisher", "new_counts_from")
    columns = (
        *(*SERIES_COLUMNS, Variable(name="period"), Variable(name="revision_kind", codes=REVISION_KIND_CODES)),
        *(*old, *new, Variable(name="unit", only_data=True), *named("unit", word="unit_name")),
        Variable(name="difference", kind="number"),
        *named("revision", empty="not_given"),
    )
    return dataset_of("revisions", content, (columns, one_by_one(_revision_rows(content))))


def revision_sizes_data(content: Content) -> Dataset:
    """Return two rows per series and form of period with figures published again: how much they are revised.

    One is from the first figure of each period to the latest, one step by step. Periods end by the last year.
    """
    sizes = ("mean_revision", "mean_low", "mean_high", "mean_absolute_revision", "largest_revision")
    in_percent = ("mean_percent", "mean_absolute_percent", "relative_percent", "largest_percent")
    columns = (
        *(*SERIES_COLUMNS, Variable(name="form", codes=FORM_CODES), Variable(name="basis", codes=BASIS_CODES)),
        *(Variable(name=name, kind="integer") for name in ("published_again", "revised", "up", "down")),
        *(Variable(name=name, kind="number", empty="never_revised") for name in sizes),
        *named("unit", word="sizes_unit"),
        Variable(name="largest_period", empty="never_revised"),
        *(Variable(name=name, kind="number", empty="no_percent") for name in in_percent),
        Variable(name="largest_percent_period", empty="no_percent"),
        Variable(name="first_figure", codes=FIRST_CODES),
    )
    return dataset_of("revision_sizes", content, (columns, one_by_one(_sizes_rows(content))))


def _side(as_printed: str, value: str, low: str, high: str, source: str, publisher: str, counts_from: str) -> Variables:
    """Return the columns of one of the two figures of a revision."""
    numbers = (Variable(name=name, kind="number") for name in (value, low, high))
    facts = (Variable(name=source, only_data=True), Variable(name=publisher), Variable(name=counts_from, kind="date"))
    return Variable(name=as_printed), *numbers, *facts


def _change_rows(content: Content) -> Iterator[Row]:
    labels = labels_in_each_language(content)
    for metric, service in content.series:
        about = series_cells(content, metric, service)
        for year in content.years[1:]:
            change, bridged = compare(content.vintage, metric, year - 1, year, service), None
            if isinstance(change, NotComparable):
                bridged = change.bridged
                change = same_months(content.vintage, metric, year - 1, year, service) or change
            bounds = outward(bridged.interval if bridged else None)
            yield *about, *_change_cells(labels, change), *bounds, str(bridged.bridge.span) if bridged else ""


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
    labels = labels_in_each_language(content)
    for checked in content.claims:
        claim = checked.claim
        whole: Row = ("", *("" for _ in labels))
        if claim.of_metric:
            whole = series_cells(content, claim.of_metric)[: 1 + len(labels)]
        slip = content.slips.get(claim.name)
        reasons = [why(name, checked, slip).text for name in labels.values()]
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
    units = next(iter(labels.values())).catalogue.units
    if unit in units:
        return [units[unit][language] for language in labels]
    return [name.words.say(f"code.unit.{unit}").text for name in labels.values()]


def _derived(checked: Checked) -> Row:
    """Return the bounds that the figures give; for a rank the best and the worst place, None where unknown."""
    if checked.place is None:
        return outward(checked.derived)
    return tuple(None if rank is None else exact(Fraction(rank)) for rank in (checked.place.best, checked.place.worst))


def _revision_rows(content: Content) -> Iterator[Row]:
    labels = labels_in_each_language(content)
    for revision in content.revisions:
        old, new = revision.old, revision.new
        yield (
            *(*series_cells(content, new.metric, new.service), str(new.period)),
            revision.kind,
            *_side_cells(content, old),
            *_side_cells(content, new),
            new.unit,
            *_unit_names(labels, new.unit),
            exact(new.value - old.value) if old else None,
            *(new.revision.get(language, "") for language in labels),
        )


def _sizes_rows(content: Content) -> Iterator[Row]:
    labels, history = labels_in_each_language(content), content.vintage.rows
    ends = history["period"].astype("str").map({text: Period.parse(text).last for text in history["period"].unique()})
    history = history[ends <= content.span.last]
    of_series: dict[tuple[str, str], list[Row]] = {series: [] for series in content.series}
    for basis in BASES:
        for sizes in revision_sizes(history, content.vintage.catalogue, content.series, basis):
            series = sizes.metric, sizes.service
            of_series[series].append((*series_cells(content, *series), sizes.form, basis, *_sizes_cells(labels, sizes)))
    for rows in of_series.values():
        yield from rows


def _sizes_cells(labels: ByLanguage, sizes: RevisionSizes) -> Row:
    in_percent = sizes.mean_percent, sizes.mean_absolute_percent, sizes.relative_percent, sizes.largest_percent
    return (
        *(sizes.figures, sizes.revised, sizes.up, sizes.down),
        *(_rounded(sizes.mean_revision), *outward(sizes.mean_bounds), _rounded(sizes.mean_absolute_revision)),
        *(_rounded(sizes.largest_revision), *_unit_names(labels, sizes.unit), sizes.largest_period),
        *(*map(_rounded, in_percent), sizes.largest_percent_period, sizes.first_figure),
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    """Return a mean rounded to `DECIMALS` decimals."""
    return None if value is None else exact(nearest(value, MILLIONTH))


def _side_cells(content: Content, figure: Figure | None) -> Row:
    """Return one of the two figures of a revision; of a sum all sources, without a figure nothing."""
    if figure is None:
        return "", None, None, None, "", "", None
    sources = content.vintage.published.sources
    publishers = dict.fromkeys(sources[name].publisher for name in figure.sources)
    names, low_and_high = "; ".join(figure.sources), outward(figure.interval)
    return (
        *(figure.as_printed, exact(figure.value), *low_and_high),
        *(names, "; ".join(publishers), figure.published),
    )
