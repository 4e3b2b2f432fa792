"""Columns that several tables to publish have, each group with the function that returns its cells, in their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from helsetrend.analysis import Reason
from helsetrend.edition.exports.dataset import Dataset, Part, Row, Variable, exact, outward, with_line_feeds
from helsetrend.published import Each, Figure, sdmx_code
from helsetrend.report import Content, Labels
from helsetrend.values import HEDGES, Period

ByLanguage = Mapping[str, Labels]
"""The names and citations in each language."""

EACH = "each"
"""The language of a column that there is in each language of a report."""


def named(name: str, *, word: str = "", **more: Any) -> tuple[Variable, ...]:
    """Return a text column that `dataset_of` repeats in each language; `word` as in `Variable`."""
    return (Variable(name=name, word=word or name, language=EACH, **more),)


def dataset_of(name: str, content: Content, *parts: tuple[Iterable[Variable], Each[Row]]) -> Dataset:
    """Return a table of a report from its parts, each its columns and the cells of these in each row.

    There is one of the columns of `named` in each language of the report: metric_nb, metric_en.
    """
    languages = content.languages
    return Dataset(name=name, parts=[_part(_in_each_language(columns, languages), cells) for columns, cells in parts])


def _part(variables: Sequence[Variable], cells: Each[Row]) -> Part:
    has_texts = any(variable.kind == "text" for variable in variables)
    return Part(variables, cells.of(with_line_feeds) if has_texts else cells)


def _in_each_language(columns: Iterable[Variable], languages: Sequence[str]) -> list[Variable]:
    return [
        replace(column, name=f"{column.name}_{language}", language=language) if language else column
        for column in columns
        for language in (languages if column.language == EACH else [""])
    ]


SERIES_COLUMNS = (Variable(name="metric", only_data=True), *named("metric", word="metric_name"))
SERIES_COLUMNS += (Variable(name="service", only_data=True), *named("service", word="service_name"))


def series_cells(content: Content, metric: str, *services: str) -> Row:
    """Return the identifiers and names of a metric, and of the services that a row is about."""
    entry = content.vintage.catalogue.metrics[metric]
    named_services = [service for service in services if service]
    names = [
        ", ".join(entry.services[service].name[language] for service in named_services)
        for language in content.languages
    ]
    return (metric, *(entry.name[language] for language in content.languages), " + ".join(named_services), *names)


PERIOD_COLUMNS = (
    Variable(name="period"),
    Variable(name="period_first", kind="date", only_data=True),
    Variable(name="period_last", kind="date", only_data=True),
)


def period_cells(period: Period) -> Row:
    """Return a period, its first and its last day."""
    return str(period), period.first, period.last


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


def number_cells(content: Content, metric: str, figure: Figure | None) -> Row:
    """Return a figure with its unit, hedge, rounding and bounds; only the unit if there is no figure."""
    unit = unit_cells(content, metric)
    if figure is None:
        return None, *unit, "", None, None, None
    return (exact(figure.value), *unit, figure.hedge, exact(figure.rounding), *outward(figure.interval))


def unit_cells(content: Content, metric: str) -> Row:
    """Return the unit of a metric, and its name in each language."""
    unit = content.vintage.catalogue.metrics[metric].unit
    return unit, *(content.vintage.catalogue.units[unit][language] for language in content.languages)


SOURCE_COLUMNS = (
    Variable(name="published"),
    Variable(name="published_basis", codes={basis: f"code.basis.{basis}" for basis in ("stated", "inferred")}),
    Variable(name="counts_from", kind="date"),
    Variable(name="source", only_data=True),
    Variable(name="title"),
    Variable(name="title_language", only_data=True),
    *named("detail", empty="not_given"),
    Variable(name="publisher"),
    Variable(name="address"),
)


def source_cells(content: Content, name: str) -> Row:
    """Return a source: its date as far as it is known, the day it counts from, its title, publisher and address."""
    source = content.vintage.published.sources[name]
    details = [source.detail[language] for language in content.languages]
    basis = "stated" if source.is_stated else "inferred"
    when = (str(source.published), basis, source.published.last)
    return (*when, name, source.title, source.language, *details, source.publisher, source.address)


def sources_columns(empty: str = "not_published") -> tuple[Variable, ...]:
    """Return the columns for the sources of a figure or its parts, as codes and in words; `empty` as in `Variable`."""
    return (Variable(name="sources", only_data=True), *named("sources", word="sources_in_words", empty=empty))


def sources_cells(labels: ByLanguage, figure: Figure | None) -> Row:
    """Return the cells of `sources_columns`, empty if there is no figure."""
    if figure is None:
        return "", *("" for _ in labels)
    return "; ".join(figure.sources), *(name.sources(figure).text for name in labels.values())


OBS_STATUS_COLUMNS = (
    Variable(name="obs_status", only_data=True),
    *named("obs_status", word="obs_status_in_words", empty="none"),
    Variable(name="obs_status_sdmx", only_data=True),
)
"""The columns for what the publisher says of a figure: as codes, in words, and as the one code of SDMX."""


def obs_status_cells(labels: ByLanguage, statuses: Sequence[str]) -> Row:
    """Return the cells of `OBS_STATUS_COLUMNS`, empty where the publisher says nothing."""
    texts = ("; ".join(name.obs_statuses(statuses)) for name in labels.values())
    return "; ".join(statuses), *texts, sdmx_code(statuses)


def reason_cells(labels: ByLanguage, *reasons: Reason | None) -> list[str]:
    """Return the reasons as a clause in each language, empty if there are none."""
    given = [reason for reason in reasons if reason]
    return [name.words.reasons(given) for name in labels.values()]
