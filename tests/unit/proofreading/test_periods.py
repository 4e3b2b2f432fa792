"""The periods that a text names, read by hand."""

import pytest

from helsetrend.proofreading.text.not_figures import masked, masks_in
from helsetrend.proofreading.text.periods import periods_in


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("i 2021", [("2021", (2021,), None, "at")]),
        ("enn i 2020", [("2020", (2020,), None, "from")]),
        ("siden 2019", [("2019", (2019,), None, "from")]),
        ("i årene 2020 til 2022", [("2020 til 2022", (2020, 2022), None, "span")]),
        ("første halvår 2025", [("første halvår 2025", (2025,), (1, 6), "at")]),
        ("the third quarter of 2024", [("third quarter of 2024", (2024,), (7, 9), "at")]),
        ("in December 2020", [("December 2020", (2020,), (12, 12), "at")]),
        ("from January to May 2025", [("January to May 2025", (2025,), (1, 5), "at")]),
        ("1. kvartal: 511 402", [("1. kvartal", (), (1, 3), "at")]),
        ("mot 72 året før", [("året før", (), None, "at")]),
        ("it may be so", []),
        ("15. juni 2022", []),
        ("of 17 June 2005", []),
    ],
)
def test_the_periods_of_a_text_are_read_with_what_they_are_for(text, periods):
    found = periods_in(text, masked(text, masks_in(text)))
    assert [(text[one.start : one.end], one.years, one.months, one.role) for one in found] == periods
