"""The open data of an edition, in its folder `data`: each table as CSV, JSON-stat and descriptions."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from helsetrend.edition.exports.all_tables import datasets, title_of_tables
from helsetrend.edition.exports.data_package import write_data_package
from helsetrend.edition.exports.dataset import Dataset
from helsetrend.edition.exports.dcat import DCAT_FILE, Described, DescribedFile, Translations, write_dcat, write_series
from helsetrend.edition.exports.json_stat import Cube, write_json_stat
from helsetrend.edition.exports.tidy_csv import Dialect, dialects_of, write_csv
from helsetrend.report import Content, labels_in_each_language
from helsetrend.values import Period

DATA_FOLDER = "data"


def write_open_data(
    content: Content, folder: Path, *, tables: Sequence[Dataset] | None = None, before: date | None = None
) -> None:
    """Write the open data of a report into `data` in the folder of its edition.

    The files are NAME.csv for each table of `datasets` and NAME.nb.csv for each language with a decimal comma,
    figures.json (JSON-stat), datapackage.json and dcat.ttl. `tables` are the tables of `datasets` for the report, if
    they have been made already, `before` is the date of the edition before on its year. The same report results in the
    same bytes. Raises DataError, with nothing written, if a cell cannot be published.
    """
    tables = datasets(content) if tables is None else tables
    home = folder / DATA_FOLDER
    home.mkdir(parents=True, exist_ok=True)
    dialects = dialects_of(content.languages)
    for table in tables:
        for dialect in dialects:
            write_csv(table, home, dialect)
    labels = labels_in_each_language(content)
    as_of = content.vintage.as_of
    title = {language: title_of_tables(content, named) for language, named in labels.items()}
    description = {
        language: named.words.say("data.description", portal=named.portal, day=named.words.day(as_of)).text
        for language, named in labels.items()
    }
    cube, main = cube_of(content, tables), content.vintage.catalogue.main_language
    head = {"label": title[main], "updated": str(as_of), "note": [description[main]]}
    write_json_stat(cube, home / "figures.json", head)
    about: dict[str, Any] = {"title": title[main], "description": description[main]}
    about["version"] = f"{content.year}-{as_of}"
    if licence := content.vintage.catalogue.release.licence:
        about["licenses"] = [{"path": licence.address, "title": licence[main]}]
    write_data_package(tables, home, about, dialects=dialects, language=main)
    write_dcat(
        home / DCAT_FILE,
        _described(content, title, description),
        as_of=as_of,
        span=_span(cube),
        files=_files(content, tables, home, dialects),
        before=before,
    )


def write_series_of(content: Content, path: Path, days: Sequence[date]) -> None:
    """Write the description of the editions on a year as a series to `path`, beside them; `days` are their dates."""
    labels = labels_in_each_language(content)
    title = {language: named.title(content.year) for language, named in labels.items()}
    description = {
        language: named.words.say("data.series", portal=named.portal, year=named.year(content.year)).text
        for language, named in labels.items()
    }
    write_series(path, _described(content, title, description), days)


def _described(content: Content, title: Translations, description: Translations) -> Described:
    catalogue = content.vintage.catalogue
    return Described(
        title=title,
        description=description,
        year=content.year,
        publisher=catalogue.portal.publisher,
        release=catalogue.release,
    )


def cube_of(content: Content, tables: Sequence[Dataset]) -> Cube:
    """Return what the JSON-stat file of a report holds, from its tables."""
    by_name = {table.name: table for table in tables}
    languages, main = content.languages, content.vintage.catalogue.main_language
    return Cube(by_name["figures"], by_name["series"], languages, main)


def _span(cube: Cube) -> Period:
    """Return the span from the first to the last day that a figure covers."""
    spans = [Period.parse(text) for text in cube.periods]
    return Period(min(span.first for span in spans), max(span.last for span in spans))


def _files(content: Content, tables: Sequence[Dataset], home: Path, dialects: Sequence[Dialect]) -> list[DescribedFile]:
    files = []
    for table in tables:
        title = {language: table.title(language) for language in content.languages}
        files += [
            DescribedFile(
                path=dialect.path(home, table),
                title=title,
                languages=[dialect.language] if dialect.language else content.languages,
            )
            for dialect in dialects
        ]
    figures = next(table for table in tables if table.name == "figures")
    title = {language: f"{figures.title(language)} (JSON-stat)" for language in content.languages}
    return [
        *files,
        DescribedFile(path=home / "figures.json", title=title, languages=[content.vintage.catalogue.main_language]),
    ]
