"""A table as screen readers and readers need it, read back by a strict parser of HTML."""

import re

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from helsetrend.report.presentation.phrase import Phrase
from helsetrend.report.presentation.table import Column, Table

EVIL = """<script>alert("&'")</script>"""
YEARS = [
    ("2019", "37,2", "", "<a>"),
    ("2020", "–", "ikke publisert", ""),
    ("2021", Phrase("over 140", Markup('<a href="#figure-2">over 140</a>')), "", "b & c"),
]
COLUMNS = [Column("Periode"), Column("Millioner besøk", ","), Column("Merknad"), Column("Kilde")]
ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "thead/tr/th": "columnheader",
    "tbody/tr/th": "rowheader",
    "td": "cell",
}


def parsed(table):
    """Return the box around the table; anything that is not valid HTML is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (box,) = parser.parseFragment(str(table.html))
    return box


def texts(elements):
    return ["".join(element.itertext()) for element in elements]


def padding(cell):
    """Return the extra padding to the right of a cell, in widths of a digit."""
    style = cell.get("style", "")
    found = re.fullmatch(r"padding-right: calc\(var\(--pad\) \+ ([\d.]+)ch\)", style)
    assert bool(found) == bool(style)
    return float(found[1]) if found else 0.0


@pytest.fixture
def plain():
    return parsed(Table("Besøk", COLUMNS, YEARS, frozenset({2})))


@pytest.fixture
def stacked():
    return parsed(Table("Besøk", COLUMNS, YEARS, is_stacked=True))


def test_the_caption_names_the_table_and_the_box_that_scrolls(plain):
    assert texts(plain.findall("table/caption")) == ["Besøk"]
    assert (plain.get("role"), plain.get("aria-label"), plain.get("tabindex")) == ("region", "Besøk", "0")


def test_each_column_and_each_row_has_a_header(plain):
    columns, rows = plain.findall("table/thead/tr/th"), plain.findall("table/tbody/tr")
    assert [(head.get("scope"), text) for head, text in zip(columns, texts(columns), strict=True)] == [
        ("col", "Periode"),
        ("col", "Millioner besøk"),
        ("col", "Merknad"),
        ("col", "Kilde"),
    ]
    assert [[cell.tag for cell in row] for row in rows] == [["th", "td", "td", "td"]] * 3
    assert {row[0].get("scope") for row in rows} == {"row"}


def test_the_cells_hold_what_was_given(plain):
    assert [texts(row) for row in plain.findall("table/tbody/tr")] == [[str(cell) for cell in row] for row in YEARS]
    assert [link.get("href") for link in plain.iter("a")] == ["#figure-2"]


def test_the_columns_of_numbers_are_aligned_and_no_others(plain):
    for row in plain.iter("tr"):
        assert [cell.get("class") for cell in row] == [None, "number", None, None]


def test_only_the_rows_that_matter_are_marked(plain):
    assert [row.get("class") for row in plain.findall("table/tbody/tr")] == [None, None, "marked"]


def test_a_table_that_scrolls_needs_no_roles(plain):
    assert plain.get("class") == "table"
    assert {element.get("role") for element in plain.find("table").iter()} == {None}
    assert {element.get("data-label") for element in plain.iter()} == {None}


@pytest.mark.parametrize(("path", "role"), ROLES.items())
def test_a_stacked_table_keeps_the_roles_of_a_table(path, role, stacked):
    """A browser forgets them where a style sheet turns rows into blocks."""
    assert stacked.get("class") == "table stack"
    assert {element.get("role") for element in stacked.findall(f".//{path}")} == {role}


def test_each_cell_of_a_stacked_table_says_its_column(stacked):
    for row in stacked.findall("table/tbody/tr"):
        assert [cell.get("data-label") for cell in row] == [None, "Millioner besøk", "Merknad", "Kilde"]


@pytest.mark.parametrize("is_stacked", [False, True])
def test_text_from_data_is_never_markup(is_stacked):
    columns = [Column(EVIL), Column(EVIL, ",")]
    box = parsed(Table(EVIL, columns, [(EVIL, EVIL), (Phrase.of(EVIL), EVIL)], is_stacked=is_stacked))
    assert not list(box.iter("script"))
    assert texts([*box.iter("caption"), *box.iter("th"), *box.iter("td")]) == [EVIL] * 7
    assert box.get("aria-label") == EVIL
    assert {cell.get("data-label") for cell in box.iter("td")} == {EVIL if is_stacked else None}


# --- numbers are aligned on their decimal marks


def paddings(cells):
    mark = "." if "." in "".join(cells) else ","
    box = parsed(Table("x", [Column("x"), Column("x", mark)], [("x", cell) for cell in cells]))
    return [padding(cell) for cell in box.iter("td")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # A decimal is 1 wide, the mark half as much.
        (["37,2", "72", "over 140"], [0, 1.5, 1.5]),
        (["37,15 til 37,25", "71,5 til 72,5", "140 til 141"], [0, 1, 2.5]),
        (["37.15 to 37.25", "71.5 to 72.5", "140 to 141"], [0, 1, 2.5]),
        (["over 140", "72"], [0, 0]),
        (["1\u00a0234\u00a0567", "12,5"], [1.5, 0]),
        (["1,234,567", "12.5"], [1.5, 0]),  # a comma before three digits of a whole number is no decimal mark
        (["37,25", "–", ""], [0, 0, 0]),
    ],
    ids=str,
)
def test_a_number_with_fewer_decimals_is_padded(cells, expected):
    assert paddings(cells) == expected


decimal_numbers = st.builds(
    lambda before, whole, decimals: f"{before}{whole}{',' if decimals else ''}{decimals}",
    st.sampled_from(["", "over ", "nærmere ", "70,15 til "]),
    st.integers(0, 999),
    st.text("0123456789", max_size=2),
)


@given(st.lists(decimal_numbers, min_size=1, max_size=6))
@example(["12", "12,5", "12,25"])
def test_all_decimal_marks_are_equally_far_from_the_edge(cells):
    """What stands to the right of the whole number, and the room, are together as wide in each row."""
    ends = [cell.rpartition(" ")[2].partition(",") for cell in cells]
    widths = [
        0.5 * bool(mark) + len(decimals) + room for (_, mark, decimals), room in zip(ends, paddings(cells), strict=True)
    ]
    assert len(set(widths)) == 1
