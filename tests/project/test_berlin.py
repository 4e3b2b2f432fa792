"""The example of Berlin: 73 states of one table, described in a few lines, and what its README says must come out."""

import csv
import tomllib
from collections import defaultdict

import pytest
from places import TOP

from helsetrend.analysis import compare
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published import revisions
from helsetrend.published.folder import read_published
from helsetrend.values import Period

BERLIN = TOP / "examples" / "berlin"
TABLES = BERLIN / "published" / "tables"
METRICS = {"visits": "visits", "impressions": "page_impressions", "visit_duration_avg_seconds": "visit_length"}
VISITS = {2020: 115_398, 2021: 100_812, 2022: 72_420, 2023: 68_961, 2024: 94_635, 2025: 166_697}
"""The sums of the months in the newest state, as material/berlin/README.md states them."""


@pytest.fixture(scope="module")
def published():
    return read_published(BERLIN)


@pytest.fixture(scope="module")
def states():
    """Every state of the table by its day: the text of each cell by its month and column."""
    found = {}
    for path in sorted(TABLES.glob("domain_stats-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        day = path.stem.removeprefix("domain_stats-")
        found[day] = {(row["month"], name): row[name] for row in rows for name in METRICS if row.get(name)}
    return found


def changes_of(states):
    """The slow way: each cell of each state beside the same cell of the state before it."""
    new, revised = defaultdict(dict), defaultdict(dict)
    before = {}
    for day, cells in states.items():
        for (month, column), text in cells.items():
            if (month, column) not in before:
                new[day][month, METRICS[column]] = text
            elif before[month, column] != text:
                revised[day][month, METRICS[column]] = (before[month, column], text)
        assert not before.keys() - cells.keys()
        before = cells
    return new, revised


def test_the_description_is_at_most_40_lines_beside_its_texts():
    text = (BERLIN / "published" / "tables.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) <= 40
    tables = tomllib.loads(text)["tables"]
    assert all(len([line for line in block.splitlines() if "=" in line]) <= 10 for block in text.split("[tables.")[1:])
    assert len(tables) == 3


def test_each_cell_that_is_new_or_differs_is_a_row_with_its_place_and_no_other_is(published, states):
    new, revised = changes_of(states)
    expected = {(metric, month, day): text for day, cells in new.items() for (month, metric), text in cells.items()} | {
        (metric, month, day): text for day, cells in revised.items() for (month, metric), (_, text) in cells.items()
    }
    figures = published.figures[published.figures["source"].str.startswith("domain-stats-")]
    days = figures["source"].str.removeprefix("domain-stats-")
    found = dict(zip(zip(figures["metric"], figures["period"], days, strict=True), figures["as_printed"], strict=True))
    assert found == expected
    assert len(figures) == len(expected)
    for place, text in zip(figures["place"], figures["as_printed"], strict=True):
        file, _, cell = place.partition(", ")
        row, column = int(cell[1:]), "ABCD".index(cell[0])
        assert (TABLES / file).read_text("utf-8").splitlines()[row - 1].split(",")[column] == text


def test_23_months_were_revised_on_one_day_and_none_at_any_other_time(published, states):
    _, revised = changes_of(states)
    assert list(revised) == ["2021-02-10"]
    table = revisions(published.history)
    assert set(table["new_published_date"].astype(str)) == {"2021-02-10"}
    for metric in ("visits", "page_impressions"):
        months = table[table["metric"] == metric].set_index("period")
        assert sorted(months.index) == [f"{2019 + n // 12}-{n % 12 + 1:02}" for n in range(1, 24)]
        assert {(month, f"{row.old_value:.0f}", f"{row.new_value:.0f}") for month, row in months.iterrows()} == {
            (month, *texts) for (month, name), texts in revised["2021-02-10"].items() if name == metric
        }


def test_years_are_the_sums_of_their_months_and_a_part_of_a_year_is_none(published):
    known = vintage_on(published)
    assert {year: int(known.observe("visits", year).figure.value) for year in VISITS} == VISITS
    for metric, year in (("visits_old_tool", 2011), ("visits", 2019), ("page_impressions", 2019)):
        observed = known.observe(metric, year)
        assert (observed.figure, observed.gap.code) == (None, "part_published")
    with (TABLES / "until-2019.csv").open(encoding="utf-8", newline="") as file:
        old = [int(row["visits"]) for row in csv.DictReader(file) if row["month"].startswith("2019")]
    assert known.observe("visits_old_tool", 2019).figure.value == sum(old)
    assert len(old) == 12


def test_what_was_known_before_the_revision_was_another_year(published, states):
    months = [
        int(text) for (month, name), text in states["2021-01-12"].items() if (month[:4], name) == ("2020", "visits")
    ]
    assert len(months) == 12
    assert vintage_on(published, as_of="2021-02-09").observe("visits", 2020).figure.value == sum(months) != VISITS[2020]


def test_means_of_months_are_not_added_up(published):
    known = vintage_on(published)
    assert known.observe("visit_length", Period.parse("2025-12")).figure.as_printed == "97.48"
    assert known.observe("visit_length", 2025).figure is None


def test_the_tool_used_until_2019_counted_what_both_files_say(published):
    history = published.history[published.history["metric"].str.endswith("_old_tool")]
    assert dict(history["role"].value_counts()) == {"first": 200, "confirms": 22}


def test_every_source_names_the_publisher_and_the_digests_hold_every_file(published):
    assert {source.publisher for source in published.sources.values()} == {"BerlinOnline Stadtportal GmbH & Co. KG"}
    names = {name for name in published.digests if name.startswith("tables/")}
    assert names == {f"tables/{path.name}" for path in TABLES.iterdir()}
    assert len(names) == 75
    assert "CC BY 3.0 DE" in (BERLIN / "README.md").read_text("utf-8")


def test_2019_of_the_old_tool_and_2020_of_the_new_are_refused_and_bridged_as_a_range(published):
    """January by the ratios of the eleven months that both tools counted, as these stand since the revision."""
    known = vintage_on(published)
    counts = {}
    for metric in ("visits", "visits_old_tool"):
        months = [known.observe(metric, Period.parse(f"2019-{month:02}")).figure for month in range(2, 13)]
        counts[metric] = [figure.value for figure in months]
    ratios = [new / old for new, old in zip(counts["visits"], counts["visits_old_tool"], strict=True)]
    january = known.observe("visits_old_tool", Period.parse("2019-01")).figure.value  # which only the old tool counted
    in_2019 = [sum(counts["visits"]) + january * ratio for ratio in (max(ratios), min(ratios))]
    result = compare(known, "visits", 2019, 2020)
    assert "break" in [reason.code for reason in result.reasons]
    bounds = [float(100 * (VISITS[2020] / year - 1)) for year in in_2019]
    assert [float(end) for end in (result.bridged.interval.low, result.bridged.interval.high)] == pytest.approx(bounds)
