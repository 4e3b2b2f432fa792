"""The notebooks are clean, and those of the report are twins; `make check` runs this file."""

import ast
import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
from places import TOP
from stored import made_by

import helsetrend
from helsetrend.events import other_rules
from helsetrend.events.other_rules import RULES
from helsetrend.published.languages import known_languages
from helsetrend.report.annual import AnnualReport

FOLDER = TOP / "notebooks"
NOTEBOOKS = {path.name: path for path in sorted(FOLDER.glob("*.ipynb"))}
LANGUAGES = known_languages()
REPORTS = {language: f"3-annual-report.{language}.ipynb" for language in LANGUAGES}
PUBLISHED, VISITS, EXPLORE = "1-published-figures.ipynb", "1-visits-from-events.ipynb", "2-explore.ipynb"

LEAST_SHOWN = {PUBLISHED: 9, VISITS: 7, EXPLORE: 4} | dict.fromkeys(REPORTS.values(), 12)
"""How many cells show something, at the least; a notebook that shows nothing compares nothing."""

PARAMETERS = {"year": 0, "first_year": 0, "as_of": "newest"}
LONGEST_CALL = 3
"""Lines of a cell of the report; two cells may be longer, the parameters and the imports."""

A_PLACE = re.compile(r"(?<![\w.:/<])(?:/(?=\w)|[A-Za-z]:\\|~/|file:)")
"""The beginning of an absolute path on any system."""

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
both_reports = pytest.mark.parametrize("name", REPORTS.values())


@cache
def read(name):
    """The notebook as it lies there; nothing is brought up to date on reading."""
    return nbformat.read(NOTEBOOKS[name], as_version=nbformat.NO_CONVERT)


def code(name):
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


def prose(name):
    return [cell.source for cell in read(name).cells if cell.cell_type == "markdown"]


def tags(cell):
    return cell.metadata.get("tags", [])


def ends_in_expression(cell):
    """Whether the cell shows something: its last statement is an expression and no semicolon follows."""
    body = ast.parse(cell.source).body
    return bool(body) and isinstance(body[-1], ast.Expr) and not cell.source.rstrip().endswith(";")


def names_of(alias, trees):
    """What is taken from the package that goes by `alias`: `alias.x` for each x."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == alias
    }


# --- all notebooks


def test_the_notebooks_are_there():
    assert set(LEAST_SHOWN) == set(NOTEBOOKS)


@every_notebook
def test_a_notebook_is_one_by_the_letter(name):
    notebook = read(name)
    nbformat.validate(notebook)
    assert notebook.nbformat == 4
    identifiers = [cell.id for cell in notebook.cells]
    assert len(identifiers) == len(set(identifiers))


@every_notebook
def test_a_notebook_begins_with_its_title_and_its_parameters(name):
    title, parameters, *others = read(name).cells
    assert title.cell_type == "markdown"
    assert re.match(r"# \S", title.source)
    assert (parameters.cell_type, tags(parameters)) == ("code", ["parameters"])
    assert not [cell for cell in others if "parameters" in tags(cell)]


@every_notebook
def test_each_parameter_has_a_type_a_default_and_a_comment(name):
    """Papermill reads the help from them."""
    source = code(name)[0].source
    for line, statement in zip(source.splitlines(), ast.parse(source).body, strict=True):
        assert isinstance(statement, ast.AnnAssign)
        assert type(ast.literal_eval(statement.value)).__name__ == statement.annotation.id
        assert re.search(r"  # \w.+", line)


@every_notebook
def test_cells_have_tags_and_no_other_metadata(name):
    for cell in read(name).cells:
        assert set(cell.metadata) <= {"tags"}, cell.id


@every_notebook
def test_the_kernel_is_any_python(name):
    kernel = read(name).metadata.kernelspec
    assert (kernel.name, kernel.language) == ("python3", "python")


@every_notebook
def test_no_cell_is_empty(name):
    assert [cell.id for cell in read(name).cells if not cell.source.strip()] == []


@every_notebook
def test_only_public_names_are_used(name):
    trees = [ast.parse(cell.source) for cell in code(name)]
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    assert "helsetrend" in modules
    assert not [module for module in modules if module.startswith("helsetrend.")]
    froms = [node for node in imports if isinstance(node, ast.ImportFrom)]
    assert not [node.module for node in froms if (node.module or "").startswith("helsetrend.")]
    taken = {alias.name for node in froms if node.module == "helsetrend" for alias in node.names}
    (alias,) = [one.asname or one.name for node in imports for one in node.names if one.name == "helsetrend"]
    used = taken | names_of(alias, trees)
    assert used
    assert used <= set(helsetrend.__all__)


@every_notebook
def test_no_private_name_is_used(name):
    attributes = {
        node.attr for cell in code(name) for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Attribute)
    }
    assert [attribute for attribute in attributes if attribute.startswith("_")] == []


@every_notebook
def test_no_cell_names_a_place_on_a_machine(name):
    cells = read(name).cells
    outputs = [str(output) for cell in cells for output in cell.get("outputs", [])]
    home = str(Path.home())
    assert [cell.id for cell in cells if A_PLACE.search(re.sub(r"https?://\S+", "", cell.source))] == []
    assert [output for output in outputs if home in output or str(FOLDER.parent) in output] == []


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ('open("/x.csv")', True),
        ("~/data", True),
        (r'open("C:\data\x.csv")', True),
        ("file:///x", True),
        ("data/metrics.toml", False),
        ("a / b", False),
        ("2022/23", False),
        ("innlogging/besøk", False),
    ],
)
def test_places_are_told_from_other_words(text, is_place):
    assert bool(A_PLACE.search(text)) == is_place


# --- the report


twins = pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])


@twins
def test_the_twins_have_the_same_code_but_for_the_language(language):
    own, en = ([cell.source for cell in code(REPORTS[code_])] for code_ in (language, "en"))
    different = [(one, other) for one, other in zip(own, en, strict=True) if one != other]
    ((one, other),) = different
    lines = zip(one.splitlines(), other.splitlines(), strict=True)
    ((line, its_twin),) = [pair for pair in lines if pair[0] != pair[1]]
    assert line.replace(f'"{language}"', '"en"') == its_twin
    assert line.startswith(f'report = ht.annual_report("{language}", ')


@twins
def test_the_twins_have_the_same_cells_in_the_same_order(language):
    own, en = (
        [(cell.cell_type, cell.id, tags(cell)) for cell in read(REPORTS[code_]).cells] for code_ in (language, "en")
    )
    assert own == en


@twins
def test_the_twins_have_the_same_headings_and_paragraphs(language):
    own, en = (prose(REPORTS[code_]) for code_ in (language, "en"))
    form = [[re.match("#*", block)[0] for block in text.split("\n\n")] for text in own]
    assert form == [[re.match("#*", block)[0] for block in text.split("\n\n")] for text in en]
    assert not set(own) & set(en)


@both_reports
def test_the_report_takes_year_first_year_and_date(name):
    statements = ast.parse(code(name)[0].source).body
    defaults = {one.target.id: ast.literal_eval(one.value) for one in statements}
    assert defaults == PARAMETERS


@both_reports
def test_a_cell_of_the_report_is_one_call(name):
    parameters, imports, *calls = code(name)
    for cell in calls:
        assert len(cell.source.splitlines()) <= LONGEST_CALL
        (statement,) = ast.parse(cell.source).body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Call)
    assert [node for node in ast.parse(imports.source).body if isinstance(node, ast.Import)]
    assert "import" not in parameters.source


@both_reports
def test_every_part_of_the_report_is_called_for(name):
    """A part that no notebook calls would be dead; `save` makes editions of what is shown."""
    called = names_of("report", [ast.parse(cell.source) for cell in code(name)])
    parts = {name for name, member in vars(AnnualReport).items() if callable(member) and not name.startswith("_")}
    assert called == parts - {"save"}


@both_reports
def test_no_number_is_typed_into_the_prose_of_the_report(name):
    """The text holds for all years; what is a number is computed."""
    assert [text for text in prose(name) if re.search(r"\d", text)] == []


# --- what a notebook gives is stored in it


@every_notebook
def test_a_stored_notebook_has_what_it_gives(name):
    """A part of the report about what the data do not have shows nothing."""
    shown = [cell.id for cell in code(name) if cell.outputs]
    assert len(shown) >= LEAST_SHOWN[name]
    expressions = [cell.id for cell in code(name) if ends_in_expression(cell)]
    assert set(expressions) - set(shown) <= (
        {"cell-counted", "about-statistics"} if name in REPORTS.values() else set()
    )
    assert [cell for cell in shown if cell not in expressions] == []


@every_notebook
def test_a_stored_notebook_was_run_from_top_to_bottom(name):
    cells = code(name)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        counts = [output.execution_count for output in cell.outputs if output.output_type == "execute_result"]
        assert counts == [cell.execution_count] * len(counts)


@every_notebook
def test_a_stored_notebook_was_run_without_error_and_without_a_word_of_warning(name):
    outputs = [output for cell in code(name) for output in cell.outputs]
    assert "error" not in {output.output_type for output in outputs}
    assert "stderr" not in {output.get("name") for output in outputs}


@every_notebook
def test_nothing_that_is_shown_differs_from_run_to_run(name):
    """Such as the place of an object in memory."""
    outputs = [text for cell in code(name) for output in cell.outputs for text in output.get("data", {}).values()]
    assert [text for text in outputs if re.search(r"\bat 0x[0-9a-f]+", text)] == []


@every_notebook
def test_what_is_stored_was_made_by_the_cells_that_stand_there(name):
    assert read(name).metadata.stored.made_by == made_by(read(name)), "run: make outputs"


@every_notebook
def test_a_reviewer_sees_text_and_drawings_of_text_but_no_picture(name):
    kinds = {kind for cell in code(name) for output in cell.outputs for kind in output.get("data", {})}
    assert kinds <= {"text/plain", "text/html", "text/markdown"}
    assert ";base64," not in NOTEBOOKS[name].read_text("utf-8")


def test_make_runs_and_renews_the_stored_notebooks():
    makefile = (FOLDER.parent / "Makefile").read_text("utf-8")
    lists = " ".join(re.findall(r"^stored(?:_lab|_nn)? := (.*)$", makefile, re.MULTILINE))
    assert sorted(re.findall(r"[\w.-]+\.ipynb", lists)) == sorted(NOTEBOOKS)
    for names in ("stored", "stored_nn"):
        assert re.findall(
            rf"^([\w-]+):[^\n]*\n(?:\t[^\n]*\n)*?\t[^\n]*\$[({{](?:addprefix \.\./,\$[({{])?{names}[)}}]",
            makefile,
            re.MULTILINE,
        ) == [
            "test-outputs",
            "outputs",
        ]


# --- from page views to visits


def test_every_rule_of_others_is_told_with_a_source_that_the_library_names():
    text = "\n".join(prose(VISITS))
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [rule for rule in RULES if rule != "ours"]
    links = set(re.findall(r"\]\((https://[^)]+)\)", text))
    assert links == set(re.findall(r"https://[^\s:,)]+", Path(other_rules.__file__).read_text("utf-8")))


def test_every_chart_of_a_synthetic_log_says_that_it_is_synthetic():
    shown = [text for cell in code(VISITS) for output in cell.outputs for text in output.get("data", {}).values()]
    titles = re.findall(r"<figcaption><div><strong>(.*?)</strong>", "".join(shown))
    assert len(titles) == 2
    assert [title for title in titles if not title.startswith("Synthetic log")] == []
    assert "Both logs are synthetic" in prose(VISITS)[0]
