"""Accessible HTML tables: with a caption, scopes of headers, and numbers aligned on the decimal mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from helsetrend.report.presentation.phrase import Phrase

Cell = str | Phrase

TABLES_IN_NOTEBOOK = """
.table.table { overflow-x: auto; --pad: 0.6em; }
.table.table table { margin: 0.4em 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.table.table caption { text-align: left; padding: 0 var(--pad) 0.3em; }
.table.table th, .table.table td { text-align: left; vertical-align: top; padding: 0.3em var(--pad); line-height: 1.4; }
.table.table thead th { vertical-align: bottom; }
.table.table .number { text-align: right; white-space: nowrap; }
ul.claims { list-style: none; padding: 0; }
ul.claims > li { border-left: 3px solid currentColor; padding-left: 0.8em; margin: 1em 0; }
ul.claims > li p, ul.claims blockquote { margin: 0.2em 0; padding: 0; border: 0; }
ul.claims .verdict, ul.claims blockquote { font-weight: bold; }
"""
"""The style of tables and claims in a notebook, which would set all cells to the right, and not only numbers."""


@dataclass(frozen=True)
class Column:
    """A column: its header, and for a column of numbers the decimal mark on which they are aligned."""

    header: str
    decimal_mark: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return bool(self.decimal_mark)


@dataclass(frozen=True, repr=False)
class Table:
    """A table whose first column holds the headers of the rows.

    `marked` are the numbers, from 0, of the rows that matter most; they are bold, and their text says so too. A stacked
    table, one with long texts, becomes a list on narrow screens; others scroll sideways.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    marked: frozenset[int] = frozenset()
    is_stacked: bool = False

    @property
    def html(self) -> Markup:
        """The table in a box that can be scrolled with the keyboard."""
        decimals = [
            max((_decimals(str(row[place]), column.decimal_mark) for row in self.rows), default=0)
            for place, column in enumerate(self.columns)
        ]
        head = Markup("").join(
            Markup('<th scope="col"{}{}>{}</th>').format(self._role("columnheader"), _class(column), column.header)
            for column in self.columns
        )
        body = Markup("\n").join(
            Markup("<tr{}{}>{}</tr>").format(
                self._role("row"),
                Markup(' class="marked"') if number in self.marked else "",
                Markup("").join(
                    self._head(cell, column) if place == 0 else self._cell(cell, column, most)
                    for place, (cell, column, most) in enumerate(zip(row, self.columns, decimals, strict=True))
                ),
            )
            for number, row in enumerate(self.rows)
        )
        return Markup(
            '<div class="table{stack}" role="region" aria-label="{caption}" tabindex="0"><table{table}>\n'
            "<caption>{caption}</caption>\n<thead{group}><tr{row}>{head}</tr></thead>\n"
            "<tbody{group}>\n{body}\n</tbody>\n</table></div>"
        ).format(
            stack=" stack" if self.is_stacked else "",
            caption=self.caption,
            table=self._role("table"),
            group=self._role("rowgroup"),
            row=self._role("row"),
            head=head,
            body=body,
        )

    def __repr__(self) -> str:
        return f"{self.caption}: {', '.join(column.header for column in self.columns)}; rows: {len(self.rows)}"

    def _repr_html_(self) -> str:
        return str(self.html)

    def _role(self, role: str) -> Markup:
        """Return the role attribute of an element, which browsers drop if a style sheet stacks the table."""
        return Markup(' role="{}"').format(role) if self.is_stacked else Markup("")

    def _head(self, cell: Cell, column: Column) -> Markup:
        return Markup('<th scope="row"{}{}>{}</th>').format(
            self._role("rowheader"), _class(column), Phrase.of(cell).html
        )

    def _cell(self, cell: Cell, column: Column, most: int) -> Markup:
        """Return a cell; in a column of numbers, padding replaces the decimals that it has fewer than `most`."""
        phrase = Phrase.of(cell)
        fewer = most - _decimals(phrase.text, column.decimal_mark) if phrase.text[-1:].isdigit() else 0
        room = fewer + 0.5 * (fewer == most)
        pad = Markup(' style="padding-right: calc(var(--pad) + {}ch)"').format(room) if fewer else ""
        label = Markup(' data-label="{}"').format(column.header) if self.is_stacked else ""
        return Markup("<td{}{}{}{}>{}</td>").format(self._role("cell"), _class(column), pad, label, phrase.html)


def _class(column: Column) -> Markup:
    return Markup(' class="number"') if column.is_number else Markup("")


def _decimals(cell: str, mark: str) -> int:
    """Return how many decimals the number at the end of a cell has; 0 in a column without numbers."""
    number = re.search(rf"[0-9]{re.escape(mark)}([0-9]+)$", cell) if mark else None
    return len(number[1]) if number else 0
