"""Measure where the time of a count goes: the processor seconds of each step on one day of the portal's size.

    .venv/bin/python bench/stages.py

The steps are those of src/helsetrend/events/chunks.py, each with all that is before it; the least of five runs counts.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from eventlog import write_log

from helsetrend.events import chunks
from helsetrend.events.chunks import Portal, Span
from helsetrend.events.readers import day_start_us, event_view, read_mapping, survey_file

DAYS, EVENTS = 3, 5_700_000
ZONE = "Europe/Oslo"
READING = (
    "SELECT bit_xor(hash(user_id)), bit_xor(hash(at_us)), bit_xor(hash(kind)), bit_xor(hash(service)) FROM '{file}'"
)
EVENT = "SELECT max(user_id), max(at_us), max(kind), max(page), max(services) FROM event"
ONCE = "SELECT max(copies) FROM (SELECT count(*) AS copies FROM event GROUP BY user_id, at_us, kind, page, services)"


def seconds(step: Callable[[], object]) -> float:
    """Return the processor seconds of a step, the least of five runs."""
    times = []
    for _ in range(5):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as name, chunks.connect() as engine:
        folder = Path(name)
        write_log(folder / "log", events=EVENTS, days=DAYS)
        mapping = read_mapping(folder / "log.toml")
        file = sorted((folder / "log").iterdir())[1]
        survey = survey_file(engine, file, mapping, scratch=folder)
        portal = Portal(tuple(survey.services), ZONE)
        span = Span(*(day_start_us(date(2021, 1, day), ZONE) for day in (2, 3)))
        events = event_view(
            [(str(file), survey.rows)], mapping, portal.services, from_us=span.from_us, to_us=span.to_us
        )
        sql = portal.rule.sql
        engine.execute(f"CREATE TEMP VIEW event AS {events}")
        engine.execute(f"CREATE TEMP TABLE half_hour AS {sql.half_hours}")
        engine.execute(f"CREATE TEMP VIEW part AS {sql.parts}")
        steps: dict[str, Callable[[], object]] = {
            "reading the four columns": lambda: engine.execute(READING.format(file=file)).fetchall(),
            "events: kinds and services as numbers": lambda: engine.execute(EVENT).fetchall(),
            "and identical ones joined": lambda: engine.execute(ONCE).fetchall(),
            "and folded into half hours": lambda: engine.execute(f"CREATE OR REPLACE TEMP TABLE a AS {sql.half_hours}"),
            "visits, of the half hours": lambda: engine.execute(f"CREATE OR REPLACE TEMP TABLE b AS {sql.visits}"),
            "the whole chunk, with its files": lambda: chunks.count_chunk(
                engine, events, span=span, portal=portal, key=b"k" * 32, folder=folder
            ),
            "the survey of the file, once": lambda: survey_file(engine, file, mapping, scratch=folder),
        }
        print(f"{survey.row_count:,} events")
        reading = seconds(next(iter(steps.values())))
        for step, run in steps.items():
            took = reading if step.startswith("reading") else seconds(run)
            print(f"{step:42}{took:7.3f}{took / reading:7.1f} times reading")


if __name__ == "__main__":
    main()
