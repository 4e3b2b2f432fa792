"""A wheel alone, in an empty folder, makes the report: notebooks, templates, words and data come from inside it.

Every part of the installed wheel gets a mark of its own, which the checkout has not; the page must show them all.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from places import TOP
from shared import once

# A text in a file of the installed wheel, and what stands there instead.
MARKS = {
    "notebooks/3-annual-report.en.ipynb": ("Figures are given as printed in their sources", "Mark of the notebook"),
    "edition/pages/templates/report/index.html.j2": ("</footer>", "Mark of the template</footer>"),
    "report/presentation/wording.en.toml": ('"The charts"', '"Mark of the words"'),
    "data/published/sources.csv": ("Helsenorge (e-helsemonitor)", "Mark of the data"),
    "data/metrics.toml": ("Helsenorge is the public health portal", "Mark of the catalogue"),
}

# A cell that is added to the notebook, and tells where the code comes from that runs in the kernel.
CELL = {
    "cell_type": "code",
    "execution_count": None,
    "id": "mark",
    "metadata": {},
    "outputs": [],
    "source": "from IPython.display import HTML\nHTML(f'<p>Mark of the code: {ht.__file__}</p>')",
}


def python(*arguments, folder, source=None):
    """Run Python in a folder; with `source` as where its packages come from, and no variable that names another."""
    environment = dict(os.environ)
    if source:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("HELSETREND_", "PYTHON"))}
        environment = kept | {"PYTHONPATH": str(source)}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the wheel of this checkout installed in `target`, with its marks, and what it makes in `empty`."""

    def make(folder):
        alone = ["--no-deps", "--no-index", "--no-cache-dir", "--disable-pip-version-check", "-q"]
        built = python("-m", "pip", "wheel", *alone, "--no-build-isolation", "-w", folder, TOP, folder=folder)
        assert built.returncode == 0, built.stderr
        (wheel,) = folder.glob("*.whl")
        shutil.unpack_archive(wheel, folder / "target", "zip")
        for name, (old, new) in MARKS.items():
            path = folder / "target" / "helsetrend" / name
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new), "utf-8")
        notebook = folder / "target" / "helsetrend" / "notebooks" / "3-annual-report.en.ipynb"
        content = json.loads(notebook.read_text("utf-8"))
        content["cells"].append(CELL)
        notebook.write_text(json.dumps(content), "utf-8")
        (folder / "empty").mkdir()
        made = python("-m", "helsetrend", "report", folder=folder / "empty", source=folder / "target")
        assert made.returncode == 0, made.stderr
        (folder / "printed").write_text(made.stdout, "utf-8")

    return once(tmp_path_factory, "wheel", make)


@pytest.fixture(scope="module")
def installed(place):
    return place / "target"


def test_the_wheel_and_not_the_checkout_is_what_runs(place, installed):
    program = "import helsetrend.files as one; print(one.__file__, one.DATA, one.NOTEBOOKS, sep='\\n')"
    told = python("-c", program, folder=place, source=installed).stdout.splitlines()
    assert len(told) == 3
    assert [path for path in map(Path, told) if installed / "helsetrend" not in path.parents] == []


def test_the_report_is_made_in_the_current_folder(place):
    newest = (place / "empty" / "reports" / "2021" / "latest").readlink()
    pages = [Path("reports", "2021", newest, language, "index.html") for language in ("nb", "en")]
    assert (place / "printed").read_text("utf-8").splitlines() == [str(page) for page in pages]
    assert [path.name for path in (place / "empty").iterdir()] == ["reports"]


@pytest.fixture(scope="module")
def page(place):
    return (place / "empty" / "reports" / "2021" / "latest" / "en" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", MARKS)
def test_every_part_of_the_page_comes_from_the_wheel(name, page):
    mark = re.search(r"Mark of the \w+", MARKS[name][1])[0]
    assert mark in page


def test_the_code_in_the_kernel_comes_from_the_wheel(installed, page):
    assert f"Mark of the code: {installed / 'helsetrend' / '__init__.py'}" in page


def test_jupyter_is_told_of_the_warm_kernels_by_the_wheel_itself(installed):
    (wheel,) = distributions(path=[str(installed)])
    points = {(point.group, point.name): point.value for point in wheel.entry_points}
    assert points == {
        ("console_scripts", "helsetrend"): "helsetrend.__main__:main",
        ("jupyter_client.kernel_provisioners", "helsetrend-warm"): "helsetrend.edition.kernels:WarmProvisioner",
    }
