"""A definition: a rule in plain words, and tables that decide its boundary.

In a table the inputs are before the double bar and the answers after it; a line whose first cell is empty continues the
line above. Each row is a test, and the documentation is printed from the same text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

NOTHING = "–"
"""An empty cell."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The cells of a table as text; `inputs` and `answers` are its headers. An empty cell is ""."""

    inputs: Cells
    answers: Cells
    rows: tuple[Cells, ...]

    @classmethod
    def of(cls, text: str) -> "Table":
        """Parse a table. Raises ValueError if its bars are not aligned."""
        lines = text.strip("\n").splitlines()
        bars = [[match.span() for match in re.finditer(r"\|+", line)] for line in lines]
        if ragged := [line for line, places in zip(lines, bars, strict=True) if places != bars[0]]:
            raise ValueError(f"the bars of this line are not aligned with those of the header: {ragged[0]!r}")
        rows: list[Cells] = []
        for line in lines:
            cells = tuple(cell.strip() for cell in re.split(r"\|+", line))
            if cells[0]:
                rows.append(cells)
            else:
                rows[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True))
        header, *body = [tuple("" if cell == NOTHING else cell for cell in row) for row in rows]
        width = lines[0].partition("||")[0].count("|") + 1
        return cls(header[:width], header[width:], tuple(body))


@dataclass(frozen=True, kw_only=True)
class Example:
    """A table of cases, and the call that computes the answers from the inputs.

    The call takes the text of the table `given`, if there is one, and then the inputs of a row, and returns the answers
    as text. `working` shows how to get an answer by hand, if that is not obvious.
    """

    lead: str
    table: str
    call: Callable[..., Sequence[str]]
    given: str = ""
    working: str = ""

    def cases(self) -> Iterator[tuple[Cells, Cells]]:
        """Yield the inputs and the expected answers of each row."""
        table = Table.of(self.table)
        for row in table.rows:
            yield row[: len(table.inputs)], row[len(table.inputs) :]

    def answers(self, inputs: Cells) -> Cells:
        """Return the computed answers for the inputs of a row."""
        return tuple(self.call(*([self.given] if self.given else []), *inputs))


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One rule: what it says, including its boundary, where it comes from, and the tables that decide it."""

    title: str
    rule: str
    origin: str
    examples: tuple[Example, ...]
