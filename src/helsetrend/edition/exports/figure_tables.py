"""The figures as tables to publish: the series of a report, all figures, and what was counted from event logs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from helsetrend.analysis import STATED_GAPS, Observation, Reason
from helsetrend.edition.exports.dataset import Dataset, Row, Variable, exact, outward
from helsetrend.published import SECOND_HAND, Figure, agree, refinements, sdmx_code, statuses_of
from helsetrend.published import SERIES as SERIES_COLUMNS
from helsetrend.report import Content, Labels, labels_in_each_language
from helsetrend.values import HEDGES, Period

ByLanguage = Mapping[str, Labels]
"""The names and citations in each language."""


def labels_of(content: Content) -> ByLanguage:
    """Return the labels of a report in each language."""
    return labels_in_each_language(content.vintage.published)


GAPS = (
    *("not_published", "only_as_picture", "part_published", "not_reported_yet", "before_launch", "ended"),
    *STATED_GAPS.values(),
)
STATES = {code: f"code.state.{code}" for code in ("published", "computed")} | {
    code: f"code.gap.{code}" for code in GAPS
}
STATUSES = {
    code: f"code.status.{code}"
    for code in (
        *("in_force", "revised", "made_more_precise", "replaced", "confirms", "conflicts"),
        *("superseded", "differs"),
    )
}
HANDS = {code: f"code.hand.{code}" for code in ("first_hand", "second_hand")}
BASES = {"stated": "code.basis.stated", "inferred": "code.basis.inferred"}
REPLACED = {"replaces": "replaced", "revises": "revised", "takes_over": "superseded", "conflicts": "conflicts"}
"""The status of a figure by the role of the one that took its place."""
COMPARED = {code: f"code.compared.{code}" for code in ("within", "more", "less", "not_compared")}
COUNT_STATES = {code: f"code.counted.{code}" for code in ("counted", "suppressed", "not_counted")}


EACH = "each"
"""The language of a column that there is in each language of a report."""


def named(name: str, *, word: str = "", **more: Any) -> tuple[Variable, ...]:
    """Return a text column that `in_each_language` makes one in each; `word` as in `Variable`."""
    return (Variable(name=name, word=word or name, language=EACH, **more),)


def in_each_language(columns: Iterable[Variable], content: Content) -> tuple[Variable, ...]:
    """Return the columns of a report, each of `named` in all its languages: metric_nb, metric_en."""
    return tuple(
        replace(column, name=f"{column.name}_{language}", language=language) if language else column
        for column in columns
        for language in (content.languages if column.language == EACH else [""])
    )


SERIES = (Variable(name="metric", only_data=True), *named("metric", word="metric_name"))
SERIES += (Variable(name="service", only_data=True), *named("service", word="service_name"))
PERIOD = (
    Variable(name="period"),
    Variable(name="period_first", kind="date", only_data=True),
    Variable(name="period_last", kind="date", only_data=True),
)
SOURCE = (
    Variable(name="published"),
    Variable(name="published_basis", codes=BASES),
    Variable(name="counts_from", kind="date"),
    Variable(name="source", only_data=True),
    Variable(name="title"),
    Variable(name="title_language", only_data=True),
    *named("detail", empty="not_given"),
    Variable(name="publisher"),
    Variable(name="address"),
)


OBS_STATUS = (
    Variable(name="obs_status", only_data=True),
    *named("obs_status", word="obs_status_told", empty="none"),
    Variable(name="obs_status_sdmx", only_data=True),
)
"""The columns for what the publisher says of a figure: as codes, in words, and as the one code of SDMX."""


def number_columns(empty: str = "not_published") -> tuple[Variable, ...]:
    """Return the columns of a figure with its unit, hedge, rounding and bounds; `empty` as in `Variable`."""
    return (
        Variable(name="value", kind="number", empty=empty),
        Variable(name="unit", only_data=True),
        *named("unit", word="unit_name"),
        Variable(name="hedge", codes={hedge: f"code.hedge.{hedge}" for hedge in HEDGES}, empty=empty),
        Variable(name="rounding", kind="number", only_data=True),
        Variable(name="low", kind="number", empty=empty),
        Variable(name="high", kind="number", empty=empty),
    )


def sources_columns(empty: str = "not_published") -> tuple[Variable, ...]:
    """Return the columns for the sources of a figure or its parts, as codes and in words; `empty` as in `Variable`."""
    return (Variable(name="sources", only_data=True), *named("sources", word="sources_told", empty=empty))


def series_data(content: Content) -> Dataset:
    """Return one row per series and year of the report: the figure in force, or why there is none."""
    columns = (
        *(*SERIES, *PERIOD, *number_columns(empty="state")),
        Variable(name="state", codes=STATES),
        *OBS_STATUS,
        Variable(name="hand", codes=HANDS, empty="state"),
        Variable(name="before", empty="none"),
        *named("note", empty="none"),
        *sources_columns(empty="state"),
    )
    return Dataset(
        name="series", variables=in_each_language(columns, content), source=cache(lambda: tuple(_series_rows(content)))
    )


def figures_data(content: Content) -> Dataset:
    """Return one row per known figure, in force or not, up to the last year of the report, and what it cites later."""
    columns = (
        Variable(name="row", kind="integer", only_data=True),
        *(*SERIES, *PERIOD),
        Variable(name="as_printed"),
        *number_columns(),
        *OBS_STATUS,
        Variable(name="hand", codes=HANDS),
        Variable(name="status", codes=STATUSES),
        Variable(name="other_row", kind="integer", only_data=True),
        Variable(name="other_as_printed", empty="none"),
        *(*SOURCE, Variable(name="place", empty="not_given"), *named("revision", empty="not_given")),
    )
    refined = cache(lambda: frozenset(refinements(content.vintage.rows)["old_row"]))
    return Dataset(
        name="figures", variables=in_each_language(columns, content), source=lambda: _figure_rows(content, refined())
    )


def counted_data(content: Content) -> Dataset:
    """Return one row per series counted from event logs and year: the count beside the published figure."""
    columns = (
        *(*SERIES, *PERIOD),
        Variable(name="counted", kind="integer", empty="counted_state"),
        Variable(name="counted_state", codes=COUNT_STATES),
        Variable(name="definition"),
        Variable(name="counted_on", kind="date"),
        Variable(name="days", kind="integer"),
        Variable(name="days_counted", kind="integer"),
        Variable(name="counted_before", kind="integer", empty="none"),
        *number_columns(),
        Variable(name="compared", codes=COMPARED),
        Variable(name="difference_low", kind="number"),
        Variable(name="difference_high", kind="number"),
        *named("note", empty="none"),
        *sources_columns(),
    )
    return Dataset(
        name="counted",
        variables=in_each_language(columns, content),
        source=cache(lambda: tuple(_counted_rows(content))),
    )


def series_cells(content: Content, metric: str, *services: str) -> Row:
    """Return the identifiers and names of a metric, and of the services that a row is about."""
    entry = content.vintage.catalogue.metrics[metric]
    named_services = [service for service in services if service]
    names = [
        ", ".join(entry.services[service].name[language] for service in named_services)
        for language in content.languages
    ]
    return (metric, *(entry.name[language] for language in content.languages), " + ".join(named_services), *names)


def period_cells(period: Period) -> Row:
    """Return a period, its first and its last day."""
    return str(period), period.first, period.last


def number_cells(content: Content, metric: str, figure: Figure | None) -> Row:
    """Return a figure with its unit, hedge, rounding and bounds; only the unit if there is no figure."""
    unit = content.vintage.catalogue.metrics[metric].unit
    names = [content.vintage.catalogue.units[unit][language] for language in content.languages]
    if figure is None:
        return None, unit, *names, "", None, None, None
    return (exact(figure.value), unit, *names, figure.hedge, exact(figure.rounding), *outward(figure.interval))


def source_cells(content: Content, name: str) -> Row:
    """Return a source: its date as far as it is known, the day it counts from, its title, publisher and address."""
    source = content.vintage.published.sources[name]
    details = [source.detail[language] for language in content.languages]
    basis = "stated" if source.is_stated else "inferred"
    when = (str(source.published), basis, source.published.last)
    return (*when, name, source.title, source.language, *details, source.publisher, source.address)


def sources_cells(labels: ByLanguage, figure: Figure | None) -> Row:
    """Return the cells of `sources_columns`, empty if there is no figure."""
    if figure is None:
        return "", *("" for _ in labels)
    return "; ".join(figure.sources), *(name.sources(figure).text for name in labels.values())


def obs_status_cells(labels: ByLanguage, statuses: Sequence[str]) -> Row:
    """Return the cells of `OBS_STATUS`, empty where the publisher says nothing."""
    texts = ("; ".join(name.obs_statuses(statuses)) for name in labels.values())
    return "; ".join(statuses), *texts, sdmx_code(statuses)


def reason_cells(labels: ByLanguage, *reasons: Reason | None) -> list[str]:
    """Return the reasons as a clause in each language, empty if there are none."""
    given = [reason for reason in reasons if reason]
    return [name.words.reasons(given) for name in labels.values()]


def _series_rows(content: Content) -> Iterator[Row]:
    labels = labels_of(content)
    for metric, service in content.series:
        for observation in content.vintage.series(metric, content.years, service):
            yield (
                *series_cells(content, metric, service),
                *period_cells(observation.period),
                *number_cells(content, metric, observation.figure),
                _state(observation),
                *obs_status_cells(labels, observation.statuses),
                observation.figure.hand if observation.figure else "",
                observation.revised.as_printed if observation.revised else "",
                *_note_cells(labels, observation),
                *sources_cells(labels, observation.figure),
            )


def _note_cells(labels: ByLanguage, observation: Observation) -> list[str]:
    """Return the reasons for a gap or a part, and the figures that dispute the one in force, in each language."""
    reasons = reason_cells(labels, observation.gap, observation.part)
    if not observation.disputed:
        return reasons
    disputes = [
        name.words.say(
            "status.disputed", others=name.words.listed(name.sourced(other).text for other in observation.disputed)
        ).text
        for name in labels.values()
    ]
    return ["; ".join(filter(None, pair)) for pair in zip(reasons, disputes, strict=True)]


def _state(observation: Observation) -> str:
    if observation.gap:
        return observation.gap.code
    return "computed" if observation.figure and observation.figure.parts else "published"


def _figure_rows(content: Content, refined: Collection[int]) -> Iterator[Row]:
    history = content.vintage.rows.select_dtypes(exclude="datetime")  # the dates are those of the source
    number = lru_cache(exact)  # the figures of a period repeat their numbers
    parse, source = cache(Period.parse), cache(lambda name: source_cells(content, name))
    units = cache(lambda metric: number_cells(content, metric, None)[1 : 2 + len(content.languages)])
    labels = labels_of(content)
    obs_status = cache(lambda text: obs_status_cells(labels, statuses_of(text)))
    for (metric, service, text), rows in groupby(history.itertuples(), key=attrgetter(*SERIES_COLUMNS)):
        period, same = parse(text), list(rows)
        if period.year > content.year and content.rows.isdisjoint(row.Index for row in same):
            continue
        about = *series_cells(content, metric, service), *period_cells(period)
        for row, status, other in _statuses(same, refined):
            numbers = list(map(number, (row.value, row.rounding, row.low, row.high)))
            yield (
                *(row.Index, *about, row.as_printed),
                *(numbers[0], *units(metric), row.hedge, *numbers[1:]),
                *obs_status(row.status),
                "second_hand" if row.precedence == SECOND_HAND else "first_hand",
                *(status, other.Index if other else None, other.as_printed if other else ""),
                *(*source(row.source), row.place),
                *(getattr(row, f"revision_{language}") for language in content.languages),
            )


def _statuses(series: Sequence[Any], refined: Collection[int]) -> Iterator[tuple[Any, str, Any]]:
    """Yield each figure of one series and period, its status, and the figure that the status refers to."""
    rows = {row.Index: row for row in series}
    after = {row.before: row for row in series if row.of_producer == row.Index and row.role in REPLACED}
    leading = rows[series[-1].in_force]
    for row in series:
        if row is leading:
            yield row, "in_force", None
        elif other := after.get(row.Index):
            yield row, "made_more_precise" if row.Index in refined else REPLACED[other.role], other
        elif row.role in ("confirms", "conflicts"):
            yield row, row.role, rows[row.before]
        else:
            yield row, "confirms" if agree(row, leading) else "differs", leading


def _counted_rows(content: Content) -> Iterator[Row]:
    labels = labels_of(content)
    for discrepancy in content.discrepancies:
        observation, row = discrepancy.published, discrepancy.counted
        state = "not_counted" if row is None else "suppressed" if row.value is None else "counted"
        count: Row = (None, state, "", None, None, None)
        if row:
            day = Period.parse(row.counted_on).first
            count = (row.value, state, row.definition, day, row.days, row.days_counted)
        yield (
            *series_cells(content, observation.metric, observation.service),
            *period_cells(observation.period),
            *count,
            discrepancy.replaced.value if discrepancy.replaced else None,
            *number_cells(content, observation.metric, observation.figure),
            discrepancy.verdict,
            *outward(discrepancy.difference),
            *reason_cells(labels, *discrepancy.reasons),
            *sources_cells(labels, observation.figure),
        )
