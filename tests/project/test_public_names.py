"""What `import helsetrend` gives: a short list, written down here."""

import ast
import json
import subprocess
import sys

import pytest
from places import TOP

import helsetrend

SOURCE = (TOP / "src" / "helsetrend" / "__init__.py").read_text("utf-8")

NAMES = [
    "DataError",
    "Interval",
    "Period",
    "UnknownNameError",
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
    "ranking",
    "read_counted",
    "read_published",
    "revisions",
    "rules_chart",
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
    assert sorted(dir(helsetrend)) == sorted([*NAMES, "__version__"])
    with pytest.raises(AttributeError, match="no_such_name"):
        helsetrend.no_such_name  # noqa: B018


def test_type_checkers_see_the_names_in_the_modules_that_they_come_from():
    """They read the imports under TYPE_CHECKING; a program asks `__getattr__`, which knows the modules by itself."""
    branches = [node for node in ast.parse(SOURCE).body if isinstance(node, ast.If)]
    imports = [node for branch in branches for node in branch.body if isinstance(node, ast.ImportFrom)]
    seen = {alias.name: node.module for node in imports for alias in node.names}
    assert seen == {name: getattr(helsetrend, name).__module__ for name in NAMES}


def test_no_module_hides_a_public_name():
    """Importing `helsetrend.x` sets the attribute `x` of the package, whatever `__getattr__` would give."""
    modules = {path.stem for path in (TOP / "src" / "helsetrend").iterdir()}
    assert modules & set(NAMES) == set()


def test_the_import_alone_brings_nothing_that_takes_long():
    program = "import sys, helsetrend; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith(("pandas", "numpy", "helsetrend."))] == []


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
