"""Which alarms are raised: of what is read for sure, and of what a slip or a misprint explains."""

import pytest
from places import DATA

from helsetrend.proofreading.reader import proofread
from helsetrend.published import read_published

FOLDERS = {"helsenorge": DATA, "rutepark": DATA / "drafts" / "folders" / "rutepark"}


def read(folder, text):
    """Return what is said of the last number of a text, on a day of 2025."""
    proof = proofread(text, read_published(FOLDERS[folder]), as_of="2025-07-02")
    one = proof.judged[-1]
    return one.statement.kind, one.statement.series and one.statement.series.metric, one.verdict


@pytest.mark.parametrize(
    ("folder", "text", "said"),
    [
        (  # 140 to 141 less 71.5 to 72.5 million
            "helsenorge",
            "I 2020 var det 72,9 millioner besøk, i 2021 140,9. Endringen, 68 millioner besøk, er stor.",
            ("difference", "visits", "agrees"),
        ),
        (  # 4 059 091 / 12 = 338 258
            "rutepark",
            "I 2024 var det 4 059 091 parkeringer. En måned hadde 338 258 parkeringer.",
            ("monthly_mean", "parkings", "agrees"),
        ),
        (  # 3 647 080 to 4 059 091
            "rutepark",
            "Parkeringer: 3 647 080 i 2023, 4 059 091 i 2024 (11,3 %).",
            ("growth", "parkings", "agrees"),
        ),
    ],
)
def test_a_number_is_of_the_kind_that_the_figures_give_where_the_words_leave_it_open(folder, text, said):
    assert read(folder, text) == said


@pytest.mark.parametrize(
    ("folder", "text", "verdict"),
    [
        ("helsenorge", "I 2021 var det 149,0 millioner besøk.", "contradicts"),  # a misprint of 140,9
        ("helsenorge", "I 2021 var det 250 millioner besøk.", "contradicts"),  # said of the period and the metric
        ("helsenorge", "Portalen tåler 600 millioner besøk.", "cannot_be_checked"),  # of what period?
        ("rutepark", "Vi hadde 2 345 678 parkeringer.", "cannot_be_checked"),
        ("rutepark", "I 2024 var det 4 095 091 parkeringer.", "contradicts"),
    ],
)
def test_an_alarm_needs_what_bears_it_out(folder, text, verdict):
    assert read(folder, text)[-1] == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Driftskostnadene var 42 millioner kroner i 2024.",
        "I 2024 brukte kommunen 12 millioner kroner på vedlikehold.",
        "Running the app cost NOK 21.4 million in 2024.",
        "Inntektene var 158,3 millioner kroner i 2024; drifta kosta 19 millionar kroner.",
    ],
)
def test_money_that_is_spent_is_none_that_came_in(text):
    assert read("rutepark", text) == ("level", None, "cannot_be_checked")


@pytest.mark.parametrize(
    ("said", "verdict"), [("338 300", "agrees"), ("338 258", "agrees"), ("339 100", "contradicts")]
)
def test_the_closing_zeros_of_a_mean_are_rounding(said, verdict):  # 4 059 091 / 12 = 338 258
    text = f"I 2024 var det i snitt {said} parkeringer i måneden."
    assert read("rutepark", text) == ("monthly_mean", "parkings", verdict)
