"""Lines of text logs, split by the SQL."""

import duckdb
import pytest

from helsetrend.events.readers.lines import access_fields, csv_fields, csv_parts, json_fields, lines_of
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


def rows(tmp_path, content, fields):
    path = tmp_path / "log"
    path.write_bytes(content)
    return duckdb.sql(f"SELECT * FROM {fields(lines_of(str(path)))} ORDER BY line").fetchall()


def test_csv_has_a_row_a_line_with_its_number_and_whether_it_has_all_fields(tmp_path):
    found = rows(tmp_path, b"x,y\n1,2\n\n3\n", lambda lines: csv_fields(lines, ["x", 'y "z"'], ",", after=1))
    assert found == [(2, 3, False, "1", "2"), (4, 1, True, "3", None)]


def test_json_has_fields_of_fields_and_a_line_is_an_object(tmp_path):
    content = b'{"a": {"b": 7}}\n[1]\n{"a": 1'
    found = rows(tmp_path, content, lambda lines: json_fields(lines, ["a.b", "c"]))
    assert [(line, is_broken, value, other) for line, _, is_broken, value, other in found] == [
        (1, False, "7", None),
        (2, True, None, None),
        (3, True, None, None),
    ]


def test_the_fields_of_an_access_log_may_have_escaped_quotes_and_a_request_no_protocol(tmp_path):
    content = (
        rb'::1 - ola [10/Oct/2000:13:55:36 -0700] "GET /a\"b HTTP/1.0" 200 5 "-" "an \"agent\""' + b"\n"
        rb'::1 - - [10/Oct/2000:13:55:36 -0700] "GET /old" 404 5 "-" "x"' + b"\nnothing like it\n"
    )
    found = rows(tmp_path, content, lambda lines: access_fields(lines, has_agent=True))
    time = "10/Oct/2000:13:55:36 -0700"
    assert [row[2:] for row in found[:2]] == [
        (False, "::1", "ola", time, "GET", '/a"b', 200, 'an "agent"'),
        (False, "::1", "-", time, "GET", "/old", 404, "x"),
    ]
    assert found[2][2] is True
