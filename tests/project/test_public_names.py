"""What `import helsetrend` gives: a short list, written down here."""

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from places import TOP

import helsetrend

NAMES = [
    "DataError",
    "Interval",
    "Period",
    "UnknownNameError",
    "add",
    "annual_report",
    "check_claims",
    "compare",
    "conflicts",
    "count_events",
    "daily_chart",
    "explore",
    "history",
    "in_force",
    "known",
    "metrics",
    "mismatches",
    "proofread",
    "ranking",
    "read_counted",
    "read_published",
    "revision_summary",
    "revision_triangle",
    "revisions",
    "rules_chart",
    "sources",
    "table",
    "verdicts",
    "view",
    "visit_lengths",
    "visits_by_other_rules",
    "words",
]


def test_the_public_names_are_these_and_no_others():
    assert helsetrend.__all__ == NAMES == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_can_be_imported_and_says_what_it_is(name):
    thing = getattr(helsetrend, name)
    assert thing.__name__ == name
    assert thing.__module__.startswith("helsetrend.")
    assert len(thing.__doc__.split()) > 3
    assert not thing.__doc__.startswith(f"{name}(")  # what a dataclass says of itself


def test_a_star_import_brings_all_of_them():
    names = {}
    exec("from helsetrend import *", names)
    assert sorted(names.keys() - {"__builtins__"}) == NAMES


def test_the_package_shows_its_names_and_no_others():
    assert sorted(dir(helsetrend)) == NAMES
    with pytest.raises(AttributeError, match="no_such_name"):
        helsetrend.no_such_name  # noqa: B018


def test_the_import_alone_brings_nothing_that_takes_long():
    program = "import sys, helsetrend; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith(("pandas", "numpy", "helsetrend."))] == []


# --- the doors: what a package shows to the others

PACKAGES = [
    "helsetrend",
    *(module.name for module in walk_packages(helsetrend.__path__, "helsetrend.") if module.ispkg),
]


def stub_of(package):
    """The syntax tree of the list of a package, which type checkers and lazy-loader read."""
    return ast.parse(Path(import_module(package).__file__).with_suffix(".pyi").read_text("utf-8"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_door_lists_its_words_once(package):
    """As `word as word`, which type checkers take for public."""
    aliases = [alias for node in stub_of(package).body if isinstance(node, ast.ImportFrom) for alias in node.names]
    words = [alias.name for alias in aliases]
    assert [alias.asname for alias in aliases] == words
    assert sorted(set(words)) == sorted(words) == import_module(package).__all__


ALL_IMPORTED = """
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
import helsetrend

modules = [one for one in walk_packages(helsetrend.__path__, "helsetrend.") if "__main__" not in one.name]
for module in modules:
    if not module.name.endswith("spark_engine"):  # Spark is no part of this environment
        import_module(module.name)
for package in ["helsetrend", *(one.name for one in modules if one.ispkg)]:
    door = import_module(package)
    for word in door.__all__:
        if isinstance(getattr(door, word), ModuleType):
            print(f"{package}.{word} is a module")
"""


def test_each_word_of_a_door_can_be_imported_and_no_module_hides_it():
    """Importing `package.x` sets the attribute `x` of the package, whatever its door would give."""
    done = subprocess.run([sys.executable, "-c", ALL_IMPORTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("path", sorted(TOP.glob("notebooks/*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_uses_only_public_names(path):
    """Of the package itself; what its own modules give is not meant for readers."""
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    trees = [ast.parse("".join(cell["source"])) for cell in cells]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    aliases = {alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases & {"ht"}
    }
    used |= {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module.startswith("helsetrend")
        for alias in node.names
    }
    assert used
    assert used - set(NAMES) == set()
    assert [name for name in aliases if name.startswith("helsetrend")] == []
