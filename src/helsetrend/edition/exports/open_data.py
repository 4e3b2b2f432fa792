"""The open data of an edition, in its folder `data`: each table as CSV in two dialects, JSON-stat and descriptions."""

from collections.abc import Sequence
from pathlib import Path

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.data_package import write_data_package
from helsetrend.edition.exports.dataset import Dataset
from helsetrend.edition.exports.dcat import File, write_dcat
from helsetrend.edition.exports.json_stat import Cube, write_json_stat
from helsetrend.edition.exports.tidy_csv import DIALECTS, write_csv
from helsetrend.report import Content, Labels, labels_in_each_language
from helsetrend.values import LANGUAGES, Period

DATA_FOLDER = "data"


def write_open_data(content: Content, folder: Path, *, tables: Sequence[Dataset] | None = None) -> None:
    """Write the open data of a report into `data` in the folder of its edition.

    The files are NAME.csv and NAME.nb.csv for each table of `datasets`, figures.json (JSON-stat), datapackage.json and
    dcat.ttl. `tables` are the tables of `datasets` for the report, if they have been made already. The same report
    results in the same bytes. Raises DataError, with nothing written, if a cell cannot be published.
    """
    tables = datasets(content) if tables is None else tables
    home = folder / DATA_FOLDER
    home.mkdir(parents=True, exist_ok=True)
    for table in tables:
        for dialect in DIALECTS:
            write_csv(table, home, dialect)
    labels = labels_in_each_language(content.vintage.published)
    known = str(content.vintage.as_of)
    title, description = (
        {language: _summary(content, labels[language], key) for language in LANGUAGES}
        for key in ("title", "description")
    )
    cube = cube_of(tables)
    write_json_stat(cube, home / "figures.json", {"label": title["en"], "updated": known, "note": [description["en"]]})
    write_data_package(
        tables, home, {"title": title["en"], "description": description["en"], "version": f"{content.year}-{known}"}
    )
    write_dcat(
        home / "dcat.ttl",
        title=title,
        description=description,
        as_of=content.vintage.as_of,
        span=_span(cube),
        files=_files(tables, home),
        publisher=content.vintage.catalogue.portal.publisher,
    )


def cube_of(tables: Sequence[Dataset]) -> Cube:
    """Return the content of the JSON-stat file, from the tables of an edition."""
    by_name = {table.name: table for table in tables}
    return Cube(by_name["figures"], by_name["series"])


def _summary(content: Content, labels: Labels, key: str) -> str:
    """Return the title or the description of the open data, in the language of the report."""
    words, portal = labels.words, labels.catalogue.portal.name[labels.words.language]
    parts = {"years": words.period(content.span), "day": words.day(content.vintage.as_of)}
    return words.say(f"data.{key}", portal=portal, **parts).text


def _span(cube: Cube) -> Period:
    """Return the span from the first to the last day that a figure covers."""
    spans = [Period.parse(text) for text in cube.periods]
    return Period(min(span.first for span in spans), max(span.last for span in spans))


def _files(tables: Sequence[Dataset], home: Path) -> list[File]:
    files = []
    for table in tables:
        title = {language: table.title(language) for language in LANGUAGES}
        files += [
            File(
                path=dialect.path(home, table),
                title=title,
                languages=[dialect.language] if dialect.language else LANGUAGES,
            )
            for dialect in DIALECTS
        ]
    figures = next(table for table in tables if table.name == "figures")
    title = {language: f"{figures.title(language)} (JSON-stat)" for language in LANGUAGES}
    return [*files, File(path=home / "figures.json", title=title, languages=["en"])]
