"""Every command on the README and the pages in docs/ runs, and every file, option and code they name exists."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import command
import pytest
from pages import CELL, blocks, commands, output_of, read
from places import TOP
from pydantic import BaseModel
from shared import RUNS

import helsetrend as ht
from helsetrend.analysis import Change
from helsetrend.edition import exit_codes
from helsetrend.events.readers import read_mapping
from helsetrend.published import read_catalogue
from helsetrend.published.claim_kinds import CLAIM_UNITS
from helsetrend.published.schemas.figures_schema import schema_of_figures

PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in TOP.glob("docs/*.md"))]
LINKED = [*PAGES, *sorted(str(path.relative_to(TOP)) for path in TOP.glob("examples/*/*.md"))]
README = read("README.md")
HELSETREND = ".venv/bin/helsetrend "
PYTHON = ".venv/bin/python "


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like a checkout after `make report`, with an environment, notebooks and event logs."""
    (tmp_path / "notebooks").symlink_to(TOP / "notebooks")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "events").symlink_to(TOP / "data" / "events")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    return tmp_path


def run(script, folder):
    """Run shell commands in a folder and return what they print; each of them must end with 0."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_is_of_a_kind_that_a_test_runs():
    """test_library.py, test_ops.py, test_spark_engine.py and test_tables_page.py run the pages named here."""
    others = ("docs/schedule.md", "docs/event-logs.md", "docs/your-own-data.md", "docs/tables.md")
    unknown = [
        line
        for page in PAGES
        if page not in others
        for line in commands(page)
        if not line.startswith(("make ", HELSETREND, PYTHON))
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "line", sorted({line for page in PAGES for line in commands(page) if line.startswith("make ")})
)
def test_make_knows_each_target_and_its_help_lists_it(line):
    _, target, *variables = shlex.split(line)
    dry = subprocess.run(["make", "--dry-run", target, *variables], cwd=TOP, capture_output=True, text=True)
    assert dry.returncode == 0, dry.stderr
    listed = subprocess.run(["make", "help"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^  make {target}\s", listed, re.MULTILINE)


def test_the_helsetrend_commands_of_the_readme_run_one_after_the_other(reports, checkout):
    """The report is the first that all tests share."""
    shutil.copytree(reports, checkout / "reports", symlinks=True)
    lines = [line.removeprefix(HELSETREND) for line in commands("README.md") if line.startswith(HELSETREND)]
    (report,) = [line for line in lines if line.startswith("report ")]
    assert shlex.split(report)[1:] in RUNS["2021"][1]
    for line in lines:
        done = command.run(*shlex.split(line), folder=checkout)
        assert (done.returncode, bool(done.stdout)) == (0, True), line


def test_the_helsetrend_commands_of_adding_figures_run_on_the_shipped_data(scheduled, checkout):
    """The report is the one that was made on a schedule."""
    shutil.copytree(scheduled / "reports", checkout / "reports", symlinks=True)
    lines = [line for line in commands("docs/adding-figures.md") if line.startswith(HELSETREND)]
    assert [line.removeprefix(HELSETREND) for line in lines] == ["check", "report --year 2024"]
    for line in lines:
        done = command.run(*shlex.split(line)[1:], folder=checkout, HELSETREND_DATA="")
        assert (done.returncode, bool(done.stdout)) == (0, True), line
    assert "up to date" in done.stderr


def test_the_draft_of_the_page_on_proofreading_gets_the_verdicts_that_it_shows(tmp_path):
    draft, shown = blocks("docs/proofreading.md", "text")
    (line,) = commands("docs/proofreading.md")
    (tmp_path / "draft.txt").write_text(draft, "utf-8")
    done = command.run(*shlex.split(line)[1:], folder=tmp_path, HELSETREND_DATA="")
    assert (done.returncode, done.stdout) == (4, shown)


def test_the_options_of_the_page_on_proofreading_are_those_of_the_command(tmp_path):
    named = set(re.findall(r"`(--[a-z-]+)", read("docs/proofreading.md")))
    offered = set(re.findall(r"(--[a-z-]+)", command.run("proofread", "--help", folder=tmp_path).stdout))
    assert named == offered - {"--help", "--decimal"}


@pytest.mark.parametrize("line", [line for line in commands("docs/performance.md") if line.startswith(PYTHON)])
def test_a_bench_exists_and_has_the_options_that_are_used(line):
    script, *arguments = shlex.split(line)[1:]
    usage = subprocess.run([sys.executable, script, "--help"], cwd=TOP, capture_output=True, text=True, check=True)
    used = {option for option in arguments if option.startswith("--")}
    assert used <= set(re.findall(r"--[a-z-]+", usage.stdout))


def test_every_cell_of_the_readme_shows_the_output_below_it():
    names: dict[str, object] = {}
    cells = CELL.findall(README)
    assert len(cells) == 2
    for _, code, shown in cells:
        assert output_of(code, names) == shown, code
    change = ht.compare(names["known"], "visits", 2020, 2021)
    assert isinstance(change, Change)
    # 72 is 71.5 to 72.5, over 140 is 140 to 141: from 140 / 72.5 = 1.9310 to 141 / 71.5 = 1.9720
    assert [round(float(bound), 1) for bound in (change.interval.low, change.interval.high)] == [93.1, 97.2]


def test_the_picture_of_the_readme_shows_every_package_in_the_order_of_the_layers():
    (picture,) = [block for block in blocks("README.md", "text") if block.startswith("cli")]
    shown = [set(re.findall(r"\w+", line[:22])) for line in picture.splitlines()]
    settings = tomllib.loads(read("pyproject.toml"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    assert shown == [set(re.findall(r"helsetrend\.(\w+)", layer)) for layer in contract["layers"]]
    entries = {path.stem for path in TOP.glob("src/helsetrend/*") if not path.stem.startswith("__")}
    assert set().union(*shown) == entries


def test_every_file_that_the_readme_names_exists():
    named = re.findall(r"`((?:data|notebooks|src|docs|bench)/[^`*{]*|[\w.-]+\.(?:lock|yml|toml))`", README)
    named += [name for page in PAGES for name in linked_files(page)]
    assert [name for name in named if not (TOP / name).exists()] == []
    assert len(named) > 20


def linked_files(page):
    """The files that a page links to, as paths from the top of the checkout."""
    links = re.findall(r"\]\(([^)#:]+\.\w+)(?:#[^)]*)?\)", read(page))
    return [str((TOP / page).parent.joinpath(link).resolve().relative_to(TOP)) for link in links]


def test_every_heading_that_a_page_links_to_exists():
    missing = [
        f"{page}: {link}"
        for page in LINKED
        for link in re.findall(r"\]\(([\w./-]*#[^)]*)\)", read(page))
        if not leads_to_a_heading(page, link)
    ]
    assert missing == []


def leads_to_a_heading(page, link):
    """Whether a link of a page, "tables.md#the-words", leads to a heading of a page, by the anchors of Markdown."""
    name, _, anchor = link.partition("#")
    text = re.sub(
        r"^ *```.*?^ *```", "", (TOP / page).parent.joinpath(name or Path(page).name).read_text(), flags=re.M | re.S
    )
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return anchor in [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_the_exit_codes_of_the_readme_are_those_of_the_command():
    listed = re.search(r"Exit codes: (.*?)\.\n", README, re.DOTALL).group(1)
    codes = sorted(code for name, code in vars(exit_codes).items() if name.isupper() and isinstance(code, int))
    assert [int(code) for code in re.findall(r"\d+", listed)] == codes


def test_the_service_of_adding_figures_can_be_added(tmp_path):
    entry, _ = blocks("docs/adding-figures.md", "toml")
    path = tmp_path / "metrics.toml"
    path.write_text(read("data/metrics.toml") + "\n" + entry, encoding="utf-8")
    service = read_catalogue(path).metrics["service_visits"].services["prescriptions"]
    assert (service.name["en"], str(service.launched)) == ("Prescriptions", "2022-03")


def test_the_publication_of_adding_figures_can_be_added(tmp_path):
    folder = shutil.copytree(TOP / "data", tmp_path / "data", ignore=shutil.ignore_patterns("events"))
    _, publication = blocks("docs/adding-figures.md", "toml")
    path = tmp_path / "page-2026.toml"
    path.write_text(publication, encoding="utf-8")
    assert {name: len(rows) for name, rows in ht.add(path, folder).items()} == {"sources": 1, "figures": 1}


def test_the_commands_of_your_own_data_run_one_after_the_other(checkout):
    lines = commands("docs/your-own-data.md")
    assert len(lines) == 5
    printed = ""
    for line in lines:
        if line.startswith(HELSETREND):
            done = command.run(*shlex.split(line)[1:], folder=checkout)
            assert done.returncode == 0, done.stderr
            printed += done.stdout
        else:
            run(line, checkout)
    assert printed.count("25 figures from 2 sources: no fault") == 2
    assert (checkout / "my-figures.ipynb").stat().st_size > 10_000


def test_your_own_data_lists_every_kind_of_claim_with_its_unit():
    table = read("docs/your-own-data.md").split("| kind |")[1].split("\n\n")[0]
    listed = {
        name: unit
        for names, unit in re.findall(r"^\| (`.*?`) \| .*? \| (.*?) \| .*\|$", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert listed == {name: f"`{unit}`" if unit else "that of the metric" for name, unit in CLAIM_UNITS.items()}


def test_your_own_data_lists_every_column_of_the_figures():
    table = read("docs/your-own-data.md").split("| English |")[1].split("\n\n")[0]
    listed = {
        word: title
        for names, titles in re.findall(r"^\| (`.*?`) \| (.*?) \| .* \|$", table, re.MULTILINE)
        for word, title in zip(re.findall(r"`(\w+)`", names), titles.split(", "), strict=True)
    }
    assert listed == {name: column.title for name, column in schema_of_figures(None, None).columns.items()}


def test_the_command_of_event_logs_runs_and_its_mappings_are_valid(checkout):
    line, drafts, _ = blocks("docs/event-logs.md", "sh")  # test_spark_engine.py runs the other one
    run(line, checkout)
    assert (checkout / "counted/counts.csv").exists()
    for draft in drafts.splitlines():
        run(draft, checkout)
    mappings = blocks("docs/event-logs.md", "toml")
    assert len(mappings) == 15
    for text in mappings:
        (checkout / "events.toml").write_text(text, encoding="utf-8")
        read_mapping(checkout / "events.toml")


def test_event_logs_lists_every_word_of_a_mapping():
    mapping = read_mapping(TOP / "data" / "events" / "events.toml")
    table = read("docs/event-logs.md").split("| word |")[1].split("\n\n")[0]
    listed = set()
    for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE):
        section = ""
        for word in re.findall(r"`(\S+)`", cell):
            if word.startswith("."):
                word = section + word
            section = word.rpartition(".")[0]
            listed.add(word)
    words = set()
    for name, field in type(mapping).model_fields.items():
        types = [
            kind for kind in (field.annotation, *getattr(field.annotation, "__args__", ())) if isinstance(kind, type)
        ]
        (entry,) = [kind for kind in types if issubclass(kind, BaseModel)] or [None]
        words |= {f"{name}.{inner}" for inner in entry.model_fields} if entry else {name}
    assert words - listed == {"kinds.default"}
    assert listed <= words
