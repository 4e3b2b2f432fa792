"""Access logs, split by the SQL: what may stand before a line, and what makes it unreadable."""

import duckdb
import pytest

from helsetrend.events.readers.formats.access import access_fields
from helsetrend.events.readers.formats.lines import lines_of

TIME = "10/Oct/2000:13:55:36 -0700"


def rows(tmp_path, *lines, has_agent=True):
    path = tmp_path / "log"
    path.write_text("\n".join(lines), encoding="utf-8")
    columns = "log_broken, host, account, time, method, address, status, agent, forwarded_for"
    fields = access_fields(lines_of(path), has_agent=has_agent)
    return duckdb.sql(f"SELECT {columns} FROM {fields} ORDER BY log_line").fetchall()


def test_the_fields_may_have_escaped_quotes_and_a_request_no_protocol(tmp_path):
    found = rows(
        tmp_path,
        rf'::1 - ola [{TIME}] "GET /a\"b HTTP/1.0" 200 5 "-" "an \"agent\""',
        f'::1 - - [{TIME}] "GET /old" 404 5 "-" "x"',
        "nothing like it",
    )
    assert found[:2] == [
        (False, "::1", "ola", TIME, "GET", '/a"b', "200", 'an "agent"', "::1"),
        (False, "::1", "-", TIME, "GET", "/old", "404", "x", "::1"),
    ]
    assert found[2][0] is True


def test_a_quote_in_a_request_as_old_servers_write_it_does_not_end_the_request(tmp_path):
    lines = [f'h.x - - [{TIME}] "GET /{path}" 200 5' for path in ('a"b HTTP/1.0', 'a"', 'a"b"c HTTP/1.0')]
    found = rows(tmp_path, *lines, has_agent=False)
    assert [row[:1] + row[4:7] for row in found] == [
        (False, "GET", f"/{path}", "200") for path in ('a"b', 'a"', 'a"b"c')
    ]
    found = rows(tmp_path, *(f'{line} "-" "x"' for line in lines), f'{lines[0]} "-" "x')
    assert [(row[0], row[7]) for row in found] == [(False, "x")] * 3 + [(True, "x")]


@pytest.mark.parametrize("referer", ['http://x/?q="a"', '"', '" x', 'a""b', "-"])
def test_a_quote_in_a_referer_as_old_servers_write_it_does_not_shift_the_agent(tmp_path, referer):
    line = f'192.0.2.1 - - [{TIME}] "GET / HTTP/1.1" 200 5 "{referer}" "an agent"'
    found = rows(tmp_path, line, f'{line} "192.0.2.7, 10.0.0.9"', f"{line} 0.003", line[:-3])
    assert [(broken, agent) for broken, *_, agent, _ in found] == [(False, "an agent")] * 3 + [(True, found[3][7])]
    assert [row[-1] for row in found[:3]] == ["192.0.2.1", "192.0.2.7, 10.0.0.9", "192.0.2.1"]


REST = f'- - [{TIME}] "GET / HTTP/1.1" 200 5 "-" "x"'


@pytest.mark.parametrize(
    "before",
    [
        "",
        "www.example.no:443 ",
        "www.example.no ",
        "2021-12-31 ",
        "2021-12-31T23:59:59Z ",
        "2021-12-31T23:59:59.123456789+01:00 stdout F ",
        "2021-12-31T23:59:59.123Z web-1 nginx: ",
        "Dec 31 23:59:59 web1 nginx: ",
        "Dec  1 23:59:59 web1 nginx[123]: ",
        "<134>Dec  1 23:59:59 web1 nginx: ",
        "<134>1 2021-12-31T23:59:59Z web1 nginx 12 - - ",
        "[pid 1] ",
        "web-1  | ",
        "web-1  | 2021-12-31T23:59:59Z ",
    ],
)
@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_what_is_known_before_a_line_is_passed_over(tmp_path, before, host):
    assert rows(tmp_path, f"{before}{host} {REST}")[0][:3] == (False, host, "-")


@pytest.mark.parametrize(
    "line",
    [
        f"something else 192.0.2.1 {REST}",
        f"10.0.0.9 192.0.2.1 {REST}",
        f"10.0.0.9 - 192.0.2.1 {REST}",
        f"web1|192.0.2.1 {REST}",
        f"unix: {REST}",
        f"- {REST}",
        f"17 {REST}",
        f'192.0.2.1 - - [{TIME}] "GET / HTTP/1.1" abc 5 "-" "x"',
        f'192.0.2.1 - [{TIME}] "GET / HTTP/1.1" 200 5 "-" "x"',
        f'192.0.2.1 - - {TIME} "GET / HTTP/1.1" 200 5 "-" "x"',
        f'{{"log": "192.0.2.1 {REST}"}}',
    ],
)
def test_a_line_of_another_shape_is_unreadable(tmp_path, line):
    assert rows(tmp_path, line)[0][0] is True


@pytest.mark.parametrize(
    ("start", "host", "account"),
    [
        ("client7.example.no - - ", "client7.example.no", "-"),
        ("Client7.Example.NO - - ", "client7.example.no", "-"),
        ("***.example.no - - ", "***.example.no", "-"),
        ("localhost - ola ", "localhost", "ola"),
        ("192.0.2.1 - Ola Nordmann ", "192.0.2.1", "Ola Nordmann"),
        ("www.example.no 192.0.2.1 - Ola Nordmann ", "192.0.2.1", "Ola Nordmann"),
    ],
)
def test_a_host_may_be_a_name_and_an_account_have_spaces(tmp_path, start, host, account):
    line = f'{start}[{TIME}] "GET / HTTP/1.1" 200 5 "-" "x"'
    assert rows(tmp_path, line)[0][:3] == (False, host, account)


def test_the_list_of_addresses_is_at_the_host_or_after_the_agent(tmp_path):
    found = rows(
        tmp_path, f"192.0.2.1, 10.0.0.9 {REST}", f'10.0.0.9 {REST} "192.0.2.1, 10.0.0.8"', f'10.0.0.9 {REST} "-"'
    )
    assert [row[-1] for row in found] == ["192.0.2.1, 10.0.0.9", "192.0.2.1, 10.0.0.8", "10.0.0.9"]
    assert [row[1] for row in found] == ["192.0.2.1, 10.0.0.9", "10.0.0.9", "10.0.0.9"]
