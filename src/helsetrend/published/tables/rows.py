"""What the states of a table say as rows of figures, by the same grammar and rules as those of figures.csv."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.languages import DEFAULT_LANGUAGES
from helsetrend.published.schemas import (
    PRINT_COLUMNS,
    overlapping_years,
    schema_of_figures,
    with_plain_periods,
    with_prints,
)
from helsetrend.published.status import undeclared_mark, without_marks
from helsetrend.published.tables.prints import scaled, value_of
from helsetrend.published.tables.publications import Publications
from helsetrend.published.tables.states import CellChange
from helsetrend.values import readings

CELL_COLUMNS = ("as_printed", "value", "unit", "hedge")
"""The columns of a row whose faults are those of the cell itself."""


def rows_of(
    changes: Sequence[CellChange], publications: Publications, catalogue: Catalogue, form: str | None
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a row for each cell that states say anew, with the columns of `with_prints`, and the faults of the cells.

    `form` is the decimal mark, as far as it is known. The rows are numbered from 0.
    """
    rows, unclear = [], {}
    for number, change in enumerate(changes):
        row, expected = _row(change, publications, catalogue, form)
        rows.append(row)
        if expected:
            unclear[number] = _fault(change, change.cell.header, change.cell.text, expected)
    table = _table(rows, publications)
    if not rows:
        return table, []
    plain, found = with_plain_periods(table, ["period"], catalogue, file="")
    schema = schema_of_figures(catalogue, None, languages=DEFAULT_LANGUAGES)
    faults = [*found, *schema.faults(plain, ""), *overlapping_years(plain, file="")]
    wrong = {(fault.row, fault.column in CELL_COLUMNS): fault for fault in reversed(faults)}
    placed = [
        _placed(fault, changes[row]) for (row, is_cell), fault in wrong.items() if not is_cell or row not in unclear
    ]
    return plain, [*unclear.values(), *placed]


def withdrawn_rows(changes: Sequence[CellChange], publications: Publications) -> pd.DataFrame:
    """Return a row without a print for each figure that is no longer in its table."""
    return _table([_empty(change) for change in changes], publications)


def no_rows() -> pd.DataFrame:
    """Return the table of rows without a row."""
    columns = [*schema_of_figures(None, None).columns, "place", *PRINT_COLUMNS]
    return pd.DataFrame(columns=columns, index=pd.RangeIndex(0, name="row"), dtype="str")


def _table(rows: Sequence[Mapping[str, str]], publications: Publications) -> pd.DataFrame:
    if not rows:
        return no_rows()
    table = pd.DataFrame(list(rows), index=pd.RangeIndex(len(rows), name="row"), dtype="str")
    return with_prints(table, publications.marks)


def _row(
    change: CellChange, publications: Publications, catalogue: Catalogue, form: str | None
) -> tuple[dict[str, str], str]:
    """Return the row of a cell, and what was expected in it where its number or a mark is not clear."""
    cell, source = change.cell, change.state.source
    metric, marks = catalogue.metrics[cell.metric], publications.marks[source]
    language = publications.rows[source]["language"]
    print_ = scaled(cell.text, cell.scale, unit=metric.unit, language=language, marks=marks)
    bare = without_marks(print_, marks).text
    value, unclear = value_of(
        bare,
        form=form,
        number=cell.number if cell.scale == 1 else "",
        is_whole=catalogue.is_whole(cell.metric),
        language=language,
    )
    read = readings(bare)
    if read and (mark := undeclared_mark(read[0].rest)):
        unclear = (
            f'a figure without {mark!r}, or what it means, as marks = {{ "{mark}" = "provisional" }} for the table '
            "in tables.toml"
        )
    return {**_empty(change), "as_printed": print_, "value": value, "status": ", ".join(cell.statuses)}, unclear


def _empty(change: CellChange) -> dict[str, str]:
    """Return the row of a cell without what it says: what it is of, and where it stands or stood."""
    cell = change.cell
    return {
        **dict.fromkeys(schema_of_figures(None, None).columns, ""),
        **{"metric": cell.metric, "service": cell.service, "period": cell.period_text},
        **{"source": change.state.source, "place": f"{change.state.file}, {cell.place}"},
    }


def _placed(fault: Fault, change: CellChange) -> Fault:
    """Return the fault of a row in the place of its cell."""
    if fault.column in CELL_COLUMNS:
        text = change.cell.text
        is_sign = not any(letter.isdigit() for letter in text)
        meaning = f'; or what it means, as marks = {{ "{text}" = "not_available" }} for the table in tables.toml'
        return _fault(
            change, change.cell.header, text, fault.expected + (meaning if is_sign and len(text) < 20 else "")
        )
    return _fault(change, fault.column, fault.found, fault.expected)


def _fault(change: CellChange, column: str, found: str, expected: str) -> Fault:
    return Fault(change.state.file, change.cell.row, column, found, expected, change.cell.reference, quoted=True)


def withdrawal_messages(changes: Sequence[CellChange]) -> Iterator[str]:
    """Yield a line for each figure that is no longer in its table."""
    for change in changes:
        about = " ".join(filter(None, (change.cell.metric, change.cell.service, change.cell.period.name)))
        yield f"withdrawn: {about}, {change.cell.text!r} until then, is not in {change.state.file} any more"
