"""Fields of JSON, reached by the SQL."""

import duckdb
import pytest

from helsetrend.events.readers.formats.json import json_fields, json_text
from helsetrend.events.readers.formats.lines import lines_of
from helsetrend.events.readers.pages import quoted


def test_json_has_fields_of_fields_and_a_line_is_an_object(tmp_path):
    path = tmp_path / "log"
    path.write_bytes(b'{"a": {"b": 7}}\n[1]\n{"a": 1')
    found = duckdb.sql(f"SELECT * FROM {json_fields(lines_of(path), ['a.b', 'c'])} ORDER BY log_line").fetchall()
    assert found == [
        (1, False, '{"a": {"b": 7}}', "7", None),
        (2, True, "[1]", None, None),
        (3, True, '{"a": 1', None, None),
    ]


GA4 = (
    '[{"key": "id", "value": {"int_value": "7"}}, {"key": "page", "value": {"string_value": "/x", "int_value": null}}]'
)


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        ('{"a": {"b": "x"}}', "a.b", "x"),
        ('{"a.b": "x"}', "a.b", "x"),
        ('{"a": {"b.c": "x"}}', "a.b", None),
        ('{"a": null}', "a", None),
        ('{"a": 7.5}', "a", "7.5"),
        ('{"h": {"User-Agent": ["x", "y"]}}', "h.User-Agent[0]", "x"),
        ('{"h": {"User-Agent": ["x", "y"]}}', "h.User-Agent[1]", "y"),
        ('{"h": {}}', "h.User-Agent[0]", None),
        (f'{{"params": {GA4}}}', "params[page]", "/x"),
        (f'{{"params": {GA4}}}', "params[id]", "7"),
        (f'{{"params": {GA4}}}', "params[other]", None),
        (f'{{"params": {GA4}}}', "params[page].value.string_value", "/x"),
        ('{"params": [{"name": "page", "value": "/x"}]}', "params[page]", "/x"),
        ('{"a": ["x", "y"]}', "a", '["x","y"]'),
    ],
)
def test_a_path_leads_to_a_text(content, path, expected):
    assert duckdb.sql(f"SELECT {json_text(f'CAST({quoted(content)} AS JSON)', path)}").fetchall()[0][0] == expected
