"""The outputs that are stored in notebooks: made anew, compared by what a reader sees, told in words.

`python -m stored NOTEBOOK…`, in this folder, stores them anew and says what changed; with --check it stores nothing and
ends with 1 where something would change. A chart is compared by the data behind it (its title, its text alternative,
its table), a table by its cells as they are shown, with their hedges; not by the lines of a drawing.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbformat import NotebookNode

WIDGET = "application/vnd.jupyter.widget-view+json"
"""The type under which a widget names itself; its name is another in each run, so it is not stored."""


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def made_by(notebook: NotebookNode) -> str:
    """The SHA-256 of the code of all cells in their order.

    The digest tells outputs of other cells at a glance. Of library and data it says nothing: whether these still give
    the same is seen by running, and a digest of them would change with every comment.
    """
    told = json.dumps([[cell.id, cell.source] for cell in code_cells(notebook)])
    return hashlib.sha256(told.encode()).hexdigest()


def run(path: Path) -> NotebookNode:
    """The notebook, run in order from a fresh kernel in its own folder, as it would be stored."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=120, record_timing=False, store_widget_state=False, resources=resources).execute()
    for cell in code_cells(notebook):
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata["stored"] = {"made_by": made_by(notebook)}
    return notebook


def shown(output: NotebookNode) -> list[str]:
    """What a reader sees of an output, line by line: of HTML its texts, text alternatives and rows of tables."""
    if output.output_type == "error":
        return [f"{output.ename}: {output.evalue}"]
    if output.output_type == "stream":
        return output.text.splitlines()
    if html := output.data.get("text/html"):
        return list(_lines(html))
    return next((output.data[kind].splitlines() for kind in ("text/markdown", "text/plain") if kind in output.data), [])


def _lines(html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for drawing in soup.find_all(["svg", "style"]):
        drawing.decompose()
    yield from (text for part in soup.find_all(attrs={"role": "img"}) if (text := part.get("aria-label")))
    for table in soup.find_all("table"):
        for row in table.find_all("tr"):
            yield " | ".join(" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"]))
        for row in table.find_all("tr"):
            row.decompose()
    yield from (line for text in soup.stripped_strings if (line := " ".join(text.split())))


def differences(old: NotebookNode, new: NotebookNode) -> list[str]:
    """What a reader would see changed, cell by cell: a line with - was stored, a line with + is given now."""
    before = {cell.id: [line for output in cell.outputs for line in shown(output)] for cell in code_cells(old)}
    found = []
    for cell in code_cells(new):
        now = [line for output in cell.outputs for line in shown(output)]
        changed = [line for line in ndiff(before.get(cell.id, []), now) if line[:1] in "+-"]
        found += [f"cell {cell.id}:", *(f"  {line}" for line in changed)] if changed else []
    return found


def main(*arguments: str) -> int:
    """Store outputs anew, or with --check only compare; 1 where a check finds a difference."""
    paths = [Path(one) for one in arguments if one != "--check"]
    is_check, is_other = "--check" in arguments, False
    for path in paths:
        old: Any = nbformat.read(path, as_version=nbformat.NO_CONVERT)
        new = run(path)
        changed = differences(old, new)
        is_other |= bool(changed)
        print("\n".join([f"{path.name}: {'changed' if changed else 'what it shows is the same'}", *changed]))
        if not is_check:
            nbformat.write(new, path)
    return int(is_check and is_other)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
