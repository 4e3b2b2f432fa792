"""Patterns of page addresses, as SQL that is run."""

import duckdb
import pytest

from helsetrend.events.readers.pages import matches, path_of, quoted, service_of


def value(sql):
    return duckdb.sql(f"SELECT {sql}").fetchall()[0][0]


@pytest.mark.parametrize(
    ("pattern", "page", "is_match"),
    [
        ("/meldinger", "/meldinger", True),
        ("/meldinger", "/meldinger/1", False),
        ("/meldinger*", "/meldinger/1", True),
        ("*.css", "/a/style.css", True),
        ("/?", "/a", True),
        ("/?", "/ab", False),
        ("/100%", "/100%", True),
        ("/100%*", "/100 kr", False),
        ("/a_b*", "/a_b/c", True),
        ("/a_b*", "/axb/c", False),
        ("/a^b*", "/a^b/c", True),
        ("/d'or*", "/d'or", True),
    ],
)
def test_a_star_is_any_characters_a_question_mark_one_and_the_rest_itself(pattern, page, is_match):
    assert value(matches(quoted(page), [pattern])) == is_match
    assert value(matches(quoted(page), ["/other", pattern])) == is_match


def test_no_pattern_matches_nothing():
    assert value(matches("'/'", [])) is False


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://www.example.no/meldinger/1?a=b#c", "/meldinger/1"),
        ("/meldinger?next=https://x.no/", "/meldinger"),
        ("https://www.example.no", "/"),
        ("#top", "/"),
        ("", "/"),
    ],
)
def test_the_path_of_an_address_has_no_origin_and_no_query(address, path):
    assert value(path_of(quoted(address))) == path


def test_a_page_is_of_the_first_service_with_a_pattern_for_it():
    services = {"new": ["/meldinger/ny"], "messages": ["/meldinger*"]}
    pages = ("/meldinger/ny", "/meldinger/1", "/")
    assert [value(service_of(quoted(page), services)) for page in pages] == ["new", "messages", None]
    assert value(service_of("'/'", {})) is None
