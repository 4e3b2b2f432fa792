"""Whole counts of logs as people have them: what was counted wrongly without a word must be right, or told.

Each log is small enough to count by hand; the count beside it was.
"""

import json

import duckdb
import pytest

import helsetrend as ht
from helsetrend.errors import DataError

ACCESS = 'format = "combined"\n[access]\nleave_out_robots = false\n'
TABLE = '[columns]\nuser = "user"\ntime = "time"\n'
PAGES = f'{TABLE}page = "page"\n[services]\nmessages = ["/m*"]\n'


def counted(tmp_path, mapping, *, max_bad=0.0, **files):
    """Return the counts of 2021 of a log by (metric, service); `files` are named without their ending."""
    (tmp_path / "events.toml").write_text(mapping, encoding="utf-8")
    folder = tmp_path / "log"
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / name.replace("__", ".")).write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = ht.count_events(folder, tmp_path / "events.toml", max_bad=max_bad)
    of_year = table[table["period"] == "2021"]
    return {
        (metric, service) if service else metric: value
        for metric, service, value in zip(of_year["metric"], of_year["service"], of_year["value"], strict=True)
    }


def request(host, minute, *, before="", page="/m", agent="x", account="-"):
    time = f"[31/Dec/2021:1{minute // 60}:{minute % 60:02d}:00 +0100]"
    return f'{before}{host} - {account} {time} "GET {page} HTTP/1.1" 200 5 "-" "{agent}"'


# Two users, of whom one comes again after 40 minutes: three visits.
REQUESTS = [("192.0.2.1", 0), ("192.0.2.7", 5), ("192.0.2.1", 40)]
THREE = {"visits": 3, "persons": 2}


@pytest.mark.parametrize(
    "before", ["", "www.example.no:443 ", "2021-12-31 ", "Dec 31 10:00:00 web1 nginx[7]: ", "[pid 1] ", "web-1 | "]
)
def test_what_stands_before_the_host_is_not_the_user(tmp_path, before):
    lines = [request(host, minute, before=before) for host, minute in REQUESTS]
    assert counted(tmp_path, ACCESS, access__log=lines) == THREE


def test_what_is_not_known_before_the_host_makes_unreadable_lines_that_are_told(tmp_path):
    lines = [request(host, minute, before="node=7; ") for host, minute in REQUESTS]
    with pytest.raises(DataError) as error:
        counted(tmp_path, ACCESS, access__log=lines, max_bad=1)
    message = str(error.value)
    assert "log: no event that counts in 3 rows; expected a log with events" in message
    assert "access.log, rows 1 to 3: unreadable, of the shape a=9; 999.9.9.9 - - [99/a/9999:99:99:99 +9999]" in message
    assert "192.0.2" not in message


@pytest.mark.parametrize(
    ("trusted", "client"),
    [("", "a"), ('trusted_proxies = ["10.0.0.0/8", "fd00::/16"]\n', "b")],
    ids=["first", "trusted"],
)
def test_the_client_of_a_list_of_addresses_is_found_by_a_stated_rule(tmp_path, trusted, client):
    """The first address can be made up by the client; the one before the trusted proxies cannot."""
    lists = {"a": ["192.0.2.1, 10.0.0.9", "192.0.2.1, 10.0.0.8"], "b": ["9.9.9.9, 192.0.2.1, 10.0.0.9, fd00::1"]}
    lines = [request(hosts, minute) for minute, hosts in enumerate([*lists[client], "192.0.2.1"])]
    assert counted(tmp_path, f'{ACCESS}user = "forwarded_for"\n{trusted}', access__log=lines)["persons"] == 1


def test_a_list_of_addresses_is_no_user_where_no_rule_is_stated(tmp_path):
    lines = [request("192.0.2.1, 10.0.0.9", 0), request("192.0.2.1", 1)]
    with pytest.raises(DataError, match=r"several users, of the shape 999\.9\.9\.9, 99\.9\.9\.9"):
        counted(tmp_path, ACCESS, access__log=lines)
    assert counted(tmp_path, ACCESS, access__log=lines, max_bad=0.5) == {"visits": 1, "persons": 1}


def test_a_list_of_addresses_in_json_is_read_by_the_same_rule(tmp_path):
    rows = [
        {"user": "10.0.0.9", "xff": "192.0.2.1, 10.0.0.8"},
        {"user": "10.0.0.9", "xff": ["192.0.2.1", "10.0.0.7"]},
        {"user": "192.0.2.1", "xff": None},
        {"user": "192.0.2.1"},
    ]
    lines = [json.dumps({**row, "time": f"2021-12-31T10:0{minute}:00Z"}) for minute, row in enumerate(rows)]
    mapping = f'format = "jsonl"\n{TABLE}forwarded_for = "xff"\n'
    assert counted(tmp_path, mapping, log__jsonl=lines) == {"visits": 1, "persons": 1}


@pytest.mark.parametrize("name", ["usr", "actor.ident", "params[user]"])
def test_a_field_that_no_line_has_is_an_error_that_names_what_the_lines_have(tmp_path, name):
    line = {"user": "secret-1", "actor": {"id": "secret-2"}, "time": "2021-12-31T10:00:00Z", "secret-3@x.no": 1}
    mapping = f'format = "jsonl"\n[columns]\nuser = "user"\ntime = "time"\npage = "{name}"\n'
    with pytest.raises(DataError) as error:
        counted(tmp_path, mapping, log__jsonl=[json.dumps(line)] * 3)
    assert f"log, {name}: no row has this field; expected a field such as user, actor, time, actor.id" in str(
        error.value
    )
    assert "secret" not in str(error.value)


def test_a_field_that_some_lines_have_is_read(tmp_path):
    lines = [
        '{"user": "a", "time": "2021-12-31T10:00:00Z"}',
        '{"user": "a", "time": "2021-12-31T10:00:01Z", "page": "/m"}',
    ]
    found = counted(tmp_path, f'format = "jsonl"\n{PAGES}', log__jsonl=lines)
    assert found == {"visits": 1, ("service_visits", "messages"): 1, "persons": 1}


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0]])
def test_users_are_text_whatever_the_types_and_the_order_of_the_files(tmp_path, order):
    """7 in four types is one user; "007", 1.5 and two large numbers are others."""
    columns = [
        ("BIGINT", "7, 9007199254740993"),
        ("VARCHAR", "'7', '007', ' 7 ', '9007199254740993'"),
        ("DOUBLE", "7, 1.5"),
        ("DECIMAL(38, 0)", "7, 12345678901234567890123"),
    ]
    (tmp_path / "log").mkdir()
    for name, place in zip("abcd", order, strict=True):
        kind, users = columns[place]
        values = ", ".join(f"(CAST({user} AS {kind}))" for user in users.split(", "))
        query = f'SELECT "user", \'2021-12-31T10:00:00Z\' AS time FROM (VALUES {values}) AS row("user")'
        duckdb.sql(query).write_parquet(str(tmp_path / "log" / f"{name}.parquet"))
    found = counted(tmp_path, f'format = "parquet"\n{TABLE}')
    assert found == {"visits": 5, "persons": 5}  # 7, 007, 1.5, 9007199254740993, 12345678901234567890123


def test_a_number_that_stands_for_several_users_is_no_user(tmp_path):
    (tmp_path / "log").mkdir()
    values = "(CAST(9007199254740993 AS DOUBLE)), (CAST(1 AS DOUBLE))"
    query = f'SELECT "user", \'2021-12-31T10:00:00Z\' AS time FROM (VALUES {values}) AS row("user")'
    duckdb.sql(query).write_parquet(str(tmp_path / "log" / "a.parquet"))
    assert counted(tmp_path, f'format = "parquet"\n{TABLE}', max_bad=0.5)["persons"] == 1


def test_a_quoted_end_of_line_does_not_make_an_event(tmp_path):
    lines = ["user,time,page", 'a,2021-12-31T10:00:00Z,"/m', 'injected,2021-12-31T10:00:00Z,/m"']
    mapping = f'format = "csv"\n{PAGES}'
    found = {"visits": 1, ("service_visits", "messages"): 1, "persons": 1}
    assert counted(tmp_path, mapping, log__csv=lines) == found


def test_pages_with_another_query_are_not_identical(tmp_path):
    """Two views of a search, one of them logged twice: two views in one visit."""
    lines = ["user,time,page", *[f"a,2021-12-31T10:00:00Z,/m?q={query}" for query in (1, 2, 2)]]
    counted(tmp_path, f'format = "csv"\n{PAGES}', log__csv=lines)
    lengths = ht.visit_lengths(tmp_path / "log", tmp_path / "events.toml")
    assert lengths.loc["2021", "events_per_visit"] == 2


@pytest.mark.parametrize("nobody", ["", " ", "-", "null", "NULL", "None", "undefined"])
def test_a_word_for_nobody_is_no_user(tmp_path, nobody):
    lines = ["user,time", "a,2021-12-31T10:00:00Z", f"{nobody},2021-12-31T10:00:00Z"]
    with pytest.raises(DataError, match="no user"):
        counted(tmp_path, f'format = "csv"\n{TABLE}', log__csv=lines)
    assert counted(tmp_path, f'format = "csv"\n{TABLE}', log__csv=lines, max_bad=0.5) == {"visits": 1, "persons": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:0DB8:0:0:0:0:0:0001"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:0:1::", "2001:db8::1:0:0:0"),
        ("192.0.2.1:50123", "192.0.2.1:50124"),
        ("[2001:db8::1]:50123", "2001:db8::1"),
    ],
)
def test_an_address_in_two_spellings_is_one_user(tmp_path, one, other):
    lines = [request(one, 0), request(other, 5), request("2001:db8::10", 6)]
    assert counted(tmp_path, ACCESS, access__log=lines) == {"visits": 2, "persons": 2}


@pytest.mark.parametrize(
    "addresses",
    [
        "192.0.2.1, 10.0.0.8",
        "192.0.2.1:50123, 10.0.0.8:80",
        "192.0.2.1,+10.0.0.8",  # IIS
        "192.0.2.1,%2010.0.0.8",  # CloudFront
        "unknown, 192.0.2.1, 10.0.0.8",
        '["192.0.2.1", "10.0.0.8"]',
        'for=192.0.2.1;proto=https;by=10.0.0.8, for="10.0.0.8:80"',  # RFC 7239
        "by=10.0.0.8;for=192.0.2.1",
    ],
)
@pytest.mark.parametrize("trusted", ["", '[access]\ntrusted_proxies = ["10.0.0.0/8"]\n'])
def test_the_client_is_found_in_a_list_as_programs_write_it(tmp_path, addresses, trusted):
    lists = [addresses, addresses.replace("10.0.0.8", "10.0.0.9"), "192.0.2.1"]
    lines = [json.dumps({"user": "10.0.0.7", "time": "2021-12-31T10:00:00Z", "xff": some}) for some in lists]
    mapping = f'format = "jsonl"\n{TABLE}forwarded_for = "xff"\n{trusted}'
    assert counted(tmp_path, mapping, log__jsonl=lines)["persons"] == 1


def test_a_month_with_only_closes_has_no_visits_and_no_persons(tmp_path):
    lines = ["user,time,kind", "a,2021-12-31T10:00:00Z,close"]
    assert counted(tmp_path, f'format = "csv"\n{TABLE}kind = "kind"\n', log__csv=lines) == {
        "visits": 0,
        "logins": 0,
        "persons": 0,
    }


def test_several_columns_name_a_user_together(tmp_path):
    rows = [("a", "x"), ("a", "y"), ("b", "x"), ("", "x"), ("a", "x"), ("-", "")]
    lines = ["ip,agent,time", *(f"{ip},{agent},2021-12-31T10:00:00Z" for ip, agent in rows)]
    mapping = 'format = "csv"\n[columns]\nuser = ["ip", "agent"]\ntime = "time"\n'
    assert counted(tmp_path, mapping, log__csv=lines, max_bad=0.2)["persons"] == 4


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_requests_in_a_table_are_left_out_by_the_rules_of_access_logs(tmp_path, form):
    """Of seven requests two are views, and one is a login."""
    names = ["user", "time", "page", "status", "method", "agent"]
    rows = [
        ("a", "/m?x", 200, "GET", "Firefox"),
        ("a", "/gone", 404, "GET", "Firefox"),
        ("a", "/m", 200, "POST", "Firefox"),
        ("a", "/style.css", 200, "GET", "Firefox"),
        ("a", "/in", 302, "POST", "Firefox"),
        ("b", "/m", 200, "GET", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
        ("b", "/m", 304, "GET", "Firefox"),
    ]
    rows = [(user, "2021-12-31T10:00:00Z", *more) for user, *more in rows]
    (tmp_path / "log").mkdir()
    path = tmp_path / "log" / f"log.{form}"
    if form == "parquet":
        values = ", ".join(map(str, rows))
        duckdb.sql(f"SELECT * FROM (VALUES {values}) AS row({', '.join(map(json.dumps, names))})").write_parquet(
            str(path)
        )
    elif form == "jsonl":
        path.write_text("\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in rows), encoding="utf-8")
    else:
        path.write_text("\n".join(",".join(map(str, row)) for row in [names, *rows]), encoding="utf-8")
    columns = "".join(f'{name} = "{name}"\n' for name in names)
    mapping = f'format = "{form}"\n[columns]\n{columns}[access]\nlogins = ["/in"]\n[services]\nmessages = ["/m*"]\n'
    found = {"visits": 2, "logins": 1, ("service_visits", "messages"): 2, "persons": 2}
    assert counted(tmp_path, mapping) == found


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a,1995-07-01T00:00:01Z,view", "a time of the form iso, from 2000-01-01 to"),
        ("-,2021-12-31T10:00:00Z,view", "no user; expected a user; an empty text, - and null are none"),
        ("a,2021-12-31T10:00:00Z,opened", "unknown kind, of the shape a; expected a word that is under [kinds]"),
        ("a,b", "unreadable, of the shape a,a; expected a line of the format csv"),
    ],
)
def test_a_fault_says_what_would_be_none(tmp_path, line, fault):
    with pytest.raises(DataError) as error:
        counted(tmp_path, f'format = "csv"\n{TABLE}kind = "kind"\n', log__csv=["user,time,kind", line])
    assert fault in str(error.value)
