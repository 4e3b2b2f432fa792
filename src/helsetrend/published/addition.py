"""A publication added to the tables of a folder: its source, its figures and claims, all of them or none.

Rows are appended to the tables as they stand; no row that is there is changed, and nothing is written on a fault.
"""

import codecs
import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from helsetrend.errors import DataError, Fault
from helsetrend.files import DataSource, data_source, read_model, read_toml, write_whole
from helsetrend.public import public
from helsetrend.published.catalogue import Catalogue, read_catalogue
from helsetrend.published.folder import read_published, table_file
from helsetrend.published.readers import delimited_header, text_of
from helsetrend.published.schemas import schema_of_claims, schema_of_figures, schema_of_sources

Rows = dict[str, list[dict[str, str]]]
"""Rows by the name of their table (sources, figures, claims), each by the names of its columns."""


def _text(value: Any) -> Any:
    return str(value) if type(value) in (int, float, date) else value


_Row = dict[str, Annotated[str, BeforeValidator(_text)]]


class Publication(BaseModel):
    """What was published: the row of its source, and those of its figures and claims, which need not name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: _Row
    figures: tuple[_Row, ...] = ()
    claims: tuple[_Row, ...] = ()

    def rows(self) -> Rows:
        """Return the rows to add to each table."""
        name = {"source": self.source.get("source", "")}
        return {
            "sources": [self.source],
            "figures": [name | row for row in self.figures],
            "claims": [name | row for row in self.claims],
        }


@public
def add(publication: Path | str | Mapping[str, Any], source: DataSource | Path | str | None = None) -> Rows:
    """Add a publication to the tables of a data folder and return the rows added, by table.

    `publication` is a TOML file or its content: a table `source` and lists `figures` and `claims`, with the names of
    the columns. `source` is the folder, by default as `data_source` says. Raises DataError with all faults, of the
    publication or of the folder as it would be; then nothing is written.
    """
    if isinstance(publication, Path | str):
        read = read_toml(Path(publication), Publication)
    else:
        read = read_model(publication, Publication, "publication")
    given = source if isinstance(source, DataSource) else data_source(source)
    read_published(given)  # its own faults come first
    rows = {name: new for name, new in read.rows().items() if new}
    headers = _headers(read_catalogue(given.folder / "metrics.toml"))
    faults: list[Fault] = []
    written: dict[Path, bytes] = {}
    for name, new in rows.items():
        try:
            path = table_file(given.folder, name)
            written[path] = _with_rows(path, new, headers[name])
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    _check(given, written)
    for path, content in written.items():
        write_whole(path, content)
    return rows


def _headers(catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    """Return for each table the column for each text that may head it."""
    figures, claims = schema_of_figures(catalogue, None), schema_of_claims(catalogue, None)
    sources = schema_of_sources(date.today(), languages=catalogue.languages)
    return {"sources": sources.headers, "figures": figures.headers, "claims": claims.headers}


def _check(source: DataSource, written: Mapping[Path, bytes]) -> None:
    """Raise DataError with the faults of the folder as it would be, which is read from a copy."""
    with TemporaryDirectory(prefix="helsetrend-") as scratch:
        copy = Path(scratch)
        shutil.copy(source.folder / "metrics.toml", copy)
        shutil.copytree(source.folder / "published", copy / "published")
        for path, content in written.items():
            (copy / "published" / path.name).write_bytes(content)
        read_published(replace(source, folder=copy))


def _with_rows(path: Path, rows: Sequence[Mapping[str, str]], headers: Mapping[str, str]) -> bytes:
    """Return the content of a table with rows below it, written as the table is, if it is there already.

    `headers` has the column for each text that may head it. Raises DataError for a workbook.
    """
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise DataError([Fault(path.name, 0, "", "a workbook", "a text file such as CSV, to which rows can be added")])
    data = path.read_bytes() if path.exists() else (",".join(dict.fromkeys(headers.values())) + "\n").encode()
    text = text_of(data)
    delimiter, columns = delimited_header(data, headers)
    unknown = dict.fromkeys(word for row in rows for word in row if word not in columns)
    if unknown:
        expected = f"one of the columns of this table: {', '.join(filter(None, columns))}"
        raise DataError([Fault(path.name, 0, word, "no column", expected) for word in unknown])
    end = "\r\n" if "\r\n" in text else "\n"
    below = io.StringIO()
    writer = csv.writer(below, delimiter=delimiter, lineterminator=end)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return _encoded(f"{text}{'' if text.endswith(end) else end}{below.getvalue()}", like=data)


def _encoded(text: str, *, like: bytes) -> bytes:
    """Return a text in the encoding of a file, or in UTF-8 where that lacks a letter of it."""
    if like.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text.encode("utf-16")
    if like.startswith(codecs.BOM_UTF8):
        return text.encode("utf-8-sig")
    try:
        like.decode("utf-8")
    except UnicodeDecodeError:
        is_1252 = text.encode("cp1252", errors="ignore").decode("cp1252") == text
        return text.encode("cp1252" if is_1252 else "utf-8")
    return text.encode("utf-8")
