"""The claims and their verdicts as a table: one row per claim, with what is claimed, derived and needed."""

import pytest
from frozen import PUBLISHED
from madeup import BRIDGED, BRIDGED_FIGURES, known_of

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.verdict_table import VERDICTS, verdicts
from helsetrend.analysis.vintage.known import vintage_on

SPRING_2022 = vintage_on(PUBLISHED, as_of="2022-05-31")

METRICS = {"visits": {}, "by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "visits"}}
FIGURES = """
visits  2020  1 250
visits  2021  2 000
by:a    2021  500
by:b    2021  1 500
"""


def row_of(**claim):
    """Return the row of one made-up claim on the figures above."""
    return verdicts(known_of(METRICS, FIGURES, claims=[{"metric": "visits", "to_period": "2021", **claim}])).loc["own"]


def test_the_table_has_what_is_claimed_and_what_the_figures_give():
    """140/72.5 = 1.93103 and 141/71.5 = 1.97203; 140/1.855 = 75.472 to 141/1.845 = 76.423 million would be needed."""
    table = verdicts(SPRING_2022)
    assert list(table.index) == [checked.claim.name for checked in check_claims(SPRING_2022)]
    visits = table.loc["visits-2021-growth"]
    assert (visits["as_printed"], visits["claimed_low"], visits["claimed_high"]) == ("85 prosent", 84.5, 85.5)
    assert (round(visits["borne_low"], 2), round(visits["borne_high"], 2)) == (93.10, 97.20)
    assert (round(visits["needed_low"]), round(visits["needed_high"])) == (75471698, 76422764)
    assert (visits["verdict"], visits["reasons"], visits["source"]) == ("contradicts", "", "monitor-2022")
    assert (visits["metric"], visits["from_period"], visits["to_period"]) == ("visits", "2020", "2021")
    assert (visits["kind"], visits["unit"], visits["slips"]) == ("growth", "percent", "metric")
    assert visits["is_acknowledged"]


def test_a_claim_that_cannot_be_checked_has_reasons_and_no_numbers():
    february = verdicts(SPRING_2022).loc["visits-2017-02-growth"]  # neither month is published: one reason, listed once
    assert (february["verdict"], february["reasons"]) == ("cannot_be_checked", "not_published")
    assert february[["borne_low", "borne_high", "needed_low", "needed_high"]].isna().all()
    rank = verdicts(SPRING_2022).loc["messages-2021-rank"]
    assert (rank["service"], rank["from_period"], rank["reasons"]) == ("messages", "", "others_not_counted")
    assert (rank["borne_low"], rank["slips"]) == (1, "")  # the first place or a lower one
    assert rank[["borne_high"]].isna().all()


def test_an_agreeing_claim_needs_nothing():
    row = row_of(kind="growth", from_period="2020", as_printed="60 prosent")
    assert (row["verdict"], row["borne_low"], row["borne_high"], row["slips"]) == ("agrees", 60, 60, "")
    assert row[["needed_low", "needed_high"]].isna().all()
    assert not row["is_acknowledged"]


def test_the_row_has_the_slips_that_explain_the_claim():
    """From 1250 to 2000 is 60 percent more; the ratio is 160 percent."""
    assert row_of(kind="growth", from_period="2020", as_printed="160 prosent")["slips"] == "ratio_as_increase"
    # no change is what a period compared with itself gives
    assert row_of(kind="growth", from_period="2020", as_printed="0 prosent")["slips"] == "same_period"


def test_a_sum_names_its_services_and_a_share_its_whole():
    row = row_of(kind="sum", metric="by", service="a + b", as_printed="2 100")
    assert (row["service"], row["unit"], row["claimed_low"], row["borne_low"]) == ("a + b", "visits", 2100, 2000)
    assert (row["needed_low"], row["needed_high"]) == (2100, 2100)
    row = row_of(kind="share", metric="by", service="a", of_metric="visits", as_printed="25 prosent")
    assert (row["of_metric"], row["of_service"], row["verdict"]) == ("visits", "", "agrees")
    row = row_of(kind="ratio", metric="by", service="a", of_metric="by", of_service="b", as_printed="0,33")
    assert (row["of_metric"], row["of_service"], row["unit"], row["verdict"]) == ("by", "b", "times", "agrees")


@pytest.mark.parametrize(("said", "places", "verdict"), [("2", (2, 2), "agrees"), ("1", (2, 2), "contradicts")])
def test_the_bounds_of_a_rank_are_the_places(said, places, verdict):
    row = row_of(kind="rank", metric="by", service="a", as_printed="en plass", value=said)
    assert (row["borne_low"], row["borne_high"]) == places
    assert (row["verdict"], row["unit"], row["claimed_low"]) == (verdict, "rank", float(said))


def test_a_contradiction_that_is_acknowledged_is_marked():
    known = {"acknowledged_nb": "kjent", "acknowledged_en": "known"}
    assert row_of(kind="growth", from_period="2020", as_printed="61 prosent", **known)["is_acknowledged"]


def test_the_table_has_its_columns_even_without_rows():
    """The first claim was published in March 2017; a figure of 2014 was known before."""
    index, *columns = VERDICTS
    for table in (verdicts(SPRING_2022), verdicts(vintage_on(PUBLISHED, as_of="2015-06-01"))):
        assert (table.index.name, list(table.columns)) == (index, columns)
    assert len(table) == 0


def test_a_change_across_a_bridged_break_has_the_bounds_of_the_bridge_and_others_have_none():
    """1000 × 0.8 and 1000 × 0.9 are 800 to 900 in the new way, of which 960 is 6.67 to 20 percent more."""
    claim = {
        "metric": "visits",
        "kind": "growth",
        "from_period": "2018",
        "to_period": "2020",
        "as_printed": "12 prosent",
    }
    row = verdicts(known_of(BRIDGED, BRIDGED_FIGURES, claims=[claim])).loc["own"]
    assert (round(row["bridged_low"], 2), row["bridged_high"]) == (6.67, 20)
    assert (row["verdict"], row["bridged_agreement"]) == ("cannot_be_checked", "agrees")
    row = row_of(kind="growth", from_period="2020", as_printed="60 prosent")
    assert row[["bridged_low", "bridged_high"]].isna().all()
    assert row["bridged_agreement"] == ""
