"""Whole drafts: the twelve with gold answers, and every number of them accounted for."""

import json
import re

import pytest
from places import DATA

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import READ, text_of
from helsetrend.proofreading.reader import proof_of, proofread
from helsetrend.proofreading.results import as_json
from helsetrend.published import read_published

DRAFTS = DATA / "drafts"
GOLD = sorted(DRAFTS.glob("*.gold.json"))
NAMES = [path.name.removesuffix(".gold.json") for path in GOLD]


def known(gold):
    return vintage_on(read_published(None if gold["data"] == "shipped" else DRAFTS / gold["data"]), as_of=gold["as_of"])


@pytest.fixture(params=GOLD, ids=NAMES, scope="module")
def draft(request):
    """A draft: its gold answers, its text, and what was made of it."""
    gold = json.loads(request.param.read_text("utf-8"))
    path = DRAFTS / gold["file"]
    text = path.read_text("utf-8")
    proof = proof_of(text_of(text, path.name, READ[path.suffix]), known(gold))
    return gold, text, proof


def test_the_statements_are_those_of_the_gold_and_so_are_their_verdicts(draft):
    gold, _, proof = draft
    read = as_json(proof)["statements"]
    said = sorted(gold["statements"], key=lambda one: one["start"])
    assert len(read) == len(said)
    for one, wanted in zip(read, said, strict=True):
        assert one["start"] < wanted["end"]
        assert wanted["start"] < one["end"]
        assert one["kind"] in wanted.get("accept_kind", [wanted["kind"]])
        assert one["metric"] in wanted.get("accept_metric", [wanted["metric"]])
        assert [one[name] for name in ("service", "period", "from_period")] == [
            wanted[name] for name in ("service", "period", "from_period")
        ]
        assert one["verdict"] in wanted["accept"], one


def test_what_does_not_fit_in_a_text_is_that_of_the_gold(draft):
    gold, _, proof = draft
    for contradiction in proof.contradictions:
        assert any(
            sum(any(start < b and a < end for start, end in wanted["spans"]) for a, b in contradiction.spans) >= 2
            for wanted in gold["internal"]
        ), contradiction.problem
    wanted = [one for one in gold["internal"] if not one.get("optional")]
    assert len(proof.contradictions) >= len(wanted)


def test_every_digit_of_a_draft_is_accounted_for(draft):
    _, _, proof = draft
    spans = [one.statement.span for one in proof.judged] + [(one.start, one.end) for one in proof.others]
    for block in proof.document.blocks:
        for found in re.finditer(r"\d+", block.text):
            start, end = block.span(*found.span())
            assert any(first <= start and end <= last for first, last in spans), block.text


def test_the_summary_counts_all_numbers(draft):
    _, _, proof = draft
    assert int(proof.summary.partition(" ")[0]) == len(proof.judged) + len(proof.others)


def test_the_slip_of_the_directorates_own_page_is_found():
    text = "Bruken var over 140 millioner besøk i 2021, mot 72 millioner året før. Det er en vekst på 85 prosent."
    proof = proofread(text, read_published(DATA), as_of="2022-06-15")
    verdicts = [(one.statement.quote, one.verdict) for one in proof.judged]
    assert verdicts == [("over 140 millioner", "agrees"), ("72 millioner", "agrees"), ("85 prosent", "contradicts")]
    assert [one.problem for one in proof.contradictions] == ["growth_does_not_match_levels"]
    assert "93 til 97 prosent" in str(proof)  # 140 / 72.5 and 141 / 71.5
    assert proof.has_contradiction


def test_a_text_alone_is_held_against_itself_only():
    text = "Portalen hadde 200 millioner besøk i 2021, mot 100 millioner i 2020. Det er en vekst på 50 prosent."
    proof = proofread(text, read_published(DATA), as_of="2022-06-15", alone=True)
    assert {one.verdict for one in proof.judged} == {"cannot_be_checked"}
    assert [one.problem for one in proof.contradictions] == ["growth_does_not_match_levels"]


def test_a_figure_that_was_revised_since_is_outdated():
    proof = proofread("Det var 77,5 millioner innlogginger i 2021.", read_published(DATA), as_of="2023-06-01")
    (one,) = proof.judged
    assert (one.verdict, one.slip) == ("outdated", "earlier_vintage")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I 2021 var det 90,93 millioner innlogginger.", "imprecise"),  # of "om lag 90,9"
        ("Helsenorge hadde 140 millioner nordmenn innom i 2021.", "contradicts"),
        ("Antallet ansatte økte med 12 prosent i 2023.", "cannot_be_checked"),
        ("I 2021 kostet portalen 450 millioner kroner.", None),
        ("Koronasertifikatet hadde 12 millioner besøk i 2021.", "cannot_be_checked"),
        ("Fra 2021 til 2021 økte besøkene med 50 prosent.", "cannot_be_checked"),
    ],
)
def test_doubtful_numbers_are_no_false_alarms(text, verdict):
    proof = proofread(text, read_published(DATA), as_of="2024-06-01")
    assert [one.verdict for one in proof.judged] == ([verdict] if verdict else [])


def test_a_language_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="allowed: en, nb, nn"):
        proofread("Text", read_published(DATA), language="sv")


@pytest.mark.parametrize(
    ("text", "since"),
    [  # 37.2 + 72 + 140.9 = 250.1
        ("I 2021 var det mange besøk. Portalen har hatt 250 millioner besøk siden 2019.", "2019"),
        ("There were many visits in 2021. Since 2019 the portal has had 250 million visits.", "2019"),
        ("I 2021 var det mange besøk. Til sammen har det vært 213 millioner besøk siden 2020.", "2020"),
    ],
)
def test_what_there_has_been_since_a_year_is_added_up(text, since):
    (one,) = as_json(proof_of(text_of(text), vintage_on(read_published(), as_of="2022-06-15")))["statements"]
    assert (one["kind"], one["from_period"], one["period"], one["verdict"]) == ("sum", since, "2021", "agrees")
