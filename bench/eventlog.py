"""Write a made-up event log of any size for bench/events.py, one Parquet file a day; it is the same each time.

The visits of users are heavy-tailed, nights are quiet, visits span midnight, one event in two hundred is repeated,
one in a thousand is in the file of the next day. A visit has about five events.

    python bench/eventlog.py FOLDER --events 10000000 --days 365
"""

import argparse
from pathlib import Path

import duckdb

START = 1_609_455_600_000_000  # 1 January 2021 in Oslo
DAY = 86_400_000_000
SERVICES = ("messages", "prescriptions", "appointments", "results", "certificate", "record", "doctor", "travel")
# How many of a hundred visits begin in each three hours of the day.
RHYTHM = (1, 1, 8, 20, 22, 20, 18, 10)

MAPPING = """format = "parquet"

[columns]
user = "user_id"
time = "at_us"
kind = "kind"
service = "service"

[time]
form = "microseconds"
"""

DAY_OF_EVENTS = """
WITH visit AS (
    SELECT number, hash(number, {day}, 1) AS a, hash(number, {day}, 2) AS b, hash(number, {day}, 3) AS c
    FROM range({visits}) AS visits(number)
),
begun AS (
    SELECT number,
        CAST(floor({users} * pow((a % 100000007) / 100000007.0, 2.5)) AS BIGINT) AS who,
        {start} + list_position(list_transform({ends}, lambda upper: upper > b % 100), true) * {part} - {part}
            + CAST(b // 100 % {part} AS BIGINT) AS start_us,
        1 + CAST(floor(-4.4 * ln(1 - (c % 100003) / 100003.0)) AS INTEGER) AS events
    FROM visit
),
event AS (
    SELECT who, start_us, step, hash(number, {day}, 4 + step) AS d FROM begun, unnest(range(events)) AS steps(step)
),
logged AS (
    SELECT CAST(hash(who) % 9007199254740991 AS BIGINT) AS user_id,
        start_us + step * CAST(20000000 + d % 90000 * 1000 AS BIGINT)
            + CASE WHEN step > 3 AND d % 17 = 0 THEN 1800000000 ELSE 0 END AS at_us,
        CASE WHEN step = 1 AND d % 10 < 7 THEN 'login' ELSE 'view' END AS kind,
        CASE d % 19 {services} END AS service,
        d
    FROM event
)
SELECT user_id, at_us, kind, service FROM logged WHERE {arrives}
UNION ALL
SELECT user_id, at_us, kind, service FROM logged WHERE d % 200 = 7 AND {arrives}
"""


def write_log(folder: Path, *, events: int, days: int) -> None:
    """Write the log and its mapping, without the late events of the last day and events after it."""
    folder.mkdir(parents=True, exist_ok=True)
    ends = [sum(RHYTHM[: part + 1]) for part in range(len(RHYTHM))]
    services = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(SERVICES))
    words = {"visits": int(events / days / 4.95), "users": max(100, events // 15)}
    words |= {"ends": ends, "part": DAY // len(RHYTHM)}
    end = START + days * DAY
    with duckdb.connect(config={"threads": 2, "memory_limit": "800MB"}) as engine:
        for day in range(days):
            parts = [(day, "d % 1000 <> 999"), *([(day - 1, "d % 1000 = 999")] if day else [])]
            queries = [
                DAY_OF_EVENTS.format(day=begun, start=START + begun * DAY, services=services, arrives=arrives, **words)
                for begun, arrives in parts
            ]
            engine.execute(
                f"COPY (SELECT * FROM ({' UNION ALL '.join(f'({query})' for query in queries)}) "
                f"WHERE at_us < {end} ORDER BY at_us) "
                f"TO '{folder}/events-{day:03d}.parquet' (FORMAT parquet, COMPRESSION zstd)"
            )
    (folder.parent / f"{folder.name}.toml").write_text(MAPPING, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--days", type=int, default=365)
    arguments = parser.parse_args()
    write_log(arguments.folder, events=arguments.events, days=arguments.days)
