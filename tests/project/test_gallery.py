"""The calls of docs/gallery.md make the pictures above them.

`make gallery` runs this file, which makes the pictures anew and writes what each shows into the page.
"""

import ast
import re
from pathlib import Path

from pages import read
from places import TOP

import helsetrend as ht
from helsetrend.report.views.choice import View

PAGE = "docs/gallery.md"
ENTRY = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<picture>gallery/[\w-]+\.svg)\)\n\n```python\n(?P<code>.*?)```\n", re.DOTALL
)
FOLDER = TOP / "docs"
MOST = 60_000
"""The most bytes of a picture."""


def shown(code: str) -> View:
    """Return what a call gives; a folder of data is found from the top of the project."""
    call = ast.unparse(ast.parse(code)).replace("'examples/", f"'{TOP}/examples/")
    return eval(call, {"ht": ht})


def renewed(text: str, folder: Path) -> str:
    """Make the pictures of the page in a folder, and return the page with a text alternative for each."""

    def entry(found: re.Match[str]) -> str:
        view = shown(found["code"])
        path = folder / found["picture"]
        path.parent.mkdir(exist_ok=True)
        view.save(path, size="page")
        return found[0].replace(f"![{found['alt']}]", f"![{view.chart.alt}]", 1)

    return ENTRY.sub(entry, text)


def test_each_call_makes_the_picture_above_it(tmp_path):
    assert renewed(read(PAGE), tmp_path) == read(PAGE), "run: make gallery"
    made = {path.name: path.read_bytes() for path in (tmp_path / "gallery").iterdir()}
    stored = {path.name: path.read_bytes() for path in (FOLDER / "gallery").iterdir()}
    changed = [name for name in {**made, **stored} if made.get(name) != stored.get(name)]
    assert changed == [], "run: make gallery"
    assert max(map(len, made.values())) < MOST


def test_there_are_ten_with_a_call_each():
    page = read(PAGE)
    assert re.findall(r"^## (\d+)\. ", page, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert len(ENTRY.findall(page)) == page.count("![") == page.count("```python") == 10


if __name__ == "__main__":
    (TOP / PAGE).write_text(renewed(read(PAGE), FOLDER), encoding="utf-8")
