"""The cells of docs/library.md run one after the other and show what stands below them.

`python -m test_library`, in this folder, writes what they show, and the table of columns, into the document anew.
"""

import ast
import re
from contextlib import redirect_stdout
from io import StringIO

from places import TOP

import helsetrend as ht
from helsetrend.analysis.tidy import OBSERVATIONS

DOCUMENT = TOP / "docs/library.md"
CELL = re.compile(r"(```python\n(.*?)```\n)(?:\n```text\n(.*?)```\n)?", re.DOTALL)
HEADER = "| --- | --- | --- |\n"


def shown_by(code: str, names: dict[str, object]) -> str:
    """What a notebook would show below a cell, as text."""
    printed = StringIO()
    *statements, last = ast.parse(code).body
    with redirect_stdout(printed):
        exec(compile(ast.Module(statements, []), "cell", "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
        else:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            print(value.to_string() if hasattr(value, "to_string") else repr(value))
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"


def columns() -> str:
    types = ht.metrics("visits", years=2021).dtypes
    rows = [f"| `{name}` | `{types[name]}` | {column.description} |" for name, column in OBSERVATIONS.columns.items()]
    return "\n".join(rows) + "\n"


def anew(text: str) -> str:
    names: dict[str, object] = {}
    told = CELL.sub(lambda cell: f"{cell[1]}\n```text\n{shown_by(cell[2], names)}```\n", text)
    return told[: told.index(HEADER) + len(HEADER)] + columns()


def test_there_are_ten_things_to_do():
    headings = re.findall(r"^## (\d+)\. ", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert headings == [str(number) for number in range(1, 11)]


def test_each_cell_shows_what_stands_below_it():
    names: dict[str, object] = {}
    cells = CELL.findall(DOCUMENT.read_text("utf-8"))
    assert len(cells) == 11
    for _, code, shown in cells:
        assert shown_by(code, names) == shown, code


def test_the_logins_of_2021_were_revised_and_the_visits_nearly_doubled():
    """The two facts that the sources themselves tell, against what the document shows."""
    text = DOCUMENT.read_text("utf-8")
    assert "['rundt 77,5 millioner', 'om lag 90,9 millioner']" in text
    assert "('up', 'nearly_doubled', 93.1, 97.2)" in text


def test_the_columns_are_those_of_the_contract():
    assert DOCUMENT.read_text("utf-8").endswith(HEADER + columns())
    assert list(ht.metrics("visits", years=2021).columns) == list(OBSERVATIONS.columns)


if __name__ == "__main__":
    DOCUMENT.write_text(anew(DOCUMENT.read_text("utf-8")), encoding="utf-8")
