"""Tables to give away: real ones by the names of their columns, and made-up ones with texts that are hard to store."""

import csv
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from helsetrend.edition.exports.dataset import Dataset, Part, Variable, one_by_one


def by_name(table):
    """The rows of a table, each by the names of its columns."""
    return list(table.cells())


def table_of(rows, **kinds):
    """A made-up table: its columns are of the kinds given; each has the header and words of a real one of its name."""
    variables = [Variable(name=name, kind=kind) for name, kind in kinds.items()]
    return Dataset(name="series", parts=[Part(variables, one_by_one(rows))])


def read_csv(table, path, dialect):
    """The rows of a file that was given away, read by Python's csv and with the kinds and codes of the columns."""
    with path.open(encoding=dialect.encoding, newline="") as file:
        headers, *rows = csv.reader(file, delimiter=dialect.delimiter)
    assert headers == dialect.headers(table)
    return [
        tuple(_value(variable, cell, dialect) for variable, cell in zip(table.variables, row, strict=True))
        for row in rows
    ]


def _value(variable, cell, dialect):
    if variable.kind == "text":
        label = cell.removeprefix("'") if dialect.language else cell
        codes = {text: code for code, text in variable.labels(dialect.language).items()} if dialect.language else {}
        return codes.get(label, label)
    of_kind = {
        "integer": int,
        "number": lambda cell: Decimal(cell.replace(dialect.decimal_mark, ".")),
        "date": date.fromisoformat,
    }
    return of_kind[variable.kind](cell) if cell else None


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff")
)
"""Any text that may be given away."""

HARD_TEXTS = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "'=1",
        "''",
        "＝1",
        "\n=1",
        '"',
        ';,"',
        "a\nb",
        "\u202e=1",
        "שלום",
    ),
    *(
        "{=1}",
        "[text](https://x)",
        "https://x",
        "internal:A1",
        "$$note$$",
        "–",
        "ø",
        " ",
        "  a  ",
        "_x0041_",
        "0,5",
        "1E5",
    ),
    *("TRUE", "NaN", "None", "#N/A", "2021-04", "x" * 300),
)
"""Texts that one program or another would take for something else."""
