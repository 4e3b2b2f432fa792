"""docs/tables.md: from a CSV file to `check` as the page says, and every word of tables.toml explained."""

import re
import shlex
import subprocess

import command
from pages import blocks, commands, read
from places import TOP

from helsetrend.files import read_toml
from helsetrend.published.tables.description import RowColumns, TableEntry, TablesDescription

PAGE = "docs/tables.md"
HELSETREND = ".venv/bin/helsetrend "


def test_the_first_section_leads_from_a_file_to_check(tmp_path):
    (table,) = blocks(PAGE, "csv")
    (tmp_path / "usage-2024-04-05.csv").write_text(table, "utf-8")
    first, check, new, _ = blocks(PAGE, "sh")
    subprocess.run(["bash", "-eu", "-c", first], cwd=tmp_path, check=True)
    metrics, description, *_ = blocks(PAGE, "toml")
    (tmp_path / "my-portal" / "metrics.toml").write_text(metrics, "utf-8")
    (tmp_path / "my-portal" / "published" / "tables.toml").write_text(description, "utf-8")
    done = command.run(*shlex.split(check.removeprefix(HELSETREND)), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (shown,) = blocks(PAGE, "text")
    assert done.stdout.startswith(shown)
    drafted = command.run(*shlex.split(new.removeprefix(HELSETREND)), folder=tmp_path)
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert "my-draft/published/tables.toml" in drafted.stdout


def test_the_commands_on_the_example_run():
    lines = [line for line in commands(PAGE) if "examples/" in line]
    printed = [command.run(*shlex.split(line.removeprefix(HELSETREND)), folder=TOP) for line in lines]
    assert [done.returncode for done in printed] == [0, 0]
    assert "73 files" in printed[0].stdout


def test_the_other_descriptions_are_valid_and_at_most_ten_lines(tmp_path):
    descriptions = [text for text in blocks(PAGE, "toml") if text.startswith("[tables.")]
    assert len(descriptions) == 4
    for text in descriptions:
        (tmp_path / "tables.toml").write_text(text, "utf-8")
        assert len(read_toml(tmp_path / "tables.toml", TablesDescription).tables) == 1
        assert len(text.splitlines()) <= 10


def test_every_word_of_a_description_is_explained():
    table = read(PAGE).split("| word |")[1].split("\n\n")[0]
    names = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in table.splitlines() if line.startswith("| `")]
    assert sorted(name for found in names for name in found) == sorted(TableEntry.model_fields)
    (rows,) = [line for line in table.splitlines() if line.startswith("| `rows`")]
    assert set(RowColumns.model_fields) <= set(re.findall(r"`(\w+)`", rows))
