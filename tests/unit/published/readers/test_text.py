"""Which letters the bytes of a text file stand for."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.published.readers.cells import UnreadableFileError
from helsetrend.published.readers.text import WrongBytesError, text_of, text_sheets

TEXT = "nærmere 43\r\nover 140 – «ca.» €\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with its mark", "Windows-1252", "UTF-16, little end first", "UTF-16, big end first"],
)
def test_a_text_is_the_same_in_every_encoding(data):
    assert text_of(data) == TEXT


def test_latin_1_is_read():
    assert text_of("nærmere à øl".encode("latin-1")) == "nærmere à øl"


MIXED = {
    "two encodings": ("a\nnærmere\r\n".encode() + "å\rø\nb".encode("latin-1"), [(3, "å"), (4, "ø")], "one encoding"),
    "two in one line": ("a\næ".encode() + "ø".encode("latin-1"), [(2, "Ã¦ø")], "one encoding"),
    "a mark of UTF-8 before Latin-1": (b"\xef\xbb\xbfa\n" + "ø".encode("latin-1"), [(2, "ø")], "one encoding"),
    "a letter cut in two": ("a\nø".encode() + b"\xc3", [(2, "Ã¸Ã")], "one encoding"),
    "bytes that Windows-1252 lacks": (b"a\nb\xe5\nc\x81\xe5\n\x9d", [(3, "c\ufffdå"), (4, "\ufffd")], "neither"),
    "half a sign of UTF-16": (b"\xff\xfea\x00\n\x00b\x00c", [(2, "a\nb")], "UTF-16"),
    "half a pair of UTF-16": (b"\xff\xfea\x00\n\x00\n\x00\x00\xd8b\x00", [(3, "a\n\n")], "UTF-16"),
}


@pytest.mark.parametrize(("data", "rows", "expected"), MIXED.values(), ids=MIXED)
def test_bytes_that_can_only_be_guessed_at_are_reported_with_their_rows(data, rows, expected):
    with pytest.raises(WrongBytesError) as caught:
        text_of(data)
    assert caught.value.rows == rows
    assert expected in caught.value.expected


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@given(st.binary(max_size=40) | st.binary(max_size=40).map(lambda data: b"\xff\xfe" + data))
def test_bytes_are_read_as_what_they_are_or_not_at_all(data):
    with contextlib.suppress(WrongBytesError):
        text = text_of(data)
        if data.startswith(UTF_16):
            assert text == data.decode("utf-16")
        elif text.encode("utf-8") != data.removeprefix(b"\xef\xbb\xbf"):
            assert text == data.decode("cp1252")


WESTERN = st.text(st.characters(codec="cp1252"), min_size=1)
OTHER = st.text(st.characters(min_codepoint=128, codec="utf-8"), min_size=1)


@given(WESTERN, OTHER)
def test_two_encodings_in_one_file_never_become_a_text_of_wrong_letters(western, other):
    with contextlib.suppress(WrongBytesError):
        text = text_of(other.encode("utf-8") + b"\n" + western.encode("cp1252"))
        assert text.startswith(other.removeprefix("\ufeff"))


@pytest.mark.parametrize("delimiter", range(3))
def test_a_quote_that_is_never_closed_stops_the_reading_where_it_opens(delimiter):
    sheet = text_sheets(b'a\n\n"b')[delimiter]
    assert next(sheet.rows)[0] == 1
    assert next(sheet.rows) == (2, [])
    with pytest.raises(UnreadableFileError) as caught:
        next(sheet.rows)
    assert (caught.value.row, caught.value.expected) == (3, "CSV with every quote closed")
