"""The tables of figures, compared with data/published and with values worked out from it by hand."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from contents import content_in, labelled
from countedfolder import with_counts
from givenaway import by_name
from madeup import known_of
from places import DATA, TOP

from helsetrend.edition.exports.figure_tables import counted_data, figures_data, series_data

D = Decimal
MILLION = 1_000_000

# Row of figures.csv, its status by 2025, and the other row. Worked out by hand from the files.
STATUSES = """
2   made_more_precise  32
3   revised            33
4   replaced           34
5   confirms           2
6   revised            15
7   replaced           16
8   in_force
13  replaced           4
14  in_force
15  in_force
16  in_force
18  confirms           32
25  confirms           3
27  confirms           6
28  conflicts          6
32  in_force
33  in_force
41  in_force
45  confirms           41
48  replaced           41
"""

# The least and the most that a print means, in millions: half of its last digit, and what its words say.
BOUNDS = {
    2: (140, 141),
    3: ("71.5", "72.5"),
    6: ("77.4", "77.6"),
    7: (42, 43),
    8: ("39.5", "40.5"),
    32: ("140.85", "140.95"),
}


@pytest.fixture(scope="module")
def shipped():
    return content_in()


@pytest.fixture(scope="module")
def figures(shipped):
    return {cells["row"]: cells for cells in by_name(figures_data(shipped))}


def rows_of(name):
    with (DATA / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return dict(enumerate(csv.DictReader(file), start=2))


def test_every_figure_up_to_the_last_year_is_there_as_printed_with_its_source(figures):
    expected = {row: cells for row, cells in rows_of("figures").items() if cells["period"][:4] <= "2021"}
    assert figures.keys() == expected.keys()
    sources = {cells["source"]: cells for cells in rows_of("sources").values()}
    for row, cells in expected.items():
        found = figures[row]
        for name in ("metric", "service", "period", "as_printed", "unit", "hedge", "source"):
            assert found[name] == cells[name]
        assert found["value"] == D(cells["value"])
        source = sources[cells["source"]]
        for name in ("published", "title", "publisher", "address", "detail_nb", "detail_en"):
            assert found[name] == source[name]
        assert found["title_language"] == source["language"]
        assert found["published_basis"] == source["published_basis"].split(",")[0]


def test_a_figure_has_the_bounds_of_its_print(figures):
    bounds = {row: (figures[row]["low"] / MILLION, figures[row]["high"] / MILLION) for row in BOUNDS}
    assert bounds == {row: (D(low), D(high)) for row, (low, high) in BOUNDS.items()}
    assert [figures[row]["rounding"] for row in (2, 32)] == [MILLION, 100_000]


@pytest.mark.parametrize("line", STATUSES.strip().splitlines())
def test_the_status_of_a_figure(line, figures):
    row, status, *other = line.split()
    found = figures[int(row)]
    assert (found["status"], found["other_row"]) == (status, int(other[0]) if other else None)
    assert found["other_as_printed"] == (figures[int(other[0])]["as_printed"] if other else "")


def test_a_figure_counts_from_the_last_day_of_its_date(figures):
    assert [figures[row]["counts_from"] for row in (2, 32)] == [date(2022, 5, 31), date(2024, 2, 9)]
    assert (figures[12]["period_first"], figures[12]["period_last"]) == (date(2020, 12, 1), date(2020, 12, 31))


def test_a_figure_of_a_table_has_the_cell_that_it_was_read_in(figures):
    berlin = by_name(figures_data(content_in(TOP / "examples" / "berlin", year=2025, first_year=2023)))
    found = {cells["place"]: (cells["metric"], cells["period"], cells["as_printed"]) for cells in berlin}
    assert found["domain_stats-2026-01-05.csv, C2"] == ("visits", "2025-12", "14506")
    assert {cells["place"] for cells in figures.values()} == {""}


def test_a_figure_published_later_is_left_out():
    found = {cells["row"]: cells for cells in by_name(figures_data(content_in(as_of="2022-05-31")))}
    assert not {15, 18, 32, 33} & found.keys()
    assert [found[row]["status"] for row in (2, 3, 6)] == ["in_force"] * 3


def test_names_are_in_both_languages(figures):
    assert (figures[8]["metric_nb"], figures[8]["metric_en"]) == ("Besøk per tjeneste", "Visits per service")
    assert figures[8]["service_en"] == "Messages between residents and the health service"
    assert (figures[6]["unit_nb"], figures[6]["unit_en"]) == ("innlogginger", "logins")


def test_a_report_has_a_row_for_every_year_and_a_gap_has_its_reason(shipped):
    rows = by_name(series_data(shipped))
    by_series = {(cells["metric"], cells["service"], cells["period"]): cells for cells in rows}
    assert len(by_series) == len(rows) == 4 * 6  # four years, six series
    gaps = {place: cells["state"] for place, cells in by_series.items() if cells["value"] is None}
    assert gaps == {
        ("logins", "", "2019"): "only_as_picture",
        **{("service_visits", "messages", year): "not_reported_yet" for year in ("2018", "2019")},
        **{("service_visits", "covid_certificate", year): "before_launch" for year in ("2018", "2019", "2020")},
        ("service_visits", "covid_certificate", "2021"): "not_published",
        **{("patient_travel_electronic_share", "", f"{year}-12"): "only_as_picture" for year in (2018, 2019)},
        **{("patient_travel_self_service_visits", "", str(year)): "not_published" for year in (2018, 2019, 2020)},
    }
    for place in gaps:
        assert by_series[place]["note_nb"]
        assert by_series[place]["note_en"]
        assert (by_series[place]["hedge"], by_series[place]["low"], by_series[place]["sources"]) == ("", None, "")
    logins = by_series["logins", "", "2021"]
    assert (logins["value"], logins["hedge"], logins["before"]) == (D(90_900_000), "about", "rundt 77,5 millioner")
    assert (logins["sources"], logins["sources_en"]) == ("monitor-2023", "Direktoratet for e-helse, January 2023")


def test_a_sum_of_months_is_computed_and_says_so():
    """100 and 20, each known to its last digit, are 120; the two halves have two sources."""
    halves = "visits  2021-01/2021-06  100,1 tusen  one\nvisits  2021-07/2021-12  20,2 tusen  two"
    known = known_of({"visits": {}}, halves, sources={"one": "2022-01-01", "two": "2022-02-01"})
    (row,) = by_name(series_data(labelled("en", known, 2021, 2021)[0]))
    assert (row["state"], row["low"], row["high"]) == ("computed", 120_200, 120_400)
    assert (row["value"], row["hedge"], row["sources"]) == (120_300, "about", "one; two")


def test_a_count_is_beside_the_published_figure(tmp_path):
    """142,345,678 less 140.85 to 140.95 million is 1,395,678 to 1,495,678 more."""
    rows = by_name(counted_data(content_in(with_counts(tmp_path), first_year=2019, as_of="2026-03-01")))
    by_series = {(cells["metric"], cells["service"], cells["period"]): cells for cells in rows}
    visits = by_series["visits", "", "2021"]
    assert (visits["counted"], visits["counted_before"], visits["definition"]) == (142_345_678, 142_000_000, "visit-1")
    assert (visits["counted_state"], visits["counted_on"]) == ("counted", date(2026, 2, 1))
    assert (visits["compared"], visits["difference_low"], visits["difference_high"]) == ("more", 1_395_678, 1_495_678)
    assert (visits["value"], visits["sources"]) == (140_900_000, "survey-2023")
    hidden = by_series["logins", "", "2021"]
    assert (hidden["counted"], hidden["counted_state"], hidden["compared"]) == (None, "suppressed", "not_compared")
    part = by_series["visits", "", "2019"]
    assert (part["days"], part["days_counted"]) == (365, 300)
    assert part["note_en"] == "the log covers only 300 of the 365 days of 2019"
    assert by_series["service_visits", "messages", "2021"]["counted_state"] == "not_counted"
