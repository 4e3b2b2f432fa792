"""The tables of an edition as a workbook, by the UK guidance for releasing statistics in spreadsheets.

It has a cover, contents, notes, a description of each column, and one table per sheet: with its title in A1, marked as
a table, without empty cells. Numbers are stored as numbers; where there is none, the cell says why in words. See
 https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import ceil
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from helsetrend.edition.exports.all_tables import datasets, title_of_tables
from helsetrend.edition.exports.dataset import Dataset, Row, Value, Variable, plain
from helsetrend.report import Content, Labels, facts_of_release, labels_in_each_language
from helsetrend.report.presentation import Words
from helsetrend.values import HEDGES

if TYPE_CHECKING:
    from gptables import GPTable, GPWorkbook

MOST_ROWS = 10_000
"""The maximum number of rows on a sheet, as gptables keeps a dictionary per cell; a sheet that is cut says so."""

NARROWEST, WIDE, WIDEST = 12, 36, 80
"""The minimum width of a column in characters, the maximum, and the width for sentences; longer text is wrapped."""

SENTENCES = 150
"""A column with a line of more characters than this counts as one of sentences."""

LETTERS = 1.1
"""The number of letters of running text that fit in the width of one digit, the unit of column widths."""

PAGE_WIDTH = 200
"""The number of characters side by side that can still be read on a page of A4 in landscape."""

LINE_POINTS, MOST_POINTS = 15, 400
"""The height of a line in points, and the maximum height of a row, above which no program shows it whole."""

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
            _write(book, name, table)
        book.set_properties(
            {"title": title_of_tables(content, labels), "created": datetime.combine(content.vintage.as_of, time())}
        )
        book.close()
        finish(draft, path, language=words.tag)


def shown(tables: Sequence[Dataset]) -> list[Dataset]:
    """Return the tables that have a sheet, which are the ones with rows."""
    return [table for table in tables if next(table.rows(), None)]


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
        sheet.set_row(number, _height([(text, WIDEST)], line=2 * LINE_POINTS if is_heading else LINE_POINTS + 3))
    _set_up_page(sheet, WIDEST)


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
    return _table(
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
    return _table("columns", title, headers, rows, [words.say("workbook.only_table").text])


def _sheet(table: Dataset, words: Words) -> "GPTable":
    """Return a table of the edition, cut after `MOST_ROWS` rows with a line that says so."""
    lines = [
        table.description(words.language),
        words.say("workbook.one_table", sheet=words.say("workbook.columns")).text,
    ]
    if next(islice(table.rows(), MOST_ROWS, None), None):
        count = sum(1 for _ in table.rows())
        numbers = {"rows": _count(words, MOST_ROWS), "all": _count(words, count)}
        lines.append(words.say("workbook.cut", name=table.name, **numbers).text)
    columns = columns_of(table, words.language)
    headers = [column.header(words.language) for column in columns]
    return _table(table.name, table.title(words.language), headers, list(rows_as_shown(table, words)), lines)


def _table(name: str, title: str, headers: Sequence[str], rows: Sequence[Row], lines: Sequence[str]) -> "GPTable":
    """Return a sheet as gptables takes it; `lines` are shown above the table."""
    import pandas as pd
    from gptables import GPTable

    formats: list[dict[str, Any]] = [
        {"cell": {"cells": (row, column), "format": {"num_format": number_format}}}
        for row, cells in enumerate(rows, start=1)
        for column, cell in enumerate(cells)
        if (number_format := _number_format(cell))
    ]
    numeric = [
        header for column, header in enumerate(headers) if any(isinstance(row[column], int | Decimal) for row in rows)
    ]
    if numeric:
        formats.append(
            {"column": {"columns": numeric, "format": {"align": "right", "indent": 1}, "include_names": True}}
        )
    cells = pd.DataFrame([[_cell(value) for value in row] for row in rows], columns=list(headers), dtype=object)
    return GPTable(
        table=cells,
        table_name=name,
        title=title,
        instructions=lines[-1],
        subtitles=list(lines[:-1]),
        index_columns={},
        additional_formatting=formats,
    )


def _cell(value: Value) -> Any:
    """Return a cell as gptables takes it.

    Text is passed as rich text without a format, which gptables writes unchanged; of plain text it would make a link of
    "[text](address)" and refuse one without a Latin letter or a digit.
    """
    from gptables.core.gptable import FormatList

    if isinstance(value, str):
        return FormatList([{}, value])
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _number_format(value: Value) -> str:
    """Return the format code of a number or date, which a spreadsheet program shows in the reader's own locale."""
    if isinstance(value, str) or value is None:
        return ""
    if not isinstance(value, int | Decimal):
        return "yyyy-mm-dd"
    decimals = len(plain(value).partition(".")[2])
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _write(book: "GPWorkbook", name: str, table: "GPTable") -> None:
    """Write a sheet with columns and rows sized to their content, as not every program does this itself."""
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, False)
    texts = [[_shown(cell) for cell in row] for row in table.table.itertuples(index=False)]
    headers = list(table.table.columns)
    widths = [_width(header, [row[column] for row in texts]) for column, header in enumerate(headers)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    top = table.data_range[0]
    for number, row in enumerate([headers, *texts], start=top):
        sheet.set_row(number, _height(zip(row, widths, strict=True)))
    sheet.set_row(0, 2 * LINE_POINTS)
    sheet.repeat_rows(top)
    sheet.repeat_columns(0)
    _set_up_page(sheet, sum(widths))


def _set_up_page(sheet: Any, width: int) -> None:
    """Print on A4 in landscape, on as many pages side by side as the columns need to be readable."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(ceil(width / PAGE_WIDTH), 0)


def _width(header: str, texts: Sequence[str]) -> int:
    """Return the width of a column in characters: of its longest line, within bounds, or of its header."""
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    word = max(map(len, header.split()))
    return min(max(longest, NARROWEST, word) + 2, WIDEST if longest > SENTENCES else max(WIDE, word + 2))


def _height(cells: Iterable[tuple[str, int]], *, line: int = LINE_POINTS) -> int:
    """Return the height of a row in points, for cells given as a text and the width of its column."""
    lines = (sum(_lines(part, int(LETTERS * width) - 2) for part in text.splitlines() or [""]) for text, width in cells)
    return min(max(lines) * line, MOST_POINTS)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes; most texts are short, and to wrap one takes long."""
    return 1 if len(text.expandtabs()) <= width else len(wrap(text, width)) or 1


def _shown(cell: Any) -> str:
    """Return the text of a cell as passed to gptables: rich text, a number, a date; in the contents links and lists."""
    if isinstance(cell, dict | list):
        return "\n".join(map(_shown, cell))
    return f"{cell:,}" if isinstance(cell, int | float) else str(getattr(cell, "string", cell))


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
