"""The outputs that are stored: made anew, compared by what a reader sees, with the differences in words.

`python -m stored NOTEBOOK…`, in this folder, stores the outputs of notebooks anew and says what changed; of the
notebooks of the yearly report, which hold no outputs, it stores the words in data/stored, as they are on the frozen
data. With --check it stores nothing and ends with 1 where something would change. A chart is compared by the data
behind it (its title, its text alternative, its table), a table by its cells as they are shown, with their hedges; not
by the lines of a drawing.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, ndiff
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
    for part in soup.find_all(attrs={"role": "img"}):
        part.replace_with(part.get("aria-label", ""))
    for row in soup.find_all("tr"):
        row.replace_with(" | ".join(" ".join(cell.get_text().split()) for cell in row.find_all(["th", "td"])))
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


# --- the words of the report

REPORTS = Path(__file__).parent / "data" / "stored"
NOT_STORED = {"footer", "notebook-only"}
"""The tags of cells that are left out: the versions of libraries change, and what is for the notebook is on no page."""


def stored_report(language: str) -> Path:
    """Return the file that holds the words of the report on 2021 in a language, line by line."""
    return REPORTS / f"report.{language}.txt"


def report_lines(notebook: NotebookNode) -> list[str]:
    """Return the words of an executed report: of each cell its prose, or what a reader sees of its outputs."""
    lines = []
    for cell in notebook.cells:
        if NOT_STORED & set(cell.metadata.get("tags", [])):
            continue
        if cell.cell_type == "markdown":
            lines += cell.source.splitlines()
        else:
            lines += [line for output in cell.get("outputs", []) for line in shown(output)]
    return [line for line in lines if line.strip()]


def differing_lines(path: Path, lines: Sequence[str]) -> list[str]:
    """Return where the words differ from those stored at `path`: what stands there with -, what is said now with +."""
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    differences = []
    for kind, start, end, first, last in SequenceMatcher(None, old, lines, autojunk=False).get_opcodes():
        if kind != "equal":
            differences += [f"{path.name}, line {number + 1}: - {old[number]}" for number in range(start, end)]
            differences += [f"{path.name}, line {start + 1}: + {line}" for line in lines[first:last]]
    return differences


def _renew_report(path: Path, *, is_check: bool) -> list[str]:
    lines = report_lines(run(path))
    target = stored_report(path.suffixes[-2].removeprefix("."))
    changed = differing_lines(target, lines)
    if changed and not is_check:
        target.parent.mkdir(exist_ok=True)
        target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return changed


def _renew_notebook(path: Path, *, is_check: bool) -> list[str]:
    old: Any = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    new = run(path)
    if not is_check:
        nbformat.write(new, path)
    return differences(old, new)


def main(*arguments: str) -> int:
    """Store outputs anew, or with --check only compare; 1 where a check finds a difference."""
    is_check, is_other = "--check" in arguments, False
    for path in [Path(argument) for argument in arguments if argument != "--check"]:
        renew = _renew_report if path.name.startswith("3-annual-report.") else _renew_notebook
        changed = renew(path, is_check=is_check)
        is_other |= bool(changed)
        print("\n".join([f"{path.name}: {'changed' if changed else 'what it shows is the same'}", *changed]))
    return int(is_check and is_other)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
