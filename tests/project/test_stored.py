"""What is stored in a notebook is what it shows today; and whatever a reader would see changed makes a test fail.

The notebooks are run here in order from a fresh kernel. Besides, copies of the project are changed in one place each:
a figure, a rule, a word; and the comparison must tell.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from places import TOP
from stored import code_cells, differences, made_by, shown

import helsetrend as ht
from helsetrend.report.presentation import shapes

LAB = TOP / ".venv-lab"
PUBLISHED, EXPLORE = "1-published-figures.ipynb", "2-explore.ipynb"

# Where a project is changed: file, what stands there, what is put there, what is told of it.
BREAKS = {
    "a figure in the data": (
        "data/published/figures.csv",
        'logins,,2021,"rundt 77,5 millioner",77500000',
        'logins,,2021,"rundt 77,6 millioner",77600000',
        "cell cell-10, Every figure, in the order of publication:\n"
        "  logins, 2021, as_printed: rundt 77,6 millioner for rundt 77,5 millioner\n",
    ),
    "a rule in the library": (
        "src/helsetrend/values/interval.py",
        '"over": Hedge(Fraction(0), Fraction(1),',
        '"over": Hedge(Fraction(0), Fraction(2),',
        "  visits, 2023, high: 112,000,000 for 111,000,000\n",
    ),
    "a shape of a drawing": (
        "src/helsetrend/report/presentation/shapes.py",
        "middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]",
        "middles = [low / 2 for low in lows]",
        "  line 2016 to 2024: 6.35, ",
    ),
    "a word in a language file": (
        "src/helsetrend/report/presentation/wording.en.toml",
        'data = "The figures behind the chart"',
        'data = "The numbers behind the chart"',
        "  - The figures behind the chart\n  + The numbers behind the chart\n",
    ),
}


def check(
    notebook: Path, *, python=sys.executable, source: Path = TOP / "src", data: Path | None = None
) -> subprocess.CompletedProcess:
    """`python -m stored --check` on a notebook, with a library of one's own and by default the data shipped with it."""
    environment = os.environ | {"PYTHONPATH": f"{source}{os.pathsep}{TOP / 'tests'}"}
    environment.pop("HELSETREND_DATA", None)
    if data:
        environment["HELSETREND_DATA"] = str(data)
    command = [python, "-m", "stored", "--check", notebook]
    return subprocess.run(command, cwd=notebook.parent, env=environment, capture_output=True, text=True)


# The notebooks that need no widgets are run by `make test` itself, with nbval.
def test_the_notebook_that_explores_shows_what_is_stored_in_it(in_ci):
    if not (LAB / "lab-ready").exists():
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no ipywidgets (make .venv-lab/lab-ready)")
    run = check(TOP / "notebooks" / EXPLORE, python=LAB / "bin/python")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def copy(tmp_path):
    """A copy of all that a notebook rests on."""
    for folder in ("src", "data", "notebooks"):
        shutil.copytree(
            TOP / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    return tmp_path


def test_changes_are_noticed_and_told(copy):
    """Without a change there is nothing to tell, as nbval sees in `make test`."""
    for file, old, new, _ in BREAKS.values():
        path = copy / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    run = check(copy / "notebooks" / PUBLISHED, source=copy / "src")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1-published-figures.ipynb: changed\ncell " in run.stdout
    assert [what for what, (*_, told) in BREAKS.items() if told not in run.stdout] == [], run.stdout
    assert "WARNING" not in run.stderr


def test_nbval_tells_a_changed_cell_of_a_table_by_its_heading_row_and_column(copy):
    """As `make test` runs it; the HTML is not to be seen."""
    path = copy / "notebooks" / PUBLISHED
    text = path.read_text("utf-8")
    cell = next(line for line in text.splitlines() if "rundt 77,5 millioner" in line and "<td" in line)
    path.write_text(text.replace(cell, cell.replace("77,5", "77,6"), 1), encoding="utf-8")
    (options,) = re.findall(r"^nbval := .* \S+/pytest (.*)$", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
    environment = os.environ | {"PYTHONPATH": f"{copy / 'src'}{os.pathsep}{TOP / 'tests'}"}
    environment.pop("HELSETREND_DATA", None)
    command = [sys.executable, "-m", "pytest", *options.split(), "--color=no", "--rootdir", copy, path]
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1 failed" in run.stdout
    assert "as_printed: rundt 77,5 millioner for rundt 77,6 millioner" in run.stdout
    assert "Every figure, in the order of publication:" in run.stdout
    assert "<td" not in run.stdout


def test_a_norwegian_word_that_changes_is_named_with_its_place_in_the_report(copy):
    path = copy / "src/helsetrend/report/presentation/wording.nb.toml"
    text = path.read_text("utf-8")
    assert text.count('"nesten doblet"') == 1
    path.write_text(text.replace('"nesten doblet"', '"så godt som doblet"'), encoding="utf-8")
    run = check(copy / "notebooks" / "3-annual-report.nb.ipynb", source=copy / "src")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Helsenorge i 2021:\n  - Antall besøk ble nesten doblet i 2021" in run.stdout
    assert "  + Antall besøk ble så godt som doblet i 2021" in run.stdout


# --- the comparison itself


def notebook(*cells: tuple[str, str]) -> nbformat.NotebookNode:
    """A notebook of cells, each with its code and the HTML that it shows."""
    made = [
        new_code_cell(code, id=f"cell-{place}", outputs=[new_output("execute_result", {"text/html": html})])
        for place, (code, html) in enumerate(cells)
    ]
    return new_notebook(cells=made)


CHART = '<figure><div role="img" aria-label="2021: {value}"><svg><path d="{path}"/></svg></div></figure>'


def test_a_chart_is_compared_by_what_it_says():
    before = notebook(("x", CHART.format(value="over 140 million", path="M1")))
    assert differences(before, notebook(("x", CHART.format(value="over 140 million", path="M2")))) == []
    told = differences(before, notebook(("x", CHART.format(value="140 million", path="M1"))))
    assert told == ["cell cell-0:", "  - 2021: over 140 million", "  + 2021: 140 million"]


def test_a_table_is_compared_by_its_cells_with_their_hedges():
    row = '<table class="{}"><tr><th>2021</th><td>{}</td></tr></table>'
    before = notebook(("x", row.format("a", "over 140")))
    assert differences(before, notebook(("x", row.format("b", "over 140")))) == []
    told = differences(before, notebook(("x", row.format("a", "140"))))
    assert told == ["cell cell-0:", "  2021: 140 for over 140"]


def table(*rows):
    body = "".join(
        f"<tr><th rowspan={2 if name else 1}>{name}</th><th>{year}</th><td></td><td>{value}</td></tr>"
        if name
        else f"<tr><th>{year}</th><td></td><td>{value}</td></tr>"
        for name, year, value in rows
    )
    return f"<table><tr><th></th><th></th><th>Note</th><th>Value</th></tr>{body}</table>"


def test_a_cell_of_a_table_is_named_by_its_row_and_its_column_below_the_heading():
    """The header of a row reaches down; an empty cell counts."""
    before = notebook(("x", table(("visits", "2020", "1"), ("", "2021", "2"))))
    before.cells.insert(0, nbformat.v4.new_markdown_cell("## Figures\n\nText."))
    now = notebook(("x", table(("visits", "2020", "1"), ("", "2021", "3"))))
    now.cells.insert(0, nbformat.v4.new_markdown_cell("## Figures\n\nText."))
    assert differences(before, now) == ["cell cell-0, Figures:", "  visits, 2021, Value: 3 for 2"]


def test_a_change_is_named_by_the_heading_above_it_that_a_cell_shows():
    rows = "<h1>A</h1><p>a</p><h2>B</h2><table><tr><th></th><th>y</th></tr><tr><th>2021</th><td>{}</td></tr></table>"
    before, now = (
        notebook(("x", rows.format(2)), ("y", "<p>old</p>")),
        notebook(("x", rows.format(3)), ("y", "<p>new</p>")),
    )
    assert differences(before, now) == [
        "cell cell-0, B:",
        "  2021, y: 3 for 2",
        "cell cell-1, B:",
        "  - old",
        "  + new",
    ]


def test_what_nbval_ignores_is_not_compared():
    before, now = notebook(("x", "<p>1</p>")), notebook(("x", "<p>2</p>"))
    now.cells[0].metadata["tags"] = ["nbval-ignore-output"]
    assert differences(before, now) == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_bar_that_is_drawn_at_another_height_is_told_in_words(language, monkeypatch):
    """Its text alternative and its table stay as they are."""
    data = ht.known(as_of="2022-05-31")

    def shown_now():
        return notebook(("x", ht.view("visits", years="2020-2021", language=language, data=data)._repr_html_()))

    before = shown_now()
    drawn = shapes.Rectangle

    def lower(place, width, height, **style):
        return drawn(place, width, height if height < 1e8 else 120e6, **style)

    monkeypatch.setattr(shapes, "Rectangle", lower)
    assert differences(before, shown_now()) == ["cell cell-0:", "  bar 2021: 120 for 140"]


def test_an_output_that_is_new_or_gone_is_told():
    none = new_notebook(cells=[new_code_cell("x", id="cell-0")])
    full = notebook(("x", "<p>shown</p>"))
    assert differences(none, full) == ["cell cell-0:", "  + shown"]
    assert differences(full, none) == ["cell cell-0:", "  - shown"]


def test_an_error_is_shown_as_one():
    assert shown(new_output("error", ename="KeyError", evalue="x", traceback=[])) == ["KeyError: x"]


def test_of_markdown_the_words_are_compared_and_not_the_name_of_its_class():
    data = {"text/plain": "<IPython.core.display.Markdown object>", "text/markdown": "one\ntwo"}
    assert shown(new_output("display_data", data)) == ["one", "two"]


def test_other_code_has_another_digest_and_other_prose_has_not():
    one, other = notebook(("x", ""), ("y", "")), notebook(("x", ""), ("z", ""))
    assert made_by(one) != made_by(other)
    assert made_by(one) != made_by(notebook(("x\ny", "")))
    one.cells.append(nbformat.v4.new_markdown_cell("prose"))
    assert made_by(one) == made_by(notebook(("x", ""), ("y", "other")))
    assert len(code_cells(one)) == 2


# --- what a reviewer sees of a change


def test_a_diff_shows_code_and_leaves_out_what_no_reader_sees(tmp_path, in_ci):
    if not (LAB / "lab-ready").exists():
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no nbdime (make .venv-lab/lab-ready)")
    one = notebook(("first", "<p>x</p>"))
    paths = [tmp_path / f"{name}.ipynb" for name in ("old", "counted", "changed")]
    for path, (source, metadata) in zip(paths, [("first", 1), ("first", 2), ("second", 2)], strict=True):
        one.cells[0].source, one.metadata["stored"] = source, {"made_by": metadata}
        nbformat.write(one, path)

    calls = [["--no-color", str(paths[0]), str(path)] for path in paths[1:]]
    program = f"""
import sys
from nbdime.nbdiffapp import main
sys.argv = ["nbdiff"]  # by this name it finds what is configured
for call in {calls}:
    main(call)
    print("end of a diff")
"""
    command = [LAB / "bin/python", "-c", program]
    printed = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout
    none, told, _ = printed.split("end of a diff\n")
    assert none == ""
    assert "first" in told
    assert "second" in told
    assert "made_by" not in told
    assert "*.ipynb diff=jupyternotebook" in (TOP / ".gitattributes").read_text("utf-8")
