"""The log in data/events gives what its README works out by hand."""

import csv
import re

from command import run
from places import TOP

FOLDER = TOP / "data" / "events"
NAMES = {
    "visits": ("visits", ""),
    "logins": ("logins", ""),
    "visits to messages": ("service_visits", "messages"),
    "visits to prescriptions": ("service_visits", "prescriptions"),
    "visits to patient travel": ("service_visits", "patient_travel"),
    "persons": ("persons", ""),
}


def test_the_small_log_counts_to_what_its_readme_says(tmp_path):
    table = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    log, options = FOLDER / "small.csv", ["--out", "out", "--key", "key", "--max-bad", "0%", "--workers", "1"]
    told = run("count", log, "--events", FOLDER / "events.toml", *options, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    with (tmp_path / "out" / "counts.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["metric"], row["service"], row["period"]): row["value"] for row in csv.DictReader(file)}
    # Each year of the log is one day; persons are counted by month and year alone.
    assert [(name, found[*NAMES[name], "2021"], found[*NAMES[name], "2022"]) for name, *_ in table] == table
    assert len(table) == len(NAMES)
    assert re.search(r"unknown service +1 +\S+ +yes +small.csv 13", told.stdout)
    assert re.search(r"identical events +1 +8.33% +once", told.stdout)
