"""A data folder with made-up counts beside the published figures."""

import shutil

from places import DATA

from helsetrend.events.counts_file import COUNT_COLUMNS, DEFINITIONS, CountRow, as_csv

JANUARY, FEBRUARY, NOT_YET = "2022-01-10", "2026-02-01", "2027-01-01"

COUNTS = [
    ("visits", "", "2019", 37_200_000, 365, 300, JANUARY),
    ("visits", "", "2020", 72_900_123, 366, 366, JANUARY),
    ("visits", "", "2021", 142_345_678, 365, 365, FEBRUARY),
    ("logins", "", "2019", 20_123_456, 365, 365, JANUARY),
    ("logins", "", "2020", 40_000_000, 366, 366, JANUARY),
    ("logins", "", "2021", None, 365, 365, JANUARY),
    ("service_visits", "messages", "2020", 15_900_000, 366, 366, FEBRUARY),
    ("service_visits", "messages", "2021", 41_000_000, 365, 365, NOT_YET),
    ("service_visits", "prescriptions", "2021", 7, 365, 365, JANUARY),
    ("persons", "", "2021", 2_000_000, 365, 365, JANUARY),
]
EARLIER = [
    ("visits", "", "2021", 142_000_000, 365, 365, JANUARY),
    ("logins", "", "2021", 3, 365, 365, "2021-12-31"),
]


def add_counts(folder, counts=COUNTS, earlier=EARLIER):
    """Write counts into a data folder."""
    (folder / "counted").mkdir()
    for name, rows in (("counts.csv", counts), ("earlier.csv", earlier)):
        text = as_csv(COUNT_COLUMNS, (CountRow(*row, DEFINITIONS[row[0]]).cells for row in rows))
        (folder / "counted" / name).write_text(text, encoding="utf-8")
    return folder


def with_counts(folder, counts=COUNTS, earlier=EARLIER):
    """Copy the published data into a folder and write counts beside them."""
    for name in ("metrics.toml", "published"):
        copy = shutil.copytree if (DATA / name).is_dir() else shutil.copy
        copy(DATA / name, folder / name)
    return add_counts(folder, counts, earlier)
