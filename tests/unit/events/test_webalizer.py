"""Visits in an access log, counted by us and by Webalizer, an independent program with the same rule within a month."""

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

import helsetrend as ht

START = datetime(2021, 3, 1, tzinfo=UTC)
SETTINGS = """
VisitTimeout 1800
PageType html
GMTTime yes
HistoryName history
DNSChildren 0
"""


@pytest.fixture(scope="module")
def webalizer(in_ci):
    program = shutil.which("webalizer")
    if program is None:
        reason = "NOT TESTED without webalizer: the visits of an access log against another program"
        pytest.fail(reason) if in_ci else pytest.skip(reason)
    return program


def access_log(seed):
    """Return requests of 240 hosts in March 2021, many of them 1799, 1800 and 1801 seconds after the last."""
    chance = random.Random(seed)
    requests = []
    for _ in range(2000):
        host, at = f"10.0.{chance.randrange(4)}.{chance.randrange(60)}", START
        at += timedelta(seconds=chance.randrange(31 * 86_400))
        for _ in range(chance.randrange(1, 7)):
            requests.append((at, host, chance.choice(["/a.html", "/b.html", "/c/", "/style.css", "/picture.png"])))
            at += timedelta(seconds=chance.choice([1, 60, 600, 1799, 1800, 1801]))
    inside = sorted(request for request in requests if request[0] < START + timedelta(days=31))
    return "".join(
        f'{host} - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET {page} HTTP/1.1" 200 100\n' for at, host, page in inside
    )


@pytest.mark.parametrize("seed", range(3))
def test_webalizer_counts_the_same_visits(webalizer, tmp_path, seed):
    (tmp_path / "access.log").write_text(access_log(seed), encoding="ascii")
    (tmp_path / "settings").write_text(SETTINGS, encoding="ascii")
    (tmp_path / "events.toml").write_text('format = "common"\ntimezone = "UTC"\n', encoding="utf-8")
    (tmp_path / "pages").mkdir()
    command = [webalizer, "-Q", "-c", "settings", "-o", "pages", "access.log"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    page = re.sub(r"<[^>]*>", " ", (tmp_path / "pages" / "usage_202103.html").read_text(encoding="latin-1"))
    theirs = int(re.search(r"Total Visits\s+(\d+)", page)[1])

    counts = ht.count_events(tmp_path / "access.log", tmp_path / "events.toml", persons=False)
    ours = counts.set_index(["metric", "period"]).at[("visits", "2021-03"), "value"]
    assert ours == theirs > 2000
