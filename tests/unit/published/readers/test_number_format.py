"""Numbers and dates as Excel shows them. The expected texts are what Excel's manual says of each format."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.published.readers.number_format import digits_of, is_percent, percent_of, shown, shown_date

ACCOUNTING = '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (37, "General", "37"),
        (0.1 + 0.2, "General", "0.3"),
        (1e22, "General", "1" + "0" * 22),
        (1e-7, "General", "0.0000001"),
        (2021.0, "General", "2021"),
        (-5, "General", "-5"),
        (37, "0.0", "37.0"),
        (37.25, "0.0", "37.3"),  # halves go up, as in Excel
        (1.005, "0.00", "1.01"),  # also where the float is below the half
        (-0.001, "0.0", "0.0"),
        (1234567.8, "#,##0", "1234568"),
        (1234567, "#\\ ##0", "1234567"),
        (1234567, "# ##0", "1234567"),
        (1234.5, "#,##0.00", "1234.50"),
        (12.5, "0.##", "12.5"),
        (12.0, "0.##", "12"),
        (7, "000", "007"),
        (0.125, "0.0%", "12.5 %"),
        (0.84, "0%", "84 %"),
        (0.84, "0\\ %", "84 %"),
        (-0.05, "0%", "-5 %"),
        (37_200_000, "0.0,,", "37.2"),
        (37_200_000, '0.0,,"\u00a0millioner"', "37.2\u00a0millioner"),
        (12, '"ca. "0', "ca. 12"),
        (5, 'General" mill."', "5 mill."),
        (-5, "0.0;[Red]-0.0", "-5.0"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (1234, ACCOUNTING, "1234"),
        (-1234, ACCOUNTING, "-1234"),
        (0, ACCOUNTING, "-"),
        (5, "[>100]0.00;0.0", "5"),  # not known: all digits
        (1.5, "0.00E+00", "1.5"),
        (1.5, "# ?/?", "1.5"),
        (5, "@", "5"),
        (5, "", "5"),
    ],
)
def test_a_number_is_shown_by_its_format(value, code, expected):
    assert shown(value, code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("0%", True), ("0.0\\ %", True), ('0"%"', False), ("0\\%", False), ("General", False), ("0;0%", False)],
)
def test_a_percent_format_is_one_whose_percent_sign_is_not_a_word(code, expected):
    assert is_percent(code, 5) == expected
    assert is_percent("0;0%", -5)


@pytest.mark.parametrize(("value", "expected"), [(0.125, "12.5 %"), (1, "100 %"), (0.07 * 3, "21 %"), (-0.05, "-5 %")])
def test_a_percentage_is_the_number_times_a_hundred(value, expected):
    assert percent_of(value) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_fifteen_digits_come_back_as_they_were_typed(number):
    digits = digits_of(float(number))
    assert Decimal(digits) == number
    assert set(digits) <= set("-.0123456789")


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_has_no_digits(value):
    assert digits_of(value) == ""


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?,.%;"\\@[]>General_* -yE+', max_size=20))
def test_no_format_is_too_odd(value, code):
    assert isinstance(shown(value, code), str)
    assert isinstance(is_percent(code, value), bool)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy-mm-dd", "2021-06-05"),
        ("mm-dd-yy", "2021-06-05"),
        ("[$-414]d\\.\\ mmmm\\ yyyy;@", "2021-06-05"),
        ("mmm-yy", "2021-06"),
        ("[$-414]mmm\\.\\ yy;@", "2021-06"),
        ("yyyy-mm", "2021-06"),
        ("yyyy", "2021"),
        ('"day" yyyy', "2021"),
        ("d-mmm", ""),
        ("hh:mm", ""),
    ],
)
def test_a_date_is_shown_as_far_as_its_format_goes(code, expected):
    assert shown_date(date(2021, 6, 5), code) == expected
    assert shown_date(datetime(2021, 6, 5), code) == expected


def test_a_time_is_shown_unless_it_is_midnight():
    assert shown_date(datetime(2021, 6, 5, 12, 30), "yyyy-mm") == "2021-06-05 12:30:00"
