"""Everything that is published, read from a folder and checked; a DataError has the faults of all files at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helsetrend.errors import DataError, Fault
from helsetrend.files import DataSource, data_source, sha256_of
from helsetrend.public import NotebookTable, public, public_class
from helsetrend.published import vintages
from helsetrend.published.catalogue import Catalogue, read_catalogue
from helsetrend.published.figures import Source, checked_figures, stated_gaps
from helsetrend.published.languages import declared_languages, known_languages
from helsetrend.published.readers import TABLE_READERS, UNKNOWN_COLUMN, read_raw_table
from helsetrend.published.register import Register
from helsetrend.published.schemas import (
    PRINT_COLUMNS,
    TableSchema,
    as_texts,
    overlapping_years,
    schema_of_claims,
    schema_of_figures,
    schema_of_sources,
    stacked,
    with_plain_numbers,
    with_plain_periods,
    with_prints,
    with_ways,
)
from helsetrend.published.status import marks_of
from helsetrend.published.tables import DESCRIPTION, read_tables

TABLE_NAMES = ("figures", "sources", "claims")

TEXTS = ("detail", "revision", "acknowledged")
"""The columns of texts, one for each language of the folder: detail_nb."""


class Sign(NamedTuple):
    """A sign in the place of a figure, or that a figure is gone: the reason, its day, and the table it is from."""

    reason: str
    published: date
    table: str


@public_class
@dataclass(frozen=True, repr=False)
class Published:
    """The catalogue of metrics, the figures, their sources, and the claims about them.

    `rows` are the figures in the order of their history, with the schema `FIGURES`, `gaps` has `GAPS`; `sources` are
    in the order of the file; `claims` is a table of text with the columns of `schema_of_claims`, indexed by the claim;
    `digests` has the SHA-256 of each file by its name; `notes` are the rows below the tables that hold no record and
    were passed over, `messages` lines on what was read of tables as they were published. `today` is the day of reading,
    after which nothing can be known.
    """

    catalogue: Catalogue
    rows: pd.DataFrame
    gaps: pd.DataFrame
    sources: Mapping[str, Source]
    claims: pd.DataFrame
    digests: Mapping[str, str]
    notes: Sequence[Fault] = ()
    messages: Sequence[str] = ()
    today: date = field(default_factory=date.today)

    def __repr__(self) -> str:
        counted = f"{len(self.rows)} figures of {len(self.catalogue.metrics)} metrics, {len(self.sources)} sources"
        return f"Published of {self.catalogue.title}: {counted}, {len(self.claims)} claims"

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The published figures: `rows` in the order of the file, with texts in place of categories."""
        return as_texts(self.rows).sort_index()

    @cached_property
    def history(self) -> pd.DataFrame:
        """The figures with their roles (see `vintages.history`)."""
        return as_texts(self.history_rows)

    @cached_property
    def history_rows(self) -> pd.DataFrame:
        """The rows of `history`, their texts as categories; what was known on a date is a part of them."""
        return vintages.with_roles(self.rows)

    @cached_property
    def break_marks(self) -> Sequence[tuple[str, str, str]]:
        """The series and period of each figure that a source marks as the first after a break."""
        marked = self.history_rows.loc[self.history_rows["status"].str.contains("break"), vintages.SERIES]
        return list(dict.fromkeys(marked.itertuples(index=False, name=None)))

    @cached_property
    def signs(self) -> Mapping[tuple[str, str, str], Sequence[Sign]]:
        """The signs in the place of a figure by series and period, in the order of publication."""
        gaps = self.gaps.sort_values("published_date", kind="stable")
        days, found = gaps["published_date"].dt.date, ("metric", "service", "period", "reason", "source")
        signs: dict[tuple[str, str, str], list[Sign]] = {}
        for *series, reason, source, day in zip(*(gaps[name] for name in found), days, strict=True):
            signs.setdefault(tuple(series), []).append(Sign(reason, day, self.sources[source].table))
        return signs

    @cached_property
    def register(self) -> Register:
        """Where each figure stands in the history."""
        return Register(self.history_rows)

    def in_languages(self, languages: Sequence[str]) -> "Published":
        """Return the same for a report in some of the languages of the folder."""
        catalogue = self.catalogue.model_copy(update={"languages": tuple(languages)})
        part = replace(self, catalogue=catalogue)
        vars(part).update(history_rows=self.history_rows, register=self.register)
        return part


@public
def read_published(
    source: DataSource | Path | str | None = None, decimal: str | None = None, *, today: date | None = None
) -> Published:
    """Return all that is published: what `metrics.toml` and the tables in `published/` of a data folder hold.

    `source` is the folder, by default as `data_source` says; each table is a text file or a workbook (see
    `TABLE_READERS`). Beside or instead of them it can have tables as they were published, with
    `tables.toml`. `decimal`, "comma" or "point", decides numbers that can be read in two ways, such as 1.234.
    `today` is the day of reading, by default that of the clock. Raises DataError with all faults of all files.
    """
    day = today or date.today()
    given = source if isinstance(source, DataSource) else data_source(source, decimal)
    home, mark = given.folder, given.decimal
    if not home.is_dir():
        expected = "a folder with metrics.toml and published/"
        raise DataError([Fault(str(home), 0, "", "there is no such folder", expected)])
    faults: list[Fault] = []
    catalogue, languages = None, declared_languages(home)
    try:
        catalogue = read_catalogue(home / "metrics.toml")
    except DataError as error:
        faults += error.faults
    has_tables = (home / "published" / DESCRIPTION).exists()
    files = {name: _file_of(home / "published", name, is_needed=not has_tables) for name in TABLE_NAMES}
    faults += [file for file in files.values() if isinstance(file, Fault)]

    sources, of_sources, below_sources = _read_table(
        files["sources"], schema_of_sources(day, languages=languages), mark, identifier=["source"]
    )
    is_whole = bool(len(sources) or has_tables) and all(fault.column not in ("", "marks") for fault in of_sources)
    marks = {cells["source"]: marks_of(cells["marks"]) for cells in sources.to_dict("records")} if is_whole else {}
    tables = read_tables(home / "published", catalogue, sources, decimal=mark, today=day)
    faults += tables.faults
    sources = sources.assign(table="")
    if len(tables.sources):
        sources = pd.concat([sources, tables.sources], ignore_index=True)
    names = list(sources["source"]) if is_whole and not tables.faults else None
    figures, of_figures, below_figures = _read_table(
        files["figures"],
        schema_of_figures(catalogue, names, languages=languages),
        mark,
        catalogue=catalogue,
        marks=marks,
    )
    schema = schema_of_claims(catalogue, names, languages=languages)
    claims, of_claims, below_claims = _read_table(
        files["claims"], schema, mark, catalogue=catalogue, identifier=["claim"], may_be_empty=True
    )
    faults += [_of_other_language(fault, languages) for fault in (*of_sources, *of_figures, *of_claims)]
    if catalogue and names:
        unknown = catalogue.sources() - set(names)
        expected = f"one of {', '.join(names)}"
        faults += [Fault("metrics.toml", 0, "source", name, expected, quoted=True) for name in unknown]
        faults += _faults_of_producers(catalogue, list(dict.fromkeys(sources["publisher"])))
    if faults or catalogue is None:
        raise DataError(faults)
    known = {cells["source"]: Source.of_row(cells, today=day) for cells in sources.to_dict("records")}
    paths = [home / "metrics.toml", *(path for path in files.values() if isinstance(path, Path))]
    digests = {path.name: sha256_of(path) for path in paths} | tables.digests
    notes = [*below_figures, *below_sources, *below_claims, *tables.notes]
    for table in (tables.figures, tables.withdrawn):  # numbered after the rows of figures.csv
        table.index = table.index + figures.index.max() if len(figures) else table.index
    figures = stacked([figures.assign(place=""), tables.figures])
    is_gap = figures["missing"].ne("").to_numpy()
    gaps = stated_gaps(stacked([figures[is_gap], tables.withdrawn]), known)
    figures = figures[~is_gap] if is_gap.any() else figures  # all of millions are not copied
    numbers = checked_figures(figures, known, catalogue)
    del figures  # the texts of millions take as much memory as what is made of them next
    rows = vintages.in_order(numbers)
    rows, gaps, claims = (NotebookTable(table) for table in (rows, gaps, claims.set_index("claim")))
    return Published(catalogue, rows, gaps, known, claims, digests, notes, tables.messages, day)


def _of_other_language(fault: Fault, languages: Sequence[str]) -> Fault:
    """Return the fault; of a column for texts in a language that the folder lacks, it says so."""
    name, _, language = fault.column.rpartition("_") if fault.found == UNKNOWN_COLUMN else ("", "", "")
    if name not in TEXTS or language not in known_languages() or language in languages:
        return fault
    return fault._replace(expected=f"none, since the languages of the folder are {', '.join(languages)}")


def _faults_of_producers(catalogue: Catalogue, publishers: Sequence[str]) -> list[Fault]:
    """Return a fault for each producer that is nearly a publisher, as its figures would be second-hand by a slip."""
    named = [catalogue.portal.producers, *(metric.producers for metric in catalogue.metrics.values())]
    names = dict.fromkeys(name for producers in named for producer in producers for name in producer)
    others = {publisher.casefold(): publisher for publisher in publishers if publisher not in names}
    meant = {name: get_close_matches(name.casefold(), others, n=1, cutoff=0.85) for name in names}
    return [
        Fault("metrics.toml", 0, "producers", name, f"{others[found[0]]}, as sources.csv writes it", quoted=True)
        for name, found in meant.items()
        if found and name not in publishers
    ]


def table_file(folder: Path, name: str) -> Path:
    """Return the one file of a table in a data folder, or where there is none the one that it would have.

    Raises DataError where there is more than one.
    """
    found = _file_of(folder / "published", name, is_needed=False)
    if isinstance(found, Fault):
        raise DataError([found])
    return found or folder / "published" / f"{name}.csv"


def _file_of(folder: Path, name: str, *, is_needed: bool) -> Path | Fault | None:
    """Return the one file of a table in the folder, or a fault where there is none that is needed, or more than one."""
    try:
        paths = sorted(path for path in folder.iterdir() if _is_file_of(path, name))
    except (FileNotFoundError, NotADirectoryError):
        paths = []
    except OSError as error:
        return Fault(f"{name}.csv", 0, "", str(error.strerror), "a folder that can be read")
    if len(paths) == 1:
        return paths[0]
    first, *others = TABLE_READERS
    if not paths and not is_needed:
        return None
    if not paths:
        return Fault(f"{name}{first}", 0, "", "missing", f"{name}{first}, or {', '.join(others)}")
    found = f"there are {' and '.join(path.name for path in paths)}"
    return Fault(paths[0].name, 0, "", found, f"one file with the {name}, not {len(paths)}")


def _is_file_of(path: Path, name: str) -> bool:
    return path.stem.lower() == name and path.suffix.lower() in TABLE_READERS


def _read_table(
    path: Path | Fault | None,
    schema: TableSchema,
    mark: str | None,
    *,
    catalogue: Catalogue | None = None,
    identifier: Sequence[str] = (),
    marks: Mapping[str, Mapping[str, str]] | None = None,
    may_be_empty: bool = False,
) -> tuple[pd.DataFrame, list[Fault], Sequence[Fault]]:
    """Return the file as a table of text, all its faults, and the notes below it that were passed over.

    No two rows may have the same identifier. `marks` has the marks of each source, for the table of figures.
    """
    if not isinstance(path, Path):
        columns = [*schema.columns, *(PRINT_COLUMNS if marks is not None else ())]
        return pd.DataFrame(columns=columns, index=pd.Index([], name="row", dtype=int), dtype="str"), [], []
    raw = read_raw_table(
        path, schema.headers, optional=schema.optional, numbers=schema.numbers, may_be_empty=may_be_empty
    )
    rows = raw.rows if marks is None else with_prints(raw.rows, marks)
    table, in_doubt = with_plain_numbers(rows, schema.numbers, file=path.name, exact=raw.exact, decimal=mark)
    faults = [*raw.faults, *in_doubt]
    if catalogue and len(table):
        table, of_periods = with_plain_periods(table, schema.periods, catalogue, file=path.name)
        faults += of_periods
    if marks is not None:
        table = with_ways(table)
    reported = {(fault.row, fault.column) for fault in faults}
    key = list(identifier or raw.rows.columns)
    if "period" in schema.periods:
        faults += overlapping_years(table, file=path.name)
    repeated = table[table.duplicated(key, keep=False)]
    for _, twins in repeated.groupby(key, sort=False) if len(repeated) else ():
        first, *others = twins.index
        text, expected = " ".join(twins.iloc[0][key]).rstrip(), f"no repetition of row {first}"
        faults += [Fault(path.name, row, ", ".join(identifier), text, expected, quoted=True) for row in others]
    if len(table):  # after the search for repeated rows, which takes memory as the faults of millions of rows do
        faults += [fault for fault in schema.faults(table, path.name) if (fault.row, fault.column) not in reported]
    if marks is None:
        table = table.astype("str")
    return table, [raw.placed(fault) for fault in faults], raw.notes
