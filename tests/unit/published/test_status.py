"""The marks beside a printed figure, and the signs in the place of one."""

import pytest

from helsetrend.published.status import MarkedPrint, without_marks

MARKS = {"b": "break", "e": "estimated", "u": "unreliable", "p": "provisional"}


@pytest.mark.parametrize(
    ("print_", "expected"),
    [
        ("92.5 b", MarkedPrint("92.5", ("break",))),
        ("92.5bu", MarkedPrint("92.5", ("break", "unreliable"))),
        ("92.5 bep", MarkedPrint("92.5", ("break", "estimated", "provisional"))),
        (": bu", MarkedPrint("", ("unreliable", "break"), "suppressed")),
        ("92.5 bx", MarkedPrint("92.5 bx")),  # one of the letters is no mark, so neither is
        ("5 pub", MarkedPrint("5", ("provisional", "unreliable", "break"))),
        ("pub", MarkedPrint("pub")),  # a word by itself
    ],
)
def test_letters_that_are_marks_each_may_stand_together(print_, expected):
    assert without_marks(print_, MARKS) == expected
