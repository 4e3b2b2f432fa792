"""Digits with the marks between them."""

import pytest

from helsetrend.values.printed import SPACES, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [("12", "")]),
        ("1.234", [("1234", "comma"), ("1.234", "point")]),
        ("1,234", [("1234", "point"), ("1.234", "comma")]),
        ("1 234", [("1234", "")]),
        ("1 234,50", [("1234.50", "comma")]),
        ("1.234.567", [("1234567", "comma")]),
        ("1,234.5", [("1234.5", "point")]),
        ("0,05", [("0.05", "comma")]),
        ("0.125", [("0.125", "point")]),
        ("1234.567", [("1234.567", "point")]),
        ("1.234,567.8", []),
        ("-1", []),
        ("٣", []),
        ("", []),
        ("9" * 31, []),
    ],
)
def test_every_number_is_given_that_the_digits_can_write(text, expected):
    assert [(str(one), one.form) for one in written(text)] == expected


@pytest.mark.parametrize("space", SPACES)
def test_any_of_the_spaces_parts_thousands_but_not_two_kinds_in_one_number(space):
    (one,) = written(f"1{space}234{space}567")
    assert one.value == 1_234_567
    other = next(sign for sign in SPACES if sign != space)
    assert written(f"1{space}234{other}567") == []
