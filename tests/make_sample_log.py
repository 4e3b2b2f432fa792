"""Make data/events/sample.csv.gz: about 20,000 events of made-up users, the same in every run.

`python tests/make_sample_log.py` writes the file. What is planted is in the constants; everything else is random.
"""

import gzip
import io
import math
import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from places import TOP

PATH = TOP / "data" / "events" / "sample.csv.gz"
HEADER = "user,time,kind,page,campaign"
OSLO = ZoneInfo("Europe/Oslo")
FIRST, LAST = date(2021, 12, 1), date(2022, 1, 15)
END = datetime(LAST.year, LAST.month, LAST.day, tzinfo=OSLO) + timedelta(days=1)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]

USERS, MOST_VISITS = 1_700, 60
BUSY_USER = 42  # active all day, every working day
OVER_NEW_YEAR = 25  # users who are active when the year changes
HOURS = [4, 2, 1, 1, 1, 3, 12, 30, 55, 60, 58, 55, 52, 50, 48, 46, 44, 42, 44, 50, 55, 48, 30, 14]
PAGES = {
    "/": 20,
    "/meldinger": 16,
    "/meldinger/innboks": 14,
    "/meldinger/ny": 5,
    "/koronasertifikat": 18,
    "/koronasertifikat/eu": 7,
    "/resepter": 12,
    "/resepter/forny": 5,
    "/timer": 10,
    "/timer/bestill": 4,
    "/pasientreiser": 3,
    "/pasientreiser/sok": 2,
}
CAMPAIGNS = ["influensavaksine", "koronavaksine"]

HALF_AN_HOUR = timedelta(minutes=30)
MILLISECOND = timedelta(milliseconds=1)
EXACT, JUST_BELOW = 0.006, 0.006  # the shares of pauses of exactly 30:00 and of 29:59.999
REPEATED, LATE = 0.008, 0.003  # the shares of lines that are written twice, and that come too late


def lines(seed: int = 2021) -> list[str]:
    """Return the lines of the log without its header, in the order in which they are written."""
    chance = random.Random(seed)
    events = [event for user in range(USERS) for event in _of_user(chance, user)]
    events += [event for user in range(OVER_NEW_YEAR) for event in _over_new_year(chance, user * 40 + 7)]
    events += _of_busy_user(chance)
    events = [event for event in events if event[1] < END]
    events.sort(key=lambda event: event[1])
    return _as_written(chance, [_line(*event) for event in events])


def packed(rows: list[str]) -> bytes:
    """Return the bytes of the file, packed without the time and the name that gzip would add."""
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=target, compresslevel=9, mtime=0) as file:
        file.write("\n".join([HEADER, *rows, ""]).encode())
    return target.getvalue()


def _of_user(chance, user):
    """Yield the events of a user. Most come once or twice, a few very often: the tail of a Pareto distribution."""
    for _ in range(min(int(chance.random() ** -0.8), MOST_VISITS)):
        yield from _visit(chance, user, _moment(chance))


def _moment(chance):
    """Return a random time by the rhythm of the day, half as likely at the weekend."""
    weights = [1 if day.weekday() < 5 else 0.5 for day in DAYS]
    (day,), (hour,) = chance.choices(DAYS, weights), chance.choices(range(24), HOURS)
    start = datetime(day.year, day.month, day.day, hour, tzinfo=OSLO)
    return start + int(chance.random() * 3_600_000) * MILLISECOND


def _visit(chance, user, at):
    """Yield a few pages, sometimes a close, and sometimes another page soon after it."""
    campaign = _one_of(chance, CAMPAIGNS) if chance.random() < 0.04 else ""
    yield user, at, "view", _page(chance), campaign
    if chance.random() < 0.7:
        at += _seconds(chance, 20)
        yield user, at, "login", "/", ""
    while chance.random() < 0.68:
        at += _pause(chance)
        campaign = _one_of(chance, CAMPAIGNS) if chance.random() < 0.008 else ""
        yield user, at, "view", _page(chance), campaign
    if chance.random() < 0.12:
        at += _seconds(chance, 60)
        yield user, at, "closed", "/", ""
        if chance.random() < 0.25:
            yield user, at + timedelta(minutes=1) + _seconds(chance, 400), "view", _page(chance), ""


def _over_new_year(chance, user):
    """Yield a visit that begins in the last minutes of the year and has a page in the first of the new one."""
    before = datetime(2021, 12, 31, 23, 45, tzinfo=OSLO) + int(chance.random() * 800_000) * MILLISECOND
    yield user, before, "view", _page(chance), ""
    yield from _visit(chance, user, before + timedelta(minutes=15) + _seconds(chance, 60))


def _of_busy_user(chance):
    """Yield events from seven to five on every working day, with pauses that seldom end a visit."""
    for day in DAYS:
        at = datetime(day.year, day.month, day.day, 7, tzinfo=OSLO) + _seconds(chance, 600)
        while day.weekday() < 5 and at.hour < 17:
            yield BUSY_USER, at, "view", _page(chance), ""
            at += _seconds(chance, 900)


def _pause(chance):
    planted = chance.random()
    if planted < EXACT:
        return HALF_AN_HOUR
    if planted < EXACT + JUST_BELOW:
        return HALF_AN_HOUR - MILLISECOND
    return _seconds(chance, 1_500 if chance.random() < 0.12 else 90)


def _seconds(chance, mean):
    """Return a random duration, exponentially distributed, in whole milliseconds."""
    return timedelta(milliseconds=1 + int(-math.log(1 - chance.random()) * mean * 1_000))


def _page(chance):
    return chance.choices(list(PAGES), list(PAGES.values()))[0]


def _one_of(chance, values):
    return values[int(chance.random() * len(values))]


def _line(user, at, kind, page, campaign):
    shown = at.astimezone(UTC).astimezone(OSLO).isoformat(timespec="milliseconds")
    return f"synthetic-{user:04d},{shown},{kind},{page},{campaign}"


def _as_written(chance, rows):
    """Return the lines as a machine would write them: some twice, some after later ones."""
    placed = []
    for place, row in enumerate(rows):
        late = 50 + chance.random() * 300 if chance.random() < LATE else 0
        placed += [(place + late, row)] * (2 if chance.random() < REPEATED else 1)
    return [row for _, row in sorted(placed, key=lambda line: line[0])]


if __name__ == "__main__":
    PATH.write_bytes(packed(lines()))
