"""The numbers of a text, read by hand."""

import pytest

from helsetrend.proofreading.text.numbers import numbers_in


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("nb", "fra 37,2 til 140 millioner", [("37,2", 37_200_000), ("140 millioner", 140_000_000)]),
        ("nb", "fra 23 til 68 prosent", [("23", 23), ("68 prosent", 68)]),
        ("nb", "passerte 140 millioner", [("passerte 140 millioner", 140_000_000)]),
        ("nb", "tre av fem lån", [("tre av fem", 60)]),
        ("nn", "nesten annakvart besøk", [("nesten annakvart", 2)]),
        ("nb", "to tredjedeler", [("to tredjedeler", pytest.approx(66.667, abs=0.001))]),
        ("nb", "mer enn tredoblet", [("mer enn tredoblet", 3)]),
        ("nb", "det nest mest lånte formatet", [("nest mest lånte", 2)]),
        ("en", "two and a half times the 15.9m", [("two and a half times", 2.5), ("15.9m", 15_900_000)]),
        ("en", "1,905 and 1.905", [("1,905", 1905), ("1.905", 1.905)]),
        ("nb", "1.905", [("1.905", 1905)]),
        ("en", "more than a quarter of a billion", [("more than a quarter of a billion", 250_000_000)]),
        ("en", "up to a third of them", [("up to a third", pytest.approx(33.333, abs=0.001))]),
        ("en", "we go to them", []),
        ("en", "twice a year", []),
    ],
)  # fmt: skip
def test_the_numbers_of_a_text_are_read_with_hedge_scale_and_unit(language, text, numbers):
    found = numbers_in(text, language)
    assert [(text[one.start : one.end], float(one.value)) for one in found] == numbers
