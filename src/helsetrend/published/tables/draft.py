"""A first `metrics.toml` and `tables.toml` for tables that somebody has: names from their headers, kinds guessed.

Each guess is marked as one. What only a person can say, such as definitions and the source, is left empty, so that
`check` names it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.languages import DEFAULT_LANGUAGES
from helsetrend.published.readers import Sheet, UnreadableFileError
from helsetrend.published.status import SIGNS_OF_MISSING
from helsetrend.published.tables.files import identifier_of, sheets_of
from helsetrend.published.tables.labels import FIRST_YEAR, LAST_YEAR
from helsetrend.published.tables.layout import FIRST_ROWS, VALUE_HEADERS
from helsetrend.published.tables.periods import period_of
from helsetrend.values import UnclearPeriodError, readings

MOST_ROWS = 200
"""The most rows of a table that a draft looks at."""

MOST_LABELS = 40
"""The most labels of a column that become metrics."""

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_SHARE = re.compile(r"%|percent|per cent|prosent|andel|share|proportion", re.IGNORECASE)
_MEAN = re.compile(r"mean|average|avg|gjennomsnitt|snitt|median|duration|varighet", re.IGNORECASE)
_SCALES = {1_000: r"1[ .,]?000\b(?![ .,]000)|thousand|tusen", 1_000_000: r"1[ .,]000[ .,]000|million|mill\b|mio\b"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, the texts below it, and what they seem to be."""

    header: str
    values: Sequence[str]

    @property
    def kind(self) -> str:
        """`period`, `number`, `label`, or nothing for an empty column."""
        texts = [text for text in self.values if text]
        if not texts:
            return ""
        if not _is_period(self.header) and all(map(_is_period, texts)):
            return "period"
        numbers = [text for text in texts if readings(text)]
        missing = [text for text in texts if text.lower() in SIGNS_OF_MISSING]
        return "number" if numbers and 2 * (len(numbers) + len(missing)) > len(texts) else "label"


@dataclass(frozen=True)
class Draft:
    """A table as it seems to be: where its periods and metrics stand, and the label of each metric with its texts."""

    name: str
    files: str
    rows: Mapping[str, str]
    labels: Mapping[str, Sequence[str]]
    others: Sequence[str]


def draft(paths: Sequence[Path]) -> tuple[str, str]:
    """Return the text of a `metrics.toml` and of a `tables.toml` for the tables in files.

    Files whose names differ in digits only are states of one table. Raises DataError for a file that cannot be read or
    has no header above numbers.
    """
    groups: dict[str, list[Path]] = {}
    for path in sorted(paths):
        groups.setdefault(re.sub(r"\d+", "0", path.name), []).append(path)
    drafts = [_drafted(group) for group in groups.values()]
    return "\n".join(_metrics_lines(drafts)), "\n".join(_tables_lines(drafts))


def _drafted(paths: Sequence[Path]) -> Draft:
    """Return the table in the last of some files, which are its states."""
    newest, stems = paths[-1], [path.stem for path in paths]
    shared = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*stems, strict=False)))
    files = (re.sub(r"[\d_.-]+\Z", "", shared) or shared) + "*" if len(stems) > 1 else stems[0]
    name = identifier_of(re.sub(r"[\d_.*-]+\Z", "", files) or files)
    try:
        tables = [found for sheet in sheets_of(newest) if (found := _columns(_texts(sheet)))]
    except UnreadableFileError as error:
        raise DataError([Fault(newest.name, error.row, "", error.found, error.expected)]) from error
    if not tables:
        raise DataError([Fault(newest.name, 0, "", "no table", "a header above rows with numbers")])
    columns = max(tables, key=len)
    of_kind = {kind: [column for column in columns if column.kind == kind] for kind in ("period", "number", "label")}
    values = [column for column in of_kind["number"] if not _is_period(column.header)]
    labels = of_kind["label"]
    rows = {"period": of_kind["period"][0].header} if of_kind["period"] else {}
    is_long = len(values) == 1 and values[0].header.casefold() in VALUE_HEADERS
    if labels and (is_long or not values):
        first, *others = labels
        texts = [text for column in of_kind["number"] for text in column.values]
        figures = [any(row) for row in zip(*(column.values for column in of_kind["number"]), strict=True)]
        every = dict.fromkeys(label for label, has in zip(first.values, figures, strict=True) if label and has)
        named = dict.fromkeys(list(every)[:MOST_LABELS], texts)
        return Draft(name, files + newest.suffix, {"metric": first.header, **rows}, named, _headers(others))
    return Draft(
        name, files + newest.suffix, rows, {column.header: column.values for column in values}, _headers(labels)
    )


def _headers(columns: Sequence[Column]) -> list[str]:
    return [column.header for column in columns]


def _texts(sheet: Sheet) -> list[list[str]]:
    """Return the first rows of a sheet; none of a text file that is read with the wrong sign between its columns."""
    try:
        return [[cell.text for cell in cells] for _, cells in islice(sheet.rows, MOST_ROWS)]
    except UnreadableFileError:
        return []


def _columns(rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns below the row that is most like a header: the first with the most texts above numbers."""
    best: list[Column] = []
    for place, header in enumerate(rows[:FIRST_ROWS]):
        below = rows[place + 1 :]
        columns = [
            Column(text or f"#{number + 1}", [row[number] if number < len(row) else "" for row in below])
            for number, text in enumerate(header)
            if (text and (_is_period(text) or not readings(text))) or (number == 0 and not text)
        ]
        has_figures = any(column.kind == "number" for column in columns)
        if has_figures and len(columns) > max(1, len(best)):
            best = columns
    return best


def _is_period(text: str) -> bool:
    try:
        period = period_of([text.rstrip("*")], metric=None)
    except UnclearPeriodError:
        return True
    except ValueError:
        return False
    return FIRST_YEAR <= period.year <= LAST_YEAR


def _metrics_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the lines of metrics.toml, each metric once."""
    yield "# A draft from the tables in published/tables/. `helsetrend check` names what is still to be decided."
    yield "# The head of helsetrend's data/metrics.toml explains every word."
    yield '\n[portal]\nname = { nb = "", en = "" }\ndescription = { nb = "", en = "" }\n\n[units]'
    metrics = {_metric(label): (label, values) for table in drafts for label, values in table.labels.items()}
    kinds = {name: _kind(label, values) for name, (label, values) in metrics.items()}
    for name, text in {_unit(name, kind): _words(metrics[name][0], kind) for name, kind in kinds.items()}.items():
        yield f"{name} = {_in_each(text)}  # a guess"
    for name, (label, _) in metrics.items():
        yield f'\n[metrics.{name}]\nkind = "{kinds[name]}"  # a guess: count, share, mean or persons'
        yield f'unit = "{_unit(name, kinds[name])}"\nmeasured = "year"'
        yield f"name = {_in_each(label)}  # a guess"
        yield f"definition = {_in_each('')}"
    yield ""


def _tables_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the lines of tables.toml."""
    yield "# A draft. `helsetrend check` names what is still to be decided; docs/tables.md explains every word."
    for table in drafts:
        yield f"\n[tables.{table.name}]\nfiles = {_quoted(table.files)}"
        yield 'published = "file name"  # a guess; or a date, such as 2024-05-31'
        yield 'source = { title = "", publisher = "", address = "", language = "" }'
        for word, header in table.rows.items():
            yield f"rows.{word} = {_quoted(header)}  # a guess"
        for label in table.labels:
            scale = next((scale for scale, words in _SCALES.items() if re.search(words, label, re.IGNORECASE)), 1)
            metric = f'"{_metric(label)}"'
            meaning = metric if scale == 1 else f"{{ metric = {metric}, scale = {scale} }}"
            yield f"metrics.{_quoted(label)} = {meaning}  # a guess"
        if table.others:
            yield f"# other columns, for rows.service, or to choose rows by: where = {{ … }}: {', '.join(table.others)}"
    yield ""


def _metric(label: str) -> str:
    """Return the name of a metric for a label: "logins" for "Logins (1 000)"."""
    name = identifier_of(_BRACKETS.sub("", label) or label).replace("-", "_")
    return name if name[0].isalpha() else f"metric_{name}"


def _kind(label: str, values: Sequence[str]) -> str:
    """Return the kind that a metric seems to be of, by its label and its texts."""
    texts = [text for text in values if text and readings(text)]
    if _SHARE.search(label) or (texts and all("%" in text for text in texts)):
        return "share"
    return "mean" if _MEAN.search(label) else "count"


def _unit(metric: str, kind: str) -> str:
    return "percent" if kind == "share" else metric


def _words(label: str, kind: str) -> str:
    return "percent" if kind == "share" else _BRACKETS.sub("", label).strip().lower()


def _in_each(text: str) -> str:
    return "{ " + ", ".join(f"{language} = {_quoted(text)}" for language in DEFAULT_LANGUAGES) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
