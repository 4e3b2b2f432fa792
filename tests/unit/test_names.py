"""An unknown name is told with those that there are."""

import pytest

from helsetrend.errors import UnknownNameError, by_likeness, check_name


def test_a_name_that_is_known_passes():
    check_name("visits", ["logins", "visits"], kind="metric")


def test_the_error_names_what_there_is_the_nearest_first():
    with pytest.raises(UnknownNameError) as caught:
        check_name("login", ["visits", "persons", "logins"], kind="metric")
    assert str(caught.value).startswith("there is no metric 'login'; there are: logins, ")


def test_where_there_is_nothing_the_error_says_so():
    with pytest.raises(KeyError, match="there is none"):
        check_name("fax", [], kind="service of visits")


def test_capitals_do_not_matter_to_likeness():
    assert by_likeness("VISITS", ["logins", "visits"]) == ["visits", "logins"]
