"""Digits and letters as superscript signs."""

import re
import unicodedata
from string import ascii_lowercase, digits

import pytest

from helsetrend.values.printed import readings
from helsetrend.values.superscript import SUPERSCRIPT_SIGNS, superscript

HAVE_ONE = (digits + ascii_lowercase + "()").replace("q", "")


@pytest.mark.parametrize("sign", HAVE_ONE)
def test_the_superscript_of_a_sign_is_that_sign_to_unicode_and_one_of_the_class(sign):
    raised = superscript(sign)
    assert raised != sign
    assert unicodedata.normalize("NFKC", raised) == sign
    assert re.fullmatch(f"[{SUPERSCRIPT_SIGNS}]", raised)


@pytest.mark.parametrize("text", ["*", "A", "q", "å", "", " ", "¹"])
def test_a_sign_without_a_superscript_stays_as_it_is(text):
    assert superscript(text) == text


@pytest.mark.parametrize("sign", [*digits, *ascii_lowercase.replace("q", "")])
def test_a_superscript_after_a_print_is_part_of_neither_number_nor_word(sign):
    (read,) = {(reading.value, reading.rest) for reading in readings(f"12 millioner{superscript(sign)}")}
    assert read == (12_000_000, superscript(sign))
