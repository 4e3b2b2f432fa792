"""The cell of a table as a print: its scale, and which number an unclear one is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.published.tables.prints import form_of, scaled, value_of
from helsetrend.values import readings


@pytest.mark.parametrize(
    ("text", "scale", "unit", "language", "expected"),
    [
        ("37,2", 1_000_000, "visits", "nb", "37,2 millioner"),
        ("37.2*", 1_000_000, "visits", "en", "37.2 million*"),
        ("37,2r", 1_000, "visits", "nb", "37,2 tusen r"),
        ("37,2 r", 1_000, "visits", "nb", "37,2 tusen r"),
        ("over 140", 1_000, "visits", "nn", "over 140 tusen"),
        ("1.2", 1_000_000_000, "visits", "en", "1.2 billion"),
        ("0.372", 100, "percent", "en", "37.2 %"),
        ("0,4", 100, "percent", "nb", "40 %"),
        ("1", 100, "percent", "nb", "100 %"),
        ("0,12345", 100, "percent", "nb", "12,345 %"),
        ("..", 1_000, "visits", "nb", ".."),
        ("12", 1, "visits", "nb", "12"),
    ],
)
def test_the_scale_of_a_column_stands_after_its_numbers(text, scale, unit, language, expected):
    assert scaled(text, scale, unit=unit, language=language, marks={"*": "provisional", "r": "revised"}) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1.234", "5.678"], None),
        (["1.234", "5,6"], "comma"),
        (["1,234", "5.6"], "point"),
        (["1,234,567", "8,901"], "point"),
        (["1,5", "1.5"], None),
        (["12", "1 234"], None),
    ],
)
def test_the_decimal_mark_is_the_one_that_all_clear_numbers_show(texts, expected):
    assert form_of(texts) == expected


@pytest.mark.parametrize(
    ("print_", "more", "expected"),
    [
        ("12", {}, ""),
        ("1.234", {"form": "comma"}, "1234"),
        ("1.234", {"form": "point"}, "1.234"),
        ("1.234", {"form": None, "number": "1234"}, "1234"),
        ("1.234", {"form": None, "number": "1.234"}, "1.234"),
        ("1.234", {"form": None, "is_whole": True}, "1234"),
        ("over 1.234 million", {"form": "point"}, "1234000"),
        ("2 billion", {"form": None}, "2000000000"),
        ("2 billion", {"form": None, "language": "nb"}, "2000000000000"),
    ],
)
def test_an_unclear_number_is_the_one_that_the_rest_says(print_, more, expected):
    assert value_of(print_, **{"form": None, **more}) == (expected, "")


def test_what_nothing_decides_is_no_number():
    value, expected = value_of("1.234", form=None)
    assert value == ""
    assert expected.startswith("1234 or 1.234, since it can be read as both: say decimal")


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from([1_000, 1_000_000, 1_000_000_000]))
def test_a_scaled_print_is_so_many_times_the_number(number, scale):
    text = f"{number}0"
    (read,) = readings(scaled(text, scale, unit="visits", language="en", marks={}))[:1]
    assert read.value == Fraction(number) * scale
