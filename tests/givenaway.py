"""Tables to give away: real ones by the names of their columns, and made-up ones with texts that are hard to store."""

from hypothesis import strategies as st

from helsetrend.edition.exports.dataset import Dataset, Variable


def by_name(table):
    """The rows of a table, each by the names of its columns."""
    return [dict(zip([one.name for one in table.variables], row, strict=True)) for row in table.rows()]


def table_of(rows, **kinds):
    """A made-up table: its columns are of the kinds given; each has the header and words of a real one of its name."""
    return Dataset(
        name="series", variables=[Variable(name=name, kind=kind) for name, kind in kinds.items()], source=lambda: rows
    )


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
