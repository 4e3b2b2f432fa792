"""All tables of a data folder, read by `tables.toml` and checked: their figures as rows, their files as sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from helsetrend.errors import DataError, Fault
from helsetrend.files import read_toml, sha256_of
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.schemas import schema_of_sources
from helsetrend.published.tables.description import DESCRIPTION, TablesDescription
from helsetrend.published.tables.files import as_one, files_of
from helsetrend.published.tables.layout import listed
from helsetrend.published.tables.rows import no_rows
from helsetrend.published.tables.table import Table

FOLDER = "tables"


@dataclass
class TableFigures:
    """What the tables of a folder say.

    `figures` has the columns of figures.csv with `place`, and those of `with_prints`; `withdrawn` the same columns, a
    row for each figure that is no longer in its table; `sources` has those of sources.csv and `table`, the name of the
    table that the source is a state of. `notes` are rows passed over, `messages` lines on what a reader should know.
    """

    figures: pd.DataFrame
    withdrawn: pd.DataFrame
    sources: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, table: Table) -> None:
        """Add what one table says, its rows numbered after those that there are."""
        for name, rows in (("figures", table.figures), ("withdrawn", table.withdrawn)):
            first = 1 + len(self.figures) + len(self.withdrawn)
            numbered = rows.set_axis(pd.RangeIndex(first, first + len(rows), name="row"))
            setattr(self, name, pd.concat([getattr(self, name), numbered]))
        self.sources = pd.concat([self.sources, table.publications.sources()], ignore_index=True)
        self.faults += as_one(table.faults)
        self.notes += as_one(table.notes)
        self.messages += table.messages


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
    result = _read_all(folder, catalogue, sources, decimal=decimal, today=today)
    if catalogue is not None and len(result.sources):
        result.figures = _in_languages(result.figures, "revision", catalogue.languages)
        result.withdrawn = _in_languages(result.withdrawn, "revision", catalogue.languages)
        result.sources = _in_languages(result.sources, "detail", catalogue.languages)
    return result


def _read_all(
    folder: Path, catalogue: Catalogue | None, sources: pd.DataFrame, *, decimal: str | None, today: date
) -> TableFigures:
    rows, no_sources = no_rows(), pd.DataFrame(columns=[*schema_of_sources().columns, "table"], dtype="str")
    result = TableFigures(rows, rows, no_sources)
    if not (folder / DESCRIPTION).exists():
        return result
    try:
        description = read_toml(folder / DESCRIPTION, TablesDescription)
    except DataError as error:
        result.faults += error.faults
        return result
    stated = {str(row["source"]): row for row in sources.to_dict("records")}
    described: frozenset[Path] = frozenset()
    for name, entry in description.tables.items():
        if catalogue is None:
            break
        table = Table(name, entry, catalogue, folder / FOLDER, stated, described)
        table.read(decimal=decimal, today=today)
        described |= set(table.paths)
        result.add(table)
    result.faults += _repeated(result.sources, sources)
    every = files_of(folder / FOLDER, "**/*")
    paths = [folder / DESCRIPTION, *every]
    result.digests |= {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}
    if others := [path.relative_to(folder / FOLDER).as_posix() for path in every if path not in described]:
        result.messages.append(f"{FOLDER}/: not described in {DESCRIPTION}: {listed(others)}")
    return result


def _in_languages(rows: pd.DataFrame, text: str, languages: Sequence[str]) -> pd.DataFrame:
    """Return the rows with the columns of a text in the languages of the folder; a table itself gives no such text."""
    kept = [name for name in rows if not str(name).startswith(f"{text}_")]
    return rows.reindex(columns=[*kept, *(f"{text}_{language}" for language in languages)], fill_value="")


def _repeated(of_tables: pd.DataFrame, stated: pd.DataFrame) -> list[Fault]:
    """Return a fault for each source of a table that has the name of another one."""
    names = [*stated["source"], *of_tables["source"]]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    expected = "files whose names differ in letters or digits, as each becomes a source of this name"
    return [Fault(DESCRIPTION, 0, "source", name, expected, quoted=True) for name in twice]
