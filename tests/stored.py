"""The outputs that are stored: made anew, compared by what a reader sees, with the differences in words.

`python -m stored NOTEBOOK…`, in this folder, stores the outputs of notebooks anew and says what changed. With --check
it stores nothing and ends with 1 where something would change. A chart is compared by its title, its text alternative
and the numbers that its marks stand at, a table by its cells as they are shown, with their hedges. What changed is said
in words, at its place: the heading above it, and row and column, or the mark of the drawing.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag
from drawingwords import MARK, marks_in_words
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
    NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        store_widget_state=False,
        resources=resources,
        extra_arguments=["--log-level=ERROR"],
    ).execute()
    for cell in code_cells(notebook):
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata["stored"] = {"made_by": made_by(notebook)}
    return notebook


def shown(output: NotebookNode) -> list[str]:
    """What a reader sees of an output, line by line: of HTML its texts, text alternatives, marks and rows of tables."""
    if output.output_type == "error":
        return [f"{output.ename}: {output.evalue}"]
    if output.output_type == "stream":
        return output.text.splitlines()
    if html := output.data.get("text/html"):
        return list(_lines(html))
    return next((output.data[kind].splitlines() for kind in ("text/markdown", "text/plain") if kind in output.data), [])


INLINE = ["a", "abbr", "b", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time"]
"""The elements within a line of text."""


def _lines(html: str) -> Iterator[str]:
    """Yield a line for each text, text alternative and row of a table, for each mark of a drawing, and each heading."""
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    soup = BeautifulSoup(html, "html.parser")
    for drawing, svg in zip(soup.find_all("svg"), drawings, strict=True):
        is_second = drawing.find_parent(class_="narrow") is not None
        for line in [] if is_second or "viewBox" not in svg else marks_in_words(svg):
            drawing.insert_before(_paragraph(soup, line))
        drawing.decompose()
    for part in soup.find_all(attrs={"aria-label": True, "role": "img"}):
        part.insert(0, _paragraph(soup, part["aria-label"]))
    for style in soup.find_all("style"):
        style.decompose()
    for heading in soup.find_all(re.compile(r"^h[1-6]$")):
        heading.insert(0, f"{'#' * int(heading.name[1])} ")
    for table in soup.find_all("table"):
        _write_rows(soup, table)
    for element in soup.find_all(INLINE):
        element.unwrap()
    soup.smooth()
    yield from (line for text in soup.stripped_strings if (line := " ".join(text.split())))


def _paragraph(soup: BeautifulSoup, text: str) -> Tag:
    made = soup.new_tag("p")
    made.string = text
    return made


def _write_rows(soup: BeautifulSoup, table: Tag) -> None:
    """Replace each row by a line: its headers, also those that reach down from rows above, and then its cells."""
    reaching: list[tuple[int, str]] = []
    for row in table.find_all("tr"):
        texts = [(cell, " ".join(cell.get_text().split())) for cell in row.find_all(["th", "td"])]
        heads = [(int(cell.get("rowspan", 1)), text) for cell, text in texts if cell.name == "th"]
        cells = [text for cell, text in texts if cell.name == "td"]
        if cells:
            reaching = [*reaching, *heads]
            line = " | ".join([", ".join(text for _, text in reaching if text), *cells])
            reaching = [(rows - 1, text) for rows, text in reaching if rows > 1]
        else:
            line = " | ".join(text for _, text in heads)
        row.replace_with(_paragraph(soup, line))


def differences(old: NotebookNode, new: NotebookNode) -> list[str]:
    """What a reader would see changed, cell by cell, each change below the heading above it; see `changes`.

    Cells whose outputs nbval ignores, such as one that names the versions of libraries, are left out.
    """
    before = {cell.id: [line for output in cell.outputs for line in shown(output)] for cell in code_cells(old)}
    found, above = [], ""
    for cell in new.cells:
        if cell.cell_type != "code":
            above = _last_heading(cell.source.splitlines()) or above
        elif "nbval-ignore-output" not in cell.metadata.get("tags", []):
            stored, now = before.get(cell.id, []), [line for output in cell.outputs for line in shown(output)]
            named = [(_last_heading(stored[:place]) or above, change) for place, change in changes(stored, now)]
            for heading, group in groupby(named, key=itemgetter(0)):
                found += [
                    f"cell {cell.id}{f', {heading}' if heading else ''}:",
                    *(f"  {change}" for _, change in group),
                ]
            above = _last_heading(now) or above
    return found


def _last_heading(lines: Sequence[str]) -> str:
    """Return the text of the last heading among lines, "" where there is none."""
    return next((line.lstrip("# ") for line in reversed(lines) if re.match(r"#+ ", line)), "")


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the place among the old lines and what changed there.

    Of a row these are its name, the column, and what stands there for what; of a mark its number for what; of another
    line - and what was, + and what is.
    """
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if end - start == last - first:
            for place, now in zip(range(start, end), range(first, last), strict=True):
                yield from ((place, change) for change in _change(old[place], new, now))
        else:
            yield from ((place, f"- {old[place]}") for place in range(start, end))
            yield from ((start, f"+ {line}") for line in new[first:last])


def _change(before: str, lines: Sequence[str], place: int) -> list[str]:
    """Return what changed from one line to the one at a place."""
    now = lines[place]
    old, new = _cells(before), _cells(now)
    if len(old) == len(new) > 1 and old[0] == new[0]:
        above = place
        while above and len(_cells(lines[above - 1])) > 1:
            above -= 1
        headers = ["", *_cells(lines[above])][-len(new) :] if above < place else [""] * len(new)
        return [
            f"{', '.join(filter(None, (new[0], header)))}: {there} for {was}"
            for header, was, there in zip(headers, old, new, strict=True)
            if was != there
        ]
    was, is_ = MARK.match(before), MARK.match(now)
    if was and is_ and was[1] == is_[1]:
        return [f"{was[1]}: {is_[2]} for {was[2]}"]
    return [f"- {before}", f"+ {now}"]


def _cells(line: str) -> list[str]:
    """Return the cells of a row; of another line the whole line."""
    return [cell.strip() for cell in re.split(r"(?:^|\s)\|(?=\s|$)", line)]


def _renew(path: Path, *, is_check: bool) -> list[str]:
    old: Any = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    new = run(path)
    if not is_check:
        nbformat.write(new, path)
    return differences(old, new)


def main(*arguments: str) -> int:
    """Store outputs anew, or with --check only compare; 1 where a check finds a difference."""
    is_check, is_other = "--check" in arguments, False
    for path in [Path(argument) for argument in arguments if argument != "--check"]:
        changed = _renew(path, is_check=is_check)
        is_other |= bool(changed)
        print("\n".join([f"{path.name}: {'changed' if changed else 'what it shows is the same'}", *changed]))
    return int(is_check and is_other)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
