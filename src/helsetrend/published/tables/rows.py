"""What the states of a table say as rows of figures, by the same grammar and rules as those of figures.csv."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from helsetrend.errors import Fault
from helsetrend.languages import DEFAULT_LANGUAGES
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.figures_schema import schema_of_figures, with_prints
from helsetrend.published.plain_periods import overlapping_years, with_plain_periods
from helsetrend.published.status import undeclared_mark, without_marks
from helsetrend.published.tables.prints import scaled, value_of
from helsetrend.published.tables.publications import Publications
from helsetrend.published.tables.states import Told
from helsetrend.values import readings

CELL_COLUMNS = ("as_printed", "value", "unit", "hedge")
"""The columns of a row whose faults are those of the cell itself."""


def rows_of(
    told: Sequence[Told], publications: Publications, catalogue: Catalogue, form: str | None
) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a row for each cell that states say anew, with the columns of `with_prints`, and the faults of the cells.

    `form` is the decimal mark, as far as it is known. The rows are numbered from 0.
    """
    rows, unclear = [], {}
    for number, one in enumerate(told):
        row, expected = _row(one, publications, catalogue, form)
        rows.append(row)
        if expected:
            unclear[number] = _fault(one, one.cell.header, one.cell.text, expected)
    table = _table(rows, publications)
    if not rows:
        return table, []
    plain, found = with_plain_periods(table, ["period"], catalogue, file="")
    schema = schema_of_figures(catalogue, None, languages=DEFAULT_LANGUAGES)
    faults = [*found, *schema.faults(plain, ""), *overlapping_years(plain, file="")]
    wrong = {(fault.row, fault.column in CELL_COLUMNS): fault for fault in reversed(faults)}
    placed = [_placed(fault, told[row]) for (row, is_cell), fault in wrong.items() if not is_cell or row not in unclear]
    return plain, [*unclear.values(), *placed]


def withdrawn_rows(told: Sequence[Told], publications: Publications) -> pd.DataFrame:
    """Return a row without a print for each figure that is no longer in its table."""
    return _table([_empty(one) for one in told], publications)


def no_rows() -> pd.DataFrame:
    """Return the table of rows without a row."""
    columns = [*schema_of_figures(None, None).columns, "place", "print", "missing", "statuses"]
    return pd.DataFrame(columns=columns, index=pd.RangeIndex(0, name="row"), dtype="str")


def _table(rows: Sequence[Mapping[str, str]], publications: Publications) -> pd.DataFrame:
    if not rows:
        return no_rows()
    table = pd.DataFrame(list(rows), index=pd.RangeIndex(len(rows), name="row"), dtype="str")
    return with_prints(table, publications.marks)


def _row(told: Told, publications: Publications, catalogue: Catalogue, form: str | None) -> tuple[dict[str, str], str]:
    """Return the row of a cell, and what was expected in it where its number or a mark is not clear."""
    cell, source = told.cell, told.state.source
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
    return {**_empty(told), "as_printed": print_, "value": value, "status": ", ".join(cell.statuses)}, unclear


def _empty(told: Told) -> dict[str, str]:
    """Return the row of a cell without what it says: what it is of, and where it stands or stood."""
    cell = told.cell
    return {
        **dict.fromkeys(schema_of_figures(None, None).columns, ""),
        **{"metric": cell.metric, "service": cell.service, "period": cell.period_text},
        **{"source": told.state.source, "place": f"{told.state.file}, {cell.place}"},
    }


def _placed(fault: Fault, told: Told) -> Fault:
    """Return the fault of a row in the place of its cell."""
    if fault.column in CELL_COLUMNS:
        text = told.cell.text
        is_sign = not any(letter.isdigit() for letter in text)
        meaning = f'; or what it means, as marks = {{ "{text}" = "not_available" }} for the table in tables.toml'
        return _fault(told, told.cell.header, text, fault.expected + (meaning if is_sign and len(text) < 20 else ""))
    return _fault(told, fault.column, fault.found, fault.expected)


def _fault(told: Told, column: str, found: str, expected: str) -> Fault:
    return Fault(told.state.file, told.cell.row, column, found, expected, told.cell.reference, quoted=True)


def told_of(told: Sequence[Told]) -> Iterator[str]:
    """Yield a line for each figure that is no longer in its table."""
    for one in told:
        about = " ".join(filter(None, (one.cell.metric, one.cell.service, one.cell.period.name)))
        yield f"withdrawn: {about}, {one.cell.text!r} until then, is not in {one.state.file} any more"
