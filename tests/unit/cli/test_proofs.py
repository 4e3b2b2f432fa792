"""`helsetrend proofread`: what it prints and writes, and its exit code."""

import json

import command
import pytest
from places import DATA

WRONG = "I 2021 var det over 140 millioner besøk, mot 72 millioner året før. Det er en vekst på 85 prosent.\n"
RIGHT = "I 2021 var det over 140 millioner besøk, mot 72 millioner året før. Det er en vekst på 94 prosent.\n"


def run(*arguments, folder):
    return command.run("proofread", *arguments, "--data", DATA, "--as-of", "2022-06-15", folder=folder)


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(WRONG, "utf-8")
    return path


def test_a_contradiction_ends_with_4_and_is_told_with_what_the_figures_give(draft, tmp_path):
    done = run(draft, folder=tmp_path)
    assert done.returncode == 4
    assert done.stdout.startswith("4 numbers: 2 agree, 1 contradicts, 1 is no figure; 1 place does not fit")
    assert "the figures give 93 til 97 prosent" in done.stdout


def test_a_right_draft_ends_with_0(draft, tmp_path):
    draft.write_text(RIGHT, "utf-8")
    done = run(draft, folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "4 numbers: 3 agree, 1 is no figure")


def test_json_and_sarif_have_the_places_in_the_text(draft, tmp_path):
    found = json.loads(run(draft, "--json", folder=tmp_path).stdout)
    said = [WRONG[one["start"] : one["end"]] for one in found["statements"]]
    assert said == ["over 140 millioner", "72 millioner", "85 prosent"]
    log = json.loads(run(draft, "--sarif", folder=tmp_path).stdout)
    results = log["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == ["contradicts", "growth_does_not_match_levels"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert WRONG[region["charOffset"] :][: region["charLength"]] == "85 prosent"
    assert (region["startLine"], region["startColumn"]) == (1, WRONG.index("85") + 1)


def test_a_page_marks_each_number_once_and_asks_nothing_of_the_network(draft, tmp_path):
    run(draft, "--html", tmp_path / "draft.html", folder=tmp_path)
    page = (tmp_path / "draft.html").read_text("utf-8")
    assert page.count("<mark") == 3
    assert 'class="contradicts"' in page
    assert "http" not in page


def test_a_number_that_a_side_file_settles_is_no_figure(draft, tmp_path):
    side = tmp_path / "draft.txt.settled.toml"
    side.write_text('[[settled]]\nquote = "85 prosent"\nis = "no figure"\n', "utf-8")
    assert run(draft, folder=tmp_path).returncode == 0
    side.write_text('[[settled]]\nquote = "86 prosent"\nis = "no figure"\n', "utf-8")
    done = run(draft, folder=tmp_path)
    assert done.returncode == 3
    assert "86 prosent" in done.stderr


def test_two_drafts_are_held_side_by_side(draft, tmp_path):
    other = tmp_path / "draft.en.txt"
    other.write_text("In 2021 there were more than 140 million visits, against 75 million the year before.\n", "utf-8")
    done = run(draft, "--against", other, folder=tmp_path)
    assert "»72 millioner« here, »75 million« there" in done.stdout
    assert "»85 prosent« only here" in done.stdout


def test_a_word_file_is_only_written_of_a_word_file(draft, tmp_path):
    done = run(draft, "--docx", tmp_path / "out.docx", folder=tmp_path)
    assert done.returncode == 2
    assert "--docx is for a draft that is a Word file" in done.stderr
