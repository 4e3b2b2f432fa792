"""Tables of text for a terminal or a pipe."""

from rich.markup import escape
from rich.table import Table


def plain_table(*headers: str) -> Table:
    """A table without lines, with a header for each column."""
    return Table(*headers, box=None, title_justify="left")


def add_row(table: Table, *cells: str) -> None:
    """Add a row of text: square brackets in it, which mean colours to the terminal, stay what they are."""
    table.add_row(*map(escape, cells))
