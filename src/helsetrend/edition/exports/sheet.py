"""One sheet of a workbook: its table as gptables takes it, and the sizes of its columns and rows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from helsetrend.edition.exports.dataset import Row, Value, plain

if TYPE_CHECKING:
    from gptables import GPTable, GPWorkbook

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


def sheet_table(name: str, title: str, headers: Sequence[str], rows: Sequence[Row], lines: Sequence[str]) -> "GPTable":
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


def write_sheet(book: "GPWorkbook", name: str, table: "GPTable") -> None:
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
        sheet.set_row(number, row_height(zip(row, widths, strict=True)))
    sheet.set_row(0, 2 * LINE_POINTS)
    sheet.repeat_rows(top)
    sheet.repeat_columns(0)
    set_up_page(sheet, sum(widths))


def set_up_page(sheet: Any, width: int) -> None:
    """Print on A4 in landscape, on as many pages side by side as the columns need to be readable."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(ceil(width / PAGE_WIDTH), 0)


def _width(header: str, texts: Sequence[str]) -> int:
    """Return the width of a column in characters: of its longest line, within bounds, or of its header."""
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    word = max(map(len, header.split()))
    return min(max(longest, NARROWEST, word) + 2, WIDEST if longest > SENTENCES else max(WIDE, word + 2))


def row_height(cells: Iterable[tuple[str, int]], *, line: int = LINE_POINTS) -> int:
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
