"""A definition: a rule in plain words, and tables that decide its boundary.

In a table what is given stands before the double bar, and what follows from it behind; a line whose first cell is empty
goes on with the line above. Each row is a test, and the documentation is printed from the same text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

NOTHING = "–"
"""How an empty cell is written."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The cells of a table as text: those of `inputs` are given, those of `answers` follow. Empty is ""."""

    inputs: Cells
    answers: Cells
    rows: tuple[Cells, ...]

    @classmethod
    def of(cls, text: str) -> "Table":
        """The table in the text. Raises ValueError where its bars do not stand below one another."""
        lines = text.strip("\n").splitlines()
        bars = [[match.span() for match in re.finditer(r"\|+", line)] for line in lines]
        if ragged := [line for line, places in zip(lines, bars, strict=True) if places != bars[0]]:
            raise ValueError(f"the bars of this line are not below those of the header: {ragged[0]!r}")
        rows: list[Cells] = []
        for line in lines:
            cells = tuple(cell.strip() for cell in re.split(r"\|+", line))
            if cells[0]:
                rows.append(cells)
            else:
                rows[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True))
        header, *told = [tuple("" if cell == NOTHING else cell for cell in row) for row in rows]
        given = lines[0].partition("||")[0].count("|") + 1
        return cls(header[:given], header[given:], tuple(told))


@dataclass(frozen=True, kw_only=True)
class Example:
    """A table of cases, and the call that computes what follows from what is given.

    The call takes the text of the table `given`, if there is one, and then the given cells of a row; it gives the
    answers as text. `working` shows how an answer is worked out by hand, where that does not show.
    """

    lead: str
    table: str
    call: Callable[..., Sequence[str]]
    given: str = ""
    working: str = ""

    def cases(self) -> Iterator[tuple[Cells, Cells]]:
        """What is given in each row, and what must follow."""
        table = Table.of(self.table)
        for row in table.rows:
            yield row[: len(table.inputs)], row[len(table.inputs) :]

    def answers(self, inputs: Cells) -> Cells:
        """What does follow from what is given in a row."""
        return tuple(self.call(*([self.given] if self.given else []), *inputs))


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One rule: what it says with its boundary, where it comes from, and the tables that decide it."""

    title: str
    rule: str
    origin: str
    examples: tuple[Example, ...]
