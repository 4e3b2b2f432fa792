"""Event logs made at random from a seed, with what every line of them is, to hold what is counted against.

CSV, JSON lines and access logs; users, times and pages in the spellings that logs have; lines that are repeated, out of
order, torn, too long or not to be counted; files with every end of line, encoding and packing.
"""

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from eventlogs import MINUTE, OSLO, us
from slowcount import HALF_AN_HOUR

# Each row is one user.
USERS = (
    ("anna", " anna", "anna  "),
    ("2001:db8::1", "2001:0db8:0:0:0:0:0:1", "2001:DB8::0001"),
    ("192.0.2.9", "::ffff:192.0.2.9"),
    ("7", "7.0", " 7"),
    ("007",),
    ("åse",),
    ("Ola, Nordmann",),
    ('q"uoted',),
    ("ANNA",),
)
NOBODY = ("", "-", "null", " ", "undefined")
HOSTS = (("192.0.2.1",), ("2001:db8::7", "2001:0DB8:0::7"), ("host.example.no", "HOST.example.no"))
PAGES = {
    **{"/m": "messages", "/m/1?x=1": "messages", "/m/1?x=2": "messages", "https://www.example.no/m/2#a": "messages"},
    **{"/t/å": "travel", '/t/"q"': "travel", "/t/a,b": "travel", "/": "", "/other": None},
}
KINDS = {"view": "page_view", "login": "login", "close": "closed", "ignored": "heartbeat"}
SERVICES = '[services]\nmessages = ["/m", "/m/*"]\ntravel = ["/t*"]\n'
TABLE = """without_service = ["/"]
[columns]
user = "user"
time = "time"
kind = "kind"
page = "page"
[kinds]
view = ["page_view"]
login = ["login"]
close = ["closed"]
ignored = ["heartbeat"]
[time]
timezone = "Europe/Oslo"
"""
STARTS = [us("2021-03-27 20:00"), us("2021-10-30 20:00"), us("2021-12-31 18:00")]  # clocks change twice; New Year
PAUSES = [0, 1000, 5 * MINUTE, 29 * MINUTE, HALF_AN_HOUR, HALF_AN_HOUR - 1000, HALF_AN_HOUR + 1000, 90 * MINUTE]
ROBOT, BROWSER = "Googlebot/2.1", "Mozilla/5.0 Firefox/95.0"


@dataclass(frozen=True)
class Line:
    """What a line is: an event as slowcount takes it, or the finding that keeps it from being one."""

    finding: str = ""
    event: tuple[str, int, str, str | None] | None = None
    page: str = ""
    remarks: tuple[str, ...] = ()


@dataclass
class FuzzedLog:
    """The mapping of a log, and the lines of each of its files by their numbers."""

    mapping: str = ""
    files: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)

    @property
    def events(self):
        """The events, also those that are repeated, each with its page."""
        return [(*line.event, line.page) for lines in self.files.values() for _, line in lines if line.event]

    def findings(self, name):
        """Return how many lines of a file have each finding, and the numbers of the first three."""
        numbers = {}
        for number, line in self.files[name]:
            for finding in filter(None, (line.finding, *line.remarks)):
                numbers.setdefault(finding, []).append(number)
        return {finding: (len(found), found[:3]) for finding, found in numbers.items()}


class _Maker:
    """One format of a log, with its own lines."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.some = self.chance.choice

    def moments(self, users):
        """Yield users and times, some in order and some not."""
        found = []
        for user in users:
            at = self.some(STARTS) + self.chance.randrange(600) * MINUTE
            for _ in range(self.some([1, 3, 12])):
                found.append((user, at))
                at += self.some(PAUSES)
        self.chance.shuffle(found)
        return found

    def time(self, at):
        """Return a time as a text, the moment that it means, and its remarks."""
        if self.chance.random() < 0.4:
            shown = datetime.fromtimestamp(at / 1e6, ZoneInfo(OSLO)).replace(tzinfo=None, microsecond=0, fold=0)
            first = shown.replace(tzinfo=ZoneInfo(OSLO))
            doubled = first.utcoffset() != first.replace(fold=1).utcoffset()
            return str(shown), us(str(first)), ("doubled_time",) * doubled
        hours = self.some([0, 1, 5.5])
        shown = datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000, tzinfo=None)
        zone = {0: "Z", 1: "+01:00", 5.5: " +0530"}[hours]
        return f"{(shown + timedelta(hours=hours)).isoformat(self.some('T '))}{zone}", at, ()

    def rows(self):
        """Yield the cells of rows of a table, each with the line that it is."""
        for spellings, at in self.moments(USERS):
            user, kind, page = self.some(spellings), self.some(["view"] * 6 + [*KINDS]), self.some([*PAGES])
            text, moment, remarks = self.time(at)
            finding = "ignored" if kind == "ignored" else ""
            if self.chance.random() < 0.05:
                text, finding = (
                    self.some(["", "2021-13-01 10:00Z", "1899-01-01T00:00:00Z", "2021-03-28 02:30"]),
                    "impossible_time",
                )
            if self.chance.random() < 0.05:
                user, finding = self.some(NOBODY), "no_user"
            event = None if finding else (spellings[0], moment, kind, PAGES[page] or None)
            remarks += ("unknown_service",) * (PAGES[page] is None)
            line = Line(finding, event, page, () if finding else remarks)
            yield {"user": user, "time": text, "kind": KINDS[kind], "page": page}, line

    def csv(self):
        """Return the mapping and the lines of a CSV file."""
        names = ["more", "user", "time", "kind", "page", "last"]
        self.chance.shuffle(names)
        sign = self.some(",;\t|")

        def written(cell):
            needs_quotes = set(cell) & {sign, '"', "\n", "\r"}
            return '"' + cell.replace('"', '""') + '"' if needs_quotes or self.chance.random() < 0.1 else cell

        lines = [(sign.join(names), None)]
        for cells, line in self.rows():
            more = {
                name: self.some(["", "x", "two\nlines", f"a{sign}b", "a\x01b", "ø\u2028", "a\rb"]) for name in names
            }
            lines += [(sign.join(written({**more, **cells}[name]) for name in names), line)] * self.some([1, 1, 1, 2])
        broken = [sign * 9, f'{sign}"open', "x" * 2**20]
        return f'format = "csv"\n{TABLE}{SERVICES}', lines, broken, f'a{sign}"torn'

    def jsonl(self):
        """Return the mapping and the lines of JSON."""
        lines = []
        for cells, line in self.rows():
            if self.chance.random() < 0.3 and cells["user"] == "7":
                cells["user"] = 7
            text = json.dumps(cells, ensure_ascii=self.chance.random() < 0.5)
            lines += [(text, line)] * self.some([1, 1, 1, 2])
        return f'format = "jsonl"\n{TABLE}{SERVICES}', lines, ["[1]", '{"user": ', "{} {}", "null"], '{"user": "torn'

    def combined(self):
        """Return the mapping and the lines of an access log."""
        lines = []
        for spellings, at in self.moments(HOSTS * 3):
            moment, page = at // 1_000_000 * 1_000_000, self.some([page for page in PAGES if page[0] == "/"])
            status, method, agent = (
                self.some([200, 200, 304, 404]),
                self.some(["GET", "GET", "POST"]),
                self.some([BROWSER, ROBOT]),
            )
            is_login = self.chance.random() < 0.1
            page = "/in" if is_login else page
            finding = "robot" if agent == ROBOT else ""
            finding = finding or ("failed" if status == 404 else "no_page" if method == "POST" and not is_login else "")
            service = None if is_login else PAGES[page]
            event = None if finding else (spellings[0], moment, "login" if is_login else "view", service or None)
            line = Line(finding, event, page, ("unknown_service",) * (service is None and not finding))
            before = self.some(["", "", "[pid 1] ", "Dec 31 10:00:00 web1 nginx[7]: "])
            time = datetime.fromtimestamp(moment // 1_000_000, UTC) + timedelta(hours=2)
            request = f"{method} {page} HTTP/1.1".replace('"', '\\"')
            user = f"{before}{self.some(spellings)} - - [{time:%d/%b/%Y:%H:%M:%S} +0200]"
            text = f'{user} "{request}" {status} 5 "-" "{agent}"'
            lines += [(text, line)] * self.some([1, 1, 1, 2])
        mapping = f'format = "combined"\nwithout_service = ["/"]\n[access]\nlogins = ["/in"]\n{SERVICES}'
        return mapping, lines, ["x", "kari ola - - [", '192.0.2.1 - - [x] "GET'], "192.0.2.1 - - [31/Dec/2021"


def _zipped(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("log", content)
    return file.getvalue()


def _tarred(content):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        entry = tarfile.TarInfo("log")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


PACKINGS = [bytes, bytes, gzip.compress, bz2.compress, lzma.compress, _zipped, _tarred]
NAMES = ["a b#c%20é.2", "date=2021-10-31/log[0]", "x{1}*"]


def fuzzed_log(folder, form, seed):
    """Write a log of several files, each packed and encoded in another way, and return what it is."""
    maker, log = _Maker(f"{form} {seed}"), FuzzedLog()
    for number, name in enumerate(NAMES):
        log.mapping, lines, broken, torn = getattr(maker, form)()
        for text in broken:
            lines.insert(maker.chance.randrange(1, len(lines) + 1), (text, Line("unreadable")))
        lines.insert(maker.chance.randrange(1, len(lines) + 1), (" ", None))
        lines.append((torn, Line("unreadable")))
        end, encoding = maker.some(["\n", "\r\n"]), maker.some(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
        at, placed = 1, []
        for text, line in lines:
            placed += [(at, line)] if line else []
            at += 1 + text.count("\n")
        content = end.join(text for text, _ in lines)
        if encoding == "cp1252":
            content = content.replace("\u2028", "")
        path = folder / f"{name}.{number}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(maker.some(PACKINGS)(content.encode(encoding)))
        log.files[path.name] = _with_places(placed) if "date=" in name else placed
    (folder / "empty").touch()
    log.files["empty"] = []
    return log


def _with_places(lines):
    """Return the lines of a file that is named after 31 October 2021, with the remark for events of other days."""
    first, last = us("2021-10-31 00:00+02:00"), us("2021-11-01 00:00+01:00")
    found = []
    for number, line in lines:
        remark = ""
        if line.event:
            remark = "late" if line.event[1] < first else "early" if line.event[1] >= last else ""
        found.append((number, Line(line.finding, line.event, line.page, tuple(filter(None, (*line.remarks, remark))))))
    return found
