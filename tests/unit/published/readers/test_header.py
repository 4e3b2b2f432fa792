"""Which row of which sheet is the header."""

import pytest

from helsetrend.published.languages import known_languages
from helsetrend.published.readers.cells import Cell, Sheet, UnreadableFileError
from helsetrend.published.readers.header import find_header, header_faults
from helsetrend.published.schemas import schema_of_claims, schema_of_figures, schema_of_sources

WORDS = {"metric": "metric", "måltall": "metric", "value": "value", "verdi": "value", "as_printed": "as_printed"}
WORDS |= {"som trykt": "as_printed", "note": "note", "merknad": "note"}
COLUMNS = ["metric", "value", "as_printed", "note"]


def sheet(text, name=""):
    """A sheet from lines of words with bars between them."""
    lines = enumerate(text.splitlines(), start=1)
    return Sheet(name, iter([(row, [Cell(word.strip()) for word in line.split("|")]) for row, line in lines]))


def faults_of(text, name=""):
    header = find_header([sheet(text, name)], WORDS)
    return [(one.row, one.column, one.found, one.cell) for one in header_faults(header, "f", COLUMNS, ["note"])]


@pytest.mark.parametrize(
    ("text", "row", "names"),
    [
        ("metric|value|as_printed", 1, ["metric", "value", "as_printed"]),
        ("Måltall| VERDI |som-trykt", 1, ["metric", "value", "as_printed"]),
        ("METRIC|Value|as printed|Merknad", 1, ["metric", "value", "as_printed", "note"]),
        ("måltall|value|Som_Trykt||", 1, ["metric", "value", "as_printed"]),
        (
            "Tall fra Helsenorge\n\n|metric||value|as_printed\nvisits|1|2|3|4",
            3,
            ["", "metric", "", "value", "as_printed"],
        ),
        ("Value|\nmetric|value|as_printed", 2, ["metric", "value", "as_printed"]),
        ("x\n" * 29 + "metric|value|as_printed", 30, ["metric", "value", "as_printed"]),
        ("metric|value|as_printed\nmetric|value|as_printed", 1, ["metric", "value", "as_printed"]),
    ],
)
def test_the_header_is_the_row_with_most_of_the_words(text, row, names):
    header = find_header([sheet(text)], WORDS)
    assert (header.row, header.names) == (row, names)
    assert header_faults(header, "f", COLUMNS, ["note"]) == []
    assert header.below().rows.tolist() == list(range(row + 1, text.count("\n") + 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metric|value", [(1, "as_printed", "a missing column", "")]),
        ("metric|value|as_printed|year", [(1, "year", "an unknown column", "")]),
        ("metric|value|as_printed|value", [(1, "value", "a repeated column", "")]),
        ("metric|value|as_printed|Verdi", [(1, "value", "a repeated column", "")]),
        ("visits|5|5 besøk\nmetric|value|as_printed", [(1, "", "visits, 5, 5 besøk", "")]),
        ("metric|value\nvisits|5\nmetric|value|as_printed|note", [(1, "", "metric, value", "")]),
    ],
)
def test_a_fault_of_the_header_is_reported(text, expected):
    assert faults_of(text) == expected


def test_the_faults_of_a_sheet_name_the_cell():
    assert faults_of("x\n\nmetric|år|value|metric", "Tall") == [
        (3, "år", "an unknown column", "Tall!B3"),
        (3, "metric", "a repeated column", "Tall!A3"),
        (3, "as_printed", "a missing column", "Tall!3:3"),
    ]


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        ([("", "")], "an empty file"),
        ([("", "a|b\nc")], "not a header: a, b"),
        ([("", "value|b")], "not a header: value, b"),
        ([("", "x\n" * 30 + "metric|value|as_printed")], "not a header: x"),
        ([("A", "a"), ("B", "b")], "no header in the sheets A, B"),
        ([("A", "metric|value"), ("B", "x"), ("C", "metric|value|note")], "headers in the sheets A and C"),
    ],
)
def test_without_one_header_there_is_no_table(sheets, found):
    with pytest.raises(UnreadableFileError) as caught:
        find_header([sheet(text, name) for name, text in sheets], WORDS)
    assert caught.value.found == found


def test_of_several_ways_to_read_a_text_the_one_with_most_headers_is_taken():
    ways = [sheet("metric;value;as_printed"), sheet("metric|value|as_printed"), sheet("metric|value")]
    assert find_header(ways, WORDS).sheet is ways[1]


def broken(text):
    """A sheet that cannot be read on after the text."""

    def rows():
        yield from sheet(text).rows
        raise UnreadableFileError("broken", "whole", 7)

    return Sheet("", rows())


def test_an_error_below_the_header_is_reported_when_it_is_reached():
    header = find_header([broken("metric|value|note\nx")], WORDS)
    with pytest.raises(UnreadableFileError, match="broken"):
        header.below()


def test_an_error_in_the_way_that_is_not_taken_is_none():
    header = find_header([broken("metric|value"), sheet("metric|value|note\nx")], WORDS)
    assert header.below().rows.tolist() == [2]


def test_an_error_before_a_header_is_found_is_reported():
    with pytest.raises(UnreadableFileError, match="broken"):
        find_header([broken("x")], WORDS)


def test_no_column_has_a_name_with_a_digit_as_cells_with_digits_are_not_looked_up():
    languages = known_languages()
    schemas = [
        schema_of_figures(None, None, languages=languages),
        schema_of_sources(languages=languages),
        schema_of_claims(None, None, languages=languages),
    ]
    words = {word for schema in schemas for word in (*schema.columns, *schema.headers)}
    assert {"as_printed", "kilde"} <= {word.lower() for word in words}
    assert not [word for word in words if any(letter.isdigit() for letter in word)]
