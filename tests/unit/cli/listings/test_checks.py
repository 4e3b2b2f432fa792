"""What `check` prints, as tables and as JSON; worked out by hand."""

import json
from datetime import date

import pytest
from listed import METRICS, cells_of, shown
from madeup import BRIDGED, BRIDGED_FIGURES, bridged_of, known_of
from places import DATA

from helsetrend.analysis.verdict_table import VERDICTS
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.cli.listings import check_json, checks
from helsetrend.published.folder import read_published

FIGURES = """
visits  2020  1 250
visits  2021  2 004
by:a    2021  501
by:b    2021  1 500
share   2020  40,0 %
share   2021  50,0 %
shares:a  2021  26 %
mean    2021  166
"""

# Kind, metric and so on, what was said; what the figures give.
CLAIMS = {
    "percent": ({"kind": "growth", "from_period": "2020", "as_printed": "60 prosent"}, "visits", "+60.3 to +60.4"),
    "points": (
        {"kind": "points", "metric": "share", "from_period": "2020", "as_printed": "10 prosentpoeng"},
        "share",
        "+9.9 to +10.1",
    ),
    "times": (
        {"kind": "ratio", "metric": "by", "service": "b", "of_metric": "by", "of_service": "a", "as_printed": "3"},
        "by b of by a",
        "2.99 to 3.00",
    ),
    "count": ({"kind": "level", "as_printed": "2 004"}, "visits", "2,004"),
    "sum": ({"kind": "sum", "metric": "by", "service": "a + b", "as_printed": "2 001"}, "by a + b", "2,001"),
    "place": (
        {"kind": "rank", "metric": "by", "service": "a", "as_printed": "nest mest", "value": "2"},
        "by a",
        "2 to 2",
    ),
    "nothing": ({"kind": "growth", "from_period": "2019", "as_printed": "60 prosent"}, "visits", "not_published"),
}
# 2004/1250 = 1.6032, that is +60.32; shares 49.95 - 40.05 = 9.9 to 50.05 - 39.95 = 10.1; 1500/501 = 2.994.


def claimed(**claim):
    return {"metric": "visits", "to_period": "2021", **claim}


@pytest.mark.parametrize("name", CLAIMS)
def test_what_follows_from_the_figures_is_in_the_unit_of_the_claim_and_rounded_outwards(name):
    """Beside another claim, that has numbers, so that the table has some."""
    claim, about, derived = CLAIMS[name]
    other = claimed(kind="level", as_printed="2 004", claim="other")
    table = checks.claims_listing(known_of(METRICS, FIGURES, claims=[claimed(**claim), other]))
    row = cells_of(table)[0]
    assert (row[0], row[1], row[-1]) == ("own", about, derived)
    assert row[4] == claim["as_printed"]


def test_where_no_claim_can_be_checked_the_reasons_are_shown():
    """Then no cell of the table of verdicts holds a number."""
    known = known_of(METRICS, FIGURES, claims=[claimed(**CLAIMS["nothing"][0])])
    assert [row[-2:] for row in cells_of(checks.claims_listing(known))] == [["cannot be checked", "not_published"]]


def test_an_acknowledged_contradiction_is_marked_and_shown():
    known = {"acknowledged_nb": "Ja.", "acknowledged_en": "That is so."}
    claims = [claimed(kind="level", as_printed="2 005", **known), claimed(kind="level", as_printed="2 006", claim="b")]
    seen = known_of(METRICS, FIGURES, claims=claims)
    rows = [row[5:7] for row in cells_of(checks.claims_listing(seen))]
    assert rows == [["contradicts", "contradicts (acknowledged)"], ["contradicts", "contradicts"]]
    lines = list(checks.contradictions(seen))
    assert [line.split(": ")[0] for line in lines] == ["own", "b"]
    assert ["That is so." in line for line in lines] == [True, False]


def test_the_words_of_a_source_are_text_and_no_markup():
    """Square brackets mean colours to the terminal."""
    said = "en [/red] dobling [bold]"
    claims = [claimed(kind="growth", from_period="2020", as_printed=said, value="100", rounding="10")]
    assert said in shown(checks.claims_listing(known_of(METRICS, FIGURES, claims=claims)))


def test_a_figure_that_does_not_agree_with_others_is_shown_with_what_would_follow():
    """501 + 1500 = 2001, not 2004; 501/2004 = 25 %, not 26; 2004/12 = 167, not 166."""
    table = checks.mismatches_listing(checks.comparisons(known_of(METRICS, FIGURES)))
    assert table.title == "figures that do not agree with those that they follow from: 3 of 3"
    assert cells_of(table) == [
        ["visits", "2021", "2 004", "services", "2,001", "page"],
        ["shares a", "2021", "26 %", "share", "25.00", "page"],
        ["mean", "2021", "166", "monthly_mean", "167", "page"],
    ]


def test_what_would_follow_has_enough_digits_to_show_that_it_does_not_agree():
    """1207/12 = 100.58 lies beside 99.5 to 100.5; "100 to 101" would hold the printed 100."""
    known = known_of(METRICS, "visits  2021  1 207\nmean  2021  100")
    (row,) = cells_of(checks.mismatches_listing(checks.comparisons(known)))
    assert row[4].startswith("100.5")


def test_of_no_claims_no_conflicts_and_no_mismatches_there_is_nothing_to_show():
    known = known_of(METRICS, "visits  2021  100")
    compared = checks.comparisons(known)
    for table in (
        checks.claims_listing(known),
        checks.mismatches_listing(compared),
        checks.conflicts_listing(known),
    ):
        assert cells_of(table) == []
    (unmade,) = cells_of(checks.unmade_listing(known, compared))
    assert unmade == ["services", "visits", "2021", "100", "no figure for by a, no figure for by b"]
    content = json.loads(json.dumps(check_json.check_as_json(known)))
    assert [content[name] for name in ("claims", "mismatches", "conflicts", "reconciled", "figures")] == [
        [],
        [],
        [],
        0,
        1,
    ]


# --- checks that could not be made


def test_a_bridge_without_the_figures_for_it_is_named():
    """Of December the old tool counted nothing, so there is no ratio."""
    known = bridged_of(**{"before_2019-12": "0"})
    (row,) = cells_of(checks.unmade_listing(known, checks.comparisons(known)))
    why = "before (above zero) and visits do not have figures for the same periods of all 2019-11/2019-12"
    assert row == ["bridge", "visits", "2019-11", "", why]
    known = bridged_of()
    assert cells_of(checks.unmade_listing(known, checks.comparisons(known))) == []


def test_checks_that_could_not_be_made_are_counted_and_named():
    """The shares of the two services have no whole: b has no figure in 2021."""
    metrics_ = {
        "all": {},
        "by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "all"},
        "part": {"kind": "share", "unit": "percent", "services": ["a", "b"]}
        | {"share_of": {"part": "by", "whole": "all"}},
    }
    figures = """
    by:a    2020  40
    by:b    2020  60
    by:a    2021  40
    part:a  2020  40 %
    part:a  2021  40 %
    """
    claims = [{"metric": "all", "kind": "level", "to_period": "2021", "as_printed": "100"}]
    known = known_of(metrics_, figures, claims=claims)
    table = checks.unmade_listing(known, checks.comparisons(known))
    assert table.title == "checks made: 0 of 1 claims and 1 of 4 comparisons of figures"
    assert cells_of(table) == [
        ["claim own", "all", "2021", "100", "the figure for 2021 is not published"],
        ["shares", "part a", "2020", "40 %", "no figure for part b"],
        ["share", "part a", "2021", "40 %", "no figure for all"],
        ["shares", "part a", "2021", "40 %", "no figure for part b"],
    ]
    content = json.loads(json.dumps(check_json.check_as_json(known), allow_nan=False))
    assert content["checks"] == {
        "claims": {"made": 0, "not_made": 1},
        "comparisons of figures": {"made": 1, "not_made": 3},
    }
    assert content["not_made"][1] == {
        "check": "shares",
        "metric": "part a",
        "period": "2020",
        "as_printed": "40 %",
        "why": "no figure for part b",
    }


# --- figures that jump

JUMPING = (
    "visits  2019  37\nvisits  2020  7 200\nvisits  2021  140\nby:a  2020  1 003\nby:a  2020  1,4 millioner  rival"
)


def test_a_figure_that_jumps_is_shown_beside_those_it_jumps_from_and_in_json():
    """7 200 is 51.4 times 140; 1 350 000 are 1345.96 times 1 003."""
    known = known_of(METRICS, JUMPING, sources={"page": "2022", "rival": "2023"})
    table = checks.jumps_listing(known)
    assert table.title.endswith(": 2")
    assert cells_of(table) == [
        ["visits", "2020", "7 200", "51 times as large", "2019: 37 (page); 2021: 140 (page)", "page"],
        ["by a", "2020", "1,4 millioner", "1,345 times as large", "2020: 1 003 (page)", "rival"],
    ]
    first, second = json.loads(json.dumps(check_json.check_as_json(known), allow_nan=False))["jumps"]
    assert (first["figure"]["as_printed"], [other["period"] for other in first["others"]]) == (
        "7 200",
        ["2019", "2021"],
    )
    assert (int(second["times"]), second["is_larger"]) == (1345, True)


def test_where_nothing_jumps_there_is_nothing_to_show():
    known = known_of(METRICS, FIGURES)
    assert cells_of(checks.jumps_listing(known)) == []
    assert check_json.check_as_json(known)["jumps"] == []


# --- JSON


def test_json_has_the_columns_of_the_verdicts_and_why():
    claims = [claimed(**claim, claim=name) for name, (claim, *_) in CLAIMS.items()]
    claims.append(claimed(kind="growth", from_period="2020", as_printed="160 prosent", claim="slip"))
    content = json.loads(
        json.dumps(check_json.check_as_json(known_of(METRICS, FIGURES, claims=claims)), allow_nan=False)
    )
    found = {claim["claim"]: claim for claim in content["claims"]}
    assert list(found) == [*CLAIMS, "slip"]
    assert all(claim.keys() == {*VERDICTS, "why", "acknowledged"} for claim in found.values())
    assert (found["slip"]["slips"], found["slip"]["reasons"]) == (["ratio_as_increase"], [])
    assert (found["nothing"]["borne_low"], found["nothing"]["reasons"]) == (None, ["not_published"])
    assert (found["count"]["borne_low"], found["place"]["borne_high"]) == (2004, 2)
    assert found["slip"]["why"].startswith("An increase from 1,250 to 2,004 amounts to 60")


def test_json_contains_the_figures_of_mismatches_and_conflicts():
    known = known_of(METRICS, FIGURES + "visits  2021  2 100  rival", sources={"page": "2022", "rival": ("2022", 2)})
    content = json.loads(json.dumps(check_json.check_as_json(known)))
    first = content["mismatches"][0]
    assert (first["rule"], first["following_low"], first["following_high"]) == ("services", 2001, 2001)
    expected = {"row": 3, "metric": "visits", "service": "", "period": "2021", "as_printed": "2 004"}
    assert first["stated"] == expected | {"low": 2004, "high": 2004, "source": "page", "hand": "first_hand"}
    assert [(one["service"], one["row"]) for one in first["others"]] == [("a", 4), ("b", 5)]
    assert [(pair["one"]["as_printed"], pair["other"]["as_printed"]) for pair in content["conflicts"]] == [
        ("2 004", "2 100")
    ]


def test_what_a_release_lacks_is_named_on_one_line_and_in_json():
    known = vintage_on(read_published(DATA))
    (line,) = checks.release_notes(known)
    assert line.startswith("not filled in in metrics.toml, and left out of the report: portal.publisher, release.")
    assert check_json.check_as_json(known)["release"] == [line]


@pytest.mark.parametrize(("today", "count"), [("2027-03-31", 0), ("2027-04-01", 1)])
def test_a_next_publication_is_over_from_the_day_after_its_last_day(today, count):
    """The made-up folder names March 2027."""
    known = vintage_on(read_published(DATA / "folders" / "rutepark", today=date.fromisoformat(today)))
    lines = list(checks.release_notes(known))
    assert len(lines) == count
    assert all("release.next_publication = '2027-03'" in line for line in lines)


@pytest.mark.parametrize(
    ("kind", "as_printed", "shown"),
    [
        ("growth", "12 prosent", "over the bridge +6.6 to +20.0: agrees"),
        ("decline", "4 prosent", "over the bridge +6.6 to +20.0: contradicts"),
    ],
)
def test_a_claim_across_a_bridged_break_shows_what_the_bridge_gives(kind, as_printed, shown):
    """The year before is 800 to 900 in the new way, of which 960 is 6.67 to 20 percent more."""
    claim = {"metric": "visits", "kind": kind, "from_period": "2018", "to_period": "2020", "as_printed": as_printed}
    known = known_of(BRIDGED, BRIDGED_FIGURES, claims=[claim])
    (row,) = cells_of(checks.claims_listing(known))
    assert row[-1].endswith(f"; {shown}")
    (found,) = check_json.check_as_json(known)["claims"]
    assert (found["bridged_low"], found["bridged_agreement"]) == (pytest.approx(20 / 3), shown.split(": ")[1])
