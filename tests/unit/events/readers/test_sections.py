"""The sections of a mapping, each by itself: what it says, and what it must not say."""

import pytest
from pydantic import ValidationError

from helsetrend.events.readers.sections import Access, Columns, KindWords, TimeForm


def test_columns_are_named_once_each_and_a_single_name_is_a_list_of_one():
    columns = Columns(user="u", time=["day", "clock"], service="u", agent="a")
    assert (columns.user, columns.place) == (("u",), "u")
    assert columns.names == ["u", "day", "clock", "a"]


@pytest.mark.parametrize(
    ("form", "is_number"), [("iso", False), ("seconds", True), ("nanoseconds", True), ("%S seconds %Y", False)]
)
def test_times_are_numbers_where_the_form_is_a_unit(form, is_number):
    assert TimeForm(form=form).is_number == is_number


@pytest.mark.parametrize(
    ("section", "cells", "message"),
    [
        (Columns, {"user": "u", "time": "t", "page": "p", "service": "s"}, "page or service, not both"),
        (Columns, {"user": [], "time": "t"}, "the name of a column, or several in square brackets"),
        (Columns, {"user": "u", "time": "t", "usr": "x"}, "Extra inputs are not permitted"),
        (KindWords, {"view": ["x"], "login": ["x"]}, "each word for one kind only, not 'x'"),
        (TimeForm, {"first": "2022-01-01", "last": "2021-01-01"}, "last: not before first"),
        (TimeForm, {"form": "minutes"}, "iso, seconds, milliseconds, microseconds, nanoseconds, or a pattern such as"),
        (TimeForm, {"timezone": "Oslo"}, "a time zone such as Europe/Oslo or UTC"),
        (Access, {"trusted_proxies": ["10.0.0.1/8"]}, "an address or a network such as 10.0.0.0/8"),
    ],
)
def test_what_a_section_must_not_say_is_an_error(section, cells, message):
    with pytest.raises(ValidationError, match=message):
        section(**cells)
