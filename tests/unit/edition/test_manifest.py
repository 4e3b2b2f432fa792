"""The manifest names every file with the digest that another program computes, and `verify` finds every change."""

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version

import pytest
from command import run
from places import DATA, TOP

from helsetrend.edition.manifest import inputs, verify, versions, write_manifest

NOTEBOOK = TOP / "notebooks" / "3-annual-report.nb.ipynb"
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, its first example
FILES = {"nb/index.html": "abc", "en/index.html": "", "notebooks/æ.ipynb": "{}"}
CONTENT = {"parameters": {"year": 2021}, "versions": versions(), "inputs": {"data/metrics.toml": OF_ABC}}


@pytest.fixture
def edition(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    write_manifest(tmp_path, CONTENT)
    return tmp_path


def sha256sum(path):
    return subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout.split()[0]


def test_the_manifest_says_what_the_edition_is_made_of_and_what_is_in_it(edition):
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    assert manifest["parameters"] == {"year": 2021}
    assert manifest["inputs"] == {"data/metrics.toml": OF_ABC}
    assert manifest["outputs"]["nb/index.html"] == OF_ABC
    assert manifest["outputs"] == {name: sha256sum(edition / name) for name in FILES}
    assert manifest["versions"]["pandas"] == version("pandas")
    assert manifest["versions"]["helsetrend"] == version("helsetrend")
    assert manifest["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))


def test_the_same_edition_has_the_same_manifest(edition):
    before = (edition / "manifest.json").read_bytes()
    write_manifest(edition, CONTENT)
    assert (edition / "manifest.json").read_bytes() == before


def test_inputs_are_the_data_the_notebooks_and_the_program(tmp_path):
    shutil.copytree(TOP / "data" / "published", tmp_path / "published")
    shutil.copy(TOP / "data" / "metrics.toml", tmp_path)
    for name in ("counted/counts.csv", "counted/.kept/files.json", "notes.txt", "published/.~lock.figures.csv#"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("abc", encoding="utf-8")
    found = inputs(tmp_path, [NOTEBOOK])
    names = ["metrics.toml", "published/figures.csv", "published/sources.csv", "published/claims.csv"]
    expected = {f"data/{name}": sha256sum(tmp_path / name) for name in [*names, "counted/counts.csv"]}
    expected[f"notebooks/{NOTEBOOK.name}"] = sha256sum(NOTEBOOK)
    assert {name: digest for name, digest in found.items() if name != "program"} == expected
    assert re.fullmatch("[0-9a-f]{64}", found["program"])


def test_an_edition_is_made_anew_when_a_table_as_published_changes(tmp_path):
    shutil.copytree(TOP / "examples" / "berlin", tmp_path, dirs_exist_ok=True)
    before = inputs(tmp_path, [])
    with (tmp_path / "published" / "tables" / "domain_stats-2026-01-05.csv").open("a") as file:
        file.write("\n")
    changed = {name for name, digest in inputs(tmp_path, []).items() if before[name] != digest}
    assert changed == {"data/published/tables/domain_stats-2026-01-05.csv"}
    assert "data/published/tables.toml" in before


def test_another_program_is_another_input(tmp_path, monkeypatch):
    before = inputs(DATA, [])["program"]
    package = shutil.copytree(TOP / "src" / "helsetrend", tmp_path / "helsetrend")
    monkeypatch.setattr("helsetrend.edition.manifest.PACKAGE", package)
    assert inputs(DATA, [])["program"] == before
    (package / "visits.sql").write_text("SELECT 1", encoding="utf-8")
    assert inputs(DATA, [])["program"] != before


def test_an_edition_as_it_was_made_is_right(edition):
    assert verify(edition) == []
    result = run("verify", edition)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{edition}: every file is as it was made\n"


def test_all_changes_to_an_edition_are_reported_at_once(edition):
    (edition / "nb/index.html").write_text("abd", encoding="utf-8")
    (edition / "en/index.html").unlink()
    (edition / "more.txt").write_text("", encoding="utf-8")
    assert {(fault.file, fault.expected) for fault in verify(edition)} == {
        ("nb/index.html", OF_ABC),
        ("en/index.html", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),  # of nothing
        ("more.txt", "only what the manifest names"),
    }
    result = run("verify", edition)
    assert (result.returncode, result.stdout) == (4, "")
    assert result.stderr.splitlines()[0] == f"helsetrend: {edition} is not as it was made:"
    assert len(result.stderr.splitlines()) == 4


@pytest.mark.parametrize("content", [None, "{", "{}", '{"outputs": 1}', "[]"])
def test_a_folder_without_a_manifest_is_a_wrong_parameter(edition, content):
    (edition / "manifest.json").unlink()
    if content is not None:
        (edition / "manifest.json").write_text(content, encoding="utf-8")
    result = run("verify", edition)
    assert (result.returncode, result.stdout) == (2, "")
    assert "manifest.json cannot be read" in result.stderr
