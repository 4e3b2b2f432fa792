"""All tables of a data folder, read by `tables.toml` and checked: figures as rows, files as sources, faults and notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from helsetrend.errors import DataError, Fault, by_likeness
from helsetrend.files import read_toml, sha256_of
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.figures_schema import date_of, schema_of_figures, schema_of_sources, with_prints
from helsetrend.published.plain_periods import overlapping_years, with_plain_periods
from helsetrend.published.readers import UnreadableFileError
from helsetrend.published.status import marks_of, undeclared_mark, without_marks
from helsetrend.published.tables.description import FILE_NAME, TableEntry, TablesDescription
from helsetrend.published.tables.extract import Extract, dated_parts, extract
from helsetrend.published.tables.files import as_one, day_in_name, files_of, identifier_of, sheets_of
from helsetrend.published.tables.labels import Labels, is_same
from helsetrend.published.tables.layout import layout_of, listed
from helsetrend.published.tables.prints import form_of, scaled, value_of
from helsetrend.published.tables.states import State, Told, changes
from helsetrend.values import Period, readings

DESCRIPTION = "tables.toml"
FOLDER = "tables"

CELL_COLUMNS = ("as_printed", "value", "unit", "hedge")
"""The columns of a row whose faults are those of the cell itself."""


@dataclass
class TableFigures:
    """What the tables of a folder say.

    `figures` has the columns of figures.csv with `place`, and those of `with_prints`; `withdrawn` the same columns, a
    row for each figure that is no longer in its table; `sources` has those of sources.csv and `table`, the name of the
    table that the source is a state of. `notes` are rows passed over, `told` what a reader should know, a line each.
    """

    figures: pd.DataFrame
    withdrawn: pd.DataFrame
    sources: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Publication:
    """What is known of a source before its cells are read: its row of sources.csv and the meaning of its marks."""

    row: Mapping[str, str]
    marks: Mapping[str, str]


def read_tables(
    folder: Path,
    catalogue: Catalogue | None,
    sources: pd.DataFrame,
    *,
    decimal: str | None = None,
    today: date,
) -> TableFigures:
    """Return the figures of the tables in the folder `published`, none where it has no `tables.toml`.

    `sources` is the table of sources.csv, `decimal` the mark that the user names; the rows of the figures are numbered
    from 1. Without a catalogue only the description itself is checked.
    """
    schema = schema_of_figures(catalogue, None)
    columns = [*schema.columns, "print", "missing", "statuses", "place"]
    nothing = pd.DataFrame(columns=columns, index=pd.Index([], name="row", dtype=int), dtype="str")
    no_sources = pd.DataFrame(columns=[*schema_of_sources().columns, "table"], dtype="str")
    result = TableFigures(nothing, nothing, no_sources)
    if not (folder / DESCRIPTION).exists():
        return result
    try:
        description = read_toml(folder / DESCRIPTION, TablesDescription)
    except DataError as error:
        result.faults += error.faults
        return result
    result.digests[DESCRIPTION] = sha256_of(folder / DESCRIPTION)
    described: set[Path] = set()
    for name, entry in description.tables.items():
        paths = files_of(folder / FOLDER, entry.files)
        described |= set(paths)
        if catalogue:
            table = _Table(name, entry, catalogue, folder / FOLDER, paths, sources, decimal)
            table.read(today)
            result.faults += as_one(table.faults)
            result.notes += as_one(table.notes)
            result.told += table.told
            start = 1 + len(result.figures) + len(result.withdrawn)
            result.figures = pd.concat([result.figures, table.rows(table.figures, start)])
            result.withdrawn = pd.concat([result.withdrawn, table.rows(table.withdrawn, start + len(table.figures))])
            result.sources = pd.concat([result.sources, table.sources()], ignore_index=True)
    result.faults += _repeated(result.sources, sources)
    every = files_of(folder / FOLDER, "**/*")
    result.digests |= {path.relative_to(folder).as_posix(): sha256_of(path) for path in every}
    if others := [path.relative_to(folder / FOLDER).as_posix() for path in every if path not in described]:
        result.told.append(f"{FOLDER}/: not described in {DESCRIPTION}: {listed(others)}")
    return result


def _repeated(of_tables: pd.DataFrame, stated: pd.DataFrame) -> list[Fault]:
    """Return a fault for each source of a table that has the name of another one."""
    names = [*stated["source"], *of_tables["source"]]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    expected = "files whose names differ in letters or digits, as each becomes a source of this name"
    return [Fault(DESCRIPTION, 0, "source", name, expected, quoted=True) for name in twice]


class _Table:
    """One table of the description: its files as states, their cells as rows."""

    def __init__(
        self,
        name: str,
        entry: TableEntry,
        catalogue: Catalogue,
        folder: Path,
        paths: Sequence[Path],
        stated: pd.DataFrame,
        decimal: str | None,
    ) -> None:
        self.name, self.entry, self.catalogue, self.folder, self.paths = name, entry, catalogue, folder, paths
        self.decimal = entry.decimal or decimal
        self.stated = {str(row["source"]): row for row in stated.to_dict("records")}
        self.labels = Labels(entry, catalogue)
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self.told: list[str] = []
        self.publications: dict[str, _Publication] = {}
        self.figures: list[dict[str, str]] = []
        self.withdrawn: list[dict[str, str]] = []

    def read(self, today: date) -> None:
        """Read all files; what is wrong is in `faults`."""
        self.faults += self._wrong_names()
        if not self.paths:
            there = [path.relative_to(self.folder).as_posix() for path in files_of(self.folder, "**/*")]
            expected = f"files in {FOLDER}/; there are {listed(by_likeness(self.entry.files, there)) or 'none'}"
            self._fault("files", self.entry.files, expected)
        if self.faults:
            return
        extracts = [(path, found) for path in self.paths if (found := self._extracted(path))]
        if extracts:
            self._check_labels([found for _, found in extracts])
        states = [state for path, found in extracts for state in self._states(path, found)]
        self._check_days(states)
        self._check_sources(today)
        if not self.faults:
            self._tell_unread(extracts)
            self._take(states)

    def rows(self, rows: Sequence[Mapping[str, str]], first: int) -> pd.DataFrame:
        """Return rows of figures as a table of text, numbered from `first`."""
        index = pd.RangeIndex(first, first + len(rows), name="row")
        columns = [*schema_of_figures(None, None).columns, "place"]
        table = pd.DataFrame(list(rows), index=index, columns=columns, dtype="str")
        marks = {name: publication.marks for name, publication in self.publications.items()}
        return with_prints(table, marks)

    def sources(self) -> pd.DataFrame:
        """Return the files as sources, none where they are one of sources.csv."""
        rows = [publication.row for publication in self.publications.values()] if not self.entry.source.name else []
        return pd.DataFrame(list(rows), columns=[*schema_of_sources().columns, "table"], dtype="str")

    def _fault(self, word: str, found: str, expected: str) -> None:
        self.faults.append(Fault(DESCRIPTION, 0, f"tables.{self.name}.{word}", found, expected, quoted=True))

    def _wrong_names(self) -> list[Fault]:
        """Return a fault for each metric, service and source that the description names and that does not exist."""
        entry, metrics = self.entry, self.catalogue.metrics
        named = [("metric", entry.metric, entry.service)]
        named += [(f"metrics.{label}", meaning.metric, meaning.service) for label, meaning in entry.metrics.items()]
        services = {name for metric in metrics.values() for name in metric.services}
        faults = []
        for word, metric, service in named:
            if metric is not None and metric not in metrics:
                faults.append((word, metric, metrics))
            elif service and service not in (metrics[metric].services if metric else services):
                faults.append((word, service, metrics[metric].services if metric else services))
        faults += [
            (f"services.{label}", service, services)
            for label, service in entry.services.items()
            if service not in services
        ]
        if entry.source.name and entry.source.name not in self.stated:
            faults.append(("source", entry.source.name, self.stated))
        return [
            Fault(
                DESCRIPTION,
                0,
                f"tables.{self.name}.{word}",
                name,
                f"one of {listed(by_likeness(name, sorted(there)))}" if there else "nothing, since there is none",
                quoted=True,
            )
            for word, name, there in faults
        ]

    def _extracted(self, path: Path) -> Extract | None:
        file = path.relative_to(self.folder).as_posix()
        try:
            layout = layout_of(sheets_of(path), self.entry, self.labels)
            found = extract(layout, self.entry, self.labels, self.catalogue, file)
        except UnreadableFileError as error:
            self.faults.append(Fault(file, error.row, "", error.found, error.expected))
            return None
        self.faults += found.faults
        self.notes += found.notes
        if not found.cells and not found.faults:
            unread = "; ".join(f"{column}: {listed(labels)}" for column, labels in found.unread.items())
            self.faults.append(Fault(file, 0, "", "no figure", f"labels that say what is there ({unread or 'none'})"))
        return found

    def _check_labels(self, extracts: Sequence[Extract]) -> None:
        """Note a fault for each label of the description that stands in none of the files, with those that do."""
        unread: dict[str, None] = {}
        for found in extracts:
            for labels in found.unread.values():
                unread |= labels
        for word, labels in (("metrics", self.entry.metrics), ("services", self.entry.services)):
            for label in labels:
                if label not in self.labels.found:
                    there = listed(by_likeness(label, unread)) or "no other labels"
                    self._fault(word, label, f"a label of the table; not read so far: {there}")
        for column, allowed in self.entry.where.items():
            met = {text for found in extracts for texts in found.met.values() for text in texts}
            for label in allowed:
                if not any(is_same(label, text) for text in met):
                    self._fault(f"where.{column}", label, f"a label of the column: {listed(by_likeness(label, met))}")

    def _states(self, path: Path, found: Extract) -> Iterator[State]:
        """Yield the state that a file is, or where its rows have dates the one of each date."""
        entry, file = self.entry, path.relative_to(self.folder).as_posix()
        name = identifier_of(path.relative_to(self.folder).with_suffix("").as_posix())
        if entry.source.name:
            stated = self.stated[entry.source.name]
            marks = {**marks_of(stated.get("marks", "")), **entry.marks}
            self.publications[entry.source.name] = _Publication(stated, marks)
            yield State(file, entry.source.name, Period.parse(stated["published"]), found.cells)
            return
        dates: Mapping[str, Sequence[object]] = {"": found.cells}
        if entry.rows.published:
            dates = dated_parts(found.cells)
        for text, cells in dates.items():
            day = text or (day_in_name(file) if entry.published == FILE_NAME else entry.published) or ""
            try:
                published = date_of(day_in_name(text) or text) if text else date_of(day)
            except ValueError:
                expected = f"{'a date in the name of each file' if not text else 'a date'}, such as 2022-05-31"
                self.faults.append(Fault(file, 0, "published", day or file, expected, quoted=True))
                continue
            source = f"{name}-{published}" if text else name
            self.publications[source] = _Publication(self._source_row(source, published), entry.marks)
            yield State(file, source, published, list(cells), is_whole=not text)  # type: ignore[arg-type]

    def _source_row(self, source: str, published: Period) -> dict[str, str]:
        words = self.entry.source
        given = words.model_dump(exclude={"name"})
        marks = "; ".join(f"{mark} = {status}" for mark, status in self.entry.marks.items())
        own = {"source": source, "published": str(published), "marks": marks, "table": self.name}
        return {
            **dict.fromkeys(schema_of_sources().columns, ""),
            **{word: str(value) for word, value in given.items()},
            **own,
        }

    def _check_days(self, states: Sequence[State]) -> None:
        """Note a fault where every period is the first, or every one the last, day of a month: is it a month or a day?"""
        periods = {cell.period for state in states for cell in state.cells}
        days = [period.first for period in periods if period.form == "day"]
        if len(days) < 2 or len(days) < len(periods) or self.entry.each:
            return
        is_last = all(Period(day.replace(day=1), day).form == "month" for day in days)
        if is_last or all(day.day == 1 for day in days):
            expected = 'each = "month", or quarter, year or day, whichever such a day stands for'
            self._fault("each", f"every period is the {'last' if is_last else 'first'} day of a month", expected)

    def _check_sources(self, today: date) -> None:
        """Note the faults of the sources that the files are, by the rules of sources.csv."""
        if self.entry.source.name or not self.publications:
            return
        found = schema_of_sources(today).faults(self.sources(), DESCRIPTION)
        self.faults += list({replace(fault, row=0, column=f"tables.{self.name}.{fault.column}") for fault in found})

    def _tell_unread(self, extracts: Sequence[tuple[Path, Extract]]) -> None:
        """Note which columns and labels were not read, and how many files and figures were."""
        unread: dict[str, dict[str, None]] = {}
        for _, found in extracts:
            for column, labels in found.unread.items():
                unread.setdefault(column, {}).update(labels)
        for column, labels in unread.items():
            of = "columns" if column == "columns" else f"labels in {column}"
            left = [label for label in labels if not any(is_same(label, text) for text in self.entry.leave_out)]
            if left:
                self.told.append(f"table {self.name}: {of} not read: {listed(left)}")

    def _take(self, states: Sequence[State]) -> None:
        """Make rows of what the states say that the ones before did not, and check them by the rules of figures.csv."""
        found = changes(states)
        texts = [told.cell.text for told in found.told if not told.cell.number]
        form = self.decimal or form_of(texts)
        new = [told for told in found.told if not told.is_gone]
        self.figures = [self._row(told, form) for told in new]
        self.withdrawn = [{**self._blank(told), "as_printed": "", "status": ""} for told in found.told if told.is_gone]
        self._check_figures(new)
        days = sorted({state.published for state in states}, key=lambda day: day.last)
        span = str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"
        files = len({state.file for state in states})
        cells = sum(len(state.cells) for state in states)
        self.told.append(
            f"table {self.name}: {files} file{'s' if files > 1 else ''}, published {span}: {cells} cells, "
            f"{len(new)} figures that are new or differ"
        )
        for state, text in found.ended:
            self.told.append(
                f"table {self.name}, from {state.published} on: {text}; its figures stay as last published"
            )
        for told in (told for told in found.told if told.is_gone):
            about = " ".join(filter(None, (told.cell.metric, told.cell.service, told.cell.period.name)))
            self.told.append(f"withdrawn: {about}, {told.cell.text!r} before, is not in {told.state.file}")

    def _blank(self, told: Told) -> dict[str, str]:
        cell = told.cell
        empty = dict.fromkeys(schema_of_figures(None, None).columns, "")
        about = {"metric": cell.metric, "service": cell.service, "period": cell.period_text}
        return {**empty, **about, "source": told.state.source, "place": f"{told.state.file}, {cell.place}"}

    def _row(self, told: Told, form: str | None) -> dict[str, str]:
        cell, publication = told.cell, self.publications[told.state.source]
        unit, language = self.catalogue.metrics[cell.metric].unit, publication.row["language"]
        marks = dict(publication.marks)
        print_ = scaled(cell.text, cell.scale, unit=unit, language=language, marks=marks)
        bare = without_marks(print_, marks).text
        number = cell.number if cell.scale == 1 else ""
        is_whole = self.catalogue.is_whole(cell.metric)
        value, unclear = value_of(bare, form=form, number=number, is_whole=is_whole, language=language)
        if not unclear and bare and (read := readings(bare)) and (mark := undeclared_mark(read[0].rest)):
            unclear = (
                f'a figure without {mark!r}, or what it means, as marks = {{ "{mark}" = "provisional" }} in tables.toml'
            )
        if unclear:
            place = Fault(told.state.file, cell.row, cell.header, cell.text, unclear, cell.reference, quoted=True)
            self.faults.append(place)
        return {**self._blank(told), "as_printed": print_, "value": value, "status": ", ".join(cell.statuses)}

    def _check_figures(self, told: Sequence[Told]) -> None:
        """Note the faults of the rows by the rules of figures.csv, each in the place of its cell."""
        table = self.rows(self.figures, 0)
        if not len(table):
            return
        table, found = with_plain_periods(table, ["period"], self.catalogue, file="")
        faults = [
            *found,
            *schema_of_figures(self.catalogue, None).faults(table, ""),
            *overlapping_years(table, file=""),
        ]
        seen = {(fault.file, fault.cell or fault.row, fault.column) for fault in self.faults}
        for fault in faults:
            one = told[fault.row]
            is_cell = fault.column in CELL_COLUMNS
            placed = Fault(
                one.state.file,
                one.cell.row,
                one.cell.header if is_cell else fault.column,
                one.cell.text if is_cell else fault.found,
                fault.expected,
                one.cell.reference,
                quoted=True,
            )
            if (placed.file, placed.cell or placed.row, placed.column) not in seen:
                self.faults.append(placed)
        self.figures = [{**row, "period": period} for row, period in zip(self.figures, table["period"], strict=True)]
