"""Our own report, proofread: no number of it contradicts the figures that it was made from."""

import pytest

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.proof import proof_of
from helsetrend.published import read_published


def is_quoted(statement):
    return statement.sentence.text[: statement.number.start][-1:] in "«\u201c"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_number_of_our_own_report_contradicts_the_figures(reports, language):
    """What it quotes from a source, a claim or the figure of another source, may be told as wrong."""
    page = (reports / "2021" / "2022-05-31" / language / "index.html").read_text("utf-8")
    proof = proof_of(text_of(page, form="html"), vintage_on(read_published(), as_of="2022-05-31"))
    wrong = [one for one in proof.judged if one.verdict == "contradicts" and not is_quoted(one.statement)]
    assert [(one.statement.quote, one.statement.sentence.text) for one in wrong] == []
    assert proof.counts["agrees"] > 50
