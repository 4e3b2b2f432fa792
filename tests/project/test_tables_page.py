"""docs/tables.md: from a CSV file to a report as the page says, and every word of tables.toml explained."""

import re
import shlex
import tomllib

import command
from pages import blocks, commands, read
from places import TOP

from helsetrend.files import read_toml
from helsetrend.published.tables.description import RowColumns, TableEntry, TablesDescription

PAGE = "docs/tables.md"
HELSETREND = ".venv/bin/helsetrend "


def test_the_first_section_leads_from_a_file_to_a_report(tmp_path):
    (table,) = blocks(PAGE, "csv")
    (tmp_path / "usage-2024-04-05.csv").write_text(table, "utf-8")

    def run(line):
        return command.run(*shlex.split(line.removeprefix(HELSETREND)), folder=tmp_path)

    new, check, report, _ = blocks(PAGE, "sh")
    drafted = run(new)
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert "my-portal/published/tables.toml" in drafted.stdout
    assert "expected a text that is not empty" in run(check).stderr
    metrics, description, *_ = blocks(PAGE, "toml")
    for name, text in (("metrics.toml", metrics), ("published/tables.toml", description)):
        path = tmp_path / "my-portal" / name
        draft = path.read_text("utf-8")
        assert words_of(text) == words_of(draft)
        path.write_text(text, "utf-8")
    done = run(check)
    assert (done.returncode, done.stderr) == (0, "")
    (shown,) = blocks(PAGE, "text")
    assert done.stdout.startswith(shown)
    made = run(report)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "my-reports" / "index.html").is_file()


def words_of(text):
    """The words of a description, "metrics.visits.kind", without what they say."""

    def names(entry, above=""):
        return {f"{above}{name}" for name in entry} | {
            word for name, part in entry.items() if isinstance(part, dict) for word in names(part, f"{above}{name}.")
        }

    return names(tomllib.loads(text))


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
