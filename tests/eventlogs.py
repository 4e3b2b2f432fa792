"""Made-up event logs: events as slowcount takes them, the files that hold them, and their rows for SQL."""

import random
from datetime import UTC, datetime, timedelta

import duckdb
from hypothesis import strategies as st

MAPPING = 'format = "csv"\n[columns]\nuser = "user"\ntime = "time"\nkind = "kind"\nservice = "service"\n'
FIRST_DAY = datetime(2021, 12, 25, tzinfo=UTC)
DAYS = 14

OSLO = "Europe/Oslo"
SERVICES = ("messages", "travel")
SERVICE_BITS = {None: 0, "messages": 1, "travel": 2}
KIND_CODES = {"view": 0, "login": 1, "close": 2}
MINUTE = 60 * 1_000_000


def us(text):
    """Return the microseconds since 1970 of a time such as 2021-12-31 22:50, in UTC unless it names a zone."""
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1_000_000)


# Times in the hours around New Year in Oslo, on a grid of five minutes, and just beside it.
START, NEW_YEAR, END = us("2021-12-31 20:00"), us("2021-12-31 23:00"), us("2022-01-01 04:00")
GRID = range(START, END, 5 * MINUTE)
OFFSETS = [0, 0, 0, 1, -1, 1000, -1000]
times = st.builds(lambda base, offset: max(base + offset, START), st.sampled_from(GRID), st.sampled_from(OFFSETS))


def random_events(users, events_per_user, seed=1):
    """Return a log with times as above, for each user as many events as said."""
    chance = random.Random(seed)
    return [
        (
            user,
            max(chance.choice(GRID) + chance.choice(OFFSETS), START),
            chance.choice(["view", "view", "view", "login", "close"]),
            chance.choice([*SERVICE_BITS]),
        )
        for user in range(users)
        for _ in range(events_per_user)
    ]


def made_up_log(seed=1):
    """Return two weeks over New Year of 150 users, with many events around midnight and pauses around 30 minutes."""
    chance = random.Random(seed)
    events = []
    for _ in range(1500):
        user = f"secret-{chance.randrange(150):03d}"
        hour = chance.choice([22, 23, 23, 12, chance.randrange(24)])
        at = FIRST_DAY + timedelta(hours=hour, days=chance.randrange(DAYS - 1), minutes=chance.randrange(60))
        for _ in range(chance.randrange(1, 6)):
            kind = chance.choice(["view"] * 6 + ["login", "close"])
            events.append((user, round(at.timestamp() * 1_000_000), kind, chance.choice([*SERVICE_BITS])))
            at += timedelta(minutes=chance.choice([1, 5, 29, 30, 31]), milliseconds=chance.choice([0, 0, -1, 1]))
    return events


def write_log(folder, events):
    """Write a CSV file for each day in UTC."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for user, at_us, kind, service in events:
        at = datetime.fromtimestamp(at_us // 1_000_000, UTC).replace(microsecond=at_us % 1_000_000)
        files.setdefault(f"{at:%Y-%m-%d}", []).append(f"{user},{at.isoformat()},{kind},{service or ''}")
    for day, lines in files.items():
        (folder / f"log-{day}.csv").write_text("\n".join(["user,time,kind,service", *lines]), encoding="utf-8")


def number_of(text):
    """Return a number in a text; the error where it is none has the text in its message. Processes can import it."""
    return duckdb.execute("SELECT CAST(? AS INTEGER)", [text]).fetchall()
