"""The files of a table as sources: when each was published, by its name, by a column, or as stated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.schemas import date_of, schema_of_sources
from helsetrend.published.status import marks_of
from helsetrend.published.tables.description import DESCRIPTION, FILE_NAME, TableEntry
from helsetrend.published.tables.extract import Extract, dated_parts
from helsetrend.published.tables.files import day_in_name
from helsetrend.published.tables.states import State
from helsetrend.values import Period


@dataclass
class Publications:
    """The publications of one table: for each source its row of sources.csv and the meaning of its marks."""

    name: str
    entry: TableEntry
    stated: Mapping[str, Mapping[str, str]]
    rows: dict[str, Mapping[str, str]] = field(default_factory=dict)
    marks: dict[str, Mapping[str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def states(self, file: str, identifier: str, found: Extract) -> Iterator[State]:
        """Yield the state that a file is, or where its rows have dates the one of each date."""
        entry = self.entry
        if entry.source.name:
            row = self.stated[entry.source.name]
            self._add(entry.source.name, row, {**marks_of(row.get("marks", "")), **entry.marks})
            yield State(file, entry.source.name, Period.parse(row["published"]), found.cells)
        elif entry.rows.published:
            for text, cells in dated_parts(found.cells).items():
                if published := self._date(file, text, text and (day_in_name(text) or text), "a date in each row"):
                    source = f"{identifier}-{published}"
                    self._add(source, self._row(source, published), entry.marks)
                    yield State(file, source, published, cells, is_whole=False)
        else:
            is_in_name = entry.published == FILE_NAME
            text = day_in_name(file) or "" if is_in_name else entry.published or ""
            expected = "a date in the name of the file" if is_in_name else "a date"
            if published := self._date(file, file if is_in_name else text, text, expected):
                self._add(identifier, self._row(identifier, published), entry.marks)
                yield State(file, identifier, published, found.cells)

    def sources(self) -> pd.DataFrame:
        """Return the files as rows of sources.csv with their `table`, none where they are a source of sources.csv."""
        rows = [] if self.entry.source.name else list(self.rows.values())
        return pd.DataFrame(rows, columns=[*schema_of_sources().columns, "table"], dtype="str")

    def _add(self, source: str, row: Mapping[str, str], marks: Mapping[str, str]) -> None:
        if source in self.rows and not self.entry.source.name:
            expected = "files whose names differ in letters or digits, as each becomes a source of this name"
            self.faults.append(Fault(DESCRIPTION, 0, f"tables.{self.name}.files", source, expected, quoted=True))
        self.rows[source], self.marks[source] = row, marks

    def _date(self, file: str, found: str, text: str, expected: str) -> Period | None:
        """Return the date that a text is, or None with a fault."""
        try:
            return date_of(text)
        except ValueError:
            self.faults.append(Fault(file, 0, "published", found, f"{expected}, such as 2022-05-31", quoted=True))
            return None

    def _row(self, source: str, published: Period) -> dict[str, str]:
        words = self.entry.source.model_dump(exclude={"name"})
        marks = "; ".join(f"{mark} = {status}" for mark, status in self.entry.marks.items())
        return {
            **dict.fromkeys(schema_of_sources().columns, ""),
            **{word: str(text) for word, text in words.items()},
            **{"source": source, "published": str(published), "marks": marks, "table": self.name},
        }
