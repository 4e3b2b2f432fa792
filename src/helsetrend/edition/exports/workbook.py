"""The tables of an edition as a workbook, by the UK guidance for releasing statistics in spreadsheets.

It has a cover, contents, notes, a description of each column, and one table per sheet: with its title in A1, marked as
a table, without empty cells. Numbers are stored as numbers; where there is none, the cell says why in words. See
 https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from helsetrend.edition.exports.all_tables import datasets, title_of_tables
from helsetrend.edition.exports.dataset import Dataset, Row, Value, Variable
from helsetrend.edition.exports.sheet import LINE_POINTS, WIDEST, row_height, set_up_page, sheet_table, write_sheet
from helsetrend.report import Content, Labels, facts_of_release, labels_in_each_language
from helsetrend.report.presentation import Words
from helsetrend.values import HEDGES

if TYPE_CHECKING:
    from gptables import GPTable, GPWorkbook

MOST_ROWS = 10_000
"""The maximum number of rows on a sheet, as gptables keeps a dictionary per cell; a sheet that is cut says so."""

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
"""How the workbook is written: texts as texts, and without a temporary file for each of its parts."""

CORE_PROPERTIES, CORE_END = "docProps/core.xml", b"</cp:coreProperties>"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can record, which Excel gives to every part of a workbook."""

THEME = {
    "global": {"font_size": 11, "font_name": "Arial", "font_color": "automatic", "valign": "top"},
    "cover_title": {"bold": True, "font_size": 18, "text_wrap": True},
    "cover_subtitle": {"bold": True, "font_size": 14, "text_wrap": True},
    "cover_text": {"text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "column_heading": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "data": {"text_wrap": True},
    "description_order": ["instructions", "legend", "source", "scope"],
}


def write_workbook(content: Content, language: str, path: Path, *, tables: Sequence[Dataset] | None = None) -> None:
    """Write the tables of a report to a workbook in a language; a table without rows has no sheet.

    `tables` are the tables of `datasets` for the report, if they have been made already. The same report results in the
    same bytes; created and modified are the day on which the data were known. Raises DataError as `datasets` does.
    """
    from gptables import GPWorkbook, Theme

    labels = labels_in_each_language(content)[language]
    words = labels.words
    tables = shown(datasets(content) if tables is None else tables)
    sheets = {
        words.say("workbook.notes").text: _notes(labels),
        words.say("workbook.columns").text: _columns(tables, words),
        **{table.sheet(words.language): _sheet(table, words) for table in tables},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".workbook-") as folder:
        draft = Path(folder) / path.name
        book = GPWorkbook(str(draft), OPTIONS)
        book.set_theme(Theme(dict(THEME)))
        _cover(book, content, labels)
        contents = words.say("workbook.contents").text
        for name, table in {contents: _contents(book, sheets, words), **sheets}.items():
            write_sheet(book, name, table)
        book.set_properties(
            {"title": title_of_tables(content, labels), "created": datetime.combine(content.vintage.as_of, time())}
        )
        book.close()
        finish(draft, path, language=words.tag)


def shown(tables: Sequence[Dataset]) -> list[Dataset]:
    """Return the tables that have a sheet, which are the ones with rows."""
    return [table for table in tables if table.count]


def columns_of(table: Dataset, language: str) -> list[Variable]:
    """Return the columns that a sheet shows: those for people, in its language or in none."""
    return [column for column in table.variables if not column.only_data and column.language in ("", language)]


def rows_as_shown(table: Dataset, words: Words) -> Iterator[Row]:
    """Yield at most `MOST_ROWS` rows as the sheet shows them: labels for codes, a reason where there is no value."""
    columns, language = columns_of(table, words.language), words.language
    places = {column.name: place for place, column in enumerate(table.variables)}
    labels = {column.name: column.labels(language) for column in table.variables if column.codes}
    reasons = {
        column.empty: words.say(f"code.empty.{column.empty}").text for column in columns if column.empty not in labels
    }

    def shown(variable: Variable, row: Row) -> Value:
        value = row[places[variable.name]]
        if value is not None and value != "":
            return labels[variable.name][str(value)] if variable.codes else value
        return reasons.get(variable.empty) or labels[variable.empty][str(row[places[variable.empty]])]

    for row in islice(table.rows(), MOST_ROWS):
        yield tuple(shown(column, row) for column in columns)


def _cover(book: "GPWorkbook", content: Content, labels: Labels) -> None:
    """Write the cover. gptables writes its headings in English only, so all but the title is written here."""
    from gptables import Cover

    words, theme = labels.words, book.theme
    sheet = book.add_worksheet(words.say("workbook.cover").text)
    title = title_of_tables(content, labels)
    row, column = sheet.write_cover(Cover(title))
    parts = {
        "portal": labels.portal,
        "day": words.day(content.vintage.as_of),
        "sheet": words.say("dataset.figures.sheet"),
    }
    texts = [words.say(f"workbook.{key}", **parts).text for key in ("what", "known", "sources", "more")]
    lines = [(words.say("workbook.about").text, theme.cover_subtitle_format)]
    lines += [(text, theme.cover_text_format) for text in texts]
    for key, fact in facts_of_release(content, labels):
        lines.append((words.say(f"release.{key}").text, theme.cover_subtitle_format))
        lines.append((fact.text, theme.cover_text_format))
    for number, (text, style) in enumerate(lines, start=row):
        sheet.write_string(number, column, text, book.add_format(style))
    for number, text in enumerate([title, *(text for text, _ in lines)]):
        is_heading = number == 0 or lines[number - 1][1] == theme.cover_subtitle_format
        sheet.set_row(number, row_height([(text, WIDEST)], line=2 * LINE_POINTS if is_heading else LINE_POINTS + 3))
    set_up_page(sheet, WIDEST)


def _contents(book: "GPWorkbook", sheets: Mapping[str, "GPTable"], words: Words) -> "GPTable":
    return book.make_table_of_contents(
        dict(sheets),
        column_names=[words.say(f"workbook.{key}").text for key in ("sheet", "table")],
        table_name="contents",
        title=words.say("workbook.contents_title").text,
        instructions=words.say("workbook.only_table").text,
    )


def _notes(labels: Labels) -> "GPTable":
    """Return the notes on all tables: what a printed number can mean, which figure is in force, what is measured."""
    words, catalogue = labels.words, labels.catalogue
    hedges = " ".join(words.say(f"rounding.{hedge}").text for hedge in HEDGES)
    rows = [
        (words.say("workbook.note_hedge").text, hedges),
        (words.say("workbook.note_force").text, words.say("workbook.note_force_text").text),
        (words.say("workbook.note_hole").text, words.say("workbook.note_hole_text").text),
    ]
    for metric in catalogue.metrics.values():
        name = words.say("workbook.note_definition", name=metric.name[words.language]).text
        texts = filter(None, (metric.definition, metric.caution))
        rows.append((name, " ".join(text[words.language] for text in texts)))
    headers = [words.say(f"workbook.{key}").text for key in ("note", "text")]
    return sheet_table(
        "notes", words.say("workbook.notes_title").text, headers, rows, [words.say("workbook.only_table").text]
    )


def _columns(tables: Sequence[Dataset], words: Words) -> "GPTable":
    """Return the description of each column of each sheet."""
    rows = [
        (table.sheet(words.language), column.header(words.language), column.description(words.language))
        for table in tables
        for column in columns_of(table, words.language)
    ]
    headers = [words.say(f"workbook.{key}").text for key in ("sheet", "column", "meaning")]
    title = words.say("workbook.columns_title").text
    return sheet_table("columns", title, headers, rows, [words.say("workbook.only_table").text])


def _sheet(table: Dataset, words: Words) -> "GPTable":
    """Return a table of the edition, cut after `MOST_ROWS` rows with a line that says so."""
    lines = [
        table.description(words.language),
        words.say("workbook.one_table", sheet=words.say("workbook.columns")).text,
    ]
    if table.count > MOST_ROWS:
        numbers = {"rows": _count(words, MOST_ROWS), "all": _count(words, table.count)}
        lines.append(words.say("workbook.cut", name=table.name, **numbers).text)
    columns = columns_of(table, words.language)
    headers = [column.header(words.language) for column in columns]
    return sheet_table(table.name, table.title(words.language), headers, list(rows_as_shown(table, words)), lines)


def _count(words: Words, count: int) -> str:
    return words.number(Fraction(count), Fraction(1))


def finish(draft: Path, path: Path, *, language: str) -> None:
    """Copy a workbook from `draft` to `path`, part by part, and add `language` (such as en-GB) to its properties."""
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as source, new.open(entry, "w", force_zip64=part.file_size > 2**31) as target:
                if part.filename == CORE_PROPERTIES:
                    element = f'<dc:language xmlns:dc="{DUBLIN_CORE}">{language}</dc:language>'.encode()
                    target.write(source.read().replace(CORE_END, element + CORE_END))
                else:
                    shutil.copyfileobj(source, target)
