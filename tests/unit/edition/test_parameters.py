"""Parameters that a notebook has besides its own three: typed by their defaults, text stays text, no secrets."""

import pytest
from madeup import known_of
from places import DATA

from helsetrend.edition.parameters import ParameterError, checked_parameters
from helsetrend.edition.request import Request
from helsetrend.events.counts_file import read_counts
from helsetrend.published.folder import read_published

DEFAULTS = {
    "year": 2021, "first_year": 2019, "as_of": "newest",
    "place": "0000", "language": "nb", "most": 10, "share": 0.5, "is_draft": False, "api_token": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def check():
    published, counts = read_published(DATA), read_counts(DATA)
    return lambda **others: checked_parameters(Request(others=others), DEFAULTS, published, counts).others


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("place", "0301", "0301"),
        ("place", "1e3", "1e3"),
        ("language", "no", "no"),
        ("language", "null", "null"),
        ("most", "0301", 301),
        ("share", "0.25", 0.25),
        ("is_draft", "true", True),
        ("is_draft", "false", False),
    ],
)
def test_a_value_has_the_type_of_its_default_and_text_stays_text(name, text, value, check):
    found = check(**{name: text})[name]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("most", "many", "most 'many'; allowed: a value such as 10"),
        ("share", "0,5", "share '0,5'; allowed: a value such as 0.5"),
        ("is_draft", "yes", "is_draft 'yes'; allowed: true, false"),
        ("lanugage", "nb", "there is no parameter 'lanugage'; the nearest is language"),
        ("api_token", "hunter2", "'api_token' is named like a secret"),
    ],
)
def test_a_parameter_of_the_wrong_type_unknown_or_named_like_a_secret_is_refused(name, text, message, check):
    with pytest.raises(ParameterError) as raised:
        check(**{name: text})
    assert message in str(raised.value)
    assert "hunter2" not in str(raised.value)


ASKED = {"year": 2021, "first_year": None, "as_of": None}


@pytest.mark.parametrize("name", ["token", "API_KEY", "my_passord", "client-secret"])
def test_the_value_of_a_secret_is_hidden(name):
    request = Request(2021, others={name: "hunter2", "region": "0301"})
    assert request.values == {**ASKED, name: "…", "region": "0301"}
    assert request.others[name] == "hunter2"


def test_years_that_start_in_august_are_called_by_the_year_they_end_in():
    """Of 2019/20 and 2020/21 the last one stands under 2021, and there is none under 2019."""
    figures = "visits  2019/20  400\nvisits  2020/21  440"
    published = known_of({"visits": {"year_starts": "08-01"}}, figures).published
    counts = read_counts(DATA)
    found = checked_parameters(Request(), DEFAULTS, published, counts)
    assert (found.first_year, found.year) == (2020, 2021)
    with pytest.raises(ParameterError, match="allowed: 2020, 2021"):
        checked_parameters(Request(year=2019), DEFAULTS, published, counts)
