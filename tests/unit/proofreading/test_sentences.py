"""Sentences by themselves, each with the verdicts on its numbers: what is said right, and what is said wrong.

They stand in tests/data/drafts/sentences.txt: the data folder, the verdicts or "none", and the sentence, in which an n
after a backslash is the end of a line.
"""

import pytest
from places import DATA

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.reader import proof_of
from helsetrend.published import read_published

DRAFTS = DATA / "drafts"
FOLDERS = {"helsenorge": None} | {path.name: path for path in (DRAFTS / "folders").iterdir() if path.is_dir()}
DAY = "2025-10-02"
LINES = [line.split(" | ", 2) for line in (DRAFTS / "sentences.txt").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def vintages():
    """What is known of each folder on the day of the sentences."""
    return {name: vintage_on(read_published(folder), as_of=DAY) for name, folder in FOLDERS.items()}


@pytest.mark.parametrize(("folder", "verdicts", "text"), LINES, ids=[text[:40] for *_, text in LINES])
def test_each_number_of_a_sentence_gets_its_verdict(vintages, folder, verdicts, text):
    proof = proof_of(text_of(text.replace("\\n", "\n")), vintages[folder])
    assert (" ".join(one.verdict for one in proof.judged) or "none") == verdicts
