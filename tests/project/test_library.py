"""The cells of docs/library.md run one after the other and show the output below them.

`python -m test_library`, in this folder with tests/ on the path, renews the outputs and the table of columns.
"""

import re

from pages import CELL, output_of, read
from places import TOP

import helsetrend as ht
from helsetrend.analysis.tidy import OBSERVATIONS

PAGE = "docs/library.md"
HEADER = "| --- | --- | --- |\n"


def columns() -> str:
    types = ht.metrics("visits", years=2021).dtypes
    rows = [f"| `{name}` | `{types[name]}` | {column.description} |" for name, column in OBSERVATIONS.columns.items()]
    return "\n".join(rows) + "\n"


def renewed(text: str) -> str:
    names: dict[str, object] = {}
    page = CELL.sub(lambda cell: f"{cell[1]}\n```text\n{output_of(cell[2], names)}```\n", text)
    return page[: page.index(HEADER) + len(HEADER)] + columns()


def test_there_are_twenty_things_to_do():
    headings = re.findall(r"^## (\d+)\. ", read(PAGE), re.MULTILINE)
    assert headings == [str(number) for number in range(1, 21)]


def test_each_cell_shows_the_output_below_it():
    names: dict[str, object] = {}
    cells = CELL.findall(read(PAGE))
    assert len(cells) == 24
    for _, code, shown in cells:
        assert output_of(code, names) == shown, code


def test_the_logins_of_2021_were_revised_and_the_visits_nearly_doubled():
    """The document shows these two facts, which the sources themselves state."""
    assert "['rundt 77,5 millioner', 'om lag 90,9 millioner']" in read(PAGE)
    assert "('up', 'nearly_doubled', 93.1, 97.2)" in read(PAGE)


def test_the_table_of_columns_is_that_of_the_contract():
    assert read(PAGE).endswith(HEADER + columns())
    assert list(ht.metrics("visits", years=2021).columns) == list(OBSERVATIONS.columns)


if __name__ == "__main__":
    (TOP / PAGE).write_text(renewed(read(PAGE)), encoding="utf-8")
