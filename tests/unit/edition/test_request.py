"""What was asked is told to others, but for what is named like a secret."""

import pytest

from helsetrend.edition.parameters import Request

ASKED = {"year": 2021, "first_year": None, "as_of": None}


@pytest.mark.parametrize("name", ["token", "API_KEY", "my_passord", "client-secret"])
def test_the_value_of_a_secret_is_not_told(name):
    request = Request(2021, others={name: "hunter2", "region": "0301"})
    assert request.values == {**ASKED, name: "…", "region": "0301"}
    assert request.others[name] == "hunter2"
