"""Metrics that measure something in a unit of their own, such as the mean length of a visit."""

import pytest
from places import TOP

from helsetrend.proofreading.reader import proofread
from helsetrend.published import read_published

BERLIN = TOP / "examples" / "berlin"


@pytest.fixture(scope="module")
def berlin():
    """The data of the example, read once."""
    return read_published(BERLIN)


# Published are 97.48 seconds in December 2025 and 103.3 a year before, and 14,506 visits.
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mean length of a visit was 97.5 seconds in December 2025.", ("level", "visit_length", "agrees")),
        ("In December 2025 a visit lasted 97 seconds on average.", ("level", "visit_length", "agrees")),
        ("In December 2025 a visit lasted 103 seconds on average.", ("level", "visit_length", "contradicts")),
        (
            "Den gjennomsnittlige lengden på et besøk var 97,5 sekunder i desember 2025.",
            ("level", "visit_length", "agrees"),
        ),
        (
            "The mean length of a visit fell by 5.6 percent from December 2024 to December 2025.",
            ("decline", "visit_length", "agrees"),
        ),
        ("The portal had 14,506 visits in December 2025.", ("level", "visits", "agrees")),
        ("A video of the portal is 90 seconds long.", ("level", None, "cannot_be_checked")),
    ],
)
def test_a_mean_of_its_own_is_told_from_what_is_counted(berlin, text, said):
    (one,) = proofread(text, berlin).judged
    assert (one.statement.kind, one.statement.series and one.statement.series.metric, one.verdict) == said
