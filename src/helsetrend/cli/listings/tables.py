"""Tables of text for a terminal or a pipe.

Rich is imported where a table is made: a command that prints none starts without it.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

MOST_ROWS = 200
"""How many rows are shown of a table that grows with the data."""

WIDTH_OF_A_PIPE = 200
"""Width of a table in columns where no terminal sets it."""


def plain_table(*headers: str, title: str | None = None) -> "Table":
    """Return a table without lines, with a header for each column; square brackets are shown as they are."""
    from rich.markup import escape
    from rich.table import Table

    return Table(*map(escape, headers), box=None, title=title, title_justify="left")


def add_row(table: "Table", *cells: str) -> None:
    """Add a row of text; square brackets in it, which rich would read as markup, are shown as they are."""
    from rich.markup import escape

    table.add_row(*map(escape, cells))


def add_rows(table: "Table", items: Iterable[Any], row_of: Callable[[Any], Sequence[str]] = tuple, *, rest: str) -> int:
    """Add the rows of the first `MOST_ROWS` items, and one that counts the others and says, by `rest`, how to see them.

    Returns the number of all items.
    """
    count = 0
    for count, item in enumerate(items, start=1):
        if count <= MOST_ROWS:
            add_row(table, *row_of(item))
    if count > MOST_ROWS:
        add_row(table, f"and {count - MOST_ROWS} more: {rest}")
    return count


def show(table: "Table") -> None:
    """Print a table, as wide as the terminal, or as a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_PIPE
    Console(width=width).print(table)
