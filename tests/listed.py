"""What a table of a listing shows."""

import io

from rich.console import Console


def cells_of(table):
    return [list(row) for row in zip(*(column.cells for column in table.columns), strict=True)]


def shown(table):
    """What a pipe gets."""
    file = io.StringIO()
    Console(file=file, width=200).print(table)
    return file.getvalue()
