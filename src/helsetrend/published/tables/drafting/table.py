"""A table as it seems to be: where its periods, metrics and services stand, and what else its columns seem to hold."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.published.languages import known_languages
from helsetrend.published.readers import UnreadableFileError
from helsetrend.published.status import undeclared_mark, without_marks
from helsetrend.published.tables.drafting.columns import Column, Part, is_sign, lines_of, part_of, rows_of
from helsetrend.published.tables.drafting.metrics import DraftedMetric, distinct_names, drafted_metric, identifier
from helsetrend.published.tables.drafting.surroundings import Surroundings, surroundings_of
from helsetrend.published.tables.files import day_in_name, identifier_of, sheets_of
from helsetrend.published.tables.layout import VALUE_HEADERS
from helsetrend.values import readings

MOST_LABELS = 40
"""The most labels of a column that become metrics or services."""

USUAL_MARKS = {
    "p": "provisional",
    "e": "estimated",
    "r": "revised",
    "b": "break",
    "f": "forecast",
    "u": "unreliable",
}
"""What letters beside a figure mean where nothing explains them, as in the tables of Eurostat."""

_INDICATOR = re.compile(
    r"metric|indicator|measure|statistic|variable|\bkpi\b|\bseries\b|indikator|måltall|måltal|variabel", re.IGNORECASE
)
_NAMED = re.compile(r"name|title|navn|namn|tittel", re.IGNORECASE)
_UNIT = re.compile(r"(?:unit|units|unit of measure(?:ment)?|uom|enhet|måleenhet|eining|måleeining)\Z", re.IGNORECASE)
_REMARK = re.compile(r"(?:foot)?notes?\b|comments?\b|remarks?\b|merknad|kommentar|fotnote", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"[ _.-]?[(\[]?(?P<code>en|eng|english|engelsk|nb|no|nob|norsk|bokmål|nn|nno|nynorsk)[)\]]?\Z", re.IGNORECASE
)
_CODES = {"en": "en", "nb": "nb", "no": "nb", "nn": "nn", "bo": "nb", "ny": "nn"}
_TOTAL = re.compile(r"(?:total|totalt|in total|i alt|all|alle|both|begge|whole|hele|heile|overall)\b", re.IGNORECASE)
_SHIFTED = re.compile(r"(\d\d)(\d\d)[-/\u2013](\d\d)?(\d\d)")
_SCHOOL = re.compile(r"school|academic|skole|skule", re.IGNORECASE)
_NYNORSK = re.compile(r"\b(?:ikkje|frå|tal på|eit|einingar|tenester?|kommunane|månad(?:ar)?)\b", re.IGNORECASE)
_NORWEGIAN = re.compile(
    r"[æøå]|\b(kvartal|antall|andel|tjeneste|innlogginger|utgiver|periode|maned|prosent|og)\b", re.IGNORECASE
)
_MARK_OF_PERIOD = re.compile(r"\d ?(?P<mark>[a-z])\Z", re.IGNORECASE)


@dataclass(frozen=True)
class DraftedService:
    """A service as it seems to be: its label, its name as an identifier, and its texts by language, if known."""

    label: str
    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class DraftedTable:
    """A table as it seems to be: where its periods, metrics and services stand, and what else is guessed.

    `published` is the date that is stated, "" if the files' names have it, and None if nothing does; `sheet` is its
    name where other sheets have tables too; `decimal` the mark of decimals if some numbers are unclear; `year_starts`
    a guess for years such as 2020-21; `language` that of its words; `others` are columns without a use.
    """

    name: str
    files: str
    published: str | None
    sheet: str
    around: Surroundings
    decimal: str
    rows: Mapping[str, str]
    where: Mapping[str, str]
    metrics: Sequence[DraftedMetric]
    services: Sequence[DraftedService]
    marks: Mapping[str, str]
    year_starts: str
    language: str
    others: Sequence[str]


def drafted_table(paths: Sequence[Path]) -> DraftedTable:
    """Return the table in the last of some files, which are its states.

    Raises DataError for a file that cannot be read or has no header above numbers.
    """
    newest = paths[-1]
    parts, beside = _parts(newest)
    part = max(parts, key=lambda part: len(part.columns))
    headers = [column.header for column in part.columns]
    around = surroundings_of(part.above, [*part.below, *beside], [*part.figures, *headers])
    roles = _Roles.of(part)
    service, where = roles.service_and_choice()
    metrics = _metrics(roles, around, service)
    services = _services(roles, service, around.notes)
    words = " ".join([*headers, *(metric.label for metric in metrics), *(service.label for service in services)])
    words = " ".join([words, *part.above, *part.below])
    language = ("nn" if _NYNORSK.search(words) else "nb") if _NORWEGIAN.search(words) else "en"
    files = _pattern(paths)
    marks = {**around.marks, **dict(_unexplained(part, around.marks))}
    rows = {**roles.rows, **({"service": service.header} if service else {})}
    used = {*rows.values(), *where}
    return DraftedTable(
        name=identifier_of(re.sub(r"[\d_.*-]+\Z", "", Path(files).stem) or files),
        files=files,
        published="" if day_in_name(newest.name) else around.published or None,
        sheet=part.sheet if len(parts) > 1 else "",
        around=around,
        decimal=("point" if language == "en" else "comma") if _has_unclear_numbers(part, marks) else "",
        rows=rows,
        where=where,
        metrics=metrics,
        services=services,
        marks=marks,
        year_starts=_year_starts(part),
        language=language,
        others=[column.header for column in part.of_kind("label") if column.header not in used],
    )


def _parts(path: Path) -> tuple[list[Part], list[str]]:
    """Return the parts of a file that are tables, one of a sheet, and the lines of the other sheets of a workbook."""
    try:
        sheets = [(sheet.name, rows_of(sheet)) for sheet in sheets_of(path)]
    except UnreadableFileError as error:
        raise DataError([Fault(path.name, error.row, "", error.found, error.expected)]) from error
    parts = [(part_of(name, rows), rows) for name, rows in sheets]
    found = [part for part, _ in parts if part.columns]
    if not found:
        raise DataError([Fault(path.name, 0, "", "no table", "a header above rows with numbers")])
    others = [rows for part, rows in parts if part.sheet and not part.columns]
    return found, [line for rows in others for line in lines_of([[cell.text for cell in cells] for _, cells in rows])]


def _pattern(paths: Sequence[Path]) -> str:
    """Return the pattern of the names of some files, which are states of one table."""
    stems = [path.stem for path in paths]
    if len(stems) == 1:
        return paths[0].name
    shared = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*stems, strict=False)))
    return (re.sub(r"[\d_.-]+\Z", "", shared) or shared) + "*" + paths[-1].suffix


@dataclass(frozen=True)
class _Roles:
    """What the columns of a table seem to be for: `metric` is the column of metrics, None if headers name them.

    `free` are columns of labels that may be of services, `keys` those that tell rows apart so far.
    """

    part: Part
    metric: Column | None
    unit: Column | None
    rows: Mapping[str, str]
    keys: Sequence[Column]
    free: Sequence[Column]

    @classmethod
    def of(cls, part: Part) -> "_Roles":
        periods, numbers = part.of_kind("period")[:1], part.of_kind("number")
        labels = [column for column in part.of_kind("label") if not _REMARK.match(column.header)]
        unit = next((column for column in labels if _UNIT.match(column.header)), None)
        labels = [column for column in labels if column is not unit]
        indicator = next((column for column in labels if _INDICATOR.search(column.header)), None)
        values = [column for column in numbers if column.label]
        is_long = len(values) == 1 and bool(indicator or values[0].header.casefold() in VALUE_HEADERS)
        metric = indicator or labels[0] if labels and (is_long or not values) else None
        rows = {
            "metric": metric and metric.header,
            "period": periods[0].header if periods else "",
            "unit": unit and unit.header,
            "value": values[0].header if is_long and metric else "",
        }
        keys = [*([metric] if metric else []), *periods]
        return cls(
            part, metric, unit, {word: header for word, header in rows.items() if header}, keys,
            [column for column in labels if column is not metric],
        )  # fmt: skip

    def service_and_choice(self) -> tuple[Column | None, dict[str, str]]:
        """Return the column of services, None where there is none, and labels in others by which rows are chosen."""
        has_periods = any(column.has_period for column in self.part.columns)
        if not (self.keys or has_periods) or self.part.tells_apart(*self.keys):
            return None, {}
        if self.metric and self.part.headings_in(self.metric):
            return self.metric, {}
        by_name = sorted(self.free, key=lambda column: not _NAMED.search(column.header))
        if found := next((column for column in by_name if self.part.tells_apart(*self.keys, column)), None):
            return found, {}
        candidates: list[Column | None] = [*by_name, None]
        for service in candidates:
            part, keys, where = self.part, [*self.keys, *([service] if service else [])], {}
            for column in self.free:
                total = next(filter(_TOTAL.match, part.labels_in(part.column(column.header))), "")
                if column is not service and total:
                    where[column.header] = total
                    part = part.where(column.header, total)
            if where and part.tells_apart(*(part.column(key.header) for key in keys)):
                return service, where
        return None, {}


def _metrics(roles: _Roles, around: Surroundings, service: Column | None) -> list[DraftedMetric]:
    """Return the metrics that the headers name, or the labels in a column."""
    part, column = roles.part, roles.metric
    numbers = part.of_kind("number")
    texts: dict[str, list[str]] = {}
    units: dict[str, str] = {}
    if column is None:
        for number in numbers:
            if number.label:
                texts.setdefault(number.label, []).extend(number.values)
    elif column is service:
        texts = dict.fromkeys(part.headings_in(column), part.figures)
    else:
        for label in part.labels_in(column)[:MOST_LABELS]:
            rows = part.where(column.header, label)
            texts[label] = rows.figures
            if roles.unit:
                units[label] = Counter(rows.column(roles.unit.header).values).most_common(1)[0][0]
    metrics = [
        drafted_metric(label, values, unit=units.get(label, ""), title=around.title, notes=around.notes)
        for label, values in texts.items()
    ]
    return distinct_names(metrics)


def _services(roles: _Roles, column: Column | None, notes: Sequence[str]) -> list[DraftedService]:
    """Return the services in a column; those of columns in another language have their texts from there."""
    if column is None:
        return []
    code = _language_of(column.header)
    others = [
        (other, name) for other in roles.free if other is not column and (name := _language_of(other.header)) != code
    ]
    others = [(other, name) for other, name in others if code and name and _stem(other) == _stem(column)]
    services = []
    for label in roles.part.labels_in(column)[:MOST_LABELS]:
        row = column.values.index(label)
        texts = {code: label, **{name: other.values[row] for other, name in others}} if others else {}
        services.append(DraftedService(label, identifier(label, notes), texts))
    return services


def _language_of(header: str) -> str:
    """Return the language that the header of a column ends with, as in service_name_en, if it is known; else ""."""
    match = _LANGUAGE.search(header)
    code = _CODES[match["code"].lower()[:2]] if match and match.start() else ""
    return code if code in known_languages() else ""


def _stem(column: Column) -> str:
    return _LANGUAGE.sub("", column.header)


def _has_unclear_numbers(part: Part, marks: Mapping[str, str]) -> bool:
    return any(len(readings(without_marks(text, marks).text)) > 1 for text in part.figures)


def _unexplained(part: Part, marks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each mark and each sign in place of a figure that nothing explains, with the status that it may mean."""
    for text in part.figures:
        print_ = without_marks(text, marks)
        found = readings(print_.text)
        if found and (mark := undeclared_mark(found[0].rest)):
            yield mark, USUAL_MARKS.get(mark.strip("[]()").lower(), "note")
        elif print_.text and not found and is_sign(print_.text):
            yield print_.text, "not_available"
    for column in part.columns:
        match = _MARK_OF_PERIOD.search(column.header)
        if match and column.has_period and match["mark"] in USUAL_MARKS and match["mark"] not in marks:
            yield match["mark"], USUAL_MARKS[match["mark"]]


def _year_starts(part: Part) -> str:
    """Return the day on which the years of a table start if they are such as 2020-21, else ""."""
    headers = [column.header for column in part.columns]
    periods = [text for column in part.of_kind("period") for text in column.values]
    years = filter(None, (_SHIFTED.fullmatch(text) for text in [*" ".join(headers).split(), *periods]))
    if not any(int(year[4]) == (int(year[2]) + 1) % 100 for year in years):
        return ""
    return "08-01" if _SCHOOL.search(" ".join([*headers, *part.above])) else "04-01"
