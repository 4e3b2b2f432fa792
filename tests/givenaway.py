"""Reports to give away: the findings on the shipped data, or on those of a folder, in each language."""

from hypothesis import strategies as st
from places import DATA

from helsetrend.edition.exports.all_tables import in_each_language
from helsetrend.edition.exports.dataset import Dataset, Variable
from helsetrend.events.counts_file import read_counts
from helsetrend.published.folder import read_published
from helsetrend.report.content import known_on
from helsetrend.report.findings import Findings
from helsetrend.report.presentation.wording import words


def report(folder=DATA, *, year=2021, first_year=2018, as_of="newest"):
    """The findings of one report, by language."""
    counts = read_counts(folder)
    known = known_on(read_published(folder), counts, as_of=as_of)
    return in_each_language(Findings(known, words("nb"), year, first_year, counts))


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
