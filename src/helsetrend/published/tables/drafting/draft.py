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
from helsetrend.published.languages import DEFAULT_LANGUAGES
from helsetrend.published.readers import Sheet, UnreadableFileError
from helsetrend.published.status import SIGNS_OF_MISSING, without_marks
from helsetrend.published.tables.drafting.surroundings import Surroundings, scale_of, surroundings_of
from helsetrend.published.tables.files import day_in_name, identifier_of, sheets_of
from helsetrend.published.tables.labels import FIRST_YEAR, LAST_YEAR
from helsetrend.published.tables.layout import FIRST_ROWS, VALUE_HEADERS
from helsetrend.published.tables.periods import period_of
from helsetrend.values import SUPERSCRIPT_SIGNS, UnclearPeriodError, readings

MOST_ROWS = 200
"""The most rows of a table that a draft looks at."""

MOST_LABELS = 40
"""The most labels of a column that become metrics."""

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_SHARE = re.compile(r"%|percent|per cent|prosent|andel|share|proportion", re.IGNORECASE)
_MEAN = re.compile(r"mean|average|avg|gjennomsnitt|snitt|median|duration|varighet", re.IGNORECASE)
_RATE = re.compile(r"\b(?:per|pr)\b\.? (?:\d|capita|head|person|inhabitant|resident|innbygg)", re.IGNORECASE)
_MARK = re.compile(rf"(?:[*\u2020{SUPERSCRIPT_SIGNS}]+| ?\[\w{{1,3}}\]| ?\(\w{{1,2}}\)| \w{{1,2}}\)?)\Z")
_INDICATOR = re.compile(r"metric|indicator|measure|statistic|variable|indikator|måltall|variabel", re.IGNORECASE)
_NAMED = re.compile(r"name|title|navn|tittel", re.IGNORECASE)
_SHIFTED = re.compile(r"(\d\d)(\d\d)[-/\u2013](\d\d)?(\d\d)")
_NORWEGIAN = re.compile(
    r"[æøå]|\b(kvartal|antall|andel|tjeneste|innlogginger|utgiver|periode|maned|prosent|og)\b", re.IGNORECASE
)


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
class Part:
    """The part of a sheet that is most like a table: its columns, and the lines above and below them."""

    columns: Sequence[Column] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()

    @property
    def figures(self) -> list[str]:
        """The texts in its columns of figures."""
        return [text for column in self.columns if column.kind == "number" for text in column.values if text]


@dataclass(frozen=True)
class Draft:
    """A table as it seems to be: where its periods, metrics and services stand, and what else is guessed.

    `published` is the date that is stated, if the files' names have none; `has_unclear_numbers`, such as 1,234;
    `labels` has the label of each metric with its texts; `services` are the labels of services; `is_shifted` if its
    years are such as 2020-21; `is_norwegian` if a header, label or line beside the table is.
    """

    name: str
    files: str
    published: str
    around: Surroundings
    has_unclear_numbers: bool
    rows: Mapping[str, str]
    labels: Mapping[str, Sequence[str]]
    services: Sequence[str]
    others: Sequence[str]
    is_shifted: bool
    is_norwegian: bool


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
        tables = [found for sheet in sheets_of(newest) if (found := _part(_texts(sheet))).columns]
    except UnreadableFileError as error:
        raise DataError([Fault(newest.name, error.row, "", error.found, error.expected)]) from error
    if not tables:
        raise DataError([Fault(newest.name, 0, "", "no table", "a header above rows with numbers")])
    table = max(tables, key=lambda part: len(part.columns))
    columns = table.columns
    of_kind = {kind: [column for column in columns if column.kind == kind] for kind in ("period", "number", "label")}
    values = [column for column in of_kind["number"] if not _is_period(column.header)]
    labels = of_kind["label"]
    rows = {"period": of_kind["period"][0].header} if of_kind["period"] else {}
    is_long = len(values) == 1 and values[0].header.casefold() in VALUE_HEADERS
    figures = [any(row) for row in zip(*(column.values for column in of_kind["number"]), strict=True)]
    if labels and (is_long or not values):
        first = next((column for column in labels if _INDICATOR.search(column.header)), labels[0])
        texts = [text for column in of_kind["number"] for text in column.values]
        named: dict[str, Sequence[str]] = dict.fromkeys([*_labels_of(first, figures)][:MOST_LABELS], texts)
        keys = [first, *of_kind["period"]]
        rows = {"metric": first.header, **rows}
    else:
        named = {column.header: column.values for column in values}
        keys = of_kind["period"]
    service = _service(labels, keys, figures)
    if "metric" in rows and not service and (headings := _headings(first, figures)):
        service, named = first, dict.fromkeys(headings, texts)
    services = [*_labels_of(service, figures)][:MOST_LABELS] if service else []
    others = [
        column.header for column in labels if column.header not in (rows.get("metric"), service and service.header)
    ]
    headers = " ".join(column.header for column in columns)
    around = surroundings_of(table.above, table.below, [*table.figures, *(column.header for column in columns)])
    return Draft(
        name,
        files + newest.suffix,
        "" if day_in_name(newest.name) else around.published,
        around,
        any(len(readings(without_marks(text, around.marks).text)) > 1 for text in table.figures),
        {**rows, **({"service": service.header} if service else {})},
        named,
        services,
        others,
        is_shifted=any(
            map(_is_shifted, [*headers.split(), *(text for column in of_kind["period"] for text in column.values)])
        ),
        is_norwegian=bool(_NORWEGIAN.search(" ".join([headers, *named, *services, *table.above, *table.below]))),
    )


def _labels_of(column: Column, figures: Sequence[bool]) -> Iterator[str]:
    """Yield the labels of the rows that have figures, each once."""
    yield from dict.fromkeys(label for label, has in zip(column.values, figures, strict=True) if label and has)


def _headings(column: Column, figures: Sequence[bool]) -> list[str]:
    """Return the labels without figures above others that stand below several of them; none where no label does."""
    below = [label for label, has in zip(column.values, figures, strict=True) if label and has]
    headings = [*_labels_of(column, [not has for has in figures])]
    return headings if len(set(below)) < len(below) else []


def _service(labels: Sequence[Column], keys: Sequence[Column], figures: Sequence[bool]) -> Column | None:
    """Return the column that tells rows apart which those of periods and metrics do not; None if none needs to."""

    def told_apart(*columns: Column) -> bool:
        rows = [
            row
            for row, has in zip(zip(*(column.values for column in columns), strict=True), figures, strict=True)
            if has
        ]
        return len(set(rows)) == len(rows)

    free = [column for column in labels if column not in keys]
    if not keys or told_apart(*keys):
        return None
    found = [column for column in free if told_apart(*keys, column)]
    return next((column for column in found if _NAMED.search(column.header)), found[0] if found else None)


def _is_shifted(text: str) -> bool:
    """Return whether a text names two years that follow each other, such as 2020-21 or 2020/2021."""
    years = _SHIFTED.fullmatch(text)
    return years is not None and int(years[4]) == (int(years[2]) + 1) % 100


def _texts(sheet: Sheet) -> list[list[str]]:
    """Return the first rows of a sheet; none of a text file that is read with the wrong sign between its columns."""
    try:
        return [[cell.text for cell in cells] for _, cells in islice(sheet.rows, MOST_ROWS)]
    except UnreadableFileError:
        return []


def _part(rows: Sequence[Sequence[str]]) -> Part:
    """Return the part of a sheet below its likely header: the first row with the most texts above numbers."""
    best = Part()
    for place, header in enumerate(rows[:FIRST_ROWS]):
        below = rows[place + 1 :]
        columns = [
            Column(text or f"#{number + 1}", [row[number] if number < len(row) else "" for row in below])
            for number, text in enumerate(header)
            if (text and (_is_period(text) or not readings(text))) or (number == 0 and not text)
        ]
        with_figures = [column for column in columns if column.kind == "number"]
        if with_figures and len(columns) > max(1, len(best.columns)):
            last = max(number for column in with_figures for number, text in enumerate(column.values) if readings(text))
            ended = [Column(column.header, column.values[: last + 1]) for column in columns]
            best = Part(ended, _lines(rows[:place]), _lines(below[last + 1 :]))
    return best


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows that have a text, as lines."""
    return list(filter(None, (" ".join(filter(None, row)) for row in rows)))


def _is_period(text: str) -> bool:
    """Return whether a text is a period, alone or with a mark beside it: 2023, 2023*, 2023Q4 p."""
    unmarked = _MARK.sub("", text)
    return _is_bare_period(text) or (unmarked != text and _is_bare_period(unmarked))


def _is_bare_period(text: str) -> bool:
    try:
        period = period_of([text], metric=None)
    except UnclearPeriodError:
        return True
    except ValueError:
        return False
    return FIRST_YEAR <= period.year <= LAST_YEAR


def _metrics_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the lines of metrics.toml, each metric once."""
    languages = DEFAULT_LANGUAGES if any(table.is_norwegian for table in drafts) else ("en",)
    yield "# A draft from the tables in published/tables/. `helsetrend check` names what is still to be decided."
    yield "# The head of helsetrend's data/metrics.toml explains every word."
    yield f"\nlanguages = {json.dumps(languages)}  # a guess"
    yield f"\n[portal]\nname = {_in_each('', languages)}\ndescription = {_in_each('', languages)}\n\n[units]"
    metrics = {_metric(label): (label, values, table) for table in drafts for label, values in table.labels.items()}
    kinds = {name: _kind(label, values) for name, (label, values, _) in metrics.items()}
    for name, text in {_unit(name, kind): _words(metrics[name][0], kind) for name, kind in kinds.items()}.items():
        yield f"{name} = {_in_each(text, languages)}  # a guess"
    for name, (label, _, table) in metrics.items():
        yield f'\n[metrics.{name}]\nkind = "{kinds[name]}"  # a guess: count, share, mean, rate, stock or persons'
        yield f'unit = "{_unit(name, kinds[name])}"\nmeasured = "year"'
        if table.is_shifted:
            yield 'year_starts = "04-01"  # a guess: the month and day on which its years start'
        yield f"name = {_in_each(_BRACKETS.sub('', label).strip() or label, languages)}  # a guess"
        yield f"definition = {_in_each('', languages)}"
        for service in table.services:
            yield f"services.{_metric(service)}.name = {_in_each(service, languages)}  # a guess"
    yield ""


def _tables_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the lines of tables.toml."""
    yield "# A draft. `helsetrend check` names what is still to be decided; docs/tables.md explains every word."
    for table in drafts:
        around = table.around
        yield f"\n[tables.{table.name}]\nfiles = {_quoted(table.files)}"
        yield f"published = {_quoted(table.published or 'file name')}  # a guess; or a date, such as 2024-05-31"
        language = ("nb" if table.is_norwegian else "en") if around.title else ""
        source = {"title": around.title, "publisher": around.publisher, "address": around.address, "language": language}
        words = ", ".join(f"{word} = {_quoted(text)}" for word, text in source.items())
        yield f"source = {{ {words} }}" + ("  # a guess" if any(source.values()) else "")
        for word, header in table.rows.items():
            yield f"rows.{word} = {_quoted(header)}  # a guess"
        scales = {label: _scale(label, values, around.scale) for label, values in table.labels.items()}
        if table.has_unclear_numbers:
            yield f'decimal = "{"comma" if table.is_norwegian else "point"}"  # a guess'
        if is_same := set(scales.values()) == {around.scale} != {1}:
            yield f"scale = {around.scale:_}  # a guess"
        for label, scale in scales.items():
            metric = f'"{_metric(label)}"'
            meaning = metric if scale == 1 or is_same else f"{{ metric = {metric}, scale = {scale:_} }}"
            yield f"metrics.{_quoted(label)} = {meaning}  # a guess"
        for service in table.services:
            yield f'services.{_quoted(service)} = "{_metric(service)}"  # a guess'
        if around.marks:
            meanings = ", ".join(f"{_quoted(mark)} = {_quoted(status)}" for mark, status in around.marks.items())
            yield f"marks = {{ {meanings} }}  # a guess"
        if table.others:
            use = "for rows.service or rows.unit, or to choose rows by: where = { … }"
            yield f"# other columns, {use}: {', '.join(table.others)}"
    yield ""


def _scale(label: str, values: Sequence[str], around: int) -> int:
    """Return in what the figures below a label are: as it says, else as the lines around a table of counts do."""
    return scale_of(label) if scale_of(label) > 1 or _kind(label, values) != "count" else around


def _metric(label: str) -> str:
    """Return the name of a metric or a service for a label: "logins" for "Logins (1 000)"."""
    name = identifier_of(_BRACKETS.sub("", label) or label).replace("-", "_")
    return name if name[0].isalpha() else f"n_{name}"


def _kind(label: str, values: Sequence[str]) -> str:
    """Return the kind that a metric seems to be of, by its label and its texts."""
    texts = [text for text in values if text and readings(text)]
    if _SHARE.search(label) or (texts and all("%" in text for text in texts)):
        return "share"
    if _RATE.search(label):
        return "rate"
    return "mean" if _MEAN.search(label) else "count"


def _unit(metric: str, kind: str) -> str:
    return "percent" if kind == "share" else metric


def _words(label: str, kind: str) -> str:
    """Return the words of a unit, by a label; those of a rate have in them what stands in brackets, what it is per."""
    if kind == "rate":
        return re.sub(r"[()\[\]]", "", label).strip().lower()
    return "percent" if kind == "share" else _BRACKETS.sub("", label).strip().lower()


def _in_each(text: str, languages: Sequence[str]) -> str:
    return "{ " + ", ".join(f"{language} = {_quoted(text)}" for language in languages) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
