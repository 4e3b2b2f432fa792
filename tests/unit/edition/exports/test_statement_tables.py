"""The tables of changes, claims and revisions, compared with values worked out by hand from data/published."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from contents import content_in, labelled
from givenaway import by_name
from madeup import BRIDGED, known_of

from helsetrend.edition.exports.statement_tables import (
    changes_data,
    claims_data,
    revision_sizes_data,
    revisions_data,
)

D, F = Decimal, Fraction

# From the prints: 72.9 and 140.9; nearly 43 and about 90.9; 15.9 and 40; nearly 84 and over 87.
CHANGES = {
    ("visits", "", "2021"): (F("140.85") / F("72.95") - 1, F("140.95") / F("72.85") - 1, "percent", "up"),
    ("logins", "", "2021"): (F("90.8") / 43 - 1, F(91) / 42 - 1, "percent", "up"),
    ("service_visits", "messages", "2021"): (F("39.5") / F("15.95") - 1, F("40.5") / F("15.85") - 1, "percent", "up"),
    ("patient_travel_electronic_share", "", "2021-12"): (F(3, 100), F(5, 100), "points", "up"),
}


@pytest.fixture(scope="module")
def shipped():
    return content_in()


def test_a_change_has_its_bounds_or_the_reason_why_there_is_none(shipped):
    rows = by_name(changes_data(shipped))
    assert len(rows) == 3 * 6  # to each of three years, six series
    by_series = {(cells["metric"], cells["service"], cells["to_period"]): cells for cells in rows}
    for place, (low, high, unit, direction) in CHANGES.items():
        cells = by_series[place]
        assert (cells["change_unit"], cells["direction"]) == (unit, direction)
        assert 0 <= 100 * low - F(cells["change_low"]) < F(1, 10**6)
        assert 0 <= F(cells["change_high"]) - 100 * high < F(1, 10**6)
    others = [cells for place, cells in by_series.items() if place not in CHANGES and place[0] != "visits"]
    assert {cells["direction"] for cells in others} == {"not_compared"}
    assert all(cells["note_nb"] and cells["note_en"] and cells["change_low"] is None for cells in others)
    assert by_series["logins", "", "2020"]["note_en"].startswith("the figure for 2019 is shown only as a chart")
    assert (by_series["visits", "", "2021"]["from_sources"], by_series["visits", "", "2020"]["from_sources"]) == (
        *("survey-2023", "monitor-2024"),
    )


def test_months_are_compared_if_only_months_are_published():
    figures = "visits  2020-01  100 000\nvisits  2021-01  150 000"
    known = known_of({"visits": {}}, figures)
    (row,) = by_name(changes_data(labelled("nb", known, 2021, 2020)[0]))
    assert (row["from_period"], row["to_period"], row["direction"]) == ("2020-01", "2021-01", "up")


def test_a_change_over_a_bridge_is_beside_the_refusal():
    """The ratios are 0.8 and 0.9, so 1000 becomes 800 to 900; 960 is 6.67 to 20 percent more."""
    figures = "before  2019  1000\nvisits  2020  960\nvisits  2021  990"
    figures += "".join(f"\nbefore  2020-{month}  100\nvisits  2020-{month}  {new}" for month, new in ((1, 80), (2, 90)))
    figures = figures.replace("2020-1", "2020-01").replace("2020-2", "2020-02")
    overlap = {**BRIDGED["visits"]["breaks"][0], "at": "2020", "bridge": {"old": "before", "months": "2020-01/2020-02"}}
    known = known_of({"visits": {"breaks": [overlap]}, "before": {}}, figures)
    rows = by_name(changes_data(labelled("nb", known, 2021, 2019)[0]))
    first, second = (row for row in rows if row["metric"] == "visits")
    assert (first["direction"], first["change_low"]) == ("not_compared", None)
    assert (first["bridged_low"], first["bridged_high"]) == (D("6.666666"), D("20"))
    assert first["bridged_by"] == "2020-01/2020-02"
    assert (second["direction"], second["bridged_low"], second["bridged_by"]) == ("up", None, "")


def test_a_claim_is_beside_what_the_figures_give(shipped):
    claims = {cells["claim"]: cells for cells in by_name(claims_data(shipped))}
    growth = claims["visits-2021-growth"]
    assert (growth["as_printed"], growth["claimed_low"], growth["claimed_high"]) == ("85 prosent", D("84.5"), D("85.5"))
    assert (growth["verdict"], growth["claimed_unit_nb"]) == ("contradicts", "prosent")
    assert growth["borne_low"] == D("93.07745")
    assert (growth["verdict_when_made"], growth["borne_then_low"]) == ("contradicts", D("93.103448"))
    assert "måtte tallet for 2020 ha vært rundt 76,2 millioner" in growth["why_nb"]
    assert "the figure for 2020 would have had to be about 76.2 million" in growth["why_en"]
    assert (claims["messages-2021-growth"]["verdict"], claims["messages-2021-growth"]["source"]) == (
        "agrees",
        "monitor-2022",
    )
    rank = claims["messages-2021-rank"]
    assert (rank["claim_kind"], rank["claimed_low"], rank["borne_low"], rank["borne_high"]) == ("rank", 1, 1, None)
    assert (rank["verdict"], rank["claimed_unit_en"]) == ("cannot_be_checked", "rank")


def test_a_claim_has_both_verdicts_and_its_cautions():
    """100 to 150 is 50 percent, and from 100 to 180, as printed a year later, it is 80; the months are not the same."""
    figures = """
    visits  2021-01  100  first
    visits  2021-03  150  first
    visits  2021-03  180  second
    """
    claim = {"kind": "growth", "metric": "visits", "from_period": "2021-01", "to_period": "2021-03"}
    claims = [
        {"claim": "half", **claim, "as_printed": "50 %"},
        {"claim": "record", "kind": "highest", "metric": "visits", "to_period": "2021-03", "as_printed": "rekord"},
    ]
    sources = {"first": "2022", "second": "2023"}
    known = known_of({"visits": {}}, figures, claims=claims, sources=sources)
    half, record = by_name(claims_data(labelled("en", known, 2021, 2021)[0]))
    assert (half["verdict_when_made"], half["verdict"]) == ("agrees", "outdated")
    assert (half["borne_then_low"], half["borne_low"]) == (50, 80)
    assert half["caution_en"] == "January 2021 and March 2021 do not cover the same months"
    assert "changed from 150 to 180" in half["why_en"]
    assert (record["claimed_low"], record["borne_low"], record["verdict"]) == (None, 180, "agrees")


def test_a_sum_names_all_its_services_and_a_share_the_whole():
    metrics = {"visits": {}, "by_service": {"services": ["one", "two"], "lists_all_services": True}}
    metrics["by_service"]["services_add_up_to"] = "visits"
    figures = "visits  2021  300\nby_service:one  2021  100\nby_service:two  2021  50"
    claims = [
        {
            "claim": "sum",
            "kind": "sum",
            "metric": "by_service",
            "service": "one + two",
            "to_period": "2021",
            "as_printed": "150",
        },
        {"claim": "of", "kind": "share", "metric": "by_service", "service": "one", "of_metric": "visits"}
        | {"to_period": "2021", "as_printed": "33 %"},
    ]
    known = known_of(metrics, figures, claims=claims)
    rows = {cells["claim"]: cells for cells in by_name(claims_data(labelled("en", known, 2021, 2021)[0]))}
    assert (rows["sum"]["service"], rows["sum"]["service_nb"]) == ("one + two", "one, two")
    assert (rows["sum"]["claimed_unit"], rows["sum"]["verdict"]) == ("visits", "agrees")
    assert (rows["of"]["of_metric"], rows["of"]["of_metric_en"], rows["of"]["verdict"]) == (
        "visits",
        "visits",
        "agrees",
    )


def test_a_revision_has_both_figures(shipped):
    revisions = {(cells["metric"], cells["period"]): cells for cells in by_name(revisions_data(shipped))}
    assert revisions.keys() == {("logins", "2021"), ("visits", "2021"), ("visits", "2020")}
    logins = revisions["logins", "2021"]
    assert (logins["revision_kind"], logins["old_as_printed"], logins["new_as_printed"]) == (
        *("revised", "rundt 77,5 millioner", "om lag 90,9 millioner"),
    )
    assert (logins["difference"], logins["old_low"], logins["new_high"]) == (13_400_000, 77_400_000, 91_000_000)
    assert (logins["old_counts_from"], logins["new_counts_from"]) == (date(2022, 5, 31), date(2023, 1, 31))
    assert revisions["visits", "2021"]["revision_kind"] == "made_more_precise"


def test_the_sizes_of_revisions_are_given_from_the_first_figure_and_step_by_step(shipped):
    """Logins: nothing in 2020 and 77.5 to 90.9 in 2021, so 13.4 / 2 million, and 13.4 / (43 + 77.5) of the sum."""
    rows = {(cells["metric"], cells["basis"]): cells for cells in by_name(revision_sizes_data(shipped))}
    logins = rows["logins", "first_to_latest"]
    assert (logins["form"], logins["published_again"], logins["revised"], logins["up"], logins["down"]) == (
        *("year", 2, 1, 1, 0),
    )
    assert (logins["mean_revision"], logins["mean_absolute_revision"]) == (D(6_700_000), D(6_700_000))
    assert (logins["largest_revision"], logins["largest_period"]) == (D(13_400_000), "2021")
    assert logins["relative_percent"] == D(str(round(1340 / D("120.5"), 6)))
    assert logins["first_figure"] == "too_few"
    assert rows["logins", "step_by_step"]["first_figure"] == ""


def test_the_sizes_are_of_periods_up_to_the_last_year_and_shares_are_revised_in_points():
    figures = """
    share  2020  10 %  first
    share  2020  12,5 %  second
    share  2022  10 %  first
    share  2022  99 %  second
    """
    known = known_of(
        {"share": {"kind": "share", "unit": "percent"}}, figures, sources={"first": "2023", "second": "2024"}
    )
    first, _ = by_name(revision_sizes_data(labelled("nb", known, 2021, 2020)[0]))
    assert (first["published_again"], first["mean_revision"], first["unit_nb"]) == (1, D("2.5"), "prosentpoeng")
    assert (first["mean_low"], first["mean_high"]) == (D("1.95"), D("3.05"))
    assert first["mean_percent"] is None
