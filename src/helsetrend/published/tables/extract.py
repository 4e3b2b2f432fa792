"""The cells of one file as figures: what each is of, as it stands there, and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helsetrend.errors import Fault
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.readers import EMPTY, Cell, NumberedRow, column_letters
from helsetrend.published.status import STATUSES
from helsetrend.published.tables.description import Meaning, TableEntry
from helsetrend.published.tables.labels import Labels, is_same
from helsetrend.published.tables.layout import Layout, ValueColumn
from helsetrend.published.tables.units import unit_fault
from helsetrend.values import PERIOD_FORMS, Period, UnclearPeriodError

Key = tuple[str, str, str]
"""Metric, service and period of a figure."""


@dataclass(frozen=True)
class TableCell:
    """A cell with a figure, or a sign in its place: what it is of, its text, and the header of its column.

    `number` are the digits of a cell that holds a number, `published` the date in its row, where a column has one.
    """

    metric: str
    service: str
    period: Period
    period_text: str
    text: str
    number: str
    scale: int
    statuses: tuple[str, ...]
    published: str
    header: str
    row: int
    position: int
    reference: str

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.metric, self.service, self.period_text

    @property
    def place(self) -> str:
        """The cell as a spreadsheet names it, also of a text file: B5, Tall!B5."""
        return self.reference or f"{column_letters(self.position)}{self.row}"


@dataclass
class Extract:
    """The figures of one file, its faults, its rows without figures, its headers, and the labels not read."""

    cells: list[TableCell] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    headers: Sequence[str] = ()
    unread: dict[str, dict[str, None]] = field(default_factory=dict)
    met: dict[str, set[str]] = field(default_factory=dict)


def extract(layout: Layout, entry: TableEntry, labels: Labels, catalogue: Catalogue, file: str) -> Extract:
    """Return the figures of a table. A figure that stands twice in one file with different texts is a fault."""
    reader = _Reader(layout, entry, labels, catalogue, file)
    for row in layout.body:
        reader.read(row)
    reader.found.unread |= {"columns": dict.fromkeys(layout.unread)} if layout.unread else {}
    for place, mark in layout.unclear.items():
        expected = f'what the mark beside the period means, as marks = {{ "{mark}" = "provisional" }} in tables.toml'
        reader.add_fault(layout.row, "", layout.headers[place], expected, place)
    reader.found.headers = layout.headers
    reader.found.cells = list(_once(reader.found, layout, file))
    return reader.found


class _Reader:
    """Reads row after row, and remembers the labels that reach over the empty cells below them."""

    def __init__(self, layout: Layout, entry: TableEntry, labels: Labels, catalogue: Catalogue, file: str) -> None:
        self.layout, self.entry, self.labels, self.catalogue, self.file = layout, entry, labels, catalogue, file
        self.found = Extract()
        self.last: dict[int, str] = {}
        held = [place for word, places in layout.rows.items() if word not in ("value", "status") for place in places]
        self.labelled = [*dict.fromkeys([*held, *layout.where])]
        self.is_nested = layout.rows.get("metric", ()) == layout.rows.get("service") != ()
        self.heading = ""

    def read(self, numbered: NumberedRow) -> None:
        """Read the figures of one row."""
        row, cells = numbered
        texts = {place: _cell(cells, place).text for place in self.labelled}
        values = [value for value in self.layout.values if _cell(cells, value.position).is_filled]
        filled = [cell.text or cell.found for cell in cells if cell.is_filled]
        found, is_labelled = ", ".join(filled), any(texts.values())
        if self.is_nested and is_labelled and self._is_heading(texts, has_figures=bool(values)) and not values:
            return
        if not values:
            if is_labelled and (len(filled) > 1 or len(self.labelled) > 1):  # such as a year above its months
                self.last |= {place: text for place, text in texts.items() if text}
            elif filled:
                self._note(row, found)
            return
        if self.labelled and not is_labelled:
            if not any(letter.isdigit() for letter in found):  # a row of units below the header
                self._note(row, found)
                return
            expected = 'a label beside the figures (or, below the table, its text as ends = "…" in tables.toml)'
            self.add_fault(row, "", found, expected, None)
            return
        texts = {place: text or self.last.get(place, "") for place, text in texts.items()}
        self.last = texts
        if self._is_chosen(texts) and not self._is_left_out(texts):
            for value in values:
                self._read_value(row, cells, texts, value)

    def _is_heading(self, texts: Mapping[int, str], *, has_figures: bool) -> bool:
        """Return whether a row names the metric of those below it; one without figures that names nothing ends it."""
        text = self._joined("metric", texts)
        is_heading = self.labels.metric(text) is not None
        if is_heading or not (has_figures or self.labels.service(text)):
            self.heading = text if is_heading else ""
        return is_heading

    def _is_chosen(self, texts: Mapping[int, str]) -> bool:
        """Return whether the row has one of the labels that the description asks for in each column of `where`."""
        chosen = True
        for place, allowed in self.layout.where.items():
            met = self.found.met.setdefault(self.layout.headers[place], set())
            met.add(texts[place])
            chosen = chosen and any(is_same(texts[place], text) for text in allowed)
        return chosen

    def _is_left_out(self, texts: Mapping[int, str]) -> bool:
        return any(is_same(text, other) for text in texts.values() if text for other in self.entry.leave_out)

    def _read_value(self, row: int, cells: Sequence[Cell], texts: Mapping[int, str], value: ValueColumn) -> None:
        cell = _cell(cells, value.position)
        if cell.found or cell.has_control:
            expected = cell.expected or "a text without control characters"
            self.add_fault(row, value.header, cell.found or cell.shown, expected, value.position)
            return
        metric = self._metric(texts, value)
        if metric is None:
            return
        service = self._service(texts, value, metric)
        if service is None:
            return
        scale = self._scale(row, texts, value, metric)
        read = self._period(row, texts, value, metric)
        statuses = self._statuses(row, cells)
        if read is None or statuses is None or scale is None:
            return
        period, period_text, of_period = read
        self.found.cells.append(
            TableCell(
                metric.metric,
                service,
                period,
                period_text,
                cell.text,
                cell.number,
                scale,
                tuple(dict.fromkeys((*value.named.statuses, *of_period, *statuses))),
                self._joined("published", texts),
                value.header,
                row,
                value.position,
                self.layout.sheet.reference(row, value.position),
            )
        )

    def _metric(self, texts: Mapping[int, str], value: ValueColumn) -> Meaning | None:
        """Return the metric of a figure, or None for a label in the rows that is not read."""
        if value.named.metric:
            return value.named.metric
        if self.entry.metric:
            return Meaning(metric=self.entry.metric)
        text = self._joined("metric", texts)
        meaning = self.labels.metric(self.heading if self.is_nested else text)
        if meaning is None:
            self._not_read("metric", text)
        return meaning

    def _service(self, texts: Mapping[int, str], value: ValueColumn, metric: Meaning) -> str | None:
        """Return the service of a figure, "" for none, or None for a label in the rows that is not read."""
        stated = (value.named.service, metric.service, self.entry.service)
        if (service := next((name for name in stated if name is not None), None)) is not None:
            return service
        if "service" not in self.layout.rows:
            return ""
        text = self._joined("service", texts)
        service = self.labels.service(text)
        entry = self.catalogue.metrics.get(metric.metric)
        if entry and not entry.services:  # the metric is counted as a whole, in the row of all services
            service = None if service else ""
        if service is None:
            self._not_read("service", text)
        return service

    def _scale(self, row: int, texts: Mapping[int, str], value: ValueColumn, metric: Meaning) -> int | None:
        """Return the scale of a figure, or None with a fault where its unit is not clear or not that of its metric."""
        places, unit = self.layout.rows.get("unit", ()), value.named.unit
        if places and unit is None:
            text, column = self._joined("unit", texts), self.layout.headers[places[0]]
            if (unit := self.labels.unit(text)) is None:
                expected = f'a unit, or what it means, as units = {{ "{text}" = "visits" }} or {{ "{text}" = 1_000 }}'
                self.add_fault(row, column, text, f"{expected} in tables.toml", places[0])
                return None
        if unit is None:
            return metric.scale or self.entry.scale
        entry = self.catalogue.metrics.get(metric.metric)
        if entry and (expected := unit_fault(unit, entry)):
            at, column, text = (
                (places[0], self.layout.headers[places[0]], self._joined("unit", texts))
                if places
                else (value.position, value.header, unit.unit)
            )
            self.add_fault(row, column, text, expected, at)
            return None
        return metric.scale or unit.scale

    def _not_read(self, word: str, text: str) -> None:
        places = self.layout.rows.get(word, ())
        column = " ".join(self.layout.headers[place] for place in places) or word
        self.found.unread.setdefault(column, {})[text] = None

    def _period(
        self, row: int, texts: Mapping[int, str], value: ValueColumn, metric: Meaning
    ) -> tuple[Period, str, tuple[str, ...]] | None:
        """Return the period of a figure and the statuses of the marks beside it, or None with a fault."""
        places = self.layout.rows.get("period", ())
        stated = value.named.period or metric.period or self.entry.period
        part = [value.named.part] if value.named.part else []
        given = [stated] if stated else [*(texts[place] for place in places), *part]
        marked = [self.labels.marked(text) for text in given]
        statuses = tuple(status for _, found in marked for status in found)
        try:
            return *self.labels.period(tuple(text for text, _ in marked), metric.metric), statuses
        except UnclearPeriodError as error:
            expected = error.instead
        except ValueError:
            words = "marks, each, leave_out or ends in tables.toml"
            expected = f"a period such as {PERIOD_FORMS} (or what to do with it: {words})"
        column = value.header if stated else " ".join(self.layout.headers[place] for place in places)
        self.add_fault(row, column, " ".join(given), expected, places[0] if places else None)
        return None

    def _statuses(self, row: int, cells: Sequence[Cell]) -> tuple[str, ...] | None:
        """Return the statuses in the column for them: by their names, or by the marks of the description."""
        statuses = []
        for place in self.layout.rows.get("status", ()):
            text = _cell(cells, place).text
            for part in filter(None, (part.strip() for part in text.split(","))):
                marks = self.entry.marks
                found = [marks[part]] if part in marks else [marks[sign] for sign in part if sign in marks]
                found = [part.casefold()] if part.casefold() in STATUSES else found
                if not found or (part not in marks and len(found) not in (1, len(part))):
                    expected = f'what it means, as marks = {{ "{part}" = "provisional" }} in tables.toml'
                    self.add_fault(row, self.layout.headers[place], text, expected, place)
                    return None
                statuses += found
        return tuple(statuses)

    def _joined(self, word: str, texts: Mapping[int, str]) -> str:
        return " ".join(texts[place] for place in self.layout.rows.get(word, ())).strip()

    def _note(self, row: int, found: str) -> None:
        reference = self.layout.sheet.reference(row)
        self.found.notes.append(Fault(self.file, row, "", found, "", reference, quoted=True))

    def add_fault(self, row: int, column: str, found: str, expected: str, position: int | None) -> None:
        """Add a fault at a cell, or without a position at a row."""
        reference = self.layout.sheet.reference(row, position)
        self.found.faults.append(Fault(self.file, row, column, found, expected, reference, quoted=True))


def _cell(cells: Sequence[Cell], position: int) -> Cell:
    return cells[position] if position < len(cells) else EMPTY


def _once(found: Extract, layout: Layout, file: str) -> Iterator[TableCell]:
    """Yield each figure once, and note a fault for one that stands in two cells with different texts."""
    first: dict[tuple[str, ...], TableCell] = {}
    for cell in found.cells:
        before = first.setdefault((*cell.key, cell.published), cell)
        if before is cell:
            yield cell
        elif (before.text, before.statuses) != (cell.text, cell.statuses):
            about = " ".join(filter(None, (cell.metric, cell.service, cell.period.name)))
            others = ", ".join(layout.unread) if layout.unread else "services or metrics"
            expected = (
                f"one figure of {about}, which is {before.text!r} in {before.place} "
                f"(choose rows by where in tables.toml: {others}; or say where the table ends)"
            )
            found.faults.append(Fault(file, cell.row, cell.header, cell.text, expected, cell.reference, quoted=True))


def dated_parts(cells: Sequence[TableCell]) -> dict[str, list[TableCell]]:
    """Return the figures by the date in their rows."""
    parts: dict[str, list[TableCell]] = {}
    for cell in cells:
        parts.setdefault(cell.published, []).append(replace(cell, published=""))
    return parts
