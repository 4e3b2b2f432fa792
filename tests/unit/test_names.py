"""An unknown name is told with those that there are."""

import pytest

from helsetrend.errors import UnknownNameError, by_likeness, held_to_be_one


def test_a_name_that_is_known_passes():
    held_to_be_one("visits", ["logins", "visits"], what="metric")


def test_the_error_names_what_there_is_the_nearest_first():
    with pytest.raises(UnknownNameError) as caught:
        held_to_be_one("login", ["visits", "persons", "logins"], what="metric")
    assert str(caught.value).startswith("there is no metric 'login'; there are: logins, ")


def test_where_there_is_nothing_the_error_says_so():
    with pytest.raises(KeyError, match="there is none"):
        held_to_be_one("fax", [], what="service of visits")


def test_capitals_do_not_matter_to_likeness():
    assert by_likeness("VISITS", ["logins", "visits"]) == ["visits", "logins"]
