"""The texts of number columns as plain digits with a point: "37,2", "1 234 567", "12,5 %".

A text with two readings ("1.234" is a thousand and more, or one and a bit) is decided by the mark the user names, else
by the print beside it, else by the other numbers of the file. If none of these decides, it is a fault, not a guess.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.schemas.distinct import Distinct, Each, each_distinct
from helsetrend.values import PERCENT_WORDS, SPACES, Written, readings, written

PERCENT_UNITS = ("percent", "points")
"""The units whose numbers may have a percent sign."""

_NUMBER = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<digits>[0-9][0-9.,{SPACES}]*?)(?P<percent>[{SPACES}]*(?:{'|'.join(PERCENT_WORDS)}))?",
    re.IGNORECASE,
)


_PLAIN = re.compile(r"|(?:0|[1-9][0-9]{0,17})(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?")


def with_plain_numbers(
    table: pd.DataFrame,
    numbers: Sequence[str],
    *,
    file: str,
    exact: AbstractSet[tuple[int, str]] = frozenset(),
    decimal: str | None = None,
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the table with the columns `numbers` in plain digits ("-37.2"), and a fault for each ambiguous number.

    `exact` has the row and column of each cell that was a number, not a text, in its file; it has a point. `decimal`
    is "comma" or "point" where the user says which one the file has. A text that is not a number stays as it is.
    """
    printed = "print" if "print" in table else "as_printed"
    are_other = {column: ~_are_plain(table[column]) for column in numbers}
    form = decimal or (_form_of_file(table, numbers, exact) if any(map(np.any, are_other.values())) else None)
    faults: list[Fault] = []
    changed = {}
    for column, is_other in are_other.items():
        if not is_other.any():
            continue
        others = table.loc[is_other, [name for name in (column, "unit", printed) if name in table]]
        others = others.assign(is_exact=[(row, column) in exact for row in others.index] if exact else False)
        plain = each_distinct(others, list(others.columns), partial(_plain_cell, column, decimal=decimal, form=form))
        given = table[column].astype("category").array
        texts = Each(given.codes, given.categories).replaced(is_other, plain.of(itemgetter(0)))
        changed[column] = texts.texts(str)
        faults += [
            Fault(file, int(others.index[place]), column, text, expected, quoted=True)
            for place, (text, expected) in plain.where(itemgetter(1))
        ]
    return table.assign(**changed), faults


def _are_plain(texts: pd.Series) -> "np.ndarray[Any, Any]":
    """Return which texts are in plain digits that can be read in one way only, or empty."""
    return Distinct(texts.to_frame("text")).of("text", _PLAIN.fullmatch).array(bool, bool)


def _plain_cell(column: str, cells: Mapping[str, Any], *, decimal: str | None, form: str | None) -> tuple[str, str]:
    mark = "point" if cells["is_exact"] else decimal
    return plain_number(cells[column], cells, decimal=mark, form=form)


def plain_number(
    text: str, row: Mapping[str, str], *, decimal: str | None = None, form: str | None = None
) -> tuple[str, str]:
    """Return the number in plain digits and "", or the text and what was expected ("" if it is not a number).

    `row` has the unit and the print beside the number. `decimal` is the decimal mark if it is certain, `form` the one
    in the rest of the file.
    """
    match = _NUMBER.fullmatch(text)
    numbers = written(match["digits"]) if match else []
    if not match or not numbers:
        return text, ""
    if match["percent"] and row.get("unit") not in PERCENT_UNITS:
        return text, f"a number without a percent sign, since the unit is {row.get('unit') or 'not given'}"
    sign = "-" if match["sign"] else ""
    beside = row.get("print") or row.get("as_printed", "")
    number = numbers[0] if len(numbers) == 1 else _decided(numbers, sign, beside, decimal, form)
    if number:
        return f"{sign}{number}", ""
    whole, part = numbers
    digits = str(part)
    return text, (
        f"{sign}{whole} or {sign}{digits}, since it can be read as both: write {sign}{whole} or "
        f"{sign}{digits.replace('.', ',')}0, or give --decimal comma or --decimal point"
    )


def _decided(
    numbers: Sequence[Written], sign: str, beside: str, decimal: str | None, form: str | None
) -> Written | None:
    """Return the number that is meant: by the mark the user names, else the print, else the form of the file."""
    if not decimal:
        printed = {abs(reading.value) for reading in readings(beside) if (reading.value < 0) == bool(sign)}
        meant = [number for number in numbers if number.value in printed]
        if len(meant) == 1:
            return meant[0]
    return next((number for number in numbers if number.form == (decimal or form)), None)


def _form_of_file(table: pd.DataFrame, numbers: Sequence[str], exact: AbstractSet[tuple[int, str]]) -> str | None:
    """Return the decimal mark of all numbers with one reading that show a mark, None where they differ."""
    texts = {text for column in numbers for row, text in table[column].items() if (row, column) not in exact}
    matches = [match for text in texts if (match := _NUMBER.fullmatch(text))]
    read = [written(match["digits"]) for match in matches]
    forms = {found[0].form for found in read if len(found) == 1 and found[0].form}
    return forms.pop() if len(forms) == 1 else None
