"""What does not fit in a text itself, of each kind."""

import pytest
from places import DATA

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import READ, text_of
from helsetrend.proofreading.reader import proof_of
from helsetrend.published import read_published

FOLDERS = DATA / "drafts" / "folders"


def problems_of(folder, text):
    """Return each problem of a text, with the number that does not fit."""
    document = text_of(text, "draft.md", READ[".md"])
    proof = proof_of(document, read_published(FOLDERS / folder), as_of="2025-10-02")
    return [(one.problem, one.statements[-1].quote) for one in proof.contradictions]


@pytest.mark.parametrize(
    ("folder", "text", "found"),
    [
        (  # 43 less 34.9 is 8.1; the share of 2024 itself is 40.3
            "lesevik",
            "Delen digitale lån var 43,0 prosent i 2024, mot 34,9 prosent i 2023, ein auke på 5,4 prosentpoeng.",
            [("growth_does_not_match_levels", "5,4 prosentpoeng")],
        ),
        (  # 1 001 349 / 1 110 004 = 0.902: a way from the quarter before, and not from a year before
            "rutepark",
            "Det var 1 110 004 parkeringer i tredje kvartal 2024. I fjerde kvartal gikk tallet ned med 8,9 prosent, "
            "til 1 001 349.",
            [("growth_does_not_match_levels", "8,9 prosent")],
        ),
        (  # 74.3 / 61.2 = 1.214
            "rutepark",
            "I desember 2022 ble 61,2 prosent av parkeringene betalt i appen. To år senere var andelen 74,3 prosent, "
            "en økning på 13,1 prosent.",
            [("growth_does_not_match_levels", "13,1 prosent")],
        ),
        (  # 1 768 845 / 12 = 147 404
            "lesevik",
            "2024 enda på 1 768 845 besøk: 455 870 i fyrste kvartal, 421 306 i andre, 389 455 i tredje og 502 214 i "
            "fjerde. I snitt vart det 174 000 besøk i månaden.",
            [("mean_and_total_differ", "174 000")],
        ),
        (  # the harbour has fewer than the centre, and more than the hospital
            "rutepark",
            "I 2024 hadde sentrum 2 080 377 parkeringer, havna 1 130 209 og sykehuset 848 505. Sykehuset er nummer to.",
            [("rank_does_not_match_levels", "nummer to")],
        ),
        (  # 2 080 377 + 1 130 209 + 848 505 = 4 059 091
            "rutepark",
            "| Sone | 2024 |\n|---|---|\n| Sentrum | 2 080 377 |\n| Havna | 1 130 209 |\n| Sykehuset | 848 505 |\n"
            "| Alle soner | 4 095 091 |\n",
            [("parts_do_not_make_the_whole", "4 095 091")],
        ),
        (
            "lesevik",
            "# Lesevik passerte ein million besøk i fyrste halvår\n\n"
            "Frå januar til juni i år vart Lesevik opna 988 382 gonger. I same periode i fjor var talet 877 176.",
            [("headline_and_body_differ", "passerte ein million")],
        ),
        (  # 571 026 + 183 440 + 201 379 = 955 845
            "lesevik",
            "| Format | 2024 |\n|---|---|\n| Paper books | 571,026 |\n| E-books | 183,440 |\n| Audiobooks | 201,379 |\n"
            "| Total | 959,845 |\n",
            [("parts_do_not_make_the_whole", "959,845")],
        ),
        (  # 4 100 / 8 200 = 0.5
            "rutepark",
            "The helpdesk had 8,200 calls in 2024, of which 4,100 (35 percent) were about fees.",
            [("share_does_not_match_counts", "35 percent")],
        ),
        ("rutepark", "The helpdesk had 8,200 calls in 2024, of which 4,100 (50 percent) were about fees.", []),
        (  # 201 379 / 955 845 = 0.211
            "lesevik",
            "201 379 av de 955 845 lånene i 2024 var lydbøker, altså 31 prosent.",
            [("share_does_not_match_counts", "31 prosent")],
        ),
        ("lesevik", "Det digitale utlånet utgjorde 384 819 lån i 2024, 40,3 prosent av 955 845.", []),
        ("lesevik", "Det digitale utlånet utgjorde 348 819 lån i 2024, 40,3 prosent av 955 845.", []),
        ("lesevik", "Of the 903,874 loans in 2023, 588,317 were paper books.", []),
        (  # 820 000 less 200 000 is 620 000, and 820 / 620 = 1.323
            "lesevik",
            "Kioskene solgte 820 000 is i 2024, 200 000 flere enn i 2023, en økning på 48 prosent.",
            [("growth_does_not_match_levels", "48 prosent")],
        ),
        (
            "lesevik",
            "Kioskene solgte 820 000 is i 2024, 200 000 flere enn i 2023, en økning på 32 prosent.",
            [],
        ),
        (  # one in five is 20 percent
            "rutepark",
            "I 2024 var hver femte parkering ved sykehuset. Sykehuset sto altså for 25 prosent av parkeringene i 2024.",
            [("same_figure_twice", "25 prosent")],
        ),
        (  # 2 080 377 + 1 130 209 + 848 505 = 4 059 091, of which 2 080 377 are 51 percent
            "rutepark",
            "I 2024 var det 2 080 377 parkeringer i sentrum, 1 130 209 ved havna og 848 505 ved sykehuset. Sentrum sto "
            "for 61 prosent av parkeringene.",
            [("share_does_not_match_counts", "61 prosent")],
        ),
        (
            "rutepark",
            "The city has 24 rather than 26 wardens. In 2024 there were 4.06 million rather than 4.2 million parkings.",
            [],
        ),
        (  # 1 768 845 / 12 = 147 404
            "lesevik",
            "Lesevik hadde i snitt 147 404 besøk i måneden i 2024, til sammen 1 768 845 det året.",
            [],
        ),
    ],
)
def test_what_does_not_fit_is_told(folder, text, found):
    assert problems_of(folder, text) == found


CONTRADICTIONS = [
    line.split(" | ", 2) for line in (DATA / "drafts" / "contradictions.txt").read_text("utf-8").splitlines()
]
"""Texts that contradict themselves, and some like them that do not: the data folder, how often, and the text."""


@pytest.fixture(scope="module")
def vintages():
    """What is known of each folder on the day of the texts."""
    return {
        "helsenorge": vintage_on(read_published(None), as_of="2025-10-02"),
        **{name: vintage_on(read_published(FOLDERS / name), as_of="2025-10-02") for name in ("lesevik", "rutepark")},
    }


@pytest.mark.parametrize(("folder", "count", "text"), CONTRADICTIONS, ids=[text[:40] for *_, text in CONTRADICTIONS])
def test_what_does_not_fit_is_found_and_what_fits_is_not(vintages, folder, count, text):
    document = text_of(text.replace("\\n", "\n"), "draft.md", READ[".md"])
    assert len(proof_of(document, vintages[folder]).contradictions) == int(count)
