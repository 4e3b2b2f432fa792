"""Logs of every format: what is read of them, what is wrong with them, and that no user is ever shown.

The survey of a file and its events are tested together, as both are of the same rows.
"""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from helsetrend.errors import DataError
from helsetrend.events import chunks
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.selection import event_view
from helsetrend.events.readers.survey import survey_file

SERVICES = ("messages", "travel")
TABLE = '[columns]\nuser = "user"\ntime = "time"\nkind = "kind"\nservice = "service"\n'
PAGES = """
[columns]
user = "user"
time = "time"
kind = "kind"
page = "page"
[services]
messages = ["/meldinger", "/meldinger/*"]
travel = ["/pasientreiser*"]
"""
DIRTY = """user,time,kind,service
secret-anna,2021-12-31T23:50:00+01:00,view,messages
secret-anna,2021-12-31T22:50:00.250Z,login,travel
,2021-12-31T23:50:00+01:00,view,messages
secret-bob,yesterday,view,messages
secret-bob,secret-bob,view,messages
secret-bob,1969-12-31T23:50:00+01:00,view,messages
secret-bob,2021-12-31T23:50:00+01:00,hover,messages
secret-bob,2021-12-31T23:50:00+01:00,secret-bob,messages

secret-bob,2021-12-31
"secret-bob,2021-12-31T23:50:00+01:00,view,messages
secret-bob,"2021-12-31T23:50:00+01:00",close,
"""


def us(text):
    """Return the microseconds of a time with its zone."""
    return round(datetime.fromisoformat(text).astimezone(UTC).timestamp() * 1_000_000)


def surveyed(tmp_path, name, content, mapping):
    """Return the survey of a file with that content, and its events as (user, at_us, kind, services)."""
    path, toml, scratch = tmp_path / name, tmp_path / "events.toml", tmp_path / "scratch"
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    toml.write_text(mapping, encoding="utf-8")
    rules = read_mapping(toml)
    with chunks.connect() as connection:
        survey = survey_file(connection, path, rules, scratch=scratch)
    span = {"from_us": us("1990-01-01T00:00+00:00"), "to_us": us("2030-01-01T00:00+00:00")}
    query = event_view([(str(survey.readable), survey.rows)], rules, list(rules.services) or SERVICES, **span)
    events = duckdb.sql(
        f"SELECT user_id, at_us, kind, services FROM ({query}) ORDER BY at_us, kind, user_id"
    ).fetchall()
    return survey, events


def test_faults_are_counted_with_their_lines_and_without_a_user(tmp_path):
    survey, events = surveyed(tmp_path, "log.csv", DIRTY, f'format = "csv"\n{TABLE}')
    assert survey.row_count == 11
    assert survey.findings == {"unreadable": 2, "no_user": 1, "impossible_time": 3, "unknown_kind": 2}
    assert survey.examples == {
        "unreadable": [(11, "a-a,9999-99-99"), (12, '"a-a,9999-99-99a99:99:99+99:99,a,a')],
        "no_user": [(4, "")],
        "impossible_time": [(5, "a"), (6, "a-a"), (7, "9999-99-99a99:99:99+99:99")],
        "unknown_kind": [(8, "a"), (9, "a-a")],
    }
    assert survey.faulty_rows == 8
    midnight = us("2021-12-31T23:50:00+01:00")
    assert events == [
        ("secret-anna", midnight, 0, 1),
        ("secret-bob", midnight, 2, 0),
        ("secret-anna", midnight + 250_000, 1, 2),
    ]


SAME = [
    ("anna", "2021-03-28T00:59:59Z", "view", "/meldinger/1?a=b"),
    ("bob", "2021-03-28T01:00:00Z", "login", "/pasientreiser"),
]
EXPECTED = [("anna", us("2021-03-28T00:59:59+00:00"), 0, 1), ("bob", us("2021-03-28T01:00:00+00:00"), 1, 2)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_with_any_delimiter_and_end_of_line(tmp_path, delimiter, end):
    rows = [("user", "time", "kind", "page"), *SAME]
    content = "\ufeff" + end.join(delimiter.join(row) for row in rows)
    survey, events = surveyed(tmp_path, "log.csv", content, f'format = "csv"\n{PAGES}')
    assert (survey.findings, events) == ({}, EXPECTED)


def test_packed_csv_is_read(tmp_path):
    content = "user,time,kind,page\n" + "\n".join(",".join(row) for row in SAME)
    _, events = surveyed(tmp_path, "log.csv.gz", gzip.compress(content.encode()), f'format = "csv"\n{PAGES}')
    assert events == EXPECTED
    path = tmp_path / "log.csv.zst"
    values = ", ".join(repr(row) for row in SAME)
    duckdb.sql(f"SELECT * FROM (VALUES {values}) AS row(user, time, kind, page)").write_csv(
        str(path), compression="zstd"
    )
    _, events = surveyed(tmp_path, "log.csv.zst", None, f'format = "csv"\n{PAGES}')
    assert events == EXPECTED


def test_json_lines_are_read_with_fields_of_fields(tmp_path):
    lines = [
        json.dumps({"actor": {"id": user}, "time": time, "kind": kind, "page": page}) for user, time, kind, page in SAME
    ]
    mapping = PAGES.replace('user = "user"', 'user = "actor.id"')
    survey, events = surveyed(tmp_path, "log.jsonl", "\n".join([*lines, "{", "[]"]), f'format = "jsonl"\n{mapping}')
    assert (survey.findings, events) == ({"unreadable": 2}, EXPECTED)


ACCESS = r"""
10.0.0.1 - - [31/Dec/2021:23:50:00 +0100] "GET /meldinger/1 HTTP/1.1" 200 123 "-" "Mozilla/5.0 Firefox/95.0"
10.0.0.1 - - [31/Dec/2021:23:51:00 +0100] "GET /style.css HTTP/1.1" 200 123 "-" "Mozilla/5.0 (X11; Linux) Firefox/95.0"
10.0.0.1 - - [31/Dec/2021:23:52:00 +0100] "GET /borte HTTP/1.1" 404 123 "-" "Mozilla/5.0 (X11; Linux) Firefox/95.0"
10.0.0.1 - - [31/Dec/2021:23:53:00 +0100] "POST /login HTTP/1.1" 302 0 "-" "a \"quoted\" agent"
66.249.66.1 - - [31/Dec/2021:23:54:00 +0100] "GET / HTTP/1.1" 200 1 "-" "Mozilla/5.0 (compatible; Googlebot/2.1)"
nothing like it
""".lstrip()


def test_robots_and_addresses_that_are_not_pages_are_left_out_of_an_access_log(tmp_path):
    mapping = 'format = "combined"\nwithout_service = ["/"]\n[access]\nlogins = ["/login"]\n'
    mapping += '[services]\nmessages = ["/meldinger/*"]\n'
    survey, events = surveyed(tmp_path, "access.log", ACCESS, mapping)
    assert survey.findings == {"unreadable": 1, "robot": 1, "failed": 1, "no_page": 1, "unknown_service": 1}
    assert events == [
        ("10.0.0.1", us("2021-12-31T23:50:00+01:00"), 0, 1),
        ("10.0.0.1", us("2021-12-31T23:53:00+01:00"), 1, 0),
    ]
    assert "10.0.0" not in repr(survey.examples)


@pytest.mark.parametrize(
    ("form", "kind", "value"),
    [
        ("seconds", "BIGINT", "1640991000"),
        ("milliseconds", "BIGINT", "1640991000000"),
        ("microseconds", "BIGINT", "1640991000000000"),
        ("seconds", "DOUBLE", "1640991000.0"),
        ("seconds", "VARCHAR", "'1640991000'"),
        ("iso", "TIMESTAMPTZ", "'2021-12-31 23:50:00+01'"),
        ("iso", "TIMESTAMP", "'2021-12-31 23:50:00'"),
        ("iso", "TIMESTAMP_NS", "'2021-12-31 23:50:00'"),
        ("iso", "VARCHAR", "'2021-12-31T23:50:00+01:00'"),
        ("iso", "VARCHAR", "'2021-12-31 23:50:00'"),
    ],
)
def test_parquet_is_read_with_times_in_every_form(tmp_path, form, kind, value):
    path = tmp_path / "log.parquet"
    row = f"7::BIGINT AS user, CAST({value} AS {kind}) AS time, 'view' AS kind, 'travel' AS service"
    duckdb.sql(f"SELECT * FROM (SELECT {row}) AS row").write_parquet(str(path))
    mapping = f'format = "parquet"\n{TABLE}[time]\nform = "{form}"\ntimezone = "Europe/Oslo"\n'
    survey, events = surveyed(tmp_path, "log.parquet", None, mapping)
    assert (survey.findings, survey.services, events) == ({}, ("travel",), [(7, 1_640_991_000_000_000, 0, 2)])


def test_faults_of_parquet_are_found_although_most_of_it_is_not_read(tmp_path):
    path = tmp_path / "date=2021-12-31" / "log.parquet"
    path.parent.mkdir()
    hour = 3_600_000_000
    start = us("2021-12-31T00:00:00+01:00")
    duckdb.sql(
        "SELECT * FROM (VALUES "
        f"(1, {start}, 'view'), (NULL, {start}, 'view'), (2, {start - hour}, 'view'), "
        f"(3, {start + 25 * hour}, 'view'), "
        f"(4, -5, 'view'), (5, {start}, 'dance'), (6, NULL, 'login')) AS row(\"user\", \"time\", kind)"
    ).write_parquet(str(path))
    mapping = 'format = "parquet"\n' + TABLE.replace('service = "service"\n', "") + '[time]\nform = "microseconds"\n'
    survey, events = surveyed(tmp_path, "date=2021-12-31/log.parquet", None, mapping)
    assert survey.findings == {
        "no_user": 1,
        "impossible_time": 2,
        "unknown_kind": 1,
        "late": 1,
        "early": 1,
        "doubtful_name": 2,
    }
    assert survey.examples["impossible_time"] == [(5, "-9"), (7, "")]
    assert [user for user, *_ in events] == [2, 1, 3]


def test_the_skipped_hour_is_impossible_and_the_doubled_hour_is_the_first_of_the_two(tmp_path):
    rows = ["2021-03-28 02:30:00", "2021-10-31 02:30:00", "2021-10-31 03:00:00"]
    content = "user,time,kind,service\n" + "".join(f"a,{time},view,\n" for time in rows)
    survey, events = surveyed(
        tmp_path, "log.csv", content, f'format = "csv"\n{TABLE}[time]\ntimezone = "Europe/Oslo"\n'
    )
    assert survey.findings == {"impossible_time": 1, "doubled_time": 1}
    assert [at_us for _, at_us, *_ in events] == [us("2021-10-31T00:30:00+00:00"), us("2021-10-31T02:00:00+00:00")]


def test_a_missing_column_is_an_error_that_names_those_that_there_are(tmp_path):
    with pytest.raises(DataError, match=r"log.csv, row 1, kind: no such column; expected one of user, time, art"):
        surveyed(tmp_path, "log.csv", "user,time,art,service\n", f'format = "csv"\n{TABLE}')


@pytest.mark.parametrize("content", [b"PAR1 not at all", b""])
def test_a_file_that_is_not_parquet_is_an_error(tmp_path, content):
    with pytest.raises(DataError, match=r"log.parquet: .*; expected a file of the format parquet"):
        surveyed(tmp_path, "log.parquet", content, f'format = "parquet"\n{TABLE}')


def test_a_truncated_file_is_an_error(tmp_path):
    packed = gzip.compress(b"user,time,kind,service\n" + b"a,2021-12-31T23:50:00Z,view,\n" * 10_000)
    with pytest.raises(DataError, match=r"log\.csv\.gz: .*; expected a file that can be unpacked to its end"):
        surveyed(tmp_path, "log.csv.gz", packed[: len(packed) // 2], f'format = "csv"\n{TABLE}')


def test_an_empty_file_has_no_events(tmp_path):
    survey, events = surveyed(tmp_path, "log.csv", "", f'format = "csv"\n{TABLE}')
    assert (survey.row_count, events) == (0, [])


def test_latin_1_is_read(tmp_path):
    content = "user,time,kind,service\nÅse,2021-12-31T23:50:00Z,view,mål\n".encode("latin-1")
    survey, events = surveyed(tmp_path, "log.csv", content, f'format = "csv"\n{TABLE}')
    assert (events[0][0], survey.services) == ("Åse", ("mål",))


def test_a_path_with_characters_of_a_pattern_is_a_path(tmp_path):
    content = "user,time,kind,service\na,2021-12-31T23:50:00Z,view,\n"
    _, events = surveyed(tmp_path, "a[1]*'.csv", content, f'format = "csv"\n{TABLE}')
    assert len(events) == 1
    assert Path(tmp_path, "a[1]*'.csv").exists()
