"""The rows of a table, the notes below them, and a second table."""

import pytest
from workbooks import excel, opendocument

from helsetrend.published.readers.table import read_raw_table

COLUMNS = ["metric", "period", "as_printed", "value", "unit", "source", "remark"]
HEADERS = {name: name for name in COLUMNS}
TABLE = [COLUMNS, *(["visits", "2021", f"{place} visits", str(place), "visits", "page", ""] for place in (7, 8))]
ONE_TABLE = "one table (put the other in a file of its own)"
WHOLE_ROW = "a whole row of the table (notes can stand below the last one)"


def read(tmp_path, rows, save=excel, end="xlsx"):
    path = tmp_path / f"figures.{end}"
    path.write_bytes(save(rows))
    raw = read_raw_table(path, HEADERS, optional=["remark"], numbers=["value"])
    told = [(fault.row, fault.found, fault.expected) for fault in raw.faults]
    return list(raw.rows["value"]), [(note.row, note.found) for note in raw.notes], told


def text(rows):
    return "\n".join(";".join(row) for row in rows).encode()


BELOW = {
    "a source": ([["Kilde: Helsedirektoratet"]], [(4, "Kilde: Helsedirektoratet")]),
    "in another column": ([["", "", "", "", "Sist endret 3.4.2024"]], [(4, "Sist endret 3.4.2024")]),
    "two cells": ([["1)", "Foreløpige tall"]], [(4, "1), Foreløpige tall")]),
    "after an empty row": (
        [[], ["Merk: tallene er foreløpige", "og avrundet"]],
        [(5, "Merk: tallene er foreløpige, og avrundet")],
    ),
    "several": ([["Kilde: X"], [], ["Merk: Y"]], [(4, "Kilde: X"), (6, "Merk: Y")]),
}


@pytest.mark.parametrize(
    ("save", "end"), [(excel, "xlsx"), (opendocument, "ods"), (text, "csv")], ids=["xlsx", "ods", "csv"]
)
@pytest.mark.parametrize(("below", "notes"), BELOW.values(), ids=BELOW)
def test_notes_below_the_table_are_passed_over_and_kept(below, notes, save, end, tmp_path):
    assert read(tmp_path, [*TABLE, *below], save, end) == (["7", "8"], notes, [])


def test_a_note_between_the_rows_is_one_fault(tmp_path):
    rows = [*TABLE[:2], ["Herav:"], TABLE[2], ["Kilde: X"]]
    assert read(tmp_path, rows) == (["7", "8"], [(5, "Kilde: X")], [(3, "Herav:", WHOLE_ROW)])


def test_a_row_that_lacks_a_cell_or_has_a_number_is_a_row_of_the_table(tmp_path):
    """A value alone, and a row of which only the value is missing, are faults of the row, told later."""
    whole = ["visits", "2021", "", "", "visits", "page"]
    assert read(tmp_path, [*TABLE, whole, ["", "sum", "", "15"]]) == (["7", "8", "", "15"], [], [])


SECOND = {
    "the same header": ([[], COLUMNS, *TABLE[1:]], 5),
    "right below": ([COLUMNS, *TABLE[1:]], 4),
    "under a title": ([[], ["Tabell 2. Innlogginger"], COLUMNS, *TABLE[1:]], 6),
    "another header": ([[], ["Fylke", "Antall"], ["Oslo", "12"], ["Viken", "14"]], 5),
    "another header under a title": ([["Tabell 2"], ["Fylke", "Antall", "Andel"], ["Oslo", "12", "3,4"]], 5),
}


@pytest.mark.parametrize(("save", "end"), [(excel, "xlsx"), (text, "csv")], ids=["xlsx", "csv"])
@pytest.mark.parametrize(("below", "row"), SECOND.values(), ids=SECOND)
def test_a_second_table_is_one_fault_and_is_not_read(below, row, save, end, tmp_path):
    assert read(tmp_path, [*TABLE, *below], save, end) == (["7", "8"], [], [(row, "a second table", ONE_TABLE)])


def test_two_tables_beside_each_other_are_one_fault(tmp_path):
    _, _, ((row, found, expected),) = read(tmp_path, [[*line, "", *line] for line in TABLE])
    assert (row, expected) == (1, "one table, not two beside each other")
    assert found == f"the columns {', '.join(COLUMNS)} more than once"
