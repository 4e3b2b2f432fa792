"""Lines in the format of a format string of Apache or nginx."""

import duckdb
import pytest

from helsetrend.events.readers.formats.lines import lines_of
from helsetrend.events.readers.formats.log_format import log_format_fields, names_of, time_form_of

NGINX = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
)
TIME = "10/Oct/2000:13:55:36 -0700"


def rows(tmp_path, log_format, *lines):
    path = tmp_path / "log"
    path.write_text("\n".join(lines), encoding="utf-8")
    columns = "log_broken, host, account, time, method, address, status, agent, forwarded_for"
    return duckdb.sql(
        f"SELECT {columns} FROM {log_format_fields(lines_of(path), log_format)} ORDER BY log_line"
    ).fetchall()


def test_a_host_is_the_same_in_small_and_large_letters(tmp_path):
    found = rows(tmp_path, '%h %t "%r"', *(f'{host} [{TIME}] "GET /A"' for host in ("WWW.Example.no", "2001:DB8::1")))
    assert [(row[1], row[5]) for row in found] == [("www.example.no", "/A"), ("2001:db8::1", "/A")]


@pytest.mark.parametrize(
    ("log_format", "line", "fields"),
    [
        (
            r"%v %h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"",
            f'www.example.no 192.0.2.1 - ola [{TIME}] "GET /a?b=c HTTP/1.1" 200 5 "-" "an agent"',
            ("192.0.2.1", "ola", TIME, "GET", "/a?b=c", "200", "an agent", ""),
        ),
        (
            NGINX + ' "$http_x_forwarded_for" $request_time',
            f'10.0.0.9 - - [{TIME}] "GET /a HTTP/2.0" 304 0 "-" "x" "192.0.2.1, 10.0.0.8" 0.003',
            ("10.0.0.9", "-", TIME, "GET", "/a", "304", "x", "192.0.2.1, 10.0.0.8"),
        ),
        (
            "$time_iso8601|$status|$request_method|$request_uri|$remote_addr",
            "2021-12-31T23:59:59+01:00|200|GET|/a|2001:db8::1",
            ("2001:db8::1", "", "2021-12-31T23:59:59+01:00", "GET", "/a", "200", "", ""),
        ),
        (
            '%{X-Forwarded-For}i %h %m "%U%q" %s %t',
            f'192.0.2.1, 10.0.0.9 10.0.0.8 GET "/a?b=c" 200 [{TIME}]',
            ("10.0.0.8", "", TIME, "GET", "/a?b=c", "200", "", "192.0.2.1, 10.0.0.9"),
        ),
    ],
)
def test_a_line_has_the_fields_that_the_format_names(tmp_path, log_format, line, fields):
    assert rows(tmp_path, log_format, line, "another line")[0] == (False, *fields)
    assert rows(tmp_path, log_format, line, "another line")[1][0] is True


def test_an_escaped_quote_does_not_end_a_field_and_a_word_is_no_address(tmp_path):
    line = rf'192.0.2.1 - - [{TIME}] "GET /\"a HTTP/1.1" 200 5 "-" "an \"agent\""'
    assert rows(tmp_path, NGINX, line)[0][0] is False
    assert rows(tmp_path, NGINX, line.replace("192.0.2.1", "x:y"))[0][0] is True


def test_a_blank_of_the_format_is_one_or_more_and_an_unknown_name_is_not_read(tmp_path):
    line = "1286536308.779    180 192.0.2.1 TCP_MISS/200 GET http://www.example.no/a"
    found = rows(tmp_path, "$msec $elapsed $remote_addr $result/$status $request_method $request_uri", line)
    assert found == [(False, "192.0.2.1", "", "1286536308.779", "GET", "http://www.example.no/a", "200", "", "")]


@pytest.mark.parametrize(
    ("directive", "form", "written"),
    [
        ("%{%Y-%m-%d %H:%M:%S}t", "%Y-%m-%d %H:%M:%S", "2021-12-31 10:00:00"),
        ("[%{%d/%b/%Y %T}t]", "%d/%b/%Y %T", "[31/Dec/2021 10:00:00]"),
        ("%{%s}t", "seconds", "1640941200"),
        ("%{sec}t", "seconds", "1640941200"),
        ("%{msec}t", "milliseconds", "1640941200000"),
        ("%{usec}t", "microseconds", "1640941200000000"),
        ("${msec}", "seconds", "1640941200.000"),
    ],
)
def test_a_time_may_have_a_form_of_its_own(tmp_path, directive, form, written):
    log_format = f'%h {directive} "%r"'
    assert time_form_of(log_format) == form
    found = rows(tmp_path, log_format, f'192.0.2.1 {written} "GET /a"')
    assert (found[0][0], found[0][3]) == (False, written.strip("[]"))


def test_a_format_needs_a_time_and_a_request():
    assert names_of(NGINX)["host"] == "$remote_addr"
    assert (time_form_of(NGINX), time_form_of("$msec $request_uri")) == ("%d/%b/%Y:%H:%M:%S %z", "seconds")
    for without in ("%h %r", "%h %t", "", "%{msec_frac}t %r"):
        with pytest.raises(ValueError, match="with the time and the request"):
            names_of(without)
