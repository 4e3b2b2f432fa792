"""A plugin for pytest: nbval compares outputs by what a reader sees, and says what changed in words, at its place.

Without it nbval compares HTML to the letter, and shows a changed cell of a table as two whole tables of tags.
"""

from copy import deepcopy

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, coalesce_streams
from stored import differences


def pytest_configure() -> None:
    IPyNbCell.compare_outputs = _are_alike


def _are_alike(item: pytest.Item, now: list[NotebookNode], stored: list[NotebookNode], **_: object) -> bool:
    """Return whether a reader sees the same as what is stored; what differs is what nbval then shows."""
    notebook = item.parent.nb
    changed = deepcopy(notebook)
    next(cell for cell in changed.cells if cell.id == item.cell.id).outputs = coalesce_streams(now)
    assert item.cell.outputs == stored
    item.comparison_traceback = differences(notebook, changed)
    return not item.comparison_traceback
