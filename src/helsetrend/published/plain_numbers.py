"""Which number a text in a number column is: "37,2", "1 234 567", "12,5 %" become plain digits with a point.

A text that writes two numbers ("1.234" is a thousand and more, or one and a bit) is decided by what is known: the
reader's word, the print beside it, the other numbers of the file. Where none of these decides, it is a fault, and never
a guess.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.distinct import each_distinct
from helsetrend.values import PERCENT_WORDS, SPACES, Written, readings, written

FORMS = ("comma", "point")
"""The marks that can stand before decimals."""

PERCENT_UNITS = ("percent", "points")
"""The units of which a number may have a percent sign."""

_NUMBER = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<digits>[0-9][0-9.,{SPACES}]*?)(?P<percent>[{SPACES}]*(?:{'|'.join(PERCENT_WORDS)}))?",
    re.IGNORECASE,
)


def with_plain_numbers(
    table: pd.DataFrame,
    numbers: Sequence[str],
    *,
    file: str,
    exact: AbstractSet[tuple[int, str]] = frozenset(),
    decimal: str | None = None,
) -> tuple[pd.DataFrame, list[Fault]]:
    """The table of text with each number of the columns `numbers` in plain digits ("-37.2"), and what is in doubt.

    `exact` are the cells, by row and column, that were numbers before they were texts, with a point. `decimal` is
    "comma" or "point" where the reader says which one the file has. A text that is no number stays as it is.
    """
    form = decimal or _form_of_file(table, numbers, exact)
    faults: list[Fault] = []
    changed = {}
    for column in numbers:
        is_exact = pd.Series([(row, column) in exact for row in table.index] if exact else False, index=table.index)
        read = table[[name for name in (column, "unit", "as_printed") if name in table]].assign(is_exact=is_exact)
        told = each_distinct(read, list(read.columns), partial(_plain_cell, column, decimal=decimal, form=form))
        changed[column] = pd.Series([text for text, _ in told], index=table.index, dtype="str")
        faults += [Fault(file, int(row), column, text, allowed) for row, (text, allowed) in told.items() if allowed]
    return table.assign(**changed), faults


def _plain_cell(column: str, cells: Mapping[str, Any], *, decimal: str | None, form: str | None) -> tuple[str, str]:
    mark = "point" if cells["is_exact"] else decimal
    return plain_number(cells[column], cells, decimal=mark, form=form)


def plain_number(
    text: str, row: Mapping[str, str], *, decimal: str | None = None, form: str | None = None
) -> tuple[str, str]:
    """The number in plain digits and "", or the text as it is and what would be allowed ("" for what is no number).

    `row` has the unit and the print beside the number. `decimal` is the mark before decimals where that is certain;
    `form` the one that the rest of the file has.
    """
    match = _NUMBER.fullmatch(text)
    found = written(match["digits"]) if match else []
    if not match or not found:
        return text, ""
    if match["percent"] and row.get("unit") not in PERCENT_UNITS:
        return text, f"a number without a percent sign, for the unit is {row.get('unit') or 'not given'}"
    sign = "-" if match["sign"] else ""
    one = found[0] if len(found) == 1 else _decided(found, sign, row.get("as_printed", ""), decimal, form)
    if one:
        return f"{sign}{one}", ""
    whole, part = found
    digits = str(part)
    return text, (
        f"{sign}{whole} or {sign}{digits}, for it can be read as both: write {sign}{whole} or "
        f"{sign}{digits.replace('.', ',')}0, or give --decimal comma or --decimal point"
    )


def _decided(
    found: Sequence[Written], sign: str, as_printed: str, decimal: str | None, form: str | None
) -> Written | None:
    """The one of two readings that is meant: by the reader's word, else the print, else the form of the file."""
    if not decimal:
        printed = {abs(reading.value) for reading in readings(as_printed) if (reading.value < 0) == bool(sign)}
        meant = [one for one in found if one.value in printed]
        if len(meant) == 1:
            return meant[0]
    return next((one for one in found if one.form == (decimal or form)), None)


def _form_of_file(table: pd.DataFrame, numbers: Sequence[str], exact: AbstractSet[tuple[int, str]]) -> str | None:
    """The mark before decimals that all numbers agree on that show one and can be read in one way only."""
    texts = {text for column in numbers for row, text in table[column].items() if (row, column) not in exact}
    matches = [match for text in texts if (match := _NUMBER.fullmatch(text))]
    single = [found[0].form for match in matches if len(found := written(match["digits"])) == 1]
    forms = {form for form in single if form}
    return forms.pop() if len(forms) == 1 else None
