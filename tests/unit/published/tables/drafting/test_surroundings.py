"""What a draft takes from the lines around a table, in the ways in which statistics pages write them."""

import pytest

from helsetrend.published.tables.drafting.surroundings import scale_of, surroundings_of


def around(*lines, above=(), cells=()):
    return surroundings_of(above, lines, cells)


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("Thousands", 1_000),
        ("Figures in thousands", 1_000),
        ("Tall i tusen. Publisert: 15.03.2024", 1_000),
        ("1 000 besøk", 1_000),
        ("Use of the portal (millions)", 1_000_000),
        ("Mill. kroner", 1_000_000),
        ("1 000 000", 1_000_000),
        ("The 1 000 services that are used most", 1),
        ("A portal for millions of residents", 1),
        ("Visits by quarter", 1),
    ],
)
def test_the_scale_of_a_table_is_a_line_of_its_own_or_stands_in_brackets(line, scale):
    assert around(above=["Use", line]).scale == scale
    assert around(line).scale == 1  # below a table it is said of something else


@pytest.mark.parametrize(
    ("header", "scale"),
    [("Logins (1 000)", 1_000), ("Logins, thousands", 1_000), ("Visits, millions", 1_000_000), ("Besøk", 1)],
)
def test_a_header_may_say_its_scale_anywhere(header, scale):
    assert scale_of(header) == scale


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 15 March 2024", "2024-03-15"),
        ("Released: 2024-03-15.", "2024-03-15"),
        ("Sist oppdatert 15.03.2024 kl. 08.00", "2024-03-15"),
        ("Source: The Agency. Updated March 2024", "2024-03"),
        ("Published every year", ""),
        ("15 March 2024", ""),
    ],
)
def test_the_date_is_where_it_is_said_to_be_one(line, published):
    assert around(line).published == published


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Source: The Agency, register of use", "The Agency"),
        ("Kilde: Helsedirektoratet.", "Helsedirektoratet"),
        ("Kjelde: Etaten https://x.example/tabell", "Etaten"),
        ("Open source: a list", ""),
    ],
)
def test_the_publisher_is_the_source_that_a_line_names(line, publisher):
    assert around(line).publisher == publisher


def test_the_title_is_the_first_line_that_says_nothing_else():
    lines = ["Published 2024-03-15", "Thousands", "Table 4.2: Use of the portal", "By service"]
    assert around(above=lines).title == "Use of the portal"
    assert around(above=["Tabell 3 Besøk"]).title == "Besøk"
    assert around(above=["13045: Bruk av nettjenester, etter tjeneste og år"]).title.startswith("Bruk av nettjenester")
    assert around(above=["Table 2: Visits by service [note 1][note 2]"]).title == "Visits by service"
    assert around(above=["Tabell 3. Bruk av nettjenester. 1 000"]).title == "Bruk av nettjenester"
    assert around("Source: x", above=["Thousands"]).title == ""


def test_a_link_is_the_address():
    assert around("See https://x.example/table?id=4.").address == "https://x.example/table?id=4"


@pytest.mark.parametrize(
    ("lines", "cells", "marks"),
    [
        (
            ["b = break in series; p = provisional; : = not available"],
            ["12 b", ":", "14 p"],
            {"b": "break", "p": "provisional", ":": "not_available"},
        ),
        (["e: estimated, p: provisional"], ["12e"], {"e": "estimated"}),
        (["* Foreløpige tall", "² Brudd i tidsserien"], ["1*", "1 100²"], {"*": "provisional", "²": "break"}),
        (["1) Counted in a new way"], ["12 1)", "13"], {"1)": "note"}),
        (["[u] low reliability", "[c] confidential"], ["12 [u]", "[c]"], {"[u]": "unreliable"}),
        ([".. Tall mangler", "x = revised"], ["..", "12"], {}),
        (["A note on the whole table"], ["12 A"], {}),
    ],
)
def test_a_legend_says_what_the_marks_in_the_table_mean(lines, cells, marks):
    """Marks that stand nowhere, and signs that mean what they always do, need no word in tables.toml."""
    assert around(*lines, cells=cells).marks == marks
