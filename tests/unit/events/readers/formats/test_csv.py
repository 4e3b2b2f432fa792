"""Lines of CSV, split by the SQL, and records that go over several lines."""

import duckdb
import pytest

from helsetrend.events.readers.formats.csv import Records, csv_fields, csv_parts, numbers_of
from helsetrend.events.readers.formats.lines import lines_of
from helsetrend.events.readers.pages import quoted


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("a,b,c", ["a", "b", "c"]),
        ("a,,", ["a", "", ""]),
        ('a,"b,c",d', ["a", "b,c", "d"]),
        ('"say ""hi""",b', ['say "hi"', "b"]),
        ('a,"",c', ["a", "", "c"]),
        ('a,b"c', ["a", 'b"c']),
        ('a,"b', None),
        ('"a"b,c', None),
    ],
)
def test_a_line_of_csv_has_fields_unless_a_quote_is_wrong(line, fields):
    for delimiter in ",|;\t":
        text = line.replace(",", delimiter)
        expected = fields and [field.replace(",", delimiter) for field in fields]
        assert duckdb.sql(f"SELECT {csv_parts(quoted(text), delimiter)}").fetchall()[0] == (expected,)


def rows(tmp_path, content, **arguments):
    path = tmp_path / "log"
    path.write_text(content, encoding="utf-8")
    return duckdb.sql(f"SELECT * FROM {csv_fields(lines_of(path), **arguments)} ORDER BY log_line").fetchall()


def test_a_control_character_does_not_end_a_line(tmp_path):
    """DuckDB needs a delimiter to read lines; what stands behind it would be dropped without a word."""
    found = rows(tmp_path, "a,\x01x\nb,y\n", header=["u", "p"], delimiter=",", names=["u", "p"])
    assert [row[3:] for row in found] == [("a", "\x01x"), ("b", "y")]


def test_csv_has_a_row_a_line_with_its_number_and_whether_it_has_all_fields(tmp_path):
    names = ["x", 'y "z"']
    found = rows(tmp_path, "x,y\n1,2\n\n3\n", header=names, delimiter=",", names=names, after=1)
    assert found == [(2, False, "1,2", "1", "2"), (4, True, "3", "3", None)]


def test_numbered_columns_make_a_row_for_each_number_that_has_a_value(tmp_path):
    header = ["who", "act_0_url", "act_1_url", "act_10_url", "act_0_at", "act_10_at"]
    names = ["who", "act_*_url", "act_*_at"]
    content = "a,/1,,/3,10,30\nb,,,,,\nc,/2\n"
    assert numbers_of(names[1:], header) == ["0", "1", "10"]
    found = rows(tmp_path, content, header=header, delimiter=",", names=names)
    assert [(line, is_broken, *cells) for line, is_broken, _, *cells in found] == [
        (1, False, "a", "/1", "10"),
        (1, False, "a", "/3", "30"),
        (3, True, "c", None, None),
    ]


def joined(*lines):
    return [line.decode().rstrip("\n") for line in Records().joined(iter(f"{line}\n".encode() for line in lines))]


def test_a_record_over_several_lines_becomes_one_and_the_lines_keep_their_numbers():
    """A field in quotes may hold the end of a line, so what follows is no event of its own."""
    assert joined("user,page", 'a,"x', 'injected,y"', "b,z") == ["user,page", 'a,"x injected,y"', "", "b,z"]
    assert joined("user,page", 'a,"x', "", 'y ""z"', "b,z") == ["user,page", 'a,"x  y ""z"', "", "", "b,z"]


def test_a_quote_that_is_not_closed_rightly_is_a_fault_of_its_line_alone():
    lines = ["user,page", '"a,x', 'b,"y",z', "c,d"]
    assert joined(*lines) == lines
    assert joined("u,p", 'a,"x', "b,y") == ["u,p", 'a,"x', "b,y"]
    assert joined("u,p", 'a,b"c', 'd,e"f') == ["u,p", 'a,b"c', 'd,e"f']
