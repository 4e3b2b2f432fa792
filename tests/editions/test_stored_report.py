"""The report on 2021 says, word for word, what is stored of it in each language."""

import nbformat
import pytest
from stored import differing_lines, report_lines, stored_report


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_report_says_what_is_stored(language, reports):
    (path,) = (reports / "2021" / "latest" / "notebooks").glob(f"*.{language}.ipynb")
    changed = differing_lines(stored_report(language), report_lines(nbformat.read(path, as_version=4)))
    assert changed == [], "\n".join([*changed, "where this is meant: make outputs"])


def test_a_word_that_changes_is_named_with_its_line(tmp_path):
    path = tmp_path / "report.nb.txt"
    path.write_text("a\nto\nc\n", "utf-8")
    assert differing_lines(path, ["a", "to", "c"]) == []
    assert differing_lines(path, ["a", "tre", "c"]) == ["report.nb.txt, line 2: - to", "report.nb.txt, line 2: + tre"]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_is_stored_has_every_part_of_the_report(language):
    """Its title, its charts by their text alternatives, its tables and its sources."""
    lines = stored_report(language).read_text("utf-8").splitlines()
    assert len(lines) > 150
    assert sum(" | " in line for line in lines) > 30
    assert not [line for line in lines if "<" in line and ">" in line]
