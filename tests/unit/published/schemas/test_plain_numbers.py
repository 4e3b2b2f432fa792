"""Which number a text in a number column is."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helsetrend.published.schemas.plain_numbers import plain_number, with_plain_numbers

SPACES = [" ", "\u00a0", "\u2007", "\u2009", "\u202f"]
SHARE, COUNT = {"unit": "percent"}, {"unit": "visits"}

# What is written in one way only, and what it is in plain digits.
CERTAIN = {
    "37": "37",
    "37,2": "37.2",
    "37.2": "37.2",
    "-5": "-5",
    "\u22122,5": "-2.5",
    "1234567": "1234567",
    **{f"1{space}234{space}567": "1234567" for space in SPACES},
    "1 234,5": "1234.5",
    "1\u202f234.5": "1234.5",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1.234,5": "1234.5",
    "1,234.5": "1234.5",
    "1.234.567,891": "1234567.891",
    "1,234,567.891": "1234567.891",
    "0.125": "0.125",
    "0,125": "0.125",
    "00,125": "0.125",
    "1234.567": "1234.567",
    "1234,567": "1234.567",
    "1,2340": "1.2340",
    "1 234,567": "1234.567",
    "0": "0",
    "007": "7",
}

NO_NUMBERS = [
    *("", " ", "x", "1.2.3", "1,2,3", "12 34", "1 2345", "1 234 56", "1.234,567.8", "1.234 567", "1e3", "+5", "--5"),
    *("5-", ",5", "5,", "٣", "1٣", "１", "½", "1²", "NaN", "inf", "1_000", "0x10", "1/2", "12 kr", "%", "9" * 31),
    *("1\n234", "1\t234", "1\u2003234", "1'234", "- 5", "(5)", "12 %%", "12 prosentpoeng"),
]


@pytest.mark.parametrize(("text", "expected"), CERTAIN.items())
def test_a_number_is_read_in_the_forms_that_people_write(text, expected):
    assert plain_number(text, COUNT) == (expected, "")
    for decimal in ("comma", "point"):  # nothing else can be meant
        assert plain_number(text, COUNT, decimal=decimal, form=decimal) == (expected, "")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_stays_as_it_is(text):
    assert plain_number(text, SHARE) == (text, "")


@pytest.mark.parametrize("text", ["12,5 %", "12.5%", "12,5 prosent", "12.5 percent", "12.5 per cent", "12,5\u00a0%"])
def test_a_percent_sign_is_passed_over_where_the_unit_is_percent_or_points(text):
    assert plain_number(text, SHARE) == ("12.5", "")
    assert plain_number(text, {"unit": "points"}) == ("12.5", "")
    assert plain_number(text.upper(), SHARE) == ("12.5", "")
    for row, told in ((COUNT, "visits"), ({"unit": ""}, "not given"), ({}, "not given")):
        assert plain_number(text, row) == (text, f"a number without a percent sign, since the unit is {told}")


@pytest.mark.parametrize(
    ("text", "row", "decimal", "form", "expected"),
    [
        ("1.234", {}, "comma", "point", "1234"),  # what the reader says goes before all
        ("1.234", {"as_printed": "1234 besøk"}, "point", "comma", "1.234"),
        ("1.234", {"as_printed": "om lag 1 234"}, None, "point", "1234"),  # then the print
        ("1,234", {"as_printed": "1,2340 besøk"}, None, "point", "1.234"),
        ("-1,234", {"as_printed": "-1234"}, None, None, "-1234"),
        ("1.234", {"as_printed": "1.234"}, None, "comma", "1234"),  # a print that says both decides nothing
        ("1.234", {"as_printed": "mest besøkt"}, None, "point", "1.234"),  # then the file
        ("1,234", {}, None, "comma", "1.234"),
        ("1,234", {}, None, "point", "1234"),
        ("-1,234", {"as_printed": "1234"}, None, "comma", "-1.234"),  # a print with another sign is none of the two
        ("12.345 %", {"unit": "percent"}, None, "point", "12.345"),
    ],
)
def test_a_number_of_two_readings_is_decided_in_this_order(text, row, decimal, form, expected):
    assert plain_number(text, row, decimal=decimal, form=form) == (expected, "")


@pytest.mark.parametrize("text", ["1.234", "1,234"])
def test_a_number_of_two_readings_is_a_fault_where_nothing_decides(text):
    same, expected = plain_number(text, {"as_printed": "1.234"})
    assert same == text
    assert expected.startswith(
        "1234 or 1.234, since it can be read as both: write 1234 or 1,2340, or give --decimal comma"
    )
    for written in ("1234", "1,2340"):  # what it says is to be written can be read in one way only
        assert plain_number(written, {})[1] == ""


def read(texts, *, exact=(), decimal=None):
    table = pd.DataFrame({"value": texts, "rounding": ""}, index=pd.Index(range(2, len(texts) + 2)), dtype="str")
    before = table.copy()
    plain, faults = with_plain_numbers(table, ["value", "rounding"], file="f", exact=set(exact), decimal=decimal)
    pd.testing.assert_frame_equal(table, before)
    return list(plain["value"]), [(fault.row, fault.column, fault.found) for fault in faults]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["37,2", "1.234", "1,234"], ["37.2", "1234", "1.234"]),
        (["37.2", "1.234", "1,234"], ["37.2", "1.234", "1234"]),
        (["1.234.567", "1,234"], ["1234567", "1.234"]),
        (["1,234,567", "1,234"], ["1234567", "1234"]),
        (["0.125", "1,234"], ["0.125", "1234"]),
        (["1 234 567", "37", "0,5", "1,234"], ["1234567", "37", "0.5", "1.234"]),
    ],
)
def test_the_other_numbers_of_the_file_decide_if_they_agree(texts, expected):
    assert read(texts) == (expected, [])


@pytest.mark.parametrize("others", [[], ["37", "1 234 567"], ["37,2", "37.2"], ["x", "1,2,3"], ["1.234"]])
def test_a_file_that_shows_no_form_or_two_decides_nothing(others):
    values, faults = read([*others, "1,234"])
    assert values[-1] == "1,234"
    assert faults[-1] == (len(others) + 2, "value", "1,234")


def test_a_cell_that_was_a_number_is_certain_and_says_nothing_of_how_texts_are_written():
    assert read(["1.234", "37.2"], exact=[(2, "value"), (3, "value")]) == (["1.234", "37.2"], [])
    _, faults = read(["37.2", "1,234"], exact=[(2, "value")])
    assert faults == [(3, "value", "1,234")]


def grouped(whole, separator):
    return f"{int(whole):,}".replace(",", separator)


MARKS = [(",", "."), (".", ","), *((space, mark) for space in SPACES for mark in ",."), ("", ","), ("", ".")]


@given(
    st.integers(0, 10**12),
    st.text("0123456789", max_size=6),
    st.sampled_from(["", "-", "\u2212"]),
    st.sampled_from(MARKS),
    st.sampled_from(["", " %", "%", "\u00a0prosent", " percent"]),
    st.booleans(),
)
@example(1234, "", "", (".", ","), "", True)
@example(1, "234", "", (".", ","), "", False)
@example(0, "125", "", ("", "."), "", False)
def test_what_is_read_is_the_number_that_was_written_or_a_fault(whole, decimals, sign, marks, percent, is_known):
    """Never another number, whether it is known how the file writes its numbers or not."""
    gap, mark = marks
    text = f"{sign}{grouped(whole, gap)}{mark + decimals if decimals else ''}{percent}"
    number = Fraction(f"{'-' if sign else ''}{whole}.{decimals or 0}")
    form = {",": "comma", ".": "point"}[mark] if is_known else None
    plain, expected = plain_number(text, SHARE, form=form)
    if expected:
        assert not is_known
        assert plain == text
        assert "since it can be read as both" in expected
        assert number in {Fraction(part) for part in expected.partition(",")[0].split(" or ")}
    else:
        assert Fraction(plain) == number


@given(st.text("0123456789.,-\u2212 \u00a0%e\u0663", max_size=14), st.sampled_from([None, "comma", "point"]))
def test_no_text_is_too_odd_to_be_asked_about(text, decimal):
    plain, expected = plain_number(text, SHARE, decimal=decimal)
    assert plain == text or not expected
    if plain != text:
        assert Fraction(plain).denominator >= 1
