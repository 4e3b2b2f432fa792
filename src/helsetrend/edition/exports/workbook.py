"""The tables of an edition as a workbook, by the guidance for releasing statistics in spreadsheets.

A cover, the contents, notes, what each column holds, and one table a sheet: each with its title in A1, marked as a
table, without an empty cell. Numbers are numbers, in the form of the reader's program; where there is none, words say
why. See https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import ceil
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.dataset import Dataset, Row, Value, Variable, plain
from helsetrend.report import Content, Labels
from helsetrend.report.presentation import Words
from helsetrend.values import HEDGES, LOCALES

if TYPE_CHECKING:
    from gptables import GPTable, GPWorkbook
import shutil
import zipfile

MOST_ROWS = 10_000
"""How many rows a sheet shows at most, for gptables holds a dictionary for each cell; a cut is told on the sheet."""

NARROWEST, WIDE, WIDEST = 12, 36, 80
"""The least width of a column in characters, the most, and that for sentences; longer text is wrapped."""

SENTENCES = 150
"""A column with a text of more characters than this holds sentences."""

LETTERS = 1.1
"""How many letters of running text go into the width of one digit, in which columns are measured."""

A4 = 200
"""How many characters side by side can still be read on a page of A4 lying down."""

LINE, MOST_POINTS = 15, 400
"""How high a line is in points, and a row at most: no program shows a higher one."""

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

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


def write_workbook(content: Content, labels: Labels, path: Path, *, tables: Sequence[Dataset] | None = None) -> None:
    """Write the tables of a report to a workbook in the language of the labels; a table without rows has no sheet.

    `tables` are those of `datasets` for the report, where they have been made already. The same report gives the same
    bytes; created and modified are the day on which the data were known. Raises DataError as `datasets` does.
    """
    from gptables import GPWorkbook, Theme

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
        book = GPWorkbook(str(draft), AS_TEXT)
        book.set_theme(Theme(dict(THEME)))
        _cover(book, content, labels)
        contents = words.say("workbook.contents").text
        for name, table in {contents: _contents(book, sheets, words), **sheets}.items():
            _write(book, name, table)
        book.set_properties(
            {"title": title_of(content, labels), "created": datetime.combine(content.vintage.as_of, time())}
        )
        book.close()
        finish(draft, path, language=LOCALES[words.language].replace("_", "-"))


def title_of(content: Content, labels: Labels) -> str:
    """The title of the workbook, which is that of the open data."""
    portal, words = labels.catalogue.portal.name[labels.words.language], labels.words
    return words.say("data.title", portal=portal, years=words.period(content.span)).text


def shown(tables: Sequence[Dataset]) -> list[Dataset]:
    """The tables that have a sheet: those with rows."""
    return [table for table in tables if next(table.rows(), None)]


def columns_of(table: Dataset, language: str) -> list[Variable]:
    """The columns that a sheet shows: those for people, in its language or in none."""
    return [one for one in table.variables if not one.only_data and one.language in ("", language)]


def cells_of(table: Dataset, row: Row, words: Words) -> Iterator[Value]:
    """The cells of a row as its sheet shows them: words for codes, and words where there is no value."""
    by_name = dict(zip([one.name for one in table.variables], row, strict=True))
    coded = {one.name: one for one in table.variables if one.codes}
    for variable in columns_of(table, words.language):
        value = by_name[variable.name]
        if value is not None and value != "":
            yield variable.labels(words.language)[str(value)] if variable.codes else value
        elif variable.empty in coded:
            yield coded[variable.empty].labels(words.language)[str(by_name[variable.empty])]
        else:
            yield words.say(f"code.empty.{variable.empty}").text


def _cover(book: "GPWorkbook", content: Content, labels: Labels) -> None:
    """The cover. gptables writes its headings in English only, so all but the title is written here."""
    from gptables import Cover

    words, theme = labels.words, book.theme
    sheet = book.add_worksheet(words.say("workbook.cover").text)
    row, column = sheet.write_cover(Cover(title_of(content, labels)))
    portal = labels.catalogue.portal
    parts = {
        "portal": portal.name[words.language],
        "day": words.day(content.vintage.as_of),
        "sheet": words.say("dataset.figures.sheet"),
    }
    told = [words.say(f"workbook.{key}", **parts).text for key in ("what", "known", "sources", "more")]
    lines = [(words.say("workbook.about").text, theme.cover_subtitle_format)]
    lines += [(text, theme.cover_text_format) for text in told]
    if portal.publisher:
        name, contact = portal.publisher.name[words.language], portal.publisher.contact.removeprefix("mailto:")
        lines.append((words.say("workbook.contact").text, theme.cover_subtitle_format))
        lines.append((f"{name}: {contact}", theme.cover_text_format))
    for number, (text, form) in enumerate(lines, start=row):
        sheet.write_string(number, column, text, book.add_format(form))
    for number, text in enumerate([title_of(content, labels), *(text for text, _ in lines)]):
        is_heading = number == 0 or lines[number - 1][1] == theme.cover_subtitle_format
        sheet.set_row(number, _height([(text, WIDEST)], line=2 * LINE if is_heading else LINE + 3))
    _paged(sheet, WIDEST)


def _contents(book: "GPWorkbook", sheets: Mapping[str, "GPTable"], words: Words) -> "GPTable":
    return book.make_table_of_contents(
        dict(sheets),
        column_names=[words.say(f"workbook.{key}").text for key in ("sheet", "table")],
        table_name="contents",
        title=words.say("workbook.contents_title").text,
        instructions=words.say("workbook.only_table").text,
    )


def _notes(labels: Labels) -> "GPTable":
    """What must be known of all tables: what a print can mean, which figure is in force, what is measured."""
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
    """What each column of each sheet holds."""
    rows = [
        (table.sheet(words.language), one.header(words.language), one.description(words.language))
        for table in tables
        for one in columns_of(table, words.language)
    ]
    headers = [words.say(f"workbook.{key}").text for key in ("sheet", "column", "meaning")]
    title = words.say("workbook.columns_title").text
    return _table("columns", title, headers, rows, [words.say("workbook.only_table").text])


def _sheet(table: Dataset, words: Words) -> "GPTable":
    """A table of the edition; what it shows only in part says so."""
    rows = [tuple(cells_of(table, row, words)) for row in islice(table.rows(), MOST_ROWS + 1)]
    told = [
        table.description(words.language),
        words.say("workbook.one_table", sheet=words.say("workbook.columns")).text,
    ]
    if len(rows) > MOST_ROWS:
        count = sum(1 for _ in table.rows())
        numbers = {"rows": _count(words, MOST_ROWS), "all": _count(words, count)}
        told.append(words.say("workbook.cut", name=table.name, **numbers).text)
    columns = columns_of(table, words.language)
    headers = [one.header(words.language) for one in columns]
    return _table(table.name, table.title(words.language), headers, rows[:MOST_ROWS], told)


def _table(name: str, title: str, headers: Sequence[str], rows: Sequence[Row], told: Sequence[str]) -> "GPTable":
    """A sheet as gptables takes it: `told` are the lines above the table."""
    import pandas as pd
    from gptables import GPTable

    forms: list[dict[str, Any]] = [
        {"cell": {"cells": (row, column), "format": {"num_format": form}}}
        for row, cells in enumerate(rows, start=1)
        for column, cell in enumerate(cells)
        if (form := _number_format(cell))
    ]
    numeric = [
        header for column, header in enumerate(headers) if any(isinstance(row[column], int | Decimal) for row in rows)
    ]
    if numeric:
        forms.append({"column": {"columns": numeric, "format": {"align": "right", "indent": 1}, "include_names": True}})
    cells = pd.DataFrame([[_cell(one) for one in row] for row in rows], columns=list(headers), dtype=object)
    return GPTable(
        table=cells,
        table_name=name,
        title=title,
        instructions=told[-1],
        subtitles=list(told[:-1]),
        index_columns={},
        additional_formatting=forms,
    )


def _cell(value: Value) -> Any:
    """A cell as gptables takes it.

    A text is given as rich text without any form: that is written as it is, where gptables would make a link of a
    plain "[text](address)" and refuse one without a Latin letter or a digit.
    """
    from gptables.core.gptable import FormatList

    if isinstance(value, str):
        return FormatList([{}, value])
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _number_format(value: Value) -> str:
    """The format of a number or date, in the signs that every workbook stores; a reader's program shows its own."""
    if isinstance(value, str) or value is None:
        return ""
    if not isinstance(value, int | Decimal):
        return "yyyy-mm-dd"
    decimals = len(plain(value).partition(".")[2])
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _write(book: "GPWorkbook", name: str, table: "GPTable") -> None:
    """A sheet, with columns and rows as large as what they hold: not every program fits them itself."""
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
    sheet.set_row(0, 2 * LINE)
    sheet.repeat_rows(top)
    sheet.repeat_columns(0)
    _paged(sheet, sum(widths))


def _paged(sheet: Any, width: int) -> None:
    """Printed on pages of A4, as many side by side as the columns need to be read."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(ceil(width / A4), 0)


def _width(header: str, texts: Sequence[str]) -> int:
    """The width of a column, in characters: its longest line, within bounds, or the longest word of its header."""
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    word = max(map(len, header.split()))
    return min(max(longest, NARROWEST, word) + 2, WIDEST if longest > SENTENCES else max(WIDE, word + 2))


def _height(cells: Iterable[tuple[str, int]], *, line: int = LINE) -> int:
    """The height of a row, in points, for texts in columns of a width."""
    lines = (
        sum(len(wrap(part, int(LETTERS * width) - 2)) or 1 for part in text.splitlines() or [""])
        for text, width in cells
    )
    return min(max(lines) * line, MOST_POINTS)


def _shown(cell: Any) -> str:
    """The text of a cell as gptables takes it: rich text, a number, a date; in the contents links and lists."""
    if isinstance(cell, dict | list):
        return "\n".join(map(_shown, cell))
    return f"{cell:,}" if isinstance(cell, int | float) else str(getattr(cell, "string", cell))


def _count(words: Words, count: int) -> str:
    return words.number(Fraction(count), Fraction(1))


CORE = "docProps/core.xml"
END = b"</cp:coreProperties>"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell; Excel gives it to every part of a workbook."""


def finish(draft: Path, path: Path, *, language: str) -> None:
    """Copy a workbook to its place, part by part, with its language (such as nb, en-GB) among its properties."""
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(part) as source, new.open(entry, "w", force_zip64=part.file_size > 2**31) as target:
                if part.filename == CORE:
                    told = f'<dc:language xmlns:dc="{DUBLIN_CORE}">{language}</dc:language>'.encode()
                    target.write(source.read().replace(END, told + END))
                else:
                    shutil.copyfileobj(source, target)
