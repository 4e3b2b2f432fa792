"""W3C extended logs, with the columns that `#Fields:` names."""

import duckdb

from helsetrend.events.readers.formats.lines import lines_of
from helsetrend.events.readers.formats.w3c import w3c_fields, w3c_headers


def rows(tmp_path, content, *names):
    path = tmp_path / "log"
    path.write_text(content, encoding="utf-8")
    connection = duckdb.connect()
    headers = w3c_headers(connection, lines_of(path))
    query = f"SELECT * EXCLUDE (log_text) FROM {w3c_fields(lines_of(path), headers, names)} ORDER BY log_line"
    return connection.execute(query).fetchall()


def test_each_line_is_read_by_the_fields_above_it(tmp_path):
    content = "#Version: 1.0\nlost 1\n#Fields: date c-ip\n2021-12-31 ::1\n#Fields: c-ip date cs-method\n"
    content += "::2 2021-12-30 GET\n::3 2021-12-29\n::4 - GET\n#Fields: c-ip date cs-method\n::5 2021-12-28 GET\n"
    assert rows(tmp_path, content, "date", "c-ip", "cs-method") == [
        (2, True, None, None, None),
        (4, False, "2021-12-31", "::1", None),
        (6, False, "2021-12-30", "::2", "GET"),
        (7, True, "2021-12-29", "::3", None),
        (8, False, None, "::4", "GET"),
        (10, False, "2021-12-28", "::5", "GET"),
    ]


def test_cloudfront_separates_by_tabs(tmp_path):
    content = "#Fields: date time cs(User-Agent)\n2021-12-31\t10:00:00\tan%20agent\n"
    assert rows(tmp_path, content, "time", "cs(User-Agent)") == [(2, False, "10:00:00", "an%20agent")]
