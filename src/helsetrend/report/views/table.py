"""The table of a view: numbers under headers in words, and the same as a workbook with title and source."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helsetrend.public import NotebookTable
from helsetrend.report.charts import Step, Steps
from helsetrend.report.labels import Labels


def table_of(labels: Labels, series: Sequence[Steps], unit: str) -> pd.DataFrame:
    """Return one row per period of each series: the period, the least and the most in `unit`, in words, note, source.

    The name of the series comes first if there are several. A number is missing where there is none, and the note says
    why; a series that cannot join is one row.
    """
    words, say = labels.words, labels.words.say
    of_period, value, note, source = (column.header for column in labels.columns("period", "value", "status", "source"))
    low, high = (f"{say(f'explore.{end}')} ({unit[:1].lower()}{unit[1:]})" for end in ("low", "high"))
    name = say("explore.series").text
    rows = [
        {
            name: each.name,
            of_period: step.label,
            low: float(step.interval.low) if step.interval else None,
            high: float(step.interval.high) if step.interval else None,
            value: step.bounds,
            note: step.refusal.text if step.refusal else "",
            source: words.separated(labels.each_source(step.sources)).text if step.sources else "",
        }
        for each in series
        for step in each.steps or [Step(0, "", refusal=each.refusal)]
    ]
    table = pd.DataFrame(rows, columns=[name, of_period, low, high, value, note, source]).astype(
        {low: float, high: float}
    )
    return NotebookTable(table if table[name].any() else table.drop(columns=name))


def write_table(path: Path, table: pd.DataFrame, *, title: str, notes: Sequence[str]) -> Path:
    """Write a table as a workbook, below its title and above its notes, and return the path.

    Raises ValueError if the ending is not .xlsx, and OSError if it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ValueError(f"{path.name!r} is not the name of a workbook; allowed: an ending of .xlsx")
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        table.to_excel(writer, sheet_name="1", startrow=2, index=False)
        sheet, bold = writer.sheets["1"], writer.book.add_format({"bold": True, "font_size": 13})
        sheet.autofit()
        sheet.write_string(0, 0, title, bold)
        for number, note in enumerate(notes, start=len(table) + 4):
            sheet.write_string(number, 0, note)
    return path
