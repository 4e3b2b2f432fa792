"""One table of the description: its files as states, their cells as rows, and all that is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from helsetrend.errors import Fault, by_likeness
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.readers import UnreadableFileError
from helsetrend.published.schemas import schema_of_sources
from helsetrend.published.tables.description import DESCRIPTION, TableEntry
from helsetrend.published.tables.extract import Extract, extract
from helsetrend.published.tables.files import files_of, identifier_of, sheets_of
from helsetrend.published.tables.labels import Labels, is_same
from helsetrend.published.tables.layout import layout_of, listed
from helsetrend.published.tables.prints import form_of
from helsetrend.published.tables.publications import Publications
from helsetrend.published.tables.references import in_description, unclear_days, unmet_labels, wrong_names
from helsetrend.published.tables.rows import no_rows, rows_of, withdrawal_messages, withdrawn_rows
from helsetrend.published.tables.states import State, changes


@dataclass
class Table:
    """A table of the folder of tables, with the catalogue and the sources of sources.csv that it may refer to.

    `described` are the files that tables before it have read, whose sources are named after them already.
    """

    name: str
    entry: TableEntry
    catalogue: Catalogue
    folder: Path
    stated: Mapping[str, Mapping[str, str]]
    described: frozenset[Path] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    figures: pd.DataFrame = field(default_factory=no_rows)
    withdrawn: pd.DataFrame = field(default_factory=no_rows)

    def __post_init__(self) -> None:
        self.paths = files_of(self.folder, self.entry.files)
        self.labels = Labels(self.entry, self.catalogue)
        self.publications = Publications(self.name, self.entry, self.stated)

    def read(self, *, decimal: str | None, today: date) -> None:
        """Read all files, `decimal` being the mark that the user names; what is wrong is in `faults` afterwards."""
        self.faults += wrong_names(self.name, self.entry, self.catalogue, self.stated)
        if not self.paths:
            there = listed(by_likeness(self.entry.files, map(self._name, files_of(self.folder, "**/*"))))
            expected = f"files in {self.folder.name}/, which has {there or 'none'}"
            self.faults.append(in_description(self.name, "files", self.entry.files, expected))
        if self.faults:
            return
        extracts = {path: found for path in self.paths if (found := self._extracted(path))}
        if extracts:
            self.faults += unmet_labels(self.name, self.entry, self.labels, list(extracts.values()))
        states = [state for path, found in extracts.items() for state in self._states(path, found)]
        kinds = {name: metric.kind for name, metric in self.catalogue.metrics.items()}
        cells = (cell for state in states for cell in state.cells)
        periods = {cell.period for cell in cells if kinds.get(cell.metric) != "stock"}
        self.faults += [*self.publications.faults, *unclear_days(self.name, self.entry, periods)]
        self.faults += self._faults_of_sources(today)
        if not self.faults:
            self.messages += self._unread(list(extracts.values()))
            self._take(states, self.entry.decimal or decimal)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _extracted(self, path: Path) -> Extract | None:
        """Return what stands in a file, or None with a fault."""
        file = self._name(path)
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
            expected = f"labels that tables.toml or metrics.toml name ({unread or 'there is no row below the header'})"
            self.faults.append(Fault(file, 0, "", "no figure that is understood", expected))
        return found

    def _states(self, path: Path, found: Extract) -> list[State]:
        own = f" {self.name}" if path in self.described else ""
        identifier = identifier_of(self._name(path.with_suffix("")) + own)
        return list(self.publications.states(self._name(path), identifier, found))

    def _faults_of_sources(self, today: date) -> list[Fault]:
        """Return the faults of the sources that the files are, by the rules of sources.csv."""
        found = schema_of_sources(today).faults(self.publications.sources(), DESCRIPTION)
        return [fault._replace(row=0, column=f"tables.{self.name}.{fault.column}") for fault in found]

    def _unread(self, extracts: Sequence[Extract]) -> list[str]:
        """Return a line for each kind of labels that is not read."""
        unread: dict[str, dict[str, None]] = {}
        for found in extracts:
            for column, labels in found.unread.items():
                unread.setdefault(column, {}).update(labels)
        lines = []
        for column, labels in unread.items():
            left = [label for label in labels if not any(is_same(label, text) for text in self.entry.leave_out)]
            of = "columns" if column == "columns" else f"labels of {column!r}"
            lines += [f"table {self.name}: {of} not read: {listed(left)}"] if left else []
        return lines

    def _take(self, states: Sequence[State], decimal: str | None) -> None:
        """Make rows of what the states say that the ones before did not, and check them."""
        found = changes(states)
        new = [change for change in found.cells if not change.is_gone]
        gone = [change for change in found.cells if change.is_gone]
        form = decimal or form_of(change.cell.text for change in new if not change.cell.number)
        self.figures, faults = rows_of(new, self.publications, self.catalogue, form)
        self.withdrawn = withdrawn_rows(gone, self.publications)
        self.faults += faults
        days = sorted({state.published for state in states}, key=lambda day: (day.last, day.first))
        span = str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"
        files = f"{len(self.paths)} file{'s' if len(self.paths) > 1 else ''}"
        cells = sum(len(state.cells) for state in states)
        self.messages.append(
            f"table {self.name}: {files}, published {span}: {cells} cells, {len(new)} of them new or other than before"
        )
        self.messages += [f"table {self.name}, since {days[0]}: {text}" for text, days in found.shortened.items()]
        self.messages += withdrawal_messages(gone)
