"""The lines of a first `metrics.toml` and `tables.toml`, in which each guess is marked as one."""

import json
from collections.abc import Iterator, Mapping, Sequence

from helsetrend.published.tables.drafting.metrics import COUNTED, DraftedMetric
from helsetrend.published.tables.drafting.table import DraftedTable

NUMBER_OF = {"en": "The number of {}", "nb": "Antall {}", "nn": "Talet på {}"}
"""How a sentence about something that is counted begins."""


def metrics_lines(tables: Sequence[DraftedTable]) -> Iterator[str]:
    """Yield the lines of metrics.toml, each metric once."""
    languages = _languages(tables)
    yield "# A draft from the tables in published/tables/. `helsetrend check` names what is still to be decided."
    yield "# The head of helsetrend's data/metrics.toml explains every word."
    yield f"\nlanguages = {json.dumps(languages)}  # a guess"
    yield f"\n[portal]\nname = {_in_each('', languages)}\ndescription = {_in_each('', languages)}\n\n[units]"
    metrics = {metric.name: (metric, table) for table in tables for metric in table.metrics}
    for metric in {metric.unit: metric for metric, _ in metrics.values()}.values():
        divisible = ", divisible = true" if metric.is_divisible else ""
        yield f"{metric.unit} = {_in_each(_unit_text(metric, languages), languages, divisible)}  # a guess"
    for metric, table in metrics.values():
        yield f"\n[metrics.{metric.name}]"
        yield f'kind = "{metric.kind}"  # a guess: count, share, mean, rate, stock or persons'
        yield f'unit = "{metric.unit}"'
        day = "  # a guess: the day of the year that is counted" if metric.kind == "stock" else ""
        yield f'measured = "{metric.measured}"{day}'
        if table.year_starts:
            yield f'year_starts = "{table.year_starts}"  # a guess: the month and day on which its years start'
        yield f"name = {_in_each(metric.words, languages)}  # a guess"
        if metric.counted:
            subjects = {language: NUMBER_OF[language].format(metric.counted) for language in languages}
            yield f"subject = {_in_each(subjects, languages)}  # a guess: what sentences begin with"
        yield f"definition = {_in_each('', languages)}"
        for service in table.services:
            texts = {language: service.texts.get(language, service.label) for language in languages}
            yield f"services.{service.name}.name = {_in_each(texts, languages)}  # a guess"
    yield ""


def tables_lines(tables: Sequence[DraftedTable]) -> Iterator[str]:
    """Yield the lines of tables.toml."""
    yield "# A draft. `helsetrend check` names what is still to be decided; docs/tables.md explains every word."
    for table in tables:
        around = table.around
        yield f"\n[tables.{table.name}]\nfiles = {_quoted(table.files)}"
        yield _published(table.published)
        language = table.language if around.title else ""
        source = {"title": around.title, "publisher": around.publisher, "address": around.address, "language": language}
        words = ", ".join(f"{word} = {_quoted(text)}" for word, text in source.items())
        yield f"source = {{ {words} }}" + ("  # a guess" if any(source.values()) else "")
        if table.sheet:
            yield f"sheet = {_quoted(table.sheet)}  # a guess: other sheets have tables too"
        for word, header in table.rows.items():
            yield f"rows.{word} = {_quoted(header)}  # a guess"
        for header, label in table.where.items():
            yield f"where.{_quoted(header)} = {_quoted(label)}  # a guess"
        if table.decimal:
            yield f'decimal = "{table.decimal}"  # a guess'
        yield from _metrics_of(table)
        for label, metric in {metric.label_of_unit: metric for metric in table.metrics if metric.declared_unit}.items():
            scale = f", scale = {metric.scale:_}" if metric.scale > 1 else ""
            yield f'units.{_quoted(label)} = {{ unit = "{metric.declared_unit}"{scale} }}  # a guess'
        for service in table.services:
            yield f'services.{_quoted(service.label)} = "{service.name}"  # a guess'
        if table.marks:
            meanings = ", ".join(f"{_quoted(mark)} = {_quoted(status)}" for mark, status in table.marks.items())
            yield f"marks = {{ {meanings} }}  # a guess"
        if table.others:
            yield f"# other columns, for rows.service or to choose rows by: where = {{ … }}: {', '.join(table.others)}"
    yield ""


def _metrics_of(table: DraftedTable) -> Iterator[str]:
    """Yield the line of each metric, and before them the scale that all of them have."""
    of_unit = "unit" in table.rows
    scales = {metric.name: 1 if of_unit else _scale(metric, table.around.scale) for metric in table.metrics}
    shared = table.around.scale if {*scales.values()} == {table.around.scale} else 1
    if shared > 1:
        yield f"scale = {shared:_}  # a guess"
    for metric in table.metrics:
        scale = scales[metric.name]
        meaning = f'"{metric.name}"'
        if scale != shared:
            meaning = f"{{ metric = {meaning}, scale = {scale:_} }}"
        yield f"metrics.{_quoted(metric.label)} = {meaning}  # a guess"


def _scale(metric: DraftedMetric, around: int) -> int:
    """Return in what the figures of a metric are: as its label says, else as the lines around a table of counts do."""
    return metric.scale if metric.scale > 1 or metric.kind not in COUNTED else around


def _published(published: str | None) -> str:
    if published is None:
        return 'published = ""  # the date, such as 2024-05-31'
    return f"published = {_quoted(published or 'file name')}  # a guess; or a date, such as 2024-05-31"


def _languages(tables: Sequence[DraftedTable]) -> list[str]:
    """Return the languages of the texts: those in which the tables name services, else those of their words."""
    texts = [language for table in tables for service in table.services for language in service.texts]
    return list(dict.fromkeys(texts or (table.language for table in tables)))


def _unit_text(metric: DraftedMetric, languages: Sequence[str]) -> str | Mapping[str, str]:
    if metric.unit != "percent":
        return metric.unit_words
    return {language: "percent" if language == "en" else "prosent" for language in languages}


def _in_each(text: str | Mapping[str, str], languages: Sequence[str], more: str = "") -> str:
    texts = text if isinstance(text, Mapping) else dict.fromkeys(languages, text)
    return "{ " + ", ".join(f"{language} = {_quoted(texts[language])}" for language in languages) + more + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
