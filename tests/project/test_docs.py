"""What the README says can be done, and what it says is there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from places import TOP

import helsetrend as ht
from helsetrend.analysis.comparison import Change
from helsetrend.edition import exit_codes
from helsetrend.published.catalogue import read_catalogue
from helsetrend.published.claim_kinds import CLAIM_UNITS
from helsetrend.published.figures_schema import schema_of_figures

README = (TOP / "README.md").read_text("utf-8")
BLOCK = r"^```(\w+)\n(.*?)^```"
BLOCKS = re.findall(BLOCK, README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines()]


@pytest.mark.parametrize("command", sorted({line for line in COMMANDS if line.startswith("make ")}))
def test_a_make_command_of_the_readme_is_known_and_told_by_make_help(command):
    _, target, *variables = shlex.split(command)
    asked = subprocess.run(["make", "--dry-run", target, *variables], cwd=TOP, capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    told = subprocess.run(["make", "help"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^  make {target}\s", told, re.MULTILINE)


@pytest.mark.parametrize("command", sorted({line for line in COMMANDS if line.startswith(".venv/bin/helsetrend ")}))
def test_a_helsetrend_command_of_the_readme_runs(command, tmp_path):
    arguments = shlex.split(command)[1:]
    run = subprocess.run([sys.executable, "-m", "helsetrend", *arguments], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_the_commands_of_your_own_data_run_one_after_the_other(tmp_path):
    text = (TOP / "docs/your-own-data.md").read_text("utf-8")
    commands = "".join(
        block for language, block in re.findall(BLOCK, text, re.MULTILINE | re.DOTALL) if language == "sh"
    )
    assert commands.count("\n") == 5
    (tmp_path / "notebooks").symlink_to(TOP / "notebooks")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(Path(sys.executable).parent)
    run = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "25 figures from 2 sources: no fault" in run.stdout
    assert (tmp_path / "my-figures.ipynb").stat().st_size > 10_000


def test_the_kinds_of_claim_that_are_told_are_those_that_there_are():
    text = (TOP / "docs/your-own-data.md").read_text("utf-8")
    table = text.split("| kind |")[1].split("\n\n")[0]
    told = {
        name: unit
        for names, unit in re.findall(r"^\| (`.*?`) \| .*? \| (.*?) \| .*\|$", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert told == {name: f"`{unit}`" if unit else "that of the metric" for name, unit in CLAIM_UNITS.items()}


def test_the_columns_that_are_told_are_those_of_the_figures():
    text = (TOP / "docs/your-own-data.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?`) \| (.*?) \| .* \|$", text.split("| English |")[1].split("\n\n")[0], re.MULTILINE)
    told = {
        word: title
        for names, titles in rows
        for word, title in zip(re.findall(r"`(\w+)`", names), titles.split(", "), strict=True)
    }
    assert told == {name: column.title for name, column in schema_of_figures(None, None).columns.items()}


def test_every_command_of_the_readme_is_one_of_the_two():
    assert [line for line in COMMANDS if not line.startswith(("make ", ".venv/bin/helsetrend "))] == []


def test_the_python_of_the_readme_gives_the_change_of_the_visits():
    (code,) = [block for language, block in BLOCKS if language == "python"]
    names: dict[str, object] = {}
    exec(code, names)
    change = ht.compare(names["known"], "visits", 2020, 2021)
    assert isinstance(change, Change)
    # 72 is 71.5 to 72.5, over 140 is 140 to 141: from 140 / 72.5 = 1.9310 to 141 / 71.5 = 1.9720
    assert [round(float(bound), 1) for bound in (change.interval.low, change.interval.high)] == [93.1, 97.2]


def test_the_service_of_the_readme_is_one(tmp_path):
    (entry,) = re.findall(r"^   ```toml\n(.*?)^   ```", README, re.MULTILINE | re.DOTALL)
    path = tmp_path / "metrics.toml"
    path.write_text((TOP / "data/metrics.toml").read_text("utf-8") + "\n" + dedent(entry), encoding="utf-8")
    service = read_catalogue(path).metrics["service_visits"].services["prescriptions"]
    assert (service.name["en"], str(service.launched)) == ("Prescriptions", "2022-03")


def test_every_file_that_the_readme_names_is_there():
    named = re.findall(r"`((?:data|notebooks|src|docs|bench)/[^`*{]*|[\w.-]+\.(?:lock|yml|toml))`", README)
    named += re.findall(r"\]\((\S+\.\w+)\)", README.replace("https://www.helsenorge.no", ""))
    inside_data = {
        "sources.csv": "data/published",
        "figures.csv": "data/published",
        "claims.csv": "data/published",
        "metrics.toml": "data",
    }
    assert [name for name in named if not (TOP / inside_data.get(name, "") / name).exists()] == []
    assert len(named) > 8


def test_the_exit_codes_of_the_readme_are_those_of_the_command():

    told = re.search(r"Exit codes: (.*?)\.\n", README, re.DOTALL).group(1)
    codes = sorted(code for name, code in vars(exit_codes).items() if name.isupper() and isinstance(code, int))
    assert [int(code) for code in re.findall(r"\d+", told)] == codes


def test_the_command_of_event_logs_runs_and_its_mappings_are_mappings(tmp_path):
    from helsetrend.events.readers.mapping import read_mapping

    blocks = re.findall(BLOCK, (TOP / "docs/event-logs.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    command, _ = [block for language, block in blocks if language == "sh"]  # test_spark_engine.py runs the other one
    (tmp_path / "data").mkdir()
    (tmp_path / "data/events").symlink_to(TOP / "data/events")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(Path(sys.executable).parent)
    run = subprocess.run(["bash", "-euc", command], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "counted/counts.csv").exists()
    mappings = [block for language, block in blocks if language == "toml"]
    assert len(mappings) == 4
    for text in mappings:
        (tmp_path / "events.toml").write_text(text, encoding="utf-8")
        read_mapping(tmp_path / "events.toml")


def test_the_words_of_a_mapping_that_are_told_are_those_that_there_are():
    from pydantic import BaseModel

    from helsetrend.events.readers.mapping import LogMapping

    text = (TOP / "docs/event-logs.md").read_text("utf-8").split("| word |")[1].split("\n\n")[0]
    told = set()
    for cell in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE):
        table = ""
        for word in re.findall(r"`(\S+)`", cell):
            if word.startswith("."):
                word = table + word
            table = word.rpartition(".")[0]
            told.add(word)
    there = set()
    for name, field in LogMapping.model_fields.items():
        kinds = [
            kind for kind in (field.annotation, *getattr(field.annotation, "__args__", ())) if isinstance(kind, type)
        ]
        (entry,) = [kind for kind in kinds if issubclass(kind, BaseModel)] or [None]
        there |= {f"{name}.{inner}" for inner in entry.model_fields} if entry else {name}
    assert there - told == {"kinds.default"}
    assert told <= there
