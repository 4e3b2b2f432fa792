"""The modules import one another in one direction, and each is named after its concept."""

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import helsetrend

PACKAGE = Path(__file__).parents[1] / "src" / "helsetrend"

# Each module may import only those that stand before it.
ORDER = [
    *(
        "faults",
        "names",
        "facts_html",
        "distinct",
        "tomlfile",
        "period",
        "interval",
        "claim_kinds",
        "digits",
        "printed",
        "numerals",
        "shipped",
        "datafolder",
        "language",
    ),
    *("palette", "catalogue", "numberformat", "grid", "textfile", "spreadsheet", "opendocument", "header", "rawtable"),
    *(
        "numberform",
        "contract",
        "contracts",
        "claims_contract",
        "figures",
        "vintages",
        "published",
        "counts",
        "counted",
    ),
    *(
        "observations",
        "tidy",
        "comparison",
        "claims",
        "slips",
        "verdict_table",
        "reconciliation",
        "effects",
        "discrepancy",
    ),
    *("wording", "tables", "charts", "scope", "findings", "cautions", "series", "changes", "choice", "claim_table"),
    *("discrepancy_table", "provenance", "knowledge", "annual", "explorer", "completion"),
    *("dataset", "figure_data", "statement_data", "edition_data", "tidy_csv", "json_stat", "data_package", "dcat"),
    *("open_data", "workbook_file", "workbook", "agreement"),
    *("walltime", "pagepattern", "robots", "logmapping", "logformat", "logtime", "logfiles", "events", "survey"),
    *(
        "visits",
        "other_rules",
        "chunks",
        "kept",
        "processes",
        "eventlog",
        "by_chunks",
        "by_spark",
        "counting",
        "suppression",
        "tally",
        "count_table",
        "visit_charts",
        "plain_table",
        "count_listing",
    ),
    *("request", "parameters", "manifest", "interrupts", "kernels", "report", "downloads", "page", "drawings", "pdf"),
    *(
        "inspection",
        "abstract",
        "making",
        "shelf",
        "failed",
        "overview",
        "edition",
        "uptodate",
        "exitcodes",
        "steps",
        "run",
    ),
    *("listings", "template", "cli"),
]
WITHOUT_A_PLACE = {"__init__", "__main__"}
NAMES_WITHOUT_A_CONCEPT = {"utils", "util", "helpers", "helper", "functions", "common", "misc"}
ONLY_IN = {"papermill": "report", "nbconvert": "page", "typst": "pdf"}

MODULES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(source, package="helsetrend"):
    """All that a source text imports, wherever in it: `a.b` for `import a.b` and for `from a import b`."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            base = ".".join(part for part in (package if node.level else "", node.module) if part)
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return names


def siblings(source):
    """The modules of the package that a source text imports."""
    told = {name.split(".")[1] for name in imported(source) if name.startswith("helsetrend.")}
    return told & (set(MODULES) | set(ORDER))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import helsetrend.figures", {"figures"}),
        ("from helsetrend import faults, shipped, __version__", {"faults", "shipped"}),
        ("from helsetrend.period import Period", {"period"}),
        ("from .period import Period\nfrom . import faults", {"period", "faults"}),
        ("def late():\n    from helsetrend.cli import main", {"cli"}),
        ("import period\nfrom pandas import period", set()),
    ],
)
def test_every_form_of_import_is_seen(source, expected):
    assert siblings(source) == expected


def test_every_module_has_its_place_in_the_order():
    assert set(MODULES) - WITHOUT_A_PLACE <= set(ORDER)


@pytest.mark.parametrize("name", [name for name in MODULES if name in ORDER])
def test_a_module_imports_only_those_before_it(name):
    source = MODULES[name].read_text(encoding="utf-8")
    assert siblings(source) <= set(ORDER[: ORDER.index(name)])


@pytest.mark.parametrize("name", MODULES)
def test_only_one_module_knows_how_notebooks_are_run_pages_made_and_pdfs_set(name):
    tops = {module.split(".")[0] for module in imported(MODULES[name].read_text(encoding="utf-8"))}
    assert {library for library in tops & set(ONLY_IN) if ONLY_IN[library] != name} == set()


@pytest.mark.parametrize("name", helsetrend.__all__)
def test_a_public_word_is_not_hidden_by_a_module_of_its_name(name):
    """Importing a module binds it in the package under its name, over a public word that is called the same."""
    if name in MODULES:
        import_module(f"helsetrend.{name}")
    assert not isinstance(getattr(helsetrend, name), ModuleType)


def test_no_module_is_named_after_nothing():
    parts = {part for path in PACKAGE.rglob("*") for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not parts & NAMES_WITHOUT_A_CONCEPT
