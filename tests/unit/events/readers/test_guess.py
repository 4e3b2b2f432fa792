"""The mappings of docs/event-logs.md on the sample logs, and the drafts of mappings for them."""

import json
import re
import tomllib
from datetime import UTC, datetime, timedelta

import pytest
from command import run
from places import TOP

import helsetrend as ht
from helsetrend.errors import DataError
from helsetrend.events import chunks
from helsetrend.events.readers.guess import guess_mapping
from helsetrend.events.readers.mapping import LogMapping

LOGS = TOP / "tests" / "data" / "logs"
PAGE = (TOP / "docs" / "event-logs.md").read_text("utf-8")
SECTION = PAGE[PAGE.index("\n## Logs of known programs\n") : PAGE.index("\n## In Python\n")]
MAPPINGS = {
    name: block
    for before, block in re.findall(r"\n\n((?:(?!```).+\n)+)\n```toml\n((?:.*\n)*?)```", SECTION)
    for name in re.findall(r"tests/data/logs/([a-z0-9.]+)\)", before)
}
COUNTS = {
    ("visits", ""): 3,
    ("logins", ""): 1,
    ("service_visits", "messages"): 2,
    ("service_visits", "appointments"): 1,
    ("persons", ""): 2,
}


def test_each_sample_has_a_mapping_on_the_page():
    assert MAPPINGS.keys() | {"combined.log"} == {path.name for path in LOGS.iterdir()}


@pytest.mark.parametrize("name", MAPPINGS)
def test_the_mapping_of_the_page_counts_the_sample(tmp_path, name):
    (tmp_path / "events.toml").write_text(MAPPINGS[name], encoding="utf-8")
    counts = ht.count_events(LOGS / name, tmp_path / "events.toml")
    of_year = counts[counts["period"] == "2021"].set_index(["metric", "service"])["value"]
    assert of_year.to_dict() == COUNTS


def guessed(path, tmp_path):
    with chunks.connect() as connection:
        return guess_mapping(connection, path, scratch=tmp_path)


@pytest.mark.parametrize("name", [*MAPPINGS, "combined.log"])
def test_a_draft_is_a_mapping_and_names_the_columns_of_the_page(tmp_path, name):
    draft = tomllib.loads(guessed(LOGS / name, tmp_path))
    LogMapping.model_validate(draft)
    on_page = tomllib.loads(MAPPINGS.get(name, 'format = "combined"'))
    if name in ("vhosts.log", "several.csv"):
        return  # the draft has the format combined, and the address alone as the user
    assert draft["format"] == on_page["format"]
    assert draft.get("columns") == on_page.get("columns")
    assert draft.get("time", {}).get("form") == on_page.get("time", {}).get("form")


def at(minute):
    return datetime(2021, 12, 31, 9, tzinfo=UTC) + timedelta(minutes=minute)


# Two visits of one user, as exactly 30 minutes lie between the second request and the third, and one of another.
REQUESTS = [
    ("192.0.2.1", at(0), "/m/1"),
    ("192.0.2.7", at(5), "/m/2"),
    ("192.0.2.1", at(10), "/"),
    ("192.0.2.1", at(40), "/m/3"),
]
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:95.0) Gecko/20100101 Firefox/95.0"

CLF = "%d/%b/%Y:%H:%M:%S +0000"
CLF_LINE = '{} - - [{}] "GET {} HTTP/1.1" 200 5 "-" "{}"'


def port(time):
    """Another port at every request, as clients have."""
    return 50_000 + time.minute


def balancer(user, time, page):
    request = f'"GET https://www.example.no:443{page} HTTP/1.1" "{AGENT}" TLSv1.2'
    return f"{user}:{port(time)} 10.0.0.1:80 0.1 0.1 0.1 200 200 0 57 {request}"


def haproxy(user, time, page):
    local = time + timedelta(hours=1)
    counted = f'in~ web/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {{an agent}} {{}} "GET {page} HTTP/1.1"'
    return f"{user}:{port(time)} [{local:%d/%b/%Y:%H:%M:%S}.123] {counted}"


LINES = {
    "AWS, load balancer": lambda user, time, page: f"h2 {time:%Y-%m-%dT%H:%M:%S.5Z} app/x {balancer(user, time, page)}",
    "AWS, classic load balancer": lambda user, time, page: (
        f"{time:%Y-%m-%dT%H:%M:%S.5Z} x {balancer(user, time, page)}"
    ),
    "AWS, S3": lambda user, time, page: (
        f"79a5 bucket [{time.strftime(CLF)}] {user} - 3E57 REST.GET.OBJECT key "
        f'"GET {page} HTTP/1.1" 200 - 113 - 7 - "-" "{AGENT}" -'
    ),
    "HAProxy by syslog": lambda user, time, page: (
        f"Dec {time.day:2d} 10:00:00 lb1 haproxy[12]: {haproxy(user, time, page)}"
    ),
    "HAProxy in a container": haproxy,
    "Squid": lambda user, time, page: (
        f"{time.timestamp():.3f}    180 {user} TCP_MISS/200 5 GET http://x{page} - HIER_DIRECT/10.0.0.1 text/html"
    ),
    "nginx in Docker": lambda user, time, page: {
        "log": CLF_LINE.format(user, time.strftime(CLF), page, AGENT) + "\n",
        **{"stream": "stdout", "time": "2021-12-31T10:00:00.123456789Z"},
    },
    "JSON in Docker": lambda user, time, page: {
        "log": json.dumps({"remote_addr": user, "time_iso8601": time.isoformat(), "request_uri": page}) + "\n",
        **{"stream": "stderr", "time": "2021-12-31T10:00:00.123456789Z"},
    },
    "Wikimedia": lambda user, time, page: {
        **{"dt": f"{time:%Y-%m-%dT%H:%M:%SZ}", "ip": user, "http_status": "200", "http_method": "GET"},
        **{"uri_path": page, "x_forwarded_for": "-", "user_agent": AGENT},
    },
    "Envoy": lambda user, time, page: {
        **{"start_time": f"{time:%Y-%m-%dT%H:%M:%S.000Z}", "method": "GET", "path": page, "response_code": 200},
        **{"user_agent": AGENT, "x_forwarded_for": None, "downstream_remote_address": f"{user}:{port(time)}"},
    },
    "CloudFront as JSON": lambda user, time, page: {
        **{"date": f"{time:%Y-%m-%d}", "time": f"{time:%H:%M:%S}", "c-ip": user, "cs-method": "GET"},
        **{"cs-uri-stem": page, "sc-status": "200", "cs(User-Agent)": AGENT.replace(" ", "%20")},
    },
    "Cloudflare in nanoseconds": lambda user, time, page: {
        **{"ClientIP": user, "EdgeStartTimestamp": int(time.timestamp()) * 10**9, "ClientRequestURI": page},
    },
    "an export of Elasticsearch": lambda user, time, page: {
        **{"_index": "logs", "_id": page, "_source": {"@timestamp": time.isoformat(), "source": {"ip": user}}},
    },
    "API gateway": lambda user, time, page: {
        **{"requestId": page, "ip": user, "requestTime": time.strftime(CLF), "httpMethod": "GET", "path": page},
        **{"status": "200", "userAgent": AGENT},
    },
    "names in words": lambda user, time, _: f"{user},{time:%Y-%m-%d %H:%M:%S}Z",
    "day and clock": lambda user, time, page: f"{user};{time:%d.%m.%Y};{time:%H:%M};{page}",
    "an American table": lambda user, time, page: f"{user},{time:%m/%d/%Y %H:%M:%S},{page}",
    "a table with slashes": lambda user, time, page: f"{user},{time:%Y/%m/%d %H:%M},{page}",
    "IIS behind a proxy": lambda user, time, page: f"{time:%Y-%m-%d %H:%M:%S} GET {page} 10.0.0.9 x 200 {user}",
    "nginx, msec": lambda user, time, page: {
        "msec": f"{time.timestamp():.3f}",
        "remote_addr": user,
        "request_uri": page,
    },
    "nginx, time_local": lambda user, time, _: {"time_local": time.strftime(CLF), "remote_addr": user, "status": "200"},
    "Cloudflare": lambda user, time, page: {
        **{"ClientIP": user, "EdgeStartTimestamp": f"{time:%Y-%m-%dT%H:%M:%SZ}", "ClientRequestURI": page},
        **{"ClientRequestMethod": "GET", "EdgeResponseStatus": 200, "ClientRequestUserAgent": AGENT},
    },
    "Google Cloud": lambda user, time, page: {
        "httpRequest": {
            "requestMethod": "GET",
            "requestUrl": page,
            "status": 200,
            "userAgent": AGENT,
            "remoteIp": user,
        },
        "timestamp": f"{time:%Y-%m-%dT%H:%M:%S.000Z}",
    },
    "Azure": lambda user, time, page: {
        "time": f"{time:%Y-%m-%dT%H:%M:%SZ}",
        "properties": {
            "clientIP": user,
            "httpMethod": "GET",
            "requestUri": page,
            "userAgent": AGENT,
            "httpStatus": 200,
        },
    },
    "Elastic": lambda user, time, page: {
        **{"@timestamp": f"{time:%Y-%m-%dT%H:%M:%S.000Z}", "source": {"ip": user}, "url": {"original": page}},
        **{"http": {"request": {"method": "GET"}, "response": {"status_code": 200}}, "event": {"kind": "event"}},
    },
    "GA4 with automatic events": lambda user, time, page: {
        **{"event_timestamp": str(int(time.timestamp() * 1e6)), "event_name": "page_view" if page != "/" else "scroll"},
        **{"user_pseudo_id": f"{user}7", "user_id": None},
        "event_params": [{"key": "page_location", "value": {"string_value": page}}],
    },
    "BigQuery as CSV": lambda user, time, _: f"{user.replace('.', '-')},{time:%Y-%m-%d %H:%M:%S} UTC,page_view",
    "Norwegian": lambda user, time, page: (
        f"{user.replace('.', '-')};{time + timedelta(hours=1):%d.%m.%Y %H:%M:%S};{page}"
    ),
    "Matomo, the first visit shorter": lambda user, time, page: (
        f"{user.replace('.', 'f')},"
        + ",".join(
            cell
            for number in (0, 1)
            for cell in (("action", page, str(int(time.timestamp()))) if number == (page == "/m/2") else ("", "", ""))
        )
    ),
}
HEADS = {
    "names in words": "User ID,Event Time",
    "day and clock": "Bruker;Dato;Tid;Side",
    "an American table": "user,time,page",
    "a table with slashes": "user,time,page",
    "IIS behind a proxy": "#Fields: date time cs-method cs-uri-stem c-ip cs(User-Agent) sc-status X-Forwarded-For",
    "BigQuery as CSV": "user_id,event_timestamp,event_name",
    "Norwegian": "Bruker;Tidspunkt;Side",
    "Matomo, the first visit shorter": "visitorId,"
    + ",".join(f"actionDetails_{number}_{name}" for number in (0, 1) for name in ("type", "url", "timestamp")),
}


@pytest.mark.parametrize("name", LINES)
def test_a_draft_counts_the_log_of_a_known_program_at_once(tmp_path, name):
    lines = [LINES[name](*request) for request in REQUESTS]
    text = [HEADS[name]] if name in HEADS else []
    text += [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (tmp_path / "log").write_text("\n".join(text), encoding="utf-8")
    (tmp_path / "events.toml").write_text(guessed(tmp_path / "log", tmp_path), encoding="utf-8")
    counts = ht.count_events(tmp_path / "log", tmp_path / "events.toml")
    of_year = counts[counts["period"] == "2021"].set_index("metric")["value"]
    assert (of_year["visits"], of_year["persons"]) == (3, 2)


@pytest.mark.parametrize(
    "line", ['{} - - [01/Jul/1995:00:00:0{} -0400] "GET /a HTTP/1.0" 200 5', "{};1995-07-01 00:00:0{}"]
)
def test_a_draft_allows_the_times_of_an_old_log(tmp_path, line):
    head = "user;time\n" if ";" in line else ""
    (tmp_path / "log").write_text(head + "\n".join(line.format(f"h{n}.example.no", n) for n in (1, 2)))
    draft = guessed(tmp_path / "log", tmp_path)
    assert "1995" not in draft
    (tmp_path / "events.toml").write_text(draft, encoding="utf-8")
    counts = ht.count_events(tmp_path / "log", tmp_path / "events.toml").set_index(["metric", "period"])["value"]
    assert counts["visits", "1995"] == 2


def test_a_draft_has_no_value_of_the_log(tmp_path):
    for path in LOGS.iterdir():
        assert not re.search(r"192\.0|2001:|user-[ab]|1234|2021", guessed(path, tmp_path))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("secret,2021-12-31T10:00:00Z\n", "neither a format that is known nor the names of columns"),
        ("what,time\nsecret,1\n", "no column that is clearly the user"),
        ("user,what\nsecret,1\n", "no column that is clearly the time"),
        ("", "no line"),
    ],
)
def test_what_cannot_be_guessed_is_an_error_without_a_value(tmp_path, content, fault):
    (tmp_path / "log").write_text(content)
    with pytest.raises(DataError, match=fault) as error:
        guessed(tmp_path / "log", tmp_path)
    assert "secret" not in str(error.value)


def test_the_command_prints_a_draft_and_a_dry_run_and_writes_nothing(tmp_path):
    done = run("count", "--guess", LOGS / "ga4.jsonl", "--scratch", tmp_path, folder=tmp_path)
    assert tomllib.loads(done.stdout)["columns"]["user"] == "user_pseudo_id"
    (tmp_path / "events.toml").write_text(MAPPINGS["iis.log"], encoding="utf-8")
    done = run("count", LOGS / "iis.log", "--events", "events.toml", "--dry-run", folder=tmp_path)
    assert re.search(r"^ 5 +999\.9\.9\.9 +read +/a/9 +view +messages +counted", done.stdout, re.MULTILINE)
    assert re.search(r"^ counted +4 +57\.14%", done.stdout, re.MULTILINE)
    assert re.search(r"^ robot +1 +14\.29%", done.stdout, re.MULTILINE)
    assert "192.0" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["events.toml"]
    done = run("count", LOGS / "iis.log", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--events is missing" in done.stderr
