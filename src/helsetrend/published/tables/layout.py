"""The header of a table and what each of its columns holds, or a fault that names the columns that there are.

The header is the row, or the two rows, in which the columns that the description names stand, and under which the most
columns of figures are understood. A row number of the description decides where that cannot be found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from helsetrend.errors import by_likeness
from helsetrend.published.readers import EMPTY, Cell, NumberedRow, Sheet, UnreadableFileError
from helsetrend.published.tables.description import RowColumns, TableEntry
from helsetrend.published.tables.labels import Labels, Named, is_same

FIRST_ROWS = 40
"""The number of rows from the top in which the header is searched for."""

MOST_NAMED = 15
"""The most columns or labels that a fault names."""

VALUE_HEADERS = ("value", "verdi", "obs_value", "values", "antall", "tal", "tall", "number", "count")
"""The headers of the column of figures in a table that has everything else in columns of its own."""

ROW_WORDS = tuple(RowColumns.model_fields)


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures: where it stands, its header, and what that names."""

    position: int
    header: str
    named: Named


@dataclass(frozen=True)
class Layout:
    """A table in a sheet: the positions of the columns of `rows` and `where`, its columns of figures, its body.

    The body can be read once. `unread` are the headers of the columns that no word of the description is about;
    `unclear` has the mark of each of them that is a period with a mark that is not declared.
    """

    sheet: Sheet
    headers: list[str]
    rows: Mapping[str, tuple[int, ...]]
    where: Mapping[int, tuple[str, ...]]
    values: Sequence[ValueColumn]
    unread: Sequence[str]
    unclear: Mapping[int, str]
    row: int
    body: Iterator[NumberedRow]


def layout_of(sheets: Sequence[Sheet], entry: TableEntry, labels: Labels) -> Layout:
    """Return the table that a description is about. Raises UnreadableFileError where no sheet has it, or several do."""
    named = [sheet for sheet in sheets if sheet.name]
    chosen = (
        sheets if entry.sheet is None or not named else [sheet for sheet in named if is_same(sheet.name, entry.sheet)]
    )
    if not chosen:
        raise UnreadableFileError(f"no sheet {entry.sheet!r}", f"one of {listed(sheet.name for sheet in named)}")
    found = [_best(sheet, entry, labels) for sheet in chosen]
    whole = [layout for layout in found if isinstance(layout, Layout)]
    if len(whole) > 1 and named:
        names = " and ".join(layout.sheet.name for layout in whole)
        raise UnreadableFileError(f"the table is in the sheets {names}", 'one of them as sheet = "…" in tables.toml')
    if whole:
        return max(whole, key=lambda layout: len(layout.values))
    lacks = [lack for lack in found if isinstance(lack, _Lack)]
    raise max(lacks, key=lambda lack: lack.likeness).error(entry)


def listed(names: Any) -> str:
    """Return names with commas, the first of many."""
    every = list(dict.fromkeys(name for name in names if name))
    more = f" and {len(every) - MOST_NAMED} others" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more


@dataclass(frozen=True)
class _Lack:
    """Why a row is not the header: what it lacks; `there` are the texts in it, `likeness` how like a header it is."""

    likeness: tuple[int, int, int]
    row: int
    there: Sequence[str]
    missing: Sequence[str] = ()
    found: str = ""
    expected: str = ""

    def error(self, entry: TableEntry) -> UnreadableFileError:
        """Return what is wrong, with the columns that there are."""
        if self.found:
            return UnreadableFileError(self.found, self.expected, self.row)
        if self.missing:
            there = listed(by_likeness(self.missing[0], self.there))
            return UnreadableFileError(
                f"no column {listed(map(repr, self.missing))}", f"columns of this table: {there}", self.row
            )
        wanted = " and ".join(sorted(wanted_in_headers(entry)))
        return UnreadableFileError(
            f"no column whose header names its {wanted}" if wanted else "no column of figures",
            f"{'metrics, services or rows' if wanted else 'rows.value'} in tables.toml to say what these columns are: "
            f"{listed(self.there)}",
            self.row,
        )


def _best(sheet: Sheet, entry: TableEntry, labels: Labels) -> Layout | _Lack:
    try:
        rows = list(islice(sheet.rows, max(FIRST_ROWS, *entry.header, 0)))
    except UnreadableFileError as error:  # also in a text file that is read with the wrong sign between its columns
        return _Lack((-1, 0, 0), error.row, (), found=error.found, expected=error.expected)
    if not rows:
        return _Lack((-1, 0, 0), 0, (), found="an empty file", expected="a table")
    tries = [_read_header(sheet, rows, places, entry, labels) for places in _candidates(rows, entry)]
    layouts = [layout for layout in tries if isinstance(layout, Layout)]
    if layouts:
        return max(layouts, key=lambda layout: len(layout.values))
    lacks = [lack for lack in tries if isinstance(lack, _Lack)]
    if not lacks:
        row = " and ".join(map(str, entry.header))
        return _Lack((0, 0, 0), 0, (), found=f"no row {row}", expected=f"a header in a row up to {rows[-1][0]}")
    return max(lacks, key=lambda lack: lack.likeness)


def _candidates(rows: Sequence[NumberedRow], entry: TableEntry) -> list[tuple[int, ...]]:
    """Return the places of the rows that can be the header: one row, or two that follow each other."""
    if entry.header:
        places = tuple(place for place, (row, _) in enumerate(rows) if row in entry.header)
        return [places] if places else []
    count = min(len(rows), FIRST_ROWS)
    return [*((place,) for place in range(count)), *((place - 1, place) for place in range(1, count))]


def _read_header(
    sheet: Sheet, rows: Sequence[NumberedRow], places: tuple[int, ...], entry: TableEntry, labels: Labels
) -> Layout | _Lack:
    columns = columns_of_header(rows, places)
    headers = [" ".join(dict.fromkeys(filter(None, parts))) for parts in columns]
    row = rows[places[-1]][0]
    expected: dict[str, tuple[str, ...]] = {
        **{f"rows.{word}": names for word in ROW_WORDS if (names := getattr(entry.rows, word))},
        **{f"where.{name}": (name,) for name in entry.where},
    }
    positions = {word: tuple(_position(name, columns, headers) for name in names) for word, names in expected.items()}
    missing = [
        name
        for word, names in expected.items()
        for name, position in zip(names, positions[word], strict=True)
        if position is None
    ]
    found = {word: tuple(place for place in held if place is not None) for word, held in positions.items()}
    taken = {place for held in found.values() for place in held}
    there = [header for header in headers if header]
    like = len(there) if len(places) == 1 else 0
    if missing:
        return _Lack((len(taken), 0, like), row, there, missing)
    values = _values(columns, headers, taken, found.get("rows.value", ()), entry, labels)
    if not values:
        free = [header for place, header in enumerate(headers) if header and place not in taken]
        return _Lack((len(taken), 1, like), row, free)
    read = taken | {value.position for value in values}
    return Layout(
        sheet,
        headers,
        {word.removeprefix("rows."): held for word, held in found.items() if word.startswith("rows.")},
        {found[f"where.{name}"][0]: allowed for name, allowed in entry.where.items()},
        values,
        [header for place, header in enumerate(headers) if header and place not in read],
        {
            place: mark
            for place, parts in enumerate(columns)
            if place not in read
            and "period" in wanted_in_headers(entry)
            and (mark := labels.undeclared_mark(parts[-1]))
        },
        row,
        _body(chain(rows[places[-1] + 1 :], sheet.rows), entry.ends),
    )


def columns_of_header(rows: Sequence[NumberedRow], places: tuple[int, ...]) -> list[tuple[str, ...]]:
    """Return the texts of the header of each column; in the upper of two rows a text reaches over the empty cells."""
    width = max(len(rows[place][1]) for place in places)
    lines = []
    for place in places:
        cells = [*rows[place][1], *[EMPTY] * (width - len(rows[place][1]))]
        line = [_header_text(cell) for cell in cells]
        if place != places[-1]:
            for position in range(1, width):
                line[position] = line[position] or line[position - 1]
        lines.append(line)
    return list(zip(*lines, strict=True))


def _header_text(cell: Cell) -> str:
    """Return the text of a header; a year that a cell shows as 2,021 is its number."""
    return cell.number if cell.number.isdigit() and len(cell.number) == 4 else cell.text


def _position(name: str, columns: Sequence[tuple[str, ...]], headers: Sequence[str]) -> int | None:
    """Return the position of a column by its header, or by its number from the left, "#2"; None where there is none."""
    if name.startswith("#") and name[1:].isdigit():
        place = int(name[1:]) - 1
        return place if 0 <= place < len(columns) else None
    for is_match in (lambda text: text == name, lambda text: is_same(text, name)):
        for place, parts in enumerate(columns):
            if is_match(headers[place]) or is_match(parts[-1]):
                return place
    return None


def wanted_in_headers(entry: TableEntry) -> frozenset[str]:
    """Return what headers must name: those of metric, service and period that are not stated or in a column."""
    words = ("metric", "service", "period")
    return frozenset(word for word in words if not getattr(entry, word) and not getattr(entry.rows, word))


def _values(
    columns: Sequence[tuple[str, ...]],
    headers: Sequence[str],
    taken: set[int],
    stated: Sequence[int],
    entry: TableEntry,
    labels: Labels,
) -> list[ValueColumn]:
    """Return the columns of figures: those whose headers name what is wanted, or the one that is called so."""
    if stated:
        return [ValueColumn(place, headers[place], Named()) for place in stated]
    free = [place for place in range(len(columns)) if place not in taken and headers[place]]
    free = [place for place in free if not any(is_same(headers[place], text) for text in entry.leave_out)]
    wanted = wanted_in_headers(entry)
    if wanted:
        named = [(place, labels.header(columns[place], wanted)) for place in free]
        values = [ValueColumn(place, headers[place], names) for place, names in named if names]
        if values or wanted != {"service"}:
            return values
    if "metric" not in wanted and entry.rows.period:
        parts = [(place, *labels.marked(headers[place])) for place in free]
        named_parts = [
            (place, Named(part=text, statuses=marks)) for place, text, marks in parts if labels.part_of_year(text)
        ]
        if len(named_parts) > 1:
            return [ValueColumn(place, headers[place], named) for place, named in named_parts]
    called = [place for place in free if any(is_same(headers[place], text) for text in VALUE_HEADERS)]
    only = called if len(called) == 1 else free if len(free) == 1 else []
    return [ValueColumn(place, headers[place], Named()) for place in only]


def _body(rows: Iterator[NumberedRow], ends: str | None) -> Iterator[NumberedRow]:
    """Yield the rows below the header, up to the one that begins with the text that ends the table."""
    for row, cells in rows:
        first = next((cell.text for cell in cells if cell.text), "")
        if ends is not None and first.casefold().startswith(ends.casefold()):
            return
        yield row, cells
