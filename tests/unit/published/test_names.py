"""Names of metrics and services in the words of the screen, and what is said of names that there are not."""

import pytest
from frozen import PUBLISHED

import helsetrend as ht
from helsetrend.published import series_named

CATALOGUE = PUBLISHED.catalogue


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("visits", ("visits", "")),
        ("besøk", ("visits", "")),
        ("Besøk på Helsenorge", ("visits", "")),
        ("Visits to Helsenorge", ("visits", "")),
        ("INNLOGGINGER", ("logins", "")),
        ("service visits", ("service_visits", "")),
        ("Meldinger", ("service_visits", "messages")),
        ("Messages", ("service_visits", "messages")),
        ("service_visits:messages", ("service_visits", "messages")),
    ],
)
def test_a_name_on_the_screen_is_that_of_its_series(name, series):
    assert series_named(CATALOGUE, name) == series


def test_a_service_is_found_by_its_name_too():
    assert series_named(CATALOGUE, "service_visits", "Meldinger") == ("service_visits", "messages")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Meldinge", "service_visits:messages (Meldinger"),
        ("besøkene", "visits (Besøk)"),
        ("visit", "visits, "),
        ("Andel besøk", "mobile_share_of_visits (Andel besøk fra mobil)"),
    ],
)
def test_the_names_most_like_a_wrong_one_come_first(name, first):
    with pytest.raises(ht.UnknownNameError) as caught:
        series_named(CATALOGUE, name)
    assert str(caught.value).startswith(f"there is no metric {name!r}; there are: {first}")


@pytest.mark.parametrize("name", [5, None, 2.5, ["visits"], {}])
def test_what_is_no_text_is_no_name(name):
    with pytest.raises(TypeError, match="is not the name of a metric; allowed: a text such as 'visits'"):
        series_named(CATALOGUE, name)
