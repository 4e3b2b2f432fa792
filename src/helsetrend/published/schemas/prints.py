"""What a figure or a claim holds as it was printed, and whether the cells beside the print say the same."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import NamedTuple

import pandas as pd

from helsetrend.published.schemas.distinct import Distinct, Each, each_distinct
from helsetrend.published.schemas.parsed_cells import signed_number
from helsetrend.published.schemas.table_schema import is_read
from helsetrend.published.status import statuses_of, without_marks
from helsetrend.values import HEDGES, Reading, readings, shape_of, unread_word

HEDGE_CELLS = {
    "at_least": ("over",),
    "under": ("nearly",),
    "at_most": ("nearly",),
    "between": ("none",),
}
"""What the column `hedge` may say instead of the hedge that the print has: the next one that is like it."""

PRINT_COLUMNS = ("print", "missing", "unread", "statuses", "percent", "rest", "shape", "digits")
"""The columns of `with_prints`: the print without its marks, empty where a sign stands in the place of a figure; the
reason for that; what was expected where the print cannot be read; the statuses, by the marks and by `status`; the
percent sign or its like, and the words, beside the number; the shape of the print and its digits (see `shape_of`)."""

_ASCII_DIGIT = re.compile("[0-9]")


def with_prints(table: pd.DataFrame, marks: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the table with what the cells of `as_printed` hold besides a number, in the columns `PRINT_COLUMNS`.

    `marks` has the marks of each source.
    """
    documents = {name: str(sorted(of_source.items())) for name, of_source in marks.items()}
    known = {documents[name]: of_source for name, of_source in marks.items()}
    of_rows = Distinct(table).of("source", lambda name: documents.get(name, "")).texts(str)
    printed = table["as_printed"].astype("category").array
    shapes = Distinct(table).of("as_printed", shape_of)
    can_mark_digits = any(_ASCII_DIGIT.search(mark) for of_source in known.values() for mark in of_source)
    read = pd.DataFrame({"as_printed": printed, "marks": of_rows, "status": table.get("status", "")}, table.index)
    read = read.assign(shape=printed if can_mark_digits else shapes.texts(itemgetter(0)))

    def marked(cells: Mapping[str, str]) -> _Marked:
        return _marked(cells, known.get(cells["marks"], {}))

    columns = ["as_printed", "marks", "status"]
    alike = Distinct(read, {"as_printed": "shape"}).each(columns, marked)
    is_other = alike.array(lambda found: found.print != found.as_printed or _ASCII_DIGIT.search(found.unread), bool)
    # in prints of one shape, what is taken off and the word that is not known can differ
    others = each_distinct(read[is_other], columns, marked)
    found = alike.replaced(is_other, others)
    own_shapes = shapes.replaced(is_other, others.of(lambda found: shape_of(found.print)))
    prints = Each(printed.codes, printed.categories.tolist()).replaced(is_other, others.of(attrgetter("print")))
    return table.assign(
        print=prints.texts(str) if is_other.any() else printed,
        **{name: found.texts(attrgetter(name)) for name in ("missing", "unread", "statuses", "percent", "rest")},
        shape=own_shapes.texts(itemgetter(0)),
        digits=own_shapes.array(itemgetter(1), int),
    )


class _Marked(NamedTuple):
    """What a cell of `as_printed` holds, as in `PRINT_COLUMNS`."""

    as_printed: str
    print: str
    missing: str
    unread: str
    statuses: str
    percent: str
    rest: str


def _marked(cells: Mapping[str, str], marks: Mapping[str, str]) -> _Marked:
    marked = without_marks(cells["as_printed"], marks)
    stated = statuses_of(cells["status"]) if is_read(statuses_of, cells["status"]) else ()
    statuses = ", ".join(dict.fromkeys((*marked.statuses, *stated)))
    read = readings(marked.text)
    beside = (read[0].unit, read[0].rest) if read else ("", "")
    unread = "" if read or marked.missing else unread_fault(marked.text, must_read=True) or ""
    return _Marked(cells["as_printed"], marked.text, marked.missing, unread, statuses, *beside)


def unread_fault(text: str, *, must_read: bool) -> str | None:
    """Check that a print can be read; that of a claim may be words alone."""
    if readings(text) or not (must_read or any(letter.isdigit() for letter in text)):
        return None
    word = unread_word(text)
    unread = f", since {word!r} is not known here" if word else ""
    return f"a print that can be read: a hedge or none, a number, a scale such as millioner{unread}"


def print_fault(print_: str, value: str) -> str | None:
    """Check that a value is what the print says; it may be left out where the print has one reading."""
    read = readings(print_)
    if not read or (value and (not is_read(signed_number, value) or _meant(read, signed_number(value)))):
        return None
    choice = " or ".join(dict.fromkeys(_digits(reading.value) for reading in read))
    if value:
        return f"{choice}, which is what {print_!r} says"
    return f"{choice}, since {print_!r} can be read as both" if " or " in choice else None


def reading_of(print_: str, value: Fraction | None) -> Reading | None:
    """Return the reading of a print that has the value, of a range that it lies in; the only one for no value."""
    read = readings(print_)
    if value is None:
        return read[0] if read else None
    return _meant(read, value)


def _meant(read: Sequence[Reading], value: Fraction) -> Reading | None:
    meant = (reading for reading in read if reading.value == value)
    within = (reading for reading in read if reading.ends and reading.ends[0] <= value <= reading.ends[1])
    return next(meant, None) or next(within, None)


def hedge_fault(print_: str, hedge: str) -> str | None:
    """Check that the hedge is the word before the printed number, or nothing."""
    read = readings(print_)
    if not read or hedge not in HEDGES or hedge in (read[0].hedge, *HEDGE_CELLS.get(read[0].hedge, ())):
        return None
    return f"{read[0].hedge}, which is what {print_!r} says"


def _digits(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))
